"""`penname feedback`: reports are made, listed, shown and rejected, and show no value."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from penname.cli.exits import Exit
from penname.policy.hashed import Hasher
from tests.unit.cli.feedback.folders import (
    FOUND,
    MISSED,
    POLICY,
    TEXT,
    begin,
    leaks,
    missed,
    run,
    wrong,
)

KEY = bytes(range(32))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return begin(tmp_path)


def read(folder: Path, id_: str) -> str:
    return (folder / "feedback" / f"{id_}.yaml").read_text("utf-8")


# --- wrong ------------------------------------------------------------------------------


def test_findings_are_listed_by_number(folder: Path) -> None:
    """Where nobody can be asked, the findings are shown without values, and nothing is written."""
    result = run("wrong", text=TEXT)
    assert result.exit_code == Exit.USAGE
    lines = result.stderr.splitlines()
    assert lines == [
        "  1  PERSON         Xx Xx (7)   line 2, column 12  0.90  test  mask"
        "  policies/clinic.yaml:7",
        "  2  EMAIL_ADDRESS  x@x.x (14)  line 2, column 46  0.90  test  mask"
        "  policies/clinic.yaml:8",
        "penname: say which one is wrong: --finding N, from 1 to 2",
    ]
    assert not (folder / "feedback").exists()


def test_report_has_a_hash_and_a_shape(folder: Path) -> None:
    """A report says what the value looks like, who found it, where, and has a hash of it."""
    result = run("wrong", "--finding", "1", "--by", "bo", "--note", "a product", text=TEXT)
    assert result.exit_code == Exit.OK
    path = Path(result.stdout.strip())
    said = dict(line.split(": ", 1) for line in path.read_text().splitlines())
    salt = said.pop("hashed").strip('"').split(":")[1]
    hashed = Hasher.salted(bytes.fromhex(salt)).of_value(FOUND).written
    assert hashed in path.read_text()
    assert said.pop("reported")
    assert said.pop("id") == path.stem
    assert said == {
        "kind": "feedback/v1",
        "report": "wrong",
        "entity": "PERSON",
        "policy": "clinic.yaml",
        "by": "bo",
        "note": "a product",
        "shape": "Xx Xx",
        "length": "7",
        "found": '{where: "line 2, column 12", recognizer: test, score: 0.9, '
        'rule: "policies/clinic.yaml:7"}',
    }
    assert "hash_key_file" in result.stderr
    assert leaks(folder, result) == []


def test_line_is_kept_when_asked(folder: Path) -> None:
    """The line around it, with a hole for the value and types for what else is found."""
    id_ = wrong("--keep-text", text=TEXT.replace(MISSED, FOUND.upper()))
    assert 'text: "please ask {{value}} about it, or {{value}} <[EMAIL_ADDRESS]>."' in read(
        folder, id_
    )
    assert leaks(folder, run("show", id_)) == []


def test_only_finding_needs_no_number(folder: Path) -> None:
    """Where there is one, it is meant; where there is none, there is nothing to report."""
    assert run("wrong", text=f"I am {FOUND}").exit_code == Exit.OK
    result = run("wrong", text="nobody")
    assert (result.exit_code, "nothing is found" in result.stderr) == (Exit.USAGE, True)
    result = run("wrong", "--finding", "2", text=f"I am {FOUND}")
    assert "there is no finding 2: they go from 1 to 1" in result.stderr
    assert len(list((folder / "feedback").iterdir())) == 1


def test_same_report_is_made_once(folder: Path) -> None:
    """The same value of the same type is reported once, whoever says it again."""
    id_ = wrong()
    result = run("wrong", "--finding", "1", "--by", "bo", text=TEXT)
    assert (result.exit_code, f"{id_} reports the same" in result.stderr) == (Exit.OK, True)
    run("reject", id_, "--by", "cy", "--reason", "is a person")
    assert wrong() != id_


def test_value_is_plain_only_on_demand(folder: Path) -> None:
    """With --plain the report has the value; a page shows it on a terminal only."""
    id_ = wrong("--plain")
    assert f"value: {FOUND}\n" in read(folder, id_)
    shown = run("show", id_)
    assert "stands in the report in clear" in shown.stdout
    assert FOUND not in shown.stdout + run("list").stdout
    assert FOUND not in run("show", id_, "--format", "json").stdout
    refused = run("show", id_, "--show-values")
    assert (refused.exit_code, FOUND in refused.stdout) == (Exit.UNSAFE, False)
    assert run("wrong", "--show-values", text=TEXT).exit_code == Exit.UNSAFE


@pytest.mark.parametrize("kind", ["wrong", "missed"])
def test_note_with_the_value_is_refused(folder: Path, kind: str) -> None:
    """A note says the value by mistake: nothing is written."""
    args = ("--finding", "1") if kind == "wrong" else ("--type", "PERSON")
    value, text = (FOUND, TEXT) if kind == "wrong" else (MISSED, MISSED)
    for words in (value, value.upper(), value.split()[0].lower()):
        result = run(kind, *args, "--note", f"it is {words}.", text=text)
        assert result.exit_code == Exit.UNSAFE
        assert "the note has the value itself, or a part" in result.stderr
    assert not (folder / "feedback").exists()


# --- missed -----------------------------------------------------------------------------


def test_missed_values_are_hashed_terms(folder: Path) -> None:
    """A missed value is hashed in any case; its length and looks are kept."""
    text = read(folder, missed("--by", "bo"))
    assert ":3.11:" in text
    assert "shape: Xx Xx\nlength: 11\n" in text
    assert leaks(folder) == []
    assert missed(value=MISSED.upper() + "\n") == missed()


def test_missed_text_is_kept_without_values(folder: Path, tmp_path: Path) -> None:
    """The line of the text is kept: the value, in any case, is cut out, and so is what is found."""
    (tmp_path / "t").write_text(
        TEXT.replace("Bye", f"Bye {MISSED}").replace("it,", f"{MISSED.upper()},")
    )
    text = read(folder, missed("--text", "t"))
    assert 'text: "please ask [PERSON] about {{value}}, or {{value}} <[EMAIL_ADDRESS]>."' in text
    assert leaks(folder) == []


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        ("nobody here", MISSED, "the value does not stand in the text"),
        (f"I am {FOUND}", FOUND, "it is found in the text already, as PERSON"),
    ],
)
def test_text_must_miss_the_value(
    folder: Path, tmp_path: Path, text: str, value: str, words: str
) -> None:
    """What the text does not have, or is found in it, was not missed there."""
    (tmp_path / "t").write_text(text)
    result = run("missed", "--type", "PERSON", "--text", "t", text=value)
    assert (result.exit_code, words in result.stderr) == (Exit.USAGE, True)
    assert leaks(folder, result) == []


@pytest.mark.parametrize(
    ("args", "value", "words"),
    [
        (("--type", "PERSN"), MISSED, "has no line for PERSN under entities (did you mean"),
        (("--type", "LOCATION"), MISSED, "clinic.yaml:9: nothing is done with LOCATION"),
        (("--type", "PERSON"), " \n", "the value is empty"),
        (("--type", "PERSON"), "\u200b", "the value must hold something that can be seen"),
        (("--type", "PERSON"), "a " * 20, "must have at most 16 words"),
        (("--type", "PERSON", "--text", "-"), MISSED, "give --value-file FILE"),
        (("--type", "PERSON", "--text", "-", "--value-file", "-"), MISSED, "not both"),
        (("--type", "PERSON", "--policy", "gone"), MISSED, "policies/gone.yaml: no such policy"),
        (("--type", "PERSON", "--policy", "../x.yaml"), MISSED, "x.yaml: no such policy"),
        (("--type", "PERSON", "--dir", "gone"), MISSED, "gone: no such folder"),
    ],
)
def test_what_cannot_be_reported(
    folder: Path, args: tuple[str, ...], value: str, words: str
) -> None:
    """Each mistake says what to do, and never the value."""
    result = run("missed", *args, text=value)
    assert (result.exit_code, words in result.stderr) == (Exit.USAGE, True), result.stderr
    assert not (folder / "feedback").exists()
    assert MISSED not in result.stderr


def test_policy_must_be_in_the_folder(folder: Path, tmp_path: Path) -> None:
    """What stands elsewhere cannot be changed by feedback; a broken policy is told as it is."""
    (tmp_path / "other.yaml").write_text(POLICY)
    result = run("missed", "--type", "PERSON", "--policy", "other.yaml", text=MISSED)
    assert "other.yaml is not in policies" in result.stderr
    (folder / "two.yaml").write_text(POLICY.replace("clinic", "two"))
    result = run("missed", "--type", "PERSON", text=MISSED)
    assert "say in bindings.yaml who gets which\nOr say which policy is meant" in result.stderr
    (folder / "two.yaml").write_text(POLICY.replace("owner", "ownr"))
    result = run("missed", "--type", "PERSON", "--policy", "two", text=MISSED)
    assert "two.yaml:4:1: error: ownr: unknown key 'ownr'" in result.stderr


# --- hashes -----------------------------------------------------------------------------


def test_reports_share_their_salt(folder: Path) -> None:
    """A policy may have few salts: reports about it have one, that of the policy where it has."""
    texts = [read(folder, one) for one in (wrong(), missed(), wrong("--finding", "2"))]
    salts = {text.split("salted-sha256:")[1].split(":")[0] for text in texts}
    assert len(salts) == 1
    own = Hasher.salted(bytes(8)).of_value("x").written
    entry = (
        f'allow:\n  - {{id: a, entities: [PERSON], hashed: ["{own}"], reason: r, owner: o, '
        "expires: 2027-01-01}\n"
    )
    (folder / "clinic.yaml").write_text(POLICY + entry)
    assert f"salted-sha256:{'00' * 8}:" in read(folder, missed(value="Kim"))


def test_keys_are_used_where_there_are(folder: Path, tmp_path: Path) -> None:
    """Where the policy names a key, hashes are under it, and no salt is told of."""
    (tmp_path / "key").write_text(KEY.hex())
    (folder / "clinic.yaml").write_text(POLICY + "hash_key_file: ../key\n")
    result = run("missed", "--type", "PERSON", text=MISSED)
    id_ = Path(result.stdout.strip()).stem
    assert f"hmac-sha256:{Hasher.keyed(KEY).mark}:3.11:" in read(folder, id_)
    assert "salt" not in result.stderr
    assert f"hashed under the key {Hasher.keyed(KEY).mark}, in any case" in run("show", id_).stdout


# --- list, show, reject -----------------------------------------------------------------


def test_reports_are_listed_by_state(folder: Path) -> None:
    """Open ones by default; JSON has no value, no hash and no text."""
    first, second = wrong("--by", "bo"), missed("--note", "again")
    assert run("reject", second[-4:], "--by", "cy", "--reason", "not ours").exit_code == Exit.OK
    result = run("list")
    assert result.stdout.split() == [
        first,
        "wrong",
        "PERSON",
        "Xx",
        "Xx",
        "(7)",
        "clinic.yaml",
        "bo",
        "open",
    ]
    assert result.stderr == "2 reports: 1 open, 1 rejected\n"
    assert run("list", "--state", "accepted").stdout == ""
    rows = json.loads(run("list", "--state", "all", "--format", "json").stdout)["reports"]
    assert {row["id"]: row["state"] for row in rows} == {first: "open", second: "rejected"}
    (rejected,) = [row for row in rows if row["id"] == second]
    assert rejected["decided"]["by"] == "cy"
    assert not {"hashed", "value", "text"} & set(rejected)
    assert leaks(folder, result) == []


def test_no_reports_is_fine(folder: Path) -> None:
    """An empty folder has nothing to review."""
    result = run("list", "--dir", str(folder))
    assert (result.exit_code, result.stdout, result.stderr) == (Exit.OK, "", "no reports\n")


def test_rejection_is_kept(folder: Path) -> None:
    """Who rejected it, when and why is in the report, whose other lines stay."""
    id_ = missed()
    before = read(folder, id_)
    result = run("reject", id_, "--by", "cy", "--reason", "a: street", "--ticket", "T-1")
    assert (result.exit_code, result.stderr) == (
        Exit.OK,
        f"rejected {id_}: policies/feedback/{id_}.yaml\n",
    )
    text = read(folder, id_)
    assert text.startswith(before + "decided:\n  outcome: rejected\n  on: ")
    assert text.endswith('  by: cy\n  reason: "a: street"\n  ticket: T-1\n')
    page = run("show", id_)
    assert "rejected on 20" in page.stdout
    assert page.stderr == ""
    again = run("reject", id_, "--by", "cy", "--reason", "r")
    assert (again.exit_code, "by cy: report it again" in again.stderr) == (Exit.USAGE, True)


def test_reports_are_named_by_their_end(folder: Path) -> None:
    """The end of an id is enough where only one has it."""
    one, two = missed(), wrong()
    day = one.rpartition("-")[0]
    assert run("show", one[-4:]).stdout.startswith(one)
    for named, words in (("zzzz", "there is no report 'zzzz'"), ("", "there is no report ''")):
        result = run("show", named)
        assert (result.exit_code, words in result.stderr) == (Exit.USAGE, True)
    for id_, new in ((one, f"{day}-a0ff"), (two, f"{day}-b0ff")):
        path = folder / "feedback" / f"{id_}.yaml"
        path.write_text(path.read_text().replace(id_, new))
    assert f"'0ff' may be {day}-" in run("show", "0ff").stderr


def test_broken_report_is_told(folder: Path) -> None:
    """A report that cannot be read is an error with its place."""
    (folder / "feedback").mkdir()
    (folder / "feedback" / "a.yaml").write_text("kind: feedback/v1\n")
    (folder / "feedback" / "notes.txt").write_text("anything")
    result = run("list")
    assert (result.exit_code, "a.yaml:1:1: error: id: missing key" in result.stderr) == (
        Exit.USAGE,
        True,
    )


def test_reports_may_stand_elsewhere(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By option, or by the environment."""
    monkeypatch.setenv("PENNAME_FEEDBACK_DIR", str(tmp_path / "there"))
    id_ = missed()
    assert (tmp_path / "there" / f"{id_}.yaml").is_file()
    assert run("list", "--reports", "here").stderr == "no reports\n"
    assert not (folder / "feedback").exists()


def test_parts_are_cut_out_too(folder: Path, tmp_path: Path) -> None:
    """A part of the value that stands alone says whose it is, so its type stands there."""
    (tmp_path / "t").write_text(f"{MISSED} said: zoe is not in, nor is PLANTED.")
    text = read(folder, missed("--text", "t"))
    assert 'text: "{{value}} said: [PERSON] is not in, nor is [PERSON]."' in text
