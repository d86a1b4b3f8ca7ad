"""Plug-ins that a policy names: spaCy pipelines and Presidio recognizers of others.

A policy only names them. Which of them may be loaded says the server's own setting, because
loading one runs its code; `detect` loads and runs it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

SPACY, PRESIDIO = "spacy", "presidio"
#: What a find of a spaCy pipeline scores, which has no scores itself.
SPACY_SCORE = 0.85

_WORD = r"[A-Za-z_][A-Za-z0-9_]*"
#: An installed package, or a folder by its absolute path.
PIPELINE_NAME = rf"(?:{_WORD}|/[^\x00-\x1f,+]{{1,400}})"
#: A class with its module, or one of Presidio's own recognizers by its name.
RECOGNIZER_NAME = rf"(?:{_WORD}(?:\.{_WORD})*:{_WORD}|[A-Z][A-Za-z0-9]*Recognizer)"


@dataclass(frozen=True, slots=True)
class PlugIn:
    """What a recognizer takes of a plug-in: the `labels` that are of its type (none: all), in
    texts that may be in one of `languages` (none: those of the plug-in itself)."""

    kind: str
    name: str
    labels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    score: float = SPACY_SCORE

    @property
    def rule(self) -> str:
        """What its finds carry as the part of the recognizer that made them."""
        return f"{self.kind}:{self.name}"


#: Why a plug-in cannot be used where the policy is loaded; empty when it can.
Judge = Callable[[PlugIn], str]


def kind_of(name: str) -> str:
    """Which kind of plug-in a name is of; empty when of none."""
    for kind, shape in ((PRESIDIO, RECOGNIZER_NAME), (SPACY, PIPELINE_NAME)):
        if re.fullmatch(shape, name, re.ASCII) and "//" not in name and "/../" not in f"{name}/":
            return kind
    return ""


def keeps(old: PlugIn, new: PlugIn) -> bool:
    """Whether one finds all that another one does."""
    return (
        (old.kind, old.name) == (new.kind, new.name)
        and (not new.labels or (bool(old.labels) and set(old.labels) <= set(new.labels)))
        and _reads(new.languages, old.languages)
        and new.score >= old.score
    )


def _reads(wide: tuple[str, ...], narrow: tuple[str, ...]) -> bool:
    """Whether languages hold all of others. Which ones a plug-in has itself is not known."""
    return wide == narrow or (bool(narrow) and set(narrow) <= set(wide))
