"""Plug-ins that run: loaded once, by the names that the server allows, and asked for whole calls.

A plug-in is foreign code in a worker process. What it raises, and a find outside of the text,
refuse the request (DetectionError): what it would have found would leave otherwise. Nothing of
its message is kept, because that may quote the text.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from penname.detect.contract import DetectionError, Segment
from penname.detect.plugged import Found, Plugged
from penname.detect.plugin_checks import SETTING
from penname.detect.presidio_plugins import PluggedRecognizer
from penname.detect.spacy_plugins import PluggedPipeline
from penname.policy.plugins import PRESIDIO, PlugIn, kind_of
from penname.policy.recognizers import RecognizerSpec
from penname.text.languages import is_read, languages


class Asked(NamedTuple):
    """A plug-in, and the languages of the texts that it reads (none: its own)."""

    name: str
    languages: tuple[str, ...]


#: What each plug-in found in one text.
Finds = Mapping[Asked, Sequence[Found]]


def asked(plugin: PlugIn) -> Asked:
    """What a policy's plug-in asks."""
    return Asked(plugin.name, plugin.languages)


class PlugIns:
    """The plug-ins that may be used, loaded (seconds). Raises EngineError."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._plugged = {name: _loaded(name) for name in names}

    @property
    def versions(self) -> tuple[str, ...]:
        return tuple(one.version for one in self._plugged.values())

    def for_spec(self, spec: RecognizerSpec) -> list[Plugged]:
        """The plug-ins of a recognizer. Raises DetectionError for one that may not be used, or
        that never finds what is asked of it."""
        return [self._for(plugin) for plugin in spec.plugins]

    def _for(self, plugin: PlugIn) -> Plugged:
        found = self._plugged.get(plugin.name)
        if found is None:
            raise DetectionError(f"the plug-in {plugin.name} is not in {SETTING}")
        missing = [one for one in plugin.labels if found.labels and one not in found.labels]
        if missing:
            raise DetectionError(f"the plug-in {plugin.name} never finds {missing[0]}")
        return found

    def read(self, segments: Sequence[Segment], wanted: Sequence[Asked]) -> list[Finds]:
        """What plug-ins find in each text. Raises DetectionError."""
        found: list[dict[Asked, Sequence[Found]]] = [{} for _ in segments]
        spoken = [languages(one.text) if wanted else () for one in segments]
        for one in wanted:
            plugged = self._plugged[one.name]
            own = one.languages or plugged.languages
            reading = [
                index
                for index, segment in enumerate(segments)
                if (segment.names or not plugged.is_model) and is_read(spoken[index], own)
            ]
            texts = [segments[index].text for index in reading]
            for index, finds in zip(reading, _asked_for(plugged, texts), strict=True):
                found[index][one] = finds
        return list(found)


def _loaded(name: str) -> Plugged:
    return PluggedRecognizer(name) if kind_of(name) == PRESIDIO else PluggedPipeline(name)


def _asked_for(plugged: Plugged, texts: Sequence[str]) -> list[list[Found]]:
    """The finds in each text, all in it. Raises DetectionError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # one could quote the text
            found = plugged.find(texts) if texts else []
        sound = len(found) == len(texts) and all(
            _is_sound(one, text) for text, finds in zip(texts, found, strict=True) for one in finds
        )
    except DetectionError:
        raise
    except Exception as error:  # noqa: BLE001 - foreign code may raise anything: refused
        words = f"the plug-in {plugged.name} failed ({type(error).__name__})"
        raise DetectionError(words) from None
    if not sound:
        raise DetectionError(f"the plug-in {plugged.name} found something outside of the text")
    return found


def _is_sound(found: Found, text: str) -> bool:
    return 0 <= found.start <= found.end <= len(text) and 0.0 <= found.score <= 1.0
