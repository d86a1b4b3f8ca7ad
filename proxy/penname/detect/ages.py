"""Ages of people: only with the words that say so. The hit is the number itself.

Each number of up to three digits is looked at with what stands directly before and behind it.
Years only: "3 weeks old" is a file more often than a child.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.labelled import alone, any_of, in_column
from penname.detect.scan import Hit, Recipe, finditer

_AGE = r"(?:1[0-3]\d|[1-9]?\d)"
_KEY = (
    r"(?:(?:patient|customer|client|user|person|member|employee|student|applicant|candidate|child"
    r"|insured|subject|participant)s?[ _-]?)?age|alter|lebensalter|edad|età|eta|leeftijd|idade"
    r"|âge|wiek|age[ _-]?(?:in[ _-]?)?years"
)
_NUMBER = regex.compile(r"(?<![\w.,/$€£#%+-])\d{1,3}(?!\d)(?![.,]\d|%)")

#: Directly behind: "93-year-old", "93 y/o", "93 yrs. of age", "93 Jahre alt", "93rd birthday".
_BEHIND = regex.compile(
    r"(?:[- ]?(?:years?|yrs?\.?)(?:[- ]olds?\b|\sof\sage\b(?!-)|\syoung\b)|[- ]?y\.?/?o\b\.?(?!\w)"
    r"|[- ]?jährige?[rsnm]?\b|\sjahre\s(?:alt|jung)\b|\.\sgeburtstag\b|(?:st|nd|rd|th)\sbirthday\b"
    r"|\sa[ñn]os\sde\sedad\b|\sanos\sde\sidade\b|\sans\s(?:révolus|d['’]âge)\b"
    r"|\sjaar\s(?:oud|jong)\b|[- ]jarigen?\b|\sanni\sdi\setà\b|-?enne\b)",
    regex.I,
)

_PEOPLE = (
    r"hombre|mujer|paciente|ni[ñn][oa]|chic[oa]|joven|señora?|hij[oa]|homem|mulher|menin[oa]|jovem"
    r"|filh[oa]|idos[oa]|uomo|donna|paziente|ragazz[oa]|bambin[oa]|signora|signore|figli[oa]"
    r"|homme|femme|patiente?|garçon|fille|fils|enfant|monsieur|dame|étudiante?|man|vrouw|patiënt"
    r"|jongen|meisje"
)
_HAVE = r"tengo|tiene|tenía|tenho|tem|tinha|j['’]ai|(?:il|elle|qui)\sa(?:vait)?|ho|ha|aveva"
_WHO = (
    r"(?:I|he|she)(?:\s(?:am|is|was)|['’](?:m|s))|ich\sbin|(?:er|sie)\s(?:ist|war)|ik\sben"
    r"|(?:hij|zij|ze)\sis"
)
_FORUM = (
    r"(?:I|me|he|him|she|her|my\s\p{L}{2,20}|\p{L}{2,12}friend|husband|wife|partner)\s?[(\[]"
    r"(?:[MFWD]\s?[,/-]?\s?)?"
)
#: What stands before, by name; the pattern of the same name must stand behind.
_BEFORE = regex.compile(
    rf"""(?r)(?<![\w.-])(?:
    (?P<key>(?:{_KEY})(?:["'`*]{{0,2}}\s{{0,2}}[:=|]\s{{0,2}}["'`*]{{0,2}}
        |\s(?:is\s|was\s|of\s|ist\s|von\s|de\s|di\s|est\s)?)|aged(?::\s?|\s))
    |(?P<old>âgée?s?\s(?:de\s)?)
    |(?P<having>(?:{_HAVE})\s)
    |(?P<of>(?:{_PEOPLE})\s(?:de|di|van)\s|im\salter\svon\s|mit\s)
    |(?P<who>(?:{_WHO})\s(?:now\s|only\s|just\s|jetzt\s|erst\s|nu\s)?)
    |(?P<turned>turn(?:s|ed|ing)\s|(?:['’]ll|will|to|about\sto|gonna)\sturn\s|turn\s(?<=['’]ll\sturn\s))
    |(?P<forum>{_FORUM})
    )\Z""",
    regex.I | regex.X,
)
_INSERTED = regex.compile(r"(?r)[(,]\s?\Z")
#: The end of the sentence, or of the thought.
_END = (
    r"(?=[.,;!?)\]\"'](?!\d)|\s(?:and|but|when|now|with|from|in|on|this|next|soon|und|mit|et|y|e|en)\b"
    r"|\s?\Z)"
)
_YEARS = r"\s(?:jahren?|a[ñn]os|anos|ans|anni|jaar|years)\b"
_AFTER = {
    name: regex.compile(pattern, regex.I)
    for name, pattern in (
        ("key", r"(?![\w%]|[.,/:]\d)"),
        ("old", rf"\sans\b|{_END}"),
        ("having", rf"{_YEARS}(?!\s(?:de|d['’]|di)\s?(?!edad|idade|âge|età))"),
        ("of", _YEARS),
        ("who", rf"{_YEARS}(?!\s\p{{L}})|{_END}"),
        ("turned", rf"(?![\w%°]|[.,/:]\d|\sdegrees?\b)(?:{_END}|{_YEARS})"),
        ("forum", r"\s?[,/-]?\s?[MFWD]?[)\],]"),
        ("inserted", r"\s(?:jahre|j\.|a[ñn]os|anos|ans|anni|jaar)\s?[),]"),
        ("woman", r"\s?[,/-]?\s?F[)\]]"),
    )
}
_SCORES = {"key": 0.6, "old": 0.7, "of": 0.65, "having": 0.65, "forum": 0.6}
#: One digit counts something else as often: only these need no second.
_YOUNG = frozenset(("key", "old", "of"))
_LONGEST = 40  # characters before an age that say so
_OLDEST = 130

_UNIT = "one|two|three|four|five|six|seven|eight|nine"
_WORDS = (
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:{_UNIT}))?"
    rf"|{_UNIT}|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen)"
)
#: In words: "ninety-three years old", "aged ninety-three".
_YEARS_OLD = regex.compile(r"[- ]years?(?:[- ]olds?\b|\sof\sage\b)", regex.I)
_WORDS_BEFORE = regex.compile(rf"(?r)(?<![\w-])(?P<age>{_WORDS})\Z", regex.I)
_AGED = regex.compile(
    rf"(?<![\w-])aged?\s(?:of\s)?(?P<age>{_WORDS})(?![\w-]|\s(?:of|or|to)\b)", regex.I
)


def ages(text: str) -> Iterator[Hit]:
    """The numbers (or number words) that a text calls somebody's age."""
    for number in finditer(_NUMBER, text):
        score = _score(text, *number.span())
        if score:
            yield *number.span(), score
    yield from _spelled(text)


def _spelled(text: str) -> Iterator[Hit]:
    for years in finditer(_YEARS_OLD, text) if "year" in text.lower() else ():
        match = _WORDS_BEFORE.search(text, max(0, years.start() - _LONGEST), years.start())
        if match is not None:
            yield *match.span("age"), 0.7
    for match in finditer(_AGED, text) if "age" in text.lower() else ():
        yield *match.span("age"), 0.7


def _score(text: str, start: int, end: int) -> float:
    """How sure it is that a number is an age; 0 when nothing says so."""
    if _BEHIND.match(text, end):
        return 0.7
    if text[start - 1 : start].isalnum() or int(text[start:end]) > _OLDEST:
        return 0.0
    before = _BEFORE.search(text, max(0, start - _LONGEST), start)
    kind = before.lastgroup if before else None
    if kind is None:
        inserted = _INSERTED.search(text, max(0, start - 2), start) is not None
        kind = "inserted" if inserted and not _AFTER["woman"].match(text, end) else "woman"
    if end - start < 2 and kind not in _YOUNG:
        return 0.0
    return _SCORES.get(kind, 0.55) if _AFTER[kind].match(text, end) else 0.0


RECIPES = (
    Recipe(
        "age",
        "AGE",
        any_of(ages, alone(_AGE, 0.3), in_column(_KEY, _AGE, 0.7)),
        ("age", "alter", "edad", "età", "leeftijd", "idade", "âge"),
    ),
)
