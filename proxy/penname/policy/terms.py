"""Terms of a policy in running text: words and phrases in any case, between word borders.

A text is read as atoms: a word (letters, digits and their marks), one run of white space, or
one other character. Scripts that write no spaces between words (Han, Kana, Hangul with its
particles, Thai …) have one atom per character, so that a term is found inside a run of them.
`_` is a character like `-`: `falcon` is found in `project_falcon`, not in `falcon2`.

Each atom is compared in a folded form (Unicode NFKC, case folded, typographic quotes and
dashes as ASCII, invisible format characters left out), so neither `MÜLLER`, nor `u` with a
combining diaeresis, nor full-width letters get past `Müller`. A phrase is found
across any white space.

The index is a trie over atoms, kept in one dict. Finding walks it from each atom on, at most
the longest term's atoms: linear in the text, whatever the number of terms.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from penname.policy.patterns import UNSPACED, unicode_words

#: The longest term, in characters; what is longer is a document.
TERM_MAX = 200
#: The most atoms of a term: bounds what a text that nearly matches everywhere can cost.
ATOMS_MAX = 64
_TOO_LONG = f"must have at most {TERM_MAX} characters"

_LETTER = rf"[[\p{{L}}\p{{N}}]--[{UNSPACED}]]"
_INNER = rf"[[\p{{L}}\p{{N}}\p{{M}}]--[{UNSPACED}\ufe00-\ufe0f]]"
#: Format characters (zero-width ones, soft hyphens) and variation selectors.
_HIDDEN = r"[\p{Cf}\ufe00-\ufe0f]"
_ATOM = unicode_words(
    rf"[A-Za-z0-9]++(?![^\x00-\x7f])|(?P<space>\s++)|(?P<invisible>{_HIDDEN}++)"
    rf"|{_LETTER}(?:{_INNER}++|{_HIDDEN}++(?={_INNER}))*+|(?=[{UNSPACED}])\X|(?s:.)"
)
_INVISIBLE = unicode_words(rf"{_HIDDEN}+")
_MARKS = str.maketrans("’‘‛´`“”„‐‑‒–—−", "'''''\"\"\"------")

Atom = tuple[str, int, int]


def atoms(text: str) -> Iterator[Atom]:
    """(folded form, start, end) of each atom of a text; white space is one blank."""
    for match in _ATOM.finditer(text):
        kind = match.lastgroup
        if kind is None:
            word = match[0]
            folded = word.lower() if word.isascii() and word.isalnum() else _folded(word)
            yield folded, match.start(), match.end()
        elif kind == "space":
            yield " ", match.start(), match.end()


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", word)).casefold()
    # Turkish has two letters i: without a language either may be meant.
    dotless = plain.replace("i\u0307", "i").replace("\u0131", "i")
    return unicodedata.normalize("NFKC", dotless).translate(_MARKS)


def term_problem(term: str) -> str:
    """Why a text cannot be a term; empty when it can."""
    if len(term) > TERM_MAX:
        return _TOO_LONG
    return _form_problem(form_of(term))


def _form_problem(forms: list[str]) -> str:
    if len(forms) > ATOMS_MAX:
        return f"must have at most {ATOMS_MAX} words, blanks and marks"
    return "" if forms else "must hold something that can be seen"


def form_of(term: str) -> list[str]:
    """The folded atoms of a term, without white space at its ends."""
    forms = [folded for folded, _, _ in atoms(term)]
    while forms and forms[0] == " ":
        forms.pop(0)
    while forms and forms[-1] == " ":
        forms.pop()
    return forms


class TermIndex:
    """Finds terms. Raises ValueError for a term that has a `term_problem`.

    Nodes of the trie are numbered, 0 is its root; `_next` leads from a node and a folded atom
    to the next node, `_ends` holds the nodes at which a term ends.
    """

    __slots__ = ("_ends", "_next", "_size")

    def __init__(self, terms: Iterable[str]) -> None:
        self._next: dict[tuple[int, str], int] = {}
        self._ends: set[int] = set()
        self._size = 0
        for term in terms:
            forms = form_of(term) if len(term) <= TERM_MAX else []
            problem = _form_problem(forms) if len(term) <= TERM_MAX else _TOO_LONG
            if problem:
                raise ValueError(f"a term {problem}")
            self._add(forms)

    def __repr__(self) -> str:
        return f"TermIndex(<{self._size} terms>)"

    def _add(self, forms: list[str]) -> None:
        node = 0
        for form in forms:
            node = self._next.setdefault((node, form), len(self._next) + 1)
        self._ends.add(node)
        self._size += 1

    def finditer(self, text: str) -> Iterator[tuple[int, int]]:
        """(start, end) of the longest term at each place where one begins. Two terms of which
        one ends inside the other are both reported."""
        if not self._ends:
            return
        read = list(atoms(text))
        step = self._next.get
        for number, (form, start, _) in enumerate(read):
            if step((0, form)) is not None:
                end = self._walk(read, number)
                if end:
                    yield start, end

    def _walk(self, read: list[Atom], number: int) -> int:
        """The end of the longest term that begins at atom `number`, or 0."""
        found = node = 0
        step, ends = self._next.get, self._ends
        for at in range(number, len(read)):
            following = step((node, read[at][0]))
            if following is None:
                break
            node = following
            if node in ends:
                found = read[at][2]
        return found
