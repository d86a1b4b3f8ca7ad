"""What a log says of itself in clear."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from penname.audit.anchors import parse_anchor
from penname.audit.model import Entry
from penname.audit.record import AuditRecord
from penname.cli.audit.facts import Facts, facts_of
from tests.unit.cli.audit.logs import ORIGIN, Writer, exchanges, request, small_log

ROOT = Path(__file__).parents[4]


def test_start_and_end_are_told(tmp_path: Path) -> None:
    """The first header's time, the last record's, and the receipt of record 0."""
    facts = facts_of(small_log(tmp_path))
    assert (facts.origin, facts.began) == (ORIGIN, "2026-11-24T09:30:00.000Z")
    assert facts.ended == "2026-11-24T09:30:07.000Z"
    assert facts.trust_root.startswith(f"{ORIGIN}/0/")
    assert facts.anchors == ()


def test_head_is_an_anchor(tmp_path: Path) -> None:
    """The head is the last checkpoint, as a verifier takes it."""
    writer = Writer(tmp_path).add(request(1))
    head = facts_of(tmp_path).head
    assert head == writer.head
    assert parse_anchor(head).size == 2
    (tmp_path / "anchors").write_text(f"{head}\n{facts_of(tmp_path).trust_root}\n")
    second = [sys.executable, str(ROOT / "docs" / "audit_verify.py"), str(writer.end())]
    done = subprocess.run(  # noqa: S603 - the second verifier
        [*second, "--anchors", str(tmp_path / "anchors")], capture_output=True, check=False
    )
    assert done.returncode == 0


def test_checkpoints_of_others_are_anchors(tmp_path: Path) -> None:
    """What a log recorded of another's checkpoint is an anchor of that one."""
    other = Writer(tmp_path / "a", origin="penname/a").add(*exchanges(0, 2))
    anchor = parse_anchor(other.head)
    detail = {
        "origin": anchor.origin,
        "size": anchor.size,
        "root": anchor.hash.hex(),
        "sig": anchor.signature,
    }
    entry = Entry("anchor", AuditRecord(), detail=detail)
    Writer(tmp_path / "b", origin="penname/b").add(entry).end()
    assert facts_of(tmp_path / "b").anchors == (anchor,)


def test_damage_is_passed_over(tmp_path: Path) -> None:
    """Lines that are none, and a line without an end, are for the verifier."""
    log = small_log(tmp_path)
    path = log / "seg-00000000.alog"
    path.write_bytes(b'R {"e":"anchor"}\tx\nH x\n' + path.read_bytes() + b"C {")
    (log / "seg-00000001.alog").write_bytes(b"")
    facts = facts_of(log)
    assert facts.origin == ORIGIN
    (tmp_path / "none").mkdir()
    assert facts_of(tmp_path / "none") == Facts()
