"""Starting again: what a crash leaves is taken, what a crash cannot leave is refused."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from penname.audit.files import log_name, signing_name
from penname.audit.lines import Header, parse_line
from penname.audit.model import AuditError, Receipt
from penname.audit.notes import new_signing_key
from penname.audit.recovery import RefusedError, head_of, recover
from penname.audit.writer import Writer
from tests.audit_journals import ORIGIN, SMALL, a_log, a_request, holds, parts, read_back
from tests.audit_second import second_verdict

PATH = log_name(1)


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Receipt], list[int]]:
    """A log whose writer was killed in segment 1, the receipts of its three batches of two
    records, and where in the segment each batch ends."""
    folder = tmp_path_factory.mktemp("killed")
    writer = Writer(a_log(folder), SMALL)
    writer.start()
    writer.record(a_request("first"))
    writer.rotate("policy")
    receipts: list[Receipt] = []
    ends = [(folder / PATH).stat().st_size]
    for number in range(3):
        names = [f"r-{number}-{one}" for one in range(2)]
        outcomes = writer.write([a_request(name, "acme") for name in names])
        receipts += [one for one in outcomes if isinstance(one, Receipt)]
        ends.append((folder / PATH).stat().st_size)
    writer.drop()
    return folder, receipts, ends


@pytest.fixture
def copy(
    killed: tuple[Path, list[Receipt], list[int]], tmp_path: Path
) -> tuple[Path, list[Receipt], list[int]]:
    folder = tmp_path / "log"
    shutil.copytree(killed[0], folder)
    return folder, killed[1], killed[2]


def goes_on(folder: Path) -> None:
    """A writer starts there, writes and ends; the log verifies."""
    writer = Writer(a_log(folder), SMALL)
    writer.start()
    writer.record(a_request("after"))
    writer.close()
    assert second_verdict(folder, "", "")[0] == "ok"
    assert read_back(folder)[-2].said["request_id"] == "after"


def test_whole_logs_go_on(copy: tuple[Path, list[Receipt], list[int]]) -> None:
    """Where nothing is torn the next header says so, and all records are there."""
    folder, receipts, _ = copy
    goes_on(folder)
    assert parts(folder)[2].header.torn is None
    records = read_back(folder)
    assert all(holds(records, one, f"r-{at // 2}-{at % 2}") for at, one in enumerate(receipts))


def test_cuts_at_every_byte_recover(copy: tuple[Path, list[Receipt], list[int]]) -> None:
    """Cut anywhere behind its beginning, a segment counts up to its last whole checkpoint."""
    folder, _, ends = copy
    path = folder / PATH
    data = path.read_bytes()
    before = path.stat().st_ino
    for cut in range(ends[0], len(data) + 1):
        os.truncate(path, cut)
        end = max(one for one in ends if one <= cut)
        position = recover(folder, ORIGIN)
        torn = position.torn
        if end == cut:
            assert torn is None
        else:
            assert torn is not None
            assert (torn.after, torn.size) == (end, cut - end)
            assert torn.sha256 == sha256(data[end:cut]).digest()
        assert path.stat().st_size == cut
        path.write_bytes(data)
    assert path.stat().st_ino == before


def half_of_the_last_line(data: bytes, _: int) -> bytes:
    return data[:-40]


def no_last_line_end(data: bytes, _: int) -> bytes:
    return data[:-1]


def zeros_in_the_last_batch(data: bytes, end: int) -> bytes:
    return data[:end] + bytes(len(data) - end)


def zeros_from_the_middle(data: bytes, end: int) -> bytes:
    middle = (end + len(data)) // 2
    return data[:middle] + bytes(len(data) - middle)


def zeros_before_a_good_end(data: bytes, end: int) -> bytes:
    return data[:end] + bytes(64) + data[end + 64 :]


def garbage(data: bytes, end: int) -> bytes:
    return data[:end] + os.urandom(300) + b"\n" + os.urandom(50)


def garbage_lines(data: bytes, end: int) -> bytes:
    return data[:end] + b"R {}\tAAAA\nC {}\n\nK x\n" * 5


def an_unsigned_record(data: bytes, end: int) -> bytes:
    return data[:end] + data[end:].split(b"\n", 1)[0] + b"\n"


def a_wrong_signature(data: bytes, end: int) -> bytes:
    head, _, checkpoint = data[:-1].rpartition(b"\n")
    return head + b"\n" + checkpoint.replace(b'"s":"', b'"s":"AAAA', 1)[: -4 - 3] + b'"}\n'


def an_old_checkpoint_again(data: bytes, end: int) -> bytes:
    line = data[:end].rsplit(b"\n", 2)[1] + b"\n"
    return data[:end] + line * 3


def a_huge_line(data: bytes, end: int) -> bytes:
    return data[:end] + b"R " + b"x" * 100_000


DAMAGES: tuple[Callable[[bytes, int], bytes], ...] = (
    half_of_the_last_line,
    no_last_line_end,
    zeros_in_the_last_batch,
    zeros_from_the_middle,
    zeros_before_a_good_end,
    garbage,
    garbage_lines,
    an_unsigned_record,
    a_wrong_signature,
    an_old_checkpoint_again,
    a_huge_line,
)


@pytest.mark.parametrize("damage", DAMAGES)
def test_torn_tails_are_described(
    copy: tuple[Path, list[Receipt], list[int]], damage: Callable[[bytes, int], bytes]
) -> None:
    """Whatever a crash left of the last batch: the next header describes it, the file stays."""
    folder, receipts, ends = copy
    path = folder / PATH
    damaged = damage(path.read_bytes(), ends[2])
    path.write_bytes(damaged)
    goes_on(folder)
    assert path.read_bytes() == damaged
    torn = parts(folder)[2].header.torn
    assert torn is not None
    tail = damaged[ends[2] :]
    assert (torn.after, torn.size, torn.sha256) == (ends[2], len(tail), sha256(tail).digest())
    records = read_back(folder)
    assert all(holds(records, one, f"r-{at // 2}-{at % 2}") for at, one in enumerate(receipts[:4]))


def test_damage_before_good_batches_is_refused(
    copy: tuple[Path, list[Receipt], list[int]],
) -> None:
    """Two good checkpoints behind the damage: no crash did that, and nothing is changed."""
    folder, _, ends = copy
    path = folder / PATH
    good = path.read_bytes()
    names = sorted(one.name for one in folder.iterdir())
    for at in range(ends[0], ends[1]):
        damaged = bytearray(good)
        damaged[at] ^= 1
        path.write_bytes(damaged)
        with pytest.raises(RefusedError, match="which a crash cannot do") as caught:
            recover(folder, ORIGIN)
        assert PATH in str(caught.value)
    assert sorted(one.name for one in folder.iterdir()) == names


def test_damaged_beginnings_are_refused(copy: tuple[Path, list[Receipt], list[int]]) -> None:
    """Header and first checkpoint were synced before the segment had its name."""
    folder, _, ends = copy
    path = folder / PATH
    data = path.read_bytes()
    for broken in (b"", data[:100], data[: ends[0] - 1], b"x" + data[1:], bytes(len(data))):
        path.write_bytes(broken)
        with pytest.raises(RefusedError, match="damaged at its beginning"):
            recover(folder, ORIGIN)


def test_missing_signing_keys_are_refused(copy: tuple[Path, list[Receipt], list[int]]) -> None:
    """Without the key that the last header names, no segment can follow; the message says so."""
    folder, _, _ = copy
    path = folder / signing_name(2)
    good = path.read_bytes()
    for content in (None, b"", b"short", new_signing_key().private, good + b"x"):
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(RefusedError, match=r"sign-00000002\.key.*put the file back"):
            recover(folder, ORIGIN)
    path.write_bytes(good)
    goes_on(folder)


def test_removed_segments_are_refused(copy: tuple[Path, list[Receipt], list[int]]) -> None:
    """The signing key of a later segment shows that the last ones are gone."""
    folder, _, _ = copy
    goes_on(folder)
    (folder / log_name(2)).unlink()
    (folder / log_name(1)).unlink()
    with pytest.raises(RefusedError, match="segments behind 0 are gone"):
        recover(folder, ORIGIN)
    (folder / log_name(0)).unlink()
    with pytest.raises(RefusedError, match="the segments are gone"):
        recover(folder, ORIGIN)


def test_other_logs_are_refused(copy: tuple[Path, list[Receipt], list[int]]) -> None:
    """A folder that holds a log of another name is not written to."""
    folder, _, _ = copy
    (folder / "x.tmp").write_bytes(b"")
    with pytest.raises(RefusedError, match="it is the log penname/test-1, not penname/other"):
        recover(folder, "penname/other")
    assert (folder / "x.tmp").exists()


def test_left_files_are_removed(copy: tuple[Path, list[Receipt], list[int]]) -> None:
    """Temporary files and signing keys that were used go; orphaned keys of a segment too."""
    folder, _, _ = copy
    (folder / "seg-00000002.alog.tmp").write_bytes(b"half")
    (folder / "seg-00000002.keys").write_bytes(b"half")
    (folder / signing_name(1)).write_bytes(bytes(32))
    (folder / signing_name(3)).write_bytes(bytes(32))
    goes_on(folder)
    assert not list(folder.glob("*.tmp"))
    assert [one.name for one in folder.glob("sign-*")] == [signing_name(3)]


@pytest.mark.parametrize("name", [PATH, signing_name(2), "seg-00000002.keys", "lock"])
def test_links_are_not_followed(
    copy: tuple[Path, list[Receipt], list[int]], name: str, tmp_path: Path
) -> None:
    """A symbolic link in the place of a file is never read or written through."""
    folder, _, _ = copy
    target = tmp_path / "elsewhere"
    path = folder / name
    target.write_bytes(path.read_bytes() if path.exists() else b"precious")
    before = target.read_bytes()
    path.unlink(missing_ok=True)
    path.symlink_to(target)
    writer = Writer(a_log(folder), SMALL)
    if name.endswith(".keys"):
        writer.start()  # what is left of an opening is removed, the link itself
        writer.close()
        assert not path.is_symlink()
    else:
        with pytest.raises(AuditError, match=str(folder)):
            writer.start()
    assert target.read_bytes() == before


def test_open_folders_are_refused(tmp_path: Path) -> None:
    """Where everybody may write, anybody could replace the files."""
    tmp_path.chmod(0o777)
    with pytest.raises(AuditError, match="chmod o-w"):
        Writer(a_log(tmp_path), SMALL).start()


def test_unusable_folders_say_why(tmp_path: Path) -> None:
    """A folder that is a file: the message names it and says what is needed."""
    path = tmp_path / "file"
    path.write_bytes(b"")
    with pytest.raises(AuditError, match=f"{path}.*this process may write"):
        Writer(a_log(path), SMALL).start()


def test_heads_are_read_without_a_writer(copy: tuple[Path, list[Receipt], list[int]]) -> None:
    """How far a log goes can be told from its files, also of a log that is being written."""
    folder, receipts, ends = copy
    head = head_of(folder)
    assert head is not None
    assert (head.origin, head.seg, head.size) == (ORIGIN, 1, receipts[-1].index + 1)
    assert (head.end, head.tail) == (ends[3], False)
    assert isinstance(parse_line((folder / PATH).read_bytes().split(b"\n")[0]), Header)
    assert head_of(folder / "nowhere") is None
    assert head_of(folder.parent) is None


def test_unreadable_tails_are_said_to_be(
    copy: tuple[Path, list[Receipt], list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the file cannot be synced, size and hash of what is torn are unknown."""
    folder, _, ends = copy
    os.truncate(folder / PATH, ends[3] - 5)

    def failing(_: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", failing)
        torn = recover(folder, ORIGIN).torn
    assert torn is not None
    assert (torn.after, torn.size, torn.sha256) == (ends[2], None, None)
