"""What could not be written is counted until a gap record says so."""

from __future__ import annotations

from penname.audit.losses import Losses


def test_losses_add_up_from_the_first() -> None:
    """The count grows, and the time is that of the first loss."""
    losses = Losses()
    assert losses.pending()[0] == 0
    losses.add(2, "09:00")
    losses.add(1, "09:05")
    assert losses.pending() == (3, "09:00")


def test_told_losses_are_not_told_again() -> None:
    """What came while the record was written stays for the next one."""
    losses = Losses()
    losses.add(3, "09:00")
    losses.add(1, "09:05")
    losses.told(3, "09:06")
    assert losses.pending() == (1, "09:06")
    losses.told(1, "09:07")
    losses.add(1, "10:00")
    assert losses.pending() == (1, "10:00")
    assert losses.total == 5
