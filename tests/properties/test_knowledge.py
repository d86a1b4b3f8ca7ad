"""Property: what a conversation knows of names holds over turns, restarts and replicas."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from penname.exchange.known import KnownValues
from penname.mask.vault import Entry, MemoryVault
from penname.policy.model import Action, Policy
from penname.text.surrogate import shapes_of
from penname.text.words import has_letters
from tests.exchanges import CARD, CHAT, MAIL, chat, dump, exchange, masked, policy, vault

PARTS = {
    "Maria Schmidt": (
        *("Schmidt", "maria", "M. Schmidt", "Schmidt, Maria", "MARIA SCHMIDT", "Ms Schmidt"),
        *("Maria's", "Schmidts", "maria.schmidt", "mschmidt", "maria_schmidt84", "MariaSchmidt"),
    ),
    "Jörg Müller": ("Mueller", "JÖRG", "müller", "j.mueller", "joergmueller", "Jo\u0308rg"),
    "Zoë O'Neil": ("zoe", "O'Neil", "Zoe O\u2019Neil", "ZOË"),
    "Ann Lee": ("Ms Lee", "ann", "Lee, Ann", "annlee"),
}
NAMES = tuple(PARTS)
FORMS = ("4111-1111-1111-1111", CARD, MAIL, MAIL.upper(), "Maria@Example.Org")
#: Specific values come first: found late they are masked in earlier texts too.
FIRST = f"{CARD}; {MAIL}"
PLAIN = ("see", "will", "the error", "Zürich", "日本", 'a "quote"', "line\nbreak", "%40", "get()")
PIECE = st.sampled_from([*NAMES, *(part for parts in PARTS.values() for part in parts), *FORMS])
USER = st.lists(st.one_of(PIECE, st.sampled_from(PLAIN)), min_size=1, max_size=6).map("; ".join)
#: A number is the place of one of the surrogates that the model has seen.
MODEL = st.lists(st.one_of(st.sampled_from(PLAIN), st.integers(0, 20)), min_size=1, max_size=5)
TURNS = st.lists(st.tuples(USER, MODEL), min_size=1, max_size=4)

RULES = [
    policy(),
    policy(PERSON=Action.SURROGATE, CREDIT_CARD=Action.SURROGATE),
]
each_policy = pytest.mark.parametrize("rules", RULES, ids=["mask", "surrogate"])
often = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def surrogates(text: str, rules: Policy) -> list[str]:
    standins = frozenset(n for n, rule in rules.rules.items() if rule.action is Action.SURROGATE)
    found = shapes_of(frozenset(rules.rules), standins).find_all(text)
    return [text[one.start : one.end] for one in found]


async def contents(store: MemoryVault, rules: Policy, texts: list[str]) -> list[str]:
    _, seen = await masked(store, CHAT, chat(*texts), rules=rules)
    return [message["content"] for message in seen["messages"]]


async def told(store: MemoryVault, rules: Policy, texts: list[str], wrote: str) -> str:
    """What the client reads when the model answers `wrote` to a conversation."""
    one = exchange(store, rules=rules)
    await one.mask_request(dump(chat(*texts)))
    body = dump({"choices": [{"index": 0, "message": {"role": "assistant", "content": wrote}}]})
    back = json.loads(await one.restore_body(body, "application/json"))
    return str(back["choices"][0]["message"]["content"])


async def talk(store: MemoryVault, rules: Policy, turns: list[Any]) -> tuple[list[str], list[str]]:
    """A conversation as the client has it, and what the provider has seen and said of it."""
    texts: list[str] = []
    sides: list[str] = []
    for user, model in turns:
        texts.append(user)
        seen = await contents(store, rules, texts)
        assert seen[: len(sides)] == sides
        known = surrogates("\n".join(seen), rules) or ["nothing"]
        wrote = "; ".join(known[w % len(known)] if isinstance(w, int) else w for w in model)
        texts.append(await told(store, rules, texts, wrote))
        sides = [*seen, wrote]
    return texts, sides


@each_policy
@given(turns=TURNS)
@often
async def test_turns_never_change(rules: Policy, turns: list[Any]) -> None:
    """What was masked once is masked so in every later turn, and the model's words come back."""
    store = vault()
    texts, sides = await talk(store, rules, [(FIRST, ["see"]), *turns])
    assert (await contents(store, rules, [*texts, "end"]))[:-1] == sides


