"""The pages about the export say what the code does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from penname.audit import ecs, flat, ocsf
from penname.server.sink import SinkSettings
from penname.server.sink_specs import FORMS, parse_sinks
from tests.audit_events import FULL, ORIGIN, TIME, leaves

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "reference" / "audit-export.md").read_text("utf-8")
HOW_TO = (DOCS / "how-to" / "audit-siem.md").read_text("utf-8")


def rows(heading: str) -> Iterator[list[str]]:
    """The body rows of the first table behind a heading."""
    part = PAGE.partition(f"\n## {heading}\n")[2]
    table = re.search(r"^\|.*\n\|[-|]+\|\n((?:\|.*\n)+)", part, re.M)
    assert table is not None
    for line in table[1].splitlines():
        yield [cell.strip() for cell in line.strip("|").split("|")]


def words(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def paths(form: Any, member: str) -> set[str]:
    """Where a member's value stands in the events of a form."""
    value = getattr(FULL, member)
    wanted = {value, str(value)} if isinstance(value, str) or member == "status" else {value}
    if member == "duration_ms":
        wanted = {int(value), int(value * 1_000_000)}
    events = ("reveal",) if member == "actor" else ("request", "response")
    return {
        path
        for event in events
        for path, found in leaves(form.exported(ORIGIN, 17, TIME, event, FULL))
        if found in wanted and isinstance(found, bool) == isinstance(value, bool)
    }


def test_withheld_members_are_listed() -> None:
    """The page lists what never leaves, with the reasons of the code."""
    assert {words(name)[0]: why for name, why in rows("Never exported")} == dict(flat.WITHHELD)


def test_events_are_listed() -> None:
    """Each event has its row, with the kinds of both standards."""
    listed = {words(cells[0])[0]: cells[1:] for cells in rows("Events")}
    assert list(listed) == list(flat.MESSAGES)
    for event, (kind, severity, category, types, outcome) in listed.items():
        one, other = ocsf.KINDS[event], ecs.KINDS[event]
        name = ocsf.CLASSES[one.class_uid].name
        assert kind == f"{name} ({one.class_uid}): {one.activity} ({one.activity_id})"
        assert severity == ocsf.SEVERITIES[one.severity_id]
        assert (words(category), words(types)) == ([other.category], list(other.types))
        assert outcome == (f"`{other.outcome}`" if other.outcome else "none")


def test_members_stand_where_listed() -> None:
    """Each member that leaves has a row, and stands in both forms exactly where it says."""
    listed = {words(cells[0])[0]: cells[1:] for cells in rows("Members")}
    assert list(listed) == [name for name in flat.KEPT if name not in ("findings", "shadow")]
    for member, (in_ocsf, in_ecs) in listed.items():
        assert set(words(in_ocsf)) == paths(ocsf, member), member
        assert set(words(in_ecs)) == paths(ecs, member), member


def test_bounds_are_true() -> None:
    """The numbers on the pages are those of the code."""
    for bound in (flat.MAX_TEXT, flat.MAX_ROWS):
        assert str(bound) in PAGE
    settings = SinkSettings()
    for text in (
        f"{settings.queue_count:,} events or {settings.queue_bytes // 1024 // 1024} MiB",
        f"after {settings.timeout_s:g} s",
        f"after {settings.retry_s:g} s to {settings.retry_max_s:g} s",
        f"up to {settings.batch_count} events",
        f"for {settings.close_s:g} s more",
    ):
        assert text in HOW_TO, text
    assert f"`metadata.version` is {ocsf.VERSION}" in PAGE


@pytest.mark.parametrize("text", re.findall(r'PENNAME_AUDIT_SINKS="?([^"\s]+)', HOW_TO))
def test_examples_are_taken(text: str) -> None:
    """Each example of a setting is one that penname takes."""
    assert parse_sinks(text)


def test_forms_are_listed() -> None:
    """The page names each form and its schema."""
    assert [words(cells[0])[0] for cells in _forms()] == ["jsonl", "ocsf", "ecs"]
    assert {words(cells[0])[0] for cells in _forms()} == set(FORMS)


def test_blocks_are_well_formed() -> None:
    """YAML and JSON of the how-to can be read."""
    blocks = re.findall(r"```(yaml|json)\n(.*?)```", HOW_TO, re.S)
    assert len(blocks) == 2
    for kind, block in blocks:
        assert yaml.safe_load(block) if kind == "yaml" else json.loads(block)


def _forms() -> Iterator[list[str]]:
    part = PAGE.partition("\n## ")[0]
    for line in part.splitlines():
        if line.startswith("| `"):
            yield [cell.strip() for cell in line.strip("|").split("|")]
