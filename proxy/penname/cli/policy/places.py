"""Where in a policy's files a key stands: for changes of keys that the policy does not place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from penname.policy.load import Loaded, PolicyError, read_tree
from penname.policy.tree import Node, Table

Read = Callable[[Path], bytes]
_Trees = Sequence[tuple[Path, Node]]


class Places:
    """The files of one loaded policy, its own first: what it says itself wins."""

    def __init__(self, loaded: Loaded, read: Read) -> None:
        own, *above = loaded.files
        self._trees: list[tuple[Path, Node]] = []
        for path in (own, *reversed(above)):
            try:
                self._trees.append((path, read_tree(path, read)))
            except PolicyError:
                continue  # a file of terms

    def of(self, key: str) -> str:
        """`file:line` of a key path such as `vault.ttl`; empty when no file says it."""
        for path, root in self._trees:
            line = _line(root, key.split("."))
            if line:
                return f"{path}:{line}"
        return ""


def _line(node: Node, keys: Sequence[str]) -> int:
    """The line of the last key; 0 when it is not there."""
    line = 0
    for key in keys:
        entry = node.entries.get(key) if isinstance(node, Table) else None
        if entry is None:
            return 0
        node, line = entry.value, entry.place.line
    return line
