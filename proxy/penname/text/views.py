"""Views: decoded readings of a text, with offsets back to the text as it came.

A value can stand in a text in encoded form (`maria%40example.org`). A detector reads each view
as it reads the text; `View.to_raw` says which part of the raw text a find covers.

Theory of operation:

* A decoding finds *units*: pieces of text that stand for other text (`%40`, `&amp;`, `\\u0040`,
  one base64 run). A unit is covered whole or not at all: half of one is no text.
* Percent, HTML and JSON views hold the whole text with every unit decoded.
* A base64, base64url or hex view holds one decoded run; the run is its only unit, so any find
  inside maps to the whole run (a base64 run with a part replaced would decode to garbage).
  Above `_SINGLE_RUNS` runs of one kind the others share one view, one run per line, because
  the count of views is bounded and an encoded value must not escape by standing last.
* Views nest: the views of a view are made the same way and map back through it.

Bounds: nesting `depth`, `limit` views, in total 8 times the text's size. Readings are made
breadth first, so what a bound cuts off is nested ones. Time is linear in the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from penname.text.decodings import ANY_RUN, RUNS, WHOLE_TEXT, Unit

_MAX_GROWTH = 8
_SINGLE_RUNS = 8


@dataclass(frozen=True, slots=True, repr=False)
class OffsetMap:
    """Where the pieces of a view stand in the text it was decoded from.

    Three lists of the same length, in code points: where each piece starts in the view, and
    where it starts and ends in the encoded text. A piece of equal length on both sides is a
    plain copy; any other is a unit (every encoding here is longer than what it stands for).
    """

    starts: tuple[int, ...]
    raw_starts: tuple[int, ...]
    raw_ends: tuple[int, ...]
    size: int

    def __repr__(self) -> str:
        return f"OffsetMap(<{len(self.starts)} pieces>)"

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """The smallest encoded span that covers view text `start:end`."""
        if not 0 <= start < end <= self.size:
            raise ValueError(f"bad view offsets {start}:{end} of {self.size}")
        return self._around(start)[0], self._around(end - 1)[1]

    def _around(self, at: int) -> tuple[int, int]:
        """The encoded span of the one character at `at`."""
        piece = bisect_right(self.starts, at) - 1
        start = self.starts[piece]
        following = self.starts[piece + 1] if piece + 1 < len(self.starts) else self.size
        raw_start, raw_end = self.raw_starts[piece], self.raw_ends[piece]
        if following - start == raw_end - raw_start:
            return raw_start + at - start, raw_start + at - start + 1
        return raw_start, raw_end


@dataclass(frozen=True, slots=True, repr=False)
class View:
    """One decoded reading.

    `name` lists the decodings, outermost first (`base64+percent`); `text` is never empty;
    `base` is the view that this one was decoded from, None for the raw text.
    """

    name: str
    text: str
    offsets: OffsetMap
    base: View | None = None

    def __repr__(self) -> str:
        return f"View({self.name}, <{len(self.text)} characters>)"

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """The smallest span of the raw text that covers `text[start:end]` in whole units.

        Raises ValueError for an empty span and for one outside the view.
        """
        start, end = self.offsets.to_raw(start, end)
        return (start, end) if self.base is None else self.base.to_raw(start, end)


def views(text: str, *, depth: int = 2, limit: int = 64) -> list[View]:
    """All decoded readings of `text` that differ from it, without the text itself.

    Never raises for any str (lone surrogates included), and adds no lone surrogate. The order
    is fixed: breadth first, then percent, html, json, base64, base64url, hex.
    """
    found: list[View] = []
    budget = _MAX_GROWTH * len(text)
    seen: set[tuple[str, int, int]] = set()
    level: list[View | None] = [None]
    for _ in range(depth):
        deeper: list[View | None] = []
        for base in level:
            for view in _readings(text, base):
                # Percent in HTML and HTML in percent often read the same. The place counts
                # too: one value encoded twice is two finds.
                key = (view.text, *view.to_raw(0, len(view.text)))
                if key in seen or len(view.text) > budget:
                    continue
                if len(found) >= limit:
                    return found
                seen.add(key)
                budget -= len(view.text)
                found.append(view)
                deeper.append(view)
        level = deeper
    return found


def _readings(raw: str, base: View | None) -> Iterator[View]:
    """The views of `base` (of the raw text if None), one decoding further."""
    text, prefix = (raw, "") if base is None else (base.text, f"{base.name}+")
    for name, decode in WHOLE_TEXT:
        units = list(decode(text))
        if units:
            yield _whole_view(prefix + name, text, units, base)
    if ANY_RUN.search(text) is None:
        return
    for name, decode in RUNS:
        runs = list(decode(text))
        for unit in runs[:_SINGLE_RUNS]:
            yield _run_view(prefix + name, [unit], base)
        if len(runs) > _SINGLE_RUNS:
            yield _run_view(prefix + name, runs[_SINGLE_RUNS:], base)


def _whole_view(name: str, text: str, units: Iterable[Unit], base: View | None) -> View:
    pieces: list[Unit] = []
    at = 0
    for start, end, decoded in units:
        if at < start:
            pieces.append((at, start, text[at:start]))
        pieces.append((start, end, decoded))
        at = end
    if at < len(text):
        pieces.append((at, len(text), text[at:]))
    return _view(name, pieces, base)


def _run_view(name: str, runs: list[Unit], base: View | None) -> View:
    lines = [(start, end, decoded + "\n") for start, end, decoded in runs[:-1]]
    return _view(name, [*lines, runs[-1]], base)


def _view(name: str, pieces: list[Unit], base: View | None) -> View:
    starts: list[int] = []
    at = 0
    for _, _, piece in pieces:
        starts.append(at)
        at += len(piece)
    offsets = OffsetMap(
        tuple(starts), tuple(piece[0] for piece in pieces), tuple(piece[1] for piece in pieces), at
    )
    return View(name, "".join(piece[2] for piece in pieces), offsets, base)
