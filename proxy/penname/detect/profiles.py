"""What the engine runs for one profile: the wanted recognizers, and no others.

Recognizers of penname are made once and shared by all profiles; those of a policy belong to
its profile and go with it. A server that reloads its policies for months sees many profiles:
only the last few are kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from presidio_analyzer import (
    AnalyzerEngine,
    EntityRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)

from penname.detect.context import NearbyWords
from penname.detect.custom import CustomRecognizer
from penname.detect.names import NameRecognizer, Names
from penname.detect.plugins import Asked, PlugIns, asked
from penname.detect.recognizers import narrowed, pattern_recognizers
from penname.policy.entities import ENTITY_TYPES
from penname.policy.recognizers import Profile

#: Profiles that are kept ready; each policy in use has one (a candidate's counts too).
KEPT = 16

#: Below this only recognizers that need words nearby are left, without those words.
_FLOOR = 0.2


@dataclass(frozen=True, slots=True)
class Prepared:
    """A profile ready to run. `analyzer` is None when nothing is wanted.

    `types` maps the entity types that the analyzer says to those of spans, where they differ;
    `added` are the types that penname has no recognizers for.
    """

    profile: Profile
    analyzer: Any  # an AnalyzerEngine
    wants_names: bool
    plugins: tuple[Asked, ...]
    types: Mapping[str, str]
    added: frozenset[str]


class _Analyzer(AnalyzerEngine):  # type: ignore[misc]  # Presidio is untyped
    """Presidio's analyzer without its walk over all results for each recognizer."""

    def _enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: Any,
        recognizers: list[EntityRecognizer],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        """The results, raised by the words near them. Only what a recognizer of a policy's
        own class would add is left to Presidio."""
        plain = EntityRecognizer.enhance_using_context
        if any(type(one).enhance_using_context is not plain for one in recognizers):
            results = super()._enhance_using_context(
                text, raw_results, nlp_artifacts, recognizers, context
            )
            return list(results)
        return list(
            self.context_aware_enhancer.enhance_using_context(
                text, raw_results, nlp_artifacts, recognizers, context
            )
        )


class Profiles:
    """The profiles that an engine knows, the last KEPT of them."""

    def __init__(self, names: Names, plugins: PlugIns | None = None, *, language: str) -> None:
        self._names = names
        self._plugins = PlugIns() if plugins is None else plugins
        self._language = language
        self._enhancer = NearbyWords()
        self._recognizers = pattern_recognizers()
        self._kept: OrderedDict[str, Prepared] = OrderedDict()

    @property
    def entity_types(self) -> frozenset[str]:
        """All types that the recognizers of penname find."""
        found = {name for one in self._recognizers for name in one.supported_entities}
        return frozenset(found | self._names.entity_types)

    def known(self, digest: str) -> Profile | None:
        """The profile with a digest, if it is still kept."""
        prepared = self._kept.get(digest)
        return None if prepared is None else prepared.profile

    def prepared(self, profile: Profile) -> Prepared:
        """The profile, ready to run; compiles it when it is not known. Raises DetectionError."""
        ready = self._kept.get(profile.digest)
        if ready is None:
            ready = self._kept[profile.digest] = self._prepare(profile)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(profile.digest)
        return ready

    def _prepare(self, profile: Profile) -> Prepared:
        wanted = self.entity_types if profile.wanted is None else profile.wanted
        running: list[EntityRecognizer] = [
            narrowed(one, wanted)
            for one in self._recognizers
            if wanted.intersection(one.supported_entities)
        ]
        reading = [
            NameRecognizer(source, types, self._language)
            for source in self._names.sources
            if (types := source.entity_types & wanted)
        ]
        own = [
            CustomRecognizer(spec, self._language, self._plugins.for_spec(spec))
            for spec in profile.recognizers
        ]
        plugged = dict.fromkeys(
            asked(plugin) for spec in profile.recognizers for plugin in spec.plugins
        )
        added = frozenset(spec.entity_type for spec in profile.recognizers)
        return Prepared(
            profile=profile,
            analyzer=self._analyzer([*running, *reading, *own]),
            wants_names=bool(reading),
            plugins=tuple(plugged),
            types=MappingProxyType(
                {
                    one.name: spec.entity_type
                    for one, spec in zip(own, profile.recognizers, strict=True)
                }
            ),
            added=added.difference(ENTITY_TYPES),
        )

    def _analyzer(self, recognizers: Sequence[EntityRecognizer]) -> Any:
        if not recognizers:  # Presidio would load all of its own
            return None
        return _Analyzer(
            registry=RecognizerRegistry(
                recognizers=list(recognizers), supported_languages=[self._language]
            ),
            nlp_engine=self._names,
            supported_languages=[self._language],
            context_aware_enhancer=self._enhancer,
            default_score_threshold=_FLOOR,
        )
