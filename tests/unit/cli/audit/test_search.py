"""`penname audit search`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penname.audit.lines import KeyLine, parse_key_line
from penname.audit.seal import label_of
from penname.cli.audit.commands import audit
from penname.cli.exits import Exit
from tests.unit.cli.audit.logs import (
    DPO,
    LABEL_KEY,
    STRANGER,
    Writer,
    blocked,
    exchanges,
    identity_file,
    mail,
    request,
    small_log,
)


def run(folder: Path, *args: str, typed: str | None = None) -> Result:
    """Searches as the dpo."""
    identity = identity_file(folder.parent)
    return CliRunner().invoke(audit, ["search", str(folder), "--identity", identity, *args], typed)


def indices(result: Result) -> list[int]:
    """The numbers of the records that were found, from --json."""
    return [json.loads(line)["index"] for line in result.stdout.splitlines()]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Requests about two people, of two tenants, in two segments."""
    writer = Writer(tmp_path / "log").add(*exchanges(0, 1))
    writer.add(request(1, "beta", values={("PERSON", "Jane Doe")})).rotate()
    return writer.add(request(2, "beta", model="gpt-6"), blocked(3)).end()


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (mail(), [1, 6]),
        (mail().upper(), [1, 6]),
        ("jane doe", [3]),
        ("Jane-Doe", [3]),
        (mail("somebody.else"), []),
    ],
)
def test_value_is_found_by_its_mark(log: Path, value: str, found: list[int]) -> None:
    """Every request that had the value, whatever its spelling; the value is in no output."""
    result = run(log, "--value-file", "-", "--json", typed=f"{value}\n")
    assert result.exit_code == Exit.OK, result.output
    assert indices(result) == found
    assert value not in result.output
    assert f"{len(found)} record" in result.stderr
    assert "3 records with values searched" in result.stderr


def test_type_narrows(log: Path) -> None:
    """A value that was found as one type is not there as another; types may be several."""
    assert indices(run(log, "--value", mail(), "--type", "PERSON", "--json")) == []
    both = ("--type", "PERSON", "--type", "EMAIL_ADDRESS")
    result = run(log, "--value", mail(), *both, "--json")
    assert indices(result) == [1, 6]
    assert "types of your own" not in result.stderr


@pytest.mark.parametrize(
    ("args", "found"),
    [
        (["--tenant", "beta"], [3, 6]),
        (["--tenant", "beta", "--model", "gpt-6"], [6]),
        (["--decision", "blocked"], [7]),
        (["--policy", "default"], [1, 3, 6]),
        (["--subject", "nobody"], []),
        (["--since", "2026-11-24T09:30:05"], [6, 7, 8]),
        (["--tenant", "acme", "--until", "2026-11-24T09:30:03"], [1, 2]),
        (["--value", mail(), "--tenant", "beta"], [6]),
        (["--value", mail(), "--until", "2026-11-24T09:30:03"], [1]),
    ],
)
def test_fields_narrow(log: Path, args: list[str], found: list[int]) -> None:
    """Tenant, model, decision, policy and times, with or without a value."""
    result = run(log, *args, "--json")
    assert result.exit_code == Exit.OK, result.output
    assert indices(result) == found


def test_people_get_lines(log: Path) -> None:
    """Without --json a hit is a line as of tail."""
    result = run(log, "--decision", "blocked")
    assert result.stdout.split()[2:] == [
        *("7", "refused", "openai.chat", "gpt-5-mini", "acme"),
        *("blocked", "pii_blocked", "US_SSN", "2", "block"),
    ]


def test_all_logs_are_searched(tmp_path: Path) -> None:
    """Every log of a folder, each hit with the name of its log."""
    for name in "ab":
        Writer(tmp_path / "logs" / name, origin=f"penname/{name}").add(request(1)).end()
    result = run(tmp_path / "logs", "--value", mail())
    assert [line.split()[-1] for line in result.stdout.splitlines()] == ["penname/a", "penname/b"]
    assert "2 records found; 2 records with values of 2 logs searched" in result.stderr


def test_what_is_sealed_for_others_is_told(tmp_path: Path) -> None:
    """A "no" for only a part of the log is told, and has another exit code."""
    log = small_log(tmp_path / "log", STRANGER)
    result = run(log, "--value", mail())
    assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
    assert "could not be searched: 2 segments closed to these identities" in result.stderr
    result = run(log, "--tenant", "acme")
    assert result.exit_code == Exit.USAGE
    assert "9 records closed to these identities" in result.stderr


def test_lost_keys_are_told(log: Path) -> None:
    """Records whose keys are missing are counted as not searched."""
    path = log / "seg-00000001.keys"
    wanted = label_of(LABEL_KEY, "tenant:beta")

    def label(raw: bytes) -> str:
        line: KeyLine = parse_key_line(raw)
        return line.label

    lines = path.read_bytes().splitlines()
    path.write_bytes(b"".join(raw + b"\n" for raw in lines if label(raw) != wanted))
    result = run(log, "--value", mail(), "--json")
    assert result.exit_code == Exit.USAGE
    assert indices(result) == [1]
    assert "1 record closed to these identities" in result.stderr
    result = run(log, "--tenant", "beta", "--json")
    assert indices(result) == [3]
    assert "could not be searched: 1 record damaged\n" in result.stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "say what to look for"),
        (["--type", "PERSON"], "--type goes with a value"),
        (["--value", "a", "--ask"], "give one of"),
        (["--value", "a", "--value-file", "-"], "give one of"),
        (["--since", "soon", "--tenant", "a"], "--since: 'soon' is no time"),
    ],
)
def test_bad_usage_is_told(log: Path, args: list[str], words: str) -> None:
    """What cannot be looked for is wrong usage."""
    result = run(log, *args)
    assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
    assert words in " ".join(result.stderr.split())


def test_identity_is_needed(log: Path) -> None:
    """Marks are made with the log's keys, so an identity is needed."""
    result = CliRunner().invoke(audit, ["search", str(log), "--value", "a"])
    assert result.exit_code == Exit.USAGE
    assert "PENNAME_AUDIT_IDENTITY" in result.stderr


def test_variables_are_taken(log: Path) -> None:
    """The folder and the identity may stand in the environment."""
    env = {
        "PENNAME_AUDIT_DIR": str(log),
        "PENNAME_AUDIT_IDENTITY": identity_file(log.parent, DPO),
    }
    result = CliRunner().invoke(audit, ["search", "--decision", "blocked", "--json"], env=env)
    assert indices(result) == [7]
