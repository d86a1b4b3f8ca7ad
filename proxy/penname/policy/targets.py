"""What `generalize` can turn a value into: the names, and the entity types that each suits.

The functions are in `mask.generalize`; a test there checks that both tables agree. A type that
a policy adds itself may use any of them: what cannot be generalized becomes `[TYPE]`.
"""

from __future__ import annotations

from collections.abc import Mapping

_DATES = frozenset({"DATE_TIME", "DATE_OF_BIRTH"})
_AGES = frozenset({"AGE"})
_PLACES = frozenset({"LOCATION", "STREET_ADDRESS"})

TARGETS: Mapping[str, frozenset[str]] = {
    "year": _DATES,
    "month": _DATES,
    "decade": _DATES,
    "age_90_plus": _AGES,
    "age_range_5": _AGES,
    "age_range_10": _AGES,
    "zip3": frozenset({"ZIP_CODE"}),
    "postcode_area": frozenset({"POSTCODE", "ZIP_CODE"}),
    "us_state": _PLACES,
}


def suiting(entity_type: str) -> tuple[str, ...]:
    """The targets for one of penname's own entity types; none when it cannot be generalized."""
    return tuple(name for name, types in TARGETS.items() if entity_type in types)
