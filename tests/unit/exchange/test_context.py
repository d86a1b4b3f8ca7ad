"""What the model wrote is remembered, so that it comes back to it as it wrote it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from penname.exchange.context import MAX_LAYERS, MAX_REMEMBERED
from penname.exchange.exchange import Exchange
from penname.mask.vault import MemoryVault
from tests.exchanges import (
    CARD,
    CHAT,
    MAIL,
    MESSAGES,
    NAME,
    chat,
    dump,
    events,
    masked,
    pieces,
    sse,
    streamed,
    vault,
)

OTHER_CARD = CARD[:-1] + "2"


def call(arguments: str) -> dict[str, Any]:
    return {"id": "c", "type": "function", "function": {"name": "f", "arguments": arguments}}


def turn(*calls: dict[str, Any]) -> dict[str, Any]:
    message = {"role": "assistant", "tool_calls": list(calls)}
    return {"messages": [{"role": "user", "content": "go"}, message]}


async def called(one: Exchange, arguments: str, *, stream: bool) -> str:
    """The arguments as the client gets them, whole or streamed."""
    if not stream:
        body = dump({"choices": [{"message": {"tool_calls": [call(arguments)]}}]})
        out = json.loads(await one.restore_body(body, "application/json"))
        text = out["choices"][0]["message"]["tool_calls"][0]["function"]["arguments"]
    else:
        deltas = [
            {"choices": [{"delta": {"tool_calls": [{"function": {"arguments": piece}}]}}]}
            for piece in pieces(arguments, 5)
        ]
        out = events(await streamed(one, [sse(*deltas)]))
        text = "".join(
            e["choices"][0]["delta"]["tool_calls"][0]["function"]["arguments"] for e in out
        )
    return str(text)


async def sent_again(store: MemoryVault, arguments: object) -> Any:
    """What the model gets of arguments that the client has parsed and written anew."""
    _, seen = await masked(store, CHAT, turn(call(json.dumps(arguments, indent=1))))
    return json.loads(seen["messages"][1]["tool_calls"][0]["function"]["arguments"])


@pytest.mark.parametrize("stream", [False, True])
async def test_numbers_of_the_model_stay(stream: bool) -> None:
    """A number that the model wrote goes back to it; another one is masked."""
    store = vault()
    one, _ = await masked(store, CHAT, chat("hi"))
    wrote = {"card": int(CARD), "inner": json.dumps({"n": int(CARD)})}
    got = json.loads(await called(one, json.dumps(wrote), stream=stream))
    assert got == wrote
    again = await sent_again(store, {**got, "card2": int(OTHER_CARD), "text": CARD})
    assert again["card"] == int(CARD)
    assert json.loads(again["inner"]) == {"n": int(CARD)}
    assert again["card2"] != int(OTHER_CARD)
    assert again["text"] != CARD


@pytest.mark.parametrize("stream", [False, True])
async def test_restored_numbers_are_masked_again(stream: bool) -> None:
    """A number that was put back for the client leaves as the model wrote it."""
    store = vault()
    one, seen = await masked(store, CHAT, {"metadata": {"n": int(CARD)}})
    wrote = {"a": 1, "card": seen["metadata"]["n"], "b": 12345678}
    got = json.loads(await called(one, json.dumps(wrote), stream=stream))
    assert got["card"] == int(CARD)
    assert await sent_again(store, got) == wrote


async def test_numbers_in_input_stay() -> None:
    """The same for numbers that are no text but part of the answer."""
    store = vault()
    one, _ = await masked(store, MESSAGES, chat("hi"))
    block = {"type": "tool_use", "id": "t", "name": "f", "input": {"n": int(CARD), "deep": [1.5]}}
    body = dump({"content": [block]})
    assert await one.restore_body(body, "application/json") == body
    said = {"role": "assistant", "content": [block]}
    asked = {"role": "user", "content": [{"type": "text", "text": f"n is {OTHER_CARD}"}]}
    _, seen = await masked(store, MESSAGES, {"messages": [said, asked]})
    assert seen["messages"][0] == said
    assert OTHER_CARD not in json.dumps(seen)


async def test_numbers_are_no_texts() -> None:
    """A client's own number is masked, though the model once wrote the same one."""
    store = vault()
    one, _ = await masked(store, CHAT, chat("hi"))
    await called(one, json.dumps({"n": int(CARD)}), stream=False)
    body = {**turn(), "metadata": {"n": int(CARD)}, "user": CARD}
    _, seen = await masked(store, CHAT, body)
    assert CARD not in json.dumps(seen)


@pytest.mark.parametrize("stream", [False, True])
async def test_very_long_texts_are_read_anew(stream: bool) -> None:
    """A text too long to be remembered is looked through again when it comes back."""
    for length, kept in ((100, True), (MAX_REMEMBERED, False)):
        store = vault()
        one, _ = await masked(store, CHAT, chat("hi"))
        text = f"{MAIL} " + "ab " * (length // 3 + 1)
        if stream:
            halves = (text[: length // 2], text[length // 2 :])
            deltas = [{"choices": [{"delta": {"content": half}}]} for half in halves]
            assert await streamed(one, [sse(*deltas)]) == sse(*deltas)
        else:
            body = dump({"choices": [{"message": {"content": text}}]})
            assert await one.restore_body(body, "application/json") == body
        _, seen = await masked(store, CHAT, chat("hi", text))
        assert (seen["messages"][1]["content"] == text) is kept


async def test_empty_text_is_nothing() -> None:
    """An answer without text is none to remember, and comes back as it was."""
    store = vault()
    one, _ = await masked(store, CHAT, chat("hi"))
    body = dump({"choices": [{"message": {"content": ""}}]})
    assert await one.restore_body(body, "application/json") == body
    assert store.scope("tenant").recall_reply("") is None
    _, seen = await masked(store, CHAT, chat("hi", "", MAIL))
    assert seen["messages"][1]["content"] == ""


@pytest.mark.parametrize(
    ("layers", "kept"), [(1, True), (MAX_LAYERS, True), (MAX_LAYERS + 1, False)]
)
async def test_nested_json_is_remembered(layers: int, kept: bool) -> None:
    """Strings of JSON inside strings are remembered as deep as requests are read."""
    store = vault()
    one, _ = await masked(store, CHAT, chat("hi"))
    text = json.dumps({"v": f"of {NAME}"})
    for _ in range(layers):
        text = json.dumps({"j": text})
    await called(one, text, stream=False)
    known = store.scope("tenant").recall_reply(f"of {NAME}")
    assert (known is not None) is kept


async def test_broken_json_is_remembered_whole() -> None:
    """Arguments that max_tokens cut off are remembered as the text that they are."""
    store = vault()
    one, _ = await masked(store, CHAT, chat("hi"))
    text = json.dumps({"v": NAME})[:-1]
    await called(one, text, stream=True)
    _, seen = await masked(store, CHAT, turn(call(text)))
    assert seen["messages"][1]["tool_calls"][0]["function"]["arguments"] == text
