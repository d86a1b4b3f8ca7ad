"""The table of entity types."""

from __future__ import annotations

import re

from penname.policy.entities import ENTITY_TYPES


def test_types_are_sorted_words() -> None:
    """Types are upper-case words in alphabetical order, each with one line that says what it is."""
    assert list(ENTITY_TYPES) == sorted(ENTITY_TYPES)
    assert all(re.fullmatch(r"[A-Z]+(?:_[A-Z]+)*", name) for name in ENTITY_TYPES)
    assert all(line and "\n" not in line for line in ENTITY_TYPES.values())
    assert len(set(ENTITY_TYPES.values())) == len(ENTITY_TYPES)
