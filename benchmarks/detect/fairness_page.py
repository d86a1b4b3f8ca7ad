"""The numbers of docs/explanation/fairness.md, written between its two markers, and its plot."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.detect.fairness import LETTERS, Cell, Grid
from benchmarks.detect.name_lists import FORMS
from benchmarks.detect.spread import Spread, on_other_names, spread, wilson
from benchmarks.detect.tables import table
from benchmarks.plot import dots

START, END = "<!-- numbers: start -->", "<!-- numbers: end -->"
#: Characters of a title beside a plot.
_WIDEST = 42
#: Forms with more than one word. By itself a given or family name can be any word.
FULL_NAMES = ("full", "first", "initial")
_FORM_WORDS: Mapping[str, str] = {
    "full": "as usual: Maria Lopez Diaz",
    "first": "family name first: Lopez Diaz, Maria",
    "initial": "initial: M. Lopez",
    "given": "given name alone: Maria",
    "family": "family name alone: Lopez",
}
_POSITIONS = ("start", "middle", "end", "list", "signature", "form", "json", "comment")


@dataclass(slots=True)
class Fairness:
    """All that was measured. `languages` has a grid for each language but English."""

    english: Grid
    engine: str
    seed: int
    languages: dict[str, Grid] = field(default_factory=dict)
    scripts: dict[str, tuple[int, int]] = field(default_factory=dict)
    marks: tuple[tuple[int, int], tuple[int, int]] = ((0, 0), (0, 0))


def headline(grid: Grid) -> str:
    """The spread in one line: what CI prints."""
    told = spread(grid.covered)
    worst, best = grid.rows[told.worst].slug, grid.rows[told.best].slug
    return (
        f"spread {told.points:.1f} points (95 %: {told.low:.1f} to {told.high:.1f}; chance alone "
        f"{told.by_chance:.1f}; with other names {on_other_names(grid.covered, grid.names):.1f}), "
        f"worst {worst}, best {best}; by region {_by_region(grid):.1f}; recall "
        f"{grid.covered.mean():.3f}, {grid.covered.size:,} names of {len(grid.rows)} origins"
    )


def numbers(fairness: Fairness) -> str:
    """The part of the page between the markers."""
    grid = fairness.english
    whole = spread(grid.covered)
    today = dt.datetime.now(dt.UTC).date().isoformat()
    parts = [
        f"**Best minus worst origin: {whole.points:.1f} points** (95 % interval {whole.low:.1f} to "
        f"{whole.high:.1f}), where chance alone would make {whole.by_chance:.1f}. Beyond chance: "
        f"{whole.beyond:.1f} points; with other names of the same origins: "
        f"{on_other_names(grid.covered, grid.names):.1f}. Best minus worst of "
        f"{len(_region_rows(grid))} regions: {_by_region(grid):.1f} points. Recall of all "
        f"names: {_percent(float(grid.covered.mean()))}.\n\n{today}, {grid.covered.size:,} names "
        f"of {len(grid.rows)} origins in {len(grid.cells):,} texts each, seed {fairness.seed}, "
        f"engine: {fairness.engine}.",
        "![Recall by origin of the name](fairness.svg)",
        "### What the spread is made of",
        _facets(grid),
        "### By origin",
        _origins(grid),
        "### By region",
        _regions(grid),
    ]
    if fairness.languages:
        parts += ["### In other languages", _languages(fairness.languages)]
    if fairness.scripts:
        parts += ["### In other scripts", _scripts(fairness)]
    return "\n\n".join(parts)


def _short(title: str) -> str:
    """A title that fits beside a plot: as many of its names as there is room for."""
    while len(title) > _WIDEST:
        title = title.removesuffix(" …").rpartition(", ")[0] + " …"
    return title


def plot(grid: Grid) -> str:
    """Recall of each origin with its interval, worst first."""
    rows = {}
    for index in grid.covered.mean(axis=1).argsort():
        right, of = int(grid.covered[index].sum()), grid.covered.shape[1]
        low, high = wilson(right, of)
        rows[_short(grid.rows[index].title)] = (100 * right / of, 100 * low, 100 * high)
    return dots("Names fully covered, by origin", "%", rows)


def update(page: Path, fairness: Fairness) -> None:
    """Writes the numbers between the markers of the page, and the plot beside it.

    Raises ValueError when the page has no markers.
    """
    text = page.read_text(encoding="utf-8")
    before, start, rest = text.partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise ValueError(f"{page.name} lacks {START} or {END}")
    made = f"{before}{START}\n\n{numbers(fairness)}\n\n{END}{after}"
    page.write_text(made, encoding="utf-8")
    page.with_suffix(".svg").write_text(plot(fairness.english), encoding="utf-8")


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def _facets(grid: Grid) -> str:
    facets: list[tuple[str, Callable[[Cell], bool]]] = [
        ("all", lambda cell: True),
        ("full names (more than one word)", lambda cell: cell.form in FULL_NAMES),
        ("names that training may have seen", lambda cell: not cell.held),
        ("names held out from training", lambda cell: cell.held),
    ]
    facets += [(f"{one} letters", lambda cell, one=one: cell.letters == one) for one in LETTERS]  # type: ignore[misc]
    facets += [(_FORM_WORDS[one], lambda cell, one=one: cell.form == one) for one in FORMS]  # type: ignore[misc]
    facets += [
        (f"position: {one}", lambda cell, one=one: cell.template.kind == one)  # type: ignore[misc]
        for one in _POSITIONS
    ]
    rows = [_facet_row(name, grid, fits) for name, fits in facets]
    head = ("", "recall", "spread", "95 % interval", "by chance", "beyond", "worst", "best")
    return table(head, [row for row in rows if row])


def _facet_row(name: str, grid: Grid, fits: Callable[[Cell], bool]) -> list[str]:
    outcomes = grid.where(fits)
    if not outcomes.size:
        return []
    told = spread(outcomes)
    return [name, _percent(float(outcomes.mean())), *_spread_cells(told, grid)]


def _spread_cells(told: Spread, grid: Grid) -> list[str]:
    return [
        f"{told.points:.1f}",
        f"{told.low:.1f} to {told.high:.1f}",
        f"{told.by_chance:.1f}",
        f"{told.beyond:.1f}",
        grid.rows[told.worst].title,
        grid.rows[told.best].title,
    ]


def _origins(grid: Grid) -> str:
    rows = []
    held = [index for index, cell in enumerate(grid.cells) if cell.held]
    seen = [index for index, cell in enumerate(grid.cells) if not cell.held]
    for index in grid.covered.mean(axis=1).argsort():
        told = grid.covered[index]
        letters = (
            told[[n for n, cell in enumerate(grid.cells) if cell.letters == one]].mean()
            for one in LETTERS
        )
        rows.append(
            [
                grid.rows[index].title,
                _percent(float(told.mean())),
                _percent(float(grid.as_person[index].mean())),
                *(_percent(float(told[part].mean())) for part in (seen, held)),
                *(_percent(float(one)) for one in letters),
            ]
        )
    head = ("origin", "recall", "as PERSON", "seen", "held out", *LETTERS)
    return table(head, rows)


def _region_rows(grid: Grid) -> dict[str, list[int]]:
    """Region → its origins' rows."""
    regions: dict[str, list[int]] = {}
    for index, source in enumerate(grid.rows):
        regions.setdefault(source.region, []).append(index)
    return regions


