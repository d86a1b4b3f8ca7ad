"""Memory: digests only, bounded, least recently used first out."""

from __future__ import annotations

from penname.exchange.account import Judged
from penname.exchange.memory import Memory


def test_digest_keeps_parts_apart() -> None:
    """Where one part ends and the next begins changes the digest; so does the key."""
    memory = Memory(b"k" * 32)
    assert memory.digest("ab", "c") != memory.digest("a", "bc")
    assert memory.digest("a", b"b") == memory.digest("a", "b")
    assert memory.digest("a") != Memory(b"j" * 32).digest("a")
    assert memory.digest("\ud83d") != memory.digest("")


def test_memory_is_bounded() -> None:
    """Over its bound a memory forgets what was not used for longest."""
    memory = Memory(b"k" * 32, max_entries=2)
    for key in (b"a", b"b"):
        memory.keep_clean(key)
        memory.keep_judged(key, Judged())
    assert memory.is_clean(b"a")
    assert memory.judged(b"a") == Judged()
    memory.keep_clean(b"c")
    memory.keep_judged(b"c", Judged())
    assert [memory.is_clean(key) for key in (b"a", b"b", b"c")] == [True, False, True]
    assert [memory.judged(key) for key in (b"a", b"b", b"c")] == [Judged(), None, Judged()]
    assert repr(memory) == "Memory(2 judged, 2 clean)"
