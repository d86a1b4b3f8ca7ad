"""The targets of `generalize`."""

from __future__ import annotations

from penname.policy.entities import ENTITY_TYPES
from penname.policy.targets import TARGETS, suiting


def test_targets_suit_types() -> None:
    """Every target suits some type, and a type's targets are those that list it."""
    assert all(types and types <= set(ENTITY_TYPES) for types in TARGETS.values())
    assert suiting("DATE_TIME") == ("year", "month", "decade")
    assert suiting("EMAIL_ADDRESS") == ()
