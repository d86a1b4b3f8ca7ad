"""What the handler needs from an exchange: protocols, so that its tests can bring their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from penname.audit.model import Entry, Receipt
from penname.dialects.routes import Route
from penname.exchange.account import Account
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

    @property
    def finished(self) -> bool:
        """Whether the event has come after which clients take the answer for whole."""
        ...

    async def feed(self, chunk: bytes) -> bytes: ...

    async def close(self) -> bytes: ...

    def abort(self) -> bytes: ...


class Shadowed(Protocol):
    """Beside whose answer a candidate policy may count along."""

    @property
    def has_shadow(self) -> bool:
        """Whether a candidate policy counts along."""
        ...

    async def shadow(self) -> Along | None:
        """What a candidate policy would have done; None when none counts along."""
        ...


class Exchange(Shadowed, Protocol):
    """One request and its response. Any exception but Refusal and DetectionError is a bug."""

    @property
    def policy(self) -> Policy | None:
        """The policy that holds; None before the request was read."""
        ...

    @property
    def model(self) -> str | None:
        """The model that the request names."""
        ...

    @property
    def account(self) -> Account:
        """All that was found so far, for the audit log; also after a refusal."""
        ...

    async def mask_request(self, body: bytes, query: str = "") -> Masked: ...

    async def restore_body(self, body: bytes, content_type: str) -> bytes: ...

    def open_stream(self) -> Stream: ...


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


class RecordCounts(Protocol):
    """Where it is counted what became of records (`server.metrics`)."""

    def recorded(self, event: str, seconds: float) -> None:
        """A record of the audit log is durable; how long that took."""
        ...

    def not_recorded(self, event: str) -> None:
        """A record could not be made durable."""
        ...


class Ledger(Protocol):
    """Where records are made durable (`server.ledger`)."""

    @property
    def is_well(self) -> bool:
        """Whether requests can be taken as far as the audit log goes."""
        ...

    async def record(self, entry: Entry) -> Receipt | None:
        """Returns once the record is durable; None where no log is kept, or one that failed
        may be passed over (`on_audit_failure: allow`). Raises AuditError."""
        ...

    def record_soon(self, entry: Entry) -> None:
        """The same for nobody to wait for; a failure is only counted."""
        ...


class _NoLedger:
    """Keeps no log."""

    is_well = True

    async def record(self, entry: Entry) -> Receipt | None:
        return None

    def record_soon(self, entry: Entry) -> None: ...


NO_LEDGER: Ledger = _NoLedger()


class _NoCounts:
    """Counts nothing."""

    def request(self, route: str, status: int) -> None: ...

    def findings(self, policy: str, actions: Mapping[tuple[str, str], int]) -> None: ...

    def shadow(
        self, policy: str, entity_type: str, stable: str, candidate: str, count: int
    ) -> None: ...


NO_COUNTS: Counts = _NoCounts()
