"""The account of an exchange: every find with its score, and the values that were acted on."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

import pytest

from penname.detect.contract import Segment
from penname.exchange.account import (
    OWN,
    UNPROVEN,
    Account,
    Found,
    Row,
    Tally,
    brief,
)
from penname.exchange.choice import OnePolicy
from penname.exchange.exchange import Exchange
from penname.exchange.memory import Memory
from penname.exchange.refusal import Refusal
from penname.policy.model import Action, AllowEntry, Inspect, Mode, Policy
from penname.policy.recognizers import EVERYTHING, Profile
from penname.text.spans import Span
from penname.text.surrogate import LITERAL
from tests.detectors import PatternDetector
from tests.exchanges import (
    CARD,
    CHAT,
    MAIL,
    NAME,
    TODAY,
    TenantScopes,
    chat,
    dump,
    exchange,
    masked,
    policy,
    sse,
    streamed,
    vault,
)

LINE = "policy.yaml:7"
KEY = "-----BEGIN " + "PRIVATE KEY-----"


class Unsure(PatternDetector):
    """Is not sure of anything: all scores are 0.3, under the rule's."""

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        found = await super().detect(segments, profile)
        return [tuple(replace(span, score=0.3) for span in spans) for spans in found]


def changed(name: str, base: Policy | None = None, **changes: object) -> Policy:
    """A policy with another rule for one type."""
    base = base or policy()
    return replace(base, rules={**base.rules, name: replace(base.rules[name], **changes)})  # type: ignore[arg-type]


def allowing(value: str) -> Policy:
    entry = AllowEntry(
        "ours",
        frozenset({"EMAIL_ADDRESS"}),
        frozenset({value}),
        dt.date(2027, 1, 1),
        "it is public",
        "team",
        where="policy.yaml:40",
    )
    return replace(policy(), allow=(entry,))


def found(rows: Sequence[Row], name: str) -> list[tuple[Found, dict[int, int]]]:
    return [(one, dict(scores)) for one, scores in rows if one.entity_type == name]


def mail_row(**changes: str) -> Found:
    row = Found("EMAIL_ADDRESS", "mask", LINE, "test", "request", "raw", "user", "text")
    return replace(row, **changes)


async def test_finds_are_counted_by_place() -> None:
    """Each find counts once, under its role, part, view and recognizer, with its score."""
    body = chat(f"{MAIL} and b.b@example.org", "fine")
    body["messages"].insert(0, {"role": "system", "content": f"for {quote(MAIL, safe='')}"})
    one = exchange(vault())
    result = await one.mask_request(dump(body))
    rows = found(one.account.rows, "EMAIL_ADDRESS")
    assert (mail_row(), {90: 2}) in rows
    assert (mail_row(view="percent", role="system"), {90: 1}) in rows
    assert result.rows == one.account.rows
    assert result.values == one.account.values
    assert result.values == {("EMAIL_ADDRESS", MAIL), ("EMAIL_ADDRESS", "b.b@example.org")}


async def test_finds_without_action_are_counted() -> None:
    """What scores too low or has no rule in force is a find with the action none."""
    one, _ = await masked(vault(), CHAT, chat(MAIL), detector=Unsure())
    assert found(one.account.rows, "EMAIL_ADDRESS") == [(mail_row(action="none", rule=""), {30: 1})]
    assert one.account.values == frozenset()


async def test_allowed_finds_name_their_entry() -> None:
    """A value let through counts as allowed, by the entry or the line that lets it."""
    one, _ = await masked(vault(), CHAT, chat(MAIL), rules=allowing(MAIL))
    assert found(one.account.rows, "EMAIL_ADDRESS") == [
        (mail_row(action="allow", rule="allow:ours"), {90: 1})
    ]
    rules = changed("EMAIL_ADDRESS", action=Action.ALLOW, on_reply=Action.MASK)
    one, _ = await masked(vault(), CHAT, chat(MAIL), rules=rules)
    assert found(one.account.rows, "EMAIL_ADDRESS") == [(mail_row(action="allow"), {90: 1})]
    assert one.account.values == frozenset()


async def test_shadow_finds_are_apart() -> None:
    """A rule in shadow does nothing; what it would have done stands in the shadow rows."""
    rules = changed("EMAIL_ADDRESS", mode=Mode.SHADOW)
    one = exchange(vault(), rules=rules)
    result = await one.mask_request(dump(chat(MAIL)))
    assert found(one.account.rows, "EMAIL_ADDRESS") == [(mail_row(action="none", rule=""), {90: 1})]
    assert found(one.account.shadow, "EMAIL_ADDRESS") == [(mail_row(), {90: 1})]
    assert result.shadow == {("EMAIL_ADDRESS", "mask"): 1}


