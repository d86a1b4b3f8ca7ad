"""Web addresses, for policies that count them as identifiers (45 CFR 164.514(b)(2)(i)(N)).

Presidio's pattern needs seconds on `a.a.a.a…`; these are anchored on `://` and `www.`, or need
words nearby.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.scan import Hit, Recipe, finditer, matches

_URL = regex.compile(
    r"(?<![A-Za-z0-9])(?:(?:https?|ftps?|sftp|wss?)://|www\.(?=[\w-]{1,63}\.))[^\s<>\"'`|\\^{}]{2,2048}",
    regex.I,
)
#: Names without a scheme, next to words that say so: `config.name`, `main.rs` and `a.sh` are
#: names in programs, so only endings that are no more than that.
_DOMAIN = (
    r"(?<![\w@./-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,4}(?i:com|org|net|edu|gov|mil"
    r"|int|biz|eu|io|dev|co|ai|uk|de|fr|it|es|nl|be|ch|at|pt|se|no|dk|fi|ie|cz|sk|hu|ro|bg|gr|hr|si"
    r"|ee|lv|lt|lu|us|ca|mx|br|ar|cl|pe|au|nz|jp|cn|kr|in|sg|hk|tw|th|vn|my|ph|ru|ua|tr|il|ae|za|ng"
    r"|ke|eg)(?![\w@(/-]|\.\w)"
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


RECIPES = (
    Recipe("url", "URL", urls),
    Recipe(
        "domain",
        "URL",
        matches(_DOMAIN, 0.19),
        (
            *("domain", "domains", "website", "websites", "webpage", "homepage", "url", "urls"),
            *("subdomain", "webseite", "sitio", "site", "sito", "hostname", "visit", "dominio"),
        ),
        bare=0.19,
        hinted=True,
    ),
)
