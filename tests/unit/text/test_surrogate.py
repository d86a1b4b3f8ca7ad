"""The shape of a surrogate: exact forms, safe manglings, unfinished ones, and prose."""

from __future__ import annotations

import itertools
import json

import pytest

from penname.text.standins import GENERATORS, Draw
from penname.text.surrogate import (
    ALPHABET,
    Candidate,
    Shapes,
    canonical_prefix,
    core_from_digest,
    number_from_digest,
    shapes_of,
)

SHAPES = shapes_of(frozenset({"PERSON", "US_SSN", "SSN", "EMAIL_ADDRESS", "DATE", "DATE_TIME"}))
CORE = "k7qf2m9x"
SEPARATORS = ["_", r"\_", " ", "-", "&#95;"]
LIVE = f"PERSON_{CORE}"


def test_alphabet_is_crockford() -> None:
    """Thirty-two characters, none of i, l, o, u."""
    assert len(set(ALPHABET)) == 32
    assert not set("ilou") & set(ALPHABET)


def test_core_uses_every_character() -> None:
    """All letters, digits and rest characters occur; a letter first, a digit second."""
    cores = [core_from_digest((n * 2_654_435_761 % 2**48).to_bytes(6, "big")) for n in range(5000)]
    assert {core[0] for core in cores} == set(ALPHABET[10:])
    assert {core[1] for core in cores} == set("0123456789")
    assert {character for core in cores for character in core[2:]} == set(ALPHABET)
    assert all(SHAPES.find(f"PERSON_{core}") is not None for core in cores)


def test_numbers_survive_javascript() -> None:
    """Number surrogates are exact in a double and are written the same by Python and JSON."""
    for seed in (0, 1, 2**48 - 1, 999_999_999_999, 123_456_789):
        digest = seed.to_bytes(6, "big")
        integer = number_from_digest(digest, integer=True)
        fraction = number_from_digest(digest, integer=False)
        assert (len(integer), len(fraction)) == (15, 17)
        assert int(integer) < 2**53
        assert json.dumps(int(float(integer))) == integer
        assert json.dumps(float(fraction)) == fraction
        assert SHAPES.find(integer) == Candidate(0, 15, integer)
        assert SHAPES.find(fraction) == Candidate(0, 17, fraction)


@pytest.mark.parametrize(
    "text", ["0790123456789012", ".790123456789012", "79012345678901", "791123456789012"]
)
def test_number_has_left_border(text: str) -> None:
    """Digits in the middle or at the end of another number are no surrogate."""
    assert SHAPES.find(text) is None


@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("x", "y"), ("(", ")"), ("7_", "_7"), ("é", "é")]
)
def test_exact_needs_no_border(before: str, after: str) -> None:
    """An exact surrogate is found glued to anything."""
    found = SHAPES.find(f"{before}{LIVE}{after}")
    assert found == Candidate(len(before), len(before) + len(LIVE), LIVE)


MANGLED = [
    "Person_k7qf2m9x",
    "person_K7QF2M9X",
    r"PERSON\_k7qf2m9x",
    r"PERSON\\_k7qf2m9x",
    "PERSON k7qf2m9x",
    "Person-k7qf2m9x",
    "PERSON&#95;k7qf2m9x",
    "PERSON&#x5F;k7qf2m9x",
    "PERSON&lowbar;k7qf2m9x",
    "PERSON&UnderBar;k7qf2m9x",
]


@pytest.mark.parametrize("text", MANGLED)
def test_manglings_are_recognised(text: str) -> None:
    """Case, escapes, spaces, hyphens and entities lead to the exact surrogate."""
    assert SHAPES.find(f"({text})") == Candidate(1, 1 + len(text), LIVE)


@pytest.mark.parametrize("separators", list(itertools.product(SEPARATORS, repeat=2)))
def test_names_with_separators_mangle(separators: tuple[str, str]) -> None:
    """Every underscore of a name may be mangled by itself."""
    text = f"email{separators[0]}address{separators[1]}k7qf2m9x"
    found = SHAPES.find(text)
    assert found is not None
    assert (found.canonical, found.start, found.end) == ("EMAIL_ADDRESS_k7qf2m9x", 0, len(text))


@pytest.mark.parametrize(
    ("text", "restored"),
    [
        ("**PERSON**_k7qf2m9x", "**V**"),
        ("PERSON_**k7qf2m9x**", "**V**"),
        ("**PERSON**_**k7qf2m9x**", "**V**"),
        ("**PERSON_k7qf2m9x**", "**V**"),
        ("`PERSON`_k7qf2m9x", "`V`"),
        ("PERSON_`k7qf2m9x`", "`V`"),
        ("*PERSON* `k7qf2m9x`", "*V`"),
    ],
)
def test_marks_stay_around_value(text: str, restored: str) -> None:
    """Bold and code marks that a model put around one half stand around the whole value."""
    found = SHAPES.find(text)
    assert found is not None
    assert found.canonical == LIVE
    value = f"{found.before}V{found.after}"
    assert text[: found.start] + value + text[found.end :] == restored


