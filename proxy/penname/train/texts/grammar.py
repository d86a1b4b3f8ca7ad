"""The grammar of templates: what is written once, and read in many wordings.

    {slot}        a value of the slot's kind; `{A}` is a person, the same all through a text
    {A.given}     one form of it: what comes after the dot is the slot's own affair
    {city#1}      the same value wherever the same number stands in one text
    {@kind}       a whole other text of that kind, with people of its own
    [one|two|]    one of these; they may hold slots and choices of their own

Text that is full of brackets (code, JSON) is written in the other spelling instead:
`<<slot>>` and `<[one|two]>`. A backslash before `n` is a line break in both.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to fill: `{name.form#key}`."""

    name: str
    form: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several wordings."""

    options: tuple[Sequel, ...]


Sequel = tuple["str | Slot | Choice", ...]


@dataclass(frozen=True, slots=True)
class Spelling:
    """The brackets of one way to write templates."""

    slot: tuple[str, str]
    choice: tuple[str, str]


PROSE = Spelling(("{", "}"), ("[", "]"))
CODE = Spelling(("<<", ">>"), ("<[", "]>"))


class TemplateError(ValueError):
    """A template that cannot be read."""


def parse(text: str, spelling: Spelling = PROSE) -> Sequel:
    """A template as a tree. Raises TemplateError when a bracket stands alone."""
    return _sequel(text.replace("\\n", "\n"), 0, spelling, inside=False)[0]


def _sequel(text: str, at: int, spelling: Spelling, *, inside: bool) -> tuple[Sequel, int]:
    """Parts up to the end, or to the `|` or bracket that ends a wording of a choice."""
    parts: list[str | Slot | Choice] = []
    plain = ""
    opening, closing = spelling.choice
    while at < len(text):
        if inside and (text[at] == "|" or text.startswith(closing, at)):
            break
        part: str | Slot | Choice = text[at]
        if _opens_slot(text, at, spelling):
            part, at = _slot(text, at, spelling)
        elif text.startswith(opening, at):
            part, at = _choice(text, at + len(opening), spelling)
        else:
            plain += text[at]
            at += 1
            continue
        if plain:
            parts.append(plain)
            plain = ""
        parts.append(part)
    if plain:
        parts.append(plain)
    return tuple(parts), at


def _opens_slot(text: str, at: int, spelling: Spelling) -> bool:
    """Whether a slot starts here; of `<<<`, the first is text."""
    opening = spelling.slot[0]
    return text.startswith(opening, at) and not text.startswith(opening, at + 1)


def _slot(text: str, at: int, spelling: Spelling) -> tuple[Slot, int]:
    opening, closing = spelling.slot
    end = text.find(closing, at)
    if end < 0:
        raise TemplateError(f"a slot without an end: {text[at : at + 40]!r}")
    inner = text[at + len(opening) : end]
    inner, _, key = inner.partition("#")
    name, _, form = inner.partition(".")
    return Slot(name, form, key), end + len(closing)


def _choice(text: str, at: int, spelling: Spelling) -> tuple[Choice, int]:
    closing = spelling.choice[1]
    options: list[Sequel] = []
    while True:
        option, at = _sequel(text, at, spelling, inside=True)
        options.append(option)
        if at >= len(text):
            raise TemplateError(f"a choice without an end: {text[-40:]!r}")
        if text.startswith(closing, at):
            return Choice(tuple(options)), at + len(closing)
        at += 1


def slots_of(sequel: Sequel) -> list[Slot]:
    """Every slot of a template, in any of its wordings."""
    found: list[Slot] = []
    for part in sequel:
        if isinstance(part, Slot):
            found.append(part)
        elif isinstance(part, Choice):
            for option in part.options:
                found += slots_of(option)
    return found
