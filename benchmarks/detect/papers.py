"""Papers, vehicles, devices, health and bank numbers in sentences, JSON and tables; and codes of
the same shape that are none.

A row says what a value is called and how it is drawn: forms of states (`9` a digit, `A` a letter),
or a function where there is a check digit, which is computed here apart from the code that is
measured. `broken` has values whose check is wrong.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from benchmarks.detect.cases import Case, Maker
from penname.detect import licences, papers, passports

_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
_VIN = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
_VIN_VALUES = dict(zip(_VIN, map(int, "123456781234579234567890123456789"), strict=True))
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)

Draw = Callable[[random.Random], str]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of value: its type, what it is called by language, how it is drawn, and how its
    check is made wrong, where it has one."""

    entity_type: str
    names: Mapping[str, tuple[str, ...]]
    draw: Draw
    spoil: Callable[[str, random.Random], str] | None = None


def form(text: str, rng: random.Random) -> str:
    """A form with its places filled."""
    kinds = {"9": "0123456789", "A": _LETTERS, "*": "0123456789" + _LETTERS}
    return "".join(rng.choice(kinds.get(char, char)) for char in text)


def _of(table: Mapping[str, str], *, least: int = 7) -> Draw:
    """Draws a form of a random state, with so many places at least."""
    rows = [[one for one in forms.split(" | ") if len(one) >= least] for forms in table.values()]
    rows = [row for row in rows if row]
    return lambda rng: form(rng.choice(rng.choice(rows)), rng)


def _luhn(digits: str) -> str:
    """The check digit of ISO/IEC 7812-1 behind some digits."""
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits))]
    return str(-sum(value - 9 * (value > 9) for value in doubled) % 10)


def _imei(rng: random.Random) -> str:
    body = f"35{rng.randrange(10**12):012d}"
    return body + _luhn(body)


def _npi(rng: random.Random) -> str:
    body = f"{rng.choice('12')}{rng.randrange(10**8):08d}"
    return body + _luhn("80840" + body)


def _vin(rng: random.Random) -> str:
    word = "".join(rng.choices(_VIN, k=13)) + f"{rng.randrange(10**4):04d}"
    total = sum(_VIN_VALUES[char] * weight for char, weight in zip(word, _VIN_WEIGHTS, strict=True))
    return word[:8] + "0123456789X"[total % 11] + word[9:]


def _dea(rng: random.Random) -> str:
    digits = [rng.randrange(10) for _ in range(6)]
    check = (digits[0] + digits[2] + digits[4] + 2 * (digits[1] + digits[3] + digits[5])) % 10
    return rng.choice("ABFGM") + rng.choice(_LETTERS) + "".join(map(str, (*digits, check)))


def _mbi(rng: random.Random) -> str:
    letters = "ACDEFGHJKMNPQRTUVWXY"
    places = "1L*9L*9LL99"
    drawn = {"1": "123456789", "L": letters, "*": letters + "0123456789", "9": "0123456789"}
    word = "".join(rng.choice(drawn[place]) for place in places)
    return word if rng.random() < 0.5 else f"{word[:4]}-{word[4:7]}-{word[7:]}"


def _routing(rng: random.Random) -> str:
    body = f"{rng.choice(('01', '02', '03', '07', '11', '12', '26'))}{rng.randrange(10**6):06d}"
    total = sum(int(digit) * (3, 7, 1)[place % 3] for place, digit in enumerate(body))
    return body + str(-total % 10)


def _uk_licence(rng: random.Random) -> str:
    name = "".join(rng.choices(_LETTERS, k=rng.randrange(3, 6))).ljust(5, "9")
    month = rng.randrange(1, 13) + rng.choice((0, 50))
    birth = f"{rng.randrange(10)}{month:02d}{rng.randrange(1, 29):02d}{rng.randrange(10)}"
    return f"{name}{birth}{form('AA9AA', rng)}"


def _zone(rng: random.Random) -> str:
    """The second line of a passport (ICAO Doc 9303)."""
    number = form("A99999999", rng)
    born, until = f"{rng.randrange(40, 99)}0{rng.randrange(1, 10)}15", f"3{rng.randrange(10)}1120"
    digits = [_zone_check(field) for field in (number, born, until)]
    body = f"{number}{digits[0]}UTO{born}{digits[1]}{rng.choice('MF')}{until}{digits[2]}" + "<" * 14
    whole = body[:10] + body[13:20] + body[21:43]
    return f"{body}0{_zone_check(whole + '0')}"


def _zone_check(field: str) -> str:
    values = (0 if char == "<" else int(char, 36) for char in field)
    return str(sum(value * (7, 3, 1)[place % 3] for place, value in enumerate(values)) % 10)


