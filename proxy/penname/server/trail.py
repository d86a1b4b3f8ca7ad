"""What one request leaves behind: a log line, counts, and its records in the audit log.

Two barriers. The request's record is durable before the first byte goes upstream
(`before_sending`); the response's record is durable before the client can take the answer
for whole (`before_end`). What is refused has one record, before the refusal is answered.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from penname.audit.model import Entry
from penname.audit.record import AuditRecord, Content
from penname.exchange.account import Account
from penname.policy.match import Subject
from penname.policy.model import Policy
from penname.server.kept import MAX_CONTENT, Kept
from penname.server.ports import Counts, Exchange, Ledger, Masked
from penname.server.replies import Call
from penname.server.rows import finding_rows
from penname.server.shadows import rules_in_shadow

_LOG = logging.getLogger("penname.handler")

_LONGEST_NAME = 256

#: Codes of refusals that the policy asks for, rather than a fault of the request.
BLOCKED = frozenset(
    {"pii_blocked", "pii_in_query", "egress_check", "too_many_findings", "too_many_distinct"}
    | {"no_destination", "reply_blocked"}
)


@dataclass(slots=True)
class Outcome:
    """What happened on the way back. Sizes in bytes, as sent to the client."""

    bytes_out: int = 0
    streamed: bool = False
    error: str = ""
    stage: str = ""

    def failed(self, error: BaseException, stage: str) -> None:
        self.error = type(error).__name__
        self.stage = stage


@dataclass(slots=True)
class Trail:
    """Gathered on the way of one request."""

    call: Call
    counts: Counts
    ledger: Ledger
    outcome: Outcome = field(default_factory=Outcome)
    began: float = field(default_factory=time.perf_counter)
    subject: Subject = field(default_factory=Subject)
    person: str = ""
    code: str = ""
    bytes_in: int = 0
    mask_ms: float = 0.0
    upstream_status: int = 0
    _body: bytes = field(default=b"", repr=False)
    _findings: Mapping[str, int] = field(default_factory=dict)
    _shadow: Mapping[str, int] = field(default_factory=dict)
    _exchange: Exchange | None = None
    _upstream: str = ""
    _asked: bool = False
    _sent: float = 0.0
    _settled: bool = False
    _came: Kept | None = None
    _goes: Kept | None = None

    def read(self, body: bytes, exchange: Exchange) -> None:
        """The request was read, and is about to be masked."""
        self._body = body
        self.bytes_in = len(body)
        self._exchange = exchange

    def masked(self, masked: Masked) -> None:
        """Note what was found, and what rules in shadow mode would have done."""
        self._findings = dict(masked.findings)
        self.counts.findings(self.call.policy, masked.actions)
        self._shadow = rules_in_shadow(masked.shadow)
        for (entity_type, action), count in masked.shadow.items():
            self.counts.shadow(self.call.policy, entity_type, "allow", action, count)

    async def before_sending(self, masked: Masked, upstream: str) -> None:
        """The first barrier. Raises AuditError: nothing may be sent then."""
        self._upstream = upstream
        kept, clear = self._pair()
        kept.add(masked.body)
        clear.add(self._body)
        account = self._account()
        record = self._record(
            decision="forwarded",
            bytes_in=clear.size,
            bytes_out=kept.size,
            body_sha256=clear.sha256,
            masked_sha256=kept.sha256,
            findings=finding_rows(account.rows, "request"),
            shadow=finding_rows(account.shadow, "request"),
            content=self._content(kept, clear),
        )
        self._body = b""
        self._asked = True
        receipt = await self.ledger.record(self._entry("request", record, account.values))
        self.call.receipt = "" if receipt is None else str(receipt)
        self._sent = time.perf_counter()
        self._came, self._goes = self._pair()

    def came(self, data: bytes) -> None:
        """Bytes of the answer, as they came from upstream."""
        if self._came is not None:
            self._came.add(data)

    def goes(self, data: bytes) -> None:
        """The same, as the client is to get them."""
        if self._goes is not None:
            self._goes.add(data)

    async def before_end(self, status: int, outcome: str = "complete") -> None:
        """The second barrier; only its first call does anything. Raises AuditError."""
        if self._sent and not self._settled:
            self._settled = True
            await self.ledger.record(self._response(status, outcome))

    async def finish(self, status: int) -> None:
        """The record of an answer that penname gives itself. Raises AuditError."""
        if self._sent:
            await self.before_end(status, "failed")
        elif not self._settled:
            self._settled = True
            body = self._pair()[1]
            body.add(self._body)
            account = self._account()
            record = self._record(
                decision="blocked" if self.code in BLOCKED else "refused",
                status=status,
                bytes_in=body.size,
                body_sha256=body.sha256,
                findings=finding_rows(account.rows, "request"),
            )
            receipt = await self.ledger.record(self._entry("refused", record, account.values))
            self.call.receipt = "" if receipt is None else str(receipt)

    def broke_off(self, status: int, outcome: str) -> None:
        """The answer has no proper end: its record is written, and nobody waits for it.

        Also where the request's record was not waited for: it may be durable all the same.
        """
        if self._asked and not self._settled:
            self._settled = True
            said = self._response(status, outcome if self._sent else "not sent")
            self.ledger.record_soon(said)

    def write(self, status: int) -> None:
        """The log line."""
        extra: dict[str, object] = {
            "request_id": self.call.request_id,
            "provider": self.call.provider,
            "route": self.call.route,
            "policy": self.call.policy,
            "status": status,
            "upstream_status": self.upstream_status,
            "bytes_in": self.bytes_in,
            "bytes_out": self.outcome.bytes_out,
            "streamed": self.outcome.streamed,
            "mask_ms": self.mask_ms,
            "duration_ms": since(self.began),
            "findings": self._findings,
        }
        optional = {
            "client": self.call.client,
            "code": self.code,
            "error": self.outcome.error,
            "stage": self.outcome.stage,
            "shadow": self._shadow,
            "receipt": self.call.receipt,
        }
        extra |= {key: value for key, value in optional.items() if value}
        self.counts.request(self.call.route, status)
        level = logging.ERROR if status == 500 else logging.INFO
        _LOG.log(level, "request", extra=extra)

    @property
    def was_sent(self) -> bool:
        """Whether the request may have gone upstream."""
        return self._sent > 0

    @property
    def _policy(self) -> Policy | None:
        return None if self._exchange is None else self._exchange.policy

    def _pair(self) -> tuple[Kept, Kept]:
        """For a masked body and the same in clear, as far as the policy lets them be kept."""
        kind = "none" if self._policy is None else self._policy.audit.content
        return (
            Kept(0 if kind == "none" else MAX_CONTENT),
            Kept(MAX_CONTENT if kind == "sealed" else 0),
        )

    @staticmethod
    def _content(masked: Kept, clear: Kept) -> Content | None:
        content = Content(masked.text, clear.text, masked.truncated or clear.truncated)
        return content if content.masked or content.original else None

    def _account(self) -> Account:
        return Account() if self._exchange is None else self._exchange.account

    def _response(self, status: int, outcome: str) -> Entry:
        came, goes = self._came or Kept(0), self._goes or Kept(0)
        record = self._record(
            status=status,
            outcome=outcome,
            bytes_in=came.size,
            bytes_out=goes.size,
            body_sha256=goes.sha256,
            masked_sha256=came.sha256,
            upstream_ms=since(self._sent) if self._sent else 0.0,
            findings=finding_rows(self._account().rows, "reply"),
            content=self._content(came, goes),
        )
        return self._entry("response", record)

    def _entry(
        self, event: str, record: AuditRecord, values: frozenset[tuple[str, str]] = frozenset()
    ) -> Entry:
        named = (("tenant", record.tenant), ("subject", record.subject))
        scopes = tuple(f"{kind}:{name}" for kind, name in named if name)
        return Entry(event, record, scopes, values)

    def _record(self, **said: Any) -> AuditRecord:
        call, policy = self.call, self._policy
        if policy is not None:
            said |= {
                "policy": policy.name,
                "revision": policy.revision,
                "digest": policy.digest,
                "view": policy.view,
                "mode": str(policy.mode),
            }
        return AuditRecord(
            request_id=call.request_id,
            provider=call.provider,
            route=call.route,
            model=self._model(),
            tenant=_name(self.subject.tenant or ""),
            subject=_name(self.person),
            client=call.client or "",
            upstream=self._upstream,
            code=self.code,
            upstream_status=self.upstream_status,
            error=self.outcome.error,
            stage=self.outcome.stage,
            streamed=self.outcome.streamed,
            mask_ms=self.mask_ms,
            duration_ms=since(self.began),
            **said,
        )

    def _model(self) -> str:
        return "" if self._exchange is None else self._exchange.model or ""


def _name(text: str) -> str:
    """A name as it came in a header; what is no name is told apart by its hash."""
    if len(text) <= _LONGEST_NAME and text.isprintable():
        return text
    return f"sha256:{hashlib.sha256(text.encode('utf-8', 'surrogateescape')).hexdigest()}"


def since(began: float) -> float:
    """Milliseconds since a moment of `time.perf_counter`."""
    return round((time.perf_counter() - began) * 1000, 3)
