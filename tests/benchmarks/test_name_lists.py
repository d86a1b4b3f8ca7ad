"""Lists of names, the people drawn from them, and which names training never sees."""

from __future__ import annotations

import hashlib
import random
import unicodedata

import pytest

from benchmarks.detect.holdout import held_out
from benchmarks.detect.name_lists import FORMS, FUNCTION_WORDS, Origin, origin, origins, person


def test_held_out_ignores_case() -> None:
    """The rule is one byte of a hash of the name without its case."""
    first = hashlib.blake2b(b"anna", digest_size=1).digest()[0]
    assert held_out("Anna") is held_out("ANNA") is (first % 8 == 0)


def test_at_least_24_origins() -> None:
    """The benchmark compares many origins, in several regions of the world."""
    assert len(origins()) >= 24
    assert len({one.region for one in origins()}) >= 8


@pytest.mark.parametrize("source", origins(), ids=lambda one: str(one.slug))
def test_lists_are_whole(source: Origin) -> None:
    """Each origin has 40 given and 40 family names or more, each once, some held out."""
    for kind in ("given", "family"):
        lists = {source.names(kind, gender) for gender in "fm"}
        names = [name for one in lists for name in one]
        assert len(set(names)) >= 40
        assert sum(map(held_out, set(names))) >= 3
        for one in lists:
            assert len(one) == len(set(one))
            assert all(unicodedata.is_normalized("NFC", n) and n.strip() == n for n in one)


@pytest.mark.parametrize("held", [True, False])
def test_people_are_held_or_not(held: bool) -> None:
    """A person's given and family name are both held out, or both not."""
    rng = random.Random(5)
    for source in origins():
        who = person(rng, source, held=held)
        known = {n for kind in ("given", "family") for g in "fm" for n in source.names(kind, g)}
        parts = [part for part in (who.given, who.family) if part in known]
        assert all(held_out(part) is held for part in parts)


def test_every_form_is_there() -> None:
    """Each person can be named in every form."""
    rng = random.Random(6)
    for source in origins():
        assert all(person(rng, source, held=False).named(form) for form in FORMS)


def test_function_words_never_alone() -> None:
    """Nobody is named by a word like "he" alone."""
    rng = random.Random(7)
    people = [person(rng, origin("chinese"), held=bool(n % 2)) for n in range(300)]
    alone = {form.casefold() for who in people for form in (who.given, who.family)}
    assert not alone & FUNCTION_WORDS


def test_drawing_repeats_with_seed() -> None:
    """The same seed draws the same people."""
    draws = [person(random.Random(8), origin("greek"), held=False) for _ in range(2)]
    assert draws[0] == draws[1]
