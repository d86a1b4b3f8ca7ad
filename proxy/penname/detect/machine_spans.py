"""Words that a name model takes for names, where machines wrote: in logs, tables, code, styles.

A model reads "container worker in pod" as it reads "carpenter in Bath". What stands beside a
word, and how it is written, tells the two apart: a version, a call, a process's number.
"""

from __future__ import annotations

import regex

from penname.text.ambiguous_words import AMBIGUOUS, is_common
from penname.text.english_words import ENGLISH
from penname.text.machine_words import MACHINES, TECH
from penname.text.words import fold

_ENGLISH = frozenset(ENGLISH.split())
#: Types of which single words are doubted here.
NAMED = frozenset({"PERSON", "LOCATION"})

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*+")
_REACH = 80  # characters that are looked at on a side
#: Behind a word: its call, its process, the version that it goes to.
_CALL = regex.compile(r"(?:\.\w{1,40}){1,3}\(")
_PROCESS = regex.compile(r"\[\d{1,8}\]:(?:\s|\Z)")
_VERSION = r"(?:v\d{1,6}|\d{1,6}\.\d)[\w.-]{0,40}"
_UPDATE = regex.compile(
    r"[`*]{0,2}[ ](?:(?:was[ ])?(?:bumped|updated|upgraded)[ ])?from[ ]"
    rf"`?{_VERSION}`?[ ]to[ ]`?v?\d"
)

#: Before a word: what it is a member of, if it is called; the password of a URL's user.
_MEMBER = regex.compile(r"[\w)\]]\.\Z")
_USERINFO = regex.compile(r"://[^\s/@]{1,64}@\Z")
#: A command with what it is told to do, and one right before a word.
_COMMAND = (
    r"(?:npm|npx|yarn|pnpm|pip|conda|git|docker|podman|kubectl|helm|terraform|ansible|cargo|brew|apt"
    r"|apt-get|dnf|yum|systemctl|pytest|gradle|mvn|gcloud|sudo|curl)"
)
_TOLD = regex.compile(rf"{_COMMAND}[ ]")
_TOLD_BEFORE = regex.compile(rf"(?<![\w./-]){_COMMAND}[ ]\Z")
#: Before and behind a word in small letters: the rest of an identifier such as `worker-5975`.
_HEAD = regex.compile(r"(?r)(?<![^\W_])(?:[a-z0-9]{1,24}-){1,4}\Z")
_TAIL = regex.compile(r"(?:-[a-z0-9]{1,24}){1,4}(?![^\W_])")
#: Families of letters: `font-family: Georgia, …`, `"fonts": ["Verdana", …`.
_FONTS = regex.compile(
    r"\b(?:font|typeface)(?:s|[-_ ]?(?:family|families|name))?[\"']?\s?[:=][^;{}<>\n]{0,80}\Z",
    regex.I,
)
#: A line of a log: it begins with a time or a level, or is an object with one.
_STAMP = (
    r"\d{4}[-/.]\d\d[-/.]\d\d[T ,]\d\d:\d\d|\d\d:\d\d:\d\d[.,]\d{3}|\d{1,6}\.\d{1,6}s?\]"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[ ]{1,2}\d{1,2}[ ]\d\d:\d\d:\d\d"
    r"|[IWEF]\d{4}[ ]\d\d:\d\d:|(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL)\b"
    r"|\"(?:@?ts|@?time(?:stamp)?|level|severity)\"\s?:|(?:ts|time|level)="
)
_LOG = regex.compile(rf"[\[{{<(\s]{{0,8}}(?:{_STAMP})")
_LINE = 4_000  # characters: no line of a log is longer that anybody reads

