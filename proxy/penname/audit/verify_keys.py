"""Key lines, verified: each one that the log names is there, or accounted for.

A `.keys` file may hold more than is named, and torn ends: lines are found by their hash, and
what nothing leads to is passed over (docs/audit-format.md, 2.4 and 8).
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
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
        heirs = {name: list(_heirs(walk, number, name)) for name in named}
        wanted = {one for some in heirs.values() for one in some} | erased
        found = _wanted(folder, number, wanted)
        check.still_there += len(erased & found.keys())
        for name, index in named.items():
            problem = _judged(check, heirs[name], found, erased)
            if problem is not None and check.problem is None:
                check.problem = _problem(walk, number, problem, index)
    return check


def _heirs(walk: Walk, number: int, name: str) -> Iterator[str]:
    """A line and all that a chain of `rewrap` records leads to from it."""
    seen, todo = {name}, [name]
    while todo:
        one = todo.pop(0)
        yield one
        fresh = [new for new in walk.moved.get((number, one), ()) if new not in seen]
        seen.update(fresh)
        todo += fresh


def _judged(
    check: KeyCheck, heirs: list[str], found: Mapping[str, _Line], erased: set[str]
) -> _Line | None:
    """What is wrong with a line that is named; None where it is accounted for."""
    there = [found[one] for one in heirs if one in found]
    if any(not one.code for one in there):
        check.rewrapped += heirs[0] not in found
        return None
    if there:
        return there[0]
    if any(one in erased for one in heirs):
        check.erased += 1
        return None
    return _Line("missing-key", 0)


def _problem(walk: Walk, number: int, line: _Line, index: int) -> Problem:
    name = keys_name(number)
    still = verifying(walk.good, walk.start[0])
    if line.code == "missing-key":
        what = f"a key that {records(index)} needs is missing from {name}, or was altered"
        message = f"{what}, and nothing in the log accounts for it; without it {still}"
        return Problem("missing-key", message, number, name, None, index, index, index)
    message = f"line {line.number:,} of {name} is not a key line of this segment; {still}"
    return Problem(line.code, message, number, name, line.number, index, index, index)
