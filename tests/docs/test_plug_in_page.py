"""The page about plug-ins is true: its pipeline is made, its policy loads, its tests pass."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from click.testing import CliRunner

from penname.cli.exits import Exit
from penname.cli.main import cli
from penname.policy.load import load_policy
from tests.docs.pages import arguments, commands, parse

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "plug-in.md").read_text("utf-8")
#: Where the page keeps its pipeline.
HOME = "/opt/penname/sites"
_TITLED = re.compile(r"^```\w+ title=\"([^\"]+)\"\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_ERROR = re.compile(r"^```text\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files of the page, with the pipeline in a folder of the test; it is made."""
    for title, content in _TITLED.findall(PAGE):
        path = tmp_path / title
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content.replace(HOME, str(tmp_path / "sites")), "utf-8")
    runpy.run_path(str(tmp_path / "make_pipeline.py"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PENNAME_NAMES", "none")
    monkeypatch.delenv("PENNAME_PLUGINS", raising=False)
    return tmp_path


def test_nothing_loads_without_leave(folder: Path) -> None:
    """The error that the page shows is the one that comes."""
    result = CliRunner().invoke(cli, ["policy", "check", "policies"])
    (shown,) = _ERROR.findall(PAGE)
    assert result.exit_code == Exit.FINDINGS
    assert shown.replace(HOME, str(folder / "sites")) in result.output


def test_worked_example_works(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the page's setting every command of it does what it says."""
    steps = [one for console in _CONSOLE.findall(PAGE) for one in commands(console)]
    setting = next(one.command for one in steps if one.command.startswith("export "))
    name, _, names = setting.removeprefix("export ").partition("=")
    monkeypatch.setenv(name, names.replace(HOME, str(folder / "sites")))
    run = [one for one in steps if one.command.startswith("penname ")]
    assert len(run) == 3
    for step in run:
        parse(step.command)
        result = CliRunner().invoke(cli, arguments(step.command))
        assert result.exit_code == Exit.OK, result.output
        assert step.output in result.output
    assert '"pattern": "spacy:' in result.output


def test_other_blocks_are_policies(tmp_path: Path) -> None:
    """The policy with a class of a package is one that the loader takes."""
    block = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[0]
    head = 'kind: policy/v1\nname: part\nowner: a@example.org\nrevision: "1"\n'
    (tmp_path / "a.yaml").write_text(head + block, "utf-8")
    (spec,) = load_policy(tmp_path / "a.yaml").recognizers
    (plugin,) = spec.plugins
    assert plugin.labels == ("EMPLOYEE", "CONTRACTOR")
