"""Texts found in a folder: code and prose without people, cut into pieces.

Installed packages are a large store of clean code and documentation (`catalogues` reads messages).
A piece that may name anybody is left out: better to lose much than to teach that a name is
none. So they are told of names only, and of no other label.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from penname.train.example import Example
from penname.train.texts.names import origins

SUFFIXES = frozenset(
    (
        *(".py", ".rst", ".md", ".txt", ".js", ".ts", ".json", ".po", ".c", ".h", ".pyi", ".yaml"),
        *(".yml", ".toml", ".cfg", ".ini", ".css", ".html", ".sh", ".xml", ".proto", ".rs", ".go"),
    )
)
#: Bounds of a piece in characters; of what is read of a file; of pieces from one file.
SHORTEST, LONGEST, READ, FROM_ONE = 100, 800, 60_000, 4

#: Such texts are told of names only.
TOLD = frozenset({"GIVEN_NAME", "SURNAME", "NAME"})
#: Lines of credit, and whatever has an address in it.
_CREDIT = re.compile(
    r"copyright|\(c\)|©|author|maintain|credit|contribut|acknowledg|thank|licen[sc]e|written by|"
    r"\bby [A-Z]|courtesy|inspired|invented|named after|@[\w-]+\.|\bdr\. |\bmr\.? |\bmrs\.? |"
    r"\bms\. |\bprof\.|\bet al\b|sincerely|\bdear\b|first.?name|last.?name|full.?name|surname",
    re.I,
)
#: Two capitalised words in a row, not at the start of a sentence or line: perhaps a name.
_PAIR = re.compile(
    r"(?<=[a-z,;(] )[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][a-z]+\b|[\"'][A-Z][a-z]+ [A-Z][a-z]+"
)
#: `J. Smith`, `Smith, J.`, `R.A. Fisher`.
_INITIAL = re.compile(r"\b[A-Z]\. ?(?:[A-Z]\. ?)?[A-Z][a-z]+|\b[A-Z][a-z]+,? [A-Z]\.")
_WORD = re.compile(r"[^\W\d_]{3,}")
_LEFT_OUT = re.compile(
    r"faker|(?:^|/)names?[/.]|locale|spacy/lang/|licen[sc]e|author|dist-info", re.I
)


@cache
def _first_names() -> frozenset[str]:
    """First names that are hardly ever words: a piece with one of them is left out."""
    known = origins()
    words = {name.casefold() for name in (*known["words"].male, *known["words"].female)}
    names = {
        name.casefold()
        for origin in ("english", "german", "french", "spanish", "italian", "irish", "dutch")
        for name in (*known[origin].female[:3000], *known[origin].male[:3000])
    }
    return frozenset(names - words - _COMMON) | _EXAMPLES


#: Names that examples in code like, whatever lists are there.
_EXAMPLES = frozenset(
    (
        *("alice", "bob", "carol", "mallory", "guido", "linus", "john", "jane", "joe", "mary"),
        *("peter", "paul", "george", "sam", "tim", "tom", "jim"),
    )
)
#: Words of code and prose that Faker counts as first names.
_COMMON = frozenset(
    (
        *("case", "page", "key", "true", "see", "max", "min", "art", "bar", "bin", "dot", "star"),
        *("sky", "rob", "ray", "lane", "ace", "unique", "ivory", "son", "may", "will", "mark"),
        *("august", "april", "june", "jan", "mar", "jun", "chance", "frank", "ever", "long"),
        *("royal", "major", "general", "golden", "magic", "early", "green", "rain", "ocean"),
        *("story", "legend", "lyric", "journey", "justice", "honor", "heaven", "china", "price"),
    )
)


def clean(piece: str) -> bool:
    """Whether a piece of text surely names nobody."""
    if _CREDIT.search(piece) or _PAIR.search(piece) or _INITIAL.search(piece):
        return False
    return not any(word.casefold() in _first_names() for word in _WORD.findall(piece))


def _pieces(text: str, rng: random.Random) -> Iterator[str]:
    """Whole lines of a text in pieces of many lengths."""
    piece, wanted = "", rng.randrange(SHORTEST, LONGEST)
    for line in text.splitlines(keepends=True):
        if len(line) > LONGEST:
            piece = ""
        elif len(piece) + len(line) > wanted:
            if len(piece) >= SHORTEST:
                yield piece.strip("\n")
            piece, wanted = line, rng.randrange(SHORTEST, LONGEST)
        else:
            piece += line


def found_texts(folder: Path, seed: int, count: int) -> Iterator[Example]:
    """At most `count` clean pieces of the files below a folder, in an order of chance.

    Packages and endings of files take turns, so that a large one does not drown the others.
    """
    rng = random.Random(f"penname found {seed}")  # noqa: S311 - an order, no secrets
    groups = _groups(folder, rng)
    seen: set[str] = set()
    while groups and count > 0:
        group = _turn(tuple(groups), rng)
        path = groups[group].pop()
        if not groups[group]:
            del groups[group]
        for piece in _some(path, rng):
            if count > 0 and piece not in seen:
                seen.add(piece)
                count -= 1
                yield Example(piece, (), f"found{path.suffix}", TOLD)


def _turn(groups: tuple[tuple[str, str], ...], rng: random.Random) -> tuple[str, str]:
    """The package and ending whose turn it is: half the time, all endings are as likely."""
    if rng.random() < 0.5:
        suffix = rng.choice(sorted({ending for _, ending in groups}))
        groups = tuple(group for group in groups if group[1] == suffix)
    return rng.choice(groups)


def _groups(folder: Path, rng: random.Random) -> dict[tuple[str, str], list[Path]]:
    """(package, ending) → its files."""
    groups: dict[tuple[str, str], list[Path]] = {}
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder)
        if path.suffix in SUFFIXES and not _LEFT_OUT.search(str(inner)) and path.is_file():
            groups.setdefault((inner.parts[0], path.suffix), []).append(path)
    for paths in groups.values():
        rng.shuffle(paths)
    return groups


def _some(path: Path, rng: random.Random) -> Iterator[str]:
    """A few clean pieces of a file."""
    with path.open(encoding="utf-8", errors="replace") as file:
        pieces = list(_pieces(file.read(READ), rng))
    rng.shuffle(pieces)
    for piece in pieces[: 2 * FROM_ONE]:
        if clean(piece):
            yield piece
