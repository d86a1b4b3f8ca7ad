"""Web addresses, for policies that count them as identifiers (45 CFR 164.514(b)(2)(i)(N)).

Presidio's pattern needs seconds on `a.a.a.a…`; this one is anchored on `://` and `www.`.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.scan import Hit, Recipe, finditer

_URL = regex.compile(
    r"(?<![A-Za-z0-9])(?:(?:https?|ftps?|sftp|wss?)://|www\.(?=[\w-]{1,63}\.))[^\s<>\"'`|\\^{}]{2,2048}",
    regex.I,
)
_TRAILING = ".,;:!?*_~"


def urls(text: str) -> Iterator[Hit]:
    """URLs with a web or file scheme, and `www.` names; without the marks of the sentence."""
    for match in finditer(_URL, text):
        word = match[0].rstrip(_TRAILING)
        for close, opening in (")(", "]["):
            while word.endswith(close) and word.count(close) > word.count(opening):
                word = word[:-1].rstrip(_TRAILING)
        yield match.start(), match.start() + len(word), 0.7


RECIPES = (Recipe("url", "URL", urls),)
