"""Accounts of people in what a system prints: `/etc/passwd`, `/etc/group`, `ls -l`, `id`, `ps`.

Accounts below 500 are the system's. The full name in `/etc/passwd` is a person's, and so is an
account that is made of it (`mschmidt` of a Maria Schmidt).
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.handles import is_somebody
from penname.detect.line_marks import MARK
from penname.detect.name_shape import is_whole_name
from penname.detect.scan import Hit, Recipe, finditer
from penname.text.words import fold

_NAME = r"(?P<handle>[A-Za-z][\w.-]{1,30}+)"
_BEGIN = rf"(?m)^{MARK}?[ \t]{{0,8}}"
_MODE = r"[-dlcbps](?:[r-][w-][xsStT-]){3}[.+@]?"
_PASSWD = regex.compile(
    rf"{_BEGIN}{_NAME}:(?P<hash>[^:\s]{{0,120}}):(?P<uid>\d{{1,10}}):\d{{1,10}}:"
    r"(?P<gecos>[^:\n]{0,120}):(?P<home>/?[^:\s]{0,80}):(?P<shell>/?[^:\s]{0,60})[ \t\r]*$"
)
_FIRST_OF_PEOPLE, _NOBODY = 500, (65_534, 65_535, 4_294_967_294)

_SINCE = r"[ ]{1,14}(?=[\d:(]|[A-Z][a-z]{2}[ ]|[\w.:-]{1,40}[ ]{1,12}[\dA-Z])"
_LOAD = r"[ ]{1,6}\d{1,3}\.\d"
#: A word that must be in the text, and a line with an account in it.
_LINES: tuple[tuple[str, regex.Pattern[str]], ...] = tuple(
    (mark, regex.compile(pattern))
    for mark, pattern in (
        # ls -l, tar -tv
        ("rw", rf"{_BEGIN}{_MODE}[ ]{{1,4}}\d{{1,7}}[ ]{{1,4}}{_NAME}[ ]{{1,12}}[\w.-]{{1,32}}[ ]"),
        ("rw", rf"{_BEGIN}{_MODE}[ ]{{1,4}}{_NAME}/[\w.-]{{1,32}}[ ]{{1,12}}\d"),
        # id
        ("uid=", rf"\be?[ug]id=\d{{3,10}}\({_NAME}\)"),
        ("groups=", rf"\bgroups=(?:\d{{1,10}}\([\w.-]{{1,32}}\),){{0,3}}\d{{4,10}}\({_NAME}\)"),
        # who, w, last
        ("pts/", rf"{_BEGIN}{_NAME}[ ]{{1,12}}pts/\d{{1,4}}{_SINCE}"),
        ("tty", rf"{_BEGIN}{_NAME}[ ]{{1,12}}tty\w{{1,4}}{_SINCE}"),
        # ps aux
        ("  ", rf"{_BEGIN}{_NAME}[ ]{{1,12}}\d{{1,8}}{_LOAD}{_LOAD}[ ]"),
        # sudo's log
        ("TTY=", rf"(?:^|[: ]){_NAME}[ ]:[ ](?:[\w ]{{1,30}};[ ])?TTY="),
        # shadow, with a hash
        (":$", rf"{_BEGIN}{_NAME}:!?\$[\w.$/=,+-]{{10,200}}:\d{{0,6}}:"),
    )
)
_GROUP = regex.compile(
    rf"{_BEGIN}[a-z_][\w-]{{1,30}}:[x*!]?:\d{{1,10}}:(?P<members>[A-Za-z][\w.-]{{1,30}}"
    r"(?:,[A-Za-z][\w.-]{1,30}){0,40})[ \t\r]*$"
)
_MEMBER = regex.compile(r"[^,]+")


def account_names(text: str) -> Iterator[Hit]:
    """Names of accounts that may be somebody's."""
    for mark, pattern in _LINES:
        for match in finditer(pattern, text) if mark in text else ():
            if is_somebody(match["handle"]):
                yield *match.span("handle"), 0.7
    for match in finditer(_GROUP, text) if ":x:" in text or ":*:" in text else ():
        for member in _MEMBER.finditer(text, *match.span("members")):
            if is_somebody(member[0]):
                yield *member.span(), 0.7
    for match in _people(text):
        yield *match.span("handle"), 0.75


def full_names(text: str) -> Iterator[Hit]:
    """Names of people in `/etc/passwd`, and their accounts where those are made of the name."""
    for match in _people(text):
        name = match["gecos"].partition(",")[0]
        if is_whole_name(name, small=False):
            start = match.start("gecos")
            yield start, start + len(name), 0.8
            if _is_made_of(match["handle"], name):
                yield *match.span("handle"), 0.7


def _people(text: str) -> Iterator[regex.Match[str]]:
    """The lines of `/etc/passwd` with an account of somebody."""
    for match in finditer(_PASSWD, text) if ":/" in text else ():
        uid = int(match["uid"])
        person = uid >= _FIRST_OF_PEOPLE and uid not in _NOBODY
        if person and is_somebody(match["handle"]):
            yield match


def _is_made_of(account: str, name: str) -> bool:
    words = [word for word in fold(name).split() if len(word) > 2]
    return any(word in fold(account) for word in words)


NAMES = (Recipe("passwd-name", "PERSON", full_names),)
RECIPES = (Recipe("account-name", "USERNAME", account_names),)
