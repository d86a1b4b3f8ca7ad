"""Erasing, rewrapping, retiring: which key lines or segments, and the change of the files.

Each is done in three steps, and each of them can be done again after a crash:

1. `plan_…` reads the log and says what is to be done; nothing is changed.
2. The plan's `details` are written into the log, a record each. They must be durable first,
   so that a log never lacks a line without a record that says why.
3. `destroy`, `rewrap` or `remove` changes the files.

A crash between 2 and 3 leaves lines that should be gone: the same command finds and names them
again. No `.keys` file may be changed while a writer appends to it: the open segment is ended
first (`rotate`), and plans go only up to it (`below`). All raise ReadError where the log cannot
be read, AuditError where a file cannot be written.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from penname.audit import files
from penname.audit.keyring import Changes, changes_of, key_lines
from penname.audit.lines import FormatError, KeyLine, key_line, parse_key_line, reference
from penname.audit.model import AuditError
from penname.audit.reader import LogReader, stamp
from penname.audit.recipients import Identity, Recipient
from penname.audit.seal import KEY_BYTES, SealError, label_of, unwrapped, wrapped
from penname.audit.stored import ReadError, header_of, segments
from penname.audit.tree import Tree

#: Lines that one record names: some 3 MB, where a line's JSON may have 8 MiB.
LINES_PER_RECORD = 20_000
#: A `.keys` file is written anew from memory.
_MOST_KEYS_BYTES = 1024 * 1024 * 1024

_Detail = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class KeyRef:
    """A key line: its segment and its reference."""

    seg: int
    ref: str


@dataclass(frozen=True, slots=True)
class ErasePlan:
    """The key lines to destroy. `closed`: how many others could not be looked at, because no
    identity opens them; one of the scope may be among them."""

    lines: tuple[KeyRef, ...]
    closed: int = 0

    @property
    def segments(self) -> tuple[int, ...]:
        return tuple(sorted({one.seg for one in self.lines}))

    def details(self) -> list[_Detail]:
        """What the `erase` records say."""
        said = [{"seg": one.seg, "ref": one.ref} for one in self.lines]
        return [{"lines": part} for part in _parts(said)]


@dataclass(frozen=True, slots=True)
class NewLine:
    """A key line that takes the place of the line `old`."""

    seg: int
    old: str
    line: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class RewrapPlan:
    """The key lines to replace. `kept`: how many are for these recipients already; `closed`:
    how many no identity opens, which stay as they are."""

    lines: tuple[NewLine, ...]
    kept: int = 0
    closed: int = 0

    @property
    def segments(self) -> tuple[int, ...]:
        return tuple(sorted({one.seg for one in self.lines}))

    def details(self) -> list[_Detail]:
        """What the `rewrap` records say."""
        said = [{"seg": one.seg, "old": one.old, "new": reference(one.line)} for one in self.lines]
        return [{"lines": part} for part in _parts(said)]


@dataclass(frozen=True, slots=True)
class RetirePlan:
    """Segments to delete, from the front; behind them the tree has `size` leaves and `root`."""

    first: int
    last: int
    size: int
    root: bytes

    def details(self) -> list[_Detail]:
        """What the `retire` record says."""
        root = self.root.hex()
        return [{"from": self.first, "to": self.last, "size": self.size, "root": root}]


# --- planning -----------------------------------------------------------------------------


def plan_erase(
    folder: Path,
    scopes: Collection[str],
    *,
    label_key: bytes | None = None,
    identities: Sequence[Identity] = (),
    below: int | None = None,
) -> ErasePlan:
    """All key lines of scopes such as `tenant:acme`.

    Found by their labels with the writer's label key, and by the names inside, which an
    identity opens. The label key alone does not find what was written under another one.
    Lines that an earlier erasure named and left are among them.
    """
    labels = {label_of(label_key, one) for one in scopes} if label_key is not None else set()
    origin = _origin(folder)
    names = {one.encode("utf-8", "replace") for one in scopes}
    found: list[KeyRef] = []
    closed = 0
    # Where labels alone tell, most lines need not be parsed.
    marks = [] if identities or not labels else [one.encode() for one in labels]
    for seg, line, ref in _all_lines(folder, below, marks):
        if line.kind != "scope":
            continue
        is_ours: bool | None = line.label in labels
        if not is_ours and (identities or label_key is None):
            is_ours = _is_named(origin, line, identities, names)
        if is_ours is None:
            closed += 1
        elif is_ours:
            found.append(KeyRef(seg, ref))
    return ErasePlan(tuple(found), closed)


def plan_rewrap(
    folder: Path,
    identities: Sequence[Identity],
    recipients: Sequence[Recipient],
    *,
    below: int | None = None,
) -> RewrapPlan:
    """The key lines that are not wrapped for exactly these recipients, wrapped for them.

    Lines that were erased, and are there because of a crash, stay as they are.
    """
    origin, changes = _origin(folder), changes_of(folder)
    wanted = {(one.id, one.kem) for one in recipients}
    made: list[NewLine] = []
    kept = closed = 0
    for seg, line, ref in _all_lines(folder, below):
        if changes.is_erased(seg, ref):
            continue
        if {(box.id, box.kem) for box in line.to} == wanted:
            kept += 1
            continue
        try:
            secret = unwrapped(origin, line, identities)
        except SealError:
            closed += 1
            continue
        made.append(NewLine(seg, ref, key_line(wrapped(origin, line, secret, recipients))))
    return RewrapPlan(tuple(made), kept, closed)


def plan_retire(folder: Path, before: datetime, *, below: int | None = None) -> RetirePlan | None:
    """The segments from the front in which all is older than `before`; None where there is none.

    A segment is as old as the beginning of the one behind it; the last one always stays.
    """
    present = _below(folder, below)
    limit = stamp(before)
    last: int | None = None
    for seg, following in pairwise(present):
        if following != seg + 1 or header_of(folder, following).time > limit:
            break
        last = seg
    if last is None:
        return None
    header = header_of(folder, last + 1)
    root = Tree(header.first, header.frontier).root()
    return RetirePlan(present[0], last, header.first, root)


def unfinished(folder: Path) -> tuple[KeyRef, ...]:
    """Lines that an `erase` record names and that are there all the same."""
    changes = changes_of(folder)
    there = ((seg, ref) for seg, _, ref in _all_lines(folder, None))
    return tuple(KeyRef(seg, ref) for seg, ref in there if _is_named_erased(changes, seg, ref))


def concerned(reader: LogReader, plan: ErasePlan) -> Counter[int]:
    """Segment -> how many of its records nobody can open after the erasure."""
    going = {(one.seg, one.ref) for one in plan.lines}
    changes = reader.keyring.changes
    found: Counter[int] = Counter()
    known: dict[tuple[int, str], bool] = {}
    for stored in reader.stored(plan.segments):
        seg = stored.segment
        for ref in stored.sealed.clear.k:
            if (seg, ref) not in known:
                heirs = changes.heirs(seg, ref)
                known[seg, ref] = any((seg, one) in going for one in heirs)
        found[seg] += any(known[seg, ref] for ref in stored.sealed.clear.k)
    return +found


# --- changing the files -------------------------------------------------------------------


def destroy(folder: Path, lines: Iterable[KeyRef]) -> int:
    """Writes the `.keys` files without these lines; how many were there. May be done again."""
    going: dict[int, dict[str, bytes]] = defaultdict(dict)
    for one in lines:
        going[one.seg][one.ref] = b""
    return sum(_change(folder, seg, gone) for seg, gone in sorted(going.items()))


def rewrap(folder: Path, lines: Iterable[NewLine]) -> int:
    """Puts the new lines in the place of the old; how many. May be done again."""
    coming: dict[int, dict[str, bytes]] = defaultdict(dict)
    for one in lines:
        coming[one.seg][one.old] = one.line + b"\n"
    return sum(_change(folder, seg, new) for seg, new in sorted(coming.items()))


def remove(folder: Path, plan: RetirePlan) -> int:
    """Deletes the segments' files, oldest first; how many files. May be done again.

    Also `.keys` files from before: of segments whose deletion a crash broke off.
    """
    count = 0
    try:
        there = {*files.segments(folder), *files.key_files(folder)}
        for seg in sorted(one for one in there if one <= plan.last):
            for name in (files.log_name(seg), files.keys_name(seg)):
                path = folder / name
                count += path.exists()
                path.unlink(missing_ok=True)
        files.sync_folder(folder)
    except OSError as error:
        raise AuditError(f"{folder}: {files.reason(error)}") from None
    return count


def lines_of(detail: _Detail) -> list[KeyRef]:
    """The lines that the details of an `erase` record name."""
    return [KeyRef(one["seg"], one["ref"]) for one in detail["lines"]]


def _change(folder: Path, seg: int, instead: Mapping[str, bytes]) -> int:
    """Writes a `.keys` file anew, with other bytes in the place of some lines."""
    path = folder / files.keys_name(seg)
    try:
        content = files.read(path, _MOST_KEYS_BYTES)
        kept: list[bytes] = []
        count = 0
        for raw in content.splitlines(keepends=True):
            other = instead.get(reference(raw.removesuffix(b"\n")))
            count += other is not None
            kept.append(raw if other is None else other)
        if count:
            files.put(path, b"".join(kept))
    except FileNotFoundError:
        return 0  # retired meanwhile, or a copy without keys: nothing is left to change
    except OSError as error:
        raise AuditError(f"{path}: {files.reason(error)}") from None
    return count


# --- reading key lines --------------------------------------------------------------------


def _all_lines(
    folder: Path, below: int | None, marks: Collection[bytes] = ()
) -> Iterator[tuple[int, KeyLine, str]]:
    """File's segment, line and reference of all key lines, also of copies from elsewhere.

    With `marks` only lines in which one of them stands.
    """
    for seg in _below(folder, below):
        for raw in _raw_lines(folder, seg):
            if marks and not any(mark in raw for mark in marks):
                continue
            try:
                yield seg, parse_key_line(raw), reference(raw)
            except FormatError:
                continue


def _raw_lines(folder: Path, seg: int) -> Iterator[bytes]:
    name = files.keys_name(seg)
    try:
        with open(files.open_for_reading(folder / name), "rb") as file:
            for _, raw in key_lines(file.fileno()):
                yield raw
    except FileNotFoundError:
        return
    except OSError as error:
        raise ReadError(f"{name}: {files.reason(error)}") from None


def _below(folder: Path, below: int | None) -> list[int]:
    return [seg for seg in segments(folder) if below is None or seg < below]


def _origin(folder: Path) -> str:
    present = segments(folder)
    if not present:
        raise ReadError(f"{folder}: there is no segment of a log")
    return header_of(folder, present[0]).origin


def _is_named(
    origin: str, line: KeyLine, identities: Sequence[Identity], names: Collection[bytes]
) -> bool | None:
    """Whether the line is of one of the scopes; None where nobody here can say."""
    try:
        return unwrapped(origin, line, identities)[KEY_BYTES:] in names
    except SealError:
        return None


def _is_named_erased(changes: Changes, seg: int, ref: str) -> bool:
    return (seg, ref) in changes.erased


def _parts(said: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    for start in range(0, len(said), LINES_PER_RECORD):
        yield said[start : start + LINES_PER_RECORD]
