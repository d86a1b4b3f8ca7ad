"""Stand-ins through whole exchanges: names, numbers in JSON, links, stored conversations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from penname.detect.contract import Segment
from penname.mask.vault import MemoryVault
from penname.policy.model import RESTORE_PLACES, Action, Policy
from penname.policy.recognizers import EVERYTHING, Profile
from penname.text.spans import Span
from tests.exchanges import (
    CARD,
    CHAT,
    MAIL,
    MESSAGES,
    NAME,
    RESPONSES,
    chat,
    dump,
    events,
    masked,
    pieces,
    policy,
    sse,
    streamed,
    vault,
)

STAND_IN = Action.SURROGATE


def rules(restore: frozenset[str] = frozenset(RESTORE_PLACES)) -> Policy:
    return policy(restore=restore, EMAIL_ADDRESS=STAND_IN, PERSON=STAND_IN, CREDIT_CARD=STAND_IN)


class Found:
    """Finds one value."""

    version = "found/1"

    def __init__(self, entity_type: str, value: str) -> None:
        self._type, self._value = entity_type, value

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        return [tuple(self._spans(segment.text)) for segment in segments]

    def _spans(self, text: str) -> Iterator[Span]:
        at = text.find(self._value)
        if at >= 0:
            yield Span(at, at + len(self._value), self._type, 1.0, "test")


def text_of(seen: Any) -> str:
    return str(seen["messages"][0]["content"])


async def test_client_never_sees_stand_ins() -> None:
    """The provider sees other names, the client its own, whichever word the model uses."""
    one, seen = await masked(vault(), CHAT, chat(f"I am {NAME}, {MAIL}, {CARD}."), rules=rules())
    sent = text_of(seen)
    first, last, mail, card = sent[5:-1].replace(",", "").split()
    assert "Maria" not in sent
    assert mail.endswith(".example")
    assert card.startswith("9999")
    said = f"Dear Ms. {last} ({first.upper()}), {mail} and {card}: {last}'s"
    answer = {"choices": [{"index": 0, "message": {"role": "assistant", "content": said}}]}
    out = json.loads(await one.restore_body(dump(answer), "application/json"))
    assert out["choices"][0]["message"]["content"] == (
        f"Dear Ms. Schmidt (MARIA), {MAIL} and {CARD}: Schmidt's"
    )


@pytest.mark.parametrize("size", [1, 2, 3, 7])
async def test_streams_are_cut_anywhere(size: int) -> None:
    """A stream of pieces of any size gives the client its own values."""
    one, seen = await masked(vault(), CHAT, chat(f"{NAME} {MAIL}"), rules=rules())
    said = f"**{text_of(seen)}** and {text_of(seen).upper()}"
    sent = [{"choices": [{"index": 0, "delta": {"content": part}}]} for part in pieces(said, size)]
    out = await streamed(one, [sse(*sent, "[DONE]")])
    got = "".join(e["choices"][0]["delta"]["content"] for e in events(out) if isinstance(e, dict))
    assert got == f"**{NAME} {MAIL}** and {NAME.upper()} {MAIL}"


@pytest.mark.parametrize("card", [CARD, " ".join(pieces(CARD, 4))])
@pytest.mark.parametrize("restore", [frozenset({"tool_arguments"}), frozenset({"text"})])
async def test_card_as_a_number(card: str, restore: frozenset[str]) -> None:
    """A card that the model writes as a JSON number stays one, and comes back where it may."""
    body = {"messages": [{"role": "user", "content": card}]}
    one, seen = await masked(
        vault(),
        MESSAGES,
        body,
        rules=rules(restore=restore),
        detector=Found("CREDIT_CARD", card),
    )
    number = text_of(seen).replace("-", "")
    use = {"type": "tool_use", "id": "t", "name": "f", "input": {"card": int(number)}}
    answer = dump({"type": "message", "role": "assistant", "content": [use]})
    out = json.loads(await one.restore_body(answer, "application/json"))
    expected = CARD if "tool_arguments" in restore else number
    assert out["content"][0]["input"] == {"card": int(expected)}


@pytest.mark.parametrize("name", [NAME, NAME.upper(), NAME.lower()])
async def test_names_in_quoted_links(name: str) -> None:
    """A name that stood in a link of a tool result may stand in that link again, no other."""
    link = f'<a href="https://crm.example/?q={name}">'
    body = {
        "messages": [
            {"role": "user", "content": "Look for it"},
            {"role": "tool", "tool_call_id": "c", "content": link},
        ]
    }
    one, seen = await masked(vault(), CHAT, body, rules=rules(), detector=Found("PERSON", name))
    quoted = seen["messages"][1]["content"]
    assert name not in quoted
    other = quoted.replace("crm", "evil")
    answer = {
        "choices": [{"index": 0, "message": {"role": "assistant", "content": quoted + other}}]
    }
    out = json.loads(await one.restore_body(dump(answer), "application/json"))
    assert out["choices"][0]["message"]["content"] == link + other


async def test_stored_conversations_know_their_stand_ins() -> None:
    """After its values were evicted, a stored conversation still leads back to them."""
    store = MemoryVault(b"k" * 32, clock=lambda: 0.0, max_values=100)
    one, seen = await masked(store, RESPONSES, {"input": f"I am {NAME}"}, rules=rules())
    stand_in = seen["input"].removeprefix("I am ")
    await one.restore_body(dump({"id": "resp_1", "output": []}), "application/json")
    for at in range(200):
        store.scope("tenant").bind("PERSON", f"Somebody {at}")
    body = {"input": "Who am I?", "previous_response_id": "resp_1"}
    later, _ = await masked(store, RESPONSES, body, rules=rules())
    part = {"type": "output_text", "text": stand_in}
    answer = {"id": "resp_2", "output": [{"type": "message", "content": [part]}]}
    out = json.loads(await later.restore_body(dump(answer), "application/json"))
    assert out["output"][0]["content"][0]["text"] == NAME
