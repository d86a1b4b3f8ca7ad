"""Audit logs for the tests of `policy replay`: real exchanges, recorded by a real journal."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from penname.audit.flat import exported
from penname.audit.journal import Journal
from penname.audit.model import Entry
from penname.audit.reader import LogReader
from penname.audit.recipients import Identity, new_identity, write_identity
from penname.audit.record import AuditRecord, Content
from penname.cli.policy.files import policies_at, policy_for
from penname.cli.policy.listening import OneScope
from penname.dialects.routes import match
from penname.exchange.choice import OnePolicy
from penname.exchange.exchange import Exchange
from penname.exchange.refusal import Refusal
from penname.policy.match import Subject
from penname.server.rows import finding_rows
from tests.detectors import PatternDetector
from tests.exchanges import vault

TODAY = dt.date(2026, 12, 1)
#: 2026-12-01T10:00:00Z
START = 1_796_119_200.0
ORIGIN = "penname/test"
DPO = new_identity("dpo", seed=bytes(range(32)))
STRANGER = new_identity("stranger", seed=bytes(range(1, 33)))


@dataclass(frozen=True)
class Said:
    """A request: what a user says, and who it is; `sealed`: its text is kept in the record."""

    text: str
    tenant: str = "a"
    sealed: bool = False
    route: str = "openai.chat"


def body_of(said: Said) -> bytes:
    message = {"role": "user", "content": said.text}
    return json.dumps({"model": "gpt-5", "messages": [message]}).encode()


async def record_of(said: Said, policy_file: str) -> AuditRecord:
    """What the server records of a request under a policy."""
    subject = Subject("openai.chat", said.tenant, "gpt-5")
    policy = policy_for(policies_at(policy_file, TODAY), subject)
    one = Exchange(
        route=match("POST", "/v1/chat/completions", {}),
        policies=OnePolicy(policy, TODAY),
        scopes=OneScope(vault().scope("t")),
        detector=PatternDetector(),
        today=TODAY,
        subject=subject,
    )
    body, code = body_of(said), ""
    try:
        await one.mask_request(body)
    except Refusal as refusal:
        code = refusal.code
    return AuditRecord(
        route=said.route,
        model="gpt-5",
        tenant=said.tenant,
        policy=policy.name,
        revision=policy.revision,
        digest=policy.digest,
        decision="blocked" if code else "forwarded",
        code=code,
        bytes_in=len(body),
        findings=finding_rows(one.account.rows, "request"),
        content=Content("masked", body.decode()) if said.sealed and not code else None,
    )


def log_of(
    folder: Path, said: Iterable[Said], policy_file: str, *others: Entry, exist_ok: bool = False
) -> Path:
    """A log of these requests, a minute apart, and of other entries behind them."""
    folder.mkdir(mode=0o700, exist_ok=exist_ok)
    minute = count(1)
    now = START
    journal = Journal(
        folder,
        ORIGIN,
        [DPO.recipient],
        bytes(32),
        policy_digest=lambda: "",
        clock=lambda: now,
    )
    journal.start()
    try:
        for one in said:
            record = asyncio.run(record_of(one, policy_file))
            now = START + 60 * next(minute)
            event = "refused" if record.code else "request"
            journal.write(Entry(event, record, (f"tenant:{one.tenant}",)))
        for entry in others:
            now = START + 60 * next(minute)
            journal.write(entry)
    finally:
        journal.close()
    return folder


def export_of(folder: Path, path: Path, *, twice: bool = False) -> Path:
    """The log's export as JSONL."""
    with LogReader(folder, [DPO]) as reader:
        said = [
            exported(reader.origin, one.index, one.time, one.event, one.record, one.detail)
            for one in reader.records()
        ]
    path.write_text("".join(json.dumps(one) + "\n" for one in said * (1 + twice)))
    return path


def identity_file(folder: Path, identity: Identity = DPO) -> str:
    """The identity's file, without a passphrase."""
    path = folder / f"{identity.name}.identity"
    if not path.exists():
        write_identity(path, identity, None)
    return str(path)