@pytest.mark.parametrize(
    "text",
    [
        "the person database of the location",
        "Person in charge, date time and email address",
        "person to person, person-to-person, US SSN numbers",
        "date 2026-11-23 and ssn 123-45-6789",
        "PERSON_ PERSON__k7qf2m9x PERSON  k7qf2m9x",
        "PERSON_k7qf2m9 PERSON_kaqf2m9x PERSON_77qf2m9x PERSON_k7qf2m9u",
        "xperson k7qf2m9x _Person-k7qf2m9x 1person_k7qf2m9x",
        "PERSON\nk7qf2m9x PERSON\tk7qf2m9x PERSON\u00a0k7qf2m9x",
        "PER\u017fON_k7qf2m9x PERSON_\u212a7qf2m9x",
        "person b2b marketing; date d3 visual; ssn h264 codec",
        "",
    ],
)
def test_prose_is_no_candidate(text: str) -> None:
    """Words, near misses and letters that only fold to ours are left alone."""
    assert SHAPES.find_all(text) == []


def test_longest_name_wins() -> None:
    """A name that ends in another one is read whole; find_all goes left to right."""
    found = SHAPES.find_all(f"US_SSN_{CORE} SSN_{CORE}DATE_TIME_{CORE} DATE_{CORE} LITERAL_{CORE}")
    names = ["US_SSN", "SSN", "DATE_TIME", "DATE", "LITERAL"]
    assert [one.canonical for one in found] == [f"{name}_{CORE}" for name in names]


def test_find_from_the_middle() -> None:
    """A search that starts inside a candidate does not see it; borders look further back."""
    assert SHAPES.find(f"{LIVE} {LIVE}", 1) == Candidate(16, 31, LIVE)
    assert SHAPES.find("xPerson k7qf2m9x", 1) is None


FORMS = [
    *MANGLED,
    LIVE,
    "**PERSON**_k7qf2m9x",
    "PERSON_`k7qf2m9x",
    r"e\_mail",
    r"EMAIL&lowbar;ADDRESS\\_**k7qf2m9x",
    "790123456789012",
    "791123456789012.5",
]


@pytest.mark.parametrize("form", FORMS)
def test_every_prefix_is_unfinished(form: str) -> None:
    """Every proper prefix of a candidate is reported, with what it says so far."""
    candidate = SHAPES.find(form)
    if candidate is None:
        return
    shapes = Shapes({"PERSON", "EMAIL_ADDRESS"})
    for length in range(candidate.start + 1, candidate.end):
        found = dict(shapes.unfinished(f"so {form[:length]}", 0))
        prefix = found[3 + candidate.start]
        assert candidate.canonical.lower().startswith(prefix)
        assert prefix


def test_longest_mangling_is_unfinished() -> None:
    """The look back is long enough for any name with all its underscores as entities."""
    name = "_".join("ABCDEFGHIJ")
    shapes = Shapes({name})
    form = name.replace("_", "&UnderBar;") + "**&UnderBar;**" + CORE
    for length in range(1, len(form)):
        assert dict(shapes.unfinished(form[:length], 0)).get(0) is not None
    assert shapes.unfinished(form, 0) == []


def test_finished_text_is_not_unfinished() -> None:
    """Where no suffix can become a candidate nothing is reported."""
    for text in ("", "so it was.", f"{LIVE}.", "PERSON_kz", "790x", "1790"):
        assert SHAPES.unfinished(text, 0) == []
    assert SHAPES.unfinished("PERSON", 6) == []


def test_several_suffixes_are_reported() -> None:
    """All suffixes that could become candidates are listed, leftmost first."""
    assert SHAPES.unfinished("US_SS", 0) == [(0, "us_ss"), (3, "ss"), (4, "s")]


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("PERS", "pers"),
        ("PERSON\\", "person"),
        ("PERSON\\\\", "person"),
        ("PERSON&#9", "person"),
        ("PERSON&lowb", "person"),
        ("US&#95;SSN-k7", "us_ssn_k7"),
        ("**PERSON** **k7", "person_k7"),
        ("7901", "7901"),
    ],
)
def test_canonical_prefix_reads_marks(text: str, prefix: str) -> None:
    """Escapes and entities that are not complete yet are not part of what is said."""
    assert canonical_prefix(text) == prefix


