"""What the language model gets to read: the text with its machine parts blanked.

`readable` returns a text of the same length, so spans keep their offsets.
Blanked are: lines without letters, long runs of punctuation and of characters
without a space (spaCy's tokenizer is quadratic in their length), and code, of
which only comments and strings stay. Names live in those; identifiers do not.
Patterns always run on the raw text.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

CHUNK = 5_000  # characters: bounds the stall of one model call
_WORD_MAX = 60

_LONG_WORD = regex.compile(r"\S{61,}+")
_INNER_BORDER = regex.compile(r"[^\w.'’-]|(?<!\d)\.|\.(?!\d)")
#: Runs of marks that no sentence has; emoji are such marks too.
_MARKS = regex.compile(r"[^\p{L}\p{N}\s]{4,}+")
#: No sentence has so many short words in a row, and each of them costs the model a token.
_SHORT_WORDS = regex.compile(r"(?<!\S)(?:\S{1,2}[ \t\n]{1,99}+){12,}+")
#: Borders of cells that the tokenizer would not split: `2,John`.
_CELL = regex.compile(r"(?<=\d),(?=\p{L})|(?<=\p{L}),(?=\d)")
_LETTER = regex.compile(r"\p{L}")
_CODE_MARK = regex.compile(r"[{}()\[\];=<>$\\|&@_^~+*]|::|->")
_CODE_START = regex.compile(
    r"\s*(?:[-+>|]\s?)?(?:def|class|import|from\s[\w.]+\simport|return|const|let|var|func|function|fn"
    r"|public|private|protected|static|async|await|package|namespace|using|struct|enum|interface"
    r"|SELECT|INSERT|UPDATE|DELETE|CREATE|ALTER|#include|#define|elif|except|try:|else:|finally:|@\w)\b"
)
_CODE_END = regex.compile(r"[;{}\\]\s*$|^\s*[\w.\[\]'\"]+\s*(?:[-+*/|&]?=|:=)\s*\S")
_STRING = regex.compile(r"\"((?:[^\"\\\n]|\\.)*+)\"|'((?:[^'\\\n]|\\.)*+)'|`([^`\n]*+)`")
_COMMENT = regex.compile(r"(?:^|(?<=\s))(?:#(?!\w+\()|//|--(?=\s)|/\*|\*(?=\s)|;;)(.*)$")


def readable(text: str) -> str:
    """The text for the language model: same length, machine parts replaced by spaces."""
    lines = text.splitlines(keepends=True)
    view = "".join(_line(line) for line in lines)
    view = _MARKS.sub(_blank, view)
    view = _CELL.sub(" ", view)
    view = _LONG_WORD.sub(_broken_up, view)
    return _SHORT_WORDS.sub(_blank, view)


def _line(line: str) -> str:
    if _LETTER.search(line) is None:
        return _blanked(line)
    if not is_code(line):
        return line
    keep = [match.span(match.lastindex or 0) for match in _STRING.finditer(line)]
    comment = _COMMENT.search(line)
    if comment is not None:
        keep.append(comment.span(1))
    out = list(_blanked(line))
    for start, end in keep:
        if _is_wordy(line[start:end]):
            out[start:end] = line[start:end]
    return "".join(out)


def is_code(line: str) -> bool:
    """Whether one line is program text: its first word, its ending, or its marks say so."""
    if _CODE_END.search(line):
        return True
    marks = len(_CODE_MARK.findall(line))
    if marks and _CODE_START.match(line):
        return True
    return marks > 2 and marks * 12 > len(line.strip())


def _is_wordy(text: str) -> bool:
    """Whether a string can hold a name: it has a capital letter or a space between words."""
    return len(text) > 2 and (" " in text.strip() or text[:1].isupper())


def _blanked(line: str) -> str:
    """Spaces, with the line's own end."""
    body = line.rstrip("\r\n")
    return " " * len(body) + line[len(body) :]


def _blank(match: regex.Match[str]) -> str:
    return " " * len(match[0])


def _broken_up(match: regex.Match[str]) -> str:
    """A run without spaces: borders between its parts become spaces; parts that are still
    too long for a name (base64, hex, a script without spaces) are blanked."""
    apart = _INNER_BORDER.sub(" ", match[0])
    words = (word if len(word) <= _WORD_MAX else " " * len(word) for word in apart.split(" "))
    return " ".join(words)


_SOFT = regex.compile(r" (?=\p{Ll})")


def chunks(text: str) -> Iterator[tuple[int, str]]:
    """Pieces of at most CHUNK characters with their offsets, cut where no name crosses:
    a paragraph's end, a line's end, a sentence's end, before a lower-case word."""
    start = 0
    while len(text) - start > CHUNK:
        end = _cut(text, start, start + CHUNK)
        yield start, text[start:end]
        start = end
    if start < len(text):
        yield start, text[start:]


def _cut(text: str, start: int, limit: int) -> int:
    floor = start + CHUNK // 2
    for border in ("\n\n", "\n", ". "):
        at = text.rfind(border, floor, limit)
        if at >= 0:
            return at + len(border)
    lower = [match.end() for match in _SOFT.finditer(text, limit - 400, limit)]
    if lower:
        return lower[-1]
    at = text.rfind(" ", floor, limit)
    return at + 1 if at >= 0 else limit
