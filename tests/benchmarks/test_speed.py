"""The clock of the benchmark does not wait for a side that would never end."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import pytest

from benchmarks.detect import speed, tables
from benchmarks.detect.found import Found


@dataclass
class _Side:
    """Takes as long as its power of the text's size says, on a clock of its own."""

    power: float
    clock: float = 0.0
    asked: list[int] = field(default_factory=list)
    columns: tuple[str, ...] = ("side",)

    def read(self, text: str) -> tuple[list[Found], ...]:
        return ([],)

    def quick(self, text: str) -> None:
        self.asked.append(len(text))
        self.clock += (len(text) / 1000) ** self.power / 10


@pytest.mark.parametrize(
    ("power", "largest"), [(1, speed.LARGE), (2, speed.SMALL), (3, speed.SMALL), (6, 1_250)]
)
def test_slow_sides_are_not_asked(
    power: float, largest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Linear ones read all sizes; others as far as their growth says that they will end."""
    side = _Side(power)
    monkeypatch.setattr(time, "perf_counter", lambda: side.clock)
    times = speed._times_by_step(side, "a" * speed.LARGE)
    assert max(side.asked) == max(times) == largest
    assert side.clock < 60


def test_what_was_not_asked_is_said() -> None:
    """A cell says so, and no number."""
    told = speed.Speed(
        hostile={
            "quick": {"English": (10.0, 40.0), "dots": (20.0, 80.0)},
            "slow": {"English": (10.0, 40.0), "dots": (None, None)},
            "steep": {"English": (10.0, 40.0), "dots": (20.0, None)},
        }
    )
    (row,) = (line for line in tables.hostile(told).splitlines() if "dots" in line)
    assert row == "| dots | 2.0 · 1.0 | too long | 2.0 · too long |"
