"""What a policy's own recognizer finds: patterns, groups, terms, validators, overlaps."""

from __future__ import annotations

import pytest

from penname.policy.finder import CompiledSpec, Hit, find, outermost, spec_problem
from penname.policy.patterns import PatternError, PatternTimeout
from penname.policy.recognizers import PatternSpec, RecognizerSpec
from tests.work import calls


def spec(*patterns: PatternSpec, **fields: object) -> RecognizerSpec:
    return RecognizerSpec("MRN", patterns, **fields)  # type: ignore[arg-type]


def found(one: RecognizerSpec, text: str) -> list[tuple[str, float]]:
    return [(text[start:end], score) for start, end, score in find(one, text)]


def test_group_is_the_value() -> None:
    """What the group holds is found, not the words that lead to it."""
    mrn = spec(PatternSpec(r"(?i)\bMRN[:#]?\s*(\d{6,10})\b", 0.85, 1))
    assert found(mrn, "MRN 00123456, mrn: 7654321, MRI 2026") == [
        ("00123456", 0.85),
        ("7654321", 0.85),
    ]


def test_missing_groups_are_no_find() -> None:
    """A match in which the group took no part, or is empty, has no value."""
    either = spec(PatternSpec(r"A(\d*)|B(\d+)", 0.5, 2))
    assert found(either, "A12 B34 A") == [("34", 0.5)]
    assert found(spec(PatternSpec(r"A(\d*)", 0.5, 1)), "A A1") == [("1", 0.5)]


def test_validator_judges_patterns() -> None:
    """What fails the validator is no find; terms are taken as they are."""
    good, bad = "79927398713", "79927398710"
    card = spec(PatternSpec(r"\d{11}", 0.5), validator="luhn", terms=(bad,), term_score=0.9)
    assert found(card, f"{good} {bad}") == [(good, 0.5), (bad, 0.9)]


def test_finds_inside_finds_are_one() -> None:
    """A find inside another of at least its score is left out; a surer one inside stays."""
    overlapping = spec(
        PatternSpec(r"A\d{4}", 0.6), PatternSpec(r"\d{2}", 0.5), PatternSpec(r"A\d", 0.8)
    )
    assert found(overlapping, "A1234 56") == [("A1234", 0.6), ("A1", 0.8), ("56", 0.5)]
    same = spec(PatternSpec("ab", 0.4), PatternSpec("a.", 0.7), terms=("ab",), term_score=0.7)
    assert found(same, "ab") == [("ab", 0.7)]


def test_crossing_finds_both_stay() -> None:
    """Finds that cross cover more together than either alone."""
    hits = [Hit(0, 5, 0.5, "a"), Hit(3, 8, 0.5, "b"), Hit(4, 7, 0.5, "c"), Hit(6, 8, 0.9, "d")]
    assert outermost(reversed(hits)) == [hits[0], hits[1], hits[3]]


def test_rules_have_names() -> None:
    """Each find says which pattern or list found it."""
    both = CompiledSpec(spec(PatternSpec("a1", 0.5), PatternSpec("b1", 0.5), terms=("c1",)))
    assert [hit.rule for hit in both.find("b1 c1 a1")] == ["patterns.1", "terms", "patterns.0"]
    assert repr(both) == "CompiledSpec(MRN)"
    assert both.entity_type == "MRN"


@pytest.mark.parametrize(
    "broken",
    [
        spec(PatternSpec("(", 0.5)),
        spec(PatternSpec("a", 0.5, 1)),
        spec(terms=("",)),
        spec(terms=("x" * 201,)),
        spec(PatternSpec("a", 0.5), validator="none such"),
    ],
)
def test_broken_specs_do_not_compile(broken: RecognizerSpec) -> None:
    """A recognizer that cannot run is an error, never one that finds nothing."""
    with pytest.raises(PatternError):
        find(broken, "a")
    assert spec_problem(broken)


def test_sound_specs_have_no_problem() -> None:
    """A recognizer that can run is said to."""
    assert spec_problem(spec(PatternSpec("a", 0.5), terms=("b",), validator="luhn")) == ""


def test_time_outs_are_raised() -> None:
    """A pattern that runs out of time fails the whole find."""
    times = iter(range(0, 1000, 5))
    slow = CompiledSpec(spec(PatternSpec("a", 0.5)))
    with pytest.raises(PatternTimeout):
        slow.find("aaa", lambda: float(next(times)))


@pytest.mark.parametrize(
    "text", ["\ud800 ab1 \udfff", "\U0001f468\u200d\U0001f469 ab1", "e\u0301ab1"]
)
def test_any_text_is_read(text: str) -> None:
    """Offsets are code points of the text, beside emoji, marks and lone surrogates."""
    mixed = spec(PatternSpec(r"b\d", 0.5), terms=("ab1",))
    assert ("b1", 0.5) in found(mixed, text) or ("ab1", 0.85) in found(mixed, text)


def test_many_finds_are_linear() -> None:
    """Twice the finds take twice the calls, and many come to an end."""
    busy = CompiledSpec(spec(PatternSpec(r"\d", 0.5), PatternSpec(r"\d+", 0.4), terms=("1",)))
    assert calls(lambda: busy.find("1 " * 4_000)) < 2.1 * calls(lambda: busy.find("1 " * 2_000))
    assert len(busy.find("1 " * 10_000)) == 10_000
