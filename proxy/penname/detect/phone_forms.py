"""What the form of a telephone number says by itself: its country code, its groups, its zero."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from penname.detect.phone_plans import is_international


class Form(Enum):
    """How much a number says by itself, from most to least."""

    ASSIGNED = "a country code and a number of its plan"
    FIRM = "the North American form, or a prefix for calls abroad before an assigned number"
    LIKELY = "a trunk prefix and groups, or a country code and groups"
    COUNTED = "groups of lengths that little else has"
    OPEN = "digits enough for a number"
    MOMENT = "digits that are more often a date or a time"
    NONE = "something else"


@dataclass(frozen=True, slots=True)
class Reading:
    """The form of a word, how many of its characters it takes, its digits, and if in groups."""

    form: Form
    length: int
    digits: int
    grouped: bool


_PLAIN = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u202f", " ")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)
_NO_DIGITS = re.compile(r"[^0-9]+")
_WIDE_GAP = re.compile(r"(?: ?/ ?| ?- | -| )(?=[0-9(])")
_MOST = 15  # digits: ITU-T E.164, 6.1

#: What else is written in groups of digits.
_NEVER = re.compile(
    r"\+?(?:19|20)\d\d([-./ ])\d{1,2}\1\d{1,2}(?:[ -]\d{1,6}){0,2}"  # days, with hours
    r"|\d{1,2}([-./ ])\d{1,2}\2(?:19|20)\d\d(?: \d{1,4})?"
    r"|(?:19|20)\d\d[-/](?:19|20)?\d\d"  # years from and to
    r"|\d{1,4}(?:\.\d{1,4}){3}|\d+\.\d+(?: \d+\.\d+)*"  # hosts, decimals
    r"|\+\d{1,3}\.\d{1,7}|\d{1,3}(?:\.\d{3}){2,}"  # decimals with a sign, thousands
    r"|\d{1,3}\.\d{1,3}\.\d|\d{1,3}\.\d{3}\.\d{1,2}"  # versions
    r"|\d{3}-\d{2}-\d{4}|\d{5}-\d{5}|0+"  # US social security, ranges of postcodes, nothing
    r"|\d{1,3}\.\d{1,3} \((?:19|20)\d\d\)|01 02 03 04(?: 05(?: 06)?)?"  # a version, a row
    r"|(?:\d{4}[ -]){3}\d{1,7}|\d{4}[ -]\d{6}[ -]\d{4,5}"  # payment cards
    r"|(?:.*[^\d.])?\d{1,4}\.\d{1,4} {1,2}\d{1,4}\.\d{1,4}(?:[^\d.].*)?"  # rows of decimals
    r"|(?:97[89][- ])?\d{1,5}[- ]\d{1,7}[- ]\d{1,7}[- ]\d"  # ISBN
)
#: A day, hours, a moment or a share more often than a number: 20261129, 0800-1700, 1764374400,
#: 114/6935, 29.11.26, 2026.
_MOMENT = re.compile(
    r"(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6})?)?"
    r"|(?:[01]\d|2[0-4])[0-5][05]-(?:[01]\d|2[0-4])[0-5][05]|[1-9]\d{0,3}/\d{1,4}(?:/\d{1,4})?"
    r"|[1-9]\d{0,2}(?: \d{3})? 000(?: 000)?"
    r"|1[4-9]\d{8}|1[4-9]\d{11}|[0-3]?\d([-./ ])[0-3]?\d\1\d\d"
)
#: `212` and `555` where neither parentheses nor dashes mark them: no 0 or 1 in front (NANP).
_NORTH_AMERICA = re.compile(
    r"(?:1[-. ]?)?(?:\(\d{3}\)[ -]?\d{3}[-. ]?\d{4}|[1-9]\d\d-[2-9]\d\d-\d{4}|\d{3}/\d{3}-\d{4}"
    r"|[2-9]\d\d([. ])[2-9]\d\d(?:-|\1)\d{4}|[2-9]\d\d-[2-9]\d\d \d{4})"
)
#: The trunk zero and an area code, then groups: "030 901820", "(0 30) 90 18-20", "0171/1234567".
_TRUNK = re.compile(
    r"\(?0(?:[ -]| ?\()?[1-9]\d{0,4}\)?(?: ?[-/] ?| |(?<=\)))(?:\d )?\d{2,8}(?:[ -]\d{2,8}){0,3}"
    r"(?:-\d)?"
    r"|0[1-9](?:\.\d\d){4}|0[1-9]\d?\.\d{3}\.\d{2,4}(?:\.\d\d)?"
)
_PAIRS = re.compile(r"\d\d(?:[ .-]\d\d){2,}")
#: Forms of personal numbers: Canada and the US with blanks, the Nordic states, Korea.
_DECIMAL = re.compile(r"\(?\+\d{1,3}\.\d+")
_PERSONAL = re.compile(r"\d{3}([ -])\d{3}[ -]\d{3}|\d{3} \d\d \d{4}|\d{6}-(?:\d{4,5}|\d{7})")
_TRUNK_MOST = 13  # digits with the zero: Argentina's mobiles
_TRUNK_LEAST, _TRUNK_LEAST_MARKED = 9, 7  # marked: by a slash or parentheses
_LIKELY = re.compile(
    r"\((?!19|20)\d{2,3}\) ?\d{3,5}[- ]\d{4}|\(\d{2,5}\) ?\d{1,3}[- ]\d\d[- ]\d\d"
    r"|8[ -]?\(?\d{3,5}\)?[ -]?\d{1,3}[ -]\d\d[ -]\d\d"  # Russia, with its trunk eight
    r"|1[3-9]\d[ -]\d{4}[ -]\d{4}"  # mobiles of China
)
#: Spain; Turkey, Ukraine and Russia; an area code in parentheses; a mobile number in one piece.
_COUNTED = re.compile(
    r"[6-9]\d\d \d\d \d\d \d\d|[89]\d \d{3} \d\d \d\d|[2-9]\d\d([ -])\d{3}\1\d\d\1\d\d"
    r"|\(\d{2,4}\) ?\d{3,4}[- ]\d{3,4}|\d{3}-\d{3}-\d{4}|0(?!123456|([0-9])\2{4})[1-9]\d{8,9}"
)
_ABROAD = ("0011", "011", "00")  # what Australia, North America and the rest dial before a code


#: What a part of a word may be, by its first character. A row of a table has groups, too.
_CUT = (Form.FIRM,)
_CUTS = {"+": (Form.ASSIGNED,), "(": (Form.ASSIGNED, *_CUT), "0": (*_CUT, Form.LIKELY)}
_WHOLE = (Form.ASSIGNED, Form.FIRM, Form.COUNTED, Form.MOMENT)


def read(word: str) -> Reading:
    """What a word of digits, gaps and perhaps a plus is. Any digits of Unicode.

    What stands behind a complete number does not belong to it: "+33 6 12 34 56 78 90 12".
    """
    plain = word
    if not word.isascii():
        plain = word.translate(_PLAIN)
        if not plain.isascii():
            plain = "".join(str(int(char)) if char.isdecimal() else char for char in plain)
    digits = _NO_DIGITS.sub("", plain)
    grouped = len(plain.rstrip(")")) > len(digits)
    form = _form(plain, digits) if grouped else _bare(plain)
    whole = form in _WHOLE or (form is Form.LIKELY and plain[:1] != "+")
    if grouped and not whole and len(digits) >= _TRUNK_LEAST and not _PAIRS.fullmatch(plain):
        for gap in [match.start() for match in _WIDE_GAP.finditer(plain, 5)][:-4:-1]:
            left = _NO_DIGITS.sub("", plain[:gap])
            shorter = _form(plain[:gap], left)
            if shorter in _CUTS.get(plain[0], _CUT):
                return Reading(shorter, gap, len(left), grouped=True)
    return Reading(form, len(plain), len(digits), grouped)


def _bare(digits: str) -> Form:
    if (len(digits) >= 13 and digits[:2] != "00") or not digits.strip("0"):
        return Form.NONE
    if _MOMENT.fullmatch(digits):
        return Form.MOMENT
    # Digits padded with zeros may be no more than that; the codes are too many for chance.
    abroad = len(digits) >= 12 and digits[:2] == "00" and digits[2] not in "01"
    if abroad and is_international(digits[2:]):
        return Form.FIRM
    return Form.COUNTED if _COUNTED.fullmatch(digits) else Form.OPEN


def _form(plain: str, digits: str) -> Form:
    if _NEVER.fullmatch(plain):
        return Form.NONE
    if "+" in plain[:3]:
        return _international(plain, digits)
    if len(digits) > _MOST:
        return Form.NONE
    return _national(plain, digits)


def _international(plain: str, digits: str) -> Form:
    if not digits.strip("0"):
        return Form.NONE
    if is_international(digits):
        return Form.ASSIGNED
    if not 8 <= len(digits) <= _MOST or _DECIMAL.fullmatch(plain):
        return Form.NONE
    # Not "1 + 12345678"; one separator alone may come from anywhere.
    gaps = _NO_DIGITS.findall(plain.lstrip("(+"))
    return Form.LIKELY if len(gaps) > 1 and plain[1] != " " else Form.OPEN


def _national(plain: str, digits: str) -> Form:
    if _NORTH_AMERICA.fullmatch(plain):
        return Form.FIRM
    if _MOMENT.fullmatch(plain):
        return Form.MOMENT
    for prefix in _ABROAD:
        if digits.startswith(prefix) and is_international(digits[len(prefix) :]):
            return _abroad(plain, prefix)
    if _LIKELY.fullmatch(plain) or _has_trunk(plain, digits):
        return Form.LIKELY
    return Form.COUNTED if _COUNTED.fullmatch(plain) else Form.OPEN


def _abroad(plain: str, prefix: str) -> Form:
    if prefix == "00":
        return Form.OPEN if _PAIRS.fullmatch(plain) else Form.FIRM
    return Form.FIRM if plain.startswith((prefix + " ", prefix + "-")) else Form.OPEN


def _has_trunk(plain: str, digits: str) -> bool:
    if not _TRUNK.fullmatch(plain) or _PERSONAL.fullmatch(plain):
        return False
    if _PAIRS.fullmatch(plain):
        return len(digits) == 10  # France, Belgium; else rows of bytes
    marked = "/" in plain or "(" in plain
    return (_TRUNK_LEAST_MARKED if marked else _TRUNK_LEAST) <= len(digits) <= _TRUNK_MOST
