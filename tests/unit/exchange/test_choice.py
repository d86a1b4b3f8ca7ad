"""Which policy and vault scope a request gets, from what its body says."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace

import pytest

from penname.dialects.routes import match
from penname.exchange.choice import Choice, OnePolicy
from penname.exchange.exchange import Exchange
from penname.exchange.refusal import Refusal
from penname.mask.vault import MemoryVault
from penname.policy.match import Match, Subject
from penname.policy.model import Action, AllowEntry, Exemption, Limits, Mode, Policy, Rule
from tests.detectors import PatternDetector
from tests.exchanges import (
    CARD,
    CHAT,
    MAIL,
    MESSAGES,
    NAME,
    RESPONSES,
    TODAY,
    TenantScopes,
    chat,
    dump,
    masked,
    policy,
    vault,
)


@dataclass
class Asked:
    """Notes what it is asked, and answers with one policy."""

    answer: Policy
    shadow: Policy | None = None
    subjects: list[Subject] = field(default_factory=list)
    conversations: list[str] = field(default_factory=list)
    begins: list[bool] = field(default_factory=list)

    def choose(self, subject: Subject, conversation: str, *, begins: bool) -> Choice:
        self.subjects.append(subject)
        self.conversations.append(conversation)
        self.begins.append(begins)
        return Choice(self.answer, self.shadow)


def asking(
    asked: Asked, path: str = CHAT, store: MemoryVault | None = None, nonce: str = "r"
) -> Exchange:
    return Exchange(
        route=match("POST", path, {}),
        policies=asked,
        scopes=TenantScopes(store or vault(), "tenant", nonce),
        detector=PatternDetector(),
        today=TODAY,
        subject=Subject(tenant="acme", client="web"),
    )


async def conversation(body: object, path: str = CHAT, store: MemoryVault | None = None) -> str:
    asked = Asked(policy())
    await asking(asked, path, store).mask_request(dump(body))
    return asked.conversations[0]


async def test_subject_has_route_and_model() -> None:
    """The subject is the caller's, with the route's name and the model of the body."""
    asked = Asked(policy())
    one = asking(asked)
    assert (one.policy, one.has_shadow, await one.shadow()) == (None, False, None)
    await one.mask_request(dump(chat("hello")))
    assert asked.subjects == [Subject("openai.chat", "acme", "gpt-5", "web")]
    assert one.policy is asked.answer
    await asking(asked).mask_request(b"")
    assert asked.subjects[1].model is None


async def test_conversation_stays_the_same() -> None:
    """Later turns, another system prompt or other metadata do not make another conversation."""
    first = await conversation(chat("Who is Maria Schmidt?"))
    later = chat("Who is Maria Schmidt?", "A baker.", "Where?")
    later["messages"].insert(0, {"role": "system", "content": "It is noon."})
    later["metadata"] = {"turn": "second"}
    assert len(first) == 32
    assert await conversation(later) == first
    assert await conversation(chat("Who is Ann Lee?")) != first


async def test_conversation_of_anthropic_blocks() -> None:
    """Cache marks wander from turn to turn; they are no part of what was said."""

    def turn(*texts: str, mark: int) -> dict[str, object]:
        messages = []
        for at, text in enumerate(texts):
            block: dict[str, object] = {"type": "text", "text": text}
            if at == mark:
                block["cache_control"] = {"type": "ephemeral"}
            messages.append({"role": ("user", "assistant")[at % 2], "content": [block]})
        return {"model": "m", "system": f"turn {mark}", "messages": messages}

    first = await conversation(turn("hello", mark=0), MESSAGES)
    assert first == await conversation(turn("hello", "yes?", "more", mark=2), MESSAGES)


async def test_nobody_speaking_is_no_conversation() -> None:
    """A request without a word of the user has no conversation."""
    assert await conversation({"model": "m", "messages": []}) == ""


async def test_model_text_says_it_runs() -> None:
    """A conversation begins as long as the model has said nothing in it."""
    asked = Asked(policy())
    await asking(asked).mask_request(dump(chat("hello")))
    await asking(asked).mask_request(dump(chat("hello", "yes", "more")))
    assert asked.begins == [True, False]


async def test_stored_conversation_keeps_its_digest() -> None:
    """`previous_response_id` leads to the conversation that it goes on with."""
    store = vault()
    asked = Asked(policy())
    one = asking(asked, RESPONSES, store)
    await one.mask_request(dump({"model": "m", "input": "hello"}))
    await one.restore_body(dump({"id": "resp_1", "output": []}), "application/json")
    two = asking(asked, RESPONSES, store)
    await two.mask_request(
        dump({"model": "m", "input": "and then?", "previous_response_id": "resp_1"})
    )
    assert asked.conversations[0] == asked.conversations[1] != ""
    assert asked.begins == [True, False]


@pytest.mark.parametrize(
    ("kind", "same_turns", "same_talks"),
    [("tenant", True, True), ("conversation", True, False), ("request", False, False)],
)
async def test_vault_scope_bounds_surrogates(kind: str, same_turns: bool, same_talks: bool) -> None:
    """A surrogate is the same as far as the vault's scope reaches, and no further."""
    store = vault()
    rules = replace(policy(), vault_scope=kind)

    async def surrogate(nonce: str, *texts: str) -> str:
        one = Exchange(
            route=match("POST", CHAT, {}),
            policies=OnePolicy(rules, TODAY),
            scopes=TenantScopes(store, "tenant", nonce),
            detector=PatternDetector(),
            today=TODAY,
        )
        body = json.loads((await one.mask_request(dump(chat(*texts)))).body)
        last: str = body["messages"][-1]["content"]
        return last

    first = await surrogate("r1", f"hi {MAIL}")
    again = await surrogate("r2", f"hi {MAIL}", "yes", f"hi {MAIL}")
    other = await surrogate("r3", "good day", "yes", f"hi {MAIL}")
    assert (first == again) is same_turns
    assert (first == other) is same_talks


