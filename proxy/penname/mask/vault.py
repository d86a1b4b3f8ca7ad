"""The vault: the two-way map value ⇄ surrogate of one scope, in memory.

Theory of operation. A surrogate is made of two keyed digests, one of (scope key, entity
type, family) and one of (scope key, entity type, family, value), so minting needs no
coordination and is the same on every replica that has the root key; what the vault adds
is the way back. It holds values only in memory, for a time to live (the policy's
`vault.ttl`) after their last use, and never more than `max_values` of them or
`max_characters` in total: the least recently used go first.

The value is digested exactly as it stood (case, accents and spacing included). A
looser normalisation would give one surrogate to several spellings, and a restore
could then not give back what the client had sent. What spellings have in common is the
family: the caller's word (`exchange.people` knows whose `Schmidt` is), or by itself the
value as `mask.family` folds it.

Two values with the same digests (about one pair in 2**38 of different families, in 2**15
of one; for stand-ins see the bits in `text.standins`) must not share a surrogate: the
second is digested again with a counter. That is the only case in which a surrogate depends
on what came before. After `_IN_FAMILY` attempts the whole core is digested anew: a family
with thousands of spellings is somebody's game, and must not end in an error.

A scope view (`VaultScope`) also keeps hold of all that its own exchange has bound,
so that a flood of other traffic cannot evict a value while its answer streams.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, insort
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from penname.mask.family import family_of
from penname.text.json_text import Edit
from penname.text.standins import Draw, generator_of
from penname.text.surrogate import NUMBER, core_from_digest, core_of, number_from_digest

#: Two in a row are rare with a million values; this many would be a fault.
_ATTEMPTS = 16
#: So many of them are made within the family.
_IN_FAMILY = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A value and the entity type under which it was masked.

    `family` names the family that it was given, "" for its own (`mask.family`).
    """

    entity_type: str
    value: str
    family: str = ""

    def __repr__(self) -> str:
        return f"Entry({self.entity_type})"


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a stored response knows of its conversation.

    The hosts that the client named, the masked values, the (host, surrogate) pairs of
    values that stood in URLs, and the digest of how it began.
    """

    hosts: frozenset[str] = frozenset()
    known: tuple[Entry, ...] = ()
    links: frozenset[tuple[str, str]] = frozenset()
    conversation: str = ""

    def __repr__(self) -> str:
        return f"Anchor({len(self.hosts)} hosts, {len(self.known)} values)"


class VaultScope(Protocol):
    """One scope (tenant) of a vault, as one exchange sees it."""

    @property
    def hash_key(self) -> bytes:
        """The key of the `hash` action in this scope."""
        ...

    def bind(self, entity_type: str, value: str, family: str = "") -> str:
        """The surrogate of a value; from now on it can be revealed in this scope.

        `family`: whose spelling it is, where that is not said by the value itself.
        """
        ...

    def bind_standin(self, entity_type: str, value: str) -> str:
        """The stand-in of a value (of one word, for names); like `bind` in all else.

        The surrogate of `bind` where `text.standins` has no generator for the type.
        """
        ...

    def bind_number(self, literal: str) -> str:
        """The number surrogate of a JSON number literal."""
        ...

    def unbound(self, entity_type: str, value: str) -> str:
        """A surrogate that is never revealed (for values that the model made up)."""
        ...

    def unbound_number(self, literal: str) -> str:
        """A number surrogate that is never revealed (for one-way actions)."""
        ...

    def reveal(self, surrogate: str) -> Entry | None:
        """The entry of an exact surrogate of this scope, or None."""
        ...

    def starts_live(self, prefix: str) -> bool:
        """Whether a live surrogate, in lower case, starts with `prefix`."""
        ...

    def remember_reply(self, text: str, edits: tuple[Edit, ...]) -> None:
        """Keep how a restored model text turns back into exactly what the model wrote."""
        ...

    def recall_reply(self, text: str) -> tuple[Edit, ...] | None:
        """The edits for a model text that this scope's clients were given, or None."""
        ...

    def remember_anchor(self, name: str, anchor: Anchor) -> None:
        """Keep what a conversation behind a stored response id knows."""
        ...

    def recall_anchor(self, name: str) -> Anchor: ...


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Kept(Generic[T]):
    """What lies on a shelf: the thing, its size, how long it lives, when it was last used."""

    thing: T
    size: int
    ttl_s: float
    used: float


