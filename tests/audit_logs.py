"""Makes audit logs for tests from a seed: real signatures, real trees, made-up ciphertexts.

    log = LogMaker("seed").open()
    log.batch("request", "response", scopes=("tenant:acme",)).rotate().batch("close")
    report = verify(log.write(tmp_path))

Every step gives the maker back. What a maker does is what a writer does; `lines`, `put` and
`files` are for whoever wants to damage it. A `clone` lives on by itself: a copy taken earlier,
or a writer whose keys were stolen.
"""

from __future__ import annotations

import copy
import random
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

from penname.audit.lines import (
    NO_HASH,
    Box,
    Checkpoint,
    Clear,
    Header,
    KeyLine,
    Torn,
    checkpoint_line,
    clear_json,
    header_line,
    key_line,
    record_line,
    reference,
)
from penname.audit.model import Receipt
from penname.audit.notes import SigningKey, sign, signing_key
from penname.audit.tree import Tree, leaf_hash

ORIGIN = "penname/test-1"


class LogMaker:
    """One log. `files` holds its bytes by name, `leaves` the hashes of its leaves."""

    def __init__(self, seed: str = "log", origin: str = ORIGIN) -> None:
        self.random = random.Random(seed)
        self.origin = origin
        self.seg = -1
        self.seconds = 0
        self.files: dict[str, bytearray] = {}
        self.leaves: list[bytes] = []
        #: Signing keys, that of each segment at its number, and one more.
        self.keys: list[SigningKey] = [self._new_key()]
        #: scope -> reference of its key line, in the open segment
        self.scopes: dict[str, str] = {}
        #: segment -> reference of its segment key's line
        self.keylines: list[str] = []
        #: (leaves, root, signature) of every checkpoint
        self.checkpoints: list[Checkpoint] = []
        self.tree = Tree()

    def clone(self) -> LogMaker:
        return copy.deepcopy(self)

    def _new_key(self) -> SigningKey:
        return signing_key(self.random.randbytes(32))

    @property
    def size(self) -> int:
        return len(self.leaves)

    def name(self, seg: int | None = None, kind: str = "alog") -> str:
        return f"seg-{self.seg if seg is None else seg:08d}.{kind}"

    def time(self) -> str:
        self.seconds += 1
        hours, seconds = divmod(self.seconds, 3600)
        return f"2026-11-24T{hours % 24:02d}:{seconds // 60:02d}:{seconds % 60:02d}.000Z"

    # --- what a writer does -------------------------------------------------------------------

    def open(self, torn: Torn | None = None) -> Self:
        """A segment: its key line, header and first checkpoint."""
        self.seg += 1
        self.keys.append(self._new_key())
        self.scopes = {}
        self.files[self.name()] = bytearray()
        self.files[self.name(kind="keys")] = bytearray()
        self.keylines.append(self.add_key("segment", ""))
        header = Header(
            origin=self.origin,
            seg=self.seg,
            first=self.size,
            frontier=self.tree.frontier(),
            prev=self.leaves[-1] if self.leaves else NO_HASH,
            key=self.keys[self.seg].public,
            next=self.keys[self.seg + 1].public,
            time=self.time(),
            commit=self.random.randbytes(32),
            keyline=self.keylines[-1],
            torn=torn,
            policy="",
            software="maker/1",
        )
        return self._leaf(header_line(header)).sign()

    def add_key(self, kind: str, label: str, seg: int | None = None) -> str:
        """A key line more in a segment's `.keys`; gives its reference."""
        number = self.seg if seg is None else seg
        box = Box(self.random.randbytes(8).hex(), "x25519", self.random.randbytes(80))
        raw = key_line(KeyLine(number, kind, label, (box,)))
        self.files[self.name(number, "keys")] += raw + b"\n"
        return reference(raw)

    def scope(self, name: str) -> str:
        """The reference of a scope's key line in the open segment."""
        if name not in self.scopes:
            self.scopes[name] = self.add_key("scope", sha256(name.encode()).hexdigest())
        return self.scopes[name]

    def record(
        self,
        event: str = "request",
        scopes: tuple[str, ...] = (),
        detail: Mapping[str, Any] | None = None,
        length: int = 24,
        **changed: Any,
    ) -> Self:
        """A record, not yet signed; its ciphertext has `length` bytes."""
        keys = tuple(sorted(self.scope(one) for one in scopes))
        link = self.leaves[-1].hex()[:8]
        clear = Clear(self.size, self.time(), event, link, keys, (), detail)._replace(**changed)
        return self._leaf(record_line(clear_json(clear), self.random.randbytes(length)))

    def sign(self) -> Self:
        """A checkpoint over all leaves, by the open segment's key."""
        root = self.tree.root()
        signature = sign(self.keys[self.seg].loaded(), self.origin, self.size, root)
        self.checkpoints.append(Checkpoint(self.size, root, signature))
        self.files[self.name()] += checkpoint_line(self.checkpoints[-1]) + b"\n"
        return self

    def batch(self, *events: str, scopes: tuple[str, ...] = (), length: int = 24) -> Self:
        for event in events:
            self.record(event, scopes, length=length)
        return self.sign()

    def rotate(self, why: str = "size") -> Self:
        return self.end(why).open()

    def end(self, why: str = "size") -> Self:
        """The last record of a segment; no segment follows yet."""
        return self.record("rotate", detail={"why": why}).sign()

    def _leaf(self, raw: bytes) -> Self:
        self.leaves.append(leaf_hash(raw))
        self.tree.append(self.leaves[-1])
        self.files[self.name()] += raw + b"\n"
        return self

    def tear(self, cut: int = 0, tail: bytes = b"") -> Torn:
        """What was not signed gets lost: its last `cut` bytes, with `tail` in their place.

        Gives what the next header says about it; the leaves behind the checkpoint are forgotten.
        """
        data = self.files[self.name()]
        if cut:
            del data[-cut:]
        data += tail
        after = data.rindex(b"C {")
        after = data.index(b"\n", after) + 1
        signed = self.checkpoints[-1].n
        del self.leaves[signed:]
        self.tree = Tree()
        for leaf in self.leaves:
            self.tree.append(leaf)
        rest = bytes(data[after:])
        return Torn(after, len(rest), sha256(rest).digest())

    def erase(self, *lines: tuple[int, str], drop: bool = True) -> Self:
        """Destroys key lines: the record first."""
        named = [{"seg": seg, "ref": ref} for seg, ref in lines]
        self.record("erase", detail={"lines": named}).sign()
        for seg, ref in lines if drop else ():
            self.drop_key(seg, ref)
        return self

    def rewrap(self, seg: int, old: str, drop: bool = True) -> str:
        """Puts another line in the place of a scope's; gives the new reference."""
        new = self.add_key("scope", sha256(b"again").hexdigest(), seg)
        named = [{"seg": seg, "old": old, "new": new}]
        self.record("rewrap", detail={"lines": named}).sign()
        if drop:
            self.drop_key(seg, old)
        return new

    def retire(self, to: int, drop: bool = True) -> Self:
        """Deletes the segments up to `to`."""
        size = self.first_of(to + 1)
        tree = Tree()
        for leaf in self.leaves[:size]:
            tree.append(leaf)
        detail = {"from": 0, "to": to, "size": size, "root": tree.root().hex()}
        self.record("retire", detail=detail).sign()
        for seg in range(to + 1) if drop else ():
            self.delete(seg)
        return self

    def first_of(self, seg: int) -> int:
        """The index of a segment's header."""
        return self.leaves.index(leaf_hash(self.lines(seg)[0]))

    # --- what anybody can do ------------------------------------------------------------------

    def lines(self, seg: int = 0, kind: str = "alog") -> list[bytes]:
        """The lines of a file, without their LF."""
        return bytes(self.files[self.name(seg, kind)]).splitlines()

    def put(self, lines: list[bytes], seg: int = 0, kind: str = "alog") -> Self:
        self.files[self.name(seg, kind)] = bytearray(b"".join(line + b"\n" for line in lines))
        return self

    def drop_key(self, seg: int, ref: str) -> Self:
        kept = [line for line in self.lines(seg, "keys") if reference(line) != ref]
        return self.put(kept, seg, "keys")

    def delete(self, seg: int) -> Self:
        for kind in ("alog", "keys"):
            del self.files[self.name(seg, kind)]
        return self

    def write(self, folder: Path) -> Path:
        """Writes the files, and removes those of an earlier state."""
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("seg-*"):
            if old.name not in self.files:
                old.unlink()
        for name, data in self.files.items():
            (folder / name).write_bytes(data)
        return folder

    # --- anchors ------------------------------------------------------------------------------

    def receipt(self, index: int) -> str:
        return str(Receipt(self.origin, index, self.leaves[index]))

    def checkpoint(self, number: int = -1) -> str:
        """A checkpoint as an anchor; the last one if not told."""
        one = self.checkpoints[number]
        signature = b64encode(one.signature).decode()
        return f"{self.origin} {one.n} {one.root.hex()} {signature}"


def usual_log(seed: str = "log", origin: str = ORIGIN) -> LogMaker:
    """Three segments with some batches of several records, scopes, and an end: `close`."""
    log = LogMaker(seed, origin).open()
    log.batch("request", "response", "request", scopes=("tenant:acme",))
    log.batch("response", "refused", scopes=("tenant:acme", "subject:u-17")).rotate()
    log.batch("request", scopes=("tenant:acme",)).batch("alive", "request", "response").rotate(
        "age"
    )
    log.batch("request", "response", scopes=("tenant:other",)).batch("reveal")
    return log.batch("close")


def long_log(folder: Path, records: int, batch: int = 32, length: int = 500) -> Path:
    """A log of many records, for measuring; a segment has 20,000."""
    log = LogMaker("long").open()
    for start in range(0, records, batch):
        log.batch(*["request"] * batch, scopes=("tenant:acme",), length=length)
        if start // 20_000 != (start + batch) // 20_000:
            log.rotate()
    return log.batch("close").write(folder)
