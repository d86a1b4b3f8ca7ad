"""Which logs a command is about: the one of a folder, or all that are in it or below."""

from __future__ import annotations

import os
from pathlib import Path

from penname.cli.exits import Exit, Failure

_SEGMENT = "seg-"


def logs_in(folder: str) -> list[Path]:
    """The folders that hold segments: `folder` itself, else all below it, by name.

    Raises Failure where there is none. Links are not followed.
    """
    home = Path(folder)
    if not home.is_dir():
        raise Failure(f"{home}: is not a folder", Exit.USAGE)
    if holds_segments(home):
        return [home]
    found = []
    try:
        for below, names, _ in os.walk(home, onerror=_raise):
            names.sort()
            if holds_segments(Path(below)):
                found.append(Path(below))
                names.clear()
    except OSError as error:
        words = error.strerror or type(error).__name__
        raise Failure(f"{error.filename or home}: {words}", Exit.USAGE) from None
    if not found:
        raise Failure(f"{home}: no audit log is in it or below", Exit.USAGE)
    return sorted(found)


def one_log(folder: str) -> Path:
    """The only log of a folder. Raises Failure where there are several."""
    found = logs_in(folder)
    if len(found) > 1:
        names = ", ".join(str(one) for one in found[:4])
        more = ", …" if len(found) > 4 else ""
        raise Failure(f"{folder} holds {len(found)} logs; name one: {names}{more}", Exit.USAGE)
    return found[0]


def holds_segments(folder: Path) -> bool:
    """Whether a log lies in this very folder. Raises OSError."""
    with os.scandir(folder) as entries:
        return any(entry.name.startswith(_SEGMENT) for entry in entries)


def _raise(error: OSError) -> None:
    raise error
