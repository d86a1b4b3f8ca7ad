"""Stand-ins in the place of values: names word by word, the same for the same person."""

from __future__ import annotations

import time

import pytest

from penname.mask.restore import Restorer, Rules, restore_text
from penname.mask.standins import based, bind_standins, standin_edits, words
from penname.mask.vault import Entry, MemoryScope, MemoryVault
from penname.text.json_text import splice
from penname.text.standins import GENERATORS, WORD
from penname.text.surrogate import Shapes

TYPES = sorted(GENERATORS)
SHAPES = Shapes(TYPES, TYPES)


def new_scope() -> MemoryScope:
    return MemoryVault(bytes(32), clock=time.monotonic).scope("tenant")


SCOPE = new_scope()
RULES = Rules(SHAPES, SCOPE, lambda _host: True, lambda _type, _place: True)


def masked(value: str, entity_type: str = "PERSON", before: str = "") -> str:
    return splice(value, standin_edits(value, 0, len(value), entity_type, SCOPE, before))


def restored(text: str) -> str:
    """A text restored whole; character by character it is the same."""
    whole = restore_text(RULES, text)[0]
    restorer = Restorer(RULES)
    assert "".join(map(restorer.feed, text)) + restorer.close() == whole
    return whole


ANN, LEE = masked("Ann"), masked("Lee")


def test_person_is_the_same_throughout() -> None:
    """Whichever words of a name stand together, each has its own stand-in."""
    assert masked("Ann Lee") == f"{ANN} {LEE}"
    assert masked("Lee, Ann") == f"{LEE}, {ANN}"
    assert masked("Dr. Lee") == f"Dr. {LEE}"
    assert masked("Lee's") == f"{LEE}'s"
    assert masked("Lee\u2019s") == f"{LEE}\u2019s"
    assert masked("Ann-Lee") == f"{ANN}-{LEE}"
    assert masked("LEE, ann") == f"{LEE.upper()}, {ANN.lower()}"
    assert len({ANN, LEE, masked("O'Neil"), masked("J"), masked("Lees")}) == 5


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("J. R. Smith", ["J", "R", "Smith"]),
        ("O'Neil", ["O'Neil"]),
        ("O\u2019Neil's", ["O\u2019Neil"]),
        ("'s-Hertogenbosch", ["s", "Hertogenbosch"]),
        ("Lee'", ["Lee"]),
        ("d'", ["d"]),
        ("Mari\u0301a", ["Mari\u0301a"]),
        ("\u2600\ufe0f Ann", ["Ann"]),
        ("山田太郎", ["山田太郎"]),
        ("0:\U00018cff", ["0", "\U00018cff"]),  # a letter that is newer than Python 3.11
        ("R2D2_x", ["R2D2", "x"]),
        ("--", []),
    ],
)
def test_words_hold_all_letters(value: str, expected: list[str]) -> None:
    """Marks and inner apostrophes belong to a word; a final 's does not."""
    text = f"a{value}'s"
    assert [text[a:b] for a, b in words(text, 1, 1 + len(value))] == expected


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ("Vincent van Gogh", "van"),
        ("Ursula von der Leyen", "von der"),
        ("Bank of America", "of"),
        ("Mr Lee", "Mr"),
    ],
)
def test_particles_stay(value: str, kept: str) -> None:
    """Particles and titles stay in clear, and the value comes back."""
    assert kept in masked(value)
    assert restored(masked(value)) == value


@pytest.mark.parametrize("value", ["van der", "Van", "Sir", "al", "Al Smith"])
def test_names_of_particles_are_masked(value: str) -> None:
    """A name that is nothing but particles, or one in capitals, is masked like any other."""
    assert not set(value.split()) & set(masked(value).split())
    assert restored(masked(value)) == value


@pytest.mark.parametrize(("text", "end"), [("Ann albert", 6), ("Ann al", 6), ("Ann al, so", 6)])
def test_cut_words_are_no_particles(text: str, end: int) -> None:
    """What a span has cut off a longer word is not taken for a particle."""
    edits = standin_edits(text, 0, end, "PERSON", SCOPE, "")
    assert len(edits) == (2 if "albert" in text else 1)
    start = text.index("al")
    edits = standin_edits(f"x{text[start:]} Lee", 1, 7, "PERSON", SCOPE, "x")
    assert edits[0].start == 1


