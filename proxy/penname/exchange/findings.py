"""What a request held, and the refusals that follow from it: blocked values, and limits."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from penname.dialects.errors import BLOCKED_STATUS
from penname.exchange.refusal import Refusal
from penname.policy.model import Decision, Policy


@dataclass(slots=True)
class Findings:
    """What a request held: counts per entity type, and the values for later checks.

    `actions` counts (entity type, action), `shadow` the same for rules in shadow mode;
    `tags` are what `route` decisions ask of the upstream.
    """

    counts: Counter[str] = field(default_factory=Counter)
    actions: Counter[tuple[str, str]] = field(default_factory=Counter)
    shadow: Counter[tuple[str, str]] = field(default_factory=Counter)
    tags: frozenset[str] = frozenset()
    distinct: dict[str, set[str]] = field(default_factory=dict)
    blocked: list[tuple[Decision, str]] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"Findings({dict(self.counts)})"

    def refuse_if_blocked(self, policy: Policy, provider: str) -> None:
        """Raises Refusal for a value that the policy blocks."""
        if not self.blocked:
            return
        counts = Counter(decision.rule.entity_type for decision, _ in self.blocked)
        decision, pointer = self.blocked[0]
        what = ", ".join(f"{name} ({count})" for name, count in sorted(counts.items()))
        raise Refusal(
            BLOCKED_STATUS[provider],
            "pii_blocked",
            f"penname: {what} blocked by policy {policy.name}@{policy.revision} "
            f"({decision.where}), first at {pointer}. Remove it from the request and send again.",
        )

    def check_limits(self, policy: Policy, provider: str) -> None:
        """Raises Refusal for more finds, or more different values, than the policy takes."""
        limits = policy.limits
        total = self.counts.total()
        if total > limits.max_findings:
            raise Refusal(
                BLOCKED_STATUS[provider],
                "too_many_findings",
                f"penname: {total} findings in one request, the policy's limit is "
                f"{limits.max_findings} (limits.max_findings of {policy.name}).",
            )
        for entity_type, most in limits.max_distinct.items():
            count = len(self.distinct.get(entity_type, ()))
            if count > most:
                raise Refusal(
                    BLOCKED_STATUS[provider],
                    "too_many_distinct",
                    f"penname: {count} different {entity_type} values in one request, the "
                    f"policy's limit is {most} (limits.max_distinct of {policy.name}).",
                )
