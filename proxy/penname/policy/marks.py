"""Marks in the texts of policy tests: `[[TYPE:value]]` for a span, `{TYPE#n}` for a surrogate.

    Mail [[EMAIL_ADDRESS:ann@example.org]]      a value, where it stands, and its type
    Mail {EMAIL_ADDRESS#1}                      the first distinct surrogate of that type

A value ends at the first `]]`. A backslash makes the bracket behind it plain text: before
`[[`, and inside a value before `[` or `]`. Two backslashes there stand for one; anywhere
else a backslash is only a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

#: Of three brackets the first is text: `[[[TYPE:value]]]` is a mark in brackets.
_OPENS = re.compile(r"(\\*)\[\[(?!\[)")
_INSIDE = re.compile(r"(\\+)([\[\]])|(\]\])|(\[\[)")
_BRACKET = re.compile(r"(\\*)([\[\]])")
_TYPE = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*")
_SURROGATE = re.compile(r"\{([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)#([0-9]{1,4})\}")

#: An entity type, and which distinct surrogate of it (from 1).
Numbered = tuple[str, int]


class MarkError(ValueError):
    """A text whose marks cannot be read; the message says why and quotes no value."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A span as a test says it: offsets in code points of the plain text, half open."""

    start: int
    end: int
    entity_type: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A text without its marks, and the marks by offset."""

    plain: str = field(repr=False)
    marks: tuple[Mark, ...] = ()


def read_marks(text: str) -> Marked:
    """The plain text and its marks. Raises MarkError."""
    plain = ""
    marks: list[Mark] = []
    position = 0
    while (found := _OPENS.search(text, position)) is not None:
        slashes = len(found[1])
        plain += text[position : found.start()] + "\\" * (slashes // 2)
        position = found.end()
        if slashes % 2:
            plain += "[["
            continue
        kind = _type_at(text, position)
        value, position = _value_at(text, position + len(kind) + 1, kind)
        marks.append(Mark(len(plain), len(plain) + len(value), kind))
        plain += value
    return Marked(plain + text[position:], tuple(marks))


def write_marks(plain: str, marks: Iterable[Mark]) -> str:
    """A plain text with marks in it, as `read_marks` reads it. The marks are disjoint."""
    out = []
    position = 0
    for mark in sorted(marks):
        value = _BRACKET.sub(r"\1\1\\\2", plain[mark.start : mark.end])
        out.append(_outside(plain[position : mark.start], "[["))
        out.append(f"[[{mark.entity_type}:{_tail_doubled(value)}]]")
        position = mark.end
    out.append(_outside(plain[position:], ""))
    return "".join(out)


def surrogates_in(template: str) -> tuple[Numbered, ...]:
    """The numbered surrogates that a template names, in order."""
    return tuple((found[1], int(found[2])) for found in _SURROGATE.finditer(template))


def filled(template: str, surrogates: Mapping[Numbered, str]) -> str:
    """The template with surrogates in their places; what is not known stays as it is."""

    def surrogate(found: re.Match[str]) -> str:
        return surrogates.get((found[1], int(found[2])), found[0])

    return _SURROGATE.sub(surrogate, template)


def numbered(text: str, surrogates: Mapping[Numbered, str]) -> str:
    """The way back: each surrogate of a text as its name in templates."""
    names = {surrogate: f"{{{kind}#{n}}}" for (kind, n), surrogate in surrogates.items()}
    if not names:
        return text
    longest_first = sorted(names, key=lambda one: (-len(one), one))
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    return pattern.sub(lambda found: names[found[0]], text)


def _type_at(text: str, position: int) -> str:
    """The entity type of the mark that begins before `position`."""
    head = _TYPE.match(text, position)
    if head is None or text[head.end() : head.end() + 1] != ":":
        raise MarkError("[[ must go on as TYPE:value]] (write \\[[ for the brackets themselves)")
    return head[0]


def _value_at(text: str, position: int, kind: str) -> tuple[str, int]:
    """The value of the mark whose head ends at `position`, and where the text goes on."""
    value = ""
    while (found := _INSIDE.search(text, position)) is not None:
        value += text[position : found.start()]
        position = found.end()
        if found[3]:
            if not value:
                raise MarkError(f"the mark of {kind} is empty")
            return value, position
        if found[4]:
            raise MarkError("a mark inside a mark (write \\[ for the brackets themselves)")
        value += "\\" * (len(found[1]) // 2)
        if len(found[1]) % 2:
            value += found[2]
        else:
            position -= 1
    raise MarkError(f"the mark of {kind} has no ]]")


def _outside(text: str, behind: str) -> str:
    """A text beside marks; `behind` is what comes after it."""
    whole = text + behind

    def escaped(found: re.Match[str]) -> str:
        return found[0] if found.end() > len(text) else f"{found[1] * 2}\\[["

    out = _OPENS.sub(escaped, whole).removesuffix(behind)
    return _tail_doubled(out) if behind else out


def _tail_doubled(text: str) -> str:
    """The backslashes at the end doubled, since a bracket comes behind them."""
    return text + text[len(text.rstrip("\\")) :]
