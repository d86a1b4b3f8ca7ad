"""Name places: what reads like a name is not one everywhere."""

from __future__ import annotations

import pytest

from penname.exchange.people import People


def found(text: str, *names: str) -> list[str]:
    known = People()
    for name in names:
        known.add(name)
    return [text[start:end] for start, end in known.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("I will go", []),
        ("Will you go?", []),
        ("ask Will now", ["Will"]),
        ("ask WILL now", []),
        ("He left. Will stayed", []),
        ("Mr. Will Hunt", ["Will Hunt"]),
        ("mr. Will said", ["Will"]),
        ("mr. will said", []),
        ("the Will of", []),
        ("in Will 17, 17 Will", []),
        ("will hunt", []),
        ("Will Hunt", ["Will Hunt"]),
        ("WILL HUNT", ["WILL HUNT"]),
        ("will_hunt", []),
        ("Wills", []),
    ],
)
def test_doubtful_words_need_a_capital(text: str, names: list[str]) -> None:
    """A word that is a name too is one where a capital inside a sentence says so."""
    assert found(text, "Will Hunt") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("see Error there", []),
        ("Error Rubija", ["Error Rubija"]),
        ("error rubija", ["error rubija"]),
        ("Mr. Error", ["Error"]),
        ("Errors", []),
    ],
)
def test_common_words_need_the_whole_name(text: str, names: list[str]) -> None:
    """A word of everyday text is a name only within the whole name, or behind a title."""
    assert found(text, "Error Rubija") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("run kafka, KAFKA up", []),
        ("as Kafka wrote", ["Kafka"]),
        ("franz kafka", ["franz kafka"]),
        ("npm kafka", []),
    ],
)
def test_products_need_a_capital(text: str, names: list[str]) -> None:
    """A product is somebody's name only where it is written as one, or within the whole name."""
    assert found(text, "Franz Kafka") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("maria_total $maria maria2", []),
        ("maria() maria = 3, maria=3, maria := 3", []),
        ("obj.maria and maria.save and --maria and -maria", []),
        ("maria == x or jean-maria", ["maria", "maria"]),
        ("Maria(CEO) Maria = boss", ["Maria", "Maria"]),
        ("hello.Maria", ["Maria"]),
        ("/home/maria/x @maria <maria>", ["maria", "maria", "maria"]),
        ('"maria": "maria"', ["maria", "maria"]),
    ],
)
def test_identifiers_are_no_names(text: str, names: list[str]) -> None:
    """A variable, member, option or call of a program is not somebody's name."""
    assert found(text, "Maria Schmidt") == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("I Schmidt", ["I Schmidt"]),
        ("i schmidt", ["schmidt"]),
        ("i_schmidt", ["i_schmidt"]),
        ("Schmidt I think", ["Schmidt"]),
        ("Schmidt I. came", ["Schmidt I"]),
        ("schmidt,i", ["schmidt"]),
        ("Ida.Schmidt", ["Ida.Schmidt"]),
        ("Ida (Schmidt)", ["Ida", "Schmidt"]),
    ],
)
def test_initials_are_capitals(text: str, names: list[str]) -> None:
    """A single letter is an initial as a capital, or glued to the name; last, with a mark."""
    assert found(text, "Ida Schmidt") == names


def test_short_words_need_a_title() -> None:
    """A word of two letters is a name alone only behind a title, or in a script without case."""
    assert found("ask Li, Mr Li", "Bo Li") == ["Li"]
    assert found("问 王伟", "王伟") == ["王伟"]
