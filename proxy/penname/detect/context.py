"""Words near a hit that raise its score: Presidio's context idea in linear time.

The stock enhancer walks all tokens for every hit, needs lemmas, and matches
substrings (`lic` in `public`). This one reads a short window around the hit,
splits names such as `userSsn` and `tax_id` into words, and compares whole words.

A text that is nothing but one value (or a list of them) has no words nearby: it is what
somebody answers to "What is your number?". There a value with a valid check is enough, by
itself or under a key that says nothing (`content`); a key such as `order_id` keeps it quiet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

import regex
from presidio_analyzer import RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer

from penname.detect.scan import BARE_MAX, NEVER
from penname.detect.surroundings import (
    WORDS_AFTER,
    WORDS_BEFORE,
    Near,
    Surroundings,
    words_of,
)
from penname.detect.vocabulary import AND, SILENT

__all__ = ["BASE_KEY", "NearbyWords", "words_of"]

_BOOST = 0.35  # Presidio's own default
_FLOOR = 0.4  # Presidio's own default

_BARE = 0.5  # what a value that is all of its text has at least
_ID = RecognizerResult.RECOGNIZER_IDENTIFIER_KEY
#: Where a result's metadata keep the score that it had before.
BASE_KEY = "base_score"
#: Where they name the part of a recognizer that has many: each has words of its own.
PART_KEY = "part"
#: Where they say that words nearby are in the score already.
SETTLED_KEY = "settled"
_UNSPACED = regex.compile(r"\p{Lo}")


class _Nearby(Protocol):
    """Words that say what a value is."""

    def are_near(self, near: Near) -> bool:
        """Whether the surroundings of a value have them."""
        ...


class NearbyWords(ContextAwareEnhancer):  # type: ignore[misc]  # Presidio is untyped
    """Adds 0.35 to a hit (at least 0.4 afterwards) when a context word of its recognizer
    stands near it in the same paragraph or in the key that holds the text."""

    def __init__(self) -> None:
        super().__init__(
            context_similarity_factor=_BOOST,
            min_score_with_context_similarity=_FLOOR,
            context_prefix_count=WORDS_BEFORE,
            context_suffix_count=WORDS_AFTER,
        )

    def enhance_using_context(
        self,
        text: str,
        raw_results: list[RecognizerResult],
        nlp_artifacts: Any,
        recognizers: list[Any],
        context: list[str] | None = None,
    ) -> list[RecognizerResult]:
        """The same results, scores raised in place. `nlp_artifacts` is not needed."""
        if not raw_results:
            return raw_results
        known = {recognizer.id: recognizer for recognizer in recognizers}
        hint = list(context or ())
        around = Surroundings(text, hint)
        waiting = [one for one in raw_results if not one.recognition_metadata.get(SETTLED_KEY)]
        for result in waiting:
            nearby = _nearby(_source(result, known))
            if result.score < 1 and nearby.are_near(around.near(result.start, result.end)):
                _raise(result, min(1.0, max(result.score + _BOOST, _FLOOR)))
        if len(text) <= BARE_MAX:
            _raise_bare(text, hint, waiting, known)
        return raw_results


def _source(result: RecognizerResult, known: Mapping[str, Any]) -> Any:
    """What found a result: a recognizer, or the part of one that its metadata name."""
    recognizer = known.get(result.recognition_metadata[_ID])
    part = result.recognition_metadata.get(PART_KEY)
    return recognizer if part is None or recognizer is None else recognizer.parts[part]


def _nearby(source: Any) -> _Nearby:
    own: _Nearby | None = getattr(source, "nearby", None)
    return own or _wanted(tuple(getattr(source, "context", ())))


def _raise(result: RecognizerResult, score: float) -> None:
    result.recognition_metadata.setdefault(BASE_KEY, result.score)
    result.score = score


def _raise_bare(
    text: str, hint: list[str], results: list[RecognizerResult], known: Mapping[str, Any]
) -> None:
    """Values of one recognizer that are all of the text, under a key that does not contradict."""
    own: dict[tuple[str, str], list[RecognizerResult]] = {}
    for result in results:
        own.setdefault((result.recognition_metadata[_ID], result.entity_type), []).append(result)
    silent = set(hint) <= SILENT
    key = Near.of(hint, *hint)
    for mine in own.values():
        sure = [result for result in mine if _is_sure(result, _source(result, known))]
        meant = silent or any(_nearby(_source(result, known)).are_near(key) for result in sure)
        if sure and meant and _fill(text, sure):
            for result in sure:
                _raise(result, max(result.score, _BARE))


def _is_sure(result: RecognizerResult, source: Any) -> bool:
    """Whether a result needs no words in a text that holds nothing else."""
    score = result.recognition_metadata.get(BASE_KEY, result.score)
    return bool(score >= getattr(source, "bare", NEVER))


def _fill(text: str, results: list[RecognizerResult]) -> bool:
    """Whether a text holds nothing but these results, signs, and what joins a list."""
    rest, reached = [], 0
    for result in sorted(results, key=lambda result: result.start):
        rest.append(text[reached : max(reached, result.start)])
        reached = max(reached, result.end)
    words = regex.findall(r"\w+", " ".join((*rest, text[reached:])))
    return all(word.lower() in AND for word in words)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Context entries taken apart: single words, phrases (all of their words must be near),
    and words of scripts without spaces, which may stand inside a run of letters."""

    words: frozenset[str]
    phrases: tuple[frozenset[str], ...]
    inside: tuple[str, ...]

    def are_near(self, near: Near) -> bool:
        if self.words & near.words or any(phrase <= near.words for phrase in self.phrases):
            return True
        return any(word in run for word in self.inside for run in near.runs)


@lru_cache(maxsize=1024)
def _wanted(context: tuple[str, ...]) -> _Wanted:
    entries = [frozenset(words_of(entry)) for entry in context]
    return _Wanted(
        words=frozenset(word for entry in entries if len(entry) == 1 for word in entry),
        phrases=tuple(entry for entry in entries if len(entry) > 1),
        inside=tuple(
            word for entry in context for word in words_of(entry) if _UNSPACED.match(word)
        ),
    )
