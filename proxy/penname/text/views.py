"""Views: other readings of a text, with offsets back to the text as it came.

A value can stand in a text in disguise (`maria%40example.org`, `m a r i a @ …`). A detector
reads each view as it reads the text; `View.to_raw` says which part of the raw text a find
covers.

Theory of operation:

* A decoding finds *units* (see `units`). A unit that stands for a text of another length is
  covered whole or not at all: half of one is no text.
* A view of the kinds `IN_TEXT` holds all units with some text around each (`_AROUND`), and a
  gap where text in between is left out: far from a unit a view says nothing new. What would
  cross a gap is cut there.
* A base64, base32 or hex view holds one decoded run; the run is its only unit, so any find
  inside maps to the whole run (a base64 run with a part replaced would decode to garbage).
  Above `_SINGLE_RUNS` runs of one kind the others share one view, with gaps between them,
  because the count of views is bounded and an encoded value must not escape by standing last.
* Views nest: the views of a view are made the same way and map back through it.

Bounds: nesting `depth`; `limit` views; nested ones in total 8 times the text's size. Readings
are made breadth first, so what a bound cuts off is nested ones. Time is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from penname.text.disguises import IN_TEXT, RUNS
from penname.text.units import Unit

_MAX_GROWTH = 8
_SINGLE_RUNS = 8
#: How much text before and behind a unit is read with it: what stands for the context of a
#: value, and for a language model. Cut at white space.
_AROUND = 200
#: Text in the place of what is left out: the end of a paragraph.
GAP = "\n\n"
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True, repr=False)
class OffsetMap:
    """Where the pieces of a view stand in the text it was decoded from.

    Three lists of the same length, in code points: where each piece starts in the view, and
    where it starts and ends in the encoded text. A piece of equal length on both sides maps
    character by character, any other as a whole. `gaps` are the pieces that stand for text
    left out, by their place in the view.
    """

    starts: tuple[int, ...]
    raw_starts: tuple[int, ...]
    raw_ends: tuple[int, ...]
    size: int
    gaps: tuple[int, ...] = ()

    def __repr__(self) -> str:
        return f"OffsetMap(<{len(self.starts)} pieces>)"

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """The smallest encoded span that covers view text `start:end`."""
        if not 0 <= start < end <= self.size:
            raise ValueError(f"bad view offsets {start}:{end} of {self.size}")
        return self._around(start)[0], self._around(end - 1)[1]

    def _around(self, at: int) -> tuple[int, int]:
        """The encoded span of the one character at `at`; of an inserted one, what follows it."""
        piece = bisect_right(self.starts, at) - 1
        start = self.starts[piece]
        following = self.starts[piece + 1] if piece + 1 < len(self.starts) else self.size
        raw_start, raw_end = self.raw_starts[piece], self.raw_ends[piece]
        if following - start == raw_end - raw_start:
            return raw_start + at - start, raw_start + at - start + 1
        return raw_start, max(raw_end, raw_start + 1)

    def between_gaps(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of view text `start:end` on both sides of gaps in it."""
        for gap in self.gaps[bisect_left(self.gaps, start - len(GAP) + 1) :]:
            if gap >= end:
                break
            if start < gap:
                yield start, gap
            start = max(start, gap + len(GAP))
        if start < end:
            yield start, end


