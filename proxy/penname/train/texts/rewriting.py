"""Putting other text into an example; its marks stay on their values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from penname.train.example import Example, Mark

#: What stands at `start:end` becomes the text.
Edit = tuple[int, int, str]


def rewritten(example: Example, edits: Iterable[Edit]) -> Example:
    """The example with some edits, in order, none of which overlaps another or cuts a mark: each
    is outside of all marks, or covers one."""
    parts: list[str] = []
    marks: list[Mark] = []
    waiting = iter(example.marks)
    mark = next(waiting, None)
    at = shift = 0
    for start, end, new in edits:
        while mark is not None and mark.end <= start:
            marks.append(_moved(mark, shift))
            mark = next(waiting, None)
        parts += (example.text[at:start], new)
        if mark is not None and mark.start < end:
            marks.append(Mark(start + shift, start + shift + len(new), mark.label))
            mark = next(waiting, None)
        at, shift = end, shift + len(new) - (end - start)
    marks += [_moved(one, shift) for one in (mark, *waiting) if one is not None]
    return replace(example, text="".join((*parts, example.text[at:])), marks=tuple(marks))


def _moved(mark: Mark, shift: int) -> Mark:
    return Mark(mark.start + shift, mark.end + shift, mark.label)


def gaps(example: Example) -> Iterator[tuple[int, int]]:
    """The stretches of an example's text that are outside of its marks."""
    at = 0
    for mark in example.marks:
        yield at, mark.start
        at = mark.end
    yield at, len(example.text)
