"""What there is to know of a log beside its verdict: torn ends, erased keys, gaps, clocks."""

from __future__ import annotations

from collections.abc import Iterator

from penname.audit.report import Note
from penname.audit.verify_keys import KeyCheck
from penname.audit.walk import Walk


def remarks(walk: Walk, keys: KeyCheck) -> tuple[Note, ...]:
    """In the order of `report.NOTES`; one of each kind, with how often."""
    return tuple(note for note in (*_ends(walk), *_keys(keys), *_others(walk)) if note.count)


def _counted(count: int, one: str, many: str) -> str:
    return f"1 {one}" if count == 1 else f"{count:,} {many}"


def _ends(walk: Walk) -> Iterator[Note]:
    count, first = walk.marks.get("torn-tail", (0, 0))
    text = f"{_counted(count, 'segment ends', 'segments end')} with a write that a crash or an"
    yield Note(
        "torn-tail",
        f"{text} error cut off (first: segment {first}); nothing of it was acknowledged",
        count,
        first,
    )
    count, first = walk.marks.get("no-end", (0, 0))
    text = f"{_counted(count, 'segment was', 'segments were')} left without an end"
    yield Note(
        "no-end",
        f"{text} (first: segment {first}): the writer was killed, or could not write on",
        count,
        first,
    )
    count, first = walk.marks.get("still-open", (0, 0))
    text = f"segment {first} has no end yet: its writer is at work, or was killed"
    yield Note("still-open", text, count, first)


def _keys(keys: KeyCheck) -> Iterator[Note]:
    text = f"{_counted(keys.erased, 'key was', 'keys were')} destroyed by order (erase): what they"
    yield Note("erased-key", f"{text} opened can be read by nobody", keys.erased)
    text = f"{_counted(keys.rewrapped, 'key was', 'keys were')} wrapped for other recipients"
    yield Note("rewrapped-key", text, keys.rewrapped)
    text = f"{_counted(keys.still_there, 'key is', 'keys are')} still there although erased:"
    text += " erasing was not finished, or a copy was put back"
    yield Note("erased-key-there", text, keys.still_there)


def _others(walk: Walk) -> Iterator[Note]:
    size, _ = walk.start
    text = f"the log begins with record {size:,}: those before were retired"
    yield Note("retired", text, size)
    text = f"{_counted(walk.lost, 'record', 'records')} could not be written (gap)"
    yield Note("gap", text, walk.lost)
    text = f"the clock went back {_counted(walk.backwards, 'time', 'times')}"
    yield Note("clock-backwards", text, walk.backwards)
    others, retired = walk.known.others, walk.known.retired
    text = f"{_counted(others, 'anchor is', 'anchors are')} of other logs and not compared"
    yield Note("other-anchors", text, others)
    text = f"{_counted(retired, 'anchor is', 'anchors are')} of retired records and not compared"
    yield Note("retired-anchors", text, retired)
