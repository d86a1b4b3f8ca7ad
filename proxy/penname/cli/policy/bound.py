"""Which policies a folder binds to whom, now or in a git revision; for `policy diff`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

from penname.policy.binding_grammar import KIND, bound, read_bindings
from penname.policy.bindings import DEFAULT, PolicySet
from penname.policy.load import check_policy, read_document, read_tree
from penname.policy.model import Policy
from penname.policy.problems import PolicyError
from penname.policy.tree import Node, Scalar, Table

Read = Callable[[Path], bytes]


def bound_set(files: Iterable[Path], read: Read, today: dt.date) -> PolicySet | None:
    """The set of a folder's files; None where it binds nothing. Raises PolicyError.

    Without bindings, one policy (or the one called `default`) is everybody's.
    """
    shelf: dict[tuple[str, str], Policy] = {}
    bindings: list[Path] = []
    for file in files:
        kind = _kind(read_tree(file, read))
        if kind == KIND:
            bindings.append(file)
        elif kind.startswith("policy/"):
            policy = check_policy(file, today=today, read=read).policy
            shelf[policy.name, policy.revision] = policy
    if bindings:
        return _bound(bindings[0], read, shelf)
    chosen = list(shelf.values())
    if len(chosen) > 1:
        chosen = [policy for policy in chosen if policy.name == DEFAULT]
    if len(chosen) != 1:
        return None
    return PolicySet.of(PolicySet.single(chosen[0]).bindings, shelf)


def _bound(file: Path, read: Read, shelf: dict[tuple[str, str], Policy]) -> PolicySet:
    root, context = read_document(file, read)
    said = read_bindings(root, context)
    found = None if said is None else bound(said, shelf)
    if found is None:
        raise PolicyError(context.problems)
    return found


def _kind(root: Node) -> str:
    entry = root.entries.get("kind") if isinstance(root, Table) else None
    return entry.value.text if entry is not None and isinstance(entry.value, Scalar) else ""
