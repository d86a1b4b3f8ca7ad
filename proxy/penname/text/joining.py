"""The joined reading: values taken apart into single characters, or cut where a line ends.

    m a r i a @ e x a m p l e . o r g      4-1-1-1-1-1-1-1-…      one character per line
    exam-⏎ple.org      > 4111 1111⏎> 1111 1111      ma<b>ria</b>@example.org

A list of letters reads the same way; what it then says has to be a value by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from penname.text.outlines import ALNUM, classes, outline
from penname.text.units import Unit, disjoint


def joined(text: str) -> Iterator[Unit]:
    """What parts a value is left out: between single characters, and at the ends of lines."""
    return disjoint([*_singles(text), *_line_ends(text), *_tags(text)])


# ---- single characters -----------------------------------------------------------------------

_MARKS = r".,:;/\\|_*~+\-"
_RARE_MARKS = "·•∙‧・–—"
#: Between the characters stands always the same: one mark, white space, or a line's end.
_MARK_GAP = rf"[ \t]?[{_MARKS}\x00{_RARE_MARKS}][ \t]?"
_SPACE_GAP = r"[ \t]{1,3}|\r?\n"
_FIRST = r"(?<![^\W_])(?:[^\W_]|[+(])"
_ONE = r"[^\s](?![^\W_])"
_MARKED, _SPACED = (
    re.compile(rf"{_FIRST}(?P<gap>{gap}){_ONE}(?:(?P=gap)[ \t]{{0,2}}{_ONE}){{4,}}+")
    for gap in (_MARK_GAP, _SPACE_GAP)
)
#: Digits one by one, with whatever between them.
_DIGITS = re.compile(rf"(?<!\w)\d(?:[ \t\r\n{_MARKS}{_RARE_MARKS}]{{1,3}}\d(?!\d)){{8,}}+(?!\w)")
#: No card has more (ISO/IEC 7812-1, 4.1): a longer run is several numbers, or none.
_MOST_DIGITS = 19
_NO_DIGIT = re.compile(r"\D+")

_ROWS = (("a", f"{ALNUM}@"), (" ", " \t\r\n\0.,:;/\\|_*~+-"))
#: What is beyond ASCII may be a letter or a mark.
_SINGLES = [classes(*_ROWS, beyond=beyond, other="x") for beyond in "a "]
_SHAPES = (b" a a a a", b" a  a  a  a", b" a   a   a   a")


def _singles(text: str) -> Iterator[Unit]:
    readings = _SINGLES[:1] if text.isascii() else _SINGLES
    shapes = [b" " + outline(text, codes) for codes in readings]
    if not any(one in shape for shape in shapes for one in _SHAPES):
        return
    spelled = list(_spelled(text))
    for found in spelled:
        yield found.start(), found.end(), _every_second(found[0], found["gap"])
    for found in _DIGITS.finditer(text):
        digits = _NO_DIGIT.sub("", found[0])
        if len(digits) <= _MOST_DIGITS or not _are_inside(spelled, found):
            yield found.start(), found.end(), digits


def _are_inside(spelled: Iterable[re.Match[str]], run: re.Match[str]) -> bool:
    """Whether a run of digits is several runs that look alike in themselves: several numbers."""
    return any(run.start() <= one.start() and one.end() <= run.end() for one in spelled)


def _spelled(text: str) -> Iterator[re.Match[str]]:
    """Single characters in a row. A mark between blanks parts `a · b · c`, and is no character
    of it: so runs with marks come first, and white space goes on only up to them."""
    done = 0
    for found in _MARKED.finditer(text):
        yield from _SPACED.finditer(text, done, found.start())
        yield found
        done = found.end()
    yield from _SPACED.finditer(text, done)


def _every_second(run: str, gap: str) -> str:
    """The characters of a run without the gaps between them."""
    characters = [run[0]]
    at = 1
    while at < len(run):
        at += len(gap)
        while run[at] in " \t":
            at += 1
        characters.append(run[at])
        at += 1
    return "".join(characters)


# ---- ends of lines ---------------------------------------------------------------------------

#: A line's end before a letter or digit, with the marks of a quoted mail before that.
_LINE_END = re.compile(
    r"\n(?:(?<=[-@.)A-Z0-9 \t]\n)|(?<=\r\n))(?P<quote>(?:[ \t]{0,3}>){1,4})?[ \t]{0,8}(?=[^\W_])"
)
_TOKEN_BEFORE, _TOKEN_AFTER = re.compile(r"\S{0,64}\Z"), re.compile(r"\S{0,64}")
#: A cut word says nothing that a whole one does not, unless one of these is in it.
_NO_WORD = re.compile(r"[@_\d/:]|\.\w")
#: Without a domain, or with its first part only.
_CUT_ADDRESS = re.compile(r"\w@(?:[^\W_][\w-]{0,62}\.)?\Z")
_LOWER = re.compile(r"[a-z]{2}")


def _line_ends(text: str) -> Iterator[Unit]:
    for found in _LINE_END.finditer(text):
        start, end = found.start(), found.end()
        while start > found.start() - 4 and text[start - 1 : start] in ("\r", " ", "\t"):
            start -= 1
        before, after = text[max(0, start - 64) : start], text[end : end + 64]
        if before.endswith("-"):
            yield from _hyphen(before, start, end, after)
        elif before.endswith(("@", ".")):
            address = _CUT_ADDRESS.search(before)
            if address is not None:
                yield start, end, ""
        elif found["quote"]:
            if _goes_on(before.replace(")", "0"), after):
                yield start, end, " "
        elif _goes_on(before, after) and _is_prose(before):
            yield start, end, " "


def _hyphen(before: str, start: int, end: int, after: str) -> Iterator[Unit]:
    """A word that goes on: without its hyphen, but a number keeps it."""
    token = before.split()[-1]
    if not token[-2:-1].isalnum() or not _NO_WORD.search(token + after.split()[0]):
        return
    keeps = token[-2].isdigit() and after[0].isdigit()
    yield start - (not keeps), end, ""


#: A day at the beginning of a line begins a record: the next line of a log.
_RECORD = re.compile(r"(?:19|20)\d\d([-/.])(?:0[1-9]|1[0-2])\1[0-3]\d(?!\d)")


def _goes_on(before: str, after: str) -> bool:
    """Whether a number can go on: digits on one side, digits or capital letters on the other."""
    if _RECORD.match(after):
        return False
    edges = before[-1:] + after[:1]
    return edges.isascii() and edges.isalnum() and edges.upper() == edges and not edges.isalpha()


def _is_prose(before: str) -> bool:
    """Whether a line has words: columns of numbers go on nowhere."""
    return _LOWER.search(before.rpartition("\n")[2]) is not None


# ---- tags inside words -----------------------------------------------------------------------

#: Those that change how letters look, and comments; not those that begin a cell or a line.
_TAG = re.compile(
    r"<(?:!--[^<>]{0,80}--|/?(?:a|abbr|b|big|code|em|font|i|mark|s|small|span|strong"
    r"|sub|sup|tt|u|wbr)(?:\s[^<>]{0,80})?/?)>"
)

_TELLING = re.compile(r"[@\d]")


def _tags(text: str) -> Iterator[Unit]:
    if "<" in text:
        for found in _TAG.finditer(text):
            start, end = found.span()
            beside = text[max(0, start - 24) : start] + text[end : end + 24]
            if _TELLING.search(beside) and (text[start - 1 : start] + text[end : end + 1]).strip():
                yield start, end, ""
