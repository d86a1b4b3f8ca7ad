"""Lines of a log, written and parsed (docs/audit-format.md, 2).

Writing checks nothing: a writer's values are its own. Parsing checks everything that a line
can show by itself, and raises FormatError alone, in time and memory bounded by the line's
length; what a line says about others is for `verify`. Lines are bytes without their LF.

    Header, Sealed (a record), Checkpoint   parse_line
    KeyLine                                 parse_key_line

Hashes are 32 bytes here, references of key lines 64 hex digits, as they stand in `k`.
"""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

from penname.audit.forms import (
    DETAILS,
    HEADER,
    KEY_LINE,
    MARK,
    MAX_NUMBER,
    Check,
    is_base64,
    is_link,
    is_number,
    is_references,
    is_time,
    is_tokens,
)
from penname.audit.model import EVENTS, FORMAT

SUITE = "aes-256-gcm"
#: Bytes, LF not counted (docs/audit-format.md, 2).
MAX_LINE = 64 * 1024 * 1024
#: The JSON of a line, in bytes: so parsing takes bounded memory.
MAX_JSON = 8 * 1024 * 1024
NO_HASH = bytes(32)


class FormatError(Exception):
    """A line that the grammar does not allow. The message quotes nothing of it.

    `code` is `bad-line` or `wrong-version` (docs/audit-format.md, 8).
    """

    def __init__(self, message: str, code: str = "bad-line") -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Torn:
    """What stands in the segment before behind byte `after`; None where nobody could read it."""

    after: int
    size: int | None
    sha256: bytes | None


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a segment. `frontier`: largest subtree first."""

    origin: str
    seg: int
    first: int
    frontier: tuple[bytes, ...]
    prev: bytes
    key: bytes
    next: bytes
    time: str
    commit: bytes
    keyline: str
    torn: Torn | None
    policy: str
    software: str


class Clear(NamedTuple):
    """The clear part of a record; members are named as in the line. A tuple, for speed."""

    n: int
    t: str
    e: str
    p: str
    k: tuple[str, ...] = ()
    x: tuple[str, ...] = ()
    d: Mapping[str, Any] | None = None


class Sealed(NamedTuple):
    """A record: its clear part, as parsed and as it stands, and the ciphertext in base64."""

    clear: Clear
    clear_json: bytes
    box_b64: bytes

    @property
    def box(self) -> bytes:
        """The ciphertext."""
        return b64decode(self.box_b64)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`n` leaves before it, their root, and the segment key's signature over both."""

    n: int
    root: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Box:
    """A key, wrapped for the recipient `id`."""

    id: str
    kem: str
    box: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A segment or scope key, wrapped. `label` is empty for a segment key."""

    seg: int
    kind: str
    label: str
    to: tuple[Box, ...]


def reference(raw: bytes) -> str:
    """The reference of a key line."""
    return sha256(raw).hexdigest()


# --- writing ------------------------------------------------------------------------------

_encode = json.JSONEncoder(separators=(",", ":")).encode


def header_line(header: Header) -> bytes:
    torn = header.torn
    members = {
        "v": FORMAT,
        "origin": header.origin,
        "seg": header.seg,
        "first": header.first,
        "frontier": [one.hex() for one in header.frontier],
        "prev": header.prev.hex(),
        "key": _base64(header.key),
        "next": _base64(header.next),
        "time": header.time,
        "suite": SUITE,
        "commit": header.commit.hex(),
        "keyline": header.keyline,
        "torn": None
        if torn is None
        else {
            "after": torn.after,
            "size": torn.size,
            "sha256": None if torn.sha256 is None else torn.sha256.hex(),
        },
        "policy": header.policy,
        "software": header.software,
    }
    return b"H " + _encode(members).encode()


def clear_json(clear: Clear) -> bytes:
    """The clear JSON of a record, which is also what its ciphertext is bound to.

    What stands in it needs no escape, so it is put together by hand: a fifth of the time.
    """
    number, time, event, link, keys, tokens, details = clear
    text = f'{{"n":{number},"t":"{time}","e":"{event}","p":"{link}","k":{_texts(keys)}'
    if tokens:
        text += f',"x":{_texts(tokens)}'
    if details is not None:
        text += f',"d":{_encode(details)}'
    return (text + "}").encode()


def _texts(plain: tuple[str, ...]) -> str:
    return '["' + '","'.join(plain) + '"]' if plain else "[]"


def record_line(clear: bytes, box: bytes) -> bytes:
    """A record's line from its clear JSON and its ciphertext."""
    return b"R %b\t%b" % (clear, b64encode(box))


