"""Records that a command writes into a log."""

from __future__ import annotations

import os
import pwd
from pathlib import Path

import pytest

from penname.audit.model import AuditError, Entry
from penname.audit.reader import LogReader
from penname.audit.recipients import write_identity
from penname.audit.record import AuditRecord
from penname.audit.stored import segments
from penname.cli.audit.ordering import actor, new_log, order
from tests.unit.cli.audit.logs import DPO, STRANGER, small_log

ENTRY = Entry("reveal", AuditRecord(actor="ann", reason="r"))


def test_actor_is_the_system_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's name comes from the system, not from a variable; sudo's is told beside it."""
    monkeypatch.setenv("USER", "somebody")
    monkeypatch.setenv("LOGNAME", "somebody")
    monkeypatch.delenv("SUDO_USER", raising=False)
    name = pwd.getpwuid(os.getuid()).pw_name
    assert actor() == name
    monkeypatch.setenv("SUDO_USER", "ann")
    assert actor() == f"{name} (sudo by ann)"
    monkeypatch.setattr(pwd, "getpwuid", {}.__getitem__)
    assert actor() == f"user {os.getuid()} (sudo by ann)"


def test_local_key_pair_is_known(tmp_path: Path) -> None:
    """Where penname made the readers' key pair itself, it is found beside the log."""
    log = small_log(tmp_path / "log")
    with pytest.raises(AuditError, match="no proxy writes it now"):
        order(log, (ENTRY,))
    write_identity(tmp_path / "local.identity", DPO, None)
    (receipt,) = order(log, (ENTRY,)).receipts
    with LogReader(log, (DPO,)) as reader:
        read = reader.at(receipt.index)
    assert read is not None
    assert read.record == ENTRY.record


def test_recipients_may_be_given(tmp_path: Path) -> None:
    """What an order writes is sealed for those who are named, if any are."""
    log = small_log(tmp_path / "log")
    (receipt,) = order(log, (ENTRY,), recipients=(STRANGER.recipient,)).receipts
    with LogReader(log, (STRANGER,)) as reader:
        read = reader.at(receipt.index)
    assert read is not None
    assert read.record == ENTRY.record


def test_order_can_end_the_segment(tmp_path: Path) -> None:
    """With rotate, all segments below the number that comes back are closed."""
    log = small_log(tmp_path / "log")
    done = order(log, rotate=True, identities=(DPO,))
    assert done.receipts == ()
    assert done.segment >= segments(log)[-1]


def test_lost_keys_leave_nobody_to_seal_for(tmp_path: Path) -> None:
    """Where the latest segment's keys are gone, its readers are not known."""
    log = small_log(tmp_path / "log")
    (log / "seg-00000001.keys").unlink()
    with pytest.raises(AuditError, match="PENNAME_AUDIT_RECIPIENTS"):
        order(log, (ENTRY,), identities=(DPO,))


def test_new_log_has_a_name(tmp_path: Path) -> None:
    """A log that is begun for reveals is named after its folder, and closed."""
    folder = tmp_path / "reveals"
    folder.mkdir(mode=0o700)
    new_log(folder, (DPO.recipient,))
    with LogReader(folder, (DPO,)) as reader:
        assert reader.origin == "penname/reveals"
        assert [read.event for read in reader.records()] == ["close"]
