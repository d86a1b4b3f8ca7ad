"""Names by penname's own model. What has a shape of its own is left to its recognizers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from penname.detect.named import Named
from penname.detect.ner.decode import JOIN
from penname.detect.ner.model import NameModel, load
from penname.detect.ner_spans import trimmed
from penname.detect.own_words import own_words
from penname.detect.turned_names import families_before
from penname.text.languages import languages

#: The model's groups as entity types. Numbers are not here: they have shapes, check digits and
#: words nearby, which recognizers know better.
ENTITIES: Mapping[str, str] = MappingProxyType(
    {
        "PERSON": "PERSON",
        "LOCATION": "LOCATION",
        "STREET": "STREET_ADDRESS",
        "ZIP_CODE": "POSTCODE",
        "ORGANIZATION": "ORGANIZATION",
        "NATIONALITY": "NRP",
        "DATE": "DATE_TIME",
        "DATE_OF_BIRTH": "DATE_OF_BIRTH",
        "AGE": "AGE",
        "TITLE": "TITLE",
        "JOB": "JOB_TITLE",
        "USERNAME": "USERNAME",
    }
)

#: The languages that the model has learnt.
LEARNT = frozenset({"en", "de", "fr", "es", "it", "nl", "pt"})
#: The language of a text that does not tell its own.
_USUAL = ("en",)
#: What is written with a capital in every language that has capitals.
_CAPITALISED = frozenset({"PERSON", "LOCATION", "ORGANIZATION"})
#: What is hardly ever named by words of a dictionary, and what only with capitals: in texts that
#: have some.
_BY_WORDS = frozenset({"LOCATION", "ORGANIZATION", "STREET_ADDRESS"})
_PLAIN = _BY_WORDS | {"PERSON"}
#: The longest word without a capital that a name may begin with.
_PARTICLE = 3
_WORD = re.compile(r"\S+")
#: Words of a find; a small letter alone (`y`, `e`) is none.
_WORDS = re.compile(r"[^\W\d_]{2,}|(?<![^\W\d_])[A-Z](?![^\W\d_])")
#: From this chance on a find counts even where all its words are words.
_CERTAIN = 0.99
#: Letters of a word that is short.
_SHORT = 3
#: Shouted names are names; the model knows most acronyms, but not the shortest.
_ACRONYM = 3
#: Characters of a line that are looked at on either side; letters that make a line shouted.
_LINE, _SHOUTED = 100, 12
#: The score of a given name that tells of a family name before it.
_SURE = 0.8
#: What a handle is at most: those with words that say so are found by rules.
_SUSPECTED = 0.65
#: A score at the threshold, at the least chance that is reported, and for what is certain.
_AT_THRESHOLD, _LEAST, _MOST = 0.6, 0.4, 0.99


class OwnNames:
    """The own model as a source of names. Raises EngineError when it cannot be loaded."""

    name = "penname-names"
    languages: frozenset[str] = frozenset()
    entity_types = frozenset(ENTITIES.values())

    def __init__(self, model: NameModel | None = None) -> None:
        self._model = model or load()
        self.version = f"penname-{self._model.version}"

    def names(self, texts: Sequence[str], added: frozenset[str]) -> list[list[Named]]:
        """The names of each text, each read by itself. Raises RuntimeError."""
        return [self._names(text, added) for text in texts]

    def _names(self, text: str, added: frozenset[str]) -> list[Named]:
        found: list[Named] = []
        if not any(map(str.isalpha, text)):  # a number alone may be anything
            return found
        seen = self._model.read(_blanked(text, added))
        if not seen:  # most texts have no names: then nothing is asked of their language
            return found
        spoken, plain = languages(text), _PLAIN if text != text.lower() else _PLAIN - _BY_WORDS
        needs_capital = _CAPITALISED if _is_strange(text, spoken) else frozenset()
        for one in seen:
            kind = ENTITIES.get(one.group)
            if kind is None:
                continue
            start, end = one.start, one.end
            if kind in needs_capital:
                start, end = _capitalised(text, start, end)
            doubted = kind in plain and one.chance < _CERTAIN
            if doubted and self._is_plain(kind, text[start:end], spoken):
                continue
            score = scored(one.chance, self._model.thresholds[one.group])
            if kind == "USERNAME":
                score = min(score, _SUSPECTED)
            found.extend(
                Named(*part, kind, score, self.name)
                for part in trimmed(
                    *(text, start, end, kind, added),
                    acronym=0 if _is_shouted(text, start, end) else _ACRONYM,
                )
            )
        sure = [one for one in found if one.entity_type == "PERSON" and one.score >= _SURE]
        families = families_before(text, ((one.start, one.end) for one in sure))
        found.extend(Named(*at, "PERSON", _SURE, self.name) for at in families)
        return found

    def _is_plain(self, kind: str, name: str, spoken: Sequence[str]) -> bool:
        """Whether all words of a find are words of its text's languages, and none is a name. Short
        words, which are names somewhere, say nothing alone. Places and companies may be named by
        words, with capitals."""
        if kind in _BY_WORDS and name != name.lower():
            return False
        known = [one for one in spoken if one in LEARNT] or _USUAL
        words = _WORDS.findall(name)
        return max(map(len, words), default=0) > _SHORT and all(
            self._model.plain.has(one, known) for one in words
        )


def _is_strange(text: str, spoken: Sequence[str]) -> bool:
    """Whether a text is written with capitals in a language that the model has not learnt: there
    it takes ordinary words for names, which no capital begins."""
    return bool(spoken) and LEARNT.isdisjoint(spoken) and any(map(str.isupper, text))


def _capitalised(text: str, start: int, end: int) -> tuple[int, int]:
    """The part of a find from its first word with a capital to the last one, with short words
    before it (`van`, `de`, `al`); nothing of it where no word has one."""
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    while words and _is_small(text[slice(*words[-1])]):
        words.pop()
    while words and _is_small(word := text[slice(*words[0])]) and len(word) > _PARTICLE:
        words.pop(0)
    return (words[0][0], words[-1][1]) if words else (start, start)


def _is_small(word: str) -> bool:
    """Whether letters that could be capitals are none."""
    return word == word.lower() != word.upper()


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Whether the line of a name has words, and no small letters: its short names are names."""
    left = max(text.rfind("\n", 0, start) + 1, start - _LINE)
    right = text.find("\n", end, end + _LINE)
    line = text[left : right if right >= 0 else end + _LINE]
    return line.upper() == line and sum(map(str.isalpha, line)) >= _SHOUTED


def scored(chance: float, threshold: float) -> float:
    """A chance as a score, the same for all groups: 0.6 at the threshold, 0.4 at the least."""
    if chance < threshold:
        share = (chance / threshold - JOIN) / (1 - JOIN)
        return round(_LEAST + share * (_AT_THRESHOLD - _LEAST), 4)
    share = (chance - threshold) / (1 - threshold) if threshold < 1 else 1
    return round(_AT_THRESHOLD + share * (_MOST - _AT_THRESHOLD), 4)


def _blanked(text: str, added: frozenset[str]) -> str:
    """The text with spaces for words shaped like surrogates: they say nothing of what is near."""
    parts, end = [], 0
    for left, right in own_words(text, added=added):
        parts += [text[end:left], " " * (right - left)]
        end = right
    return "".join((*parts, text[end:]))
