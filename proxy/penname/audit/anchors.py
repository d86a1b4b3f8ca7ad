"""Anchors: what somebody outside the machine knows of a log (docs/audit-format.md, 7).

A receipt says which hash a leaf has, a checkpoint which root the tree of so many leaves has.
They are kept in files and program logs of others; whoever verifies trusts them, so a line
that cannot be read is an error and never passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from penname.audit.forms import MAX_NUMBER, is_base64, is_origin

#: A line of a program's log that is longer is refused, in characters.
MAX_ANCHOR_LINE = 1024 * 1024
_SHAPE = r"({origin}){gap}(0|[1-9][0-9]{{0,15}}){gap}([0-9a-f]{{64}})"
_receipt = re.compile(_SHAPE.format(origin=r"[A-Za-z0-9._/-]+", gap="/")).fullmatch
_checkpoint = re.compile(
    _SHAPE.format(origin=r"[A-Za-z0-9._/-]+", gap=" ") + r" ([A-Za-z0-9+/]{86}==)"
).fullmatch


class AnchorError(ValueError):
    """A text is no anchor. The message says where, and quotes nothing."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A receipt (`signature` is empty) or a checkpoint (its signature in base64).

    `size` is the number of leaves that a log must have to be compared with it: that of a
    checkpoint, and one more than the index of a receipt. `hash` is that of the last of these
    leaves, or their root.
    """

    origin: str
    size: int
    hash: bytes
    signature: str = ""

    @property
    def is_receipt(self) -> bool:
        return not self.signature

    @property
    def index(self) -> int:
        """The leaf that a receipt is of; the last one under a checkpoint."""
        return self.size - 1

    def __str__(self) -> str:
        if self.is_receipt:
            return f"{self.origin}/{self.index}/{self.hash.hex()}"
        return f"{self.origin} {self.size} {self.hash.hex()} {self.signature}"


def parse_anchor(text: str) -> Anchor:
    """One anchor. Raises AnchorError."""
    receipt = _receipt(text)
    match = receipt or _checkpoint(text)
    if match is None or not is_origin(match[1]) or int(match[2]) > MAX_NUMBER:
        raise AnchorError("neither a receipt (ORIGIN/INDEX/HASH) nor a checkpoint")
    number, digest = int(match[2]), bytes.fromhex(match[3])
    if receipt is not None:
        return Anchor(match[1], number + 1, digest)
    if not is_base64(match[4].encode()):
        raise AnchorError("a checkpoint whose signature is none")
    return Anchor(match[1], number, digest, match[4])


def parse_trust_root(text: str) -> Anchor:
    """The receipt of the first leaf. Raises AnchorError."""
    anchor = parse_anchor(text.strip())
    if not anchor.is_receipt or anchor.index != 0:
        raise AnchorError("a trust root is the receipt of record 0: ORIGIN/0/HASH")
    return anchor


def parse_anchors(text: str) -> list[Anchor]:
    """The anchors of a file, or of a program's log. Raises AnchorError with the line's number."""
    return list(anchors_in(text.split("\n")))


def anchors_in(lines: Iterable[str]) -> Iterator[Anchor]:
    """As `parse_anchors`, line by line, for files that are long."""
    for number, line in enumerate(lines, 1):
        try:
            yield from _of_line(line.strip(" \t\r\n"))
        except AnchorError as error:
            raise AnchorError(f"line {number} of the anchors: {error}") from None


def _of_line(line: str) -> Iterator[Anchor]:
    if len(line) > MAX_ANCHOR_LINE:
        raise AnchorError("is too long")
    if line.startswith("{"):
        yield from _of_json(line)
    elif line and not line.startswith("#"):
        yield parse_anchor(line)


def _of_json(line: str) -> Iterator[Anchor]:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        raise AnchorError("is not JSON, although it begins with a brace") from None
    for name in ("receipt", "checkpoint"):
        if name in said:
            if not isinstance(said[name], str):
                raise AnchorError(f"member {name} is not a text")
            yield parse_anchor(said[name])
