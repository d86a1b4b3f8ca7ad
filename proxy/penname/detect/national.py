"""National, tax, social security, health and company numbers of the world, in one scan.

    text → runs of groups with digits → the shape of each group and what follows it
         → the schemes that have this shape and are meant, or need no words → their checks → hits

The schemes are tables (`schemes_*`): adding one is one row there and a check in `policy`. A
run is scanned once, whatever the number of schemes, and the words near a number are looked up
before a check is done: most numbers in a text are no scheme's.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from penname.detect import (
    schemes_americas,
    schemes_asia,
    schemes_companies,
    schemes_east_europe,
    schemes_south,
    schemes_vat,
    schemes_west_europe,
)
from penname.detect.scan import BARE_MAX, finditer
from penname.detect.scheme_words import Index
from penname.detect.schemes import CERTAIN, DOUBTED, LIKELY, SURE, WEAK, Scheme, not_uniform
from penname.detect.surroundings import Surroundings
from penname.detect.vocabulary import AND, SILENT

SCHEMES: tuple[Scheme, ...] = (
    *schemes_west_europe.SCHEMES,
    *schemes_east_europe.SCHEMES,
    *schemes_companies.SCHEMES,
    *schemes_vat.SCHEMES,
    *schemes_americas.SCHEMES,
    *schemes_asia.SCHEMES,
    *schemes_south.SCHEMES,
)

#: The types of all schemes.
ENTITY_TYPES = frozenset(scheme.entity_type for scheme in SCHEMES)


@dataclass(frozen=True, slots=True)
class Rows:
    """The schemes of one shape, by their place in SCHEMES: those that stand by themselves, each
    with its score, and those that words nearby must mean."""

    firm: tuple[tuple[int, float], ...]
    weak: frozenset[int]
    schemes: frozenset[int]

    @classmethod
    def of(cls, scores: Mapping[int, float], least: float) -> Rows:
        """From the scores; what has at least `least` is firm."""
        return cls(
            tuple((scheme, score) for scheme, score in scores.items() if score >= least),
            frozenset(scheme for scheme, score in scores.items() if score < least),
            frozenset(scores),
        )


_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_BLANKS = "\u00a0\u2009\u202f"
#: A group with a digit, then groups that belong to it: one sign between, digits or few letters.
_RUN = regex.compile(
    rf"\d[A-Za-z0-9]*+(?:[ {_BLANKS}.\-{_DASHES}/+(]"
    r"(?:[A-Za-z]{0,6}+\d[A-Za-z0-9]*+|[A-Za-z]{1,4}+(?![A-Za-z0-9])))*+\)?"
)
_GROUP = re.compile(r"[A-Za-z0-9]+")
#: Directly before the first digit: letters of its group, and one group of letters.
#: (Scripts without blanks, such as Chinese, may stand directly before it.)
_ALONE = r"(?<![\p{Lu}\p{Ll}\p{Lt}\p{N}_])"
_LEFT = regex.compile(
    rf"(?:{_ALONE}[A-Za-z]{{1,4}}[ {_BLANKS}.\-{_DASHES}])?{_ALONE}[A-Za-z]{{0,6}}\Z"
)
_LEFT_MAX = 12

#: Separators as in the tables, all else as it is.
_PLAIN = str.maketrans(_DASHES + _BLANKS, "-" * len(_DASHES) + " " * len(_BLANKS))
_SHAPE = str.maketrans(
    "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "9" * 10 + "A" * 52
)
_EITHER = str.maketrans("9A", "**")
_WORD = regex.compile(r"(?<![^\W_])[^\W\d_]{3,}(?![^\W_])")
#: At most one digit other than zero: many checks hold for it, and nobody has it.
_ZEROS = re.compile(r"[^1-9A-Za-z]*[1-9]?[^1-9A-Za-z]*")
#: So few digits that nearly all of them are a number of some scheme: a date, a count.
_SHORT = re.compile(r"(?:[^0-9A-Za-z]*[0-9]){1,8}")
_LONGEST = 34  # characters of the longest form
_MOST_GROUPS = 7

#: Before a number: a path, an amount, a decimal, a telephone number. Only firm ones count.
_POOR_BEFORE = frozenset("/\\.-+$€£¥&~@^") | frozenset(_DASHES)
#: Behind a number, it is part of something longer; behind these, with a digit or any word.
_NOT_BEHIND = frozenset("@=%+\\_*^")
_NO_DIGIT_BEHIND = frozenset(".:")
_NO_WORD_BEHIND = frozenset("-/(") | frozenset(_DASHES)


_INDEX = Index([scheme.nearby for scheme in SCHEMES])


@dataclass(frozen=True, slots=True)
class Found:
    """A number of a scheme (by its place in SCHEMES)."""

    start: int
    end: int
    scheme: int
    score: float


class Finder:
    """Finds the numbers of some entity types."""

    def __init__(self, entity_types: Collection[str]) -> None:
        table: dict[str, dict[int, float]] = {}
        for number, scheme in enumerate(SCHEMES):
            if scheme.entity_type in entity_types:
                for shape, score in scheme.shapes():
                    rows = table.setdefault(shape, {})
                    rows[number] = max(score, rows.get(number, 0.0))
        self._table = {shape: Rows.of(rows, LIKELY) for shape, rows in table.items()}
        #: The same for small letters: of these only what is certain stands by itself.
        self._small = {shape: Rows.of(rows, CERTAIN) for shape, rows in table.items()}
        self._begins = frozenset(
            shape[: match.end()] for shape in table for match in re.finditer(r"[9A*]+", shape)
        )

    def find(self, text: str, key: Sequence[str] = ()) -> Iterator[Found]:
        """All numbers with a valid check that stand by themselves, that words nearby or in the
        key of the text mean, or that are all of a text whose key says nothing. Raises
        DetectionError."""
        around = Surroundings(text, key)
        alone = set(key) <= SILENT and len(text) <= BARE_MAX and _has_no_words(text)
        for match in finditer(_RUN, text):
            left = _LEFT.search(text, max(0, match.start() - _LEFT_MAX), match.start())
            run = _Run(text, match.start() if left is None else left.start(), match.end())
            for number, (begin, _) in enumerate(run.groups):
                if _may_begin(run.shape, begin) if number else left is not None:
                    for stop, rows in self._shaped(run, number):
                        yield from _checked(run, begin, stop, rows, around, alone=alone)

    def _shaped(self, run: _Run, number: int) -> Iterator[tuple[int, Rows]]:
        """Where numbers may end that begin at a group of a run, and their schemes."""
        begin = run.groups[number][0]
        for _, stop in run.groups[number : number + _MOST_GROUPS]:
            key = run.shape[begin:stop]
            if len(key) > _LONGEST:
                return
            if "(" in key and run.shape[stop : stop + 1] == ")":
                stop += 1
                key += ")"
            shapes = (key, key.translate(_EITHER)) if "A" in key else (key,)
            table = self._cased(run.plain[begin:stop]) if "A" in key else self._table
            if run.may_end(stop) and _is_parted(run.shape, begin, stop):
                yield from ((stop, table[shape]) for shape in shapes if shape in table)
            if self._begins.isdisjoint(shapes):
                return

    def _cased(self, found: str) -> Mapping[str, Rows]:
        """The table for capitals (one small letter is as good), for small ones, or for a mix."""
        if sum(char.islower() for char in found) < 2:
            return self._table
        return self._small if found.islower() else {}


def _has_no_words(text: str) -> bool:
    """Whether a text has no word of three letters or more but what joins a list."""
    return all(word.lower() in AND for word in _WORD.findall(text))


class _Run:
    """Groups with digits and single signs between: as text, as shape, and the groups' places."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.plain = text[start:end].translate(_PLAIN)
        self.shape = self.plain.translate(_SHAPE)
        self.groups = [group.span() for group in _GROUP.finditer(self.plain)]
        before = text[start - 1] if start else ""
        #: The least score of a number at the begin of the run, and of one inside it.
        self.least = SURE if before in _POOR_BEFORE else 0.0
        self.least_inside = SURE if before == "+" else 0.0

    def may_end(self, stop: int) -> bool:
        """Whether what stands behind lets a number end at a place of the run."""
        end = self.start + stop
        sign, more = self.text[end : end + 1], self.text[end + 1 : end + 2]
        if sign.isdigit() or sign.lower() != sign.upper() or sign in _NOT_BEHIND:
            return False
        if more.isdigit() and sign in _NO_DIGIT_BEHIND:
            return False
        return not (more.isalnum() and sign in _NO_WORD_BEHIND)


