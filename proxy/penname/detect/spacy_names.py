"""Names by spaCy: only its NER component, and only what `readable` leaves of a text.

Nothing here reads the network: a model that is not installed is an EngineError, never a
download.
"""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import spacy

from penname.detect.config import EngineError
from penname.detect.named import Named
from penname.detect.ner_spans import trimmed
from penname.detect.ner_text import chunks, readable
from penname.text.languages import KNOWN

#: spaCy's labels as entity types. What is not here (numbers, works, events) is not reported.
ENTITIES: Mapping[str, str] = {
    "PERSON": "PERSON",
    "GPE": "LOCATION",
    "LOC": "LOCATION",
    "FAC": "LOCATION",
    "ORG": "ORGANIZATION",
    "NORP": "NRP",
    "DATE": "DATE_TIME",
    "TIME": "DATE_TIME",
}
#: spaCy gives no confidence. 0.85 is Presidio's default; the noisy types get less.
_SCORES: Mapping[str, float] = {"ORGANIZATION": 0.6, "NRP": 0.6, "DATE_TIME": 0.6}
_SCORE = 0.85

#: The NER component has its own tok2vec: the rest costs 65 % of the time and changes nothing.
_UNUSED = ["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
_BATCH = 32


class SpacyNames:
    """A spaCy pipeline with only its NER component: an installed package, or a folder."""

    name = "spacy"
    entity_types = frozenset(ENTITIES.values())

    def __init__(self, model: str) -> None:
        self._nlp = _load(model)
        self.version = f"{model}-{self._nlp.meta['version']}"
        self.languages = frozenset({self._nlp.lang}) & KNOWN

    def names(self, texts: Sequence[str], added: frozenset[str]) -> list[list[Named]]:
        """The names of each text; all texts go through the model together."""
        found: list[list[Named]] = [[] for _ in texts]
        for index, start, doc in self._docs(texts):
            for entity in doc.ents:
                kind = ENTITIES.get(entity.label_)
                if kind is not None:
                    begin, end = start + entity.start_char, start + entity.end_char
                    score = _SCORES.get(kind, _SCORE)
                    found[index].extend(
                        Named(*part, kind, score, self.name)
                        for part in trimmed(texts[index], begin, end, kind, added)
                    )
        return found

    def _docs(self, texts: Sequence[str]) -> Iterator[tuple[int, int, Any]]:
        """(index of the text, offset of the chunk, spaCy Doc) for all chunks of all texts."""
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
