"""`penname policy explain`: why each find in a text is acted on, or is not."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import secrets
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from penname.cli.detecting import engine
from penname.cli.exits import Exit, Failure
from penname.cli.output import busy, err, out, write
from penname.cli.policy.accounts import Account, Clue, Explanation, explain
from penname.cli.policy.explain_view import show
from penname.cli.policy.files import policies_at, policy_for
from penname.cli.texts import read_text
from penname.detect.contract import DetectionError, Segment
from penname.dialects.routes import route_names
from penname.exchange.ports import Detector
from penname.mask.vault import MemoryVault
from penname.policy.denied import denying
from penname.policy.effective import effective
from penname.policy.match import Subject
from penname.policy.model import Policy
from penname.policy.problems import did_you_mean
from penname.policy.recognizers import Profile
from penname.server.wiring import today_utc

FORMATS = ("text", "json")
_KEY_BYTES = 32


def execute(
    file: str | None,
    *,
    text: str | None = None,
    policy_file: str | None = None,
    subject: Subject | None = None,
    form: str = "text",
    show_values: bool = False,
    detector: Callable[[], Detector] | None = None,
    today: dt.date | None = None,
) -> Exit:
    """Explains one text: `text` itself, or that of a file (`-`: standard input). Raises Failure.

    `detector` replaces the engine; then no base scores are known.
    """
    if (file is None) == (text is None):
        raise Failure("give either a FILE or --text", Exit.USAGE)
    if show_values and (form != "text" or not sys.stdout.isatty()):
        raise Failure("--show-values writes to a terminal only, as text", Exit.UNSAFE)
    day = today or today_utc()
    who = subject or Subject()
    if who.route is not None and who.route not in route_names():
        hint = did_you_mean(who.route, route_names())
        words = f"{who.route!r} is no route"
        raise Failure(f"{words} ({hint})" if hint else words, Exit.USAGE)
    policy = policy_for(policies_at(policy_file, day), who)
    words = read_text(file) if file is not None else text or ""
    with busy(err(), "reading"):
        clues = _clues(words, effective(policy, who, day), detector)
    # the surrogates are examples: their key is gone when the command ends
    vault = MemoryVault(secrets.token_bytes(_KEY_BYTES), clock=time.monotonic)
    explained = explain(words, clues, policy, who, vault.scope("explain"), day)
    if form == "json":
        write(json.dumps(as_data(explained), ensure_ascii=False, indent=2) + "\n")
    else:
        show(out(), words, explained, show_values=show_values)
    return Exit.OK


def _clues(text: str, policy: Policy, detector: Callable[[], Detector] | None) -> Sequence[Clue]:
    """Every find of every type, wanted or not, under an effective policy. Raises Failure."""
    profile = Profile.of(None, (*policy.recognizers, *denying(policy.deny)))
    segment = Segment(text)
    try:
        if detector is not None:
            spans = asyncio.run(detector().detect([segment], profile))[0]
            return [Clue(span, span.score) for span in spans]
        found = engine().explain(segment, profile)
    except DetectionError as error:
        raise Failure(str(error), Exit.USAGE) from None
    return [Clue(one.span, one.base_score, one.boost, one.pattern) for one in found]


def as_data(explained: Explanation) -> dict[str, Any]:
    """The explanation as plain JSON, without a value."""
    policy, subject = explained.policy, explained.subject
    return {
        "policy": policy.name,
        "revision": policy.revision,
        "digest": policy.digest,
        "view": policy.view,
        "subject": {
            "route": subject.route,
            "tenant": subject.tenant,
            "model": subject.model,
            "client": subject.client,
        },
        "blocked": explained.is_blocked,
        "spans": [_span(one) for one in explained.accounts],
    }


def _span(account: Account) -> dict[str, Any]:
    span, rule = account.clue.span, account.rule
    return {
        "start": span.start,
        "end": span.end,
        "line": account.line,
        "column": account.column,
        "entity_type": span.entity_type,
        "recognizer": span.recognizer,
        "view": span.view,
        "pattern": account.clue.pattern,
        "score": span.score,
        "base_score": account.clue.base_score,
        "boost": account.clue.boost,
        "outcome": account.outcome,
        "action": account.action,
        "why_not": account.why,
        "rule": None
        if rule is None
        else {
            "where": rule.where,
            "action": str(rule.action),
            "action_where": rule.origin("action"),
            "min_score": rule.min_score,
            "min_score_where": rule.origin("min_score"),
            "restore": sorted(rule.restore),
            "restore_where": rule.origin("restore"),
            "severity": str(rule.severity),
            "mode": str(rule.mode),
        },
        "sources": [
            {"kind": one.kind, "id": one.id, "where": one.where, "note": one.note}
            for one in account.sources
        ],
    }
