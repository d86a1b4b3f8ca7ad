"""`penname policy check`: every mistake in policies and what stands beside them, in one pass."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from rich.text import Text

from penname.cli.exits import Exit, Failure
from penname.cli.output import err, out, write
from penname.cli.plugins import judge
from penname.cli.policy.formats import DEFAULT_FOLDER
from penname.cli.policy.report import Finding, counts, render
from penname.cli.policy.report_view import plural, show_findings, tally
from penname.cli.policy.suites import load_suites
from penname.policy.binding_grammar import KIND as BINDINGS
from penname.policy.cases import KIND as TESTS
from penname.policy.feedback import KIND as FEEDBACK
from penname.policy.feedback import read_report
from penname.policy.folder import load_folder
from penname.policy.grammar import KIND as POLICY
from penname.policy.load import Read, check_policy, read_document, read_file
from penname.policy.problems import Context, Place, PolicyError, Problem, did_you_mean
from penname.policy.tree import Node, entry_of, kind_of
from penname.server.clock import today_utc

_SUFFIXES = frozenset({".yaml", ".yml"})
_ASIDE = "schema"
_NOUNS = {
    POLICY: "policy",
    BINDINGS: "bindings file",
    TESTS: "test file",
    FEEDBACK: "feedback report",
}


@dataclass(slots=True)
class Checked:
    """What was looked at, by kind, and what there is to say about it. `read` gives the bytes."""

    read: Read = read_file
    files: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    bindings: list[Path] = field(default_factory=list)

    def findings(self, *, strict: bool) -> list[Finding]:
        """By file and place; a problem of a file that several others read is told once."""
        unique: dict[object, Problem] = {}
        for one in self.problems:
            unique.setdefault((Path(one.path).resolve(), one.place, one.message), one)
        found = sorted(unique.values(), key=lambda one: (one.path, one.place))
        return [finding_of(one, strict=strict) for one in found]


def execute(paths: tuple[str, ...], form: str, *, strict: bool) -> Exit:
    """Checks files and folders. Raises Failure."""
    today = today_utc()
    checked = Checked()
    for path in _asked(paths):
        check_path(path, today, checked)
    check_bindings(today, checked)
    findings = checked.findings(strict=strict)
    found = counts(findings)
    if form == "text":
        show_findings(out(), findings)
        err().print(_summary(checked, findings), soft_wrap=True)
    else:
        more = {
            "files": checked.files.total(),
            "errors": found["error"],
            "warnings": found["warning"],
        }
        write(render(findings, form, more=more))
    return Exit.FINDINGS if found["error"] else Exit.OK


def _asked(paths: tuple[str, ...]) -> list[Path]:
    if not paths and not Path(DEFAULT_FOLDER).is_dir():
        words = f"there is no folder {DEFAULT_FOLDER!r} here: name a file or a folder"
        raise Failure(words, Exit.USAGE)
    asked = [Path(path) for path in paths or (DEFAULT_FOLDER,)]
    for path in asked:
        if not path.exists():
            raise Failure(f"{path}: No such file or directory", Exit.USAGE)
    return asked


def check_path(path: Path, today: dt.date, checked: Checked) -> None:
    """Adds what there is to say about a file, or about all files of a folder."""
    files = sorted(yaml_files(path)) if path.is_dir() else [path]
    if not files:
        checked.problems.append(Problem(str(path), Place(0, 0), "", "has no YAML files"))
    for file in files:
        check_file(file, today, checked)


def check_bindings(today: dt.date, checked: Checked) -> None:
    """Adds what is wrong between bindings and the policies beside them.

    What was told of a policy already is not told again in other words.
    """
    told = {(Path(one.path).resolve(), one.place) for one in checked.problems}
    for folder in dict.fromkeys(file.parent for file in checked.bindings):
        found: Iterable[Problem]
        try:
            found = load_folder(folder, today=today, read=checked.read, judge=judge()).warnings
        except PolicyError as error:
            found = error.problems
        checked.problems += (
            one for one in found if (Path(one.path).resolve(), one.place) not in told
        )


def yaml_files(folder: Path) -> Iterator[Path]:
    """Every YAML file below a folder, without hidden names and `schema`."""
    for path in folder.rglob("*"):
        if is_policy_name(path.relative_to(folder)) and path.is_file():
            yield path


def is_policy_name(path: PurePath) -> bool:
    """Whether a file may be a policy, by its path below the folder that was named."""
    aside = any(part.startswith(".") or part == _ASIDE for part in path.parts)
    return not aside and path.suffix.lower() in _SUFFIXES


def finding_of(problem: Problem, *, strict: bool = False) -> Finding:
    """A loader's problem as a finding. `strict` makes a warning an error."""
    severity = "error" if strict else problem.severity
    return Finding(
        problem.path,
        problem.place.line,
        problem.place.column,
        severity,
        f"policy-{problem.severity}",
        problem.message,
        problem.hint,
        problem.key_path,
        problem.source,
    )


def check_file(file: Path, today: dt.date, checked: Checked) -> None:
    """Adds what there is to say about one file."""
    kind = ""
    try:
        root, context = read_document(file, checked.read)
        kind = _kind(root, context)
        if kind == POLICY:
            checked.problems += check_policy(
                file, today=today, read=checked.read, judge=judge()
            ).warnings
        elif kind == BINDINGS:
            checked.bindings.append(file)
        elif kind == TESTS:
            checked.problems += load_suites([file], today, checked.read)[1]
        elif kind == FEEDBACK:
            read_report(root, str(file), context)
        checked.problems += context.problems
    except PolicyError as error:
        checked.problems += error.problems
    checked.files[kind] += 1


def _kind(root: Node, context: Context) -> str:
    """What a file says that it is."""
    entry, word = entry_of(root, "kind"), kind_of(root)
    if entry is None:
        words = f"has no kind: it must be one of {', '.join(_NOUNS)}"
        context.error(root.place, words)
        return ""
    if word not in _NOUNS:
        words = f"{word!r} is not one of {', '.join(_NOUNS)}"
        context.at("kind").error(entry.value.place, words, did_you_mean(word, _NOUNS))
    return word if word in _NOUNS else ""


def _summary(checked: Checked, findings: Iterable[Finding]) -> Text:
    files = ", ".join(
        plural(checked.files[kind], noun) for kind, noun in _NOUNS.items() if checked.files[kind]
    )
    said = tally(findings)
    failed = counts(findings)["error"]
    style = "bold red" if failed else "bold yellow" if said else "bold green"
    return Text.assemble(
        f"{files or plural(checked.files.total(), 'file')}: ", (said or "no problems", style)
    )
