"""What a record says: JSON and back, the bytes that are sealed, and what is refused."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest

from penname.audit import record as module
from penname.audit.record import (
    AuditRecord,
    Content,
    FindingRow,
    RecordError,
    opened,
    plaintext,
    record_of,
)

ROW = FindingRow("EMAIL_ADDRESS", "mask", "p.yaml:7", "EmailRecognizer", scores={100: 2, 85: 1})
FULL = AuditRecord(
    request_id="r-1",
    tenant="acme",
    decision="forwarded",
    status=200,
    streamed=True,
    mask_ms=1.5,
    findings=(ROW, FindingRow("PERSON", "none", direction="reply", view="percent")),
    shadow=(FindingRow("PERSON", "block", scores={40: 1}),),
    content=Content(masked="Hello <PERSON_1>", original="Hello Ann", truncated=True),
    about={"entries": 3},
)


@pytest.mark.parametrize("record", [AuditRecord(), FULL, AuditRecord(content=Content())])
def test_record_is_read_back(record: AuditRecord) -> None:
    """What is written and opened is the same record."""
    assert record_of(opened(plaintext(record.as_json()))) == record


def test_empty_members_are_left_out() -> None:
    """A member that says nothing is not written; the order is the table's."""
    assert AuditRecord().as_json() == {}
    assert list(FULL.as_json())[:4] == ["request_id", "tenant", "decision", "status"]


def test_row_always_says_type_and_action() -> None:
    """A row without its two first members could not be read, so they are always written."""
    row = FindingRow("", "")
    assert {"entity_type": "", "action": ""}.items() <= row.as_json().items()
    assert record_of(AuditRecord(findings=(row,)).as_json()).findings == (row,)


def test_scores_are_sorted_and_counted() -> None:
    """Scores are pairs in order; the count is their sum."""
    assert ROW.as_json()["scores"] == [[85, 1], [100, 2]]
    assert ROW.count == 3
    assert FindingRow("PERSON", "none").count == 0


def test_later_members_are_passed_over() -> None:
    """A member of a later version is no error, anywhere."""
    said = FULL.as_json()
    said["later"] = {"x": 1}
    said["content"]["later"] = 1
    said["findings"][0]["later"] = 1
    assert record_of(said) == FULL


def test_whole_milliseconds_are_read() -> None:
    """A time without a fraction is a number too."""
    assert record_of({"mask_ms": 2}).mask_ms == 2


@pytest.mark.parametrize(
    "said",
    [
        {"tenant": 1},
        {"status": "200"},
        {"status": True},
        {"status": 2.5},
        {"streamed": 1},
        {"mask_ms": "1"},
        {"mask_ms": True},
        {"about": []},
        {"findings": {}},
        {"findings": ["x"]},
        {"findings": [{"action": "mask"}]},
        {"findings": [{"entity_type": 1, "action": "mask"}]},
        {"shadow": 1},
        {"content": None},
        {"content": {"masked": 1}},
    ],
)
def test_wrong_members_are_refused(said: dict[str, Any]) -> None:
    """A member of the wrong kind is a RecordError."""
    with pytest.raises(RecordError):
        record_of(said)


@pytest.mark.parametrize(
    "scores",
    [{}, 1, [1], [[1]], [[1, 2, 3]], [["1", 2]], [[1.5, 2]], [[True, 1]], [[50, 1], [50, 2]]],
)
def test_wrong_scores_are_refused(scores: Any) -> None:
    """Scores are pairs of whole numbers, each score once."""
    row = {"entity_type": "PERSON", "action": "mask", "scores": scores}
    with pytest.raises(RecordError):
        record_of({"findings": [row]})


def test_errors_quote_no_value() -> None:
    """An error never says what stands in a record."""
    with pytest.raises(RecordError) as caught:
        record_of({"content": {"masked": ["Ann Example"]}})
    assert "Ann" not in str(caught.value)


def test_values_stay_out_of_reprs() -> None:
    """Texts and what people asked about stand in no repr."""
    shown = repr(AuditRecord(content=Content("Ann", "Bob"), about={"asked": "Eve"}))
    assert not any(name in shown for name in ("Ann", "Bob", "Eve"))


