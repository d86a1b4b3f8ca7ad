"""`penname policy verify`: whether a folder is what one of some keys has signed.

    penname policy verify DIR --key FILE [--key FILE …]

What a server with a verify key does at its start, without a server.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from penname.cli.exits import Exit, Failure
from penname.cli.output import err, out, print_rows, write
from penname.cli.policy.check import finding_of
from penname.cli.policy.report import Finding, render
from penname.cli.policy.report_view import plural, show_findings
from penname.policy.bindings import PolicySet
from penname.policy.folder import load_folder
from penname.policy.problems import PolicyError
from penname.policy.signatures import PublicKey
from penname.server.clock import today_utc
from penname.server.config import ConfigError
from penname.server.policies import load_verify_keys

_RULE = "policy-signature"


def execute(folder: str, key_files: tuple[str, ...], form: str = "text") -> Exit:
    """Verifies a folder with public keys; one of them is enough. Raises Failure.

    OK when all of it is as it was signed, FINDINGS when anything is not. `form` is one of
    the formats of `cli.policy.formats`.
    """
    home = Path(folder)
    if not home.is_dir():
        raise Failure(f"{home}: is not a folder", Exit.USAGE)
    if not key_files:
        raise Failure("give the public key to verify with: --key FILE", Exit.USAGE)
    keys = tuple(key for file in key_files for key in _keys(file))
    policies: PolicySet | None = None
    findings: list[Finding] = []
    try:
        policies = load_folder(home, today=today_utc(), verify_keys=keys).policies
    except PolicyError as error:
        findings = [replace(finding_of(problem), rule=_RULE) for problem in error.problems]
    if form != "text":
        write(render(findings, form, more={"verified": policies is not None}))
    elif policies is None:
        show_findings(out(), findings)
        err().print(f"{home} is not what was signed", soft_wrap=True)
    else:
        _tell(home, policies)
    return Exit.FINDINGS if policies is None else Exit.OK


def _keys(file: str) -> tuple[PublicKey, ...]:
    try:
        return load_verify_keys(Path(file))
    except ConfigError as error:
        words = str(error).replace("verify_key", file, 1)
        raise Failure(words, Exit.USAGE) from None


def _tell(home: Path, policies: PolicySet) -> None:
    count = plural(len(policies.policies), "policy")
    out().print(f"{home} is what was signed: {count}", soft_wrap=True)
    rows = sorted(
        (f"{one.name}@{one.revision}", one.digest[:12]) for one in policies.policies.values()
    )
    print_rows(out(), rows)
