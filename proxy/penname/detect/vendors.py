"""Keys that show their vendor: by their prefix or by their shape.

All prefixes are looked for in one pass. Where one stands, the rows that begin with it are
tried there, so a long table costs no more than a short one. Patterns are case-sensitive, start
at a border and have bounded repeats.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import regex

from penname.detect.scan import Hit, finditer
from penname.detect.secret_values import looks_made
from penname.detect.vendor_prefixes import prefix_rows
from penname.detect.vendor_shapes import HEADED, MARKED
from penname.policy.literals import Literals

_EDGE = r"(?<![A-Za-z0-9])"
_END = r"(?![A-Za-z0-9])"
_SCORE, _CHECKED = 0.95, 1.0


@dataclass(frozen=True, slots=True)
class Vendor:
    """One kind of key. `marks` are literals: the key begins with one of them when `headed`,
    else it holds one or stands beside it. `pattern` is that of the whole key."""

    name: str
    marks: tuple[str, ...]
    headed: bool
    pattern: regex.Pattern[str] = field(repr=False, compare=False)

    @property
    def made(self) -> int | str:
        """The group of the pattern that a machine made: the rest may be words."""
        return "made" if "made" in self.pattern.groupindex else 1 if self.headed else 0


def _headed(name: str, marks: Iterable[str], rest: str) -> Vendor:
    heads = "|".join(regex.escape(mark) for mark in marks)
    return Vendor(name, tuple(marks), True, regex.compile(rf"(?:{heads})({rest}){_END}"))


VENDORS: tuple[Vendor, ...] = (
    *(
        _headed(row.name, row.prefixes, f"{row.letters}{{{row.least},{row.most}}}+")
        for row in prefix_rows()
    ),
    *(_headed(name, marks.split(), rest) for name, marks, rest in HEADED),
    *(
        Vendor(name, tuple(marks.split()), False, regex.compile(f"{_EDGE}(?:{body}){_END}"))
        for name, marks, body in MARKED
    ),
)


def _trie(words: Iterable[str]) -> str:
    """A pattern of any of the words; of one that begins with another, the shorter."""
    rests: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if not word:
            return ""
        rests[word[0]].append(word[1:])
    parts = [re.escape(first) + _trie(rest) for first, rest in sorted(rests.items())]
    return parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})"


#: Only literals behind a border: linear, so `re`, which is quicker at this, needs no budget. It
#: begins with the border and not with a look behind, because it can search for a character.
#: (Single letters begin too many words. They are heads only where a long word follows.)
_LONG = "(?=[A-Za-z0-9_-]{20})"
_HEADS = {mark for vendor in VENDORS if vendor.headed for mark in vendor.marks}
_HEAD = re.compile(
    f"[^A-Za-z0-9](?=({_trie(mark for mark in _HEADS if len(mark) > 1)}"
    f"|[{''.join(sorted(mark for mark in _HEADS if len(mark) == 1))}]{_LONG}))"
)
#: What `_HEAD` matches → the rows to try there.
_ROWS: dict[str, tuple[Vendor, ...]] = {
    head: tuple(v for v in VENDORS if v.headed and any(m.startswith(head) for m in v.marks))
    for head in _HEADS
}
_MARKED = tuple(vendor for vendor in VENDORS if not vendor.headed)
_MARKS = Literals(mark for vendor in _MARKED for mark in vendor.marks)


#: A digest in base64 may hold any short prefix.
_DIGEST = regex.compile(r"sha\d{1,3}[-=:][A-Za-z0-9+/_-]*+\Z")


def vendor_keys(text: str) -> Iterator[Hit]:
    """Keys that show their vendor; those with a checksum that holds have the score 1."""
    for start, end in sorted({*_headed_keys(text), *_marked_keys(text)}):
        if not _DIGEST.search(text, max(0, start - 90), start):
            yield start, end, _CHECKED if checksum_holds(text[start:end]) else _SCORE


def _headed_keys(text: str) -> Iterator[tuple[int, int]]:
    for head in _HEAD.finditer(f"\n{text}"):
        start = head.start()
        for vendor in _ROWS[head[1]]:
            match = vendor.pattern.match(text, start)
            if match and looks_made(match[vendor.made]):
                yield start, start + len(match[0].rstrip("."))


def _marked_keys(text: str) -> Iterator[tuple[int, int]]:
    marks = frozenset(_MARKS.within(text))
    for vendor in _MARKED if marks else ():
        if not marks.isdisjoint(vendor.marks):
            for match in finditer(vendor.pattern, text):
                if looks_made(match[vendor.made]):
                    yield match.span()


_BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_WITH_CHECKSUM = ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "npm_")


def checksum_holds(key: str) -> bool:
    """Whether the last six letters of a GitHub or npm token are the CRC-32 of the thirty before.

    GitHub has described it (base 62, digits first, padded with 0), npm does the same. Older
    tokens have no checksum, so that it does not hold says nothing.
    """
    body = key[4:]
    if not key.startswith(_WITH_CHECKSUM) or len(body) != 36:
        return False
    rest = zlib.crc32(body[:30].encode())
    digits = ""
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        digits = _BASE62[digit] + digits
    return digits == body[30:]
