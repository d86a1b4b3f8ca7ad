"""A spaCy pipeline of somebody else as a plug-in: its entities, whatever component finds them.

It reads what the models for names read: without code and endless words, on which a tokenizer
takes seconds. Each text goes through it alone, so that the same text always gives the same.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import spacy

from penname.detect.config import EngineError
from penname.detect.ner_text import chunks, readable
from penname.detect.plugged import Found
from penname.detect.plugin_checks import home_of, not_installed
from penname.text.languages import KNOWN

#: What a pipeline of nothing but its own entities does not need; with other components it may.
_UNUSED = frozenset(
    {"tagger", "morphologizer", "parser", "senter", "attribute_ruler", "lemmatizer"}
)
_READING = frozenset({"tok2vec", "transformer", "ner"})


class PluggedPipeline:
    """A pipeline by its package or folder, loaded. Raises EngineError. Never downloads."""

    is_model = True
    context: tuple[str, ...] = ()

    def __init__(self, name: str) -> None:
        home = home_of(name)
        if home is None:
            raise EngineError(not_installed(name))
        self.name = name
        self._nlp = _load(name)
        self.languages = frozenset({self._nlp.lang}) & KNOWN
        # what a component finds that does not say so is not known
        self.labels: frozenset[str] = frozenset()
        state = f"+{_state(home)}" if name.startswith("/") else ""
        self.version = f"{name}-{self._nlp.meta['version']}{state}"

    def find(self, texts: Sequence[str]) -> list[list[Found]]:
        """The entities of each text."""
        return [self._entities(text) for text in texts]

    def _entities(self, text: str) -> list[Found]:
        return [
            Found(start + entity.start_char, start + entity.end_char, entity.label_)
            for start, piece in chunks(readable(text))
            if not piece.isspace()
            for entity in self._nlp(piece).ents
        ]


def _load(name: str) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # W095: made for another spaCy
            nlp = spacy.load(name)
    except Exception as error:
        words = f"the pipeline {name} does not load ({type(error).__name__})"
        raise EngineError(words) from error
    if set(nlp.pipe_names) <= _UNUSED | _READING:
        nlp.select_pipes(disable=[pipe for pipe in nlp.pipe_names if pipe in _UNUSED])
    return nlp


def _state(home: Path) -> str:
    """A digest of a folder: its version alone may stay when somebody trains it again."""
    digest = hashlib.blake2b(digest_size=8)
    for file in sorted(path for path in home.rglob("*") if path.is_file()):
        with file.open("rb") as content:
            inner = hashlib.file_digest(content, "blake2b").digest()
        digest.update(file.relative_to(home).as_posix().encode() + b"\0" + inner)
    return digest.hexdigest()
