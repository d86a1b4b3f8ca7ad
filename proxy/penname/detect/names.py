"""The names of texts for Presidio: its NLP engine, made of the models that read for names.

Presidio gives what its NLP engine found to recognizers; there is one for each model, so that a
span says who found it. The texts of a call are read together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from presidio_analyzer import EntityRecognizer, RecognizerResult
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

from penname.detect.config import OWN, EngineConfig
from penname.detect.named import Named, NameSource
from penname.detect.ner.model import load
from penname.detect.own_names import OwnNames
from penname.detect.plugins import Finds
from penname.detect.spacy_names import SpacyNames
from penname.text.languages import is_read, languages


class Artifacts(NlpArtifacts):  # type: ignore[misc]  # Presidio is untyped
    """What recognizers get beside a text: the names in it, the words of its
    key, and what plug-ins found."""

    names: Sequence[Named] = ()
    key: Sequence[str] = ()
    plugged: Finds = MappingProxyType({})


class Names(NlpEngine):  # type: ignore[misc]  # Presidio is untyped
    """The models that read texts for names, as Presidio's NLP engine."""

    def __init__(self, sources: Sequence[NameSource], language: str = "en") -> None:
        self.sources = tuple(sources)
        self._language = language
        self.model_version = "+".join(source.version for source in sources) or "none"

    def load(self) -> None:
        """Loaded at construction."""

    def is_loaded(self) -> bool:
        return True

    def process_text(self, text: str, language: str) -> Artifacts:
        """The names of one text."""
        return self.read([text])[0]

    def process_batch(
        self, texts: Iterable[str], language: str, **_: Any
    ) -> Iterator[tuple[str, Artifacts]]:
        """(text, names) for each text, in order."""
        kept = list(texts)
        yield from zip(kept, self.read(kept), strict=True)

    def read(self, texts: Sequence[str], added: frozenset[str] = frozenset()) -> list[Artifacts]:
        """The names of each text. `added`: entity types of a policy, whose surrogates are no
        names. A model reads texts in its languages, and those of unknown ones. Raises
        RuntimeError or ValueError."""
        found: list[list[Named]] = [[] for _ in texts]
        choosy = any(source.languages for source in self.sources)
        spoken = [languages(text) if choosy else () for text in texts]
        for source in self.sources:
            own = [index for index, one in enumerate(spoken) if is_read(one, source.languages)]
            answers = source.names([texts[index] for index in own], added)
            for index, names in zip(own, answers, strict=True):
                found[index] += names
        return [self._artifacts(names) for names in found]

    def nothing(self) -> Artifacts:
        """What a text without names yields; for profiles that want none."""
        return self._artifacts([])

    def is_stopword(self, word: str, language: str) -> bool:
        return False

    def is_punct(self, word: str, language: str) -> bool:
        return False

    def get_supported_entities(self) -> list[str]:
        return sorted(self.entity_types)

    def get_supported_languages(self) -> list[str]:
        return [self._language]

    @property
    def entity_types(self) -> frozenset[str]:
        """All types that the models find."""
        return frozenset(kind for source in self.sources for kind in source.entity_types)

    def _artifacts(self, names: Sequence[Named]) -> Artifacts:
        artifacts = Artifacts(
            entities=[],
            tokens=[],
            tokens_indices=[],
            lemmas=[],
            nlp_engine=None,
            language=self._language,
        )
        artifacts.names = names
        return artifacts


class NameRecognizer(EntityRecognizer):  # type: ignore[misc]  # Presidio is untyped
    """What one model found, of the wanted types."""

    def __init__(self, source: NameSource, wanted: Iterable[str], language: str) -> None:
        super().__init__(sorted(wanted), name=source.name, supported_language=language)

    def load(self) -> None:
        """Nothing to load: the model has read already."""

    def analyze(
        self, text: str, entities: Sequence[str], nlp_artifacts: Artifacts
    ) -> list[RecognizerResult]:
        """The model's names as results."""
        wanted = set(entities).intersection(self.supported_entities)
        return [
            RecognizerResult(name.entity_type, name.start, name.end, name.score)
            for name in nlp_artifacts.names
            if name.source == self.name and name.entity_type in wanted
        ]


def names_of(config: EngineConfig) -> Names:
    """The models of a configuration, loaded (seconds). Raises EngineError."""
    return Names([_source(model) for model in config.models], config.language)


def _source(model: str) -> NameSource:
    """Our own model, a folder that `penname train` wrote, or a spaCy pipeline."""
    if model == OWN:
        return OwnNames()
    folder = Path(model)
    return OwnNames(load(folder)) if (folder / "model.onnx").is_file() else SpacyNames(model)
