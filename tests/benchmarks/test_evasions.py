"""Values in disguise, as the benchmark makes them."""

from __future__ import annotations

import random
from itertools import islice

import pytest

from benchmarks.detect.evasions import DISGUISES, VALUES, cases


def test_equal_seeds_give_equal_cases() -> None:
    """A result can be had again."""
    assert list(cases(3, 60)) == list(cases(3, 60))
    assert list(cases(3, 60)) != list(cases(4, 60))


def test_every_pair_has_its_turn() -> None:
    """One round has every disguise of every kind of value, each value at its place."""
    pairs = {f"{kind}|{name}" for name, (_, kinds) in DISGUISES.items() for kind in kinds}
    made = list(islice(cases(1, 10**6), len(pairs)))
    assert {case.group for case in made} == pairs
    for case in made:
        (value,) = case.gold
        assert value.label == VALUES[case.group.partition("|")[0]][1]
        assert case.text[value.start : value.end].strip()


@pytest.mark.parametrize("name", sorted(DISGUISES.keys() - {"plain", "glued", "glued-to-word"}))
def test_disguises_hide_their_value(name: str) -> None:
    """What a disguise makes of a value is not the value any more, for one kind at least."""
    disguise, kinds = DISGUISES[name]
    rng = random.Random(5)
    values = [VALUES[kind][0](rng) for kind in kinds for _ in range(4)]
    assert any(value not in disguise(value, rng) for value in values)
