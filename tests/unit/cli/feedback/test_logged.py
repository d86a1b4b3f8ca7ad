"""`penname feedback wrong --request`: findings of an audit log."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result

from penname.audit.model import Entry
from penname.audit.reader import LogReader
from penname.audit.record import AuditRecord, Content, FindingRow
from penname.cli.exits import Exit
from tests.unit.cli.audit.logs import DPO, STRANGER, Writer, identity_file
from tests.unit.cli.feedback.folders import FOUND, MISSED, begin, leaks, missed, run

REVEAL = ("--reveal", "--reason", "ticket 7")


def body(text: str) -> str:
    return json.dumps({"model": "m", "messages": [{"role": "user", "content": text}]})


def entry(request: str, content: Content | None, *rows: FindingRow) -> Entry:
    record = AuditRecord(
        request_id=request, route="openai.chat", model="m", findings=rows, content=content
    )
    return Entry("request", record)


ROWS = (
    FindingRow(
        "PERSON", "mask", "c.yaml:7", "ner", role="user", part="text", scores={60: 1, 85: 2}
    ),
    FindingRow("PERSON", "none", "c.yaml:7", "ner", scores={20: 1}),
    FindingRow("EMAIL_ADDRESS", "redact", "c.yaml:8", "email", "reply", "joined", scores={100: 1}),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Policies, and a log with three requests: counted only, with its text, with half of it."""
    monkeypatch.chdir(tmp_path)
    text = f"ask {FOUND} or {FOUND} <bo@example.org>"
    writer = Writer(tmp_path / "log")
    writer.add(entry("req-1", Content(body("PERSON_x")), *ROWS))
    writer.add(entry("req-2", Content(body("PERSON_x"), body(text)), *ROWS))
    writer.add(entry("req-3", Content("", body(text), truncated=True), *ROWS))
    writer.end()
    return begin(tmp_path)


def logged(folder: Path, request: str, *args: str, identity: bool = True) -> Result:
    opens = ("--identity", identity_file(folder.parent)) if identity else ()
    return run("wrong", "--request", request, "--log", "log", *opens, *args)


def read(result: Result) -> str:
    assert result.exit_code == Exit.OK, result.stderr
    return Path(result.stdout.strip()).read_text()


def test_findings_are_listed(folder: Path) -> None:
    """What was acted on, by number: type, where, score, who found it, what was done; no value."""
    result = logged(folder, "req-2")
    assert result.exit_code == Exit.USAGE
    assert result.stderr.splitlines() == [
        "  1  PERSON         user text, 3 times  0.85  ner    mask    c.yaml:7",
        "  2  EMAIL_ADDRESS  in the answer       1.00  email  redact  c.yaml:8",
        "penname: say which one is wrong: --finding N, from 1 to 2",
    ]
    assert not (folder / "feedback").exists()


def test_report_knows_no_value(folder: Path) -> None:
    """A report about a counted finding has what the record says, and no hash."""
    text = read(logged(folder, "req-1", "--finding", "2"))
    assert text.endswith(
        "entity: EMAIL_ADDRESS\npolicy: clinic.yaml\n"
        f"reported: {text.split('reported: ')[1][:10]}\n"
        'found: {where: "request req-1, in the answer", recognizer: email, score: 1.0, '
        'view: joined, rule: "c.yaml:8"}\n'
    )


def test_report_without_a_value_is_accepted_with_it(folder: Path) -> None:
    """Whoever accepts knows the value, and says it unseen; it still shows nowhere."""
    id_ = Path(logged(folder, "req-1", "--finding", "1").stdout.strip()).stem
    args = ("accept", id_, "--by", "cy", "--reason", "r", "--yes", "--value-file", "-")
    result = run(*args, text=FOUND)
    assert result.exit_code == Exit.OK, result.stderr
    assert leaks(folder, result) == []


def test_reveal_finds_again(folder: Path) -> None:
    """With the sealed text each value is found again, once; that it was revealed is in the log."""
    result = logged(folder, "req-2", "--finding", "1", "--keep-text", *REVEAL)
    text = read(result)
    assert "where: request req-2, recognizer: test" in text
    assert 'text: "ask {{value}} or {{value}} <[EMAIL_ADDRESS]>"' in text
    assert "hashed: " in text
    assert "recorded: penname/test-1/" in result.stderr
    assert "  2  EMAIL_ADDRESS  x@x.x (14)  line 1, column 25" in result.stderr
    assert leaks(folder, result) == []
    with LogReader(folder.parent / "log", (DPO,)) as reader:
        (revealed,) = [one.record for one in reader.records(events=("reveal",))]
    assert revealed is not None
    assert (revealed.reason, revealed.about["records"]) == ("ticket 7", [2])


@pytest.mark.parametrize(
    ("request_id", "args", "words"),
    [
        ("req-1", REVEAL, "the text of req-1 was not kept"),
        ("req-3", REVEAL, "the text of req-3 was not kept"),
        ("req-9", (), "no record with the request id req-9"),
        ("req-1", ("--reveal",), "--reveal needs --reason"),
        ("req-1", ("--reason", "x"), "--reveal needs --reason"),
        ("req-1", ("t",), "give either a FILE or --request"),
        ("req-1", ("--log", ""), "--request needs --log"),
        ("req-1", ("--show-values",), "--show-values writes to a terminal only"),
    ],
)
def test_what_cannot_be_reported(
    folder: Path, request_id: str, args: tuple[str, ...], words: str
) -> None:
    """Each mistake is told; nothing is revealed, and nothing written."""
    result = logged(folder, request_id, *args)
    assert words in " ".join(result.stderr.split())
    assert result.exit_code in (Exit.USAGE, Exit.UNSAFE)
    assert not (folder / "feedback").exists()
    with LogReader(folder.parent / "log", (DPO,)) as reader:
        assert list(reader.records(events=("reveal",))) == []


def test_records_need_an_identity(folder: Path) -> None:
    """Without what opens them, or with another one, records say nothing."""
    assert "--identity FILE" in logged(folder, "req-1", identity=False).stderr
    stranger = identity_file(folder.parent, STRANGER)
    result = logged(folder, "req-1", "--identity", stranger, identity=False)
    assert "no record with the request id req-1 can be opened" in result.stderr


def test_options_of_requests_need_one(folder: Path) -> None:
    """What goes with a request goes with nothing else."""
    result = run("wrong", *REVEAL, text=f"I am {MISSED}")
    assert (result.exit_code, "go with --request" in result.stderr) == (Exit.USAGE, True)
    assert missed()
