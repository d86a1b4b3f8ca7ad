"""The words of schemes, and the index that finds them all at once."""

from __future__ import annotations

import pytest

from penname.detect.national import SCHEMES
from penname.detect.scheme_words import Index, Words
from penname.detect.surroundings import Near, words_of

WORDS = Words.of("tax file number; tfn; personnummer; 身份证", "au tax", general=True)


def near(text: str) -> Near:
    return Near.of(words_of(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "the tax file number is",
        "my TFN",
        "hans personnummeret",
        "我的身份证号码",
        "Australian income tax",
        "his tax id",
        "Taxpayer Identification",
        "TAX-FILE-NUMBER",
    ],
)
def test_words_that_mean_it(text: str) -> None:
    """Entries as they stand, with endings when they are long, the country with a kind, and what
    the kind is called anywhere."""
    assert WORDS.are_near(near(text))
    assert Index([WORDS]).near(near(text)) == {0}


@pytest.mark.parametrize(
    "text",
    [
        "file the tax",
        "tfns",
        "Australian beer",
        "income tax",
        "number",
        "",
        "证",
        "personnumm",
    ],
)
def test_words_that_do_not(text: str) -> None:
    """Other orders, short words with endings, the country alone, a kind alone."""
    assert not WORDS.are_near(near(text))
    assert Index([WORDS]).near(near(text)) == frozenset()


def test_own_words_only() -> None:
    """Without a check, what the kind is called in other countries does not count."""
    own = Words.of("kra", "ke tax", general=False)
    assert not own.are_near(near("his tax id"))
    assert own.are_near(near("Kenyan tax"))
    assert own.are_near(near("KRA"))


TEXTS = [
    *(scheme.words for scheme in SCHEMES),
    *(f"{name} {kind}" for name in ("german", "brasil", "kenyan") for kind in ("tax", "id")),
    "the order id is 5, see the company's site",
    "social security and health insurance",
]


@pytest.mark.parametrize("text", TEXTS)
def test_index_says_what_schemes_say(text: str) -> None:
    """The index is an acceleration and nothing else."""
    schemes = [scheme.nearby for scheme in SCHEMES]
    around = near(text.replace(";", " |"))
    expected = {number for number, words in enumerate(schemes) if words.are_near(around)}
    assert Index(schemes).near(around) == expected
    assert expected or "order" in text
