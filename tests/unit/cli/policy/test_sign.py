"""`penname policy sign` and `penname policy verify`, on real folders and key files."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from penname.cli.exits import Exit, Failure
from penname.cli.policy import sign, verify
from penname.policy.signatures import FILE_NAME
from tests.unit.policy.folders import BINDINGS, KEY, STRANGER, fill, policy_text


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder of two policies that nobody has signed."""
    texts = {"default": policy_text(), "c": policy_text("c"), "bindings": BINDINGS}
    return fill(tmp_path / "policies", **texts)


def private(tmp_path: Path, mode: int = 0o600) -> str:
    path = tmp_path / "sign.key"
    path.write_bytes(KEY.pem())
    path.chmod(mode)
    return str(path)


def public(tmp_path: Path, key: bytes = KEY.public.pem()) -> str:
    path = tmp_path / "verify.pem"
    path.write_bytes(key)
    return str(path)


def signed(home: Path) -> str:
    """The public key of a folder that was just signed."""
    assert sign.execute(str(home), (private(home.parent),), None) is Exit.OK
    return public(home.parent)


def failure(folder: Path | str, keys: tuple[str, ...], new: str | None = None) -> Failure:
    with pytest.raises(Failure) as caught:
        sign.execute(str(folder), keys, new)
    return caught.value


def test_signed_folder_verifies(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was signed is verified with the public key; both say what it was."""
    key = signed(home)
    said = capsys.readouterr().out
    assert said.startswith(f"signed 3 files in {home} with key {KEY.public.id}\n")
    assert verify.execute(str(home), (key,)) is Exit.OK
    out = capsys.readouterr().out
    assert out.startswith(f"{home} is what was signed: 2 policies\n")
    assert out.splitlines()[1:] == said.splitlines()[1:]
    assert "c@1" in out


def test_new_key_is_made(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A new key is closed to others, its public half beside it, and it has signed the folder."""
    assert sign.execute(str(home), (), str(tmp_path / "new.key")) is Exit.OK
    assert stat.S_IMODE((tmp_path / "new.key").stat().st_mode) == 0o600
    assert verify.execute(str(home), (str(tmp_path / "new.key.pub"),)) is Exit.OK
    assert "PENNAME_VERIFY_KEY" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["new.key", "new.key.pub"])
def test_new_key_overwrites_nothing(home: Path, tmp_path: Path, name: str) -> None:
    """A file that is there stays as it is, and nothing else is written."""
    (tmp_path / name).write_text("kept")
    error = failure(home, (), str(tmp_path / "new.key"))
    assert (error.exit_code, error.message) == (Exit.USAGE, f"{tmp_path / name}: File exists")
    assert (tmp_path / name).read_text() == "kept"
    assert len(list(tmp_path.glob("new.key*"))) == 1
    assert not (home / FILE_NAME).exists()


def test_two_signers_are_kept(home: Path, tmp_path: Path) -> None:
    """A second signer adds a signature; either key verifies."""
    signed(home)
    assert sign.execute(str(home), (), str(tmp_path / "second.key")) is Exit.OK
    for key in (public(tmp_path), str(tmp_path / "second.key.pub")):
        assert verify.execute(str(home), (key,)) is Exit.OK


