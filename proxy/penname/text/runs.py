"""Runs: base64, base32, hex and character codes, a whole text in each.

A run is read only if it decodes to text; random bytes, hashes and keys do not.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import re
from collections.abc import Callable, Iterable, Iterator

from penname.text.outlines import ALNUM, classes, outline
from penname.text.plain_characters import UNSEEN
from penname.text.units import Unit

# Where the outline has none of these, no run without a separator is.
_UNBROKEN = classes(("a", f"{ALNUM}+/_-"), beyond="x", other="x")
_LEAST = b"a" * 14
_PADDING = 6
# Two alphabets, looked for apart: `/` before a base64url run in a path is no part of it, nor is
# `_` or `-` before a base64 run.
# Padding is proof enough for a shorter one: a social security number has 15 and an `=`.
_BASE64 = re.compile(r"[A-Za-z0-9+/]{16,}+={0,2}|[A-Za-z0-9+/]{14,15}={1,2}")
_BASE64URL = re.compile(r"[A-Za-z0-9_-]{16,}+={0,2}|[A-Za-z0-9_-]{14,15}={1,2}")
_BASE32 = re.compile(r"(?<![A-Za-z0-9])[A-Z2-7]{16,}+(?![A-Za-z0-9])={0,6}")
_HEX = re.compile(r"[0-9A-Fa-f]{16,}+")
_FROM_URL = str.maketrans("-_", "+/")
_WITHOUT_SPACE = str.maketrans("", "", "\t\n\r")
#: A line in an encoded mail has 76 characters, in a PEM file 64; the last one has what is left.
_LINE_MIN = 32
_NEXT_LINE = re.compile(
    r"\r?\n[> \t]{0,8}(?P<code>[A-Za-z0-9+/_-]{16,}+={0,2}"
    r"|[A-Za-z0-9+/_-]{2,15}+(?:={1,2}|(?![ \t]*\w)))"
)
_UNSEEN = _WITHOUT_SPACE | dict.fromkeys(map(ord, UNSEEN))
# Enough to tell an image or a key from text before a large run is decoded; a multiple of 4.
_PROBE = 64


def _found(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where a pattern of unbroken runs matches."""
    shape = outline(text, _UNBROKEN) + b"x"
    start = shape.find(_LEAST)
    while start >= 0:
        end = shape.find(b"x", start)
        for found in pattern.finditer(text, start, end + _PADDING):
            yield found.span()
        start = shape.find(_LEAST, end)


def base64_runs(text: str) -> Iterator[Unit]:
    """RFC 4648 section 4, padded or not."""
    return _in_lines(text, _BASE64)


def base64url_runs(text: str) -> Iterator[Unit]:
    """RFC 4648 section 5 (`-` and `_`), padded or not."""
    return _in_lines(text, _BASE64URL)


def base32_runs(text: str) -> Iterator[Unit]:
    """RFC 4648 section 6, padded or not."""
    return _each(text, _found(text, _BASE32), _base32_text)


def hex_runs(text: str) -> Iterator[Unit]:
    """Pairs of hex digits, either case."""
    return _each(text, _found(text, _HEX), _hex_text)


def _each(
    text: str, spans: Iterable[tuple[int, int]], decode_run: Callable[[str], str]
) -> Iterator[Unit]:
    for start, end in spans:
        if decoded := decode_run(text[start:end]):
            yield start, end, decoded


