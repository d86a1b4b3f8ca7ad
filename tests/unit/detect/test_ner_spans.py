"""Cutting a model's span to the name, or dropping it."""

from __future__ import annotations

import pytest

from penname.detect.ner_spans import trimmed


def parts(text: str, kind: str = "PERSON", acronym: int = 6) -> list[str]:
    return [text[a:b] for a, b in trimmed(text, 0, len(text), kind, acronym=acronym)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maria Schmidt", ["Maria Schmidt"]),
        ("Maria Schmidt's", ["Maria Schmidt"]),
        ("Name: Maria Schmidt,", ["Maria Schmidt"]),
        ("Dear Ms. Smith", ["Ms. Smith"]),
        ("Maria Schmidt\nEmail", ["Maria Schmidt"]),
        ("Maria Schmidt Email", ["Maria Schmidt"]),
        ("Ann Lee\nBob Ray", ["Ann Lee", "Bob Ray"]),
        ("MARIA SCHMIDT", ["MARIA SCHMIDT"]),
        ("O'Brien", ["O'Brien"]),
        ("McDonald", ["McDonald"]),
        ("PERSON_k7m29qxw Schmidt", ["Schmidt"]),
        ("In Donoghue", ["Donoghue"]),
        ("Donoghue v", ["Donoghue"]),
        ("In", ["In"]),
        ("田中さんは元気", ["田中"]),
    ],
)
def test_names_are_cut_clean(text: str, expected: list[str]) -> None:
    """Labels, line ends, possessives and surrogates stay outside; the name stays whole."""
    assert parts(text) == expected


@pytest.mark.parametrize(
    "text",
    ["SSN", "IBAN", "NI", "Email", "Phone Number", "GITHUB_TOKEN", "OSError", "getName", "json.x()",
     "Python", "h264", "X", "---", "PERSON_k7m29qxw", "JSON API", "Steuer-ID", "IMEI", "MARIA",
     "Kfz-Kennzeichen", "ledig", "WHEREOF"],
)  # fmt: skip
def test_words_that_are_no_names(text: str) -> None:
    """Labels, acronyms, identifiers and products are dropped."""
    assert parts(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("(12 Main St #4),", "STREET_ADDRESS", ["12 Main St #4"]),
        ("ZIP: 02139", "POSTCODE", ["02139"]),
        ("postcode", "POSTCODE", []),
        ("@maria_85", "USERNAME", ["@maria_85"]),
        ("username", "USERNAME", []),
        ("42-year-old", "AGE", ["42-year-old"]),
        ("Dr.", "TITLE", ["Dr"]),
        ("2.", "TITLE", []),
        ("nurse", "JOB_TITLE", ["nurse"]),
        ("manager", "JOB_TITLE", []),
    ],
)
def test_values_may_have_digits(text: str, kind: str, expected: list[str]) -> None:
    """Only names are without digits and marks; a label for a value is none."""
    assert parts(text, kind) == expected


def test_shouted_names_are_names_to_some_models() -> None:
    """How many capitals make an acronym is said by who calls."""
    assert parts("MARIA", acronym=3) == ["MARIA"]
    assert parts("LEE", acronym=3) == []
    assert parts("J.K.", acronym=3) == []


@pytest.mark.parametrize(
    ("text", "name", "kept"),
    [
        ("user_maria", "maria", False),
        ("maria_id", "maria", False),
        ("maria_85", "maria", False),
        ("_maria_ said", "maria", True),
        ("said _maria_", "maria", True),
        ("__maria__", "maria", True),
        ("TZ=Europe/Berlin", "Berlin", False),
        ("TZ=Europe/Berlin", "Europe", False),
        ("Europe/Asia", "Asia", False),
        ("Maria/Tom", "Tom", True),
    ],
)
def test_parts_of_identifiers_are_no_names(text: str, name: str, *, kept: bool) -> None:
    """A name that an underscore joins to more is an identifier; one between them is emphasis."""
    start = text.index(name)
    assert bool(list(trimmed(text, start, start + len(name), "PERSON"))) is kept


def test_voices_of_captions_are_cut_off() -> None:
    """`<v Ann>` is a cue of WebVTT, `-u ann` an option."""
    text = "<v Ann Lee>"
    assert [text[a:b] for a, b in trimmed(text, 1, 10, "PERSON")] == ["Ann Lee"]
    text = "login -u annlee"
    assert [text[a:b] for a, b in trimmed(text, 7, 15, "PERSON")] == ["annlee"]


def test_places_and_companies_keep_their_last_word() -> None:
    """A label word behind a person is a label, behind a town or a company a part of its name."""
    assert parts("New York City", "LOCATION") == ["New York City"]
    assert parts("Deutsche Bank", "ORGANIZATION") == ["Deutsche Bank"]
    assert parts("National Insurance", "ORGANIZATION") == []


def test_dates_keep_their_digits() -> None:
    """Digits drop a person but not a date."""
    assert parts("4 March 2026", "DATE_TIME") == ["4 March 2026"]
    assert parts("Room 12") == []


