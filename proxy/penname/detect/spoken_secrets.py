"""Secrets in sentences: "the password for the router is …", "mein API-Schlüssel lautet …".

    name [for something] is value        value as the name        login: user / value

An unquoted value must not look like a word: "the password is wrong" says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import regex

from penname.detect.joins import ASIDE
from penname.detect.scan import Hit
from penname.detect.secret_names import Place, Promise, promise_at
from penname.detect.secret_values import (
    looks_chosen,
    looks_random,
    looks_said,
    looks_strong,
    looks_typed,
)
from penname.detect.spoken_logins import beside, logins_said, pins

_SCORE = 0.7

_FOR = (
    r"(?:for|of|to|on|in|at|from|with|für|fürs|zum|zur|von|vom|beim|bei|im|de|del|du|des|d'|pour|para"
    r"|do|da|per|di|del|della|voor|van|op|dla|för|til|till|от|для|к|od|için)"
)
#: Verbs that say what something is, in the languages of SENTENCE_WORDS and some more.
_IS = (
    r"(?:is|was|are|be|becomes|remains|reads|equals|to|ist|war|wird|lautet|heißt|heisst|est|était|var|było"
    r"|sera|es|era|foi|será|è|é|sarà|luidt|wordt|er|är|on|jest|to jest|bude|je"
    r"|c['’]est)"
)
_STILL = (
    r"(?:now|still|currently|simply|set to|changed to|going to be|called|jetzt|nun|derzeit|aktuell"
    r"|previously|bisher|früher|vorher|avant|antes|prima|maintenant|toujours|ahora|agora|ora|adesso|nu|nog)"
)
_VERB = (
    rf"[ \t]{{1,3}}(?i:has been |wurde |a été |ha sido |foi )?(?i:{_IS})"
    rf"(?:[ \t]{{1,3}}(?i:{_STILL}))?[ \t]{{0,2}}:?[ \t]{{1,3}}"
)
#: Behind a name: a verb, or what it is for and then a verb or a sign. (A sign right behind a
#: name is an assignment.)
_SAID = regex.compile(
    rf"[\"'`*_)\]]{{0,3}}+{ASIDE}(?:{_VERB}|[ \t]{{1,3}}(?i:{_FOR})[ \t][^\n.;:=?!|]{{1,60}}?"
    rf"(?:{_VERB}|[ \t]{{0,3}}(?:[:=]|->|→|—|–|(?<=[ ])-)[ \t]{{1,3}}))"
)
#: "the password (Sunshine12)", "pw - Sunshine12": nothing but the place says that it is one.
_ASIDE_SAID = regex.compile(
    r"[\"'`*_]{0,3}[ \t]{1,2}(?:\([ ]?[\"'`]?(?P<inside>[^\s()\"'`]{6,64})[\"'`]?[ ]?\)"
    r"|[-–—][ \t]{1,2}[\"'`]?(?P<behind>[^\s\"'`<>(){}\[\],;]{6,64})[\"'`]?(?=[\s.,;]|\Z))"
)
#: In scripts without blanks: 密码是…, パスワードは…
_SAID_UNSPACED = regex.compile(r"[ \t]?(?:是|为|為|は|が|은|는|[:：=])[ \t]?")
_QUOTED = regex.compile(
    r"(?P<open>\*{0,2}[\"'`“„«「]{1,3})(?P<value>[^\"'`“”„«»「」\n]{3,128})[\"'`”“»」]"
)
_WORD = regex.compile(r"\*{0,2}(?P<value>[^\s\"'`<>|，。、「」]{4,128})")
_ASCII_WORD = regex.compile(r"(?P<value>[!#-&(-;=?-_a-z{}~]{4,128})")
_PHRASE = regex.compile(r"[\w'-]+(?: [\w'-]+)*")
_SIGNED = regex.compile(r"(?=.*\d)(?=.*[!@#$%^&*?+=~]).+")
_LAST_WORD = regex.compile(r"\p{L}+\d{1,6}[!?*#]?[.]?[ \t]*(?:\r?\n|\Z)")
#: "changed the password to …", "das Passwort auf … geändert", "wachtwoord veranderd in …".
_INTO = regex.compile(
    r"[ \t](?:(?i:veranderd|gewijzigd|aangepast|changed|set|reset)[ \t])?"
    r"(?i:to|auf|zu|(?P<within>in)|en|a|à|por|para|naar|till|til|na|на)[ \t]{1,2}(?![ \t])"
)
_CHANGE = regex.compile(
    r"(?i)chang|reset|\bset\b|updat|rotat|änder|setz|gestellt|cambi|mudei|mudar|mudo|alter|defin"
    r"|modif|impost|verander|wijzig|aangepast|ingesteld|ändra|bytt|zmien|смен|помен|измен"
)
#: "password in" is where it was changed, in English, and what it became in others.
_CHANGE_IN = regex.compile(r"(?i)cambi|modif|impost|verander|wijzig|aangepast")
_ENDS = ".,;:?*"
_CLOSERS = {")": "(", "]": "[", "}": "{"}


def spoken_passwords(text: str, low: str, names: Iterable[Place]) -> Iterator[Hit]:
    """Passwords in sentences, before or behind the word that says so; `low` is the text folded."""
    yield from _spoken(text, names, Promise.PASSWORD, looks_said)
    yield from pins(text, low)
    yield from logins_said(text, low)


def spoken_keys(text: str, names: Iterable[Place]) -> Iterator[Hit]:
    """Keys and tokens in sentences."""
    return _spoken(text, names, Promise.KEY, _is_key)


def _is_key(word: str) -> bool:
    return len(word) >= 10 and looks_random(word) and not any(mark in word for mark in "()[]{}=,")


def _is_any(word: str) -> bool:
    """Whether a word is one although the name may be that of something else: "mi clave es …"."""
    sure = _SIGNED.fullmatch(word) or (len(word) >= 12 and looks_random(word))
    return bool(sure) and looks_strong(word)


def _spoken(
    text: str, names: Iterable[Place], wanted: Promise, is_one: Callable[[str], bool]
) -> Iterator[Hit]:
    for name in names:
        start, end, _ = name
        at = _said(text, name, wanted)
        named = _NAMED.match(text, max(0, start - 100), start)
        near = beside(text, start, end) if wanted is Promise.PASSWORD else None
        aside = _aside(text, end) if wanted is Promise.PASSWORD else None
        if not (at or named or near or aside):
            continue
        promise, short = promise_at(text, start, end), text[start:end].lower() in _NO_NAMES
        if at and (short or (promise is Promise.MAYBE_KEY and wanted is Promise.KEY)):
            yield from _value(text, at, _is_any, name.unspaced)
        if aside and (short or promise is wanted):
            yield *aside, _SCORE
        if short and near and looks_strong(near["value"]):  # "user ann pass …"
            yield *near.span("value"), _SCORE
        if short or promise is not wanted:
            continue
        if at:
            yield from _value(text, at, is_one, name.unspaced)
        elif near:
            yield *near.span("value"), _SCORE
        if named and is_one(named["value"]):
            yield *named.span("value"), _SCORE


def _aside(text: str, at: int) -> tuple[int, int] | None:
    """Where the password stands that is told in brackets or behind a dash, if one is."""
    match = _ASIDE_SAID.match(text, at)
    if match is None:
        return None
    start, end = match.span("inside" if match["inside"] else "behind")
    end -= len(text[start:end]) - len(text[start:end].rstrip(".:?"))
    word = text[start:end]
    signed = _SIGNED.fullmatch(word) or (match["behind"] and _LAST_WORD.match(text, start))
    sure = looks_typed(word) or looks_strong(word) or (signed and looks_said(word))
    return (start, end) if sure else None


def _said(text: str, name: Place, wanted: Promise) -> int:
    """Where the value begins that a sentence gives to the name; 0 when it gives none."""
    said = _SAID.match(text, name.end)
    if said is None and name.unspaced:
        said = _SAID_UNSPACED.match(text, name.end)
    if said is None and wanted is Promise.PASSWORD:
        said = _INTO.match(text, name.end)
        change = _CHANGE_IN if said and said["within"] else _CHANGE
        if said and not change.search(text, max(0, name.start - 60), said.end() + 90):
            said = None
    return said.end() if said else 0


_NO_NAMES = ("pass", "auth")  # words of sentences, too


def _value(
    text: str, at: int, is_one: Callable[[str], bool], unspaced: bool = False
) -> Iterator[Hit]:
    quoted = _QUOTED.match(text, at)
    if quoted:
        value = quoted["value"]
        chosen = is_one is looks_said and _PHRASE.fullmatch(value) is not None
        if is_one(value) or (chosen and looks_chosen(value, quoted=True, firm=True, plain=True)):
            yield *quoted.span("value"), _SCORE
        return
    match = (_ASCII_WORD if unspaced else _WORD).match(text, at)
    if match:
        start, end = match.span("value")
        while end > start and (text[end - 1] in _ENDS or _is_closer(text, start, end)):
            end -= 1
        if end - start >= 4 and is_one(text[start:end]):
            yield start, end, _SCORE


def _is_closer(text: str, start: int, end: int) -> bool:
    opener = _CLOSERS.get(text[end - 1])
    return opener is not None and opener not in text[start:end]


#: "use … as the admin password", "… ist mein Passwort"; read backwards from the name.
_NAMED = regex.compile(
    r"(?r)(?:(?<=\s)|\A)[\"'`“„«]?(?P<value>[^\s\"'`“”„«»]{4,64})[\"'`”“»]?,?[ \t]\(?"
    r"(?i:is|as|ist|als|es|como|est|comme|è|come|é|jako|that['’]s|that is|das ist|c['’]est"
    r"|(?<=[\"”“»][ ])(?:a|an|ein|eine|un|une|una|um|uma|een)(?:[ ]\p{L}{2,12}){0,2})[ \t]"
    r"(?:(?i:the|my|your|our|its|his|her|their|a|das|mein|dein|unser|el|la|mi|tu|su|le|mon|ton|votre"
    r"|il|o|mia|sua|minha|het|mijn|jouw|new|old|neues|nuevo|nueva|nouveau|admin|root|user|wifi|db"
    r"|database|default|temporary|current|api)[ \t]){0,3}"
)
