"""What is right for each word: fine labels, coarse ones, and what nobody searched for."""

from __future__ import annotations

import numpy as np
import pytest

from penname.detect.ner.labels import LABELS
from penname.detect.ner.pieces import Pieces
from penname.detect.ner.tags import NUMBERS, TAGS
from penname.train.example import Mark
from penname.train.targets import UNTOLD, labels_of, targets

_READER = Pieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])
_ALL = frozenset(LABELS)


def _right(text: str, marks: list[Mark], told: frozenset[str] = _ALL) -> list[dict[str, float]]:
    rows = targets(_READER.words(text), marks, told)
    return [{TAGS[at]: float(row[at]) for at in np.flatnonzero(row)} for row in rows]


def test_fine_labels_have_one_right_tag() -> None:
    """The first word begins, a further one goes on; other words are outside."""
    assert _right("to van Dyck, Ghent", [Mark(3, 11, "SURNAME"), Mark(13, 18, "CITY")]) == [
        {"O": 1},
        {"B-SURNAME": 1},
        {"I-SURNAME": 1},
        {"O": 1},
        {"B-CITY": 1},
    ]


def test_coarse_labels_leave_the_choice() -> None:
    """A corpus that says person is content with any tag of one; its first word begins."""
    first, second = _right("Anna Roe", [Mark(0, 8, "PERSON")])
    assert first == {"B-GIVEN_NAME": 1, "B-SURNAME": 1, "B-NAME": 1}
    assert set(second) == {f"{side}-{one}" for side in "BI" for one in labels_of("PERSON")}


def test_untold_labels_are_half_right() -> None:
    """Where dates were not searched for, a word may be one."""
    (row,) = _right("May", [], _ALL - {"DATE"})
    assert row == {"O": 1, **{TAGS[at]: pytest.approx(UNTOLD) for at in NUMBERS["DATE"]}}


def test_words_partly_in_a_mark_belong_to_it() -> None:
    """Marks that end inside a word take the whole word."""
    assert _right("Annas", [Mark(0, 4, "GIVEN_NAME")]) == [{"B-GIVEN_NAME": 1}]


def test_unknown_labels_are_refused() -> None:
    """A label that is in no table is a mistake."""
    with pytest.raises(KeyError):
        labels_of("COLOUR")