def _plate(rng: random.Random) -> str:
    forms = (
        *("AA59 AAA", "AA-999-AA", "34 AAA 9999", "99-AA-99", "AAA-999AA", "1-AAA-999", "7AAA999"),
        *("KA53AA9999", "AAA 9999", "AAA-9999", "B-AA 9999", "9999 BCD", "AA 999 AA", "AAA9A99"),
    )
    return form(rng.choice(forms), rng)


def _coordinates(rng: random.Random) -> str:
    return f"{rng.uniform(-85, 85):.5f}, {rng.uniform(-170, 170):.5f}"


def _last_digit(value: str, rng: random.Random) -> str:
    """The value with another last digit."""
    place = max(match.start() for match in re.finditer(r"\d", value))
    others = "0123456789".replace(value[place], "")
    return value[:place] + rng.choice(others) + value[place + 1 :]


KINDS: tuple[Kind, ...] = (
    Kind(
        "PASSPORT",
        {
            "en": ("passport", "passport number", "passport no."),
            "de": ("Reisepass", "Reisepassnummer", "Passnummer"),
            "fr": ("passeport", "numéro de passeport"),
            "es": ("pasaporte", "número de pasaporte"),
            "it": ("passaporto", "numero di passaporto"),
            "nl": ("paspoort", "paspoortnummer"),
            "pt": ("passaporte", "número do passaporte"),
        },
        _of(passports.FORMS),
    ),
    Kind("PASSPORT", {"en": ("MRZ", "second line", "scan says")}, _zone),
    Kind(
        "DRIVER_LICENSE",
        {"en": ("driver's license", "driver license number", "DL", "driving license")},
        _of(licences.US_FORMS),
    ),
    Kind(
        "DRIVER_LICENSE",
        {
            "en": ("driving licence", "driving licence number"),
            "de": ("Führerschein", "Führerscheinnummer"),
            "fr": ("permis de conduire", "numéro de permis de conduire"),
            "es": ("permiso de conducir", "licencia de conducir"),
            "it": ("patente di guida", "patente"),
            "nl": ("rijbewijs", "rijbewijsnummer"),
            "pt": ("carta de condução",),
        },
        _of(licences.FORMS),
    ),
    Kind("DRIVER_LICENSE", {"en": ("licence", "DVLA number", "id")}, _uk_licence),
    Kind(
        "ID_CARD",
        {
            "en": ("identity card", "ID card", "id card number"),
            "de": ("Personalausweis", "Ausweisnummer"),
            "fr": ("carte d'identité", "carte nationale d'identité"),
            "es": ("documento de identidad",),
            "it": ("carta d'identità",),
            "nl": ("identiteitskaart",),
        },
        _of(papers.FORMS),
    ),
    Kind(
        "LICENSE_PLATE",
        {
            "en": ("license plate", "number plate", "plate", "vehicle registration"),
            "de": ("Kennzeichen",),
            "fr": ("immatriculation",),
            "es": ("matrícula",),
            "it": ("targa",),
            "nl": ("kenteken",),
            "pt": ("matrícula",),
        },
        _plate,
    ),
    Kind("VEHICLE_ID", {"en": ("VIN", "chassis number", "vehicle id")}, _vin),
    Kind("DEVICE_ID", {"en": ("IMEI", "device IMEI")}, _imei, _last_digit),
    Kind("US_NPI", {"en": ("NPI", "provider NPI", "NPI number")}, _npi, _last_digit),
    Kind("US_MBI", {"en": ("Medicare number", "MBI")}, _mbi),
    Kind("MEDICAL_LICENSE", {"en": ("DEA number", "DEA")}, _dea, _last_digit),
    Kind(
        "MEDICAL_RECORD_NUMBER",
        {
            "en": ("MRN", "medical record number", "chart number", "patient ID"),
            "de": ("Patientennummer",),
            "fr": ("numéro de dossier",),
            "es": ("historia clínica",),
        },
        lambda rng: form(rng.choice(("9999999", "A9999999", "99999999", "AA-999999")), rng),
    ),
    Kind(
        "HEALTH_PLAN_ID",
        {
            "en": ("member ID", "policy number", "subscriber number", "insurance ID"),
            "de": ("Versichertennummer",),
            "es": ("número de póliza",),
        },
        lambda rng: form(rng.choice(("AAA999999999", "A99999999", "999999999")), rng),
    ),
    Kind(
        "ABA_ROUTING_NUMBER",
        {"en": ("routing number", "ABA", "ABA routing")},
        _routing,
        _last_digit,
    ),
    Kind(
        "ACCOUNT_NUMBER",
        {
            "en": ("account number", "bank account", "checking account no."),
            "de": ("Kontonummer",),
            "fr": ("numéro de compte",),
            "es": ("número de cuenta",),
            "nl": ("rekeningnummer",),
        },
        lambda rng: form(rng.choice(("99999999", "9999999999", "999999999999")), rng),
    ),
    Kind("BIC_CODE", {"en": ("BIC", "SWIFT code", "SWIFT/BIC")}, lambda rng: form("AAAADEAA", rng)),
    Kind("COORDINATES", {"en": ("GPS", "coordinates", "location")}, _coordinates),
)
FRAMES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "My {name} is {value}.",
        "{name}: {value}",
        "Please update the {name} to {value}, thank you.",
        "I was asked for my {name} and wrote {value} on the form.",
        "- {name}: {value}\n- status: open",
        "The customer's {name} ({value}) was checked.",
    ),
    "de": ("{name}: {value}", "Meine Angaben: {name} {value}, danke."),
    "fr": ("{name} : {value}, merci", "Voici, {name} {value}."),
    "es": ("{name}: {value}, gracias", "El cliente con {name} {value} no contesta."),
    "it": ("{name}: {value}, grazie", "Ecco {name} {value}."),
    "nl": ("{name}: {value}, bedankt", "Klant met {name} {value} belt terug."),
    "pt": ("{name}: {value}, obrigado", "O cliente com {name} {value} ligou."),
}


