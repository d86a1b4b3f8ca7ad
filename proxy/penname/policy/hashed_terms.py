"""Hashed terms: made of a text, and found in one.

Finding is linear in the text: at each atom, for each number of atoms that some term has (at most
ATOMS_MAX), one look at how long the run is, and a hash where that fits. How many terms there are
does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from penname.policy.hashed import ATOMS_MAX, Hashed, Hasher
from penname.policy.terms import Atom, atoms, form_of, term_problem

#: The most letters of a hashed term, folded (one letter may become several).
LETTERS_MAX = 999


def hashed_term(hasher: Hasher, term: str) -> Hashed:
    """A term, hashed. Raises ValueError for one that has a `hashed_term_problem`."""
    if problem := hashed_term_problem(term):
        raise ValueError(f"a term {problem}")
    forms = form_of(term)
    form = "".join(forms)
    return Hashed(hasher, hasher.of_form(form), (len(forms), len(form)))


def hashed_term_problem(term: str) -> str:
    """Why a text cannot be a hashed term; empty when it can."""
    if problem := term_problem(term):
        return problem
    forms = form_of(term)
    if len(forms) > ATOMS_MAX or sum(map(len, forms)) > LETTERS_MAX:
        return f"must have at most {ATOMS_MAX} words, blanks and marks to be hashed"
    return ""


class HashedIndex:
    """Finds hashed terms, all of which have hashers that are ready.

    `_tags` leads from a shape to the hashers of terms that have it, each with its tags.
    """

    __slots__ = ("_counts", "_tags")

    def __init__(self, terms: Iterable[Hashed]) -> None:
        self._tags: dict[tuple[int, int], dict[Hasher, set[str]]] = {}
        for term in terms:
            if not term.hasher.is_ready:
                raise ValueError("the key of a hashed term is not known")
            tags = self._tags.setdefault(term.shape, {}).setdefault(term.hasher, set())
            tags.add(term.tag)
        self._counts = sorted({count for count, _ in self._tags}, reverse=True)

    def __repr__(self) -> str:
        return f"HashedIndex(<{len(self._tags)} shapes>)"

    def finditer(self, text: str) -> Iterator[tuple[int, int]]:
        """(start, end) of the longest term at each place where one begins, as TermIndex."""
        if not self._counts:
            return
        read = list(atoms(text))
        letters = [0, *accumulate(len(form) for form, _, _ in read)]
        for number, (form, start, _) in enumerate(read):
            end = 0 if form == " " else self._longest(read, letters, number)
            if end:
                yield start, end

    def _longest(self, read: list[Atom], letters: list[int], number: int) -> int:
        """The end of the longest term that begins at atom `number`, or 0."""
        for count in self._counts:
            last = number + count
            if last >= len(letters):
                continue
            hashers = self._tags.get((count, letters[last] - letters[number]))
            if hashers is not None:
                form = "".join(one for one, _, _ in read[number:last])
                if any(hasher.of_form(form) in tags for hasher, tags in hashers.items()):
                    return read[last - 1][2]
        return 0