async def test_request_scope_keeps_no_values() -> None:
    """With a vault for each request, a stored response does not bring values back."""
    store = vault()
    asked = Asked(replace(policy(), vault_scope="request"))
    one = asking(asked, RESPONSES, store, "r1")
    sent = await one.mask_request(dump({"model": "m", "input": f"hi {MAIL}"}))
    surrogate = json.loads(sent.body)["input"].split()[1]
    await one.restore_body(dump({"id": "resp_1", "output": []}), "application/json")
    two = asking(asked, RESPONSES, store, "r2")
    later = {"model": "m", "input": "who?", "previous_response_id": "resp_1"}
    await two.mask_request(dump(later))
    text = {"id": "r", "output": [{"type": "message", "content": [{"text": surrogate}]}]}
    assert MAIL.encode() not in await two.restore_body(dump(text), "application/json")


async def test_two_models_are_refused() -> None:
    """A request that names its model twice could choose its policy by that."""
    raw = b'{"model":"a","model":"b","messages":[]}'
    with pytest.raises(Refusal, match="model twice"):
        await asking(Asked(policy())).mask_request(raw)


async def test_policy_bounds_the_body() -> None:
    """A body over the policy's own limit is refused with the policy's name."""
    small = policy(limits=Limits(max_body_bytes=20))
    with pytest.raises(Refusal) as refused:
        await masked(vault(), CHAT, chat("hello"), rules=small)
    assert (refused.value.status, refused.value.code) == (413, "body_too_large")
    assert "limits.max_body_bytes of test" in refused.value.message


@pytest.mark.parametrize(
    ("inspect", "seen"),
    [
        ({"roles": frozenset({"user"})}, {"user", "result", "arguments"}),
        ({"roles": frozenset({"system", "assistant"})}, {"system", "assistant", "arguments"}),
        ({"parts": frozenset({"text"})}, {"system", "user", "assistant"}),
        ({"parts": frozenset({"tool_results"})}, {"result"}),
        ({"parts": frozenset({"documents"})}, {"document"}),
    ],
)
async def test_inspect_narrows_what_is_read(
    inspect: dict[str, frozenset[str]], seen: set[str]
) -> None:
    """Only the roles and parts that the policy names are searched for new values."""
    body = {
        "model": "m",
        "max_tokens": 9,
        "system": "system@example.org",
        "messages": [
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "user@example.org"},
                    {
                        "type": "document",
                        "source": {"type": "text", "data": "document@example.org"},
                    },
                ],
            },
            {
                "role": "assistant",
                "content": [
                    {"type": "text", "text": "assistant@example.org"},
                    {
                        "type": "tool_use",
                        "id": "t",
                        "name": "n",
                        "input": {"to": "arguments@example.org"},
                    },
                ],
            },
            {
                "role": "user",
                "content": [
                    {"type": "tool_result", "tool_use_id": "t", "content": "result@example.org"}
                ],
            },
        ],
    }
    rules = replace(policy(), inspect=replace(policy().inspect, **inspect))
    _, sent = await masked(vault(), MESSAGES, body, rules=rules)
    raw = json.dumps(sent)
    words = {"system", "user", "document", "assistant", "arguments", "result"}
    expected = seen | ({"document"} if "roles" in inspect and "user" in inspect["roles"] else set())
    expected -= {"result"} if inspect.get("roles") == frozenset({"user"}) else set()
    expected -= {"arguments"} if inspect.get("roles") == frozenset({"user"}) else set()
    assert {word for word in words if f"{word}@example.org" not in raw} == expected


