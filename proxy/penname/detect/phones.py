"""Telephone numbers: a cheap scan for groups of digits, then what their form and the words say.

* With a country code (`+49 …`, `0049 …`, `tel:+49-…`) the numbering plan decides.
* In a national form that hardly anything else has (`(212) 555-0147`, `030 901820`) it is one.
* What only has the digits for it is one next to words that say so, and in a list behind one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from penname.detect.labelled import in_column
from penname.detect.phone_forms import Form, Reading, read
from penname.detect.phone_words import Cue, cue
from penname.detect.scan import Hit, Recipe, finditer

#: Between two groups of digits; a dot stands alone, or the end of a sentence would be one.
_BLANK, _DASH = r"[ \u00a0\u2007\u202f]", r"[-\u2010-\u2015\u2212/]"
_GAP = rf"(?:{_BLANK}{{0,2}}\)?{_DASH}{_BLANK}{{0,2}}\(?|\.|\)?{_BLANK}{{1,2}}\(?|[()]|\)\()"
_GROUP = r"\d{1,15}+(?!:\d)(?:(?![^\W\p{Lo}])|(?=x\d))"
_EXTENSION = regex.compile(
    r"(?:[ ]?[,;]?[ ]?\(?(?:xt?|extn?|extension|poste|anexo|interno|int|ramal|durchwahl|dw|доб|wew"
    r"|内線|分机|轉|转)(?!\p{L})\.?:?[ ]?|;ext=|\#)\d{1,7}\)?(?!\w)",
    regex.I,
)
#: Where a candidate may be, cheaply: four digits that nothing but gaps separates.
_CLUSTER = re.compile(
    r"(?:\+ ?\(?|\( ?\+?)?\d(?:[ ().\-/\u00a0\u2007\u2010-\u2015\u202f\u2212]{0,5}\d){3,}"
)
#: Coordinates: "+48.8566, +2.3522"; and the groups of an IBAN behind its first.
_PLACE = re.compile(r"\(?\+?\d{1,3}\.\d{1,15}[ ]?[,;][ ]?[+-]?\d{1,3}\.\d")
_IBAN_GROUP = re.compile(r"(?=\d{0,3}[A-Z])[A-Z\d]{4}[ ]")
_CANDIDATE = regex.compile(
    # No part of a word, a version, a time, a path.
    r"(?:(?<![^\W\p{Lo}])(?:(?<![./-])(?<!\d:)(?:\([ ]?)?|(?=\+))|(?<=wa\.me/))(?:\+(?:[ ]?\()?)?"
    rf"{_GROUP}(?:{_GAP}{_GROUP}){{0,14}}+\)?",
    regex.I,
)
#: A ZIP code before a North American number: "Phoenix AZ 85031 602-555-0199".
_ZIP = re.compile(
    r"\d{5}(?:-\d{4})?[ ]{1,2}(?:[-/][ ])?(?=\(?[2-9]\d\d\)?[-. ]{1,2}[2-9]\d\d[-. ]\d{4}(?!\d))"
)
_CARD = re.compile(r"(?:\d{4}[ -]){3}\d{1,7}|\d{4}[ -]\d{6}[ -]\d{4,5}")
_BLANKS, _ROW = re.compile(" "), re.compile("[0-9 ]+")
_DIGITS = regex.compile(r"\d+")
_MOST = 15  # digits: ITU-T E.164, 6.1
_LEAST = 7  # digits of a number by itself
_LEAST_GROUPED = 6  # where a word is near, and they stand in groups
_LEAST_LABELLED = 4  # Niue, Tokelau and Saint Helena have numbers so short
_OPEN = range(9, 13)  # digits that could be anybody's number, without any word
#: Between two numbers of one list.
_LISTED = regex.compile(
    r"[\s,;/|&\"'\[\](){}*•·\\-]{1,8}(?:(?:or|and|oder|und|ou|et|y|o|e|i|of|en|og|och|lub|и|или)\s)?"
)

#: Scores by form, and what words make of digits that say little by themselves.
_SCORES = {Form.ASSIGNED: 0.75, Form.FIRM: 0.6, Form.LIKELY: 0.5, Form.COUNTED: 0.4}
_LABELLED, _NEAR, _SHORT = 0.65, 0.55, 0.5
_SURE, _DOUBTED = 0.75, 0.3


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in a text: where it stands, its digits, and how sure it is."""

    start: int
    end: int
    digits: int
    score: float


