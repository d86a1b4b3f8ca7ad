"""`penname audit show`, and what happens before values are shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penname.audit.journal import Journal
from penname.audit.model import Receipt
from penname.audit.reader import LogReader
from penname.cli.audit.commands import audit
from penname.cli.exits import Exit
from tests.unit.cli.audit.logs import (
    DPO,
    LABEL_KEY,
    ORIGIN,
    STRANGER,
    Writer,
    blocked,
    exchanges,
    identity_file,
    mail,
    small_log,
)

REVEAL = ("--reveal", "--reason", "incident 31")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return small_log(tmp_path / "log")


def run(log: Path, *args: str, env: dict[str, str] | None = None) -> Result:
    """Shows as the dpo."""
    identity = identity_file(log.parent)
    return CliRunner().invoke(audit, ["show", str(log), *args, "--identity", identity], env=env)


def reveals(folder: Path) -> list[tuple[str, str, dict[str, object]]]:
    """Actor, reason and subject of the reveals that a log has."""
    with LogReader(folder, (DPO,)) as reader:
        records = [read.record for read in reader.records(events=("reveal",))]
    return [(one.actor, one.reason, dict(one.about)) for one in records if one is not None]


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("seg-*")}


def test_page_masks_by_default(log: Path) -> None:
    """A record's page has the text as the provider got it; nothing is written."""
    before = files(log)
    result = run(log, "1")
    assert (result.exit_code, result.stderr) == (Exit.OK, "")
    assert result.stdout.startswith(f"request 1  2026-11-24 09:30:01 UTC  {ORIGIN}, segment 0")
    assert "EMAIL_ADDRESS_p0tb38sv" in result.stdout
    assert mail() not in result.stdout
    assert files(log) == before


def test_request_id_gives_all_its_records(log: Path) -> None:
    """Request and response of one id, one below the other; as JSON in one list."""
    assert "\n\nresponse 4  " in run(log, "req-1").stdout
    rows = json.loads(run(log, "req-1", "--json").stdout)["records"]
    assert [row["index"] for row in rows] == [3, 4]
    assert mail() not in json.dumps(rows)


def test_clear_part_needs_no_identity(log: Path) -> None:
    """Without an identity a record says what stands in clear."""
    result = CliRunner().invoke(audit, ["show", str(log), "5"])
    assert result.exit_code == Exit.OK
    assert "because of size" in result.stdout
    assert "sealed; an identity opens it" in result.stdout


def test_variable_names_the_log(log: Path) -> None:
    """With a folder in the environment the record alone is enough."""
    env = {"PENNAME_AUDIT_DIR": str(log)}
    result = CliRunner().invoke(audit, ["show", "9"], env=env)
    assert result.stdout.startswith("refused 9  ")
    assert "give INDEX or REQUEST-ID" in CliRunner().invoke(audit, ["show"], env=env).stderr


def test_reveal_is_recorded_first(log: Path) -> None:
    """Originals are shown once a record about it is in the log: who, why, which records."""
    result = run(log, "req-1", *REVEAL)
    assert result.exit_code == Exit.OK, result.output
    assert mail() in result.stdout
    ((actor, reason, about),) = reveals(log)
    assert actor
    assert reason == "incident 31"
    assert about == {"log": ORIGIN, "records": [3, 4]}
    receipt = result.stderr.split("recorded: ")[1].strip()
    with LogReader(log) as reader:
        read = reader.at(int(receipt.split("/")[-2]))
    assert read is not None
    assert read.event == "reveal"


def test_running_writer_records_it(tmp_path: Path) -> None:
    """While a proxy writes the log, it writes the record; who reveals needs no public keys."""
    log = tmp_path / "log"
    recipients = [DPO.recipient, STRANGER.recipient]
    journal = Journal(log, ORIGIN, recipients, LABEL_KEY, policy_digest=lambda: "")
    journal.start()
    receipts: list[Receipt] = [journal.write(one) for one in exchanges(1, 1)]
    try:
        result = run(log, str(receipts[0]), *REVEAL)
    finally:
        journal.close()
    assert result.exit_code == Exit.OK, result.output
    assert mail() in result.stdout
    assert [reason for _, reason, _ in reveals(log)] == ["incident 31"]


