"""National numbers: found in their forms with a valid check; with a wrong one only where they are
called by their name."""

from __future__ import annotations

import random
import string

import pytest

from penname.detect.national import ENTITY_TYPES, SCHEMES, Finder
from penname.detect.scan import NEVER
from penname.detect.schemes import LIKELY, WEAK
from penname.policy.check_digits import nhs
from penname.policy.ids_south_america import br_cpf
from tests.unit.policy.id_specimens import MADE
from tests.work import growth

FINDER = Finder(ENTITY_TYPES)


def found(text: str, key: str = "", least: float = 0.0) -> set[tuple[str, str]]:
    """(type, value) of all numbers that are found in a text."""
    hits = FINDER.find(text, key.split())
    return {
        (SCHEMES[hit.scheme].entity_type, text[hit.start : hit.end])
        for hit in hits
        if hit.score >= least
    }


#: type, a word, the number with `?` for its check. Made up: first of January 1990, serial one.
NUMBERS = [
    ("AT_SOCIAL_SECURITY", "SVNR", "1?37 010180"),
    ("BALTIC_PERSONAL_CODE", "isikukood", "3900101001?"),
    ("BALTIC_PERSONAL_CODE", "personas kods", "010190-1001?"),
    ("BE_NATIONAL_NUMBER", "rijksregisternummer", "90.01.01-001.2?"),
    ("BE_NATIONAL_NUMBER", "NISS", "9001010012?"),
    ("BG_EGN", "ЕГН", "900101000?"),
    ("CH_AHV", "AHV", "756.0000.0001.2?"),
    ("CH_AHV", "AVS", "756000000012?"),
    ("CZ_BIRTH_NUMBER", "rodné číslo", "900101/001?"),
    ("DE_SOCIAL_SECURITY", "RVNR", "99 010190 A 00?"),
    ("DE_TAX_ID", "Steuer-ID", "10 234 567 81?"),
    ("ES_NIE", "NIE", "X-0000012-?"),
    ("ES_NIF", "DNI", "00000012?"),
    ("FI_PERSONAL_IDENTITY_CODE", "hetu", "010190-900?"),
    ("FR_SOCIAL_SECURITY", "NIR", "1 90 02 99 000 012 6?"),
    ("GR_AMKA", "ΑΜΚΑ", "0101900001?"),
    ("HR_OIB", "OIB", "0012345678?"),
    ("HU_TAJ", "TAJ", "000 012 34?"),
    ("IE_PPS", "PPS", "0000012?"),
    ("IS_KENNITALA", "kennitala", "010190-20?9"),
    ("IT_FISCAL_CODE", "codice fiscale", "XXXYYY90A01Z999?"),
    ("LU_NATIONAL_ID", "matricule", "199001010016?"),
    ("NL_BSN", "BSN", "00001234?"),
    ("NO_BIRTH_NUMBER", "fødselsnummer", "010190 0016?"),
    ("PL_PESEL", "PESEL", "9001010001?"),
    ("PT_NIF", "NIF", "100 000 12?"),
    ("RO_CNP", "CNP", "190010199001?"),
    ("SE_PERSONNUMMER", "personnummer", "900101-001?"),
    ("SE_PERSONNUMMER", "personnummer", "19900101001?"),
    ("SI_EMSO", "EMŠO", "010199050001?"),
    ("UK_NHS", "NHS", "000 000 123?"),
    ("BR_CPF", "CPF", "123.456.789-0?"),
    ("BR_CNPJ", "CNPJ", "12.345.678/0001-9?"),
    ("CN_RESIDENT_ID", "身份证号码", "11010519900101001?"),
    ("HK_HKID", "HKID", "A123456(?)"),
    ("IN_AADHAAR", "Aadhaar", "2345 6789 012?"),
    ("KR_RRN", "주민등록번호", "900101-123456?"),
    ("TH_TNIN", "เลขบัตรประชาชน", "1-1001-00001-00-?"),
    ("ZA_ID_NUMBER", "identity number", "900101500108?"),
    ("AU_TFN", "TFN", "123 456 78?"),
    ("CA_SIN", "SIN", "123-456-78?"),
]


@pytest.mark.parametrize(("entity_type", "word", "number"), NUMBERS)
def test_one_check_digit_is_right(entity_type: str, word: str, number: str) -> None:
    """Of all digits or letters in the place of the check exactly one makes a number near its
    word; any other is no hit at any score."""
    words = [number.replace("?", char) for char in string.digits + string.ascii_uppercase]
    hits = [one for one in words if (entity_type, one) in found(f"{word}, and {one}, y")]
    assert len(hits) == 1


