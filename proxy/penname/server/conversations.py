"""Which policy a request gets, over the life of a conversation.

Theory. A policy set can change while conversations run. Safety comes before caches: what
is stricter in the new policy holds from the next request on. What is looser does not: the
provider has a prefix with surrogates in it, and a value that suddenly stands there in
clear would break the prompt cache and say what the surrogate stood for. So a conversation
remembers every policy that has held for it, and is held to the strictest of each:

    effective = stricter(first, …, policy in force now)      for each request

and only a conversation that begins later gets the looser policy alone. The same holds
when a binding or a roll-out gives a running conversation another policy.

What is kept per conversation is a digest and a policy, for as long as the vault's time to
live; the least recently used go first. Nothing of a text.
"""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from penname.exchange.choice import Choice
from penname.policy.bindings import bucket_of
from penname.policy.effective import Views, stricter
from penname.policy.match import Subject
from penname.policy.model import Policy
from penname.server.ports import PolicyState

#: About 30 MB of digests; the policies themselves are shared.
MAX_CONVERSATIONS = 100_000
_MAX_VIEWS = 256
#: So many policies in one conversation's life: then the second oldest is forgotten.
_MAX_POLICIES = 32


@dataclass(slots=True)
class _Held:
    """The policies that a conversation is held to, oldest first, and until when."""

    policies: tuple[Policy, ...]
    expires: float


class Conversations:
    """Chooses policies for requests. `clock` gives seconds, monotonic.

    `key`: 32 secret bytes for the buckets of roll-outs, the same on all replicas.
    """

    def __init__(
        self,
        store: PolicyState,
        key: bytes,
        *,
        today: Callable[[], dt.date],
        clock: Callable[[], float],
        max_conversations: int = MAX_CONVERSATIONS,
    ) -> None:
        self._store = store
        self._key = key
        self._today = today
        self._clock = clock
        self._max = max_conversations
        self._held: OrderedDict[tuple[str, str], _Held] = OrderedDict()
        self._views: OrderedDict[str, Views] = OrderedDict()
        self._joins: OrderedDict[tuple[str, str], Policy] = OrderedDict()

    def __repr__(self) -> str:
        return f"Conversations({len(self._held)} held)"

    def of(self, scope_id: str) -> Tenant:
        """The policies as one tenant gets them."""
        return Tenant(self, scope_id)

    def choose(self, scope_id: str, subject: Subject, conversation: str, *, begins: bool) -> Choice:
        """What holds for one request. One that `begins` a conversation owes nothing to the past."""

        def bucket(key: str) -> float:
            words = {"conversation": conversation, "client": subject.client}
            word = words.get(key, subject.tenant or scope_id)
            return bucket_of(self._key, key, f"{scope_id}/{word}") if word else 100.0

        chosen = self._store.current.choose(subject, bucket)
        today = self._today()
        policies: tuple[Policy, ...] = (chosen.policy,)
        if conversation:
            policies = self._hold((scope_id, conversation), chosen.policy, begins=begins)
        effective = self._joined([self._view(one, subject, today) for one in policies])
        shadow = None if chosen.shadow is None else self._view(chosen.shadow, subject, today)
        return Choice(effective, shadow)

    def _hold(self, key: tuple[str, str], policy: Policy, *, begins: bool) -> tuple[Policy, ...]:
        """The policies that a conversation is held to from now on."""
        now = self._clock()
        held = self._held.pop(key, None)
        before = held.policies if held and held.expires > now and not begins else ()
        known = any(one.digest == policy.digest for one in before)
        policies = before if known else (*before, policy)
        if len(policies) > _MAX_POLICIES:
            policies = (policies[0], *policies[-_MAX_POLICIES + 1 :])
        life = max(one.vault_ttl_s for one in policies)
        self._held[key] = _Held(policies, now + life)
        while len(self._held) > self._max:
            self._held.popitem(last=False)
        return policies

    def _joined(self, policies: Sequence[Policy]) -> Policy:
        """The strictest of all; what was joined once is remembered."""
        joined = policies[0]
        for policy in policies[1:]:
            pair = (joined.key, policy.key)
            if pair not in self._joins:
                self._joins[pair] = stricter(joined, policy)
                while len(self._joins) > _MAX_VIEWS:
                    self._joins.popitem(last=False)
            joined = self._joins[pair]
        return joined

    def _view(self, policy: Policy, subject: Subject, today: dt.date) -> Policy:
        views = self._views.get(policy.key)
        if views is None:
            views = self._views[policy.key] = Views(policy)
            while len(self._views) > _MAX_VIEWS:
                self._views.popitem(last=False)
        self._views.move_to_end(policy.key)
        return views.of(subject, today)


@dataclass(frozen=True, slots=True)
class Tenant:
    """What `exchange.choice.Policies` asks for, for one tenant."""

    conversations: Conversations
    scope_id: str

    def choose(self, subject: Subject, conversation: str, *, begins: bool) -> Choice:
        return self.conversations.choose(self.scope_id, subject, conversation, begins=begins)