class _Shelf(Generic[T]):
    """An LRU map with times to live and a bound on count and size. Keys are digests.

    Each time to live has a queue of its own, in the order of the last use: so the first
    of a queue is the first of it to expire, and the next one to go is always the first of
    some queue.
    """

    def __init__(
        self,
        *,
        max_count: int,
        max_size: int,
        clock: Callable[[], float],
        on_drop: Callable[[tuple[bytes, str]], None] = lambda _key: None,
    ) -> None:
        self._kept: dict[tuple[bytes, str], _Kept[T]] = {}
        self._queues: dict[float, OrderedDict[tuple[bytes, str], None]] = {}
        self._max_count = max_count
        self._max_size = max_size
        self._clock = clock
        self._on_drop = on_drop
        self._size = 0

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: tuple[bytes, str]) -> T | None:
        """The thing, its time to live started anew; None when unknown or expired."""
        kept = self._kept.get(key)
        if kept is None:
            return None
        now = self._clock()
        if kept.used + kept.ttl_s <= now:
            self._drop(key)
            return None
        self._lay(key, _Kept(kept.thing, kept.size, kept.ttl_s, now))
        return kept.thing

    def put(self, key: tuple[bytes, str], thing: T, size: int, ttl_s: float) -> None:
        now = self._clock()
        if key in self._kept:
            self._take(key)
        self._size += size
        self._lay(key, _Kept(thing, size, ttl_s, now))
        self._sweep(now)

    def sweep(self) -> None:
        """Drop what has expired."""
        self._sweep(self._clock())

    def _lay(self, key: tuple[bytes, str], kept: _Kept[T]) -> None:
        self._kept[key] = kept
        queue = self._queues.setdefault(kept.ttl_s, OrderedDict())
        queue[key] = None
        queue.move_to_end(key)

    def _take(self, key: tuple[bytes, str]) -> None:
        kept = self._kept.pop(key)
        self._size -= kept.size
        queue = self._queues[kept.ttl_s]
        del queue[key]
        if not queue:
            del self._queues[kept.ttl_s]

    def _sweep(self, now: float) -> None:
        for ttl_s, queue in list(self._queues.items()):
            while queue and self._kept[next(iter(queue))].used + ttl_s <= now:
                self._drop(next(iter(queue)))
        while len(self._kept) > self._max_count or self._size > self._max_size:
            firsts = (next(iter(queue)) for queue in self._queues.values())
            self._drop(min(firsts, key=lambda key: self._kept[key].used))

    def _drop(self, key: tuple[bytes, str]) -> None:
        self._take(key)
        self._on_drop(key)


@dataclass(slots=True)
class _Live:
    """Sorted lower-case surrogates of one scope, for prefix questions by bisection."""

    surrogates: list[str] = field(default_factory=list)

    def add(self, surrogate: str) -> None:
        insort(self.surrogates, surrogate.lower())

    def discard(self, surrogate: str) -> None:
        del self.surrogates[bisect_left(self.surrogates, surrogate.lower())]

    def starts(self, prefix: str) -> bool:
        at = bisect_left(self.surrogates, prefix)
        return at < len(self.surrogates) and self.surrogates[at].startswith(prefix)


class MemoryVault:
    """All scopes of one process. `clock` gives seconds, monotonic."""

    def __init__(
        self,
        root_key: bytes,
        *,
        clock: Callable[[], float],
        ttl_s: float = 86_400.0,
        max_values: int = 1_000_000,
        max_characters: int = 256_000_000,
    ) -> None:
        if len(root_key) < 32:
            raise ValueError("the root key must have at least 32 bytes")
        self._root_key = root_key[:64]
        self._ttl_s = ttl_s
        self.live: dict[bytes, _Live] = {}
        self.values: _Shelf[Entry] = _Shelf(
            max_count=max_values,
            max_size=max_characters,
            clock=clock,
            on_drop=self._forget,
        )
        self.replies: _Shelf[tuple[Edit, ...]] = _Shelf(
            max_count=max_values, max_size=max_characters, clock=clock
        )
        self.anchors: _Shelf[Anchor] = _Shelf(
            max_count=max_values, max_size=max_characters, clock=clock
        )

    def __repr__(self) -> str:
        return f"MemoryVault({len(self.values)} values, {len(self.live)} scopes)"

    def scope(self, scope_id: str, ttl_s: float | None = None) -> MemoryScope:
        """The view of one scope for one exchange. The id is hashed, never kept.

        What is bound through this view lives `ttl_s` seconds after its last use.
        """
        key = _digest(self._root_key, b"scope", scope_id, size=32)
        return MemoryScope(self, key, self._ttl_s if ttl_s is None else ttl_s)

    def sweep(self) -> None:
        """Drop what has expired, also where nobody asks any more."""
        for shelf in (self.values, self.replies, self.anchors):
            shelf.sweep()

    def _forget(self, key: tuple[bytes, str]) -> None:
        live = self.live[key[0]]
        live.discard(key[1])
        if not live.surrogates:
            del self.live[key[0]]


