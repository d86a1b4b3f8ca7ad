"""`penname audit keys new` and `keys list`: identities, recipients, and who they are."""

from __future__ import annotations

import json
import os
from pathlib import Path

from rich.console import Console
from rich.text import Text

from penname.audit.identities import MAX_IDENTITY_BYTES, parse_identity
from penname.audit.model import AuditError
from penname.audit.recipients import (
    Recipient,
    load_recipients,
    new_identity,
    write_identity,
)
from penname.cli.audit.passphrases import new_passphrase
from penname.cli.exits import Exit, Failure
from penname.cli.output import err, out, write

_IDENTITY_MARK = b"penname-identity/"


def new(name: str, kem: str, folder: str, passphrase_file: str | None, *, is_open: bool) -> Exit:
    """Makes NAME.identity and NAME.recipient. Raises Failure; then neither is there.

    `is_open`: without a passphrase.
    """
    home = Path(folder)
    if not home.is_dir():
        raise Failure(f"{home}: is not a folder", Exit.USAGE)
    try:
        identity = new_identity(name, kem)
    except AuditError as error:
        raise Failure(str(error), Exit.USAGE) from None
    private, public = home / f"{name}.identity", home / f"{name}.recipient"
    for path in (private, public):  # before anybody is asked, and before the first is written
        if path.exists():
            raise Failure(f"{path}: File exists", Exit.USAGE)
    passphrase = None if is_open else new_passphrase(passphrase_file, str(private))
    try:
        write_identity(private, identity, passphrase)
    except AuditError as error:
        raise Failure(str(error), Exit.USAGE) from None
    try:
        _write_public(public, identity.recipient)
    except OSError as error:
        private.unlink(missing_ok=True)
        raise Failure(f"{public}: {error.strerror or type(error).__name__}", Exit.USAGE) from None
    _tell(err(), private, public, is_open=is_open)
    write(f"{identity.recipient}\n")
    return Exit.OK


def _write_public(path: Path, recipient: Recipient) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"# fingerprint {recipient.fingerprint}\n{recipient}\n")


def _tell(talk: Console, private: Path, public: Path, *, is_open: bool) -> None:
    talk.print(Text.assemble((str(private), "bold"), " opens records: keep it off servers, and"))
    talk.print("  keep a copy. Without it nobody reads what was sealed for it.")
    if is_open:
        talk.print(Text("  It has no passphrase: whoever gets the file can read.", "yellow"))
    talk.print(Text.assemble((str(public), "bold"), " is its public half: servers get it, by"))
    talk.print("  PENNAME_AUDIT_RECIPIENTS. This is its line:")


def show(file: str, *, as_json: bool) -> Exit:
    """Shows the recipients in a file, or whom an identity belongs to. Raises Failure."""
    found = _recipients(Path(file))
    if as_json:
        rows = [
            {"name": one.name, "kem": one.kem, "id": one.id, "fingerprint": one.fingerprint}
            for one in found
        ]
        write(json.dumps({"recipients": rows}, indent=2) + "\n")
        return Exit.OK
    wide = max(len(one.name) for one in found)
    console = out()
    for one in found:
        console.print(
            Text.assemble(
                (f"{one.name:<{wide}}", "bold"), f"  {one.kem:<6}  ", (one.fingerprint, "cyan")
            ),
            soft_wrap=True,
        )
    return Exit.OK


def _recipients(path: Path) -> tuple[Recipient, ...]:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_IDENTITY_BYTES)
        if _IDENTITY_MARK in content:  # what is public of an identity needs no passphrase
            kept = parse_identity(content)
            return (Recipient(kept.name, kept.kem, kept.public),)
        return load_recipients(path)
    except OSError as error:
        raise Failure(f"{path}: {error.strerror or type(error).__name__}", Exit.USAGE) from None
    except AuditError as error:
        words = str(error)
        raise Failure(words if str(path) in words else f"{path}: {words}", Exit.USAGE) from None
