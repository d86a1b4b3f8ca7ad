"""Labelled files: what they mark, what they are told of, and lines that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from penname.train.corpora import CorpusError, read


def _file(folder: Path, *lines: object) -> Path:
    path = folder / "mine.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n", encoding="utf-8")
    return path


def _line(text: str, *spans: tuple[int, int, str]) -> dict[str, object]:
    return {"text": text, "spans": [{"start": a, "end": b, "label": c} for a, b, c in spans]}


def test_files_are_told_of_their_labels(tmp_path: Path) -> None:
    """A file marks every value of the labels in it, in all of its lines."""
    path = _file(tmp_path, _line("Anna", (0, 4, "PERSON")), _line("in Rome", (3, 7, "CITY")))
    one, other = read(path)
    assert one.told == other.told == {"GIVEN_NAME", "SURNAME", "NAME", "CITY"}
    assert [(mark.start, mark.end, mark.label) for mark in other.marks] == [(3, 7, "CITY")]
    assert one.kind == "mine"


def test_marks_are_sorted_and_do_not_overlap(tmp_path: Path) -> None:
    """Of two spans over one place the first and longest stays."""
    path = _file(tmp_path, _line("Anna Roe", (5, 8, "SURNAME"), (0, 8, "PERSON")))
    assert [mark.label for mark in read(path)[0].marks] == ["PERSON"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (_line("Anna", (0, 9, "PERSON")), "outside the text"),
        (_line("Anna", (0, 4, "COLOUR")), "no such member or label: COLOUR"),
        ({"text": "Anna"}, "no such member or label: spans"),
        ("Anna", "string indices"),
    ],
)
def test_bad_lines_are_named(tmp_path: Path, line: object, why: str) -> None:
    """The message has file, line and reason, and nothing of the text."""
    with pytest.raises(CorpusError, match=why) as error:
        read(_file(tmp_path, _line("x"), line))
    assert str(error.value).startswith("mine.jsonl:2: ")
    assert "Anna" not in str(error.value)


def test_other_files_are_not_json(tmp_path: Path) -> None:
    """What is no JSON says so."""
    path = tmp_path / "mine.jsonl"
    path.write_text("Anna\n")
    with pytest.raises(CorpusError, match=r"mine\.jsonl:1: not JSON"):
        read(path)