async def test_known_values_count_as_known() -> None:
    """A known value counts where no recognizer reads, and not where one finds it too."""
    rules = replace(policy(), inspect=Inspect(roles=frozenset({"user"})))
    body = chat(MAIL, f"noted: {MAIL}", f"again {MAIL}")
    one, _ = await masked(vault(), CHAT, body, rules=rules)
    rows = found(one.account.rows, "EMAIL_ADDRESS")
    assert (mail_row(), {90: 2}) in rows
    assert (mail_row(recognizer="known-value", role="assistant"), {100: 1}) in rows
    assert len(rows) == 2


async def test_values_given_away_later_count() -> None:
    """A value that only a later text gives away counts where it is masked after all."""
    rules = replace(policy(), inspect=Inspect(roles=frozenset({"user"})))
    body = chat("hello", f"noted: {MAIL}", MAIL)
    one, _ = await masked(vault(), CHAT, body, rules=rules)
    assert (mail_row(recognizer="known-value", role="assistant"), {100: 1}) in found(
        one.account.rows, "EMAIL_ADDRESS"
    )


async def test_recalled_texts_count_known_values() -> None:
    """In a text that the model wrote, a value known by now is masked and counted."""
    store = vault()
    first, _ = await masked(store, CHAT, chat("write to somebody"))
    answer = {"choices": [{"message": {"role": "assistant", "content": f"To {MAIL}."}}]}
    await first.restore_body(dump(answer), "application/json")
    one, _ = await masked(store, CHAT, chat(f"ask {MAIL}", f"To {MAIL}.", "go"))
    rows = found(one.account.rows, "EMAIL_ADDRESS")
    assert (mail_row(recognizer="known-value", role="assistant"), {100: 1}) in rows


async def test_literals_count_without_value() -> None:
    """Text that looks like a surrogate counts, but nobody would ask for it by value."""
    _, seen = await masked(vault(), CHAT, chat(MAIL))
    one, _ = await masked(vault(), CHAT, chat(seen["messages"][0]["content"]))
    (row, scores), *_ = found(one.account.rows, LITERAL)
    assert (row.recognizer, dict(scores)) == ("surrogate-shape", {100: 1})
    assert one.account.values == frozenset()


async def test_weak_finds_say_so() -> None:
    """A number that nothing proves to be a value counts with the reason why it stays."""
    body = {**chat("hi"), "metadata": {"x": int(CARD)}}
    one, _ = await masked(vault(), CHAT, body, detector=Unsure())
    (row, scores), *_ = found(one.account.rows, "CREDIT_CARD")
    assert (row.action, row.rule, dict(scores)) == ("none", UNPROVEN, {30: 1})


async def test_refused_requests_keep_finds() -> None:
    """What was found is there after a refusal, the blocking find and its value included."""
    one = exchange(vault())
    assert one.account == Account()
    with pytest.raises(Refusal):
        await one.mask_request(dump(chat(f"{MAIL} {KEY}")))
    actions = {(row.entity_type, row.action) for row, _ in one.account.rows}
    assert actions == {("EMAIL_ADDRESS", "mask"), ("PRIVATE_KEY", "block")}
    assert ("PRIVATE_KEY", KEY) in one.account.values


async def test_routed_values_are_noted() -> None:
    """A routed value leaves in clear: it is one that can be asked for."""
    rules = changed("EMAIL_ADDRESS", action=Action.ROUTE, to=("eu",))
    one, _ = await masked(vault(), CHAT, chat(MAIL), rules=rules)
    assert found(one.account.rows, "EMAIL_ADDRESS") == [(mail_row(action="route"), {90: 1})]
    assert one.account.values == {("EMAIL_ADDRESS", MAIL)}


@pytest.mark.parametrize(
    ("query", "count"), [(f"q={quote(MAIL)}", 1), ("q=x&r=y", 0), ("q=bWFyaWE&r=1", 0)]
)
async def test_query_finds_count_once(query: str, count: int) -> None:
    """A query is read in several ways, and counts once, refused or not."""
    one = exchange(vault())
    if count:
        with pytest.raises(Refusal):
            await one.mask_request(b"", query)
    else:
        await one.mask_request(b"", query)
    rows = found(one.account.rows, "EMAIL_ADDRESS")
    assert rows == [(mail_row(role="", part="query"), {90: 1})] * count


async def test_memory_repeats_the_account() -> None:
    """A text whose decisions are remembered counts as it did the first time."""
    store, memory = vault(), Memory(b"m" * 32)

    def anew(rules: Policy) -> Exchange:
        return Exchange(
            route=exchange(store).route,
            policies=OnePolicy(rules, TODAY),
            scopes=TenantScopes(store, "tenant"),
            detector=PatternDetector(),
            today=TODAY,
            memory=memory,
        )

    rules = changed("PERSON", mode=Mode.SHADOW)
    body = dump(chat(f"{MAIL} of {NAME}", "fine", "go on"))
    first, again = anew(rules), anew(rules)
    one, two = await first.mask_request(body), await again.mask_request(body)
    assert repr(memory).startswith("Memory(3 judged")
    assert first.account == again.account
    assert one.shadow == two.shadow == {("PERSON", "mask"): 1}


