"""Units of several searches, put in order."""

from __future__ import annotations

from penname.text.units import disjoint


def test_units_come_in_order_and_apart() -> None:
    """Of two that overlap the one that begins first stays, then the longer one."""
    units = [(5, 7, "c"), (0, 2, "a"), (1, 9, "x"), (2, 3, "y"), (2, 4, "b"), (4, 4, " ")]
    assert list(disjoint(units)) == [(0, 2, "a"), (2, 4, "b"), (4, 4, " "), (5, 7, "c")]
