"""The action `generalize`: a value made coarser, or, where that cannot be done, `[TYPE]`.

Each target is a function of the text alone. It returns None for what it does not
understand, so that nothing is passed on by mistake; what it returns never says more than the
value did, and stays the same when it is generalized again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from penname.mask.ages import to_90_plus, to_range
from penname.mask.dates import to_decade, to_month, to_year
from penname.mask.regions import to_postcode_area, to_us_state, to_zip3


@dataclass(frozen=True, slots=True)
class Target:
    """What `to:` may name. `apply` gives the coarser text or None, `says` is its one line."""

    apply: Callable[[str], str | None]
    says: str


#: By the names of policy.targets (which says what entity types each suits).
TARGETS: Mapping[str, Target] = {
    "year": Target(to_year, "the year: `2026`"),
    "month": Target(to_month, "the month and its year: `2026-03`"),
    "decade": Target(to_decade, "the decade: `2020s`"),
    "age_90_plus": Target(to_90_plus, "`90+` for 90 and more; a younger age as it stands"),
    "age_range_5": Target(partial(to_range, width=5), "five years: `40-44`"),
    "age_range_10": Target(partial(to_range, width=10), "ten years: `40-49`"),
    "zip3": Target(
        to_zip3, "the first three digits of a US ZIP code; `000` where few people live there"
    ),
    "postcode_area": Target(to_postcode_area, "the region in front of a postcode: `SW`, `10`"),
    "us_state": Target(to_us_state, "the US state that the place names: `MA`"),
}


def generalized(to: tuple[str, ...], value: str) -> str | None:
    """A value made as coarse as a rule's `to` says; None where that cannot be done."""
    target = TARGETS.get(to[0]) if to else None
    return None if target is None else target.apply(value)
