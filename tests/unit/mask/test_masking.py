"""Masking a text: the pieces of a value, and the edits for each action."""

from __future__ import annotations

import time

import pytest

from penname.mask.masking import mask_edits, pieces
from penname.mask.overlap import Decided
from penname.mask.vault import Entry, MemoryVault
from penname.policy.model import Action, Decision, Rule
from penname.text.json_text import Edit, splice
from penname.text.spans import Span

SCOPE = MemoryVault(bytes(32), clock=time.monotonic).scope("tenant")


def decided(start: int, end: int, action: Action, view: str = "raw") -> Decided:
    rule = Rule("PERSON", action, keep_last=2)
    span = Span(start, end, "PERSON", 0.9, "test", view)
    return Decided(span, Decision(action, rule, "PERSON", ""))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maria Schmidt", ["Maria Schmidt"]),
        ("  Maria \u00a0", ["Maria"]),
        ("Maria\nSchmidt", ["Maria", "Schmidt"]),
        ('"Maria" "Schmidt"', ["Maria", "Schmidt"]),
        ("C:\\Maria\\Schmidt", ["C:", "Maria", "Schmidt"]),
        ("Maria\u2028\x85\x7fSchmidt", ["Maria", "Schmidt"]),
        ("Maria\r\n \t\x00Schmidt\n", ["Maria", "Schmidt"]),
        ('-- "!" ...', []),
        ("\n", []),
        ("+49 (0)", ["+49 (0)"]),
        ("漢字 é", ["漢字 é"]),
        (" \U00018cff", ["\U00018cff"]),  # a letter that is newer than Python 3.11
    ],
)
def test_pieces_never_need_escapes(text: str, expected: list[str]) -> None:
    """A value is cut where JSON would escape, trimmed, and dropped without letter or digit."""
    padded = f"ab{text}cd"
    assert [padded[a:b] for a, b in pieces(padded, 2, 2 + len(text))] == expected


def test_reversible_values_are_bound() -> None:
    """Each piece becomes a surrogate of its own that leads back; the rest stays."""
    text = 'I am "Maria\nSchmidt".'
    edits = mask_edits(text, [decided(5, 20, Action.MASK)], SCOPE)
    masked = splice(text, edits)
    assert [text[edit.start : edit.end] for edit in edits] == ["Maria", "Schmidt"]
    assert [SCOPE.reveal(edit.text) for edit in edits] == [
        Entry("PERSON", "Maria"),
        Entry("PERSON", "Schmidt"),
    ]
    assert masked == f'I am "{edits[0].text}\n{edits[1].text}".'


def test_one_way_values_are_not_bound() -> None:
    """A redacted, partial or hashed value is replaced and cannot be revealed."""
    actions = [Action.REDACT, Action.PARTIAL, Action.HASH]
    text = "Maria Joerg Anna-"
    ones = [decided(start, start + 5, one) for start, one in zip((0, 6, 12), actions, strict=True)]
    edits = mask_edits(text, ones, SCOPE)
    assert edits[:2] == [Edit(0, 5, "[PERSON]"), Edit(6, 11, "xxxrg")]
    assert all(SCOPE.reveal(edit.text) is None for edit in edits)


def test_names_get_stand_ins_by_word() -> None:
    """Each word of a name is an edit of its own that leads back to the word."""
    text = 'I am Ann "Lee".'
    edits = mask_edits(text, [decided(5, 14, Action.SURROGATE)], SCOPE)
    assert [text[edit.start : edit.end] for edit in edits] == ["Ann", "Lee"]
    assert [edit.text for edit in edits] == [
        SCOPE.bind_standin("PERSON", "Ann"),
        SCOPE.bind_standin("PERSON", "Lee"),
    ]


def test_encoded_names_get_plain_surrogates() -> None:
    """In an encoded text only a surrogate is sure to survive its decoding."""
    edits = mask_edits("Ann%20Lee", [decided(0, 9, Action.SURROGATE, "percent")], SCOPE)
    assert edits == [Edit(0, 9, SCOPE.bind("PERSON", "Ann%20Lee"))]


def test_masked_neighbours_are_a_border() -> None:
    """What stands masked in front of a value counts, not what stood there."""
    text = "(Ann)lee"
    edits = mask_edits(text, [decided(0, 5, Action.MASK), decided(5, 8, Action.SURROGATE)], SCOPE)
    assert edits[1].text == SCOPE.bind_standin("PERSON", "lee")
    edits = mask_edits(text, [decided(5, 8, Action.SURROGATE)], SCOPE)
    assert edits[0].text == SCOPE.bind_standin("PERSON", "Lee").lower()


def test_nothing_decided_nothing_edited() -> None:
    """Without decisions there are no edits; a value of marks only stays too."""
    assert mask_edits("text", [], SCOPE) == []
    assert mask_edits("!?!", [decided(0, 3, Action.MASK)], SCOPE) == []
