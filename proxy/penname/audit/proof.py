"""Inclusion proofs: that one record stands in a log, without the log (docs/audit-format.md, 9).

A proof is the record's line, its path through the tree, and a checkpoint. It is worth as much
as the checkpoint: whoever kept that one, or the record's receipt, needs nothing else.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from penname.audit.anchors import Anchor
from penname.audit.files import log_name
from penname.audit.forms import PROOF
from penname.audit.lines import (
    MAX_LINE,
    Checkpoint,
    FormatError,
    Header,
    Sealed,
    parse_line,
    parse_object,
)
from penname.audit.model import AuditError
from penname.audit.notes import is_signed
from penname.audit.scan import LineReader, list_log
from penname.audit.tree import PathTree, leaf_hash, root_from_path
from penname.audit.verify_segment import header_of

VERSION = "alog-proof/1"
_NOWHERE = 2**63


class ProofError(Exception):
    """A proof that proves nothing. The message is for people and quotes nothing of it."""


@dataclass(frozen=True, slots=True)
class Proof:
    """That `line` is leaf `index` of the tree of `size` leaves whose root is `root`.

    `path` leads from the leaf upwards; `signature` is by `key`, that of segment `seg`.
    """

    origin: str
    index: int
    line: str
    path: tuple[bytes, ...]
    size: int
    root: bytes
    seg: int
    key: bytes
    signature: bytes

    @property
    def leaf(self) -> bytes:
        return leaf_hash(self.line.encode())

    def as_json(self) -> dict[str, Any]:
        return {
            "v": VERSION,
            "origin": self.origin,
            "index": self.index,
            "line": self.line,
            "path": [one.hex() for one in self.path],
            "size": self.size,
            "root": self.root.hex(),
            "seg": self.seg,
            "key": b64encode(self.key).decode(),
            "s": b64encode(self.signature).decode(),
        }

    def __str__(self) -> str:
        return json.dumps(self.as_json(), separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Checked:
    """A proof that holds. `by` is what is known from elsewhere of the same leaf or tree; without
    it the proof is as good as its checkpoint, which nobody vouches for."""

    proof: Proof
    record: Sealed | Header
    by: Anchor | None

    @property
    def is_trusted(self) -> bool:
        return self.by is not None


def parse_proof(text: str) -> Proof:
    """A proof from its JSON. Raises ProofError."""
    try:
        said = parse_object(text.strip().encode(errors="replace"), 2 * MAX_LINE)
    except FormatError as error:
        raise ProofError(f"this is no proof: {error}") from None
    if said.get("v") != VERSION:
        raise ProofError("this is no proof, or one of another version")
    wrong = said.keys() ^ PROOF.keys()
    wrong |= {name for name in PROOF.keys() & said.keys() if not PROOF[name](said[name])}
    if wrong:
        raise ProofError(f"this is no proof: member {min(wrong)[:20]} is not what it must be")
    return _proof(said)


def _proof(said: Mapping[str, Any]) -> Proof:
    return Proof(
        origin=said["origin"],
        index=said["index"],
        line=said["line"],
        path=tuple(bytes.fromhex(one) for one in said["path"]),
        size=said["size"],
        root=bytes.fromhex(said["root"]),
        seg=said["seg"],
        key=b64decode(said["key"]),
        signature=b64decode(said["s"]),
    )


def check(proof: Proof, anchors: Iterable[Anchor] = ()) -> Checked:
    """What the proof shows. Raises ProofError where it shows nothing, or an anchor contradicts."""
    record = _record(proof)
    try:
        leads_to = root_from_path(proof.leaf, proof.index, proof.size, proof.path)
    except ValueError as error:
        raise ProofError(f"the proof shows nothing: {error}") from None
    if leads_to != proof.root:
        raise ProofError("the record is not in that log: its path does not lead to the root")
    if not is_signed(proof.key, proof.signature, proof.origin, proof.size, proof.root):
        raise ProofError("the checkpoint of the proof is not signed by the key that it names")
    return Checked(proof, record, _vouching(proof, anchors))


def _record(proof: Proof) -> Sealed | Header:
    try:
        record = parse_line(proof.line.encode(errors="replace"))
    except FormatError:
        raise ProofError("the line of the proof is no line of a log") from None
    if isinstance(record, Checkpoint):
        raise ProofError("the line of the proof is a checkpoint, which is no record")
    number = record.clear.n if isinstance(record, Sealed) else record.first
    if number != proof.index:
        raise ProofError("the line of the proof is that of another record")
    return record


def _vouching(proof: Proof, anchors: Iterable[Anchor]) -> Anchor | None:
    """The first anchor that says the same. Raises ProofError where one says something else."""
    found = None
    for anchor in anchors:
        if anchor.origin != proof.origin:
            continue
        if anchor.is_receipt and anchor.index == proof.index:
            says = anchor.hash == proof.leaf
        elif not anchor.is_receipt and anchor.size == proof.size:
            says = anchor.hash == proof.root
        else:
            continue
        if not says:
            what = "record" if anchor.is_receipt else "checkpoint"
            raise ProofError(f"an anchor speaks of another {what}: the proof is of another log")
        found = found or anchor
    return found


# --- making ---------------------------------------------------------------------------------


def prove(folder: Path, index: int, *, size: int | None = None) -> Proof:
    """The proof of record `index` under the last checkpoint, or the one of `size` leaves.

    Reads the log from the record's segment on. Raises AuditError where there is no such record
    or checkpoint, or the log does not verify as far as that.
    """
    numbers = list_log(folder).numbers
    if not numbers:
        raise AuditError(f"{folder}: there is no log")
    at = _place(folder, numbers, index)
    maker = _Maker(index, size)
    for position in range(at, len(numbers)):
        number = numbers[position]
        is_last = position == len(numbers) - 1
        torn = None if is_last else _header(folder, number + 1).torn
        maker.read(folder, number, _NOWHERE if torn is None else torn.after, is_last)
        if maker.is_done:
            break
    return maker.proof(folder)


def _header(folder: Path, number: int) -> Header:
    header = header_of(folder, number)
    if header is None:
        raise _does_not_verify(folder)
    return header


def _place(folder: Path, numbers: tuple[int, ...], index: int) -> int:
    """Where in `numbers` the segment stands that has the record."""
    low, high = 0, len(numbers)
    while high - low > 1:
        middle = (low + high) // 2
        if _header(folder, numbers[middle]).first <= index:
            low = middle
        else:
            high = middle
    if index < _header(folder, numbers[low]).first:
        raise AuditError(f"{folder}: record {index:,} was retired, or never was")
    return low


class _Maker:
    """Reads a log and stops at the checkpoint that is wanted."""

    def __init__(self, index: int, size: int | None) -> None:
        self._index = index
        self._size = size
        self._tree: PathTree | None = None
        self._line = b""
        self._found: tuple[Header, Checkpoint, tuple[bytes, ...]] | None = None

    @property
    def is_done(self) -> bool:
        return self._size is not None and self._found is not None

    def read(self, folder: Path, number: int, limit: int, is_last: bool) -> None:
        """One segment, up to byte `limit`."""
        header = _header(folder, number)
        tree = self._tree or self._begun(folder, header)
        with LineReader(folder / log_name(number)) as reader:
            for raw in reader:
                if reader.position > limit or self.is_done:
                    return
                if raw[:2] in (b"H ", b"R "):
                    if tree.size == self._index:
                        self._line = raw
                    tree.append(leaf_hash(raw))
                elif (is_last or self._size is not None) and tree.size > self._index:
                    self._checkpoint(header, tree, raw)

    def _begun(self, folder: Path, header: Header) -> PathTree:
        try:
            self._tree = PathTree(self._index, header.first, header.frontier)
        except ValueError:
            raise _does_not_verify(folder) from None
        return self._tree

    def _checkpoint(self, header: Header, tree: PathTree, raw: bytes) -> None:
        """Anything else than a checkpoint over these leaves is passed over: it may be a tail."""
        try:
            said = parse_line(raw)
        except FormatError:
            return
        is_wanted = self._size is None or self._size == tree.size
        if isinstance(said, Checkpoint) and said.n == tree.size and is_wanted:
            self._found = (header, said, tuple(tree.path()))

    def proof(self, folder: Path) -> Proof:
        """Raises AuditError where nothing was found, or it does not hold."""
        if self._found is None:
            wanted = "no checkpoint" if self._size is None else f"no checkpoint of {self._size:,}"
            raise AuditError(f"{folder}: {wanted} covers record {self._index:,}")
        header, checkpoint, path = self._found
        try:
            line = self._line.decode()
            proof = Proof(
                header.origin,
                self._index,
                line,
                path,
                checkpoint.n,
                checkpoint.root,
                header.seg,
                header.key,
                checkpoint.signature,
            )
            check(proof)
        except (UnicodeDecodeError, ProofError):
            raise _does_not_verify(folder) from None
        return proof


def _does_not_verify(folder: Path) -> AuditError:
    return AuditError(f"{folder}: the log does not verify; run `penname audit verify` on it")
