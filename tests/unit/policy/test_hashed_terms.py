"""Hashed terms in running text: what plain terms find, they find."""

from __future__ import annotations

import pytest

from penname.policy.hashed import ATOMS_MAX, Hasher, read_term
from penname.policy.hashed_terms import HashedIndex, hashed_term, hashed_term_problem
from penname.policy.terms import TERM_MAX, TermIndex
from tests.work import calls

HASHER = Hasher.salted(bytes(range(8)))
OTHER = Hasher.keyed(bytes(range(32)))
TERMS = ["Blue Heron", "Müller", "C++", "+49 30 901820", "田中", "O'Neil", "heron", "AB-12"]
TEXTS = [
    "The blue\n HERON and a heron; Blue Herons",
    "Mu\u0308ller MÜLLER Müllers in C++, C and c++",
    "call +49 30 901820 or +49 30 9018201 now",
    "これは田中さんです O\u2019Neil o'neil",
    "project_blue heron, ab\u201112",
    "",
    " ",
    "x" * 300,
]


def index(*terms: str, hasher: Hasher = HASHER) -> HashedIndex:
    return HashedIndex(hashed_term(hasher, term) for term in terms)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("hasher", [HASHER, OTHER])
def test_finds_what_plain_terms_find(text: str, hasher: Hasher) -> None:
    """The same places as an index of the terms themselves, in every case and form."""
    found = list(index(*TERMS, hasher=hasher).finditer(text))
    assert found == list(TermIndex(TERMS).finditer(text))


def test_several_salts_are_looked_up() -> None:
    """Terms of files with other salts and keys are found beside each other."""
    both = HashedIndex([hashed_term(HASHER, "heron"), hashed_term(OTHER, "otter")])
    assert [end for _, end in both.finditer("heron otter OTTER")] == [5, 11, 17]


def test_longest_term_is_found() -> None:
    """Of terms that begin at one place the longest counts, as with plain ones."""
    assert list(index("blue", "blue heron").finditer("blue heron blue")) == [(0, 10), (11, 15)]


def test_nothing_is_found_with_nothing() -> None:
    """Without terms no text is read."""
    assert list(HashedIndex(()).finditer("blue heron")) == []


def test_written_terms_are_found() -> None:
    """What a file says finds what it was made of."""
    read = read_term(hashed_term(HASHER, "Blue Heron").written)
    assert read is not None
    assert list(HashedIndex([read]).finditer("a BLUE heron")) == [(2, 12)]


def test_unknown_keys_find_nothing_silently_never() -> None:
    """A term whose key is not known is an error, not a term that is never found."""
    read = read_term(hashed_term(OTHER, "Blue Heron").written)
    assert read is not None
    with pytest.raises(ValueError, match="is not known"):
        HashedIndex([read])


@pytest.mark.parametrize(
    ("term", "problem"),
    [
        ("Blue Heron", ""),
        ("\u200b", "can be seen"),
        ("x" * (TERM_MAX + 1), "at most 200 characters"),
        ("a " * (ATOMS_MAX // 2) + "a", "to be hashed"),
        ("a " * (ATOMS_MAX // 2), ""),
        ("\ufdfa" * 60, "to be hashed"),
    ],
)
def test_long_terms_are_refused(term: str, problem: str) -> None:
    """What a plain term cannot be, and what would be dear to look for."""
    assert (problem in hashed_term_problem(term)) is bool(problem) or not problem
    assert bool(hashed_term_problem(term)) is bool(problem)
    if problem:
        with pytest.raises(ValueError, match=problem):
            hashed_term(HASHER, term)


def test_repr_shows_no_hash() -> None:
    """What a log may print says how many shapes there are."""
    assert repr(index("Blue Heron", "otter")) == "HashedIndex(<2 shapes>)"


def test_cost_is_that_of_the_text() -> None:
    """Thousands of terms of every shape cost as much as a few: twice the text, twice the calls."""
    terms = [f"{'ab' * (n % 9 + 1)} {n} {'c' * (n % 7 + 1)}" for n in range(3_000)]
    few, many = index(*terms[:100]), index(*terms)
    text = "abab 17 ccc ab 12 cc x " * 200
    once = calls(lambda: list(many.finditer(text)))
    assert once < 1.1 * calls(lambda: list(few.finditer(text)))
    assert calls(lambda: list(many.finditer(text * 2))) < 2.1 * once
