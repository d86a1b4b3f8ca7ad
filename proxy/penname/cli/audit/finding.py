"""Which record somebody means: by its number, by its receipt, or all of one request."""

from __future__ import annotations

from collections.abc import Sequence

from penname.audit.anchors import Anchor, AnchorError, parse_anchor
from penname.audit.reader import LogReader, ReadRecord
from penname.audit.stored import Stored
from penname.audit.tree import leaf_hash
from penname.cli.audit.words import number
from penname.cli.exits import Exit, Failure

#: A record and the reader of its log.
Found = tuple[ReadRecord, LogReader]


def found_records(readers: Sequence[LogReader], which: str) -> list[Found]:
    """The records that `which` means: at least one. Raises Failure, AuditError."""
    digits = which.replace(",", "")
    if digits.isascii() and digits.isdecimal():
        return [_numbered(readers, int(digits))]
    if receipt := receipt_of(which):
        return [_receipted(readers, receipt)]
    found = [
        (read, reader)
        for reader in readers
        for read in reader.records(lenient=True)
        if read.record is not None and read.record.request_id == which
    ]
    if not found:
        words = f"no record with the request id {which} can be opened"
        raise Failure(words, Exit.USAGE)
    return found


def receipt_of(text: str) -> Anchor | None:
    """`ORIGIN/INDEX/HASH`; None for anything else."""
    try:
        found = parse_anchor(text)
    except AnchorError:
        return None
    return found if found.is_receipt else None


def _numbered(readers: Sequence[LogReader], index: int) -> Found:
    if len(readers) > 1:
        names = ", ".join(str(one.folder) for one in readers[:4])
        words = f"every one of {len(readers)} logs may have a record {number(index)}; name one: "
        raise Failure(f"{words}{names}{', …' if len(readers) > 4 else ''}", Exit.USAGE)
    (reader,) = readers
    read = reader.at(index)
    if read is None:
        words = f"{reader.origin} has no record {number(index)}: it is the first line of a segment"
        raise Failure(f"{words}, or beyond what the log has", Exit.USAGE)
    return read, reader


def _receipted(readers: Sequence[LogReader], receipt: Anchor) -> Found:
    reader = next((one for one in readers if one.origin == receipt.origin), None)
    if reader is None:
        raise Failure(f"there is no log {receipt.origin} here", Exit.USAGE)
    found = _numbered([reader], receipt.index)
    stored = next(
        one for one in reader.stored((found[0].segment,)) if one.sealed.clear.n == receipt.index
    )
    if leaf_of(stored) != receipt.hash:
        raise Failure(
            f"record {number(receipt.index)} is not the one that the receipt was given for: "
            "the log was altered. Run penname audit verify on it",
            Exit.FINDINGS,
        )
    return found


def leaf_of(stored: Stored) -> bytes:
    """The hash of a record's line. 32 bytes."""
    return leaf_hash(b"R %b\t%b" % (stored.sealed.clear_json, stored.sealed.box_b64))
