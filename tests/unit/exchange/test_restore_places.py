"""Where values come back: texts, the arguments of some tools, links; whole and streamed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.exchanges import (
    CHAT,
    MAIL,
    MESSAGES,
    RESPONSES,
    chat,
    dump,
    events,
    joined,
    masked,
    pieces,
    policy,
    sse,
    streamed,
    vault,
)

PLACES = [
    (frozenset({"text"}), False, False),
    (frozenset({"tool_arguments"}), True, True),
    (frozenset({"tool:send_*"}), True, False),
    (frozenset({"tool:look_up"}), False, True),
    (frozenset({"tool:nobody"}), False, False),
]


async def surrogate_of(path: str, restore: frozenset[str]) -> tuple[Any, str]:
    body = {"model": "m", "input": MAIL} if path == RESPONSES else chat(MAIL)
    one, sent = await masked(vault(), path, body, rules=policy(restore=restore))
    text = sent["input"] if path == RESPONSES else sent["messages"][0]["content"]
    return one, text


def arguments(surrogate: str) -> str:
    return json.dumps({"to": surrogate, "name": "look_up"})


@pytest.mark.parametrize(("restore", "mail", "look"), PLACES)
async def test_chat_tools_by_name(restore: frozenset[str], mail: bool, look: bool) -> None:
    """Arguments of a tool get values back only where the rule names the tool."""
    one, surrogate = await surrogate_of(CHAT, restore)
    calls = [
        {"id": "1", "function": {"name": "send_mail", "arguments": arguments(surrogate)}},
        {"id": "2", "function": {"name": "look_up", "arguments": arguments(surrogate)}},
    ]
    answer = {"choices": [{"message": {"tool_calls": calls}}]}
    raw = json.loads(await one.restore_body(dump(answer), "application/json"))
    got = [call["function"]["arguments"] for call in raw["choices"][0]["message"]["tool_calls"]]
    assert [MAIL in text for text in got] == [mail, look]


@pytest.mark.parametrize(("restore", "mail", "look"), PLACES)
async def test_chat_stream_by_name(restore: frozenset[str], mail: bool, look: bool) -> None:
    """In a stream the name comes once, in the first event of its call."""
    one, surrogate = await surrogate_of(CHAT, restore)

    def delta(index: int, **function: str) -> dict[str, Any]:
        call = {"index": index, "function": function}
        return {"choices": [{"index": 0, "delta": {"tool_calls": [call]}}]}

    sent = [delta(0, name="", arguments=""), delta(0, name="send_mail"), delta(1, name="look_up")]
    for piece in pieces(arguments(surrogate), 5):
        sent += [delta(0, arguments=piece), delta(1, arguments=piece)]
    out = await streamed(one, [sse(*sent, "[DONE]")])

    def of(index: int) -> str:
        def pick(event: Any) -> str:
            call = event["choices"][0]["delta"]["tool_calls"][0]
            return str(call["function"].get("arguments", "")) if call["index"] == index else ""

        return joined(out, pick)

    assert [MAIL in of(0), MAIL in of(1)] == [mail, look]


@pytest.mark.parametrize(("restore", "mail", "look"), PLACES)
async def test_anthropic_tools_by_name(restore: frozenset[str], mail: bool, look: bool) -> None:
    """A `name` inside the input says nothing about the tool."""
    one, surrogate = await surrogate_of(MESSAGES, restore)
    inner = json.loads(arguments(surrogate)) | {"deep": [{"name": "send_mail", "to": surrogate}]}
    content = [
        {"type": "tool_use", "id": "1", "name": "send_mail", "input": inner},
        {"type": "tool_use", "id": "2", "name": "look_up", "input": inner},
    ]
    raw = json.loads(await one.restore_body(dump({"content": content}), "application/json"))
    got = [json.dumps(block["input"]).count(MAIL) for block in raw["content"]]
    assert got == [2 * mail, 2 * look]


@pytest.mark.parametrize(("restore", "mail", "look"), PLACES)
async def test_anthropic_stream_by_name(restore: frozenset[str], mail: bool, look: bool) -> None:
    """The block's start names the tool for all its deltas."""
    one, surrogate = await surrogate_of(MESSAGES, restore)
    sent: list[dict[str, Any]] = []
    for index, name in enumerate(("send_mail", "look_up")):
        block = {"type": "tool_use", "id": str(index), "name": name, "input": {}}
        sent.append({"type": "content_block_start", "index": index, "content_block": block})
        for piece in pieces(arguments(surrogate), 4):
            delta = {"type": "input_json_delta", "partial_json": piece}
            sent.append({"type": "content_block_delta", "index": index, "delta": delta})
        sent.append({"type": "content_block_stop", "index": index})
    out = await streamed(one, [sse(*sent, named=True)])

    def of(index: int) -> str:
        return joined(
            out, lambda e: e.get("index") == index and e.get("delta", {}).get("partial_json")
        )

    assert [MAIL in of(0), MAIL in of(1)] == [mail, look]


