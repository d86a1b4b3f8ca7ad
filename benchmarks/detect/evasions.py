"""Values in disguise: encoded, taken apart, written with other characters, spoken.

The group of a case is `kind of value|disguise`. A disguise is a function of a value and a source
of chance; which kinds it makes sense for stands beside it. Names are disguised only as a text
that a person would still read.
"""

from __future__ import annotations

import base64
import html
import random
import string
from collections.abc import Callable, Iterator
from urllib.parse import quote

from benchmarks.detect.cases import Case, Maker

Chance = random.Random
Disguise = Callable[[str, Chance], str]

# ---- values ----------------------------------------------------------------------------------

_GIVEN = ("Maria", "Robert", "Emily", "Thomas", "Laura", "Daniel", "Sophie", "Carlos")
_FAMILY = ("Schmidt", "Carter", "Hernandez", "Sullivan", "Marlowe", "Whitfield", "Rossi", "Dubois")


def _digits(rng: Chance, count: int) -> str:
    return "".join(rng.choices(string.digits, k=count))


def _email(rng: Chance) -> str:
    host = rng.choice(("example.org", "mail.example.com", "example.net", "example.de"))
    name = f"{rng.choice(_GIVEN)}.{rng.choice(_FAMILY)}".lower()
    return f"{name}{rng.choice(('', _digits(rng, 2)))}@{host}"


def _card(rng: Chance) -> str:
    """Sixteen digits with their check digit (ISO/IEC 7812-1, annex B), in groups of four."""
    body = "4" + _digits(rng, 14)
    doubled = (int(one) * (2 if at % 2 == 0 else 1) for at, one in enumerate(body))
    total = sum(one - 9 if one > 9 else one for one in doubled)
    whole = f"{body}{-total % 10}"
    gap = rng.choice((" ", "-", ""))
    return gap.join(whole[at : at + 4] for at in range(0, 16, 4))


def _phone(rng: Chance) -> str:
    line = f"555-{rng.randrange(100, 200):04d}"  # kept for fiction
    return rng.choice((f"+1 212-{line}", f"(415) {line}", f"312-{line}"))


def _ssn(rng: Chance) -> str:
    return f"{rng.randrange(101, 665)}-{rng.randrange(11, 99)}-{rng.randrange(1001, 9999)}"


def _iban(rng: Chance) -> str:
    """ISO 13616: check digits by ISO 7064 MOD 97-10."""
    account = _digits(rng, 18)
    number = int("".join(str(int(char, 36)) for char in f"{account}DE00"))
    whole = f"DE{98 - number % 97:02d}{account}"
    gap = rng.choice((" ", ""))
    return gap.join(whole[at : at + 4] for at in range(0, 22, 4))


def _key(rng: Chance) -> str:
    alphabet = string.ascii_letters + string.digits
    body = "".join(rng.choices(alphabet, k=36)) + "7"
    return rng.choice(("sk-", "ghp" + "_", "npm" + "_")) + body


def _name(rng: Chance) -> str:
    return f"{rng.choice(_GIVEN)} {rng.choice(_FAMILY)}"


#: Kind of value: how one is made, its entity type, and texts to put it into.
VALUES: dict[str, tuple[Callable[[Chance], str], str, tuple[str, ...]]] = {
    "email": (
        _email,
        "EMAIL_ADDRESS",
        ("Please write to {} by Friday.", "my e-mail is {}, thanks"),
    ),
    "card": (_card, "CREDIT_CARD", ("Charge my card {} please.", "The credit card number is {}.")),
    "phone": (_phone, "PHONE_NUMBER", ("You can call me at {} after six.", "Phone: {}")),
    "ssn": (_ssn, "US_SSN", ("My SSN is {}.", "social security number: {}")),
    "iban": (_iban, "IBAN_CODE", ("Transfer it to IBAN {} today.", "The account is {}.")),
    "key": (_key, "API_KEY", ("Use the API key {} for it.", "api key: {}")),
    "name": (
        _name,
        "PERSON",
        ("Yesterday {} called about the invoice.", "Our customer {} lives in Boston."),
    ),
}

# ---- disguises -------------------------------------------------------------------------------


def _between(*marks: str) -> Disguise:
    """Invisible marks between some of the characters, one at least."""

    def disguise(value: str, rng: Chance) -> str:
        sure = rng.randrange(1, len(value))
        return "".join(
            (rng.choice(marks) if at and (at == sure or rng.random() < 0.3) else "") + char
            for at, char in enumerate(value)
        )

    return disguise


def _behind(mark: str) -> Disguise:
    return lambda value, _rng: "".join(char + mark if char.isalnum() else char for char in value)


def _full_width(value: str, _rng: Chance) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in value)


