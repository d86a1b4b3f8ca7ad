"""Keys and reading under arbitrary input: only defined errors, and never a wrong content."""

from __future__ import annotations

import json
import shutil
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.audit.identities import IdentityError, parse_identity
from penname.audit.keyring import KeysFile
from penname.audit.lines import parse_key_line, reference
from penname.audit.reader import LogReader
from penname.audit.recipients import (
    RecipientError,
    load_identity,
    new_identity,
    parse_recipients,
    write_identity,
)
from penname.audit.record import AuditRecord, RecordError, opened, plaintext, record_of
from penname.audit.seal import DamagedError, Opener, SegmentSealer, normal_form
from penname.audit.search import find_value
from penname.audit.stored import ReadError
from tests.unit.audit.making import LABEL_KEY, LogMaker

DPO = new_identity("dpo", seed=bytes(range(32)))
LINE = str(DPO.recipient)
ANN = "Ann Example"

scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
values = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)
KEY_PIECES = [b"K {" + b"x" * 60, b"K {}", b"x", b"\n", b"\r", b"\0", b"\n"]
#: One change of some bytes: where (of 1), how many go, what comes in their place.
damages = st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=40))


def damaged(content: bytes, damage: tuple[float, int, bytes]) -> bytes:
    where, gone, come = damage
    at = int(where * len(content))
    return content[:at] + come + content[at + gone :]


@given(
    st.text()
    | st.lists(st.sampled_from([LINE, LINE[:-2], "a x25519:", "#", "\n", "\t", "é"])).map("\n".join)
)
def test_recipients_have_defined_errors(text: str) -> None:
    """Any text is a list of recipients or a RecipientError; a list reads back as itself."""
    try:
        found = parse_recipients(text)
    except RecipientError:
        return
    assert parse_recipients("\n".join(str(one) for one in found)) == found


@given(st.binary() | values.map(lambda said: json.dumps(said).encode()))
def test_identity_text_has_defined_errors(content: bytes) -> None:
    """Any bytes that nobody wrote as an identity are an IdentityError."""
    with pytest.raises(IdentityError):
        parse_identity(content)


