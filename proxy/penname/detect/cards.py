"""Payment card numbers: digit groups, an issuer's range, a check digit (ISO/IEC 7812).

A run of digit groups may hold more than a card: an expiry date behind it, a line
number before it, a second card. So each group is tried as the beginning of one,
and a number goes on only over groups that a card is printed in.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.scan import Hit, finditer

#: Names beside a number that make it a card's.
CONTEXT = (
    *("card", "cards", "credit", "debit", "cc", "pan", "visa", "mastercard", "amex", "discover"),
    *("maestro", "diners", "jcb", "unionpay", "kreditkarte", "kreditkartennummer", "karte"),
    *("kartennummer", "carte", "tarjeta", "carta", "cartão", "creditcard", "kaart"),
)

_GAP = "[ \u00a0\u2010-\u2013-]"
_WHOLE = r"\d++(?!\w|\.\d)"
#: Not from the last part of a UUID, nor out of the middle of a word or a decimal.
_RUN = regex.compile(
    rf"(?<![\w.])(?!(?<=-[0-9A-Fa-f]{{4}}-)\d{{12}}(?!\d)){_WHOLE}(?:{_GAP}{_WHOLE})*+"
)
_GROUP = regex.compile(r"\d+")

#: The schemes' published ranges and lengths: Visa, Mastercard (two), American Express,
#: Diners Club, JCB (since 1981, and its older cards of 15 digits), Discover, UnionPay, Maestro.
_ISSUERS = regex.compile(
    r"(?:4(?:\d{12}|\d{15}|\d{18})"
    r"|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}"
    r"|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|35(?:2[89]|[3-8]\d)\d{12}|(?:1800|2131)\d{11}"
    r"|6(?:011|4[4-9]\d|5\d\d)\d{12,15}|62\d{14,17}|(?:5[06-8]|6[0-9])\d{10,17})"
)
_SHORTEST, _LONGEST = 12, 19  # digits
_SURE, _WEAKEST = 0.95, 0.2
#: What counts in a text of its own: 13 digits may be milliseconds, 14 a date and a time.
ALONE, _NO_TIME = 0.31, 15
_EAN = 13
#: The sizes of the groups that cards are printed in.
_SHAPES = frozenset(
    {(size,) for size in range(12, _LONGEST + 1)}
    | {(4, 4, 4), (4, 4, 5), (4, 6, 4), (4, 6, 5), (6, 13), (8, 8)}
    | {(4, 4, 4, size) for size in range(1, 5)}
    | {(4, 4, 4, 4, size) for size in range(1, 4)}
)
_FIRST_SIZES = frozenset(shape[0] for shape in _SHAPES)
_MOST_GROUPS = max(len(shape) for shape in _SHAPES)
_DOUBLED = str.maketrans("0123456789", "0246813579")  # the digit sum of the double


def credit_cards(text: str) -> Iterator[Hit]:
    """Card numbers. Scores: 0.95 an issuer's range with a valid check digit, 0.3 any other
    number with one, 0.2 an issuer's range without (the last two need words nearby)."""
    for match in finditer(_RUN, text):
        if len(match[0]) >= 12:
            for start, end, score in _cards(match[0]):
                start, end = match.start() + start, match.start() + end
                if not _is_part(text, start, end):
                    yield start, end, score


#: A UUID (RFC 9562); the account amid the parts of a path: `arn:aws:iam::…:role/deploy`.
_UUID = regex.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_UUID_LONGEST = 36


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a number is a part of an identifier."""
    if text[start - 1 : start] == ":" == text[end : end + 1] and end - start == _SHORTEST:
        return True
    around = _UUID.search(text, max(0, start - _UUID_LONGEST), end + _UUID_LONGEST)
    return around is not None and around.start() <= start and end <= around.end()


def _cards(run: str) -> Iterator[Hit]:
    groups = [group.span() for group in _GROUP.finditer(run)]
    # In any grouping, such as digit by digit, when nothing else stands in the run.
    whole = "".join(_GROUP.findall(run)) if len(run) < 2 * _LONGEST else ""
    best = 0, len(run), _score(whole, shaped=False)
    sure = 0  # the end of the last sure card: nothing else begins inside it
    for first, (start, end) in enumerate(groups):
        if start >= sure and end - start in _FIRST_SIZES:
            shaped = _best(run, groups[first : first + _MOST_GROUPS])
            best = shaped if shaped[2] >= best[2] else best
        if best[2] > 0:
            sure = best[1] if best[2] == _SURE else sure
            yield best
        best = 0, 0, 0.0


def _best(run: str, groups: list[tuple[int, int]]) -> Hit:
    """The surest and longest number in a card's shape that begins with the first group."""
    start, best = groups[0][0], (0, 0, 0.0)
    sizes: tuple[int, ...] = ()
    digits, gaps, last = "", set(), start
    for begin, end in groups:
        sizes += (end - begin,)
        digits += run[begin:end]
        gaps.add(run[last:begin])
        last = end
        if sizes in _SHAPES:
            score = _score(digits, shaped=len(gaps) < 3)  # with the empty one of the start
            if score >= max(best[2], _WEAKEST):
                best = start, end, score
    return best


def _score(digits: str, *, shaped: bool) -> float:
    """0 for no card. `shaped`: in groups as on a card, all parted by the same sign."""
    if not 12 <= len(digits) <= _LONGEST:
        return 0.0
    if not digits.isascii():  # the digits of other scripts
        digits = "".join(str(int(digit)) for digit in digits)
    issued = _ISSUERS.fullmatch(digits) is not None
    if not (issued or shaped) or digits.count(digits[0]) == len(digits):
        return 0.0
    if luhn(digits):
        if issued and not (len(digits) == _EAN and is_ean(digits)):
            return _SURE
        return ALONE if len(digits) >= _NO_TIME else 0.3
    return _WEAKEST if issued else 0.0


def is_ean(digits: str) -> bool:
    """The check of the numbers on goods (GS1 General Specifications, 7.9): 13 digits, of which
    Germany's begin as Visa's do."""
    return sum(map(int, digits[::2])) % 10 == -3 * sum(map(int, digits[1::2])) % 10


def luhn(digits: str) -> bool:
    """The check of ISO/IEC 7812-1, annex B."""
    return sum(map(int, digits[-1::-2] + digits[-2::-2].translate(_DOUBLED))) % 10 == 0
