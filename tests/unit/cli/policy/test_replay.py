"""`penname policy replay`, with a detector of patterns."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from penname.cli.exits import Exit, Failure
from penname.cli.main import cli
from penname.cli.policy.logged import UNREADABLE
from penname.cli.policy.replay import Opening, execute
from tests.detectors import BrokenDetector, PatternDetector
from tests.unit.cli.policy.recorded import (
    ORIGIN,
    STRANGER,
    Said,
    export_of,
    identity_file,
    log_of,
)

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


SAID = (
    Said("I am Ann Lee <ann@example.org>"),
    Said("nothing"),
    Said("Maria Schmidt", "b", sealed=True),
    Said("Ann Lee, and Maria Schmidt again", "b", sealed=True),
)
KEY = Said("-----BEGIN " + "PRIVATE KEY-----", "c")


@pytest.fixture
def log(folder: Path) -> Path:
    """A log of requests under the old policy; two of them hold their texts."""
    return log_of(folder / "log", SAID, "old.yaml")


def replayed(
    capsys: pytest.CaptureFixture[str],
    source: str = "log",
    opening: Opening | None = None,
    **how: Any,
) -> Any:
    """What the replay of a log says, as JSON."""
    if opening is None and source == "log":
        opening = Opening((identity_file(Path()),))
    options = {"detector": PatternDetector, "today": TODAY, "form": "json", **how}
    assert execute("new.yaml", source, opening=opening, **options) == Exit.OK
    return json.loads(capsys.readouterr().out)


class NoDetector(PatternDetector):
    """Must not be made."""

    def __init__(self) -> None:
        raise AssertionError("nothing was to be detected in")


@pytest.mark.usefixtures("log")
def test_logs_are_replayed_by_rows(capsys: pytest.CaptureFixture[str]) -> None:
    """Without an old policy a log is judged by counted finds, against what was recorded."""
    found = replayed(capsys, detector=NoDetector)
    assert (found["requests"], found["depth"]) == (4, "ledger")
    assert found["old"].startswith("as recorded, under old@1 ")
    assert found["spans"]["changes"] == [
        {"entity_type": "EMAIL_ADDRESS", "old": "mask", "new": "allow", "spans": 1},
        {"entity_type": "PERSON", "old": "mask", "new": "redact", "spans": 4},
    ]
    assert found["decisions"] == [{"old": "mask", "new": "redact", "requests": 3}]
    assert found["notes"] == ["the text of 2 is known: --against has it detected in again"]


@pytest.mark.usefixtures("log")
def test_sealed_texts_are_detected_in(capsys: pytest.CaptureFixture[str]) -> None:
    """With an old policy, what holds its text is detected in, the rest judged by its rows."""
    seen: list[PatternDetector] = []

    def detector() -> PatternDetector:
        seen.append(PatternDetector())
        return seen[0]

    found = replayed(capsys, against="old.yaml", detector=detector)
    assert (found["depth"], found["depths"]) == ("mixed", {"ledger": 2, "sealed": 2})
    assert (len(seen), seen[0].calls) == (1, 2)
    assert found["old"].startswith("old@1 ")
    assert [(one["record"], one["depth"]) for one in found["first_changes"]] == [
        (f"{ORIGIN}/1", "ledger"),
        (f"{ORIGIN}/3", "sealed"),
        (f"{ORIGIN}/4", "sealed"),
    ]
    assert found["spans"]["lost"] == [
        {"entity_type": "EMAIL_ADDRESS", "action": "mask", "spans": 1}
    ]


def test_depths_agree(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rows and texts of the same requests have the same effect."""
    for name, sealed in (("rows", False), ("texts", True)):
        said = [Said(one.text, one.tenant, sealed) for one in SAID]
        log_of(folder / name, said, "old.yaml")
    keys = Opening((identity_file(folder),))
    by_rows, by_texts = (
        replayed(capsys, name, keys, against="old.yaml") for name in ("rows", "texts")
    )
    assert (by_rows["depth"], by_texts["depth"]) == ("ledger", "sealed")
    for part in ("decisions", "spans", "blocked", "routes", "tenants", "refusals"):
        assert by_rows[part] == by_texts[part]


