"""Secrets where they leak, the second list: whole files, commands, dumps, tables and sentences.

Written apart from `secrets` and from the recognizers, as a check on both. The texts stand in
`leaks/*.txt`, each below `== its group`; `innocent.txt` has those without a secret.

⟦PASSWORD any bare⟧      a value with its label (leak_values.py), new each time
⟨host⟩ ⟨user⟩ ⟨uuid⟩     what is no value; ⟨H40⟩ is a shape (secret_shapes.py)
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from benchmarks.detect.cases import Case, Maker
from benchmarks.detect.leak_values import WRITTEN, value
from benchmarks.detect.secret_shapes import made

FOLDER = Path(__file__).parent / "leaks"
FILES = ("configs", "deploy", "code", "commands", "wire", "data", "talk", "tools")
_MARK = re.compile(r"⟦(?P<label>[A-Z_]+) (?P<words>[^⟧]+)⟧|⟨(?P<name>\w+)(?: (?P<how>\w+))?⟩")
_APPS = ("orders", "billing", "inventory", "crm", "wiki", "shop", "tracker", "payroll")
_USERS = ("app", "svc_web", "deploy", "j.meyer", "lena", "admin", "reporting", "mkoch")

#: What is no value.
FILLERS: Mapping[str, Callable[[random.Random], str]] = {
    "app": lambda rng: rng.choice(_APPS),
    "user": lambda rng: rng.choice(_USERS),
    "host": lambda rng: (
        f"{rng.choice(('db', 'git', 'api', 'vpn', 'mail'))}.{rng.choice(_APPS)}"
        f".{rng.choice(('example.com', 'example.org', 'internal.example', 'corp.example'))}"
    ),
    "mail": lambda rng: f"{rng.choice(_USERS)}@example.{rng.choice(('com', 'org', 'net'))}",
    "uuid": lambda rng: made(rng, "<uuid>"),
}


@cache
def texts(name: str) -> tuple[tuple[str, str], ...]:
    """The groups and texts of a file in `leaks/`."""
    parts = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n== ")
    parts[0] = parts[0].removeprefix("== ")
    pairs = (part.split("\n", 1) for part in parts)
    return tuple((group.strip(), text.rstrip("\n") + "\n") for group, text in pairs)


def cases(seed: int, count: int) -> Iterator[Case]:
    """Texts with one secret or more; the texts take turns, their values are new."""
    every = [(f"{name}:{group}", text) for name in FILES for group, text in texts(name)]
    rng = random.Random(seed)
    for index in range(count):
        group, text = every[index % len(every)]
        yield _filled(rng, text).case(group)


def look_alikes(seed: int, count: int) -> Iterator[Case]:
    """Texts without a secret."""
    every = texts("innocent")
    rng = random.Random(seed)
    for index in range(count):
        group, text = every[index % len(every)]
        yield _filled(rng, text).case(f"none:{group}")


def _filled(rng: random.Random, text: str) -> Maker:
    maker, done = Maker(), 0
    for mark in _MARK.finditer(text):
        maker.say(text[done : mark.start()])
        done = mark.end()
        if mark["label"]:
            maker.value(_within(rng, mark["words"]), mark["label"])
        else:
            maker.say(_filler(rng, mark["name"], mark["how"]))
    return maker.say(text[done:])


def _within(rng: random.Random, words: str) -> str:
    """A value; what is no value may stand in it, too."""
    return value(rng, _MARK.sub(lambda mark: _filler(rng, mark["name"], mark["how"]), words))


def _filler(rng: random.Random, name: str, how: str | None) -> str:
    make = FILLERS.get(name)
    plain = make(rng) if make else made(rng, f"<{name}>")
    return WRITTEN[how](plain) if how else plain
