"""The vault: surrogates there and back, time to live, bounds, scopes."""

from __future__ import annotations

import pytest

from penname.mask.vault import Anchor, Entry, MemoryScope, MemoryVault, bind_all
from penname.text.json_text import Edit
from penname.text.surrogate import Shapes

KEY = bytes(range(32))


class Clock:
    """Seconds that only pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def vault(clock: Clock | None = None, **bounds: float) -> MemoryVault:
    return MemoryVault(KEY, clock=clock or Clock(), **bounds)  # type: ignore[arg-type]


def test_bound_value_is_revealed() -> None:
    """A surrogate has its type's shape and leads back to exactly the value."""
    scope = vault().scope("tenant")
    surrogate = scope.bind("PERSON", "Maria Schmidt")
    found = Shapes({"PERSON"}).find(surrogate)
    assert found is not None
    assert found.canonical == surrogate
    assert scope.reveal(surrogate) == Entry("PERSON", "Maria Schmidt")
    assert scope.bind("PERSON", "Maria Schmidt") == surrogate
    assert scope.reveal("PERSON_k7qf2m9x") is None


def test_every_spelling_has_its_own() -> None:
    """Case, accents, spacing and type all make another surrogate."""
    scope = vault().scope("tenant")
    values = ["Maria", "maria", "Marïa", "Mari\u0061\u0308", " Maria", "Maria "]
    surrogates = {scope.bind("PERSON", value) for value in values}
    surrogates.add(scope.bind("NAME", "Maria"))
    assert len(surrogates) == len(values) + 1


def test_spellings_share_their_beginning() -> None:
    """Spellings of one value share the first five characters of the core, no others do."""
    scope = vault().scope("tenant")
    people = ["Maria Schmidt", "MARIA SCHMIDT", "Schmidt, Maria", "Ann Lee", "Maria"]
    surrogates = [scope.bind("PERSON", value) for value in people]
    heads = [surrogate[:12] for surrogate in surrogates]
    assert heads[0] == heads[1] == heads[2]
    assert len(set(heads)) == 3
    assert len(set(surrogates)) == 5
    assert scope.bind("NAME", "Maria Schmidt")[5:10] != surrogates[0][7:12]


def test_family_is_the_callers_word() -> None:
    """A part belongs to whom the caller says; the same part alone is another's, too."""
    scope = vault().scope("tenant")
    whole = scope.bind("PERSON", "Maria Schmidt")
    hers, alone = scope.bind("PERSON", "Schmidt", "maria schmidt"), scope.bind("PERSON", "Schmidt")
    assert hers[:12] == whole[:12] != alone[:12]
    assert scope.reveal(hers) == Entry("PERSON", "Schmidt", "maria schmidt")
    assert scope.reveal(alone) == Entry("PERSON", "Schmidt")
    assert scope.bind("PERSON", "Maria Schmidt", "maria schmidt") == whole
    assert scope.reveal(whole) == Entry("PERSON", "Maria Schmidt")


def test_crowded_family_spills_over() -> None:
    """A family with more spellings than it has room for takes cores outside: no error."""
    scope = _Colliding(vault(), KEY, 60.0)
    surrogates = [scope.bind("PERSON", f"{number}") for number in range(12)]
    assert len(set(surrogates)) == 12
    assert len({surrogate[:12] for surrogate in surrogates[:8]}) == 1
    assert len({surrogate[:12] for surrogate in surrogates}) == 5


def test_same_key_same_surrogates() -> None:
    """Every replica with the root key says the same, in any order; another key does not."""
    first, second = vault().scope("tenant"), vault().scope("tenant")
    values = ["Maria", "Jörg", "\ud800 half", "x" * 1000]
    expected = [first.bind("PERSON", value) for value in values]
    assert [second.bind("PERSON", value) for value in reversed(values)] == expected[::-1]
    assert first.bind_number("42") == second.bind_number("42")
    assert first.hash_key == second.hash_key
    other = MemoryVault(KEY[::-1], clock=Clock()).scope("tenant")
    assert not {other.bind("PERSON", value) for value in values} & set(expected)
    assert other.hash_key != first.hash_key


def test_short_root_key_is_refused() -> None:
    """A root key has at least 32 bytes; longer ones are taken."""
    with pytest.raises(ValueError, match="32 bytes"):
        MemoryVault(KEY[:31], clock=Clock())
    assert MemoryVault(KEY * 3, clock=Clock()).scope("a").bind("PERSON", "Maria")


