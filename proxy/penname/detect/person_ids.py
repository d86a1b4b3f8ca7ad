"""Numbers that organizations give to people: employees, students, members, badges, customers.

They have no form that is theirs: only what their names stand before, or what is in a field or
column of their name. Four digits at least, for "employee no. 2" and `"student_id": 1` are
examples; no year alone.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.labelled import alone, any_of, in_column, labelled
from penname.detect.person_id_words import CUSTOMER, LABEL, PROGRAMME, STEMS, UNSPACED
from penname.detect.scan import Finder, Hit, Recipe, finditer, matches
from penname.policy.literals import Literals

#: Below what agents that write code act on: a number in a program is seldom somebody's.
_SCORE = 0.55
_ALONE = 0.15
_NO_YEAR = r"(?!(?:19|20)\d\d(?![\d/-])|(?:19|20)\d\d-[01]\d-[0-3]\d)"
_TAIL = r"(?:[/.-]\d{1,8}|[ ]\d{3,5}(?!\d)){0,4}[A-Za-z]?(?![.,:/]\d)"
_DIGITS = rf"{_NO_YEAR}\d{{4,16}}{_TAIL}"
#: With letters in front fewer digits do.
_LETTERED = (
    rf"(?:[A-Z]{{1,3}}[ ]|[A-Z]{{1,6}}[/._-]?|[a-z]{{1,3}}-?)\d{{3,15}}{_TAIL}"
    r"|\d{2,3}-\d{3,8}(?:-\d{1,6})?(?![.,:/-]?\d)"
    r"|(?:[A-Z]{2,5}-){2}\d{3,12}|[A-Z]\d{1,4}[A-Z]{1,3}\d{1,6}"
)
_ID = rf"(?:{_LETTERED}|{_DIGITS})"
_LONG = r"(?:[A-Z]{1,3}[ -]?)?\d(?:[ -]?\d){5,18}"
_ROLE = (
    r"employee|staff[ ]member|student|pupil|colleague|member|cardholder|officer|nurse"
    r"|mitarbeiter(?:in)?|student(?:in)?|mitglied|employ[ée]e?|[ée]tudiante?|emplead[oa]|estudiante|dipendente"
)
#: "employee Ann Example (ID 48213)", "student …, no. 1032847", "Employee: … (48213)".
_ASIDE = (
    rf"(?<![\p{{L}}\d])(?i:{_ROLE}):?[ ](?:\p{{Lu}}[\p{{L}}.'’-]{{0,24}}[ ]?){{1,4}}(?:[(\[](?=\d)|"
    r"(?:[(\[]|,[ ])(?i:(?:employee |staff |student |member )?(?:id|no|nr|num|nummer|\#)[.:]?)"
    rf"[ ]?\#?)(?P<value>{_ID})(?!\w)"
)
#: {"employee": {"id": 48213, …
_INNER = (
    r"\"(?:employee|staff|student|pupil|member|cardholder|worker|person|patient)\"\s{0,4}:\s{0,4}"
    r"\{[^{}]{0,120}?\"(?i:id|no|number|nr|(?:employee|staff|student)_?id)\"\s{0,4}:\s{0,4}"
    rf"\"?(?P<value>{_ID})(?=[\",}}\s])"
)
#: Student ids of the US and of France, by their initials.
_SHORT = (
    r"(?<![\w-])(?:SID[: #]{1,3}(?P<value>\d{7,10}|\d{3}-\d{2}-\d{4})"
    r"|INE[ ]?:?[ ](?P<value>\d{10}[A-Z]|\d{9}[A-Z]{2}))(?![\w-])"
)
#: "Ann Example (ID 48213)": where it is said that these are people.
_BESIDE = regex.compile(
    r"(?<![\p{L}\d])\p{Lu}[\p{L}'’.-]{0,24}[ ]"
    rf"[(\[](?:ID|No|Nr|#)[.:]?[ ]?\#?(?P<value>{_ID})[)\]]"
)
_RUN = (
    rf"(?:{'|'.join(UNSPACED)})[是为為はが：: \t\"'#]{{0,4}}"
    r"(?P<value>[A-Za-z]{0,4}-?\d{4,14})(?![A-Za-z\d])"
)
_WORDS = (
    *("employee id", "employee number", "employee no", "emp id", "staff id", "staff number"),
    *("staff no", "personnel number", "payroll number", "student id", "student number"),
    *("student no", "badge number", "badge id", "badge no", "membership id"),
    *(
        "membership number",
        "loyalty number",
        "loyalty id",
        "frequent flyer",
        "matriculation number",
    ),
    *("personalnummer", "mitarbeiternummer", "matrikelnummer", "mitgliedsnummer", "matricule"),
    *("número empleado", "matricola", "personeelsnummer", "studentnummer", "lidnummer"),
)

_STAFF = regex.compile(
    r"(?<![\p{L}\d])(?i:employees?|staff|hr|personnel|payroll|students?|pupils?|colleagues|on-?boarding"
    r"|off-?boarding|mitarbeiter(?:in(?:nen)?)?|studierende[nr]?|emplead[oa]s?|employ[ée]e?s|dipendenti)"
    r"(?![\p{L}\d])"
)
_STEMS = Literals(STEMS)
_REACH = 240  # characters before a name


def beside_names(text: str) -> Iterator[Hit]:
    """Numbers in brackets behind names, where a word before says who these people are."""
    for match in finditer(_BESIDE, text) if "(" in text or "[" in text else ():
        if _STAFF.search(text, max(0, match.start() - _REACH), match.start()):
            yield *match.span("value"), _SCORE


def _told(*finders: Finder) -> Finder:
    """A finder of several that needs one of the words."""
    every = any_of(*finders)

    def find(text: str) -> Iterator[Hit]:
        if _STEMS.within(text.lower()):
            yield from every(text)

    return find


RECIPES = (
    Recipe(
        "person-id",
        "PERSON_ID",
        any_of(
            _told(
                labelled(rf"{LABEL}>?", _ID, _SCORE),
                labelled(PROGRAMME, _LONG, _SCORE),
                labelled(r"matr[íi]cula", r"[A-Z]?\d{7,12}", _SCORE),
                in_column(LABEL.replace("[ ]", "[ _-]"), _ID, _SCORE),
                matches(_INNER, _SCORE, group="value"),
            ),
            matches(_ASIDE, _SCORE, group="value"),
            beside_names,
            matches(_RUN, _SCORE, group="value"),
            matches(_SHORT, _SCORE, group="value"),
        ),
    ),
    # A field of a tool's arguments or of JSON that holds nothing else.
    Recipe("person-id-field", "PERSON_ID", alone(_ID, 0.2), _WORDS, hinted=True),
    Recipe(
        "customer-number",
        "ACCOUNT_NUMBER",
        _told(
            labelled(CUSTOMER, _ID, _SCORE),
            in_column(CUSTOMER.replace("[ ]", "[ _-]"), _ID, _SCORE),
        ),
    ),
    Recipe(
        "customer-number-field",
        "ACCOUNT_NUMBER",
        alone(_ID, 0.2),
        ("customer number", "customer no", "customer id", "kundennummer", "klantnummer"),
        hinted=True,
    ),
)
