"""What the slots of templates are filled with: one table from a slot's name to its maker."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from penname.train.texts import addresses, places, things, values, words
from penname.train.texts.forms import FORMS, GIVEN, NAME, Pieces
from penname.train.texts.grammar import Sequel, Slot, parse
from penname.train.texts.names import invented, origins
from penname.train.texts.people import Crowd, Person
from penname.train.texts.records import GROWN
from penname.train.texts.sheets import sheet, sheet_names


@dataclass(slots=True)
class Scene:
    """One text while it is filled: its language, its people, and what has been said."""

    language: str
    rng: random.Random
    crowd: Crowd
    people: dict[str, Person] = field(default_factory=dict)
    said: dict[tuple[str, str, str], Pieces] = field(default_factory=dict)

    def person(self, letter: str) -> Person:
        """The person that a capital stands for in this text."""
        if letter not in self.people:
            self.people[letter] = self.crowd.draw(self.language)
        return self.people[letter]


Maker = Callable[[Scene, str], Pieces]


def _labelled(label: str, make: Callable[[random.Random, str], str]) -> Maker:
    return lambda scene, _form: [(make(scene.rng, scene.language), label)]


@cache
def _called(odd: bool) -> tuple[str, ...]:
    """Pet names of all origins, or the odd ones."""
    found = (one.odd if odd else one.nick for one in origins().values())
    return tuple(sorted({name for names in found for name in names}))


def _nick(scene: Scene, _form: str) -> Pieces:
    """What friends call somebody."""
    if scene.rng.random() < 0.6:
        return [(scene.rng.choice(_called(odd=False)), GIVEN)]
    return _stage(scene, "")


def _stage(scene: Scene, _form: str) -> Pieces:
    """A name of one piece: of a star, an artist, an ancient, a cartoon."""
    rng = scene.rng
    if rng.random() < 0.15:
        return [(invented(rng, family=False), NAME)]
    name = rng.choice(_called(odd=rng.random() < 0.8))
    before = rng.choice(_STAGE) if rng.random() < 0.25 else ""
    return [(f"{before}{name}", NAME)]


_STAGE = (
    "DJ ",
    "Lil ",
    "Lil' ",
    "MC ",
    "Big ",
    "Young ",
    "Lady ",
    "Mr. ",
    "Captain ",
    "The ",
    "El ",
)


def _job(scene: Scene, form: str) -> Pieces:
    job = things.job(scene.rng, scene.language)
    article = ("an " if job[0] in "aeiouAEIO" else "a ") if form == "a" else ""
    return [(article, ""), (job, "JOB")]


def _nationality(scene: Scene, form: str) -> Pieces:
    pieces = things.nationality(scene.rng, scene.language)
    article = ("an " if pieces[0][0][0] in "AEIOU" else "a ") if form == "a" else ""
    return [(article, ""), *pieces]


def _coined(scene: Scene, form: str) -> Pieces:
    """A word that nobody knows: of a thing, a town, a place or a company, never of a person."""
    rng = scene.rng
    label = {"": "", "city": "CITY", "place": "PLACE", "org": "ORGANIZATION"}[form]
    word = invented(rng, family=rng.random() < 0.3)
    return [(word if label or rng.random() < 0.5 else word.lower(), label)]


def _named(scene: Scene, form: str) -> Pieces:
    """A place or street that is named after somebody; or as any place."""
    if form == "named":
        return [(things.memorial(scene.rng, scene.crowd, scene.language, form), "PLACE")]
    return places.place(scene.rng, scene.language)


def _street_name(scene: Scene, form: str) -> Pieces:
    if form == "named":
        name = things.memorial(scene.rng, scene.crowd, scene.language, "street")
    else:
        name = _street(scene.rng, scene.language)
    return [(name, "STREET_NAME")]


def _organization(scene: Scene, form: str) -> Pieces:
    if form == "named":
        name = things.memorial(scene.rng, scene.crowd, scene.language, "organization")
        return [(name, "ORGANIZATION")]
    name = things.organization(scene.rng, scene.crowd, scene.language, form)
    return [(name, "ORGANIZATION")]


def _address(scene: Scene, form: str) -> Pieces:
    return addresses.address(scene.rng, scene.language, "\n" if form == "block" else "")


def _secondary(rng: random.Random, language: str) -> str:
    return addresses.secondary(rng, language)


def _street(rng: random.Random, language: str) -> str:
    country = addresses.country_for(rng, language)
    own = country in sheet("lists", "street")
    return addresses.street(rng, country if own else language)


def _zip(rng: random.Random, language: str) -> str:
    return addresses.zip_code(rng, addresses.country_for(rng, language))


def _birth(scene: Scene, _form: str) -> Pieces:
    return [(values.birth_date(scene.rng, scene.language), "DATE_OF_BIRTH")]


def _word(part: str) -> Maker:
    """An ordinary word, which is never a value."""
    return lambda scene, form: [(words.word(scene.rng, scene.language, part, form), "")]


MAKERS: Mapping[str, Maker] = {
    **{part: _word(part) for part in ("noun", "verb", "do", "adj")},
    "address": _address,
    "birth": _birth,
    "city": _labelled("CITY", places.city),
    "coined": _coined,
    "country": lambda scene, _form: places.country(scene.rng, scene.language),
    "date": _labelled("DATE", values.date),
    "handle": lambda scene, _form: [(values.handle(scene.rng), "USERNAME")],
    "house": _labelled("BUILDING_NUMBER", addresses.number),
    "job": _job,
    "month": _labelled("DATE", values.month),
    "nationality": _nationality,
    "nick": _nick,
    "org": _organization,
    "phone": _labelled("PHONE", values.phone),
    "place": _named,
    "secondary": _labelled("SECONDARY_ADDRESS", _secondary),
    "stage": _stage,
    "state": _labelled("STATE", places.state),
    "street": _street_name,
    "street_line": lambda scene, _form: addresses.street_line(scene.rng, scene.language),
    "town_line": lambda scene, _form: addresses.town_line(scene.rng, scene.language),
    "url": lambda scene, _form: [(values.site(scene.rng), "URL")],
    "weekday": _labelled("DATE", values.weekday),
    "zip": _labelled("ZIP_CODE", _zip),
}


@cache
def _phrases(name: str, language: str) -> tuple[Sequel, ...]:
    parts = sheet("phrases", name)
    return tuple(parse(item) for item in parts.get(language) or parts[""])


def phrases(slot: Slot, language: str) -> tuple[Sequel, ...]:
    """The wordings of a slot that is a list of phrases; none when it is no such list."""
    return _phrases(slot.name, language) if slot.name in sheet_names("phrases") else ()


def known(slot: Slot) -> bool:
    """Whether a slot can be filled."""
    name = slot.name
    if len(name) == 1 and name.isupper():
        return slot.form in FORMS
    return (
        name in MAKERS
        or name in values.NUMBERS
        or name in GROWN
        or name[:1] == "@"
        or name in sheet_names("phrases")
    )


def fill(slot: Slot, scene: Scene) -> Pieces:
    """The pieces for a slot; the same again for the same person's form or the same key."""
    name, form = slot.name, slot.form
    if len(name) == 1 and name.isupper():
        key = (name, form, "")
        if key not in scene.said:
            scene.said[key] = FORMS[form](scene.person(name), scene.rng, scene.language)
            if form == "short":
                return scene.said.pop(key)
        return scene.said[key]
    if slot.key:
        memory = (name, form, slot.key)
        if memory not in scene.said:
            scene.said[memory] = _make(name, form, scene)
        return scene.said[memory]
    return _make(name, form, scene)


def _make(name: str, form: str, scene: Scene) -> Pieces:
    if name in MAKERS:
        return MAKERS[name](scene, form)
    label, make = values.NUMBERS[name]
    return [(make(scene.rng), label)]
