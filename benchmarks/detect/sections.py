"""Which texts are measured: files of a folder, generators with a seed, chats.

A generator is a module of this package with `cases(seed, count)`, and perhaps others of
FUNCTIONS, that yields cases. One that is not there yet is told, not hidden.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

from benchmarks.detect import chats
from benchmarks.detect.cases import Case, read_jsonl

GENERATORS = (
    *("phones", "ibans", "national_ids", "secrets", "papers", "addresses", "evasions"),
    *("leaks", "contexts", "medical", "values"),
)
#: Of a generator: what must be found, and what must not be taken for it.
FUNCTIONS = ("cases", "broken", "look_alikes")
#: Generators that have to be there; the others are taken along if somebody adds them.
EXPECTED = GENERATORS[:7]


@dataclass(frozen=True, eq=False)
class Section:
    """Cases under one heading of the report."""

    part: str
    title: str
    cases: Sequence[Case]


def corpora(folder: Path, count: int | None = None) -> Iterator[Section]:
    """A section for each JSONL file of a folder; `count` takes only the first cases."""
    for path in sorted(folder.glob("*.jsonl")):
        yield Section("corpora", path.stem, list(islice(read_jsonl(path), count)))


def generated(seed: int, count: int) -> Iterator[Section]:
    """A section for each function of each generator that is there."""
    for name in GENERATORS:
        for function, make in _functions(name):
            title = name if function == "cases" else f"{name}, {function.replace('_', '-')}"
            yield Section("generators", title, list(make(seed, count)))


def missing() -> list[str]:
    """The generators that are not there."""
    return [name for name in EXPECTED if find_spec(f"{__package__}.{name}") is None]


def chat_sections(seed: int, count: int) -> Iterator[Section]:
    """English chats in three kinds of letters (the same texts), six other languages, code."""
    for letters in ("normal", "lower", "upper"):
        cases = list(chats.in_letters(seed, count, letters))
        yield Section("chats", f"English, {letters}", cases)
    for language in chats.LANGUAGES[1:]:
        yield Section("chats", language, list(chats.in_language(language, seed, count // 3)))
    yield Section("chats", "code", list(chats.code(seed, count)))


def _functions(name: str) -> list[tuple[str, Callable[[int, int], Iterator[Case]]]]:
    if find_spec(f"{__package__}.{name}") is None:
        return []
    module = importlib.import_module(f"{__package__}.{name}")
    return [(one, getattr(module, one)) for one in FUNCTIONS if hasattr(module, one)]
