"""The course: what is held out is never learned from; joined texts keep their marks."""

from __future__ import annotations

from dataclasses import replace

from penname.train.course import Sources, aside, epoch_of, split
from penname.train.example import Example, Mark
from penname.train.plan import read

_PLAN = read()
_PLAN = replace(
    _PLAN,
    texts=replace(_PLAN.texts, made=40, found=0, joined=1.0),
    calibration=replace(_PLAN.calibration, made=5),
)
_SOURCES = Sources(
    tuple(Example(f"Anna {at}", (Mark(0, 4, "GIVEN_NAME"),)) for at in range(100)), None
)


def test_held_out_examples_are_not_learned() -> None:
    """Every so many of the labelled examples; the same ones each time."""
    kept, held = split(_SOURCES, _PLAN)
    assert len(held) == 5
    assert {one.text for one in held}.isdisjoint(one.text for one in kept.labelled)
    assert len(held) + len(kept.labelled) == 100


def test_epochs_differ_and_repeat() -> None:
    """An epoch is the same each time it is asked for, and unlike the others."""
    one, again, other = (epoch_of(number, _SOURCES, _PLAN) for number in (0, 0, 1))
    assert one == again
    assert one != other


def test_labelled_texts_are_apart_from_made_ones() -> None:
    """All labelled texts of an epoch are read; of made ones a plan may keep only a part."""
    texts = epoch_of(0, _SOURCES, _PLAN)
    assert len(texts.given) == 100
    assert 0 < len(texts.made) <= 40


def test_joined_texts_keep_their_marks() -> None:
    """Marks of joined texts lie where their values are."""
    for example in epoch_of(0, Sources((), None), _PLAN).made:
        ends = [0]
        for mark in example.marks:
            assert ends[-1] <= mark.start < mark.end <= len(example.text)
            value = example.text[mark.start : mark.end]
            assert value == value.strip()
            ends.append(mark.end)


def test_calibration_has_both_sorts() -> None:
    """Held out texts and made ones."""
    _, held = split(_SOURCES, _PLAN)
    assert len(aside(held, _PLAN)) == len(held) + 5
