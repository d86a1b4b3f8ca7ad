"""Ways of cutting a text into deltas and a stream's bytes into writes. Pure.

Every cut joins back to what went in.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from tests.wire.upstream.script import ByteCut, DeltaCut

#: A surrogate of any masking proxy is a longer run of word characters.
_LONG_WORD = re.compile(r"\w{5,}")


def cut_text(text: str, cut: DeltaCut) -> list[str]:
    """The deltas of a text; at least one, possibly empty."""
    if cut is DeltaCut.CHAR:
        return list(text) or [""]
    if cut is DeltaCut.WORDS:
        return re.findall(r"\s*\S+|\s+$", text) or [""]
    if cut is DeltaCut.CUT:
        marks = {0, len(text)}
        for word in _LONG_WORD.finditer(text):
            start, end = word.span()
            marks |= {start + 1, (start + end) // 2, end - 1}
        borders = sorted(marks)
        return [text[a:b] for a, b in itertools.pairwise(borders)] or [""]
    return [text]


def cut_bytes(events: Iterable[bytes], cut: ByteCut) -> Iterator[bytes]:
    """The writes that carry the events. Only `EVENT` keeps event borders as they are."""
    if cut is ByteCut.EVENT:
        yield from events
        return
    whole = b"".join(events)
    marks = _marks(whole, cut)
    start = 0
    for mark in marks:
        yield whole[start:mark]
        start = mark
    if start < len(whole):
        yield whole[start:]


def _marks(whole: bytes, cut: ByteCut) -> list[int]:
    if cut is ByteCut.BYTE:
        return list(range(1, len(whole)))
    if cut is ByteCut.SEVEN:
        return list(range(7, len(whole), 7))
    if cut is ByteCut.CRLF_STRADDLE:
        return [i for i in range(1, len(whole)) if whole[i] in b"\r\n" and whole[i - 1] in b"\r\n"]
    return [i for i in range(1, len(whole)) if whole[i] & 0xC0 == 0x80]