class MemoryScope:
    """One scope of a MemoryVault, with all that its own exchange has touched."""

    def __init__(self, vault: MemoryVault, scope_key: bytes, ttl_s: float) -> None:
        self._vault = vault
        self._key = scope_key
        self._ttl_s = ttl_s
        self._held: dict[str, Entry] = {}
        self._held_live = _Live()

    def __repr__(self) -> str:
        return f"MemoryScope({len(self._held)} values held)"

    @property
    def hash_key(self) -> bytes:
        return _digest(self._key, b"hash", "", size=32)

    def bind(self, entity_type: str, value: str, family: str = "") -> str:
        own = family_of(entity_type, value)
        family = family or own
        entry = Entry(entity_type, value, "" if family == own else family)
        purpose = f"{entity_type}\0{family}"
        first = self._digest("family", purpose, 0)

        def mint(attempt: int) -> str:
            spelling = self._digest(purpose, value, attempt)
            return f"{entity_type}_{core_of(first if attempt < _IN_FAMILY else spelling, spelling)}"

        return self._minted(entry, mint)

    def bind_standin(self, entity_type: str, value: str) -> str:
        kind = generator_of(entity_type, value)
        if kind is None:
            return self.bind(entity_type, value)
        purpose = f"standin {entity_type}"
        return self._minted(
            Entry(entity_type, value),
            lambda attempt: kind.mint(Draw(self._digest(purpose, value, attempt))),
        )

    def bind_number(self, literal: str) -> str:
        integer = _is_integer(literal)
        return self._minted(
            Entry(NUMBER, literal),
            lambda attempt: number_from_digest(
                self._digest(NUMBER, literal, attempt), integer=integer
            ),
        )

    def _minted(self, entry: Entry, mint: Callable[[int], str]) -> str:
        """The first of an entry's surrogates, by attempt, that stands for nothing else."""
        for attempt in range(_ATTEMPTS):
            surrogate = mint(attempt)
            if self._take(surrogate, entry):
                return surrogate
        raise RuntimeError(f"{_ATTEMPTS} digests in a row belong to other values")

    def unbound(self, entity_type: str, value: str) -> str:
        digest = self._digest(f"reply {entity_type}", value, 0)
        return f"{entity_type}_{core_from_digest(digest)}"

    def unbound_number(self, literal: str) -> str:
        digest = self._digest(f"one-way {NUMBER}", literal, 0)
        return number_from_digest(digest, integer=_is_integer(literal))

    def reveal(self, surrogate: str) -> Entry | None:
        held = self._held.get(surrogate)
        if held is None:
            held = self._vault.values.get((self._key, surrogate))
            if held is not None:
                self._hold(surrogate, held)
        return held

    def starts_live(self, prefix: str) -> bool:
        if self._held_live.starts(prefix):
            return True
        live = self._vault.live.get(self._key)
        return live is not None and live.starts(prefix)

    def remember_reply(self, text: str, edits: tuple[Edit, ...]) -> None:
        size = 16 + sum(len(edit.text) for edit in edits)
        self._vault.replies.put((self._key, self._text_key(text)), edits, size, self._ttl_s)

    def recall_reply(self, text: str) -> tuple[Edit, ...] | None:
        return self._vault.replies.get((self._key, self._text_key(text)))

    def remember_anchor(self, name: str, anchor: Anchor) -> None:
        known = sum(len(entry.value) + len(entry.family) for entry in anchor.known)
        size = sum(map(len, anchor.hosts)) + known
        self._vault.anchors.put((self._key, name), anchor, size, self._ttl_s)

    def recall_anchor(self, name: str) -> Anchor:
        return self._vault.anchors.get((self._key, name)) or Anchor()

    def _digest(self, entity_type: str, value: str, attempt: int) -> bytes:
        return _digest(self._key, b"surrogate", f"{entity_type}\0{attempt}\0{value}", size=16)

    def _text_key(self, text: str) -> str:
        return _digest(self._key, b"reply", text, size=16).hex()

    def _take(self, surrogate: str, entry: Entry) -> bool:
        """Bind, unless the surrogate already stands for another value of this scope."""
        shared = self._vault.values.get((self._key, surrogate))
        known = self._held.get(surrogate, shared)
        if known is not None and known != entry:
            return False
        if shared is None:
            # Live first: a value too large for the shelf is dropped again within `put`.
            self._vault.live.setdefault(self._key, _Live()).add(surrogate)
            size = len(entry.value) + len(entry.family)
            self._vault.values.put((self._key, surrogate), entry, size, self._ttl_s)
        if surrogate not in self._held:
            self._hold(surrogate, entry)
        return True

    def _hold(self, surrogate: str, entry: Entry) -> None:
        self._held[surrogate] = entry
        self._held_live.add(surrogate)


def _is_integer(literal: str) -> bool:
    return not any(mark in literal for mark in ".eE")


def bind_all(scope: VaultScope, entries: Iterable[Entry]) -> None:
    """Make sure that the values of an earlier turn are live again."""
    for entry in entries:
        if entry.entity_type == NUMBER:
            scope.bind_number(entry.value)
        else:
            scope.bind(entry.entity_type, entry.value, entry.family)


def _digest(key: bytes, purpose: bytes, text: str, *, size: int) -> bytes:
    """Keyed BLAKE2b (RFC 7693), domain-separated by `purpose` (at most 16 bytes)."""
    return hashlib.blake2b(
        text.encode("utf-8", "surrogatepass"), key=key, person=purpose, digest_size=size
    ).digest()
