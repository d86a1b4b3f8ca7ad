"""The root key: sources, file modes, derivation."""

from __future__ import annotations

import base64
import os
import stat
from pathlib import Path

import pytest

from penname.server.config import ConfigError
from penname.server.keys import RootKey, is_mounted_secret, load_root_key

SECRET = bytes(range(7, 47))


def never(_words: str) -> None:
    raise AssertionError("no warning expected")


def private(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    path.chmod(0o600)
    return path


@pytest.mark.parametrize(
    "content",
    [
        SECRET,
        SECRET.hex().encode() + b"\n",
        base64.b64encode(SECRET) + b"\n",
    ],
)
def test_file_may_be_raw_or_text(tmp_path: Path, content: bytes) -> None:
    """The same key written raw, in hex or in base64 is the same key."""
    loaded = load_root_key(private(tmp_path / "k", content), None, never)
    assert loaded.derive("x") == RootKey(SECRET, "t").derive("x")


@pytest.mark.parametrize("content", [b"", b"short", SECRET[:31], SECRET[:20].hex().encode()[:30]])
def test_short_keys_are_refused(tmp_path: Path, content: bytes) -> None:
    """A key under 32 bytes is an error, not a weak vault."""
    with pytest.raises(ConfigError):
        load_root_key(private(tmp_path / "k", content), None, never)


def test_shared_file_is_refused(tmp_path: Path) -> None:
    """A key file that others can read ends with exit code 5."""
    path = private(tmp_path / "k", SECRET)
    path.chmod(0o640)
    with pytest.raises(ConfigError) as caught:
        load_root_key(path, None, never)
    assert caught.value.code == 5


def status(mode: int, owner: int, group: int) -> os.stat_result:
    return os.stat_result((stat.S_IFREG | mode, 0, 0, 1, owner, group, 32, 0, 0, 0))


@pytest.mark.parametrize("mode", [0o440, 0o640, 0o400])
def test_mounted_secret_is_accepted(mode: int) -> None:
    """root's file, readable through a group of ours and never writable by it: fsGroup."""
    assert is_mounted_secret(status(mode, 0, 65532), 65532, {65532, 7})


@pytest.mark.parametrize(
    ("mode", "owner", "group", "user"),
    [
        (0o440, 65532, 65532, 65532),  # our own file: we could have closed it
        (0o440, 1000, 65532, 65532),  # another user's file
        (0o440, 0, 999, 65532),  # a group that is not ours
        (0o440, 0, 0, 0),  # root needs no group to read
        (0o460, 0, 65532, 65532),
        (0o450, 0, 65532, 65532),
        (0o444, 0, 65532, 65532),
        (0o442, 0, 65532, 65532),
        (0o441, 0, 65532, 65532),
    ],
)
def test_other_shared_files_are_none(mode: int, owner: int, group: int, user: int) -> None:
    """Another owner or group, a writing group, or any bit for others is no mounted secret."""
    assert not is_mounted_secret(status(mode, owner, group), user, {65532, 0})


def test_only_the_named_file_may_be_mounted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`root_key_file` may be a mounted secret; the key in the data directory stays 0600."""
    monkeypatch.setattr("penname.server.keys.is_mounted_secret", lambda *_: True)
    directory = tmp_path / "data"
    directory.mkdir(mode=0o700)
    path = private(directory / "root.key", SECRET[:32])
    path.chmod(0o440)
    assert load_root_key(path, None, never).source == "file"
    with pytest.raises(ConfigError) as caught:
        load_root_key(None, directory, never)
    assert caught.value.code == 5


def test_missing_file_is_an_error(tmp_path: Path) -> None:
    """A named key file that is not there never falls back to a fresh key."""
    with pytest.raises(ConfigError):
        load_root_key(tmp_path / "gone", tmp_path, never)


def test_data_dir_key_is_made_once(tmp_path: Path) -> None:
    """The first start writes a 0600 key in a 0700 directory; later starts read it."""
    directory = tmp_path / "data" / "penname"
    first = load_root_key(None, directory, never)
    second = load_root_key(None, directory, never)
    assert first.derive("vault") == second.derive("vault")
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    assert stat.S_IMODE((directory / "root.key").stat().st_mode) == 0o600
    assert [path.name for path in directory.iterdir()] == ["root.key"]


def test_existing_key_is_not_replaced(tmp_path: Path) -> None:
    """A second process that loses the race takes the winner's key."""
    directory = tmp_path / "data"
    directory.mkdir(mode=0o700)

    def slower(size: int) -> bytes:
        private(directory / "root.key", SECRET[:32])
        return bytes(size)

    loaded = load_root_key(None, directory, never, slower)
    assert loaded.derive("x") == RootKey(SECRET[:32], "t").derive("x")


def test_shared_data_dir_is_refused(tmp_path: Path) -> None:
    """A data directory that others can enter is refused."""
    directory = tmp_path / "data"
    directory.mkdir(mode=0o755)
    directory.chmod(0o755)
    with pytest.raises(ConfigError) as caught:
        load_root_key(None, directory, never)
    assert caught.value.code == 5


def test_damaged_key_is_refused(tmp_path: Path) -> None:
    """A cut root.key stops the start: a new one would orphan every surrogate."""
    directory = tmp_path / "data"
    directory.mkdir(mode=0o700)
    private(directory / "root.key", b"half")
    with pytest.raises(ConfigError, match="damaged"):
        load_root_key(None, directory, never)


def test_process_key_warns(tmp_path: Path) -> None:
    """Without any place for a key there is a fresh one and a warning."""
    words: list[str] = []
    one = load_root_key(None, None, words.append)
    two = load_root_key(None, None, words.append)
    assert one.derive("x") != two.derive("x")
    assert len(words) == 2


def test_derived_keys_differ_by_name() -> None:
    """Each use has its own key, none is the root, and the repr shows neither."""
    root = RootKey(SECRET, "t")
    assert len({root.derive("vault"), root.derive("scope"), SECRET[:32]}) == 3
    assert len(root.derive("vault")) == 32
    assert repr(root) == "RootKey(source='t')"
