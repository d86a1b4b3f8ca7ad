"""What a policy file says, with the place of every word: the loader's own tree.

The YAML library stays in `policy.load`; the grammar reads only these three nodes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from penname.policy.problems import Place

_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})

#: YAML 1.2 booleans only: `no`, `off` and `yes` stay the strings that they look like.
BOOLEANS: Mapping[str, bool] = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Scalar:
    """One word. `plain` is whether it stood without quotes."""

    text: str
    plain: bool
    place: Place

    @property
    def is_text(self) -> bool:
        """Whether YAML 1.2 reads it as a string."""
        if not self.plain:
            return True
        return not (self.text in _NULLS or self.text in BOOLEANS or _NUMBER.match(self.text))

    @property
    def is_number(self) -> bool:
        return self.plain and _NUMBER.match(self.text) is not None


@dataclass(frozen=True, slots=True)
class Listing:
    """A sequence of nodes."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a mapping: where the key stands, and its value."""

    place: Place
    value: Node


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping; keys are unique."""

    entries: Mapping[str, Entry]
    place: Place


Node = Scalar | Listing | Table
