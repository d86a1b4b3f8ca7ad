"""Anchors while a log is verified: which leaves to look at, and what was seen of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

from penname.audit.anchors import Anchor
from penname.audit.tree import Tree

_NEVER = 2**63


class _Wanted:
    """The anchors of one log by size; read only, so copies share it."""

    def __init__(self, anchors: Iterable[Anchor], origin: str, start: int) -> None:
        self.by_size: dict[int, list[Anchor]] = {}
        self.others = self.retired = 0
        for anchor in anchors:
            if anchor.origin != origin:
                self.others += 1
            elif anchor.size == 0 or anchor.index < start - (not anchor.is_receipt):
                self.retired += anchor.size > 0
            else:
                self.by_size.setdefault(anchor.size, []).append(anchor)
        self.sizes = sorted(self.by_size)

    def __deepcopy__(self, _memo: object) -> Self:
        return self


class Known:
    """Compares a growing tree with anchors of its log, from `start` leaves on.

    `watch` is the next size at which somebody knows something: then `see` is to be called.
    What was seen counts once it is signed (`signed`).
    """

    def __init__(self, anchors: Iterable[Anchor] = (), origin: str = "", start: int = 0) -> None:
        self._wanted = _Wanted(anchors, origin, start)
        self._next = 0
        self._seen: list[Anchor] = []
        self._wrong: list[Anchor] = []
        self.compared = 0
        #: The first anchor that the log contradicts.
        self.mismatch: Anchor | None = None
        self.watch = self._wanted.sizes[0] if self._wanted.sizes else _NEVER

    @property
    def others(self) -> int:
        """Anchors of other logs."""
        return self._wanted.others

    @property
    def retired(self) -> int:
        """Anchors of leaves that were retired."""
        return self._wanted.retired

    def see(self, tree: Tree, leaf: bytes) -> None:
        """The tree has `watch` leaves; the last is `leaf`."""
        for anchor in self._wanted.by_size[self.watch]:
            right = leaf if anchor.is_receipt else tree.root()
            self._seen.append(anchor)
            if anchor.hash != right:
                self._wrong.append(anchor)
        self._next += 1
        sizes = self._wanted.sizes
        self.watch = sizes[self._next] if self._next < len(sizes) else _NEVER

    def signed(self) -> None:
        """What was seen is under a checkpoint."""
        self.compared += len(self._seen)
        if self._wrong and self.mismatch is None:
            self.mismatch = self._wrong[0]
        self._seen.clear()
        self._wrong.clear()

    def ahead(self, size: int) -> Anchor | None:
        """The first anchor that speaks of leaves behind the last signed one."""
        later = [one for one in self._wanted.sizes if one > size]
        return self._wanted.by_size[later[0]][0] if later else None
