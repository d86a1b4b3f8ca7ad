"""Companies by their legal form ("Example Dairy Ltd", "Muster GmbH & Co. KG"), by "and Sons" and
the like, and by words that say that somebody works there.

A name is at most six words with capitals; one of them must be none of everyday text, of forms
or of products, or a "Consumer Group" would be one.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect import company_words as words
from penname.detect.fields import Kind, field_values
from penname.detect.labelled import any_of
from penname.detect.scan import Hit, Recipe, around, finditer, finditer_in
from penname.detect.secret_names import fold as same_length
from penname.detect.vocabulary import is_ordinary
from penname.text.words import fold

_WORD = r"(?:[\p{Lu}\d][\p{L}\d'’.&+-]{0,30}|[\p{Ll}][\p{L}\d]{0,20}\p{Lu}[\p{L}\d]{0,20})"
_AND = r"(?:(?:&|\+|and|und|et|y|e|of|de|del|di|du|für|for|the)[ ]){0,2}"
#: "Example, Sample and Specimen" too.
_NAME = rf"(?:(?:{_WORD},[ ]){{1,3}}(?={_WORD}[ ](?:and|&)[ ]))?{_WORD}(?:[ ]{_AND}{_WORD}){{0,5}}"
_NAME_BEFORE = regex.compile(rf"(?r)(?<![\p{{L}}\p{{M}}\d@/._-])(?P<name>{_NAME}),?[ ]\Z")
_ENDS = r"(?![\p{L}\d@/-]|[.]\p{L}|[ ]?[=({\[]|[ ]test)\.?"
#: To be quick: how a form begins.
_OPENS = r"[ ](?=[A-Z&ÀÁÅÉÖÜОЗП]|\p{Ll}\.\p{L}|plc|gG|mbH|eG|sp\.|\p{Ll}{1,3} \p{Lu})"
_FORM = regex.compile(
    rf"{_OPENS}(?P<form>(?:(?:{words.FORMS})|(?P<short>{words.SHORT_FORMS})){_ENDS})"
)
_KIN = regex.compile(rf"{_OPENS}(?P<form>(?:{words.KIN}){_ENDS})")
_PLACES = regex.compile(rf"(?i:\b(?:{words.PLACES}))[ ](?:the[ ])?(?P<name>{_NAME})(?!\w)")
#: Before a name: the years of a copyright, and the end of the sentence before.
_NOT_NAME = regex.compile(
    r"(?:.{0,90}\p{L}{4}\.[ ])?+(?:Copyright[ ])?+(?:(?:19|20)\d\d(?:-\d{2,4})?,?[ ](?:and[ ])?)?+"
)
_ARTICLE = regex.compile(r"(?ri)\b(?:die|der|la|le|il|el|o|al|de|do|du|del|bei|von|chez)[ ]\Z")
_LONGEST = 90
_NEAR = 40  # characters of the words beside a name
_SCORE, _GUESS = 0.6, 0.5


def companies(text: str) -> Iterator[Hit]:
    """Names before a legal form, and before what only companies are called."""
    for match in finditer(_FORM, text):
        hit = _named(text, match, short=match["short"] is not None)
        if hit:
            yield hit
    for match in finditer(_KIN, text):
        hit = _named(text, match, short=True)
        if hit and _is_kin(text, hit[0], match):
            yield *hit[:2], _GUESS


def _named(text: str, form: regex.Match[str], *, short: bool) -> Hit | None:
    start = form.start("form")
    name = _NAME_BEFORE.search(text, max(0, start - _LONGEST), start)
    if name is None:
        return None
    cut = _NOT_NAME.match(name["name"])
    own = name["name"][cut.end() :] if cut else name["name"]
    if not own or not _is_own(own) or (short and own.split()[-1].isupper()):
        return None
    return name.end("name") - len(own), form.end(), _SCORE


def _is_kin(text: str, start: int, form: regex.Match[str]) -> bool:
    """Whether a word such as "Group" is a company's, and no group of a program or of a sentence."""
    name = text[start : form.start("form")]
    if form["foreign"] and not _ARTICLE.search(text, max(0, start - 8), start):
        return False
    last = fold(name.replace(" of the ", " ").split()[-1])
    return not name.rstrip().endswith(",") and last not in words.GROUPED and " of the " not in name


def employers(text: str) -> Iterator[Hit]:
    """Names behind words that say that somebody works there."""
    near = around(same_length(text), words.CUES, _NEAR, _LONGEST + _NEAR)
    for match in finditer_in(_PLACES, text, near):
        if _is_own(match["name"]):
            yield *match.span("name"), _GUESS


_KEY = regex.compile(rf"(?<![\p{{L}}\d])(?:\p{{L}}{{2,20}}[_-])?(?:{words.KEYS})(?![\p{{L}}\d])")
_WHOLE = regex.compile(_NAME)


def field_companies(text: str) -> Iterator[Hit]:
    """Names in fields that say so."""
    folded = same_length(text)
    for match in finditer_in(_KEY, folded, around(folded, words.STEMS, _NEAR, _NEAR)):
        for value in field_values(text, *match.span()):
            held = text[value.start : value.end]
            if value.kind in (Kind.QUOTED, Kind.FORM) and _WHOLE.fullmatch(held) and _is_own(held):
                yield value.start, value.end, _SCORE


def _is_own(name: str) -> bool:
    """Whether a word of a name is none of everyday text, of forms or of products."""
    words = [fold(word.strip(".,'’&-")) for word in name.split()]
    return any(len(word) > 2 and not is_ordinary(word) for word in words)


RECIPES = (Recipe("company", "ORGANIZATION", any_of(companies, employers, field_companies)),)