def _letters_at(upper: int, lower: int, digit: int = 0) -> Disguise:
    """Letters (and digits) of a mathematical or enclosed alphabet."""

    def one(char: str) -> str:
        if "A" <= char <= "Z":
            return chr(upper + ord(char) - ord("A"))
        if "a" <= char <= "z":
            return chr(lower + ord(char) - ord("a"))
        return chr(digit + int(char)) if digit and char.isdigit() else char

    return lambda value, _rng: "".join(map(one, value))


_LOOKALIKES = str.maketrans("aceopxyABEHKMOPTX", "асеорхуАВЕНКМОРТХ")


def _lookalikes(value: str, rng: Chance) -> str:
    """Some letters in Cyrillic, one at least if any has a look-alike."""
    places = [at for at, char in enumerate(value) if ord(char) in _LOOKALIKES]
    chosen = set(rng.sample(places, rng.randrange(1, len(places) + 1))) if places else set()
    return "".join(c.translate(_LOOKALIKES) if at in chosen else c for at, c in enumerate(value))


def _digits_at(zero: int) -> Disguise:
    return lambda value, _rng: "".join(chr(zero + int(c)) if c.isdigit() else c for c in value)


def _typographic(value: str, rng: Chance) -> str:
    space, dash = rng.choice("\u00a0\u2009\u202f\u2007"), rng.choice("\u2010\u2011\u2013\u2212")
    return value.replace(" ", space).replace("-", dash)


def _each(form: str) -> Disguise:
    """Every byte by its code."""
    return lambda value, _rng: "".join(form.format(byte) for byte in value.encode())


def _parted(form: str, gap: str) -> Disguise:
    return lambda value, _rng: gap.join(form.format(byte) for byte in value.encode())


def _base64(value: str, _rng: Chance) -> str:
    return base64.b64encode(value.encode()).decode()


