"""Which policies a folder binds to whom, now or in a git revision; for `policy diff`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from penname.policy.binding_grammar import KIND, bound, read_bindings
from penname.policy.bindings import PolicySet, Shelf
from penname.policy.load import read_document, read_tree
from penname.policy.problems import PolicyError
from penname.policy.tree import kind_of

Read = Callable[[Path], bytes]


def bound_set(files: Iterable[Path], policies: Shelf, read: Read) -> PolicySet | None:
    """The set that the bindings among a folder's files make of its policies.

    None where nothing is bound. Raises PolicyError.
    """
    for file in files:
        if kind_of(read_tree(file, read)) == KIND:
            return _bound(file, policies, read)
    return PolicySet.unbound(policies)


def _bound(file: Path, policies: Shelf, read: Read) -> PolicySet:
    root, context = read_document(file, read)
    said = read_bindings(root, context)
    found = None if said is None else bound(said, policies)
    if found is None:
        raise PolicyError(context.problems)
    return found
