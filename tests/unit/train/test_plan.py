"""Plans: the shipped ones can be read, and mistakes are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from penname.train.plan import DEFAULT, FINISH, HARDER, OTHERS, TUNING, PlanError, read


@pytest.mark.parametrize("path", [DEFAULT, FINISH, HARDER, OTHERS, TUNING])
def test_shipped_plans_are_whole(path: Path) -> None:
    """Every plan of the package has every number."""
    plan = read(path)
    assert plan.learning.epochs >= 1
    assert plan.network.window == 190


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (("made = ", "mode = "), "mode is unknown|made is missing"),
        (("seed = ", "sead = "), "seed is missing"),
        (("[network]", "[network"), "not TOML"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, change: tuple[str, str], why: str) -> None:
    """What is missing, unknown or no TOML is said."""
    path = tmp_path / "plan.toml"
    path.write_text(DEFAULT.read_text().replace(*change))
    with pytest.raises(PlanError, match=why):
        read(path)
