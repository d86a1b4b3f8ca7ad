"""Names to train on: enough of each origin, none that the benchmarks keep for themselves."""

from __future__ import annotations

import random

import pytest

from benchmarks.detect import holdout
from penname.train.texts import examples
from penname.train.texts.letters import plain_letters
from penname.train.texts.names import held_out, invented, origins, usable
from penname.train.texts.people import FAMILY_FIRST, HARDER, HOME, Crowd


def test_held_out_is_one_rule() -> None:
    """Training leaves out what the benchmarks keep."""
    names = [name for one in origins().values() for name in (*one.female, *one.family)]
    probes = [*names, "Anna", "Bob", "Çelik", "Nguyễn", "O'Brien", "x"]
    assert [held_out(name) for name in probes] == [holdout.held_out(name) for name in probes]
    assert any(held_out(f"Name{at}") for at in range(100))


@pytest.mark.parametrize("name", sorted(origins()))
def test_origins_have_names_that_may_be_used(name: str) -> None:
    """Each origin has given and family names, none of them held out."""
    one = origins()[name]
    assert len({*one.female, *one.male}) >= 15
    assert len(one.family) >= 12
    for names in (one.female, one.male, one.family, one.family_f, one.middle, one.nick):
        assert all(map(usable, names))


def test_marked_names_are_not_held_out() -> None:
    """No given or family name of a text is one that the benchmarks keep."""
    for one in examples(11, 1500):
        for mark in one.marks:
            value = one.text[mark.start : mark.end]
            if mark.label in ("GIVEN_NAME", "SURNAME") and len(value) > 3 and value.isalpha():
                assert not held_out(value) or not value.istitle(), value


def test_invented_names_are_new_and_short() -> None:
    """Invented names look like names and are never held out."""
    rng = random.Random(1)
    names = [invented(rng, family=at % 2 == 0) for at in range(500)]
    assert len(set(names)) > 480
    assert all(3 <= len(name) <= 13 and usable(name) and name[0].isupper() for name in names)


def test_home_origins_exist() -> None:
    """The origins that languages suggest are origins."""
    assert {origin for weights in HOME.values() for origin in weights} <= set(origins())
    assert set(FAMILY_FIRST) | set(HARDER) <= set(origins())


def test_people_are_of_all_origins() -> None:
    """No origin is rare in English texts."""
    crowd = Crowd(random.Random(3))
    counts: dict[str, int] = {}
    for _ in range(20_000):
        person = crowd.draw("en")
        counts[person.origin] = counts.get(person.origin, 0) + 1
    assert set(origins()) <= set(counts)
    assert min(counts.values()) > 20
    assert min(counts[origin] for origin in HARDER) > 45


def test_plain_letters_of_accents() -> None:
    """Accents go, letters stay."""
    assert (
        plain_letters("Nguyễn Øster Łódź Şule Jürgen Weiß") == "Nguyen Oster Lodz Sule Jurgen Weiss"
    )
