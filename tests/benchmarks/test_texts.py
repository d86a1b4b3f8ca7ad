"""The texts that the benchmark reads, and the page that it writes."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from rich.progress import Progress

from benchmarks.detect import tables
from benchmarks.detect.cases import Case, Maker
from benchmarks.detect.clean import clean_sections, kilobytes
from benchmarks.detect.found import Found
from benchmarks.detect.languages import CONFIGURED, examples
from benchmarks.detect.machine_text import KINDS
from benchmarks.detect.measure import measure
from benchmarks.detect.sections import Section, chat_sections, corpora
from benchmarks.detect.speed import HOSTILE, SMALL, english


class Capitals:
    """Finds every word in capitals, and fails on texts with "boom"."""

    columns = ("capitals",)

    def read(self, text: str) -> tuple[list[Found], ...]:
        if "boom" in text:
            raise ValueError("boom")
        words = [(text.index(word), word) for word in text.split() if word.isupper()]
        return ([Found(at, at + len(word), "PERSON") for at, word in words],)

    def quick(self, text: str) -> None:
        self.read(text)


def _measured(part: str, *cases: Case) -> str:
    section = Section(part, "test", cases)
    with Progress(disable=True) as bar:
        results = measure([section], [Capitals()], bar)
    return tables.quality(results[section]) if part == "corpora" else tables.clean(results)


def test_quality_of_known_finds() -> None:
    """One of two people found exactly, nothing else masked: the row says so."""
    case = Maker().value("ANN", "PERSON").say(" and ").value("Bo", "PERSON").case()
    row = _measured("corpora", case).splitlines()[-1]
    assert (
        row
        == "| capitals | 0.500 | 0.500 | 0.667 | 1.000 | 0.500 | 1.000 | 0.667 | 0.667 | 0.0 % |"
    )


def test_crash_is_a_result() -> None:
    """A side that fails on a text has found nothing in it, and the table tells of the failure."""
    case = Maker().value("ANN", "PERSON").say(" boom").case()
    row = _measured("corpora", case).splitlines()[-1]
    assert row.startswith("| capitals (1 crashes) | 0.000 |")


def test_finds_per_100_kb() -> None:
    """Finds in clean text are counted per 100,000 bytes; finds on values are right."""
    clean = Case("AB " + "x" * 997)
    address = Maker().value("AB", "IP_ADDRESS").say(" " + "x" * 997).case()
    row = _measured("clean", clean).splitlines()[-1]
    assert row == "| test | 1 | 100.0 |"
    assert kilobytes([clean, address]) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_machine_text_repeats_with_seed(kind: str) -> None:
    """The same seed writes the same logs; values stand where the case says."""
    first, again = (list(KINDS[kind](5, 6)) for _ in range(2))
    assert first == again
    if kind == "JSON":
        assert all(json.loads(case.text) for case in first)
    if kind == "logs":
        values = [case.text[one.start : one.end] for case in first for one in case.gold]
        assert values
        assert all(value.count(".") == 3 for value in values)


def test_clean_text_is_there() -> None:
    """Python and prose of a fair size are on every machine that runs the tests."""
    sizes = {section.title: kilobytes(section.cases) for section in clean_sections(1, 1.0)}
    assert sizes["Python"] > 500
    assert sizes["technical prose"] > 200
    assert sizes["everyday prose"] > 7


def test_examples_are_of_other_languages() -> None:
    """What is set up is no part of the languages that are not."""
    groups = {case.group for case in examples()}
    assert len(groups) > 30
    assert not groups & CONFIGURED


def test_chats_have_all_languages() -> None:
    """English in three kinds of letters, six other languages, code."""
    assert len(list(chat_sections(1, 9))) == 3 + 6 + 1


def test_corpora_of_any_folder(tmp_path: Path) -> None:
    """Each JSONL file of a folder is a section, whatever its labels."""
    row = {"text": "Ann", "spans": [{"start": 0, "end": 3, "label": "WHO"}]}
    (tmp_path / "mine.jsonl").write_text(json.dumps(row) + "\n" + json.dumps(row) + "\n")
    (section,) = corpora(tmp_path, 1)
    assert (section.title, len(section.cases), section.cases[0].gold[0].label) == ("mine", 1, "WHO")


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_texts_have_their_size(title: str) -> None:
    """Times can be compared because sizes are equal."""
    assert len(HOSTILE[title](random.Random(1), SMALL)) == SMALL
    assert len(english(random.Random(2), 50)) == 50