@given(turns=TURNS)
@often
async def test_restarts_change_nothing(turns: list[Any]) -> None:
    """After a restart, or on another replica, the same conversation has the same bytes."""
    rules = RULES[0]
    # Of a part that came before its name it is not known after a restart what it stood for.
    texts, sides = await talk(vault(), rules, [("; ".join((*NAMES, FIRST)), ["see"]), *turns])
    assert (await contents(vault(), rules, [*texts, "end"]))[:-1] == sides


@each_policy
@given(texts=st.lists(USER, min_size=1, max_size=5))
@often
async def test_spellings_come_back(rules: Policy, texts: list[str]) -> None:
    """A masked text restores to exactly what the client wrote, and masks to the same again."""
    store = vault()
    turns = [part for text in texts for part in (text, "ok")]
    seen = await contents(store, rules, turns)
    for at, text in enumerate(turns):
        assert await told(store, rules, turns, seen[at]) == text
    assert await contents(store, rules, turns) == seen


@given(before=st.lists(USER, max_size=3), name=st.sampled_from(NAMES), data=st.data())
@often
async def test_parts_leave_masked(before: list[str], name: str, data: Any) -> None:
    """After a name has stood in a conversation none of its parts leaves in clear."""
    part = data.draw(st.sampled_from(PARTS[name]))
    turns = [piece for text in (*before, name) for piece in (text, "ok")]
    *_, last = await contents(vault(), RULES[0], [*turns, f"see {part} there"])
    words = {"ms", "s", "see", "there"}
    said = KnownValues()
    said.add([Entry("PERSON", name)])
    assert said.find(last) == []
    assert surrogates(last, RULES[0])
    assert {word for word in last.lower().replace("'", " ").split() if word.isalpha()} <= words


@given(
    names=st.lists(st.text(max_size=30), max_size=4),
    kind=st.sampled_from(["PERSON", "PASSWORD", "LOCATION"]),
    text=st.text(max_size=200),
    at=st.integers(0, 200),
)
@settings(max_examples=300, deadline=None)
@example(names=["0:\U00018cff"], kind="PERSON", text="", at=0)
def test_any_text_is_read(names: list[str], kind: str, text: str, at: int) -> None:
    """Whatever stands in names and texts, finds lie in the text, and families can be told."""
    known = KnownValues()
    known.add(Entry(kind, name) for name in names)
    text = text[:at] + " ".join(names) + text[at:]
    for span in known.find(text):
        assert 0 <= span.start < span.end <= len(text)
        value = text[span.start : span.end]
        assert has_letters(value)
        known.add([Entry(kind, value, known.family_of(kind, value))])
        assert known.covers(value)


class Counted(dict[Any, Any]):
    """A dictionary that counts how often it is asked."""

    asked = 0

    def get(self, key: Any, default: Any = None) -> Any:
        Counted.asked += 1
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        Counted.asked += 1
        return super().__contains__(key)


def asked(known: KnownValues, text: str) -> int:
    """How many look-ups finding known values in a text takes."""
    people, exact, folded = known._people, known._exact, known._folded._phrases
    for index, names in [
        (people, ("_whole", "_single", "_glued", "_handles", "_reach")),
        (exact, ("_by_word",)),
        (folded, ("_by_word",)),
        (known._numbers, ("_by_head",)),
    ]:
        for name in names:
            setattr(index, name, Counted(getattr(index, name)))
    Counted.asked = 0
    known.find(text)
    return Counted.asked


def crowd(size: int) -> KnownValues:
    """So many people, addresses and cards, most of whom share their words."""
    known = KnownValues()
    letters = "bcdfghjklm"
    for at in range(size):
        word = "".join(letters[int(digit)] + "a" for digit in f"{at:04d}")
        known.add([Entry("PERSON", f"Maria {word}"), Entry("PERSON", f"{word} Schmidt")])
        known.add([Entry("EMAIL_ADDRESS", f"maria@{word}.example")])
        known.add([Entry("CREDIT_CARD", f"4111 1111 1111 {at:04d}")])
    return known


def test_cost_is_that_of_the_text() -> None:
    """Finding takes as many look-ups as the text has words, however many values are known."""
    text = "ask maria schmidt, Maria Weber or maria@w.example about 4111 1111 1111 9999. "
    few, many = asked(crowd(200), text * 50), asked(crowd(2_000), text * 50)
    assert many <= few * 1.1
    assert asked(crowd(200), text * 100) <= few * 2 + 10
    assert few <= 50 * 80
