"""Stand-ins: masked text comes back exactly, in streams too, and no two values share one."""

from __future__ import annotations

import itertools
import json
import re
import time

from hypothesis import given
from hypothesis import strategies as st

from penname.mask.masking import mask_edits, pieces
from penname.mask.overlap import Decided, resolve
from penname.mask.restore import Restorer, Rules, restore_text
from penname.mask.standins import KEPT
from penname.mask.vault import MemoryScope, MemoryVault
from penname.policy.model import Action, Decision, Rule
from penname.text.json_text import Edit, splice
from penname.text.spans import Span
from penname.text.standins import GENERATORS, goes_by_word
from penname.text.surrogate import LITERAL, Shapes
from penname.text.urls import hosts_in

TYPES = sorted({*GENERATORS, "STREET_ADDRESS"})
SHAPES = Shapes(TYPES, TYPES)
KEY = bytes(range(32))
VALUES = [
    ("PERSON", "Ann"), ("PERSON", "Lee"), ("PERSON", "O'Neil"), ("LOCATION", "Zürich"),
    ("PHONE_NUMBER", "+49 151 1234567"), ("EMAIL_ADDRESS", "ann@example.org"),
    ("CREDIT_CARD", "4" + "1" * 15), ("IBAN_CODE", "DE89 3704"), ("IP_ADDRESS", "10.0.0.1"),
    ("IP_ADDRESS", "fe80::1"), ("MAC_ADDRESS", "00:1b:44:11:3a:b7"), ("US_SSN", "536-90-4399"),
]  # fmt: skip


def new_scope(name: str = "tenant", key: bytes = KEY) -> MemoryScope:
    return MemoryVault(key, clock=time.monotonic).scope(name)


SCOPE = new_scope()
LIVE = [SCOPE.bind_standin(*value) for value in VALUES]
RULES = Rules(SHAPES, SCOPE, lambda _host: True, lambda _type, _place: True)
FORMS = [form for one in LIVE for form in (one, one.upper(), one.lower(), one[:-2], one[1:])]
FORMS += [one.replace("@", "%40") for one in LIVE if "@" in one]
WORDS = [
    "Ann", "Lee", "LEE", "ann", "O'Neil's", "Jean-Luc", "van der", "J. R.", "McDonald", "MCDONALD",
    "straße", "STRASSE", "山田", "Mari\u0301a", "ﬁn", "ŉ", "ß", "İ", "ǆ", "3rd", "10", "al",
    "4111-1111 1111 1111", "10.0.0.1", "fe80::1", "a@b.org", "+1 2", "delimited", "Iraqi",
]  # fmt: skip
MARKS = [
    " ", "_", "-", "'", "\u2019", ".", "0.", "9", "b", "B", "aq", '"', "\\", "**", "<b>", "%40",
    "://", "@", "/", "+", ":", ",", "\n", "é", "\u0301", "\ud800", "{", "}", "`", "&amp;",
]  # fmt: skip
TEXT = st.lists(
    st.one_of(
        st.sampled_from(FORMS), st.sampled_from(WORDS), st.sampled_from(MARKS), st.text(max_size=3)
    ),
    max_size=10,
).map("".join)
SPANS = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.integers(1, 25),
        st.sampled_from(TYPES),
        st.sampled_from([Action.SURROGATE] * 3 + [Action.MASK, Action.REDACT, Action.ROUTE]),
        st.sampled_from(["raw", "raw", "percent"]),
    ),
    max_size=6,
)
Spans = list[tuple[int, int, str, Action, str]]


def edits_of(text: str, spans: Spans, scope: MemoryScope, *, one_way: bool = True) -> list[Edit]:
    """The edits of a text as a masker makes them: the spans, and what looks like a surrogate."""
    decided = [
        Decided(
            Span(start, min(start + size, len(text)), name, 0.9, "t", view),
            Decision(action, Rule(name), name, ""),
        )
        for start, size, name, action, view in spans
        if start < len(text) and (one_way or action is not Action.REDACT)
    ]
    literal = Decision(Action.MASK, Rule(LITERAL), LITERAL, "")
    decided += [
        Decided(Span(one.start, one.end, LITERAL, 1.0, "t"), literal)
        for one in SHAPES.find_all(text)
    ]
    return mask_edits(text, resolve(decided), scope)


@given(text=TEXT, spans=SPANS)
def test_masked_text_comes_back(text: str, spans: Spans) -> None:
    """restore(mask(x)) == x, whatever stands beside a value or looks like a stand-in."""
    edits = edits_of(text, spans, SCOPE, one_way=False)
    masked = splice(text, edits)
    restored, undo = restore_text(RULES, masked)
    assert restored == text
    assert splice(restored, undo) == masked


@given(text=TEXT, spans=SPANS)
def test_masking_again_says_the_same(text: str, spans: Spans) -> None:
    """A restored text is masked as before; a replica with the same key says the same."""
    first = edits_of(text, spans, SCOPE)
    assert edits_of(text, spans, SCOPE) == first
    assert edits_of(text, spans, new_scope()) == first


@given(text=TEXT, spans=SPANS, more=TEXT, places=st.lists(st.integers(0, 400), max_size=4))
def test_every_cut_same_output(text: str, spans: Spans, more: str, places: list[int]) -> None:
    """A model text with stand-ins is restored the same however it is cut."""
    answer = more + splice(text, edits_of(text, spans, SCOPE)) + more
    whole = restore_text(RULES, answer)
    for cuts in (sorted({min(p, len(answer)) for p in places}), list(range(len(answer)))):
        restorer = Restorer(RULES)
        edges = [0, *cuts, len(answer)]
        out = "".join(restorer.feed(answer[a:b]) for a, b in itertools.pairwise(edges))
        assert (out + restorer.close(), tuple(restorer.edits)) == whole


