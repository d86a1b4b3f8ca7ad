"""`penname policy explain`, with a detector of patterns."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path
from typing import Any

import pytest

from penname.cli.exits import Exit, Failure
from penname.cli.policy.explain import execute
from penname.policy.match import Subject
from tests.detectors import BrokenDetector, PatternDetector

TODAY = dt.date(2026, 12, 1)
TEXT = "I am Ann Lee\r\n<ann@example.org>, or us@example.org.\nNothing here.\n"
POLICY = """\
kind: policy/v1
name: one
owner: a@example.org
revision: "1"
min_score: 0.4
defaults: {restore: [text]}
entities:
  PERSON: {min_score: 0.95}
  EMAIL_ADDRESS: {action: surrogate}
allow:
  - id: ours
    entities: [EMAIL_ADDRESS]
    values: [us@example.org]
    reason: it is ours
    owner: a@example.org
    expires: 2027-01-31
"""


@pytest.fixture
def policy_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A policy in the working directory."""
    (tmp_path / "one.yaml").write_text(POLICY)
    monkeypatch.chdir(tmp_path)
    return "one.yaml"


def run(file: str | None = None, **options: Any) -> Exit:
    text = None if file is not None else TEXT
    given = {"text": text, "detector": PatternDetector, "today": TODAY, **options}
    return execute(file, **given)


def test_text_tells_every_find(policy_file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each find has score, threshold and action with their lines, and what kept it."""
    assert run(policy_file=policy_file, subject=Subject(tenant="t")) == Exit.OK
    out = capsys.readouterr().out
    assert "for tenant t\n" in out
    assert "I am A•••¹\n<a•••²>, or u•••³.\n\n" in out
    assert "Nothing" not in out
    assert (
        """\
 1  PERSON  1:6  not acted on: below the threshold
    found by    test
    score       0.90
    threshold   0.95  one.yaml:8
    action      mask  built in
    why not     0.90 is 0.05 below the threshold 0.95 (one.yaml:8)

 2  EMAIL_ADDRESS  2:2  surrogate
    found by    test
    score       0.90
    threshold   0.40  one.yaml:5
    action      surrogate  one.yaml:9
    restore     text  one.yaml:6

 3  EMAIL_ADDRESS  2:23  not acted on: let through
    found by    test
    score       0.90
    threshold   0.40  one.yaml:5
    action      surrogate  one.yaml:9
    allow entry ours, until 2027-01-31, a@example.org  one.yaml:11

1 of 3 finds acted on
"""
        in out
    )


@pytest.mark.parametrize("form", ["text", "json"])
def test_values_are_hidden(form: str, policy_file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """No value is in the output, acted on or not."""
    run(policy_file=policy_file, form=form)
    out = capsys.readouterr().out
    assert not [value for value in ("Ann", "Lee", "ann@", "us@") if value in out]


def test_json_has_its_shape(policy_file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON holds the policy, the subject and every span with its rule and sources."""
    run(policy_file=policy_file, form="json", subject=Subject("openai.chat"))
    found = json.loads(capsys.readouterr().out)
    assert list(found) == [
        "policy",
        "revision",
        "digest",
        "view",
        "subject",
        "blocked",
        "spans",
    ]
    assert found["subject"]["route"] == "openai.chat"
    assert [span["outcome"] for span in found["spans"]] == ["below", "acted", "allow entry"]
    first = found["spans"][0]
    assert TEXT[first["start"] : first["end"]] == "Ann Lee"
    assert first["rule"]["min_score_where"] == "one.yaml:8"
    assert found["spans"][2]["sources"][0]["id"] == "ours"


def test_file_and_input_are_read(
    policy_file: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A file, or standard input, is explained like a text."""
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    run("a.txt", policy_file=policy_file)
    from_file = capsys.readouterr().out
    stdin = io.TextIOWrapper(io.BytesIO(TEXT.encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    run("-", policy_file=policy_file)
    assert capsys.readouterr().out == from_file


def test_nothing_found_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a find there is one line; the default policy is the one that is shipped."""
    assert run(text="nothing") == Exit.OK
    out = capsys.readouterr().out
    assert out.startswith("default@")
    assert out.endswith("nothing was found\n")


def test_block_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """A text that stops its request says so."""
    run(text="-----BEGIN PRIVATE " + "KEY-----")
    assert "a request with this text would be refused" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "options", "code"),
    [
        (None, {"text": None}, Exit.USAGE),
        ("a.txt", {"text": "both"}, Exit.USAGE),
        ("gone.txt", {}, Exit.USAGE),
        (None, {"show_values": True}, Exit.UNSAFE),
        (None, {"policy_file": "gone.yaml"}, Exit.USAGE),
        (None, {"detector": BrokenDetector}, Exit.USAGE),
    ],
)
def test_wrong_usage_is_told(file: str | None, options: dict[str, Any], code: Exit) -> None:
    """What cannot be done ends with its exit code."""
    with pytest.raises(Failure) as caught:
        run(file, **options)
    assert caught.value.exit_code == code


def test_bad_bytes_are_told(tmp_path: Path) -> None:
    """A file that is not UTF-8 is told with its line."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"a\n\xff")
    with pytest.raises(Failure, match=r"a\.txt:2: is not UTF-8 text"):
        run(str(path))


def test_folder_binds_by_tenant(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With a folder, the policy is the one that is bound to the subject."""
    (tmp_path / "one.yaml").write_text(POLICY)
    (tmp_path / "two.yaml").write_text(POLICY.replace("name: one", "name: two"))
    (tmp_path / "bindings.yaml").write_text(
        "kind: bindings/v1\ndefault: one\nbind:\n  - {match: {tenants: [b]}, policy: two}\n"
    )
    run(policy_file=str(tmp_path), subject=Subject(tenant="b"))
    assert capsys.readouterr().out.startswith("two@1 ")


def test_unknown_route_is_told() -> None:
    """A route that does not exist would silently be in no scope."""
    with pytest.raises(Failure, match=r"'openai\.chats' is no route \(did you mean"):
        run(subject=Subject("openai.chats"))
