"""Patterns under a time budget."""

from __future__ import annotations

import time

import pytest
import regex

from penname.detect import scan
from penname.detect.contract import DetectionError

SLOW = regex.compile(r"(?:a|aa)+$")


def test_slow_pattern_fails_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern that runs out of time is an error, never a pattern that found nothing."""
    monkeypatch.setattr(scan, "BUDGET_S", 0.05)
    for found in (
        scan.finditer(SLOW, "a" * 60 + "b"),
        scan.Guarded(SLOW).finditer("a" * 60 + "b", 60),
    ):
        with pytest.raises(DetectionError, match="ran out of time"):
            list(found)


def test_what_is_done_with_matches_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time that a finder spends on a match is not its pattern's."""
    monkeypatch.setattr(scan, "BUDGET_S", 0.2)
    found = 0
    for _ in scan.finditer(regex.compile("a"), "aaa"):
        time.sleep(0.15)
        found += 1
    assert found == 3


def test_matches_reports_a_group() -> None:
    """A finder can report one group of its pattern, and never an empty hit."""
    find = scan.matches(r"id=(?P<value>\d*)", 0.5, group="value")
    assert list(find("id=12 id= id=3")) == [(3, 5, 0.5), (13, 14, 0.5)]


def test_islands_around_digits() -> None:
    """Parts around digits are apart where nothing is between, and one where they meet."""
    assert list(scan.islands("", 2, 2)) == []
    assert list(scan.islands("abc", 2, 2)) == []
    assert list(scan.islands("1bcdefghi2", 2, 2)) == [(0, 3), (7, 10)]
    assert list(scan.islands("ab1cd2ef", 2, 2)) == [(0, 8)]


def test_matches_of_a_part() -> None:
    """What stands before a part is seen, but no match begins there."""
    found = scan.finditer(regex.compile(r"(?<!x)a"), "axaa", 1)
    assert [match.start() for match in found] == [3]


def test_hinted_recipes_wait_for_words() -> None:
    """A hinted recipe runs in a short text, or where one of its words may stand."""
    recipe = scan.Recipe("x", "X", lambda _: (), ("ssn", "driver license"), hinted=True)
    long = "nothing of the kind " * 20
    assert recipe.may_count("12")
    assert not recipe.may_count(long)
    assert recipe.may_count(long, ("ssn",))
    for words in ("S.S.N.", "driverLicense", "SSN"):
        assert recipe.may_count(long + words)
    assert scan.Recipe("x", "X", lambda _: ()).may_count(long)
