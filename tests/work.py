"""Work, counted instead of timed: the same number on every machine, however busy it is.

What Python does is counted in calls, of its own functions and of the interpreter's. What one
call does inside C (a regex, a copy) is not seen: there an input has to be so large that a
quadratic way would not end before the time limit of the whole run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType


def calls(job: Callable[[], object]) -> int:
    """How many calls a job makes."""
    count = 0

    def see(_frame: FrameType, event: str, _of: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(see)
    try:
        job()
    finally:
        sys.setprofile(before)
    return count


def growth(job: Callable[[int], object], size: int) -> float:
    """How many times the calls become when the size of a job is doubled: 2 where it is linear.

    It runs once before: what is loaded or remembered then is no part of it.
    """
    job(size)
    return calls(lambda: job(2 * size)) / calls(lambda: job(size))
