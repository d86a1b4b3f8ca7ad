"""Secrets in sentences: "the password for the router is …", "mein API-Schlüssel lautet …".

    name [for something] is value        value as the name        login: user / value

An unquoted value must not look like a word: "the password is wrong" says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import regex

from penname.detect.scan import Hit, finditer
from penname.detect.secret_names import Place, Promise, promise_at
from penname.detect.secret_values import looks_chosen, looks_random, looks_said
from penname.detect.secret_words import LOGIN_STEMS

_SCORE = 0.7

_FOR = (
    r"(?:for|of|to|on|in|at|from|with|für|fürs|zum|zur|von|vom|beim|bei|im|de|del|du|des|d'|pour|para"
    r"|do|da|per|di|del|della|voor|van|op|dla|för|til|till)"
)
#: Verbs that say what something is, in the languages of SENTENCE_WORDS and some more.
_IS = (
    r"(?:is|was|are|be|becomes|remains|reads|equals|to|ist|war|wird|lautet|heißt|heisst|est|était"
    r"|sera|es|era|será|è|é|sarà|luidt|wordt|er|är|on|jest|to jest|bude|je)"
)
_STILL = (
    r"(?:now|still|currently|simply|set to|changed to|going to be|called|jetzt|nun|derzeit|aktuell"
    r"|maintenant|toujours|ahora|agora|ora|adesso|nu|nog)"
)
_VERB = (
    rf"[ \t]{{1,3}}(?i:has been |wurde |a été |ha sido |foi )?(?i:{_IS})"
    rf"(?:[ \t]{{1,3}}(?i:{_STILL}))?[ \t]{{0,2}}:?[ \t]{{1,3}}"
)
#: Behind a name: a verb, or what it is for and then a verb or a sign. (A sign right behind a
#: name is an assignment.)
_SAID = regex.compile(
    rf"[\"'`*_)\]]{{0,3}}+(?:{_VERB}|[ \t]{{1,3}}(?i:{_FOR})[ \t][^\n.;:=?!|]{{1,60}}?"
    rf"(?:{_VERB}|[ \t]{{0,3}}(?:[:=]|->|→|—|–)[ \t]{{1,3}}))"
)
#: In scripts without blanks: 密码是…, パスワードは…
_SAID_UNSPACED = regex.compile(r"[ \t]?(?:是|为|為|は|が|은|는|[:：=])[ \t]?")
_QUOTED = regex.compile(
    r"(?P<open>\*{0,2}[\"'`“„«「]{1,3})(?P<value>[^\"'`“”„«»「」\n]{3,128})[\"'`”“»」]"
)
_WORD = regex.compile(r"\*{0,2}(?P<value>[^\s\"'`<>|，。、「」]{4,128})")
_PHRASE = regex.compile(r"[\w'-]+(?: [\w'-]+)*")
_ENDS = ".,;:?*"
_CLOSERS = {")": "(", "]": "[", "}": "{"}


def spoken_passwords(text: str, low: str, names: Iterable[Place]) -> Iterator[Hit]:
    """Passwords in sentences, before or behind the word that says so; `low` is the text folded."""
    yield from _spoken(text, names, Promise.PASSWORD, looks_said)
    yield from _pins(text, low)
    yield from _logins(text, low)


def spoken_keys(text: str, names: Iterable[Place]) -> Iterator[Hit]:
    """Keys and tokens in sentences."""
    return _spoken(text, names, Promise.KEY, _is_key)


def _is_key(word: str) -> bool:
    return len(word) >= 10 and looks_random(word) and not any(mark in word for mark in "()[]{}=,")


def _spoken(
    text: str, names: Iterable[Place], wanted: Promise, is_one: Callable[[str], bool]
) -> Iterator[Hit]:
    for start, end, unspaced in names:
        said = _SAID.match(text, end)
        if said is None and unspaced:
            said = _SAID_UNSPACED.match(text, end)
        named = _NAMED.match(text, max(0, start - 100), start)
        beside = _beside(text, start, end) if wanted is Promise.PASSWORD else None
        if not (said or named or beside) or text[start:end].lower() in _NO_NAMES:
            continue
        if promise_at(text, start, end) is not wanted:
            continue
        if said:
            yield from _value(text, said.end(), is_one)
        elif beside:
            yield *beside.span("value"), _SCORE
        if named and is_one(named["value"]):
            yield *named.span("value"), _SCORE


def _beside(text: str, start: int, end: int) -> regex.Match[str] | None:
    if text[end : end + 1] != " ":
        return None
    if _USER.search(text, max(0, start - 80), start):
        match = _AFTER_USER.match(text, end)
        return match if match and looks_said(match["value"]) else None
    return _BESIDE.match(text, end)


_NO_NAMES = ("pass", "auth")  # words of sentences, too


def _value(text: str, at: int, is_one: Callable[[str], bool]) -> Iterator[Hit]:
    quoted = _QUOTED.match(text, at)
    if quoted:
        value = quoted["value"]
        chosen = is_one is looks_said and _PHRASE.fullmatch(value) is not None
        if is_one(value) or (chosen and looks_chosen(value, quoted=True, firm=True, plain=True)):
            yield *quoted.span("value"), _SCORE
        return
    match = _WORD.match(text, at)
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
    r"(?r)(?:(?<=\s)|\A)[\"'`“„«]?(?P<value>[^\s\"'`“”„«»]{4,64})[\"'`”“»]?,?[ \t]"
    r"(?i:is|as|ist|als|es|como|est|comme|è|come|é|jako)[ \t]"
    r"(?:(?i:the|my|your|our|its|his|her|their|a|das|mein|dein|unser|el|la|mi|tu|su|le|mon|ton|votre"
    r"|il|o|mia|sua|minha|het|mijn|jouw|new|old|neues|nuevo|nueva|nouveau|admin|root|user|wifi|db"
    r"|database|default|temporary|current|api)[ \t]){0,3}"
)
#: "user admin password S3cr?t": nothing between, so the value must be like no word at all.
_BESIDE = regex.compile(
    r"[ \t]{1,2}(?P<value>(?=[^\s]{0,40}\d)(?=[^\s]{0,40}[A-Za-z])(?=[^\s]{0,40}[!@#$%^&*?+=~])"
    r"[A-Za-z0-9!@#$%^&*?+=~_-]{6,64})(?=[\s.,;]|\Z)"
)
#: "user ann, password …": the value is one, if it is no word.
_USER = regex.compile(
    r"(?i:user|login|account|benutzer|konto|usuario|utente|utilisateur|gebruiker)"
    r"[\w ]{0,12}?[ :]{1,2}"
    r"[\w.@+-]{2,64}(?:[ ,;/|]{1,3}(?i:and|und|with|mit|et|y|e|en)?[ ]?)(?i:the |das )?\Z"
)
_AFTER_USER = regex.compile(r"[ ]{1,2}(?P<value>[^\s\"'`<>(){}\[\],;=]{6,64})(?=[\s.,;]|\Z)")
_PIN = regex.compile(
    r"(?<![\w-])pin(?:[ \t-]?code)?"
    r"(?:[ \t](?:is|was|for [\w ]{1,30}? is|ist|lautet|est|es|è|é)[ \t]{1,3}(?:now |set to )?"
    r"|[ \t]?[:=][ \t]?)[\"'`“]?(?P<value>\d{4,8})(?![\w.-]\d|\w)",
    regex.I,
)


def _pins(text: str, low: str) -> Iterator[Hit]:
    if "pin" in low:
        for match in finditer(_PIN, text):
            yield *match.span("value"), _SCORE


#: "login: admin / S3cr?t", "Zugangsdaten: admin, S3cr?t".
_LOGIN = regex.compile(
    r"[a-zäöü]{0,4}(?:[ \t][^\n:=|(]{1,40}?)?"
    r"(?:[ \t]?:|[ \t](?:are|is|with|sind|son|sono|sont))[ \t]{1,3}"
    r"(?:user(?:name)?[ \t:]{1,3})?[\"'`]?(?P<user>[\w.@+-]{2,64})[\"'`]?"
    r"(?:[ \t]{0,2}[/|,:;][ \t]{0,2}|[ \t](?:and|und|et|e|y|en)[ \t])(?:pass(?:word)?[ \t:]{1,3})?"
    r"[\"'`]?(?P<value>[A-Za-z0-9!$#%][^\s\"'`<>(){}\[\]]{4,64})(?![(){}\[\]])",
    regex.I,
)
_MIXED = regex.compile(r"(?=.*\p{L})(?=.*[\d!@#$%^&*?+=~]).+")


def _logins(text: str, low: str) -> Iterator[Hit]:
    for stem in LOGIN_STEMS:
        at = low.find(stem)
        while at >= 0:
            at += len(stem)
            match = _LOGIN.match(text, at)
            if match:
                start, end = match.span("value")
                end = start + len(text[start:end].rstrip(_ENDS))
                if _MIXED.fullmatch(text, start, end) and looks_said(text[start:end]):
                    yield start, end, _SCORE
            at = low.find(stem, at)
