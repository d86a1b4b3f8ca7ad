"""The Presidio AnalyzerEngine as penname wires it: spaCy for names, our recognizers, linear time.

    segment -> readable view -> chunks -> spaCy (names only) -> spans cut to names
            -> patterns on the raw text -> words nearby -> spans

Nothing here reads the network: a model that is not installed is an EngineError,
never a download. A pattern that runs out of time is a DetectionError.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import warnings
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version as package_version
from pathlib import Path
from typing import Any

import spacy
from presidio_analyzer import AnalyzerEngine, RecognizerRegistry, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from presidio_analyzer.predefined_recognizers import SpacyRecognizer

from penname.detect.config import EngineConfig, EngineError
from penname.detect.context import NearbyWords, words_of
from penname.detect.contract import DetectionError, Segment
from penname.detect.ner_spans import trimmed
from penname.detect.ner_text import chunks, readable
from penname.detect.own_words import own_words, without
from penname.detect.readings import in_all_readings
from penname.detect.recognizers import pattern_recognizers
from penname.policy.recognizers import EVERYTHING, Profile
from penname.text.spans import Span

__all__ = ["Engine", "EngineConfig", "EngineError", "build_engine"]

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
#: spaCy gives no confidence. 0.85 is Presidio's default; the noisy types get less.
_NER_SCORES: Mapping[str, float] = {"ORGANIZATION": 0.6, "NRP": 0.6, "DATE_TIME": 0.6}
_NER_SCORE = 0.85

#: The NER component has its own tok2vec: the rest costs 65 % of the time and changes nothing.
_UNUSED = ["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
_BATCH = 32

#: Below this only recognizers that need words nearby are left, without those words.
_FLOOR = 0.2


@dataclass(frozen=True, slots=True)
class Name:
    """A model's entity in the shape that Presidio's SpacyRecognizer reads."""

    start_char: int
    end_char: int
    label_: str


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

    def process_text(self, text: str, language: str) -> NlpArtifacts:
        """The names of one text."""
        return next(self._artifacts([text]))

    def process_batch(
        self, texts: Iterable[str], language: str, batch_size: int = _BATCH, **_: Any
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """(text, names) for each text, in order; all texts go through the model together."""
        kept = list(texts)
        yield from zip(kept, self._artifacts(kept), strict=True)

    def is_stopword(self, word: str, language: str) -> bool:
        return False

    def is_punct(self, word: str, language: str) -> bool:
        return False

    def get_supported_entities(self) -> list[str]:
        return sorted(set(NER_ENTITIES.values()))

    def get_supported_languages(self) -> list[str]:
        return [self._language]

    def _artifacts(self, texts: Sequence[str]) -> Iterator[NlpArtifacts]:
        names: list[list[Name]] = [[] for _ in texts]
        for index, start, doc in self._docs(texts):
            for entity in doc.ents:
                kind = NER_ENTITIES.get(entity.label_)
                if kind is not None:
                    begin, end = start + entity.start_char, start + entity.end_char
                    parts = trimmed(texts[index], begin, end, kind)
                    names[index].extend(Name(*part, kind) for part in parts)
        for found in names:
            yield NlpArtifacts(
                entities=found,
                tokens=[],
                tokens_indices=[],
                lemmas=[],
                nlp_engine=None,
                language=self._language,
                scores=[_NER_SCORES.get(name.label_, _NER_SCORE) for name in found],
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


class Engine:
    """Text to spans, in this process. Spans come unfiltered and may overlap."""

    def __init__(self, config: EngineConfig) -> None:
        # Presidio logs recognised text on some errors; nothing of it may reach a log.
        logging.getLogger("presidio-analyzer").setLevel(logging.CRITICAL + 1)
        self._language = config.language
        self._names = NamesOnly(config.model, config.language)
        recognizers = pattern_recognizers()
        if config.model:
            recognizers.append(
                SpacyRecognizer(
                    supported_entities=self._names.get_supported_entities(), name="spacy"
                )
            )
        self._analyzer = AnalyzerEngine(
            registry=RecognizerRegistry(
                recognizers=recognizers, supported_languages=[config.language]
            ),
            nlp_engine=self._names,
            supported_languages=[config.language],
            context_aware_enhancer=NearbyWords(),
            default_score_threshold=_FLOOR,
        )
        self.version = _version(self._names.model_version)
        self.entity_types = frozenset(self._analyzer.get_supported_entities(config.language))

    def analyze(self, segment: Segment, profile: Profile = EVERYTHING) -> tuple[Span, ...]:
        """The spans of one segment, by start. Raises DetectionError."""
        return self.analyze_batch([segment], profile)[0]

    def analyze_batch(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        """The spans of each segment, in order, under all views; names in one model call.

        Raises DetectionError when a pattern or the model fails.
        """
        return in_all_readings(segments, self._read)

    def _read(self, segments: Sequence[Segment]) -> list[tuple[Span, ...]]:
        try:
            batch = self._names.process_batch([s.text for s in segments], self._language)
            return [
                self._spans(segment, artifacts)
                for segment, (_, artifacts) in zip(segments, batch, strict=True)
            ]
        except (ValueError, IndexError, KeyError, TypeError, RuntimeError) as error:
            raise DetectionError(f"detection failed ({type(error).__name__})") from error

    def _spans(self, segment: Segment, artifacts: NlpArtifacts) -> tuple[Span, ...]:
        results = self._analyzer.analyze(
            segment.text,
            self._language,
            nlp_artifacts=artifacts,
            context=words_of(segment.hint) or None,
        )
        own = own_words(segment.text)
        spans = (_to_span(segment.text, result) for result in results)
        whole = (part for span in spans if span for part in _parts(segment.text, span, own))
        return tuple(sorted(whole, key=lambda span: (span.start, span.end, span.entity_type)))


def build_engine(config: EngineConfig | None = None) -> Engine:
    """The engine with its model loaded (seconds). Raises EngineError."""
    return Engine(config or EngineConfig())


def _to_span(text: str, result: RecognizerResult) -> Span | None:
    """The result without white space at its edges."""
    start, end = result.start, result.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    name = result.recognition_metadata[RecognizerResult.RECOGNIZER_NAME_KEY]
    return Span(start, end, result.entity_type, round(float(result.score), 4), name)


def _parts(text: str, span: Span, own: Sequence[tuple[int, int]]) -> Iterable[Span]:
    """The span, or its parts beside our own surrogates: usually a text has none."""
    if not own:
        return (span,)
    near = own[bisect_left(own, (max(0, span.start - 64),)) : bisect_left(own, (span.end,))]
    return without(text, span, near)


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


def _version(model: str) -> str:
    """What the spans depend on: libraries, model, and the source of this room."""
    digest = hashlib.blake2b(digest_size=8)
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.name.encode() + b"\0" + source.read_bytes() + b"\0")
    libraries = ("presidio-analyzer", "spacy", "phonenumbers", "regex")
    words = [f"{name}/{package_version(name)}" for name in libraries]
    return " ".join([*words, f"model/{model}", f"rules/{digest.hexdigest()}"])
