"""`penname feedback accept`: an entry and its tests, or nothing at all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from penname.cli.exits import Exit
from penname.cli.main import cli
from penname.policy.hashed import Hasher
from penname.policy.load import load_policy
from penname.policy.model import Policy
from penname.server.clock import today_utc
from tests.detectors import BrokenDetector, PatternDetector
from tests.unit.cli.feedback.folders import (
    FOUND,
    MISSED,
    POLICY,
    TESTS,
    begin,
    leaks,
    missed,
    run,
    wrong,
)

TODAY = today_utc()
IN_90_DAYS = TODAY + dt.timedelta(90)
BY = ("--by", "cy@example.org", "--reason", "a product")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return begin(tmp_path)


def accept(id_: str, *args: str, text: str | None = None) -> Result:
    return run("accept", id_, *BY, "--yes", *args, text=text)


def policy(folder: Path) -> Policy:
    return load_policy(folder / "clinic.yaml", today=TODAY)


def masked(text: str) -> str:
    """A text as the folder's policy has it masked."""
    args = ["scan", "--policy", "policies", "--format", "json", "-"]
    return CliRunner().invoke(cli, args, input=text, obj=PatternDetector).stdout


def files(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def suite(folder: Path) -> str:
    return (folder / "tests" / "clinic.test.yaml").read_text()


# --- what it does -----------------------------------------------------------------------


def test_wrong_find_becomes_an_allow_entry(folder: Path) -> None:
    """The value goes through from now on; the file keeps its lines; the tests show the entry."""
    id_ = wrong("--keep-text")
    assert FOUND not in masked(f"I am {FOUND}")
    result = accept(id_, "--ticket", "T-1")
    assert (result.exit_code, f"accepted {id_}: allow entry" in result.stderr) == (Exit.OK, True)
    text = (folder / "clinic.yaml").read_text()
    assert text.startswith(POLICY + f"\nallow:\n  - id: {id_}\n    entities: [PERSON]\n")
    assert text.endswith(
        "    reason: a product\n    owner: privacy@example.org\n"
        f"    created: {TODAY}\n    approved_by: cy@example.org\n    ticket: T-1\n"
        f"    expires: {IN_90_DAYS}\n"
    )
    assert suite(folder).startswith(TESTS)
    assert suite(folder).endswith(
        f"  - name: {id_} lets its value through\n"
        '    text: "please ask Maria Schmidt about it, or Zoe Planted <[EMAIL_ADDRESS]>."\n'
        f"    now: {TODAY}\n"
        f"    stands_in: {{{id_}: Maria Schmidt}}\n"
        f"    expect: {{findings: 0, allowed_by: {id_}}}\n"
        f"  - name: {id_} lets no other PERSON through\n"
        '    text: "please ask [[PERSON:Maria Schmidt]] about it, or Zoe Planted '
        '<[EMAIL_ADDRESS]>."\n'
        f"    now: {TODAY}\n"
    )
    assert f"I am {FOUND}" in masked(f"I am {FOUND}")
    assert "Maria" not in masked("I am Maria Schmidt")


def test_missed_value_becomes_a_deny_entry(folder: Path) -> None:
    """The term is found from now on, in any case."""
    id_ = missed()
    result = accept(id_)
    assert (result.exit_code, "PASS 2/2" in result.stderr) == (Exit.OK, True)
    (entry,) = policy(folder).deny
    assert (entry.id, entry.entity_type, len(entry.hashed)) == (id_, "PERSON", 1)
    assert suite(folder).endswith(
        f"  - name: {id_} finds its term\n"
        '    text: "It says [[PERSON:Quillon Vask]] here."\n'
        f"    now: {TODAY}\n    stands_in: {{{id_}: Quillon Vask}}\n"
    )
    assert "planted" not in masked(f"I am {MISSED.upper()}").lower()


def test_values_show_nowhere(folder: Path) -> None:
    """From the report to the entry no output and no file has the value."""
    one, two = wrong("--keep-text", text=f"I am {FOUND}, not {FOUND.upper()}"), missed()
    results = [accept(one), accept(two), run("show", one), run("list", "--state", "accepted")]
    assert [one.exit_code for one in results] == [Exit.OK] * 4
    assert "accepted until" in results[-1].stdout
    checked = CliRunner().invoke(cli, ["policy", "check", "--strict", "policies"])
    tested = CliRunner().invoke(cli, ["policy", "test", "policies"], obj=PatternDetector)
    assert (checked.exit_code, tested.exit_code) == (Exit.OK, Exit.OK)
    assert leaks(folder, *results, checked, tested) == []


def test_change_is_shown_first(folder: Path) -> None:
    """A diff of all three files goes to stdout before anything is asked."""
    id_ = missed()
    before = files(folder)
    result = run("accept", id_, *BY)
    assert result.exit_code == Exit.USAGE
    assert "--yes does without asking" in result.stderr
    lines = result.stdout.splitlines()
    heads = [line for line in lines if line.startswith("+++ ")]
    assert heads == [
        "+++ policies/clinic.yaml",
        "+++ policies/tests/clinic.test.yaml",
        f"+++ policies/feedback/{id_}.yaml",
    ]
    assert f"+  - id: {id_}" in lines
    assert files(folder) == before


@pytest.mark.parametrize("answer", [True, False])
def test_somebody_says_yes(folder: Path, monkeypatch: pytest.MonkeyPatch, answer: bool) -> None:
    """On a terminal it is asked, and no is no."""
    id_ = missed()
    before = files(folder)
    monkeypatch.setattr("penname.cli.audit.planning.is_terminal", lambda: True)
    monkeypatch.setattr(click, "confirm", lambda *_args, **_how: answer)
    result = run("accept", id_, *BY)
    assert result.exit_code == (Exit.OK if answer else Exit.INTERRUPTED)
    assert (files(folder) == before) is not answer


def test_plain_report_gives_a_plain_entry(folder: Path) -> None:
    """Where the report may have the value, so may the entry and the test."""
    first = wrong("--plain", "--keep-text", text=f"Is [[{FOUND}]] a name?")
    assert accept(first).exit_code == Exit.OK
    (entry,) = policy(folder).allow
    assert (set(entry.values), len(entry.hashed)) == ({FOUND}, 0)
    assert f'text: "Is \\\\[[{FOUND}]] a name?"\n' in suite(folder)
    assert suite(folder).endswith(f"    expect: {{findings: 0, allowed_by: {first}}}\n")
    assert accept(missed("--plain")).exit_code == Exit.OK
    assert policy(folder).deny[0].terms == {MISSED}
    assert f'text: "It says [[PERSON:{MISSED}]] here."' in suite(folder)


def test_value_may_come_later(folder: Path, tmp_path: Path) -> None:
    """A report that does not know the value gets it from who accepts it."""
    id_ = missed()
    path = folder / "feedback" / f"{id_}.yaml"
    kept = [line for line in path.read_text().splitlines() if line.split(":")[0] not in
            ("hashed", "shape", "length")]  # fmt: skip
    path.write_text("\n".join(kept) + "\n")
    result = accept(id_)
    assert f"{id_} does not have the value: give it with --value-file" in result.stderr
    assert accept(id_, "--value-file", "-", text=MISSED).exit_code == Exit.OK
    assert len(policy(folder).deny[0].hashed) == 1
    assert leaks(folder) == []


def test_value_must_be_the_one_reported(folder: Path) -> None:
    """Who wants it in clear says it again; another value is refused."""
    id_ = missed()
    assert "--value-file FILE" in accept(id_, "--plain").stderr
    result = accept(id_, "--value-file", "-", "--plain", text="Kim")
    assert (result.exit_code, f"not the value of {id_}" in result.stderr) == (Exit.USAGE, True)
    assert accept(id_, "--value-file", "-", "--plain", text=MISSED.lower()).exit_code == Exit.OK
    assert policy(folder).deny[0].terms == {MISSED.lower()}


def test_keys_are_used(folder: Path, tmp_path: Path) -> None:
    """Under a key everything goes as under a salt."""
    (tmp_path / "key").write_text(bytes(range(32)).hex())
    (folder / "clinic.yaml").write_text(POLICY + "hash_key_file: ../key\n")
    one, two = missed(), wrong()
    refused = run("accept", one, "--by", "cy", "--yes", "--reason", f"is {MISSED}")
    assert refused.exit_code == Exit.UNSAFE
    assert [accept(one).exit_code, accept(two).exit_code] == [Exit.OK, Exit.OK]
    (hashed,) = policy(folder).allow[0].hashed
    assert hashed == Hasher.keyed(bytes(range(32))).of_value(FOUND)
    assert "hmac-sha256:" in (folder / "clinic.yaml").read_text()


def test_days_and_owners_are_as_said(folder: Path) -> None:
    """Another last day and another owner."""
    day = TODAY + dt.timedelta(7)
    assert accept(missed(), "--expires", str(day), "--owner", "ops").exit_code == Exit.OK
    (entry,) = policy(folder).deny
    assert (entry.expires, entry.owner, entry.review.created) == (day, "ops", TODAY)
    assert run("due").exit_code == Exit.FINDINGS


def test_tests_are_begun_where_there_are_none(folder: Path) -> None:
    """A policy without tests gets a file of them."""
    (folder / "tests" / "clinic.test.yaml").unlink()
    id_ = wrong()
    assert accept(id_).exit_code == Exit.OK
    assert suite(folder).startswith(
        "# yaml-language-server: $schema=../schema/policy-test.v1.json\n"
        f"kind: policy-test/v1\npolicy: ../clinic.yaml\ncases:\n  - name: {id_} lets its value"
    )


def test_tests_may_be_called_otherwise(folder: Path) -> None:
    """The cases go where the policy's cases are."""
    (folder / "tests" / "clinic.test.yaml").rename(folder / "tests" / "a.test.yaml")
    (folder / "tests" / "b.test.yaml").write_text("kind: policy-test/v1\npolicy: [x]\n")
    (folder / "tests" / "c.test.yaml").write_text("kind: [")
    assert accept(missed()).exit_code == Exit.FINDINGS  # two that cannot be read
    (folder / "tests" / "b.test.yaml").unlink()
    (folder / "tests" / "c.test.yaml").unlink()
    assert accept(missed()).exit_code == Exit.OK
    assert "finds its term" in (folder / "tests" / "a.test.yaml").read_text()


def test_locked_types_are_let_through_where_locked(folder: Path) -> None:
    """Only the file that locks a type may let a value of it through."""
    base = POLICY.replace("clinic", "base").replace("PERSON: {} ", "PERSON: {locked: true} ")
    (folder / "base.yaml").write_text(base)
    (folder / "clinic.yaml").write_text(
        POLICY.replace("entities:\n  PERSON: {}", "extends: [base]\nentities:\n  DATE_TIME: {}")
    )
    (folder / "bindings.yaml").write_text("kind: bindings/v1\ndefault: clinic\n")
    id_ = wrong()
    result = accept(id_)
    assert (result.exit_code, "allow entry in policies/base.yaml" in result.stderr) == (
        Exit.OK,
        True,
    ), result.stderr
    assert "PASS 3/3" in result.stderr  # those of the child as well
    other = wrong(text="I am Maria Schmidt")
    result = accept(other, "--policy", "clinic")
    assert (result.exit_code, "PERSON is locked in" in result.stderr) == (Exit.FINDINGS, True)


def test_texts_and_stand_ins_are_as_said(folder: Path, tmp_path: Path) -> None:
    """Whoever accepts may say what the test is made of."""
    (tmp_path / "t").write_text("Is {{value}} here?\n")
    result = accept(wrong(), "--text", "t", "--stand-in", "Zoë O'Neil")
    assert result.exit_code == Exit.OK, result.stderr
    assert 'text: "Is [[PERSON:Zoë O\'Neil]] here?"' in suite(folder)


def test_signed_folders_are_to_be_signed_again(folder: Path) -> None:
    """What was signed is no longer what is there."""
    (folder / "policies.sig").write_text("{}")
    result = accept(missed())
    assert result.stderr.endswith(
        "next: raise revision in policies/clinic.yaml, then penname policy sign policies\n"
    )


# --- nothing changes --------------------------------------------------------------------


def refused(folder: Path, result: Result, before: dict[str, bytes], words: str) -> None:
    assert words in result.stderr, result.stderr
    assert result.exit_code != Exit.OK
    assert files(folder) == before


def test_failing_test_changes_nothing(folder: Path) -> None:
    """An entry that breaks a test of the policy is not written, and the test is shown."""
    (folder / "tests" / "clinic.test.yaml").write_text(
        f'{TESTS}  - name: she is masked\n    text: "I am [[PERSON:{FOUND}]]"\n'
    )
    id_ = wrong()
    before = files(folder)
    result = accept(id_)
    assert result.exit_code == Exit.FINDINGS
    assert "FAIL she is masked" in result.stderr
    refused(folder, result, before, "nothing was changed: with this, penname policy test fails")


def test_failing_check_changes_nothing(folder: Path) -> None:
    """What is wrong anywhere in the folder is told, and nothing is written."""
    id_ = missed()
    (folder / "other.txt").write_text("x")
    (folder / "child.yaml").write_text("kind: policy/v1\nname: child\nextends: [clinic]\n")
    before = files(folder)
    result = accept(id_)
    assert "child.yaml:1:1: error: owner: missing key 'owner'" in result.stderr
    refused(folder, result, before, "nothing was changed: with this, penname policy check finds 2")


def test_brackets_are_left_to_people(folder: Path) -> None:
    """A list that is written in brackets cannot be added to."""
    entry = (
        "deny: [{id: d, entity: PERSON, terms: [x], reason: r, owner: o, "
        f"expires: {TODAY + dt.timedelta(60)}}}]\n"
    )
    (folder / "clinic.yaml").write_text(POLICY + entry)
    id_ = missed()
    before = files(folder)
    refused(folder, accept(id_), before, "clinic.yaml: deny stands in brackets")
    (folder / "clinic.yaml").write_text(POLICY)
    (folder / "tests" / "clinic.test.yaml").write_text(
        "kind: policy-test/v1\npolicy: ../clinic.yaml\ncases: [{name: a, text: b}]\n"
    )
    before = files(folder)
    refused(folder, accept(id_), before, "clinic.test.yaml: cases stands in brackets")


@pytest.mark.parametrize("option", ["--reason", "--ticket", "--by", "--owner", "--stand-in"])
@pytest.mark.parametrize("kind", ["wrong", "missed"])
def test_nothing_said_may_hold_the_value(folder: Path, kind: str, option: str) -> None:
    """Who accepts writes the value by mistake: it would stand in the policy."""
    id_, value = (wrong(), FOUND) if kind == "wrong" else (missed(), MISSED)
    before = files(folder)
    result = accept(id_, option, f"for {value}s" if kind == "wrong" else f"for {value}")
    assert result.exit_code == Exit.UNSAFE
    refused(folder, result, before, f"{option} has the value itself")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--expires", "soon"), "--expires 'soon' is no day such as"),
        (("--expires", "2020-01-01"), "--expires 2020-01-01 must be from"),
        (("--expires", "2099-01-01"), "--expires 2099-01-01 must be from"),
        (("--text", "gone"), "gone: No such file"),
        (("--text", "policies/clinic.yaml"), "clinic.yaml: has no {{value}} where"),
        (("--value-file", "-", "--text", "t"), "the value is empty"),
        (("--policy", "gone"), "policies/gone.yaml: no such policy"),
        (("--stand-in", "Maria Schmidt"), "the test case does not fail without the entry"),
        (("--text", "t"), "the test case does not fail without the entry"),
    ],
)
def test_what_cannot_be_accepted(
    folder: Path, tmp_path: Path, args: tuple[str, ...], words: str
) -> None:
    """Each mistake says what to do, and nothing changes."""
    (tmp_path / "t").write_text("Maria Schmidt and {{value}}")
    id_ = missed()
    before = files(folder)
    refused(folder, accept(id_, *args, text=""), before, words)


