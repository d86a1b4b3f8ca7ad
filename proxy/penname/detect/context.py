"""Words near a hit that raise its score: Presidio's context idea in linear time.

The stock enhancer walks all tokens for every hit, needs lemmas, and matches
substrings (`lic` in `public`). This one reads a short window around the hit,
splits names such as `userSsn` and `tax_id` into words, and compares whole words.

A text that is nothing but one value (or a list of them) has no words nearby: it is what
somebody answers to "What is your number?". There a value with a valid check is enough, by
itself or under a key that says nothing (`content`); a key such as `order_id` keeps it quiet.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import regex
from presidio_analyzer import RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer

from penname.detect.scan import NEVER
from penname.detect.vocabulary import AND, SILENT

_WORD = regex.compile(r"\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+")
_BEFORE, _AFTER = 100, 60  # characters
_WORDS_BEFORE, _WORDS_AFTER = 8, 5
_BOOST = 0.35  # Presidio's own default
_FLOOR = 0.4  # Presidio's own default

_BARE = 0.5  # what a value that is all of its text has at least
_BARE_MAX = 160  # characters: no list of values that somebody answers with is longer
_ID = RecognizerResult.RECOGNIZER_IDENTIFIER_KEY
#: Where a result's metadata keep the score that it had before.
BASE_KEY = "base_score"
_UNSPACED = regex.compile(r"\p{Lo}")


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, camel and snake case taken apart."""
    return [word.lower() for word in _WORD.findall(text)]


class NearbyWords(ContextAwareEnhancer):  # type: ignore[misc]  # Presidio is untyped
    """Adds 0.35 to a hit (at least 0.4 afterwards) when a context word of its recognizer
    stands near it in the same paragraph or in the key that holds the text."""

    def __init__(self) -> None:
        super().__init__(
            context_similarity_factor=_BOOST,
            min_score_with_context_similarity=_FLOOR,
            context_prefix_count=_WORDS_BEFORE,
            context_suffix_count=_WORDS_AFTER,
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
        wanted = {
            recognizer.id: _wanted(tuple(recognizer.context))
            for recognizer in recognizers
            if recognizer.context
        }
        hint = frozenset(context or ())
        for result in raw_results:
            words = wanted.get(result.recognition_metadata[_ID])
            if words is not None and result.score < 1 and words.are_in(hint, text, result):
                _raise(result, min(1.0, max(result.score + _BOOST, _FLOOR)))
        if len(text) <= _BARE_MAX:
            _raise_bare(text, hint, raw_results, recognizers)
        return raw_results


def _raise(result: RecognizerResult, score: float) -> None:
    result.recognition_metadata.setdefault(BASE_KEY, result.score)
    result.score = score


def _raise_bare(
    text: str, hint: frozenset[str], results: list[RecognizerResult], recognizers: list[Any]
) -> None:
    """Values of one recognizer that are all of the text, under a key that does not contradict."""
    own: dict[str, list[RecognizerResult]] = {}
    for result in results:
        own.setdefault(result.recognition_metadata[_ID], []).append(result)
    silent = hint <= SILENT
    for recognizer in recognizers:
        least = getattr(recognizer, "bare", NEVER)
        if recognizer.id not in own or least == NEVER:
            continue
        sure = [
            result
            for result in own[recognizer.id]
            if result.recognition_metadata.get(BASE_KEY, result.score) >= least
        ]
        if (silent or _wanted(tuple(recognizer.context)).words & hint) and _fill(text, sure):
            for result in sure:
                _raise(result, max(result.score, _BARE))


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

    def are_in(self, hint: frozenset[str], text: str, result: RecognizerResult) -> bool:
        if self.words & hint:
            return True
        near, runs = _around(text, result)
        if self.words & near or any(phrase <= near | hint for phrase in self.phrases):
            return True
        return any(word in run for word in self.inside for run in (*runs, *hint))


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


def _around(text: str, result: RecognizerResult) -> tuple[set[str], tuple[str, str]]:
    """The words near a result, and the text on its two sides."""
    before = text[max(0, result.start - _BEFORE) : result.start].rpartition("\n\n")[2]
    after = text[result.end : result.end + _AFTER].partition("\n\n")[0]
    return {*words_of(before)[-_WORDS_BEFORE:], *words_of(after)[:_WORDS_AFTER]}, (before, after)