@pytest.mark.parametrize(("entity_type", "word", "number"), NUMBERS)
def test_named_numbers_need_no_check(entity_type: str, word: str, number: str) -> None:
    """Who calls a number by its name believes that it is one: a digit may be mistyped or made
    up. It has the form, and nothing stands between."""
    check = "23456789" if word not in ("DNI", "NIE", "PPS", "codice fiscale") else "ABCDEFGH"
    for char in check:
        one = number.replace("?", char)
        types = {kind for kind, value in found(f"my {word}: {one}, y") if value == one}
        assert entity_type in types or (word == "DNI" and types == {"PE_DNI"}), one


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Il mio codice fiscale è XXXYYY90A01Z999A", "XXXYYY90A01Z999A"),
        ("CPF number is 123.456.789-00", "123.456.789-00"),
        ("**PESEL:** 90010112345", "90010112345"),
        ('{"cpf": "123.456.789-00", "n": 1}', "123.456.789-00"),
        ("myPesel=90010112345 " + "x " * 80, "90010112345"),
        ("name,bsn\nx,123456789\ny,123456788\n", "123456788"),
        ("身份证号：110101199003071234", "110101199003071234"),
        ("NI number QQ 12 34 56 C", "QQ 12 34 56 C"),
        ("Kennitalan: 120174-3398", "120174-3398"),
        ("mijn BSN is 123.456.789", "123.456.789"),
        ("C.F. XXXYYY90A01Z999A", "XXXYYY90A01Z999A"),
    ],
)
def test_names_of_numbers(text: str, value: str) -> None:
    """A name is a label, a key or a column; fillers and endings may stand behind it."""
    assert value in {number for _, number in found(text)}


def test_keys_name_numbers() -> None:
    """The key of a text that is the number names it."""
    assert ("BR_CPF", "123.456.789-00") in found("123.456.789-00", key="user cpf")
    assert found("123.456.789-00", key="order id") == set()


@pytest.mark.parametrize(
    "text",
    [
        "CPF, order 123.456.789-00",
        "the CPF of order 123.456.789-00",
        "CPF 5 to 123.456.789-00",
        "my order is 123.456.789-00, no CPF",
        "cpf 000.000.000-01",
        "ssn: see 90010112345",
        "y = sin(123456789)",
        "DNI: 00000000X",
    ],
)
def test_what_is_not_named_needs_its_check(text: str) -> None:
    """Near its word, behind other words or numbers, in another form: the check decides."""
    assert found(text) == set()


@pytest.mark.parametrize(("entity_type", "word", "number"), NUMBERS)
def test_numbers_stand_by_themselves(entity_type: str, word: str, number: str) -> None:
    """Inside a longer word or number there is no hit."""
    for char in string.digits + string.ascii_uppercase:
        value = number.replace("?", char)
        for inside in (f"7{value}", f"{value}7", f"é{value}", f"{value}.5", f"_{value}"):
            hits = found(f"{word} {inside} {'x ' * 80}")
            assert (entity_type, value) not in hits, inside


SPECIMENS = [
    (place, value)
    for place, scheme in enumerate(SCHEMES)
    for value in MADE.get(getattr(scheme.check, "__name__", ""), ())
]


@pytest.mark.parametrize(("place", "value"), SPECIMENS)
def test_made_up_numbers_are_found(place: int, value: str) -> None:
    """What passes a scheme's check is found next to its first word, in a long text, whenever
    some row of its type has the form; bare digits too."""
    scheme = SCHEMES[place]
    word = scheme.words.split(";")[0]
    compact = "".join(char for char in value if char.isalnum())
    filler = "and so on " * 20
    assert any(
        (scheme.entity_type, form) in found(f"{filler}{word}: {form}. {filler}")
        for form in (value, compact)
    )


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.name)
def test_rows_are_complete(scheme: object) -> None:
    """Every row has words, a form of at least five places, and a score from the table; weak
    ones without a check are never raised in a text of their own."""
    (row,) = [one for one in SCHEMES if one is scheme]
    assert row.nearby.own or row.nearby.inside
    assert all(sum(char in "9A*" for char in shape) >= 5 for shape, _ in row.shapes())
    assert all(score >= WEAK for _, score in row.shapes())
    assert row.bare < NEVER


def test_more_than_a_hundred_types() -> None:
    """The world is more than Europe: types of ninety states and more."""
    assert len(ENTITY_TYPES) > 150
    assert len({name[:2] for name in ENTITY_TYPES}) > 80


def test_bare_digits_need_words() -> None:
    """Bare digits with one check digit are no hit in a text about something else."""
    text = "Your order 943 476 5919 and 111222333 of 44051401359 was shipped. " * 4
    assert found(text) == set()


