"""Presidio recognizers of others: made by name, guarded, and only what may run."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from penname.detect.config import EngineError
from penname.detect.contract import DetectionError
from penname.detect.plugged import Found
from penname.detect.presidio_plugins import PluggedRecognizer
from penname.detect.scan import Guarded
from tests.unit.detect import plug_ins


def test_own_recognizers_go_by_name() -> None:
    """One of Presidio's own by its name alone, with its words nearby."""
    plugged = PluggedRecognizer("UuidRecognizer")
    text = "customer 0b7c5ee4-91a9-4a52-8d5a-8a6b1f1c2d3e"
    assert plugged.find([text, "", "none"]) == [[Found(9, 45, "UUID", 0.5)], [], []]
    assert plugged.labels == {"UUID"}
    assert "guid" in plugged.context
    assert plugged.version.startswith("UuidRecognizer-2.")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("NoSuchRecognizer", "Presidio has no NoSuchRecognizer"),
        ("SpacyRecognizer", "does more than search for patterns"),
        ("GLiNERRecognizer", "does more than search for patterns"),
        ("EmailRecognizer", "does more than search for patterns"),
        ("no_such_package:Class", "is not installed"),
        ("plug_wrong:Missing", r"does not load \(AttributeError\)"),
        ("plug_wrong:Other", "not an EntityRecognizer"),
        ("plug_wrong:not_a_class", "not an EntityRecognizer"),
        ("plug_wrong:Needy", r"cannot be made \(TypeError\)"),
        ("plug_broken:Badges", r"does not load \(ZeroDivisionError\)"),
    ],
)
def test_what_cannot_run_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, words: str
) -> None:
    """A class that is not there, is none, or asks services, is an error that says so."""
    plug_ins.module(tmp_path, monkeypatch, "plug_wrong")
    plug_ins.module(tmp_path, monkeypatch, "plug_broken", "1 / 0")
    with pytest.raises(EngineError, match=words):
        PluggedRecognizer(name)


def test_classes_go_by_their_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A class of somebody else, patterns or not."""
    plug_ins.module(tmp_path, monkeypatch, "plug_classes")
    badges = PluggedRecognizer("plug_classes:Badges")
    assert badges.find(["see B-1234"]) == [[Found(4, 10, "STAFF_BADGE", 0.4)]]
    assert badges.context == ("badge",)
    odd = PluggedRecognizer("plug_classes:Odd")
    assert odd.find(["an odd one", ""]) == [
        [Found(3, 6, "ODD", 0.5), Found(0, 1, "EVEN", 0.5)],
        [],
    ]


def test_versions_follow_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed class is another version."""
    for name, more in (("plug_one", ""), ("plug_two", "# changed\n")):
        plug_ins.module(tmp_path, monkeypatch, name, plug_ins.MODULE + more)
    one, two = (PluggedRecognizer(f"{name}:Badges") for name in ("plug_one", "plug_two"))
    assert one.version.partition("+")[2] != two.version.partition("+")[2]


def test_slow_patterns_refuse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern that runs out of time is an error, not a skip as in Presidio."""
    monkeypatch.setattr("penname.detect.scan.BUDGET_S", 0.05)
    plug_ins.module(tmp_path, monkeypatch, "plug_slow")
    plugged = PluggedRecognizer("plug_slow:Badges")
    pattern = plugged._recognizer.patterns[0]
    pattern.compiled_regex = Guarded(regex.compile(r"(a|aa|aaa)+$"))
    with pytest.raises(DetectionError, match="ran out of time"):
        plugged.find(["a" * 60 + "!"])
