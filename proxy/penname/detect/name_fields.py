"""Names of people in fields that say so: `"first_name": "…"`, "Patient: …", `<Nachname>…`.

A key such as `surname` is enough. One that only says who somebody is needs a value that looks
like a whole name, and `name` itself other fields beside it that only a person has: the name of
a package, a host or a step stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum

import regex

from penname.detect import name_keys as keys
from penname.detect.fields import Kind, Value, field_values
from penname.detect.labelled import any_of
from penname.detect.name_shape import is_whole_name, name_end
from penname.detect.scan import Hit, Recipe
from penname.detect.secret_names import fold as same_length
from penname.text.words import fold


class Key(IntEnum):
    """What a field's name says of its value."""

    PART = 1
    WHOLE = 2
    ROLE = 3
    PLAIN = 4
    HEAD = 5


_SCORES = {Key.PART: 0.8, Key.WHOLE: 0.8, Key.ROLE: 0.7, Key.PLAIN: 0.7, Key.HEAD: 0.7}


def _known() -> dict[str, Key]:
    """The keys, written together."""
    tables = (
        *((keys.HEADS, Key.HEAD), (keys.PLAIN, Key.PLAIN), (keys.ROLES, Key.ROLE)),
        *((keys.WHOLES, Key.WHOLE), (keys.PARTS, Key.PART)),
    )
    known = {fold(word).replace("-", ""): key for table, key in tables for word in table.split()}
    known.update({f"{fold(owner)}name": Key.WHOLE for owner in keys.OWNERS.split()})
    known.update({f"{fold(done)}by": Key.ROLE for done in keys.DONE_BY.split()})
    return known


_KNOWN = _known()
#: The last words of keys: where one stands, the words before it are looked at.
_TELLING = frozenset(_KNOWN).union(
    ("by",),
    (fold(key).rpartition("-")[2] for key in f"{keys.PARTS} {keys.WHOLES}".split()),
)
#: Of these every text is full: only a sign directly behind makes a key of one.
_EVERYDAY = frozenset(("by", *map(fold, keys.HEADS.split())))
_SIGNED = regex.compile(r"[\"'*_]{0,2}[ ]?[:=]")
_ENDS = ("name", "nom", "naam", "nome", "nombre")
_TAILS = tuple(key for key, kind in _KNOWN.items() if kind is Key.PART and len(key) > 6)

_WORD = re.compile(r"[^\W\d_]+")
_PIECES = regex.compile(r"(?r)(?<![\p{L}\d])(?:\p{L}[\p{L}'’]{0,20}[ _-]){1,3}\Z")
_BEHIND = regex.compile(keys.BEHIND, regex.I)
_LONGEST_KEY = 66


def field_names(text: str) -> Iterator[Hit]:
    """Names in fields, with names of keys in any style."""
    folded = same_length(text)
    for match in _WORD.finditer(folded):
        word = match[0]
        if not word.isascii():
            word = fold(word)
        if word not in _TELLING and not word.endswith(_ENDS):
            continue
        if word in _EVERYDAY and not _SIGNED.match(text, match.end()):
            continue
        found = _key(text, match.start(), word)
        if found is None:
            continue
        key, start, end = *found, match.end()
        if key is Key.PLAIN and (behind := _BEHIND.match(text, end)):
            key, end = Key.WHOLE, behind.end()
        if key is Key.HEAD:
            yield from _in_head(text, start, end)
            continue
        for value in field_values(text, start, end):
            place = _name_in(text, value, key)
            if place is not None and (key is not Key.PLAIN or _beside(text, start, place[1])):
                yield *place, _SCORES[key] - (0.15 if text[place[0]].islower() else 0)


def key_of(joined: str) -> Key | None:
    """What a key says that is written together, folded."""
    return _KNOWN.get(joined) or (Key.PART if joined.endswith(_TAILS) else None)


def _key(text: str, start: int, word: str) -> tuple[Key, int] | None:
    """What key ends with a word, and where it begins: the longest that is known."""
    pieces = _PIECES.search(text, max(0, start - _LONGEST_KEY), start)
    before = [
        (piece.start(), fold(piece[0]))
        for piece in (_PIECE.finditer(text, pieces.start(), start) if pieces else ())
    ]
    for at in range(len(before) + 1):
        key = key_of("".join(piece for _, piece in before[at:]) + word)
        if key is not None:
            return key, before[at][0] if at < len(before) else start
    return None


_PIECE = regex.compile(r"\p{L}+")


def _name_in(text: str, value: Value, key: Key) -> tuple[int, int] | None:
    """Where the name in a field stands; None when the field holds something else."""
    if value.kind is Kind.SAID:
        end = name_end(text, value.start, small=False) if key <= Key.WHOLE else None
        return (value.start, end) if end is not None else None
    held = text[value.start : value.end].strip(" *_")
    start = text.index(held, value.start)
    return (start, start + len(held)) if held and _is_name(text, start, held, value, key) else None


