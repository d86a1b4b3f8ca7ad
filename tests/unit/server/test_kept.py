"""Bodies kept as far as they may be, and hashed whole."""

from __future__ import annotations

import hashlib

from penname.server.kept import Kept


def test_hash_is_of_everything() -> None:
    """However little may be kept, size and hash are those of the whole body."""
    for room in (0, 3, 100):
        kept = Kept(room)
        for piece in (b"ab", b"cd", b""):
            kept.add(piece)
        assert kept.size == 4
        assert kept.sha256 == hashlib.sha256(b"abcd").hexdigest()


def test_nothing_has_no_hash() -> None:
    """A body that never came has no hash, rather than that of nothing."""
    assert Kept(10).sha256 == ""


def test_room_bounds_what_stays() -> None:
    """What is over the room is left out, and that is said."""
    kept = Kept(3)
    for piece in (b"ab", b"cd", b"ef"):
        kept.add(piece)
    assert kept.text == "abc"
    assert kept.truncated


def test_exact_room_is_whole() -> None:
    """A body that just fits is not cut off."""
    kept = Kept(4)
    kept.add(b"abcd")
    assert (kept.text, kept.truncated) == ("abcd", False)


def test_no_room_keeps_nothing() -> None:
    """Without room there is no text, and nothing was cut off."""
    kept = Kept(0)
    kept.add(b"secret")
    assert (kept.text, kept.truncated) == ("", False)
    assert "secret" not in repr(kept)


def test_cut_letters_are_replaced() -> None:
    """A cut inside a letter leaves a replacement character, not an error."""
    kept = Kept(1)
    kept.add("é".encode())
    assert kept.text == "\ufffd"