def checkpoint_line(checkpoint: Checkpoint) -> bytes:
    return b'C {"n":%d,"r":"%b","s":"%b"}' % (
        checkpoint.n,
        checkpoint.root.hex().encode(),
        b64encode(checkpoint.signature),
    )


def key_line(line: KeyLine) -> bytes:
    to = [{"id": one.id, "kem": one.kem, "box": _base64(one.box)} for one in line.to]
    members = {"v": FORMAT, "seg": line.seg, "kind": line.kind, "label": line.label, "to": to}
    return b"K " + _encode(members).encode()


def _base64(raw: bytes) -> str:
    return b64encode(raw).decode()


# --- parsing ------------------------------------------------------------------------------


def parse_line(raw: bytes) -> Header | Sealed | Checkpoint:
    """A line of an `.alog` file. Raises FormatError."""
    start = raw[:2]
    if start == b"R ":
        return _record(raw)
    if start == b"C ":
        return _checkpoint(raw)
    if start == b"H ":
        return _header(parse_object(raw[2:]))
    raise FormatError("a line of an unknown kind")


def parse_key_line(raw: bytes) -> KeyLine:
    """A line of a `.keys` file. Raises FormatError."""
    if raw[:2] != b"K ":
        raise FormatError("a line of an unknown kind")
    said = parse_object(raw[2:])
    _check_version(said, v=FORMAT)
    _check_members(said, KEY_LINE)
    if said["kind"] not in ("segment", "scope"):
        raise FormatError("an unknown kind of key")
    if (said["label"] == "") != (said["kind"] == "segment"):
        raise FormatError("a scope key has a label, a segment key has none")
    if not said["to"]:
        raise FormatError("a key that is wrapped for nobody")
    to = tuple(Box(one["id"], one["kem"], b64decode(one["box"])) for one in said["to"])
    return KeyLine(said["seg"], said["kind"], said["label"], to)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise FormatError("a member stands twice in one object")
    return members


def _whole_number(digits: str) -> int:
    if digits[0] == "-" or len(digits) > 16:
        raise FormatError("a number that is not one of 0 to 2^53-1")
    return int(digits)


def _refuse(_number: str) -> Any:
    raise FormatError("a number that is not an integer")


_parse = json.JSONDecoder(
    object_pairs_hook=_unique,
    parse_int=_whole_number,
    parse_float=_refuse,
    parse_constant=_refuse,
).raw_decode


def parse_object(raw: bytes, at_most: int = MAX_JSON) -> dict[str, Any]:
    """The JSON object that the bytes are: none of its members twice, integers only, bounded.

    Raises FormatError.
    """
    if len(raw) > at_most:
        raise FormatError("the line's JSON is too long")
    if b"\r" in raw:
        raise FormatError("a CR in the line")
    try:
        text = raw.decode().strip(" \t")
        said, end = _parse(text)
    except (ValueError, RecursionError):
        raise FormatError("the line is not JSON") from None
    if end != len(text) or type(said) is not dict:
        raise FormatError("the line's JSON is not one object")
    return said


def _check_members(said: Mapping[str, Any], members: Mapping[str, Check]) -> None:
    if said.keys() != members.keys():
        raise FormatError("a member is missing or unknown")
    for name, check in members.items():
        if not check(said[name]):
            raise FormatError(f"member {name} is not what it must be")


def _check_version(said: Mapping[str, Any], **known: str) -> None:
    """The members that are judged before all others; one that is missing is no version."""
    if any(said.get(name, value) != value for name, value in known.items()):
        raise FormatError("another version of the format, or another suite", "wrong-version")


