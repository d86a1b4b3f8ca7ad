"""What the network shall say of each word: a weight for every tag that would be right.

A corpus that only says "person" is content with any tag of a person, and where a text was
not searched for a label, finding it is half right: the loss is the negative logarithm of the
sum of right tags' chances, so that the network chooses freely among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from penname.detect.ner.labels import LABELS
from penname.detect.ner.pieces import Word
from penname.detect.ner.tags import NUMBERS, TAGS
from penname.train.example import Mark

#: Words of corpora that do not go into the fine labels, and the labels that they may mean.
COARSE: dict[str, tuple[str, ...]] = {
    "PERSON": ("GIVEN_NAME", "SURNAME", "NAME"),
    "LOCATION": ("CITY", "STATE", "COUNTRY", "PLACE"),
    "STREET": ("BUILDING_NUMBER", "STREET_NAME", "SECONDARY_ADDRESS"),
}
#: Weight of tags of labels that a text was not searched for, beside 1 for `O`.
UNTOLD = 0.2


def labels_of(word: str) -> tuple[str, ...]:
    """The fine labels that a label or a coarse word means. Raises KeyError for other words."""
    return (word,) if word in LABELS else COARSE[word]


def targets(
    words: Sequence[Word], marks: Iterable[Mark], told: frozenset[str]
) -> NDArray[np.float32]:
    """Weights [words, tags] of what is right for each word of a text.

    A word that is only partly in a mark belongs to it: masking half a word helps nobody.
    """
    right = np.zeros((len(words), len(TAGS)), np.float32)
    right[:, 0] = 1
    for label in LABELS:
        if label not in told:
            right[:, NUMBERS[label]] = UNTOLD
    at = 0
    for mark in marks:
        while at < len(words) and words[at].end <= mark.start:
            at += 1
        first = at
        while at < len(words) and words[at].start < mark.end:
            right[at] = _in_mark(mark.label, at == first)
            at += 1
    return right


def _in_mark(label: str, first: bool) -> NDArray[np.float32]:
    right = np.zeros(len(TAGS), np.float32)
    fine = labels_of(label)
    for one in fine:
        begin, inside = NUMBERS[one]
        if first or len(fine) > 1:
            right[begin] = 1
        if not first:
            right[inside] = 1
    return right