def test_exports_need_no_key(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An export of a log has the effect that its records have, without any identity."""
    export_of(log, Path("e.jsonl"))
    whole = replayed(capsys)
    found = replayed(capsys, "e.jsonl", detector=NoDetector)
    assert found["depth"] == "ledger"
    for part in ("decisions", "spans", "blocked", "routes", "tenants", "first_changes"):
        assert found[part] == whole[part]


def test_blocks_are_replayed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A request that was blocked is lifted where the new policy does not look for it."""
    old = folder / "old.yaml"
    old.write_text(old.read_text() + "  PRIVATE_KEY: {action: block}\n")
    log_of(folder / "log", [KEY, *SAID], "old.yaml")
    found = replayed(capsys)
    assert (found["blocked"]["old"], found["blocked"]["new"]) == (1, 0)
    assert {"old": "block", "new": "allow", "requests": 1} in found["decisions"]
    assert found["refusals"] == [{"code": "pii_blocked", "old": 1, "new": 0}]
    assert found["first_changes"][0]["old_refusal"] == "pii_blocked"


def test_periods_cut_a_log(log: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only records from --since on and before --until are judged, of an export too."""
    times = ("2026-12-01T10:02", "2026-12-01T10:04")
    keys = Opening((identity_file(log.parent),), None, *times)
    assert [one["time"][11:16] for one in replayed(capsys, "log", keys)["first_changes"]] == [
        "10:03"
    ]
    export_of(log, Path("e.jsonl"))
    assert replayed(capsys, "e.jsonl", Opening((), None, *times))["requests"] == 2
    with pytest.raises(Failure, match="go with an audit log"):
        run(opening=Opening(since="2h"))


@pytest.mark.usefixtures("log")
def test_what_is_shut_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    """Records that an identity does not open are no requests, and are told of."""
    keys = Opening((identity_file(Path(), STRANGER),))
    found = replayed(capsys, "log", keys)
    assert (found["requests"], found["depth"]) == (0, "none")
    assert found["not_judged"] == [{"why": UNREADABLE, "records": 4}]


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("against", [None, "old.yaml"])
def test_logs_show_no_value(against: str | None, capsys: pytest.CaptureFixture[str]) -> None:
    """No value of a log is in the output, and the depth of each request is told."""
    keys = Opening((identity_file(Path()),))
    execute("new.yaml", "log", against=against, opening=keys, detector=PatternDetector, today=TODAY)
    shown = capsys.readouterr()
    assert not [word for word in ("Ann", "Maria", "ann@") if word in shown.out + shown.err]
    if against:
        assert "depth ledger for 2: by counted finds" in shown.out
        assert "depth sealed for 2: the recorded text" in shown.out
        assert f"  {ORIGIN}/3  mask → redact  PERSON 1  " in shown.out


@pytest.mark.usefixtures("log")
def test_folders_need_an_identity() -> None:
    """A log's folder without an identity is refused, with what would do."""
    with pytest.raises(Failure, match="--identity") as caught:
        execute("new.yaml", "log", today=TODAY)
    assert caught.value.exit_code == Exit.USAGE


@pytest.mark.usefixtures("log")
def test_options_reach_the_replay() -> None:
    """The command line hands over identity, passphrase, period and old policy."""
    arguments = ["policy", "replay", "--policy", "new.yaml", "--from", "log", "--format", "json"]
    arguments += ["--identity", identity_file(Path()), "--since", "2026-12-01T10:04"]
    arguments += ["--until", "2026-12-02", "--against", "old.yaml"]
    result = CliRunner().invoke(cli, arguments, obj=PatternDetector)
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert (found["requests"], found["depth"]) == (1, "sealed")
