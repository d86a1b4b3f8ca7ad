"""What a record says, and its bytes before they are sealed.

A record is one JSON object. Members that say nothing are left out, so the table below is
also the order in which they are written. Values stand only in `content`, and there only as
far as the policy says (`audit.content`).
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from operator import attrgetter, contains
from typing import Any

#: Shorter plaintexts are not worth deflating: some 250 bytes saved for 10 µs of each record.
_DEFLATE_FROM = 1024
_PLAIN, _DEFLATED = b"\0", b"\1"
#: How far a record may inflate (docs/audit-format.md, 4.2), in bytes.
MAX_PLAINTEXT = 256 * 1024 * 1024
#: JSON of many small parts takes some twenty times its length of memory when it is parsed, so
#: the part of a record that is not text is bounded: bytes, and 8 for each text.
_MAX_FRAME = 4 * 1024 * 1024
_TEXT_COUNTS = 8
#: A JSON string, or an open one to the end; possessive, so that it takes linear time.
_TEXT = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)


class RecordError(Exception):
    """A plaintext is not a record. The message quotes nothing of it."""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """Finds of one kind in one request or answer, counted.

    `action` is what was done (`none` where nothing was: the score is under the rule's, no rule
    speaks of the type, or the policy lets it through), `rule` the `file:line` or the entry that
    decided. `direction` is `request` or `reply`; `role` and `part` are those of
    `policy.model.Inspect`. `scores` maps a score in hundredths to how often it was found.
    """

    entity_type: str
    action: str
    rule: str = ""
    recognizer: str = ""
    direction: str = "request"
    view: str = "raw"
    role: str = ""
    part: str = ""
    scores: Mapping[int, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        return sum(self.scores.values())

    def as_json(self) -> dict[str, Any]:
        said = {"entity_type": self.entity_type, "action": self.action} | _said(self)
        said["scores"] = [[score, count] for score, count in sorted(self.scores.items())]
        return said


@dataclass(frozen=True, slots=True)
class Content:
    """Texts, as far as the policy lets them be kept; they never stand in a repr.

    `masked` is the body as it went upstream (or came from there); `original` the body as the
    client sent or got it, only with `audit.content: sealed`. `truncated`: only a part was kept.
    """

    masked: str = field(default="", repr=False)
    original: str = field(default="", repr=False)
    truncated: bool = False

    def as_json(self) -> dict[str, Any]:
        return _said(self)


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One record. Sizes in bytes, times in milliseconds, hashes as hex of SHA-256.

    `decision`: `forwarded`, `blocked` (by the policy) or `refused` (for any other reason, see
    `code`). `outcome` of a response: `complete`, `failed` (penname has answered itself), `cut`
    (ended early by an error), `client left` or `not sent`. `actor`, `reason` and `about` belong to
    what people do with the log.
    """

    request_id: str = ""
    provider: str = ""
    route: str = ""
    model: str = ""
    tenant: str = ""
    subject: str = ""
    client: str = ""
    upstream: str = ""
    policy: str = ""
    revision: str = ""
    digest: str = ""
    view: str = ""
    mode: str = ""
    decision: str = ""
    code: str = ""
    status: int = 0
    upstream_status: int = 0
    outcome: str = ""
    error: str = ""
    stage: str = ""
    streamed: bool = False
    detector: str = ""
    bytes_in: int = 0
    bytes_out: int = 0
    body_sha256: str = ""
    masked_sha256: str = ""
    mask_ms: float = 0.0
    upstream_ms: float = 0.0
    duration_ms: float = 0.0
    findings: tuple[FindingRow, ...] = ()
    shadow: tuple[FindingRow, ...] = ()
    content: Content | None = None
    actor: str = ""
    reason: str = ""
    about: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def as_json(self) -> dict[str, Any]:
        """The JSON object; members that are empty, 0 or false are left out."""
        said = _said(self)
        for name in ("findings", "shadow"):
            if name in said:
                said[name] = [row.as_json() for row in said[name]]
        if self.content is not None:
            said["content"] = self.content.as_json()
        return said


def record_of(said: Mapping[str, Any]) -> AuditRecord:
    """The record of a JSON object. Members of later versions are passed over.

    Raises RecordError where a member is not what it must be.
    """
    values = _taken(AuditRecord, said)
    for name in ("findings", "shadow"):
        if name in values:
            values[name] = tuple(_row(row) for row in _checked(values[name], list))
    if "content" in values:
        values["content"] = Content(**_taken(Content, _checked(values["content"], dict)))
    return AuditRecord(**values)


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def plaintext(said: Mapping[str, Any]) -> bytes:
    """The bytes of a record that are sealed: a flag byte and JSON, deflated where it is long."""
    try:
        text = _encode(said).encode()
    except UnicodeEncodeError:
        # JSON from a client can hold lone surrogates. They have no UTF-8, only an escape.
        text = json.dumps(said, separators=(",", ":")).encode()
    if len(text) < _DEFLATE_FROM:
        return _PLAIN + text
    return _DEFLATED + zlib.compress(text, 1)


