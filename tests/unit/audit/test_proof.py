"""Inclusion proofs: every record has one, and a proof of anything else is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from penname.audit.anchors import parse_anchor
from penname.audit.lines import Header
from penname.audit.model import AuditError
from penname.audit.proof import Proof, ProofError, check, parse_proof, prove
from penname.audit.tree import leaf_hash
from tests.audit_logs import LogMaker, usual_log

FAR = bytes(32)


@pytest.fixture
def log() -> LogMaker:
    return usual_log()


@pytest.fixture
def proof(log: LogMaker, tmp_path: Path) -> Proof:
    return prove(log.write(tmp_path / "log"), 9)


def test_every_record_is_proven(log: LogMaker, tmp_path: Path) -> None:
    """Each leaf of each segment has a proof under the last checkpoint, as JSON too."""
    folder = log.write(tmp_path)
    for index, leaf in enumerate(log.leaves):
        proof = parse_proof(str(prove(folder, index)))
        checked = check(proof, [parse_anchor(log.checkpoint()), parse_anchor("b/0/" + "0" * 64)])
        assert (proof.index, proof.leaf, proof.size) == (index, leaf, log.size)
        assert checked.is_trusted
        assert isinstance(checked.record, Header) == (index in (0, 7, 13))


def test_receipts_vouch_too(log: LogMaker, proof: Proof) -> None:
    """A receipt of the record makes a proof trusted; without any anchor it is not."""
    assert check(proof, [parse_anchor(log.receipt(9))]).is_trusted
    assert not check(proof).is_trusted
    assert not check(proof, [parse_anchor(log.receipt(8)), parse_anchor(log.checkpoint(1))]).by


def test_anchors_that_contradict_refuse(log: LogMaker, proof: Proof) -> None:
    """An anchor that knows another record or another tree refuses the proof."""
    other = usual_log("another")
    for anchor in (other.receipt(9), other.checkpoint()):
        with pytest.raises(ProofError, match="another"):
            check(proof, [parse_anchor(log.receipt(9)), parse_anchor(anchor)])


def test_proof_under_an_older_checkpoint(log: LogMaker, tmp_path: Path) -> None:
    """Whoever kept a checkpoint gets a proof under exactly that one."""
    folder = log.write(tmp_path)
    for number, checkpoint in enumerate(log.checkpoints):
        if checkpoint.n > 4:
            proof = prove(folder, 4, size=checkpoint.n)
            assert check(proof, [parse_anchor(log.checkpoint(number))]).is_trusted
    for size in (0, 4, 5, 100):
        with pytest.raises(AuditError, match="no checkpoint of"):
            prove(folder, 4, size=size)


def test_proof_of_a_retired_log(log: LogMaker, tmp_path: Path) -> None:
    """What was retired has no proof any more, the rest has."""
    folder = log.retire(0).write(tmp_path)
    assert check(prove(folder, 7)).proof.index == 7
    with pytest.raises(AuditError, match="retired"):
        prove(folder, 6)


def test_torn_tails_do_not_count(tmp_path: Path) -> None:
    """What stands behind byte A of a torn segment is no part of the tree."""
    log = LogMaker().open().batch("request").record("request")
    log.open(log.tear(cut=3)).batch("response", "close")
    folder = log.write(tmp_path)
    assert [check(prove(folder, index)).proof.leaf for index in range(log.size)] == log.leaves


def test_unsigned_records_have_none(log: LogMaker, tmp_path: Path) -> None:
    """A record behind the last checkpoint, or one that never was, has no proof."""
    folder = log.record("request").write(tmp_path)
    log.files[log.name()] += b"C {}\n"
    log.write(tmp_path)
    assert check(prove(folder, 0)).proof.size == log.checkpoints[-1].n
    for index in (log.size - 1, log.size, 1000):
        with pytest.raises(AuditError, match="no checkpoint covers"):
            prove(folder, index)
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(AuditError, match="no log"):
        prove(empty, 0)


@pytest.mark.parametrize("seg", [0, 1])
def test_altered_logs_give_no_proof(seg: int, log: LogMaker, tmp_path: Path) -> None:
    """A log that does not verify is not proven from."""
    for damage in (b"H {", b"H {}", b"X", b"R {}\tAAAA", b"R \xff\tAAAA"):
        copy = log.clone()
        lines = copy.lines(seg)
        folder = copy.put([damage, *lines[1:]], seg).write(tmp_path)
        with pytest.raises(AuditError, match="verify"):
            prove(folder, 9 if seg else 2)
    lines = log.lines(seg)
    for altered in (lines[2].replace(b"request", b"refused"), lines[2] + b"\xff"):
        changed = [*lines[:2], altered, b"\xff", b"C {}", *lines[3:]]
        folder = log.put(changed, seg).write(tmp_path)
        with pytest.raises(AuditError, match="verify"):
            prove(folder, 8 if seg else 1)
    unfit = lines[0].replace(b'"frontier":[', b'"frontier":["%b",' % (b"0" * 64))
    folder = log.put([unfit.replace(b",]", b"]"), *lines[1:]], seg).write(tmp_path)
    with pytest.raises(AuditError, match="verify"):
        prove(folder, 8 if seg else 1)
    torn = log.clone()
    del torn.files[torn.name(2)][:10]
    with pytest.raises(AuditError, match="verify"):
        prove(torn.write(tmp_path), 8 if seg else 1)


def test_changed_proofs_are_refused(proof: Proof) -> None:
    """No part of a proof can be another."""
    wrong = [
        replace(proof, origin="other"),
        replace(proof, index=proof.index + 1),
        replace(proof, line=proof.line.replace("alive", "close")),
        replace(proof, line=proof.line.replace("R ", "C ", 1)),
        replace(proof, line=f'C {{"n":9,"r":"{"0" * 64}","s":"{"A" * 86}=="}}'),
        replace(proof, path=proof.path[:-1]),
        replace(proof, path=(*proof.path[:-1], FAR)),
        replace(proof, size=proof.size + 1),
        replace(proof, size=0),
        replace(proof, root=FAR),
        replace(proof, key=FAR),
        replace(proof, signature=bytes(64)),
    ]
    for one in wrong:
        with pytest.raises(ProofError):
            check(one)
    assert check(proof).proof.leaf == leaf_hash(proof.line.encode())


@pytest.mark.parametrize(
    ("member", "value"),
    [
        ("v", "alog-proof/2"),
        ("origin", ""),
        ("index", -1),
        ("line", 1),
        ("path", [1]),
        ("root", "00"),
        ("key", "AAAA"),
        ("s", None),
        ("more", 1),
    ],
)
def test_other_json_is_no_proof(member: str, value: object, proof: Proof) -> None:
    """A proof has exactly its members, each in its form; a wrong one is named."""
    with pytest.raises(ProofError, match="no proof"):
        parse_proof(json.dumps({**proof.as_json(), member: value}))
    fewer = proof.as_json()
    fewer.pop(member, None)
    if member != "more":
        with pytest.raises(ProofError, match="no proof"):
            parse_proof(json.dumps(fewer))


@pytest.mark.parametrize("text", ["", "[]", "{", "\ud800", '{"v":1.5}', "[" * 100_000])
def test_what_is_no_json_is_no_proof(text: str) -> None:
    """Any text that is no proof is refused with the same error."""
    with pytest.raises(ProofError, match="no proof"):
        parse_proof(text)
