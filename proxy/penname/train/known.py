"""Which names are nothing else: those that no text has in small letters as a word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from penname.detect.ner.pieces import folded
from penname.train.example import Example
from penname.train.texts.found import found_texts
from penname.train.texts.names import origins
from penname.train.texts.sheets import sheet, sheet_names

_WORD = re.compile(r"[^\W\d_]{3,}")
_NAMES = frozenset({"GIVEN_NAME", "SURNAME", "NAME", "PERSON"})
#: Data files of words, and of what else has names: places, companies, things.
_OTHERS = ("words", "phrases", "lists")


#: So many of the texts below a folder are looked at.
_LOOKED_AT = 8000


def clean_texts(packages: Path, seed: int) -> Iterator[Example]:
    """Texts of installed packages in which nobody is named."""
    return found_texts(packages, seed, _LOOKED_AT)


def known_names(examples: Iterable[Example]) -> list[str]:
    """The words of all names that training uses, folded, without those that are words, places or
    companies too."""
    others = {
        word for folder in _OTHERS for name in sheet_names(folder) for word in _of(folder, name)
    }
    for example in examples:
        others.update(_words_of(example))
    others |= _of("names", "words")
    names = {word for name in sheet_names("names") for word in _of_origin(name)}
    return sorted(names - others)


def _of_origin(origin: str) -> set[str]:
    found = origins()[origin]
    parts = (found.female, found.male, found.family, found.family_f, found.middle, found.nick)
    return {folded(word) for part in parts for name in part for word in _WORD.findall(name)}


def _of(folder: str, name: str) -> set[str]:
    """The words of a data file, whatever their case."""
    lines = (line for part in sheet(folder, name).values() for line in part)
    return {folded(word) for line in lines for word in _WORD.findall(line)}


def _words_of(example: Example) -> set[str]:
    """What an example has in small letters outside of people's names, and what it names else."""
    found: set[str] = set()
    at = 0
    for mark in (*example.marks, None):
        between = example.text[at : mark.start if mark else None]
        found.update(folded(word) for word in _WORD.findall(between) if word.islower())
        if mark is None:
            break
        if mark.label not in _NAMES:
            found.update(map(folded, _WORD.findall(example.text[mark.start : mark.end])))
        at = mark.end
    return found
