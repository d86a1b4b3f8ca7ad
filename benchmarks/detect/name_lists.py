"""Names by where they come from: the lists in `names/`, and people drawn from them.

A list is a text file: `# origin`, `# region`, `# full` (how a full name is written; several
lines are several ways) and `# first` (family name first), then sections with one name a line:
`[given f]`, `[given m]`, `[family]` or `[family f]` and `[family m]`, sometimes
`[patronymic f]`, `[patronymic m]`, and `[native]` with full names in their own script.
The lists were written by hand for this benchmark; no data set was copied.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.detect.holdout import held_out

FOLDER = Path(__file__).parent / "names"

#: How a person can be named; every origin has all of them.
FORMS = ("full", "first", "initial", "given", "family")

#: Names that are also words without which no English sentence can do. By themselves and in
#: small letters nobody can tell them from these, so no person is named by one of them alone.
FUNCTION_WORDS = frozenset(
    {
        *("a", "an", "do", "for", "ha", "he", "ho", "in", "is", "it", "la", "min", "na", "no"),
        *("o", "so", "son", "to", "uh", "we", "yes"),
    }
)


@dataclass(frozen=True, slots=True)
class Origin:
    """The names of one origin, by section of its file."""

    slug: str
    title: str
    region: str
    full: tuple[str, ...]
    first: str
    lists: dict[str, tuple[str, ...]]

    def names(self, kind: str, gender: str) -> tuple[str, ...]:
        """The `given`, `family` or `patronymic` names for a gender, `f` or `m`."""
        return self.lists.get(f"{kind} {gender}", ()) or self.lists.get(kind, ())

    @property
    def native(self) -> tuple[str, ...]:
        return self.lists.get("native", ())


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist, in every form; `held_out` as all parts of the name are."""

    origin: str
    full: str
    first: str
    initial: str
    given: str
    family: str
    held_out: bool

    def named(self, form: str) -> str:
        """The name in one of FORMS."""
        return str(getattr(self, form))


@cache
def origins() -> tuple[Origin, ...]:
    """All origins, by slug."""
    return tuple(_read(path) for path in sorted(FOLDER.glob("*.txt")))


def origin(slug: str) -> Origin:
    """The origin with a slug. Raises KeyError."""
    return {one.slug: one for one in origins()}[slug]


def person(rng: random.Random, source: Origin, *, held: bool) -> Person:
    """Somebody of an origin whose names are all held out, or none of them."""
    gender = rng.choice("fm")
    if not all(_drawn_from(source, kind, gender, held=held) for kind in ("given", "family")):
        gender = "m" if gender == "f" else "f"
    given = rng.choice(_drawn_from(source, "given", gender, held=held))
    family = rng.choice(_drawn_from(source, "family", gender, held=held))
    parts = {
        "given": given,
        "family": family,
        "family2": rng.choice(_drawn_from(source, "family", gender, held=held)),
        "patronymic": rng.choice(source.names("patronymic", gender) or ("",)),
        "initial": rng.choice("ABCDEGHJKLMNPRSTV"),
        "initial2": rng.choice("ABDEGKMNPRSV"),
    }
    return Person(
        origin=source.slug,
        full=rng.choice(source.full).format(**parts),
        first=source.first.format(**parts),
        initial=f"{given[0]}. {family}",
        given=given if _tells(given) else f"{given} {family}",
        family=family if _tells(family) else f"{given} {family}",
        held_out=held,
    )


def _drawn_from(source: Origin, kind: str, gender: str, *, held: bool) -> Sequence[str]:
    return _parted(source.names(kind, gender))[held]


@cache
def _parted(names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names that are not held out, and those that are."""
    return (
        tuple(name for name in names if not held_out(name)),
        tuple(name for name in names if held_out(name)),
    )


def _tells(name: str) -> bool:
    return name.casefold() not in FUNCTION_WORDS


def _read(path: Path) -> Origin:
    head: dict[str, list[str]] = defaultdict(list)
    lists: dict[str, list[str]] = defaultdict(list)
    section = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            key, _, value = line[2:].partition(": ")
            head[key].append(value)
        elif line.startswith("["):
            section = line.strip("[]")
        elif line:
            lists[section].append(line)
    (title,), (region,), (first,) = head["origin"], head["region"], head["first"]
    frozen = {name: tuple(names) for name, names in lists.items()}
    return Origin(path.stem, title, region, tuple(head["full"]), first, frozen)
