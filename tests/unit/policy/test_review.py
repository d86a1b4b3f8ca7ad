"""Who has looked at an entry."""

from __future__ import annotations

import datetime as dt

from penname.policy.review import NOBODY, Review


def test_review_is_a_line() -> None:
    """What was said, in one line; nothing where nothing was."""
    assert str(Review(dt.date(2026, 11, 1), "ann@example.org", "T-1")) == (
        "2026-11-01, ann@example.org, T-1"
    )
    assert str(Review(ticket="T-1")) == "T-1"
    assert str(NOBODY) == ""
