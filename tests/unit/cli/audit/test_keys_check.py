"""`penname audit keys check`."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from penname.cli.audit.commands import audit
from penname.cli.exits import Exit
from tests.unit.cli.audit.logs import DPO, ORIGIN, STRANGER, identity_file, small_log


def run(*args: str) -> Result:
    return CliRunner().invoke(audit, ["keys", "check", *args])


def words(result: Result) -> str:
    """What was printed, without what only keeps columns apart."""
    return " ".join(result.stdout.split())


def test_reader_opens_everything(tmp_path: Path) -> None:
    """An identity that the log is sealed for opens all segments, and is named."""
    log = small_log(tmp_path / "log", DPO, STRANGER)
    result = run(str(log), "--identity", identity_file(tmp_path))
    assert result.exit_code == Exit.OK, result.output
    assert result.stdout.splitlines()[0] == f"{ORIGIN}  {log}"
    assert "opens 2 of 2 segments" in words(result)
    assert f"{DPO.id}  x25519  dpo, given here" in result.stdout
    assert f"{STRANGER.id}  x25519\n" in result.stdout


def test_stranger_opens_nothing(tmp_path: Path) -> None:
    """Another identity opens nothing: exit code 1, and the first segment is named."""
    log = small_log(tmp_path / "log")
    result = run(str(log), "--identity", identity_file(tmp_path, STRANGER))
    assert result.exit_code == Exit.FINDINGS
    assert "opens 0 of 2 segments" in words(result)
    assert "first closed segment 0: " in words(result)


def test_json_tells_the_same(tmp_path: Path) -> None:
    """For programs: counts, and the recipients of the latest segment."""
    log = small_log(tmp_path / "log")
    (one,) = json.loads(run(str(log), "--identity", identity_file(tmp_path), "--json").stdout)[
        "logs"
    ]
    assert (one["log"], one["segments"], one["opened"]) == (ORIGIN, 2, 2)
    assert one["latest"] == [[DPO.id, "x25519", "dpo"]]


def test_identity_is_needed(tmp_path: Path) -> None:
    """Without one there is nothing to check; the variable is named."""
    result = run(str(small_log(tmp_path / "log")))
    assert result.exit_code == Exit.USAGE
    assert "PENNAME_AUDIT_IDENTITY" in result.stderr


def test_closed_key_file_is_told(tmp_path: Path) -> None:
    """A segment whose keys are gone is counted as closed."""
    log = small_log(tmp_path / "log")
    (log / "seg-00000001.keys").unlink()
    result = run(str(log), "--identity", identity_file(tmp_path))
    assert result.exit_code == Exit.FINDINGS
    assert "first closed segment 1: a key of the record is not there" in words(result)