def phone_numbers(text: str) -> Iterator[Hit]:
    """Telephone numbers of all countries, by their country code, their form or the words nearby.

    Scores: 0.75 assigned, or a national form behind a label; 0.6 the North American form;
    0.45 to 0.5 other national forms; 0.65 and 0.55 any digits behind a label or near a word;
    0.3 what only looks like one.
    """
    before: _Number | None = None
    for start, end, reading in _candidates(text):
        number = _judged(text, start, end, reading, before)
        if number is not None:
            yield number.start, number.end, number.score
        before = number


def _candidates(text: str) -> Iterator[tuple[int, int, Reading]]:
    done = 0
    for cluster in _CLUSTER.finditer(text):
        start, end = max(cluster.start(), done), cluster.end()  # done: an extension is its number's
        if start >= end or _is_short(text, start, end) or _PLACE.match(text, start):
            continue
        # Two characters more: what a group of digits looks ahead for.
        for match in _CANDIDATE.finditer(text, start, end + 2):
            before = text[max(0, match.start() - 5) : match.start()]
            if match.start() < end and not _IBAN_GROUP.fullmatch(before):
                for found in _readings(text, match.start(), match.end()):
                    done = found[1]
                    yield found


def _is_short(text: str, start: int, end: int) -> bool:
    """Whether a cluster is a few digits without a letter before them: columns are full of them."""
    if end - start >= _LEAST_GROUPED:
        return False
    before = text[max(0, start - 16) : start]
    return before.isascii() and before.lower() == before.upper()


