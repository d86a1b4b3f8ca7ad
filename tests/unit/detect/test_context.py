"""Words nearby: which words they are, how near is near, and what they are worth."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from presidio_analyzer import RecognizerResult

from penname.detect.context import NearbyWords, words_of

VALUE = "536904399"


def score(
    text: str,
    *,
    first: float = 0.3,
    hint: list[str] | None = None,
    context: tuple[str, ...] = ("ssn", "security"),
) -> float:
    """The score of a hit on VALUE in `text` afterwards, from a recognizer with context words."""
    start = text.index(VALUE)
    metadata = {RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: "mine"}
    hit = RecognizerResult(
        "US_SSN", start, start + len(VALUE), first, recognition_metadata=metadata
    )
    recognizers = [
        SimpleNamespace(id="mine", context=list(context)),
        SimpleNamespace(id="other", context=["number"]),
    ]
    (same,) = NearbyWords().enhance_using_context(text, [hit], None, recognizers, hint)
    assert same is hit
    return round(float(hit.score), 4)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("userSsn tax_id", ["user", "ssn", "tax", "id"]),
        ("HTTPServer", ["http", "server"]),
        ("x-api-key: SSN", ["x", "api", "key", "ssn"]),
        ("phone2fax 12", ["phone", "fax"]),
        ("Ärzte téléphone 電話", ["ärzte", "téléphone", "電話"]),
        ("", []),
    ],
)
def test_names_are_taken_apart(text: str, words: list[str]) -> None:
    """Camel and snake case are several words, all in lower case; digits are none."""
    assert words_of(text) == words


@pytest.mark.parametrize(
    "text",
    [
        f"SSN: {VALUE}",
        f"{VALUE} is my social-security number",
        f'"userSsn": "{VALUE}"',
        f"ssn one two three four five six seven {VALUE}",
        f"{VALUE} one two three four ssn",
        f"ssn\n{VALUE}",
    ],
)
def test_near_words_raise(text: str) -> None:
    """A context word among the eight words before or the five after adds 0.35."""
    assert score(text) == 0.65


@pytest.mark.parametrize(
    "text",
    [
        VALUE,
        f"ssns assn {VALUE}",
        f"number {VALUE}",
        f"ssn one two three four five six seven eight {VALUE}",
        f"{VALUE} one two three four five ssn",
        f"ssn {'.' * 100}{VALUE}",
        f"{VALUE}{'.' * 60}ssn",
        f"ssn\n\n{VALUE}\n\nssn",
    ],
)
def test_other_words_do_not(text: str) -> None:
    """Parts of words, words of other recognizers, far words and other paragraphs do not count."""
    assert score(text) == 0.3


def test_key_counts_as_near() -> None:
    """A context word in the key that holds the text raises a hit anywhere in it."""
    assert score(f"{'x ' * 200}{VALUE}", hint=["user", "ssn"]) == 0.65
    assert score(f"{'x ' * 200}{VALUE}", hint=["user"]) == 0.3


@pytest.mark.parametrize(
    ("first", "then"), [(0.01, 0.4), (0.05, 0.4), (0.2, 0.55), (0.8, 1.0), (1.0, 1.0)]
)
def test_raised_scores_are_bounded(first: float, then: float) -> None:
    """A raised score is at least 0.4 and at most 1."""
    assert score(f"ssn {VALUE}", first=first) == then


def test_without_words_nothing_changes() -> None:
    """A recognizer without context words keeps its scores."""
    assert score(f"ssn {VALUE}", hint=["ssn"], context=()) == 0.3