@pytest.mark.parametrize(
    ("word", "base", "form"),
    [
        ("Lee", "Lee", ""),
        ("LEE", "Lee", "upper"),
        ("lee", "Lee", "lower"),
        ("J", "J", ""),
        ("McDonald", "McDonald", ""),
        ("MCDONALD", "Mcdonald", "upper"),
        ("O'NEIL", "O'Neil", "upper"),
        ("straße", "Straße", "lower"),
        ("10", "10", ""),
        ("山田", "山田", ""),
        ("ŉ", "ŉ", ""),
        ("İI", "İi", "upper"),
    ],
)
def test_case_leads_back(word: str, base: str, form: str) -> None:
    """A word's case is put on its stand-in only where it leads back to exactly the word."""
    assert based(word, "PERSON") == (base, form)


def test_abbreviations_keep_their_capitals() -> None:
    """A place in capitals comes back in capitals, also where the model writes it as a name."""
    usa = masked("USA", "LOCATION")
    assert usa == usa.capitalize()
    assert restored(f"{usa} {usa.upper()} {usa.lower()}") == "USA USA usa"
    assert based("USA", "LOCATION") == ("USA", "")
    assert based("bern", "LOCATION") == ("Bern", "lower")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (ANN, "Ann"),
        (ANN.upper(), "ANN"),
        (ANN.lower(), "ann"),
        (f"{ANN}{LEE}", "AnnLee"),
        (f"x{ANN}x", "xAnnx"),
        (f"get_{ANN.lower()}()", "get_ann()"),
        (f"**{ANN}**'s `{LEE}`", "**Ann**'s `Lee`"),
        (f"<b>{ANN}</b>&nbsp;{LEE}", "<b>Ann</b>&nbsp;Lee"),
        (f'{{"a": "{{\\"n\\": \\"{ANN}\\"}}"}}', '{"a": "{\\"n\\": \\"Ann\\"}"}'),
        (f"{LEE.lower()}.{ANN.lower()}@mail.test", "lee.ann@mail.test"),
        (f"{ANN}s and {LEE.upper()}S", "Anns and LEES"),
        (ANN[:-1], ANN[:-1]),
        (f"x{ANN.lower()}", f"x{ANN.lower()}"),
        (ANN[0].lower() + ANN[1:].upper(), "Ann"),
    ],
)
def test_model_words_come_back(written: str, shown: str) -> None:
    """A live word comes back in the case it is written in, also glued, marked and in JSON."""
    assert restored(written) == shown


def test_ordinary_words_pass() -> None:
    """Words that are not live pass untouched, and a stream does not wait for them."""
    dead = WORD.canonical("tovaqimelod")
    for text in ("It is delimited.", f"{dead} {dead.lower()} {dead.upper()}", "Iraqi, Qatar"):
        assert restored(text) == text
    restorer = Restorer(RULES)
    start = next(letter for letter in "BDFGHJKLMNPRSTVZ" if letter not in (ANN + LEE).upper())
    assert restorer.feed(f"so {start}aq") == f"so {start}aq"
    assert (restorer.feed(f" {ANN[:4]}"), restorer.held) == (" ", 4)


@pytest.mark.parametrize(
    ("entity_type", "value"),
    [
        ("EMAIL_ADDRESS", "ann@example.org"),
        ("PHONE_NUMBER", "+49 (151) 1234567"),
        ("CREDIT_CARD", "4" + "1" * 15),
        ("CREDIT_CARD", "4111 1111 1111 " + "1" * 4),
        ("IBAN_CODE", "DE89 3704 0044"),
        ("IP_ADDRESS", "10.0.0.1"),
        ("IP_ADDRESS", "fe80::1"),
        ("MAC_ADDRESS", "00-1B-44-11-3A-B7"),
        ("US_SSN", "536-90-4399"),
        ("US_ITIN", "912-70-1234"),
    ],
)
def test_other_types_are_mapped_whole(entity_type: str, value: str) -> None:
    """A value gets one stand-in of its kind, which comes back in any case."""
    standin = masked(value, entity_type)
    assert SHAPES.find(standin) is not None
    assert restored(f"({standin}) {standin.upper()}") == f"({value}) {value}"
    assert entity_type not in standin
    assert masked(value, entity_type) == standin


