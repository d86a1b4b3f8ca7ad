"""Files that change together: all of them, or none."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from penname.cli.exits import Exit, Failure


@dataclass(frozen=True, slots=True)
class Change:
    """A file before and after; `before` is None for one that is not there yet."""

    path: Path
    before: bytes | None
    after: bytes


def read_before(path: Path) -> bytes | None:
    """The bytes of a file; None where there is none. Raises Failure."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _failure(path, error) from None


def write_all(changes: Mapping[Path, Change]) -> None:
    """Writes every file, each at once. Raises Failure, and then all are as they were.

    A file that somebody changed in the meantime is not written over.
    """
    for one in changes.values():
        if read_before(one.path) != one.before:
            words = f"{one.path} was changed in the meantime: nothing was written, try again"
            raise Failure(words, Exit.USAGE)
    done: list[Change] = []
    try:
        for one in changes.values():
            _replace(one.path, one.after)
            done.append(one)
    except OSError as error:
        for earlier in reversed(done):
            _undo(earlier)
        raise _failure(one.path, error) from None


def _replace(path: Path, content: bytes) -> None:
    """A link stays one: what it leads to is replaced."""
    real = path.resolve()
    real.parent.mkdir(parents=True, exist_ok=True)
    draft = real.with_name(f".{real.name}.{secrets.token_hex(8)}")
    try:
        draft.write_bytes(content)
        if real.exists():
            shutil.copymode(real, draft)
        os.replace(draft, real)
    finally:
        draft.unlink(missing_ok=True)


def _undo(change: Change) -> None:
    if change.before is None:
        change.path.unlink(missing_ok=True)
    else:
        _replace(change.path, change.before)


def _failure(path: Path, error: OSError) -> Failure:
    return Failure(f"{path}: {error.strerror or type(error).__name__}", Exit.USAGE)
