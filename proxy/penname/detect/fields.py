"""Values behind the name of a field: JSON, YAML, forms, settings, queries, XML, HTML, Markdown.

The name may be a part of a longer one that ends there; what stands before it is not looked at,
but for the sign that opens an element or a cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

import regex


class Kind(Enum):
    """How a value stands there: between signs of its own, or up to the end of its field."""

    QUOTED = "quoted"
    FORM = "form"
    SETTING = "setting"  # behind "=", where the value may be the name of something
    SAID = "said"


class Value(NamedTuple):
    """Where the text of a field stands, without blanks at its ends."""

    start: int
    end: int
    kind: Kind


_QUOTE = r"\\?[\"'`]"
_CLOSE = r"(?:\\?[\"'`\])}]|\*\*|__){0,3}+"
_BLANK = r"[ \t]{0,12}+"
_SIGN = rf"{_CLOSE}{_BLANK}(?:(?P<is>:=|=>|=(?!=)|→)|(?P<says>[:：](?!:|//)))(?:\*\*|__)?{_BLANK}"
_TYPE = rf"\??:[ ]?[\w.\[\]| ]{{1,32}}={_BLANK}(?={_QUOTE})"
_TEXT = r"(?P<escape>\\?)(?P<quote>[\"'`])(?P<value>[^\"\n\\<>{}]{1,100}?)(?P=escape)(?P=quote)"
_QUOTED = regex.compile(rf"(?:{_TYPE}|{_SIGN})(?P<list>\[\s{{0,40}})?{_TEXT}")
_MORE = regex.compile(rf"\s{{0,4}},\s{{0,40}}{_TEXT}")
_INSIDE = r"[^\n\r|<>&;\t{}\[\]\"=\\]|\\(?![nr\"\\])"
_ENDS = r"[ ]{2}|[ ]?(?:[\t\n\r|<&;,]|\\[nr]|\Z)|[ ][\w.-]{1,30}="
_PLAIN = regex.compile(
    rf"{_SIGN}(?:\r?\n[ \t]{{0,40}}+)?"
    rf"(?P<value>(?![\"'\s])(?:{_INSIDE})(?:{_INSIDE}){{0,80}}?)(?={_ENDS})"
)
_SAID = regex.compile(
    r"[ ](?:is|was|will be|ist|war|lautet|est|es|è|é)[ :]{1,2}[\"'“„«]?(?P<value>[^\n\"”“»]{1,80})",
    regex.I,
)
_ELEMENT = regex.compile(r"(?:\s[^<>\n]{0,80})?>\s{0,20}(?P<value>[^<>\n]{1,100}?)\s{0,20}</")
_CELL = regex.compile(
    r":?\s{0,4}</\w{1,8}>\s{0,40}<\w{1,8}(?:\s[^<>]{0,80})?>\s{0,20}(?P<value>[^<>\n]{1,100}?)\s{0,20}</"
)
_ATTRIBUTE = regex.compile(
    r"[\"'][^<>\n]{0,60}\bvalue=(?P<quote>[\"'])(?P<value>[^\"'<>\n]{1,100})(?P=quote)"
)
_ROW = regex.compile(
    r"[*`:]{0,3}[ \t]{0,20}\|[ \t*`]{0,20}+(?P<value>[^|\n]{1,80}?)[ \t*`]{0,20}\|"
)
_OPENS_ELEMENT = regex.compile(r"(?r)<(?:[\w-]{1,20}:)?[\w-]{0,40}\Z")
_OPENS_ROW = regex.compile(r"(?r)\|[ \t*`]{0,8}[\w -]{0,40}\Z")
_BEFORE = 64
_MOST = 50  # values of a list


def field_values(text: str, start: int, end: int) -> Iterator[Value]:
    """The values of the field whose name stands at `start:end`, if it is one."""
    match = _QUOTED.match(text, end)
    if match is not None:
        yield from _quoted(text, match)
        return
    match = _in_markup(text, start, end)
    if match is not None:
        yield Value(*match.span("value"), Kind.QUOTED)
        return
    match = _PLAIN.match(text, end)
    if match is not None:
        kind = Kind.SETTING if match["is"] else Kind.FORM
        yield Value(*match.span("value"), kind)
        return
    match = _SAID.match(text, end)
    if match is not None:
        yield Value(*match.span("value"), Kind.SAID)


def _quoted(text: str, match: regex.Match[str]) -> Iterator[Value]:
    inside, count = bool(match["list"]), 0
    further: regex.Match[str] | None = match
    while further is not None and count < _MOST:
        yield Value(*further.span("value"), Kind.QUOTED)
        further = _MORE.match(text, further.end()) if inside else None
        count += 1


def _in_markup(text: str, start: int, end: int) -> regex.Match[str] | None:
    """A value in XML, HTML or a row of Markdown."""
    following = text[end : end + 1]
    before = max(0, start - _BEFORE)
    if following in (">", " ") and _OPENS_ELEMENT.search(text, before, start):
        return _ELEMENT.match(text, end)
    if following in ("<", ":"):
        return _CELL.match(text, end)
    if following in ('"', "'"):
        return _ATTRIBUTE.match(text, end)
    if following in (" ", "|", "*", "`", "\t") and _OPENS_ROW.search(text, before, start):
        return _ROW.match(text, end)
    return None
