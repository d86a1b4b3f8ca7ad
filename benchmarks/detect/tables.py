"""Results as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import isnan

from benchmarks.detect.clean import kilobytes
from benchmarks.detect.measure import Results
from benchmarks.detect.sections import Section
from benchmarks.detect.speed import LARGE, SIZES, SMALL, Speed
from benchmarks.detect.tally import Tally


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def share(value: float) -> str:
    """A share from 0 to 1 with three digits; empty for what was not there to be measured."""
    return "" if isnan(value) else f"{value:.3f}"


def percent(value: float) -> str:
    return "" if isnan(value) else f"{100 * value:.1f} %"


QUALITY_HEAD = (
    *("", "covered", "PERSON covered", "PERSON exact F1", "PERSON precision", "typed recall"),
    *("typed precision", "typed F1", "exact F1", "over-mask"),
)


def quality(tallies: Mapping[str, Tally]) -> str:
    """One row a column of the benchmark; what PERSON says is empty where nobody is named."""
    return table(QUALITY_HEAD, (_quality_row(name, one) for name, one in tallies.items()))


def _quality_row(name: str, tally: Tally) -> list[str]:
    person, typed = tally.typed["PERSON"], tally.typed_sum()
    named = person.gold > 0
    crashed = f" ({tally.crashed} crashes)" if tally.crashed else ""
    return [
        name + crashed,
        share(tally.covered_sum().covered_share),
        share(tally.covered["PERSON"].covered_share),
        share(person.exact_f1) if named else "",
        share(person.precision) if named else "",
        share(typed.recall),
        share(typed.precision),
        share(typed.f1),
        share(typed.exact_f1),
        percent(tally.over_mask),
    ]


def alarms(tallies: Mapping[str, Tally]) -> str:
    """Texts in which a type must not be found; empty when there are none."""
    rows = [
        (name, str(one.negatives), share(one.alarm_share), share(one.group_alarm_share))
        for name, one in tallies.items()
        if one.negatives
    ]
    head = ("", "negatives", "false alarms: that type", "that type's group")
    return table(head, rows) if rows else ""


def by_label(tallies: Mapping[str, Tally]) -> str:
    """Which share of the values of each label is covered by finds of any type."""
    labels = sorted({label for one in tallies.values() for label in one.covered})
    rows = []
    for label in labels:
        told = [one.covered[label] for one in tallies.values()]
        rows.append([label, str(told[0].gold), *(share(one.covered_share) for one in told)])
    return table(("covered, by label", "values", *tallies), rows)


def by_group(tallies: Mapping[str, Tally]) -> str:
    """Typed recall and precision of each group of which there are values."""
    groups = sorted({g for one in tallies.values() for g, told in one.typed.items() if told.gold})
    rows = []
    for group in groups:
        told = [one.typed[group] for one in tallies.values()]
        cells = [f"{share(one.recall)} / {share(one.precision)}" for one in told]
        rows.append([group, str(told[0].gold), *cells])
    return table(("typed recall / precision", "values", *tallies), rows)


def clean(results: Results) -> str:
    """Finds per 100 KB of text that holds nobody; finds on values (client addresses) are right."""
    sections = [section for section in results if section.part == "clean"]
    rows = []
    for section in sections:
        size = kilobytes(section.cases)
        told = results[section].values()
        cells = [f"{100 * _wrong_finds(one) / size:.1f}" for one in told]
        rows.append([section.title, f"{size:.0f}", *cells])
    return table(("finds per 100 KB", "KB", *_columns(results, sections)), rows)


def clean_types(results: Results, most: int = 6) -> str:
    """The types most often found in clean text, with their number per 100 KB."""
    sections = [section for section in results if section.part == "clean"]
    rows = []
    for column in _columns(results, sections):
        for section in sections:
            size = kilobytes(section.cases)
            told = {g: c.found - c.right for g, c in results[section][column].typed.items()}
            top = sorted(told.items(), key=lambda item: -item[1])[:most]
            words = [f"{name} {100 * count / size:.1f}" for name, count in top if count]
            rows.append((column, section.title, ", ".join(words)))
    return table(("", "text", "what is found, per 100 KB"), rows)


def generators(results: Results) -> str:
    """Values of generators: found as their type, covered by any; and what is none."""
    rows = []
    for section in (one for one in results if one.part == "generators"):
        for column, told in results[section].items():
            rows.append(
                (
                    *(section.title, column, str(told.cases)),
                    *(share(told.typed_sum().recall), share(told.typed_sum().precision)),
                    *(share(told.covered_sum().covered_share), share(told.alarm_share)),
                    *(share(told.group_alarm_share), share(told.clean_alarm_share)),
                )
            )
    head = (
        *("generator", "", "cases", "typed recall", "typed precision", "covered"),
        *("alarms: the type", "alarms: its group", "alarms: any, in texts without values"),
    )
    return table(head, rows)


def short(results: Results, part: str) -> str:
    """One row a section: share of people covered, precision and over-mask, side by side."""
    sections = [section for section in results if section.part == part]
    rows = []
    for section in sections:
        told = results[section].values()
        cells = [_short_cell(one) for one in told]
        rows.append([section.title, str(len(section.cases)), *cells])
    return table(("", "texts", *_columns(results, sections)), rows)


def _short_cell(tally: Tally) -> str:
    if not tally.covered:
        return percent(tally.over_mask)
    person = tally.covered["PERSON"].covered_share
    return (
        f"{share(person)} · {share(tally.typed['PERSON'].precision)} · {percent(tally.over_mask)}"
    )


def speed_by_size(speed: Speed) -> str:
    rows = []
    for name, times in speed.sizes.items():
        growth = times[50_000] / times[5_000] / 10
        cells = [f"{times[size]:.1f}" for size in SIZES]
        rows.append([name, *cells, f"{speed.words[name]:.1f}", f"{growth:.2f}"])
    head = ("ms", *(f"{size:,} characters" for size in SIZES), "100 words", "growth")
    return table(head, rows)


def hostile(speed: Speed) -> str:
    """Times English of the same size, and growth: 1 is linear. What would take for ever is not
    asked."""
    names = list(speed.hostile)
    rows = []
    for title in speed.hostile[names[0]]:
        cells = []
        for name in names:
            first, second = speed.hostile[name][title]
            usual = speed.hostile[name]["English"][0]
            if first is None or usual is None:
                cells.append("too long")
                continue
            grown = "too long" if second is None else f"{second / first / (LARGE / SMALL):.1f}"
            cells.append(f"{first / usual:.1f} · {grown}")
        rows.append([title, *cells])
    return table((f"× English, {SMALL:,} characters · growth", *names), rows)


def memory(speed: Speed) -> str:
    rows = [(name, f"{a:.0f}", f"{b:.0f}") for name, (a, b) in speed.memory_mb.items()]
    return table(("MB", "loaded", "at most, while 200,000 characters are read"), rows)


def _wrong_finds(tally: Tally) -> int:
    return sum(told.found - told.right for told in tally.typed.values())


def _columns(results: Results, sections: Sequence[Section]) -> list[str]:
    return list(results[sections[0]]) if sections else []
