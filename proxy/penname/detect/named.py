"""Names in texts, whoever found them: what a source of names gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Named:
    """Where a name stands, which entity type it is, and how sure its source is of that."""

    start: int
    end: int
    entity_type: str
    score: float
    source: str


class NameSource(Protocol):
    """A model that reads texts for names."""

    @property
    def name(self) -> str:
        """What spans say as their recognizer."""
        ...

    @property
    def version(self) -> str: ...

    @property
    def languages(self) -> frozenset[str]:
        """Those of the texts that it reads; none: all."""
        ...

    @property
    def entity_types(self) -> frozenset[str]:
        """What it can find."""
        ...

    def names(self, texts: Sequence[str], added: frozenset[str]) -> list[list[Named]]:
        """The names of each text. `added`: entity types of a policy, whose surrogates are no
        names. Raises RuntimeError or ValueError."""
        ...
