"""Makes logs in the format alog/1 from a seed, right ones and wrong ones, without penname's code.

Ciphertexts and wrapped keys are random bytes: nobody can open them, and no verifier needs to.
Signing keys come from the seed and live in memory only.
"""

from __future__ import annotations

import base64
import hashlib
import json
import random
from collections.abc import Callable, Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

Edit = Callable[[bytes], bytes]
ZEROS = "0" * 64


def same(line: bytes) -> bytes:
    return line


def replace(old: str, new: str) -> Edit:
    """An edit of a line, before it is hashed and signed: what only a writer can do."""

    def edit(line: bytes) -> bytes:
        if line.count(old.encode()) != 1:
            raise ValueError(f"{old!r} does not stand exactly once in the line")
        return line.replace(old.encode(), new.encode())

    return edit


def base64_of(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def compact(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(data: bytes | bytearray) -> bytes:
    return hashlib.sha256(data).digest()


def tree_root(leaves: list[bytes]) -> bytes:
    """RFC 9162, 2.1.1, word for word: the slow way, to have another than the verifiers'."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"")
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1" + tree_root(leaves[:split]) + tree_root(leaves[split:]))


def tree_frontier(leaves: list[bytes]) -> list[str]:
    found, start = [], 0
    for bit in reversed(range(len(leaves).bit_length())):
        if len(leaves) >> bit & 1:
            found.append(tree_root(leaves[start : start + (1 << bit)]).hex())
            start += 1 << bit
    return found


class Forge:
    """One log. `files` holds its bytes, name by name; cut and change them as you like."""

    def __init__(self, seed: str, origin: str = "penname/eu-1") -> None:
        self.rng = random.Random(seed)
        self.origin, self.seg, self.clock_s = origin, -1, 0
        self.files: dict[str, bytearray] = {}
        self.leaves: list[bytes] = []
        self.next = self.signing_key()
        self.key = self.next
        self.signed = 0  # leaves under the last checkpoint
        self.counted = 0  # bytes of the segment up to its last checkpoint
        self.scopes: dict[str, str] = {}  # scope -> reference, in this segment
        self.recipients: tuple[tuple[str, int], ...] = (("x25519", 80),)

    @property
    def alog(self) -> str:
        return f"seg-{self.seg:08d}.alog"

    @property
    def keys(self) -> str:
        return f"seg-{self.seg:08d}.keys"

    def signing_key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.rng.randbytes(32))

    def time(self) -> str:
        self.clock_s += 1
        return f"2026-11-24T09:{self.clock_s // 60 % 60:02d}:{self.clock_s % 60:02d}.000Z"

    # --- writing ------------------------------------------------------------------------------

    def open(self, edit: Edit = same, key_edit: Edit = same, **changed: Any) -> Forge:
        """A new segment: its key line, header and first checkpoint."""
        self.seg += 1
        self.key, self.next = self.next, self.signing_key()
        self.scopes = {}
        self.files[self.alog], self.files[self.keys] = bytearray(), bytearray()
        reference = self.key_line("segment", "", key_edit)
        head = {
            "v": "alog/1",
            "origin": self.origin,
            "seg": self.seg,
            "first": len(self.leaves),
            "frontier": tree_frontier(self.leaves),
            "prev": self.leaves[-1].hex() if self.leaves else ZEROS,
            "key": base64_of(self.key.public_key().public_bytes_raw()),
            "next": base64_of(self.next.public_key().public_bytes_raw()),
            "time": self.time(),
            "suite": "aes-256-gcm",
            "commit": self.rng.randbytes(32).hex(),
            "keyline": reference,
            "torn": None,
            "policy": "",
            "software": "forge/1",
        }
        self.leaf(edit(b"H " + compact(head | changed)))
        return self.sign()

    def key_line(self, kind: str, label: str, edit: Edit = same, seg: int | None = None) -> str:
        """Adds a line to the `.keys` file of this segment, or another one; gives its reference."""
        number = self.seg if seg is None else seg
        boxes = [
            {
                "id": self.rng.randbytes(8).hex(),
                "kem": kem,
                "box": base64_of(self.rng.randbytes(size)),
            }
            for kem, size in self.recipients
        ]
        line = {"v": "alog/1", "seg": number, "kind": kind, "label": label, "to": boxes}
        raw = edit(b"K " + compact(line))
        self.files[f"seg-{number:08d}.keys"] += raw + b"\n"
        return sha256(raw).hex()

    def scope(self, name: str, edit: Edit = same) -> str:
        """The reference of a scope's key line in this segment."""
        if name not in self.scopes:
            label = sha256(name.encode()).hex()
            self.scopes[name] = self.key_line("scope", label, edit)
        return self.scopes[name]

    def record(
        self,
        event: str = "request",
        *,
        scopes: tuple[str, ...] = (),
        d: Mapping[str, Any] | None = None,
        edit: Edit = same,
        **changed: Any,
    ) -> Forge:
        """A record, not yet signed."""
        clear = {
            "n": len(self.leaves),
            "t": self.time(),
            "e": event,
            "p": self.leaves[-1].hex()[:8],
            "k": sorted(self.scope(each) for each in scopes),
        }
        clear |= changed | ({"d": d} if d is not None else {})
        box = base64_of(self.rng.randbytes(self.rng.randrange(17, 40)))
        self.leaf(edit(b"R " + compact(clear) + b"\t" + box.encode()))
        return self

    def sign(self, edit: Edit = same, **changed: Any) -> Forge:
        """A checkpoint over all leaves."""
        root = tree_root(self.leaves)
        note = f"{self.origin}\n{len(self.leaves)}\n{base64_of(root)}\n".encode()
        line = {"n": len(self.leaves), "r": root.hex(), "s": base64_of(self.key.sign(note))}
        self.files[self.alog] += edit(b"C " + compact(line | changed)) + b"\n"
        self.signed, self.counted = len(self.leaves), len(self.files[self.alog])
        return self

    def batch(self, *events: str, scopes: tuple[str, ...] = ()) -> Forge:
        for event in events:
            self.record(event, scopes=scopes)
        return self.sign()

    def rotate(self, why: str = "size", **changed: Any) -> Forge:
        return self.record("rotate", d={"why": why}).sign().open(**changed)

    def leaf(self, line: bytes) -> None:
        self.leaves.append(sha256(b"\0" + line))
        self.files[self.alog] += line + b"\n"

    # --- what goes wrong on a machine -----------------------------------------------------------

    def tear(self, keep_hash: bool = True) -> dict[str, Any]:
        """What a new header says about the bytes behind `counted`; forgets their leaves."""
        tail = bytes(self.files[self.alog][self.counted :])
        del self.leaves[self.signed :]
        told = (len(tail), sha256(tail).hex()) if keep_hash else (None, None)
        return {"after": self.counted, "size": told[0], "sha256": told[1]}

    def mark(self) -> tuple[int, int]:
        """To come back to with `poison`: the acknowledged leaves and bytes."""
        return self.signed, self.counted

    def poison(self, mark: tuple[int, int]) -> None:
        """The batch behind the mark is on disk, but its sync failed."""
        self.signed, self.counted = mark

    # --- erasing, rewrapping, retiring -----------------------------------------------------------

    def drop_key(self, seg: int, reference: str) -> Forge:
        name = f"seg-{seg:08d}.keys"
        kept = [x for x in self.files[name].splitlines(True) if sha256(x[:-1]).hex() != reference]
        self.files[name] = bytearray(b"".join(kept))
        return self

    def erase(self, *lines: tuple[int, str], drop: bool = True) -> Forge:
        detail = {"lines": [{"seg": seg, "ref": ref} for seg, ref in lines]}
        self.record("erase", d=detail).sign()
        for seg, ref in lines if drop else ():
            self.drop_key(seg, ref)
        return self

    def rewrap(self, seg: int, old: str, drop: bool = True) -> str:
        """Puts a new line in the place of an old one; gives its reference."""
        new = self.key_line("scope", sha256(b"new").hex(), seg=seg)
        detail = {"lines": [{"seg": seg, "old": old, "new": new}]}
        self.record("rewrap", d=detail).sign()
        if drop:
            self.drop_key(seg, old)
        return new

    def retire(self, to: int, size: int, drop: bool = True, **changed: Any) -> Forge:
        root = tree_root(self.leaves[:size]).hex()
        self.record("retire", d={"from": 0, "to": to, "size": size, "root": root} | changed).sign()
        for seg in range(to + 1) if drop else ():
            self.drop_segment(seg)
        return self

    def drop_segment(self, seg: int) -> Forge:
        for kind in ("alog", "keys"):
            self.files.pop(f"seg-{seg:08d}.{kind}", None)
        return self

    # --- damage, by somebody without keys --------------------------------------------------------

    def lines(self, seg: int = 0) -> list[bytes]:
        return bytes(self.files[f"seg-{seg:08d}.alog"]).splitlines(True)

    def put_lines(self, lines: list[bytes], seg: int = 0) -> Forge:
        self.files[f"seg-{seg:08d}.alog"] = bytearray(b"".join(lines))
        return self

    def damage(self, place: int, edit: Edit, seg: int = 0) -> Forge:
        """Edits a line (counted from 1, without its LF) behind the writer's back."""
        lines = self.lines(seg)
        lines[place - 1] = edit(lines[place - 1][:-1]) + b"\n"
        return self.put_lines(lines, seg)

    # --- anchors ---------------------------------------------------------------------------------

    def receipt(self, index: int, origin: str = "") -> str:
        return f"{origin or self.origin}/{index}/{self.leaves[index].hex()}"

    def anchor(self, size: int, origin: str = "") -> str:
        root = tree_root(self.leaves[:size])
        name = origin or self.origin
        note = f"{name}\n{size}\n{base64_of(root)}\n".encode()
        return f"{name} {size} {root.hex()} {base64_of(self.key.sign(note))}"
