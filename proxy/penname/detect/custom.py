"""A policy's own recognizer in Presidio's registry.

Its results carry its name (`policy/TYPE`, `deny/TYPE`) as their entity type until the engine has
its spans: Presidio drops a result inside another of the same type with at least its score, and
what a recognizer in shadow mode found must not hide what an enforced one did.

`languages` of a recognizer are not looked at: patterns and terms that do not run are a leak,
and on another language they rarely hit. Those of a plug-in are, before it reads.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Any

from presidio_analyzer import EntityRecognizer, RecognizerResult

from penname.detect.contract import DetectionError
from penname.detect.ner_spans import trimmed
from penname.detect.plugged import Plugged
from penname.detect.plugins import Finds, asked
from penname.policy.finder import CompiledSpec, Hit, outermost
from penname.policy.patterns import PatternError, PatternTimeout
from penname.policy.plugins import SPACY
from penname.policy.recognizers import RecognizerSpec

#: Where a result's metadata say which pattern, or list of terms, found it.
RULE_KEY = "rule"


#: Types of which a language model says more than names are.
_NAMES = frozenset({"PERSON", "LOCATION", "ORGANIZATION", "NRP"})


class CustomRecognizer(EntityRecognizer):  # type: ignore[misc]  # Presidio is untyped
    """A RecognizerSpec, compiled. Raises DetectionError for one that cannot run."""

    def __init__(
        self, spec: RecognizerSpec, language: str, plugged: Iterable[Plugged] = ()
    ) -> None:
        name = spec.name
        self._spec = spec
        try:
            self._compiled = CompiledSpec(spec)
        except PatternError as error:
            raise DetectionError(f"the recognizer {name} cannot run") from error
        super().__init__(
            supported_entities=[name],
            name=name,
            supported_language=language,
            context=list(dict.fromkeys((*spec.context, *(w for p in plugged for w in p.context)))),
            # The policy's own thresholds decide, not the floor of the engine.
            score_thresholds={"default": 0.0},
        )

    def load(self) -> None:
        """Nothing to load: compiled at construction."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: Any = None
    ) -> list[RecognizerResult]:
        """The finds. Raises DetectionError when a pattern runs out of time."""
        try:
            hits = self._compiled.find(text, time.monotonic)
        except PatternTimeout as error:
            raise DetectionError(str(error)) from error
        if self._spec.plugins:
            hits = outermost([*hits, *_plugged(self._spec, text, nlp_artifacts.plugged)])
        return [
            RecognizerResult(
                entity_type=self.name,
                start=hit.start,
                end=hit.end,
                score=hit.score,
                recognition_metadata={
                    RecognizerResult.RECOGNIZER_NAME_KEY: self.name,
                    RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                    RULE_KEY: hit.rule,
                },
            )
            for hit in hits
        ]


def _plugged(spec: RecognizerSpec, text: str, finds: Finds) -> Iterator[Hit]:
    """What the plug-ins of a recognizer found in a text; of models' names, what looks like one."""
    for plugin in spec.plugins:
        score = plugin.score if plugin.kind == SPACY else None
        for one in finds.get(asked(plugin), ()):
            if plugin.labels and one.label not in plugin.labels:
                continue
            parts = [(one.start, one.end)]
            if score is not None and spec.entity_type in _NAMES:
                parts = list(trimmed(text, one.start, one.end, spec.entity_type))
            for start, end in parts:
                yield Hit(start, end, one.score if score is None else score, plugin.rule)
