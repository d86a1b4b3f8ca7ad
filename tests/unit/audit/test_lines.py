"""Lines: what is written is parsed again, and everything that the grammar forbids is refused."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pytest

from penname.audit import lines
from penname.audit.lines import (
    Box,
    Checkpoint,
    Clear,
    FormatError,
    Header,
    KeyLine,
    Sealed,
    Torn,
    checkpoint_line,
    clear_json,
    header_line,
    key_line,
    parse_key_line,
    parse_line,
    record_line,
    reference,
)
from penname.audit.model import EVENTS

HASH = sha256(b"something").digest()
REF = HASH.hex()
OTHER = sha256(b"other").hexdigest()
TIME = "2026-11-24T09:30:00.000Z"
KEY64 = b64encode(bytes(32)).decode()
SIGNATURE64 = b64encode(bytes(64)).decode()

HEADER = Header(
    origin="penname/eu-1",
    seg=3,
    first=5,
    frontier=(HASH, HASH),
    prev=HASH,
    key=bytes(range(32)),
    next=bytes(32),
    time=TIME,
    commit=HASH,
    keyline=REF,
    torn=None,
    policy=REF,
    software="penname/0.1.0",
)
CLEAR = Clear(17, TIME, "request", "1f0c9a77", tuple(sorted((REF, OTHER))), ("AAAAAAAAAAA",))
CHECKPOINT = Checkpoint(18, HASH, bytes(range(64)))
KEY_LINE = KeyLine(3, "scope", REF, (Box("9c1f2ab03d47e586", "x25519", b"wrapped"),))
DETAILS: dict[str, dict[str, Any]] = {
    "rotate": {"why": "size"},
    "gap": {"lost": 3, "since": TIME},
    "anchor": {"origin": "a/b", "size": 9, "root": REF, "sig": SIGNATURE64},
    "erase": {"lines": [{"seg": 0, "ref": REF}]},
    "rewrap": {"lines": [{"seg": 0, "old": REF, "new": OTHER}]},
    "retire": {"from": 0, "to": 4, "size": 900, "root": REF},
}


def said(raw: bytes) -> dict[str, Any]:
    """The JSON object of a line."""
    taken: dict[str, Any] = json.loads(raw[2:].split(b"\t")[0])
    return taken


def line(kind: bytes, members: Any, rest: bytes = b"") -> bytes:
    return kind + b" " + json.dumps(members).encode() + rest


def refused(raw: bytes, parse: Callable[[bytes], Any] = parse_line) -> str:
    """The code with which a line is refused."""
    with pytest.raises(FormatError) as caught:
        parse(raw)
    return caught.value.code


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        replace(HEADER, torn=Torn(9, 3, HASH), first=0, frontier=(), prev=lines.NO_HASH),
        replace(HEADER, torn=Torn(9, None, None), policy="", software=""),
    ],
)
def test_headers_come_back(header: Header) -> None:
    """A header that was written is parsed to the same."""
    raw = header_line(header)
    assert raw.startswith(b'H {"v":"alog/1","origin":"penname/eu-1","seg":3,')
    assert b"\n" not in raw
    assert parse_line(raw) == header


def test_records_come_back() -> None:
    """A record comes back with its clear part as it stands, and its ciphertext."""
    clear = clear_json(CLEAR)
    sealed = parse_line(record_line(clear, b"ciphertext"))
    assert isinstance(sealed, Sealed)
    assert (sealed.clear, sealed.clear_json, sealed.box) == (CLEAR, clear, b"ciphertext")
    bare = parse_line(record_line(clear_json(Clear(1, TIME, "alive", "00000000")), b""))
    assert isinstance(bare, Sealed)
    assert bare.clear == Clear(1, TIME, "alive", "00000000", (), (), None)


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_comes_back(event: str) -> None:
    """Each event is parsed with its details, and refused with others or none."""
    detail = DETAILS.get(event)
    clear = Clear(17, TIME, event, "1f0c9a77", (), (), detail)
    sealed = parse_line(record_line(clear_json(clear), b""))
    assert isinstance(sealed, Sealed)
    assert sealed.clear == clear
    wrong: list[Any] = [{}, [], {"why": "other"}, {**(detail or {}), "more": 1}]
    if detail is not None:
        wrong.append(None)
        wrong += [{**detail, name: None} for name in detail]
        wrong += [{**detail, name: [{}]} for name in detail]
    for one in wrong:
        refused(record_line(clear_json(clear._replace(d=one)), b""))


@pytest.mark.parametrize("keys", [(), (REF,), tuple(sorted((REF, OTHER)))])
@pytest.mark.parametrize("tokens", [(), ("AAAAAAAAAAA",), ("AAAAAAAAAAA", "-_aAzZ0199w")])
def test_both_ways_to_read_agree(keys: tuple[str, ...], tokens: tuple[str, ...]) -> None:
    """A record as writers write it and the same JSON in another form are parsed to the same."""
    clear = Clear(17, TIME, "response", "1f0c9a77", keys, tokens)
    members = json.loads(clear_json(clear))
    spaced = line(b"R", members, b"\tAAAA")
    usual = record_line(clear_json(clear), bytes(3))
    turned = line(b"R", dict(reversed(members.items())), b"\tAAAA")
    found = [parse_line(raw) for raw in (usual, spaced, turned)]
    assert all(isinstance(one, Sealed) and one.clear == clear for one in found)
    wrong = clear._replace(k=tuple(sorted((REF, OTHER), reverse=True)))
    refused(record_line(clear_json(wrong), b""))
    large = clear._replace(n=2**53 - 1)
    assert isinstance(parse_line(record_line(clear_json(large), b"")), Sealed)
    refused(record_line(clear_json(clear._replace(n=2**53)), b""))


def test_checkpoints_come_back() -> None:
    """A checkpoint that was written is parsed to the same."""
    raw = checkpoint_line(CHECKPOINT)
    assert parse_line(raw) == CHECKPOINT
    assert list(said(raw)) == ["n", "r", "s"]


def test_key_lines_come_back() -> None:
    """Key lines of both kinds come back; the reference is the hash of the line."""
    segment = KeyLine(0, "segment", "", (Box("0" * 16, "xwing", bytes(1168)),))
    for one in (KEY_LINE, segment):
        assert parse_key_line(key_line(one)) == one
    assert reference(b"K {}") == sha256(b"K {}").hexdigest()
    assert "wrapped" not in repr(KEY_LINE)


def test_unknown_kinds_are_refused() -> None:
    """A line begins with H, R or C and one space; a key line with K."""
    for raw in (b"", b"X {}", b"H{}", b"h {}", b" H {}", b"\0\0\0", key_line(KEY_LINE)):
        assert refused(raw) == "bad-line"
    assert refused(header_line(HEADER), parse_key_line) == "bad-line"


def test_other_versions_are_named() -> None:
    """Another version or suite has a code of its own, whatever else the line says."""
    assert refused(line(b"H", {"v": "alog/2", "more": 1})) == "wrong-version"
    assert refused(line(b"H", {})) == "bad-line"
    assert refused(line(b"H", {"v": "alog/1", "suite": "x"})) == "wrong-version"
    assert refused(line(b"H", {**said(header_line(HEADER)), "suite": "x"})) == "wrong-version"
    assert refused(line(b"K", {"v": "alog/2"}), parse_key_line) == "wrong-version"


def lists_wrong_values() -> list[tuple[bytes, str, Any]]:
    """Line kind, member, and a value that it must not have."""
    wrong: dict[bytes, dict[str, list[Any]]] = {
        b"H": {
            "origin": ["", "a//b", "a b", "/a", "a" * 129, "ä", 1],
            "seg": [-1, 2**53, 1.0, True, "1", None],
            "first": [-1, "5"],
            "frontier": [None, ["x"], [1], REF],
            "prev": [REF.upper(), REF[:-1], REF + "0", REF[:-1] + "g", None],
            "key": ["", KEY64[:-1], SIGNATURE64, KEY64[:-2] + "B=", "ä" * 44, 1],
            "next": [KEY64.replace("=", "")],
            "time": [
                TIME[:-1],
                TIME.replace("T", " "),
                "２026-11-24T09:30:00.000Z",
                1,
            ],
            "commit": [""],
            "keyline": [""],
            "torn": [
                {},
                [],
                {"after": 1, "size": 1, "sha256": None},
                {"after": 1, "size": None, "sha256": REF},
                {"after": None, "size": 1, "sha256": REF},
                {"after": 1, "size": 1, "sha256": REF, "more": 1},
            ],
            "policy": ["x", None],
            "software": [None],
        },
        b"R": {
            "n": [-1, 1.5, 2**53, True, None],
            "t": ["now", None],
            "e": ["other", [], {}, None],
            "p": ["1F0C9A77", "1f0c9a7", "1f0c9a770", None],
            "k": [None, {}, "", ["x"], sorted((REF, OTHER), reverse=True), [1]],
            "x": [[], None, "", ["AAAAAAAAAA"], ["AAAAAAAAAAB"], ["AAAAAAAAAA="], [1]],
        },
        b"C": {
            "n": [-1, 2**53, None],
            "r": ["", None],
            "s": [KEY64, "", None, SIGNATURE64[:-3] + "B=="],
        },
    }
    return [
        (kind, member, value)
        for kind, members in wrong.items()
        for member, values in members.items()
        for value in values
    ]


WHOLE = {
    b"H": header_line(HEADER),
    b"R": record_line(clear_json(CLEAR), b"box"),
    b"C": checkpoint_line(CHECKPOINT),
}


@pytest.mark.parametrize(("kind", "member", "value"), lists_wrong_values())
def test_wrong_values_are_refused(kind: bytes, member: str, value: Any) -> None:
    """Each member has its form; any other value is refused."""
    rest = b"\tAAAA" if kind == b"R" else b""
    assert refused(line(kind, {**said(WHOLE[kind]), member: value}, rest)) == "bad-line"


@pytest.mark.parametrize("kind", WHOLE)
def test_members_are_exactly_those_listed(kind: bytes) -> None:
    """A line with a member too many, too few or twice is refused."""
    members = said(WHOLE[kind])
    rest = b"\tAAAA" if kind == b"R" else b""
    refused(line(kind, {**members, "more": 1}, rest))
    for name in members.keys() - {"v", "x"}:
        fewer = {one: value for one, value in members.items() if one != name}
        refused(line(kind, fewer, rest))
    first = next(iter(members))
    twice = f'{{"{first}":{json.dumps(members[first])},'.encode()
    refused(kind + b" " + twice + json.dumps(members).encode()[1:] + rest)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[]",
        b"null",
        b'"text"',
        b"{}{}",
        b"{",
        b'{"n":NaN}',
        b'{"n":-Infinity}',
        b'{"n":1e2}',
        b'{"n":-0}',
        b'{"n":' + b"1" * 5000 + b"}",
        b'{"n":"\xff"}',
        b'\xef\xbb\xbf{"n":1}',
        b'{"n":\r1}',
        b"[" * 100_000,
        b'{"n":' * 100_000,
        b'{"d":{"a":1,"a":1}}',
    ],
)
def test_what_is_no_plain_object_is_refused(text: bytes) -> None:
    """The JSON of a line is one object, with integers only, in UTF-8, however it is nested."""
    for kind in (b"H ", b"R ", b"C "):
        assert refused(kind + text + (b"\tAAAA" if kind == b"R " else b"")) == "bad-line"


def test_long_objects_are_refused() -> None:
    """JSON beyond its limit is refused before it is parsed."""
    raw = header_line(HEADER)
    room = lines.MAX_JSON - len(raw) + 2
    assert parse_line(raw[:-1] + b" " * room + b"}") == HEADER
    refused(raw[:-1] + b" " * (room + 1) + b"}")


def test_halves_of_pairs_are_replaced() -> None:
    """Text that could not be written again as UTF-8 comes back as text that can."""
    half = line(b"H", {**said(WHOLE[b"H"]), "software": "\ud83d"})
    header = parse_line(half)
    assert isinstance(header, Header)
    assert header.software == "?"


def test_checkpoints_have_one_form() -> None:
    """White space and another order of members are refused in a checkpoint, and only there."""
    raw = checkpoint_line(CHECKPOINT)
    for kind in (b"H", b"R"):
        rest = b" \t\tAAAA" if kind == b"R" else b"\t "
        parse_line(line(kind + b" ", said(WHOLE[kind]), rest))
    members = said(raw)
    other = dict(reversed(members.items()))
    for text in (json.dumps(members), json.dumps(other, separators=(",", ":"))):
        refused(b"C " + text.encode())
    refused(raw.replace(b'"n"', b'"\\u006e"'))


@pytest.mark.parametrize(
    "box", [b"A", b"AA", b"AAA", b"AB==", b"AAB=", b"A===", b"====", b"AAAA=", b"AA==AAAA"]
)
def test_other_base64_is_refused(box: bytes) -> None:
    """Content is canonical base64: padded, no stray characters, no stray bits."""
    clear = clear_json(CLEAR)
    refused(b"R " + clear + b"\t" + box)
    for stray in (b"\r", b" ", b"-", b"\t", b"\0", b"\xe4"):
        refused(b"R " + clear + b"\tAA" + stray + b"A")
    refused(b"R " + clear)
    for good in (b"", b"AAAA", b"AQ==", b"AAE="):
        parse_line(b"R " + clear + b"\t" + good)


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("seg", -1),
        ("seg", "0"),
        ("kind", "other"),
        ("kind", 1),
        ("kind", "segment"),
        ("label", ""),
        ("label", "acme"),
        ("label", None),
        ("to", []),
        ("to", {}),
        ("to", [{}]),
        ("to", [{"id": "9c1f2ab03d47e58", "kem": "x25519", "box": "AAAA"}]),
        ("to", [{"id": "9c1f2ab03d47e586", "kem": "rsa", "box": "AAAA"}]),
        ("to", [{"id": "9c1f2ab03d47e586", "kem": "x25519", "box": "AAA"}]),
        ("to", [{"id": "9c1f2ab03d47e586", "kem": "x25519", "box": "äAAA"}]),
        ("to", [{"id": 1, "kem": 1, "box": 1}]),
        ("more", 1),
    ],
)
def test_wrong_key_lines_are_refused(member: str, value: Any) -> None:
    """Each member of a key line has its form; any other value is refused."""
    wrong = line(b"K", {**said(key_line(KEY_LINE)), member: value})
    assert refused(wrong, parse_key_line) == "bad-line"


def test_messages_quote_nothing() -> None:
    """What a line says does not stand in the message that refuses it."""
    with pytest.raises(FormatError) as caught:
        parse_line(line(b"C", {"n": "Jane", "r": "Jane", "s": "Jane"}))
    assert "Jane" not in str(caught.value)
