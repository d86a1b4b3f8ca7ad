"""Dates: by day and month, numeric or in words of eight languages; dates of birth by label.

A year alone is no date here, and neither is a time of day: it is taken along when it
stands behind one. With its seconds a date is a machine's: it needs words nearby.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.labelled import alone, any_of, in_column, labelled
from penname.detect.scan import Hit, Recipe, finditer
from penname.detect.secret_names import fold
from penname.detect.spoken_dates import spoken_births

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:1[89]|20)\d\d"
#: Nothing that would make it a part of a longer number, version or path of numbers.
_LEFT, _RIGHT = r"(?<!\d)(?<!\d[-./,])", r"(?!\d|[-./]\d)"
_TIME = (
    r"(?:(?:T|,?[ ]|:)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
    r"(?:\s?(?:Z\b|UTC\b|GMT\b|[+-]\d\d:?\d\d))?)?"
)

#: Full names; those that are an English word too must be capitalised where no year follows.
_ENGLISH = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_OTHERS = (
    # German, French, Spanish, Italian, Dutch, Portuguese, Polish (genitive), Danish and Swedish
    "januar|jänner|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember"
    "|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre"
    "|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    "|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre"
    "|januari|februari|maart|mei|augustus|december"
    "|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro"
    "|stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października"
    "|listopada|grudnia"
    "|marts|oktober|januari|mars|maj|augusti"
)
_NAME = rf"(?:{_ENGLISH}|{_OTHERS})"
_OF = r"(?:of\s|de\s|di\s|d['’])?"

_NUMERIC_ISO = rf"{_YEAR}(?P<iso>[-/.]){_MONTH}(?P=iso){_DAY}"
#: Day and month in either order, one of them at most 12. (That each pattern begins with
#: plain digits makes it ten times as fast as alternatives would.)
_ANY_DAY = r"\d\d?(?<![4-9]\d|(?<!\d)0|00)"
_OVER_12 = r"(?:1[3-9]|[23]\d)"
_EITHER = rf"{_ANY_DAY}(?P<{{0}}>{{1}})(?!(?<={_OVER_12}.){_OVER_12}){_ANY_DAY}(?P={{0}})"
_NUMERIC_YEAR = _EITHER.format("dmy", "[-/.]") + _YEAR
#: Two-digit years; with dots only in the full form, or every version number were a date.
_NUMERIC_SHORT = _EITHER.format("short", "[-/]") + r"\d\d"
_NUMERIC_DOTS = r"(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.\d\d"
_DAY_FIRST = (
    rf"{_ANY_DAY}(?:st|nd|rd|th|er|\.|º)?[ ./-]?"
    rf"{_OF}{_NAME}\.?,?[ ./-]?(?:del?\s)?{_YEAR}"
)
_MONTH_FIRST = rf"{_NAME}\.?[ -]{_DAY}(?:st|nd|rd|th)?,?[ -]{_YEAR}"
_MONTH_ONLY = rf"{_NAME}\.?,?[ /-](?:de\s|del\s)?{_YEAR}"
_FORMS = tuple(
    (regex.compile(pattern), score)
    for pattern, score in (
        (rf"{_LEFT}{_NUMERIC_ISO}(?!\d){_TIME}{_RIGHT}", 0.6),
        (rf"{_LEFT}{_NUMERIC_YEAR}(?!\d){_TIME}{_RIGHT}", 0.6),
        (rf"{_LEFT}(?<![\w^~=<>])(?:{_NUMERIC_SHORT}|{_NUMERIC_DOTS})(?!\w){_TIME}{_RIGHT}", 0.4),
        (rf"(?<![\p{{L}}\d])(?i:{_DAY_FIRST})(?!\d){_TIME}", 0.7),
        # Without a year: "4 March", "4. märz", "March 4th"; "3 may fail" is none.
        (
            rf"(?<![\w./,-]){_ANY_DAY}(?:(?:st|nd|rd|th)?\s(?:of\s)?(?:{_ENGLISH})"
            rf"|(?:\.|er|º)?\s(?:de\s)?(?i:{_OTHERS}))(?![\p{{L}}\d]|\s\d)",
            0.5,
        ),
        (
            rf"(?<![\w./-])(?:{_ENGLISH})\.?\s{_DAY}(?:st|nd|rd|th)?"
            r"(?![\w%]|[.,:/-]\d|\s\d\d:\d\d:\d\d)",
            0.5,
        ),
        (
            rf"(?<=\b(?:on|since|until|till|by|from|dated|before|after)\s){_MONTH}/{_DAY}"
            r"(?![\w/%]|[.-]\w|\sof\b)",
            0.45,
        ),
        # "May-21", "5/2026".
        (rf"(?<![\w./-])(?:{_ENGLISH})-\d\d(?![\w-]|\.\d)", 0.4),
        (rf"(?<![\w./-]){_MONTH}/(?:19|20)\d\d(?![\w/-]|\.\d)", 0.4),
        # Only beside words of the recipe: 20260304, 3/4, 4.3.26.
        (rf"(?<![\w./-]){_DAY}\.{_MONTH}\.\d\d(?![\w-]|[./]\d)", 0.2),
        (r"(?<!\w)(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\w)", 0.2),
        (rf"(?<![\w./-]){_MONTH}/{_DAY}(?![\w/.-])", 0.2),
    )
)
#: Months before a year are looked for from the year backwards: there are few years in a text.
_YEARS = regex.compile(rf"(?<!\d){_YEAR}(?!\d){_TIME}")
_BACKWARDS = (
    (regex.compile(rf"(?<![\p{{L}}\d])(?i:{_MONTH_FIRST})\Z"), 0.7),
    (regex.compile(rf"(?<![\p{{L}}\d./-])(?i:{_MONTH_ONLY})\Z"), 0.5),
)
_LONGEST = 32  # characters of a month, its day and a year
_CONTEXT = (
    *("date", "dated", "day", "dob", "born", "birth", "birthday", "admitted", "admission"),
    *("discharged", "discharge", "seen", "visit", "visited", "appointment", "surgery", "died"),
    *("death", "deceased", "datum", "fecha", "today", "yesterday", "tomorrow", "heute"),
    *("gestern", "morgen", "aujourd'hui", "demain", "hoy", "ayer", "mañana", "oggi"),
    *("ieri", "domani", "hoje", "ontem", "amanhã", "vandaag", "gisteren"),
)


def dates(text: str) -> Iterator[Hit]:
    """Dates with a day or at least a month, with the time of day behind them.

    Scores: 0.7 in words with a year, 0.6 numeric with a four-digit year, 0.4 to 0.5 without
    one or with two digits, 0.35 a day of the week, 0.25 and 0.2 what needs words nearby.
    """
    yield from (
        (start, end, min(score, _LOGGED) if _is_logged(text, start, end) else score)
        for start, end, score in _dates(text)
    )
    yield from _weekdays(text)


#: 10:22:11, as in logs, and in what programs write for programs.
_SECONDS = regex.compile(r"\d:\d{2}:\d{2}(?!\s?[AaPp])")
_LOGGED = 0.25
#: Directly before: somebody says when something was.
_SAID_WHEN = regex.compile(r"(?ri)(?<![\p{L}\d_])(?:on|when|since|until|before|after)[ ]?:?[ ]\Z")


def _is_logged(text: str, start: int, end: int) -> bool:
    if _SECONDS.search(text, start, end) is None:
        return False
    return _SAID_WHEN.search(text, max(0, start - 12), start) is None


_CUES = (
    r"on|this|next|last|until|till|by|since|before|after|from|meet|am|nächsten|bis|letzten|diesen"
    r"|le|ce|jusqu['’]à|el|este|hasta|il|fino\sa|op|aanstaande|tot|na|até|a"
)
#: By their ends, with which a search is quick.
_WEEKDAYS = tuple(
    regex.compile(
        rf"{end}(?<=(?<![\p{{L}}\d])(?:{_CUES})\s(?P<day>(?:{begin}){end}))(?![\p{{L}}\d-])"
    )
    for end, begin in (
        ("day", "mon|tues|wednes|thurs|fri|satur|sun"),
        ("tag", "mon|diens|donners|frei|sams|sonn"),
        ("mittwoch", ""),
        ("di", "lun|mar|mercre|jeu|vendre|same"),
        ("dimanche", ""),
        ("es", "lun|mart|miércol|juev|viern"),
        ("sábado", ""),
        ("domingo", ""),
        ("edì", "lun|mart|mercol|giov|ven|vener"),
        ("domenica", ""),
        ("dag", "maan|dins|woens|donder|vrij|zater|zon"),
        ("-feira", "segunda|terça|quarta|quinta|sexta"),
    )
)


def _weekdays(text: str) -> Iterator[Hit]:
    """Days of the week behind "on", "next" and the like."""
    folded = fold(text)
    for pattern in _WEEKDAYS:
        for match in finditer(pattern, folded):
            yield *match.span("day"), 0.35


def _dates(text: str) -> Iterator[Hit]:
    if not any(char.isdigit() for char in text):
        return
    hits = [
        (match.start(), match.end(), score)
        for pattern, score in _FORMS
        for match in finditer(pattern, text)
    ]
    hits.extend(_before_years(text))
    reached, sure = 0, 0.0
    for start, end, score in sorted(hits, key=lambda hit: (hit[0], -hit[1], -hit[2])):
        # Not what is inside the one before: "March 2026" of "4 March 2026".
        if end > reached or score > sure:
            yield start, end, score
            reached, sure = max(end, reached), score


def _before_years(text: str) -> Iterator[Hit]:
    """ "March 4, 2026" and "March 2026"."""
    for year in finditer(_YEARS, text):
        end = year.start() + 4
        for pattern, score in _BACKWARDS:
            match = pattern.search(text, max(0, end - _LONGEST), end)
            if match is not None:
                yield match.start(), year.end(), score
                break


_BORN = (
    r"(?:(?<!-)born(?:\sin\s[^.\d\n]{1,40}?(?:,|(?=\son\s)))?(?:\s(?:on|in))?(?:\sthe)?"
    r"|d\.?o\.?b\.?|(?:date|day)[ _-]?of[ _-]?birth|birth[ _-]?(?:date|day|year)|birthdate|bday"
    r"|year[ _-]?of[ _-]?birth|y\.?o\.?b\.?"
    r"|geb(?:oren|\.)(?:\s(?:am|op|im(?:\sjahr)?))?|geburts(?:datum|tag|jahr)|jahrgang"
    r"|née?\s(?:le|en)|date[ _-]de[ _-]naissance|naissance|année[ _-]de[ _-]naissance"
    r"|nacid[oa](?:\s(?:el|en))?|nació\sel|fecha[ _-]?(?:de[ _-]?)?nacimiento|f\.\s?nac\.?"
    r"|nat[oa]\s(?:il|nel)|data[ _-]?(?:di[ _-]?)?nascita|geboortedatum|geboortejaar"
    r"|nascid[oa](?:\s(?:em|a))?|nasceu\sem|data[ _-]?(?:de[ _-]?)?nascimento|d\.n\."
    r"|urodzon[ya]|data\surodzenia|født|född|syntynyt)"
)
#: Behind a date: "12.03.1980 geboren", "1980-03-12 (DOB)".
_BEHIND = r"[\s(,]{1,2}(?:in\s\p{L}{2,30}\s)?(?:geboren|d\.?o\.?b\b|date\sof\sbirth|born\b|geb\.)"
_NUMERIC = rf"{_NUMERIC_ISO}|{_NUMERIC_YEAR}|{_NUMERIC_SHORT}|{_NUMERIC_DOTS}"
_ANY = (
    rf"(?:(?i:{_DAY_FIRST}|{_MONTH_FIRST}|{_MONTH_ONLY})|{_NUMERIC}"
    rf"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|{_YEAR})"
)
_WHOLE = rf"(?:(?i:{_DAY_FIRST}|{_MONTH_FIRST})|{_NUMERIC})(?:T[\d:.Z+-]{{2,24}})?"

_BORN_ON = regex.compile(rf"{_LEFT}(?P<date>{_NUMERIC})(?={_BEHIND})", regex.I)
_BIRTHS = ("gebor", "geb.", "born", "dob", "d.o.b", "birth")


def births_behind(text: str) -> Iterator[Hit]:
    """Dates before the words that make one of birth of them."""
    folded = fold(text)
    if any(word in folded for word in _BIRTHS):
        for match in finditer(_BORN_ON, text):
            yield *match.span("date"), 0.7


RECIPES = (
    Recipe("date", "DATE_TIME", dates, _CONTEXT),
    # The year alone counts here: a year of birth says who is over 89 (45 CFR 164.514(b)(2)(i)(C)).
    Recipe(
        "date-of-birth",
        "DATE_OF_BIRTH",
        any_of(
            labelled(_BORN, _ANY, 0.85),
            births_behind,
            spoken_births,
            in_column(_BORN, f"(?:{_WHOLE}|{_ANY})", 0.8),
            alone(_WHOLE, 0.3),
        ),
        ("dob", "birth", "birthday", "birthdate", "born", "geburtsdatum", "naissance"),
    ),
)
