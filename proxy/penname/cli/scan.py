"""`penname scan`: what would be masked in a text, and how it would look then."""

from __future__ import annotations

import json
import secrets
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict

from penname.cli.detecting import spans_of
from penname.cli.exits import Exit, Failure
from penname.cli.findings import Report, report
from penname.cli.output import busy, err, out, write
from penname.cli.policy.files import policies_at
from penname.cli.scan_view import show
from penname.cli.texts import STDIN, read_text
from penname.exchange.ports import Detector
from penname.mask.vault import MemoryVault
from penname.policy.effective import effective
from penname.policy.match import Subject
from penname.server.wiring import today_utc

_KEY_BYTES = 32


def execute(
    file: str,
    policy_file: str | None,
    form: str,
    *,
    show_values: bool,
    detector: Callable[[], Detector] | None = None,
) -> Exit:
    """Scans one file. `detector` replaces the engine. Raises Failure."""
    console = err()
    if show_values and (form != "text" or not sys.stdout.isatty()):
        raise Failure("--show-values writes to a terminal only, as text", Exit.UNSAFE)

    def warn(words: str) -> None:
        console.print(f"penname: {words}", soft_wrap=True)

    today = today_utc()
    written = policies_at(policy_file, today, warn).default
    # of a text nobody knows who sends it: what tightens for some holds, what loosens does not
    policy = effective(written, Subject(), today)
    text = read_text(file)
    with busy(console, "reading"):
        spans = spans_of(text, policy.profile, detector)
    # the surrogates are examples: their key is gone when the command ends
    vault = MemoryVault(secrets.token_bytes(_KEY_BYTES), clock=time.monotonic)
    found = report(text, spans, policy, vault.scope("scan"), today)
    if form == "json":
        write(_as_json(found) + "\n")
    else:
        name = "standard input" if file == STDIN else file
        show(out(), console, name, text, found, show_values=show_values)
    return Exit.FINDINGS if found.findings else Exit.OK


def _as_json(found: Report) -> str:
    counts = Counter(finding.entity_type for finding in found.findings)
    whole = {
        "findings": [asdict(finding) for finding in found.findings],
        "counts": dict(sorted(counts.items())),
        "blocked": found.is_blocked,
        "masked": found.masked,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)