def test_short_texts_need_none() -> None:
    """In a text that is nothing but the number all are candidates, if its key says nothing."""
    assert ("PL_PESEL", "44051401359") in found(" 44051401359\n")
    assert ("PL_PESEL", "44051401359") in found("44051401359", key="content")
    assert found("44051401359", key="order id") == set()
    assert found("the 44051401359") == set()
    assert ("RO_CUI", "13547272") in found('{"cui": "13547272"}')
    assert found("20261129") == set()


def test_broken_numbers_are_no_others() -> None:
    """A number with a wrong check, labelled, is not taken for one of another scheme; with the
    name of its country it is none."""
    source = random.Random(3)
    numbers = [f"{source.randrange(10**10, 10**11)}" for _ in range(300)]
    wrong = [one for one in numbers if not br_cpf(one)]
    assert all(found(f"My CPF is {one}.") == {("BR_CPF", one)} for one in wrong)
    for label in ("Brazilian tax ID", "cpf (tax id)"):
        assert all(found(f"My {label} is {one}.") == set() for one in wrong), label


@pytest.mark.parametrize("dash", ["-", "\u2010", "\u2011", "\u2013", "\u2212"])
@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u202f"])
def test_typeset_signs_are_signs(dash: str, blank: str) -> None:
    """Other dashes and blanks are the same; the value is what stands in the text."""
    cpf = f"123.456.789{dash}09"
    nino = blank.join(("AA", "12", "34", "56", "C"))
    assert found(f"{cpf} {nino}", least=LIKELY) == {("BR_CPF", cpf), ("UK_NINO", nino)}


@pytest.mark.parametrize(
    "text",
    [
        "call +55 12345678909 now, please, my CPF is not this",
        "https://example.org/cpf/12345678909",
        "the cpf costs $12345678909",
        "cpf 12345678909@example.org",
        "cpf 12345678909.5",
        "cpf 4111 1234 5678 9091 2345",
        "cpf 12345678909-4711",
    ],
)
def test_other_things_are_none(text: str) -> None:
    """Telephone numbers, paths, amounts, addresses, longer rows of groups and parts are none."""
    assert [hit for hit in found(f"{text} {'x ' * 80}") if hit[0] == "BR_CPF"] == []


def test_lists_and_labels() -> None:
    """Numbers in lists, behind labels with signs, and in brackets are all found."""
    text = "CPF:12345678909,CPF-12345678909;(CPF 12345678909) cpf=12345678909 " + "x " * 80
    assert len([hit for hit in FINDER.find(text) if hit.end - hit.start == 11]) >= 4


def test_small_letters() -> None:
    """One small letter is as good as a capital; more are weak, unless the number is certain."""
    assert found("00000012x00000012n", least=LIKELY) == set()
    assert found("it is 12.345.678-k or", least=LIKELY) == set()
    assert ("CL_RUT", "10.000.013-k") in found("it is 10.000.013-k or", least=LIKELY)
    assert ("UK_NINO", "aa123456c") not in found(f"{'x ' * 80} aa123456c")
    assert ("UK_NINO", "aa123456c") in found(f"nino aa123456c {'x ' * 80}")
    assert ("UK_NINO", "Aa123456c") not in found("nino Aa123456c")
    assert found("mrtmtt25d09f205z", least=LIKELY) == {("IT_FISCAL_CODE", "mrtmtt25d09f205z")}


def test_only_wanted_types() -> None:
    """A finder of some types finds no others."""
    few = Finder({"BR_CPF"})
    text = "CPF 123.456.789-09, PESEL 44051401359"
    assert {SCHEMES[hit.scheme].entity_type for hit in few.find(text)} == {"BR_CPF"}
    assert list(Finder(()).find(text)) == []


def test_keys_mean_schemes() -> None:
    """The words of a text's key count as near."""
    text = f"9434765919 {'x ' * 80}"
    assert nhs("9434765919")
    assert ("UK_NHS", "9434765919") in found(text, key="nhs number")
    assert ("UK_NHS", "9434765919") not in found(text, key="order id")


def test_random_numbers_are_none() -> None:
    """Fewer than one in two hundred random numbers of any length is a hit without words."""
    source = random.Random(7)
    for size in range(7, 20):
        lines = [f"item {source.randrange(10 ** (size - 1), 10**size)} is" for _ in range(2_000)]
        assert len(list(FINDER.find("\n".join(lines)))) < 10, size


@pytest.mark.parametrize(
    "unit",
    ["1", "1 ", "12-", "1.", "A1", "AB ", " ", "123 456 789 ", "1234567890,", "CPF ", "x1(", "é1"],
)
def test_scan_is_linear(unit: str) -> None:
    """Texts that start a run at every character take calls in proportion to their length."""

    def read(size: int) -> None:
        list(FINDER.find(unit * (size // len(unit))))

    read(60_000)
    assert growth(read, 2_000) < 2.2
