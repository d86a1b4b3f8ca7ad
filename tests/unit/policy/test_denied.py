"""Deny entries as recognizers: one for each type, however many entries there are."""

from __future__ import annotations

import datetime as dt

from penname.policy.denied import DenyEntry, denying
from penname.policy.finder import find
from penname.policy.hashed import Hasher
from penname.policy.hashed_terms import hashed_term
from penname.policy.recognizers import DENIED, is_of_policy

ENDS = dt.date(2027, 1, 31)
HASHED = hashed_term(Hasher.salted(bytes(8)), "Zoe Planted")


def entry(id_: str, entity_type: str, *terms: str, hashed: bool = False) -> DenyEntry:
    shut = frozenset({HASHED}) if hashed else frozenset()
    return DenyEntry(id_, entity_type, frozenset(terms), ENDS, "why", "who", shut, where=f"p:{id_}")


def test_entries_of_a_type_are_one_recognizer() -> None:
    """The terms of all entries, once each; its name says that entries found it."""
    people, teams = denying(
        [
            entry("1", "TEAM", "red"),
            entry("2", "PERSON", "Ann", "Bob"),
            entry("3", "PERSON", "Ann", hashed=True),
        ]
    )
    assert (people.entity_type, people.terms) == ("PERSON", ("Ann", "Bob"))
    assert people.hashed == (HASHED,)
    assert (people.name, people.source, people.where) == ("deny/PERSON", DENIED, "p:2")
    assert (teams.terms, teams.hashed) == (("red",), ())
    assert is_of_policy(people.name)


def test_finds_are_certain() -> None:
    """Plain and hashed terms are found in any case with the score 1."""
    spec = entry("1", "PERSON", "Ann", hashed=True).spec
    assert find(spec, "ANN met zoe  planted") == [(0, 3, 1.0), (8, 20, 1.0)]


def test_no_entries_are_no_recognizers() -> None:
    """Nothing is added where nothing is denied."""
    assert denying(()) == ()


def test_repr_holds_no_terms() -> None:
    """What a log may print shows no term."""
    shown = repr(entry("1", "PERSON", "Ann", hashed=True))
    assert "Ann" not in shown
    assert HASHED.tag not in shown
