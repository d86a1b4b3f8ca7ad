"""Times on command lines and in what commands show. All are UTC."""

from __future__ import annotations

import datetime as dt
import re

from penname.cli.exits import Exit, Failure

_AGO = re.compile(r"([0-9]{1,6})([smhdw])", re.ASCII)
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def time_of(said: str | None, option: str, now: dt.datetime) -> dt.datetime | None:
    """The time that an option names: a day, a day and a time, or how long ago (`90m`, `2h`, `7d`).

    Without an offset it is UTC. None where the option was not given. Raises Failure.
    """
    if said is None:
        return None
    if ago := _AGO.fullmatch(said):
        try:
            return now - dt.timedelta(seconds=int(ago[1]) * _UNITS[ago[2]])
        except OverflowError:
            raise Failure(f"{option}: {said} is before all time", Exit.USAGE) from None
    try:
        found = dt.datetime.fromisoformat(said)
    except ValueError:
        words = f"{option}: {said!r} is no time; say 2026-11-24, 2026-11-24T09:30 or 2h"
        raise Failure(words, Exit.USAGE) from None
    return found.replace(tzinfo=dt.UTC) if found.tzinfo is None else found.astimezone(dt.UTC)


def stamp(time: dt.datetime) -> str:
    """A time as the log writes it: `2026-11-24T09:30:01.250Z`."""
    utc = time.astimezone(dt.UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03}Z"


def shown(time: str) -> str:
    """A time of the log for people: `2026-11-24 09:30:01 UTC`; what is none stays as it is."""
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", time, re.ASCII) is None:
        return time
    return f"{time[:10]} {time[11:19]} UTC"
