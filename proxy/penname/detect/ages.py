"""Ages of people: only with the words that say so. The hit is the number itself.

Years only: "3 weeks old" is a file more often than a child.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.labelled import alone, any_of
from penname.detect.scan import Hit, Recipe, finditer

_AGE = r"(?:1[0-3]\d|[1-9]?\d)"
_WORDS = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)"
)
#: In front: "aged 93", "age: 93", "at the age of 93", "Alter: 93"; not `max-age=93`.
_BEFORE = regex.compile(
    r"(?<![\w.-])(?:aged?|patient_age|alter|edad|età|leeftijd|idade|âge|wiek)"
    r"(?:[\"'`*]{0,2}\s{0,2}[:=]\s{0,2}[\"'`*]{0,2}|\s(?:is\s|was\s|of\s|von\s|de\s|di\s)?)"
    rf"(?P<age>{_AGE}|{_WORDS})(?![\w%]|[.,/:]\d)",
    regex.I,
)
#: Behind: "93-year-old", "93 y/o", "93 yrs. of age", "93 Jahre alt", "93 años de edad".
_BEHIND = regex.compile(
    r"(?<![\w.,/-])(?P<age>\d{1,3})(?:"
    r"[- ]?(?:years?|yrs?\.?)(?:[- ]old\b|\s(?:of\s)age\b)|[- ]?y\.?/?o\b\.?(?!\w)"
    r"|[- ]?jährige?[rsnm]?\b|\sjahre\salt\b|\sa[ñn]os\sde\sedad\b"
    r"|\sanos\sde\sidade\b|\sjaar\soud\b|[- ]jarige?\b|\sanni\sdi\setà\b)",
    regex.I,
)
_SPELLED = regex.compile(
    rf"(?<![\w-])(?P<age>{_WORDS})[- ]years?(?:[- ]old\b|\s(?:of\s)age\b)", regex.I
)
#: Around: "âgée de 93 ans", "turned 93", "una mujer de 93 años", "her 93rd birthday".
_AROUND = regex.compile(
    rf"(?:\bâgée?s?\sde\s(?P<age>{_AGE})\sans\b|\bturn(?:s|ed|ing)\s(?P<age>{_AGE})(?![\w%]|[.,/:]\d)"
    rf"|\b(?:hombre|mujer|paciente|niñ[oa]|homem|mulher)\sde\s(?P<age>{_AGE})\sa[ñn]os\b"
    rf"|\b(?:uomo|donna|paziente|signora|signore)\sdi\s(?P<age>{_AGE})\sanni\b"
    rf"|\b(?P<age>{_AGE})(?:st|nd|rd|th)\sbirthday\b)",
    regex.I,
)
_FORMS = ((_BEFORE, 0.6), (_BEHIND, 0.7), (_SPELLED, 0.7), (_AROUND, 0.6))


def ages(text: str) -> Iterator[Hit]:
    """The numbers (or number words) that a text calls somebody's age."""
    for pattern, score in _FORMS:
        for match in finditer(pattern, text):
            yield *match.span("age"), score


RECIPES = (
    Recipe(
        "age", "AGE", any_of(ages, alone(_AGE, 0.3)), ("age", "alter", "edad", "età", "leeftijd")
    ),
)
