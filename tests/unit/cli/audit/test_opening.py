"""Identities that commands are given."""

from __future__ import annotations

from pathlib import Path

import pytest

from penname.audit.recipients import write_identity
from penname.cli.audit.opening import identities_of, needed
from penname.cli.exits import Exit, Failure
from tests.unit.cli.audit.logs import DPO, STRANGER, identity_file


def passphrase(folder: Path, text: str) -> str:
    path = folder / "passphrase"
    path.write_text(f"{text}\n")
    path.chmod(0o600)
    return str(path)


def test_several_may_be_given(tmp_path: Path) -> None:
    """A log whose readers changed may need more than one; none is none."""
    files = (identity_file(tmp_path), identity_file(tmp_path, STRANGER))
    assert [one.id for one in identities_of(files, None)] == [DPO.id, STRANGER.id]
    assert identities_of((), None) == ()


def test_passphrase_opens_the_file(tmp_path: Path) -> None:
    """The passphrase of the file is used; a wrong one is told, and not quoted."""
    path = tmp_path / "dpo.identity"
    write_identity(path, DPO, b"four words are long")
    right = passphrase(tmp_path, "four words are long")
    assert identities_of((str(path),), right)[0].id == DPO.id
    wrong = passphrase(tmp_path, "five other words")
    with pytest.raises(Failure, match="wrong passphrase") as caught:
        identities_of((str(path),), wrong)
    assert caught.value.exit_code == Exit.USAGE
    assert "five" not in str(caught.value)


def test_missing_identity_is_told(tmp_path: Path) -> None:
    """A file that is not there, and none where one is needed, are wrong usage."""
    with pytest.raises(Failure, match="No such file"):
        identities_of((str(tmp_path / "x"),), None)
    with pytest.raises(Failure, match="PENNAME_AUDIT_IDENTITY"):
        needed((), None)
