"""Requests out of audit logs and their exports."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from penname.audit.model import Entry
from penname.audit.record import AuditRecord, Content, FindingRow
from penname.cli.exits import Exit, Failure
from penname.cli.policy.corpus import Recorded
from penname.cli.policy.logged import (
    DAMAGED,
    ERASED,
    REFUSED,
    REPEATED,
    SHORTENED,
    UNREADABLE,
    ExportRecords,
    LogRecords,
    Period,
    is_export,
)
from penname.policy.match import Subject
from tests.unit.cli.policy.recorded import DPO, ORIGIN, STRANGER, export_of, log_of

RECORD = AuditRecord(
    route="openai.chat",
    model="gpt-5",
    tenant="a",
    policy="p",
    revision="1",
    digest="ab" * 32,
    decision="forwarded",
    bytes_in=20,
    findings=(FindingRow("PERSON", "mask", scores={85: 1}),),
    content=Content("masked", '{"messages": []}'),
)


def entry(event: str = "request", scope: str = "tenant:a", **changes: Any) -> Entry:
    return Entry(event, replace(RECORD, **changes), (scope,))


def log(folder: Path, *entries: Entry) -> LogRecords:
    return LogRecords(str(log_of(folder / "log", (), "", *entries)), [DPO], Period())


def export(path: Path, *lines: object) -> ExportRecords:
    file = path / "e.jsonl"
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines))
    return ExportRecords(file, Period())


def line(index: int = 1, **changes: Any) -> dict[str, Any]:
    said = {"uid": f"{ORIGIN}/{index}", "event": "request", "time": "2026-12-01T10:00:00.000Z"}
    return {**RECORD.as_json(), **said, **changes}


def test_records_become_requests(tmp_path: Path) -> None:
    """A record gives its request, with its text where that is sealed, and says where it stands."""
    (one,) = log(tmp_path, entry()).requests()
    assert one.subject == Subject("openai.chat", "a", "gpt-5")
    assert (one.name, one.time) == (f"{ORIGIN}/1", "2026-12-01T10:01:00.000Z")
    assert one.policy == "p@1 abababababab"
    assert one.body == b'{"messages": []}'
    assert one.ledgered is not None
    assert [row.entity_type for row in one.ledgered.rows] == ["PERSON"]
    assert "messages" not in repr(one)


@pytest.mark.parametrize(
    "changes",
    [
        {"content": None},
        {"content": Content("masked")},
        {"content": Content("masked", "{", truncated=True)},
        {"route": "openai.chat.update"},
    ],
)
def test_half_a_text_is_none(changes: dict[str, Any], tmp_path: Path) -> None:
    """A text that is not there, cut off, or of a call that cannot be rebuilt is not known."""
    (one,) = log(tmp_path, entry(**changes)).requests()
    assert one.body == b""


def test_only_what_a_policy_judged_counts(tmp_path: Path) -> None:
    """Answers are no requests; what was refused for another reason is left out, and counted."""
    records = log(
        tmp_path,
        entry("response"),
        entry("refused", decision="blocked", code="pii_blocked", policy=""),
        entry("refused", decision="refused", code="unauthorized"),
    )
    (one,) = records.requests()
    assert one.ledgered is not None
    assert (one.ledgered.code, one.policy) == ("pii_blocked", "")
    assert records.left_out == {REFUSED: 1}
    assert list(records.requests()) == [one]
    assert records.left_out == {REFUSED: 1}


def test_all_logs_of_a_folder_are_read(tmp_path: Path) -> None:
    """A folder of logs, one for each writer, is read whole, and told how far."""
    for name in ("a", "b"):
        log_of(tmp_path / name, (), "", entry(), entry())
    records = LogRecords(str(tmp_path), [DPO], Period())
    done, total = records.progress
    assert (done, total > 0) == (0, True)
    assert len(list(records.requests())) == 4
    done, again = records.progress
    assert total // 2 < done <= total == again
    assert records.count == total // 4096


def test_shut_records_say_why(tmp_path: Path) -> None:
    """What is not for these identities, erased or damaged is left out under its own reason."""
    folder = log_of(tmp_path / "log", (), "", entry(scope="tenant:a"), entry(scope="tenant:b"))
    stranger = LogRecords(str(folder), [STRANGER], Period())
    assert not list(stranger.requests())
    assert stranger.left_out == {UNREADABLE: 2}
    keys = next(folder.glob("*.keys"))
    first, second, *others = keys.read_bytes().splitlines(keepends=True)
    keys.write_bytes(b"".join([first, *others]))
    damaged = LogRecords(str(folder), [DPO], Period())
    assert len(list(damaged.requests())) == 1
    assert damaged.left_out == {DAMAGED: 1}
    assert second.startswith(b"K ")


def test_erased_records_are_told(tmp_path: Path) -> None:
    """A record whose keys an erase record names is erased, not damaged."""
    folder = log_of(tmp_path / "log", (), "", entry())
    keys = next(folder.glob("*.keys"))
    own, scoped = keys.read_bytes().splitlines(keepends=True)
    ref = sha256(scoped.removesuffix(b"\n")).hexdigest()
    erase = Entry("erase", AuditRecord(), detail={"lines": [{"seg": 0, "ref": ref}]})
    keys.write_bytes(own)
    again = log_of(folder, (), "", erase, exist_ok=True)
    records = LogRecords(str(again), [DPO], Period())
    assert not list(records.requests())
    assert records.left_out == {ERASED: 1}


def test_broken_logs_end_with_words(tmp_path: Path) -> None:
    """A file that is no log is wrong usage, with the line."""
    folder = log_of(tmp_path / "log", (), "", entry())
    path = next(folder.glob("*.alog"))
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b'\n{"n":1', b'\n{"m":1').replace(b'R {"n":1', b'R {"m":1'))
    with pytest.raises(Failure) as caught:
        list(LogRecords(str(folder), [DPO], Period()).requests())
    assert caught.value.exit_code == Exit.USAGE
    with pytest.raises(Failure):
        LogRecords(str(tmp_path / "none"), [DPO], Period())


def test_exports_say_the_same(tmp_path: Path) -> None:
    """The export of a log gives the same requests, but for their texts."""
    records = log(tmp_path, entry(), entry("response"), entry("refused", decision="blocked"))
    path = export_of(tmp_path / "log", tmp_path / "e.jsonl", twice=True)
    found = ExportRecords(path, Period())
    assert is_export(path)
    assert list(found.requests()) == [replace(one, body=b"") for one in records.requests()]
    assert found.left_out == {REPEATED: 2}
    assert found.progress[0] == found.progress[1] == path.stat().st_size
    assert found.count == 0


def test_exports_leave_out_what_they_lack(tmp_path: Path) -> None:
    """Records that could not be opened, or lost some of their finds, are not judged."""
    records = export(tmp_path, line(1), line(2, unreadable=True), line(3, findings_left_out=4))
    assert [one.name for one in records.requests()] == [f"{ORIGIN}/1"]
    assert records.left_out == {UNREADABLE: 1, SHORTENED: 1}


@pytest.mark.parametrize(
    "bad",
    [
        5,
        {"uid": "x"},
        line(time=5),
        line(2, findings=[{"entity_type": 5, "action": "mask"}]),
        line(time="2026-12-01T10:00:00.000"),
        line(time="today"),
    ],
)
def test_bad_lines_have_a_place(bad: object, tmp_path: Path) -> None:
    """A line that is no record is wrong usage, with file and line, and is not quoted."""
    path = tmp_path / "e.jsonl"
    path.write_text(json.dumps(line()) + "\n" + json.dumps(bad))
    period = Period(until=dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    with pytest.raises(Failure, match=r"e\.jsonl:2: ") as caught:
        list(ExportRecords(path, period).requests())
    assert caught.value.exit_code == Exit.USAGE


def test_other_files_are_no_export(tmp_path: Path) -> None:
    """A corpus, an empty file and one that is no JSON are no exports; a missing one fails."""
    path = tmp_path / "f"
    for text in ("", '{"text": "hello"}', "hello", "[1]", '{"uid": 1, "event": "request"}'):
        path.write_text(text)
        assert not is_export(path)
    with pytest.raises(Failure):
        is_export(tmp_path / "none")


def test_requests_know_their_text_or_not() -> None:
    """Of a corpus there is no record."""
    assert Recorded(b"{}", Subject()).ledgered is None
