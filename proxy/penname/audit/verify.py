"""Verifying a log without any key (docs/audit-format.md, 8).

    Walk            what is known so far            walk.py
    SegmentCheck    the lines of one segment        verify_segment.py
    check_keys      key lines, behind all segments  verify_keys.py

Any bytes under the names of a log give a Report; only what cannot be read at all, or is not an
ordinary file, raises AuditError. A log may be written while it is read: before anything is
reported that a writer at work can cause, the end of the log is looked at again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from penname.audit.anchors import Anchor, parse_trust_root
from penname.audit.files import log_name
from penname.audit.known import Known
from penname.audit.lines import Header
from penname.audit.model import AuditError
from penname.audit.remarks import remarks
from penname.audit.report import Found, Problem, Report, are, records, segments, verifying
from penname.audit.scan import GoneError, LineReader, Listing, list_log, total_bytes
from penname.audit.verify_keys import KeyCheck, check_keys, lacking
from penname.audit.verify_segment import SegmentCheck, header_of
from penname.audit.walk import Walk

Progress = Callable[[int, int], None]
#: How long a writer may take to go on with what it has begun, and how often it is looked at.
PATIENCE_S = 0.5
_LOOK_S = 0.02
#: How often the end of a log is looked at again: a writer may rotate at every look.
_ROUNDS = 50
#: Segments are retired once in a while; who cannot follow that any more is not reading a log.
_TRIES = 5
#: What a writer at work causes: for these the log is read on if it has grown.
_MAY_PASS = frozenset({"missing-key", "anchor-ahead", "missing-start"})
#: And what it causes only for the moment: for these it is worth waiting.
_WILL_PASS = frozenset({"missing-end", "unsigned-tail"})


def verify(
    folder: Path,
    *,
    trust_root: str | None = None,
    anchors: Sequence[Anchor] = (),
    progress: Progress | None = None,
    patience_s: float = PATIENCE_S,
) -> Report:
    """The verdict on the log in a folder. `progress` gets bytes read and bytes in all.

    Raises AuditError where a file cannot be read, AnchorError where `trust_root` is none.
    """
    pinned = None if trust_root is None else parse_trust_root(trust_root)
    for _ in range(_TRIES):
        try:
            return _Verifier(folder, pinned, anchors, progress, patience_s).report()
        except GoneError:
            continue  # retired since the folder was listed: the log begins later now
    raise AuditError(f"{folder}: files of the log go away while they are read; try again")


class _Verifier:
    """One pass over a log, with as many looks at its end as a writer at work makes necessary."""

    def __init__(
        self,
        folder: Path,
        pinned: Anchor | None,
        anchors: Sequence[Anchor],
        progress: Progress | None,
        patience_s: float,
    ) -> None:
        self._folder = folder
        self._pinned = pinned
        self._anchors = anchors
        self._progress = progress
        self._patience_s = patience_s
        self._walk = Walk()
        self._keys = KeyCheck()
        self._done = 0
        self._total = 0
        #: Length of the last segment when it was read.
        self._length = 0

    def report(self) -> Report:
        listing = list_log(self._folder)
        if listing.stray:
            text = f"the folder holds {listing.stray}, which is no file of a log"
            return self._report(Problem("wrong-segment", text, file=listing.stray))
        if not listing.numbers:
            return self._report(Problem("empty", "there is no log: the folder has no segment"))
        self._total = total_bytes(self._folder, map(log_name, listing.numbers))
        try:
            problem = self._problem(listing)
        except Found as found:
            problem = found.problem
        return self._report(problem)

    # --- segments -----------------------------------------------------------------------------

    def _problem(self, listing: Listing) -> Problem | None:
        """Raises Found where it is in a segment."""
        first, done = listing.numbers[0], -1
        for look in range(1, _ROUNDS + 1):
            for number in listing.numbers[:-1]:
                if number > done:
                    self._segment(number, follows=True)
                    done = number
            before = self._walk.fork()
            self._segment(listing.numbers[-1], follows=False)
            problem = self._conclusion(first)
            if look == _ROUNDS or not self._may_go_away(problem, listing):
                break
            self._walk, listing = before, self._listed(first)
        return problem

    def _segment(self, number: int, *, follows: bool) -> None:
        walk = self._walk
        self._in_sequence(number)
        with LineReader(self._folder / log_name(number)) as reader:
            self._length = 0 if follows else reader.size()
            next_header = self._next_header(number) if follows else None
            check = SegmentCheck(walk, number, reader, self._known)
            check.check(next_header, is_last=not follows, tell=self._tell)
        missing = lacking(self._folder, number, walk.named)
        walk.lacking.pop(number, None)
        if missing:
            walk.lacking[number] = missing

    def _next_header(self, number: int) -> Header | None:
        """None also where the next segment is missing: what that means is told when it is met."""
        try:
            return header_of(self._folder, number + 1)
        except GoneError:
            return None

    def _in_sequence(self, number: int) -> None:
        """Raises Found where segments are missing before this one."""
        walk = self._walk
        if walk.last < 0 or number == walk.last + 1:
            walk.last = number
            return
        first, last = walk.last + 1, number - 1
        header = header_of(self._folder, number)
        text, span = f"{segments(first, last)} {are(first, last)} missing", None
        if header is not None and header.first > walk.good:
            span = (walk.good, header.first - 1)
            text += f", with {records(*span)} by what segment {number} says"
        start, end = span or (None, None)
        message = f"{text}; {verifying(walk.good, walk.start[0])}"
        raise Found(
            Problem("missing-segment", message, first, log_name(first), None, start, start, end)
        )

    def _known(self, header: Header) -> Known:
        return Known(self._anchors, header.origin, self._walk.start[0])

    def _tell(self, size: int) -> None:
        self._done += size
        if self._progress is not None:
            self._progress(self._done, max(self._done, self._total))

    # --- a log that is being written ----------------------------------------------------------

    def _listed(self, first: int) -> Listing:
        """What the folder holds now. Raises GoneError where the log begins elsewhere."""
        listing = list_log(self._folder)
        if listing.numbers[:1] != (first,):
            raise GoneError(f"{self._folder}: the log has been retired")
        return listing

    def _may_go_away(self, problem: Problem | None, listing: Listing) -> bool:
        """Whether the log has changed so that another look may find it whole."""
        if problem is None or problem.code not in _MAY_PASS | _WILL_PASS:
            return False
        deadline = time.monotonic() + self._patience_s
        while True:
            fresh = self._listed(listing.numbers[0])
            if fresh.numbers != listing.numbers or self._has_grown(listing.numbers[-1]):
                return True
            if problem.code not in _WILL_PASS or time.monotonic() >= deadline:
                return False
            time.sleep(_LOOK_S)

    def _has_grown(self, number: int) -> bool:
        return total_bytes(self._folder, iter([log_name(number)])) != self._length

    # --- behind all segments ------------------------------------------------------------------

    def _conclusion(self, first: int) -> Problem | None:
        """The first problem of those that are looked for once all segments are verified."""
        self._keys = check_keys(self._folder, self._walk)
        return (
            self._keys.problem
            or self._against_trust_root()
            or self._against_anchors()
            or self._without_start(first)
            or self._without_end()
        )

    def _against_trust_root(self) -> Problem | None:
        pinned, walk = self._pinned, self._walk
        if pinned is None or walk.start[0] > 0:
            return None
        if (pinned.origin, pinned.hash) == (walk.origin, walk.leaf_0):
            return None
        text = "this is not the log that the trust root is of: it was replaced, or is another"
        return Problem("wrong-trust-root", text, 0, log_name(0), 1, 0, 0, 0)

    def _against_anchors(self) -> Problem | None:
        walk = self._walk
        wrong, ahead = walk.known.mismatch, walk.known.ahead(walk.good)
        if wrong is not None:
            first = max(walk.start[0], 0)
            what = (
                f"{records(wrong.index)} is not the one"
                if wrong.is_receipt
                else f"{records(first, wrong.index)} are not those"
            )
            text = f"{what} that an anchor was taken of: the log was written anew"
            span = (wrong.index if wrong.is_receipt else first, wrong.index)
            return Problem("anchor-mismatch", text, None, "", None, wrong.index, *span)
        if ahead is not None:
            span = (walk.good, ahead.index)
            text = f"{records(*span)} {are(*span)} missing at the end: an anchor speaks of"
            text += f" {records(ahead.index)}; {verifying(walk.good, walk.start[0])}"
            return Problem("anchor-ahead", text, None, "", None, walk.good, *span)
        return None

    def _without_start(self, first: int) -> Problem | None:
        size, root = self._walk.start
        is_retired = (first - 1, size, root.hex()) in self._walk.retired
        if first == 0 or (is_retired and self._pinned is None):
            return None
        why = "nothing in the log says that they were retired"
        if is_retired:
            why = "the trust root, which is of record 0, cannot be compared"
        text = f"{segments(0, first - 1)} {are(0, first - 1)} not there, and {why}"
        last = size - 1 if size else None
        return Problem("missing-start", text, 0, log_name(0), None, 0 if size else None, 0, last)

    def _without_end(self) -> Problem | None:
        walk = self._walk
        tail, still = walk.tail, verifying(walk.good, walk.start[0])
        if walk.event == "rotate":
            number = walk.last + 1
            text = f"segment {number} is missing: segment {walk.last} says that another follows"
            return Problem("missing-end", f"{text}; {still}", number, log_name(number))
        if tail is not None:
            name = log_name(tail.segment)
            text = f"{tail.size:,} bytes at the end of {name} are not signed: a crash left them, or"
            text += f" somebody put them there; {still}"
            return Problem("unsigned-tail", text, tail.segment, name, tail.line, walk.good)
        return None

    def _report(self, problem: Problem | None) -> Report:
        walk = self._walk
        return Report(
            verdict="ok" if problem is None else problem.verdict,
            problem=problem,
            notes=remarks(walk, self._keys),
            origin=walk.origin,
            size=max(walk.good, walk.tree.size if problem is not None else 0),
            segments=walk.segments,
            head=walk.head,
            good=walk.good,
            first=walk.start[0],
            anchors=walk.known.compared,
            events=dict(walk.events),
        )
