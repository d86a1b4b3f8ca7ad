"""JSON as text: find the literals in place, change some, leave every other byte alone.

Parsing and dumping a provider's JSON would reorder nothing but still change bytes
(number forms, escapes, white space) and would drop the first of two duplicate keys
unread. So the document is validated once by the strict parser and then scanned
lexically: every string, key and number is a `Leaf` with its offsets, and edits are
spliced into the original text.

Refused (JsonTextError): anything but UTF-8, a byte-order mark, NaN and Infinity,
control characters in strings, more than `max_depth` levels, and lone surrogate escapes
(in keys and labels at once, in other strings when they are decoded).
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NoReturn

MAX_DEPTH = 64


class JsonTextError(ValueError):
    """The text is not JSON that can be handled safely. The message never quotes it."""


class LeafKind(Enum):
    STRING = "string"
    KEY = "key"
    NUMBER = "number"
    OTHER = "other"


@dataclass(slots=True, eq=False)
class Node:
    """An object or array of the document. `start`, `end` are offsets of its brackets.

    `labels` holds the values of the short string or number members that tables
    discriminate by (`type`, `role`, `index` …), decoded; a label whose key stands
    twice in the object is dropped, so that no exception can lean on it.
    """

    parent: Node | None
    key: str | int | None
    is_array: bool
    start: int
    end: int = -1
    depth: int = 0
    count: int = 0
    labels: dict[str, str] | None = None
    keys: set[str] | None = None
    repeated: set[str] | None = None

    def __repr__(self) -> str:
        return f"Node({self.start}, {self.end}, depth {self.depth})"

    def label(self, name: str) -> str | None:
        return None if self.labels is None else self.labels.get(name)

    def is_repeated(self, key: str | int | None) -> bool:
        return self.repeated is not None and key in self.repeated


@dataclass(slots=True, eq=False)
class Leaf:
    """One literal: a string (offsets inside its quotes), a key, a number or a constant."""

    kind: LeafKind
    node: Node
    key: str | int | None
    start: int
    end: int

    def __repr__(self) -> str:
        return f"Leaf({self.kind.value}, {self.start}, {self.end})"

    @property
    def pointer(self) -> str:
        """RFC 6901 pointer of the leaf, without the last key if the leaf is itself a key."""
        parts: list[str] = []
        if self.kind is not LeafKind.KEY and self.key is not None:
            parts.append(str(self.key))
        node: Node | None = self.node
        while node is not None and node.key is not None:
            parts.append(str(node.key))
            node = node.parent
        return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in reversed(parts))


@dataclass(slots=True, eq=False)
class Document:
    """A scanned document: its text, its nodes (parents first) and its leaves in order.

    `halves`: whether half characters (lone surrogate escapes) are let through.
    """

    text: str
    nodes: list[Node]
    leaves: list[Leaf]
    halves: bool = False

    def __repr__(self) -> str:
        return f"Document(<{len(self.text)} characters>, {len(self.leaves)} leaves)"

    @property
    def root(self) -> Node:
        """The outermost object or array; for a bare literal the node that stands in for one."""
        return self.nodes[0]

    def decode(self, leaf: Leaf) -> Decoded:
        return decode_literal(self.text, leaf.start, leaf.end, halves=self.halves)


def decode_utf8(body: bytes) -> str:
    """The text of a body. Raises JsonTextError for anything but plain UTF-8."""
    if body.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise JsonTextError("the body starts with a byte-order mark; send plain UTF-8")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise JsonTextError(f"the body is not UTF-8 (byte {error.start})") from None


def _refuse_constant(name: str) -> NoReturn:
    raise JsonTextError(f"{name} is not JSON")


def _keep_number(_text: str) -> None:
    return None


_VALIDATOR = json.JSONDecoder(
    parse_constant=_refuse_constant, parse_int=_keep_number, parse_float=_keep_number
)
_SPACE = " \t\n\r"


def _validate(text: str) -> None:
    try:
        begin = len(text) - len(text.lstrip(_SPACE))
        _, end = _VALIDATOR.raw_decode(text, begin)
    except RecursionError:
        raise JsonTextError(f"nested deeper than {MAX_DEPTH} levels") from None
    except json.JSONDecodeError as error:
        raise JsonTextError(f"not JSON: {error.msg} at character {error.pos}") from None
    if text[end:].strip(_SPACE):
        raise JsonTextError(f"not JSON: something follows the document at character {end}")


#: One value of a valid text, with the key in front of it, or a closing bracket. Commas
#: say nothing that the values do not. Possessive repeats: never a step back, no memory for it.
_STRING = r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"'
_TOKEN = re.compile(
    rf"(?:{_STRING}[ \t\n\r]*+:[ \t\n\r]*+)?"
    rf"(?:{_STRING}|(-?[0-9][0-9.eE+-]*+)|(true|false|null)|([{{\[]))|([}}\]])"
)
_KEY, _OPEN, _CLOSE = 1, 5, 6
# Looking a member up in an Enum class takes as long as making a leaf.
_KINDS = {2: LeafKind.STRING, 3: LeafKind.NUMBER, 4: LeafKind.OTHER}
_KEY_KIND, _STRING_KIND, _OTHER_KIND = LeafKind.KEY, LeafKind.STRING, LeafKind.OTHER
#: Members that tables look at. Longer values than this are never a discriminator.
_LABELS = frozenset(
    {"type", "role", "index", "media_type", "id", "item_id", "output_index", "content_index"}
    | {"summary_index", "command_index", "document_index", "model", "name"}
)
_LABEL_LENGTH = 128


class _Scanner:
    """One pass over a validated text. State: the open node and the key that was read."""

    def __init__(self, text: str, max_depth: int, halves: bool) -> None:
        self.text = text
        self.halves = halves
        self.max_depth = max_depth
        self.nodes: list[Node] = []
        self.leaves: list[Leaf] = []

    def run(self) -> Document:
        """Read the whole text. Few calls per token: this loop is on the path of every request."""
        node: Node | None = None
        place: str | int | None = None
        for token in _TOKEN.finditer(self.text):
            group = token.lastindex
            if node is not None:
                if group == _CLOSE:
                    node.end = token.end()
                    node = node.parent
                    continue
                if node.is_array:
                    place = node.count
                    node.count += 1
                else:
                    place = self._member(node, *token.span(_KEY))
            if group == _OPEN:
                node = self._open(node, place, token.start(_OPEN))
            else:
                self._value(node or self._bare(), place, token)
        return Document(self.text, self.nodes, self.leaves, self.halves)

    def _open(self, parent: Node | None, place: str | int | None, at: int) -> Node:
        depth = 1 if parent is None else parent.depth + 1
        if depth > self.max_depth:
            raise JsonTextError(f"nested deeper than {self.max_depth} levels")
        node = Node(parent, place, self.text[at] == "[", at, -1, depth)
        self.nodes.append(node)
        return node

    def _bare(self) -> Node:
        """What holds a document that is a single literal."""
        node = Node(None, None, True, 0, len(self.text))
        self.nodes.append(node)
        return node

    def _member(self, node: Node, start: int, end: int) -> str:
        key = self.text[start:end]
        if "\\" in key:
            key = decode_literal(self.text, start, end, halves=self.halves).text
        if node.keys is None:
            node.keys = {key}
        elif key not in node.keys:
            node.keys.add(key)
        else:
            if node.repeated is None:
                node.repeated = set()
            node.repeated.add(key)
            if node.labels is not None:
                node.labels.pop(key, None)
        self.leaves.append(Leaf(_KEY_KIND, node, key, start, end))
        return key

    def _value(self, node: Node, place: str | int | None, token: re.Match[str]) -> None:
        group = token.lastindex or 0
        kind = _KINDS[group]
        start, end = token.span(group)
        self.leaves.append(Leaf(kind, node, place, start, end))
        if place in _LABELS and kind is not _OTHER_KIND and end - start <= _LABEL_LENGTH:
            self._label(node, str(place), kind, start, end)

    def _label(self, node: Node, name: str, kind: LeafKind, start: int, end: int) -> None:
        if node.is_repeated(name):
            return
        if node.labels is None:
            node.labels = {}
        raw = self.text[start:end]
        if kind is _STRING_KIND and "\\" in raw:
            raw = decode_literal(self.text, start, end, halves=self.halves).text
        node.labels[name] = raw


def scan(text: str, *, max_depth: int = MAX_DEPTH, halves: bool = False) -> Document:
    """Validate a JSON text and find its literals. Raises JsonTextError.

    With `halves`, lone surrogate escapes pass: a model may stream an emoji in two halves.
    """
    _validate(text)
    return _Scanner(text, max_depth, halves).run()


_ESCAPE = re.compile(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})"
    r'|u([0-9a-fA-F]{4})|(["\\/bfnrt]))'
)
_HALF = re.compile("[\ud800-\udfff]")
_SIMPLE = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


@dataclass(slots=True, eq=False)
class Decoded:
    """A decoded string literal with the way back: decoded offset → offset in the document.

    `_decoded` and `_raw` are parallel break points; between two of them the text is
    literal, and an escape is one unit that an edit takes whole.
    """

    text: str
    start: int
    _decoded: list[int]
    _raw: list[int]

    def __repr__(self) -> str:
        return f"Decoded(<{len(self.text)} characters>)"

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the document of the decoded characters `start:end`."""
        return self._raw_offset(start), self._raw_offset(end)

    def outward(self, edits: Iterable[Edit]) -> list[Edit]:
        """Edits of the decoded text as edits of the document, escaped as JSON wants it."""
        return [
            Edit(*self.raw_span(edit.start, edit.end), encode_inside(edit.text)) for edit in edits
        ]

    def _raw_offset(self, offset: int) -> int:
        if not self._decoded:
            return self.start + offset
        at = bisect_right(self._decoded, offset) - 1
        return self._raw[at] + offset - self._decoded[at] if at >= 0 else self.start + offset


