"""Addresses of wallets made from random bytes, each chain as its specification says: no real
address stands in a file."""

from __future__ import annotations

import base64
import binascii
import hashlib
import random
from collections.abc import Callable, Mapping

from penname.detect.keccak import keccak_256

BITCOIN = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
RIPPLE = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def encoded(data: bytes, alphabet: str) -> str:
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = alphabet[digit] + text
    return alphabet[0] * (len(data) - len(data.lstrip(b"\0"))) + text


def base58(version: str, rng: random.Random, alphabet: str = BITCOIN, size: int = 20) -> str:
    body = bytes.fromhex(version) + rng.randbytes(size)
    check = hashlib.sha256(hashlib.sha256(body).digest()).digest()[:4]
    return encoded(body + check, alphabet)


def _polymod(values: list[int], steps: tuple[int, ...], width: int) -> int:
    check = 1
    for value in values:
        top = check >> (width - 5)
        check = ((check & ((1 << (width - 5)) - 1)) << 5) ^ value
        for place in range(5):
            check ^= steps[place] if (top >> place) & 1 else 0
    return check


def bech32(prefix: str, size: int, final: int, rng: random.Random) -> str:
    steps = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
    data = [rng.randrange(32) for _ in range(size)]
    spread = [*(ord(char) >> 5 for char in prefix), 0, *(ord(char) & 31 for char in prefix)]
    check = _polymod([*spread, *data, 0, 0, 0, 0, 0, 0], steps, 30) ^ final
    data += [(check >> 5 * (5 - place)) & 31 for place in range(6)]
    return f"{prefix}1" + "".join(BECH32[value] for value in data)


def cash(rng: random.Random) -> str:
    steps = (0x98F2BC8E61, 0x79B76D99E2, 0xF33E5FB3C4, 0xAE2EABE2A8, 0x1E4F43E470)
    data = [0, *(rng.randrange(32) for _ in range(33))]
    spread = [*(ord(char) & 31 for char in "bitcoincash"), 0]
    check = _polymod([*spread, *data, *[0] * 8], steps, 40) ^ 1
    data += [(check >> 5 * (7 - place)) & 31 for place in range(8)]
    return "bitcoincash:" + "".join(BECH32[value] for value in data)


def ethereum(rng: random.Random) -> str:
    digits = rng.randbytes(20).hex()
    digest = keccak_256(digits.encode()).hex()
    return "0x" + "".join(
        char.upper() if int(nibble, 16) > 7 else char
        for char, nibble in zip(digits, digest, strict=False)
    )


def monero(rng: random.Random) -> str:
    body = b"\x12" + rng.randbytes(64)
    data, text = body + keccak_256(body)[:4], ""
    for start in range(0, len(data), 8):
        block = data[start : start + 8]
        width = 11 if len(block) == 8 else 7
        text += encoded(block, BITCOIN).lstrip("1").rjust(width, "1")
    return text


def polkadot(rng: random.Random) -> str:
    body = b"\0" + rng.randbytes(32)
    return encoded(body + hashlib.blake2b(b"SS58PRE" + body).digest()[:2], BITCOIN)


def stellar(rng: random.Random) -> str:
    body = bytes([6 << 3]) + rng.randbytes(32)
    check = binascii.crc_hqx(body, 0).to_bytes(2, "little")
    return base64.b32encode(body + check).decode()


def algorand(rng: random.Random) -> str:
    key = rng.randbytes(32)
    check = hashlib.new("sha512_256", key).digest()[-4:]
    return base64.b32encode(key + check).decode().rstrip("=")


def ton(rng: random.Random) -> str:
    body = b"\x11\0" + rng.randbytes(32)
    return base64.urlsafe_b64encode(body + binascii.crc_hqx(body, 0).to_bytes(2, "big")).decode()


MADE: Mapping[str, Callable[[random.Random], str]] = {
    "bitcoin": lambda rng: base58("00", rng),
    "bitcoin script": lambda rng: base58("05", rng),
    "bitcoin segwit": lambda rng: bech32("bc", 33, 1, rng),
    "bitcoin taproot": lambda rng: bech32("bc", 53, 0x2BC830A3, rng),
    "bitcoin cash": cash,
    "extended key": lambda rng: base58("0488b21e", rng, size=74),
    "lightning": lambda rng: bech32("lnbc2500u", 200, 1, rng),
    "litecoin": lambda rng: base58("30", rng),
    "dogecoin": lambda rng: base58("1e", rng),
    "dash": lambda rng: base58("4c", rng),
    "zcash": lambda rng: base58("1cb8", rng),
    "tron": lambda rng: base58("41", rng),
    "tezos": lambda rng: base58("06a19f", rng),
    "ripple": lambda rng: base58("00", rng, RIPPLE),
    "cardano": lambda rng: bech32("addr", 92, 1, rng),
    "cosmos": lambda rng: bech32("cosmos", 32, 1, rng),
    "ethereum": ethereum,
    "monero": monero,
    "polkadot": polkadot,
    "stellar": stellar,
    "algorand": algorand,
    "ton": ton,
}
