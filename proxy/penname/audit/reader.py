"""Reading a log: its records in order, opened with identities as far as these open them.

A record can be there without its content: no identity was given that opens it (`no_key`), or
its keys were destroyed (`erased`). Whatever else keeps it shut was not the writer's doing, and
raises ReadError, or stands in `problem` where a caller wants the rest of the log all the same.
Nothing is verified here but what decryption shows by itself.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from penname.audit.keyring import KEY_CHANGES, Keyring
from penname.audit.lines import FormatError, KeyLine
from penname.audit.recipients import Identity
from penname.audit.record import AuditRecord, RecordError, opened, record_of
from penname.audit.seal import DamagedError, MissingKeyError, NoKeyError, Opener, SealError
from penname.audit.stored import (
    ReadError,
    SegmentFile,
    Stored,
    following_header,
    header_of,
    segments,
)


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """A record as far as it could be read. `time` as in the line, `detail` what it says in clear.

    `record` is None where `erased`, `no_key` or `problem` (for people) says why.
    """

    index: int
    time: str
    event: str
    segment: int
    line_no: int
    record: AuditRecord | None = None
    erased: bool = False
    no_key: bool = False
    problem: str = ""
    detail: Mapping[str, Any] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Span:
    """Which records are wanted: from `since` on, before `until`, of some events (all if empty).

    Times are compared with what the writer's clock said.
    """

    since: datetime | None = None
    until: datetime | None = None
    events: Collection[str] = ()

    def filter(self) -> Callable[[Stored], bool]:
        """Whether a record is wanted, by its clear part alone."""
        since = "" if self.since is None else stamp(self.since)
        until = "~" if self.until is None else stamp(self.until)
        events = frozenset(self.events)

        def wanted(stored: Stored) -> bool:
            clear = stored.sealed.clear
            return since <= clear.t < until and (not events or clear.e in events)

        return wanted


class LogReader:
    """Reads one log. Raises ReadError where there is none, or a file or line is not one.

    Without identities it reads what stands in clear. Use it in a `with`, or call `close`.
    """

    def __init__(self, folder: Path, identities: Sequence[Identity] = ()) -> None:
        self.folder = folder
        self.keyring = Keyring(folder)
        self._identities = tuple(identities)
        present = segments(folder)
        if not present:
            raise ReadError(f"{folder}: there is no segment of a log")
        self.origin = header_of(folder, present[0]).origin
        #: The last segment's number, and its opener or why there is none.
        self._current: tuple[int, Opener | SealError] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.keyring.close()

    def records(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        events: Collection[str] = (),
        lenient: bool = False,
    ) -> Iterator[ReadRecord]:
        """The records in order; what is not wanted is not opened."""
        wanted = Span(since, until, events).filter()
        for stored in self.stored():
            if wanted(stored):
                yield self.read(stored, lenient=lenient)

    def stored(self, only: Collection[int] | None = None) -> Iterator[Stored]:
        """The records as they lie there, of all segments or only of some."""
        present = segments(self.folder)
        for seg in present:
            if only is None or seg in only:
                with SegmentFile(self.folder, seg) as file:
                    yield from file.records(file.end(following_header(self.folder, seg)))

    def at(self, index: int) -> ReadRecord | None:
        """The record with this index; None where there is none, as for a header's."""
        seg = self._segment_of(index)
        found = (one for one in self.stored((seg,)) if one.sealed.clear.n == index)
        stored = next(found, None)
        return None if stored is None else self.read(stored)

    def last(self, count: int, *, lenient: bool = False) -> list[ReadRecord]:
        """The last `count` records, in their order. Reads no more segments than it needs."""
        found: list[Stored] = []
        for seg in reversed(segments(self.folder)):
            if len(found) >= count:
                break
            found = [*deque(self.stored((seg,)), count - len(found)), *found]
        return [self.read(stored, lenient=lenient) for stored in found]

    def follow(
        self, wait: Callable[[], bool], *, first: int | None = None, lenient: bool = False
    ) -> Iterator[ReadRecord]:
        """Records as their checkpoints come, for ever.

        From index `first` on; without it those that come after the call. `wait` is called when
        nothing is new: it comes back when there may be, and with False to make an end.
        Where a batch was written but its sync failed, the writer writes it again in the next
        segment; its records may then come twice, with other indices, of which the last count.
        """
        present = segments(self.folder)
        seg = present[-1] if first is None else self._segment_of(first)
        file = SegmentFile(self.folder, seg)
        try:
            if first is None:
                for _ in file.records(file.end(None)):
                    pass
            least = 0 if first is None else first
            while True:
                # First whether another segment follows: only then is this one at its end.
                behind = [one for one in segments(self.folder) if one > file.seg]
                for stored in file.records(file.end(following_header(self.folder, file.seg))):
                    if stored.sealed.clear.n >= least:
                        yield self.read(stored, lenient=lenient)
                if behind:
                    file.close()
                    file = SegmentFile(self.folder, behind[0])
                elif not wait():
                    return
        finally:
            file.close()

    def read(self, stored: Stored, *, lenient: bool = False) -> ReadRecord:
        """One record, opened if it can be."""
        clear = stored.sealed.clear
        if clear.e in KEY_CHANGES:
            self.keyring.note(clear.e, clear.d)
            self._current = None
        record, erased, no_key, problem = None, False, False, ""
        try:
            record = self._opened(stored)
        except NoKeyError:
            no_key, erased = True, self._lacks_erased(stored)
        except MissingKeyError as error:
            erased = self.keyring.is_erased(stored.segment, error.ref)
            problem = "" if erased else "a key line that it needs is missing or was altered"
        except (SealError, RecordError) as error:
            problem = str(error)
        if problem and not lenient:
            place = f"seg-{stored.segment:08d}.alog:{stored.line_no}"
            raise ReadError(f"{place}: record {clear.n:,} cannot be opened: {problem}")
        return ReadRecord(
            clear.n,
            clear.t,
            clear.e,
            stored.segment,
            stored.line_no,
            record,
            erased,
            no_key,
            problem,
            clear.d,
        )

    def opener(self, seg: int) -> Opener:
        """What opens a segment's records. Raises SealError, ReadError."""
        if self._current is None or self._current[0] != seg:
            self._current = (seg, self._made_opener(seg))
        made = self._current[1]
        if isinstance(made, SealError):
            raise made.with_traceback(None)  # it is raised for each record, and must not grow
        return made

    def _opened(self, stored: Stored) -> AuditRecord:
        clear, sealed = stored.sealed.clear, stored.sealed
        opener = self.opener(stored.segment)
        plain = opener.open(clear.n, stored.prev_leaf, sealed.clear_json, sealed.box, clear.k)
        return record_of(opened(plain))

    def _made_opener(self, seg: int) -> Opener | SealError:
        if not self._identities:
            return NoKeyError("no identity was given")
        header = header_of(self.folder, seg)

        def line(ref: str) -> KeyLine | None:
            try:
                return self.keyring.line(seg, ref)
            except FormatError:
                raise DamagedError("a key line is not one") from None

        try:
            own = line(header.keyline)
            if own is None:
                return MissingKeyError(header.keyline)
            return Opener(self._identities, header.origin, header.commit, own, line)
        except SealError as error:
            return error

    def _lacks_erased(self, stored: Stored) -> bool:
        """Whether a key was destroyed without which nobody opens the record."""
        seg, ring = stored.segment, self.keyring
        return any(
            not ring.is_there(seg, ref) and ring.is_erased(seg, ref)
            for ref in stored.sealed.clear.k
        )

    def _segment_of(self, index: int) -> int:
        """The segment that has the leaf, if the log has it."""
        present = segments(self.folder)
        low, high = 0, len(present) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if header_of(self.folder, present[middle]).first <= index:
                low = middle
            else:
                high = middle - 1
        return present[low]


def stamp(time: datetime) -> str:
    """A time as lines have it, in UTC."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"
