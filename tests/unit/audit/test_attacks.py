"""Attacks on a log, and what becomes of each: without anything from outside, and with it.

One table for all. The rows that nothing inside the machine can detect are those of
docs/audit-format.md, "What is not detected", which a test compares with them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from penname.audit.anchors import parse_anchor
from penname.audit.lines import (
    Header,
    checkpoint_line,
    header_line,
    parse_line,
    reference,
)
from penname.audit.notes import sign
from penname.audit.report import PROBLEMS, Report
from penname.audit.tree import Tree, leaf_hash
from penname.audit.verify import verify
from tests.audit_logs import LogMaker

DOCS = Path(__file__).parents[3] / "docs"
#: What is known outside: kind -> (trust root, anchors), of the log before the attack.
KINDS = ("nothing", "trust root", "receipt", "checkpoint")


def victim() -> LogMaker:
    """Two segments that are closed, and one that is open, with two batches."""
    log = LogMaker("victim").open()
    log.batch("request", "response", "request", scopes=("tenant:acme",))
    log.batch("response", "refused", scopes=("tenant:acme", "subject:u-17")).rotate()
    log.batch("request", "response", scopes=("tenant:acme",)).batch("request").rotate("age")
    return log.batch("request", "response", scopes=("tenant:acme",)).batch("request", "response")


@dataclass(frozen=True)
class Attack:
    """What somebody does to the files of a log, and the code that verifying gives.

    `code` without anything from outside; `found` where one kind of knowledge gives another.
    """

    name: str
    act: Callable[[LogMaker], LogMaker]
    code: str
    found: Mapping[str, str] = field(default_factory=dict)

    def expected(self, kind: str) -> str:
        return self.found.get(kind, self.code)


def altered(
    seg: int, line: int, old: bytes, new: bytes, kind: str = "alog"
) -> Callable[..., LogMaker]:
    """Changes a part of one line, counted from 1."""

    def act(log: LogMaker) -> LogMaker:
        lines = log.lines(seg, kind)
        assert old in lines[line - 1]
        lines[line - 1] = lines[line - 1].replace(old, new, 1)
        return log.put(lines, seg, kind)

    return act


def flipped(seg: int, line: int, byte: int, kind: str = "alog") -> Callable[..., LogMaker]:
    """Flips a bit of one byte of one line, counted from its end where it is negative."""

    def act(log: LogMaker) -> LogMaker:
        lines = [bytearray(one) for one in log.lines(seg, kind)]
        lines[line - 1][byte] ^= 1
        return log.put([bytes(one) for one in lines], seg, kind)

    return act


def edited(change: Callable[[list[bytes]], object], seg: int = 0) -> Callable[..., LogMaker]:
    """Changes the list of a segment's lines in place."""

    def act(log: LogMaker) -> LogMaker:
        lines = log.lines(seg)
        change(lines)
        return log.put(lines, seg)

    return act


def swap(lines: list[bytes]) -> None:
    lines[2], lines[3] = lines[3], lines[2]


def renumber(lines: list[bytes]) -> None:
    """Takes out a record and numbers the rest of its batch anew; the checkpoint too."""
    del lines[2]
    lines[2] = lines[2].replace(b'"n":2,', b'"n":1,')
    lines[3] = lines[3].replace(b'"n":3,', b'"n":2,')
    lines[4] = lines[4].replace(b'"n":4,', b'"n":3,')


def spliced_record(log: LogMaker) -> LogMaker:
    """A record of the same number out of another replica's log."""
    other = LogMaker("other", "penname/test-2").open().batch("request", "response", "request")
    lines = log.lines(0)
    lines[2] = other.lines(0)[2]
    return log.put(lines, 0)


def spliced_segment(log: LogMaker) -> LogMaker:
    other = LogMaker("other", "penname/test-2").open().rotate().batch("request").rotate()
    return log.put(other.lines(1), 1)


def cut(log: LogMaker) -> LogMaker:
    """The last signed batch of the open segment is gone, checkpoint and all."""
    return log.put(log.lines(2)[:-3], 2)


def rolled_back(_log: LogMaker) -> LogMaker:
    """The state as it was in segment 1, and a writer that goes on from there."""
    log = LogMaker("victim").open()
    log.batch("request", "response", "request", scopes=("tenant:acme",))
    log.batch("response", "refused", scopes=("tenant:acme", "subject:u-17")).rotate()
    return log.batch("request", "response", scopes=("tenant:acme",)).batch("close").open()


def rewritten(log: LogMaker) -> LogMaker:
    """The open segment, written anew with its key: other records, and as many."""
    before = log.first_of(2)
    thief = log.clone()
    kept = thief.lines(2)[:2]
    thief.put(kept, 2)
    del thief.leaves[before + 1 :]
    thief.tree = Tree()
    for leaf in thief.leaves:
        thief.tree.append(leaf)
    return thief.batch("alive", "alive").batch("alive", "alive")


