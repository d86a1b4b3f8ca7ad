"""Finders for values with a known shape: e-mail, IP, SSN.

Each is a function from text to hits, linear in the text: it starts from a rare
character or a word border, and looks a bounded distance left and right.
"""

from __future__ import annotations

import ipaddress
import string
from collections.abc import Iterator

import regex

from penname.detect.labelled import labelled
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
#: Behind an address: the interface that it is on (RFC 4007), the length of a network's prefix.
_ZONE = regex.compile(r"%[A-Za-z][\w.-]{0,14}")
_PREFIX = regex.compile(r"/(?:12[0-8]|1[01]\d|\d{1,2})(?![\w/]|\.\d)")
_ALL_IPV6 = regex.compile(r"(?<![\w:.])::/\d{1,3}(?![\w/:])")  # any address, or none
_ADDRESS, _NETWORK, _SAME = 0.6, 0.45, 0.45
#: Networks that are the same everywhere: private, shared, link-local, for documentation, for
#: groups (the IANA registries of special-purpose addresses).
_SPECIAL = frozenset(
    (
        *("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "169.254.0.0/16"),
        *("0.0.0.0/8", "127.0.0.0/8", "192.0.0.0/24", "192.0.0.0/29", "198.18.0.0/15"),
        *("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
        *("fe80::/10", "fe80::/64", "fc00::/7", "fd00::/8", "ff00::/8", "2001:db8::/32"),
        *("64:ff9b::/96", "::ffff:0:0/96", "2000::/3"),
    )
)
_VERSION_BEFORE = regex.compile(
    r"(?:\bv|version|release|firmware|section|chapter|clause|build|\bver\.?|revision|\brev\.?|patch"
    r"|\bfw|§|abschnitt|kapitel)[ :=]{0,3}\Z",
    regex.I,
)


def ip_addresses(text: str) -> Iterator[Hit]:
    """IPv4 and IPv6 addresses of machines: 0.6. The network that one is written of (`10.0.0.0/8`)
    0.45: most policies replace the address alone, so that what stands there still parses. So has
    what is the same everywhere: loopback, netmasks, `10.0.0.0/8` itself."""
    for start, end, score in _addresses(text):
        prefix = _PREFIX.match(text, end)
        if prefix is None:
            yield start, end, score
            continue
        if text[start : prefix.end()].lower() in _SPECIAL:
            score = _SAME
        yield start, end, score
        yield start, prefix.end(), min(score, _NETWORK)


def _addresses(text: str) -> Iterator[Hit]:
    for match in finditer(_IPV4, text):
        before = text[max(0, match.start() - 12) : match.start()]
        score = _score(match[0])
        if score and not _VERSION_BEFORE.search(before) and not _is_version(text, match):
            yield *match.span(), score
    if "::" in text or text.count(":") > 4:
        for match in finditer(_IPV6, text):
            word = match[0].rstrip(".:") if not match[0].endswith("::") else match[0]
            # Without a digit it is more likely `Dead::Beef`, a name in a program.
            if word.count(":") < 2 or not any(c.isdigit() for c in word):
                continue
            score = 0.0 if _is_step(text, match.start(), word) else _score(word)
            if score:
                end = match.start() + len(word)
                zone = _ZONE.match(text, end)
                yield match.start(), end if zone is None else zone.end(), score
        for match in finditer(_ALL_IPV6, text):
            yield *match.span(), _SAME


def _is_version(text: str, match: regex.Match[str]) -> bool:
    """`1.0.0.0` is a version: no machine has an address that ends so. A network has, and 10/8
    is often written without its prefix."""
    word = match[0]
    return (
        word.endswith(".0.0.0")
        and word[:3] not in ("10.", "0.0")
        and text[match.end() :][:1] != "/"
    )


def _is_step(text: str, start: int, word: str) -> bool:
    """`word[1::2]` steps through a word; an address so short is hardly ever given out but `::1`."""
    indexed = (
        text[max(0, start - 2) : start].endswith("[") and text[max(0, start - 2) : start] != "["
    )
    return _STEPS.fullmatch(word) is not None and (word != "::1" or indexed)


def _score(word: str) -> float:
    try:
        address = ipaddress.ip_address(word)
    except ValueError:
        return 0.0
    same = address.is_loopback or address.is_unspecified or word.startswith("255.255.")
    return _SAME if same else _ADDRESS


SSN_WORDS = ("ssn", "ssns", "social", "security", "ss", "taxpayer")
_SSN_FORMS = (
    (regex.compile(r"(?<![\w.-])\d{3}-\d{2}-\d{4}(?![\w]|[.-]\d)"), 0.5),
    (regex.compile(r"(?<![\w.-])\d{3}(?P<gap>[ .])\d{2}(?P=gap)\d{4}(?![\w]|[.-]\d)"), 0.3),
)
_SSN_DIGITS = regex.compile(r"(?<![\w.,-])(?:\d{9}|\d{5}-\d{4}|\d{3}-\d{6})(?![\w]|[.,-]\d)")


_TAIL = r"last[ -](?:4|four)(?:[ ]digits)?"
_SOCIAL = r"(?:ssn|social(?:[ ]security(?:[ ](?:number|no\.?|\#))?)?)"
#: What is told of a number: "SSN ending in 6789", "last 4 of my social: 6789".
ssn_tails = labelled(
    rf"(?:{_SOCIAL}(?:['’]s)?[ ]\(?(?:end(?:s|ing)(?:[ ](?:in|with))?|{_TAIL})\)?"
    rf"|{_TAIL}(?:[ ]of)?(?:[ ](?:my|the|your|his|her))?[ ]{_SOCIAL})(?:[ ]are)?",
    r"\d{4}",
    0.6,
)


def us_ssns(text: str) -> Iterator[Hit]:
    """Social security numbers. Numbers that were never issued count too: beside the word
    "SSN" a mistyped or a made-up one tells as much as a real one."""
    for pattern, score in _SSN_FORMS:
        for match in finditer(pattern, text):
            yield match.start(), match.end(), 0.25 if _is_unissued(match[0]) else score


def us_ssn_digits(text: str) -> Iterator[Hit]:
    """The same in digits that nothing tells from others: alone in a text only if issued."""
    for match in finditer(_SSN_DIGITS, text):
        nobodys = _is_unissued(match[0]) or match[0] in _PRINTED
        yield match.start(), match.end(), 0.05 if nobodys else 0.1


def _is_unissued(number: str) -> bool:
    digits = "".join(char for char in number if char.isdigit())
    if digits[:3] in ("000", "666") or digits[3:5] == "00" or digits[5:] == "0000":
        return True
    return len(set(digits)) == 1


#: Of specimen cards and advertisements (SSA, Social Security Number Randomization FAQ).
_PRINTED = frozenset({"078051120", "219099999", "123456789", "987654321"})
