"""Values given to a name for a secret: in settings, code, JSON, XML, command lines, tables.

    name -> how it is joined to its value -> the value, quoted or bare -> is it one?

The name is judged by `secret_names`, the value by `secret_values`. How sure a bare value is
depends on its place: a line of settings holds nothing but values, an argument in code may be
a variable.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import regex

from penname.detect.assigned_values import Value, value_at, value_before
from penname.detect.joins import joined
from penname.detect.scan import Hit
from penname.detect.secret_names import Place, Promise, promise_at
from penname.detect.secret_values import (
    looks_chosen,
    looks_random,
    looks_strong,
    looks_typed,
    surely_random,
)

_SCORE = 0.8


def assigned_keys(text: str, names: Iterable[Place]) -> Iterator[Hit]:
    """Values of names that say key, token or secret."""
    return _assigned(text, names, _is_key)


def assigned_passwords(text: str, names: Iterable[Place]) -> Iterator[Hit]:
    """Values of names that say password."""
    return _assigned(text, names, _is_password)


def _assigned(
    text: str, names: Iterable[Place], is_one: Callable[[Promise, Value], bool]
) -> Iterator[Hit]:
    for name in names:
        found = _read(text, name.start, name.end)
        if found and is_one(*found):
            value = found[1]
            yield value.start, _end(text, value), _SCORE


#: What a value goes on with that is longer than any that was looked at.
_MORE = regex.compile(r"[A-Za-z0-9+/_=.~%-]{0,8192}+")
_LONG = 250
#: Of a longer one, its beginning says whether it is one.
_ENOUGH = 128


def _end(text: str, value: Value) -> int:
    more = None if value.quoted or len(value.text) < _LONG else _MORE.match(text, value.end)
    return more.end() if more else value.end


def _read(text: str, start: int, end: int) -> tuple[Promise, Value] | None:
    """What the name between these bounds promises, and its value."""
    value = value_before(text, start)
    if value:
        promise = promise_at(text, start, end)
        return (promise, value) if promise else None
    found = joined(text, start, end)
    promise = promise_at(text, start, end) if found else None
    value = value_at(text, text[start:end], *found) if found and promise else None
    return (promise, value) if promise and value else None


def _is_key(promise: Promise, value: Value) -> bool:
    word = value.text[:_ENOUGH]
    if not value.quoted and not value.plain and any(mark in word for mark in "()[]{}"):
        return False  # an index or a call
    match promise:
        case Promise.KEY:
            return looks_random(word) or (value.firm and (looks_strong(word) or looks_typed(word)))
        case Promise.MAYBE_KEY:
            return surely_random(word)
    return False


def _is_password(promise: Promise, value: Value) -> bool:
    if not (value.quoted or value.plain) and value.text.count(")") > value.text.count("("):
        return False  # the end of a call
    return promise is Promise.PASSWORD and looks_chosen(
        value.text, quoted=value.quoted, firm=value.firm, plain=value.plain
    )
