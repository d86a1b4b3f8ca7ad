"""`penname policy new`: a commented policy to start from, with its tests."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from string import Template

from penname.cli.exits import Exit, Failure
from penname.cli.output import err
from penname.cli.policy.schema import write_schemas
from penname.policy.load import policies_dir
from penname.policy.scalars import scalar
from penname.server.clock import today_utc

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_LONGEST_NAME = 60
#: How long the exceptions last that the comments show.
_SHOWN_FOR = dt.timedelta(days=90)

_POLICY = Template("""\
# yaml-language-server: $$schema=./schema/policy.v1.json
#
# What this file does not say, it takes over from what it extends.
#
#   penname policy check $folder    every mistake, at its line
#   penname policy test $folder     the cases of $test
#   penname policy diff --base main $folder    what a change tightens and loosens
kind: policy/v1
name: $name
title: $title
owner: $owner
revision: "1"                # raise it with every change
status: experimental         # experimental | test | stable | deprecated
extends: [$extends]

# Identifiers that only you have: how they look. The examples are run whenever the policy is
# loaded, so a regex that misses one of them never gets into use.
recognizers:
  EMPLOYEE_ID:
    description: The number on the badge of our staff
    patterns:
      - {regex: '\\bEMP-\\d{6}\\b', score: 0.8}
    context: [badge, employee, staff]
    examples:
      match: ["EMP-004217"]
      no_match: ["EMP-42"]

# What is done with each type. Other actions: surrogate, partial, generalize, hash, redact,
# route, block. A line here changes only the keys that it names.
entities:
  EMPLOYEE_ID: {action: mask}
  # PERSON: {min_score: 0.4}

# A part of the traffic that is stricter. A scope can only tighten.
# scopes:
#   - id: research
#     match: {tenants: ["research-*"]}
#     entities: {EMPLOYEE_ID: {action: redact}}

# Values that may leave. Each has a reason, an owner and an end.
# allow:
#   - id: own-mailboxes
#     entities: [EMAIL_ADDRESS]
#     values: [support@example.org]
#     reason: Printed on our public site
#     owner: $owner
#     expires: $expires

# The only way to loosen for a part of the traffic: dated and owned.
# exceptions:
#   - id: EX-1
#     match: {tenants: [billing]}
#     entities: {EMPLOYEE_ID: {action: allow}}
#     reason: Payroll letters need the number
#     owner: $owner
#     approved_by: $owner
#     expires: $expires
""")

_TESTS = Template("""\
# yaml-language-server: $$schema=../schema/policy-test.v1.json
#
# Mark what must be found as [[TYPE:value]]. A case without `expect` says: exactly these spans,
# and nothing else. {TYPE#1} is the surrogate of the first value of a type.
kind: policy-test/v1
policy: ../$name.yaml
cases:
  - name: an employee number is found
    text: "Badge [[EMPLOYEE_ID:EMP-004217]] was lost"

  - name: the model gets a surrogate and the client the number
    text: "Who has [[EMPLOYEE_ID:EMP-004217]]?"
    expect:
      sent: "Who has {EMPLOYEE_ID#1}?"
      reply: {model_says: "{EMPLOYEE_ID#1} is new.", client_sees: "EMP-004217 is new."}

  - name: other numbers stay
    text: "Form EMP-42 has two pages"
    expect: {findings: 0}
""")


def execute(name: str, extends: str, owner: str, folder: str) -> Exit:
    """Writes the files. Raises Failure, then with nothing written but perhaps folders."""
    home = Path(folder)
    if len(name) > _LONGEST_NAME or not _NAME.match(name):
        words = (
            f"{name!r} is no name for a policy: use a-z, 0-9 and single dashes, such as clinic-a"
        )
        raise Failure(words, Exit.USAGE)
    _require_base(extends, home)
    path, tests = home / f"{name}.yaml", home / "tests" / f"{name}.test.yaml"
    said = {
        "name": scalar(name),
        "title": scalar(f"Policy of {name}"),
        "owner": scalar(owner),
        "extends": scalar(extends),
        "expires": (today_utc() + _SHOWN_FOR).isoformat(),
        "folder": _comment(folder),
        "test": _comment(str(tests)),
    }
    _write({path: _POLICY.substitute(said), tests: _TESTS.substitute(said, name=name)})
    written = [path, tests, *write_schemas(home / "schema", overwrite=False)]
    for one in written:
        err().print(f"wrote {one}", soft_wrap=True)
    err().print(f"next: edit {path}, then run penname policy test {folder}", soft_wrap=True)
    return Exit.OK


def _require_base(extends: str, home: Path) -> None:
    """Raises Failure when there is no such policy."""
    places = [home, policies_dir()]
    if not any((place / f"{extends}.yaml").is_file() for place in places):
        shipped = ", ".join(sorted(path.stem for path in policies_dir().glob("*.yaml")))
        words = (
            f"there is no policy {extends!r} in {home}, and none is built in (there are {shipped})"
        )
        raise Failure(words, Exit.USAGE)


def _write(files: dict[Path, str]) -> None:
    """All of the files or none. Raises Failure."""
    for path in files:
        if path.exists() or path.is_symlink():
            raise Failure(f"{path} is there already; nothing was written", Exit.USAGE)
    written: list[Path] = []
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                written.append(path)
                file.write(text)
    except OSError as error:
        for one in written:
            one.unlink(missing_ok=True)
        words = f"{path}: {error.strerror or type(error).__name__}"
        raise Failure(words, Exit.USAGE) from None


def _comment(word: str) -> str:
    """A word for a comment: nothing in it ends the line."""
    return word if word.isprintable() else json.dumps(word)
