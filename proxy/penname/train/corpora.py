"""Labelled texts from files, one JSON object a line.

`{"text": …, "spans": [{"start": …, "end": …, "label": …}]}`, offsets in code points.

Labels are those of `ner.labels`, or the coarse words of `targets.COARSE`. A file is taken to
mark every value of the labels that occur in it, and to say nothing of the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from penname.train.example import Example, Mark
from penname.train.targets import labels_of


class CorpusError(Exception):
    """A line that cannot be used; says which and why, never what it holds."""


def read(path: Path) -> list[Example]:
    """The examples of one file. Raises CorpusError and OSError."""
    found = list(_lines(path))
    told = frozenset(
        label for example in found for mark in example.marks for label in labels_of(mark.label)
    )
    return [replace(example, told=told) for example in found]


def _lines(path: Path) -> Iterator[Example]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield _example(json.loads(line), path.stem)
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise CorpusError(f"{path.name}:{number}: {_why(error)}") from error


def _example(entry: Any, kind: str) -> Example:
    text = entry["text"]
    marks = sorted(
        (Mark(int(one["start"]), int(one["end"]), str(one["label"])) for one in entry["spans"]),
        key=lambda mark: (mark.start, -mark.end),
    )
    kept: list[Mark] = []
    for mark in marks:
        if not 0 <= mark.start < mark.end <= len(text):
            raise ValueError("a span outside the text")
        labels_of(mark.label)
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return Example(text, tuple(kept), kind)


def _why(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"no such member or label: {error.args[0]}"
    return "not JSON" if isinstance(error, json.JSONDecodeError) else str(error)
