"""What of a name model's spans is kept: cut to the name, or dropped.

Models call label words, acronyms and identifiers people and companies.
Masking those breaks prompts and protects nobody, so a span must look like a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import regex

from penname.detect.belongings import NO_NAMES
from penname.detect.machine_spans import is_machines
from penname.detect.own_words import outside, own_words
from penname.detect.vocabulary import EXAMPLE_FIRMS, LABELS
from penname.policy.entities import ENTITY_TYPES
from penname.text.machine_words import MACHINES, TECH

#: Three blanks part the columns of a table.
_PIECE = regex.compile(r"(?:[^\n\r\t;| ]|[ ]{1,2}(?![ ]))+")
_COLUMNS = "   "
#: So many capitals are no street by themselves: `NUL`.
_ACRONYM = 3
_EDGE = " \t\n\r\u00a0.,:;!?\"'`´‘’“”()[]{}<>*#-–—_/\\|=&+~^…"
_POSSESSIVE = regex.compile(r"['’]s?$")
_CODE = regex.compile(r"[\d_={}()<>\[\]/\\$#@*`~^|+%\"]|::|->|\p{Ll}\.\p{L}")
#: camelCase and OSError, but not McDonald, DeShawn, O'Brien, LaToya.
_CAMEL = regex.compile(
    r"(?<!\b(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|Al|El|Jo|Mb))(?<=\p{Ll})\p{Lu}|\p{Lu}{2,}\p{Ll}"
)
_WORD = regex.compile(r"[\p{L}\p{M}'’.-]+")
#: What makes words a date: a month, a day of the week, a numbered day, a feast. "Two weeks",
#: "daily", "10:30" and "2026" name no day.
_CALENDAR = regex.compile(
    r"\b(?:jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)\b"
    r"|\b(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|christmas|easter|thanksgiving|new year"
    r"|halloween|ramadan|hanukkah|passover|diwali|memorial day|labor day|independence day)\b"
    r"|\b\d{1,2}(?:st|nd|rd|th)\b|\d[-/.]\d{1,2}[-/.]\d",
    regex.I,
)
#: Three numbers with dots, and those of them that are a day: `4.17.21` is a version.
_DOTTED = regex.compile(r"\d{1,5}\.\d{1,5}\.\d{1,5}")
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_DOTTED_DAY = regex.compile(
    rf"{_DAY}\.{_MONTH}\.(?:\d\d){{1,2}}|\d{{4}}\.{_MONTH}\.{_DAY}|{_MONTH}\.{_DAY}\.\d{{4}}"
)
#: What joins a word to an identifier. `Europe/Berlin` is the setting of a clock, no town.
_ZONES = "(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/"
_ZONE = regex.compile(rf"{_ZONES}\p{{Lu}}")
_BEFORE = regex.compile(rf"(?:[^\W_]_|\b{_ZONES})\Z")
_BEHIND = regex.compile(r"_[^\W_]")
#: Five digits and the like, Brazil's, Poland's, Britain's, Canada's, the Netherlands'.
_POSTCODE = regex.compile(
    r"(?:[A-Z]{1,2}[- ]?)?\d{3,7}|\d{2,5}[- ]\d{2,4}|\d{4}\s?[A-Z]{2}"
    r"|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}|[A-Z]\d[A-Z][ -]?\d[A-Z]\d",
    regex.I,
)
#: Day, month and year in digits, a year alone, or a day before the name of a month.
_BIRTH = regex.compile(
    r"(?<!\d)(?:\d{1,2}[-/. ]{1,2}\d{1,2}[-/. ]{1,2}(?:\d\d){1,2}|(?:19|20)\d\d)(?!\d)"
    r"|(?<!\d)\d{1,2}\.?\s(?:de\s)?\p{L}{3,}"
)
#: What makes digits a part of a longer number: `TCK-2026-00417`, `17.5`; but not `CH-8001`.
_PART_BEFORE = regex.compile(r"(?:\d|\p{L}{3})[-._/:#]\Z")
_PART_BEHIND = regex.compile(r"[-.,:/_]\d")
#: "91yo", "45F": only the number is the age.
_YEARS = regex.compile(r"\d{1,3}(?=\p{L})")
_INITIALS = regex.compile(r"(?:\p{Lu}\.?){1,12}")

#: Before a name at the start of a sentence, behind one, and before one in a cue or command.
_SMALL_WORDS = frozenset(
    [
        "in",
        "on",
        "at",
        "and",
        "but",
        "when",
        "while",
        "then",
        "from",
        "for",
        "by",
        "with",
        "as",
        "if",
    ]
)
_VERSUS = frozenset(["v", "vs"])
_VOICE = regex.compile(r"(?<=<)v[ ]|(?<=[ ]-)\p{L}[ ]")
#: Behind a Japanese name: words of respect and what follows them.
_RESPECT = regex.compile(
    r"(?<=[\p{Han}\p{Katakana}ー])(?:さん|さま|ちゃん|くん|様|氏|です|と申|は|が|を|に)"
)

_LEADS = regex.compile(
    r"(?:(?:Dear|Hi|Hello|Hey|Thanks|Thank\syou|Regards|Sincerely|Cheers|Cc|Bcc|From|To|Re|Fwd?)[,:\s]+"
    r"|[\p{L} ]{1,24}:\s*)+",
    regex.I,
)


#: A nationality by itself, or a company of examples.
_NOBODY = NO_NAMES | EXAMPLE_FIRMS


def trimmed(
    text: str,
    start: int,
    end: int,
    kind: str,
    added: frozenset[str] = frozenset(),
    *,
    acronym: int = 6,
) -> Iterator[tuple[int, int]]:
    """The parts of a model's span that look like a name, as offsets; none when nothing does.

    `kind` is the entity type: a date must name a day or a month, a street may have digits.
    `added`: entity types of a policy, whose surrogates are cut out as ours are.
    `acronym`: so many capitals, or fewer, are no name by themselves.
    """
    for left, right in outside(start, end, own_words(text, start, end, added=added)):
        for piece in _PIECE.finditer(text, left, right):
            found = _cut(text, piece.start(), piece.end(), kind)
            if not found or _is_redaction(text, *found, added):
                continue
            if _is_kind(text, *found, kind, acronym):
                yield found


def _is_redaction(text: str, start: int, end: int, added: frozenset[str]) -> bool:
    """Whether it is what a policy left of a value: `[PERSON]`."""
    word = text[start:end]
    bracketed = text[start - 1 : start] == "[" and text[end : end + 1] == "]"
    return bracketed and (word in ENTITY_TYPES or word in added)


def _is_kind(text: str, start: int, end: int, kind: str, acronym: int) -> bool:
    word = text[start:end]
    looks = _LOOKS.get(kind)
    if is_machines(text, start, end, kind):
        return False
    if kind == "STREET_ADDRESS":
        return _is_street(text, start, end)
    if kind in _BARE and _is_part(text, start, end):
        return False
    if looks is not None:
        return looks(word)
    if kind in ("PERSON", "LOCATION") and word.lower() in _NOBODY:
        return False
    return _is_name(word, acronym) and not _is_glued(text, start, end)


def _cut(text: str, start: int, end: int, kind: str) -> tuple[int, int] | None:
    """Leading labels, edge marks and a possessive taken off, and of a person trailing labels;
    None when nothing is left."""
    lead = _LEADS.match(text, start, end)
    if lead is not None and lead.end() < end:
        start = lead.end()
    start, end = _strip(text, start, end)
    possessive = _POSSESSIVE.search(text, start, end)
    if possessive is not None:
        start, end = _strip(text, start, possessive.start())
    if kind == "AGE" and (years := _YEARS.match(text, start, end)) is not None:
        return years.span()
    if kind == "PERSON":
        start, end = _person(text, start, end)
    return (start, end) if start < end else None


def _person(text: str, start: int, end: int) -> tuple[int, int]:
    """A person without small words before, and labels and words of respect behind."""
    if _VOICE.match(text, start, end):
        start += 2
    respect = _RESPECT.search(text, start, end)
    if respect is not None:
        end = respect.start()
    words = [match.span() for match in _WORD.finditer(text, start, end)]
    while len(words) > 1 and text[slice(*words[-1])].lower() in LABELS | _VERSUS:
        words.pop()
        start, end = _strip(text, start, words[-1][1])
    while len(words) > 1 and text[slice(*words[0])].lower() in _SMALL_WORDS:
        words.pop(0)
        start = words[0][0]
    return start, end


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _is_name(name: str, acronym: int) -> bool:
    if len(name) < 2 or _CODE.search(name) or _CAMEL.search(name):
        return False
    words = [word.lower().strip(".'’-") for word in _WORD.findall(name)]
    if not words or all(map(_is_known, words)):
        return False
    if _INITIALS.fullmatch(name):
        return sum(map(str.isalpha, name)) > acronym
    return not (len(words) == 1 and name.isupper() and len(name) <= min(4, acronym))


def _is_known(word: str) -> bool:
    """Whether a word is a label or a product, or made of such with hyphens."""
    return all(part in LABELS or part in TECH or part in MACHINES for part in word.split("-"))


def _is_glued(text: str, start: int, end: int) -> bool:
    """Whether a word is a part of an identifier: `user_maria`, `maria_id`, but not `_maria_`."""
    near = (_BEFORE.search(text, max(0, start - 12), start), _BEHIND.match(text, end))
    return any((*near, _ZONE.match(text, start)))


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether a number is a part of a longer one."""
    before = _PART_BEFORE.search(text, max(0, start - 4), start)
    return before is not None or _PART_BEHIND.match(text, end) is not None


