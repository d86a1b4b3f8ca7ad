"""Connection strings: the user and password of a URL, the password of a list of settings."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.placeholders import is_placeholder
from penname.detect.scan import Hit, finditer
from penname.detect.secret_values import looks_chosen, looks_random

_SCORE = 0.9

_REST = regex.compile(r"[^\s\"'<>`\\]{3,512}+")
_AUTHORITY = regex.compile(r"[^/?#]*")
#: Oracle's thin driver, SQL*Plus, and Go's MySQL driver write no scheme before the user.
_SHORT = (
    (
        "jdbc:oracle",
        regex.compile(
            r"(?<=jdbc:oracle:(?:thin|oci8?):)(?P<user>[\w$#]{1,64}/[^\s@\"'/]{3,128})(?=@)"
        ),
    ),
    (
        "sqlplus",
        regex.compile(
            r"(?<=sqlplus(?:[ \t]-\w+){0,3}[ \t]{1,3})(?P<user>[\w$#]{1,64}/[^\s@\"'/]{3,128})(?=@)"
        ),
    ),
    (
        "CONNECT ",
        regex.compile(r"(?<=\bCONNECT[ \t])(?P<user>[\w$#]{1,64}/[^\s@\"'/;]{3,128})(?=@)"),
    ),
    ("@tcp(", regex.compile(r"(?<![\w.:/-])(?P<user>[\w.-]{1,64}:[^\s@\"'`]{3,128})(?=@tcp\()")),
    ("@unix(", regex.compile(r"(?<![\w.:/-])(?P<user>[\w.-]{1,64}:[^\s@\"'`]{3,128})(?=@unix\()")),
)


#: In a pattern of URLs.
_RANGES = regex.compile(r"a-z|A-Z|0-9|\\w|\[\^")


def connection_strings(text: str) -> Iterator[Hit]:
    """The `user:password` of a URL, or the password of a connection string."""
    if "://" in text:
        yield from _in_urls(text)
    for mark, pattern in _SHORT:
        if mark in text:
            for match in finditer(pattern, text):
                if not is_placeholder(regex.split("[:/]", match["user"], maxsplit=1)[1]):
                    yield *match.span("user"), _SCORE
    yield from _in_lists(text)


def _in_urls(text: str) -> Iterator[Hit]:
    at = text.find("://")
    while at >= 0:
        match = _REST.match(text, at + 3) if text[at - 1 : at].isalnum() else None
        at = text.find("://", at + 3)
        if match is None or "@" not in match[0]:
            continue
        userinfo = _userinfo(match[0])
        user, colon, password = userinfo.partition(":")
        if colon:
            secret = bool(password) and not is_placeholder(password)
            secret = secret and not _RANGES.search(password)
        else:  # a token in the place of the user
            secret = len(user) >= 20 and looks_random(user)
        if secret:
            yield match.start(), match.start() + len(userinfo), _SCORE


def _userinfo(rest: str) -> str:
    """What stands before the host in the part of a URL after `://`; empty when nothing does.

    A password may hold `@` and, against the rules, `/`: the last `@` counts.
    """
    found = _AUTHORITY.match(rest)
    authority = found[0] if found else ""
    if "@" in authority:
        return authority[: authority.rfind("@")]
    port = authority.rpartition(":")[2]
    if ":" in authority and not port.isdigit() and "@" in rest:
        return rest[: rest.rfind("@")]
    return ""


#: `Server=…;User Id=…;Password=…;` (ADO, ODBC, JDBC), `host=… password=…` (libpq), and Azure's.
_PASSWORD = regex.compile(
    r"(?<![\w-])(?:password|pwd|sharedaccesskey|accountkey|accesskey|sharedsecretvalue)"
    r"[ \t]?=[ \t]?(?P<value>\{[^{};\n]{3,128}\}|[^;\s\"'&]{4,256}+)",
    regex.I,
)
_OTHERS = regex.compile(
    r"(?<!\w)(?:server|data source|datasource|host|hostname|port|driver|database|dbname"
    r"|initial catalog|user id|uid|user|username|endpoint|endpointsuffix|accountname"
    r"|sharedaccesskeyname)[ \t]?=",
    regex.I,
)
_AROUND = 300


#: One of these must be in the folded text: "pwd" and "password", the ends of the others.
_NAMES = ("password", "pwd", "accesskey", "accountkey", "secretvalue")


def _in_lists(text: str) -> Iterator[Hit]:
    low = text.lower() if "=" in text and (";" in text or "host=" in text) else ""
    if not any(name in low for name in _NAMES):
        return
    for match in finditer(_PASSWORD, text):
        if not looks_chosen(match["value"], quoted=False, firm=True, plain=True):
            continue
        before = text[max(0, match.start() - _AROUND) : match.start()].rpartition("\n")[2]
        behind = text[match.end() : match.end() + _AROUND].partition("\n")[0]
        names = {name.lower() for name in _OTHERS.findall(f"{before};{behind}")}
        if len(names) >= 2:
            yield *match.span("value"), 0.8
