"""Where something was found, and as what. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A find: offsets in code points, half open. `score` is 1 where a side has none."""

    start: int
    end: int
    label: str
    score: float = 1.0

    @property
    def place(self) -> tuple[int, int]:
        return self.start, self.end
