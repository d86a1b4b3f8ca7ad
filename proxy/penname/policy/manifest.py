"""What a policy folder is, as a list that can be signed: its files and its resolved policies.

The list never says what is read: the folder is read first, and must then be the list
exactly, with nothing missing, altered or added. (OPA accepted a bundle whose signature had
been removed, GHSA-g2pf-6v5v-qcc8; here no list means no folder.) The digests of resolved
policies are in it because a base that comes from elsewhere must not change unseen.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from penname.policy.model import Policy

_MAX_PATH = 512
_HEX = re.compile(r"[0-9a-f]{64}")


class SignatureError(Exception):
    """A key, an envelope or a list that cannot be used; the message quotes no key."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder is: SHA-256 (hex) per relative path; (name, revision, digest) per policy."""

    files: Mapping[str, str]
    policies: frozenset[tuple[str, str, str]]

    @classmethod
    def of(cls, contents: Mapping[str, bytes], policies: Iterable[Policy]) -> Manifest:
        """The manifest of what was read. Raises SignatureError for a path that cannot be listed."""
        files = {path: hashlib.sha256(raw).hexdigest() for path, raw in contents.items()}
        _check_paths(files)
        return cls(files, frozenset((p.name, p.revision, p.digest) for p in policies))

    def payload(self) -> bytes:
        """The same bytes for the same manifest."""
        names = ("name", "revision", "digest")
        said = {
            "files": [{"path": path, "sha256": self.files[path]} for path in sorted(self.files)],
            "policies": [dict(zip(names, one, strict=True)) for one in sorted(self.policies)],
        }
        return json.dumps(said, separators=(",", ":"), ensure_ascii=True).encode("ascii")


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which a folder is not what was signed. `path` is empty for a policy's digest."""

    path: str
    message: str


def differences(signed: Manifest, found: Manifest) -> tuple[Difference, ...]:
    """What makes a folder another one than was signed, files first, each in order."""
    told = []
    for path in sorted(signed.files.keys() | found.files.keys()):
        if path not in found.files:
            told.append(Difference(path, "was signed and is missing"))
        elif path not in signed.files:
            told.append(Difference(path, "is not among the signed files"))
        elif signed.files[path] != found.files[path]:
            told.append(Difference(path, "is not as it was signed"))
    was = {(name, revision): digest for name, revision, digest in signed.policies}
    now = {(name, revision): digest for name, revision, digest in found.policies}
    for name, revision in sorted(was.keys() | now.keys()):
        if was.get((name, revision)) != now.get((name, revision)):
            told.append(Difference("", _digest_words(name, revision, was, now)))
    return tuple(told)


def _digest_words(
    name: str,
    revision: str,
    was: Mapping[tuple[str, str], str],
    now: Mapping[tuple[str, str], str],
) -> str:
    def short(digests: Mapping[tuple[str, str], str]) -> str:
        return digests.get((name, revision), "nothing")[:12]

    return (
        f"policy {name!r} {revision!r} was signed as {short(was)} and is {short(now)}: what it "
        "extends is another, or another version of penname resolves it; sign again"
    )


def parsed(payload: bytes) -> Manifest:
    """The manifest of a payload whose signature holds. Raises SignatureError."""
    said = object_of(strict_json(payload), {"files", "policies"})
    files: dict[str, str] = {}
    for one in list_of(said["files"]):
        each = object_of(one, {"path", "sha256"})
        path = word_of(each["path"])
        if path in files:
            raise SignatureError("lists a file twice")
        files[path] = _hex(each["sha256"])
    _check_paths(files)
    policies: dict[tuple[str, str], str] = {}
    for one in list_of(said["policies"]):
        each = object_of(one, {"name", "revision", "digest"})
        named = word_of(each["name"]), word_of(each["revision"])
        if named in policies:
            raise SignatureError("lists a policy twice")
        policies[named] = _hex(each["digest"])
    return Manifest(files, frozenset((*named, digest) for named, digest in policies.items()))


def _check_paths(paths: Iterable[str]) -> None:
    """Raises SignatureError unless each path means one file of the folder, on every system."""
    seen: dict[str, str] = {}
    for path in paths:
        parts = path.split("/")
        plain = path.isprintable() and "\\" not in path and ":" not in path
        if not plain or len(path) > _MAX_PATH or not {"", ".", ".."}.isdisjoint(parts):
            raise SignatureError(f"cannot list the path {path[:80]!a}")
        first = seen.setdefault(unicodedata.normalize("NFC", path).casefold(), path)
        if first != path:
            raise SignatureError(f"{first!a} and {path!a} differ only in case or accents")


def strict_json(raw: bytes) -> Any:
    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        raise SignatureError("is not the JSON of an envelope") from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key that stands twice is read differently by different readers."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def object_of(value: object, keys: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or value.keys() != keys:
        raise SignatureError(f"is no envelope: expected the keys {', '.join(sorted(keys))}")
    return value


def list_of(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise SignatureError("is no envelope: expected a list")
    return value


def word_of(value: object) -> str:
    if not isinstance(value, str):
        raise SignatureError("is no envelope: expected text")
    return value


def _hex(value: object) -> str:
    word = word_of(value)
    if not _HEX.fullmatch(word):
        raise SignatureError("is no envelope: expected 64 hex digits")
    return word


def bytes_of(value: object) -> bytes:
    try:
        return base64.b64decode(word_of(value), validate=True)
    except (binascii.Error, ValueError):
        raise SignatureError("is no envelope: expected base64") from None
