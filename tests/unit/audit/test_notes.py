"""Signed checkpoints: the text that is signed, and what is no signature."""

from __future__ import annotations

from base64 import b64encode

import pytest

from penname.audit.notes import is_signed, new_signing_key, note_text, sign, signing_key
from penname.audit.tree import EMPTY_ROOT

KEY = signing_key(bytes(range(32)))
SIGNATURE = sign(KEY.loaded(), "penname/eu-1", 7, EMPTY_ROOT)


def test_text_is_the_standards() -> None:
    """The text is origin, size and root in base64, a line each, and nothing else."""
    expected = b"penname/eu-1\n7\n" + b64encode(EMPTY_ROOT) + b"\n"
    assert note_text("penname/eu-1", 7, EMPTY_ROOT) == expected


def test_signature_holds_for_its_checkpoint() -> None:
    """A signature is good for the key, origin, size and root it was made for, and no other."""
    other = new_signing_key()
    assert len(SIGNATURE) == 64
    assert is_signed(KEY.public, SIGNATURE, "penname/eu-1", 7, EMPTY_ROOT)
    assert not is_signed(other.public, SIGNATURE, "penname/eu-1", 7, EMPTY_ROOT)
    assert not is_signed(KEY.public, SIGNATURE, "penname/eu-2", 7, EMPTY_ROOT)
    assert not is_signed(KEY.public, SIGNATURE, "penname/eu-1", 8, EMPTY_ROOT)
    assert not is_signed(KEY.public, SIGNATURE, "penname/eu-1", 7, bytes(32))
    assert not is_signed(KEY.public, bytes(64), "penname/eu-1", 7, EMPTY_ROOT)


def test_what_is_no_key_has_signed_nothing() -> None:
    """A public key or signature of the wrong length is answered with false."""
    assert not is_signed(b"short", SIGNATURE, "penname/eu-1", 7, EMPTY_ROOT)
    assert not is_signed(KEY.public, b"short", "penname/eu-1", 7, EMPTY_ROOT)


def test_new_keys_differ_and_hide() -> None:
    """Each new key is another one, and its private half is not in its repr."""
    one, two = new_signing_key(), new_signing_key()
    assert one != two
    assert signing_key(one.private) == one
    assert one.private.hex() not in repr(one)
    assert repr(one.private) not in repr(one)


def test_keys_of_wrong_length_are_refused() -> None:
    """A private key has 32 bytes."""
    with pytest.raises(ValueError, match="32"):
        signing_key(b"short")
