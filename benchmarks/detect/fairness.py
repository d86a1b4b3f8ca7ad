"""Are names found alike, whatever their origin? Recall of one engine on the same texts.

Every origin's names stand in the same sentences (templates/fairness.en.txt), in the same
letters, in the same form; only the name differs. Half of the names are held out from every
training (holdout.py). A name is found when no letter of it stays readable under the default
policy; `as PERSON` counts only finds of that type.
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
from rich.progress import Progress

from benchmarks.detect import chats
from benchmarks.detect.cases import Case
from benchmarks.detect.found import Found
from benchmarks.detect.metrics import is_covered, mask
from benchmarks.detect.name_lists import FORMS, Origin, Person, origins, person
from benchmarks.detect.spread import Outcomes
from benchmarks.detect.templates import Template, ascii_folded, fill, read

FindAll = Callable[[Sequence[str]], Sequence[Sequence[Found]]]
LETTERS = ("normal", "lower", "upper")
#: Texts that the engine reads together.
_BATCH = 64
_TRIES = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """What is the same for all origins."""

    template: Template
    letters: str
    form: str
    held: bool
    round: int = 0


@dataclass(slots=True)
class Grid:
    """Outcomes with a row for each origin and a column for each cell; whose name it was (the
    given name where that stands alone, else the family name)."""

    cells: Sequence[Cell]
    rows: Sequence[Origin]
    covered: Outcomes
    as_person: Outcomes
    names: Sequence[Sequence[str]]

    def where(self, fits: Callable[[Cell], bool]) -> Outcomes:
        """The columns of the cells that fit."""
        kept = [index for index, cell in enumerate(self.cells) if fits(cell)]
        return self.covered[:, kept]


def english_cells(rounds: int, step: int = 1) -> list[Cell]:
    """All letters, forms and holdings over all templates; `step` 4 takes every fourth of these.

    The forms are dealt out in turns: after five rounds each template has had all in all letters.
    """
    return [
        Cell(template, letters, FORMS[(index + kind + turn) % len(FORMS)], held, turn)
        for turn in range(rounds)
        for index, template in enumerate(read("fairness.en"))
        for kind, letters in enumerate(LETTERS)
        for held in (False, True)
    ][::step]


def language_cells(language: str) -> list[Cell]:
    """The chat templates of a language that name one person once; full names."""
    single = [
        one
        for one in read(f"chat.{language}")
        if one.people == one.text.count("{{name}}") == 1
        and "{{given" not in one.text
        and "{{family" not in one.text
    ]
    return [Cell(one, "normal", "full", held) for one in single for held in (False, True)]


def measure(cells: Sequence[Cell], find: FindAll, bar: Progress, title: str, seed: int = 1) -> Grid:
    """The outcomes of all origins in all cells."""
    rows = origins()
    covered = np.zeros((len(rows), len(cells)), dtype=np.bool_)
    as_person = np.zeros_like(covered)
    names: list[list[str]] = []
    task = bar.add_task(title, total=covered.size)
    for row, source in enumerate(rows):
        people = [_somebody(source, cell, index, seed) for index, cell in enumerate(cells)]
        names.append([_deciding(who, cell) for who, cell in zip(people, cells, strict=True)])
        cases = [_case(cell, people[index], index) for index, cell in enumerate(cells)]
        for column, (whole, named) in enumerate(outcomes(cases, find)):
            covered[row, column], as_person[row, column] = whole, named
            bar.advance(task)
    return Grid(cells, rows, covered, as_person, names)


def outcomes(cases: Sequence[Case], find: FindAll) -> Iterator[tuple[bool, bool]]:
    """For each case with one person: (covered by any find, covered by finds of PERSON)."""
    for first in range(0, len(cases), _BATCH):
        batch = cases[first : first + _BATCH]
        for case, found in zip(batch, find([case.text for case in batch]), strict=True):
            (place,) = ((one.start, one.end) for one in case.gold if one.label == "PERSON")
            named = [one.place for one in found if one.label == "PERSON"]
            every = mask(case.text, (one.place for one in found))
            yield (
                is_covered(case.text, place, every),
                is_covered(case.text, place, mask(case.text, named)),
            )


def by_script(find: FindAll) -> dict[str, tuple[int, int]]:
    """Names in their own scripts inside of English sentences: (found, of), by script."""
    found: dict[str, tuple[int, int]] = {}
    templates = read("fairness.en")[::5]
    for source in origins():
        for name in source.native:
            who = Person(source.slug, name, name, name, name, name, held_out=False)
            cases = [_case(Cell(one, "normal", "full", held=False), who, 0) for one in templates]
            right = sum(covered for covered, _ in outcomes(cases, find))
            script = script_of(name)
            before = found.get(script, (0, 0))
            found[script] = before[0] + right, before[1] + len(cases)
    return dict(sorted(found.items()))


def folded(find: FindAll, seed: int = 1) -> tuple[tuple[int, int], tuple[int, int]]:
    """Names that have marks, as written and as typed without: (found, of) for both."""
    pairs = []
    marked = [one for one in origins() if not "".join(chain(*one.lists.values())).isascii()]
    for index, template in enumerate(read("fairness.en")[::2]):
        for source in marked:
            cell = Cell(template, "normal", "full", held=False)
            who = _marked(source, random.Random(f"{seed} {source.slug} {index}"))
            if who is not None:
                plain = replace(who, full=ascii_folded(who.full))
                pairs.append((_case(cell, who, index), _case(cell, plain, index)))
    written = sum(covered for covered, _ in outcomes([one for one, _ in pairs], find))
    typed = sum(covered for covered, _ in outcomes([one for _, one in pairs], find))
    return (written, len(pairs)), (typed, len(pairs))


def script_of(name: str) -> str:
    """The script of a name by its first letter: LATIN, CJK, HIRAGANA, ..."""
    return unicodedata.name(name[0]).split()[0]


def languages() -> tuple[str, ...]:
    """The languages other than English in which there are templates."""
    return chats.LANGUAGES[1:]


def _deciding(who: Person, cell: Cell) -> str:
    return who.given if cell.form == "given" else who.family


def _case(cell: Cell, who: Person, index: int) -> Case:
    named = replace(who, full=who.named(cell.form))
    return fill(cell.template, [named], random.Random(index), cell.letters)


def _somebody(source: Origin, cell: Cell, index: int, seed: int) -> Person:
    return person(random.Random(f"{seed} {source.slug} {index}"), source, held=cell.held)


def _marked(source: Origin, rng: random.Random) -> Person | None:
    """Somebody whose name is not ASCII, where an origin has such names."""
    for _ in range(_TRIES):
        who = person(rng, source, held=False)
        if ascii_folded(who.full) != who.full:
            return who
    return None
