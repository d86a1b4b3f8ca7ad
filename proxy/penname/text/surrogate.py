"""The shape of a surrogate: what it looks like, exactly and as models mangle it.

A surrogate is `TYPE_core`: the entity type, an underscore, and a core of eight
characters of Crockford's base-32 alphabet (no i, l, o, u), a letter first and a
digit second. The core is a keyed digest of the value, so the same value has the
same surrogate on every turn, after a restart and on every replica. Its first five
characters are those of the value's family (`mask.family`), the last three say which
spelling: so a model sees that `Maria Schmidt` and `MARIA SCHMIDT` are one.

Why this shape: `[A-Za-z0-9_]` alone survives JSON, HTML, Markdown, URLs and every
JSON nesting depth unescaped; a fixed length needs no right border, so a stream
never has to wait for the next character; letter-then-digit keeps English words
("location database") from ever looking like one.

A number in JSON must stay a number, so its surrogate is one too: fifteen digits that
start with 790 (below 2**53: JavaScript keeps it exactly); for a number that is not an
integer they start with 791 and end in `.5` (exact in binary).

Where a policy asks for stand-ins (`text.standins`), those of its entity types are shapes
too; without, nothing of them is compiled or looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import regex

from penname.text.standins import (
    BORDER,
    EXACT_WORD,
    WORD,
    Generator,
    generators_of,
    prefixes,
)
from penname.text.word_list import one_of

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LETTERS = ALPHABET[10:]
CORE_LENGTH = 8
#: How many characters of a core are those of the family: seven million families, so that two
#: people of one conversation seldom seem to be one; 32,768 spellings are left for each.
FAMILY_LENGTH = 5
#: The entity type of a text that only looks like a surrogate: masked like any value.
LITERAL = "LITERAL"
#: The pseudo entity type under which numbers are bound.
NUMBER = "NUMBER"

INTEGER_PREFIX = "790"
FRACTION_PREFIX = "791"
NUMBER_DIGITS = 12
_NUMBER = (
    rf"(?:{INTEGER_PREFIX}[0-9]{{{NUMBER_DIGITS}}}|{FRACTION_PREFIX}[0-9]{{{NUMBER_DIGITS}}}\.5)"
)

#: The core as a pattern; the one place that says how a surrogate looks.
CORE = r"[a-hjkmnp-tv-z][0-9][0-9a-hjkmnp-tv-z]{6}"
_SEPARATOR = r"(?:\\{0,2}_|[ \-]|&(?:#95|#[xX]5[fF]|lowbar|UnderBar);)"
_MARKS = r"(?:\*{1,2}|`)?"
#: The longest separator, `&UnderBar;`, and the longest marks on both its sides.
_SEPARATOR_LENGTH = 10
_MARKS_LENGTH = 4


def core_of(family: bytes, spelling: bytes) -> str:
    """A core from two digests: the family's first five characters, the spelling's last three."""
    return core_from_digest(family)[:FAMILY_LENGTH] + core_from_digest(spelling)[FAMILY_LENGTH:]


def core_from_digest(digest: bytes) -> str:
    """Eight core characters from at least six digest bytes (about 37.7 bits of them)."""
    number = int.from_bytes(digest[:6], "big")
    number, letter = divmod(number, len(LETTERS))
    number, digit = divmod(number, 10)
    rest = []
    for _ in range(CORE_LENGTH - 2):
        number, place = divmod(number, 32)
        rest.append(ALPHABET[place])
    return LETTERS[letter] + str(digit) + "".join(rest)


def number_from_digest(digest: bytes, *, integer: bool) -> str:
    """A number surrogate from at least six digest bytes: twelve digits behind the prefix."""
    digits = f"{int.from_bytes(digest[:6], 'big') % 10**NUMBER_DIGITS:0{NUMBER_DIGITS}d}"
    return f"{INTEGER_PREFIX}{digits}" if integer else f"{FRACTION_PREFIX}{digits}.5"


@lru_cache(maxsize=64)
def shapes_of(entity_types: frozenset[str], standins: frozenset[str] = frozenset()) -> Shapes:
    """The shapes of a set of entity types; compiling them costs milliseconds.

    `standins` are the types whose values get realistic stand-ins (action `surrogate`).
    """
    return Shapes(entity_types, standins)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in a text that could be a surrogate, and the exact form it would have.

    `canonical` is the exact surrogate to look up. `before` and `after` are emphasis
    marks that the match swallowed and that must stand around the restored value. `form`
    is the way a stand-in is written, in which its value is to be written too, `kind` the
    name of its generator.
    """

    start: int
    end: int
    canonical: str
    before: str = ""
    after: str = ""
    form: str = ""
    kind: str = ""

    def dressed(self, value: str) -> str:
        """The value as it goes in the place of this candidate."""
        return f"{self.before}{in_form(value, self.form)}{self.after}"


def in_form(value: str, form: str) -> str:
    """A value written as its stand-in was: `upper`, `lower`, `digits` only, or as it is."""
    if form == "upper":
        return value.upper()
    if form == "lower":
        return value.lower()
    return _NO_DIGIT.sub("", value) if form == "digits" else value


_NO_DIGIT = re.compile(r"[^0-9]+")


def _form(kind: Generator, text: str) -> str:
    if kind is WORD:
        return "upper" if text.isupper() else "lower" if text.islower() else ""
    # A number may stand where JSON allows nothing but digits.
    return "digits" if text.isdecimal() else ""