async def test_reply_finds_are_counted() -> None:
    """Values that the model made up count as reply finds; the client's own as such."""
    rules = policy(on_reply=Action.REDACT, EMAIL_ADDRESS=Action.ALLOW)
    one, _ = await masked(vault(), CHAT, chat(MAIL), rules=rules)
    assert one.reply_account == Account()
    made_up = "ann.lee@example.org"
    text = f"{MAIL} or {made_up}. And {made_up} it is."
    answer = {"choices": [{"message": {"role": "assistant", "content": text}}]}
    await one.restore_body(dump(answer), "application/json")
    reply = mail_row(action="redact", direction="reply", role="assistant")
    assert found(one.reply_account.rows, "EMAIL_ADDRESS") == [
        (replace(reply, action="none", rule=OWN), {90: 1}),
        (reply, {90: 2}),
    ]
    assert one.reply_account.values == {("EMAIL_ADDRESS", made_up)}
    assert [row.direction for row, _ in one.account.rows] == ["request", "reply", "reply"]
    assert one.account.values == frozenset()


async def test_reply_finds_without_action() -> None:
    """What scores too low in an answer counts, and stays."""
    rules = policy(on_reply=Action.MASK)
    one, _ = await masked(vault(), CHAT, chat("hi"), rules=rules, detector=Unsure())
    body = dump({"choices": [{"message": {"role": "assistant", "content": MAIL}}]})
    assert await one.restore_body(body, "application/json") == body
    reply = mail_row(action="none", rule="", direction="reply", role="assistant")
    assert found(one.reply_account.rows, "EMAIL_ADDRESS") == [(reply, {30: 1})]
    assert one.reply_account.values == frozenset()


async def test_streamed_replies_count_once() -> None:
    """Text that a stream looks at again before it is shown counts once."""
    rules = policy(on_reply=Action.MASK)
    one, _ = await masked(vault(), CHAT, chat("hi"), rules=rules)
    text = "word " * 600 + "ann.lee@example.org " + "word " * 20
    events = [
        {"choices": [{"index": 0, "delta": {"content": text[at : at + 9]}}]}
        for at in range(0, len(text), 9)
    ]
    await streamed(one, [sse(*events, "[DONE]")])
    rows = found(one.reply_account.rows, "EMAIL_ADDRESS")
    assert [dict(scores) for _, scores in rows] == [{90: 1}]


async def test_invented_values_count_again() -> None:
    """An invented value that no recognizer finds again is hidden, and counts as known."""
    rules = policy(on_reply=Action.MASK)
    one, _ = await masked(vault(), CHAT, chat("hi"), rules=rules, detector=Once())
    choice = {"message": {"role": "assistant", "content": f"ask {NAME}"}}
    out = await one.restore_body(dump({"choices": [choice, choice]}), "application/json")
    assert NAME.encode() not in out
    recognizers = [row.recognizer for row, _ in found(one.reply_account.rows, "PERSON")]
    assert recognizers == ["test", "known-value"]


class Once(PatternDetector):
    """Finds something only the first time it is there."""

    def __init__(self) -> None:
        super().__init__()
        self.done = False

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        spans = await super().detect(segments, profile)
        if self.done:
            return [() for _ in spans]
        self.done = any(spans)
        return spans


@pytest.mark.parametrize(
    ("score", "hundredths"), [(0.57, 57), (0.29, 29), (0.499, 49), (1.0, 100), (0.0, 0)]
)
def test_scores_are_cut_off(score: float, hundredths: int) -> None:
    """A score under a threshold of whole hundredths stays under it, and one at it at it."""
    assert brief(Span(0, 1, "PERSON", score, "x"), None)[-1] == hundredths


async def test_encoded_values_are_read() -> None:
    """A value in percent encoding is noted as it reads, a short base64 run as all that it holds."""
    run = base64.b64encode(f"to {MAIL}".encode()).decode()
    one, _ = await masked(vault(), CHAT, chat(f"{quote(MAIL, safe='')} {run}"))
    assert one.account.values == {("EMAIL_ADDRESS", MAIL), ("EMAIL_ADDRESS", f"to {MAIL}")}


async def test_long_runs_stay_encoded() -> None:
    """A long encoded run is no value: it is noted as it stands."""
    run = base64.b64encode(f"{'word ' * 100}{MAIL}".encode()).decode()
    one, _ = await masked(vault(), CHAT, chat(run))
    assert one.account.values == {("EMAIL_ADDRESS", run)}


async def test_reprs_hold_no_value() -> None:
    """Neither an account nor a tally shows what it holds."""
    one, _ = await masked(vault(), CHAT, chat(MAIL))
    assert one.account.values
    assert MAIL not in repr(one.account)
    assert repr(Tally("reply")) == "Tally(reply, <0 values>)"
