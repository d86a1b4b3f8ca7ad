"""Every side reads every case, in turns."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence

from rich.progress import Progress

from benchmarks.detect.cases import Case
from benchmarks.detect.sections import Section
from benchmarks.detect.sides import Side
from benchmarks.detect.tally import Tally

#: Cases that one side reads before the next one does.
_TURN = 20

Results = Mapping[Section, Mapping[str, Tally]]


def measure(sections: Iterable[Section], sides: Sequence[Side], bar: Progress) -> Results:
    """A tally for each section and column. The order of the sides changes with each turn, so
    that a busy machine slows all of them alike."""
    rng = random.Random(3)
    results = {}
    for section in sections:
        tallies = {column: Tally() for side in sides for column in side.columns}
        task = bar.add_task(f"{section.part}: {section.title}", total=len(section.cases))
        for first in range(0, len(section.cases), _TURN):
            turn = section.cases[first : first + _TURN]
            for side in rng.sample(sides, len(sides)):
                for case in turn:
                    _read(side, case, tallies)
            bar.advance(task, len(turn))
        results[section] = tallies
    return results


def _read(side: Side, case: Case, tallies: Mapping[str, Tally]) -> None:
    try:
        found = side.read(case.text)
    except Exception:  # noqa: BLE001  # whatever a side fails with is a result of the benchmark
        found = tuple([] for _ in side.columns)
        for column in side.columns:
            tallies[column].crashed += 1
    for column, finds in zip(side.columns, found, strict=True):
        tallies[column].add(case, finds)
