"""Words near a hit that raise its score: Presidio's context idea in linear time.

The stock enhancer walks all tokens for every hit, needs lemmas, and matches
substrings (`lic` in `public`). This one reads a short window around the hit,
splits names such as `userSsn` and `tax_id` into words, and compares whole words.
"""

from __future__ import annotations

from typing import Any

import regex
from presidio_analyzer import RecognizerResult
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer

_WORD = regex.compile(r"\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lo}+")
_BEFORE, _AFTER = 100, 60  # characters
_WORDS_BEFORE, _WORDS_AFTER = 8, 5
_BOOST = 0.35  # Presidio's own default
_FLOOR = 0.4  # Presidio's own default


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
        wanted = {
            recognizer.id: frozenset(recognizer.context)
            for recognizer in recognizers
            if recognizer.context
        }
        hint = frozenset(context or ())
        key = RecognizerResult.RECOGNIZER_IDENTIFIER_KEY
        for result in raw_results:
            words = wanted.get(result.recognition_metadata[key])
            if words and result.score < 1 and (words & hint or words & _around(text, result)):
                result.score = min(1.0, max(result.score + _BOOST, _FLOOR))
        return raw_results


def _around(text: str, result: RecognizerResult) -> set[str]:
    before = text[max(0, result.start - _BEFORE) : result.start].rpartition("\n\n")[2]
    after = text[result.end : result.end + _AFTER].partition("\n\n")[0]
    return {*words_of(before)[-_WORDS_BEFORE:], *words_of(after)[:_WORDS_AFTER]}
