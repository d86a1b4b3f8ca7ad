"""Policy tests on drawn texts: what leaves comes back, and leaves the same the next time."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import replace

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from penname.cli.policy.runner import Outcome, run_case
from penname.policy.cases import Case, Expect
from penname.policy.marks import Marked
from penname.policy.match import Subject
from penname.policy.model import PARTS, ROLES, Action, Policy
from penname.policy.problems import Place
from tests.detectors import PatternDetector
from tests.exchanges import CARD, TYPES, policy

VALUES = ("Ann Lee", "Maria Schmidt", "Zoë O'Neil", "ann@example.org", "b@example.com", CARD)
AROUND = (
    *(" ", ", ", "\n", '"', "\\", "{", "}", "[", "]", ": ", '"a": ', "(", ")", "**", "é", "Ann "),
    *("PERSON_a1b2c3d4 ", "&amp;", "%40", "http://x.example/?q=", "\u2028", "\t", "</b>"),
)
ACTIONS = (Action.MASK, Action.SURROGATE, Action.PARTIAL, Action.HASH, Action.REDACT, Action.ALLOW)
ROUTES = ("openai.chat", "openai.responses", "openai.completions", "anthropic.messages")

texts = (
    st.lists(st.sampled_from((*VALUES, *AROUND)), min_size=1, max_size=10)
    .map("".join)
    .filter(lambda text: bool(text.strip()))
)
actions = st.tuples(*(st.sampled_from(ACTIONS) for _ in TYPES))


def rules(chosen: tuple[Action, ...]) -> Policy:
    base = policy()
    changed = {
        name: replace(base.rules[name], action=action, keep_last=4)
        for name, action in zip(TYPES, chosen, strict=True)
    }
    return replace(base, rules=changed)


def run(text: str, route: str, role: str, part: str, chosen: tuple[Action, ...]) -> Outcome:
    case = Case(
        "drawn",
        Marked(text),
        Place(1, 1),
        Subject(route, model="m"),
        role=role,
        part=part,
        expect=Expect(status=200),
    )
    return asyncio.run(run_case(case, rules(chosen), PatternDetector(), dt.date(2026, 12, 1)))


@example("Ann LeeAnn Lee Ann Lee", "openai.chat", "system", "text", (Action.MASK,) * len(TYPES))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, st.sampled_from(ROUTES), st.sampled_from(ROLES), st.sampled_from(PARTS), actions)
def test_what_leaves_comes_back(
    text: str, route: str, role: str, part: str, chosen: tuple[Action, ...]
) -> None:
    """For any text, place and actions: the spans explain what was sent, every value that may
    come back does in every way of cutting the answer, and the text leaves the same again."""
    outcome = run(text, route, role, part, chosen)
    assert [(one.what, one.expected, one.got) for one in outcome.failed] == []
