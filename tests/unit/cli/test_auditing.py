"""Where `penname run` keeps its audit log, who can read it, and when it does not start."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from penname.audit.journal import Journal
from penname.audit.lock import FolderLock
from penname.audit.model import AuditError
from penname.audit.recipients import load_identity, new_identity
from penname.audit.recovery import head_of
from penname.cli.auditing import AuditLog, audit_log, auditing, folder_of, refuse_rolled_back
from penname.cli.exits import Exit, Failure
from penname.policy.bindings import PolicySet
from penname.policy.model import Policy
from penname.server.anchoring import anchor_file
from penname.server.config import Config
from penname.server.keys import RootKey
from penname.server.metrics import Metrics

KEY = RootKey(bytes(32), "process")


def made(config: Config, env: dict[str, str] | None = None) -> tuple[AuditLog | None, list[str]]:
    warnings: list[str] = []
    return audit_log(config, KEY, env or {}, warnings.append), warnings


def log_in(folder: Path, **settings: object) -> AuditLog:
    log, _ = made(Config(audit_dir=folder, **settings))  # type: ignore[arg-type]
    assert log is not None
    return log


@pytest.mark.parametrize("kind", ["audit_dir", "data_dir", "state"])
def test_folder_is_the_nearest(tmp_path: Path, kind: str) -> None:
    """The log stands where it is said, else in the data directory, else with the user's state."""
    config = Config(
        audit_dir=tmp_path / "a" if kind == "audit_dir" else None,
        data_dir=tmp_path / "d" if kind != "state" else None,
    )
    log, _ = made(config, {"XDG_STATE_HOME": str(tmp_path / "s")})
    assert log is not None
    base = {"audit_dir": "a", "data_dir": "d/audit", "state": "s/penname/audit"}[kind]
    assert log.folder.parent == tmp_path / base
    assert log.origin == f"penname/{socket.gethostname()}"


def test_local_keys_are_made_once(tmp_path: Path) -> None:
    """Where nobody is named, a key pair is made beside the log, kept, and warned about."""
    first, warnings = made(Config(audit_dir=tmp_path))
    second, _ = made(Config(audit_dir=tmp_path))
    assert first is not None
    assert second is not None
    assert first.local == tmp_path / "local.identity"
    assert first.recipients == second.recipients
    assert load_identity(first.local, lambda: b"").recipient == first.recipients[0]
    assert len(warnings) == 1
    assert str(first.local) in warnings[0]
    assert "production" in warnings[0]


def test_named_recipients_leave_no_private_key(tmp_path: Path) -> None:
    """With recipients there is no private key anywhere near, and nothing to warn about."""
    named = [new_identity(name).recipient for name in ("security", "escrow")]
    listed = tmp_path / "recipients"
    listed.write_text("".join(f"{one}\n" for one in named))
    log, warnings = made(Config(audit_dir=tmp_path / "logs", audit_recipients=listed))
    assert log is not None
    assert log.recipients == tuple(named)
    assert log.local is None
    assert warnings == []
    assert not list(tmp_path.rglob("*.identity"))


def test_second_process_gets_a_number(tmp_path: Path) -> None:
    """Two processes on a machine write two logs; one with a name of its own must have it."""
    first = log_in(tmp_path)
    lock = FolderLock(first.folder)
    lock.acquire()
    try:
        assert log_in(tmp_path).origin == f"{first.origin}-2"
        with pytest.raises(Failure) as failed:
            made(Config(audit_dir=tmp_path, audit_origin=first.origin))
    finally:
        lock.release()
    assert failed.value.exit_code == Exit.UNSAFE
    assert log_in(tmp_path).origin == first.origin


def test_log_can_be_switched_off(tmp_path: Path) -> None:
    """Without a log nothing is written, and that is said."""
    log, warnings = made(Config(audit=False, audit_dir=tmp_path / "x"))
    assert log is None
    assert len(warnings) == 1
    assert not (tmp_path / "x").exists()


def test_folder_that_cannot_be_had_stops_the_start(tmp_path: Path) -> None:
    """A log that cannot be kept is a refusal that says what to set."""
    (tmp_path / "file").write_text("")
    with pytest.raises(Failure, match="PENNAME_AUDIT_DIR") as failed:
        made(Config(audit_dir=tmp_path / "file" / "audit"))
    assert failed.value.exit_code == Exit.UNSAFE


async def test_life_leaves_a_closed_log(tmp_path: Path) -> None:
    """The log is opened with the server, leaves its head in the shared folder, and is closed."""
    anchors = tmp_path / "anchors"
    anchors.mkdir()
    config = Config(audit_dir=tmp_path / "logs", audit_anchors=anchors)
    policies = PolicySet.single(Policy("p", "1", "d" * 64, {}))
    for _ in range(2):
        log = log_in(tmp_path / "logs", audit_anchors=anchors)
        running = auditing(log, config, lambda: policies, Metrics())
        async with running.kept():
            running.policies_changed()
        head = head_of(log.folder)
        assert head is not None
        left = anchor_file(anchors, log.origin).read_text()
        assert int(left.split()[1]) <= head.checkpoint.n


def test_rolled_back_log_is_not_continued(tmp_path: Path) -> None:
    """A log that is shorter, or other, than its own anchor says is evidence, not a log to go on."""
    log = log_in(tmp_path / "logs")
    anchors = tmp_path / "anchors"
    anchors.mkdir()
    refuse_rolled_back(log, anchors)
    journal = Journal(
        log.folder, log.origin, log.recipients, log.label_key, policy_digest=lambda: "d" * 64
    )
    journal.start()
    head = journal.head
    journal.close()
    assert head is not None
    origin, size, root, signature = head.split()
    mine = anchor_file(anchors, log.origin)
    mine.write_text(head)
    refuse_rolled_back(log, anchors)
    now = head_of(log.folder)
    assert now is not None
    mine.write_text(f"{origin} {now.checkpoint.n} {root} {signature}")
    with pytest.raises(AuditError, match="has others"):
        refuse_rolled_back(log, anchors)
    mine.write_text(f"{origin} {int(size) + 9} {root} {signature}")
    with pytest.raises(AuditError, match="rolled back"):
        refuse_rolled_back(log, anchors)


def test_folders_of_origins_are_flat(tmp_path: Path) -> None:
    """An origin names one folder, however many words it has."""
    assert folder_of(tmp_path, "eu/west/1") == tmp_path / "eu_west_1"
