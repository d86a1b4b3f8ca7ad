"""What a policy makes of the finds of a record: counts and scores, without any text. Pure.

Values are not known, so what depends on them stays as it was recorded: an allow entry lets
through what it let through then, and a refusal for a value in the wrong place stays one.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import MutableSequence, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from penname.audit.record import AuditRecord, FindingRow
from penname.cli.policy.effects import Change, decision_of
from penname.exchange.account import ENTRY, QUERY, UNPROVEN
from penname.exchange.known import RECOGNIZER as KNOWN
from penname.policy.effective import Views
from penname.policy.match import Subject
from penname.policy.model import LEAVES_TEXT, Action, Mode, Policy
from penname.policy.recognizers import is_of_policy
from penname.text.spans import Span
from penname.text.surrogate import LITERAL

#: Refusals of the policy that depend on values, or on upstreams.
CARRIED = frozenset({"egress_check", "too_many_distinct", "no_destination"})


@dataclass(frozen=True, slots=True)
class Ledgered:
    """A recorded request: who asked, its finds, its size in bytes, and why it was refused."""

    subject: Subject
    rows: tuple[FindingRow, ...]
    size: int = 0
    code: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """What comes of a request: the action on each find (row, score), and the refusal's code."""

    actions: tuple[tuple[Action, ...], ...]
    refused: str = ""

    @property
    def decision(self) -> str:
        return decision_of(chain.from_iterable(self.actions), self.refused)


class RowJudge:
    """One effective policy as it judges rows."""

    def __init__(self, view: Policy, today: dt.date) -> None:
        self.view = view
        self._today = today
        self._plain = replace(view, allow=())
        self._own = {spec.name for spec in view.profile.recognizers}
        self._entries = {
            ENTRY + entry.id: entry.entities for entry in view.allow if today <= entry.expires
        }

    def action(self, row: FindingRow, score: int) -> Action:
        """What is done with finds of a row that have a score, in hundredths."""
        if row.recognizer == KNOWN:
            return self._known(row.entity_type)
        if row.rule == UNPROVEN or not self._looks_for(row):
            return Action.ALLOW
        span = Span(0, 1, row.entity_type, score / 100, row.recognizer)
        decision = self._plain.decide(span, "", self._today)
        if decision is None or row.entity_type in self._entries.get(row.rule, ()):
            return Action.ALLOW
        return decision.action

    def refusal(self, request: Ledgered, actions: Sequence[Sequence[Action]]) -> str:
        """The code with which a request is refused; empty when it goes out."""
        limits = self.view.limits
        if request.size > limits.max_body_bytes:
            return "body_too_large"
        done: Counter[Action] = Counter()
        for row, each in zip(request.rows, actions, strict=True):
            for (_, count), action in zip(sorted(row.scores.items()), each, strict=True):
                if action is not Action.ALLOW:
                    if row.part == QUERY:
                        return "pii_in_query"
                    done[action] += count
        if done[Action.BLOCK]:
            return "pii_blocked"
        if done.total() > limits.max_findings:
            return "too_many_findings"
        return request.code if request.code in CARRIED else ""

    def _known(self, entity_type: str) -> Action:
        """Known values are masked again wherever their type is, whatever their score."""
        rule = self.view.rules.get(entity_type)
        if rule is None or rule.mode is not Mode.ENFORCE or rule.action in LEAVES_TEXT:
            return Action.ALLOW
        return rule.action

    def _looks_for(self, row: FindingRow) -> bool:
        """Whether the policy would have had this find at all."""
        wanted = self.view.profile.wanted
        if wanted is not None and row.entity_type not in wanted:
            return False
        if is_of_policy(row.recognizer) and row.recognizer not in self._own:
            return False
        return row.part == QUERY or self.view.inspect.reads(row.role, row.part)


@dataclass(slots=True)
class Judges:
    """The judges of several policies' views, each made once."""

    today: dt.date
    _views: dict[int, tuple[Policy, Views]] = field(default_factory=dict)
    _made: dict[int, RowJudge] = field(default_factory=dict)

    def counted(self, request: Ledgered, policy: Policy) -> Counted:
        """What a policy does with a recorded request."""
        judge = self._judge(policy, request.subject)
        actions = [
            tuple(judge.action(row, score) for score in sorted(row.scores)) for row in request.rows
        ]
        _forget_unknown(request.rows, actions)
        return Counted(tuple(actions), judge.refusal(request, actions))

    def _judge(self, policy: Policy, subject: Subject) -> RowJudge:
        # The policy is kept too: an id is one object's only while the object lives.
        _, views = self._views.setdefault(id(policy), (policy, Views(policy)))
        view = views.of(subject, self.today)
        judge = self._made.get(id(view))
        if judge is None:
            judge = self._made[id(view)] = RowJudge(view, self.today)
        return judge


def request_of(record: AuditRecord) -> Ledgered:
    """A request's record as it is judged. Text that only looks like a surrogate is no find."""
    known = (record.route, record.tenant, record.model, record.client)
    rows = tuple(row for row in record.findings if row.entity_type != LITERAL)
    code = record.code if record.decision == "blocked" else ""
    return Ledgered(Subject(*(word or None for word in known)), rows, record.bytes_in, code)


def as_recorded(request: Ledgered) -> Counted:
    """What was done with a request when it was recorded."""
    actions = tuple((_action(row),) * len(row.scores) for row in request.rows)
    return Counted(actions, request.code)


def change_of(request: Ledgered, old: Counted, new: Counted) -> Change:
    """What becomes of a request. Finds that neither acts on do not count."""
    pairs: Counter[tuple[str, str, str]] = Counter()
    for row, before, after in zip(request.rows, old.actions, new.actions, strict=True):
        for score, one, other in zip(sorted(row.scores), before, after, strict=True):
            if {one, other} != {Action.ALLOW}:
                pairs[row.entity_type, str(one), str(other)] += row.scores[score]
    return Change(old.decision, new.decision, old.refused, new.refused, pairs)


def _forget_unknown(
    rows: Sequence[FindingRow], actions: MutableSequence[tuple[Action, ...]]
) -> None:
    """A value is known for having been found: when no find of a type is acted on any more, it
    is not masked again either. Where it came from another request, nothing of that is seen."""
    found = {row.entity_type for row in rows if row.recognizer != KNOWN and _acts(_action(row))}
    for row, each in zip(rows, actions, strict=True):
        if row.recognizer != KNOWN and any(map(_acts, each)):
            found.discard(row.entity_type)
    for at, row in enumerate(rows):
        if row.recognizer == KNOWN and row.entity_type in found:
            actions[at] = (Action.ALLOW,) * len(actions[at])


def _acts(action: Action) -> bool:
    return action is not Action.ALLOW


def _action(row: FindingRow) -> Action:
    try:
        return Action(row.action)
    except ValueError:
        return Action.ALLOW  # `none`, or a word of a later version