def test_scopes_never_meet() -> None:
    """One scope neither reveals, nor recalls, nor computes what belongs to another."""
    both = vault()
    one, other = both.scope("tenant-1"), both.scope("tenant-2")
    surrogate = one.bind("PERSON", "Maria")
    one.remember_reply("text", (Edit(0, 1, "x"),))
    one.remember_anchor("resp_1", Anchor(frozenset({"acme.example"})))
    assert other.reveal(surrogate) is None
    assert not other.starts_live("person")
    assert other.recall_reply("text") is None
    assert other.recall_anchor("resp_1") == Anchor()
    assert other.bind("PERSON", "Maria") != surrogate
    assert other.hash_key != one.hash_key


def test_exchanges_of_scope_share() -> None:
    """A later exchange of the same scope knows the values of an earlier one."""
    both = vault()
    surrogate = both.scope("tenant").bind("PERSON", "Maria")
    assert both.scope("tenant").reveal(surrogate) == Entry("PERSON", "Maria")
    assert both.scope("tenant").starts_live(surrogate.lower()[:8])


def test_numbers_stay_numbers() -> None:
    """Integers get integers, everything else a fraction; the literal comes back exactly."""
    scope = vault().scope("tenant")
    for literal, prefix in [
        ("4915112345678", "790"),
        ("-7", "790"),
        ("1.50", "791"),
        ("2E9", "791"),
    ]:
        surrogate = scope.bind_number(literal)
        assert surrogate.startswith(prefix)
        assert ("." in surrogate) is (prefix == "791")
        assert scope.reveal(surrogate) == Entry("NUMBER", literal)
        assert scope.bind_number(literal) == surrogate


def test_unbound_is_never_revealed() -> None:
    """A surrogate for a value of the model's own has the shape and leads nowhere."""
    scope = vault().scope("tenant")
    surrogate = scope.unbound("PERSON", "Maria")
    assert surrogate == scope.unbound("PERSON", "Maria") != scope.bind("PERSON", "Maria")
    assert Shapes({"PERSON"}).find(surrogate) is not None
    assert scope.reveal(surrogate) is None


def test_unbound_number_is_never_revealed() -> None:
    """A number that may not come back gets one of its own kind that leads nowhere."""
    scope = vault().scope("tenant")
    for literal in ("4915112345678", "1.50"):
        surrogate = scope.unbound_number(literal)
        assert surrogate == scope.unbound_number(literal) != scope.bind_number(literal)
        assert ("." in surrogate) is ("." in literal)
        assert scope.reveal(surrogate) is None


def test_prefixes_of_live_surrogates() -> None:
    """`starts_live` is true exactly for prefixes of live surrogates, in lower case."""
    scope = vault().scope("tenant")
    assert not scope.starts_live("p")
    surrogates = [scope.bind("PERSON", f"Maria {i}").lower() for i in range(20)]
    for surrogate in surrogates:
        assert all(scope.starts_live(surrogate[:n]) for n in range(1, len(surrogate) + 1))
    assert not scope.starts_live("person_zz")
    assert not scope.starts_live(surrogates[0] + "0")
    assert not scope.starts_live("PERSON")


def test_value_expires_after_ttl() -> None:
    """A value is gone `ttl_s` after its last use, to the second, and leaves no trace."""
    clock = Clock()
    both = vault(clock, ttl_s=60)
    surrogate = both.scope("tenant").bind("PERSON", "Maria")
    clock.now += 59
    assert both.scope("tenant").reveal(surrogate) is not None
    clock.now += 59
    assert both.scope("tenant").reveal(surrogate) is not None
    clock.now += 60
    late = both.scope("tenant")
    assert late.reveal(surrogate) is None
    assert not late.starts_live("person")
    assert (len(both.values), both.live) == (0, {})


def test_binding_again_is_a_use() -> None:
    """A value that each turn binds again stays live, also within one exchange."""
    clock = Clock()
    both = vault(clock, ttl_s=60)
    scope = both.scope("tenant")
    surrogate = scope.bind("PERSON", "Maria")
    clock.now += 40
    scope.bind("PERSON", "Maria")
    clock.now += 40
    assert both.scope("tenant").reveal(surrogate) is not None


def test_new_values_sweep_expired() -> None:
    """Expired values of all scopes go when something new comes."""
    clock = Clock()
    both = vault(clock, ttl_s=60)
    for i in range(10):
        both.scope(f"tenant-{i}").bind("PERSON", "Maria")
    clock.now += 60
    both.scope("new").bind("PERSON", "Maria")
    assert (len(both.values), len(both.live)) == (1, 1)


def test_sweep_drops_what_expired() -> None:
    """A sweep drops expired values, replies and anchors, and nothing else."""
    clock = Clock()
    both = vault(clock, ttl_s=10)
    scope = both.scope("a")
    scope.bind("PERSON", "Maria Schmidt")
    scope.remember_reply("Hello", ())
    scope.remember_anchor("resp_1", Anchor(frozenset({"shop.example"})))
    clock.now += 6
    kept = both.scope("b").bind("PERSON", "Ann Lee")
    clock.now += 6
    both.sweep()
    assert (len(both.values), len(both.replies), len(both.anchors)) == (1, 0, 0)
    assert both.scope("b").reveal(kept) == Entry("PERSON", "Ann Lee")


