"""What detection takes and how it fails: shared by the engine, its workers and the exchange."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Segment:
    """One text to detect in. `hint` is the nearest object key: context, never searched.

    `names` False: no language model reads the text, only patterns do.
    """

    text: str
    hint: str = ""
    names: bool = True

    def __repr__(self) -> str:
        return f"Segment(<{len(self.text)} characters>)"


class DetectionError(Exception):
    """Detection failed or ran out of time: the request must be refused."""