def test_shapes_are_compiled_once() -> None:
    """The same entity types share their patterns."""
    assert shapes_of(frozenset({"A", "B"})) is shapes_of(frozenset({"B", "A"}))


WORD = "Tovaqimelod"
MAIL = "atovaqimelod@belomaqirad.example"
CARD = GENERATORS["CREDIT_CARD"][0].mint(Draw(b"\x15" * 16))
GROUPS = [CARD[at : at + 4] for at in range(0, 16, 4)]
STANDINS = Shapes({"PERSON"}, {"PERSON", "EMAIL_ADDRESS", "CREDIT_CARD", "PHONE_NUMBER"})


@pytest.mark.parametrize(
    ("text", "canonical", "form"),
    [
        (WORD, WORD, ""),
        (WORD.upper(), WORD, "upper"),
        (WORD.lower(), WORD, "lower"),
        (MAIL, MAIL, ""),
        (MAIL.upper(), MAIL, ""),
        (MAIL.replace("@", "%40"), MAIL, ""),
        (CARD, CARD, "digits"),
        (f"{GROUPS[0]}-{GROUPS[1]} {GROUPS[2]}-{GROUPS[3]}", CARD, ""),
        ("+999 123.456-789 012", "+999123456789012", ""),
        (LIVE, LIVE, ""),
    ],
)
def test_standins_are_found(text: str, canonical: str, form: str) -> None:
    """Where stand-ins are asked for they are found beside surrogates, in their usual forms."""
    found = STANDINS.find(f"({text})")
    assert found is not None
    assert (found.start, found.end) == (1, 1 + len(text))
    assert (found.canonical, found.form) == (canonical, form)
    assert [one.canonical for one in STANDINS.find_all(f"({text})")] == [canonical]


@pytest.mark.parametrize("text", [WORD, MAIL, CARD, "+999123456789012"])
def test_standins_only_where_asked(text: str) -> None:
    """Without the action no stand-in is looked for, of no other type either."""
    assert SHAPES.find(text) is None
    assert SHAPES.unfinished(text[:9], 0) == []
    assert Shapes({"PERSON"}, {"US_SSN", "STREET_ADDRESS"}).find_all(text) == []


def test_standins_have_a_left_border() -> None:
    """Behind a letter or digit only an exact word is one; behind a mark they all are."""
    for text in (WORD.lower(), MAIL, CARD):
        for before, free in (("x", False), ("9", False), ("_", True), ("é", True), (".", True)):
            seen = STANDINS.find(f"{before}{text}")
            assert (seen is not None and seen.canonical.lower() == text) is free
    exact = STANDINS.find(f"x{WORD}")
    assert exact is not None
    assert exact.canonical == WORD


def test_runs_of_digits_are_linear() -> None:
    """A megabyte of nines, each with twelve digits behind it, is read to its end."""
    assert STANDINS.find_all("9" * 1_000_000) == []
    assert STANDINS.find_all("baq" * 300_000) == []


def test_wrong_check_digit_is_no_literal() -> None:
    """Digits of a float are no card number: their check digit is wrong. What follows is seen."""
    assert STANDINS.find_all("0.9999999999999999") == []
    assert [one.start for one in STANDINS.find_all(f"{CARD[:-1]}{9 - int(CARD[-1])} {CARD}")] == [
        17
    ]


@pytest.mark.parametrize(
    "form",
    [
        WORD,
        WORD.upper(),
        MAIL,
        MAIL.replace("@", "%40"),
        CARD,
        "-".join(GROUPS),
        "+999 123456 789012",
    ],
)
def test_standin_prefixes_are_unfinished(form: str) -> None:
    """Every proper prefix of a stand-in is reported with what it says, a whole one is not."""
    found = STANDINS.find(form)
    assert found is not None
    for length in range(1, len(form)):
        said = [p for at, p in STANDINS.unfinished(f"so {form[:length]}", 0) if at == 3]
        assert any(found.canonical.lower().startswith(prefix) for prefix in said)
    assert all(at > 3 for at, _ in STANDINS.unfinished(f"so {form}", 0))


def test_unfinished_address_around_word() -> None:
    """A whole pseudo-word at the end of an address does not hide the address."""
    places = STANDINS.unfinished(MAIL[:-8], 0)
    assert places == sorted(places)
    assert (0, MAIL[:-8]) in places


def test_shapes_with_standins_are_compiled_once() -> None:
    """The same types and stand-ins share their patterns, others do not."""
    types = frozenset({"PERSON"})
    assert shapes_of(types, types) is shapes_of(types, types)
    assert shapes_of(types, types) is not shapes_of(types)