async def test_route_asks_for_tagged_upstreams() -> None:
    """A routed value stays as it is; the request may go only where all tags are."""
    rules = {
        "EMAIL_ADDRESS": Rule("EMAIL_ADDRESS", Action.ROUTE, to=("local",)),
        "PERSON": Rule("PERSON"),
    }
    routing = Policy("test", "1", "e" * 64, rules, require_tags=frozenset({"baa"}))
    asked = Asked(routing)
    result = await asking(asked).mask_request(dump(chat(f"{NAME}, {MAIL}, {MAIL}")))
    assert MAIL.encode() in result.body
    assert NAME.encode() not in result.body
    assert result.require_tags == {"baa", "local"}
    assert result.actions["EMAIL_ADDRESS", "route"] == 2
    assert (await asking(asked).mask_request(b"")).require_tags == {"baa"}


async def test_covered_values_may_ask_for_tags() -> None:
    """A rule that had to be as strict as a route and a mask masks the value and has tags."""
    rules = {"EMAIL_ADDRESS": Rule("EMAIL_ADDRESS", also_tags=("local",)), "PERSON": Rule("PERSON")}
    asked = Asked(Policy("test", "1", "e" * 64, rules))
    result = await asking(asked).mask_request(dump(chat(MAIL)))
    assert MAIL.encode() not in result.body
    assert result.require_tags == {"local"}
    assert not (await asking(asked).mask_request(dump(chat(NAME)))).require_tags


async def test_candidate_only_counts_along() -> None:
    """A candidate's decisions are counted beside those in force; the bytes are the same."""
    looser = policy(EMAIL_ADDRESS=Action.ALLOW, PERSON=Action.REDACT)
    plain = await asking(Asked(policy())).mask_request(dump(chat(f"{NAME} {MAIL}")))
    one = asking(Asked(policy(), looser))
    assert (await one.mask_request(dump(chat(f"{NAME} {MAIL}")))).body == plain.body
    along = await one.shadow()
    assert along is not None
    assert along.policy is looser
    assert dict(along.counts) == {
        ("EMAIL_ADDRESS", "mask", "allow"): 1,
        ("PERSON", "mask", "redact"): 1,
    }
    assert await asking(Asked(policy())).shadow() is None


async def test_exception_holds_for_its_subject() -> None:
    """One policy for everybody still knows scopes and exceptions by who asks."""
    exempt = Exemption(
        "EX-1",
        Match(models=("gpt-*",)),
        {"EMAIL_ADDRESS": {"action": Action.ALLOW}},
        expires=TODAY,
        reason="r",
        owner="o",
    )
    rules = replace(policy(), exceptions=(exempt,))
    _, sent = await masked(vault(), CHAT, chat(MAIL), rules=rules)
    assert sent["messages"][0]["content"] == MAIL
    other = chat(MAIL) | {"model": "claude"}
    _, sent = await masked(vault(), CHAT, other, rules=rules)
    assert MAIL not in sent["messages"][0]["content"]


async def test_unread_request_decides_nothing() -> None:
    """Before the request was read there is no policy to answer with: that is a bug, not a pass."""
    one = asking(Asked(policy()))
    with pytest.raises(RuntimeError, match="not been read"):
        await one.restore_body(b"{}", "application/json")
    with pytest.raises(RuntimeError, match="not been read"):
        one.open_stream()
    with pytest.raises(RuntimeError, match="not been read"):
        _ = one._scope


async def test_shadow_rules_only_count() -> None:
    """A rule in shadow mode leaves its values, wherever they recur, and counts them."""
    rules = dict(policy().rules)
    rules["EMAIL_ADDRESS"] = replace(rules["EMAIL_ADDRESS"], mode=Mode.SHADOW)
    asked = Asked(replace(policy(), rules=rules))
    result = await asking(asked).mask_request(dump(chat(f"{NAME} {MAIL}", "yes", MAIL)))
    assert result.body.count(MAIL.encode()) == 2
    assert NAME.encode() not in result.body
    assert dict(result.shadow) == {("EMAIL_ADDRESS", "mask"): 2}
    assert dict(result.findings) == {"PERSON": 1}