def _by_region(grid: Grid) -> float:
    """The best region's recall minus the worst's, in points; an origin counts as any other."""
    shares = [float(grid.covered[kept].mean()) for kept in _region_rows(grid).values()]
    return 100 * (max(shares) - min(shares))


def _regions(grid: Grid) -> str:
    rows = [
        [name, str(len(kept)), _percent(float(grid.covered[kept].mean()))]
        for name, kept in sorted(
            _region_rows(grid).items(), key=lambda one: grid.covered[one[1]].mean()
        )
    ]
    return table(("region", "origins", "recall"), rows)


def _languages(grids: Mapping[str, Grid]) -> str:
    rows = []
    for name, grid in grids.items():
        told = spread(grid.covered)
        rows.append([name, _percent(float(grid.covered.mean())), *_spread_cells(told, grid)])
    head = ("language", "recall", "spread", "95 % interval", "by chance", "beyond", "worst", "best")
    return table(head, rows)


def _scripts(fairness: Fairness) -> str:
    rows = [
        [name.capitalize(), str(of), _percent(right / of)]
        for name, (right, of) in fairness.scripts.items()
    ]
    for name, (right, of) in zip(
        ("Latin, with marks (Zoë)", "Latin, typed without (Zoe)"), fairness.marks, strict=True
    ):
        rows += [[name, str(of), _percent(right / of)]] if of else []
    return table(("script of the name, in an English sentence", "texts", "recall"), rows)
