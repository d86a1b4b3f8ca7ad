"""How a text names a person: in full, by a title, by initials, in a list, in an address.

Each form gives pieces: strings with their label, "" for what is no value. The family name
carries its particles and what follows it (Jr., III); a title is a mark of its own.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from penname.train.texts.letters import plain_letters
from penname.train.texts.names import usable
from penname.train.texts.people import Person
from penname.train.texts.sheets import sheet

Piece = tuple[str, str]
Pieces = list[Piece]

GIVEN, FAMILY, NAME, TITLE = "GIVEN_NAME", "SURNAME", "NAME", "TITLE"

_COUNTS = ("I", "II", "III", "IV", "V", "VI", "VIII", "XIV", "XVI", "the Great", "the Elder")
_SUFFIXES = (" Jr.", ", Jr.", " Jr", " Sr.", " III", " II", " IV")
_LETTERS_BEHIND = ("PhD", "MD", "Esq.", "M.D.", "Ph.D.", "CPA", "RN", "MBA", "OBE", "QC", "DDS")


def full(person: Person) -> Pieces:
    """All of the name, in the order of its origin."""
    given, family = (person.given, GIVEN), (person.family, FAMILY)
    return [family, (" ", ""), given] if person.family_first else [given, (" ", ""), family]


def simple(person: Person) -> Pieces:
    """First and family name, given name first."""
    return [(person.first, GIVEN), (" ", ""), (person.family, FAMILY)]


def usual(person: Person, rng: random.Random, language: str) -> Pieces:
    """As a text first names somebody: mostly in full."""
    chance = rng.random()
    if chance < 0.84:
        return full(person)
    if chance < 0.885:
        return [
            (f"{person.first[0]}.", GIVEN),
            (rng.choice((" ", " ", "")), ""),
            (person.family, FAMILY),
        ]
    if chance < 0.915:
        return initials(person, rng, language)
    if chance < 0.94:
        suffix = rng.choice(_SUFFIXES) if not person.female else ""
        return [*simple(person)[:-1], (person.family + suffix, FAMILY)]
    if chance < 0.955:
        joint = rng.choice((", ", ", ", " "))
        return [*simple(person), (joint, ""), (rng.choice(_LETTERS_BEHIND), TITLE)]
    return [(title(person, rng, language), TITLE), (" ", ""), *full(person)]


def title(person: Person, rng: random.Random, language: str) -> str:
    """A title of address that suits the person."""
    titles = sheet("lists", "title")
    language = language if f"{language}_f" in titles else "en"
    return rng.choice(titles[f"{language}_{_whose(person, rng)}"])


def _whose(person: Person, rng: random.Random) -> str:
    if rng.random() < 0.3:
        return "x"
    return "f" if person.female else "m"


def titled(person: Person, rng: random.Random, language: str) -> Pieces:
    """A title and the family name, seldom the first name too."""
    name = full(person) if rng.random() < 0.15 else [(person.family, FAMILY)]
    return [(title(person, rng, language), TITLE), (" ", ""), *name]


def short(person: Person, rng: random.Random, language: str) -> Pieces:
    """As a text names somebody again."""
    chance = rng.random()
    if chance < 0.55:
        return [(person.first, GIVEN)]
    if chance < 0.85:
        return titled(person, rng, language)
    return [(person.family, FAMILY)]


def initials(person: Person, rng: random.Random, _language: str) -> Pieces:
    """Initials and the family name: `J. R. Smith`, `JR Smith`."""
    count = rng.choice((1, 1, 2, 2, 3))
    letters = [person.first[0], *(rng.choice("ABCDEFGHJKLMNPRSTW") for _ in range(count - 1))]
    shape = rng.choice(("{}.", "{}.", "{}. ", "{}"))
    return [
        ("".join(shape.format(letter) for letter in letters).strip(), GIVEN),
        (" ", ""),
        (person.family, FAMILY),
    ]


def regal(person: Person, rng: random.Random, _language: str) -> Pieces:
    """As kings and popes are counted."""
    return [(f"{person.first} {rng.choice(_COUNTS)}", GIVEN)]


def bent(person: Person, rng: random.Random, language: str) -> Pieces:
    """With the endings of a case, on both parts: `Anny Kowalskiej`, `Péterrel`."""
    return [
        (_bent(person.first, rng, language), GIVEN),
        (" ", ""),
        (_bent(person.family, rng, language), FAMILY),
    ]


def bent_given(person: Person, rng: random.Random, language: str) -> Pieces:
    """The first name with the ending of a case."""
    return [(_bent(person.first, rng, language), GIVEN)]


def _bent(name: str, rng: random.Random, language: str) -> str:
    """A name with some ending of the language; as it is where that makes a kept name."""
    endings = sheet("lists", "ending").get(language)
    if endings is None:
        return name
    stem = name[:-1] if name[-1] in "ay" and language in ("pl", "cs", "hr", "ro") else name
    made = stem + rng.choice(endings)
    return made if usable(made) else name


def listed(person: Person, rng: random.Random, _language: str) -> Pieces:
    """Family name first with a comma, as lists and libraries have it."""
    given = rng.choice((person.given, person.given, person.first, f"{person.first[0]}."))
    return [(person.family, FAMILY), (rng.choice((", ", ", ", ",")), ""), (given, GIVEN)]


def cited(person: Person, rng: random.Random, _language: str) -> Pieces:
    """As lists of references have it: `Smith J`, `Smith, J. R.`."""
    extra = rng.choice(("", "", rng.choice("ABCDEFGHJKLMNPRSTW")))
    if rng.random() < 0.5:
        return [(person.family, FAMILY), (" ", ""), (person.first[0] + extra, GIVEN)]
    letters = f"{person.first[0]}." + (f" {extra}." if extra else "")
    return [(person.family, FAMILY), (", ", ""), (letters, GIVEN)]


def shouted(person: Person, rng: random.Random, _language: str) -> Pieces:
    """The family name in capitals, as French and forms have it."""
    family, given = (person.family.upper(), FAMILY), (person.given, GIVEN)
    return [family, (" ", ""), given] if rng.random() < 0.5 else [given, (" ", ""), family]


def _letters(text: str) -> str:
    return "".join(
        char for char in plain_letters(text).lower() if char.isascii() and char.isalnum()
    )


_LOGINS = (
    *(
        "{f}.{l}",
        "{f}.{l}",
        "{f}{l}",
        "{i}{l}",
        "{f}_{l}",
        "{f}{n}",
        "{f}-{l}",
        "{l}{i}",
        "{i}.{l}",
    ),
    *("{l}.{f}", "{f}{l}{n}", "{i}{l}{n}", "{f}{j}", "{l}{n}", "the{f}", "real{f}{l}"),
)


def user_name(person: Person, rng: random.Random) -> str:
    """A login or handle, of the name or beside it."""
    first = _letters(person.first) or "user"
    family = _letters(person.family) or "x"
    shape = rng.choice(_LOGINS)
    return shape.format(f=first, l=family, i=first[0], j=family[0], n=rng.randrange(1, 2010))


def address(person: Person, rng: random.Random) -> str:
    """An e-mail address."""
    return f"{user_name(person, rng)}@{rng.choice(sheet('lists', 'mail_domain')[''])}"


Form = Callable[[Person, random.Random, str], Pieces]

FORMS: Mapping[str, Form] = {
    "": usual,
    "full": lambda person, _rng, _language: full(person),
    "simple": lambda person, _rng, _language: simple(person),
    "given": lambda person, _rng, _language: [(person.first, GIVEN)],
    "givens": lambda person, _rng, _language: [(person.given, GIVEN)],
    "family": lambda person, _rng, _language: [(person.family, FAMILY)],
    "short": short,
    "titled": titled,
    "title": lambda person, rng, language: [(title(person, rng, language), TITLE)],
    "init": lambda person, _rng, _language: [
        (f"{person.first[0]}.", GIVEN),
        (" ", ""),
        (person.family, FAMILY),
    ],
    "initials": initials,
    "monogram": lambda person, _rng, _language: [(f"{person.first[0]}{person.family[0]}", NAME)],
    "bent": bent,
    "bentgiven": bent_given,
    "listed": listed,
    "cited": cited,
    "regal": regal,
    "shouted": shouted,
    "user": lambda person, rng, _language: [(user_name(person, rng), "USERNAME")],
    "handle": lambda person, rng, _language: [("@", ""), (user_name(person, rng), "USERNAME")],
    "email": lambda person, rng, _language: [(address(person, rng), "EMAIL")],
    "he": lambda person, _rng, _language: [("she" if person.female else "he", "")],
    "He": lambda person, _rng, _language: [("She" if person.female else "He", "")],
    "his": lambda person, _rng, _language: [("her" if person.female else "his", "")],
    "His": lambda person, _rng, _language: [("Her" if person.female else "His", "")],
    "him": lambda person, _rng, _language: [("her" if person.female else "him", "")],
    "son": lambda person, _rng, _language: [("daughter" if person.female else "son", "")],
    "man": lambda person, _rng, _language: [("woman" if person.female else "man", "")],
    "wife": lambda person, _rng, _language: [("wife" if person.female else "husband", "")],
    "sister": lambda person, _rng, _language: [("sister" if person.female else "brother", "")],
    "mother": lambda person, _rng, _language: [("mother" if person.female else "father", "")],
}
