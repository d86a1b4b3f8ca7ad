"""Encoded words: names and subjects in the heads of mails (RFC 2047), `=?UTF-8?Q?J=C3=BCrgen?=`.

In the Q encoding each character is a unit, so that a mask lands inside the word and leaves it
one; in base64 (B), and where a character may be cut over bytes that look like letters, the
whole word is. Neighbours in base64 are read as one: some programs cut characters between them.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from penname.text.units import Unit

# Nothing in it can be given back: linear. RFC 2047 has 75 characters for all; programs do not.
_WORD = re.compile(
    r"=\?(?P<charset>[A-Za-z][\w-]{2,19}+)(?:\*[\w-]{1,16}+)?\?(?P<kind>[BbQq])\?"
    r"(?P<body>[^?\r\n]{1,4000}+)\?="
)
_BETWEEN = re.compile(r"[ \t]*+(?:\r?\n[> \t]{1,8}+)?")
_CODED = re.compile(r"(?:=[0-9A-Fa-f]{2})++|_++")
_BASE64 = re.compile(r"[A-Za-z0-9+/]++={0,2}")
#: Charsets by the names that mails give them; those that are left have one byte a character.
_WIDE = {
    **dict.fromkeys(("gb2312", "eucgb2312_cn", "gbk", "gb18030", "x-gbk", "cp936"), "gb18030"),
    **dict.fromkeys(("big5", "big5_tw", "big5-hkscs"), "big5hkscs"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis", "cp932", "windows-31j"), "cp932"),
    **{"iso-2022-jp": "iso2022_jp_ext", "euc-jp": "euc_jp", "euc-kr": "cp949"},
    **dict.fromkeys(("ks_c_5601-1987", "ks_c_5601"), "cp949"),
}
_NARROW = re.compile(
    r"us-ascii|iso-?8859-(?:[1-9]|1[013-6])|(?:windows-|cp)125[0-8]|koi8-[ru]|tis-620|latin-?1"
    r"|ibm(?:437|85[02])"
)
_UTF_8 = ("utf-8", "utf8")


def encoded_words(text: str) -> Iterator[Unit]:
    """Encoded words, decoded; the blanks between two of them go."""
    if "=?" not in text:
        return
    words = [word for word in _WORD.finditer(text) if _codec(word)]
    at = 0
    while at < len(words):
        count = 1
        while at + count < len(words) and _follows(text, words[at + count - 1], words[at + count]):
            count += 1
        yield from _run(words[at : at + count])
        at += count


def _codec(word: re.Match[str]) -> str:
    charset = word["charset"].lower()
    if charset in _UTF_8:
        return "utf-8"
    return _WIDE.get(charset) or (charset if _NARROW.fullmatch(charset) else "")


def _follows(text: str, before: re.Match[str], word: re.Match[str]) -> bool:
    return _BETWEEN.fullmatch(text, before.end(), word.start()) is not None


def _run(words: list[re.Match[str]]) -> Iterator[Unit]:
    """Words with nothing but blanks between them."""
    at = 0
    while at < len(words):
        alike = 1
        while at + alike < len(words) and _is_alike(words[at], words[at + alike]):
            alike += 1
        if at and words[at - 1].end() < words[at].start():
            yield words[at - 1].end(), words[at].start(), ""
        yield from _decoded(words[at : at + alike])
        at += alike


def _is_alike(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two words are to be read as one."""
    return one["kind"] in "Bb" and other["kind"] in "Bb" and _codec(one) == _codec(other)


def _decoded(words: list[re.Match[str]]) -> Iterator[Unit]:
    first, codec = words[0], _codec(words[0])
    if first["kind"] in "Qq" and codec not in _WIDE.values():
        yield from _quoted(first, codec)
        return
    data = b"".join(_bytes(word) for word in words)
    decoded = data.decode(codec, "replace").replace("\ufffd", "")
    if decoded:
        yield first.start(), words[-1].end(), decoded


def _bytes(word: re.Match[str]) -> bytes:
    """What an encoded word holds; nothing where it is none."""
    body = word["body"]
    if word["kind"] in "Qq":
        return binascii.a2b_qp(body.encode("utf-8", "replace"), header=True)
    body = body.replace(" ", "")
    if not _BASE64.fullmatch(body):
        return b""
    body = body.rstrip("=")
    return base64.b64decode(body[: len(body) - (len(body) % 4 == 1)] + "=" * (-len(body) % 4))


def _quoted(word: re.Match[str], codec: str) -> Iterator[Unit]:
    """The marks of a word stand for nothing, what is coded in it for its characters."""
    start, end = word.span("body")
    yield word.start(), start, ""
    for coded in _CODED.finditer(word.string, start, end):
        if coded[0][0] == "_":
            yield *coded.span(), " " * len(coded[0])
            continue
        data, at = bytes.fromhex(coded[0].replace("=", "")), 0
        while at < len(data):
            size = _size(data[at]) if codec == "utf-8" else 1
            decoded = _character(data[at : at + size], codec)
            if decoded:
                yield coded.start() + 3 * at, coded.start() + 3 * (at + size), decoded
            at += size if decoded else 1
    yield end, word.end(), ""


def _character(data: bytes, codec: str) -> str:
    """The character that bytes stand for; nothing for bytes that are none: they stay."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return ""


def _size(lead: int) -> int:
    """How many bytes a character of UTF-8 has, by its first."""
    return 1 if lead < 0xC2 or lead > 0xF4 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
