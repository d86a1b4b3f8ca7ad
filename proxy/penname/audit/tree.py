"""The Merkle tree over a log's lines (RFC 9162 section 2.1), grown leaf by leaf.

A tree of n leaves is kept as its frontier: the roots of its perfect subtrees, largest first,
one for each bit that is set in n. So it takes some 50 hashes at most, however long the log.
Hashes are 32 bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256

EMPTY_ROOT = sha256().digest()


def leaf_hash(raw: bytes) -> bytes:
    """The hash of a leaf: a line without its LF."""
    return sha256(b"\0" + raw).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


class Tree:
    """A growing tree. `size` leaves, of which `frontier` is what the tree needs to know.

    Raises ValueError where the frontier does not fit the size.
    """

    __slots__ = ("_frontier", "size")

    def __init__(self, size: int = 0, frontier: Iterable[bytes] = ()) -> None:
        self.size = size
        self._frontier = list(frontier)
        if len(self._frontier) != size.bit_count():
            raise ValueError("the frontier does not fit the number of leaves")

    def append(self, leaf: bytes) -> None:
        """One more leaf, given by its hash."""
        frontier, size = self._frontier, self.size
        self.size = size + 1
        # Each set low bit of the size is a perfect subtree that now gets its right sibling.
        while size & 1:
            leaf = sha256(b"\1" + frontier.pop() + leaf).digest()
            size >>= 1
        frontier.append(leaf)

    def frontier(self) -> tuple[bytes, ...]:
        return tuple(self._frontier)

    def root(self) -> bytes:
        return _folded(self._frontier)

    def copy(self) -> Tree:
        return Tree(self.size, self._frontier)


def _folded(frontier: Sequence[bytes]) -> bytes:
    """The root over perfect subtrees, largest first."""
    if not frontier:
        return EMPTY_ROOT
    root = frontier[-1]
    for left in reversed(frontier[:-1]):
        root = _node(left, root)
    return root


class PathTree(Tree):
    """A growing tree that keeps the way from leaf `index` to the root.

    Starts at any point that is not behind that leaf; so a log can be read from there on.
    """

    __slots__ = ("_at", "_path", "index")

    def __init__(self, index: int, size: int = 0, frontier: Iterable[bytes] = ()) -> None:
        super().__init__(size, frontier)
        if not size <= index:
            raise ValueError("the leaf stands before the tree's start")
        self.index = index
        self._path: list[bytes] = []
        #: Which subtree of the frontier holds the leaf; -1 while it is not there.
        self._at = -1

    def append(self, leaf: bytes) -> None:
        frontier, size = self._frontier, self.size
        holds = size == self.index
        self.size = size + 1
        while size & 1:
            left = frontier.pop()
            if holds:
                self._path.append(left)
            elif self._at == len(frontier):
                self._path.append(leaf)
                holds = True
            leaf = _node(left, leaf)
            size >>= 1
        if holds:
            self._at = len(frontier)
        frontier.append(leaf)

    def path(self) -> list[bytes]:
        """The siblings from the leaf upwards. Raises ValueError while the leaf is not there."""
        if self._at < 0:
            raise ValueError("the tree does not have this leaf")
        path, left = list(self._path), self._frontier[: self._at]
        if self._at + 1 < len(self._frontier):
            path.append(_folded(self._frontier[self._at + 1 :]))
        return path + left[::-1]


def inclusion_path(leaves: Iterable[bytes], index: int) -> list[bytes]:
    """The audit path of a leaf (RFC 9162 section 2.1.3), from the leaf upwards.

    Raises ValueError where there is no such leaf.
    """
    tree = PathTree(index)
    for leaf in leaves:
        tree.append(leaf)
    return tree.path()


def root_from_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The root that a leaf and its path lead to (RFC 9162 section 2.1.3.2).

    Raises ValueError where a tree of that size cannot have such a path.
    """
    if not 0 <= index < size:
        raise ValueError("the tree does not have this leaf")
    node, last, root = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            raise ValueError("the path is too long")
        if node & 1 or node == last:
            root = _node(sibling, root)
            while not node & 1:
                node, last = node >> 1, last >> 1
        else:
            root = _node(root, sibling)
        node, last = node >> 1, last >> 1
    if last:
        raise ValueError("the path is too short")
    return root
