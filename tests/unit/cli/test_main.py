"""Usage errors and exit codes, as the shell sees them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penname import __version__
from penname.cli.exits import MEANINGS, Exit
from penname.cli.main import cli


def invoke(*args: str) -> Result:
    return CliRunner(env={"PENNAME_LISTEN": None}).invoke(cli, args)


def test_every_code_has_a_meaning() -> None:
    """Each exit code stands in the table and in the help."""
    assert set(MEANINGS) == set(Exit)
    words = " ".join(invoke("--help").stdout.split())
    for code, meaning in MEANINGS.items():
        assert f"{code:d} {meaning}" in words


def test_version_is_data() -> None:
    """--version prints one line on stdout."""
    result = invoke("--version")
    assert (result.exit_code, result.stdout) == (0, f"penname {__version__}\n")


def test_help_imports_nothing_heavy() -> None:
    """--help does not wait for aiohttp, rich, spaCy or Presidio."""
    code = (
        "import sys, contextlib, penname.cli.main as m\n"
        "with contextlib.suppress(SystemExit): sys.argv[1:] = ['--help']; m.main()\n"
        "print(sorted({'aiohttp', 'rich', 'spacy', 'presidio_analyzer'} & set(sys.modules)))"
    )
    done = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("\n[]\n")


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["run", "--nope"], Exit.USAGE, "No such option"),
        (["run", "--once"], Exit.USAGE, "--once goes with --demo"),
        (["run", "--demo", "--upstream", "openai=http://x"], Exit.USAGE, "its own upstream"),
        (["run", "--listen", "8080"], Exit.USAGE, "penname: --listen: must be HOST:PORT"),
        (["run", "--upstream", "mistral=http://x"], Exit.USAGE, "--upstream: unknown upstream"),
        (["run", "--upstream", "openai"], Exit.USAGE, "penname: --upstream: must be NAME=URL"),
        (["run", "--workers", "none"], Exit.USAGE, "--workers: must be a whole number"),
        (["run", "--listen", "0.0.0.0:8080"], Exit.UNSAFE, "without client authentication"),
        (["run", "--demo", "--listen", "0.0.0.0:1"], Exit.UNSAFE, "without client"),
        (["scan", "/no/such/file"], Exit.USAGE, "No such file"),
        (["scan", "--show-values", "/no/such/file"], Exit.UNSAFE, "terminal only"),
    ],
)
def test_bad_usage_has_its_code(args: list[str], code: Exit, words: str) -> None:
    """What is wrong is said on stderr, with the code of the table, and stdout stays empty."""
    result = invoke(*args)
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in " ".join(result.stderr.split())


def test_policy_errors_come_as_rendered(tmp_path: Path) -> None:
    """A bad policy is shown with file, line and column, by run and by scan."""
    policy = tmp_path / "p.yaml"
    policy.write_text("kind: policy/v1\nentitis: {}\n")
    for command in (["run"], ["scan", str(policy)]):
        result = invoke(*command, "--policy", str(policy))
        assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
        assert f"{policy}:2:1: error: entitis: unknown key" in result.stderr
        assert "did you mean 'entities'?" in result.stderr


def test_port_in_use_is_told_early() -> None:
    """A port that somebody has is a usage error, before any model is loaded."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = invoke("run", "--listen", f"127.0.0.1:{port}")
    assert result.exit_code == Exit.USAGE
    assert f"cannot listen on 127.0.0.1:{port}: Address already in use" in result.stderr
    assert "loading" not in result.stderr


def test_shared_key_file_is_refused(tmp_path: Path) -> None:
    """A data directory that others can read is refused for safety."""
    tmp_path.chmod(0o755)
    result = invoke("run", "--data-dir", str(tmp_path))
    assert result.exit_code == Exit.UNSAFE
    assert "readable by group or others" in result.stderr


def test_reader_that_leaves_is_no_success(tmp_path: Path) -> None:
    """A pipe whose reader is gone ends the command without a traceback, and not with 0."""
    bare = tmp_path / "a.txt"
    bare.write_text("Write to ann@example.org.")
    code = (
        "import sys, penname.cli.main as m; from tests.detectors import PatternDetector\n"
        "m.cli.context_settings['obj'] = PatternDetector\n"
        "sys.argv[1:] = ['scan', '--format', 'json', sys.argv[1]]; m.main()"
    )
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", code, str(bare)],
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        cwd=Path(__file__).parents[3],
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (Exit.INTERRUPTED, "")


def test_policy_commands_load_no_model() -> None:
    """Commands that only read policies import neither the engine nor the server's parts."""
    names = ("check", "diff", "list_", "new", "schema", "sign", "verify")
    imports = "; ".join(f"import penname.cli.policy.{name}" for name in names)
    code = (
        f"import sys; {imports}\n"
        "print(sorted({'spacy', 'presidio_analyzer', 'presidio_anonymizer'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout == "[]\n"
