"""Decodings: where a text holds other text in encoded form, and what it stands for.

A decoding finds *units*, from left to right and never overlapping: (start, end, decoded), in
code points of the encoded text. Every unit is longer than what it stands for; `views` tells
units from plain copies by that. No decoding raises for any str, or decodes to a lone surrogate.

All patterns are linear in the text: no quantifier can give back what it took and try again
(hostile input is normal input here).
"""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Callable, Iterator
from html.entities import html5

Unit = tuple[int, int, str]

# ---- percent -------------------------------------------------------------------------------

# One UTF-8 sequence (RFC 3629 lead and continuation bytes), so that a character is one unit.
_PERCENT = re.compile(
    r"%(?:[0-7][0-9A-Fa-f]"
    r"|[CDcd][0-9A-Fa-f]%[89ABab][0-9A-Fa-f]"
    r"|[Ee][0-9A-Fa-f](?:%[89ABab][0-9A-Fa-f]){2}"
    r"|[Ff][0-4](?:%[89ABab][0-9A-Fa-f]){3})"
)


def _percent(text: str) -> Iterator[Unit]:
    """RFC 3986 percent-encoding. `+` stays: outside a form it is a plus."""
    if "%" not in text:
        return
    for found in _PERCENT.finditer(text):
        try:
            decoded = bytes.fromhex(found[0].replace("%", "")).decode("utf-8")
        except UnicodeDecodeError:
            continue  # overlong, a surrogate, or beyond U+10FFFF: stays as it came
        yield found.start(), found.end(), decoded


# ---- HTML ----------------------------------------------------------------------------------

# The longest name in `html5` has 31 letters. Any count of leading zeros is legal in numbers.
_ENTITY = re.compile(
    r"&(?:#0*+(?P<decimal>[0-9]{1,7})|#[xX]0*+(?P<hexa>[0-9A-Fa-f]{1,6})"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]{1,31}));"
)


def _html(text: str) -> Iterator[Unit]:
    """HTML character references with their semicolon: named, decimal, hexadecimal."""
    if "&" not in text:
        return
    for found in _ENTITY.finditer(text):
        if name := found["name"]:
            decoded = html5.get(name + ";", "")
        elif decimal := found["decimal"]:
            decoded = _character(int(decimal))
        else:
            decoded = _character(int(found["hexa"], 16))
        if decoded:
            yield found.start(), found.end(), decoded


def _character(code: int) -> str:
    """The character, or "" for a code that is none (surrogates are halves of one)."""
    return "" if 0xD800 <= code <= 0xDFFF or code > 0x10FFFF else chr(code)


# ---- JSON and JavaScript strings -----------------------------------------------------------

# The run of backslashes is taken whole (possessive) and always matches: never a second try.
_ESCAPE = re.compile(
    r"(?P<run>\\++)(?:"
    r"u(?P<high>[Dd][89ABab][0-9A-Fa-f]{2})\\++u(?P<low>[Dd][C-Fc-f][0-9A-Fa-f]{2})"
    r"|u(?P<unit>[0-9A-Fa-f]{4})"
    r"|u\{0*+(?P<braced>[0-9A-Fa-f]{1,6})\}"
    r"|x(?P<byte>[0-9A-Fa-f]{2})"
    r"|(?P<simple>[\"'/bfnrtv])"
    r")?"
)
_SIMPLE = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


def _json(text: str) -> Iterator[Unit]:
    r"""JSON and JavaScript string escapes.

    `\uXXXX` counts behind any number of backslashes: each JSON string around it doubles them.
    All else is read strictly, one level: `\\n` is a backslash and an n (and a line end in the
    nested view).
    """
    if "\\" not in text:
        return
    for found in _ESCAPE.finditer(text):
        start, end = found.span()
        code = found["unit"] or found["braced"]
        if found["high"]:
            pair = bytes.fromhex(found["high"] + found["low"])
            yield start, end, pair.decode("utf-16-be")
        elif code and (decoded := _character(int(code, 16))):
            yield start, end, decoded
        else:
            yield from _strict_escape(found)


