"""What a replay has found: its effect, how deep each request was judged, and what it cannot say.

Counts and names only; never a value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from penname.cli.policy.corpus import Recorded
from penname.cli.policy.effects import Change, Effects
from penname.exchange.account import ENTRY
from penname.policy.bindings import PolicySet

CORPUS, SEALED, LEDGER = "corpus", "sealed", "ledger"
#: What each depth means.
DEPTHS = {
    CORPUS: "every text was detected in again",
    SEALED: "the recorded text was opened, and detected in again",
    LEDGER: "by counted finds and their scores, without any text",
}
MIXED = "mixed"
NONE = "none"
#: Changed requests that are shown one by one, and names in one line.
_MOST_SAMPLES = 20
_MOST_NAMES = 10
#: Recorded policies that are told apart.
_MOST_POLICIES = 100


@dataclass(frozen=True, slots=True)
class Sample:
    """One request of a log that changes. `name` is that of its record, ORIGIN/INDEX."""

    name: str
    time: str
    depth: str
    route: str
    tenant: str
    change: Change


@dataclass(slots=True)
class Replayed:
    """A replay of `source`. `old` is None where what was recorded stands for the old policy.

    `left_out`: why → records that were not judged. The sets are of the requests that were
    judged by their rows: types and recognizers with finds, names of allow entries.
    """

    source: str
    new: PolicySet
    old: PolicySet | None = None
    effects: Effects = field(default_factory=Effects)
    depths: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    samples: list[Sample] = field(default_factory=list)
    with_text: int = 0
    _types: set[str] = field(default_factory=set)
    _recognizers: set[str] = field(default_factory=set)
    _entries: Counter[str] = field(default_factory=Counter)
    _policies: Counter[str] = field(default_factory=Counter)

    def add(self, request: Recorded, depth: str, change: Change) -> None:
        """Count a request that was judged as deep as `depth` says."""
        subject = request.subject
        self.effects.count(subject, change)
        self.depths[depth] += 1
        if depth == LEDGER:
            self._note(request)
        moves = change.decision_changes or change.moved
        if request.name and moves and len(self.samples) < _MOST_SAMPLES:
            route, tenant = subject.route or "", subject.tenant or ""
            sample = Sample(request.name, request.time, depth, route, tenant, change)
            self.samples.append(sample)

    @property
    def depth(self) -> str:
        """How deep it went, in one word."""
        if len(self.depths) > 1:
            return MIXED
        return next(iter(self.depths), NONE)

    @property
    def old_label(self) -> str:
        if self.old is not None:
            return self.old.default.label
        return (
            f"as recorded, under {_listed(self._policies, 3)}" if self._policies else "as recorded"
        )

    @property
    def new_label(self) -> str:
        return self.new.default.label

    def notes(self) -> Iterator[str]:
        """What the requests that were judged by their rows cannot tell."""
        if not self.depths[LEDGER]:
            return
        if self.with_text and self.old is None:
            yield f"the text of {self.with_text:,} is known: --against has it detected in again"
        unseen = sorted(self._wanted() - self._types)
        if unseen:
            yield f"no finds to judge by, sought or not: {_listed(unseen)}"
        own = sorted(self._own() - self._recognizers)
        if own:
            yield f"recognizers without a recorded find, perhaps new: {_listed(own)}"
        if self._entries:
            count = self._entries.total()
            yield (
                f"{count:,} finds let through by {_listed(sorted(self._entries))}: judged by the "
                "entry's name, since values are not known"
            )
        new = sorted(self._allowing() - self._entries.keys())
        if new:
            yield f"allow entries that let nothing through so far are not judged: {_listed(new)}"
        if any(policy.limits.max_distinct for policy in self.new.in_use):
            yield "limits.max_distinct is not judged: how many values differ is not known"

    def _note(self, request: Recorded) -> None:
        known = request.policy in self._policies or len(self._policies) < _MOST_POLICIES
        if request.policy and known:
            self._policies[request.policy] += 1
        self.with_text += bool(request.body)
        for row in request.ledgered.rows if request.ledgered else ():
            self._types.add(row.entity_type)
            self._recognizers.add(row.recognizer)
            if row.rule.startswith(ENTRY):
                self._entries[row.rule] += row.count

    def _wanted(self) -> set[str]:
        """Types that only the new policies look for; all, where the old ones are not known."""
        return _types_of(self.new) - (_types_of(self.old) if self.old else set())

    def _own(self) -> set[str]:
        profiles = (policy.profile for policy in self.new.in_use)
        return {spec.name for profile in profiles for spec in profile.recognizers}

    def _allowing(self) -> set[str]:
        return {ENTRY + entry.id for policy in self.new.in_use for entry in policy.allow}


def _types_of(policies: PolicySet) -> set[str]:
    """Types that a policy acts on, its scopes included."""
    found: set[str] = set()
    for policy in policies.in_use:
        found |= policy.profile.wanted or set()
        found.update(*(scope.rules for scope in policy.scopes))
    return found


def _listed(names: Iterable[str], most: int = _MOST_NAMES) -> str:
    kept = list(names)
    more = f" and {len(kept) - most:,} more" if len(kept) > most else ""
    return ", ".join(kept[:most]) + more
