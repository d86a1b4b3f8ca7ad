"""Which of many words stand in a text: all of them in one pass.

A table of recognizers has a word for each row that must be in the text. Asking for each alone
reads the text as often as there are rows; google-re2's sets read it once. A set has a bound of
memory, and a match that passes it finds nothing. So one pattern of each set matches any text:
when that one is missing, the words are asked for one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import re2

from penname.policy.patterns import well_formed

_MEMORY = 64 << 20


class Literals:
    """A set of words, compiled. Words are looked for as they are, in any place."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(dict.fromkeys(words))
        options = re2.Options()
        options.max_mem = _MEMORY
        options.log_errors = False
        self._set = re2.Set.SearchSet(options)
        for word in self._words:
            self._set.Add(re.escape(word))
        self._always = self._set.Add("")
        self._set.Compile()

    def within(self, text: str) -> list[str]:
        """The words that stand in a text, in the order in which they were given."""
        found = sorted(self._set.Match(well_formed(text)))
        if not found or found[-1] != self._always:
            return [word for word in self._words if word in text]
        return [self._words[at] for at in found[:-1]]