def _strict_escape(found: re.Match[str]) -> Iterator[Unit]:
    start, after_run = found.span("run")
    pairs = (after_run - start) // 2
    middle = start + 2 * pairs
    if pairs:
        yield start, middle, "\\" * pairs
    if middle == after_run:
        return  # every backslash is escaped: what follows is plain
    if found["byte"]:
        yield middle, found.end(), chr(int(found["byte"], 16))
    elif simple := found["simple"]:
        yield middle, found.end(), _SIMPLE.get(simple, simple)


# ---- base64 and hex runs -------------------------------------------------------------------

# No run of any kind is in a text where this finds nothing: one search instead of three.
ANY_RUN = re.compile(r"[A-Za-z0-9+/_-]{16}")
# Two alphabets, looked for apart: `/` before a base64url run in a path is no part of it, nor is
# `_` or `-` before a base64 run.
_BASE64 = re.compile(r"[A-Za-z0-9+/]{16,}+={0,2}")
_BASE64URL = re.compile(r"[A-Za-z0-9_-]{16,}+={0,2}")
_HEX = re.compile(r"[0-9A-Fa-f]{16,}+")
_FROM_URL = str.maketrans("-_", "+/")
_WITHOUT_SPACE = str.maketrans("", "", "\t\n\r")
# Enough to tell an image or a key from text before a large run is decoded; a multiple of 4.
_PROBE = 64


def _runs(text: str, pattern: re.Pattern[str], decode_run: Callable[[str], str]) -> Iterator[Unit]:
    for found in pattern.finditer(text):
        if decoded := decode_run(found[0]):
            yield found.start(), found.end(), decoded


def _base64(text: str) -> Iterator[Unit]:
    """RFC 4648 section 4, padded or not."""
    return _runs(text, _BASE64, _base64_text)


def _base64url(text: str) -> Iterator[Unit]:
    """RFC 4648 section 5 (`-` and `_`), padded or not."""
    return _runs(text, _BASE64URL, _base64_text)


def _hex(text: str) -> Iterator[Unit]:
    """Pairs of hex digits, either case."""
    return _runs(text, _HEX, _hex_text)


def _base64_text(run: str) -> str:
    """What the run stands for if that is text, else ""."""
    body = run.rstrip("=").translate(_FROM_URL)
    if len(body) % 4 == 1:
        return ""  # 6 bits left over: no encoder writes this
    if len(body) > _PROBE and not _utf8(binascii.a2b_base64(body[:_PROBE])):
        return ""
    decoded = _utf8(binascii.a2b_base64(body + "=" * (-len(body) % 4)))
    return decoded if _is_mostly_printable(decoded) else ""


def _utf8(data: bytes) -> str:
    """The text in `data`, "" if it is not UTF-8; a sequence cut off at the end is left out."""
    try:
        return codecs.utf_8_decode(data, "strict", False)[0]
    except UnicodeDecodeError:
        return ""


def _is_mostly_printable(text: str) -> bool:
    """At least nine in ten characters are printable or white space."""
    visible = text.translate(_WITHOUT_SPACE)
    if visible.isprintable():
        return True
    return 10 * sum(not char.isprintable() for char in visible) <= len(text)


def _hex_text(run: str) -> str:
    """What the run stands for if that is printable ASCII, else ""."""
    if len(run) % 2:
        return ""
    data = bytes.fromhex(run)
    if not data.isascii():
        return ""
    text = data.decode("ascii")
    return text if text.translate(_WITHOUT_SPACE).isprintable() else ""


Decoding = Callable[[str], Iterator[Unit]]

# By name. Of these, one view holds the whole text with every unit decoded.
WHOLE_TEXT: tuple[tuple[str, Decoding], ...] = (
    ("percent", _percent),
    ("html", _html),
    ("json", _json),
)
# Of these, one view holds one unit: a run of at least 16 characters that decodes to text.
RUNS: tuple[tuple[str, Decoding], ...] = (
    ("base64", _base64),
    ("base64url", _base64url),
    ("hex", _hex),
)
