"""Telephone numbers: how sure each form is, where it ends, what words add, and what is none."""

from __future__ import annotations

import random

import phonenumbers
import pytest

from penname.detect.phones import RECIPES, phone_numbers
from tests.unit.detect.recipes import found
from tests.work import calls, growth

US = "-".join(["212", "555", "0147"])


def hits(text: str) -> list[tuple[str, float]]:
    return [(text[start:end], score) for start, end, score in phone_numbers(text)]


def phones(text: str, least: float = 0.4) -> list[str]:
    return [word for word, score in hits(text) if score >= least]


@pytest.mark.parametrize(
    ("number", "score"),
    [
        ("+49 30 901820", 0.75),
        ("(+49) 30 901820", 0.75),
        ("+44 (0)20 7946 0958", 0.75),
        ("+1(212)555-0147", 0.75),
        ("+49\u201330\u2013901820", 0.75),
        ("+49-30-901820;ext=12", 0.75),
        ("+999 12 345 6789", 0.5),
        ("0044 20 7946 0958", 0.6),
        ("011 44 20 7946 0958", 0.6),
        ("0049309018205", 0.6),
        (US, 0.6),
        (f"1-{US}", 0.6),
        ("(212) 555-0147", 0.6),
        ("212.555.0147", 0.6),
        (f"{US} x12", 0.6),
        (f"{US}x12", 0.6),
        (f"{US} ext. 12", 0.6),
        ("030 901820", 0.5),
        ("(030) 90 18-20", 0.5),
        ("0171/1234567", 0.5),
        ("0 (532) 123 45 67", 0.5),
        ("01.42.68.53.00", 0.5),
        ("06\u00a012\u00a034\u00a056\u00a078", 0.5),
        ("٠٣٠ ٩٠١٨٢٠١", 0.5),
        ("(11) 91234-5678", 0.5),
        ("8 (912) 345-67-89", 0.5),
        ("138 1234 5678", 0.5),
        ("612 34 56 78", 0.4),
        ("532 123 45 67", 0.4),
        ("03090182055", 0.4),
        ("000-000-0000", 0.4),
        ("612 345 678", 0.3),
        ("2125550147", 0.3),
        ("01 23 45 67 89 01", 0.3),
        ("046 454 286", 0.3),
        ("010180-1234", 0.3),
        ("+12345678", 0.0),
        ("+99912345678", 0.3),
        ("0012125550147", 0.0),
    ],
)
def test_form_gives_the_score(number: str, score: float) -> None:
    """The firmer the form, the surer: country code, North America, trunk zero, bare digits."""
    expected = [(number, score)] if score else []
    assert hits(number) == expected
    assert hits(f"is {number}, or") == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"call {US}.", US),
        (f"{US} 12/27", US),
        (f"3) {US}", US),
        (f"1. {US}", US),
        (f"({US})", US),
        (f"{US} 2nd", US),
        (f"{US} 12:30", US),
        ("+33 6 12 34 56 78 90 12", "+33 6 12 34 56 78"),
        ("on WhatsApp wa.me/4930901820?text=x", "4930901820"),
        ("电话13812345678联系", "13812345678"),
    ],
)
def test_neighbours_stay_outside(text: str, number: str) -> None:
    """Digits of the next word do not belong to the number."""
    assert phones(text) == [number]


@pytest.mark.parametrize("gap", [" ", " / ", "  ", " - "])
def test_zip_codes_are_no_part(gap: str) -> None:
    """An American number behind a ZIP code begins behind it."""
    for code in ("85031", "85031-1234"):
        assert phones(f"Phoenix AZ {code}{gap}{US}, dob") == [US]


def test_neighbouring_numbers_are_two() -> None:
    """Two numbers side by side are two finds, and the same one twice is found twice."""
    first, second = "+33 1 42 68 53 00", "+33 1 42 68 53 01"
    assert phones(f"{first} / {second}") == [first, second]
    assert phones(f"{first} {second}") == [first, second]
    assert phones(f"{US}\n{US}") == [US, US]
    assert phones("1234567)") == []
    assert phones("(212) 555-0147 (212) 555-0148") == ["(212) 555-0147", "(212) 555-0148"]
    assert phones("tel 2125550147 2125550148") == ["2125550147", "2125550148"]


