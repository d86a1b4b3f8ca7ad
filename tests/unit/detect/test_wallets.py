"""Addresses of wallets: found by their checksums, and never with a wrong one."""

from __future__ import annotations

import random

import pytest

from penname.detect.keccak import keccak_256
from penname.detect.wallets import RECIPES, wallets
from tests.unit.detect.recipes import read
from tests.unit.detect.wallets_made import BITCOIN, MADE, bech32, encoded


def found(text: str, least: float = 0.9) -> list[str]:
    return [text[start:end] for start, end, score in wallets(text) if score >= least]


@pytest.mark.parametrize("chain", MADE)
def test_addresses_of_chains(chain: str) -> None:
    """Each chain's addresses are found in a sentence, behind a sign, and in a link."""
    rng = random.Random(chain)
    for _ in range(20):
        address = MADE[chain](rng)
        for text in (f"send it to {address}, please", f"wallet={address}", f"/address/{address}"):
            assert found(text) == [address]


@pytest.mark.parametrize("chain", [chain for chain in MADE if chain != "ethereum"])
def test_wrong_checksums(chain: str) -> None:
    """With two characters swapped, or one more, an address is none."""
    rng = random.Random(chain)
    address = MADE[chain](rng)
    places = [
        place for place in range(12, len(address) - 1) if address[place] != address[place + 1]
    ]
    place = rng.choice(places)
    swapped = address[:place] + address[place + 1] + address[place] + address[place + 2 :]
    assert found(swapped, 0.0) == []
    assert found(f"{address}2", 0.0) == []


def test_cases_of_ethereum() -> None:
    """In one case there is no checksum; in wrong cases it needs words nearby."""
    address = MADE["ethereum"](random.Random(3))
    assert found(address.lower(), 0.5) == [address.lower()]
    wrong = "0x" + address[2:].swapcase()
    assert found(f"the digest {wrong} of it", 0.2) == []
    assert read(RECIPES, f"my wallet is {wrong}") == {("CRYPTO", wrong)}
    assert found("0x" + "0" * 36 + "dEaD", 0.0) == []


def test_solana_needs_words() -> None:
    """Nothing can be checked: only next to its name."""
    address = encoded(b"\xff" + random.Random(3).randbytes(31), BITCOIN)
    assert read(RECIPES, f"my solana wallet: {address}") == {("CRYPTO", address)}
    assert read(RECIPES, f"the digest {address} of it") == set()


def test_other_prefixes() -> None:
    """Public keys of age and notes of Nostr have the checksum too, and are no wallets."""
    for prefix in ("age", "note"):
        assert found(bech32(prefix, 52, 1, random.Random(3)), 0.0) == []
    assert found(bech32("bc", 33, 2, random.Random(3)), 0.0) == []


def test_keccak_digests() -> None:
    """The digests of nothing, of a short text and of one as long as a block (Keccak team)."""
    assert keccak_256(b"").hex().startswith("c5d2460186f7233c927e7db2dcc703c0")
    assert keccak_256(b"abc").hex().startswith("4e03657aea45a94fc7d47ba826c8d667")
    assert keccak_256(b"a" * 136) != keccak_256(b"a" * 135)