def test_nothing_is_shown_that_is_not_recorded(log: Path) -> None:
    """A log that cannot be written shows nothing, and says why."""
    (log / "sign-00000002.key").unlink()
    result = run(log, "1", *REVEAL)
    assert (result.exit_code, result.stdout) == (Exit.UNSAFE, "")
    assert "Nothing is shown" in result.stderr
    assert mail() not in result.output
    assert reveals(log) == []


def test_unknown_readers_stop_it(tmp_path: Path) -> None:
    """Where a reader's public key is not known, its record could not be sealed for all."""
    log = small_log(tmp_path / "log", DPO, STRANGER)
    result = run(log, "1", *REVEAL)
    assert (result.exit_code, result.stdout) == (Exit.UNSAFE, "")
    assert "PENNAME_AUDIT_RECIPIENTS" in result.stderr
    named = tmp_path / "recipients"
    named.write_text(f"{DPO.recipient}\n{STRANGER.recipient}\n")
    result = run(log, "1", *REVEAL, env={"PENNAME_AUDIT_RECIPIENTS": str(named)})
    assert result.exit_code == Exit.OK, result.output
    with LogReader(log, (STRANGER,)) as reader:
        assert [read.record is not None for read in reader.records(events=("reveal",))] == [True]


def test_copies_are_recorded_elsewhere(log: Path, tmp_path: Path) -> None:
    """--journal names another log, which is begun where there is none; the copy stays as it is."""
    before = files(log)
    for _ in range(2):
        result = run(log, "1", *REVEAL, "--journal", str(tmp_path / "reveals"))
        assert result.exit_code == Exit.OK, result.output
        assert mail() in result.stdout
    assert files(log) == before
    assert [about["records"] for _, _, about in reveals(tmp_path / "reveals")] == [[1], [1]]


def test_journal_must_be_a_log(log: Path, tmp_path: Path) -> None:
    """A folder with other things in it is no place for a log."""
    (tmp_path / "stuff").mkdir()
    (tmp_path / "stuff" / "x").touch()
    result = run(log, "1", *REVEAL, "--journal", str(tmp_path / "stuff"))
    assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
    assert "no audit log is in it" in result.stderr


def test_logs_of_a_request_are_each_told(tmp_path: Path) -> None:
    """A reveal over several logs is recorded in each."""
    for name in "ab":
        Writer(tmp_path / "logs" / name, origin=f"penname/{name}").add(*exchanges(1, 1)).end()
    result = run(tmp_path / "logs", "req-1", *REVEAL)
    assert result.exit_code == Exit.OK, result.output
    assert [len(reveals(tmp_path / "logs" / name)) for name in "ab"] == [1, 1]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["1", "--reveal"], "--reveal needs --reason"),
        (["1", "--reveal", "--reason", " "], "--reveal needs --reason"),
        (["1", "--reason", "x"], "go with --reveal"),
        (["99"], "has no record 99"),
        ([], "give INDEX"),
    ],
)
def test_bad_usage_is_told(log: Path, args: list[str], words: str) -> None:
    """What cannot be shown is wrong usage, and nothing is recorded."""
    result = run(log, *args)
    assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
    assert words in " ".join(result.stderr.split())
    assert reveals(log) == []


def test_reveal_needs_an_identity(log: Path) -> None:
    """Without an identity nothing can be shown, so nothing is recorded either."""
    result = CliRunner().invoke(audit, ["show", str(log), "1", *REVEAL])
    assert result.exit_code == Exit.USAGE
    assert reveals(log) == []


def test_blocked_requests_have_a_page(tmp_path: Path) -> None:
    """A request that was not sent says why."""
    log = Writer(tmp_path / "log").add(blocked(1)).end()
    assert "blocked  pii_blocked" in run(log, "1").stdout
