"""Words shaped like our own surrogates."""

from __future__ import annotations

import pytest

from penname.detect.own_words import outside, own_words, without
from penname.text.spans import Span

OWN = "PERSON_a0b1c2d3"
LONGER = "EMAIL_ADDRESS_z7y8x9w0"


def left(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """What is left of a span over `text` (or a part of it) beside its surrogates."""
    span = Span(start, len(text) if end is None else end, "PERSON", 0.8, "spacy", "html")
    return [text[part.start : part.end] for part in without(text, span, own_words(text))]


@pytest.mark.parametrize(
    "text", [OWN, f"({OWN})", f"to {OWN}.", f"{OWN}'s", f"{OWN}-x", f"é{OWN}", f"{LONGER}@{OWN}"]
)
def test_surrogates_are_seen(text: str) -> None:
    """A surrogate is seen whatever stands around it, as long as its word ends with it."""
    words = [text[start:end] for start, end in own_words(text)]
    assert set(words) <= {OWN, LONGER}
    assert len(words) == text.count("_a0") + text.count("_z7")


@pytest.mark.parametrize(
    "text",
    [
        f"{OWN}e",
        f"x{OWN}",
        f"_{OWN}",
        f"{OWN}_",
        "person_a0b1c2d3",
        "PERSON_A0B1C2D3",
        "PERSON_a0b1c2d",
        "PERSON_ilouilou",
        "_a0b1c2d3",
        "1A_a0b1c2d3",
        "ADMIN_a0b1c2d3",
        "PERSON_0a1b2c3d",
        "PERSON_abcdefgh",
    ],
)
def test_other_words_are_none(text: str) -> None:
    """A part of a longer word, another length, case or letter is no surrogate."""
    assert own_words(text) == []


def test_part_of_a_text_is_searched() -> None:
    """With bounds only surrogates inside them are reported, in offsets of the whole text."""
    text = f"{OWN} {OWN} {OWN}"
    assert own_words(text, 16) == [(16, 31), (32, 47)]
    assert own_words(text, 16, 31) == [(16, 31)]
    assert own_words(text, 0, 14) == []


@pytest.mark.parametrize(
    ("start", "end", "parts"),
    [
        (0, 5, [(0, 5)]),
        (0, 30, [(0, 10), (20, 30)]),
        (10, 20, []),
        (12, 18, []),
        (12, 25, [(20, 25)]),
        (5, 15, [(5, 10)]),
        (20, 25, [(20, 25)]),
        (0, 60, [(0, 10), (20, 40), (50, 60)]),
        (15, 45, [(20, 40)]),
    ],
)
def test_outside_cuts_words_out(start: int, end: int, parts: list[tuple[int, int]]) -> None:
    """The parts beside own words, none of them empty; a word that only touches cuts nothing."""
    assert list(outside(start, end, [(10, 20), (40, 50)])) == parts


def test_untouched_spans_stay_the_same() -> None:
    """A span that touches no surrogate is given on as it is, short ones too."""
    span = Span(0, 2, "PERSON", 0.8, "spacy")
    assert list(without(f"Al {OWN}", span, own_words(f"Al {OWN}"))) == [span]


def test_surrogates_are_no_find() -> None:
    """A find inside a surrogate, or over one with little beside it, is none."""
    assert left(OWN) == []
    assert left(OWN, 0, 6) == []
    assert left(f"{OWN}, ok") == []


def test_values_beside_surrogates_stay() -> None:
    """Three letters or digits beside a surrogate are a value, trimmed; nothing else changes."""
    text = f"Maria Schmidt {OWN} Lee"
    assert left(text) == ["Maria Schmidt", "Lee"]
    (first, _) = without(text, Span(0, len(text), "PERSON", 0.8, "spacy", "html"), own_words(text))
    assert first == Span(0, 13, "PERSON", 0.8, "spacy", "html")
    assert left(f"{OWN} a-1 {OWN}") == []
    assert left(f"{OWN} a-12 {OWN}") == ["a-12"]


def test_types_of_a_policy_are_added() -> None:
    """Surrogates of types that a policy adds are own words only with that policy."""
    text = f"{OWN} BADGE_a1b2c3d4"
    assert own_words(text) == [(0, 15)]
    assert own_words(text, added=frozenset({"BADGE", "OTHER"})) == [(0, 15), (16, 30)]
    assert own_words(text, added=frozenset({"ADGE"})) == [(0, 15)]