def test_both_cannot_be_standard_input(folder: Path) -> None:
    """The value and the text cannot come from the same place."""
    result = accept(missed(), "--value-file", "-", "--text", "-", text="x {{value}}")
    assert (result.exit_code, "not both" in result.stderr) == (Exit.USAGE, True)


def test_unknown_types_need_a_stand_in(folder: Path) -> None:
    """Where no made-up value is found as the type, whoever accepts must say one."""
    own = "recognizers:\n  BADGE:\n    patterns:\n      - {regex: 'BG-[0-9]+', score: 0.9}\n"
    (folder / "clinic.yaml").write_text(POLICY.replace("  LOC", "  BADGE: {}\n  LOC") + own)
    id_ = wrong(text="see BG-77")
    before = files(folder)
    refused(folder, accept(id_), before, "Give a made-up value that is found as BADGE")
    assert accept(id_, "--stand-in", "BG-12").exit_code == Exit.OK


def test_detection_that_fails_is_told(folder: Path) -> None:
    """Where nothing can be found out, nothing is written."""
    id_ = missed()
    before = files(folder)
    args = ["feedback", "accept", id_, *BY, "--yes"]
    result = CliRunner().invoke(cli, args, obj=BrokenDetector)
    refused(folder, result, before, "planted failure")


def test_decided_reports_stay_decided(folder: Path) -> None:
    """What was accepted is not accepted again."""
    id_ = missed()
    assert accept(id_).exit_code == Exit.OK
    before = files(folder)
    refused(folder, accept(id_), before, f"{id_} was accepted on {TODAY} by cy@example.org")