def cases(seed: int, count: int) -> Iterator[Case]:
    """Every kind in turn, in one of its languages and surroundings."""
    rng = random.Random(seed)
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        yield _case(kind, kind.draw(rng), rng, kind.entity_type)


def broken(seed: int, count: int) -> Iterator[Case]:
    """Values whose check digit is wrong: not found as what they would be."""
    rng = random.Random(seed)
    kinds = [(kind, kind.spoil) for kind in KINDS if kind.spoil is not None]
    for number in range(count):
        kind, spoil = kinds[number % len(kinds)]
        yield _case(kind, spoil(kind.draw(rng), rng), rng, "")


def _case(kind: Kind, value: str, rng: random.Random, label: str) -> Case:
    language = rng.choice(list(kind.names))
    name = rng.choice(kind.names[language])
    before, _, behind = rng.choice((_in_frame, _in_frame, _in_json, _in_table))(
        language, name, rng
    ).partition("\0")
    maker = Maker().say(before)
    (maker.value(value, label) if label else maker.say(value)).say(behind)
    return maker.case(kind.entity_type, "" if label else kind.entity_type)


def _in_frame(language: str, name: str, rng: random.Random) -> str:
    return rng.choice(FRAMES[language]).format(name=name, value="\0")


def _key(name: str) -> str:
    return "_".join(re.findall(r"\w+", name.lower()))


def _in_json(_: str, name: str, rng: random.Random) -> str:
    return f'{{"id": {rng.randrange(10**4)}, "{_key(name)}": "\0", "active": true}}'


def _in_table(_: str, name: str, rng: random.Random) -> str:
    sign = rng.choice(";\t|")
    rows = [sign.join(("no", "team", _key(name), "x"))]
    rows += [sign.join((str(line), "blue", "n/a", "1.5")) for line in range(rng.randrange(6))]
    return "\n".join([*rows, sign.join(("9", "red", "\0", "7.5"))]) + "\n"


#: Where codes of such shapes stand that are nobody's.
OTHER_FRAMES = (
    *("Order {} has shipped.", "see ticket {}", "part {} is out of stock", "the model {} is new"),
    *("flight {} to Lisbon", "room {} is free", "INFO request {} took 12 ms", "batch {} done"),
    *('{{"sku": "{}", "count": 3}}', "sku;count\n{};3\n", "error {} in module x", "vector: {}"),
)


def look_alikes(seed: int, count: int) -> Iterator[Case]:
    """Codes in the shape of papers, plates and places: nothing must be found."""
    rng = random.Random(seed)
    shaped = ("PASSPORT", "DRIVER_LICENSE", "ID_CARD", "LICENSE_PLATE", "COORDINATES", "BIC_CODE")
    kinds = [kind for kind in KINDS if kind.entity_type in shaped and kind.draw is not _zone]
    kinds = [kind for kind in kinds if kind.draw is not _uk_licence]
    for number in range(count):
        kind = kinds[number % len(kinds)]
        text = rng.choice(OTHER_FRAMES).format(kind.draw(rng))
        yield Case(text, group=f"none:{kind.entity_type}", never=kind.entity_type)
