"""Key lines, verified: each one that the log names is there, or accounted for.

A `.keys` file may hold more than is named, and torn ends: lines are found by their hash, and
what nothing leads to is passed over (docs/audit-format.md, 2.4 and 8).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from penname.audit.files import keys_name
from penname.audit.lines import FormatError, parse_key_line, reference
from penname.audit.report import Problem, records, verifying
from penname.audit.scan import GoneError, LineReader
from penname.audit.walk import Walk


@dataclass(frozen=True, slots=True)
class _Line:
    """A key line that something leads to: what is wrong with it (nothing: empty), and where."""

    code: str
    number: int


def _wanted(folder: Path, number: int, wanted: Container[str]) -> dict[str, _Line]:
    """The wanted lines that are there, by reference; none where there is no file."""
    found: dict[str, _Line] = {}
    try:
        with LineReader(folder / keys_name(number)) as reader:
            for raw in reader:
                name = reference(raw)
                if name in wanted and name not in found:
                    found[name] = _Line(_wrong(raw, number), reader.number)
    except GoneError:
        return {}
    return found


def _wrong(raw: bytes, number: int) -> str:
    try:
        return "" if parse_key_line(raw).seg == number else "wrong-segment"
    except FormatError as error:
        return error.code


def lacking(folder: Path, number: int, named: Mapping[str, int]) -> dict[str, int]:
    """Those of the named lines that the segment does not have as they must be.

    Raises AuditError where the file cannot be read.
    """
    found = _wanted(folder, number, named)
    return {name: index for name, index in named.items() if name not in found or found[name].code}


@dataclass(slots=True)
class KeyCheck:
    """All key lines of a log, once its records are verified. `problem` is the first one."""

    problem: Problem | None = None
    erased: int = 0
    rewrapped: int = 0
    still_there: int = 0


def check_keys(folder: Path, walk: Walk) -> KeyCheck:
    """Looks at the segments again in which lines are lacking or were erased.

    Raises AuditError where a file cannot be read.
    """
    check = KeyCheck()
    for number in sorted(walk.lacking.keys() | walk.erased.keys()):
        named = walk.lacking.get(number, {})
        erased = walk.erased.get(number, set())
        moved = _Moved(walk.moved.get(number, {}), named)
        found = _wanted(folder, number, moved.all | erased)
        check.still_there += len(erased & found.keys())
        right = moved.leading_to(name for name, line in found.items() if not line.code)
        wrong = moved.leading_to(name for name, line in found.items() if line.code)
        gone = moved.leading_to(erased)
        for name, index in named.items():
            if name in right:
                check.rewrapped += name not in found
            elif name not in wrong and name in gone:
                check.erased += 1
            elif check.problem is None:
                line = moved.first(name, found) if name in wrong else _Line("missing-key", 0)
                check.problem = _problem(walk, number, line, index)
    return check


class _Moved:
    """Where `rewrap` records lead to from lines of one segment. All in linear time: a log may
    be made to have chains of any length."""

    def __init__(self, moved: Mapping[str, Mapping[str, None]], names: Iterable[str]) -> None:
        self._moved = moved
        self._before: dict[str, list[str]] = {}
        #: The lines and all that anything leads to from them.
        self.all: set[str] = set()
        todo = list(names)
        while todo:
            one = todo.pop()
            if one not in self.all:
                self.all.add(one)
                for new in moved.get(one, ()):
                    self._before.setdefault(new, []).append(one)
                    todo.append(new)

    def leading_to(self, names: Iterable[str]) -> set[str]:
        """The lines from which a chain leads to one of these, and these."""
        found: set[str] = set()
        todo = list(names)
        while todo:
            one = todo.pop()
            if one not in found:
                found.add(one)
                todo += self._before.get(one, ())
        return found

    def first(self, name: str, found: Mapping[str, _Line]) -> _Line:
        """The first line that is there, of those that a line leads to; there must be one."""
        seen, todo = {name}, deque([name])
        while todo[0] not in found:
            fresh = [new for new in self._moved.get(todo.popleft(), ()) if new not in seen]
            seen.update(fresh)
            todo += fresh
        return found[todo[0]]


def _problem(walk: Walk, number: int, line: _Line, index: int) -> Problem:
    name = keys_name(number)
    still = verifying(walk.good, walk.start[0])
    if line.code == "missing-key":
        what = f"a key that {records(index)} needs is missing from {name}, or was altered"
        message = f"{what}, and nothing in the log accounts for it; without it {still}"
        return Problem("missing-key", message, number, name, None, index, index, index)
    message = f"line {line.number:,} of {name} is not a key line of this segment; {still}"
    return Problem(line.code, message, number, name, line.number, index, index, index)
