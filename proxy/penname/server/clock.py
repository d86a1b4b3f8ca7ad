"""The day on which dated policy entries are judged. Apart, so that commands that only read
policies need not load what serves them."""

from __future__ import annotations

import datetime as dt


def today_utc() -> dt.date:
    """The day in UTC, the same on every machine."""
    return dt.datetime.now(dt.UTC).date()
