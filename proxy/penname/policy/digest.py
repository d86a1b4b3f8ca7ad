"""The digest of a policy: two policies with one digest decide the same.

SHA-256 over canonical JSON (RFC 8785) of everything that decides. Where a rule stands, and
what only people read, is left out: comments, order and the cut into files do not move it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import rfc8785

#: Fields of the model that decide nothing, and what must not go into a digest that is public.
SILENT = frozenset(
    {"where", "group", "origins", "also_tags", "path", "title", "description", "review"}
    | {"source", "secret"}
)
#: Fields that are younger than digests that were signed: left out where they say nothing.
_YOUNG = frozenset({"hashed", "plugins"})


def digest_of(value: object) -> str:
    """The digest, 64 hex digits, of plain data, dataclasses, dates and sets (sorted).

    Raises ValueError for what JSON cannot say (half characters, numbers over 2**53).
    """
    return hashlib.sha256(rfc8785.dumps(plain(value))).hexdigest()


def plain(value: object) -> Any:
    """A value as JSON types: sets sorted, enums and dates as words, dataclasses as their fields
    (but the silent ones and those that the dataclass works out itself)."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(plain(item) for item in value)
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        own = [field.name for field in fields(value) if field.init and field.name not in SILENT]
        told = [name for name in own if name not in _YOUNG or getattr(value, name)]
        return {name: plain(getattr(value, name)) for name in told}
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value
