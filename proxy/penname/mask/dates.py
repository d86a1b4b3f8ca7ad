"""Dates, made coarser: to their year, month or decade.

A text is read from left to right as pieces that are known (numbers in the usual orders,
month names, words beside them). Anything else in it, or a second year, and the answer is
None: what is not understood is not passed on. Ambiguous is only what has to be: the year of
04/03/2026 is clear, its month is not.

Years of two digits keep their apostrophe and no century is made up: 'Mar ‘26' is '26.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

_MONTH_NAMES = (
    # English, German, French, Spanish, Italian, Dutch, Portuguese, Polish (genitive),
    # Danish and Swedish, with the usual short forms.
    "january jan januar jänner jän januari janvier janv enero ene gennaio gen janeiro stycznia",
    "february feb februar februari février fevrier févr fevr febrero febbraio fevereiro fev lutego",
    "march mar märz maerz mär mrz maart mrt mars marzo março marca marts",
    "april apr avril avr abril abr aprile kwietnia",
    "may mai mei mayo maggio mag maio maja maj",
    "june jun juni juin junio giugno giu junho czerwca",
    "july jul juli juillet juil julio luglio lug julho lipca",
    "august aug augustus août aout agosto ago sierpnia augusti",
    "september sept sep septembre septiembre settembre set setembro września",
    "october oct oktober okt octobre octubre ottobre ott outubro out października",
    "november nov novembre noviembre novembro listopada",
    "december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro grudnia",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_BESIDE = """