@pytest.fixture(scope="module")
def identity_text(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("identity") / "i"
    write_identity(path, DPO, None)
    return path.read_bytes()


@given(damage=damages)
def test_damaged_identity_is_no_other(
    identity_text: bytes, tmp_path_factory: pytest.TempPathFactory, damage: tuple[float, int, bytes]
) -> None:
    """A damaged identity file is an IdentityError, or has the same key still."""
    path = tmp_path_factory.getbasetemp() / "damaged-identity"
    path.touch(0o600)
    path.write_bytes(damaged(identity_text, damage))
    try:
        found = load_identity(path, lambda: b"")
    except IdentityError:
        return
    assert found.private == DPO.private


@given(st.binary() | st.lists(st.sampled_from(KEY_PIECES)).map(b"".join))
def test_key_files_are_lines_by_hash(content: bytes) -> None:
    """Of any file the lines that an LF ends and that can be keys are found by their hash."""
    lines = content.split(b"\n")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "seg-00000000.keys"
        path.write_bytes(content)
        keys = KeysFile(path)
        try:
            for line in lines[:-1]:
                can_be_one = len(line) >= 64 and line.startswith(b"K ")
                assert keys.find(reference(line)) == (line if can_be_one else None)
            if lines[-1] not in lines[:-1]:
                assert keys.find(reference(lines[-1])) is None
        finally:
            keys.close()


@given(
    st.binary()
    | st.binary().map(lambda text: b"\0" + text)
    | values.map(lambda said: b"\0" + json.dumps(said).encode())
)
def test_plaintexts_have_defined_errors(plain: bytes) -> None:
    """Any bytes are a record or a RecordError."""
    try:
        record_of(opened(plain))
    except RecordError:
        return


@given(st.dictionaries(st.sampled_from(["findings", "content", "status", "about", "x"]), values))
def test_records_have_defined_errors(said: dict[str, Any]) -> None:
    """Any JSON object is a record or a RecordError."""
    try:
        record_of(said)
    except RecordError:
        return


@given(st.dictionaries(st.text(st.characters(codec=None)), st.text(st.characters(codec=None))))
def test_any_text_can_be_sealed(said: dict[str, str]) -> None:
    """Whatever texts JSON can carry, lone surrogates too, are sealed and read back."""
    assert opened(plaintext(said)) == said


@given(st.text())
def test_normal_form_is_letters_and_digits(value: str) -> None:
    """Of a value letters and digits are kept, or all of it if there are none; case is not."""
    kinds = {unicodedata.category(one) for one in normal_form(value)}
    kept = {kind for kind in kinds if kind[0] == "L" or kind == "Nd"}
    assert kept in (kinds, set())
    assert normal_form(f" {value}-") == normal_form(value) or not kept


scope_names = st.lists(st.text(min_size=1, max_size=8), max_size=4, unique=True)


@given(
    scopes=scope_names,
    n=st.integers(0, 2**53 - 1),
    leaf=st.binary(min_size=32, max_size=32),
    clear=st.binary(),
    plain=st.binary(),
    damage=damages,
)
def test_sealed_records_open_unchanged(
    scopes: list[str], n: int, leaf: bytes, clear: bytes, plain: bytes, damage: Any
) -> None:
    """What was sealed opens to the same bytes; anything else is a DamagedError."""
    sealer = SegmentSealer("o", 1, [DPO.recipient], LABEL_KEY)
    keys = [sealer.scope(name) for name in scopes]
    refs = sorted(key.ref for key in keys)
    lines = {key.ref: parse_key_line(key.line) for key in keys}
    opener = Opener([DPO], "o", sealer.commit, parse_key_line(sealer.key_line), lines.get)
    box = sealer.seal(n, leaf, clear, plain, refs)
    assert opener.open(n, leaf, clear, box, refs) == plain
    other = damaged(box, damage)
    if other != box:
        with pytest.raises(DamagedError):
            opener.open(n, leaf, clear, other, refs)


class Log:
    """A log of two segments with scopes, tokens, a rewrapped and an erased line."""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp())
        log = LogMaker(self.home / "log", [DPO])
        self.sent: dict[int, AuditRecord] = {}
        for seg in range(2):
            log.segment()
            for scope in ("tenant:a", "subject:b"):
                record = AuditRecord(request_id=f"{seg}-{scope}")
                self.sent[log.add("request", record, [scope], [("PERSON", ANN)])] = record
            log.checkpoint()
        gone = log.sealer.scope("subject:b").ref
        index = log.add("erase", detail={"lines": [{"seg": 1, "ref": gone}]})
        self.sent[index] = AuditRecord()
        log.checkpoint()
        log.drop_key(gone)
        self.folder = log.folder
        self.files = {path.name: path.read_bytes() for path in self.folder.iterdir()}

    def damage(self, name: str, change: Callable[[bytes], bytes]) -> None:
        for other, content in self.files.items():
            (self.folder / other).write_bytes(content)
        (self.folder / name).write_bytes(change(self.files[name]))


@pytest.fixture(scope="module")
def log() -> Any:
    made = Log()
    yield made
    shutil.rmtree(made.home)


NAMES = [f"seg-0000000{seg}.{kind}" for seg in (0, 1) for kind in ("alog", "keys")]


@given(name=st.sampled_from(NAMES), damage=damages)
def test_damaged_log_shows_nothing_false(
    log: Log, name: str, damage: tuple[float, int, bytes]
) -> None:
    """Whatever is changed in a log: what opens is what was sent, the rest a ReadError."""
    log.damage(name, lambda content: damaged(content, damage))
    said = ""
    try:
        with LogReader(log.folder, [DPO]) as reader:
            for read in reader.records(lenient=True):
                assert read.record is None or read.record == log.sent[read.index]
            assert {hit.index for hit in find_value(reader, ANN)} <= set(log.sent)
    except ReadError as error:
        said = str(error)
    assert ANN not in said


@given(cut=st.floats(0, 1))
def test_cut_log_reads_to_a_checkpoint(log: Log, cut: float) -> None:
    """A last segment that is cut anywhere reads up to a checkpoint, or has no header."""
    log.damage(NAMES[2], lambda content: content[: int(cut * len(content))])
    with LogReader(log.folder, [DPO]) as reader:
        try:
            found = [read.index for read in reader.records(lenient=True)]
        except ReadError:
            return
    assert found in ([1, 2], [1, 2, 4, 5], [1, 2, 4, 5, 6])