class Shapes:
    """Finds surrogates of a fixed set of entity types, exact or safely mangled.

    Safe manglings (seen from models): other case, `\\_`, a space or a hyphen for an
    underscore, an HTML entity for it, bold or code marks around either half.
    """

    def __init__(self, entity_types: Iterable[str], standins: Iterable[str] = ()) -> None:
        kinds = generators_of(standins)
        self._kinds = {kind.name: kind for kind in kinds}
        names = {*entity_types, LITERAL}
        words, exact = one_of(names, _SEPARATOR), one_of(names)
        mangled = (
            rf"(?P<name>{words})(?P<left>{_MARKS}){_SEPARATOR}(?P<right>{_MARKS})(?P<core>{CORE})"
        )
        # An exact surrogate may stand anywhere, also glued to other letters; a mangled
        # one only at the start of a word.
        whole = rf"(?P<exact>{exact}_{CORE})|(?P<number>(?<![0-9.]){_NUMBER})"
        loose = rf"(?<![0-9A-Za-z_])(?i:{mangled})"
        standin = _standin_pattern(kinds)
        # ASCII: else a long s or a Kelvin sign would match a letter that no prefix has.
        self._pattern = re.compile("|".join(filter(None, (whole, standin, loose))), re.ASCII)
        self._partial = regex.compile(f"{whole}|{loose}", regex.ASCII)
        # Stand-ins apart: a whole one inside must not hide an unfinished one around it.
        self._partial_standin = regex.compile(standin, regex.ASCII) if standin else None
        self._longest_standin = max((kind.longest for kind in kinds), default=0)
        self._longest = (
            _MARKS_LENGTH
            + CORE_LENGTH
            + max(len(name) + _SEPARATOR_LENGTH * (1 + name.count("_")) for name in names)
        )
        # One cheap look before the real search: every surrogate holds a core or 79.
        hints = "".join(f"|{hint}" for hint in sorted({kind.hint for kind in kinds}))
        self._maybe = re.compile(rf"(?i:[_ \-;*`]{CORE})|79[01][0-9]{{12}}{hints}", re.ASCII)

    def find(self, text: str, start: int = 0) -> Candidate | None:
        """The leftmost candidate at or after `start`, or None."""
        if self._maybe.search(text, start) is None:
            return None
        match = self._pattern.search(text, start)
        return None if match is None else _candidate(match, self._kinds)

    def find_all(self, text: str) -> list[Candidate]:
        """All candidates of a text, left to right, not overlapping.

        Without those whose check digits are wrong: nothing like that is ever minted.
        """
        found = []
        candidate = self.find(text)
        while candidate is not None:
            kind = self._kinds.get(candidate.kind)
            if kind is None or kind.checks(candidate.canonical):
                found.append(candidate)
                position = candidate.end
            else:
                position = candidate.start + 1
            candidate = self.find(text, position)
        return found

    def unfinished(self, text: str, start: int) -> list[tuple[int, str]]:
        """Suffixes of a text that more characters could turn into a candidate.

        Returns (offset, lower-case canonical prefix) pairs, leftmost first; the caller
        asks its vault whether a live surrogate starts like that.
        """
        found = []
        position = max(start, len(text) - self._longest)
        while position < len(text):
            match = self._partial.search(text, position, partial=True)
            if match is None or match.start() == len(text):
                break
            if match.partial:
                found.append((match.start(), canonical_prefix(text[match.start() :])))
            position = match.start() + 1
        if self._partial_standin is not None:
            found += self._unfinished_standins(self._partial_standin, text, start)
            found.sort()
        return found

    def _unfinished_standins(
        self, pattern: regex.Pattern[str], text: str, start: int
    ) -> Iterator[tuple[int, str]]:
        for position in range(max(start, len(text) - self._longest_standin), len(text)):
            match = pattern.match(text, position, partial=True)
            if match is not None and match.partial:
                for prefix in prefixes(text[position:]):
                    yield position, prefix


_PREFIX_MARKS = re.compile(r"[*`]+")
_PREFIX_ENTITY = re.compile(r"&(?:#95|#x5f|lowbar|underbar);")
_PREFIX_TAIL = re.compile(r"(?:\\{1,2}|&[#0-9a-z]*)\Z")
_PREFIX_SEPARATOR = re.compile(r"\\{0,2}_|[ \-]")


def canonical_prefix(text: str) -> str:
    """What an unfinished candidate says so far: lower case, separators as `_`."""
    lowered = _PREFIX_MARKS.sub("", text.lower())
    lowered = _PREFIX_ENTITY.sub("_", lowered)
    lowered = _PREFIX_SEPARATOR.sub("_", lowered)
    return _PREFIX_TAIL.sub("", lowered)


def _standin_pattern(kinds: list[Generator]) -> str:
    """The stand-ins' part of a pattern, each kind in a group of its name."""
    if not kinds:
        return ""
    free = "|".join(f"(?P<{kind.name}>{kind.found})" for kind in kinds)
    anywhere = f"(?P<titled>{EXACT_WORD})|" if WORD in kinds else ""
    return f"{anywhere}{BORDER}(?i:{free})"


def _candidate(match: re.Match[str], kinds: Mapping[str, Generator]) -> Candidate:
    exact = match["exact"] or match["number"]
    if exact is not None:
        return Candidate(match.start(), match.end(), exact)
    if match.lastgroup != "core":
        kind = kinds.get(str(match.lastgroup), WORD)
        canonical, form = kind.canonical(match[0]), _form(kind, match[0])
        return Candidate(match.start(), match.end(), canonical, form=form, kind=kind.name)
    name = canonical_prefix(match["name"]).upper()
    canonical = f"{name}_{match['core'].lower()}"
    left, right = match["left"], match["right"]
    # **TYPE**_core swallowed the closing marks, TYPE_**core** the opening ones; with
    # both, the outer pair that stays is enough.
    before, after = ("", "") if left and right else (right, left)
    return Candidate(match.start(), match.end(), canonical, before, after)