@pytest.mark.parametrize(
    "text",
    [
        "phone: {}",
        "Phone No. {}",
        "userPhone={}",
        "mobile_number: {}",
        '"phone": "{}"',
        "My phone number is {}",
        "my new number is {}",
        "my German number is {}",
        "call Ann at {}",
        "you can reach her on {}",
        "WhatsApp: {}",
        "{} (mobile)",
        "Meine Handynummer lautet {}",
        "Telefon: {}",
        "Téléphone portable : {}",
        "Llámame al {}",
        "Il mio cellulare è {}",
        "O meu telemóvel é {}",
        "Bel me op {}",
        "tel. kom. {}",
        "Ring mig på {}",
        "Puhelin: {}",
        "Telefonszám: {}",
        "Cep telefonu: {}",
        "Τηλέφωνο: {}",
        "Позвоните по номеру {}",
        "رقم الهاتف: {}",
        "טלפון: {}",
        "मोबाइल नंबर {}",
        "电话：{}",
        "携帯 {}",
        "전화번호: {}",
        "Điện thoại: {}",
        "No. telepon: {}",
    ],
)
def test_words_make_digits_a_number(text: str) -> None:
    """Digits that say nothing by themselves are a number next to words that say so."""
    assert phones(text.format("68123457")) == ["68123457"]


@pytest.mark.parametrize(
    "text",
    [
        "order {}",
        "Order number: {}",
        "phone order no. {}",
        "id={}",
        "paid ${}",
        "about {} people",
        "The phone rang. Then {} came",
        "phone\n\n{}",
        "{} mobile: none",
        'text == "{}"',
        "x = {}",
        "call the function {} times",
        "reach {} users",
        "appeler {} clients",
        "fax machine, model {}",
        "the ISBN as a number such as {}",
    ],
)
def test_words_of_other_numbers(text: str) -> None:
    """Right behind the name of another number, or away from a telephone's, digits are none."""
    assert phones(text.format("68123457")) == []


@pytest.mark.parametrize(
    "said", ['"system":"phone","value":"{}"', '"type": "mobile", "value": "{}"']
)
def test_kinds_of_values(said: str) -> None:
    """A member before the value's may say that it is a telephone's; another kind may not."""
    number = "-".join(["555", "010", "9988"])
    assert phones(said.format(number)) == [number]
    assert phones(said.replace("phone", "other").replace("mobile", "x").format(number)) == []


def test_names_of_others_cast_doubt() -> None:
    """A national form behind the name of another number is doubted, an assigned number is not."""
    assert hits(f"order {US}") == [(US, 0.3)]
    assert hits(f"phone {US}") == [(US, 0.75)]
    assert hits("order +49 30 901820") == [("+49 30 901820", 0.75)]


def test_groups_before_a_place() -> None:
    """ "781 1704 office" is a number; an amount or a range before the word is not."""
    assert phones("781 1704 office") == ["781 1704"]
    assert phones("1 000 000 home owners, 1000-2000 office desks, 7811704 office") == []


def test_postcodes_ports_hours_and_shares_are_none() -> None:
    """Numbers of other things near words of telephones, and a French telephone behind "Port."."""
    assert phones("Boston, MA 02110-1301, USA") == []
    assert phones("CEP 80010-120. Telefone: (41) 99955-0142") == ["(41) 99955-0142"]
    assert phones("sms ports 5060-5090") == []
    assert phones("Contact hours 0800-1700") == []
    assert phones("messages:(114/6935) and [211/415/1] calls") == []
    assert phones("call grep 2.21 (2014)") == []
    assert phones("iPhone 15128512") == []
    assert phones("phone battery 4000-5000 mAh, a cell of 3000-4000 mAh") == []
    assert phones("reach 12 500 000 people, text 16 777 216 colors, call 1 000 000") == []
    assert phones("Port. : 06 12 55 01 42") == ["06 12 55 01 42"]


def test_direct_numbers_of_an_exchange() -> None:
    """One digit behind a dash, where an exchange puts through."""
    assert phones("Tel. 040 / 30 20 11-0 or") == ["040 / 30 20 11-0"]
    assert phones("030 901820-0") == ["030 901820-0"]


def test_ends_of_other_numbers() -> None:
    """Behind a dash the digits that a fax has instead of the telephone's last ones."""
    assert found(RECIPES, "phone-end", "Tel. 030 901820-0, Fax -19 oder Durchwahl: -345") == [
        "19",
        "345",
    ]
    assert (
        found(RECIPES, "phone-end", "030 901820, fax - 19, fax -1900-2000, fax -12.5, map -12")
        == []
    )
    assert found(RECIPES, "phone-end", "Fax -10 dB and DW -12, 030 901820 fax -20 %") == []


def test_columns_of_telephones() -> None:
    """Cells of a column whose head says so; those of other columns stay."""
    table = "name,home phone,order\nx,5035550142,5035550143\ny,512 555 0199,5125550190\n"
    assert found(RECIPES, "phone-column", table) == ["5035550142", "512 555 0199"]
    assert found(RECIPES, "phone-column", "phone model,n\n5035550142,1\n") == []
    assert found(RECIPES, "phone-column", "phone,n\n12,1\n2026-11-29 10:00,2\n") == []