@dataclass(frozen=True, slots=True, repr=False)
class View:
    """One other reading.

    `name` lists the disguises, outermost first (`base64+percent`); `text` is never empty;
    `base` is the view that this one was decoded from, None for the raw text. `names`: whether
    a language model can make sense of it.
    """

    name: str
    text: str
    offsets: OffsetMap
    base: View | None = None
    names: bool = True

    def __repr__(self) -> str:
        return f"View({self.name}, <{len(self.text)} characters>)"

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """The smallest span of the raw text that covers `text[start:end]` in whole units.

        Raises ValueError for an empty span and for one outside the view.
        """
        start, end = self.offsets.to_raw(start, end)
        return (start, end) if self.base is None else self.base.to_raw(start, end)

    def raw_parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Spans of the raw text for `text[start:end]`: one, or one on each side of a gap."""
        for left, right in self.offsets.between_gaps(start, end):
            inner = self.offsets.to_raw(left, right)
            if self.base is None:
                yield inner
            else:
                yield from self.base.raw_parts(*inner)

    def reads_otherwise(self, raw: str, start: int, end: int, border: int = 0) -> bool:
        """Whether `text[start:end]`, and `border` characters on both sides, read the same in
        the raw text."""
        wider = self.offsets.between_gaps(max(0, start - border), min(len(self.text), end + border))
        return any(
            raw[slice(*self.to_raw(left, right))] != self.text[left:right] for left, right in wider
        )


def views(text: str, *, depth: int = 2, limit: int = 96) -> list[View]:
    """All other readings of `text`, without the text itself.

    Never raises for any str (lone surrogates included), and adds no lone surrogate. The order
    is fixed: breadth first, then that of the tables in `disguises`.
    """
    found: list[View] = []
    budget = _MAX_GROWTH * len(text)
    seen: set[tuple[str, bool, int, int]] = set()
    level: list[View | None] = [None]
    for _ in range(depth):
        deeper: list[View | None] = []
        for base in level:
            for view in _readings(text, base):
                # Percent in HTML and HTML in percent often read the same. The place counts
                # too: one value encoded twice is two finds.
                key = (view.text, view.names, *view.to_raw(0, len(view.text)))
                if key in seen or (base is not None and len(view.text) > budget):
                    continue
                if len(found) >= limit:
                    return found
                seen.add(key)
                # Those of the text itself are bounded by the number of their kinds.
                budget -= len(view.text) if base is not None else 0
                found.append(view)
                deeper.append(view)
        level = deeper
    return found


def _readings(raw: str, base: View | None) -> Iterator[View]:
    """The views of `base` (of the raw text if None), one disguise further."""
    text, prefix = (raw, "") if base is None else (base.text, f"{base.name}+")
    also = base is None or base.names
    for kind in IN_TEXT:
        units = list(kind.decode(text))
        if units:
            pieces, gaps = _with_context(text, units)
            yield _view(prefix + kind.name, pieces, gaps, base, names=kind.names and also)
    for kind in RUNS:
        runs = list(kind.decode(text))
        single, rest = runs[:_SINGLE_RUNS], runs[_SINGLE_RUNS:]
        for unit in single:
            yield _view(prefix + kind.name, [unit], [], base, names=kind.names and also)
        if rest:
            pieces, gaps = _apart(rest)
            yield _view(prefix + kind.name, pieces, gaps, base, names=kind.names and also)


def _with_context(text: str, units: Sequence[Unit]) -> tuple[list[Unit], list[int]]:
    """The pieces of a view with the text around each unit, and which of them are gaps."""
    pieces: list[Unit] = []
    gaps: list[int] = []
    waiting = iter([*units, (len(text), len(text) + 1, "")])
    unit = next(waiting)
    for left, right in _windows(text, units):
        if pieces:
            gaps.append(len(pieces))
            pieces.append((pieces[-1][1], left, GAP))
        at = left
        while unit[1] <= right:
            if at < unit[0]:
                pieces.append((at, unit[0], text[at : unit[0]]))
            pieces.append(unit)
            at = unit[1]
            unit = next(waiting)
        if at < right:
            pieces.append((at, right, text[at:right]))
    return pieces, gaps


def _windows(text: str, units: Iterable[Unit]) -> list[tuple[int, int]]:
    """What is read of a text: some of it around each unit, cut at white space."""
    windows: list[tuple[int, int]] = []
    for start, end, _ in units:
        floor = windows[-1][1] if windows else 0
        left, right = start - _AROUND, end + _AROUND
        if right <= floor:
            continue
        while left > floor and not text[left - 1].isspace():
            left -= 1
        space = _SPACE.search(text, min(right, len(text)))
        right = len(text) if space is None else space.start()
        if windows and left - floor <= len(GAP):
            left = windows.pop()[0]
        windows.append((max(0, left), right))
    return windows


def _apart(runs: Sequence[Unit]) -> tuple[list[Unit], list[int]]:
    """Runs as the pieces of one view, with a gap between each two."""
    pieces: list[Unit] = [runs[0]]
    gaps: list[int] = []
    for run in runs[1:]:
        gaps.append(len(pieces))
        # Two runs have at least one character between them.
        pieces += [(pieces[-1][1], run[0], GAP), run]
    return pieces, gaps


def _view(
    name: str, pieces: Sequence[Unit], gaps: Sequence[int], base: View | None, *, names: bool
) -> View:
    starts: list[int] = []
    at = 0
    for _, _, piece in pieces:
        starts.append(at)
        at += len(piece)
    offsets = OffsetMap(
        tuple(starts),
        tuple(piece[0] for piece in pieces),
        tuple(piece[1] for piece in pieces),
        at,
        tuple(starts[gap] for gap in gaps),
    )
    return View(name, "".join(piece[2] for piece in pieces), offsets, base, names)
