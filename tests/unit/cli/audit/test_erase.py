"""`penname audit erase`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penname.audit.journal import Journal
from penname.audit.reader import LogReader
from penname.audit.verify import verify
from penname.cli.audit import planning
from penname.cli.audit.commands import audit
from penname.cli.exits import Exit
from penname.server.keys import load_root_key
from tests.unit.cli.audit.logs import (
    DPO,
    LABEL_KEY,
    ORIGIN,
    STRANGER,
    Writer,
    exchanges,
    identity_file,
    mail,
    small_log,
)

WHY = ("--reason", "request 118")
ACME = ("--tenant", "acme")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return small_log(tmp_path / "log")


def run(log: Path, *args: str, typed: str | None = None) -> Result:
    """Erases as the dpo."""
    identity = identity_file(log.parent)
    return CliRunner().invoke(audit, ["erase", str(log), "--identity", identity, *args], typed)


def state(log: Path) -> dict[str, int]:
    """How many records each tenant has that open, and how many are erased."""
    found: dict[str, int] = {}
    with LogReader(log, (DPO, STRANGER)) as reader:
        for read in reader.records():
            name = "erased" if read.erased else getattr(read.record, "tenant", "") or "none"
            found[name] = found.get(name, 0) + 1
    return found


def files(log: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in log.glob("seg-*")}


def test_records_are_gone_and_the_log_verifies(log: Path) -> None:
    """The tenant's records open for nobody, all others do, and the log is as it was signed."""
    before = {name: text for name, text in files(log).items() if name.endswith(".alog")}
    assert state(log) == {"acme": 5, "beta": 2, "none": 2}
    result = run(log, *ACME, *WHY, "--yes")
    assert result.exit_code == Exit.OK, result.output
    assert "5 that nobody can read any more" in result.stdout
    assert "keys      2 destroyed" in result.stdout
    assert "the log   ok" in result.stdout
    after = state(log)
    assert (after["erased"], after["beta"], "acme" in after) == (5, 2, False)
    assert verify(log).verdict == "ok"
    assert all(files(log)[name] == text for name, text in before.items())


def test_erasure_is_recorded(log: Path) -> None:
    """A record says who, why and how many; not whose records they were."""
    receipt = json.loads(run(log, *ACME, *WHY, "--yes", "--json").stdout)["logs"][0]["receipts"][0]
    with LogReader(log, (DPO,)) as reader:
        read = reader.at(int(receipt.split("/")[-2]))
    assert read is not None
    assert read.record is not None
    assert (read.event, read.record.reason) == ("erase", "request 118")
    assert read.record.actor
    assert dict(read.record.about) == {"kind": "tenant", "keys": 2, "records": 5}
    assert "acme" not in repr(read)


def test_proxys_root_key_finds_keys(tmp_path: Path) -> None:
    """On the proxy's machine the root key is enough, and nothing is opened."""
    root = load_root_key(None, tmp_path / "data", lambda _words: None)
    log = tmp_path / "data" / "audit" / "log"
    journal = Journal(
        log, ORIGIN, [DPO.recipient], root.derive("audit-labels"), policy_digest=lambda: ""
    )
    journal.start()
    try:
        for one in exchanges(0, 2):
            journal.write(one)
        args = ["erase", str(log), *ACME, *WHY, "--yes", "--data-dir", str(tmp_path / "data")]
        result = CliRunner().invoke(audit, args)
    finally:
        journal.close()
    assert result.exit_code == Exit.OK, result.output
    assert state(log)["erased"] == 4
    assert verify(log).verdict == "ok"


def test_dry_run_changes_nothing(log: Path) -> None:
    """Only the counts are shown; no reason is needed."""
    before = files(log)
    result = run(log, *ACME, "--dry-run")
    assert result.exit_code == Exit.OK
    assert result.stdout == f"{ORIGIN}  tenant acme: 5 records, 2 keys in 2 segments\n"
    assert files(log) == before
    assert json.loads(run(log, *ACME, "--dry-run", "--json").stdout)["logs"][0]["erased"] is False


