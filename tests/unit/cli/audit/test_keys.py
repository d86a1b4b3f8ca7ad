"""`penname audit keys new` and `keys list`."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penname.audit.recipients import load_identity, load_recipients
from penname.cli.audit.commands import audit
from penname.cli.exits import Exit


def run(*args: str) -> Result:
    return CliRunner().invoke(audit, ["keys", *args])


def passphrase(folder: Path) -> str:
    path = folder / "passphrase"
    path.write_text("four words are long\n")
    path.chmod(0o600)
    return str(path)


@pytest.mark.parametrize("kem", ["x25519", "xwing"])
def test_new_identity_is_a_pair(tmp_path: Path, kem: str) -> None:
    """Both halves are written and belong together; stdout has the recipient's line alone."""
    file = passphrase(tmp_path)
    args = ["--name", "dpo", "--kem", kem, "--out", str(tmp_path), "--passphrase-file", file]
    result = run("new", *args)
    assert result.exit_code == Exit.OK, result.output
    private, public = tmp_path / "dpo.identity", tmp_path / "dpo.recipient"
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    identity = load_identity(private, lambda: b"four words are long")
    assert load_recipients(public) == (identity.recipient,)
    assert result.stdout == f"{identity.recipient}\n"
    assert "keep it off servers" in result.stderr


def test_open_identity_is_told(tmp_path: Path) -> None:
    """Without a passphrase the file opens by itself, and the command says what that means."""
    result = run("new", "--name", "dpo", "--out", str(tmp_path), "--no-passphrase")
    assert result.exit_code == Exit.OK
    assert "It has no passphrase" in result.stderr
    load_identity(tmp_path / "dpo.identity", lambda: pytest.fail("asked"))


@pytest.mark.parametrize("name", ["dpo.identity", "dpo.recipient"])
def test_nothing_is_overwritten(tmp_path: Path, name: str) -> None:
    """Where one half is there, neither is written."""
    (tmp_path / name).write_text("kept")
    result = run("new", "--name", "dpo", "--out", str(tmp_path), "--no-passphrase")
    assert result.exit_code == Exit.USAGE
    assert result.stderr == f"Error: {tmp_path / name}: File exists\n" or (
        f"{tmp_path / name}: File exists" in result.stderr
    )
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "kept"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--name", "a b", "--no-passphrase"], "a recipient's name is"),
        (["--name", "a", "--no-passphrase", "--out", "/no/such/folder"], "is not a folder"),
        (["--name", "a", "--no-passphrase", "--passphrase-file", "x"], "exclude each other"),
        (["--name", "a"], "there is no terminal"),
    ],
)
def test_bad_usage_writes_nothing(
    tmp_path: Path, args: list[str], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What cannot be done is told before anything is written."""
    monkeypatch.chdir(tmp_path)
    result = run("new", *args)
    assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
    assert words in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_list_shows_who_they_are(tmp_path: Path) -> None:
    """Each recipient with its fingerprint; an identity shows its public half, unopened."""
    for name in ("dpo", "security"):
        file = passphrase(tmp_path)
        run("new", "--name", name, "--out", str(tmp_path), "--passphrase-file", file)
    both = tmp_path / "recipients"
    both.write_text("".join((tmp_path / f"{n}.recipient").read_text() for n in ("dpo", "security")))
    found = load_recipients(both)
    result = run("list", str(both))
    assert (result.exit_code, result.stderr) == (Exit.OK, "")
    assert result.stdout.splitlines() == [
        f"dpo       x25519  {found[0].fingerprint}",
        f"security  x25519  {found[1].fingerprint}",
    ]
    rows = json.loads(run("list", str(both), "--json").stdout)["recipients"]
    assert [row["id"] for row in rows] == [one.id for one in found]
    assert found[0].fingerprint in run("list", str(tmp_path / "dpo.identity")).stdout


def test_other_files_are_no_recipients(tmp_path: Path) -> None:
    """What is none is told with its place, and nothing of it is quoted."""
    (tmp_path / "r").write_text("\nsomething else here\n")
    result = run("list", str(tmp_path / "r"))
    assert result.exit_code == Exit.USAGE
    assert f"{tmp_path / 'r'}:2: " in result.stderr
    assert "something" not in result.stderr
    assert "No such file" in run("list", str(tmp_path / "none")).stderr
