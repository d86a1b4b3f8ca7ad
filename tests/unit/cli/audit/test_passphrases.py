"""Passphrases of identities."""

from __future__ import annotations

import io
import os
from pathlib import Path

import click
import pytest

from penname.cli.audit.passphrases import LEAST, new_passphrase, passphrase_of
from penname.cli.exits import Exit, Failure


def kept(path: Path, content: bytes, mode: int = 0o600) -> str:
    path.write_bytes(content)
    path.chmod(mode)
    return str(path)


@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_file_has_one_line(tmp_path: Path, end: bytes) -> None:
    """The passphrase is the file's only line, without its end; blanks are part of it."""
    file = kept(tmp_path / "p", b" four words are long " + end)
    assert passphrase_of(file, "x")() == b" four words are long "
    assert new_passphrase(file, "x") == b" four words are long "


@pytest.mark.parametrize("content", [b"", b"\n", b"one\ntwo\n", b"x" * 5000])
def test_other_files_are_no_passphrase(tmp_path: Path, content: bytes) -> None:
    """No line, several lines and long files are refused, and not quoted."""
    with pytest.raises(Failure, match="must hold one line, the passphrase") as caught:
        passphrase_of(kept(tmp_path / "p", content), "x")()
    assert caught.value.exit_code == Exit.USAGE


def test_file_is_for_its_owner(tmp_path: Path) -> None:
    """A file that others can read is refused."""
    with pytest.raises(Failure, match="chmod go-rwx") as caught:
        passphrase_of(kept(tmp_path / "p", b"four words\n", 0o640), "x")()
    assert caught.value.exit_code == Exit.UNSAFE


def test_pipe_is_taken(tmp_path: Path) -> None:
    """What the shell makes of <(…) is a pipe, and fine."""
    read, write = os.pipe()
    os.write(write, b"four words\n")
    os.close(write)
    try:
        assert passphrase_of(f"/dev/fd/{read}", "x")() == b"four words"
    finally:
        os.close(read)


def test_missing_file_is_told(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(Failure, match="No such file"):
        passphrase_of(str(tmp_path / "none"), "x")()


def test_short_passphrase_is_refused(tmp_path: Path) -> None:
    """A new passphrase has a least length; an old one is taken as it is."""
    file = kept(tmp_path / "p", b"short\n")
    with pytest.raises(Failure, match=f"at least {LEAST}"):
        new_passphrase(file, "x")
    assert passphrase_of(file, "x")() == b"short"


def test_terminal_is_needed_to_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody sits, the option is named."""
    monkeypatch.setattr("sys.stdin", io.StringIO("secret\n"))
    with pytest.raises(Failure, match="give --passphrase-file"):
        passphrase_of(None, "x")()
    with pytest.raises(Failure, match="give --passphrase-file"):
        new_passphrase(None, "x")


def test_terminal_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal it is asked for unseen, and a new one twice."""
    asked: list[tuple[str, object, object]] = []

    def prompt(words: str, **how: object) -> str:
        asked.append((words, how["hide_input"], how.get("confirmation_prompt")))
        return "four long words"

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr(click, "prompt", prompt)
    assert passphrase_of(None, "dpo.identity")() == b"four long words"
    assert new_passphrase(None, "dpo.identity") == b"four long words"
    assert asked == [
        ("Passphrase of dpo.identity", True, None),
        ("Passphrase for dpo.identity", True, "Again"),
    ]