def test_least_recently_used_goes() -> None:
    """Over `max_values` the value that was not used for the longest time goes first."""
    both = vault(max_values=3)
    a, b, c = (both.scope("tenant").bind("PERSON", value) for value in "abc")
    assert both.scope("tenant").reveal(a) is not None
    d = both.scope("tenant").bind("PERSON", "d")
    fresh = both.scope("tenant")
    assert [fresh.reveal(one) is not None for one in (a, b, c, d)] == [True, False, True, True]
    assert not fresh.starts_live(b.lower())


def test_size_bound_counts_characters() -> None:
    """Over `max_characters` in total the oldest values go, also when a value is put anew."""
    both = vault(max_characters=100)
    first = both.scope("tenant").bind("PERSON", "a" * 60)
    both.scope("tenant").bind("PERSON", "a" * 60)
    both.scope("tenant").bind("PERSON", "b" * 40)
    assert both.scope("tenant").reveal(first) is not None
    both.scope("tenant").bind("PERSON", "c")
    assert both.scope("tenant").reveal(first) is not None
    assert len(both.values) == 2


def test_oversized_value_leaves_nothing() -> None:
    """A value larger than the whole vault lives only in its own exchange."""
    both = vault(max_characters=10)
    scope = both.scope("tenant")
    surrogate = scope.bind("PERSON", "a" * 11)
    assert scope.reveal(surrogate) == Entry("PERSON", "a" * 11)
    assert both.scope("tenant").reveal(surrogate) is None
    assert (len(both.values), both.live) == (0, {})
    assert not both.scope("tenant").starts_live("person")


def test_own_values_survive_eviction() -> None:
    """A flood of other values cannot take away what an exchange has bound or revealed."""
    both = vault(max_values=2)
    earlier = both.scope("tenant").bind("PERSON", "Jörg")
    scope = both.scope("tenant")
    own = scope.bind("PERSON", "Maria")
    assert scope.reveal(earlier) is not None
    flood = both.scope("other")
    for i in range(5):
        flood.bind("PERSON", f"flood {i}")
    assert scope.reveal(own) == Entry("PERSON", "Maria")
    assert scope.reveal(earlier) == Entry("PERSON", "Jörg")
    assert scope.starts_live(own.lower())
    assert both.scope("tenant").reveal(own) is None


def test_evicted_value_binds_again() -> None:
    """What an exchange binds anew is live for the whole scope, evicted before or not."""
    both = vault(max_values=2)
    scope = both.scope("tenant")
    own = scope.bind("PERSON", "Maria")
    for i in range(3):
        both.scope("other").bind("PERSON", f"flood {i}")
    assert scope.bind("PERSON", "Maria") == own
    assert both.scope("tenant").reveal(own) == Entry("PERSON", "Maria")


class _Colliding(MemoryScope):
    """A scope in which all values have the same digests."""

    def _digest(self, entity_type: str, value: str, attempt: int) -> bytes:
        # The attempt is in the first characters of a core and in its last ones.
        return (attempt * (22 * 10 * 32**3 + 1)).to_bytes(6, "big")


def test_collisions_get_new_digests() -> None:
    """Two values never share a surrogate; each keeps its own."""
    scope = _Colliding(vault(), KEY, 60.0)
    people = [scope.bind("PERSON", value) for value in ("a", "b", "c")]
    numbers = [scope.bind_number(value) for value in ("1", "2", "3")]
    assert len({*people, *numbers}) == 6
    assert [scope.bind("PERSON", value) for value in ("a", "b", "c")] == people
    assert [scope.bind_number(value) for value in ("1", "2", "3")] == numbers
    revealed = [scope.reveal(one) for one in (*people, *numbers)]
    assert [entry.value for entry in revealed if entry is not None] == [*"abc123"]


def test_endless_collision_raises() -> None:
    """Sixteen collisions in a row are a broken digest: an error, never a wrong value."""
    scope = _Colliding(vault(), KEY, 60.0)
    for i in range(16):
        scope.bind("PERSON", str(i))
        scope.bind_number(str(i))
    with pytest.raises(RuntimeError):
        scope.bind("PERSON", "one more")
    with pytest.raises(RuntimeError):
        scope.bind_number("17")


