"""A scheme of numbers as data: how it is printed, its check, and the words that say it is meant.

`national` finds the numbers of all schemes in one scan. A scheme lists the forms in which its
authority prints it, `9` for a digit, `A` for a letter and `*` for either; what people make of
them (no separators, blanks, dashes) is read too, but counts as bare.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from penname.detect.scheme_words import Words

#: A number that says what it is: several check digits, or letters and dates where no other
#: number has them.
CERTAIN = 0.85
#: Stands by itself: of random numbers in its form one in a hundred or fewer would pass, or the
#: form is hardly ever anything else.
SURE = 0.6
#: A rare form with one check digit, or a firm one with none: for policies that rather mask.
LIKELY = 0.45
#: Needs a word nearby, which makes it 0.5 (`context`).
WEAK = 0.15
#: Called by its name, with a wrong check digit: for policies that rather mask. Words nearby have
#: had their part.
DOUBTED = 0.35


@dataclass(frozen=True)
class Scheme:
    """One kind of number.

    `about` has two-letter countries and kinds ("br person tax"), `words` more entries,
    separated by semicolons; what has several words must stand as it is. Without a check
    (`checked=False`) only the scheme's own words count, and its country's.
    """

    entity_type: str
    check: Callable[[str], bool]
    forms: str
    score: float
    about: str
    words: str
    bare_score: float = WEAK
    checked: bool = True

    @property
    def name(self) -> str:
        """What a span says who found it."""
        return self.entity_type.lower().replace("_", "-")

    @property
    def bare(self) -> float:
        """The least score that counts in a text that is nothing but the number: letters among
        the digits tell as much as a check digit."""
        lettered = all("A" in form for form in self.forms.split(" | "))
        return WEAK if self.checked or lettered else SURE

    @cached_property
    def nearby(self) -> Words:
        """The words that say that it is meant."""
        return Words.of(self.words, self.about, general=self.checked)

    def shapes(self) -> Iterator[tuple[str, float]]:
        """Every shape that is read, with its score; a `*` may be left in those with many."""
        for form in self.forms.split(" | "):
            for shape in _expanded(form):
                yield shape, self.score
                for gap in ("", " ", "-"):
                    loose = re.sub(r"[^9A*]+", gap, shape).strip(" -")
                    if loose != shape:
                        yield loose, min(self.score, self.bare_score)


#: From so many on, places that may be either are not spelt out (2 ** 8 shapes would be many).
MANY = 8


def _expanded(form: str) -> Iterator[str]:
    """A form with `*` as all that it can stand for, unless it has many."""
    pieces = form.split("*")
    if len(pieces) > MANY:
        yield re.sub("[9A]", "*", form)
        return
    for chosen in product("9A", repeat=len(pieces) - 1):
        yield pieces[0] + "".join(c + piece for c, piece in zip(chosen, pieces[1:], strict=True))


def not_uniform(value: str) -> bool:
    """For numbers that have nothing to check: not a row of one or two digits."""
    return len({char for char in value if char.isdigit()}) > 2
