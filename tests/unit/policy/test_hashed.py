"""Hashed values: how they are written and read, and what makes them."""

from __future__ import annotations

import hashlib
import hmac

import pytest

from penname.policy.hashed import KEYED, SALTED, Hasher, key_of, read_term, read_value

SALT = bytes(range(8))
KEY = bytes(range(32))
VALUE = "Zoe " + "Planted"


def test_hash_can_be_worked_out_by_hand() -> None:
    """HMAC-SHA256 over what it is of and the value, under the salt that stands beside it."""
    tag = hmac.new(SALT, b"penname value\0" + VALUE.encode(), hashlib.sha256).hexdigest()
    assert Hasher.salted(SALT).of_value(VALUE).written == f"{SALTED}:{SALT.hex()}:{tag}"


def test_keyed_hash_says_which_key() -> None:
    """Under a key its id stands in the salt's place; the key stands nowhere."""
    one, other = Hasher.keyed(KEY), Hasher.keyed(KEY[::-1])
    assert one.of_value(VALUE).written.startswith(f"{KEYED}:{one.mark}:")
    assert one.mark != other.mark
    assert KEY.hex() not in repr(one) + one.of_value(VALUE).written + repr(one.of_value(VALUE))


@pytest.mark.parametrize("hasher", [Hasher.salted(SALT), Hasher.keyed(KEY)])
def test_what_is_written_reads_back(hasher: Hasher) -> None:
    """A salted hash is ready at once; a keyed one needs its key, and says so."""
    made = hasher.of_value(VALUE)
    found = read_value(made.written)
    assert found is not None
    assert (found.written, found.tag, found.shape) == (made.written, made.tag, (0, 0))
    assert found.hasher.is_ready is (hasher.scheme == SALTED)
    assert (found == made) is found.hasher.is_ready


def test_values_and_terms_are_told_apart() -> None:
    """A hash of a value is none of a term, nor the other way round; other words are neither."""
    hasher = Hasher.salted(SALT)
    value = hasher.of_value(VALUE).written
    term = f"{SALTED}:{SALT.hex()}:3.11:{hasher.of_form('zoe planted')}"
    assert read_term(value) is None
    assert read_value(term) is None
    found = read_term(term)
    assert found is not None
    assert (found.shape, found.written) == ((3, 11), term)
    assert hasher.of_form(VALUE) != hasher.of_value(VALUE).tag


@pytest.mark.parametrize(
    "change",
    [
        lambda word: word.upper(),
        lambda word: word[:-1],
        lambda word: word + "\n",
        lambda word: word.replace(SALTED, "md5"),
        lambda word: word.replace("3.11", "0.11"),
        lambda word: word.replace("3.11", "17.11"),
        lambda word: word.replace("3.11", "3.0"),
    ],
)
def test_other_words_are_no_hashes(change: object) -> None:
    """Case, length, scheme and shape must be right."""
    word = f"{SALTED}:{SALT.hex()}:3.11:{'ab' * 32}"
    assert read_term(word) is not None
    assert callable(change)
    assert read_term(change(word)) is None


def test_half_characters_have_a_hash() -> None:
    """Any text that a client may send can be hashed."""
    assert len(Hasher.salted(SALT).of_value("\ud800").tag) == 64


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (KEY.hex().encode() + b"\n", KEY),
        (b"  " + KEY.hex().upper().encode(), KEY),
        (b"ab" * 40, bytes([0xAB] * 40)),
        (b"ab" * 31, None),
        (b"ab" * 32 + b"a", None),
        (b"xy" * 32, None),
        (b"ab" * 16 + b"\n" + b"ab" * 16, None),
        (b"", None),
        (b"\xff" * 64, None),
    ],
)
def test_key_is_64_hex_digits(raw: bytes, found: bytes | None) -> None:
    """At least 32 bytes, as hex, with nothing else in the file."""
    assert key_of(raw) == found
