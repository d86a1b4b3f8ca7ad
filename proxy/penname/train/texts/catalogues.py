"""Messages of programs in many languages, from the catalogues of installed packages: ordinary
words, short and long, in which there is nobody.

Only translations are read, never the heads, which name translators. What may name anybody all the
same is left out, as in other found texts.
"""

from __future__ import annotations

import ast
import random
import re
from collections.abc import Iterator
from pathlib import Path

from penname.train.example import Example
from penname.train.texts.found import TOLD, clean

#: Languages whose catalogues are read: those of made texts.
_LANGUAGES = frozenset(
    (
        *("de", "fr", "es", "it", "nl", "pt", "pt_BR", "pl", "sv", "da", "nb", "fi", "cs", "hu"),
        *("ro", "tr", "id", "vi", "ca", "hr", "sl", "et", "lt", "lv", "sk", "eu", "gl", "is"),
    )
)
#: Messages in one text at most; characters of a message.
_TOGETHER, _SHORTEST, _LONGEST = 6, 8, 400
_ENTRY = re.compile(r'^msgstr(?:\[\d\])? ((?:"(?:[^"\\\n]|\\.)*"\n?)+)', re.M)
_HOLE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{[\w.]*\}|<[^>\n]*>|&\w+;")
_GAPS = (" ", " ", "\n", "\n\n")


def catalogue_texts(folder: Path, seed: int, count: int) -> Iterator[Example]:
    """At most `count` texts of messages, in an order of chance; languages take turns."""
    rng = random.Random(f"penname catalogues {seed}")  # noqa: S311 - an order, no secrets
    messages = _messages(folder)
    for told in messages.values():
        rng.shuffle(told)
    while messages and count > 0:
        language = rng.choice(sorted(messages))
        told = messages[language]
        parts = [told.pop() for _ in range(min(len(told), rng.randint(1, _TOGETHER)))]
        if not told:
            del messages[language]
        count -= 1
        text = rng.choice(_GAPS).join(parts)
        if rng.random() < 0.4:
            text = text.lower()
        yield Example(text, (), f"catalogue.{language}", TOLD)


def _messages(folder: Path) -> dict[str, list[str]]:
    """Language → its clean messages, each once."""
    found: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*.po")):
        language = next((part for part in path.parts[::-1] if part in _LANGUAGES), "")
        if language:
            text = path.read_text(encoding="utf-8", errors="replace")
            found.setdefault(language, set()).update(_translations(text))
    return {language: sorted(told) for language, told in found.items() if told}


def _translations(text: str) -> Iterator[str]:
    """The translations of a catalogue without what programs put into them."""
    for match in _ENTRY.finditer(text):
        lines = match[1].strip().split("\n")
        message = _HOLE.sub("", "".join(ast.literal_eval(line) for line in lines)).strip()
        if _SHORTEST <= len(message) <= _LONGEST and ":" not in message[:16] and clean(message):
            yield message
