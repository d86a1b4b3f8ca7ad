"""A policy's own recognizer in Presidio's registry.

Its results carry its name (`policy/TYPE`, `deny/TYPE`) as their entity type until the engine has
its spans: Presidio drops a result inside another of the same type with at least its score, and
what a recognizer in shadow mode found must not hide what an enforced one did.

`languages` of a recognizer are not looked at: nobody says in which language a text is, and a
recognizer that does not run is a leak, while one that runs on another language rarely hits.
"""

from __future__ import annotations

import time
from typing import Any

from presidio_analyzer import EntityRecognizer, RecognizerResult

from penname.detect.contract import DetectionError
from penname.policy.finder import CompiledSpec
from penname.policy.patterns import PatternError, PatternTimeout
from penname.policy.recognizers import RecognizerSpec

#: Where a result's metadata say which pattern, or list of terms, found it.
RULE_KEY = "rule"


class CustomRecognizer(EntityRecognizer):  # type: ignore[misc]  # Presidio is untyped
    """A RecognizerSpec, compiled. Raises DetectionError for one that cannot run."""

    def __init__(self, spec: RecognizerSpec, language: str) -> None:
        name = spec.name
        if spec.plugins:
            raise DetectionError(f"the recognizer {name} has plug-ins, which cannot run yet")
        try:
            self._compiled = CompiledSpec(spec)
        except PatternError as error:
            raise DetectionError(f"the recognizer {name} cannot run") from error
        super().__init__(
            supported_entities=[name],
            name=name,
            supported_language=language,
            context=list(spec.context),
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