@given(text=TEXT)
def test_held_could_become_live(text: str) -> None:
    """What is held back starts like something live, or waits for the end of a host."""
    restorer = Restorer(RULES)
    for at, character in enumerate(text, 1):
        restorer.feed(character)
        start = at - restorer.held
        if start == at:
            continue
        found = SHAPES.find(text[:at], start)
        waits = found is not None and found.start == start
        said = [prefix for place, prefix in SHAPES.unfinished(text[:at], start) if place == start]
        assert waits or any(SCOPE.starts_live(prefix) for prefix in said)


@given(text=TEXT, spans=SPANS)
def test_nothing_of_a_value_stays(text: str, spans: Spans) -> None:
    """Of what is decided no letter or digit stays but whole particles of names and a final 's."""
    edits = edits_of(text, spans, SCOPE)
    covered = {at for edit in edits for at in range(edit.start, edit.end)}
    left = "".join(" " if at in covered else c for at, c in enumerate(text))
    for start, size, name, action, view in spans:
        if action is Action.ROUTE:
            continue
        by_word = action is Action.SURROGATE and goes_by_word(name) and view == "raw"
        for a, b in pieces(text, min(start, len(text)), min(start + size, len(text))):
            for word in re.finditer(r"[^\W_]+", left):
                if word.start() < b and a < word.end():
                    assert by_word
                    assert word[0] in KEPT or word[0] in "sS"


@given(text=TEXT, spans=SPANS)
def test_masked_text_is_safe_in_json(text: str, spans: Spans) -> None:
    """What stands for a value needs no escape at any depth of JSON."""
    for edit in edits_of(text, spans, SCOPE):
        assert json.dumps(edit.text) == f'"{edit.text}"'


NAMES = st.text(st.characters(codec="utf-8", categories=("L", "N", "M", "Z", "P")), min_size=1)


@given(values=st.lists(st.tuples(st.sampled_from(TYPES), NAMES), max_size=8))
def test_no_two_values_share(values: list[tuple[str, str]]) -> None:
    """Two values of a scope have different stand-ins, and each leads back to its own."""
    scope = new_scope()
    made = {value: scope.bind_standin(*value) for value in values}
    assert len(set(made.values())) == len(made)
    for (name, value), standin in made.items():
        entry = scope.reveal(standin)
        assert entry is not None
        assert (entry.entity_type, entry.value) == (name, value)


@given(name=st.sampled_from(sorted(GENERATORS)), value=NAMES)
def test_scopes_and_keys_differ(name: str, value: str) -> None:
    """Another scope or root key gives a value another stand-in, no scope knows another's."""
    mine = new_scope().bind_standin(name, value)
    assert new_scope().bind_standin(name, value) == mine
    other = new_scope("other")
    assert other.bind_standin(name, value) != mine
    assert other.reveal(mine) is None
    assert new_scope(key=KEY[::-1]).bind_standin(name, value) != mine


SHELLS = [
    "https://{host}/{tail}", "http:{host}/{tail}", "//{host}/?{tail}", "![](https://{host}/{tail})",
    "HTTPS:\\\\{host}\\{tail}", '<img src="https://{host}/a {tail}">',
    "[x](<https://{host}/ {tail}>)",
    "https://acme.example@{host}/{tail}", "https://{tail}.{host}/", "https://{tail}@{host}/",
    "](https&colon;//{host}/{tail})", "_www.{host}/{tail}_",
]  # fmt: skip
HOSTS = st.sampled_from(["evil.example", "acme.example.evil.example", "1.2.3.4", "[2001:db8::1]"])
TAILS = st.lists(
    st.one_of(st.sampled_from(FORMS), st.sampled_from(["a", "/", "&x=", "%20", "#", ".", "-"])),
    min_size=1,
    max_size=5,
).map("".join)


@given(shell=st.sampled_from(SHELLS), host=HOSTS, tail=TAILS)
def test_foreign_urls_get_no_value(shell: str, host: str, tail: str) -> None:
    """Nothing is restored into a URL whose host the client did not name."""
    own = Rules(SHAPES, SCOPE, {"acme.example"}.__contains__, lambda _type, _place: True)
    text = shell.format(host=host, tail=tail)
    assert restore_text(own, f"a {text} b") == (f"a {text} b", ())


CLIENT = st.lists(
    st.sampled_from(
        [value for _, value in VALUES]
        + ["https://acme.example/", "https://", "http:", "//", "www.", "acme.example", "@", ":"]
        + ["[", "]", "/", "?", "#", "](", ")", '<img src="', '"', "'", "=", " ", ", ", "x", ".org"]
    ),
    max_size=12,
).map("".join)


@given(text=CLIENT)
def test_own_links_come_back(text: str) -> None:
    """restore(mask(x)) == x for values in and around the client's own URLs."""
    names = {value: name for name, value in VALUES}
    pattern = "|".join(re.escape(value) for value in sorted(names, key=len, reverse=True))
    spans: Spans = [
        (one.start(), one.end() - one.start(), names[one[0]], Action.SURROGATE, "raw")
        for one in re.finditer(pattern, text)
    ]
    hosts = frozenset(hosts_in(text))
    own = Rules(SHAPES, SCOPE, hosts.__contains__, lambda _type, _place: True)
    assert restore_text(own, splice(text, edits_of(text, spans, SCOPE)))[0] == text
