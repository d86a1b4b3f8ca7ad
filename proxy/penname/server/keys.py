"""The root key: where it comes from, and the sub-keys made from it.

One 32-byte secret; every use (vault, scope digests …) gets its own key by
HKDF-SHA256 (RFC 5869) with the use's name as `info`, so no key is used twice
and losing a sub-key does not give away the others.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
import stat
from collections.abc import Callable, Collection
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from penname.server.config import ConfigError

KEY_BYTES = 32
_FILE_NAME = "root.key"
_MAX_FILE_BYTES = 4096


class RootKey:
    """The root secret. Never shows it; hand out `derive(name)` instead."""

    __slots__ = ("_secret", "source")

    def __init__(self, secret: bytes, source: str) -> None:
        if len(secret) < KEY_BYTES:
            raise ConfigError(f"the root key must have at least {KEY_BYTES} bytes")
        self._secret = secret
        self.source = source

    def __repr__(self) -> str:
        return f"RootKey(source={self.source!r})"

    def derive(self, name: str) -> bytes:
        """32 bytes for one named use, such as `vault`."""
        info = b"penname/1/" + name.encode()
        return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(self._secret)


def load_root_key(
    root_key_file: Path | None,
    data_dir: Path | None,
    warn: Callable[[str], None],
    random_bytes: Callable[[int], bytes] = secrets.token_bytes,
) -> RootKey:
    """The root key from a secret file, else from the data directory, else a fresh one.

    `warn` is called with a sentence when the key will not survive the process.
    Raises ConfigError; with code 5 when a file is readable by others.
    """
    if root_key_file is not None:
        secret = _read_secret(root_key_file, "root_key_file", may_be_mounted=True)
        return RootKey(_decoded(secret), "file")
    if data_dir is not None:
        return RootKey(_from_data_dir(data_dir, random_bytes), "data_dir")
    warn(
        "no data_dir and no root_key_file: the root key lives only as long as this process, "
        "so surrogates change at every restart"
    )
    return RootKey(random_bytes(KEY_BYTES), "process")


def _from_data_dir(data_dir: Path, random_bytes: Callable[[int], bytes]) -> bytes:
    path = data_dir / _FILE_NAME
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_if_shared(data_dir.stat(), "data_dir")
        _create(path, random_bytes(KEY_BYTES))
    except OSError as error:
        raise ConfigError(f"data_dir: {error.strerror or type(error).__name__}") from None
    secret = _read_secret(path, "data_dir/root.key")
    if len(secret) != KEY_BYTES:
        raise ConfigError(f"data_dir/root.key must hold {KEY_BYTES} bytes; it is damaged")
    return secret


def _create(path: Path, secret: bytes) -> None:
    """Writes the key unless there is one. Two processes that start at once agree on one key:
    the bytes are complete before the name appears, and `link` never replaces a name."""
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secret)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
    finally:
        os.unlink(draft)
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)


def _read_secret(path: Path, setting: str, *, may_be_mounted: bool = False) -> bytes:
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            content = file.read(_MAX_FILE_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"{setting}: {error.strerror or type(error).__name__}") from None
    groups = {os.getegid(), *os.getgroups()}
    if not (may_be_mounted and is_mounted_secret(status, os.geteuid(), groups)):
        _refuse_if_shared(status, setting)
    if len(content) > _MAX_FILE_BYTES:
        raise ConfigError(f"{setting}: more than {_MAX_FILE_BYTES} bytes is not a key")
    return content


def is_mounted_secret(status: os.stat_result, user: int, groups: Collection[int]) -> bool:
    """Whether a file is shared only as far as Kubernetes must share a Secret's file.

    There root owns it, the pod's fsGroup may read it, and the kubelet sets 0440 at the
    least: a process that is not root can read it in no other way, and cannot chmod it.
    """
    closed = not stat.S_IMODE(status.st_mode) & 0o037
    return closed and status.st_uid == 0 != user and status.st_gid in groups


def _refuse_if_shared(status: os.stat_result, setting: str) -> None:
    if stat.S_IMODE(status.st_mode) & 0o077:
        raise ConfigError(
            f"{setting}: readable by group or others; chmod go-rwx it, and make a new key "
            "if others could have read this one",
            code=5,
        )


def _decoded(content: bytes) -> bytes:
    """The key in a secret file: hex or base64 text of at least 32 bytes, else the raw bytes.

    Text is tried first: 64 hex digits are 32 bytes, not 64 weak ones.
    """
    text = content.strip()
    try:
        key = bytes.fromhex(text.decode("ascii"))
    except ValueError:
        try:
            key = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            return content
    return key if len(key) >= KEY_BYTES else content
