"""Policy files: bytes to a Policy, or every error of all its files with its place.

The only module of the policy's own reading that touches files, and only through `read`,
which callers may replace (a signed set reads what was verified).
"""

from __future__ import annotations

import datetime as dt
import importlib.resources
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from penname.policy.declared import check_patterns, terms_of
from penname.policy.hashed import KEY_BYTES, Hasher, key_of
from penname.policy.layers import (
    Layer,
    declared_in,
    extends_of,
    part,
    read_layer,
    with_hasher,
    with_terms,
    word,
)
from penname.policy.model import Policy
from penname.policy.plugins import Judge
from penname.policy.problems import Context, Place, PolicyError, Problem, did_you_mean, in_order
from penname.policy.readers import Said
from penname.policy.resolve import resolve
from penname.policy.terms import term_problem
from penname.policy.tree import Node, Scalar, entry_of, parse

__all__ = [
    "Loaded",
    "PolicyError",
    "check_policy",
    "check_text",
    "default_policy_path",
    "hasher_at",
    "load_policy",
    "load_text",
    "policies_dir",
    "read_document",
    "read_file",
    "read_tree",
    "tree_of",
]

MAX_BYTES = 1_048_576
#: A chain of more files that extend each other cannot be reviewed.
_MAX_EXTENDS = 4
_MAX_FILES = 32

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


def check_policy(
    path: Path,
    *,
    today: dt.date | None = None,
    read: Read = read_file,
    judge: Judge | None = None,
) -> Loaded:
    """Like load_policy, with warnings and the files that were read. Raises PolicyError.

    Without `today` no end date is judged, without `judge` no plug-in.
    """
    path = Path(os.path.normpath(path))
    root, context = read_document(path, read)
    return _Loading(read, context).loaded(root, path, today, judge)


def load_text(text: str, path: str, *, today: dt.date | None = None) -> Policy:
    """The policy of a text; `path` is only its name in errors. Raises PolicyError.

    Such a text can extend only policies that penname ships, and has no terms files.
    """
    return check_text(text, path, today=today).policy


def check_text(text: str, path: str, *, today: dt.date | None = None) -> Loaded:
    """Like load_text, with warnings. Raises PolicyError."""
    context = Context(path, text.splitlines())
    root = _parse(text, context)
    return _Loading(read_file, context, Path(path)).loaded(root, Path(path), today)


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


def hasher_at(path: Path, read: Read = read_file) -> Hasher | None:
    """What makes the keyed hashes of a policy's file; None where it names no key.

    Raises PolicyError.
    """
    root, context = read_document(path, read)
    said = entry_of(root, "hash_key_file")
    if said is None:
        return None
    named = said.value.text if isinstance(said.value, Scalar) else ""
    hasher = _Loading(read, context).keyed(Said(named, said.place, context), path)
    context.check()
    return hasher


def policies_dir() -> Path:
    """The policies that penname ships: inside the package, or in the repository it runs from."""
    packaged = Path(str(importlib.resources.files("penname"))) / "policies"
    if packaged.is_dir():
        return packaged
    return Path(__file__).resolve().parents[3] / "policies"


def default_policy_path() -> Path:
    """The policy file that penname ships, used when no other is given."""
    return policies_dir() / "default.yaml"


@dataclass(frozen=True, slots=True)
class _Opened:
    """One file of a policy, not yet read with its grammar. `above`: what it extends, all of it."""

    path: Path
    root: Node
    context: Context
    above: frozenset[str]


