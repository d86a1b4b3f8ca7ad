"""The words that say whose number stands nearby, and which schemes the words near a number mean.

Three kinds: what stands as it is ("tax file number"; from eight letters on with any ending), a
country's name together with a kind ("Brazilian … tax"), and words of scripts without blanks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from penname.detect.countries import COUNTRIES
from penname.detect.surroundings import Near, fold, words_of

#: What a number is for → what must stand as it is, in any text.
_NAMES: Mapping[str, str] = {
    "person": "national id; national identity; national identification; national number; "
    "identity number; identity card; identity document; identity code; id card; personal id; "
    "personal identification; personal identity; citizen id; citizen number; citizenship number; "
    "resident id; civil id; government id; id document; identification document",
    "tax": "tax id; tax identification; tax number; tax no; tax code; tax identity; taxpayer id; "
    "taxpayer identification; taxpayer number; taxpayer code; tin; tax registration; "
    "tax reference; fiscal number; fiscal code; fiscal id",
    "vat": "vat; value added tax",
    "company": "business number; business registration; business id; business identification; "
    "company number; company registration; company id; company code; corporate number; "
    "corporate registration; enterprise number; entity number; organisation number; "
    "organization number; organisational number; trade register; commercial register",
    "social": "social security; social insurance; pension insurance; insurance number; "
    "social number; pension number; pension account",
    "health": "health insurance; health card; health number; healthcare number; health id; "
    "medical card; insurance number; patient number; patient id",
}
#: The same in one word, somewhere near the name of the country.
_KINDS: Mapping[str, frozenset[str]] = {
    kind: frozenset(words.split())
    for kind, words in {
        "person": "id ids identity identification identifier national citizen personal resident "
        "card foreigner civil individual",
        "tax": "tax taxpayer tin fiscal taxation vat id identity identification",
        "vat": "vat tax",
        "company": "business vat company registration register registry organisation organization "
        "enterprise corporate corporation entity firm tax trade",
        "social": "social security insurance pension",
        "health": "health healthcare insurance medical patient",
    }.items()
}
#: Thai, Lao, Burmese, Japanese, Chinese, Korean: words without blanks between them.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
#: Between a label and its number: "CPF number is …".
_BETWEEN = """
    number code no nr num nummer numero numer номер is was ist lautet est es e to the
    here follows ending 号码 号 番号 번호 は 是
"""
_FILLERS = frozenset(_BETWEEN.split())
_START = 4  # letters that a word shares with the same word with an ending
_LONG = 8  # letters: from here on endings may follow (personnummeret, Steuernummern)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a scheme: texts that stand in a line of folded words, texts that stand
    anywhere, the names of countries with kinds, and what its kinds are called in general."""

    own: tuple[str, ...]
    inside: tuple[str, ...]
    countries: frozenset[str]
    kinds: frozenset[str]
    general: tuple[str, ...]
    #: Those of `own` that count only next to a number: "cc" of a number that has no check.
    tight: frozenset[str] = frozenset()

    @classmethod
    def of(cls, own: str, about: str, *, general: bool) -> Words:
        """From a scheme's own entries, separated by semicolons, and what it is about ("br tax").
        `general`: what its kinds are called in any country counts too."""
        kinds = [word for word in about.split() if word in _KINDS]
        lines = _lines(own)
        return cls(
            own=lines,
            tight=frozenset() if general else frozenset(filter(_is_short, lines)),
            inside=tuple(entry for entry in _entries(own) if _UNSPACED.search(entry)),
            countries=frozenset[str]().union(*(COUNTRIES.get(word, ()) for word in about.split())),
            kinds=frozenset[str]().union(*(_KINDS[kind] for kind in kinds)),
            general=_lines("; ".join(_NAMES[kind] for kind in kinds)) if general else (),
        )

    def are_near(self, near: Near) -> bool:
        """Whether the surroundings of a number say that it is one of the scheme's."""
        if any(words in self.line_of(near, words) for words in (*self.own, *self.general)):
            return True
        if self.countries & near.folded and self.kinds & near.folded:
            return True
        return any(word in run for word in self.inside for run in near.runs)

    def line_of(self, near: Near, words: str) -> str:
        """The line near a number in which these words count."""
        return near.close if words in self.tight else near.line

    def are_last(self, lines: Iterable[str], shortest: int = 3) -> bool:
        """Whether a label, as lines of folded words, ends with the scheme's own words, of which
        those shorter than `shortest` are too many others' to tell."""
        ends = [end for line in lines for end in _ends(line)]
        own = [entry for entry in self.own if len(entry.strip()) >= shortest]
        if any(_is_last(entry, end) for end in ends for entry in own):
            return True
        return any(word in end.split()[-1] for end in ends for word in self.inside)


