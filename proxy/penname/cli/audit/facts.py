"""What a log says of itself in clear, read in one quick pass: its start, its end, its anchors.

Nothing is checked here: that is `penname.audit.verify`. What cannot be read is passed over.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from penname.audit.anchors import Anchor, parse_anchor
from penname.audit.files import log_name, segments
from penname.audit.lines import MAX_LINE, Checkpoint, FormatError, Header, Sealed, parse_line
from penname.audit.model import Receipt
from penname.audit.tree import leaf_hash

_ANCHOR = b'"e":"anchor"'


@dataclass(frozen=True, slots=True)
class Facts:
    """`trust_root` is the receipt of record 0, empty where the log begins later; `head` the last
    checkpoint as an anchor. Times as in the log. `anchors` are checkpoints of other logs
    that this one recorded."""

    origin: str = ""
    trust_root: str = ""
    head: str = ""
    began: str = ""
    ended: str = ""
    anchors: tuple[Anchor, ...] = ()


def facts_of(folder: Path) -> Facts:
    """Raises OSError."""
    origin = trust_root = head = began = ended = ""
    anchors: list[Anchor] = []
    for number in segments(folder):
        last = checkpoint = b""
        with (folder / log_name(number)).open("rb") as file:
            for line in _lines(file):
                if line.startswith(b"R "):
                    last = line
                    if _ANCHOR in line[:512]:
                        anchors += _anchor(line)
                elif line.startswith(b"C "):
                    checkpoint = line
                elif line.startswith(b"H "):
                    header = _parsed(line)
                    if isinstance(header, Header) and not began:
                        origin, began = header.origin, header.time
                        if header.first == 0:
                            trust_root = str(Receipt(origin, 0, leaf_hash(line)))
        record = _parsed(last)
        ended = record.clear.t if isinstance(record, Sealed) else ended
        signed = _parsed(checkpoint)
        if isinstance(signed, Checkpoint):
            signature = b64encode(signed.signature).decode()
            head = str(Anchor(origin, signed.n, signed.root, signature))
    return Facts(origin, trust_root, head, began, ended or began, tuple(anchors))


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Lines without their ends; the rest of a file from a line that is too long is left out."""
    while line := file.readline(MAX_LINE + 2):
        if not line.endswith(b"\n"):
            return
        yield line[:-1]


def _parsed(line: bytes) -> object:
    try:
        return parse_line(line)
    except FormatError:
        return None


def _anchor(line: bytes) -> list[Anchor]:
    record = _parsed(line)
    if not isinstance(record, Sealed) or record.clear.d is None:
        return []
    said = record.clear.d
    try:
        return [parse_anchor(f"{said['origin']} {said['size']} {said['root']} {said['sig']}")]
    except (ValueError, KeyError):
        return []
