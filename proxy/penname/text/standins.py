"""Stand-ins: surrogates that look like values of their kind, and how they are told from values.

A stand-in is made of digest bytes alone, by the generator of its entity type, and has
one fixed length. Each kind is taken from room that nobody is ever given (a reserved
domain, an unassigned country code), so that no stand-in is anybody's value. Names have no
such room; theirs are pseudo-words of eleven letters (`Tovaqimelod`) with one `q` before
a, e, i or o, which hardly any word of a language has between such syllables.

That makes the shape itself rare enough to be proof: a text of a request that has it is
masked like any other text that looks like a surrogate, whoever it belongs to.

Letters, digits and `@ . : + -` occur, so nothing of it is ever escaped in JSON.

Left border. A pseudo-word in its exact form (`Tovaqimelod`) may stand anywhere; all else
is found only where `BORDER` matches (or a stream would be held back in the middle of
words, and runs of digits would be searched at every place). `stands_free` lets the masker
ask beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

CONSONANTS = "bdfghjklmnprstvz"
VOWELS = "aeiou"
#: Vowels behind the `q`: never `u`, as in all words of the languages around us.
MARKED_VOWELS = "aeio"
FINALS = "dklmnrst"
_SYLLABLES = 4  # behind the first one; one of them has the `q`

BORDER = "(?<![0-9A-Za-z])"
_BORDER = re.compile(rf"{BORDER}\Z", re.ASCII)


class Draw:
    """Draws choices from a digest, like digits of a number of mixed base."""

    def __init__(self, digest: bytes) -> None:
        self._number = int.from_bytes(digest, "big")

    def below(self, count: int) -> int:
        """A number from 0 to count - 1."""
        self._number, drawn = divmod(self._number, count)
        return drawn

    def of(self, letters: str) -> str:
        return letters[self.below(len(letters))]

    def digits(self, count: int) -> str:
        return f"{self.below(10**count):0{count}d}"


@dataclass(frozen=True, slots=True)
class Generator:
    """One kind of stand-in.

    `found` is its pattern in a model's text, in any case and with the separators that
    models put in; `hint` a cheap pattern that is in every text that holds one. `longest`
    is the most characters that `found` matches, `bits` the entropy of `mint`, which takes
    a Draw of 16 digest bytes. `canonical` takes any form that `found` matches to the one
    minted, of which `checks` says whether its check digits are right. `says` describes it
    for the documentation.
    """

    name: str
    found: str
    hint: str
    longest: int
    bits: float
    mint: Callable[[Draw], str]
    canonical: Callable[[str], str]
    says: str
    checks: Callable[[str], bool] = lambda _canonical: True

    def is_one(self, text: str) -> bool:
        """Whether the whole text has this shape."""
        found = _compiled(self.found).fullmatch(text) is not None
        return found and self.checks(self.canonical(text))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?i:{pattern})", re.ASCII)


_C, _V, _Q, _F = f"[{CONSONANTS}]", f"[{VOWELS}]", f"q[{MARKED_VOWELS}]", f"[{FINALS}]"
_CV = _C + _V
_PLACES = "|".join(_CV * at + _Q + _CV * (_SYLLABLES - 1 - at) for at in range(_SYLLABLES))
#: A pseudo-word in lower case.
_WORD = f"{_CV}(?:{_PLACES}){_F}"
WORD_LENGTH = 2 * (_SYLLABLES + 1) + 1
_Q_HINT = f"[qQ][{MARKED_VOWELS}{MARKED_VOWELS.upper()}]"
#: A pseudo-word as it is minted: a capital, then small letters.
EXACT_WORD = _C.upper() + _WORD.removeprefix(_C)

_HALF_PERCENT = re.compile(r"%4?\Z")
_SPACED = re.compile(r"[ .\-]")


def _word(draw: Draw) -> str:
    marked = draw.below(_SYLLABLES)
    letters = [draw.of(CONSONANTS), draw.of(VOWELS)]
    for at in range(_SYLLABLES):
        letters += (
            ("q", draw.of(MARKED_VOWELS))
            if at == marked
            else (draw.of(CONSONANTS), draw.of(VOWELS))
        )
    return "".join(letters).capitalize() + draw.of(FINALS)


def _email(draw: Draw) -> str:
    # A vowel first: else the local part could be read as a pseudo-word by itself.
    return f"{draw.of(VOWELS)}{_word(draw)}@{_word(draw)}.example".lower()


def _phone(draw: Draw) -> str:
    return f"+999{draw.digits(12)}"


def _card(draw: Draw) -> str:
    """ISO/IEC 7812-1: a first 9 is for national numbers, by ISO 3166 country; 999 is none."""
    body = f"9999{draw.digits(11)}"
    return f"{body}{-_luhn(body + '0') % 10}"


def _luhn(number: str) -> int:
    """The sum that is a multiple of 10 where the last digit is right (ISO/IEC 7812-1)."""
    digits = [int(digit) for digit in reversed(number)]
    return sum(digits[::2]) + sum(2 * digit - 9 * (digit > 4) for digit in digits[1::2])


def _iban(draw: Draw) -> str:
    """ISO 13616 check digits (ISO 7064 MOD 97-10); XX is for users' own purposes in ISO 3166."""
    account = draw.digits(18)
    return f"XX{98 - _iban_rest(f'XX00{account}'):02d}{account}"


def _iban_rest(iban: str) -> int:
    """The remainder that is 1 where the check digits are right. X counts 33."""
    return int(f"{iban[4:]}3333{iban[2:4]}") % 97


