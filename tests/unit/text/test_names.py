"""Names as words: what says who it is, in which order."""

from __future__ import annotations

import pytest

from penname.text.names import is_initial, is_particle, is_possessive, is_title, name_words, spoken
from penname.text.words import words_in


@pytest.mark.parametrize(
    "name",
    [
        "Maria Schmidt",
        "MARIA SCHMIDT",
        "Schmidt, Maria",
        "Ms. Maria Schmidt",
        "Maria Schmidt, PhD",
        "maria_schmidt",
        "Maria Schmidt's",
        "Frau Dr. María SCHMIDT",
    ],
)
def test_spellings_have_the_same_words(name: str) -> None:
    """Case, order, titles and a final 's do not change the words of a name."""
    assert name_words(name) == ("maria", "schmidt")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ludwig van Beethoven", ("ludwig", "beethoven")),
        ("van Beethoven", ("beethoven",)),
        ("De Boer", ("de", "boer")),
        ("José de la Cruz", ("jose", "cruz")),
        ("Cruz, José de la", ("jose", "cruz")),
        ("Al Gore", ("al", "gore")),
        ("M. Schmidt", ("m", "schmidt")),
        ("Schmidt, Maria, Berlin", ("schmidt", "maria", "berlin")),
        ("Zoë O'Neil", ("zoe", "o", "neil")),
        ("Dr.", ("dr",)),
        ("van", ("van",)),
        ("'s", ()),
        ("84", ()),
    ],
)
def test_words_that_say_who(name: str, words: tuple[str, ...]) -> None:
    """Particles inside a name and small ones before it say nothing; all words, if no other."""
    assert name_words(name) == words


def test_spoken_words_keep_their_order() -> None:
    """The words as they stand there: without titles, with particles."""
    assert [word[2] for word in spoken("Frau de la Cruz, José")] == ["de", "la", "cruz", "jose"]


def test_kinds_of_words() -> None:
    """Titles, particles, initials and the s of a genitive are told apart."""
    assert is_title("herrn")
    assert not is_title("maria")
    assert is_particle("von")
    assert not is_particle("maria")
    assert is_initial("m")
    assert not is_initial("李")
    assert not is_initial("ma")
    text = "Maria's s"
    assert [is_possessive(text, word) for word in words_in(text)] == [False, True, False]
