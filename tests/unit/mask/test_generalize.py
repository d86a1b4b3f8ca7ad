"""The action `generalize`: its targets, and that they fail closed."""

from __future__ import annotations

import pytest

from penname.mask.generalize import TARGETS, generalized
from penname.policy import targets


def test_targets_are_those_of_policies() -> None:
    """What a policy may name can be done, and nothing else; each target has its line."""
    assert set(TARGETS) == set(targets.TARGETS)
    assert all(target.says for target in TARGETS.values())


@pytest.mark.parametrize(
    ("to", "value", "expected"),
    [
        (("year",), "4 March 2026", "2026"),
        (("age_range_5",), "44", "40-44"),
        (("age_range_10",), "44", "40-49"),
        (("zip3",), "02139", "021"),
        (("year",), "yesterday", None),
        (("nothing",), "2026", None),
        ((), "2026", None),
    ],
)
def test_value_becomes_what_the_rule_says(
    to: tuple[str, ...], value: str, expected: str | None
) -> None:
    """The rule's target is applied; without a known one there is nothing to give."""
    assert generalized(to, value) == expected