class _Loading:
    """The reading of one policy with all that it extends. `text`: the name of one that is no
    file, so that nothing can be beside it."""

    def __init__(self, read: Read, context: Context, text: Path | None = None) -> None:
        self._read = read
        self._context = context
        self._text = text
        self._opened: dict[Path, _Opened] = {}  # parents before their children
        self._files: list[Path] = []

    def loaded(
        self, root: Node, path: Path, today: dt.date | None, judge: Judge | None = None
    ) -> Loaded:
        if self._text is None:
            self._files.append(path)
        self._open(path, root, self._context, (path,))
        declared = {name for file in self._opened.values() for name in declared_in(file.root)}
        layers = [self._layer(file, declared) for file in self._opened.values()]
        self._context.check()
        policy = resolve(layers, self._context, today, judge)
        if policy is None:
            raise PolicyError(self._context.problems)
        return Loaded(policy, in_order(self._context.warnings), tuple(dict.fromkeys(self._files)))

    def _open(self, path: Path, root: Node, context: Context, chain: tuple[Path, ...]) -> None:
        """Takes a file in after everything that it extends; each file once."""
        above: set[str] = set()
        for said in extends_of(root, context):
            parent = self._parent(said, context, chain)
            if parent is not None:
                above |= {str(parent.path), *parent.above}
        self._opened[path] = _Opened(path, root, context, frozenset(above))

    def _parent(self, said: Said, context: Context, chain: tuple[Path, ...]) -> _Opened | None:
        """The file of one name under `extends`; None after a problem."""
        found = self._find(said, chain[-1])
        if found is None:
            return None
        path, raw = found
        if path in chain:
            said.error(f"extends itself: {_chain((*chain, path))}")
            return None
        if path not in self._opened:
            if len(chain) > _MAX_EXTENDS:
                said.error(f"extends more than {_MAX_EXTENDS} deep: {_chain((*chain, path))}")
                return None
            if len(self._files) >= _MAX_FILES:
                said.error(f"extends more than {_MAX_FILES} files")
                return None
            self._files.append(path)
            try:
                root, inner = _tree(path, raw, context)
            except PolicyError:
                return None  # its problems are in the context
            self._open(path, root, inner, (*chain, path))
        return self._opened[path]

    def _find(self, said: Said, child: Path) -> tuple[Path, bytes] | None:
        """The path and the bytes of the file that a name means; None after a problem."""
        name: str = said.value
        tried = list(self._candidates(name, child))
        if not tried:
            said.error("must be the name of a policy, or a path that starts at this file's folder")
            return None
        for path in tried:
            if path in self._opened:
                return path, b""
            try:
                return path, self._read(path)
            except (FileNotFoundError, NotADirectoryError):
                continue
            except (OSError, ValueError) as error:
                said.error(f"{path} cannot be read: {_reason(error)}")
                return None
        shown = " nor ".join(str(path) for path in tried)
        names = [path.stem for path in policies_dir().glob("*.yaml")]
        said.error(f"there is no {shown}", did_you_mean(name, names))
        return None

    def _candidates(self, name: str, child: Path) -> Iterator[Path]:
        bare = "/" not in name and "\\" not in name and not name.endswith((".yaml", ".yml"))
        if child != self._text and not Path(name).is_absolute():
            file = f"{name}.yaml" if bare else name
            yield Path(os.path.normpath(child.parent / file))
        if bare:
            yield policies_dir() / f"{name}.yaml"

    def _layer(self, file: _Opened, declared: Collection[str]) -> Layer:
        layer = read_layer(file.root, file.context, declared, file.above)
        check_patterns(layer)
        terms = {
            name: said.value["terms_file"].value
            for name, said in part(layer.values, "recognizers").items()
            if "terms_file" in said.value
        }
        for name, said in terms.items():
            found = self._terms(said, file.path)
            layer = with_terms(
                layer, name, Said(Said(found, said.place, said.context), said.place, said.context)
            )
        key: Said | None = word(layer.values, "hash_key_file")
        return with_hasher(layer, None if key is None else self.keyed(key, file.path))

    def keyed(self, said: Said, child: Path) -> Hasher | None:
        """What makes hashes under the key of a file; None after a problem."""
        if child == self._text:
            said.error("only a policy file can have a key file, not a text")
            return None
        path = Path(os.path.normpath(child.parent / said.value))
        try:
            key = key_of(self._read(path))
        except (OSError, ValueError) as error:
            said.error(f"{path} cannot be read: {_reason(error)}")
            return None
        self._files.append(path)
        if key is None:
            said.error(f"{path} holds no key: it must be at least {2 * KEY_BYTES} hex digits")
            return None
        return Hasher.keyed(key)

    def _terms(self, said: Said, child: Path) -> tuple[str, ...]:
        """The terms of a file; none after a problem."""
        if child == self._text:
            said.error("only a policy file can have a terms file, not a text")
            return ()
        path = Path(os.path.normpath(child.parent / said.value))
        try:
            raw = self._read(path)
            if len(raw) <= MAX_BYTES:
                self._files.append(path)
                terms = terms_of(raw)
                for term in terms:
                    if problem := term_problem(term):
                        said.error(f"{path}: a term {problem}")
                return terms
            said.error(f"{path} is over {MAX_BYTES} bytes")
        except UnicodeDecodeError:
            said.error(f"{path} is not UTF-8")
        except (OSError, ValueError) as error:
            said.error(f"{path} cannot be read: {_reason(error)}")
        return ()


def _chain(paths: Iterable[Path]) -> str:
    return " -> ".join(str(path) for path in paths)


def _document(path: Path, read: Read, beside: Context) -> tuple[Node, Context]:
    """The tree of a file; its problems go to the lists of `beside`. Raises PolicyError."""
    try:
        raw = read(path)
    except (OSError, ValueError) as error:
        context = beside.beside(str(path), ())
        context.error(Place(1, 1), f"cannot be read: {_reason(error)}")
        raise PolicyError(context.problems) from error
    return _tree(path, raw, beside)


def _tree(path: Path, raw: bytes, beside: Context) -> tuple[Node, Context]:
    """The tree of a file's bytes, as `_document`. Raises PolicyError."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        context = beside.beside(str(path), ())
        line = raw.count(b"\n", 0, error.start) + 1
        context.error(Place(line, 1), "is not UTF-8")
        raise PolicyError(context.problems) from error
    context = beside.beside(str(path), text.splitlines())
    return _parse(text, context), context


def _reason(error: Exception) -> str:
    """Why a file cannot be read, without its content."""
    words = error.strerror if isinstance(error, OSError) else None
    return words or type(error).__name__


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