def _header(said: dict[str, Any]) -> Header:
    _check_version(said, v=FORMAT, suite=SUITE)
    _check_members(said, HEADER)
    torn = said["torn"]
    if torn is not None:
        if (torn["size"] is None) != (torn["sha256"] is None):
            raise FormatError("size and hash of a torn tail are both known or both unknown")
        digest = torn["sha256"]
        known = None if digest is None else bytes.fromhex(digest)
        torn = Torn(torn["after"], torn["size"], known)
    return Header(
        origin=said["origin"],
        seg=said["seg"],
        first=said["first"],
        frontier=tuple(bytes.fromhex(one) for one in said["frontier"]),
        prev=bytes.fromhex(said["prev"]),
        key=b64decode(said["key"]),
        next=b64decode(said["next"]),
        time=said["time"],
        commit=bytes.fromhex(said["commit"]),
        keyline=said["keyline"],
        torn=torn,
        policy=said["policy"],
        software=said["software"].encode(errors="replace").decode(),  # halves of pairs
    )


# No hash covers a checkpoint, so it has one form only.
_one_form = re.compile(
    rb'C \{"n":(0|[1-9][0-9]{0,15}),"r":"([0-9a-f]{64})","s":"([A-Za-z0-9+/]{85}[AQgw]==)"\}'
).fullmatch


def _checkpoint(raw: bytes) -> Checkpoint:
    match = _one_form(raw)
    if match is None or int(match[1]) > MAX_NUMBER:
        raise FormatError("a checkpoint that is not what it must be")
    return Checkpoint(int(match[1]), bytes.fromhex(match[2].decode()), b64decode(match[3]))


def _record(raw: bytes) -> Sealed:
    head, tab, box = raw.rpartition(b"\t")
    if not tab:
        raise FormatError("a record without its content")
    clear_part = head[2:]
    match = _usual_form(clear_part)
    clear = _clear(parse_object(clear_part)) if match is None else _usual(*match.groups())
    if not is_base64(box):
        raise FormatError("a record's content is not base64")
    return Sealed(clear, clear_part, box)


# What a writer makes of a record without details: read some times faster than JSON. Any other
# JSON that says the same takes the longer way to the same result.
_usual_form = re.compile(
    (
        r'\{"n":(0|[1-9][0-9]{0,14}),'
        r'"t":"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z)",'
        rf'"e":"({"|".join(event for event, detailed in EVENTS.items() if not detailed)})",'
        r'"p":"([0-9a-f]{8})",'
        r'"k":\[((?:"[0-9a-f]{64}"(?:,"[0-9a-f]{64}")*)?)\]'
        rf'(?:,"x":\[("{MARK}"(?:,"{MARK}")*)\])?\}}'
    ).encode()
).fullmatch


def _usual(
    number: bytes, time: bytes, event: bytes, link: bytes, keys: bytes, tokens: bytes | None
) -> Clear:
    references = _listed(keys) if keys else ()
    if len(references) > 1 and not is_references(list(references)):
        raise FormatError("member k is not sorted")
    found = _listed(tokens) if tokens else ()
    return Clear(int(number), time.decode(), event.decode(), link.decode(), references, found)


def _listed(texts: bytes) -> tuple[str, ...]:
    """The texts of a JSON array that has plain ones only, without its brackets."""
    return tuple(texts[1:-1].decode().split('","'))


_CLEAR = frozenset(("n", "t", "e", "p", "k"))


def _clear(said: dict[str, Any]) -> Clear:
    if not said.keys() >= _CLEAR:
        raise FormatError("a member is missing")
    number, time, event, link, keys = said["n"], said["t"], said["e"], said["p"], said["k"]
    if not (is_number(number) and is_time(time)):
        raise FormatError("member n or t is not what it must be")
    if type(event) is not str or event not in EVENTS:
        raise FormatError("an unknown event")
    if not (is_link(link) and is_references(keys)):
        raise FormatError("member p or k is not what it must be")
    if len(said) == len(_CLEAR) and not EVENTS[event]:
        return Clear(number, time, event, link, tuple(keys))
    _check_optional(said, event)
    return Clear(number, time, event, link, tuple(keys), tuple(said.get("x", ())), said.get("d"))


def _check_optional(said: dict[str, Any], event: str) -> None:
    """The members `x` and `d`: nothing but these, and `d` for the events that have it."""
    detailed = EVENTS[event]
    if len(said) != len(_CLEAR) + ("x" in said) + ("d" in said) or ("d" in said) != detailed:
        raise FormatError("a member is missing or unknown")
    if "x" in said and not is_tokens(said["x"]):
        raise FormatError("member x is not what it must be")
    if detailed and not DETAILS[event](said["d"]):
        raise FormatError("member d is not what it must be")
