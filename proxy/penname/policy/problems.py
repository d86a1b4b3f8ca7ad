"""Errors and warnings of policy files, each with its place, shown the way compilers do.

PolicyError             every error found in the files of one policy
  .problems -> Problem  file, line, column, key path, message, hint, the source line

A Context collects them while files are read: one for each file, all with the same two lists.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

ERROR = "error"
WARNING = "warning"
#: A longer source line is cut: nobody reads it, and a terminal would be filled with it.
_LONGEST_SOURCE = 200
#: Where reading stops: looking for what was meant takes time, and a file of 1 MiB has room for
#: 100,000 mistakes.
_MOST_PROBLEMS = 1_000


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: line and column count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One error or warning. `hint` (may be empty) stands beside the caret under the source line.

    `source` is the line as it stands in the file; it may hold values that a policy lets through,
    so it is not in the repr.
    """

    path: str
    place: Place
    key_path: str
    message: str
    hint: str = ""
    severity: str = ERROR
    source: str = field(default="", repr=False)

    @property
    def head(self) -> str:
        """`path:line:col: error: key.path: message`, without the source line."""
        subject = f"{self.key_path}: " if self.key_path else ""
        at = f"{self.path}:{self.place.line}:{self.place.column}"
        return f"{at}: {self.severity}: {subject}{self.message}"

    def render(self) -> str:
        """The head, the source line and a caret with the hint under it."""
        if not self.source:
            return f"{self.head} ({self.hint})" if self.hint else self.head
        source = self.source.replace("\t", " ")
        left = max(0, self.place.column - _LONGEST_SOURCE // 2)
        shown = source[left : left + _LONGEST_SOURCE].rstrip()
        caret = " " * (self.place.column - 1 - left) + f"^ {self.hint}".rstrip()
        return f"{self.head}\n{self.place.line:>6} | {shown}\n{'':>6} | {caret}"


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by file, then by place; what is said twice in the same words is said once."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda problem: (problem.path, problem.place)))


class PolicyError(Exception):
    """Files that cannot be used; its text lists every problem, by file and place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = in_order(problems)
        super().__init__("\n".join(problem.render() for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Context:
    """Where the reading stands: file and key path; the problems and warnings of all files."""

    file: str = ""
    lines: Sequence[str] = field(default=(), repr=False)
    path: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list, repr=False)
    warnings: list[Problem] = field(default_factory=list, repr=False)

    def at(self, *keys: str) -> Context:
        """The context of a key, or of a key in a key …"""
        return replace(self, path=(*self.path, *keys))

    def beside(self, file: str, lines: Sequence[str]) -> Context:
        """The top of another file, with the same two lists."""
        return Context(file, lines, (), self.problems, self.warnings)

    def error(self, place: Place, message: str, hint: str = "") -> None:
        """Adds a problem. Raises PolicyError when there are more than anybody reads."""
        self.problems.append(self._problem(place, message, hint, ERROR))
        if len(self.problems) >= _MOST_PROBLEMS:
            raise PolicyError(self.problems)

    def warn(self, place: Place, message: str, hint: str = "") -> None:
        self.warnings.append(self._problem(place, message, hint, WARNING))

    def check(self) -> None:
        """Raises PolicyError when there is a problem."""
        if self.problems:
            raise PolicyError(self.problems)

    def _problem(self, place: Place, message: str, hint: str, severity: str) -> Problem:
        inside = 0 < place.line <= len(self.lines)
        source = self.lines[place.line - 1] if inside else ""
        return Problem(self.file, place, ".".join(self.path), message, hint, severity, source)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The hint that names the closest known word; empty when none is close."""
    close = difflib.get_close_matches(word[:80], list(known), n=1)
    return f"did you mean {close[0]!r}?" if close else ""
