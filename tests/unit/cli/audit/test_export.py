"""`penname audit export`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from penname.audit.exports import FORMS
from penname.cli.audit.commands import audit
from penname.cli.exits import Exit
from tests.unit.cli.audit.logs import ORIGIN, identity_file, mail, small_log


def run(*args: str) -> Result:
    return CliRunner().invoke(audit, ["export", *args])


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("form", FORMS)
def test_every_record_is_a_line(tmp_path: Path, form: str) -> None:
    """Each record once, with a key of its own, and no value or text."""
    log = small_log(tmp_path / "log")
    result = run(str(log), "--as", form, "--identity", identity_file(tmp_path))
    assert result.exit_code == Exit.OK, result.output
    found = rows(result.stdout)
    assert len(found) == 9
    for row, index in zip(found, (1, 2, 3, 4, 5, 7, 8, 9, 10), strict=True):
        assert f"{ORIGIN}/{index}" in json.dumps(row)
    assert mail() not in result.output
    assert "p0tb38sv" not in result.stdout
    assert result.stderr.startswith("9 records exported\n") or "9 records" in result.stderr


def test_clear_parts_need_no_identity(tmp_path: Path) -> None:
    """Without an identity the rows say what stands in clear, and stderr says so."""
    result = run(str(small_log(tmp_path / "log")), "--as", "jsonl")
    assert result.exit_code == Exit.OK
    assert all(row["unreadable"] for row in rows(result.stdout))
    assert "9 records could not be opened" in result.stderr


def test_times_bound_it(tmp_path: Path) -> None:
    """From a time on, and before another."""
    log = small_log(tmp_path / "log")
    span = ("--since", "2026-11-24T09:30:02", "--until", "2026-11-24T09:30:05")
    found = rows(run(str(log), "--as", "jsonl", *span).stdout)
    assert [row["index"] for row in found] == [3, 4, 5]


def test_file_is_new_and_whole(tmp_path: Path) -> None:
    """--out writes a file of its own, never over another, and leaves no draft."""
    log = small_log(tmp_path / "log")
    out = tmp_path / "out" / "export.jsonl"
    out.parent.mkdir()
    result = run(str(log), "--as", "jsonl", "--out", str(out))
    assert (result.exit_code, result.stdout) == (Exit.OK, "")
    assert len(rows(out.read_text())) == 9
    again = run(str(log), "--as", "jsonl", "--out", str(out))
    assert again.exit_code == Exit.USAGE
    assert f"{out}: File exists" in again.stderr
    assert [path.name for path in out.parent.iterdir()] == ["export.jsonl"]


def test_folder_of_out_must_be_there(tmp_path: Path) -> None:
    """What cannot be written is told with its name."""
    log = small_log(tmp_path / "log")
    result = run(str(log), "--as", "jsonl", "--out", str(tmp_path / "no" / "x"))
    assert result.exit_code == Exit.USAGE
    assert f"{tmp_path}/no/x: No such file" in result.stderr
