"""Printed forms as patterns, and whether a find stands alone."""

from __future__ import annotations

import re

import pytest

from penname.detect.forms import any_form, formed, forms_of, pattern, stands_alone


def test_forms_are_patterns() -> None:
    """Digits, letters and either become places; all else stands for itself."""
    assert pattern("AA9999999") == r"[A-Z]{2}\d{7}"
    assert re.fullmatch(pattern("A999-99.9*"), "B123-45.6Z")
    assert not re.fullmatch(pattern("A999-99.9*"), "B123-45x6Z")


def test_longest_form_wins() -> None:
    """Forms are tried from the longest on, each once."""
    forms = forms_of({"x": "AA99 | 9999", "y": "AA9999 | AA99"})
    assert forms == ["AA9999", "9999", "AA99"]
    match = re.match(any_form(forms), "AB1234")
    assert match is not None
    assert match[0] == "AB1234"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("no AB12, or CD34.", ["AB12", "CD34"]),
        ("번호는 AB12입니다", ["AB12"]),
        ("/AB12 x.AB12 AB12-1 AB12_ AB12.5 üAB12 AB12ü", []),
        ("AB123", []),
        ("x" * 200 + " AB12 " + "x" * 200, ["AB12"]),
    ],
)
def test_finds_stand_alone(text: str, values: list[str]) -> None:
    """A form inside a word, a path or a decimal is none; scripts without blanks part it."""
    assert [text[start:end] for start, end, _ in formed("[A-Z]{2}[0-9]{2}", 0.2)(text)] == values


def test_text_edges_leave_a_word_alone() -> None:
    """At the begin and the end of a text nothing stands beside."""
    assert stands_alone("AB12", 0, 4)