@pytest.mark.parametrize(
    "text",
    [
        "last Tuesday",
        "March",
        "the 4th",
        "Christmas",
        "Jan '26",
        "31.1.26",
        "31.01.2026",
        "2026.01.31",
        "01.31.2026",
    ],
)
def test_dates_name_a_day_or_month(text: str) -> None:
    """What names a day, a month or a feast is a date, also without a year."""
    assert parts(text, "DATE_TIME") == [text.rstrip("'")]


@pytest.mark.parametrize(
    "text",
    [
        "4.17.21",
        "11.22.16",
        "1.0.11",
        "two weeks",
        "18 months",
        "daily",
        "10:30",
        "93 years old",
        "2026",
    ],
)
def test_durations_are_no_dates(text: str) -> None:
    """The language model calls durations and times of day dates; masking them ruins answers."""
    assert parts(text, "DATE_TIME") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("91yo", ["91"]), ("45F", ["45"]), ("ninety", ["ninety"]), ("34 years", ["34 years"])],
)
def test_ages_are_their_numbers(text: str, expected: list[str]) -> None:
    """What is glued to the number stays readable."""
    assert parts(text, "AGE") == expected


@pytest.mark.parametrize(
    "code", ["10115", "D-10115", "01310-100", "00-950", "SW1A 1AA", "K1A 0B1", "1012 AB", "560 001"]
)
def test_postcodes_have_known_shapes(code: str) -> None:
    """Digits, and the shapes with letters that states have."""
    assert parts(code, "POSTCODE") == [code]


@pytest.mark.parametrize("number", ["010190-900P", "12345678901", "AB", "A-1"])
def test_other_numbers_are_no_postcodes(number: str) -> None:
    """Numbers of persons and of other things are left to their recognizers."""
    assert parts(number, "POSTCODE") == []


@pytest.mark.parametrize(
    ("text", "number", "kept"),
    [
        ("Close TCK-2026-00417", "00417", False),
        ("Close TCK-00417", "00417", False),
        ("took 175.5 ms", "175", False),
        ("took 17.175 ms", "175", False),
        ("MA 02139-1234", "02139-1234", True),
        ("CH-8001 Bern", "8001", True),
        ("in 10115. Berlin", "10115", True),
    ],
)
def test_parts_of_numbers_are_no_postcodes(text: str, number: str, *, kept: bool) -> None:
    """A number that goes on is another number; a country's letters may stand before it."""
    start = text.index(number)
    for kind in ("AGE", "POSTCODE"):
        assert bool(list(trimmed(text, start, start + len(number), kind))) is kept


@pytest.mark.parametrize(("word", "kept"), [("German", []), ("Christian", ["Christian"])])
def test_nationalities_are_no_names(word: str, kept: list[str]) -> None:
    """A nationality by itself is nobody's name, unless it is one as well."""
    assert parts(word) == kept
    assert parts(f"{word} Schmidt") == [f"{word} Schmidt"]


def test_redactions_are_no_names() -> None:
    """What a policy left of a value is a value no more; the same word elsewhere may be one."""
    for word, added in (("PERSON", ()), ("BADGE", ("BADGE",))):
        text = f"Dear [{word}],"
        assert list(trimmed(text, 6, 6 + len(word), "PERSON", frozenset(added), acronym=0)) == []
    text = "Dear [BADGE],"
    assert list(trimmed(text, 6, 11, "PERSON", acronym=0)) == [(6, 11)]


@pytest.mark.parametrize("firm", ["Acme", "ACME", "Contoso", "Globex's"])
def test_companies_of_examples_are_nobody(firm: str) -> None:
    """They belong to nobody; somebody with such a surname has another name beside it."""
    assert parts(firm) == []
    assert parts(f"Wile {firm}") == ["Wile " + firm.removesuffix("'s")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Maria       Schmidt", ["Maria", "Schmidt"]),
        ("Maria  Schmidt", ["Maria  Schmidt"]),
        ("Maria   ", ["Maria"]),
    ],
)
def test_columns_part_names(text: str, expected: list[str]) -> None:
    """Three blanks and more lie between two cells of a table."""
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 Main St", ["12 Main St"]),
        ("State Street", ["State Street"]),
        ("Broadway", ["Broadway"]),
        ("221", ["221"]),
        ("No. 221", ["No. 221"]),
        ("Kauppakatu 3 B 12", ["Kauppakatu 3 B 12"]),
        ("Opaque            7", []),
        ("Main St 7         12", ["Main St 7"]),
        ("pod worker", []),
        ("street", []),
        ("NUL", []),
    ],
)
def test_streets_are_no_cells(text: str, expected: list[str]) -> None:
    """A number alone may be that of a house, but not in a column; words of machines are none."""
    assert parts(text, "STREET_ADDRESS") == expected


@pytest.mark.parametrize("text", ["pod worker", "Shard", "containers", "kafka-broker"])
def test_words_of_machines_are_no_names(text: str) -> None:
    """What programs are made of is nobody, and no place."""
    assert parts(text) == parts(text, "LOCATION") == []
