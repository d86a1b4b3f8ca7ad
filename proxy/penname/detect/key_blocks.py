"""Private keys as blocks of text: PEM, PGP, PuTTY, SSH2, age, JWK, extended keys of wallets.

A block is one span, from its first mark to its last. A mark alone (in code that looks for one,
in documentation that shows dots) is no key: some lines of base64 must stand between the marks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import regex

from penname.detect.scan import Hit, finditer
from penname.detect.secret_values import is_sequence, reads_like_words

_PEM_BEGIN = regex.compile(
    r"-----BEGIN (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----"
    r"|---- BEGIN (?:[A-Z0-9]{1,16} ){1,3}PRIVATE KEY ----|-----BEGIN OpenVPN Static key V\d-----"
)
_PEM_END = regex.compile(
    r"-----END (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----"
    r"|---- END (?:[A-Z0-9]{1,16} ){1,3}PRIVATE KEY ----|-----END OpenVPN Static key V\d-----"
)
#: What may stand in a block that was cut off: its own letters, headers, escaped line ends.
_PEM_BODY = regex.compile(r"(?:[A-Za-z0-9+/=:,.\s-]|\\[nrt])*+")
_PEM_MAX = 65_536
_PUTTY = regex.compile(
    r"PuTTY-User-Key-File-\d: [\s\S]{0,4096}?Private-Lines: \d{1,3}(?:\s|\\[nr])"
    r"(?:(?!Private-)[A-Za-z0-9+/=\s\\]){0,16384}+(?:Private-(?:MAC|Hash): [0-9a-f]{40,64})?"
)
_RUN = regex.compile(r"[A-Za-z0-9+/]{10,}+={0,2}")
#: The shortest body: an Ed25519 seed of 32 bytes is 43 letters of base64.
_LEAST = 40


def private_keys(text: str) -> Iterator[Hit]:
    """Private key blocks, whole, also with escaped line ends or cut off."""
    if "PRIVATE KEY" in text or "OpenVPN Static key" in text:
        yield from _pem_blocks(text)
    if "PuTTY-User-Key-File" in text:
        for match in finditer(_PUTTY, text):
            yield match.start(), match.start() + len(match[0].rstrip()), 1.0
    yield from _one_line_keys(text)


def _pem_blocks(text: str) -> Iterator[Hit]:
    done = 0
    for begin in finditer(_PEM_BEGIN, text):
        if begin.start() < done:
            continue
        limit = min(len(text), begin.end() + _PEM_MAX)
        end = _PEM_END.search(text, begin.end(), limit)
        following = _PEM_BEGIN.search(text, begin.end(), end.start() if end else begin.end())
        if end is not None and following is None:
            done, body = end.end(), text[begin.end() : end.start()]
        else:  # cut off: what still looks like the key
            rest = _PEM_BODY.match(text, begin.end(), limit)
            body = rest[0].rstrip() if rest else ""
            done = begin.end() + len(body)
        if _is_body(body):
            yield begin.start(), done, 1.0


def _is_body(body: str) -> bool:
    runs = (run for run in _RUN.findall(body) if not (is_sequence(run) or reads_like_words(run)))
    return sum(map(len, runs)) >= _LEAST


#: The bech32 letters (BIP 173); age writes its secret keys in capitals.
_AGE = regex.compile(r"(?<![A-Z0-9])AGE-SECRET-KEY-(?:PQ-)?1[AC-HJ-NP-Z02-9]{58,}+")
#: BIP 32: xprv and its relatives, 111 letters of base58.
_EXTENDED = regex.compile(r"(?<![A-Za-z0-9])[xyztuvYZ]prv[1-9A-HJ-NP-Za-km-z]{107,108}(?![\w])")
#: RFC 7517: `d` is the private part; a public JWK has none.
_JWK = regex.compile(
    r"\\?[\"']d\\?[\"']\s{0,4}:\s{0,4}\\?[\"'](?P<key>[A-Za-z0-9_-]{40,800})\\?[\"']"
)
_WALLET_WORDS = ("key", "Key", "KEY", "wallet", "Wallet", "WALLET", "wif", "WIF", "itcoin", "BTC")
#: A wallet's key in base58 with its checksum.
_WIF = regex.compile(r"(?<![A-Za-z0-9])[5KL][1-9A-HJ-NP-Za-km-z]{50,51}(?![A-Za-z0-9])")


def _one_line_keys(text: str) -> Iterator[Hit]:
    if "AGE-SECRET-KEY-" in text:
        yield from ((*match.span(), 1.0) for match in finditer(_AGE, text))
    if "prv" in text:
        yield from ((*match.span(), 0.95) for match in finditer(_EXTENDED, text))
    if "kty" in text:
        yield from ((*match.span("key"), 0.95) for match in finditer(_JWK, text))
    if any(word in text for word in _WALLET_WORDS):
        for match in finditer(_WIF, text):
            if _base58_check(match[0]):
                yield *match.span(), 0.95


_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def _base58_check(word: str) -> bool:
    """Whether the last four bytes are the double SHA-256 of the others (Base58Check)."""
    number = 0
    for char in word:
        number = number * 58 + _BASE58.index(char)
    raw = number.to_bytes(38, "big").lstrip(b"\0")
    body, check = raw[:-4], raw[-4:]
    return hashlib.sha256(hashlib.sha256(body).digest()).digest()[:4] == check
