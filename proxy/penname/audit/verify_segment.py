"""One segment's lines, verified against what is known of the log before them.

How far lines are judged depends on what follows (docs/audit-format.md, 8):

    Next            what it is                          lines are judged
    a Header        the next segment's, torn or not     up to its byte A, or all
    None            there is none, or it is unreadable  up to the last whole checkpoint line

In the last case a problem is only one once a whole checkpoint line stands behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from penname.audit.files import log_name
from penname.audit.known import Known
from penname.audit.lines import (
    NO_HASH,
    Checkpoint,
    Clear,
    FormatError,
    Header,
    Sealed,
    Torn,
    parse_line,
)
from penname.audit.notes import is_signed
from penname.audit.report import Found, Problem, are, records, verifying
from penname.audit.scan import LineReader
from penname.audit.tree import Tree, leaf_hash
from penname.audit.walk import Tail, Walk

Tell = Callable[[int], None]
#: How often progress is told, in bytes.
TELL_EVERY = 4 * 1024 * 1024
_NOWHERE = 2**63
#: A segment gets its name once both of these lines are synced, so no crash damages them.
_HEADER, _FIRST_CHECKPOINT = 1, 2


def header_of(folder: Path, number: int) -> Header | None:
    """The header of a segment; None where it cannot be told from the first line.

    Raises AuditError (GoneError where there is no such segment).
    """
    with LineReader(folder / log_name(number), 1 << 16) as reader:
        for line in reader:
            try:
                said = parse_line(line)
            except FormatError:
                return None
            return said if isinstance(said, Header) else None
    return None


class SegmentCheck:
    """Verifies segment `number` and lets `walk` go on behind it; `tell` hears of each stretch.

    `walk.known` is made by `start` once the first header says which log it is.
    """

    def __init__(
        self, walk: Walk, number: int, reader: LineReader, start: Callable[[Header], Known]
    ) -> None:
        self._walk = walk
        self._number = number
        self._reader = reader
        self._start = start
        self._name = log_name(number)
        self._kind = ""
        self._signed_line = self._signed_at = 0

    def check(self, follows: Header | None, is_last: bool, tell: Tell) -> None:
        """Raises Found with the first problem, AuditError where the file cannot be read."""
        torn = None if follows is None else follows.torn
        if follows is not None:
            self._lines(_NOWHERE if torn is None else torn.after, tell)
            self._end(follows, torn)
        else:
            self._open_end(is_last, tell)
        if self._walk.event not in ("close", "rotate"):
            self._walk.mark("still-open" if is_last else "no-end", self._number)

    # --- how a segment ends -------------------------------------------------------------------

    def _end(self, follows: Header, torn: Torn | None) -> None:
        """The end is as the next header says."""
        reader = self._reader
        whole = torn is None or reader.position == torn.after
        is_cut = reader.rest and (torn is None or torn.after >= reader.size())
        if reader.number < _FIRST_CHECKPOINT or is_cut:
            raise self._no_line()
        if not whole or self._kind != "C" or not self._rest_is(torn):
            raise self._found(
                "torn-mismatch",
                f"the end of segment {self._number} is not as segment {follows.seg} found it:"
                f" bytes behind {records(self._walk.good - 1)} were added, altered or cut off",
                line=self._signed_line + 1,
            )
        if torn is not None:
            self._walk.mark("torn-tail", self._number)

    def _rest_is(self, torn: Torn | None) -> bool:
        if torn is None or torn.sha256 is None:
            return True
        digest, size = sha256(), 0
        for piece, _ in self._reader.pieces(torn.after):
            digest.update(piece)
            size += len(piece)
        return (size, digest.digest()) == (torn.size, torn.sha256)

    def _open_end(self, is_last: bool, tell: Tell) -> None:
        """Nothing says how the segment ends: bytes behind its last checkpoint are a tail."""
        reader, walk = self._reader, self._walk
        has_tail = False
        try:
            self._lines(_NOWHERE, tell)
        except Found:
            if reader.number <= _FIRST_CHECKPOINT or self._checkpoint_follows(reader.start):
                raise
            has_tail = True
        # Only of a line that is too long: one that is cut may have become whole meanwhile.
        is_in_between = reader.is_too_long and self._checkpoint_follows(reader.position)
        if reader.number < _FIRST_CHECKPOINT or is_in_between:
            raise self._no_line()
        if is_last and (has_tail or reader.rest or reader.position > self._signed_at):
            size = max(1, reader.size() - self._signed_at)
            walk.tail = Tail(self._number, self._signed_line + 1, size)

    def _checkpoint_follows(self, position: int) -> bool:
        """Whether a whole checkpoint line stands at that byte or behind it."""
        for raw, whole in self._reader.pieces(position):
            if whole and raw[:2] == b"C ":
                try:
                    parse_line(raw[:-1])
                except FormatError:
                    continue
                return True
        return False

    # --- lines --------------------------------------------------------------------------------

    def _lines(self, limit: int, tell: Tell) -> None:
        """Judges whole lines up to byte `limit`, or as many as there are."""
        reader = self._reader
        told = 0
        for line in reader:
            if reader.position > limit:
                reader.step_back()
                return
            try:
                said = parse_line(line)
            except FormatError as error:
                raise self._not_as_the_format_says(line, error) from None
            if type(said) is Sealed and reader.number > _FIRST_CHECKPOINT:
                self._record(said.clear, line)
            elif type(said) is Checkpoint and reader.number >= _FIRST_CHECKPOINT:
                self._checkpoint(said)
                if reader.position >= told + TELL_EVERY:
                    tell(reader.position - told)
                    told = reader.position
            elif type(said) is Header and reader.number == _HEADER:
                self._header(said, line)
            else:
                raise self._line("bad-line", "may not stand here")
            if reader.position == limit:
                break
        tell(reader.position - told)

    def _record(self, clear: Clear, line: bytes) -> None:
        walk = self._walk
        tree = walk.tree
        if clear.n != tree.size:
            raise self._out_of_order(clear)
        if clear.p != walk.link:
            raise self._altered()
        leaf = leaf_hash(line)
        tree.append(leaf)
        walk.prev, walk.link = leaf, leaf[:4].hex()
        walk.batch.add(clear)
        self._kind = "R"
        if tree.size == walk.known.watch:
            walk.known.see(tree, leaf)

    def _checkpoint(self, said: Checkpoint) -> None:
        walk, root = self._walk, self._walk.tree.root()
        if said.n != walk.tree.size or said.n <= walk.good:
            raise self._out_of_order_checkpoint(said.n)
        is_authentic = is_signed(walk.key, said.signature, walk.origin, said.n, said.root)
        if said.root != root:
            raise self._wrong_root(said, root, is_authentic)
        if not is_authentic:
            raise self._bad_signature()
        walk.sign(root)
        self._kind = "C"
        self._signed_line, self._signed_at = self._reader.number, self._reader.position

    def _header(self, said: Header, line: bytes) -> None:
        walk, number = self._walk, self._number
        if not walk.origin:
            self._begin(said)
        if said.seg != number or said.origin != walk.origin:
            text = f"says that it is segment {said.seg} of {said.origin}"
            raise self._line("wrong-segment", f"{text}: it belongs elsewhere, or was altered")
        if said.key != walk.next_key:
            text = f"segment {number} is not signed with the key that segment {number - 1} named"
            raise self._found("wrong-key", f"{text}: it was written anew, or is another's")
        if said.first != walk.tree.size:
            raise self._wrong_first(said.first)
        if said.prev != walk.prev or said.frontier != walk.tree.frontier():
            text = f"segment {number} does not continue the records before it"
            raise self._found("wrong-link", text, index=said.first - 1 if said.first else None)
        if said.torn is not None and number == 0:
            raise self._line("torn-mismatch", "says how a segment before segment 0 ended")
        leaf = leaf_hash(line)
        walk.leaf_0 = walk.leaf_0 if said.first else leaf
        walk.tree.append(leaf)
        walk.prev, walk.link = leaf, leaf[:4].hex()
        walk.key, walk.next_key = said.key, said.next
        walk.named = {said.keyline: said.first}
        walk.batch.at(said.time)
        walk.segments += 1
        walk.event = ""
        self._kind = "H"
        if walk.tree.size == walk.known.watch:
            walk.known.see(walk.tree, leaf)

    def _begin(self, said: Header) -> None:
        """The first segment of the log, which need not be segment 0: it is taken as it stands."""
        walk = self._walk
        walk.origin, walk.next_key = said.origin, said.key
        if self._number > 0 and len(said.frontier) == said.first.bit_count():
            walk.tree, walk.prev = Tree(said.first, said.frontier), said.prev
            walk.good, walk.head = said.first, walk.tree.root()
        else:
            walk.prev = NO_HASH
        walk.start = (walk.tree.size, walk.tree.root())
        walk.known = self._start(said)
        if walk.known.watch == walk.tree.size > 0:
            walk.known.see(walk.tree, walk.prev)

    # --- problems, in words -------------------------------------------------------------------

    def _found(
        self,
        code: str,
        text: str,
        *,
        line: int | None = None,
        index: int | None = None,
        span: tuple[int, int] | None = None,
    ) -> Found:
        """`index` is the record that it is about, `span` those that may be meant."""
        walk = self._walk
        number = self._reader.number if line is None else line
        first, last = span or (index, index)
        message = f"{text}; {verifying(walk.good, walk.start[0])}"
        return Found(Problem(code, message, self._number, self._name, number, index, first, last))

    def _line(self, code: str, text: str) -> Found:
        """The line that was read last is the problem by itself."""
        return self._found(code, f"line {self._reader.number:,} of {self._name} {text}")

    def _not_as_the_format_says(self, line: bytes, error: FormatError) -> Found:
        number, index = self._reader.number, self._walk.tree.size
        text = f"line {number:,} of {self._name} is not as the format says ({error})"
        if line[:2] == b"R " and number > _FIRST_CHECKPOINT:
            return self._found(error.code, f"{records(index)} was altered: {text}", index=index)
        return self._found(error.code, text)

    def _no_line(self) -> Found:
        """Behind the line that was read last there is no whole one."""
        number = self._reader.number + 1
        text = f"line {number:,} of {self._name} is cut off, or is no line at all"
        return self._found("bad-line", text, line=number)

    def _altered(self) -> Found:
        """The link of the last line does not lead to the leaf before it."""
        good, size = self._walk.good, self._walk.tree.size
        if size == good:  # the leaf before is signed, so it is this one
            text = f"{records(size)} was altered, or stands in the place of another"
            return self._found("wrong-link", text, index=size)
        text = f"{records(size - 1)} was altered"
        if good < size - 1:
            text += f" ({records(good, size - 2)} before it in the same batch cannot be confirmed)"
        return self._found("wrong-link", text, index=size - 1, span=(good, size - 1))

    def _wrong_root(self, said: Checkpoint, root: bytes, is_authentic: bool) -> Found:
        walk = self._walk
        good, last = walk.good, walk.tree.size - 1
        if is_signed(walk.key, said.signature, walk.origin, said.n, root):
            text = f"the checkpoint over {records(good, last)} was altered, but not these"
        elif not is_authentic:
            text = f"{records(good, last)} or the checkpoint over them was altered"
        elif self._signed_line == 0:
            text = f"the header of segment {self._number} was altered"
        elif good == last:
            text = f"{records(last)} was altered"
        else:
            text = f"one of {records(good, last)} was altered, most likely the last"
        return self._found("wrong-root", text, index=last, span=(good, last))

    def _bad_signature(self) -> Found:
        span = (self._walk.good, self._walk.tree.size - 1)
        text = f"the signature over {records(*span)} is not by the key of segment {self._number}"
        return self._found("bad-signature", text, span=span)

    def _out_of_order(self, clear: Clear) -> Found:
        expected, number = self._walk.tree.size, clear.n
        if clear.p == self._walk.link:
            text = f"{records(expected)} was altered: it says that it is {records(number)}"
            return self._found("wrong-index", text, index=expected)
        if number < expected:
            text = f"{records(number)} stands where {expected:,} must: it was repeated, or moved"
            return self._found("wrong-index", text, index=expected)
        span = (expected, number - 1)
        text = f"{records(*span)} {are(*span)} missing"
        if self._stands_later(expected):
            text = f"records are out of order: {number:,} stands where {expected:,} must"
        return self._found("wrong-index", text, index=expected, span=span)

    def _stands_later(self, expected: int) -> bool:
        """Whether the record comes before the next checkpoint."""
        wanted = b'R {"n":%d,' % expected
        for raw, _ in self._reader.pieces(self._reader.position):
            if raw.startswith(wanted):
                return True
            if raw.startswith(b"C "):
                return False
        return False

    def _out_of_order_checkpoint(self, number: int) -> Found:
        good, size = self._walk.good, self._walk.tree.size
        if number <= good:
            text = f"a checkpoint over {number:,} records stands where one over more must"
            return self._found("wrong-index", text, index=size - 1)
        span = (size, number - 1) if number > size else (number, size - 1)
        what = "missing" if number > size else "too many"
        text = f"{records(*span)} {are(*span)} {what}"
        return self._found("wrong-index", text, index=span[0], span=span)

    def _wrong_first(self, first: int) -> Found:
        size, number = self._walk.tree.size, self._number
        if self._walk.segments == 0:
            text = f"segment {number} does not say where it begins"
            return self._found("wrong-index", text)
        if first > size:
            span = (size, first - 1)
            text = f"{records(*span)} {are(*span)} missing: the end of segment {number - 1} was cut"
            return self._found("wrong-index", text, index=size, span=span)
        text = f"segment {number} begins with record {first:,}, but {size:,} stand before it"
        return self._found("wrong-index", text, index=first)
