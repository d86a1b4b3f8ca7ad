"""Whatever bytes the readers of a log are given: only defined errors, bounded time and memory.

`PENNAME_SOAK=20` makes twenty times as many examples.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import tracemalloc
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from penname.audit.anchors import Anchor, AnchorError, parse_anchors
from penname.audit.identities import IdentityError, parse_identity
from penname.audit.lines import FormatError, parse_key_line, parse_line
from penname.audit.proof import ProofError, check, parse_proof, prove
from penname.audit.recipients import (
    RecipientError,
    new_identity,
    parse_recipients,
    write_identity,
)
from penname.audit.verify import verify
from tests.audit_second import SECOND, second_verdict
from tests.vectors.audit.generate import VECTORS

ROUNDS = int(os.environ.get("PENNAME_SOAK", "1"))
few = settings(max_examples=60 * ROUNDS, deadline=None)
many = settings(max_examples=300 * ROUNDS, deadline=None)

LINES = sorted(
    {line for each in VECTORS for raw in each.files.values() for line in raw.split(b"\n")}
)
#: Lines that are short and of every kind; the longer ones only slow the search down.
SHORT = [line for line in LINES if len(line) < 1200]
PIECES = [
    b'"',
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"\t",
    b" ",
    b"\r",
    b"\0",
    b"\xff",
    b"=",
    b"\\u",
]
PIECES += [b'"n":1,', b"null", b"true", b"-0", b"1e9", b"NaN", b'"alog/2"', b"R ", b"C ", b"0" * 20]
ANCHORS = sorted({line for each in VECTORS for line in each.anchors})


@st.composite
def mutated(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """A seed with a few edits: bytes changed, cut out, put in, or taken from another seed."""
    raw = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(raw)))
        end = start + draw(st.sampled_from([0, 0, 1, 1, 2, 8, 64]))
        raw[start:end] = draw(st.one_of(st.sampled_from(PIECES), st.binary(max_size=4)))
    return bytes(raw)


anything = st.one_of(mutated(SHORT), mutated(SHORT), st.binary(max_size=200))


@many
@given(line=anything)
@example(line=b"R {}\t")
@example(line=b'C {"n":9007199254740992,"r":"' + b"0" * 64 + b'","s":"' + b"A" * 86 + b'=="}')
def test_both_parsers_take_the_same_lines(line: bytes) -> None:
    """A line that one verifier reads is read by the other, and refused with the same code."""
    reader = parse_key_line if line.startswith(b"K ") else parse_line
    try:
        reader(line)
        found = ""
    except FormatError as error:
        found = error.code
    try:
        SECOND.parse(line, b"HRCK")
        expected = ""
    except SECOND.Problem as problem:
        expected = problem.code
    assert found == expected


@many
@given(line=anything)
def test_each_kind_of_line_stands_in_its_file(line: bytes) -> None:
    """A key line is none of a log's lines, and the other way round."""
    for reader, strange in ((parse_line, b"K "), (parse_key_line, b"RCH")):
        if line[:1] in strange:
            with pytest.raises(FormatError):
                reader(line)


@few
@given(text=st.one_of(st.text(max_size=80), st.sampled_from(ANCHORS)), at=st.integers(0, 200))
@example(text='{"receipt":' + "[" * 5000, at=5000)
@example(text='{"receipt":' + "9" * 5000 + "}", at=5000)
def test_anchors_are_read_or_refused(text: str, at: int) -> None:
    """A line of anchors gives anchors or AnchorError; both verifiers refuse the same lines."""
    text = text[:at] + "\N{SNOWMAN}" * (at % 7 == 0) + text[at:]
    refused = False
    try:
        parse_anchors(text)
    except AnchorError:
        refused = True
    try:
        SECOND.read_anchors(text)
    except (ValueError, RecursionError):
        assert refused
    else:
        assert not refused


RECIPIENT = str(new_identity("reader", seed=bytes(range(32))).recipient)


@few
@given(text=st.one_of(st.text(max_size=80), st.just(RECIPIENT)), at=st.integers(0, 90), c=st.text())
def test_recipients_are_read_or_refused(text: str, at: int, c: str) -> None:
    """A file of recipients gives recipients or RecipientError."""
    with contextlib.suppress(RecipientError):
        parse_recipients(text[:at] + c + text[at:])


