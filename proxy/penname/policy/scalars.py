"""Words written as YAML, so that `policy.tree` reads back just what was written."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: What surely needs no quotes, in YAML 1.1 as in 1.2.
_PLAIN = re.compile(r"[A-Za-z][\w./@+-]*(?: [\w./@+-]+)*\Z", re.ASCII)
_NOT_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def scalar(word: str) -> str:
    """A word on one line: in quotes unless it is surely plain, and nothing in it unseen.

    Raises ValueError for half a character (a lone surrogate), which YAML cannot say.
    """
    if _PLAIN.match(word) and word.lower() not in _NOT_WORDS:
        return word
    return f'"{"".join(map(_escaped, word))}"'


def flow_list(words: Iterable[str]) -> str:
    """A list on one line."""
    return f"[{', '.join(map(scalar, words))}]"


def flow_map(pairs: Iterable[tuple[str, str]]) -> str:
    """A mapping on one line. Its values are written already: one may be a number or a list."""
    return f"{{{', '.join(f'{scalar(key)}: {written}' for key, written in pairs)}}}"


def _escaped(character: str) -> str:
    if character in _SHORT:
        return _SHORT[character]
    if character.isprintable():
        return character
    code = ord(character)
    if 0xD800 <= code <= 0xDFFF:
        raise ValueError("half a character (a lone surrogate) cannot be written")
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
