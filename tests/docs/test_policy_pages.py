"""The pages about policies are true: their commands run, their files load."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from penname.cli.policy.wires import WIRES
from penname.detect.config import EngineConfig
from penname.detect.engine import Engine, build_engine
from penname.policy.binding_grammar import read_bindings
from penname.policy.cases import read_suite
from penname.policy.load import load_policy, load_text, tree_of
from penname.policy.problems import Context
from tests.docs.pages import commands, normal, parse, play

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [
    *sorted((DOCS / "policy").glob("*.md")),
    DOCS / "reference" / "policy.md",
    DOCS / "explanation" / "policy-changes.md",
]
#: On which the dates of the pages are judged.
TODAY = dt.date(2026, 12, 1)
_YAML = re.compile(r"^```yaml(?: title=\"([^\"]+)\")?\n(.*?)^```", re.MULTILINE | re.DOTALL)
_TITLED = re.compile(r"^```\w+ title=\"([^\"]+)\"\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CONSOLE = re.compile(r"^ *```console\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
#: In front of a block that shows only a part of a policy.
_HEAD = 'kind: policy/v1\nname: part\nowner: a@example.org\nrevision: "1"\nextends: [default]\n'


@cache
def engine(_config: EngineConfig | None = None) -> Engine:
    return build_engine()


def test_tutorial_is_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command of the tutorial prints what the page says."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("penname.cli.detecting.build_engine", lambda _config: engine())
    page = (DOCS / "policy" / "tutorial.md").read_text("utf-8")
    played = list(play(page, tmp_path))
    assert len(played) >= 10
    for step, output in played:
        assert normal(output) == normal(step.output), step.command


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_parse(page: Path) -> None:
    """Every penname command of the pages is one that penname takes."""
    for console in _CONSOLE.findall(page.read_text("utf-8")):
        for step in commands(re.sub(r"^ +", "", console, flags=re.MULTILINE)):
            if "penname " in step.command.partition("|")[0]:
                parse(step.command.partition("|")[0])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_files_load(page: Path, tmp_path: Path) -> None:
    """Every YAML block of the pages is a whole file of penname or a part of a policy that loads."""
    text = page.read_text("utf-8")
    for title, content in _TITLED.findall(text):
        (tmp_path / title).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / title).write_text(content, "utf-8")
    for title, block in _YAML.findall(text):
        said = yaml.safe_load(block)
        if "jobs" in said or "apiVersion" in said:
            continue
        kind = said.get("kind", "")
        context = Context("docs", block.splitlines())
        if kind == "bindings/v1":
            assert read_bindings(tree_of(block, "docs"), context), context.problems
        elif kind == "policy-test/v1":
            assert read_suite(tree_of(block, "docs"), "docs", context, WIRES), context.problems
        elif title:
            load_policy(tmp_path / title, today=TODAY)
        else:
            load_text(block if kind else _HEAD + _completed(said, block), "docs", today=TODAY)


def _completed(said: dict[str, Any], block: str) -> str:
    """A part of a policy in which recognizers of its own are used."""
    own = [name for name in said.get("recognizers", {}) if "entities" not in said]
    lines = [f"  {name}: {{}}\n" for name in own]
    return block + ("entities:\n" + "".join(lines) if lines else "")