@pytest.mark.parametrize("answer", [True, False])
def test_asks_first(log: Path, monkeypatch: pytest.MonkeyPatch, answer: bool) -> None:
    """On a terminal it asks, with what would go; without a yes nothing changes."""
    asked: list[str] = []
    before = files(log)

    def confirm(words: str, *, err: bool) -> bool:
        assert err
        asked.append(words)
        return answer

    monkeypatch.setattr(planning, "is_terminal", lambda: True)
    monkeypatch.setattr("penname.cli.audit.planning.click.confirm", confirm)
    result = run(log, *ACME, *WHY)
    assert asked == ["Make these records of tenant acme unreadable for ever?"]
    assert "5 records, 2 keys in 2 segments" in result.stderr
    assert (files(log) == before) is not answer
    assert result.exit_code == (Exit.OK if answer else Exit.INTERRUPTED)


def test_nobody_to_ask_is_told(log: Path) -> None:
    """Without a terminal and without --yes nothing is erased."""
    before = files(log)
    result = run(log, *ACME, *WHY)
    assert result.exit_code == Exit.USAGE
    assert "--yes does without asking" in result.stderr
    assert files(log) == before


def test_nothing_to_erase_is_fine(log: Path) -> None:
    """A tenant without records is told; nothing is written."""
    before = files(log)
    result = run(log, "--tenant", "nobody", *WHY, "--yes")
    assert (result.exit_code, result.stdout) == (
        Exit.OK,
        "there is nothing of tenant nobody to erase\n",
    )
    assert files(log) == before


def test_erasing_again_finds_nothing(log: Path) -> None:
    """What is gone is not found again."""
    assert run(log, *ACME, *WHY, "--yes").exit_code == Exit.OK
    assert "nothing of tenant acme" in run(log, *ACME, *WHY, "--yes").stdout


def test_keys_of_others_are_told(tmp_path: Path) -> None:
    """Keys that the identity does not open may be of the tenant: that is no success."""
    log = small_log(tmp_path / "log", STRANGER)
    result = run(log, *ACME, *WHY, "--yes")
    assert result.exit_code == Exit.USAGE
    assert "3 keys could not be looked at" in result.stderr


def test_all_logs_of_a_folder_are_erased(tmp_path: Path) -> None:
    """Every log of a folder that has the tenant; the others stay as they are."""
    for name, tenant in (("a", "acme"), ("b", "beta"), ("c", "acme")):
        writer = Writer(tmp_path / "logs" / name, origin=f"penname/{name}")
        writer.add(*exchanges(0, 1, tenant)).end()
    before = files(tmp_path / "logs" / "b")
    result = run(tmp_path / "logs", *ACME, *WHY, "--yes")
    assert result.exit_code == Exit.OK, result.output
    assert [state(tmp_path / "logs" / name).get("erased", 0) for name in "abc"] == [2, 0, 2]
    assert "penname/b  nothing to erase" in result.stdout
    assert files(tmp_path / "logs" / "b") == before


def test_erased_values_are_not_found(log: Path) -> None:
    """A search says that it could not look everywhere."""
    run(log, *ACME, *WHY, "--yes")
    args = ["search", str(log), "--identity", identity_file(log.parent), "--value", mail()]
    result = CliRunner().invoke(audit, args)
    assert result.exit_code == Exit.USAGE
    assert "1 record found" in result.stderr
    assert "2 records erased" in result.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([*WHY], "give either --tenant or --subject"),
        ([*WHY, *ACME, "--subject", "u"], "give either --tenant or --subject"),
        ([*ACME], "erase needs --reason"),
        ([*ACME, *WHY, "--data-dir", "nowhere"], "root.key is not there"),
    ],
)
def test_bad_usage_is_told(log: Path, args: list[str], words: str) -> None:
    """What cannot be done is told before anything is."""
    before = files(log)
    result = run(log, *args)
    assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
    assert words in " ".join(result.stderr.split())
    assert files(log) == before


def test_something_that_finds_keys_is_needed(log: Path) -> None:
    """Without an identity and a root key there is nothing to find keys with."""
    result = CliRunner().invoke(audit, ["erase", str(log), *ACME, *WHY])
    assert result.exit_code == Exit.USAGE
    assert "--data-dir of the proxy, or --identity" in result.stderr
    assert LABEL_KEY.hex() not in result.output


def test_data_dir_without_a_key_stays_so(log: Path, tmp_path: Path) -> None:
    """No root key is made where there is none: a new one would find nothing."""
    (tmp_path / "data").mkdir(mode=0o700)
    result = run(log, *ACME, *WHY, "--data-dir", str(tmp_path / "data"))
    assert result.exit_code == Exit.USAGE
    assert list((tmp_path / "data").iterdir()) == []
