"""`penname policy sign`: writes `policies.sig`, which says what a folder is.

    penname policy sign DIR --key FILE [--key FILE …]
    penname policy sign DIR --new-key FILE

Only a folder that loads without an error is signed. Signing again with another key keeps
the first signature as long as the folder is the same.
"""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from penname.cli.exits import Exit, Failure
from penname.cli.output import err, out, print_rows
from penname.cli.policy.check import finding_of
from penname.cli.policy.report_view import plural, show_findings
from penname.policy.folder import LoadedSet, load_for_signing
from penname.policy.manifest import Manifest
from penname.policy.problems import PolicyError
from penname.policy.signatures import (
    FILE_NAME,
    MAX_BYTES,
    PrivateKey,
    SignatureError,
    key_of,
    private_key,
    sign,
)
from penname.server.clock import today_utc

_KEY_BYTES = 32
_MAX_KEY_FILE = 65_536


def execute(folder: str, key_files: tuple[str, ...], new_key: str | None) -> Exit:
    """Signs a folder with the keys of files, or with a new one. Raises Failure.

    `key_files` and `new_key` may both be given, but one of them must be.
    """
    home = Path(folder)
    if not key_files and new_key is None:
        raise Failure("give the key to sign with: --key FILE, or --new-key FILE", Exit.USAGE)
    for file in (*key_files, *([new_key] if new_key else [])):
        _check_outside(home, Path(file))
    keys = [_read_key(Path(file)) for file in key_files]
    try:
        loaded, manifest = load_for_signing(home, today=today_utc())
    except PolicyError as error:
        raise Failure(str(error), Exit.USAGE, plain=True) from None
    if new_key is not None:
        keys.append(_make_key(Path(new_key)))
    _write(home, manifest, keys)
    _tell(home, loaded, manifest, keys)
    return Exit.OK


def _write(home: Path, manifest: Manifest, keys: list[PrivateKey]) -> None:
    """The envelope, complete before it has its name. Raises Failure."""
    place = home / FILE_NAME
    draft = home / f".{FILE_NAME}.{secrets.token_hex(8)}"
    try:
        present = place.read_bytes()[: MAX_BYTES + 1] if place.is_file() else b""
        draft.write_bytes(sign(manifest, keys, present))
        os.replace(draft, place)
    except SignatureError as error:
        raise Failure(f"{place}: {error}", Exit.USAGE) from None
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Failure(f"{place}: {error.strerror or type(error).__name__}", Exit.USAGE) from None


def _tell(home: Path, loaded: LoadedSet, manifest: Manifest, keys: list[PrivateKey]) -> None:
    show_findings(err(), [finding_of(warning) for warning in loaded.warnings])
    files = plural(len(manifest.files), "file")
    ids = ", ".join(key.public.id for key in keys)
    out().print(f"signed {files} in {home} with key {ids}", soft_wrap=True)
    rows = sorted(
        (f"{name}@{revision}", digest[:12]) for name, revision, digest in manifest.policies
    )
    print_rows(out(), rows)


def _check_outside(home: Path, file: Path) -> None:
    """A key in the folder would be signed and delivered with it. Raises Failure."""
    if file.resolve().is_relative_to(home.resolve()):
        words = f"{file} is in the folder that is signed: keep the key out of it"
        raise Failure(words, Exit.UNSAFE)


def _read_key(file: Path) -> PrivateKey:
    """Raises Failure; when others can read the file, too."""
    try:
        with file.open("rb") as opened:
            mode = stat.S_IMODE(os.fstat(opened.fileno()).st_mode)
            raw = opened.read(_MAX_KEY_FILE)
    except OSError as error:
        raise Failure(f"{file}: {error.strerror or type(error).__name__}", Exit.USAGE) from None
    if mode & 0o077:
        words = f"{file}: group or others can read this key; chmod go-rwx it"
        raise Failure(words, Exit.UNSAFE)
    try:
        return private_key(raw)
    except SignatureError as error:
        raise Failure(f"{file}: {error}", Exit.USAGE) from None


def _make_key(file: Path) -> PrivateKey:
    """Writes a new key and, beside it, its public half (`FILE.pub`). Never over a file."""
    key = key_of(secrets.token_bytes(_KEY_BYTES))
    public = file.with_name(f"{file.name}.pub")
    if public.exists():  # before the other half is written
        raise Failure(f"{public}: File exists", Exit.USAGE)
    for path, content, mode in ((file, key.pem(), 0o600), (public, key.public.pem(), 0o644)):
        try:
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        except OSError as error:
            words = error.strerror or type(error).__name__
            raise Failure(f"{path}: {words}", Exit.USAGE) from None
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(content)
    err().print(f"the new key is in {file}: keep it away from servers", soft_wrap=True)
    err().print(f"its public half is in {public}: PENNAME_VERIFY_KEY names it", soft_wrap=True)
    return key
