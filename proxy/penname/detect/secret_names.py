"""Names that hold a secret: where they stand in a text, and what they promise.

A text is searched for a few stems ("pass", "token", "key"). The name around a stem is read word
by word, with the words before it when blanks divide them ("AWS secret access key"), and judged
by `secret_words`.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from enum import Enum
from typing import NamedTuple

import regex

from penname.detect import secret_words as words
from penname.policy.literals import Literals

_UNSPACED = "\u0e00"  # from Thai on, scripts do without blanks: a stem there is a whole name
_WORD = regex.compile(r"\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|[\p{Lo}\p{Lm}\p{M}]+|\d+")


class Promise(Enum):
    """What the value of a name is."""

    PASSWORD = "password"  # noqa: S105 - a kind of name
    KEY = "key"
    #: Maybe one: only a value that nothing but a key looks like counts.
    MAYBE_KEY = "maybe"


class Ends(NamedTuple):
    """Words, and those of them that count as the end of a longer one."""

    words: Set[str]
    long: tuple[str, ...]


def _ends(of: Set[str]) -> Ends:
    return Ends(of, tuple(sorted(word for word in of if len(word) > 4)))


_PASSWORDS, _SECRETS = _ends(words.PASSWORD_WORDS), _ends(words.SECRET_WORDS)


class Place(NamedTuple):
    """Where a name stands that may hold a secret. `unspaced`: in a script without blanks."""

    start: int
    end: int
    unspaced: bool


def fold(text: str) -> str:
    """The text in lower case, of the same length."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(small if len(small := char.lower()) == 1 else char for char in text)


def places(text: str, low: str, stems: Literals) -> list[Place]:
    """The names around the stems of a text, each once; `low` is the text folded."""
    found: dict[int, Place] = {}
    for stem in stems.within(low):
        at = low.find(stem)
        while at >= 0:
            place = _around(text, at, stem)
            found.setdefault(place.end, place)
            at = low.find(stem, at + len(stem))
    return list(found.values())


_FORWARD = regex.compile(r"[\w$.-]{0,64}+")
_BACKWARD = regex.compile(r"(?r)[\w$.-]{0,64}+")
#: In Romance languages the kind follows: "clé API", "clave de acceso"; and what is shared does.
_BEFORE_KIND = ("clé", "clave", "chave", "chiave", "jeton", "token", "secret", "shared")
_KIND_BEHIND = regex.compile(
    r"[ \t](?:de[ \t]|d['’]|del[ \t]|di[ \t]|da[ \t])?"
    r"(?:api|acc[eè]so?|acesso|accès|secr[eè]t[eao]|segreta|priv(?:ée|ada|ata)|maestra"
    r"|(?<=shared[ \t])(?:secret|key))(?!\w)",
    regex.I,
)


def _around(text: str, at: int, stem: str) -> Place:
    """The name whose stem stands at `at`."""
    if stem >= _UNSPACED:
        return Place(at, at + len(stem), True)
    forward, backward = _FORWARD.match(text, at), _BACKWARD.match(text, 0, at)
    start = backward.start() if backward else at
    end = forward.end() if forward else at
    while text[end - 1] in "-.$":
        end -= 1
    while text[start] in "-.$":
        start += 1
    end = max(end, at + len(stem))
    kind = _KIND_BEHIND.match(text, end) if stem in _BEFORE_KIND else None
    return Place(start, kind.end() if kind else end, False)


def promise_at(text: str, start: int, end: int) -> Promise | None:
    """What the name between these bounds promises."""
    return promise_of(words_of_name(text[start:end]), _before(text, start))


def words_of_name(name: str) -> list[str]:
    """The words of a name in lower case, camel and snake case taken apart."""
    return [word.lower() for word in _WORD.findall(name)]


def _before(text: str, start: int) -> list[str]:
    """Up to three words before a name, divided by single blanks only (or by none)."""
    if text[start] >= _UNSPACED:
        return words_of_name(text[max(0, start - 12) : start])[-2:]
    if text[start - 1 : start] == "/":  # `checksum/secret`
        return words_of_name(text[max(0, start - 20) : start - 1])[-2:]
    if start == 0 or text[start - 1] not in " \t":
        return []
    line = text[max(0, start - 40) : start].rpartition("\n")[2]
    found: list[str] = []
    for word in reversed(line.split(" ")[:-1]):
        word = word.strip("*_\"'`(")
        if not word or not word.replace("-", "").isalpha():
            break
        found[:0] = words_of_name(word)
        if len(found) >= 3:
            break
    return found


def promise_of(own: Sequence[str], before: Sequence[str] = ()) -> Promise | None:
    """What a name of these words promises; `before` are the words that stand before it."""
    name = [*before, *own]
    for at in range(len(name) - 1, len(before) - 1, -1):
        promise = _said_by(name, at)
        if promise is not None:
            behind = name[at + 1 :]
            return None if any(word in words.ABOUT for word in behind) else promise
    return None


def _said_by(name: list[str], at: int) -> Promise | None:
    word, previous = name[at], name[at - 1] if at else ""
    if _ends_in(word, _PASSWORDS) or f"{previous}-{word}" in words.PASSWORD_PHRASES:
        return Promise.PASSWORD
    if word in words.SHORT_PASSWORD_WORDS and (at or len(name) == 1):
        return Promise.PASSWORD
    if previous in words.OPEN_KINDS:
        return None
    if _ends_in(word, _SECRETS):
        return Promise.KEY
    if word in words.KEY_WORDS:
        near = (*name[max(0, at - 3) : at], *name[at + 1 : at + 3])
        secret = any(_is_kind(kind) for kind in near)
        return Promise.KEY if secret else Promise.MAYBE_KEY
    for end in ("key", "schlüssel"):  # "sshkey", "Lizenzschlüssel", but not "monkey"
        if word.endswith(end):
            return Promise.KEY if _is_kind(word.removesuffix(end)) else None
    return Promise.MAYBE_KEY if word == "auth" else None


def _is_kind(word: str) -> bool:
    return word in words.SECRET_KINDS or word in words.VENDOR_NAMES


def _ends_in(word: str, ends: Ends) -> bool:
    return word in ends.words or word.endswith(ends.long)