def _checked(
    run: _Run, begin: int, stop: int, rows: Rows, around: Surroundings, *, alone: bool
) -> Iterator[Found]:
    """The schemes whose number this is; weak ones when words nearby mean them, and all of them
    in a text that may be nothing else."""
    found = run.plain[begin:stop]
    start, end = run.start + begin, run.start + stop
    least = run.least_inside if begin else run.least
    passed = set[int]()
    for scheme, score in rows.firm:
        if score >= least and SCHEMES[scheme].check(found):
            passed.add(scheme)
            yield Found(start, end, scheme, score)
    if least > WEAK or _ZEROS.fullmatch(found):
        return
    near = _INDEX.near(around.near(start, end))
    meant = near.among(rows.schemes)
    is_long = _SHORT.fullmatch(found) is None
    if alone and is_long:
        meant |= rows.weak
    for scheme in sorted(meant & rows.weak):
        if SCHEMES[scheme].check(found):
            passed.add(scheme)
            yield Found(start, end, scheme, WEAK)
    if is_long and not passed & near.own and not_uniform(found):
        label, shortest = around.label(start), 3 if found[0].isdigit() else 2
        for scheme in sorted(near.own & rows.schemes):
            if SCHEMES[scheme].nearby.are_last(label, shortest):
                yield Found(start, end, scheme, DOUBTED)


def _may_begin(shape: str, begin: int) -> bool:
    """Whether a number may begin at a group inside a run: behind a blank or a label ("CPF-")."""
    return shape[begin - 1] in " (" or shape[begin - 2] == "A"


def _is_parted(shape: str, begin: int, stop: int) -> bool:
    """Whether a number with blanks in it is not a part of a longer row of such groups."""
    if " " not in shape[begin:stop]:
        return True
    before, behind = shape[max(0, begin - 2) : begin + 1], shape[stop - 1 : stop + 2]
    return before != "9 9" and behind != "9 9"
