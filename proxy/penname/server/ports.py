"""What the handler needs from an exchange: protocols, so that its tests can bring their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from penname.dialects.routes import Route
from penname.policy.bindings import PolicySet
from penname.policy.match import Subject
from penname.policy.model import Policy


class Masked(Protocol):
    """A request body that may go upstream."""

    @property
    def body(self) -> bytes: ...

    @property
    def findings(self) -> Mapping[str, int]:
        """Entity type -> count."""
        ...

    @property
    def require_tags(self) -> frozenset[str]:
        """Only an upstream with all these tags may get it."""
        ...

    @property
    def actions(self) -> Mapping[tuple[str, str], int]:
        """(Entity type, action) -> count."""
        ...

    @property
    def shadow(self) -> Mapping[tuple[str, str], int]:
        """The same for rules in shadow mode, which did nothing."""
        ...


class Along(Protocol):
    """What a candidate policy would have done: (type, action in force, its own) -> count."""

    @property
    def policy(self) -> Policy: ...

    @property
    def counts(self) -> Mapping[tuple[str, str, str], int]: ...


class Stream(Protocol):
    """The restoring of one event stream."""

    async def feed(self, chunk: bytes) -> bytes: ...

    async def close(self) -> bytes: ...

    def abort(self) -> bytes: ...


class Exchange(Protocol):
    """One request and its response. Any exception but Refusal and DetectionError is a bug."""

    @property
    def policy(self) -> Policy | None:
        """The policy that holds; None before the request was read."""
        ...

    async def mask_request(self, body: bytes, query: str = "") -> Masked: ...

    async def restore_body(self, body: bytes, content_type: str) -> bytes: ...

    def open_stream(self) -> Stream: ...

    @property
    def has_shadow(self) -> bool:
        """Whether a candidate policy counts along."""
        ...

    async def shadow(self) -> Along | None:
        """What a candidate policy would have done; None when none counts along."""
        ...


class ExchangeFactory(Protocol):
    """Makes the exchange of one call in one vault scope."""

    def __call__(self, route: Route, scope_id: str, subject: Subject | None = None) -> Exchange: ...


class PolicyState(Protocol):
    """The policies in force, and whether newer files could not be read (`server.policies`)."""

    @property
    def current(self) -> PolicySet: ...

    @property
    def stale(self) -> bool: ...


class Counts(Protocol):
    """Where the handler counts what it has done (`server.metrics`)."""

    def request(self, route: str, status: int) -> None: ...

    def findings(self, policy: str, actions: Mapping[tuple[str, str], int]) -> None: ...

    def shadow(
        self, policy: str, entity_type: str, stable: str, candidate: str, count: int
    ) -> None: ...


class _NoCounts:
    """Counts nothing."""

    def request(self, route: str, status: int) -> None: ...

    def findings(self, policy: str, actions: Mapping[tuple[str, str], int]) -> None: ...

    def shadow(
        self, policy: str, entity_type: str, stable: str, candidate: str, count: int
    ) -> None: ...


NO_COUNTS: Counts = _NoCounts()
