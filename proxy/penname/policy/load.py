"""Policy files: bytes to a Policy, or every error of all its files with its place.

The only module of the policy's own reading that touches files, and only through `read`,
which callers may replace (a signed set reads what was verified).
"""

from __future__ import annotations

import datetime as dt
import importlib.resources
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from penname.policy.grammar import read_policy
from penname.policy.model import Policy
from penname.policy.problems import Context, Place, PolicyError, Problem, in_order
from penname.policy.tree import Node, parse

__all__ = [
    "Loaded",
    "PolicyError",
    "check_policy",
    "check_text",
    "default_policy_path",
    "load_policy",
    "load_text",
    "policies_dir",
    "read_document",
    "read_file",
    "read_tree",
    "tree_of",
]

MAX_BYTES = 1_048_576

Read = Callable[[Path], bytes]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A policy, what its author should know, and every file that was read for it."""

    policy: Policy
    warnings: tuple[Problem, ...] = ()
    files: tuple[Path, ...] = ()


def read_file(path: Path) -> bytes:
    """The bytes of a file, at most one more than a policy may have. Raises OSError."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def load_policy(path: Path, *, today: dt.date | None = None, read: Read = read_file) -> Policy:
    """The policy of a file. Raises PolicyError with every problem, also when it cannot be read."""
    return check_policy(path, today=today, read=read).policy


def check_policy(path: Path, *, today: dt.date | None = None, read: Read = read_file) -> Loaded:
    """Like load_policy, with warnings and the files that were read. Raises PolicyError.

    Without `today` no end date is judged.
    """
    root, context = read_document(path, read)
    return _loaded(root, context, (path,))


def load_text(text: str, path: str, *, today: dt.date | None = None) -> Policy:
    """The policy of a text; `path` is only its name in errors. Raises PolicyError."""
    return check_text(text, path, today=today).policy


def check_text(text: str, path: str, *, today: dt.date | None = None) -> Loaded:
    """Like load_text, with warnings. Raises PolicyError."""
    context = Context(path, text.splitlines())
    root = _parse(text, context)
    return _loaded(root, context, ())


def read_document(path: Path, read: Read = read_file) -> tuple[Node, Context]:
    """The tree of a YAML file, and the context for reading it: with the problems found so far.

    Raises PolicyError when there is no tree; call `context.check()` after reading.
    """
    return _document(path, read, Context())


def read_tree(path: Path, read: Read = read_file) -> Node:
    """The tree of a YAML file. Raises PolicyError with every problem of its YAML."""
    root, context = read_document(path, read)
    context.check()
    return root


def tree_of(text: str, path: str) -> Node:
    """The tree of a YAML text; `path` is its name in errors. Raises PolicyError."""
    context = Context(path, text.splitlines())
    root = _parse(text, context)
    context.check()
    return root


def policies_dir() -> Path:
    """The policies that penname ships: inside the package, or in the repository it runs from."""
    packaged = Path(str(importlib.resources.files("penname"))) / "policies"
    if packaged.is_dir():
        return packaged
    return Path(__file__).resolve().parents[3] / "policies"


def default_policy_path() -> Path:
    """The policy file that penname ships, used when no other is given."""
    return policies_dir() / "default.yaml"


def _loaded(root: Node, context: Context, files: tuple[Path, ...]) -> Loaded:
    policy = read_policy(root, context)
    if policy is None:
        raise PolicyError(context.problems)
    return Loaded(policy, in_order(context.warnings), files)


def _document(path: Path, read: Read, beside: Context) -> tuple[Node, Context]:
    """The tree of a file; its problems go to the lists of `beside`. Raises PolicyError."""
    context = beside.beside(str(path), ())
    try:
        raw = read(path)
        text = raw.decode("utf-8")
    except OSError as error:
        context.error(Place(1, 1), f"cannot be read: {error.strerror or type(error).__name__}")
        raise PolicyError(context.problems) from error
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        context.error(Place(line, 1), "is not UTF-8")
        raise PolicyError(context.problems) from error
    context = beside.beside(str(path), text.splitlines())
    return _parse(text, context), context


def _parse(text: str, context: Context) -> Node:
    """The tree of a text. Raises PolicyError when there is none."""
    root = None
    if len(text.encode("utf-8", "replace")) > MAX_BYTES:
        context.error(Place(1, 1), f"is over {MAX_BYTES} bytes")
    else:
        root = parse(text, context)
    if root is None:
        raise PolicyError(context.problems)
    return root
