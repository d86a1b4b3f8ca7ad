"""What the handler needs from an exchange: protocols, so that its tests can bring their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from penname.dialects.routes import Route


class Masked(Protocol):
    """A request body that may go upstream."""

    @property
    def body(self) -> bytes: ...

    @property
    def findings(self) -> Mapping[str, int]:
        """Entity type -> count."""
        ...


class Stream(Protocol):
    """The restoring of one event stream."""

    async def feed(self, chunk: bytes) -> bytes: ...

    async def close(self) -> bytes: ...

    def abort(self) -> bytes: ...


class Exchange(Protocol):
    """One request and its response. Any exception but Refusal and DetectionError is a bug."""

    async def mask_request(self, body: bytes, query: str = "") -> Masked: ...

    async def restore_body(self, body: bytes, content_type: str) -> bytes: ...

    def open_stream(self) -> Stream: ...


class ExchangeFactory(Protocol):
    """Makes the exchange of one call in one vault scope."""

    def __call__(self, route: Route, scope_id: str) -> Exchange: ...
