"""What reached the upstream, kept byte for byte."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, repr=False)
class Recorded:
    """One request as received. `body` is the raw bytes, before any content decoding."""

    method: str
    path: str  # as on the request line, still percent-encoded, without the query
    query: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def __repr__(self) -> str:
        return f"Recorded({self.method} {self.path}, <{len(self.body)} bytes>)"

    def json(self) -> Any:
        """The body parsed; raises ValueError when it is not JSON."""
        return json.loads(self.body)

    def header(self, name: str) -> str | None:
        """A header's first value, case-insensitively."""
        for key, value in self.headers:
            if key.lower() == name.lower():
                return value
        return None
