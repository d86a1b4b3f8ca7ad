"""A folder of policies with feedback, for tests of `penname feedback`."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from penname.cli.main import cli
from tests.detectors import PatternDetector

#: Made-up values: what the tests' detector finds, and what it does not know.
FOUND, MISSED = "Ann Lee", "Zoe Planted"
TEXT = f"Dear all,\nplease ask {FOUND} about it, or {MISSED} <bo@example.org>.\nBye\n"
POLICY = """\
# Ours.
kind: policy/v1
name: clinic
owner: privacy@example.org
revision: "1"
entities:
  PERSON: {}          # people
  EMAIL_ADDRESS: {}
  LOCATION: {action: allow}
"""
TESTS = """\
kind: policy-test/v1
policy: ../clinic.yaml
cases:
  - name: names are masked
    text: "I am [[PERSON:Maria Schmidt]]"
"""


def begin(home: Path) -> Path:
    """`policies/` with one policy and its tests."""
    folder = home / "policies"
    (folder / "tests").mkdir(parents=True)
    (folder / "clinic.yaml").write_text(POLICY)
    (folder / "tests" / "clinic.test.yaml").write_text(TESTS)
    return folder


def run(*args: str, text: str | None = None) -> Result:
    """`penname feedback`, with a detector of patterns."""
    return CliRunner().invoke(cli, ["feedback", *args], input=text, obj=PatternDetector)


def wrong(*args: str, text: str = TEXT) -> str:
    """The id of a report about a finding of a text, by default the first one."""
    result = run("wrong", "--finding", "1", *args, text=text)
    assert result.exit_code == 0, result.stderr
    return Path(result.stdout.strip()).stem


def missed(*args: str, value: str = MISSED) -> str:
    """The id of a report about a value that was missed."""
    result = run("missed", "--type", "PERSON", *args, text=value)
    assert result.exit_code == 0, result.stderr
    return Path(result.stdout.strip()).stem


def leaks(folder: Path, *results: Result) -> list[str]:
    """Where a value stands that nobody may see: files and outputs."""
    words = [word.casefold() for word in (FOUND, MISSED)]
    texts = {str(path): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}
    texts |= {f"output {n}": f"{one.stdout}{one.stderr}" for n, one in enumerate(results)}
    return [name for name, text in texts.items() if any(word in text.casefold() for word in words)]
