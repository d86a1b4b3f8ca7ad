"""People who never lived: a name of some origin, in the parts that texts show it in.

How often an origin is drawn does not follow how many bear its names: what a text's language
suggests comes up in under half the texts, and all origins share the rest, the harder ones more
often, so that none is rare to the model.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import accumulate

from penname.train.texts.letters import plain_letters
from penname.train.texts.names import Origin, held_out, invented, origins, usable
from penname.train.texts.words import noun, words

#: Language of a text → the origins it suggests, with their weights.
HOME: Mapping[str, Mapping[str, int]] = {
    "en": {
        **{"english": 55, "words": 14, "african_american": 8, "irish": 7, "scottish": 6},
        **{"welsh": 5, "jewish": 5},
    },
    "de": {"german": 88, "words": 12},
    "fr": {"french": 85, "breton": 6, "words": 9},
    "es": {"spanish": 88, "basque": 5, "catalan": 4, "words": 3},
    "it": {"italian": 95, "words": 5},
    "nl": {"dutch": 95, "words": 5},
    "pt": {"portuguese": 50, "brazilian": 46, "words": 4},
    "pl": {"polish": 1},
    "sv": {"swedish": 1},
    "da": {"danish": 1},
    "no": {"norwegian": 1},
    "fi": {"finnish": 1},
    "cs": {"czech": 1},
    "sk": {"slovak": 1},
    "hu": {"hungarian": 1},
    "ro": {"romanian": 1},
    "tr": {"turkish": 1},
    "id": {"indonesian": 1},
    "ms": {"malay": 1},
    "vi": {"vietnamese": 1},
    "tl": {"filipino": 1},
    "sw": {"swahili": 2, "kikuyu": 1},
    "ca": {"catalan": 1},
    "hr": {"croatian": 1},
    "sl": {"slovene": 1},
    "et": {"estonian": 1},
    "lt": {"lithuanian": 1},
    "lv": {"latvian": 1},
    "sq": {"albanian": 1},
    "is": {"icelandic": 1},
}
#: Shares of all people: of the text's own origins, of a mixture of two, of invented names, and
#: of family names that are any word (in English texts: elsewhere it made words names).
HOME_SHARE, MIXED_SHARE, INVENTED_SHARE, WORD_SHARE = 0.33, 0.12, 0.06, 0.01

#: Origins that put the family name first, and how often they do in these texts.
FAMILY_FIRST: Mapping[str, float] = {
    **{"chinese": 0.55, "cantonese": 0.45, "korean": 0.5, "vietnamese": 0.75},
    **{"hungarian": 0.35, "japanese": 0.25},
}
#: Origins whose names are harder to tell from words, and how much more often they are drawn than
#: others: short syllables, names that are words, names that few corpora have. Found by measuring
#: recall by origin (docs/explanation/fairness.md).
HARDER: Mapping[str, float] = {
    **{"vietnamese": 14, "native_american": 14, "dutch": 9, "cantonese": 9, "chinese": 8},
    **{"korean": 8, "caribbean": 6, "indonesian": 6, "malay": 6, "hmong": 5},
    **dict.fromkeys(("haitian", "andean", "portuguese", "akan", "thai", "khmer", "burmese"), 5),
    **dict.fromkeys(("brazilian", "hungarian", "irish", "scottish", "welsh", "hausa", "wolof"), 4),
    **dict.fromkeys(("mande", "turkish", "lithuanian", "latvian", "estonian", "bengali"), 3.5),
    **dict.fromkeys(("swahili", "kikuyu", "rwandan", "ugandan", "hebrew", "english"), 3.5),
    **dict.fromkeys(("urdu", "african_american", "maori", "hawaiian", "samoan", "maya"), 3),
    **dict.fromkeys(("tamil", "telugu", "malayali", "kannada", "punjabi"), 2.5),
    **dict.fromkeys(("german", "spanish", "arabic", "french", "sinhala"), 2),
}
_TWO_FAMILIES: Mapping[str, float] = {
    **{"spanish": 0.45, "catalan": 0.3, "basque": 0.35, "portuguese": 0.5, "brazilian": 0.5},
    "filipino": 0.12,
}
_TWO_GIVEN = 0.1
_FEMALE_ENDINGS: Mapping[str, Mapping[str, str]] = {
    origin: {"ov": "ova", "ev": "eva", "in": "ina", "sky": "skaya", "oy": "aya"}
    for origin in ("russian", "bulgarian", "kazakh", "uzbek", "azeri")
}
_INITIALS = "AABCDEFGHJJKKLMMNPRRSSTVW"


@dataclass(frozen=True, slots=True)
class Person:
    """One person: `given` holds middle names too, `first` is what friends say."""

    origin: str
    female: bool
    first: str
    given: str
    family: str
    family_first: bool = False


class Crowd:
    """Where people come from: draws them, all from one source of chance."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._origins = origins()
        self._all = tuple(self._origins)
        self._sums = tuple(accumulate(HARDER.get(origin, 1.0) for origin in self._all))
        self._home = {
            language: (tuple(weights), tuple(accumulate(weights.values())))
            for language, weights in HOME.items()
        }

    def draw(self, language: str = "en") -> Person:
        """A person as texts of a language name them."""
        rng = self._rng
        chance = rng.random()
        female = rng.random() < 0.5
        if chance < INVENTED_SHARE:
            first = invented(rng, family=False)
            return Person("invented", female, first, first, invented(rng, family=True))
        if chance < INVENTED_SHARE + MIXED_SHARE:
            return self._mixed(language, female)
        if chance > 1 - WORD_SHARE and language == "en":
            return self._worded(female)
        if chance < INVENTED_SHARE + MIXED_SHARE + HOME_SHARE:
            person = self.of(self._at_home(language), female)
        else:
            person = self.of(rng.choices(self._all, cum_weights=self._sums)[0], female)
        if language == "en" and rng.random() < 0.3:
            return folded(person)
        return person

    def of(self, origin: str, female: bool) -> Person:
        """A person of an origin."""
        rng = self._rng
        names = self._origins[origin]
        first = rng.choice(names.female if female else names.male)
        family = rng.choice(names.family_f if female else names.family)
        if female and origin in _FEMALE_ENDINGS:
            family = _female(family, _FEMALE_ENDINGS[origin])
        if rng.random() < _TWO_FAMILIES.get(origin, 0.02):
            family = self._two(
                origin, family, rng.choice(names.family_f if female else names.family)
            )
        given = self._given(names, first, female)
        given, family = self._styled(origin, female, first, given, family)
        family_first = rng.random() < FAMILY_FIRST.get(origin, 0.0)
        return Person(origin, female, first, given, family, family_first)

    def _at_home(self, language: str) -> str:
        names, weights = self._home.get(language, self._home["en"])
        return self._rng.choices(names, cum_weights=weights)[0]

    def _mixed(self, language: str, female: bool) -> Person:
        """Two origins in one name: of migration and marriage."""
        ours = self.of(self._at_home(language), female)
        theirs = self.of(self._rng.choice(self._all), female)
        if self._rng.random() < 0.75:
            return replace(ours, family=theirs.family)
        return replace(theirs, family=ours.family)

    def _worded(self, female: bool) -> Person:
        """A family name that is an English word, or two of them."""
        rng = self._rng
        word = noun(rng, "en").title()
        if rng.random() < 0.3:
            word = f"{rng.choice(words('en', 'adj')).title()} {word}"
        person = self.of(rng.choice(self._all), female)
        return replace(person, family=word) if len(word) < 24 and usable(word) else person

    def _two(self, origin: str, one: str, other: str) -> str:
        if one == other or len(one) + len(other) > 30:
            return one
        if origin in ("spanish", "catalan", "basque", "portuguese", "brazilian", "filipino"):
            joint = " i " if origin == "catalan" else self._rng.choice((" ",) * 8 + (" y ", "-"))
            return f"{one}{joint}{other}"
        return f"{one}-{other}"

    def _given(self, names: Origin, first: str, female: bool) -> str:
        rng = self._rng
        chance = rng.random()
        if names.name == "vietnamese" and chance < 0.6:
            return f"{rng.choice(names.middle)} {first}"
        if chance < _TWO_GIVEN and names.name not in FAMILY_FIRST:
            return f"{first} {rng.choice(names.female if female else names.male)}"
        if chance < 0.16 and names.name not in FAMILY_FIRST:
            return f"{first} {rng.choice(_INITIALS)}."
        if names.name in ("russian", "ukrainian") and chance < 0.36:
            patronymic = _patronymic(rng.choice(names.male), female)
            return first if held_out(patronymic) else f"{first} {patronymic}"
        return first

    def _styled(
        self, origin: str, female: bool, first: str, given: str, family: str
    ) -> tuple[str, str]:
        """What is customary where the name is from: bin and binti, initials, no family name."""
        rng = self._rng
        chance = rng.random()
        names = self._origins[origin]
        if origin == "malay" and chance < 0.6:
            family = f"{'binti' if female else 'bin'} {family}"
        elif origin in ("arabic", "somali") and chance < 0.12:
            joint = "bint" if female else rng.choice(("bin", "ibn", "ben"))
            given = f"{given} {joint} {rng.choice(names.male)}"
        elif origin in ("tamil", "telugu", "malayali", "sinhala") and chance < 0.35:
            marks = [f"{rng.choice(_INITIALS)}." for _ in range(rng.choice((1, 1, 2)))]
            given = f"{rng.choice((' ', '')).join(marks)} {first}"
        return given, family


def folded(person: Person) -> Person:
    """The person as written on a keyboard without accents."""
    return replace(
        person,
        first=plain_letters(person.first),
        given=plain_letters(person.given),
        family=plain_letters(person.family),
    )


def _female(family: str, endings: Mapping[str, str]) -> str:
    for ending, changed in endings.items():
        if family.endswith(ending):
            female = family.removesuffix(ending) + changed
            return family if held_out(female) else female
    return family


def _patronymic(father: str, female: bool) -> str:
    ending = "ovna" if female else "ovich"
    if father[-1] in "aouy":
        father = father[:-1]
    if father[-1] in "eiy":
        father, ending = father.rstrip("eiy"), ending.replace("o", "e", 1)
    return father + ending
