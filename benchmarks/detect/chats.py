"""Prompts, mails, tickets, forms, transcripts and machine text with names of all origins in them.

English has most templates; German, French, Spanish, Italian, Dutch and Portuguese have their
own. A case is in normal letters, in small ones or SHOUTED. Its group says what it is, with `|`
between: kind of text, letters, language, origin of the names, and whether the names are held
out (`seen` means: a training may have seen them; see holdout.py).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from benchmarks.detect.cases import Case
from benchmarks.detect.name_lists import Origin, origin, origins, person
from benchmarks.detect.templates import Template, fill, read

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt")
LETTERS = ("normal", "normal", "normal", "lower", "lower", "upper")

#: Whose names stand in most of the texts of a language; in English it is anybody's.
AT_HOME = {
    "de": ("german", "turkish", "polish-czech-slovak"),
    "fr": ("french", "arabic", "central-african"),
    "es": ("spanish", "latin-american"),
    "it": ("italian", "albanian-romanian"),
    "nl": ("dutch", "turkish", "arabic"),
    "pt": ("portuguese",),
}


def cases(seed: int, count: int) -> Iterator[Case]:
    """English texts in any letters."""
    rng = random.Random(seed)
    for index in range(count):
        yield _one(rng, read("chat.en"), LETTERS[index % len(LETTERS)], "en")


def in_letters(seed: int, count: int, letters: str) -> Iterator[Case]:
    """English texts; the same seed gives the same texts in `normal`, `lower` and `upper`."""
    rng = random.Random(seed)
    for _ in range(count):
        yield _one(rng, read("chat.en"), letters, "en")


def multilingual(seed: int, count: int) -> Iterator[Case]:
    """Texts in the six other languages in turn, in normal letters."""
    rng = random.Random(seed)
    for index in range(count):
        language = LANGUAGES[1:][index % (len(LANGUAGES) - 1)]
        yield _one(rng, read(f"chat.{language}"), "normal", language)


def in_language(language: str, seed: int, count: int) -> Iterator[Case]:
    """Texts in one language, in normal letters."""
    rng = random.Random(f"{language} {seed}")
    for _ in range(count):
        yield _one(rng, read(f"chat.{language}"), "normal", language)


def code(seed: int, count: int) -> Iterator[Case]:
    """Code, configuration and logs, with a name in half of them."""
    rng = random.Random(seed)
    templates = read("code.en")
    halves = [[one for one in templates if one.kind == kind] for kind in ("with", "without")]
    for index in range(count):
        yield _one(rng, halves[index % 2], "normal", "en")


def _one(rng: random.Random, templates: Sequence[Template], letters: str, language: str) -> Case:
    template = rng.choice(templates)
    source = _whose(rng, language)
    held = rng.random() < 0.5
    people = [person(rng, source, held=held) for _ in range(max(1, template.people))]
    words = (template.kind, letters, language, source.slug, "held-out" if held else "seen")
    return fill(template, people, rng, letters, "|".join(words))


def _whose(rng: random.Random, language: str) -> Origin:
    home = AT_HOME.get(language, ())
    return origin(rng.choice(home)) if home and rng.random() < 0.6 else rng.choice(origins())
