"""Errors of a policy file, each with its place, shown the way compilers do.

PolicyError             every error found in one file
  .problems -> Problem  path, line, column, key path, message, hint
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file: line and column count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One error. `hint` (may be empty) stands beside the caret under the source line."""

    place: Place
    key_path: str
    message: str
    hint: str = ""

    def render(self, path: str, lines: Sequence[str]) -> str:
        """`path:line:col: error: key.path: message`, the source line and a caret."""
        subject = f"{self.key_path}: " if self.key_path else ""
        head = f"{path}:{self.place.line}:{self.place.column}: error: {subject}{self.message}"
        if not 0 < self.place.line <= len(lines):
            return head
        source = lines[self.place.line - 1].replace("\t", " ")
        caret = " " * (self.place.column - 1) + f"^ {self.hint}".rstrip()
        return f"{head}\n{self.place.line:>6} | {source}\n{'':>6} | {caret}"


class PolicyError(Exception):
    """A policy file that cannot be used; its text lists every problem in file order."""

    def __init__(self, path: str, problems: Iterable[Problem], lines: Sequence[str] = ()) -> None:
        self.path = path
        self.problems = tuple(sorted(problems, key=lambda problem: problem.place))
        super().__init__("\n".join(problem.render(path, lines) for problem in self.problems))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The hint that names the closest known word; empty when none is close."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"did you mean {close[0]!r}?" if close else ""
