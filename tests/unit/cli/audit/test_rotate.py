"""`penname audit keys rotate`."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penname.audit.reader import LogReader
from penname.audit.recipients import Identity, new_identity
from penname.audit.verify import verify
from penname.cli.audit.commands import audit
from penname.cli.exits import Exit
from tests.unit.cli.audit.logs import DPO, STRANGER, identity_file, small_log

NEXT = new_identity("next", seed=bytes(range(2, 34)))
WHY = ("--reason", "dpo has left")


def run(log: Path, *args: str, readers: tuple[Identity, ...] = (NEXT,)) -> Result:
    """Rotates as the dpo, to other readers."""
    named = log.parent / "recipients"
    named.write_text("".join(f"{one.recipient}\n" for one in readers))
    start = ["keys", "rotate", str(log), "--identity", identity_file(log.parent)]
    return CliRunner().invoke(audit, [*start, "--recipients", str(named), *args])


def opened(log: Path, identity: Identity) -> tuple[int, int]:
    """How many records open, and how many there are."""
    with LogReader(log, (identity,)) as reader:
        reads = list(reader.records())
    return sum(read.record is not None for read in reads), len(reads)


def test_only_the_new_readers_open(tmp_path: Path) -> None:
    """The new identity opens every record, the old one none, and the log verifies."""
    log = small_log(tmp_path / "log")
    result = run(log, *WHY, "--yes")
    assert result.exit_code == Exit.OK, result.output
    assert "keys      5 wrapped anew" in result.stdout
    assert "the log   ok" in result.stdout
    assert "to the proxy, too" in result.stderr
    count, total = opened(log, NEXT)
    assert count == total > 9
    assert opened(log, DPO)[0] == 0
    assert verify(log).verdict == "ok"


def test_rotation_is_recorded(tmp_path: Path) -> None:
    """A record says who, why, and who can read from then on."""
    log = small_log(tmp_path / "log")
    run(log, *WHY, "--yes", readers=(NEXT, STRANGER))
    with LogReader(log, (STRANGER,)) as reader:
        (record,) = [read.record for read in reader.records(events=("rewrap",))]
    assert record is not None
    assert record.reason == "dpo has left"
    assert record.about == {
        "recipients": [f"{one.name} {one.id}" for one in (NEXT, STRANGER)],
    }


def test_dry_run_changes_nothing(tmp_path: Path) -> None:
    """Only the counts are shown."""
    log = small_log(tmp_path / "log")
    before = {path: path.read_bytes() for path in log.glob("seg-*")}
    result = run(log, "--dry-run")
    assert result.exit_code == Exit.OK
    assert "5 keys in 2 segments to wrap anew, 0 as they should be" in result.stdout
    assert {path: path.read_bytes() for path in log.glob("seg-*")} == before


def test_same_readers_need_nothing(tmp_path: Path) -> None:
    """A log that is sealed for these already stays as it is."""
    log = small_log(tmp_path / "log")
    before = {path: path.read_bytes() for path in log.glob("seg-*")}
    result = run(log, *WHY, "--yes", readers=(DPO,))
    assert result.exit_code == Exit.OK
    assert {path: path.read_bytes() for path in log.glob("seg-*")} == before


def test_keys_of_others_are_told(tmp_path: Path) -> None:
    """What the identity does not open stays sealed as it was: no success."""
    log = small_log(tmp_path / "log", STRANGER)
    result = run(log, *WHY, "--yes")
    assert result.exit_code == Exit.USAGE
    assert "5 keys stay as they are" in result.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [([], "rotate needs --reason"), ([*WHY], "--yes does without asking")],
)
def test_bad_usage_is_told(tmp_path: Path, args: list[str], words: str) -> None:
    """Without a reason, or anybody to ask, nothing is done."""
    log = small_log(tmp_path / "log")
    result = run(log, *args)
    assert result.exit_code == Exit.USAGE
    assert words in " ".join(result.stderr.split())
    assert opened(log, DPO)[0] == 9


def test_bad_recipients_are_told(tmp_path: Path) -> None:
    """A file without recipients would shut everybody out."""
    log = small_log(tmp_path / "log")
    result = run(log, *WHY, "--yes", readers=())
    assert result.exit_code == Exit.USAGE
    assert "nobody could read the log" in result.stderr
