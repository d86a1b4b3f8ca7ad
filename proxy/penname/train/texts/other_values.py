"""Other people and places in a labelled text: the same sentence with a name of any origin.

Real sentences are dear, names are not: a text is seen with many names, so that what is learned of
it is the sentence (mention replacement, Dai and Adel 2020, arXiv 2010.11683).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from penname.train.example import Example, Mark
from penname.train.texts.names import invented
from penname.train.texts.people import Crowd, Person
from penname.train.texts.places import city
from penname.train.texts.rewriting import Edit, rewritten

#: How many texts are changed; in these, how many of the values of each label.
TEXTS, VALUES = 0.5, 0.8
#: A value that is nothing but words: others (`@smith1`) stay.
_PLAIN = re.compile(r"[^\W\d_]+(?:(?:['’.-] ?| )[^\W\d_]+)*\.?")


def with_other_values(example: Example, rng: random.Random, crowd: Crowd) -> Example:
    """The example, or one with other people, places and organisations."""
    if not example.marks or rng.random() >= TEXTS:
        return example
    return rewritten(example, _edits(example, rng, crowd))


def _edits(example: Example, rng: random.Random, crowd: Crowd) -> Iterator[Edit]:
    for mark in example.marks:
        value = example.text[mark.start : mark.end]
        if rng.random() < VALUES and _PLAIN.fullmatch(value):
            other = _other(mark, value, rng, crowd)
            if other:
                yield mark.start, mark.end, _cased(value, other)


def _other(mark: Mark, value: str, rng: random.Random, crowd: Crowd) -> str:
    if mark.label == "PERSON":
        return _person(crowd.draw(), value, rng)
    if mark.label in ("LOCATION", "CITY") and " " not in value:
        return invented(rng, family=False) if rng.random() < 0.3 else city(rng, "en")
    if mark.label == "ORGANIZATION" and " " not in value and rng.random() < 0.6:
        return _coined(rng)
    return ""


def _person(person: Person, value: str, rng: random.Random) -> str:
    """As much of a person's name as the value has."""
    parts = value.split()
    if len(parts) == 1:
        return person.first if rng.random() < 0.5 else person.family
    if len(parts[0].rstrip(".")) == 1:
        return f"{person.first[0]}. {person.family}"
    if person.family_first and rng.random() < 0.5:
        return f"{person.family} {person.given}"
    return f"{person.given} {person.family}"


def _coined(rng: random.Random) -> str:
    """Letters, or a word that nobody has used: what firms and offices are called."""
    if rng.random() < 0.5:
        return "".join(rng.choices("ABCDEFGHIKLMNOPRSTUVW", k=rng.choice((3, 3, 4, 4, 5))))
    return invented(rng, family=False) + rng.choice(("", "", "ix", "on", "ia", "co", "tech", "Net"))


def _cased(value: str, other: str) -> str:
    if value.islower():
        return other.lower()
    return other.upper() if value.isupper() and len(value) > 3 else other
