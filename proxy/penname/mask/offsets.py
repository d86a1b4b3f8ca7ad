"""Offsets through edits: where a place of one text stands in the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from penname.text.json_text import Edit


def invert(edits: Sequence[Edit], text: str) -> list[Edit]:
    """The edits that turn the result back: from `text` = original with `edits` undone.

    `edits` have offsets in `text` and hold the other side's wording; the result has
    offsets in the other side and holds the wording of `text`.
    """
    inverse = []
    shift = 0
    for edit in edits:
        start = edit.start + shift
        inverse.append(Edit(start, start + len(edit.text), text[edit.start : edit.end]))
        shift += len(edit.text) - (edit.end - edit.start)
    return inverse


def compose(first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """Edits of a text made in two steps, as edits of the final text.

    `first` has offsets in the middle text, `second` in the final one, both hold the
    wording before their step, and they do not touch each other.
    """
    moved = []
    shift = 0
    rest = deque(second)
    for edit in first:
        while rest and rest[0].start - shift <= edit.start:
            done = rest.popleft()
            moved.append(done)
            shift += (done.end - done.start) - len(done.text)
        moved.append(Edit(edit.start + shift, edit.end + shift, edit.text))
    return [*moved, *rest]


def forward(edits: Sequence[Edit], offset: int) -> int:
    """Where `offset` of the original stands in the edited text.

    `edits` have offsets in the original. An offset inside an edited part goes to the
    start of the part, its end to the end.
    """
    shift = 0
    for edit in edits:
        if offset <= edit.start:
            break
        if offset < edit.end:
            return edit.start + shift
        shift += len(edit.text) - (edit.end - edit.start)
    return offset + shift


def backward(edits: Sequence[Edit], offset: int) -> int:
    """Where `offset` of the edited text stands in the original. The inverse of `forward`."""
    shift = 0
    for edit in edits:
        start = edit.start + shift
        if offset <= start:
            break
        end = start + len(edit.text)
        if offset < end:
            return edit.start
        shift += len(edit.text) - (edit.end - edit.start)
    return offset - shift
