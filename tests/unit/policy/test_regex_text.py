"""Regexes as texts: which classes are rewritten, and which hostile texts come of them."""

from __future__ import annotations

import pytest

from penname.policy.regex_text import PUMP_LENGTH, all_scripts, pump_strings

WORD = r"\pL_\pM\pN"


@pytest.mark.parametrize(
    ("regex", "rewritten"),
    [
        (r"\w+\d", rf"[{WORD}]+\d"),
        (r"\W", rf"[^{WORD}]"),
        (r"[\w.-]\w", rf"[{WORD}.-][{WORD}]"),
        (r"[^\w]\W", rf"[^{WORD}][^{WORD}]"),
        (r"[\W]", r"[\W]"),
        (r"\\w", r"\\w"),
        (r"\[\w\]", rf"\[[{WORD}]\]"),
        (r"[\]\w]\w", rf"[\]{WORD}][{WORD}]"),
        (r"[]\w]\w", rf"[]{WORD}][{WORD}]"),
        (r"[^]\w]\w", rf"[^]{WORD}][{WORD}]"),
        (r"[a[]\w", rf"[a[][{WORD}]"),
        (r"[[:alpha:]\w]\w", rf"[[:alpha:]{WORD}][{WORD}]"),
        (r"[[:^alpha:]]\w", rf"[[:^alpha:]][{WORD}]"),
        (r"]\w", rf"][{WORD}]"),
        (r"\Q[\w\E", r"\Q[\w\E"),
        ("a\n[\n\\w", f"a\n[\n{WORD}"),
        ("a\\", "a\\"),
        ("[\\", "[\\"),
        ("", ""),
    ],
)
def test_word_classes_are_spelled_out(regex: str, rewritten: str) -> None:
    """Inside a class and outside; everything else stays as it is, mistakes too."""
    assert all_scripts(regex) == rewritten


@pytest.mark.parametrize("regex", ["", ".", "()", r"\b", r"(?<=x)(a+)+y", "\\"])
def test_pumps_are_long_and_few(regex: str) -> None:
    """Every hostile text has the wanted length, and their number is bounded."""
    pumps = pump_strings(regex)
    assert len(pumps) <= 120
    assert all(len(pump) > PUMP_LENGTH for pump in pumps)
