"""The plan of a training: every number that its result depends on, read from a TOML file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

DEFAULT = Path(__file__).with_name("plan.toml")
#: One epoch more of the same, then two of what is not right yet.
FINISH = Path(__file__).with_name("finish.toml")
HARDER = Path(__file__).with_name("harder.toml")
#: Two more, with other names and other words in the labelled texts.
OTHERS = Path(__file__).with_name("others.toml")
#: For texts of one's own, from the shipped model.
TUNING = Path(__file__).with_name("tuning.toml")


class PlanError(Exception):
    """A plan that cannot be followed; says which file and member."""


@dataclass(frozen=True, slots=True)
class NetworkPlan:
    """Which of the start's layers are kept, how many inner numbers, pieces of a window."""

    layers: tuple[int, ...]
    inner: int
    window: int


@dataclass(frozen=True, slots=True)
class TextPlan:
    """Made and found texts of an epoch, and how often it has each labelled one; shares of made
    texts that are kept, the hardest ones, of joined texts and of held out examples."""

    labelled: int
    made: int
    kept: float
    found: int
    joined: float
    held_out: float


@dataclass(frozen=True, slots=True)
class LearningPlan:
    """Epochs, pieces of a batch, `learning.Rates`, and the share of the start's weights that is
    mixed into the learned ones at the end."""

    epochs: int
    pieces: int
    rate: float
    warm_up: float
    layer_decay: float
    dropout: float
    of_start: float


@dataclass(frozen=True, slots=True)
class CalibrationPlan:
    """Made texts beside the held out ones, and the beta of the F that thresholds maximise."""

    made: int
    beta: float


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole plan."""

    seed: int
    network: NetworkPlan
    texts: TextPlan
    learning: LearningPlan
    calibration: CalibrationPlan


def read(path: Path = DEFAULT) -> Plan:
    """The plan in a file. Raises PlanError and OSError."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise PlanError(f"{path.name}: not TOML") from error
    try:
        return Plan(
            seed=int(said["seed"]),
            network=_part(NetworkPlan, said["network"]),
            texts=_part(TextPlan, said["texts"]),
            learning=_part(LearningPlan, said["learning"]),
            calibration=_part(CalibrationPlan, said["calibration"]),
        )
    except KeyError as error:
        raise PlanError(f"{path.name}: {error.args[0]} is missing") from error


def _part(kind: type[Any], said: dict[str, Any]) -> Any:
    known = {field.name for field in fields(kind)}
    for name in said.keys() ^ known:
        raise PlanError(f"{name} is {'missing' if name in known else 'unknown'}")
    return kind(**{k: tuple(v) if isinstance(v, list) else v for k, v in said.items()})
