"""From the network's chances to spans: neighbouring words that are likely the same thing.

A *group* is what is found as one: the labels of a person's name together, those of a street
together, each other label by itself. A word's chance of a group is the sum over the tags of its
labels. Words from half the threshold of a group on form a span, whose chance is that of its
surest word. Groups are decoded apart: a word that may be one of two things is reported as both.

A word that is known as a name, and as nothing else, is one where the network gives that but a
small chance: it has seldom seen a family name alone, and lists have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from penname.detect.ner.labels import LABELS
from penname.detect.ner.pieces import LINE, Word
from penname.detect.ner.tags import NUMBERS

Chances = NDArray[np.float32]

#: The part of a threshold from which on a word is a part of a span.
JOIN = 0.5
#: The chance of a person from which on a known name is as likely as the threshold.
KNOWN = 0.04

_TOGETHER = {
    "PERSON": ("GIVEN_NAME", "SURNAME", "NAME"),
    "LOCATION": ("CITY", "STATE", "COUNTRY", "PLACE"),
    "STREET": ("BUILDING_NUMBER", "STREET_NAME", "SECONDARY_ADDRESS"),
}
_JOINED = frozenset(label for labels in _TOGETHER.values() for label in labels)
#: Group → its labels. A group of one label has that label's name.
GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {**_TOGETHER, **{label: (label,) for label in LABELS if label not in _JOINED}}
)


@dataclass(frozen=True, slots=True)
class Group:
    """The words `start:end` as one of a group, and the chance that they are."""

    start: int
    end: int
    name: str
    chance: float


def decoded(
    words: Sequence[Word], chances: Chances, thresholds: Mapping[str, float]
) -> Iterator[Group]:
    """The spans of the groups that have a threshold. `chances`: a row of tags for each word."""
    known = np.array([word.is_name for word in words], dtype=np.bool_)
    for name, threshold in thresholds.items():
        labels = np.array([NUMBERS[label] for label in GROUPS[name]])
        of_group = chances[:, labels].sum(axis=(1, 2))
        if name == "PERSON":
            lifted = known & (of_group >= KNOWN)
            of_group[lifted] = np.maximum(of_group[lifted], threshold)
        likely = np.flatnonzero(of_group >= JOIN * threshold).tolist()
        for start, end in _runs(likely, words):
            yield Group(start, end, name, float(of_group[start:end].max()))


def _runs(likely: Sequence[int], words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Neighbours among the likely words. A line ends every run; a word that the network says
    begins the same label anew does not: "Paola Quispe Vargas" has two surnames, not two people."""
    start = before = -1
    for at in likely:
        if start >= 0 and (at > before + 1 or words[at].kind & LINE):
            yield start, before + 1
            start = at
        start = at if start < 0 else start
        before = at
    if start >= 0:
        yield start, before + 1
