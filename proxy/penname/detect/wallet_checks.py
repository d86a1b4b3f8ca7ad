"""The checksums of wallets: Base58Check, Bech32, EIP-55, and those of single chains.

Each takes an address as it stands in a text and says whether it is one. None raises.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Mapping

from penname.detect.keccak import keccak_256

_BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
#: Version bytes of Base58Check (each chain's `chainparams`, SLIP-0132 for extended public keys).
_VERSIONS = frozenset(
    bytes.fromhex(version)
    for version in (
        *("00", "05", "6f", "c4"),  # Bitcoin (and Bitcoin Cash), its test network
        *("30", "32", "3a", "1e", "16", "4c", "10"),  # Litecoin, Dogecoin, Dash
        *("1cb8", "1cbd", "1d25", "1cba"),  # Zcash
        "41",  # Tron
        *("06a19f", "06a1a1", "06a1a4", "025a79"),  # Tezos
        *("0488b21e", "049d7cb2", "04b24746", "0295b43f", "02aa7ed3", "043587cf"),  # xpub, ypub …
    )
)


def _number(text: str, alphabet: str) -> int:
    """A text as a number to base 58; -1 when a character is none of the alphabet."""
    total = 0
    for char in text:
        place = alphabet.find(char)
        if place < 0:
            return -1
        total = total * 58 + place
    return total


def _decoded(text: str, alphabet: str) -> bytes:
    """Base58 to bytes: each zero in front is a zero byte. Empty for what is none."""
    number = _number(text, alphabet)
    if number < 0:
        return b""
    zeros = len(text) - len(text.lstrip(alphabet[0]))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def _payload(text: str, alphabet: str) -> bytes:
    """What Base58Check holds; empty when its four bytes of double SHA-256 are not right."""
    data = _decoded(text, alphabet)
    body, check = data[:-4], data[-4:]
    digest = hashlib.sha256(hashlib.sha256(body).digest()).digest()
    return body if len(data) > 4 and digest[:4] == check else b""


def base58(text: str) -> bool:
    """Bitcoin, Litecoin, Dogecoin, Dash, Zcash, Tron, Tezos; extended public keys."""
    body = _payload(text, _BITCOIN)
    if len(body) not in (21, 22, 23, 78):
        return False
    return any(body[:size] in _VERSIONS for size in (1, 2, 3, 4))


def ripple(text: str) -> bool:
    """XRP Ledger: Base58Check in an alphabet of its own, version 0."""
    body = _payload(text, _RIPPLE)
    return len(body) == 21 and body[0] == 0


_BECH32 = {char: place for place, char in enumerate("qpzry9x8gf2tvdw0s3jn54khce6mua7l")}
_BECH32_STEPS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CASH_STEPS = (0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)
#: Keys and not wallets: age, Nostr.
_OTHER_PREFIXES = frozenset({"age", "age-secret-key-", "nsec", "note", "nevent", "nprofile"})


def _polymod(values: Iterable[int], steps: tuple[int, ...], width: int) -> int:
    """The remainder of a BCH code over values of five bits; `width` bits of check."""
    check = 1
    for value in values:
        top = check >> (width - 5)
        check = (check & ((1 << (width - 5)) - 1)) << 5 ^ value
        for place, step in enumerate(steps):
            if top >> place & 1:
                check ^= step
    return check


def bech32(text: str) -> bool:
    """Bech32 (BIP 173) and Bech32m (BIP 350) of any prefix: Bitcoin, Lightning, Cardano, Cosmos."""
    if text.lower() != text and text.upper() != text:
        return False
    prefix, _, data = text.lower().rpartition("1")
    values = [_BECH32.get(char, -1) for char in data]
    if len(values) < 6 or -1 in values or not prefix or prefix in _OTHER_PREFIXES:
        return False
    spread = [*(ord(char) >> 5 for char in prefix), 0, *(ord(char) & 31 for char in prefix)]
    return _polymod([*spread, *values], _BECH32_STEPS, 30) in (1, 0x2BC830A3)


def cash(text: str) -> bool:
    """Bitcoin Cash (CashAddr): `bitcoincash:q…`; the prefix may be left out."""
    prefix, _, data = text.lower().rpartition(":")
    values = [_BECH32.get(char, -1) for char in data]
    if len(values) != 42 or -1 in values:
        return False
    spread = [*(ord(char) & 31 for char in prefix or "bitcoincash"), 0]
    return _polymod([*spread, *values], _CASH_STEPS, 40) == 1


def ethereum(text: str) -> bool:
    """EIP-55: the case of each letter of forty hex digits; those of one case have no checksum."""
    digits = text[2:]
    if digits in (digits.lower(), digits.upper()):
        return True
    digest = keccak_256(digits.lower().encode()).hex()
    return all(
        char.isdigit() or char.isupper() == (int(nibble, 16) > 7)
        for char, nibble in zip(digits, digest, strict=False)
    )


#: How many characters a block of Monero's base 58 has, by its bytes.
_BLOCKS: Mapping[int, int] = {11: 8, 7: 5}


def monero(text: str) -> bool:
    """Monero: blocks of eleven characters for eight bytes, a check by Keccak."""
    data = b""
    for start in range(0, len(text), 11):
        block = text[start : start + 11]
        number, size = _number(block, _BITCOIN), _BLOCKS.get(len(block), 0)
        if not 0 <= number < 1 << 8 * size:
            return False
        data += number.to_bytes(size, "big")
    return keccak_256(data[:-4])[:4] == data[-4:]


def polkadot(text: str) -> bool:
    """Polkadot, Kusama and other Substrate chains (SS58): a check by BLAKE2b."""
    data = _decoded(text, _BITCOIN)
    if len(data) not in (35, 36):
        return False
    return hashlib.blake2b(b"SS58PRE" + data[:-2]).digest()[:2] == data[-2:]


def stellar(text: str) -> bool:
    """Stellar (SEP-23): an account's key in base 32, CRC-16."""
    data = base64.b32decode(text)
    return binascii.crc_hqx(data[:-2], 0) == int.from_bytes(data[-2:], "little")


def algorand(text: str) -> bool:
    """Algorand: a key in base 32 with four bytes of SHA-512/256."""
    data = base64.b32decode(text + "======")
    return hashlib.new("sha512_256", data[:32]).digest()[-4:] == data[32:]


def ton(text: str) -> bool:
    """TON: workchain and account in base 64, CRC-16."""
    data = base64.urlsafe_b64decode(text.replace("+", "-").replace("/", "_"))
    return binascii.crc_hqx(data[:-2], 0) == int.from_bytes(data[-2:], "big")