def _readings(text: str, start: int, end: int) -> Iterator[tuple[int, int, Reading]]:
    for left, right in _pieces(text, start, end):
        if text[right - 1] == ")" and text.find("(", left, right) < 0:
            right -= 1
        reading = read(text[left:right])
        if reading.form is not Form.NONE:
            stop = left + reading.length
            extension = _EXTENSION.match(text, stop) if stop == right else None
            yield left, extension.end() if extension else stop, reading


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The candidate, or the numbers that stand side by side in it when it has too many digits."""
    code = _ZIP.match(text, start, end)
    start = code.end() if code else start
    closing = text.find(")", start, end)
    # The third of a list: "3) 030 901820".
    if 0 <= closing < end - _LEAST_LABELLED and text[start:closing].isdigit():
        start = closing + 1 + text.startswith(" ", closing + 1)
    if text[start] == "(" and closing == end - 1:
        start, end = start + 1, closing
    if end - start <= _MOST:
        yield start, end
        return
    if _CARD.fullmatch(text, start, end):
        return
    groups = [match.span() for match in _DIGITS.finditer(text, start, end)]
    if sum(right - left for left, right in groups) <= _MOST:
        yield start, end
        return
    is_row = _ROW.fullmatch(text, start, end) is not None  # of a table
    count, last = 0, start
    for left, right in [*groups, (end, end)]:
        if count >= _LEAST and (left == end or _starts_anew(text, last, left, right, count)):
            if text[start] == "0" or not (is_row and _BLANKS.search(text, start, last)):
                yield start, last
            start, count = left - (text[left - 1] == "("), 0
        count, last = count + right - left, right


def _starts_anew(text: str, last: int, left: int, right: int, count: int) -> bool:
    gap = text[last:left]
    wide = len(gap) > 1 and gap[0].isspace() and gap[-1].isspace()
    return wide or right - left >= _LEAST or count + right - left > _MOST or "(" in gap


def _judged(
    text: str, start: int, end: int, reading: Reading, before: _Number | None
) -> _Number | None:
    """The number at a place, if it is one. `before` is the candidate before it, if that was one."""
    score = _SCORES.get(reading.form, 0.0)
    if reading.form is not Form.ASSIGNED:
        said = cue(text, start, end)
        if score:
            score = {Cue.LABEL: _SURE, Cue.OTHER: _DOUBTED}.get(said, score)
        else:
            score = _by_words(reading, said)
        if said is Cue.NONE and score <= _DOUBTED and before is not None:
            score = _in_list(text, start, reading, before) or score
    return _Number(start, end, reading.digits, score) if score else None


def _by_words(reading: Reading, said: Cue) -> float:
    """The score of digits that say nothing by themselves; 0 when the words do not either."""
    digits, moment = reading.digits, reading.form is Form.MOMENT
    if said is Cue.LABEL and digits >= _LEAST_LABELLED:
        if digits >= _LEAST:
            return _LABELLED
        return _SHORT if digits >= _LEAST_GROUPED or not moment else 0.0
    if moment or said is Cue.OTHER:
        return 0.0
    if said is Cue.NEAR and digits >= (_LEAST_GROUPED if reading.grouped else _LEAST):
        return _NEAR
    return _DOUBTED if digits in _OPEN else 0.0


def _in_list(text: str, start: int, reading: Reading, before: _Number) -> float:
    same = abs(before.digits - reading.digits) <= 3 and before.score > _DOUBTED
    if same and reading.form is Form.OPEN and _LISTED.fullmatch(text, before.end, start):
        return before.score
    return 0.0


_FIELD_MAX, _FIELD_LETTERS = 48, 14
_KEYS = (
    *("phone", "telephone", "phones", "tel", "cell", "cellphone", "mobile", "mob", "fax", "sms"),
    *("whatsapp", "msisdn", "landline", "telefon", "handy", "mobil", "rufnummer", "téléphone"),
    *("portable", "teléfono", "telefono", "móvil", "celular", "cellulare", "telefone", "telefoon"),
    *("mobiel", "gsm", "telefonnummer", "handynummer", "mobilnummer", "tlf", "puhelin", "телефон"),
    *("τηλέφωνο", "电话", "電話", "手机", "전화", "هاتف", "טלפון"),
)


def phone_fields(text: str) -> Iterator[Hit]:
    """Digits in a text that holds little else: weak, because only its key can say what they are."""
    if len(text) > _FIELD_MAX or sum(char.isalpha() for char in text) > _FIELD_LETTERS:
        return
    for start, end, reading in _candidates(text):
        is_long = reading.form in _LIKE and 10 <= reading.digits <= 12
        yield start, end, _DOUBTED if is_long else 0.25


#: "Tel. 030 901820-0, Fax -19": only the last digits of a number that stands before.
_ENDS = regex.compile(
    r"(?<![\p{L}\d])(?i:durchwahl|dw|(?:tele)?fax)\b\.?:?[ ]{1,2}"
    r"[-–](?P<end>\d{2,4})(?![\d%]|[-/.,]\d|[ ]?[%°]|[ ]\p{L}{1,2}\b)"
)

_WHOLE = re.compile(r"\d[\d /().-]{4,}\d")


def other_ends(text: str) -> Iterator[Hit]:
    """Ends of numbers behind a dash, as of a fax beside the telephone."""
    for match in finditer(_ENDS, text):
        if _WHOLE.search(text, max(0, match.start() - 64), match.start()):
            yield *match.span("end"), _SHORT


_LIKE = frozenset({*_SCORES, Form.OPEN})
#: The name of a column that holds such numbers, and a cell of it.
_HEAD = (
    r"(?:\p{L}{1,16}[ _-])?(?:tele)?(?:phone|fax|mobile|cell|cellphone|landline|gsm|handy|mobil|fon"
    r"|tel|t[ée]l[ée]phone|portable|telefono|tel[ée]fono|m[óo]vil|celular|cellulare|telefone"
    r"|telem[óo]vel|telefoon|mobiel|telefon|telefonnummer|handynummer|mobilnummer|rufnummer|telefoonnummer"
    r"|телефон|puhelin)s?[ _.-]?(?:no|nr|num|number|nummer|\d)?\.?"
)
_CELL = r"(?=(?:\D{0,4}\d){7,15}\D{0,2}\Z)\(?\+?[\d ()./-]{7,24}"
RECIPES = (
    Recipe("phone", "PHONE_NUMBER", phone_numbers),
    Recipe("phone-end", "PHONE_NUMBER", other_ends),
    Recipe("phone-column", "PHONE_NUMBER", in_column(_HEAD, _CELL, _LABELLED)),
    Recipe("phone-field", "PHONE_NUMBER", phone_fields, _KEYS, bare=_DOUBTED),
)
