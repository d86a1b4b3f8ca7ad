"""Logs on a real disk for the tests of `penname audit`, written by the real segments."""

from __future__ import annotations

import itertools
from base64 import b64encode
from collections.abc import Iterable, Sequence
from pathlib import Path

from penname.audit.model import Entry, Receipt
from penname.audit.prepared import prepared
from penname.audit.recipients import Identity, new_identity, write_identity
from penname.audit.record import AuditRecord, Content, FindingRow
from penname.audit.segment import Log, Position, Segment, beginning, prepare

ORIGIN = "penname/test-1"
LABEL_KEY = bytes(range(32))
DPO = new_identity("dpo", seed=bytes(range(32)))
STRANGER = new_identity("stranger", seed=bytes(range(1, 33)))
#: 2026-11-24T09:30:00Z; each reading of the clock is a second later.
START = 1_795_512_600.0


def mail(name: str = "jane.doe") -> str:
    """A made-up person's address."""
    return f"{name}@example.org"


def request(
    number: int,
    tenant: str = "acme",
    *,
    model: str = "gpt-5-mini",
    values: Iterable[tuple[str, str]] = (),
) -> Entry:
    """The record of a request that was sent."""
    values = frozenset(values) or frozenset({("EMAIL_ADDRESS", mail())})
    record = AuditRecord(
        request_id=f"req-{number}",
        provider="openai",
        route="openai.chat",
        model=model,
        tenant=tenant,
        upstream="openai",
        policy="default",
        revision="1",
        digest="ab" * 32,
        mode="enforce",
        decision="forwarded",
        bytes_in=1204,
        bytes_out=1310,
        body_sha256="cd" * 32,
        mask_ms=11.2,
        findings=(
            FindingRow(
                "EMAIL_ADDRESS",
                "mask",
                rule="built-in default.yaml:39",
                recognizer="email",
                role="user",
                part="text",
                scores={100: 1},
            ),
        ),
        content=Content('{"text":"EMAIL_ADDRESS_p0tb38sv"}', f'{{"text":"{mail()}"}}'),
    )
    return Entry("request", record, (f"tenant:{tenant}",), frozenset(values))


def response(number: int, tenant: str = "acme", *, status: int = 200) -> Entry:
    """The record of how a request ended."""
    record = AuditRecord(
        request_id=f"req-{number}",
        provider="openai",
        route="openai.chat",
        model="gpt-5-mini",
        tenant=tenant,
        status=status,
        upstream_status=status,
        outcome="complete",
        bytes_out=2210,
        duration_ms=1840.4,
    )
    return Entry("response", record, (f"tenant:{tenant}",))


def blocked(number: int, tenant: str = "acme") -> Entry:
    """The record of a request that the policy did not let pass."""
    record = AuditRecord(
        request_id=f"req-{number}",
        route="openai.chat",
        model="gpt-5-mini",
        tenant=tenant,
        decision="blocked",
        code="pii_blocked",
        findings=(FindingRow("US_SSN", "block", scores={99: 2}),),
    )
    return Entry("refused", record, (f"tenant:{tenant}",))


def exchanges(first: int, count: int, tenant: str = "acme") -> list[Entry]:
    """Requests with their responses."""
    return [
        one
        for number in range(first, first + count)
        for one in (request(number, tenant), response(number, tenant))
    ]


class Writer:
    """Writes a log segment by segment, without threads. `receipts` are those of all records."""

    def __init__(
        self,
        folder: Path,
        *readers: Identity,
        origin: str = ORIGIN,
        start: float = START,
        step: float = 1.0,
    ) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        ticks = itertools.count()
        recipients = tuple(one.recipient for one in readers or (DPO,))
        self.folder = folder
        self.receipts: list[Receipt] = []
        self._log = Log(
            folder, origin, recipients, LABEL_KEY, lambda: "", lambda: start + step * next(ticks)
        )
        self._position: Position = beginning()
        self._segment: Segment | None = None

    @property
    def head(self) -> str:
        """The latest checkpoint as an anchor."""
        assert self._segment is not None
        one = self._segment.checkpoint
        return f"{self._log.origin} {one.n} {one.root.hex()} {b64encode(one.signature).decode()}"

    def add(self, *entries: Entry) -> Writer:
        """One batch; opens a segment where none is open."""
        if self._segment is None:
            self._segment = prepare(self._log, self._position)
            self._segment.publish()
        batch = [prepared(entry) for entry in entries]
        self.receipts += self._segment.append(batch, self._log.now())
        return self

    def rotate(self) -> Writer:
        """Ends the segment; the next `add` opens another."""
        self.add(Entry("rotate", AuditRecord(), detail={"why": "size"}))
        assert self._segment is not None
        self._position = self._segment.position
        self._segment.close()
        self._segment = None
        return self

    def end(self) -> Path:
        """Ends the log. Gives its folder."""
        self.add(Entry("close", AuditRecord()))
        assert self._segment is not None
        self._segment.close()
        return self.folder


def small_log(folder: Path, *readers: Identity, tenants: Sequence[str] = ("acme", "beta")) -> Path:
    """Two segments: an exchange of each tenant, then one more and a blocked request."""
    writer = Writer(folder, *readers)
    for number, tenant in enumerate(tenants):
        writer.add(*exchanges(number, 1, tenant))
    writer.rotate()
    writer.add(*exchanges(len(tenants), 1, tenants[0]))
    writer.add(blocked(len(tenants) + 1, tenants[0]))
    return writer.end()


def identity_file(folder: Path, identity: Identity = DPO) -> str:
    """The identity's file, without a passphrase."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{identity.name}.identity"
    if not path.exists():
        write_identity(path, identity, None)
    return str(path)
