"""Secrets somewhere behind their name on one line, where no join says whose they are.

    cy.get('#password').type('…')        TOKENS = ["…", "…"]        neighbor x password …

Only a value counts that is like no word: what stands between is not understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import regex

from penname.detect.scan import Hit
from penname.detect.secret_names import Place, Promise, promise_at
from penname.detect.secret_values import looks_random, looks_said, looks_strong, surely_random

_SCORE = 0.6
_LINE = 160
_MOST = 6
_QUOTED = regex.compile(r"(?<![\w])[\"'](?P<value>[^\s\\\"'`<>]{8,128})[\"']")
#: The last word of a line, or of a part of it.
_LAST = regex.compile(
    r"[ \t]{1,4}(?P<value>[^\s\\\"'`<>(){}\[\],;]{10,64})[.,;]?[ \t]*(?:\r?\n|\Z)"
)


def near_passwords(text: str, names: Iterable[Place]) -> Iterator[Hit]:
    """Strong passwords behind a name for one."""
    return _near(text, names, Promise.PASSWORD, _is_password)


def near_keys(text: str, names: Iterable[Place]) -> Iterator[Hit]:
    """Random keys behind a name for one."""
    return _near(text, names, Promise.KEY, surely_random)


def _is_password(word: str) -> bool:
    return looks_strong(word) and looks_said(word) and any(map(str.isdigit, word))


def _near(
    text: str, names: Iterable[Place], wanted: Promise, is_one: Callable[[str], bool]
) -> Iterator[Hit]:
    done = 0
    for name in sorted(names):
        if name.start < done:
            continue
        end = text.find("\n", name.end, name.end + _LINE)
        end = end if end >= 0 else min(len(text), name.end + _LINE)
        values = [*_quoted(text, name.end, end, is_one), *_last(text, name.end, is_one)]
        named = values and not looks_random(text[name.start : name.end])
        if named and promise_at(text, name.start, name.end) is wanted:
            done = end
            yield from values


def _quoted(text: str, at: int, end: int, is_one: Callable[[str], bool]) -> Iterator[Hit]:
    for _ in range(_MOST):
        match = _QUOTED.search(text, at, end)
        if match is None:
            return
        at = match.end()
        if is_one(match["value"]):
            yield *match.span("value"), _SCORE


def _last(text: str, at: int, is_one: Callable[[str], bool]) -> Iterator[Hit]:
    match = _LAST.match(text, at)
    if match and is_one(match["value"]) and looks_random(match["value"]):
        yield *match.span("value"), _SCORE
