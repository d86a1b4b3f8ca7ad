"""Names by spaCy: only its NER component, and only what `readable` leaves of a text.

Nothing here reads the network: a model that is not installed is an EngineError, never a
download.
"""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import spacy
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from penname.detect.config import EngineError
from penname.detect.ner_spans import trimmed
from penname.detect.ner_text import chunks, readable

#: spaCy's labels as entity types. What is not here (numbers, works, events) is not reported.
NER_ENTITIES: Mapping[str, str] = {
    "PERSON": "PERSON",
    "GPE": "LOCATION",
    "LOC": "LOCATION",
    "FAC": "LOCATION",
    "ORG": "ORGANIZATION",
    "NORP": "NRP",
    "DATE": "DATE_TIME",
    "TIME": "DATE_TIME",
}
#: The entity types that only the language model, or it among others, finds.
NAME_TYPES = frozenset(NER_ENTITIES.values())
#: spaCy gives no confidence. 0.85 is Presidio's default; the noisy types get less.
_NER_SCORES: Mapping[str, float] = {"ORGANIZATION": 0.6, "NRP": 0.6, "DATE_TIME": 0.6}
_NER_SCORE = 0.85

#: The NER component has its own tok2vec: the rest costs 65 % of the time and changes nothing.
_UNUSED = ["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
_BATCH = 32


@dataclass(frozen=True, slots=True)
class Name:
    """A model's entity in the shape that Presidio's SpacyRecognizer reads."""

    start_char: int
    end_char: int
    label_: str


class Artifacts(NlpArtifacts):  # type: ignore[misc]  # Presidio is untyped
    """What recognizers get beside a text: the names in it, and the words of its key."""

    key: Sequence[str] = ()


class NamesOnly(NlpEngine):  # type: ignore[misc]  # Presidio is untyped
    """spaCy with only its NER component, reading only what `readable` leaves."""

    def __init__(self, model: str, language: str) -> None:
        self._language = language
        self._nlp = _load(model) if model else None
        self.model_version = f"{model}-{self._nlp.meta['version']}" if self._nlp else "none"

    def load(self) -> None:
        """Loaded at construction."""

    def is_loaded(self) -> bool:
        return True

    def process_text(self, text: str, language: str) -> Artifacts:
        """The names of one text."""
        return next(self._artifacts([text], frozenset()))

    def process_batch(
        self,
        texts: Iterable[str],
        language: str,
        batch_size: int = _BATCH,
        *,
        added: frozenset[str] = frozenset(),
        **_: Any,
    ) -> Iterator[tuple[str, Artifacts]]:
        """(text, names) for each text, in order; all texts go through the model together.

        `added`: entity types of a policy, whose surrogates are no names.
        """
        kept = list(texts)
        yield from zip(kept, self._artifacts(kept, added), strict=True)

    def nothing(self) -> Artifacts:
        """What a text without names yields; for profiles that want none."""
        return self._found([])

    def is_stopword(self, word: str, language: str) -> bool:
        return False

    def is_punct(self, word: str, language: str) -> bool:
        return False

    def get_supported_entities(self) -> list[str]:
        return sorted(NAME_TYPES)

    def get_supported_languages(self) -> list[str]:
        return [self._language]

    def _artifacts(self, texts: Sequence[str], added: frozenset[str]) -> Iterator[Artifacts]:
        names: list[list[Name]] = [[] for _ in texts]
        for index, start, doc in self._docs(texts):
            for entity in doc.ents:
                kind = NER_ENTITIES.get(entity.label_)
                if kind is not None:
                    begin, end = start + entity.start_char, start + entity.end_char
                    parts = trimmed(texts[index], begin, end, kind, added)
                    names[index].extend(Name(*part, kind) for part in parts)
        yield from map(self._found, names)

    def _found(self, names: list[Name]) -> Artifacts:
        return Artifacts(
            entities=names,
            tokens=[],
            tokens_indices=[],
            lemmas=[],
            nlp_engine=None,
            language=self._language,
            scores=[_NER_SCORES.get(name.label_, _NER_SCORE) for name in names],
        )

    def _docs(self, texts: Sequence[str]) -> Iterator[tuple[int, int, Any]]:
        """(index of the text, offset of the chunk, spaCy Doc) for all chunks of all texts."""
        if self._nlp is None:
            return
        pieces = [
            (piece, (index, start))
            for index, text in enumerate(texts)
            for start, piece in chunks(readable(text))
            if not piece.isspace()
        ]
        for doc, (index, start) in self._nlp.pipe(pieces, as_tuples=True, batch_size=_BATCH):
            yield index, start, doc


def _load(model: str) -> Any:
    """The pipeline with its NER component only. Never downloads."""
    try:
        known = Path(model).is_dir() or importlib.util.find_spec(model) is not None
    except (ImportError, ValueError):
        known = False
    if not known:
        raise EngineError(f"language model {model!r} is not installed (pip install 'penname[en]')")
    with warnings.catch_warnings():
        # W095: the model says spaCy 3.7, its weights work the same on 3.8 (tests compare them).
        warnings.filterwarnings("ignore", message=r".*\[W095\]")
        try:
            nlp = spacy.load(model, exclude=_UNUSED)
        except (OSError, ValueError, KeyError) as error:
            reason = type(error).__name__
            raise EngineError(f"language model {model!r} does not load ({reason})") from error
    if "ner" not in nlp.pipe_names:
        raise EngineError(f"language model {model!r} has no 'ner' component")
    return nlp
