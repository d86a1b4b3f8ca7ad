"""Which policy a conversation gets while policies change under it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

import pytest

from penname.policy.bindings import Binding, Candidate, PolicySet
from penname.policy.match import Match, Subject
from penname.policy.model import Action, Policy, Rule
from penname.server.conversations import Conversations

TODAY = dt.date(2026, 11, 24)
WEB = Subject(route="openai.chat", tenant="acme", client="web")


def policy(revision: str, digest: str, **actions: Action) -> Policy:
    rules = {name: Rule(name, action) for name, action in actions.items()}
    return Policy("p", revision, digest * 64, rules, vault_ttl_s=100.0)


OPEN = policy("1", "a", EMAIL_ADDRESS=Action.ALLOW, PERSON=Action.MASK)
MASKED = policy("2", "b", EMAIL_ADDRESS=Action.MASK, PERSON=Action.MASK)
BLOCKED = policy("3", "c", EMAIL_ADDRESS=Action.BLOCK, PERSON=Action.ALLOW)


@dataclass
class Store:
    """Policies that a test can change."""

    current: PolicySet
    stale: bool = False


@dataclass
class World:
    store: Store = field(default_factory=lambda: Store(PolicySet.single(OPEN)))
    now: float = 0.0
    max_conversations: int = 100

    def __post_init__(self) -> None:
        self.conversations = Conversations(
            self.store,
            b"k" * 32,
            today=lambda: TODAY,
            clock=lambda: self.now,
            max_conversations=self.max_conversations,
        )

    def reload(self, policy: Policy) -> None:
        self.store.current = PolicySet.single(policy)

    def action(
        self, conversation: str = "c1", entity: str = "EMAIL_ADDRESS", *, begins: bool = False
    ) -> Action:
        tenant = self.conversations.of("t1")
        return tenant.choose(WEB, conversation, begins=begins).policy.rules[entity].action


def test_tightened_policy_holds_at_once() -> None:
    """What is stricter in the new policy holds inside running conversations too."""
    world = World()
    assert world.action(begins=True) is Action.ALLOW
    world.reload(BLOCKED)
    assert world.action() is Action.BLOCK


def test_loosened_policy_waits_for_a_new_conversation() -> None:
    """A running conversation keeps the stricter rule for good; a new one gets the loose one."""
    world = World()
    world.reload(MASKED)
    assert world.action(begins=True) is Action.MASK
    world.reload(OPEN)
    assert [world.action() for _ in range(3)] == [Action.MASK] * 3
    assert world.action("c2", begins=True) is Action.ALLOW
    assert world.action("c2") is Action.ALLOW


def test_every_respect_is_judged_alone() -> None:
    """Where a policy is looser in one rule and stricter in another, each rule stays strict."""
    world = World()
    world.reload(MASKED)
    world.action(begins=True)
    world.reload(BLOCKED)
    assert world.action() is Action.BLOCK
    assert world.action(entity="PERSON") is Action.MASK
    world.reload(MASKED)
    assert world.action() is Action.BLOCK


def test_conversation_that_begins_owes_nothing() -> None:
    """The same first words, said again, begin a conversation under the policy of now."""
    world = World()
    world.reload(MASKED)
    world.action(begins=True)
    world.reload(OPEN)
    assert world.action(begins=True) is Action.ALLOW
    assert world.action() is Action.ALLOW


def test_tenants_do_not_share() -> None:
    """Equal conversations of two tenants are two conversations."""
    world = World()
    world.reload(MASKED)
    world.action(begins=True)
    world.reload(OPEN)
    other = world.conversations.of("t2").choose(WEB, "c1", begins=False)
    assert other.policy.rules["EMAIL_ADDRESS"].action is Action.ALLOW


def test_memory_ends_with_the_vault() -> None:
    """After the policy's time to live nothing is left whose prefix could break."""
    world = World()
    world.reload(MASKED)
    world.action(begins=True)
    world.reload(OPEN)
    world.now = 99.0
    assert world.action() is Action.MASK
    world.now = 300.0
    assert world.action() is Action.ALLOW


def test_memory_is_bounded() -> None:
    """The conversation that was silent longest is forgotten first."""
    world = World(max_conversations=2)
    world.reload(MASKED)
    for name in ("c1", "c2", "c3"):
        world.action(name, begins=True)
    world.reload(OPEN)
    assert world.action("c1") is Action.ALLOW
    assert world.action("c3") is Action.MASK
    assert repr(world.conversations) == "Conversations(2 held)"


def test_many_policies_keep_first_and_newest() -> None:
    """However often the files change, the first policy and the newest ones hold."""
    world = World()
    world.reload(MASKED)
    world.action(begins=True)
    for number in range(40):
        digest = f"{number:02x}" * 32
        world.reload(replace(OPEN, revision=str(number), digest=digest))
        assert world.action() is Action.MASK


def test_no_conversation_no_memory() -> None:
    """A request outside a conversation gets the policy of now."""
    world = World()
    world.reload(MASKED)
    assert world.action("") is Action.MASK
    world.reload(OPEN)
    assert world.action("") is Action.ALLOW


@pytest.mark.parametrize("key", ["conversation", "tenant", "client"])
def test_roll_out_keeps_its_side(key: str) -> None:
    """A share of the keys gets the candidate, each key always the same one."""
    candidate = Candidate(MASKED, "enforce", 50.0, key)
    policies = PolicySet.of(
        (Binding("default", Match(), OPEN, candidate),),
        {("p", "1"): OPEN, ("p", "2"): MASKED},
    )
    world = World(Store(policies))
    seen = set()
    for number in range(64):
        subject = replace(WEB, tenant=f"t{number}", client=f"c{number}")
        tenant = world.conversations.of(f"s{number}")
        picks = {tenant.choose(subject, f"{number}", begins=True).policy.revision for _ in range(3)}
        assert len(picks) == 1
        seen |= picks
    assert seen == {"1", "2"}


def test_unknown_key_stays_on_the_stable_side() -> None:
    """Who has no conversation or client name is in no share of them."""
    candidate = Candidate(MASKED, "enforce", 99.0, "client")
    policies = PolicySet.of(
        (Binding("default", Match(), OPEN, candidate),),
        {("p", "1"): OPEN, ("p", "2"): MASKED},
    )
    world = World(Store(policies))
    tenant = world.conversations.of("t")
    assert tenant.choose(Subject(), "", begins=True).policy.revision == "1"


def test_shadow_stands_beside() -> None:
    """A candidate in shadow is handed out beside the policy in force."""
    candidate = Candidate(MASKED, "shadow", 100.0)
    policies = PolicySet.of(
        (Binding("default", Match(), OPEN, candidate),),
        {("p", "1"): OPEN, ("p", "2"): MASKED},
    )
    choice = World(Store(policies)).conversations.of("t").choose(WEB, "c", begins=True)
    assert choice.policy.revision == "1"
    assert choice.shadow is not None
    assert choice.shadow.revision == "2"