def replaced(_log: LogMaker) -> LogMaker:
    return LogMaker("impostor").open().batch("request", "response").rotate().batch("close")


def signed_anew(log: LogMaker) -> LogMaker:
    """Segment 1, with other content, by somebody who has the keys of today."""
    log.keys[1] = log.keys[2]
    return _rewritten_segment_1(log, log.keys[2].public)


def signed_by_another(log: LogMaker) -> LogMaker:
    """The same, but the header keeps the key of that time."""
    public = log.keys[1].public
    log.keys[1] = log.keys[2]
    return _rewritten_segment_1(log, public)


def _rewritten_segment_1(log: LogMaker, public: bytes) -> LogMaker:
    header = parse_line(log.lines(1)[0])
    assert isinstance(header, Header)
    tree = Tree(header.first, header.frontier)
    raw = header_line(
        Header(
            **{name: getattr(header, name) for name in header.__slots__ if name != "key"},
            key=public,
        )
    )
    tree.append(leaf_hash(raw))
    root = tree.root()
    signature = sign(log.keys[1].loaded(), log.origin, tree.size, root)
    checkpoint = checkpoint_line(type(log.checkpoints[0])(tree.size, root, signature))
    return log.put([raw, checkpoint, *log.lines(1)[2:]], 1)


def key_dropped(log: LogMaker) -> LogMaker:
    return log.drop_key(0, reference(log.lines(0, "keys")[1]))


def keys_deleted(log: LogMaker) -> LogMaker:
    del log.files[log.name(0, "keys")]
    return log


def erased(log: LogMaker) -> LogMaker:
    """By the writer, with a record; so this is not an attack."""
    return log.erase((0, reference(log.lines(0, "keys")[1])))


def erased_unsigned(log: LogMaker) -> LogMaker:
    """A record of an erasure that nobody has signed does not count."""
    name = reference(log.lines(0, "keys")[1])
    log.record("erase", detail={"lines": [{"seg": 0, "ref": name}]})
    return log.drop_key(0, name)


def other_root(log: LogMaker) -> LogMaker:
    return altered(0, 6, log.checkpoints[1].root.hex().encode(), b"0" * 64)(log)


def by_a_shipper(log: LogMaker) -> LogMaker:
    data = log.files[log.name(0)]
    log.files[log.name(0)] = bytearray(bytes(data).replace(b"\n", b"\r\n"))
    return log


