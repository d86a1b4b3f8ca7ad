"""The audit log of `penname run`: where it stands, who can read it, and its life."""

from __future__ import annotations

import asyncio
import re
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from penname.audit.journal import Journal
from penname.audit.lock import FolderLock, LockedError
from penname.audit.model import AuditError
from penname.audit.recipients import (
    Recipient,
    load_identity,
    load_recipients,
    new_identity,
    write_identity,
)
from penname.audit.recovery import head_of
from penname.cli.exits import Exit, Failure
from penname.policy.bindings import PolicySet
from penname.server.anchoring import Anchoring, anchoring, own_anchor
from penname.server.config import Config
from penname.server.keys import RootKey
from penname.server.ledger import JournalLedger
from penname.server.metrics import Metrics
from penname.server.sinks import SinkSet

LOCAL_IDENTITY = "local.identity"
#: Without `audit_origin`, so many processes of one machine can each have a log.
_MOST = 64


@dataclass(frozen=True, slots=True)
class AuditLog:
    """A log that is about to be written. `local` is the identity file beside it, if there is."""

    folder: Path
    origin: str
    recipients: tuple[Recipient, ...]
    label_key: bytes
    local: Path | None = None

    def __repr__(self) -> str:
        return f"AuditLog({self.origin})"


def audit_log(
    config: Config, root_key: RootKey, env: Mapping[str, str], warn: Callable[[str], None]
) -> AuditLog | None:
    """What `run` will write to; None where the log is switched off. Raises Failure."""
    if not config.audit:
        warn("audit is off: nothing of what is sent is recorded")
        return None
    base = _base(config, env)
    try:
        base.mkdir(mode=0o700, parents=True, exist_ok=True)
        local = None if config.audit_recipients else base / LOCAL_IDENTITY
        if config.audit_recipients is not None:
            recipients = load_recipients(config.audit_recipients)
        else:
            recipients = (_local_recipient(base / LOCAL_IDENTITY, warn),)
        origin = _free_origin(base, config.audit_origin)
    except AuditError as error:
        raise Failure(str(error), Exit.UNSAFE) from None
    except OSError as error:
        raise Failure(
            f"the audit log cannot be kept in {base}: {error.strerror or type(error).__name__}. "
            "Name a folder that this process may write (PENNAME_AUDIT_DIR), or say that there is "
            "to be no log (PENNAME_AUDIT=off)",
            Exit.UNSAFE,
        ) from None
    return AuditLog(
        folder_of(base, origin), origin, recipients, root_key.derive("audit-labels"), local
    )


def folder_of(base: Path, origin: str) -> Path:
    """The folder of one log."""
    return base / origin.replace("/", "_")


def _base(config: Config, env: Mapping[str, str]) -> Path:
    """The folder of all logs: as set, in the data directory, or where state of users is kept
    (XDG Base Directory Specification)."""
    if config.audit_dir is not None:
        return config.audit_dir
    if config.data_dir is not None:
        return config.data_dir / "audit"
    state = env.get("XDG_STATE_HOME", "")
    return (
        Path(state) if state.startswith("/") else Path.home() / ".local/state"
    ) / "penname/audit"


def _local_recipient(path: Path, warn: Callable[[str], None]) -> Recipient:
    """The key pair that is made where nobody has named a recipient. Raises AuditError."""
    if not path.exists():
        write_identity(path, new_identity("local"), None)
    warn(
        f"no audit_recipients: whoever has {path} can read the audit log. In production keep that "
        "half elsewhere: penname audit keys new, and PENNAME_AUDIT_RECIPIENTS"
    )
    return load_identity(path, lambda: b"").recipient


def _free_origin(base: Path, wanted: str | None) -> str:
    """The origin to write under. Raises AuditError where the one that is asked for is in use."""
    if wanted is not None:
        _try_lock(folder_of(base, wanted))
        return wanted
    host = re.sub(r"[^A-Za-z0-9._-]", "-", socket.gethostname())[:64] or "host"
    for number in range(1, _MOST + 1):
        origin = f"penname/{host}" if number == 1 else f"penname/{host}-{number}"
        try:
            _try_lock(folder_of(base, origin))
        except LockedError:
            continue
        return origin
    raise AuditError(
        f"{base}: {_MOST} processes write logs there already; set PENNAME_AUDIT_ORIGIN"
    )


def _try_lock(folder: Path) -> None:
    lock = FolderLock(folder)
    lock.acquire()
    lock.release()


@dataclass(frozen=True, slots=True)
class Auditing:
    """The running log: what requests use, and its life."""

    log: AuditLog
    journal: Journal
    ledger: JournalLedger
    sinks: SinkSet
    anchors: Path | None

    def policies_changed(self) -> None:
        """The policies were loaded anew; the next segment names them."""
        self.journal.rotate("policy")

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Opens the log before the first request and closes it after the last.

        Raises AuditError where it cannot be continued.
        """
        if self.anchors is not None:
            refuse_rolled_back(self.log, self.anchors)
        await asyncio.to_thread(self.journal.start)
        work = Anchoring(
            self.journal,
            self.ledger,
            folder=self.anchors,
            origin=self.log.origin,
            tell=self.sinks.offer_checkpoint,
        )
        try:
            async with self.sinks, anchoring(work):
                yield
                await self.ledger.close()
        finally:
            await asyncio.to_thread(self.journal.close)


def auditing(
    log: AuditLog, config: Config, policies: Callable[[], PolicySet], metrics: Metrics
) -> Auditing:
    """The log, not yet opened."""
    journal = Journal(
        log.folder,
        log.origin,
        log.recipients,
        log.label_key,
        policy_digest=lambda: policies().digest,
        retention_s=lambda: max(one.audit.retention_s for one in policies().in_use),
    )
    sinks = SinkSet(config.audit_sinks, token_file=config.audit_sink_token_file)
    metrics.follow_sinks(sinks)

    ledger = JournalLedger(
        journal,
        blocks=config.on_audit_failure == "block",
        patience_s=config.audit_patience_s,
        counts=metrics,
        follower=sinks.follow if sinks else None,
    )
    return Auditing(log, journal, ledger, sinks, config.audit_anchors)


def refuse_rolled_back(log: AuditLog, anchors: Path) -> None:
    """Raises AuditError where the shared directory knows more of this log than there is."""
    known = own_anchor(anchors, log.origin)
    if known is None:
        return
    head = head_of(log.folder)
    size = 0 if head is None else head.checkpoint.n
    differs = head is not None and known.size == size and known.hash != head.checkpoint.root
    if known.size > size or differs:
        raise AuditError(
            f"audit log {log.folder}: {anchors} says that it had {known.size:,} records, and it "
            f"{'has others' if differs else f'has {size:,}'}. It was cut off or rolled back: keep "
            "what is there as evidence, find out why, and start a new log with another "
            "PENNAME_AUDIT_ORIGIN"
        )