@pytest.mark.parametrize("entity_type", ["EMAIL_ADDRESS", "PHONE_NUMBER", "US_SSN", "IP_ADDRESS"])
def test_glued_values_get_plain_surrogates(entity_type: str) -> None:
    """Where a stand-in would not be found again, the value gets a plain surrogate."""
    assert masked("1234", entity_type, before="a").startswith(f"{entity_type}_")
    assert masked("1234", entity_type, before="-") != masked("1234", entity_type, before="a")


def test_type_without_generator_is_masked() -> None:
    """A type that has no stand-ins gets the surrogate of `mask`."""
    standin = masked("1 Main Street", "STREET_ADDRESS")
    assert standin == SCOPE.bind("STREET_ADDRESS", "1 Main Street")
    assert SCOPE.bind_standin("STREET_ADDRESS", "1 Main Street") == standin


@pytest.mark.parametrize("before", ["x", "9", "A"])
def test_glued_words_keep_their_capital(before: str) -> None:
    """A word behind a letter has its own stand-in in the one form that is found there."""
    glued = masked("lee", before=before)
    assert glued == glued.capitalize()
    assert glued != LEE
    assert restored(f"{before}{glued}") == f"{before}lee"


@pytest.mark.parametrize("form", [str, str.upper, str.lower])
def test_stand_ins_are_no_values(form: type[str]) -> None:
    """A text that is a stand-in is masked as a literal, word for word, and comes back."""
    for name, value in (("PERSON", "Ann"), ("US_SSN", "536-90-4399")):
        standin = form(masked(value, name))
        hidden = masked(standin, name)
        assert SCOPE.reveal(hidden) == Entry("LITERAL", standin)
        assert restored(hidden) == standin


@pytest.mark.parametrize(
    ("value", "written", "shown"),
    [
        ("4111 1111 1111 1111", "9999123412341234", "4111111111111111"),
        ("4111111111111111", "9999 1234 1234 1234", "4111111111111111"),
    ],
)
def test_bare_numbers_stay_bare(value: str, written: str, shown: str) -> None:
    """Digits alone may stand as a JSON number: their value comes back as digits alone."""
    standin = masked(value, "CREDIT_CARD").replace("-", "")
    bare = written.isdecimal()
    text = standin if bare else " ".join(standin[at : at + 4] for at in range(0, 16, 4))
    assert restored(f'{{"card": {text}}}') == f'{{"card": {shown}}}'


def test_models_group_numbers() -> None:
    """Phones, cards and IBANs come back from the groups that models write."""
    phone = masked("+49 151 1234567", "PHONE_NUMBER")
    assert restored(f"{phone[:4]} {phone[4:7]}-{phone[7:]}!") == "+49 151 1234567!"
    iban = masked("DE89370400440532013000", "IBAN_CODE")
    grouped = " ".join(iban[at : at + 4] for at in range(0, len(iban), 4))
    assert restored(grouped) == "DE89370400440532013000"


def test_thousands_share_nothing() -> None:
    """Where digests collide (about 25 bits, thousands of values) the next one is taken."""
    scope = new_scope()
    values = [f"{n:09d}" for n in range(12_000)]
    made = [scope.bind_standin("US_SSN", value) for value in values]
    assert len(set(made)) == len(values)
    for value, standin in zip(values, made, strict=True):
        assert scope.reveal(standin) == Entry("US_SSN", value)
    assert [scope.bind_standin("US_SSN", value) for value in values] == made


def test_earlier_values_are_bound_again() -> None:
    """The stand-ins of known values of some types are live again, of others not."""
    scope = new_scope()
    known = [Entry("PERSON", "Ann Lee"), Entry("LOCATION", "Bern"), Entry("NUMBER", "12")]
    bind_standins(scope, known, frozenset({"PERSON"}))
    assert scope.reveal(ANN) == Entry("PERSON", "Ann")
    assert scope.reveal(LEE) == Entry("PERSON", "Lee")
    assert scope.reveal(masked("Bern", "LOCATION")) is None
