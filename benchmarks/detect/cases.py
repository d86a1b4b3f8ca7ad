"""One labelled text, whatever it comes from: a corpus file or a generator with a seed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Gold:
    """Where a value stands: offsets in code points, half open, and what it is.

    `label` is an entity type of penname, or a broader word of the corpus (`ADDRESS`).
    """

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Case:
    """A text with all values that must be found in it; none for a text that must stay clean.

    `group` is what results are broken down by (a region, a vendor, an origin of names).
    `never` is a type that must not be found in the text (a number with a bad check digit).
    """

    text: str
    gold: tuple[Gold, ...] = ()
    group: str = ""
    never: str = ""

    def __repr__(self) -> str:
        return f"Case(<{len(self.text)} characters>, {len(self.gold)} values)"


class Maker:
    """Puts a case together piece by piece, and knows where each value came to stand."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._gold: list[Gold] = []
        self._size = 0

    def say(self, text: str) -> Maker:
        """Text that is no value."""
        self._parts.append(text)
        self._size += len(text)
        return self

    def value(self, text: str, label: str) -> Maker:
        """A value of some type."""
        self._gold.append(Gold(self._size, self._size + len(text), label))
        return self.say(text)

    def case(self, group: str = "", never: str = "") -> Case:
        return Case("".join(self._parts), tuple(self._gold), group, never)


def read_jsonl(path: Path) -> Iterator[Case]:
    """The cases of a file: one object a line, `{"text", "spans": [{"start", "end", "label"}]}`.

    Raises ValueError with the line's number for a line that is none, KeyError for a missing member.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
            except ValueError as error:
                raise ValueError(f"{path.name}:{number}: not JSON") from error
            gold = tuple(
                Gold(span["start"], span["end"], str(span["label"])) for span in row["spans"]
            )
            yield Case(str(row["text"]), gold, never=str(row.get("neg_for") or ""))
