"""How a command has something written into a log that a running proxy writes.

Only one process may write a log. So a command leaves an order, a small file in `orders/`, and
waits for the answer beside it; the writer's thread looks there twice a second. Where nobody
writes the log the command opens it itself, and its own writer finds the order.

An order ends the segment (so that all `.keys` files a command may want to change are closed)
and has records written. It never holds a value: it lies on the disk in clear until it is done.

    ORDER.json     what to do, owner-only, whole or not there
    ORDER.done     the answer
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from penname.audit import files
from penname.audit.lock import NAME as LOCK
from penname.audit.lock import LockedError
from penname.audit.model import AuditError, Entry, Receipt
from penname.audit.record import RecordError, record_of

FOLDER = "orders"
_ORDER, _DONE = ".json", ".done"
#: What people do with a log. Nobody may order a record about a request that never was.
EVENTS = frozenset({"reveal", "erase", "rewrap", "retire"})
_MOST_BYTES = 64 * 1024 * 1024
#: How often a command looks for its answer, in seconds.
_LOOK_S = 0.02


@dataclass(frozen=True, slots=True)
class Order:
    """`rotate`: end the open segment first. `entries`: records to write, in their order."""

    rotate: bool = False
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an order: a receipt for each entry, and the number of the open segment.

    Behind a `rotate` all segments below that number are closed.
    """

    receipts: tuple[Receipt, ...]
    segment: int


class OwnJournal(Protocol):
    """What a command opens where nobody else writes the log: `journal.Journal`."""

    def start(self) -> None: ...

    def close(self) -> None: ...


class OrderedWriter(Protocol):
    """What carries an order out: `writer.Writer`."""

    @property
    def segment(self) -> int: ...

    def rotate(self, why: str) -> None: ...

    def record(self, entry: Entry) -> Receipt: ...


def carry_out(folder: Path, order: Order, own: OwnJournal, *, timeout_s: float = 30.0) -> Done:
    """Has an order carried out by whoever writes the log; by `own` (not started) if nobody does.

    Raises AuditError: it could not be done, or nobody did it in time, and then it is not done
    later either.
    """
    _refuse_values(order)
    path = _left(folder, order, timeout_s)
    answer = path.with_suffix(_DONE)
    deadline = time.monotonic() + timeout_s
    started = False
    try:
        while not answer.exists():
            if not started:
                with contextlib.suppress(LockedError):
                    own.start()
                    started = True
            if time.monotonic() > deadline:
                raise AuditError(
                    f"audit log {folder}: the process that writes it did not answer within"
                    f" {timeout_s:g} s; is it well? Nothing was changed, as far as is known"
                )
            time.sleep(_LOOK_S)
        return _answered(folder, answer)
    finally:
        path.unlink(missing_ok=True)
        answer.unlink(missing_ok=True)
        if started:
            own.close()


@contextlib.contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Held by whoever changes the files of closed segments, so that no two do at a time.

    Raises AuditError at once where somebody does.
    """
    try:
        place = folder / FOLDER
        place.mkdir(mode=0o700, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(place / LOCK, flags, 0o600)
    except OSError as error:
        raise _unusable(folder, error) from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise AuditError(
            f"audit log {folder}: another command changes its keys or segments; wait for it"
        ) from None
    finally:
        os.close(descriptor)


def serve(folder: Path, writer: OrderedWriter, now: Callable[[], float] = time.time) -> int:
    """Carries out the orders that wait; how many. For the writer's thread; raises nothing."""
    place = folder / FOLDER
    try:
        waiting = sorted(one for one in os.listdir(place) if one.endswith(_ORDER))
    except OSError:
        return 0  # nobody ever left one
    for name in waiting:
        path = place / name
        try:
            answer = _served(path, writer, now())
        except AuditError as error:
            answer = {"error": str(error)}
        except FileNotFoundError:
            continue  # withdrawn just now
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            answer = {"error": f"the order cannot be read ({type(error).__name__})"}
        # A disk that takes no answer: the command gives up by itself.
        with contextlib.suppress(OSError):
            if answer is not None:
                files.put(path.with_suffix(_DONE), json.dumps(answer).encode())
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
    return len(waiting)


def _served(path: Path, writer: OrderedWriter, now: float) -> dict[str, Any] | None:
    said = json.loads(files.read(path, _MOST_BYTES))
    if not now <= said["until"]:
        return None  # whoever left it does not wait any longer
    entries = [_entry(one) for one in said["entries"]]
    if said["rotate"]:
        before = writer.segment
        writer.rotate("order")
        if writer.segment == before:
            raise AuditError("the open segment could not be ended; look at the proxy's log")
    receipts = [writer.record(one) for one in entries]
    return {
        "segment": writer.segment,
        "receipts": [[one.origin, one.index, one.leaf.hex()] for one in receipts],
    }


def _entry(said: dict[str, Any]) -> Entry:
    if said["event"] not in EVENTS:
        raise AuditError("a command cannot have such a record written")
    try:
        record = record_of(said["record"])
    except RecordError as error:
        raise AuditError(str(error)) from None
    return Entry(said["event"], record, tuple(said["scopes"]), detail=said["detail"])


def _left(folder: Path, order: Order, timeout_s: float) -> Path:
    """Leaves the order in the folder; where it lies. Raises AuditError."""
    _refuse_other_users(folder)
    said = {
        "until": time.time() + timeout_s,
        "rotate": order.rotate,
        "entries": [
            {
                "event": one.event,
                "record": one.record.as_json(),
                "scopes": one.scopes,
                "detail": one.detail,
            }
            for one in order.entries
        ],
    }
    path = folder / FOLDER / f"{time.time_ns():020d}-{secrets.token_hex(8)}{_ORDER}"
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        files.put(path, json.dumps(said).encode())
    except OSError as error:
        raise _unusable(folder, error) from None
    return path


def _answered(folder: Path, path: Path) -> Done:
    try:
        said = json.loads(files.read(path, _MOST_BYTES))
    except OSError as error:
        raise _unusable(folder, error) from None
    if "error" in said:
        raise AuditError(f"audit log {folder}: {said['error']}")
    receipts = [Receipt(one[0], one[1], bytes.fromhex(one[2])) for one in said["receipts"]]
    return Done(tuple(receipts), said["segment"])


def _refuse_values(order: Order) -> None:
    if any(one.values or one.record.content is not None for one in order.entries):
        raise ValueError("an order never holds values or texts")


def _refuse_other_users(folder: Path) -> None:
    """Files of another user would stop the proxy at its next start."""
    try:
        owner = (folder / LOCK).lstat().st_uid
    except FileNotFoundError:
        if not folder.is_dir():
            raise AuditError(f"audit log {folder}: there is no such folder") from None
        return
    except OSError as error:
        raise _unusable(folder, error) from None
    if owner != os.geteuid():
        raise AuditError(
            f"audit log {folder}: it belongs to user {owner}; run the command as that user"
        )


def _unusable(folder: Path, error: OSError) -> AuditError:
    return AuditError(
        f"audit log {folder}: its folder {FOLDER} cannot be used ({files.reason(error)});"
        f" {files.advice(error)}"
    )