def _ipv4(draw: Draw) -> str:
    """240.0.0.0/4 (RFC 1112), each part with three digits, not 255 first: that is a mask."""
    rest = ".".join(str(100 + draw.below(156)) for _ in range(3))
    return f"{240 + draw.below(15)}.{rest}"


def _ipv6(draw: Draw) -> str:
    """2001:db8::/32 (RFC 3849), no part with a leading zero."""
    return "2001:db8:" + "".join(f":{0x1000 + draw.below(0xF000):x}" for _ in range(4))


def _mac(draw: Draw) -> str:
    """Locally administered, unicast: the second bit of the first byte (IEEE 802)."""
    return "f2" + "".join(f":{draw.below(256):02x}" for _ in range(5))


def _ssn(draw: Draw) -> str:
    """Areas from 900 are never issued; groups from 50 there are ITINs (IRS, SSA)."""
    return f"9{draw.digits(2)}-{1 + draw.below(49):02d}-{1 + draw.below(9999):04d}"


def _packed(text: str) -> str:
    return _SPACED.sub("", text).upper()


def _address(text: str) -> str:
    return text.lower().replace("%40", "@")


def _bytes(text: str) -> str:
    return text.lower().replace("-", ":")


WORD = Generator(
    "word", _WORD, _Q_HINT, WORD_LENGTH, 32.3, _word, str.capitalize,
    "a pseudo-word for each word, in the case of the word",
)  # fmt: skip
EMAIL = Generator(
    "email", rf"{_V}{_WORD}(?:@|%40){_WORD}\.example", _Q_HINT, 2 * WORD_LENGTH + 12, 66.9, _email,
    _address, "an address in the reserved domain `.example` (RFC 2606)",
)  # fmt: skip
PHONE = Generator(
    "phone", r"\+999(?:[ .\-]?[0-9]){12}", r"\+999", 28, 39.9, _phone, _packed,
    "`+999`, a country code that is not assigned, and twelve digits",
)  # fmt: skip
CARD = Generator(
    "card", r"9999(?:[ \-]?[0-9]){12}", "9999", 28, 36.5, _card, _packed,
    "sixteen digits from 9999, which no issuer has, with a valid check digit",
    lambda number: _luhn(number) % 10 == 0,
)  # fmt: skip
IBAN = Generator(
    "iban", r"XX(?: ?[0-9]){20}", "[xX]{2} ?[0-9]", 42, 59.8, _iban, _packed,
    "country `XX`, which is no country, with valid check digits",
    lambda iban: _iban_rest(iban) == 1,
)  # fmt: skip
IPV4 = Generator(
    "ipv4", r"2(?:4[0-9]|5[0-4])(?:\.(?:1[0-9]{2}|2[0-4][0-9]|25[0-5])){3}",
    r"2[45][0-9]\.", 15, 25.8, _ipv4, str.lower, "an address in 240.0.0.0/4 (reserved, RFC 1112)",
)  # fmt: skip
IPV6 = Generator(
    "ipv6", r"2001:db8:(?::[1-9a-f][0-9a-f]{3}){4}", "2001:[dD][bB]8::", 29, 63.6, _ipv6,
    str.lower, "for IPv6 one in 2001:db8::/32 (documentation, RFC 3849)",
)  # fmt: skip
MAC = Generator(
    "mac", r"f2(?:[:\-][0-9a-f]{2}){5}", r"[fF]2[:\-]", 17, 40.0, _mac, _bytes,
    "a locally administered address that begins with `f2`",
)  # fmt: skip
SSN = Generator(
    "ssn", r"9[0-9]{2}-(?:0[1-9]|[1-4][0-9])-[0-9]{4}", "9[0-9]{2}-", 11, 25.5, _ssn, str.lower,
    "an area from 900, which is never issued, and a group that no ITIN has",
)  # fmt: skip

#: What stands in for a value of each entity type. A type that is not here gets the
#: surrogate of `mask`.
GENERATORS: Mapping[str, tuple[Generator, ...]] = {
    "CREDIT_CARD": (CARD,),
    "EMAIL_ADDRESS": (EMAIL,),
    "IBAN_CODE": (IBAN,),
    "IP_ADDRESS": (IPV4, IPV6),
    "LOCATION": (WORD,),
    "MAC_ADDRESS": (MAC,),
    "NRP": (WORD,),
    "ORGANIZATION": (WORD,),
    "PERSON": (WORD,),
    "PHONE_NUMBER": (PHONE,),
    "US_ITIN": (SSN,),
    "US_SSN": (SSN,),
}


def generator_of(entity_type: str, value: str) -> Generator | None:
    """The generator for a value; None where the fixed shape `TYPE_core` has to do."""
    kinds = GENERATORS.get(entity_type)
    if kinds is None:
        return None
    return IPV6 if kinds[0] is IPV4 and ":" in value else kinds[0]


def goes_by_word(entity_type: str) -> bool:
    """Whether values of a type get a stand-in for each of their words."""
    return GENERATORS.get(entity_type) == (WORD,)


def generators_of(entity_types: Iterable[str]) -> list[Generator]:
    """All generators of some entity types, each once, in a fixed order.

    An address comes before the pseudo-words that it is made of.
    """
    kinds = {kind.name: kind for one in entity_types for kind in GENERATORS.get(one, ())}
    return [kind for name, kind in sorted(kinds.items())]


def stands_free(before: str) -> bool:
    """Whether a stand-in behind this text will be found again (`BORDER`)."""
    return _BORDER.search(before[-1:]) is not None


def prefixes(text: str) -> set[str]:
    """What an unfinished stand-in says so far, in lower case, in each way it can be read."""
    lowered = text.lower()
    address = _HALF_PERCENT.sub("", _address(text))
    return {lowered, _SPACED.sub("", lowered), _bytes(text), address}