def opened(plain: bytes) -> dict[str, Any]:
    """The JSON object of opened bytes. Raises RecordError; takes at most MAX_PLAINTEXT."""
    try:
        if plain[:1] == _DEFLATED:
            text = _inflated(plain[1:])
        elif plain[:1] == _PLAIN:
            text = plain[1:]
        else:
            raise RecordError("the record is of an unknown kind")
        _check_frame(text)
        said = json.loads(text.decode())
    except (zlib.error, ValueError, RecursionError):
        raise RecordError("the record is not what a writer makes") from None
    if not isinstance(said, dict):
        raise RecordError("the record is not an object")
    return said


def _inflated(packed: bytes) -> bytes:
    stream = zlib.decompressobj()
    text = stream.decompress(packed, MAX_PLAINTEXT + 1)
    if len(text) > MAX_PLAINTEXT:
        raise RecordError("the record is too long")
    if not stream.eof or stream.unused_data:
        raise RecordError("the record is cut off, or something stands behind it")
    return text


def _check_frame(text: bytes) -> None:
    """Refuses JSON that is long without its texts. Raises RecordError."""
    if len(text) <= _MAX_FRAME:
        return
    left = _MAX_FRAME
    end = 0
    for part in _TEXT.finditer(text):
        left -= part.start() - end + _TEXT_COUNTS
        end = part.end()
        if left < 0:
            break
    if left < len(text) - end:
        raise RecordError("the record has too many parts")


def _said(thing: FindingRow | Content | AuditRecord) -> dict[str, Any]:
    names, values = _SAYERS[type(thing)]
    return {name: value for name, value in zip(names, values(thing), strict=True) if value}


def _sayer(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(one.name for one in fields(kind))
    return names, attrgetter(*names)


#: The names of a kind's members, and what gets them all at once: so a record costs a few µs.
_SAYERS = {kind: _sayer(kind) for kind in (FindingRow, Content, AuditRecord)}


def _row(said: Any) -> FindingRow:
    values = _taken(FindingRow, _checked(said, dict))
    if "entity_type" not in values or "action" not in values:
        raise RecordError("a finding says no type or no action")
    scores: dict[int, int] = {}
    pairs = _checked(values.get("scores", []), list)
    for pair in pairs:
        if type(pair) is not list or len(pair) != 2 or not type(pair[0]) is type(pair[1]) is int:
            raise RecordError("the scores of a finding are not pairs of numbers")
        scores[pair[0]] = pair[1]
    if len(scores) != len(pairs):
        raise RecordError("a score of a finding stands twice")
    values["scores"] = scores
    return FindingRow(**values)


#: Annotation -> the types that JSON has for it.
_KINDS: Mapping[str, frozenset[type]] = {
    "str": frozenset((str,)),
    "int": frozenset((int,)),
    "float": frozenset((float, int)),
    "bool": frozenset((bool,)),
    "Mapping[str, Any]": frozenset((dict,)),
}
#: For members that are looked at where they are made.
_ANY: frozenset[type] = frozenset((str, int, float, bool, dict, list, type(None)))
#: Class -> member -> the types that JSON may have for it.
_TAKES: Mapping[type, Mapping[str, frozenset[type]]] = {
    kind: {one.name: _KINDS.get(str(one.type), _ANY) for one in fields(kind)}
    for kind in (FindingRow, Content, AuditRecord)
}


def _taken(
    kind: type[FindingRow | Content | AuditRecord], said: Mapping[str, Any]
) -> dict[str, Any]:
    """The members of `said` that `kind` has, checked. Raises RecordError."""
    takes = _TAKES[kind]
    taken = dict(said)
    if not taken.keys() <= takes.keys():
        taken = {name: value for name, value in said.items() if name in takes}
    # No loop of ours: this is done for each row of each record.
    if not all(map(contains, map(takes.__getitem__, taken), map(type, taken.values()))):
        raise RecordError(f"a member of a {kind.__name__} is of the wrong kind")
    return taken


def _checked(value: Any, kind: type) -> Any:
    if not isinstance(value, kind):
        raise RecordError(f"a member is not of kind {kind.__name__}")
    return value