def test_short_numbers_need_labels() -> None:
    """Four to six digits are a number only behind a label; a year is none."""
    assert phones("Tel. 22158") == ["22158"]
    assert phones("Tel. 20.12.07") == ["20.12.07"]
    assert phones("call 22158, 22158, fax 2024") == []
    assert phones("call me at 36.67.79") == ["36.67.79"]


def test_lists_go_on() -> None:
    """Behind a number that a word has made one, digits of its length go on with the list."""
    assert phones("phones: 2125550147, 2125550148 and 2125550149") == [
        "2125550147",
        "2125550148",
        "2125550149",
    ]
    assert phones('"phones": ["68123457", "68123458"]') == ["68123457", "68123458"]
    assert phones("phone 2125550147, but 2125550148") == ["2125550147"]
    assert phones("phone 68123457, 6812345789012") == ["68123457"]


def test_extension_is_no_number() -> None:
    """The digits of an extension are the number's, and the list goes on behind them."""
    assert phones("phones: 68123457 ext. 1234, 68123458") == ["68123457 ext. 1234", "68123458"]


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-15 and 15.01.2024",
        "2024-01-15 12",
        "[2024-01-15 12:30:45.123] INFO",
        "1990-2026",
        "192.0.2.1",
        "3.14159265",
        "1.234.567.890",
        "-".join(["536", "90", "4399"]),
        "4111 1111 1111 1111",
        "978-3-16-148410-0",
        "0-306-40615-2",
        f"abc{US}",
        f"v{US}",
        "/2125550147",
        "1.2125550147",
        "12:2125550147",
        "+123",
        "+00 000 000000",
        "+1234567890123456",
        "+48.532203",
        "+48.85661301, +2.35222190",
        "(+39.050590, -126.115785)",
        "BE71 0961 2345 6760",
        "GR16 0110 1250 0000 0001 2300 695",
        "00123456",
        "0000000000",
        "123456",
        "20260304 1764374400 1764374400000",
        "12345678901234 and 1234567890123",
        "(",
        "tel 12345678901234567890",
    ],
)
def test_other_numbers_are_none(text: str) -> None:
    """Dates, hosts, decimals, cards, books, accounts and parts of words are no phones."""
    assert hits(text) == []


def test_rows_of_digits_are_none() -> None:
    """Rows of bytes and columns are no numbers, whatever part of them might be one."""
    assert phones(" ".join(f"{n:02}" for n in range(1, 31))) == []
    assert phones("01 23 45 67 89 01") == []
    assert phones("403 788 4038 860222 967") == []
    assert phones("drat  hp\n21.0   6  160 110 3.90 2.620") == []
    assert phones("Tel 030 901820 at 3.90 2.60") == ["030 901820"]


def test_every_region_has_numbers() -> None:
    """The example of every region is found in its international form, and by a label in its own."""
    missed = []
    for region in sorted(phonenumbers.SUPPORTED_REGIONS):
        number = phonenumbers.example_number(region)
        assert number is not None
        for form in (
            phonenumbers.PhoneNumberFormat.INTERNATIONAL,
            phonenumbers.PhoneNumberFormat.E164,
            phonenumbers.PhoneNumberFormat.RFC3966,
        ):
            text = phonenumbers.format_number(number, form).removeprefix("tel:")
            if hits(text) != [(text, 0.75)]:
                missed.append(text)
        national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
        if phones(f"Phone: {national}") != [national]:
            missed.append(national)
    assert missed == []


def test_fields_need_their_key() -> None:
    """Digits alone in a text are weak: the key that holds the text says what they are."""
    assert found(RECIPES, "phone-field", "68123457", least=0.2) == ["68123457"]
    assert found(RECIPES, "phone-field", "68123457 (home)", least=0.2) == ["68123457"]
    assert found(RECIPES, "phone-field", "68123457 is what we have counted", least=0.2) == []
    assert found(RECIPES, "phone-field", "6" * 50, least=0.2) == []


def test_columns_of_digits_stay_cheap() -> None:
    """A page of numbers that are no phones costs some calls a line."""
    source = random.Random(20261129)
    page = "\n".join(f"{source.randrange(10**9)},{source.randrange(10**6)}" for _ in range(1_000))
    assert calls(lambda: list(phone_numbers(page))) < 200 * 1_000


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "(1", "+49 ", "0-", ") ", "phone ", "call 1234567 ", "١ "]
)
def test_hostile_repeats_are_linear(unit: str) -> None:
    """Twice the text takes about twice the calls, and no pattern runs out of time."""

    def read(size: int) -> None:
        list(phone_numbers(unit * (size // len(unit))))

    assert growth(read, 10_000) < 2.1
    read(100_000)
