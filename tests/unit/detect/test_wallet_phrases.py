"""Recovery phrases of wallets."""

from __future__ import annotations

import pytest

from penname.detect.wallet_phrases import wallet_phrases

#: Not of the list that wallets take their words from.
WORDS = (
    *("lorem", "ipsum", "dolor", "amet", "sed", "eiusmod", "tempor", "magna", "aliqua", "enim"),
    *("minim", "veniam"),
)


def phrases(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in wallet_phrases(text, text.lower())]


@pytest.mark.parametrize(
    "text",
    [
        "Seed phrase: {}",
        "my recovery phrase is {}.",
        "Recovery phrase (12 words)\n{}\n",
        'mnemonic = "{}"',
        "Meine Wiederherstellungsphrase ist {}",
        "Mi frase de recuperación es: {}",
    ],
)
def test_phrases_behind_their_name(text: str) -> None:
    """Twelve words, or twice as many."""
    for times in (1, 2):
        phrase = " ".join(WORDS * times)
        assert phrases(text.format(phrase)) == [phrase]


def test_numbered_phrases() -> None:
    """As some wallets show them."""
    phrase = " ".join(f"{at}. {word}" for at, word in enumerate(WORDS, 1))
    assert phrases(f"Seed phrase: {phrase}") == [phrase]


def test_other_counts_and_sentences_are_none() -> None:
    """Eleven words are none, nor is a sentence about such a phrase."""
    assert phrases(f"Seed phrase: {' '.join(WORDS[:11])}") == []
    assert phrases("The recovery phrase is a list of words that you must write down and keep") == []
    assert phrases(f"Some words: {' '.join(WORDS)}") == []
