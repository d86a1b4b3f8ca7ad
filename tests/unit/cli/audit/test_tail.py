"""`penname audit tail`."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penname.audit.model import Entry
from penname.audit.reader import ReadRecord
from penname.audit.record import AuditRecord
from penname.cli.audit import tail
from penname.cli.audit.commands import audit
from penname.cli.exits import Exit
from tests.unit.cli.audit.logs import (
    DPO,
    STRANGER,
    Writer,
    exchanges,
    identity_file,
    mail,
    request,
    small_log,
)


def run(*args: str) -> Result:
    return CliRunner().invoke(audit, ["tail", *args])


def test_clear_parts_need_no_identity(tmp_path: Path) -> None:
    """Without an identity: time, number and event; stderr says what would open the rest."""
    result = run(str(small_log(tmp_path / "log")), "-n", "3")
    assert result.exit_code == Exit.OK, result.output
    assert [line.split() for line in result.stdout.splitlines()] == [
        ["2026-11-24", "09:30:05Z", "8", "response"],
        ["2026-11-24", "09:30:06Z", "9", "refused"],
        ["2026-11-24", "09:30:07Z", "10", "close"],
    ]
    assert result.stderr == "records are sealed; --identity FILE opens them\n"


def test_identity_opens_lines(tmp_path: Path) -> None:
    """With one, a line says who, which model, how it ended and what was found; no value."""
    log = small_log(tmp_path / "log")
    result = run(str(log), "--identity", identity_file(tmp_path))
    assert (result.exit_code, result.stderr) == (Exit.OK, "")
    lines = [line.split("  ") for line in result.stdout.splitlines()]
    assert len(lines) == 9
    assert lines[-4][-4:] == ["gpt-5-mini", "acme", "forwarded", "EMAIL_ADDRESS 1"]
    assert lines[-3][-4:] == ["acme", "200", "complete", "1,840 ms"]
    assert lines[-2][-3:] == ["blocked", "pii_blocked", "US_SSN 2 block"]
    assert lines[4][-1] == "because of size"
    assert mail() not in result.output


def test_local_identity_is_offered(tmp_path: Path) -> None:
    """Where the key pair that penname made lies beside the log, it is named."""
    log = small_log(tmp_path / "audit" / "log")
    local = tmp_path / "audit" / "local.identity"
    local.touch()
    assert f"--identity {local} opens them" in run(str(log)).stderr


def test_strangers_records_stay_sealed(tmp_path: Path) -> None:
    """An identity that is no recipient sees what stands in clear, and is told."""
    log = small_log(tmp_path / "log")
    result = run(str(log), "--identity", identity_file(tmp_path, STRANGER))
    assert result.exit_code == Exit.OK
    assert "acme" not in result.stdout
    assert "sealed for others" in result.stderr


def test_several_logs_are_one_by_time(tmp_path: Path) -> None:
    """The records of all logs below a folder come in the order of their times, each named."""
    Writer(tmp_path / "a", origin="penname/a").add(*exchanges(1, 1)).end()
    Writer(tmp_path / "b", origin="penname/b", start=1_795_512_600.5).add(*exchanges(2, 1)).end()
    lines = run(str(tmp_path), "-n", "4").stdout.splitlines()
    assert [line.split()[-2:] for line in lines] == [
        ["request", "penname/b"],
        ["response", "penname/b"],
        ["close", "penname/a"],
        ["close", "penname/b"],
    ]


def test_clocks_that_go_back_change_no_order(tmp_path: Path) -> None:
    """The records of one log stay in the order in which they were written."""
    Writer(tmp_path, step=-1.0).add(request(1)).add(request(2)).end()
    assert [line.split()[2] for line in run(str(tmp_path)).stdout.splitlines()] == ["1", "2", "3"]


def test_json_has_an_object_a_line(tmp_path: Path) -> None:
    """For programs: one object a line, without texts."""
    log = small_log(tmp_path / "log")
    result = run(str(log), "--identity", identity_file(tmp_path), "--json", "-n", "4")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["index"] for row in rows] == [7, 8, 9, 10]
    assert rows[0]["record"]["tenant"] == "acme"
    assert "content" not in rows[0]["record"]
    assert rows[0]["content"] == "open"


@pytest.mark.parametrize("count", ["0", "100"])
def test_any_count_is_taken(tmp_path: Path, count: str) -> None:
    """None, and more than there are."""
    result = run(str(small_log(tmp_path / "log")), "-n", count)
    assert len(result.stdout.splitlines()) == min(int(count), 9)


def test_new_records_follow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records that are written meanwhile are shown, through the end of a segment."""
    writer = Writer(tmp_path / "log", DPO).add(request(1))
    shown: list[int] = []
    enough = threading.Event()

    class EnoughError(Exception):
        pass

    def put(_console: object, read: ReadRecord, _origin: str, **_how: bool) -> None:
        shown.append(read.index)
        if read.event == "close":
            raise EnoughError

    def pause(_seconds: float) -> None:
        if not enough.is_set():
            enough.set()
            writer.add(request(2)).rotate().add(request(3)).add(Entry("close", AuditRecord()))

    monkeypatch.setattr(tail, "_put", put)
    monkeypatch.setattr("penname.cli.audit.tail.time.sleep", pause)
    with pytest.raises(EnoughError):
        tail.execute(str(tmp_path / "log"), (), None, lines=1, follow=True, as_json=False)
    assert shown == [1, 2, 3, 5, 6]
