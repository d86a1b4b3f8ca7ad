"""Titles that stand as words in templates: marked where a name follows them."""

from __future__ import annotations

import re
from functools import cache

from penname.train.texts.forms import FAMILY, GIVEN, TITLE, Pieces
from penname.train.texts.sheets import sheet


@cache
def _pattern() -> re.Pattern[str]:
    """Any title of any language at the end of a text, as a word, and the space behind it."""
    titles = {title for titles in sheet("lists", "title").values() for title in titles}
    longest_first = sorted(titles, key=lambda title: (-len(title), title))
    title = "|".join(map(re.escape, longest_first))
    return re.compile(rf"(?<![\w.])(?:(?:{title}) ){{0,2}}(?:{title})(?=[ \u00a0]$)")


def with_titles(pieces: Pieces) -> Pieces:
    """The pieces, with titles in front of names as marks of their own."""
    made: Pieces = []
    for at, (text, label) in enumerate(pieces):
        follows = pieces[at + 1][1] if at + 1 < len(pieces) else ""
        found = _pattern().search(text) if not label and follows in (GIVEN, FAMILY) else None
        if found is None:
            made.append((text, label))
        else:
            made += [(text[: found.start()], ""), (found[0], TITLE), (text[found.end() :], "")]
    return made
