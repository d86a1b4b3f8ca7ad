"""Times on command lines."""

from __future__ import annotations

import datetime as dt

import pytest

from penname.cli.audit.times import shown, stamp, time_of
from penname.cli.exits import Exit, Failure

NOW = dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("said", "stamped"),
    [
        ("2026-11-24", "2026-11-24T00:00:00.000Z"),
        ("2026-11-24T09:30", "2026-11-24T09:30:00.000Z"),
        ("2026-11-24 09:30:01.25", "2026-11-24T09:30:01.250Z"),
        ("2026-11-24T09:30Z", "2026-11-24T09:30:00.000Z"),
        ("2026-11-24T10:30+01:00", "2026-11-24T09:30:00.000Z"),
        ("90m", "2026-11-24T08:00:00.000Z"),
        ("2h", "2026-11-24T07:30:00.000Z"),
        ("7d", "2026-11-17T09:30:00.000Z"),
        ("1w", "2026-11-17T09:30:00.000Z"),
        ("30s", "2026-11-24T09:29:30.000Z"),
    ],
)
def test_times_are_taken_as_utc(said: str, stamped: str) -> None:
    """A day, a time with or without an offset, or how long ago; UTC where nothing is said."""
    found = time_of(said, "--since", NOW)
    assert found is not None
    assert stamp(found) == stamped


def test_no_time_is_none() -> None:
    """An option that was not given is no time."""
    assert time_of(None, "--since", NOW) is None


@pytest.mark.parametrize("said", ["yesterday", "2026-13-01", "", "-2h", "2 h", "999999w", "٢h"])
def test_what_is_no_time_is_told(said: str) -> None:
    """Anything else is wrong usage, with the option's name."""
    with pytest.raises(Failure, match="--until: ") as caught:
        time_of(said, "--until", NOW)
    assert caught.value.exit_code == Exit.USAGE


def test_times_are_shown_for_people() -> None:
    """Seconds are enough for people; what is not a time of a log stays as it is."""
    assert shown("2026-11-24T09:30:01.250Z") == "2026-11-24 09:30:01 UTC"
    assert shown("never") == "never"
