"""The day of dated entries."""

from __future__ import annotations

import datetime as dt

from penname.server.clock import today_utc


def test_day_is_utc() -> None:
    """The day is that of UTC, wherever the machine is."""
    before = dt.datetime.now(dt.UTC).date()
    assert before <= today_utc() <= dt.datetime.now(dt.UTC).date()
