"""Which names no training may see: every eighth, by a hash that anyone can compute."""

from __future__ import annotations

import hashlib


def held_out(name: str) -> bool:
    """Whether a given or family name, as its list writes it, is kept from training.

    Ask before a name is folded to ASCII or changed in case by more than `casefold` undoes.
    """
    return hashlib.blake2b(name.casefold().encode(), digest_size=1).digest()[0] % 8 == 0
