"""Telephone numbers of all regions in sentences, forms, JSON and lists; and digits that are none.

Numbers are phonenumbers' own examples, their last digits varied as far as they stay valid, in its
four formats. `group` is the region, or `none:` and the kind of digits for texts without a number.
A number in national form stands next to words that say what it is, but where its trunk prefix and
its groups do so (NANP, and the trunk zero in COMMON regions).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType

from benchmarks.detect.cases import Case, Maker

LABEL = "PHONE_NUMBER"
REGIONS = sorted(phonenumbers.SUPPORTED_REGIONS)
#: Where a number in national form counts without any word beside it, if it has groups.
COMMON = (
    *("US", "CA", "GB", "DE", "FR", "NL", "BE", "CH", "AT", "IE", "SE", "AU", "NZ", "ZA", "JP"),
    *("KR", "IL", "IN", "FI"),
)
_TYPES = (
    *(PhoneNumberType.FIXED_LINE, PhoneNumberType.MOBILE, PhoneNumberType.TOLL_FREE),
    *(PhoneNumberType.PREMIUM_RATE, PhoneNumberType.SHARED_COST, PhoneNumberType.VOIP),
    *(PhoneNumberType.PERSONAL_NUMBER, PhoneNumberType.PAGER, PhoneNumberType.UAN),
    PhoneNumberType.VOICEMAIL,
)
_FORMATS = (
    *(PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.NATIONAL, PhoneNumberFormat.NATIONAL),
    *(PhoneNumberFormat.E164, PhoneNumberFormat.RFC3966),
)
#: `{}` is the number. Words say what it is, in thirty languages.
LABELLED = (
    *("Call me at {} after five.", "My phone number is {}.", "phone: {}", "Tel. {}", "Mobile: {}"),
    *("Fax {} (office)", "cell {}", "You can reach her on WhatsApp: {}", "please text {} instead"),
    *("He changed his mobile number to {} last week.", "Contact number {}, ask for Ann", "TEL: {}"),
    *("| Phone | {} |", "phone={}", "Phone No. {}", "{} (mobile)", "her new number is {}"),
    *("Telefon: {}", "Meine Handynummer ist {}.", "Du erreichst mich unter {}.", "Tel.: {}"),
    *("Rufnummer {}", "Téléphone : {}", "Mon numéro de portable est le {}.", "Tél. {}"),
    *(
        "Vous pouvez me joindre au {}.",
        "Teléfono: {}",
        "Mi móvil es {}.",
        "Llámame al {}, por favor",
    ),
    *(
        "Celular: {}",
        "Telefono: {}",
        "Il mio cellulare è {}",
        "Telefone: {}",
        "O meu telemóvel é {}.",
    ),
    *("Telefoonnummer: {}", "Bel me op {}", "Telefon kontaktowy: {}", "tel. kom. {}"),
    *("Ring mig på {}", "Mobilnummer: {}", "Tlf. {}", "Puhelin: {}", "Telefonszám: {}"),
    *("Telefonul meu este {}", "Mobitel: {}", "Telefonní číslo: {}", "Cep telefonu: {}"),
    *("Τηλέφωνο: {}", "Телефон: {}", "Позвоните по номеру {}", "Мой тел. {}", "моб. {}"),
    *("رقم الهاتف: {}", "جوال {}", "טלפון: {}", "नंबर: फ़ोन {}", "मोबाइल नंबर {}", "电话：{}"),
    *(
        "手机号码 {}",
        "電話番号：{}",
        "携帯 {}",
        "전화번호: {}",
        "โทร {}",
        "Điện thoại: {}",
        "SĐT: {}",
    ),
    *("No. telepon: {}", "Nombor telefon: {}", "Simu: {}", "tumawag sa telepono {}"),
    *('{{"name": "Ann", "phone": "{}"}}', '{{"mobile_number": "{}", "age": 3}}', "tel = '{}'"),
    *('"phoneNumber":"{}",', "<phone>{}</phone>", "contact:\n  phone: {}\n", "telephone\t{}"),
)
#: No word says that it is a telephone's.
UNLABELLED = (
    *("{}", "I am at {} today.", "- {}", "Ann Lee, {}, Springfield", '["{}"]', "<{}>", "ok {} thx"),
    *("from {}, to nobody", "see you!\n{}\n", "ann@example.org / {}", "Ann;{};x", "it was {}?"),
)
_LISTS = (
    "Phones: {}, {}",
    "Telefon: {} / {}",
    "Numbers to call:\n- phone {}\n- {}",
    'phones: ["{}", "{}"]',
)
_EXTENSIONS = (" ext. {}", " x{}", " ext {}", ";ext={}", " extension {}", "x{}")


def cases(seed: int, count: int) -> Iterator[Case]:
    """`count` cases, four in five with a number; the regions take turns."""
    source = random.Random(seed)
    for index in range(count):
        if index % 5 == 4:
            kind, text = _digits(source)
            yield Case(text, group=f"none:{kind}", never=LABEL)
        else:
            yield _number_case(source, REGIONS[(index - index // 5) % len(REGIONS)])


def _number_case(source: random.Random, region: str) -> Case:
    number = _number(source, region)
    form = source.choice(_FORMATS)
    text = phonenumbers.format_number(number, form).removeprefix("tel:")
    is_national = form == PhoneNumberFormat.NATIONAL
    if source.random() < 0.1 and len(str(number.national_number)) > 6:
        text += source.choice(_EXTENSIONS).format(source.randint(1, 9999))
    if source.random() < 0.1:
        template = source.choice(_LISTS)
        other = phonenumbers.format_number(_number(source, region), form).removeprefix("tel:")
        return _filled(template, (text, other), region)
    bare = is_national and not (region in COMMON and _is_plain(text))
    if bare or source.random() < 0.6:
        return _filled(source.choice(LABELLED), (text,), region)
    return _filled(source.choice(UNLABELLED), (text,), region)


def _is_plain(text: str) -> bool:
    """Whether a national form has a trunk prefix and groups, or is a North American one."""
    return text.startswith(("0", "(")) and any(mark in text for mark in " -/") and len(text) >= 10


def _filled(template: str, numbers: tuple[str, ...], region: str) -> Case:
    maker = Maker()
    for index, piece in enumerate(template.split("{}")):
        if index:
            maker.value(numbers[index - 1], LABEL)
        maker.say(piece.replace("{{", "{").replace("}}", "}"))
    return maker.case(region)


def _number(source: random.Random, region: str) -> PhoneNumber:
    """An example of a random type, with other last digits where they make a valid number."""
    examples = [
        example
        for kind in _TYPES
        if (example := phonenumbers.example_number_for_type(region, kind)) is not None
    ]
    example = source.choice(examples)
    digits = str(example.national_number)
    for _ in range(8):
        changed = PhoneNumber()
        changed.merge_from(example)
        tail = source.randint(1, 3)
        changed.national_number = int(
            digits[:-tail] + str(source.randint(0, 10**tail - 1)).zfill(tail)
        )
        if phonenumbers.is_valid_number_for_region(changed, region):
            return changed
    return example


#: Kinds of digits that are no telephone's. `<3-5>` is a number of three to five digits, a word
#: in such brackets is what `_MADE` makes of it.
_NONE: dict[str, tuple[str, ...]] = {
    "order": (
        *("Order <6-12> has shipped", "order number: <6-12>", "Where is my order #<6-12>?"),
        *("Bestellung <6-12>", "invoice no. <6-12>"),
    ),
    "date": ("from <date> to <date>",),
    "stamp": ("[<date> <time>.<3-6>] INFO worker-<1-3> started in <1-4> ms",),
    "epoch": ("ts=<epoch> expires <epoch>000",),
    "version": ("v<1-2>.<1-2>.<1-5> and <1-3>.<1-3>.<1-4>-<1-3>",),
    "decimal": ("mean <float>, sd <float>; <1-3>.<6-12> and <1-3>,<3-3>,<3-3>.00",),
    "host": ("<byte>.<byte>.<byte>.<byte>:<port> refused",),
    "isbn": ("see ISBN <isbn>, or <isbn>",),
    "json id": ('{"id": <6-12>, "user": {"id": <8-10>}, "size": <4-9>}',),
    "csv": ("\n".join([",".join(["<1-9>"] * 6)] * 4),),
    "table": ("\n".join([" ".join(["<2-6>"] * 5)] * 3),),
    "hex": (" ".join(["<hex2>"] * 16) + " 0x<hex8>",),
    "math": ("<3-8> + <3-8> = <4-9>; (<2-3> - <4-5>) * <4-9>",),
    "place": ("at <float>, <float> (+<degrees>, -<degrees>)",),
    "money": ("paid $<3-7>.00, then <1-3> <3-3> <3-3> EUR",),
    "uuid": ("<hex8>-<hex4>-<hex4>-<hex4>-<digits12>",),
    "range": ("pp. <3-5>-<3-5>, years 1990-<year>, ids <6-8>-<6-8>",),
    "code": ("x[<1-4>] = <5-10>  # <5-9> bytes\nconst N = <7-11>;",),
    "diff": ("@@ -<2-4>,<1-2> +<2-4>,<1-2> @@\n+<4-9>,\n-<4-9>,",),
    "size": ("downloaded <6-11> bytes in <3-6> ms; pid <3-7>, port <port>",),
}


def _isbn(source: random.Random) -> str:
    first = f"978{source.randrange(10**9):09}"
    check = -sum(int(digit) * (1, 3)[i % 2] for i, digit in enumerate(first)) % 10
    return f"978-{first[3]}-{first[4:7]}-{first[7:12]}-{check}"


def _date(source: random.Random) -> str:
    day, month, year = source.randint(1, 28), source.randint(1, 12), source.randint(1950, 2030)
    forms = ("{2}-{1:02}-{0:02}", "{0:02}.{1:02}.{2}", "{1}/{0}/{2}", "{2}{1:02}{0:02}")
    return source.choice(forms).format(day, month, year)


_MADE: dict[str, Callable[[random.Random], str]] = {
    "isbn": _isbn,
    "date": _date,
    "time": lambda s: f"{s.randrange(24):02}:{s.randrange(60):02}:{s.randrange(60):02}",
    "epoch": lambda s: str(s.randint(1_500_000_000, 1_800_000_000)),
    "float": lambda s: f"{s.uniform(-180, 180):.{s.randint(3, 9)}f}",
    "degrees": lambda s: f"{s.uniform(1, 89):.6f}",
    "byte": lambda s: str(s.randint(1, 254)),
    "port": lambda s: str(s.randint(1024, 65535)),
    "year": lambda s: str(s.randint(1995, 2026)),
    "hex2": lambda s: f"{s.randrange(16**2):02x}",
    "hex4": lambda s: f"{s.randrange(16**4):04x}",
    "hex8": lambda s: f"{s.randrange(16**8):08x}",
    "digits12": lambda s: f"{s.randrange(10**12):012}",
}


def _digits(source: random.Random) -> tuple[str, str]:
    """A kind, and a text with digits of that kind."""

    def make(match: re.Match[str]) -> str:
        least, dash, most = match[1].partition("-")
        if not dash:
            return _MADE[match[1]](source)
        length = source.randint(int(least), int(most))
        return str(source.randrange(10 ** (length - 1), 10**length))

    kind = source.choice(sorted(_NONE))
    return kind, re.sub("<([^>]+)>", make, source.choice(_NONE[kind]))