the of on at in to and from until till since by between through about around circa ca early
late mid end beginning year month week day spring summer autumn fall winter quarter fiscal fy
am pm ad ce dated date st nd rd th noon midnight morning afternoon evening night utc gmt z
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
sat sun um im den der dem vom bis und uhr anfang ende mitte montag dienstag mittwoch
donnerstag freitag samstag sonntag le du de à au et en vers lundi mardi mercredi jeudi
vendredi samedi dimanche er el del a y il di alle op van tot om d q1 q2 q3 q4
"""
_KNOWN = frozenset(_BESIDE.split())

#: In the order in which they are tried; each ends where its number ends.
_PIECE = re.compile(
    r"""
      (?P<ymd>(?P<y1>[0-9]{4})(?P<s1>[-/.])(?P<m1>[0-9]{1,2})(?P=s1)(?P<d1>[0-9]{1,2})(?![0-9]))
    | (?P<dmy>(?P<a2>[0-9]{1,2})(?P<s2>[-/.])(?P<b2>[0-9]{1,2})(?P=s2)(?P<y2>[0-9]{4})(?![0-9]))
    | (?P<short>(?P<a3>[0-9]{1,2})(?P<s3>[-/.])(?P<b3>[0-9]{1,2})(?P=s3)(?P<y3>[0-9][0-9])(?![0-9]))
    | (?P<week>(?P<y4>[0-9]{4})-?w[0-9][0-9](?:-?[0-9])?(?![0-9]))
    | (?P<ym>(?P<y5>[0-9]{4}|['’][0-9][0-9])[-/](?P<m5>[0-9]{1,2})(?![0-9/-]))
    | (?P<my>(?P<m6>[0-9]{1,2})[-/](?P<y6>[0-9]{4})(?![0-9/-]))
    | (?P<compact>[0-9]{8}(?![0-9]))
    | (?P<time>t?[0-9]{1,2}:[0-9][0-9](?::[0-9][0-9](?:[.,][0-9]{1,9})?)?
        (?:\s?(?:[ap]\.?m\.?|z|h))?(?:[+-][0-9][0-9]:?[0-9][0-9])?(?![0-9]))
    | (?P<decade>(?:[0-9]{3}0|['’][0-9]0)['’]?s\b)
    | (?P<year>(?:[0-9]{4}|['’][0-9][0-9])(?![0-9]))
    | (?P<day>[0-9]{1,2}(?![0-9])(?:st\b|nd\b|rd\b|th\b|er\b|º)?)
    | (?P<word>[^\W\d_][^\W_]*)
    | (?P<space>[\s.,;:()/–—-]+)
    """,
    re.X | re.I,
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2099  # what a number alone may be to be read as a year
_MOST_CHARACTERS = 200
_APOSTROPHES = "'’"


@dataclass(slots=True)
class _Date:
    """What a text says of a date. Years are as they will be shown: `2026` or `'26`."""

    years: set[str] = field(default_factory=set)
    bare: set[str] = field(default_factory=set)
    decades: set[str] = field(default_factory=set)
    months: set[int] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    unclear: bool = False

    def year(self) -> str | None:
        """The one year that the text names; None where it names none or several."""
        years = self.years | self.bare
        if self.decades or len(years) != 1:
            return None
        (year,) = years
        alone = not (self.years or self.months or year.startswith("'"))
        return None if alone and not _FIRST_YEAR <= int(year) <= _LAST_YEAR else year


def to_year(value: str) -> str | None:
    """`2026`, or `'26` where no century is named; a decade stays one."""
    date = _read(value)
    if date is None:
        return None
    return date.year() or (to_decade(value) if not (date.years or date.bare) else None)


def to_month(value: str) -> str | None:
    """`2026-03`; without a year the month's name; the year where the month is not clear."""
    date = _read(value)
    if date is None:
        return None
    year = date.year()
    months = date.months
    if year is not None:
        clear = len(months) == 1 and not date.unclear
        return f"{year}-{min(months):02d}" if clear else year
    nothing = not (date.years or date.bare or date.decades)
    return next(iter(date.names)) if nothing and len(date.names) == 1 else to_year(value)


def to_decade(value: str) -> str | None:
    """`2020s`, or `'20s`; also for years of one decade."""
    date = _read(value)
    if date is None:
        return None
    decades = date.decades | {f"{year[:-1]}0s" for year in date.years | date.bare}
    single = date.year() is not None or len(date.years | date.bare) != 1
    return next(iter(decades)) if len(decades) == 1 and single else None


def _read(value: str) -> _Date | None:
    """What a text says of a date; None for one with anything in it that is not known."""
    if len(value) > _MOST_CHARACTERS:
        return None
    date = _Date()
    position = 0
    while position < len(value):
        piece = _PIECE.match(value, position)
        if piece is None or not _TAKERS.get(piece.lastgroup or "", _ignored)(date, piece):
            return None
        position = piece.end()
    return date


def _ignored(_date: _Date, _piece: re.Match[str]) -> bool:
    """Days, times and marks: they are known, and left out."""
    return True


def _valid(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def _ymd(date: _Date, piece: re.Match[str]) -> bool:
    month, day = int(piece["m1"]), int(piece["d1"])
    date.years.add(piece["y1"])
    date.months.add(month)
    return _valid(month, day)


def _day_month(date: _Date, first: int, second: int, separator: str) -> bool:
    """Day and month in either order: with dots the day is first, else only if it must be."""
    if separator == "." and _valid(second, first):
        date.months.add(second)
        return True
    either = [month for month, day in ((first, second), (second, first)) if _valid(month, day)]
    date.unclear |= len(set(either)) > 1
    date.months.update(either[:1])
    return bool(either)


def _dmy(date: _Date, piece: re.Match[str]) -> bool:
    date.years.add(piece["y2"])
    return _day_month(date, int(piece["a2"]), int(piece["b2"]), piece["s2"])


def _short(date: _Date, piece: re.Match[str]) -> bool:
    """Which of three short numbers is the year is clear only where it can be nothing else."""
    first, second, year = int(piece["a3"]), int(piece["b3"]), int(piece["y3"])
    date.years.add(f"'{piece['y3']}")
    return year > 31 and _day_month(date, first, second, piece["s3"])


def _week(date: _Date, piece: re.Match[str]) -> bool:
    date.years.add(piece["y4"])
    return True


def _ym(date: _Date, piece: re.Match[str]) -> bool:
    which = ("y5", "m5") if piece["ym"] else ("y6", "m6")
    month = int(piece[which[1]])
    date.years.add(_year_of(piece[which[0]]))
    date.months.add(month)
    return 1 <= month <= 12


def _compact(date: _Date, piece: re.Match[str]) -> bool:
    """Eight digits: 20260304 or 04032026. Never both, since no month is 19 or 20."""
    digits = piece["compact"]
    if _FIRST_YEAR <= int(digits[:4]) <= _LAST_YEAR and _valid(int(digits[4:6]), int(digits[6:])):
        date.years.add(digits[:4])
        date.months.add(int(digits[4:6]))
        return True
    date.years.add(digits[4:])
    is_year = _FIRST_YEAR <= int(digits[4:]) <= _LAST_YEAR
    return is_year and _day_month(date, int(digits[:2]), int(digits[2:4]), "")


def _decade(date: _Date, piece: re.Match[str]) -> bool:
    date.decades.add(f"{_year_of(piece['decade'].rstrip('s').rstrip(_APOSTROPHES))}s")
    return True


def _bare(date: _Date, piece: re.Match[str]) -> bool:
    date.bare.add(_year_of(piece["year"]))
    return True


def _year_of(written: str) -> str:
    return written.replace("’", "'")


def _word(date: _Date, piece: re.Match[str]) -> bool:
    word = piece["word"].lower()
    if word in _MONTHS:
        date.months.add(_MONTHS[word])
        date.names.add(piece["word"])
        return True
    return word in _KNOWN


_TAKERS: dict[str, Callable[[_Date, re.Match[str]], bool]] = {
    "ymd": _ymd,
    "dmy": _dmy,
    "short": _short,
    "week": _week,
    "ym": _ym,
    "my": _ym,
    "compact": _compact,
    "decade": _decade,
    "year": _bare,
    "word": _word,
}
