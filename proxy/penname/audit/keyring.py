"""The key lines of a log as they stand now: found by reference, through rewrapping, erased.

A reference in a header or record names a line as it was when it was written. If it is not in
the segment's `.keys` file any more, `rewrap` records may lead to another line, and `erase`
records say that it was destroyed. Both stand in clear, somewhere behind, so they are looked
for once, when the first line is missed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from penname.audit import files
from penname.audit.lines import MAX_LINE, FormatError, KeyLine, Sealed, parse_key_line, parse_line
from penname.audit.stored import ReadError, SegmentFile, following_header, segments

#: What a line of a change says somewhere; base64 has no quotes, so content never does.
KEY_CHANGES = ("erase", "rewrap")
_MARKS = (b'"erase"', b'"rewrap"')
#: Shorter than any key line. A file full of short lines would take many times its length of
#: memory to remember.
_LEAST_LINE = 64
#: How many `.keys` files are kept open; reading goes from segment to segment.
_MOST_OPEN = 4


class Changes:
    """What `erase` and `rewrap` records say about key lines."""

    __slots__ = ("erased", "rewrapped")

    def __init__(self) -> None:
        self.erased: set[tuple[int, str]] = set()
        #: Several where a rewrapping was broken off and done again.
        self.rewrapped: dict[tuple[int, str], list[str]] = {}

    def note(self, event: str, detail: Mapping[str, Any] | None) -> None:
        """Takes a record's clear details in; other events are passed over."""
        if detail is None:
            return
        if event == "erase":
            self.erased.update((one["seg"], one["ref"]) for one in detail["lines"])
        elif event == "rewrap":
            for one in detail["lines"]:
                heirs = self.rewrapped.setdefault((one["seg"], one["old"]), [])
                if one["new"] not in heirs:
                    heirs.append(one["new"])

    def heirs(self, seg: int, ref: str) -> list[str]:
        """The reference and all that rewrapping leads to from it, each once."""
        found = [ref]
        seen = {ref}
        for one in found:
            for heir in self.rewrapped.get((seg, one), ()):
                if heir not in seen:
                    seen.add(heir)
                    found.append(heir)
        return found

    def is_erased(self, seg: int, ref: str) -> bool:
        return any((seg, one) in self.erased for one in self.heirs(seg, ref))


