"""Finders for values with a known shape: e-mail, IP, SSN.

Each is a function from text to hits, linear in the text: it starts from a rare
character or a word border, and looks a bounded distance left and right.
"""

from __future__ import annotations

import ipaddress
import string
from collections.abc import Iterator

import regex

from penname.detect.scan import Hit, finditer

_LOCAL = frozenset(string.ascii_letters + string.digits + "!#$%&'*+-/=?^_`{|}~.")
_DOMAIN = regex.compile(
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}(?:xn--[a-z0-9-]{2,59}|[^\W\d_]{2,24})(?![\w-])",
    regex.I,
)
_LOCAL_MAX = 64  # RFC 5321, 4.5.3.1.1
#: Not somebody's mailbox: the fixed user of git over ssh.
_NOT_MAILBOXES = frozenset({"git"})
_USERINFO = regex.compile(r"://[^\s/@]{0,128}:[^\s/@]{0,64}\Z")


def emails(text: str) -> Iterator[Hit]:
    """E-mail addresses, with or without a public suffix (`ann@corp.local` is somebody too)."""
    at = text.find("@")
    while at >= 0:
        start = _local_start(text, at)
        domain = _DOMAIN.match(text, at + 1) if start < at else None
        if domain is not None and not _is_other(text, start, at):
            yield start, domain.end(), 1.0
        at = text.find("@", at + 1)


def _local_start(text: str, at: int) -> int:
    start = at
    floor = max(0, at - _LOCAL_MAX)
    while start > floor and (text[start - 1] in _LOCAL or _is_letter(text[start - 1])):
        start -= 1
    while start < at and text[start] in ".-'`*/=|{}?&+_~!#$%^":
        start += 1
    # `to=ann@example.org`, `ann'ann@…`: what stands before the last of these is not the address.
    cut = max(text.rfind(mark, start, at) for mark in "=/'`|{}?&*")
    return cut + 1 if cut >= 0 else start


def _is_letter(char: str) -> bool:
    return char > "\x7f" and char.isalpha()


def _is_other(text: str, start: int, at: int) -> bool:
    """A repository's user, or the password part of a URL (found by `secrets`)."""
    if text[start:at] in _NOT_MAILBOXES:
        return True
    return _USERINFO.search(text, max(0, start - 200), start) is not None


_IPV4 = regex.compile(r"(?<![\w.]|[A-Za-z]-)\d{1,3}(?:\.\d{1,3}){3}(?!\w|\.\d|-[A-Za-z])")
_IPV6 = regex.compile(r"(?<![\w:.])[0-9A-Fa-f:][0-9A-Fa-f:.]{2,44}+(?![\w:])")
#: `word[1::2]` steps through a word; addresses so short are hardly ever given out.
_STEPS = regex.compile(r"\d{0,3}::\d{0,3}")
_VERSION_BEFORE = regex.compile(r"(?:\bv|version|release)[ :=]{0,3}\Z", regex.I)


def ip_addresses(text: str) -> Iterator[Hit]:
    """IPv4 and IPv6 addresses that can stand for a machine (no loopback, no netmask)."""
    for match in finditer(_IPV4, text):
        before = text[max(0, match.start() - 12) : match.start()]
        if _is_host(match[0]) and not _VERSION_BEFORE.search(before):
            yield match.start(), match.end(), 0.6
    if ":" in text:
        for match in finditer(_IPV6, text):
            word = match[0].rstrip(".:") if not match[0].endswith("::") else match[0]
            # Without a digit it is more likely `Dead::Beef`, a name in a program.
            if word.count(":") < 2 or not any(c.isdigit() for c in word):
                continue
            if _is_host(word) and not _STEPS.fullmatch(word):
                yield match.start(), match.start() + len(word), 0.6


def _is_host(word: str) -> bool:
    try:
        address = ipaddress.ip_address(word)
    except ValueError:
        return False
    return not (address.is_loopback or address.is_unspecified or word.startswith("255.255."))


_SSN_FORMS = (
    (regex.compile(r"(?<![\w.-])\d{3}-\d{2}-\d{4}(?![\w]|[.-]\d)"), 0.5),
    (regex.compile(r"(?<![\w.-])\d{3}(?P<gap>[ .])\d{2}(?P=gap)\d{4}(?![\w]|[.-]\d)"), 0.3),
    (regex.compile(r"(?<![\w.,-])(?:\d{9}|\d{5}-\d{4}|\d{3}-\d{6})(?![\w]|[.,-]\d)"), 0.05),
)


def us_ssns(text: str) -> Iterator[Hit]:
    """Social security numbers. Numbers that were never issued count too: beside the word
    "SSN" a mistyped or a made-up one tells as much as a real one."""
    for pattern, score in _SSN_FORMS:
        for match in finditer(pattern, text):
            digits = "".join(char for char in match[0] if char.isdigit())
            unissued = digits[:3] in ("000", "666") or digits[5:] == "0000"
            unissued |= digits[3:5] == "00" or len(set(digits)) == 1
            yield match.start(), match.end(), min(score, 0.25) if unissued else score