@pytest.mark.parametrize(("restore", "mail", "look"), PLACES)
async def test_responses_stream_by_name(restore: frozenset[str], mail: bool, look: bool) -> None:
    """The item's first event names the tool, also for the whole arguments at its end."""
    one, surrogate = await surrogate_of(RESPONSES, restore)
    kind = "response.function_call_arguments"
    sent: list[dict[str, Any]] = []
    for index, name in enumerate(("send_mail", "look_up")):
        item = {"type": "function_call", "id": f"i{index}", "name": name, "arguments": ""}
        place = {"output_index": index, "item_id": f"i{index}"}
        sent.append({"type": "response.output_item.added", "output_index": index, "item": item})
        sent += [
            {"type": f"{kind}.delta", **place, "delta": piece}
            for piece in pieces(arguments(surrogate), 6)
        ]
        sent.append({"type": f"{kind}.done", **place, "arguments": arguments(surrogate)})
    out = await streamed(one, [sse(*sent, named=True)])
    for index, wanted in enumerate((mail, look)):
        own = [event for event in events(out) if event["output_index"] == index]
        deltas = "".join(event.get("delta", "") for event in own)
        done = [event for event in own if "arguments" in event]
        assert [MAIL in deltas, MAIL in done[0]["arguments"]] == [wanted, wanted]


async def test_names_elsewhere_name_no_tool() -> None:
    """What the model writes beside a call (an annotation) cannot lend it another name."""
    one, surrogate = await surrogate_of(CHAT, frozenset({"tool:send_mail"}))

    def delta(**parts: Any) -> dict[str, Any]:
        return {"choices": [{"index": 0, "delta": parts}]}

    call = {"index": 0, "function": {"name": "leak", "arguments": arguments(surrogate)}}
    out = await streamed(
        one, [sse(delta(annotations=[{"name": "send_mail"}]), delta(tool_calls=[call]), "[DONE]")]
    )
    assert MAIL.encode() not in out


@pytest.mark.parametrize("urls", [True, False])
async def test_links_are_a_place(urls: bool) -> None:
    """Without `urls` no value goes into a link, though the client itself named the host."""
    restore = frozenset({"text", *(["urls"] if urls else [])})
    text = f"{MAIL} at https://example.org/start"
    one, sent = await masked(vault(), CHAT, chat(text), rules=policy(restore=restore))
    surrogate = sent["messages"][0]["content"].split()[0]
    reply = f"{surrogate}: https://example.org/?q={surrogate}"
    answer = {"choices": [{"message": {"content": reply}}]}
    raw = json.loads(await one.restore_body(dump(answer), "application/json"))
    shown = raw["choices"][0]["message"]["content"]
    assert shown == f"{MAIL}: https://example.org/?q={MAIL if urls else surrogate}"
