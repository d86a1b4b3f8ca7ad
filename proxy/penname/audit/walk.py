"""What is known of a log so far, while its segments are verified one after the other.

It does not grow with the log, but with what anchors and erasures need. What a batch says
counts once a checkpoint over it is good: until then it stands apart.
"""

from __future__ import annotations

import copy
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from penname.audit.known import Known
from penname.audit.lines import NO_HASH, Clear
from penname.audit.tree import EMPTY_ROOT, Tree


@dataclass(slots=True)
class Batch:
    """What the records behind the last checkpoint say."""

    events: list[str] = field(default_factory=list)
    #: Reference of a key line -> the first record that names it.
    named: dict[str, int] = field(default_factory=dict)
    details: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    time: str = ""
    backwards: int = 0

    def add(self, clear: Clear) -> None:
        number, time, event, _, keys, _, detail = clear
        self.events.append(event)
        if time < self.time:
            self.backwards += 1
        self.time = time
        for reference in keys:
            if reference not in self.named:
                self.named[reference] = number
        if detail is not None:
            self.details.append((event, detail))

    def at(self, time: str) -> None:
        """The writer's clock said so."""
        if time < self.time:
            self.backwards += 1
        self.time = time


@dataclass(slots=True)
class Tail:
    """Where bytes stand behind the last checkpoint of the last segment, and how many."""

    segment: int
    line: int
    size: int


@dataclass(slots=True)
class Walk:
    """`tree`, `prev` and `link` go with every line; `good` and all below with checkpoints."""

    known: Known = field(default_factory=Known)
    origin: str = ""
    tree: Tree = field(default_factory=Tree)
    prev: bytes = NO_HASH
    #: The first 8 digits of `prev`, which the next record must repeat.
    link: str = ""
    leaf_0: bytes = b""
    key: bytes = b""
    next_key: bytes = b""
    batch: Batch = field(default_factory=Batch)
    #: Leaves and root of the tree before the first segment.
    start: tuple[int, bytes] = (0, EMPTY_ROOT)
    good: int = 0
    head: bytes = EMPTY_ROOT
    event: str = ""
    events: Counter[str] = field(default_factory=Counter)
    named: dict[str, int] = field(default_factory=dict)
    backwards: int = 0
    lost: int = 0
    #: Segment -> references of key lines: named but not there, and erased.
    lacking: dict[int, dict[str, int]] = field(default_factory=dict)
    erased: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    #: Segment -> old reference -> new ones, in order.
    moved: defaultdict[int, dict[str, dict[str, None]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    #: Last retired segment, and size and root behind it.
    retired: set[tuple[int, int, str]] = field(default_factory=set)
    segments: int = 0
    #: The segment that was met last.
    last: int = -1
    #: Code of a note -> how often, and the first segment.
    marks: dict[str, tuple[int, int]] = field(default_factory=dict)
    tail: Tail | None = None

    def mark(self, code: str, segment: int) -> None:
        """Notes something about a segment."""
        count, first = self.marks.get(code, (0, segment))
        self.marks[code] = (count + 1, first)

    def fork(self) -> Walk:
        """A walk that goes on from here by itself."""
        return copy.deepcopy(self)

    def sign(self, root: bytes) -> None:
        """The leaves so far are signed, and `root` is their root: what they say counts."""
        batch = self.batch
        self.good, self.head = self.tree.size, root
        self.named.update((ref, n) for ref, n in batch.named.items() if ref not in self.named)
        self.events.update(batch.events)
        self.event = batch.events[-1] if batch.events else self.event
        self.backwards += batch.backwards
        for event, detail in batch.details:
            self._account(event, detail)
        self.known.signed()
        self.batch = Batch(time=batch.time)

    def _account(self, event: str, detail: Mapping[str, Any]) -> None:
        match event:
            case "erase":
                for line in detail["lines"]:
                    self.erased[line["seg"]].add(line["ref"])
            case "rewrap":
                for line in detail["lines"]:
                    news = self.moved[line["seg"]].setdefault(line["old"], {})
                    news[line["new"]] = None
            case "retire":
                self.retired.add((detail["to"], detail["size"], detail["root"]))
            case "gap":
                self.lost += detail["lost"]