def test_collision_after_eviction_is_safe() -> None:
    """An exchange keeps its own reading of a surrogate that others have taken over."""
    both = vault(max_values=1)
    first, second = _Colliding(both, KEY, 60.0), _Colliding(both, KEY, 60.0)
    shared = first.bind("PERSON", "a")
    both.scope("other").bind("PERSON", "flood")
    assert second.bind("PERSON", "b") == shared
    assert first.bind("PERSON", "a") == shared
    assert first.reveal(shared) == Entry("PERSON", "a")
    assert second.reveal(shared) == Entry("PERSON", "b")
    assert _Colliding(both, KEY, 60.0).reveal(shared) == Entry("PERSON", "b")


def test_replies_are_remembered() -> None:
    """A model text that clients were given leads to the edits that turn it back."""
    clock = Clock()
    both = vault(clock, ttl_s=60)
    edits = (Edit(0, 5, "PERSON_k7qf2m9x"),)
    both.scope("tenant").remember_reply("Maria is here", edits)
    both.scope("tenant").remember_reply("nothing", ())
    assert both.scope("tenant").recall_reply("Maria is here") == edits
    assert both.scope("tenant").recall_reply("nothing") == ()
    assert both.scope("tenant").recall_reply("Maria is here ") is None
    clock.now += 60
    assert both.scope("tenant").recall_reply("Maria is here") is None


def test_later_reply_replaces_earlier() -> None:
    """The same text remembered again counts once, with its new edits."""
    both = vault(max_characters=100)
    scope = both.scope("tenant")
    for _ in range(10):
        scope.remember_reply("text", (Edit(0, 1, "x" * 40),))
    scope.remember_reply("text", (Edit(0, 1, "y"),))
    scope.remember_reply("more", (Edit(0, 1, "x" * 40),))
    assert scope.recall_reply("text") == (Edit(0, 1, "y"),)
    assert scope.recall_reply("more") is not None


def test_anchors_are_remembered() -> None:
    """A stored response's hosts and values come back by its id; an unknown id is empty."""
    both = vault()
    anchor = Anchor(frozenset({"acme.example"}), (Entry("PERSON", "Maria"), Entry("NUMBER", "42")))
    both.scope("tenant").remember_anchor("resp_1", anchor)
    assert both.scope("tenant").recall_anchor("resp_1") == anchor
    assert both.scope("tenant").recall_anchor("resp_2") == Anchor()


def test_bind_all_knows_families() -> None:
    """Values of an earlier turn are live again under the surrogates that they had."""
    first, second = vault().scope("tenant"), vault().scope("tenant")
    hers = first.bind("PERSON", "Schmidt", "maria schmidt")
    bind_all(second, [Entry("PERSON", "Schmidt", "maria schmidt")])
    assert second.reveal(hers) == Entry("PERSON", "Schmidt", "maria schmidt")


def test_bind_all_makes_live() -> None:
    """The values of an earlier turn get the surrogates that they had."""
    first, second = vault().scope("tenant"), vault().scope("tenant")
    person, number = first.bind("PERSON", "Maria"), first.bind_number("42")
    bind_all(second, [Entry("PERSON", "Maria"), Entry("NUMBER", "42")])
    assert second.reveal(person) == Entry("PERSON", "Maria")
    assert second.reveal(number) == Entry("NUMBER", "42")


def test_reprs_hold_no_values() -> None:
    """Vault, scope, entry and anchor can be logged."""
    both = vault()
    scope = both.scope("secret-tenant")
    scope.bind("PERSON", "secret")
    entry = Entry("PERSON", "secret")
    shown = [both, scope, entry, Anchor(frozenset({"secret.example"}), (entry,)), both.values]
    assert not [one for one in shown if "secret" in repr(one)]


def test_each_view_has_own_ttl() -> None:
    """What a view binds lives as long as that view's policy says, whatever else is there."""
    clock = Clock()
    store = vault(clock=clock)
    brief, lasting = store.scope("tenant", 10.0), store.scope("tenant", 1000.0)
    short = brief.bind("PERSON", "Maria")
    long = lasting.bind("PERSON", "Anna")
    clock.now += 11.0
    store.sweep()
    assert store.scope("tenant").reveal(short) is None
    assert store.scope("tenant").reveal(long) == Entry("PERSON", "Anna")


def test_oldest_of_all_ttls_goes_first() -> None:
    """Over the bound the least recently used value goes, whatever its time to live."""
    clock = Clock()
    store = vault(clock=clock, max_values=2)
    first = store.scope("tenant", 1000.0).bind("PERSON", "Maria")
    clock.now += 1.0
    second = store.scope("tenant", 10.0).bind("PERSON", "Anna")
    clock.now += 1.0
    store.scope("tenant", 10.0).bind("PERSON", "Zoë")
    assert store.scope("tenant").reveal(first) is None
    assert store.scope("tenant").reveal(second) is not None