def _in_lines(text: str, pattern: re.Pattern[str]) -> Iterator[Unit]:
    """Runs that go on over line ends as one, if that decodes; else line by line."""
    done = 0
    for start, end in _found(text, pattern):
        if start < done:
            continue
        lines = _lines(text, start, end)
        done = lines[-1][1]
        whole = _base64_text("".join(text[left:right] for left, right in lines))
        if whole:
            yield start, done, whole
        elif len(lines) > 1:
            yield from _each(text, lines, _base64_text)


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A run and what follows it on the next lines, down to a shorter one or one with padding."""
    lines = [(start, end)]
    size = end - start
    while end - start == size >= _LINE_MIN and text[end - 1] != "=":
        found = _NEXT_LINE.match(text, end)
        if found is None or len(found["code"]) > size:
            break
        start, end = found.span("code")
        lines.append((start, end))
    return lines


def _base64_text(run: str) -> str:
    """What the run stands for if that is text, else ""."""
    body = run.rstrip("=").translate(_FROM_URL)
    if len(body) % 4 == 1:
        return ""  # 6 bits left over: no encoder writes this
    if len(body) > _PROBE and not _utf8(binascii.a2b_base64(body[:_PROBE])):
        return ""
    data = binascii.a2b_base64(body + "=" * (-len(body) % 4))
    decoded = data[::2].decode("latin-1") if _is_wide(data) else _utf8(data)
    return decoded if _is_mostly_printable(decoded) else ""


def _utf8(data: bytes) -> str:
    """The text in `data`, "" if it is not UTF-8; a sequence cut off at the end is left out."""
    try:
        return codecs.utf_8_decode(data, "strict", False)[0]
    except UnicodeDecodeError:
        return ""


def _is_wide(data: bytes) -> bool:
    """Whether it is UTF-16 (little-endian, as Windows encodes) of nothing beyond Latin-1."""
    return not any(data[1::2]) and len(data) > 1


def _is_mostly_printable(text: str) -> bool:
    """At least nine in ten characters are printable, white space, or never seen anyway."""
    visible = text.translate(_UNSEEN)
    if visible.isprintable():
        return True
    return 10 * sum(not char.isprintable() for char in visible) <= len(text)


def _base32_text(run: str) -> str:
    body = run.rstrip("=")
    try:
        data = base64.b32decode(body + "=" * (-len(body) % 8))
    except binascii.Error:
        return ""  # a length that no encoder writes
    return _ascii(data)


def _hex_text(run: str) -> str:
    return _ascii(bytes.fromhex(run)) if len(run) % 2 == 0 else ""


def _ascii(data: bytes) -> str:
    """The text in `data` if that is printable ASCII, else ""."""
    if not data.isascii():
        return ""
    text = data.decode("ascii")
    return text if text.translate(_WITHOUT_SPACE).isprintable() else ""


# ---- codes one by one ----------------------------------------------------------------------

_GAP = r"(?P<gap>, |[ ,:;-])"
#: Eight bytes at least, in pairs (`6d 61`, `0x6d, 0x61`) or in fours as dumps have them.
_CODES_16 = re.compile(
    rf"(?<!\w)(?:(?:0x)?[0-9A-Fa-f]{{2}}{_GAP}(?:0x)?[0-9A-Fa-f]{{2}}"
    r"(?:(?P=gap)(?:0x)?[0-9A-Fa-f]{2}(?!\w)){6,}+"
    r"|[0-9A-Fa-f]{4}(?: [0-9A-Fa-f]{4}(?!\w)){3,}+(?: [0-9A-Fa-f]{2}(?!\w))?)"
)
_CODES_10 = re.compile(
    rf"(?<![\w.])\d{{2,3}}{_GAP}\d{{2,3}}(?:(?P=gap)\d{{2,3}}(?!\w|\.\d)){{6,}}+", re.A
)
_NO_CODE = re.compile(r"0x|[^0-9A-Fa-f]")
_NUMBER = re.compile(r"\d+", re.A)

_HEX_DIGITS = classes(
    ("h", "0123456789abcdefABCDEF"), (" ", " ,:;-"), ("0", "x"), beyond="x", other="x"
)
_HEX_SHAPES = (b"hh hh hh hh", b"hh  hh  hh  hh", b"hhhh hhhh hhhh", b"h0hh h0hh", b"h0hh  h0hh")
_DIGITS = classes(("d", "0123456789"), (" ", " ,:;-"), beyond="x", other="x")


def hex_codes(text: str) -> Iterator[Unit]:
    """At least eight characters by their codes in hex, parted: `6d 61 72`, `0x6d,0x61,0x72`."""
    shape = outline(text, _HEX_DIGITS)
    if not any(one in shape for one in _HEX_SHAPES):
        return
    for found in _CODES_16.finditer(text):
        if decoded := _ascii(bytes.fromhex(_NO_CODE.sub("", found[0]))):
            yield found.start(), found.end(), decoded


def decimal_codes(text: str) -> Iterator[Unit]:
    """At least eight characters by their codes in decimal: `109 97 114`."""
    shape = outline(text, _DIGITS)
    if b"dd d" not in shape and b"dd  d" not in shape:
        return
    for found in _CODES_10.finditer(text):
        codes = [int(number) for number in _NUMBER.findall(found[0])]
        if max(codes) < 127 and (decoded := _ascii(bytes(codes))):
            yield found.start(), found.end(), decoded
