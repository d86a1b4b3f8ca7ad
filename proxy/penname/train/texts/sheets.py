"""Data files of this package: lists, names and templates, read once.

A list is one item a line; `[part]` opens a part of it. A template file is cut
into sections by lines `== kind lines|blocks [code] [told=…]`: of `lines`, each line is a
template; of `blocks`, each text between lines of `--` is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from penname.train.texts.grammar import CODE, PROSE, Sequel, parse

_DATA = files("penname.train.texts") / "data"


@dataclass(frozen=True, slots=True)
class Template:
    """A text to fill: its kind, the language of its values, and what it is told of."""

    kind: str
    language: str
    told: str
    sequel: Sequel


@cache
def sheet(folder: str, name: str) -> dict[str, tuple[str, ...]]:
    """The parts of a data file; what stands before the first `[part]` is the part ``."""
    parts: dict[str, list[str]] = {"": []}
    part = ""
    for line in (_DATA / folder / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            part = line[1:-1]
            parts.setdefault(part, [])
        elif line:
            parts[part].append(line)
    return {part: tuple(items) for part, items in parts.items()}


@cache
def sheet_names(folder: str) -> tuple[str, ...]:
    """The data files of a folder, without `.txt`."""
    return tuple(
        sorted(
            entry.name.removesuffix(".txt")
            for entry in (_DATA / folder).iterdir()
            if entry.name.endswith(".txt")
        )
    )


@cache
def templates() -> tuple[Template, ...]:
    """All templates. The name of a file starts with the language of its values: `de_mail`."""
    found: list[Template] = []
    for name in sheet_names("templates"):
        text = (_DATA / "templates" / f"{name}.txt").read_text("utf-8")
        for section in ("\n" + text).split("\n== ")[1:]:
            header, _, body = section.partition("\n")
            found += _section(name.partition("_")[0], header.split(), body)
    return tuple(found)


def _section(language: str, header: list[str], body: str) -> list[Template]:
    kind, cut, *options = header
    told = next((one.removeprefix("told=") for one in options if one.startswith("told=")), "")
    if cut == "lines":
        texts = [line for line in body.split("\n") if line.strip()]
    else:
        texts = [block.strip("\n") for block in ("\n" + body).split("\n--\n")]
    spelling = CODE if "code" in options else PROSE
    return [Template(kind, language, told, parse(text, spelling)) for text in texts if text.strip()]
