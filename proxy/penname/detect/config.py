"""What the engine is built from; light, so that the front process need not import a model."""

from __future__ import annotations

import re
from dataclasses import dataclass

from penname.policy.plugins import kind_of

#: penname's own name model.
OWN = "penname"
#: What reads for names when nothing is said.
DEFAULT = (OWN,)
#: What `names` says when nothing but patterns is to be used.
_NONE = frozenset({"", "none"})
_MODEL = re.compile(r"[^\s+,\x00]{1,400}")


class EngineError(Exception):
    """The engine cannot be built: a model is missing or broken. Says what to install."""


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """`models` read texts for names, each by itself: OWN, or a spaCy pipeline by the name of its
    package or its folder. None of them means patterns only, no names. `plugins` are loaded
    beside them: only these may be used by policies."""

    models: tuple[str, ...] = DEFAULT
    language: str = "en"
    plugins: tuple[str, ...] = ()


def parse_models(text: str) -> tuple[str, ...]:
    """`penname`, `penname+MODEL`, `none` … as models. Raises ValueError."""
    if text.strip().lower() in _NONE:
        return ()
    models = tuple(word.strip() for word in text.split("+"))
    if len(set(models)) < len(models) or not all(map(_MODEL.fullmatch, models)):
        raise ValueError("must be penname, none, or names of models joined by +")
    return models


def parse_plugins(text: str) -> tuple[str, ...]:
    """Names of plug-ins, separated by commas. Raises ValueError."""
    names = tuple(word.strip() for word in text.split(",") if word.strip())
    if len(set(names)) < len(names) or not all(map(kind_of, names)):
        raise ValueError(
            "must be names as policies say them, separated by commas: packages or absolute folders "
            "of spaCy pipelines, recognizers of Presidio, MODULE:CLASS"
        )
    return names
