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
    assert Index([WORDS]).near(near(text)).among(frozenset({0})) == {0}


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
    assert Index([WORDS]).near(near(text)).among(frozenset({0})) == frozenset()


def test_abbreviations_with_and_without_points() -> None:
    """Letters with points or blanks between are the same word."""
    words = Words.of("c c", "co person", general=False)
    assert all(words.are_near(near(text)) for text in ("C.C. 5", "CC", "C C", "la c.c."))


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
    """The index is an acceleration: with the own words of some, and else in general, it says
    what each scheme says."""
    schemes = [scheme.nearby for scheme in SCHEMES]
    around = near(text.replace(";", " |"))
    expected = {number for number, words in enumerate(schemes) if words.are_near(around)}
    meant = Index(schemes).near(around)
    assert meant.own <= expected
    assert meant.general <= expected
    assert meant.own | meant.general == expected or any(
        words.countries & around.folded for words in schemes
    )
    assert expected or "order" in text


def test_own_words_go_first() -> None:
    """Where a scheme that has the form is named, what could be any country's is that one's; and
    where another country is named, it is none."""
    ours = Words.of("cpf", "br tax", general=True)
    theirs = Words.of("oib", "hr tax", general=True)
    index, both = Index([ours, theirs]), frozenset({0, 1})
    assert index.near(near("tax id")).among(both) == both
    assert index.near(near("CPF (tax id)")).among(both) == {0}
    assert index.near(near("CPF (tax id)")).among(frozenset({1})) == {1}
    assert index.near(near("Croatian tax id")).among(both) == {1}
    assert index.near(near("a Croatian, tax id")).among(frozenset({0})) == frozenset()


@pytest.mark.parametrize(
    ("line", "is_label"),
    [
        (" my tfn ", True),
        (" tax file number is ", True),
        (" hans personnummeret no ", True),
        (" 我的身份证号码 ", True),
        (" tfn of ", False),
        (" personnummer of the dog ", False),
        (" tax number ", False),
        (" number ", False),
        ("  ", False),
    ],
)
def test_words_at_the_end_of_a_label(line: str, is_label: bool) -> None:
    """The scheme's own words, with endings when they are long, and fillers behind them."""
    assert WORDS.are_last([line]) is is_label


def test_two_letters_are_no_label() -> None:
    """The shortest abbreviations are words, too: they count only on demand."""
    words = Words.of("nn", "be person", general=True)
    assert not words.are_last([" nn "])
    assert words.are_last([" nn "], 2)


@pytest.mark.parametrize(
    ("close", "is_near"), [("cc no", True), ("nuip", True), ("order no", False), ("", False)]
)
def test_short_words_of_unchecked_schemes_stand_close(close: str, is_near: bool) -> None:
    """ "Cc" in the head of a mail says nothing of a number in its subject; longer words do."""
    words = Words.of("cc; nuip; cédula", "co person", general=False)
    around = Near.of(words_of(f"cc nuips team subject {close}"), close=words_of(close))
    assert words.are_near(around) is is_near
    assert (Index([words]).near(around).own == {0}) is is_near
    checked = Words.of("cc; cédula", "pt person", general=True)
    assert checked.are_near(around)
