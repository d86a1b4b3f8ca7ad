"""`penname audit verify`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penname.audit.anchors import parse_anchor
from penname.audit.model import Entry
from penname.audit.record import AuditRecord
from penname.audit.report import PROBLEMS
from penname.cli.audit.commands import audit
from penname.cli.audit.verify import EXITS
from penname.cli.exits import Exit
from tests.unit.cli.audit.logs import ORIGIN, Writer, exchanges, request, small_log


def run(*args: Path | str) -> Result:
    return CliRunner().invoke(audit, ["verify", *map(str, args)])


def anchor_of(text: str) -> Entry:
    """That another log had this checkpoint."""
    one = parse_anchor(text)
    detail = {
        "origin": one.origin,
        "size": one.size,
        "root": one.hash.hex(),
        "sig": one.signature,
    }
    return Entry("anchor", AuditRecord(), detail=detail)


def cut(log: Path, lines: int) -> None:
    """Takes the last lines of the last segment away."""
    path = max(log.glob("seg-*.alog"))
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-lines]))


def test_codes_are_those_of_the_format() -> None:
    """Every verdict has its exit code: 0, 1, 2 as the specification says."""
    assert {verdict: int(code) for verdict, code in EXITS.items()} == {
        "ok": 0,
        "tampered": 1,
        "incomplete": 2,
    }
    assert set(PROBLEMS.values()) < set(EXITS)


def test_whole_log_is_fine(tmp_path: Path) -> None:
    """Exit code 0, and the sum of what was found."""
    result = run(small_log(tmp_path))
    assert (result.exit_code, result.stderr) == (Exit.OK, "")
    assert result.stdout.startswith(f"OK  {ORIGIN}  {tmp_path}\n")
    assert "records  9 in 2 segments" in result.stdout
    assert "2026-11-24 09:30:00 UTC to 2026-11-24 09:30:07 UTC" in result.stdout


def test_altered_record_is_named(tmp_path: Path) -> None:
    """Exit code 1, which record it is, and the place as file and line."""
    log = small_log(tmp_path)
    path = log / "seg-00000000.alog"
    path.write_bytes(path.read_bytes().replace(b'"e":"response"', b'"e":"refused"', 1))
    result = run(log)
    assert result.exit_code == Exit.FINDINGS
    assert result.stdout.startswith("TAMPERED WITH")
    assert f"where  {path}:" in result.stdout
    assert "was altered" in result.stdout
    assert "what to do" in result.stdout


def test_missing_end_is_told(tmp_path: Path) -> None:
    """Exit code 2 where the log says that a segment follows."""
    log = small_log(tmp_path)
    for path in log.glob("seg-00000001.*"):
        path.unlink()
    result = run(log)
    assert result.exit_code == Exit.USAGE
    assert result.stdout.startswith("INCOMPLETE")
    assert "Segment 1 is missing" in " ".join(result.stdout.split())


@pytest.mark.parametrize("form", ["receipt", "checkpoint", "log lines", "folder"])
def test_anchors_show_what_was_cut_off(tmp_path: Path, form: str) -> None:
    """A cut tail is fine by itself, and tampered with where an anchor knows better."""
    writer = Writer(tmp_path / "log").add(request(1)).add(request(2))
    head, receipt = writer.head, str(writer.receipts[-1])
    log = writer.end()
    cut(log, 4)
    assert run(log).exit_code == Exit.OK
    anchors = tmp_path / "anchors"
    anchors.mkdir()
    texts = {
        "receipt": receipt,
        "checkpoint": head,
        "log lines": f'{{"event":"x"}}\n{json.dumps({"event": "request", "receipt": receipt})}',
        "folder": head,
    }
    (anchors / "one").write_text(f"# kept elsewhere\n\n{texts[form]}\n")
    result = run(log, "--anchors", anchors if form == "folder" else anchors / "one")
    assert result.exit_code == Exit.FINDINGS
    assert "an anchor speaks of" in " ".join(result.stdout.split())


def test_trust_root_shows_another_log(tmp_path: Path) -> None:
    """A log in the place of another is found by the receipt of record 0."""
    mine, other = small_log(tmp_path / "a"), small_log(tmp_path / "b")
    (said,) = json.loads(run(mine, "--json").stdout)["logs"]
    assert run(mine, "--trust-root", said["trust_root"]).exit_code == Exit.OK
    result = run(other, "--trust-root", said["trust_root"])
    assert result.exit_code == Exit.FINDINGS
    assert "wrong-trust-root" in result.stdout


def test_logs_are_each_others_anchors(tmp_path: Path) -> None:
    """A log that was rolled back is found by what another one recorded of it."""
    logs = tmp_path / "logs"
    one = Writer(logs / "a", origin="penname/a").add(*exchanges(0, 1))
    early = tmp_path / "early"
    shutil.copytree(logs / "a", early)
    one.add(*exchanges(1, 1))
    Writer(logs / "b", origin="penname/b").add(anchor_of(one.head)).end()
    assert run(logs).exit_code == Exit.OK
    shutil.rmtree(logs / "a")
    shutil.copytree(early, logs / "a")
    assert run(logs / "a").exit_code == Exit.OK
    result = run(logs, "--json")
    assert result.exit_code == Exit.FINDINGS
    said = json.loads(result.stdout)
    assert said["verdict"] == "tampered"
    assert [one["verdict"] for one in said["logs"]] == ["tampered", "ok"]
    assert said["logs"][0]["problem"]["code"] == "anchor-ahead"


def test_worst_verdict_is_the_exit_code(tmp_path: Path) -> None:
    """Among several logs the worst one counts; each is shown."""
    for name in "abc":
        small_log(tmp_path / name)
    for path in (tmp_path / "b").glob("seg-00000001.*"):
        path.unlink()
    result = run(tmp_path)
    assert result.exit_code == Exit.USAGE
    assert result.stdout.count("INCOMPLETE  ") == 1
    assert result.stdout.count("OK  ") == 2
    path = tmp_path / "c" / "seg-00000000.alog"
    path.write_bytes(path.read_bytes().replace(b'"seg":0', b'"seg":1', 1))
    assert run(tmp_path).exit_code == Exit.FINDINGS


def test_json_tells_where(tmp_path: Path) -> None:
    """For programs: the verdict, and the problem with its code and place."""
    log = small_log(tmp_path)
    (log / "seg-00000001.keys").unlink()
    said = json.loads(run(log, "--json").stdout)
    problem = said["logs"][0]["problem"]
    assert (said["verdict"], problem["code"]) == ("tampered", "missing-key")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--trust-root", "x"], "--trust-root: "),
        (["--anchors", "no-such-file"], "no-such-file: No such file"),
        (["--anchors", "ANCHORS"], "anchors: line 1"),
    ],
)
def test_bad_anchors_are_told(tmp_path: Path, args: list[str], words: str) -> None:
    """An anchor that cannot be read is wrong usage: to pass it over would hide what it shows."""
    log = small_log(tmp_path / "log")
    bad = tmp_path / "anchors"
    bad.write_text("penname/x 5\n")
    result = run(log, *(arg.replace("ANCHORS", str(bad)) for arg in args))
    assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
    assert words in result.stderr


def test_trust_root_is_of_one_log(tmp_path: Path) -> None:
    """With several logs it would not be known whose it is."""
    for name in "ab":
        small_log(tmp_path / name)
    assert "name one" in run(tmp_path, "--trust-root", "x").stderr


def test_unreadable_log_is_told(tmp_path: Path) -> None:
    """What cannot be read at all has no verdict."""
    log = small_log(tmp_path)
    (log / "seg-00000000.alog").unlink()
    (log / "seg-00000000.alog").mkdir()
    result = run(log)
    assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
    assert "penname: " in result.stderr


def test_missing_folder_is_told(tmp_path: Path) -> None:
    """Neither a folder nor a variable is wrong usage."""
    assert "is not a folder" in run(tmp_path / "x").stderr
    assert (
        "PENNAME_AUDIT_DIR"
        in CliRunner(env={"PENNAME_AUDIT_DIR": None}).invoke(audit, ["verify"]).stderr
    )
