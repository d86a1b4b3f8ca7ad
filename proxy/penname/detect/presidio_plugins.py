"""A Presidio recognizer of somebody else as a plug-in, or one of Presidio's own by its name.

Of Presidio's own only those that search by patterns: others call services or load models from
the internet. Their time-outs are ours, which refuse a request where Presidio goes on without.
"""

from __future__ import annotations

import hashlib
import importlib
import inspect
from collections.abc import Sequence
from importlib.metadata import packages_distributions
from importlib.metadata import version as distribution_version
from pathlib import Path
from typing import Any

from presidio_analyzer import EntityRecognizer, PatternRecognizer, predefined_recognizers
from presidio_analyzer.nlp_engine import NlpArtifacts

from penname.detect.config import EngineError
from penname.detect.plugged import Found
from penname.detect.plugin_checks import is_installed, not_installed
from penname.detect.recognizers import guarded

#: It looks domains up on the internet; penname finds e-mail addresses itself.
_ONLINE = frozenset({"EmailRecognizer"})


class PluggedRecognizer:
    """A recognizer by its name, made. Raises EngineError."""

    is_model = False
    languages: frozenset[str] = frozenset()

    def __init__(self, name: str) -> None:
        self.name = name
        kind = _class(name)
        self._recognizer = _made(name, kind)
        self._types = [str(one) for one in self._recognizer.supported_entities]
        self.labels = frozenset(self._types)
        self.context = tuple(str(word).lower() for word in self._recognizer.context or ())
        self.version = f"{name}-{_version(kind)}"

    def find(self, texts: Sequence[str]) -> list[list[Found]]:
        """The results in each text, as far as they are of its types."""
        return [self._results(text) for text in texts]

    def _results(self, text: str) -> list[Found]:
        results = self._recognizer.analyze(text, list(self._types), _nothing()) or ()
        return [Found(one.start, one.end, one.entity_type, one.score) for one in results]


def _class(name: str) -> Any:
    module, colon, word = name.partition(":")
    if not colon:
        return _own_class(name)
    if not is_installed(module):
        raise EngineError(not_installed(name))
    try:
        found = getattr(importlib.import_module(module), word)
    except Exception as error:
        raise EngineError(f"{name} does not load ({type(error).__name__})") from error
    if not (inspect.isclass(found) and issubclass(found, EntityRecognizer)):
        raise EngineError(f"{name} is no recognizer of Presidio: not an EntityRecognizer")
    return found


def _own_class(name: str) -> Any:
    found = getattr(predefined_recognizers, name, None)
    if found is None:
        raise EngineError(f"Presidio has no {name}")
    if not issubclass(found, PatternRecognizer) or name in _ONLINE:
        raise EngineError(f"{name} does more than search for patterns: only a class of yours may")
    return found


def _made(name: str, kind: Any) -> EntityRecognizer:
    try:
        made: Any = kind()
    except Exception as error:
        raise EngineError(f"{name} cannot be made ({type(error).__name__})") from error
    return guarded(made) if isinstance(made, PatternRecognizer) else made


def _version(kind: Any) -> str:
    """The version of the class's package, and a digest of its file: who works on a class
    does not raise the version each time."""
    package = kind.__module__.partition(".")[0]
    found = packages_distributions().get(package, ())
    version = distribution_version(found[0]) if found else "0"
    source = inspect.getsourcefile(kind)
    content = Path(source).read_bytes() if source else b""
    return f"{version}+{hashlib.blake2b(content, digest_size=8).hexdigest()}"


def _nothing() -> NlpArtifacts:
    """What a recognizer gets beside the text: no tokens, no entities."""
    return NlpArtifacts(
        entities=[], tokens=[], tokens_indices=[], lemmas=[], nlp_engine=None, language="en"
    )