def _is_short(entry: str) -> bool:
    """Whether an entry is a word of two or three letters: in other texts it is anything."""
    return len(entry.strip()) < _START and entry.isascii()


def _ends(line: str) -> Iterator[str]:
    """A line of words, and the same without the fillers at its end."""
    words = line.split()
    while words:
        yield f" {' '.join(words)} "
        if words.pop() not in _FILLERS:
            return


def _is_last(entry: str, line: str) -> bool:
    """Whether an entry stands at the end of a line; a long one may have an ending."""
    _, found, rest = line.rpartition(entry)
    return bool(found) and " " not in rest[:-1] and (not rest or not entry.endswith(" "))


def _entries(text: str) -> list[str]:
    return [entry for entry in map(str.strip, text.split(";")) if entry]


def _lines(text: str) -> tuple[str, ...]:
    """Entries as they stand in a line of folded words."""
    folded = [fold(" ".join(words_of(entry))) for entry in _entries(text)]
    # "C.C." is one word, "C C" are two.
    letters = [entry for entry in folded if max(map(len, entry.split())) == 1 < len(entry)]
    folded += [entry.replace(" ", "") for entry in letters]
    return tuple(f" {entry}" if len(entry) >= _LONG else f" {entry} " for entry in folded)


@dataclass(frozen=True, slots=True)
class Meant:
    """Schemes, by number: those whose own words or country are near, and those that what stands
    there could mean in any country. A country that is named leaves the second empty."""

    own: frozenset[int]
    general: frozenset[int]

    def among(self, schemes: frozenset[int]) -> frozenset[int]:
        """Which of these schemes are meant: by their own words if there are any."""
        return schemes & self.own or schemes & self.general


class Index:
    """Which of many schemes' words are near, in a few look-ups for each word nearby."""

    def __init__(self, schemes: Sequence[Words]) -> None:
        self._schemes = schemes
        self._own: dict[str, list[tuple[str, int]]] = {}
        self._general: dict[str, list[tuple[str, int]]] = {}
        self._countries: dict[str, list[int]] = {}
        self._inside: list[tuple[str, int]] = []
        for number, words in enumerate(schemes):
            for lines, texts in ((self._own, words.own), (self._general, words.general)):
                for text in texts:
                    lines.setdefault(text.split()[0][:_START], []).append((text, number))
            for country in words.countries:
                self._countries.setdefault(country, []).append(number)
            self._inside += ((text, number) for text in words.inside)

    def near(self, near: Near) -> Meant:
        """The numbers of the schemes that the surroundings mean."""
        own, general, abroad = set[int](), set[int](), False
        for word in near.folded:
            for lines, found in ((self._own, own), (self._general, general)):
                for text, number in lines.get(word[:_START], ()):
                    if text in self._schemes[number].line_of(near, text):
                        found.add(number)
            for number in self._countries.get(word, ()):
                abroad = True
                if self._schemes[number].kinds & near.folded:
                    own.add(number)
        if not near.line.isascii() and _UNSPACED.search(near.line):
            own.update(n for text, n in self._inside if any(text in run for run in near.runs))
        return Meant(frozenset(own), frozenset() if abroad else frozenset(general))
