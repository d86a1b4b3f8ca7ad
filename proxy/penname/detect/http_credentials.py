"""Credentials of HTTP: Authorization values, basic pairs in base64, session cookies."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator

import regex

from penname.detect.placeholders import is_placeholder
from penname.detect.scan import Hit, finditer
from penname.detect.secret_names import fold
from penname.detect.secret_values import looks_random
from penname.detect.secret_words import SESSION_WORDS

_SCORE = 0.8

#: Schemes whose value is all of it, in small letters, and what follows them.
_SCHEMES = ("bearer", "token", "apikey", "api-key", "geniekey", "ssws", "splunk", "bot")
_SCHEME = regex.compile(
    r"[ \t]{1,4}+(?:token=)?[\"']?(?P<value>[A-Za-z0-9_.~+/=:-]{16,4096}+)", regex.I
)
_BASIC = regex.compile(
    r"(?:(?<!\w)Basic[ \t]{1,4}+|(?<![A-Za-z])_?auth\\?[\"']?[ \t]{0,4}[:=][ \t]{0,4}\\?[\"']?)"
    r"(?P<value>[A-Za-z0-9+/]{6,2048}+={0,2})",
    regex.I,
)
#: A whole value of the header, without a scheme.
_HEADER = regex.compile(
    r"(?<!\w)(?:proxy-)?authorization\\?[\"']?[ \t]{0,4}[:=][ \t]{0,4}\\?[\"']?"
    r"(?P<value>[A-Za-z0-9_.~+/=:-]{16,4096}+)",
    regex.I,
)
_COOKIES = regex.compile(
    r"(?<!\w)(?:set-)?cookie\\?[\"']?[ \t]{0,4}[:=,][ \t]{0,4}"
    r"|\bcurl\b[^\n|;]{0,200}?[ \t](?:-b|--cookie)[ \t=][\"']?",
    regex.I,
)
_PAIR = regex.compile(r"\s{0,2}(?P<name>[\w.-]{1,64})=(?P<value>[^\s;,\"'\\]{0,4096}+)\\?[\"']?;?")
_MOST_COOKIES = 100
_LONGEST_COOKIE = 8192


#: SASL's PLAIN: NUL, user, NUL, password (RFC 4616).
_PLAIN = regex.compile(r"(?<!\w)PLAIN[ \t]{1,4}(?P<value>[A-Za-z0-9+/]{8,1024}+={0,2})")
#: `Token name=…` is no header.
_NAMED = regex.compile(r"[A-Za-z_]{1,20}=[^=]")


_PAIRS = ("basic ", "basic\t", "auth:", 'auth"', "auth'", "auth=", "auth :", "auth =")


def http_credentials(text: str) -> Iterator[Hit]:
    """Values of Authorization headers and session cookies, without scheme or name."""
    low = fold(text)
    for match in _values(text, low):
        value = match["value"].rstrip(".:")
        if looks_random(value) and not _NAMED.match(value):
            yield match.start("value"), match.start("value") + len(value), _SCORE
    yield from _pairs(text, low)
    if "cookie" in low or "curl" in low:
        yield from _session_cookies(text)


def _values(text: str, low: str) -> Iterator[regex.Match[str]]:
    """What stands behind a scheme, or in a header without one."""
    for scheme in _SCHEMES:
        at = low.find(scheme)
        while at >= 0:
            match = _SCHEME.match(text, at + len(scheme))
            if match and not (low[at - 1 : at].isalnum() or low[at - 1 : at] in ("_", "-")):
                yield match
            at = low.find(scheme, at + len(scheme))
    if "authorization" in low:
        yield from finditer(_HEADER, text)


def _pairs(text: str, low: str) -> Iterator[Hit]:
    """User and password together in base64."""
    ways: list[tuple[regex.Pattern[str], str]] = []
    if any(mark in low for mark in _PAIRS):
        ways.append((_BASIC, ":"))
    if "PLAIN" in text:
        ways.append((_PLAIN, "\0"))
    for pattern, mark in ways:
        for match in finditer(pattern, text):
            if _is_pair(match["value"], mark):
                yield *match.span("value"), _SCORE


def _is_pair(word: str, mark: str = ":") -> bool:
    """Whether base64 stands for `user:password`, both readable."""
    try:
        pair = base64.b64decode(word + "=" * (-len(word) % 4), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return False
    user, colon, password = pair.lstrip(mark).partition(mark)
    readable = user.isprintable() and password.isprintable()
    return bool(colon and password) and readable and not is_placeholder(password)


def _session_cookies(text: str) -> Iterator[Hit]:
    for header in finditer(_COOKIES, text):
        at, limit = header.end(), min(len(text), header.end() + _LONGEST_COOKIE)
        for _ in range(_MOST_COOKIES):
            match = _PAIR.match(text, at, limit)
            if match is None:
                break
            if _names_session(match["name"]) and looks_random(match["value"]):
                yield *match.span("value"), _SCORE
            at = match.end()


def _names_session(name: str) -> bool:
    low = name.lower()
    return any(word in low for word in SESSION_WORDS)
