"""Journals for tests: a log of its own, read back line by line and by decryption.

The reading here is independent of `audit.reader` and `audit.verify`: it follows the chain of
segments by the specification's text, so that the writer is not checked by its own ideas.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from penname.audit.journal import Journal, JournalSettings
from penname.audit.lines import Checkpoint, Header, Sealed, parse_key_line, parse_line, reference
from penname.audit.model import Entry, Receipt
from penname.audit.notes import is_signed
from penname.audit.recipients import new_identity
from penname.audit.record import AuditRecord, opened
from penname.audit.seal import Opener
from penname.audit.segment import Log
from penname.audit.tree import Tree, leaf_hash

ORIGIN = "penname/test-1"
LABEL_KEY = sha256(b"label key of tests").digest()
IDENTITY = new_identity("security", seed=sha256(b"identity of tests").digest())
SMALL = JournalSettings(ballast_bytes=0, retry_s=0.05)


def no_policy() -> str:
    return ""


def for_ever() -> float:
    return 0.0


def a_journal(
    folder: Path,
    settings: JournalSettings = SMALL,
    origin: str = ORIGIN,
    retention_s: Callable[[], float] = for_ever,
) -> Journal:
    """A journal that is not started."""
    return Journal(
        folder,
        origin,
        [IDENTITY.recipient],
        LABEL_KEY,
        policy_digest=no_policy,
        settings=settings,
        retention_s=retention_s,
    )


def a_log(folder: Path, clock: Any = lambda: 1_800_000_000.0) -> Log:
    return Log(folder, ORIGIN, (IDENTITY.recipient,), LABEL_KEY, no_policy, clock)


def a_request(name: str = "r-1", tenant: str = "") -> Entry:
    """An entry whose content tells it from others."""
    scopes = (f"tenant:{tenant}",) if tenant else ()
    return Entry("request", AuditRecord(request_id=name, tenant=tenant), scopes=scopes)


@dataclass(frozen=True, slots=True)
class Kept:
    """A record of a log that counts, with its content opened."""

    seg: int
    n: int
    event: str
    leaf: bytes
    said: dict[str, Any]
    detail: Any
    scopes: tuple[str, ...]
    time: str


@dataclass(frozen=True, slots=True)
class Part:
    """A segment's lines up to where the next segment says that it counts."""

    header: Header
    lines: tuple[bytes, ...]
    size: int


def parts(folder: Path) -> list[Part]:
    """The segments in order, each up to its last acknowledged checkpoint."""
    paths = sorted(folder.glob("seg-*.alog"))
    headers = [_header(path) for path in paths]
    ends = [
        None if following.torn is None else following.torn.after
        for _, following in pairwise(headers)
    ]
    found = []
    for path, header, end in zip(paths, headers, [*ends, None], strict=True):
        data = path.read_bytes()[:end]
        whole = data if end is not None else _up_to_checkpoint(data)
        found.append(Part(header, tuple(whole.split(b"\n")[:-1]), len(whole)))
    return found


def _header(path: Path) -> Header:
    said = parse_line(path.read_bytes().split(b"\n", 1)[0])
    assert isinstance(said, Header)
    return said


def _up_to_checkpoint(data: bytes) -> bytes:
    start = data.rindex(b"\nC ") + 1
    end = data.find(b"\n", start)
    return data[: end + 1] if end >= 0 else _up_to_checkpoint(data[: start - 1])


def read_back(folder: Path) -> list[Kept]:
    """All records that count, checked as the specification says and opened."""
    return list(_records(folder))


def _records(folder: Path) -> Iterator[Kept]:
    tree, last = Tree(), bytes(32)
    before: Header | None = None
    for number, part in enumerate(parts(folder)):
        header = part.header
        assert (header.seg, header.origin, header.first) == (number, ORIGIN, tree.size)
        assert (header.frontier, header.prev) == (tree.frontier(), last)
        assert before is None or header.key == before.next
        before = header
        keys = _keys(folder, number)
        opener = Opener(
            [IDENTITY], ORIGIN, header.commit, parse_key_line(keys[header.keyline]), _found(keys)
        )
        seen = -1
        for line in part.lines:
            said = parse_line(line)
            if isinstance(said, Checkpoint):
                assert (said.n, said.root) == (tree.size, tree.root())
                assert said.n > seen
                assert is_signed(header.key, said.signature, ORIGIN, said.n, said.root)
                seen = said.n
                continue
            if isinstance(said, Sealed):
                clear = said.clear
                assert (clear.n, clear.p) == (tree.size, last[:4].hex())
                plain = opener.open(
                    clear.n, last, said.clear_json, b64decode(said.box_b64), clear.k
                )
                yield Kept(
                    number,
                    clear.n,
                    clear.e,
                    leaf_hash(line),
                    opened(plain),
                    clear.d,
                    clear.k,
                    clear.t,
                )
            last = leaf_hash(line)
            tree.append(last)
        assert seen == tree.size


def _keys(folder: Path, number: int) -> dict[str, bytes]:
    lines = (folder / f"seg-{number:08d}.keys").read_bytes().split(b"\n")
    return {reference(line): line for line in lines}


def _found(keys: dict[str, bytes]) -> Any:
    def line(ref: str) -> Any:
        return parse_key_line(keys[ref]) if ref in keys else None

    return line


def holds(records: list[Kept], receipt: Receipt, name: str) -> bool:
    """Whether the log has the record that a receipt is for, with its content."""
    return any(
        (one.n, one.leaf, one.said.get("request_id")) == (receipt.index, receipt.leaf, name)
        for one in records
    )
