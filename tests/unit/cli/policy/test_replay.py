"""`penname policy replay`, with a detector of patterns."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from penname.cli.exits import Exit, Failure
from penname.cli.policy.replay import Once, execute, union_of
from penname.detect.contract import Segment
from penname.policy.match import Match
from penname.policy.model import Policy, Rule, Scope
from penname.policy.recognizers import EVERYTHING, PatternSpec, Profile, RecognizerSpec
from penname.text.spans import Span
from tests.detectors import BrokenDetector, PatternDetector

TODAY = dt.date(2026, 12, 1)
POLICY = """\
kind: policy/v1
name: {name}
owner: a@example.org
revision: "1"
entities:
  PERSON: {person}
  EMAIL_ADDRESS: {mail}
"""
LINES = [
    {"text": "I am Ann Lee <ann@example.org>", "tenant": "a"},
    {"text": "nothing", "tenant": "a"},
    {"text": "Maria Schmidt", "tenant": "b", "route": "anthropic.messages"},
    {"messages": [{"role": "user", "content": "Ann Lee"}, {"role": "user", "content": "Ann Lee"}]},
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two policies and a corpus in the working directory."""
    old = POLICY.format(name="old", person="{}", mail="{}")
    new = POLICY.format(name="new", person="{action: redact}", mail="{min_score: 0.95}")
    (tmp_path / "old.yaml").write_text(old)
    (tmp_path / "new.yaml").write_text(new)
    (tmp_path / "c.jsonl").write_text("\n".join(map(json.dumps, LINES)))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(**options: Any) -> Exit:
    given = {"against": "old.yaml", "detector": PatternDetector, "today": TODAY, **options}
    return execute("new.yaml", "c.jsonl", **given)


@pytest.mark.usefixtures("folder")
def test_json_has_the_whole_effect(capsys: pytest.CaptureFixture[str]) -> None:
    """JSON holds both policies, requests, spans gained and lost, routes and tenants."""
    assert run(form="json") == Exit.OK
    found = json.loads(capsys.readouterr().out)
    assert (found["requests"], found["decision_changes"], found["depth"]) == (4, 3, "corpus")
    assert found["old"].startswith("old@1 ")
    assert found["new"].startswith("new@1 ")
    assert found["decisions"] == [{"old": "mask", "new": "redact", "requests": 3}]
    assert found["spans"] == {
        "same": 0,
        "changes": [
            {"entity_type": "EMAIL_ADDRESS", "old": "mask", "new": "allow", "spans": 1},
            {"entity_type": "PERSON", "old": "mask", "new": "redact", "spans": 4},
        ],
        "gained": [],
        "lost": [{"entity_type": "EMAIL_ADDRESS", "action": "mask", "spans": 1}],
    }
    assert found["tenants"] == [
        {"name": "a", "changed": 1, "requests": 2},
        {"name": "b", "changed": 1, "requests": 1},
    ]
    assert [row["name"] for row in found["routes"]] == ["openai.chat", "anthropic.messages"]


@pytest.mark.usefixtures("folder")
def test_text_tells_the_depth(capsys: pytest.CaptureFixture[str]) -> None:
    """Text says how deep it went, and what changes."""
    run()
    out = capsys.readouterr().out
    assert "c.jsonl  4 requests  depth corpus: every text was detected in again\n" in out
    assert "PERSON  mask → redact" in out
    assert "EMAIL_ADDRESS  mask → allow  1  lost\n" in out
    assert "  blocked           0  0.0 % before, 0.0 % now\n" in out
    assert not [line for line in out.splitlines() if line != line.rstrip()]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("form", ["text", "json"])
