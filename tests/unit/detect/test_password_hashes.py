"""Hashes of passwords by their method's mark."""

from __future__ import annotations

import random

import pytest

from benchmarks.detect.secret_shapes import made
from penname.detect.password_hashes import password_hashes


def words(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in password_hashes(text)]


@pytest.mark.parametrize(
    "shape",
    [
        "$2b$12$<A53>",
        "$2y$10$<A53>",
        "$1$<A8>$<A22>",
        "$apr1$<A8>$<A22>",
        "$5$<A16>$<A43>",
        "$6$<A16>$<A86>",
        "$6$rounds=5000$<A16>$<A86>",
        "$y$j9T$<A22>$<A43>",
        "$argon2id$v=19$m=65536,t=3,p=4$<A22>$<A43>",
        "$pbkdf2-sha256$29000$<A22>$<A43>",
        "$scrypt$ln=16,r=8,p=1$<A22>$<A43>",
        "{SSHA}<A38>==",
        "{SHA}<A27>=",
        "pbkdf2_sha256$600000$<A22>$<A43>=",
        "pbkdf2:sha256:600000$<A16>$<H64>",
        "scrypt:32768:8:1$<A16>$<H128>",
    ],
)
def test_methods(shape: str) -> None:
    """Each is found whole, in a line of a password file and in quotes."""
    value = made(random.Random(shape), shape)
    assert words(f"ann:{value}:19700:0:99999:7:::") == [value]
    assert words(f'"password": "{value}"') == [value]


def test_windows_and_database_hashes() -> None:
    """pwdump's two hashes, and MySQL's in quotes."""
    rng = random.Random(1)
    pair = f"{made(rng, '<H32>')}:{made(rng, '<H32>')}"
    assert words(f"ann:1001:{pair}:::") == [pair]
    star = "*" + made(rng, "<H40>").upper()
    assert words(f"IDENTIFIED BY PASSWORD '{star}'") == [star]


@pytest.mark.parametrize(
    "text",
    [
        "$2 and $6",
        "$1$a$b",
        "cost $25$ each",
        "pbkdf2_sha256",
        "{SHA} of a file",
        "price: $5 $6 $7",
        "a ::: b",
    ],
)
def test_marks_alone(text: str) -> None:
    """Prices, names of methods and shell variables are no hashes."""
    assert words(text) == []
