"""Decodings: where a text holds other text in encoded form, and what it stands for.

Here are those that encode some characters of a text (`%40`); `runs` has those that encode a
whole one. See `units` for what a decoding owes.

All patterns are linear in the text: no quantifier can give back what it took and try again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5

from penname.text.units import Unit

# ---- percent -------------------------------------------------------------------------------

# One UTF-8 sequence (RFC 3629 lead and continuation bytes), so that a character is one unit.
_PERCENT = re.compile(
    r"%(?:[0-7][0-9A-Fa-f]"
    r"|[CDcd][0-9A-Fa-f]%[89ABab][0-9A-Fa-f]"
    r"|[Ee][0-9A-Fa-f](?:%[89ABab][0-9A-Fa-f]){2}"
    r"|[Ff][0-4](?:%[89ABab][0-9A-Fa-f]){3}"
    r"|u(?P<unit>[0-9A-Fa-f]{4}))"
)


def percent(text: str) -> Iterator[Unit]:
    """RFC 3986 percent-encoding, and `%u0040` as old scripts have it. `+` stays: outside a
    form it is a plus."""
    if "%" not in text:
        return
    for found in _PERCENT.finditer(text):
        code = found["unit"]
        decoded = _character(int(code, 16)) if code else _one_character(found[0], "%")
        if decoded:
            yield found.start(), found.end(), decoded


def _one_character(sequence: str, mark: str) -> str:
    """The character of a UTF-8 sequence in hex with a mark before each byte; "" for what is
    overlong, a surrogate, or beyond U+10FFFF: that stays as it came."""
    try:
        return bytes.fromhex(sequence.replace(mark, "")).decode("utf-8")
    except UnicodeDecodeError:
        return ""


# ---- HTML ----------------------------------------------------------------------------------

# The longest name in `html5` has 31 letters. Any count of leading zeros is legal in numbers,
# and browsers do without their semicolon (HTML, 13.2.5.80: a parse error, and read).
_ENTITY = re.compile(
    r"&(?:#0*+(?P<decimal>[0-9]{1,7}+);?|#[xX]0*+(?P<hexa>[0-9A-Fa-f]{1,6}+);?"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)"
)


def html(text: str) -> Iterator[Unit]:
    """HTML character references: named with their semicolon, decimal, hexadecimal."""
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


def json(text: str) -> Iterator[Unit]:
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


# ---- quoted-printable ----------------------------------------------------------------------

# Upper case only, as RFC 2045 has it: `x=ab` is an assignment.
_QUOTED = re.compile(
    r"=(?:[2-7][0-9A-F]"
    r"|[CD][0-9A-F]=[89AB][0-9A-F]"
    r"|E[0-9A-F](?:=[89AB][0-9A-F]){2}"
    r"|F[0-4](?:=[89AB][0-9A-F]){3}"
    r"|(?P<soft>[ \t]*\r?\n))"
)
# What only quoted-printable has: an `@` before a domain, a sequence of UTF-8, a line that ends
# in `=` and goes on. `timeout=30` is no encoded 0, `status=404` no address.
_QUOTED_PROOF = re.compile(
    r"=(?:40(?<=[\w.+-]=40)(?=[A-Za-z0-9-]{1,63}+(?:\.|=2E|=\r?\n)[A-Za-z0-9])|[CDEF][0-9A-F]=[89AB][0-9A-F]|3D"
    r"|(?<=[^\s=]=)\r?\n(?=\S))"
)


def quoted_printable(text: str) -> Iterator[Unit]:
    """RFC 2045 section 6.7, of texts that prove to be it."""
    if "=" not in text or _QUOTED_PROOF.search(text) is None:
        return
    for found in _QUOTED.finditer(text):
        if found["soft"] is not None:
            yield found.start(), found.end(), ""
        elif decoded := _one_character(found[0], "="):
            yield found.start(), found.end(), decoded


# ---- punycode ------------------------------------------------------------------------------

# A label of a domain has 63 characters at most (RFC 1035, 2.3.4).
_PUNYCODE = re.compile(r"(?<![A-Za-z0-9])xn--(?P<body>[a-z0-9-]{1,59}+)", re.I)


def punycode(text: str) -> Iterator[Unit]:
    """Labels of domains as they are to be read (RFC 3492)."""
    if "xn--" not in text.lower():
        return
    for found in _PUNYCODE.finditer(text):
        try:
            decoded = found["body"].lower().encode("ascii").decode("punycode")
            decoded.encode("utf-8")
        except UnicodeError:
            continue
        if not decoded.isascii():
            yield found.start(), found.end(), decoded