def decode_literal(text: str, start: int, end: int, *, halves: bool = False) -> Decoded:
    """Decode the literal between the quotes at `start:end`. Raises JsonTextError."""
    raw = text[start:end]
    if "\\" not in raw:
        return Decoded(raw, start, [], [])
    pieces: list[str] = []
    decoded_points: list[int] = []
    raw_points: list[int] = []
    length = position = 0
    for match in _ESCAPE.finditer(raw):
        literal = raw[position : match.start()]
        pieces += (literal, _unescape(match, halves))
        length += len(literal) + 1
        position = match.end()
        decoded_points.append(length)
        raw_points.append(start + position)
    pieces.append(raw[position:])
    return Decoded("".join(pieces), start, decoded_points, raw_points)


def _unescape(match: re.Match[str], halves: bool) -> str:
    """The character that an escape stands for."""
    high, low, code, simple = match.groups()
    if simple is not None:
        return _SIMPLE[simple]
    if code is None:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00))
    if not halves and 0xD800 <= int(code, 16) <= 0xDFFF:
        raise JsonTextError(f"lone surrogate escape at character {match.start()} of a string")
    return chr(int(code, 16))


def encode_inside(text: str) -> str:
    """A text as it stands between the quotes of a JSON string. Half characters are escaped."""
    inside = json.dumps(text, ensure_ascii=False)[1:-1]
    return _HALF.sub(lambda half: f"\\u{ord(half[0]):04x}", inside)


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `start:end` of a text by `text`."""

    start: int
    end: int
    text: str

    def __repr__(self) -> str:
        return f"Edit({self.start}, {self.end}, <{len(self.text)} characters>)"


def splice(text: str, edits: Iterable[Edit]) -> str:
    """Apply edits, sorted and not overlapping, to a text in one pass."""
    return "".join(_spliced(text, edits))


def _spliced(text: str, edits: Iterable[Edit]) -> Iterator[str]:
    position = 0
    for edit in edits:
        if edit.start < position:
            raise ValueError("edits overlap or are not sorted")
        yield text[position : edit.start]
        yield edit.text
        position = edit.end
    yield text[position:]