_SURE_DAYS = """
    january february september october november december tuesday wednesday thursday saturday
    januar februar september oktober november dezember montag dienstag mittwoch donnerstag
    freitag samstag sonnabend janvier fevrier juin juillet aout septembre octobre novembre
    decembre lundi mardi mercredi jeudi vendredi samedi dimanche enero febrero septiembre
    octubre noviembre diciembre lunes martes miercoles jueves viernes sabado gennaio febbraio
    giugno luglio settembre ottobre novembre dicembre lunedi martedi mercoledi giovedi venerdi
    januari februari maandag dinsdag woensdag donderdag vrijdag zaterdag janeiro fevereiro junho
    julho setembro outubro novembro dezembro
"""
#: These are names as well, or short for one: only beside another day or month, or a day's number.
_OTHER_DAYS = """
    march april may june july august monday friday sunday jan feb mar apr jun jul aug sep sept oct
    nov dec mon tue tues wed thu thur thurs fri sat sun marz mai mars avril marzo abril mayo agosto
    domingo domenica aprile maggio maart mei zondag maio segunda terca quarta quinta sexta juni
    juli junio julio sabato augustus
"""
#: With days and months they are no more a name: "Ende Oktober", "de lunes".
_PARTS = """
    ende anfang mitte early late mid next last this end beginning fin debut mi finales inicios
    mediados principios fine inizio meta eind begin half de di du del la le of
"""
_COMPASS = """
    north south east west northeast northwest southeast southwest northern southern eastern western
    nord sud ost est ouest oeste este sur norte sul ovest noord zuid oost
"""
_SURE = frozenset(_SURE_DAYS.split())
_DAYS = _SURE | frozenset(_OTHER_DAYS.split())
_AMID = _DAYS | frozenset(_PARTS.split())
_WINDS = frozenset(_COMPASS.split())
_NEXT_WORD = regex.compile(r"[\s\"'`,;:/|.–-]{1,6}(?P<word>\p{L}[\p{L}\p{M}]*+)")
_LAST_WORD = regex.compile(r"(?r)(?P<word>(?<!\p{L})\p{L}[\p{L}\p{M}]*)[\s\"'`,;:/|.–-]{1,6}")
#: "May 12", "Tue, 14 Jul"
_NUMBER = regex.compile(r"\.?[ ]\d{1,2}(?![\d.]\d|\w)")
_NEXT_DAY = regex.compile(r"[.,]{1,2}[ ]\d{1,2}\.?[ -](?P<word>\p{L}[\p{L}\p{M}]*+)")


def is_machines(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a span is no name, by what stands beside it and how its words are written."""
    if kind == "USERNAME":
        return _ends(_USERINFO, text, start)
    if kind not in NAMED:
        return False
    return (
        _is_code(text, start, end)
        or _is_day(text, start, end, kind)
        or _ends(_FONTS, text, start)
        or _is_everyday(text, start, end, kind)
        or (kind == "LOCATION" and fold(text[start:end]) in _WINDS)
    )


def _ends(pattern: regex.Pattern[str], text: str, start: int) -> bool:
    return pattern.search(text, max(0, start - _REACH), start) is not None


def _is_code(text: str, start: int, end: int) -> bool:
    """Whether a word is called, a process, updated, or a part of an identifier."""
    if any(behind.match(text, end) for behind in (_CALL, _PROCESS, _UPDATE)):
        return True
    if text[end : end + 1] == "(" and _ends(_MEMBER, text, start):
        return True
    if not text[start:end].islower():
        return False
    if _TOLD.match(text, start, end) or _ends(_TOLD_BEFORE, text, start):
        return True
    tail = _TAIL.match(text, end)
    head = _HEAD.search(text, max(0, start - _REACH), start)
    near = f"{head[0] if head else ''}{tail[0] if tail else ''}"
    return any(
        part.isdigit() or _is_hex(part) or part in MACHINES or part in TECH
        for part in near.split("-")
    )


def _is_hex(part: str) -> bool:
    """Whether letters and digits are mixed, as in a hash."""
    return len(part) > 4 and part.isalnum() and not part.isalpha()


def _is_day(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a span is nothing but days and months, and no name that is called as one."""
    words = [fold(word) for word in _WORD.findall(text, start, end)]
    if not _AMID.issuperset(words) or _DAYS.isdisjoint(words):
        return False
    if kind == "LOCATION" or len(words) > 1 or words[0] in _SURE or _NUMBER.match(text, end):
        return True
    near = (
        _LAST_WORD.match(text, max(0, start - _REACH), start),
        _NEXT_WORD.match(text, end),
        _NEXT_DAY.match(text, end),
    )
    return any(one is not None and fold(one["word"]) in _DAYS for one in near)


def _is_everyday(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a span in small letters is everyday words: a place only in a log, where a word
    may be one that is a name as well ("(young)"), but for who speaks there ("rose: hi")."""
    if not text[start:end].islower():
        return False
    words = [fold(word) for word in _WORD.findall(text, start, end)]
    if kind == "PERSON" and all(map(_is_english, words)):
        return True
    doubted = all(is_common(word) or word in AMBIGUOUS for word in words)
    return doubted and text[end : end + 1] not in (":", ">", "'", "’") and _is_log(text, start)


def _is_english(word: str) -> bool:
    """Whether a word is one of everyday English: those of other languages are names somewhere."""
    return word in _ENGLISH or word.removesuffix("s") in _ENGLISH


def _is_log(text: str, at: int) -> bool:
    start = text.rfind("\n", max(0, at - _LINE), at) + 1
    return _LOG.match(text, start) is not None