AHEAD = {"receipt": "anchor-ahead", "checkpoint": "anchor-ahead"}
MISMATCH = {"receipt": "anchor-mismatch", "checkpoint": "anchor-mismatch"}
ATTACKS = (
    Attack("bit flip in a ciphertext", flipped(0, 3, -3), "wrong-link"),
    Attack("bit flip in the last ciphertext of a batch", flipped(0, 5, -3), "wrong-root"),
    Attack("other event in the clear part", altered(0, 3, b"request", b"refused"), "wrong-link"),
    Attack("other time in the clear part", altered(0, 3, b"2026", b"2025"), "wrong-link"),
    Attack("other number in the clear part", altered(0, 3, b'"n":1', b'"n":9'), "wrong-index"),
    Attack("other link in the clear part", altered(0, 3, b'"p":"', b'"p":"0'), "bad-line"),
    Attack("other key in the clear part", altered(0, 3, b'"k":["', b'"k":["0'), "bad-line"),
    Attack("other time in a header", altered(1, 1, b"2026", b"2025"), "wrong-root"),
    Attack("other origin in a header", altered(1, 1, b"test-1", b"test-2"), "wrong-segment"),
    Attack("other segment in a header", altered(1, 1, b'"seg":1', b'"seg":2'), "wrong-segment"),
    Attack("other version in a header", altered(1, 1, b"alog/1", b"alog/2"), "wrong-version"),
    Attack("other policy in a header", altered(1, 1, b'"policy":""', b'"policy":"x"'), "bad-line"),
    Attack("other size in a checkpoint", altered(0, 6, b'"n":4', b'"n":3'), "wrong-index"),
    Attack("other root in a checkpoint", other_root, "wrong-root"),
    Attack("bit flip in a signature", flipped(0, 6, -8), "bad-signature"),
    Attack("checkpoint of the wrong batch", edited(lambda x: x.insert(5, x[8])), "wrong-index"),
    Attack("delete a record", edited(lambda lines: lines.pop(3)), "wrong-index"),
    Attack("delete a batch", edited(lambda lines: lines.__delitem__(slice(2, 6))), "wrong-index"),
    Attack("delete and renumber", edited(renumber), "wrong-link"),
    Attack("swap two records", edited(swap), "wrong-index"),
    Attack("duplicate a record", edited(lambda x: x.insert(3, x[2])), "wrong-index"),
    Attack("duplicate a checkpoint", edited(lambda x: x.insert(6, x[5])), "wrong-index"),
    Attack("splice a record from another replica", spliced_record, "wrong-link"),
    Attack("splice a segment from another replica", spliced_segment, "wrong-segment"),
    Attack(
        "truncate a closed segment to a batch",
        edited(lambda x: x.__delitem__(slice(6, 99))),
        "wrong-index",
    ),
    Attack("truncate a closed segment in a batch", edited(lambda x: x.pop()), "torn-mismatch"),
    Attack("append to a closed segment", edited(lambda x: x.append(x[2])), "wrong-index"),
    Attack("delete a segment in the middle", lambda log: log.delete(1), "missing-segment"),
    Attack("delete the first segment", lambda log: log.delete(0), "missing-start"),
    Attack(
        "delete the last segment after its rotation",
        lambda log: log.delete(2),
        "missing-end",
        AHEAD,
    ),
    Attack("sign a closed segment anew with the keys of today", signed_anew, "wrong-key"),
    Attack("sign a closed segment anew under its old key", signed_by_another, "bad-signature"),
    Attack("drop a wrapped key", key_dropped, "missing-key"),
    Attack("alter a wrapped key", flipped(0, 2, -12, "keys"), "missing-key"),
    Attack("alter a segment's wrapped key", flipped(0, 1, -12, "keys"), "missing-key"),
    Attack("delete a .keys file", keys_deleted, "missing-key"),
    Attack("erase a key with a record that nobody signed", erased_unsigned, "missing-key"),
    Attack("erase a key by order", erased, ""),
    Attack("duplicate a JSON member", altered(0, 3, b'{"n":1', b'{"n":1,"n":1'), "bad-line"),
    Attack("line ends turned by a shipper", by_a_shipper, "bad-line"),
    Attack("append an unsigned record", lambda log: log.record("request"), "unsigned-tail"),
    Attack("delete everything", lambda log: log.delete(0).delete(1).delete(2), "empty"),
    # What nothing inside the machine shows, in the words of the documentation.
    Attack("cutting the last signed batches of the open segment", cut, "", AHEAD),
    Attack(
        "rolling the directory back to an earlier state, and writing on",
        rolled_back,
        "",
        {"receipt": "anchor-mismatch", "checkpoint": "anchor-mismatch"},
    ),
    Attack(
        "writing the open segment anew with the key out of the process's memory",
        rewritten,
        "",
        MISMATCH,
    ),
    Attack(
        "replacing the whole log by another",
        replaced,
        "",
        {"trust root": "wrong-trust-root", **MISMATCH},
    ),
)
UNSEEN = {attack.name: attack for attack in ATTACKS if attack.found and not attack.code}


def outcome(attack: Attack, kind: str, folder: Path) -> Report:
    """What verifying says after an attack to somebody who knows so much."""
    log = victim()
    receipts = [log.receipt(index) for index in range(log.size)]
    checkpoints = [log.checkpoint(number) for number in range(len(log.checkpoints))]
    known = {"receipt": receipts, "checkpoint": checkpoints}.get(kind, [])
    root = receipts[0] if kind == "trust root" else None
    attack.act(log).write(folder)
    return verify(
        folder,
        trust_root=root,
        anchors=[parse_anchor(one) for one in known],
        patience_s=0,
    )


def test_victim_verifies(tmp_path: Path) -> None:
    """Before any attack the log is as it should be, whatever is known of it."""
    nothing = Attack("nothing", lambda log: log, "")
    for kind in KINDS:
        report = outcome(nothing, kind, tmp_path)
        assert (report.verdict, report.size, report.segments) == ("ok", victim().size, 3)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_attacks_have_their_code(attack: Attack, kind: str, tmp_path: Path) -> None:
    """Each attack is reported with its code, or passes, as the table says."""
    report = outcome(attack, kind, tmp_path)
    code = report.problem.code if report.problem else ""
    assert code == attack.expected(kind), report.problem
    assert report.verdict == (PROBLEMS[code] if code else "ok")


def test_erasure_leaves_a_note(tmp_path: Path) -> None:
    """A key that was destroyed by order changes no verdict, and is told."""
    attack = next(one for one in ATTACKS if one.act is erased)
    notes = {note.code for note in outcome(attack, "receipt", tmp_path).notes}
    assert "erased-key" in notes


def test_documentation_names_what_is_not_detected() -> None:
    """The table in the documentation has exactly the attacks that pass, and what finds them."""
    text = (DOCS / "audit-format.md").read_text(encoding="utf-8")
    section = text.partition("## What is not detected")[2]
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", section, re.M)[1:]
    said = {
        name: {kind for kind in KINDS if kind in by} for name, by in rows if "-" * 3 not in name
    }
    assert said.keys() == UNSEEN.keys()
    for name, kinds in said.items():
        assert kinds
        assert kinds <= UNSEEN[name].found.keys()