async def test_cut_values_are_no_difference() -> None:
    """A candidate is not asked about values cut over two texts, so it decides no other way."""
    candidate = replace(policy(), revision="4")
    one = asking(Asked(policy(), shadow=candidate))
    parts = [{"type": "text", "text": text} for text in (CARD[:9], CARD[9:])]
    result = await one.mask_request(dump({"messages": [{"role": "user", "content": parts}]}))
    assert result.body.count(b"CREDIT_CARD_") == 2
    along = await one.shadow()
    assert along is not None
    assert not along.counts


@pytest.mark.parametrize("mode", [Mode.SHADOW, Mode.OFF])
async def test_policy_in_shadow_touches_nothing(mode: Mode) -> None:
    """In shadow or off, the bytes that go upstream are the client's, lookalikes included."""
    rules = {name: replace(rule, mode=mode) for name, rule in policy().rules.items()}
    body = dump(chat(f"{NAME} {MAIL} EMAIL_ADDRESS_k7m29qxw"))
    one = asking(Asked(replace(policy(), rules=rules, mode=mode)))
    assert (await one.mask_request(body)).body == body


async def test_known_values_of_rules_in_shadow_stay() -> None:
    """A value that a stored conversation knows stays where its rule only counts by now."""
    store = vault()
    first = asking(Asked(policy()), RESPONSES, store)
    await first.mask_request(dump({"model": "m", "input": f"hi {MAIL}"}))
    await first.restore_body(dump({"id": "resp_1", "output": []}), "application/json")
    rules = {name: replace(rule, mode=Mode.SHADOW) for name, rule in policy().rules.items()}
    later = {"model": "m", "input": f"to {MAIL}", "previous_response_id": "resp_1"}
    one = asking(Asked(replace(policy(), rules=rules)), RESPONSES, store)
    assert MAIL.encode() in (await one.mask_request(dump(later))).body


async def test_candidate_reads_its_own_parts() -> None:
    """What a candidate does not inspect, or scores too low, it lets through."""
    narrow = replace(policy(), inspect=replace(policy().inspect, roles=frozenset({"system"})))
    strict = {name: replace(rule, min_score=0.99) for name, rule in policy().rules.items()}
    for candidate in (narrow, replace(policy(), rules=strict)):
        one = asking(Asked(policy(), candidate))
        await one.mask_request(dump(chat(MAIL)))
        along = await one.shadow()
        assert one.has_shadow
        assert along is not None
        assert dict(along.counts) == {("EMAIL_ADDRESS", "mask", "allow"): 1}


async def test_query_below_the_threshold_passes() -> None:
    """A find in the query that the policy does not act on is no reason to refuse."""
    unsure = {name: replace(rule, min_score=0.99) for name, rule in policy().rules.items()}
    asked = Asked(replace(policy(), rules=unsure))
    assert (await asking(asked).mask_request(b"", f"who={MAIL}")).body == b""


async def test_value_allowed_by_now_passes() -> None:
    """A value that a stored conversation has masked may pass once an entry allows it."""
    store = vault()
    first = asking(Asked(policy()), RESPONSES, store)
    await first.mask_request(dump({"model": "m", "input": f"hi {MAIL}"}))
    await first.restore_body(dump({"id": "resp_1", "output": []}), "application/json")
    entry = AllowEntry(
        "own", frozenset({"EMAIL_ADDRESS"}), frozenset({MAIL}), expires=TODAY, reason="", owner=""
    )
    later = {"model": "m", "input": f"to {MAIL}", "previous_response_id": "resp_1"}
    one = asking(Asked(replace(policy(), allow=(entry,))), RESPONSES, store)
    assert MAIL.encode() in (await one.mask_request(dump(later))).body


async def test_known_value_inside_an_allowed_one_is_refused() -> None:
    """What is let through is not cut open; but a masked value in it must not leave: refused."""
    longer = f"x.{MAIL}"
    entry = AllowEntry(
        "own", frozenset({"EMAIL_ADDRESS"}), frozenset({longer}), expires=TODAY, reason="", owner=""
    )
    one = asking(Asked(replace(policy(), allow=(entry,))))
    with pytest.raises(Refusal) as refused:
        await one.mask_request(dump(chat(MAIL, "yes", longer)))
    assert refused.value.code == "egress_check"


async def test_numbers_as_ids_pass() -> None:
    """An id that is a number is the provider's own."""
    one = asking(Asked(policy()))
    await one.mask_request(dump(chat(MAIL)))
    raw = b'{"id": 1234567890123456, "choices": []}'
    assert await one.restore_body(raw, "application/json") == raw