def test_values_are_never_shown(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """No value of the corpus is in the output."""
    run(form=form)
    shown = capsys.readouterr()
    assert not [word for word in ("Ann", "Maria", "ann@") if word in shown.out + shown.err]


def test_same_policy_changes_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A policy against itself has no effect."""
    run(against="new.yaml", form="json")
    found = json.loads(capsys.readouterr().out)
    assert (found["decision_changes"], found["anything_changes"]) == (0, 0)
    assert found["spans"]["changes"] == []


@pytest.mark.usefixtures("folder")
def test_texts_are_detected_in_once() -> None:
    """Both policies share one detection of each text."""
    seen: list[PatternDetector] = []

    def detector() -> PatternDetector:
        seen.append(PatternDetector())
        return seen[0]

    run(detector=detector)
    assert seen[0].calls == len(LINES)


def test_limits_are_replayed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A request over the new policy's limits counts as blocked, with the reason."""
    path = folder / "new.yaml"
    path.write_text(path.read_text() + "limits: {max_findings: 1}\n")
    run(form="json")
    found = json.loads(capsys.readouterr().out)
    assert found["blocked"] == {"old": 0, "new": 1, "old_percent": 0.0, "new_percent": 25.0}
    assert found["refusals"] == [{"code": "too_many_findings", "old": 0, "new": 1}]


def test_folders_bind_by_tenant(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a folder, each line is judged by the policy that is bound to it."""
    (folder / "bindings.yaml").write_text(
        "kind: bindings/v1\ndefault: old\nbind:\n  - {match: {tenants: [b]}, policy: new}\n"
    )
    execute(".", "c.jsonl", against="old.yaml", form="json", detector=PatternDetector, today=TODAY)
    found = json.loads(capsys.readouterr().out)
    assert found["tenants"] == [{"name": "b", "changed": 1, "requests": 1}]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "options", [{"against": "gone.yaml"}, {"field": "prompt"}, {"detector": BrokenDetector}]
)
def test_wrong_usage_is_told(options: dict[str, Any]) -> None:
    """What cannot be replayed ends with exit code 2."""
    with pytest.raises(Failure) as caught:
        run(**options)
    assert caught.value.exit_code == Exit.USAGE


def with_recognizer(regex: str) -> Policy:
    spec = RecognizerSpec("CODE", (PatternSpec(regex, 0.9),))
    return Policy("p", "1", regex, {"CODE": Rule("CODE")}, recognizers=(spec,))


def test_union_has_what_both_want() -> None:
    """The shared profile has all types and recognizers; none where recognizers differ."""
    plain = Policy("p", "1", "d", {"PERSON": Rule("PERSON")})
    union = union_of([plain, with_recognizer("a")])
    assert union is not None
    assert union.wanted == frozenset({"PERSON", "CODE"})
    assert [spec.entity_type for spec in union.recognizers] == ["CODE"]
    assert union_of([with_recognizer("a"), with_recognizer("b")]) is None


def test_union_has_what_scopes_add() -> None:
    """Types that only a scope speaks of are looked for too."""
    scope = Scope("s", Match(tenants=("x",)), {"IBAN_CODE": Rule("IBAN_CODE")})
    union = union_of([Policy("p", "1", "d", {"PERSON": Rule("PERSON")}, scopes=(scope,))])
    assert union is not None
    assert union.wanted == frozenset({"PERSON", "IBAN_CODE"})


class Named:
    """Finds everything that it is asked for, and notes the profiles."""

    version = "named/1"

    def __init__(self) -> None:
        self.asked: list[Profile] = []

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        self.asked.append(profile)
        found = (Span(0, 1, "PERSON", 0.9, "ner"), Span(0, 1, "CODE", 0.9, "policy/CODE"))
        return [found for _ in segments]


async def test_each_policy_gets_its_own_finds() -> None:
    """What a policy does not want, or has no recognizer for, is not in its answer."""
    plain = Policy("p", "1", "d", {"PERSON": Rule("PERSON"), "CODE": Rule("CODE")})
    coded = with_recognizer("a")
    inner = Named()
    once = Once(inner, union_of([plain, coded]))
    text = [Segment("a")]
    assert [one.recognizer for one in (await once.detect(text, plain.profile))[0]] == ["ner"]
    assert [one.recognizer for one in (await once.detect(text, coded.profile))[0]] == [
        "policy/CODE"
    ]
    assert len(inner.asked) == 1
    assert once.version == "named/1"


async def test_recognizers_that_differ_run_apart() -> None:
    """Without a shared profile each policy's own is asked."""
    inner = Named()
    once = Once(inner, None)
    profile = with_recognizer("a").profile
    await once.detect([Segment("a")], profile)
    assert inner.asked == [profile]
