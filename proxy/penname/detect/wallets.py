"""Addresses of wallets, by the checksums that their chains have.

A chain whose addresses have none (Solana) counts only next to words that say so. So does an
address of Ethereum whose letters are in the wrong cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from penname.detect import wallet_checks as checks
from penname.detect.scan import Hit, Recipe, finditer, matches

_SURE, _FIRM, _WEAK = 0.9, 0.5, 0.15
_58 = "1-9A-HJ-NP-Za-km-z"
_LEFT, _RIGHT = r"(?<![A-Za-z0-9+_])", r"(?![A-Za-z0-9+_])"
_FORMS: tuple[tuple[regex.Pattern[str], Callable[[str], bool]], ...] = tuple(
    (regex.compile(f"{_LEFT}(?:{form}){_RIGHT}"), check)
    for form, check in (
        (
            rf"(?:[13mn2LM9ADX7T][{_58}]{{25,33}}|t[123][{_58}]{{33}}|(?:tz|KT)1[{_58}]{{33}})",
            checks.base58,
        ),
        (rf"[xyzvtuYZ]pub[{_58}]{{107}}", checks.base58),
        (rf"r[{_58}]{{24,34}}", checks.ripple),
        (
            r"(?:[a-z]{1,12}|ln(?:bc|tb)[0-9]{1,12}[munp]?)1[ac-hj-np-z02-9]{14,400}"
            r"|(?:BC|LTC|TB)1[AC-HJ-NP-Z02-9]{14,80}",
            checks.bech32,
        ),
        (r"(?:(?:bitcoincash|bchtest):)?[qp][ac-hj-np-z02-9]{41}", checks.cash),
        (rf"[48][0-9AB][{_58}]{{93}}(?:[{_58}]{{11}})?", checks.monero),
        (rf"[1-9A-HJ-NP-Z][{_58}]{{46,47}}", checks.polkadot),
        (r"G[A-D][A-Z2-7]{54}", checks.stellar),
        (r"[A-Z2-7]{58}", checks.algorand),
        (r"[EUk0][Qf][A-Za-z0-9_+/-]{46}", checks.ton),
    )
)
#: Where one may be: most texts have no words so long.
_LONG = regex.compile(r"(?<![A-Za-z0-9_+/-])[A-Za-z0-9_+/-]{24,}+")
_ETHEREUM = regex.compile(r"(?<![A-Za-z0-9])0[xX][0-9A-Fa-f]{40}(?![A-Za-z0-9])")
#: So many are checked in one text: each costs a millisecond.
_MOST_CHECKED = 100
#: Digits that differ: 0x000…dEaD and the like are nobody's.
_VARIED = 6


def wallets(text: str) -> Iterator[Hit]:
    """Addresses with a valid checksum: 0.9; of Ethereum in one case, which have none: 0.5."""
    for run in finditer(_LONG, text):
        for pattern, check in _FORMS:
            # Some characters more: the prefix of Bitcoin Cash, and what may not stand behind.
            for match in finditer(pattern, text, max(0, run.start() - 12), run.end() + 1):
                if check(match[0]):
                    yield match.start(), match.end(), _SURE
    for number, match in enumerate(finditer(_ETHEREUM, text)):
        digits = match[0][2:]
        if len(set(digits)) < _VARIED:
            continue
        if digits in (digits.lower(), digits.upper()):
            yield match.start(), match.end(), _FIRM
        else:
            valid = number >= _MOST_CHECKED or checks.ethereum(match[0])
            yield match.start(), match.end(), _SURE if valid else _WEAK


RECIPES = (
    Recipe(
        "crypto-wallet",
        "CRYPTO",
        wallets,
        ("wallet", "wallets", "ethereum", "eth", "address", "usdt", "usdc", "erc20", "metamask"),
    ),
    Recipe(
        "crypto-wallet-unchecked",
        "CRYPTO",
        matches(rf"{_LEFT}(?=[{_58}]{{0,20}}\d)[{_58}]{{43,44}}{_RIGHT}", _WEAK),
        ("solana", "sol", "phantom", "spl"),
        hinted=True,
    ),
)
