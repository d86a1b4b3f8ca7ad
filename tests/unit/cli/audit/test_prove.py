"""`penname audit prove`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penname.cli.audit.commands import audit
from penname.cli.exits import Exit
from tests.unit.cli.audit.logs import ORIGIN, Writer, exchanges, request, small_log


def run(*args: Path | str) -> Result:
    return CliRunner().invoke(audit, ["prove", *map(str, args)])


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    """A log that is open."""
    return Writer(tmp_path / "log").add(*exchanges(0, 2))


def kept(folder: Path, *anchors: str) -> Path:
    path = folder / "anchors"
    path.write_text("".join(f"{one}\n" for one in anchors))
    return path


def proof(folder: Path, log: Path, *args: Path | str) -> Path:
    path = folder / "proof.json"
    result = run(log, "2", *args, "--out", path)
    assert (result.exit_code, result.stdout) == (Exit.OK, ""), result.output
    return path


def test_proof_holds_for_who_has_the_checkpoint(writer: Writer, tmp_path: Path) -> None:
    """A proof for a checkpoint that the other side has is proven without the log."""
    head = writer.head
    log = writer.add(*exchanges(2, 2)).end()
    anchors = kept(tmp_path, head)
    made = proof(tmp_path, log, "--anchors", anchors)
    for path in log.iterdir():
        path.unlink()
    result = run("--check", made, "--anchors", anchors)
    assert (result.exit_code, result.stderr) == (Exit.OK, "")
    assert result.stdout.startswith(f"PROVEN  record 2 is in {ORIGIN}\n")
    assert "response, 2026-11-24 09:30:01 UTC" in result.stdout
    assert f"  checkpoint  {head}\n" in result.stdout
    said = json.loads(run("--check", made, "--anchors", anchors, "--json").stdout)
    assert (said["holds"], said["trusted"], said["by"]) == (True, True, head)


def test_receipt_vouches_too(writer: Writer, tmp_path: Path) -> None:
    """Whoever has the record's receipt needs no checkpoint."""
    made = proof(tmp_path, writer.end())
    result = run("--check", made, "--anchors", kept(tmp_path, str(writer.receipts[1])))
    assert result.exit_code == Exit.OK
    assert "the receipt that you gave says the same" in result.stdout


def test_nobody_vouches_is_told(writer: Writer, tmp_path: Path) -> None:
    """Without an anchor a proof holds, and is worth no more than its checkpoint: exit code 2."""
    made = proof(tmp_path, writer.end())
    result = run("--check", made)
    assert result.exit_code == Exit.USAGE
    assert result.stdout.startswith("HOLDS  record 2")
    assert "nobody vouches" in result.stdout
    assert json.loads(run("--check", made, "--json").stdout)["trusted"] is False


def test_altered_proof_shows_nothing(writer: Writer, tmp_path: Path) -> None:
    """A proof that was altered, or is contradicted by an anchor: exit code 1."""
    made = proof(tmp_path, writer.end())
    other = Writer(tmp_path / "other").add(*exchanges(0, 2))
    result = run("--check", made, "--anchors", kept(tmp_path, str(other.receipts[1])))
    assert result.exit_code == Exit.FINDINGS
    made.write_text(made.read_text().replace("response", "refused"))
    result = run("--check", made)
    assert (result.exit_code, result.stderr) == (Exit.FINDINGS, "")
    assert result.stdout.startswith("NOT PROVEN  ")
    assert json.loads(run("--check", made, "--json").stdout)["holds"] is False


def test_header_has_a_proof(writer: Writer, tmp_path: Path) -> None:
    """The first line of a segment is a leaf, too."""
    made = tmp_path / "p"
    made.write_text(run(writer.end(), "0").stdout)
    assert "first line of segment 0" in run("--check", made).stdout


def test_proof_goes_to_stdout(tmp_path: Path) -> None:
    """Without --out the proof is the only thing on standard output, a JSON object."""
    result = run(small_log(tmp_path), "8")
    assert json.loads(result.stdout)["index"] == 8
    assert result.stderr == "record 8 under the checkpoint of 11 leaves\n"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["LOG", "99"], "covers record 99"),
        (["LOG", "req-1"], "is not the number of a record"),
        (["LOG"], "give INDEX"),
        (["LOG", "1", "--json"], "--json goes with --check"),
        (["LOG", "1", "--anchors", "ANCHORS"], "no checkpoint among the anchors"),
        (["LOG", "--check", "x"], "--check takes no DIR"),
        (["--check", "no-such-file"], "No such file"),
    ],
)
def test_bad_usage_is_told(tmp_path: Path, args: list[str], words: str) -> None:
    """What cannot be proven is wrong usage."""
    log = Writer(tmp_path / "log").add(request(1)).end()
    anchors = kept(tmp_path, f"penname/other/0/{'0' * 64}")
    named = {"LOG": str(log), "ANCHORS": str(anchors)}
    result = run(*(named.get(arg, arg) for arg in args))
    assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
    assert words in " ".join(result.stderr.split())
