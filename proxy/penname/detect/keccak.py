"""Keccak-256 as Ethereum and Monero use it: SHA-3 before its padding was changed (hashlib has
only the later one)."""

from __future__ import annotations

_MASK = (1 << 64) - 1
_RATE = 136  # bytes taken in at a time
_ROUNDS = 24


def _round_constants() -> tuple[int, ...]:
    """Bits of a shift register (FIPS 202, 3.2.5)."""
    constants, register = [], 1
    for _ in range(_ROUNDS):
        constant = 0
        for place in range(7):
            if register & 1:
                constant |= 1 << ((1 << place) - 1)
            register = (register << 1) ^ (0x171 if register & 0x80 else 0)
        constants.append(constant)
    return tuple(constants)


def _offsets() -> tuple[tuple[int, int], ...]:
    """Which lane goes to which by how many bits, along the walk of rho and pi (FIPS 202, 3.2)."""
    steps, x, y = [], 1, 0
    for step in range(24):
        x, y = y, (2 * x + 3 * y) % 5
        steps.append((x + 5 * y, (step + 1) * (step + 2) // 2 % 64))
    return tuple(steps)


_CONSTANTS, _STEPS = _round_constants(), _offsets()


def _rotated(lane: int, bits: int) -> int:
    return ((lane << bits) | (lane >> (64 - bits))) & _MASK


def _permuted(lanes: list[int]) -> list[int]:
    for constant in _CONSTANTS:
        sums = [
            lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20]
            for x in range(5)
        ]
        mixed = [sums[x - 1] ^ _rotated(sums[(x + 1) % 5], 1) for x in range(5)]
        lanes = [lane ^ mixed[place % 5] for place, lane in enumerate(lanes)]
        moving = lanes[1]
        for place, bits in _STEPS:
            lanes[place], moving = _rotated(moving, bits), lanes[place]
        rows = [lanes[start : start + 5] for start in range(0, 25, 5)]
        lanes = [row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]) for row in rows for x in range(5)]
        lanes[0] ^= constant
    return lanes


def keccak_256(data: bytes) -> bytes:
    """The digest of some bytes."""
    size = _RATE - len(data) % _RATE
    padded = bytearray(data) + bytearray(size)
    padded[len(data)] ^= 0x01
    padded[-1] ^= 0x80
    lanes = [0] * 25
    for start in range(0, len(padded), _RATE):
        for place in range(_RATE // 8):
            offset = start + 8 * place
            lanes[place] ^= int.from_bytes(padded[offset : offset + 8], "little")
        lanes = _permuted(lanes)
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[:4])
