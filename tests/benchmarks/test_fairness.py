"""The fairness benchmark measures what it says, with engines whose result is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.progress import Progress

from benchmarks.detect.fairness import (
    Grid,
    by_script,
    english_cells,
    folded,
    language_cells,
    languages,
    measure,
)
from benchmarks.detect.fairness_page import END, START, Fairness, headline, update
from benchmarks.detect.found import Found
from benchmarks.detect.name_lists import FORMS, origins
from benchmarks.detect.templates import read


def _everything(texts: Sequence[str]) -> list[list[Found]]:
    return [[Found(0, len(text), "LOCATION")] for text in texts]


def _nothing(texts: Sequence[str]) -> list[list[Found]]:
    return [[] for _ in texts]


@pytest.fixture(scope="module")
def grid() -> Grid:
    with Progress(disable=True) as bar:
        return measure(english_cells(1, 29), _everything, bar, "test")


def test_at_least_60_sentences() -> None:
    """English has at least 60 templates, eight for each position, with one name each."""
    templates = read("fairness.en")
    assert len(templates) >= 60
    assert set(Counter(one.kind for one in templates).values()) == {8}
    assert all(one.text.count("{{") == 1 for one in templates)


def test_cells_are_balanced() -> None:
    """After five rounds each template had each form in each kind of letters, seen and held out."""
    cells = english_cells(5)
    told = Counter((one.template.text, one.letters, one.form, one.held) for one in cells)
    assert set(told.values()) == {1}
    assert len(told) == len(read("fairness.en")) * 3 * len(FORMS) * 2


def test_sample_has_all_kinds() -> None:
    """The small sample has all letters, forms, positions, and both kinds of names."""
    cells = english_cells(1, 7)
    assert {one.letters for one in cells} == {"normal", "lower", "upper"}
    assert {one.form for one in cells} == set(FORMS)
    assert len({one.template.kind for one in cells}) == 8
    assert {one.held for one in cells} == {True, False}


def test_covering_needs_no_type(grid: Grid) -> None:
    """A name under a find of another type is covered, but not found as a person."""
    assert grid.covered.all()
    assert not grid.as_person.any()
    assert grid.covered.shape == (len(origins()), len(grid.cells))


def test_finding_nothing_is_zero() -> None:
    """An engine that finds nothing has recall 0 everywhere."""
    with Progress(disable=True) as bar:
        told = measure(language_cells("de"), _nothing, bar, "test")
    assert not told.covered.any()
    assert all(right == 0 for right, _ in by_script(_nothing).values())
    assert folded(_nothing)[0][0] == 0


def test_scripts_are_many() -> None:
    """Names are tried in at least nine scripts other than the Latin one."""
    found = by_script(_everything)
    assert "LATIN" in found  # Vietnamese in its own spelling
    assert len(found) >= 10
    assert all(right == of for right, of in found.values())


def test_other_languages_have_templates() -> None:
    """Each of the chats' languages has templates with one name."""
    assert all(len(language_cells(language)) >= 8 for language in languages())


def test_page_is_rewritten(grid: Grid, tmp_path: Path) -> None:
    """Only what is between the markers changes, and a plot stands beside the page."""
    page = tmp_path / "fairness.md"
    page.write_text(f"before\n{START}\nold\n{END}\nafter\n")
    update(page, Fairness(grid, "an engine", 1))
    update(page, Fairness(grid, "an engine", 1))
    text = page.read_text()
    assert text.startswith("before\n")
    assert text.endswith("after\n")
    assert "old" not in text
    assert text.count("Best minus worst origin: 0.0 points") == 1
    assert (tmp_path / "fairness.svg").read_text().startswith("<svg")


def test_page_without_markers_fails(grid: Grid, tmp_path: Path) -> None:
    """A page that lost its markers is not overwritten."""
    page = tmp_path / "fairness.md"
    page.write_text("text")
    with pytest.raises(ValueError, match="lacks"):
        update(page, Fairness(grid, "an engine", 1))
    assert page.read_text() == "text"


def test_headline_has_the_spread(grid: Grid) -> None:
    """What CI prints says the spread, the interval and the recall."""
    assert headline(grid).startswith("spread 0.0 points (95 %: 0.0 to 0.0;")
    assert "recall 1.000" in headline(grid)
