"""Titles of jobs by their last word: "works as a dairy scientist", "Occupation: fumigator".

The words behind a cue belong to a title up to the last one that names an occupation; a field such
as `job_title` holds one whatever its words are. On a line below a name a title needs no cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from penname.detect import job_words as words
from penname.detect.fields import Kind, field_values
from penname.detect.labelled import any_of
from penname.detect.name_shape import is_whole_name
from penname.detect.scan import Hit, Recipe, around, finditer, finditer_in
from penname.detect.secret_names import fold

_OTHERS = frozenset(words.OTHERS.split())
_NOUNS = frozenset(words.ENGLISH.split()) | _OTHERS
_WORD = re.compile(r"[^\W\d_]+")
_WORDS = regex.compile(r"\p{L}[\p{L}'’.&/-]{0,30}(?:,?[ ](?:\p{L}[\p{L}'’./-]{0,30}|&)){0,7}")
_CUE = regex.compile(
    rf"(?ri)(?<![\p{{L}}\d_])(?:{words.CUES})(?:[ ](?:an?|the|her|his|their))?[ ]\Z"
)
#: Not in capitals: "an ES module".
_COPULA = regex.compile(rf"(?r)(?<![\p{{L}}\d_'\\])(?!\p{{Lu}}{{1,2}}\b)(?i:{words.COPULAS})[ ]\Z")
_BEFORE = 90  # characters before a title that its cue takes up
_NEAR = 32  # characters around a part of a key
_MOST = 6  # words before the noun
#: No part of a title: what stands before it ends here.
_STOPS = frozenset(
    (
        *(
            "a",
            "an",
            "the",
            "as",
            "at",
            "in",
            "on",
            "to",
            "is",
            "was",
            "are",
            "be",
            "by",
            "with",
            "from",
        ),
        *("that", "who", "which", "than", "then", "but", "or", "his", "her", "my", "our", "your"),
        *(
            "their",
            "am",
            "were",
            "been",
            "not",
            "als",
            "como",
            "comme",
            "come",
            "ein",
            "eine",
            "un",
        ),
        *("une", "una", "um", "uma", "een", "bin", "ist", "est", "es", "è", "é", "sono", "suis"),
    )
)
_SCORE = 0.6


def jobs(text: str) -> Iterator[Hit]:
    """Titles behind words that say what somebody is, and on a line below a name."""
    folded = fold(text)
    for word in _WORD.finditer(folded):
        noun = word[0]
        if noun not in _NOUNS and not (noun.endswith("s") and noun[:-1] in _NOUNS):
            continue
        start = _title_start(text, word.start(), word.end())
        if start is not None:
            yield start, word.end(), _SCORE


_BACK = regex.compile(r"(?r)(?<![\p{L}\d])(?:\p{L}[\p{L}'’.-]{0,30}|&),?[ ]\Z")


def _title_start(text: str, start: int, end: int) -> int | None:
    """Where the title begins that ends with a noun; None without a cue before it."""
    begins = [start]
    while len(begins) <= _MOST:
        before = _BACK.search(text, max(0, begins[-1] - 34), begins[-1])
        if before is None or before[0].strip(" ,").lower() in _STOPS or _SENTENCE.search(before[0]):
            break
        begins.append(before.start())
    for begin in reversed(begins):
        if _CUE.search(text, max(0, begin - _BEFORE), begin):
            return begin
    if text[start:end].lower() in _OTHERS and _is_said(text, start):
        return start
    return begins[-1] if _is_below_name(text, begins[-1], end) else None


#: The end of a sentence is that of a title before it, too; "Dr." and "jun." are none.
_SENTENCE = re.compile(r"[^\W\d_]{4}\.[ ]\Z")


def _is_said(text: str, start: int) -> bool:
    return _COPULA.search(text, max(0, start - 20), start) is not None


_LINE_ABOVE = regex.compile(
    r"(?r)(?:\A|\n)[>*# \t]{0,4}(?P<name>[^\n]{3,50}?)[ \t]{0,3}\r?\n(?:[ \t]*\r?\n)?[>* \t]{0,4}\Z"
)
_LINE_END = regex.compile(r"[ \t]{0,3}(?:\r?\n|\Z)")


def _is_below_name(text: str, start: int, end: int) -> bool:
    """Whether a title is a line of its own, and the line above it the name of somebody."""
    if not text[start].isupper() or _LINE_END.match(text, end) is None:
        return False
    above = _LINE_ABOVE.search(text, max(0, start - 64), start)
    if above is None:
        return False
    name = " ".join(above["name"].split())
    if " " not in name or not is_whole_name(name, small=False):
        return False
    return not (is_whole_name(text[start:end], small=False) and _is_listed(text, above, end))


_LINE = regex.compile(r"\s{1,3}(?P<name>\S[^\n]{2,48})")


def _is_listed(text: str, above: regex.Match[str], end: int) -> bool:
    """Whether a name stands below, or two lines above: a list of names has no titles."""
    higher = _LINE_ABOVE.search(text, max(0, above.start() - 64), above.start("name"))
    beside = [line["name"].strip() for line in (higher, _LINE.match(text, end)) if line]
    return any(" " in name and is_whole_name(name, small=False) for name in beside)


_KEY = regex.compile(
    rf"(?<![\p{{L}}\d])(?:(?P<sure>{words.KEYS})|{words.DOUBTFUL_KEYS})(?![\p{{L}}\d])"
)
_CAMEL = regex.compile(r"(?<![\p{L}\d])(?:\p{Ll}{2,20})?[jJ]ob(?:Title|Role)(?![\p{L}\d])")
_STEMS = (
    *(
        "job",
        "occupation",
        "profession",
        "designation",
        "beruf",
        "bezeichnung",
        "tätigkeit",
        "métier",
    ),
    *("poste", "fonction", "ocup", "profes", "puesto", "cargo", "profiss", "mansione", "occupaz"),
    *("beroep", "functie", "yrke", "stilling", "zawód", "stanowisko", "position", "title", "role"),
    *("funktion", "roll"),
)


def field_jobs(text: str) -> Iterator[Hit]:
    """Titles in fields that say so."""
    folded = fold(text)
    for match in finditer_in(_KEY, folded, around(folded, _STEMS, _NEAR, _NEAR)):
        yield from _held(text, *match.span(), sure=match["sure"] is not None)
    for match in finditer(_CAMEL, text):
        yield from _held(text, *match.span(), sure=True)


def _held(text: str, start: int, end: int, *, sure: bool) -> Iterator[Hit]:
    for value in field_values(text, start, end):
        held = text[value.start : value.end]
        if value.kind in (Kind.QUOTED, Kind.FORM) and _is_title(held, sure):
            yield value.start, value.end, _SCORE


def _is_title(held: str, sure: bool) -> bool:
    if _WORDS.fullmatch(held) is None:
        return False
    pieces = [piece.lower() for piece in _WORD.findall(held)]
    if any(piece in _NOUNS for piece in pieces):
        return sure or (" " in held and pieces[-1] in _NOUNS)
    return sure and held[0].isupper() and " " in held


RECIPES = (Recipe("job-title", "JOB_TITLE", any_of(jobs, field_jobs)),)
