"""Passwords beside a user's name ("login: ann / …", "user ann, password …"), and PINs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import regex

from penname.detect.scan import Hit
from penname.detect.secret_values import looks_said, looks_strong
from penname.detect.secret_words import LOGIN_STEMS, PLACE_STEMS
from penname.policy.literals import Literals

_SCORE = 0.7
_ENDS = ".,;:?*"

#: "user admin password S3cr?t": nothing between, so the value must be like no word at all.
_BESIDE = regex.compile(
    r"[ \t]{1,2}(?P<value>(?![a-z][a-z_-]{1,30}=)"
    r"(?=[^\s]{0,40}\d)(?=[^\s]{0,40}[A-Za-z])(?=[^\s]{0,40}[!@#$%^&*?+=~])"
    r"[A-Za-z0-9!@#$%^&*?+=~_-]{6,64})(?=[\s.,;]|\Z)"
)
#: "user ann, password …", "mit ann@example.org und dem Passwort …": the value is one, if it is
#: no word.
_USER = regex.compile(
    r"(?:(?i:user|login|account|benutzer|konto|usuario|usuário|utente|utilisateur|utilizador"
    r"|gebruiker)[\w ]{0,12}?[ :]{1,2}[\w.@+-]{2,64}|[\w.+-]{1,64}@[\w-]{1,60}\.[\w.-]{2,60})"
    r"(?:[ ,;/|]{1,3}(?i:and|und|with|mit|et|y|e|en|con|avec|met|com)?[ ]?)"
    r"(?i:(?:the|das|dem|le|la|el|a|o|het)[ ])?(?i:mot[ ]de[ ]|palavra[ -]|lozinka[ ])?\Z"
)
_AFTER_USER = regex.compile(
    r"[ ]{1,2}(?P<value>(?![\w-]{1,30}=)[^\s\"'`<>(){}\[\],;]{6,64})(?=[\s.,;]|\Z)"
)
#: A line of a note: "pw S3cr?t".
_NOTE = regex.compile(r"[ \t]{1,4}(?P<value>[^\s\"'`<>(){}\[\]=]{6,64})[ \t]*(?:\r?\n|\Z)")
#: wifi password "correct horse": what opens a network may be words.
_NETWORK = regex.compile(r"(?i:wi-?fi|wlan|router|hotspot)[ ]\Z")
_QUOTED = regex.compile(r"[ ]{1,2}[\"“„](?P<value>[^\"“”„\n]{6,64})[\"”“]")
_LINE_BEGIN = regex.compile(r"(?:\A|\n)[ \t]{0,8}(?:[-*+•][ \t])?\Z")
_NO_NOTES = ("pass", "auth", "passwd")


def beside(text: str, start: int, end: int) -> regex.Match[str] | None:
    """The password right behind the name at `start:end`, without a verb or a sign between."""
    if text[end : end + 1] not in (" ", "\t"):
        return None
    if _USER.search(text, max(0, start - 80), start):
        match = _AFTER_USER.match(text, end)
        return match if match and looks_said(match["value"]) else None
    if _NETWORK.search(text, max(0, start - 10), start) and (match := _QUOTED.match(text, end)):
        return match
    if _LINE_BEGIN.search(text, max(0, start - 12), start):
        match = _NOTE.match(text, end)
        if match and looks_said(match["value"]) and text[start:end].lower() not in _NO_NOTES:
            return match
    return _BESIDE.match(text, end)


_FOR = r"(?:for|für|fürs|zum|zur|von|pour|para|per|voor|do|da|de|du|del|della|des|der|dla)"
#: Words for a code that opens something, in small letters.
_CODES = (
    *("passcode", "pass code", "unlock code", "lock screen code"),
    *("wifi code", "wi-fi code", "wlan code", "wlan-code", "door code", "gate code", "access code"),
    *(
        "zugangscode",
        "alarm code",
        "safe code",
        "lock code",
        "entry code",
        "code wifi",
        "code d'accès",
    ),
    *("code d’accès", "code du portail", "türcode", "torcode", "zutrittscode"),
    *("código de acceso", "codice accesso", "codice di accesso", "toegangscode"),
)
_CODE_STEMS = Literals(("pin", *_CODES))
_CODE = regex.compile(
    r"(?:[ \t-]?code)?(?!\w)"
    rf"(?:[ \t](?:{_FOR}[ \t][\w ]{{1,30}}?[ \t])?(?:is|was|ist|lautet|c['’]est|est|es|è|é)"
    r"[ \t]{1,3}(?:now |set to )?|[ \t]?[:=][ \t]?)[\"'`“]?(?:(?P<value>\d{4,8})(?![\w.-]\d|\w)"
    r"|(?P<word>[^\s\"'`“”.,;]{8,64}))",
    regex.I,
)
#: Dutch, short for it.
_WW = regex.compile(r"[ \t]?(?::|=|is)[ \t]{1,2}(?P<value>[^\s\"'`]{6,64})")


#: Right behind "door code": nothing between.
_AT_ONCE = regex.compile(
    r"[ \t]{1,2}(?P<value>\#?\d{4,8}\#?)(?P<word>)"
    r"(?=[ ]?[,.;)!?\n]|[ ](?:is|isn|does|doesn|won|not|and|for|works?)\b|\Z)"
)


def pins(text: str, low: str) -> Iterator[Hit]:
    """Four to eight digits that a sentence calls a PIN or code, or a strong word."""
    stems = tuple(_CODE_STEMS.within(low))
    found = (
        *(_behind(text, low, stem, _CODE) for stem in stems),
        *(_behind(text, low, stem, _AT_ONCE) for stem in stems if stem != "pin"),
    )
    for match in chain.from_iterable(found):
        if match["value"]:
            yield *match.span("value"), _SCORE
        elif looks_strong(match["word"]):
            yield *match.span("word"), _SCORE
    for match in _behind(text, low, "ww", _WW) if "ww" in low else ():
        if looks_said(match["value"]):
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
#: "wifi: cafe / S3cr?t", "admin: root / S3cr?t".
_SLASHED = regex.compile(
    r"(?:[ \t]\w{1,20})?[ \t]?:[ \t]{1,3}(?P<user>[\w.@+-]{2,64})[ \t]/[ \t]"
    r"(?P<value>[^\s\"'`<>(){}\[\]]{8,64})(?=[\s,;.]|\Z)"
)
#: "account ann / S3cr?t": between no words but these two.
_PAIR = regex.compile(
    r"[ \t:]{1,3}(?P<user>[\w.@+-]{2,64})[ \t]/[ \t]"
    r"(?P<value>[^\s\"'`<>(){}\[\]]{8,64})(?=[\s,;.]|\Z)"
)
_PAIR_STEMS = ("account", "login", "user", "konto", "benutzer", "compte", "cuenta")
_LOGIN_STEMS, _PLACE_STEMS = Literals(LOGIN_STEMS), Literals(PLACE_STEMS)
_SIGNED = regex.compile(r"(?=.*\p{L})(?=.*\d)(?=.*[!@#$%^&*?+=~]).+")
_MIXED = regex.compile(r"(?=.*\p{L})(?=.*[\d!@#$%^&*?+=~]).+")


def logins_said(text: str, low: str) -> Iterator[Hit]:
    """Passwords behind a user's name, behind a word for the two or for the place."""
    for stem in _LOGIN_STEMS.within(low):
        for match in _behind(text, low, stem, _LOGIN):
            start, end = match.span("value")
            end = start + len(text[start:end].rstrip(_ENDS))
            if _MIXED.fullmatch(text, start, end) and looks_said(text[start:end]):
                yield start, end, _SCORE
    if " / " in text:
        yield from _slashed(text, low)


def _slashed(text: str, low: str) -> Iterator[Hit]:
    for stem in _PAIR_STEMS:
        for match in _behind(text, low, stem, _PAIR) if stem in low else ():
            if _SIGNED.fullmatch(match["value"]) and looks_said(match["value"]):
                yield *match.span("value"), _SCORE
    for stem in _PLACE_STEMS.within(low):
        for match in _behind(text, low, stem, _SLASHED):
            if looks_strong(match["value"]):
                yield *match.span("value"), _SCORE


def _behind(
    text: str, low: str, stem: str, pattern: regex.Pattern[str]
) -> Iterator[regex.Match[str]]:
    at = low.find(stem)
    while at >= 0:
        begins = at == 0 or not (low[at - 1].isalnum() or low[at - 1] in "_-")
        at += len(stem)
        match = pattern.match(text, at) if begins else None
        if match:
            yield match
        at = low.find(stem, at)
