"""What the members of a log's lines must be, as checks (docs/audit-format.md, 2).

A check takes what JSON gave, of any type, and says whether it may stand there. It raises
nothing.
"""

from __future__ import annotations

import re
import string
from base64 import b64decode
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

Check = Callable[[Any], bool]

MAX_ORIGIN = 128
MAX_NUMBER = 2**53 - 1
#: An index token: of 8 bytes the last character holds 4 bits, so its two low ones are zero.
MARK = "[A-Za-z0-9_-]{10}[AEIMQUYcgkosw048]"
KEMS = ("x25519", "xwing")

_hash = re.compile(r"[0-9a-f]{64}").fullmatch
_short_hash = re.compile(r"[0-9a-f]{8}").fullmatch
_recipient = re.compile(r"[0-9a-f]{16}").fullmatch
_token = re.compile(MARK).fullmatch
_origin = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*").fullmatch
_time = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z").fullmatch
# RFC 4648 section 4, and zeros in the bits that the last character does not need.
_BASE64 = (string.ascii_letters + string.digits + "+/").encode()
_LAST_OF_ONE = frozenset(b"AQgw")
_LAST_OF_TWO = frozenset(b"AEIMQUYcgkosw048")


def is_number(value: Any) -> bool:
    return type(value) is int and 0 <= value <= MAX_NUMBER


def is_hash(value: Any) -> bool:
    return type(value) is str and _hash(value) is not None


def is_origin(value: Any) -> bool:
    return type(value) is str and len(value) <= MAX_ORIGIN and _origin(value) is not None


def is_time(value: Any) -> bool:
    """A time by its shape: the calendar is the writer's clock's affair."""
    return type(value) is str and _time(value) is not None


def is_base64(raw: bytes) -> bool:
    """Whether the bytes are canonical base64; of nothing, too.

    By hand, because what `a2b_base64` calls strict differs between versions of Python.
    """
    if len(raw) % 4:
        return False
    stray = raw.translate(None, _BASE64)
    if not stray:
        return True
    if stray == b"=":
        return raw[-1:] == b"=" and raw[-2] in _LAST_OF_TWO
    return stray == b"==" and raw[-2:] == b"==" and raw[-3] in _LAST_OF_ONE


def _is_base64_of(length: int) -> Check:
    size = (length + 2) // 3 * 4

    def check(value: Any) -> bool:
        if type(value) is not str or len(value) != size or not value.isascii():
            return False
        raw = value.encode()
        return is_base64(raw) and len(b64decode(raw)) == length

    return check


_is_key = _is_base64_of(32)
_is_signature = _is_base64_of(64)


def _is_any_base64(value: Any) -> bool:
    return type(value) is str and value.isascii() and is_base64(value.encode())


def _list_of(check: Check) -> Check:
    return lambda value: type(value) is list and all(check(one) for one in value)


def _object_of(members: Mapping[str, Check]) -> Check:
    return lambda value: (
        type(value) is dict
        and value.keys() == members.keys()
        and all(check(value[name]) for name, check in members.items())
    )


def _one_of(*texts: str) -> Check:
    return lambda value: type(value) is str and value in texts


def _or_none(check: Check) -> Check:
    return lambda value: value is None or check(value)


def _is_text(value: Any) -> bool:
    return type(value) is str


def _hash_or_empty(value: Any) -> bool:
    return type(value) is str and (value == "" or _hash(value) is not None)


_TORN = {"after": is_number, "size": _or_none(is_number), "sha256": _or_none(is_hash)}
HEADER: Mapping[str, Check] = {
    "v": _is_text,
    "origin": is_origin,
    "seg": is_number,
    "first": is_number,
    "frontier": _list_of(is_hash),
    "prev": is_hash,
    "key": _is_key,
    "next": _is_key,
    "time": is_time,
    "suite": _is_text,
    "commit": is_hash,
    "keyline": is_hash,
    "torn": _or_none(_object_of(_TORN)),
    "policy": _hash_or_empty,
    "software": _is_text,
}
_BOX = {
    "id": lambda value: type(value) is str and _recipient(value) is not None,
    "kem": _one_of(*KEMS),
    "box": _is_any_base64,
}
KEY_LINE = {
    "v": _is_text,
    "seg": is_number,
    "kind": _is_text,
    "label": _hash_or_empty,
    "to": _list_of(_object_of(_BOX)),
}
#: An inclusion proof (9); the line is judged by itself.
PROOF: Mapping[str, Check] = {
    "v": _is_text,
    "origin": is_origin,
    "index": is_number,
    "line": _is_text,
    "path": _list_of(is_hash),
    "size": is_number,
    "root": is_hash,
    "seg": is_number,
    "key": _is_key,
    "s": _is_signature,
}
#: Event -> what its details must be (docs/audit-format.md, 2.2).
DETAILS: Mapping[str, Check] = {
    "rotate": _object_of({"why": _one_of("size", "age", "policy", "order")}),
    "gap": _object_of({"lost": is_number, "since": is_time}),
    "anchor": _object_of(
        {"origin": is_origin, "size": is_number, "root": is_hash, "sig": _is_signature}
    ),
    "erase": _object_of({"lines": _list_of(_object_of({"seg": is_number, "ref": is_hash}))}),
    "rewrap": _object_of(
        {"lines": _list_of(_object_of({"seg": is_number, "old": is_hash, "new": is_hash}))}
    ),
    "retire": _object_of({"from": is_number, "to": is_number, "size": is_number, "root": is_hash}),
}


def is_link(value: Any) -> bool:
    """The first 8 digits of a hash."""
    return type(value) is str and _short_hash(value) is not None


def is_references(value: Any) -> bool:
    """References of key lines, sorted."""
    if value == []:
        return True
    if type(value) is not list or not all(is_hash(one) for one in value):
        return False
    return all(left <= right for left, right in pairwise(value))


def is_tokens(value: Any) -> bool:
    """Index tokens; a list of none is left out."""
    if type(value) is not list or not value:
        return False
    return all(type(one) is str and _token(one) is not None for one in value)