class Keyring:
    """The key lines of one log. Raises ReadError where a file cannot be read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[int, KeysFile] = {}
        self._changes: Changes | None = None
        #: How far the log went when the changes were read, and what was missed since.
        self._read_to: tuple[int, int] | None = None
        self._missed: set[tuple[int, str]] = set()

    def line(self, seg: int, ref: str) -> KeyLine | None:
        """The line that a reference leads to. None: it is not there. Raises FormatError."""
        raw = self._raw(seg, ref)
        return None if raw is None else parse_key_line(raw)

    def is_erased(self, seg: int, ref: str) -> bool:
        """Whether an `erase` record names the line. Ask first whether it is there."""
        return self.changes.is_erased(seg, ref)

    def is_there(self, seg: int, ref: str) -> bool:
        """Whether the reference leads to a line, whatever that line holds."""
        return self._raw(seg, ref) is not None

    def note(self, event: str, detail: Mapping[str, Any] | None) -> None:
        """Takes in a change that is written while the log is followed, and lets go of files:
        one that is held open keeps on disk what was erased."""
        if self._changes is not None:
            self._changes.note(event, detail)
        self.close()

    def close(self) -> None:
        for one in self._files.values():
            one.close()
        self._files.clear()

    @property
    def changes(self) -> Changes:
        if self._changes is None:
            self._read_to = _extent(self._folder)
            self._changes = changes_of(self._folder)
        return self._changes

    def _raw(self, seg: int, ref: str) -> bytes | None:
        raw = self._keys(seg).find(ref)
        if raw is None:
            raw = self._heir(seg, ref)
        if raw is None and self._is_renewed(seg, ref):
            raw = self._heir(seg, ref)
        return raw

    def _heir(self, seg: int, ref: str) -> bytes | None:
        """The line that stands in the place of one that was rewrapped."""
        keys = self._keys(seg)
        # The last one first: it is for those who may read now.
        found = (keys.find(heir) for heir in reversed(self.changes.heirs(seg, ref)))
        return next((one for one in found if one is not None), None)

    def _is_renewed(self, seg: int, ref: str) -> bool:
        """Reads the changes again, once for a line that nothing accounts for, if the log has
        grown since: what somebody does to keys while we read is in the log before it is done."""
        if (seg, ref) in self._missed or self.changes.is_erased(seg, ref):
            return False
        self._missed.add((seg, ref))
        if _extent(self._folder) == self._read_to:
            return False
        self._changes = None
        return True

    def _keys(self, seg: int) -> KeysFile:
        known = self._files.get(seg)
        if known is None:
            if len(self._files) >= _MOST_OPEN:
                self._files.pop(next(iter(self._files))).close()
            known = self._files[seg] = KeysFile(self._folder / files.keys_name(seg))
        return known


class KeysFile:
    """A `.keys` file, its lines found by their hash; it may grow or be replaced meanwhile.

    Lines are read when they are asked for: in memory stand only their places. A line that
    nothing leads to may hold anything, so none is parsed here; what cannot be one, because it
    is too short or begins otherwise, is not there. Raises ReadError.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = -1
        self._state: tuple[int, int, int] | None = None
        self._places: dict[bytes, tuple[int, int]] = {}

    def close(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor, self._state = -1, None

    def find(self, ref: str) -> bytes | None:
        """The line with this reference, without LF; None where there is none."""
        digest = bytes.fromhex(ref)
        # Each time: a line that was erased since must not be found in what was there before.
        self._refresh()
        place = self._places.get(digest)
        if place is None:
            return None
        try:
            raw = os.pread(self._descriptor, place[1], place[0])
        except OSError as error:
            raise ReadError(f"{self._path.name}: {files.reason(error)}") from None
        # Whoever copies over a file in place may have done so since it was looked at.
        return raw if sha256(raw).digest() == digest else None

    def _refresh(self) -> None:
        """Reads the file again where it has changed."""
        try:
            status = self._path.lstat()
            state = (status.st_ino, status.st_size, status.st_mtime_ns)
            if state == self._state:
                return
            self.close()
            self._places = {}
            self._descriptor = files.open_for_reading(self._path)
            self._state = state
            for place, raw in key_lines(self._descriptor):
                if len(raw) < _LEAST_LINE or raw[:2] != b"K ":
                    continue
                self._places[sha256(raw).digest()] = (place, len(raw))
        except FileNotFoundError:
            self.close()
            self._places = {}
        except OSError as error:
            raise ReadError(f"{self._path.name}: {files.reason(error)}") from None


def key_lines(descriptor: int) -> Iterator[tuple[int, bytes]]:
    """The whole lines of a `.keys` file with their places, without LF. Raises OSError.

    Lines that are longer than any may be are passed over in pieces that are nobody's line.
    """
    at = 0
    with os.fdopen(os.dup(descriptor), "rb") as file:
        while raw := file.readline(MAX_LINE + 1):
            if raw[-1:] == b"\n":
                yield at, raw[:-1]
            at += len(raw)


def changes_of(folder: Path) -> Changes:
    """All changes of key lines that a log records. Raises ReadError."""
    changes = Changes()
    for seg in segments(folder):
        with SegmentFile(folder, seg) as file:
            for raw in file.lines(file.end(following_header(folder, seg))):
                if any(mark in raw for mark in _MARKS):
                    _note(changes, raw)
    return changes


def _extent(folder: Path) -> tuple[int, int]:
    """How far a log goes: its last segment, and how many bytes that has."""
    last = max(segments(folder), default=-1)
    try:
        return last, (folder / files.log_name(last)).stat().st_size
    except OSError:
        return last, -1


def _note(changes: Changes, raw: bytes) -> None:
    try:
        parsed = parse_line(raw)
    except FormatError:
        return  # `verify` says it; a line that is none accounts for nothing
    if isinstance(parsed, Sealed):
        changes.note(parsed.clear.e, parsed.clear.d)
