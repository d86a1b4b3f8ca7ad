"""One regular expression for many words: what they begin with alike is tried once."""

from __future__ import annotations

import re
from collections.abc import Iterable

Tree = dict[str, "Tree"]
_END = ""


def one_of(words: Iterable[str], joint: str = "_") -> str:
    """A pattern for any of the words, the longest first. `joint` stands for each `_` in them."""
    tree: Tree = {}
    for word in words:
        place = tree
        for letter in word:
            place = place.setdefault(letter, {})
        place[_END] = {}
    return _pattern(tree, joint)


def _pattern(tree: Tree, joint: str) -> str:
    choices = [
        (joint if letter == "_" else re.escape(letter)) + _pattern(tree[letter], joint)
        for letter in sorted(tree)
        if letter != _END
    ]
    if not choices:
        return ""
    if len(choices) == 1 and _END not in tree:
        return choices[0]
    return f"(?:{'|'.join(choices)})" + ("?" if _END in tree else "")