def test_warnings_do_not_stop_a_signature(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What deserves a look is shown on stderr, and the folder is signed."""
    fill(home, bindings=BINDINGS + '  - {match: {tenants: ["c-1"]}, policy: default}\n')
    assert verify.execute(str(home), (signed(home),)) is Exit.OK
    assert "bindings.yaml:5:5: warning: bind.1: is never reached" in capsys.readouterr().err


def test_open_key_is_refused(home: Path, tmp_path: Path) -> None:
    """A private key that others can read is not used."""
    error = failure(home, (private(tmp_path, 0o640),))
    assert error.exit_code == Exit.UNSAFE
    assert "chmod go-rwx" in error.message


@pytest.mark.parametrize("name", ["sign.key", ".sign.key", "sub/../sign.key"])
def test_key_in_the_folder_is_refused(home: Path, name: str) -> None:
    """A private key must not lie where it would be delivered with the policies."""
    (home / "sub").mkdir()
    for keys, new in (((str(home / name),), None), ((), str(home / name))):
        error = failure(home, keys, new)
        assert error.exit_code == Exit.UNSAFE
        assert "keep the key out of it" in error.message


def test_bad_policy_is_not_signed(home: Path, tmp_path: Path) -> None:
    """Only what loads is signed; no key is made for what does not."""
    fill(home, default=policy_text(action="hide"))
    error = failure(home, (), str(tmp_path / "new.key"))
    assert error.exit_code == Exit.USAGE
    assert f"{home}/default.yaml:6:27: error:" in error.message
    assert not (tmp_path / "new.key").exists()
    assert not (home / FILE_NAME).exists()


@pytest.mark.parametrize(
    ("content", "words"), [(None, "No such file"), (b"", "is not a private key in PEM form")]
)
def test_unusable_key_file_is_told(
    home: Path, tmp_path: Path, content: bytes | None, words: str
) -> None:
    """The message names the file and quotes nothing of it."""
    path = tmp_path / "k"
    if content is not None:
        path.write_bytes(content)
        path.chmod(0o600)
    error = failure(home, (str(path),))
    assert error.exit_code == Exit.USAGE
    assert error.message.startswith(f"{path}: {words}")


def test_something_to_sign_with_is_needed(home: Path) -> None:
    """Without a key there is nothing to do."""
    assert failure(home, ()).exit_code == Exit.USAGE


def test_no_folder_is_told(tmp_path: Path) -> None:
    """Neither command takes a file or a missing folder."""
    error = failure(tmp_path / "none", (private(tmp_path),))
    assert "is not a folder" in error.message
    with pytest.raises(Failure, match="is not a folder"):
        verify.execute(str(tmp_path / "none"), (public(tmp_path),))


def test_envelope_that_cannot_be_written_is_told(home: Path, tmp_path: Path) -> None:
    """An error while writing names the file and leaves no draft."""
    (home / FILE_NAME).mkdir()
    (home / FILE_NAME / "x").touch()
    error = failure(home, (private(tmp_path),))
    assert error.exit_code == Exit.USAGE
    assert str(home / FILE_NAME) in error.message
    assert not [path for path in home.iterdir() if path.name.startswith(".")]


def test_folder_that_changed_does_not_verify(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, and each file that is not as it was signed."""
    key = signed(home)
    fill(home, c=policy_text("c", action="allow"), d=policy_text("d"))
    capsys.readouterr()
    assert verify.execute(str(home), (key,)) is Exit.FINDINGS
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        f"{home}/c.yaml:1:1: error: is not as it was signed",
        f"{home}/d.yaml:1:1: error: is not among the signed files",
    ]
    assert said.err == f"{home} is not what was signed\n"


def test_strangers_key_does_not_verify(home: Path, tmp_path: Path) -> None:
    """A key that has not signed verifies nothing; one of several is enough."""
    key = signed(home)
    other = tmp_path / "other.pem"
    other.write_bytes(STRANGER.public.pem())
    assert verify.execute(str(home), (str(other),)) is Exit.FINDINGS
    assert verify.execute(str(home), (str(other), key)) is Exit.OK


def test_result_is_json_on_request(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Machines get whether it verified, and the findings."""
    key = signed(home)
    (home / "c.yaml").unlink()
    capsys.readouterr()
    assert verify.execute(str(home), (key,), "json") is Exit.FINDINGS
    said = json.loads(capsys.readouterr().out)
    assert said["verified"] is False
    assert [(one["rule"], one["message"]) for one in said["findings"]] == [
        ("policy-signature", "was signed and is missing")
    ]


def test_private_key_verifies_nothing(home: Path, tmp_path: Path) -> None:
    """A private key where the public one belongs is an error of use."""
    signed(home)
    with pytest.raises(Failure, match="holds a private key") as caught:
        verify.execute(str(home), (private(tmp_path),))
    assert caught.value.exit_code == Exit.USAGE
    with pytest.raises(Failure, match="give the public key"):
        verify.execute(str(home), ())