def _is_street(text: str, start: int, end: int) -> bool:
    """Whatever has letters, and is no label and no word of machines; a number or a single word
    only where no column is."""
    words = [word.lower() for word in _WORD.findall(text, start, end) if word[0].isalpha()]
    has_digit = any(map(str.isdigit, text[start:end]))
    if len(words) < 2 and not (words and has_digit) and _is_column(text, start, end):
        return False
    if has_digit or not words:
        return has_digit
    if all(word in MACHINES or word in TECH for word in words):
        return False
    return text[start:end].lower() not in LABELS and not _is_abbreviation(text[start:end])


def _is_abbreviation(word: str) -> bool:
    return word.isupper() and len(word) <= _ACRONYM


def _is_column(text: str, start: int, end: int) -> bool:
    return text[end : end + 3] == _COLUMNS or text[max(0, start - 3) : start] == _COLUMNS


def _is_date(date: str) -> bool:
    if _DOTTED.fullmatch(date) and not _DOTTED_DAY.fullmatch(date):
        return False
    return _CALENDAR.search(date) is not None


def _is_birth(date: str) -> bool:
    return _CALENDAR.search(date) is not None or _BIRTH.search(date) is not None


def _is_user(name: str) -> bool:
    """Not a label, and not the name of a type in capitals."""
    return _is_value(name) and not name.isupper() and name.lower() not in TECH


def _is_title(title: str) -> bool:
    """Letters: most titles are label words too."""
    return title[0].isalpha()


def _is_postcode(code: str) -> bool:
    return _POSTCODE.fullmatch(code) is not None


def _is_value(value: str) -> bool:
    """Whatever is not only a label for it."""
    return any(map(str.isalnum, value)) and value.lower() not in LABELS


#: Numbers without a shape of their own.
_BARE = frozenset({"AGE", "POSTCODE"})
#: Entity type → what its spans look like; all others look like names.
_LOOKS: Mapping[str, Callable[[str], bool]] = {
    "DATE_TIME": _is_date,
    "TITLE": _is_title,
    "POSTCODE": _is_postcode,
    "DATE_OF_BIRTH": _is_birth,
    "USERNAME": _is_user,
    "AGE": _is_value,
}
