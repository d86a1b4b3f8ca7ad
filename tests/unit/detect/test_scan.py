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
