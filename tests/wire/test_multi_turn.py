"""Conversations: what was sent once is sent again byte for byte, turn after turn.

Prompt caches, signed thinking and sealed reasoning all hang on this.
"""

from __future__ import annotations

import itertools
import json
from typing import Any

import pytest

from tests.wire.both import Both
from tests.wire.leaks import assert_no_leak
from tests.wire.planted import plant
from tests.wire.scenarios.case import ANSWER, ARGUMENTS, PICKS, sentence, sheet
from tests.wire.scenarios.chat import TOOL
from tests.wire.upstream.script import Script, ToolCall

#: The model brings up people, places and days that nobody gave it.
_OWN = "Oliver Hartwell of Denver can help {person} on Friday; mail help@example.org."
_JSON = {"content-type": "application/json"}


def _body(messages: list[Any], tools: list[Any]) -> bytes:
    """A request whose messages stand last, so that an earlier turn is a prefix of a later."""
    request = {"model": "gpt-example", "tools": tools, "messages": messages}
    return json.dumps(request, ensure_ascii=False, separators=(",", ":")).encode()


async def _turn(both: Both, messages: list[Any], tools: list[Any]) -> dict[str, Any]:
    url = f"{both.proxied.openai_url}/chat/completions"
    async with both.proxied.http.post(url, data=_body(messages, tools), headers=_JSON) as answer:
        assert answer.status == 200, await answer.text()
        message: dict[str, Any] = (await answer.json())["choices"][0]["message"]
        return message


def _result(message: dict[str, Any], text: str) -> dict[str, Any]:
    return {"role": "tool", "tool_call_id": message["tool_calls"][0]["id"], "content": text}


async def test_agent_prefix_is_byte_stable(both: Both) -> None:
    """The masked body of turn k is a byte prefix of that of turn k + 1, tools included."""
    call = ToolCall("send_mail", ARGUMENTS)
    both.upstream.play(
        Script(ANSWER, tool_calls=(call,), picks=PICKS),
        Script(_OWN, tool_calls=(call,), picks=PICKS),
        Script(_OWN, picks=PICKS),
    )
    planted = both.planted
    tools = [{**TOOL, "function": {**TOOL["function"], "description": sentence(planted)}}]
    messages: list[Any] = [
        {"role": "system", "content": "You are a clerk in Chicago. Today is 2026-11-23."},
        {"role": "user", "content": sentence(planted)},
    ]
    results = (f"Bounced. See {planted.other_person}.", sheet(planted), "Thank you.")
    for number, text in enumerate(results):
        message = await _turn(both, messages, tools)
        messages.append(message)
        last = {"role": "user", "content": text}
        messages.append(last if number == 2 else _result(message, text))
    bodies = [request.body for request in both.upstream.recorded]
    assert_no_leak(both.upstream.recorded, planted)
    for earlier, later in itertools.pairwise(bodies):
        assert later.startswith(earlier.removesuffix(b"]}"))


@pytest.mark.parametrize("text", [ANSWER, _OWN])
async def test_model_gets_its_words_back(text: str, both: Both) -> None:
    """A restored answer that the client sends back reaches the model as the model wrote it."""
    both.upstream.play(Script(text, picks=PICKS))
    messages: list[Any] = [{"role": "user", "content": sentence(both.planted)}]
    for _ in range(3):
        message = await _turn(both, messages, [])
        assert both.planted.person in message["content"]
        messages += [message, {"role": "user", "content": "Go on, please."}]
    assert_no_leak(both.upstream.recorded, both.planted)
    said = [answer["choices"][0]["message"]["content"] for answer in both.upstream.said]
    again = both.upstream.recorded[-1].json()["messages"]
    heard = [message["content"] for message in again if message["role"] == "assistant"]
    assert heard == said[:2]


async def test_retry_is_identical(both: Both) -> None:
    """The same request twice reaches the upstream as the same bytes."""
    both.upstream.play(Script(ANSWER, picks=PICKS))
    messages = [{"role": "user", "content": sheet(both.planted)}]
    await _turn(both, messages, [])
    await _turn(both, messages, [])
    first, second = both.upstream.recorded
    assert first.body == second.body


async def test_other_values_move_nothing(both: Both) -> None:
    """What else a request holds does not change how a message is masked."""
    both.upstream.play(Script("ok"))
    asked = {"role": "user", "content": sentence(both.planted)}
    other = {"role": "user", "content": sheet(plant(99))}
    await _turn(both, [asked], [])
    await _turn(both, [asked, {"role": "assistant", "content": "Yes."}, other], [])
    first, second = (request.json()["messages"][0] for request in both.upstream.recorded)
    assert first == second
