"""What a policy finds in a text that somebody gives, whoever would send it."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections.abc import Callable

from penname.cli.detecting import spans_of
from penname.cli.findings import Finding, report
from penname.cli.output import busy, err
from penname.exchange.ports import Detector
from penname.mask.vault import MemoryVault
from penname.policy.effective import effective
from penname.policy.match import Subject
from penname.policy.model import Policy

_KEY_BYTES = 32


def findings_in(
    text: str, policy: Policy, today: dt.date, detector: Callable[[], Detector] | None
) -> tuple[Finding, ...]:
    """What is acted on. `detector` replaces the engine. Raises Failure."""
    view = effective(policy, Subject(), today)
    with busy(err(), "reading"):
        spans = spans_of(text, view.profile, detector)
    vault = MemoryVault(secrets.token_bytes(_KEY_BYTES), clock=time.monotonic)
    return report(text, spans, view, vault.scope("feedback"), today).findings
