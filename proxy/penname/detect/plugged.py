"""A plug-in as the engine sees it: a spaCy pipeline or a Presidio recognizer of somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Found(NamedTuple):
    """One find: where, under which label of the plug-in, and how sure (0 to 1)."""

    start: int
    end: int
    label: str
    score: float = 1.0


class Plugged(Protocol):
    """`version` says what its finds depend on; `languages` those of the texts that it reads (none:
    all); `labels` what it can find (none: not known); `context` words nearby that raise a score.
    `is_model`: it reads sentences, as the models for names do, and not what the model wrote."""

    name: str
    version: str
    languages: frozenset[str]
    labels: frozenset[str]
    context: tuple[str, ...]
    is_model: bool

    def find(self, texts: Sequence[str]) -> list[list[Found]]:
        """The finds in each text. May raise anything."""
        ...