def _is_name(text: str, start: int, held: str, value: Value, key: Key) -> bool:
    several = " " in held
    small = several if key in (Key.WHOLE, Key.PLAIN) else key is Key.PART
    if value.kind is Kind.QUOTED:
        small |= key is Key.WHOLE
    elif value.kind is Kind.SETTING:
        small &= text.rfind("?", 0, start) >= 0 or "&" in text[max(0, start - 40) : start]
        if key in (Key.ROLE, Key.PLAIN):
            return False
    if key is Key.ROLE and not several:
        return False
    return is_whole_name(held, small=small)


_AREA = 240  # characters before and behind a name that are its neighbourhood
_BESIDE = regex.compile(
    rf"(?<![\p{{L}}\d_.-])(?:{keys.BESIDE})[\"'`*\]]{{0,2}}\s{{0,3}}[:=|>]", regex.I
)
_AROUND = regex.compile(
    rf"(?<![\p{{L}}\d])(?:{keys.AROUND})[\"'`]?\s{{0,3}}[:=]\s{{0,3}}[\[{{(]?\s{{0,40}}[{{(\-]?\s*\Z",
    regex.I,
)
_EDGE_BEFORE, _EDGE_BEHIND = (
    regex.compile(r"(?r)[{}]|\n[ \t]*\n|\n---"),
    regex.compile(r"[{}]|\n[ \t]*\r?\n|\n---"),
)


def _beside(text: str, start: int, end: int) -> bool:
    """Whether fields that only a person has stand in the same record."""
    floor, ceiling = max(0, start - _AREA), min(len(text), end + _AREA)
    before = _EDGE_BEFORE.search(text, floor, start)
    behind = _EDGE_BEHIND.search(text, end, ceiling)
    left = before.start() if before else floor
    right = behind.end() if behind else ceiling
    if _BESIDE.search(text, left, start) or _BESIDE.search(text, end, right):
        return True
    return _AROUND.search(text, floor, left + 1 if before else start) is not None


_HEAD_LINE = regex.compile(r"[*_]{0,2}:[*_]{0,2}[ \t]{0,8}(?P<value>[^\n\r<>@]{3,200})(?=\r?\n|\Z)")
_MAIL = regex.compile(rf"(?:\A|\n)[>*_ \t]{{0,6}}(?:{keys.MAIL})[*_]{{0,2}}:", regex.I)
_HEADS_AREA = 400
_ENTRY = regex.compile(r"[^;,]+")


def _in_head(text: str, start: int, end: int) -> Iterator[Hit]:
    """Names in the heads of a mail: "From: …", "To: …; …", "Von: …, …"."""
    line = text.rfind("\n", max(0, start - 8), start) + 1 if start > 0 else 0
    match = _HEAD_LINE.match(text, end) if not text[line:start].strip(" \t>*_") else None
    if match is None:
        return
    area = text[max(0, start - _HEADS_AREA) : match.end() + _HEADS_AREA]
    if _MAIL.search(area) is None:
        return
    if is_whole_name(match["value"].strip(), small=False):
        held = match["value"].strip()
        at = text.index(held, match.start("value"))
        yield at, at + len(held), _SCORES[Key.HEAD]
        return
    for entry in _ENTRY.finditer(text, *match.span("value")):
        held = entry[0].strip(" \"'\t")
        if " " in held and is_whole_name(held, small=False):
            at = text.index(held, entry.start())
            yield at, at + len(held), _SCORES[Key.HEAD]


_VCARD = regex.compile(r"(?m)^N(?:;[^:\n]{0,60})?:(?P<value>[^\n\r]{2,120})")
_COMPONENT = regex.compile(r"[^;,]+")


def card_names(text: str) -> Iterator[Hit]:
    """Names in vCards (RFC 6350): the parts of N; FN is a field like others."""
    if "BEGIN:VCARD" not in text:
        return
    for match in _VCARD.finditer(text):
        for part in _COMPONENT.finditer(text, *match.span("value")):
            held = part[0].strip()
            if is_whole_name(held):
                at = text.index(held, part.start())
                yield at, at + len(held), 0.8


_LONGEST = 60


def lone_names(text: str) -> Iterator[Hit]:
    """A text that is one name: the field's key decides."""
    held = text.strip() if len(text) <= _LONGEST else ""
    if held and is_whole_name(held):
        at = text.index(held)
        yield at, at + len(held), 0.25


_FIELDS = tuple(
    entry
    for key in f"{keys.PARTS} {keys.WHOLES}".split()
    for entry in {key.replace("-", " "), key.replace("-", "")}
) + tuple(f"{owner} name" for owner in keys.OWNERS.split())

RECIPES = (
    Recipe("field-name", "PERSON", any_of(field_names, card_names)),
    Recipe("lone-name", "PERSON", lone_names, _FIELDS),
)
