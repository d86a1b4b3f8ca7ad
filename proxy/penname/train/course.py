"""The course: which examples each epoch reads, and what is held out."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from penname.detect.ner.pieces import Pieces
from penname.train.cased import cased
from penname.train.example import Example, Mark
from penname.train.plan import Plan
from penname.train.texts import catalogue_texts, examples, found_texts
from penname.train.texts.other_values import with_other_values
from penname.train.texts.other_words import with_other_words
from penname.train.texts.people import Crowd
from penname.train.windows import Window, windows

#: Seeds of made texts that no epoch uses: calibration, and the sample that prunes.
_ASIDE, _SAMPLE = 900, 901
_LONGEST = 3  # further texts that one is joined with
_GAPS = ("\n\n", "\n", " ", "\n\n---\n\n")


@dataclass(frozen=True, slots=True)
class Sources:
    """Where examples come from: labelled ones, and a folder of installed packages."""

    labelled: tuple[Example, ...]
    packages: Path | None


def split(sources: Sources, plan: Plan) -> tuple[Sources, list[Example]]:
    """What is learned from, and what is held out: every so many of the labelled examples."""
    every = round(1 / plan.texts.held_out) if plan.texts.held_out else 0
    held = [one for at, one in enumerate(sources.labelled) if every and at % every == every - 1]
    kept = [one for at, one in enumerate(sources.labelled) if not every or at % every != every - 1]
    return replace(sources, labelled=tuple(kept)), held


def aside(held: Sequence[Example], plan: Plan) -> list[Example]:
    """Examples to calibrate with: the held out ones, some in another case, and made ones."""
    rng = random.Random(f"aside {plan.seed}")  # noqa: S311 - no secrets
    made = list(examples(plan.seed + _ASIDE, plan.calibration.made))
    return [*(cased(one, rng) for one in held), *made]


def sample(plan: Plan, reader: Pieces, count: int = 400) -> list[Window]:
    """Windows of made texts, to see what a network uses."""
    return list(windows(examples(plan.seed + _SAMPLE, count), reader, plan.network.window))


@dataclass(frozen=True, slots=True)
class Epoch:
    """The examples of one epoch: labelled and found ones, all of which are read, and made ones."""

    given: tuple[Example, ...]
    made: tuple[Example, ...]


def epoch_of(number: int, sources: Sources, plan: Plan) -> Epoch:
    """The examples of one epoch: labelled ones in some case, with other names and words; new
    made and new found texts."""
    rng = random.Random(f"epoch {plan.seed} {number}")  # noqa: S311 - no secrets
    made = list(examples(plan.seed + number, plan.texts.made))
    found: list[Example] = []
    if sources.packages is not None:
        for texts in (found_texts, catalogue_texts):
            found += texts(sources.packages, plan.seed + number, plan.texts.found // 2)
    crowd = Crowd(rng)
    labelled = (
        with_other_values(one, rng, crowd) for one in sources.labelled * plan.texts.labelled
    )
    given = (cased(with_other_words(one, rng), rng) for one in labelled)
    made = [with_other_words(one, rng) for one in made]
    return Epoch((*given, *found), tuple(_joined(made, plan.texts.joined, rng)))


def _joined(made: Sequence[Example], share: float, rng: random.Random) -> Iterator[Example]:
    """Made texts, some joined to longer ones; what is joined is told of what all parts are."""
    waiting = iter(made)
    for one in waiting:
        if rng.random() < share:
            for other in islice(waiting, rng.randint(1, _LONGEST)):
                one = _both(one, rng.choice(_GAPS), other)
        yield one


def _both(one: Example, gap: str, other: Example) -> Example:
    shift = len(one.text) + len(gap)
    marks = (Mark(mark.start + shift, mark.end + shift, mark.label) for mark in other.marks)
    return Example(
        one.text + gap + other.text, (*one.marks, *marks), one.kind, one.told & other.told
    )
