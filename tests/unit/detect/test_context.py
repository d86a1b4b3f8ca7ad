"""Words nearby: which words they are, how near is near, and what they are worth."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from presidio_analyzer import RecognizerResult

from penname.detect.context import NearbyWords, words_of
from penname.detect.scan import NEVER

VALUE = "536904399"


def score(
    text: str,
    *,
    first: float = 0.3,
    hint: list[str] | None = None,
    context: tuple[str, ...] = ("ssn", "security"),
    bare: float = NEVER,
) -> float:
    """The score of a hit on VALUE in `text` afterwards, from a recognizer with context words."""
    start = text.index(VALUE)
    metadata = {RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: "mine"}
    hit = RecognizerResult(
        "US_SSN", start, start + len(VALUE), first, recognition_metadata=metadata
    )
    recognizers = [
        SimpleNamespace(id="mine", context=list(context), bare=bare),
        SimpleNamespace(id="other", context=["number"]),
    ]
    (same,) = NearbyWords().enhance_using_context(text, [hit], None, recognizers, hint)
    assert same is hit
    return round(float(hit.score), 4)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("S.S.N. or D.O.B, e.g. a.b@x", ["ssn", "or", "dob", "eg", "ab", "x"]),
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


@pytest.mark.parametrize("text", [VALUE, f" {VALUE}\n", f'"{VALUE}".', f"({VALUE})"])
@pytest.mark.parametrize("hint", [None, ["content"], ["input", "text"]])
def test_bare_values_need_no_words(text: str, hint: list[str] | None) -> None:
    """A value that is all of its text reaches 0.5 when no key says anything."""
    assert score(text, bare=0.3, hint=hint) == 0.5
    assert score(text, bare=0.31, hint=hint) == 0.3


def test_other_keys_keep_bare_values_quiet() -> None:
    """Under a key that is neither silent nor context, a value that is all of its text is none."""
    assert score(VALUE, bare=0.3, hint=["order", "id"]) == 0.3
    assert score(VALUE, bare=0.1, hint=["user", "ssn"], first=0.1) == 0.5


@pytest.mark.parametrize("text", [f"no {VALUE}", f"{VALUE} 1", f"{VALUE} or not", f"{VALUE}x"])
def test_values_among_words_are_not_bare(text: str) -> None:
    """Anything else that has letters or digits, and the value is not all of its text."""
    assert score(text, bare=0.3) == 0.3


def test_lists_of_values_are_bare() -> None:
    """Several values of one recognizer and what joins them; long texts are no answers."""
    metadata = {RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: "mine"}
    ours = [SimpleNamespace(id="mine", context=[], bare=0.3)]
    for joined, least in ((", ", 0.5), (" and ", 0.5), (" und ", 0.5), (" for ", 0.3)):
        text = joined.join([VALUE, VALUE])
        hits = [
            RecognizerResult("T", start, end, 0.3, recognition_metadata=dict(metadata))
            for start, end in ((len(text) - 9, len(text)), (0, 9))
        ]
        NearbyWords().enhance_using_context(text, hits, None, ours)
        assert [hit.score for hit in hits] == [least, least]
    assert score(f"{VALUE}{' ' * 160}", bare=0.3) == 0.3