@cache
def identity_file() -> bytes:
    """One without a passphrase, made here and now."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reader.key"
        write_identity(path, new_identity("reader"), None)
        return path.read_bytes()


@few
@given(content=st.one_of(st.deferred(lambda: mutated([identity_file()])), st.binary()))
@example(content=b'{"v":"penname-identity/1","name":"' + b"[" * 9000)
@example(content=b"[" * 60_000)
def test_identities_are_read_or_refused(content: bytes) -> None:
    """An identity file is one or IdentityError."""
    with contextlib.suppress(IdentityError):
        parse_identity(content)


@cache
def proofs() -> tuple[list[bytes], Anchor]:
    """A proof of each leaf of a log, and the checkpoint that all of them lead to."""
    with tempfile.TemporaryDirectory() as name:
        vector = next(each for each in VECTORS if each.name == "rotation")
        folder = vector.unpack(Path(name))
        made = [prove(folder, index) for index in range(11)]
        head = made[0]
        anchor = Anchor(head.origin, head.size, head.root, "A" * 86 + "==")
        return [str(each).encode() for each in made], anchor


@many
@given(raw=st.one_of(st.deferred(lambda: mutated(proofs()[0])), st.text().map(str.encode)))
@example(raw=b'{"v":"alog-proof/1","path":' + b"[" * 9000)
def test_proofs_show_the_truth_or_nothing(raw: bytes) -> None:
    """Whatever a proof says, it shows a line of that log at its place, or is refused."""
    known, anchor = proofs()
    try:
        shown = check(parse_proof(raw.decode(errors="surrogateescape")), [anchor])
    except ProofError:
        return
    if shown.is_trusted:
        lines = [json.loads(each)["line"] for each in known]
        assert lines[shown.proof.index] == shown.proof.line


@few
@given(data=st.data())
def test_verifiers_end_with_a_verdict(data: st.DataObject) -> None:
    """Files of any bytes get a verdict and one of the codes; both verifiers the same."""
    chosen = data.draw(st.sampled_from(VECTORS))
    files = dict(chosen.files)
    for name in files:
        if data.draw(st.booleans()):
            lines = files[name].split(b"\n")
            at = data.draw(st.integers(0, len(lines) - 1))
            lines[at] = data.draw(mutated([lines[at], *SHORT[:3]]))
            files[name] = b"\n".join(lines)
    with tempfile.TemporaryDirectory() as folder:
        for name, raw in files.items():
            (Path(folder) / name).write_bytes(raw)
        verdict, code, where = second_verdict(Path(folder), "", "")
        report = verify(Path(folder))
    assert (verdict, code) in VERDICTS
    found = report.problem.code if report.problem else ""
    assert (report.verdict, found) == (verdict, code), (where, report.problem)


VERDICTS = {(each.expect, each.code) for each in VECTORS}

DEEP = 200_000
LONG = 4_000_000
#: Lines that cost a careless parser too much time or memory, each of some megabytes.
COSTLY = {
    "nested lists": b"H " + b"[" * LONG,
    "nested objects": b"H " + b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "long number": b'C {"n":' + b"9" * LONG + b"}",
    "many members": b"H {" + b",".join(b'"%d":0' % n for n in range(DEEP)) + b"}",
    "many references": b'R {"n":1,"k":[' + b'"00",' * DEEP + b'""]}\tAAAA',
    "no base64": b'R {"n":1}\t' + b"A" * LONG + b"!",
    "open string": b'K {"v":"' + b"\\" * LONG,
    "not a kind": b"\0" * LONG,
    "tabs": b"R " + b"\t" * LONG,
}


@pytest.mark.parametrize("name", COSTLY)
def test_costly_lines_stay_cheap(name: str) -> None:
    """Such a line is refused, in memory of some times its length."""
    line = COSTLY[name]
    for reader in (parse_line, parse_key_line):
        assert memory_of(partial(reader, line)) < 40 * len(line) + 1_000_000


def memory_of(job: Callable[[], object]) -> int:
    """The memory at the peak, in bytes, of a job that ends with FormatError."""
    tracemalloc.start()
    try:
        with pytest.raises(FormatError):
            job()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