@pytest.mark.parametrize(("length", "flag"), [(10, b"\0"), (1010, b"\0"), (1011, b"\1")])
def test_long_records_are_deflated(length: int, flag: bytes) -> None:
    """From 1024 bytes of JSON on, a record is a zlib stream behind the byte 1."""
    said = {"tenant": "x" * length}
    plain = plaintext(said)
    text = plain[1:] if flag == b"\0" else zlib.decompress(plain[1:])
    assert plain[:1] == flag
    assert json.loads(text) == said
    assert opened(plain) == said


@pytest.mark.parametrize("text", ["a\ud800b", "\ud83d", "ä\udfff" * 600])
def test_lone_surrogates_are_kept(text: str) -> None:
    """A text with lone surrogates, which JSON can carry, is sealed and read back."""
    plain = plaintext({"tenant": text})
    assert opened(plain) == {"tenant": text}
    raw = plain[1:] if plain[:1] == b"\0" else zlib.decompress(plain[1:])
    assert raw.decode() == raw.decode("ascii")


def test_other_text_stands_as_utf8() -> None:
    """Text is written as UTF-8, not as escapes."""
    assert plaintext({"tenant": "Jürgen 🙂"}) == '\0{"tenant":"Jürgen 🙂"}'.encode()


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"\0",
        b"\0[]",
        b"\0null",
        b"\0{",
        b"\0\xff",
        b"\0" + b"[" * 100_000,
        b'\0{"a":' + b"9" * 5000 + b"}",
        '\0{"a":1}'.encode("utf-16"),
        b"\0" + '{"a":1}'.encode("utf-16"),
        b'\2{"a":1}',
        b'{"a":1}',
        b"\1",
        b"\1not zlib",
        b"\1" + zlib.compress(b"[]"),
        b"\1" + zlib.compress(b'{"a":1}')[:-2],
        b"\1" + zlib.compress(b'{"a":1}') + b"x",
    ],
)
def test_other_plaintexts_are_refused(plain: bytes) -> None:
    """What is no record is a RecordError, whatever it is."""
    with pytest.raises(RecordError):
        opened(plain)


@pytest.mark.parametrize(("length", "fits"), [(1000, True), (1001, False)])
def test_inflating_is_bounded(monkeypatch: pytest.MonkeyPatch, length: int, fits: bool) -> None:
    """A record inflates to MAX_PLAINTEXT and no further."""
    monkeypatch.setattr(module, "MAX_PLAINTEXT", 1000)
    plain = b"\1" + zlib.compress(b'{"a":"' + b"x" * (length - 8) + b'"}')
    if fits:
        assert len(opened(plain)["a"]) == length - 8
    else:
        with pytest.raises(RecordError, match="too long"):
            opened(plain)


def test_bomb_is_refused_early() -> None:
    """A stream that inflates a thousandfold stops at the bound."""
    packer = zlib.compressobj(9)
    piece = b" " * (1 << 20)
    parts = [packer.compress(piece) for _ in range(module.MAX_PLAINTEXT // len(piece) + 1)]
    with pytest.raises(RecordError, match="too long"):
        opened(b"\1" + b"".join([*parts, packer.flush()]))


@pytest.mark.parametrize(
    "text",
    [
        b'{"a":[' + b"[]," * 4_000_000 + b"0]}",
        b'{"a":[' + b'"",' * 4_000_000 + b"0]}",
        b'{"a":"' + b'\\"' * 4_000_000,
        b'{"a":"b",' + b" " * 9_000_000 + b"}",
    ],
)
def test_many_small_parts_are_refused(text: bytes) -> None:
    """JSON that would take many times its length of memory is refused before it is parsed."""
    with pytest.raises(RecordError):
        opened(b"\0" + text)


def test_one_long_text_is_read() -> None:
    """A long body, full of escapes and braces, is what a record may hold."""
    said = {"content": {"masked": '{"role": "user", "[]": "\\"\\n"}' * 200_000}}
    assert opened(plaintext(said)) == said