def _mime(value: str, _rng: Chance) -> str:
    """A text in two lines of base64, with the value over the line's end (after 57 bytes)."""
    before = "please note that the customer wrote to us once again about "[: 57 - len(value) // 2]
    encoded = base64.b64encode(f"{before} {value} and wants to be called back".encode()).decode()
    return "\n".join(encoded[at : at + 76] for at in range(0, len(encoded), 76))


def _apart(gap: str) -> Disguise:
    return lambda value, _rng: gap.join(value.replace(" ", ""))


def _line_end(value: str, rng: Chance) -> str:
    """Broken at a blank, in a quoted mail; else behind a hyphen of its own, or with one."""
    for char, cut in ((" ", "\n> "), ("-", "-\n")):
        places = [at for at, one in enumerate(value) if one == char]
        if places:
            at = rng.choice(places)
            return f"{value[:at]}{cut}{value[at + 1 :]}"
    places = [at for at in range(2, len(value) - 2) if value[at - 1 : at + 1].isalnum()]
    at = rng.choice(places)
    return f"{value[:at]}-\n{value[at:]}"


def _tagged(value: str, rng: Chance) -> str:
    at = rng.randrange(1, len(value) - 1)
    return f"{value[:at]}<b>{value[at]}</b>{value[at + 1 :]}"


def _said(at: str, dot: str) -> Disguise:
    return lambda value, _rng: value.replace("@", at).replace(".", dot)


_DIGIT_WORDS = {
    "en": "zero one two three four five six seven eight nine",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve",
    "it": "zero uno due tre quattro cinque sei sette otto nove",
    "nl": "nul een twee drie vier vijf zes zeven acht negen",
    "pt": "zero um dois três quatro cinco seis sete oito nove",
}


def _in_words(language: str) -> Disguise:
    words = _DIGIT_WORDS[language].split()
    gap = ", " if language in ("fr", "it") else " "
    return lambda value, _rng: gap.join(words[int(char)] for char in value if char.isdigit())


def _then(*steps: Disguise) -> Disguise:
    def disguise(value: str, rng: Chance) -> str:
        for step in steps:
            value = step(value, rng)
        return value

    return disguise


_ALL = tuple(VALUES)
_PATTERNS = tuple(kind for kind in VALUES if kind != "name")
_NUMBERS = ("card", "phone", "ssn")
_ZERO_WIDTH = _between("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff")

#: Name of a disguise: what it does, and to which kinds of value.
DISGUISES: dict[str, tuple[Disguise, tuple[str, ...]]] = {
    "plain": (lambda value, _rng: value, _ALL),
    # folded
    "zero-width": (_ZERO_WIDTH, _ALL),
    "soft-hyphen": (_between("\u00ad"), _ALL),
    "direction-marks": (_between("\u200e", "\u202a", "\u2066", "\u2069"), _ALL),
    "selectors": (_between("\ufe0f", "\u034f", "\U000e0101"), _ALL),
    "struck-through": (_behind("\u0336"), _ALL),
    "full-width": (_full_width, _ALL),
    "mathematical": (_letters_at(0x1D400, 0x1D41A, 0x1D7CE), _ALL),
    "script-letters": (_letters_at(0x1D4D0, 0x1D4EA), ("email", "name")),
    "circled-letters": (_letters_at(0x24B6, 0x24D0), ("email", "name")),
    "look-alikes": (_lookalikes, ("email", "key", "name")),
    "arabic-digits": (_digits_at(0x660), _NUMBERS),
    "devanagari-digits": (_digits_at(0x966), _NUMBERS),
    "dashes-and-spaces": (_typographic, ("card", "phone", "ssn", "iban")),
    # encodings
    "percent": (lambda value, _rng: quote(value, safe=""), _ALL),
    "percent-all": (_each("%{:02x}"), _ALL),
    "html-decimal": (_each("&#{};"), _ALL),
    "html-open": (_each("&#{}"), _PATTERNS),
    "html-named": (lambda value, _rng: html.escape(value).replace("@", "&commat;"), ("email",)),
    "escapes": (_each("\\u{:04x}"), _ALL),
    "hex-escapes": (_each("\\x{:02x}"), _ALL),
    "escapes-in-json": (_each("\\\\u{:04x}"), _ALL),
    "quoted-printable": (
        lambda value, _rng: value.replace("@", "=40").replace(".", "=2E"),
        ("email",),
    ),
    "base64": (_base64, _ALL),
    "base64-lines": (_mime, _ALL),
    "base32": (lambda value, _rng: base64.b32encode(value.encode()).decode(), _PATTERNS),
    "hex": (lambda value, _rng: value.encode().hex(), _PATTERNS),
    "hex-codes": (_parted("{:02x}", " "), _PATTERNS),
    "hex-codes-0x": (_parted("0x{:02x}", ", "), _PATTERNS),
    "decimal-codes": (_parted("{}", " "), _PATTERNS),
    # joined
    "spaced": (_apart(" "), _PATTERNS),
    "dotted": (_apart("."), ("card", "phone", "ssn", "iban")),
    "dashed": (_apart("-"), _PATTERNS),
    "line-by-line": (_apart("\n"), _PATTERNS),
    "line-end": (_line_end, _PATTERNS),
    "tags": (_tagged, _PATTERNS),
    # spoken
    "said-brackets": (_said(" (at) ", " (dot) "), ("email",)),
    "said-square": (_said("[at]", "."), ("email",)),
    "said-words": (_said(" at ", " dot "), ("email",)),
    "said-capitals": (_said(" AT ", " DOT "), ("email",)),
    "said-underscores": (_said("_at_", "_dot_"), ("email",)),
    "said-spanish": (_said(" arroba ", " punto "), ("email",)),
    "said-german": (_said(" at ", " punkt "), ("email",)),
    **{f"digits-{name}": (_in_words(name), _NUMBERS) for name in _DIGIT_WORDS},
    # split
    "glued": (lambda value, _rng: value, _PATTERNS),
    "glued-to-word": (lambda value, _rng: value.replace(" ", "").replace("-", ""), ("card", "ssn")),
    # two at once
    "zero-width+percent": (_then(_ZERO_WIDTH, lambda value, _rng: quote(value)), _PATTERNS),
    "full-width+spaced": (_then(_apart(" "), _full_width), _PATTERNS),
    "percent+base64": (_then(_each("%{:02x}"), _base64), _PATTERNS),
    "full-width+base64": (_then(_full_width, _base64), _ALL),
    "escapes+html": (_then(_each("&#{};"), _each("\\u{:04x}")), _PATTERNS),
    "spaced+said": (_then(_said("(at)", "(dot)"), _apart(" ")), ("email",)),
}


#: What stands around a value that is glued to a name; it is no part of the value.
GLUED = {"glued": ("user_", "_end"), "glued-to-word": ("customer", "")}


def cases(seed: int, count: int) -> Iterator[Case]:
    """Every disguise of every kind of value in turn."""
    rng = random.Random(seed)
    pairs = [(kind, name) for name, (_, kinds) in DISGUISES.items() for kind in kinds]
    for index in range(count):
        kind, name = pairs[index % len(pairs)]
        make, label, texts = VALUES[kind]
        value = DISGUISES[name][0](make(rng), rng)
        before, _, after = rng.choice(texts).partition("{}")
        if name in GLUED:
            before, after = before + GLUED[name][0], GLUED[name][1] + after
        yield Maker().say(before).value(value, label).say(after).case(f"{kind}|{name}")
