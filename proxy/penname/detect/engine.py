"""The Presidio AnalyzerEngine as penname wires it: models for names, our recognizers, linear time.

    segment -> models that read for names -> spans cut to names
            -> patterns on the raw text -> words nearby -> spans

A profile says which types are wanted: only their recognizers run, and the models that read
for names only when a type that they know is among them. A pattern that runs out of time, and a
policy's recognizer that does not compile, are a DetectionError.
"""

from __future__ import annotations

import hashlib
import logging
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from importlib.metadata import version as package_version
from pathlib import Path

from presidio_analyzer import RecognizerResult

from penname.detect.config import EngineConfig, EngineError
from penname.detect.context import BASE_KEY, words_of
from penname.detect.contract import DetectionError, Segment
from penname.detect.custom import RULE_KEY
from penname.detect.explained import Explained, TracedSpan
from penname.detect.names import Artifacts, names_of
from penname.detect.own_words import own_words, without
from penname.detect.plugins import PlugIns
from penname.detect.profiles import Prepared, Profiles
from penname.detect.readings import in_all_readings
from penname.policy.recognizers import EVERYTHING, Profile
from penname.text.spans import Span

__all__ = ["Engine", "EngineConfig", "EngineError", "build_engine"]


class Engine:
    """Text to spans, in this process. Spans come unfiltered and may overlap."""

    def __init__(self, config: EngineConfig) -> None:
        # Presidio logs recognised text on some errors; nothing of it may reach a log.
        logging.getLogger("presidio-analyzer").setLevel(logging.CRITICAL + 1)
        self._language = config.language
        self._names = names_of(config)
        self._plugins = PlugIns(config.plugins)
        self._profiles = Profiles(self._names, self._plugins, language=config.language)
        self.version = _version(self._names.model_version, self._plugins.versions)
        self.entity_types = self._profiles.entity_types

    def known(self, digest: str) -> Profile | None:
        """The profile with a digest, if the engine has it ready."""
        return self._profiles.known(digest)

    def learn(self, profile: Profile) -> None:
        """Makes a profile ready before a text is there to read. Raises DetectionError."""
        self._profiles.prepared(profile)

    def analyze(self, segment: Segment, profile: Profile = EVERYTHING) -> tuple[Span, ...]:
        """The spans of one segment, by start. Raises DetectionError."""
        return self.analyze_batch([segment], profile)[0]

    def analyze_batch(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        """The spans of each segment, in order, under all views; names in one model call.

        Raises DetectionError when a pattern or the model fails.
        """
        ready = self._profiles.prepared(profile)
        if ready.analyzer is None:
            return [() for _ in segments]
        return in_all_readings(segments, lambda asked: self._read(asked, ready))

    def explain(self, segment: Segment, profile: Profile = EVERYTHING) -> tuple[Explained, ...]:
        """The spans of one segment as `analyze` finds them, each with how its score came to be.

        Raises DetectionError.
        """
        ready = self._profiles.prepared(profile)
        if ready.analyzer is None:
            return ()
        (spans,) = in_all_readings([segment], lambda asked: self._read(asked, ready, traced=True))
        return tuple(span.explained() for span in spans if isinstance(span, TracedSpan))

    def _read(
        self, segments: Sequence[Segment], ready: Prepared, *, traced: bool = False
    ) -> list[tuple[Span, ...]]:
        try:
            names = self._names_in(segments, ready)
            return [
                self._spans(segment, artifacts, ready, traced=traced)
                for segment, artifacts in zip(segments, names, strict=True)
            ]
        except (ValueError, IndexError, KeyError, TypeError, RuntimeError) as error:
            raise DetectionError(f"detection failed ({type(error).__name__})") from error

    def _names_in(self, segments: Sequence[Segment], ready: Prepared) -> list[Artifacts]:
        """The names of each segment, all that want some in one model call, and what plug-ins
        find in it."""
        names = [self._names.nothing() for _ in segments]
        wanting = [i for i, one in enumerate(segments) if one.names and ready.wants_names]
        if wanting:
            texts = [segments[i].text for i in wanting]
            for i, artifacts in zip(wanting, self._names.read(texts, ready.added), strict=True):
                names[i] = artifacts
        if ready.plugins:
            found = self._plugins.read(segments, ready.plugins)
            for artifacts, finds in zip(names, found, strict=True):
                artifacts.plugged = finds
        return names

    def _spans(
        self, segment: Segment, artifacts: Artifacts, ready: Prepared, *, traced: bool
    ) -> tuple[Span, ...]:
        artifacts.key = words_of(segment.hint)
        results = ready.analyzer.analyze(
            segment.text,
            self._language,
            nlp_artifacts=artifacts,
            context=artifacts.key or None,
            return_decision_process=traced,
        )
        own = own_words(segment.text, added=ready.added)
        make = _traced if traced else _plain
        spans = (
            make(result, *edges, ready.types.get(result.entity_type, result.entity_type))
            for result in results
            if (edges := _edges(segment.text, result))
        )
        whole = (part for span in spans for part in _parts(segment.text, span, own))
        return tuple(sorted(whole, key=lambda span: (span.start, span.end, span.entity_type)))


def build_engine(config: EngineConfig | None = None) -> Engine:
    """The engine with its model loaded (seconds). Raises EngineError."""
    return Engine(config or EngineConfig())


def _edges(text: str, result: RecognizerResult) -> tuple[int, int] | None:
    """Where the result stands, without white space at its edges; None when nothing is left."""
    start, end = result.start, result.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _plain(result: RecognizerResult, start: int, end: int, entity_type: str) -> Span:
    name = result.recognition_metadata[RecognizerResult.RECOGNIZER_NAME_KEY]
    return Span(start, end, entity_type, round(float(result.score), 4), name)


def _traced(result: RecognizerResult, start: int, end: int, entity_type: str) -> Span:
    span = _plain(result, start, end, entity_type)
    said = result.recognition_metadata
    explanation = result.analysis_explanation
    pattern = said.get(RULE_KEY) or getattr(explanation, "pattern_name", None) or span.recognizer
    base = round(float(said.get(BASE_KEY, result.score)), 4)
    return TracedSpan(
        start, end, entity_type, span.score, span.recognizer, base_score=base, pattern=pattern
    )


def _parts(text: str, span: Span, own: Sequence[tuple[int, int]]) -> Iterable[Span]:
    """The span, or its parts beside our own surrogates: usually a text has none."""
    if not own:
        return (span,)
    near = own[bisect_left(own, (max(0, span.start - 64),)) : bisect_left(own, (span.end,))]
    return without(text, span, near)


#: Libraries that what is found depends on.
_LIBRARIES = (
    *("presidio-analyzer", "spacy", "onnxruntime", "numpy"),
    *("phonenumbers", "regex", "google-re2"),
)
#: Modules of the policy room that find things too.
_FINDING = (
    "finder",
    "literals",
    "patterns",
    "regex_text",
    "terms",
    "hashed",
    "hashed_terms",
    "denied",
    "check_digits",
    "national_ids",
    "id_parts",
    "validators",
)
#: Modules of the text room that say how a text can be read.
_READING = (
    *(
        "borders",
        "decodings",
        "digit_words",
        "disguises",
        "encoded_words",
        "folding",
        "joining",
        "lookalikes",
    ),
    *("outlines", "plain_characters", "runs", "spoken", "units", "views"),
    *("language_words", "languages"),
    *("ambiguous_words", "common_words", "english_words", "machine_words", "names", "words"),
)


def _version(model: str, plugins: Iterable[str] = ()) -> str:
    """What the spans depend on: libraries, model, and the source of what finds them."""
    here = Path(__file__).parent
    digest = hashlib.blake2b(digest_size=8)
    policy = [here.parent / "policy" / f"{name}.py" for name in _FINDING]
    states = sorted((here.parent / "policy").glob("ids_*.py"))
    text = [here.parent / "text" / f"{name}.py" for name in _READING]
    for source in [*sorted(here.rglob("*.py")), *policy, *states, *text]:
        digest.update(source.name.encode() + b"\0" + source.read_bytes() + b"\0")
    words = [f"{name}/{package_version(name)}" for name in _LIBRARIES]
    words += [f"model/{model}", *(f"plugin/{one}" for one in plugins)]
    return " ".join([*words, f"rules/{digest.hexdigest()}"])
