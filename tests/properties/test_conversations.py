"""Property: a conversation's masked prefix never changes, and what the model wrote comes back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penname.mask.vault import MemoryVault
from penname.policy.model import Action, Policy
from penname.text.surrogate import shapes_of
from tests.exchanges import (
    CHAT,
    MAIL,
    MESSAGES,
    NAME,
    RESPONSES,
    dump,
    events,
    exchange,
    masked,
    pieces,
    policy,
    sse,
    streamed,
    vault,
)

PLAIN = st.sampled_from(
    [
        "see",
        "Zürich",
        "日本",
        'a "quote"',
        "line\nbreak",
        "tab\t",
        "C:\\dir",
        "{",
        "}",
        "&amp;",
        "%40",
    ]
)
VALUES = st.sampled_from([MAIL, NAME, "Jörg Müller", "4" + "1" * 15, "b.lee@example.org"])
USER = st.lists(st.one_of(PLAIN, VALUES), min_size=1, max_size=6)
#: A number is the place of one of the surrogates that the model has seen; else its own words.
MODEL = st.lists(
    st.one_of(PLAIN, st.integers(0, 9), st.just("invented@example.net")), min_size=1, max_size=6
)
TURN = st.tuples(USER, MODEL, st.sampled_from(["text", "json", "tool"]), st.integers(0, 9))


MASKS = policy()
STANDS_IN = policy(
    EMAIL_ADDRESS=Action.SURROGATE, PERSON=Action.SURROGATE, CREDIT_CARD=Action.SURROGATE
)
SHAPES = shapes_of(frozenset(STANDS_IN.rules), frozenset(STANDS_IN.rules))


def surrogates(seen: object) -> list[str]:
    text = json.dumps(seen, ensure_ascii=False)
    found = [text[one.start : one.end] for one in SHAPES.find_all(text)]
    return found or ["nothing"]


class Client:
    """A client of one dialect: how it asks, and how it takes an answer into its history."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.history: list[dict[str, Any]] = []

    @property
    def member(self) -> str:
        return "input" if self.path == RESPONSES else "messages"

    def say(self, text: str) -> dict[str, Any]:
        self.history.append({"role": "user", "content": text})
        return {"model": "m", self.member: self.history}

    def written(self, kind: str, text: str) -> dict[str, Any]:
        """The message that the model writes."""
        value = json.dumps({"text": text, "n": [1.50, True]})
        if kind == "json":
            text = value
        if kind != "tool":
            if self.path == MESSAGES:
                thought = {"type": "thinking", "thinking": text, "signature": "c2ln"}
                return {"role": "assistant", "content": [thought, {"type": "text", "text": text}]}
            if self.path == RESPONSES:
                part = {"type": "output_text", "text": text}
                return {"type": "message", "role": "assistant", "content": [part]}
            return {"role": "assistant", "content": text}
        if self.path == MESSAGES:
            use = {"type": "tool_use", "id": "t1", "name": "f", "input": json.loads(value)}
            return {"role": "assistant", "content": [use]}
        if self.path == RESPONSES:
            return {"type": "function_call", "call_id": "c1", "name": "f", "arguments": value}
        call = {"id": "c1", "type": "function", "function": {"name": "f", "arguments": value}}
        return {"role": "assistant", "tool_calls": [call]}

    def answer(self, message: dict[str, Any]) -> dict[str, Any]:
        if self.path == MESSAGES:
            return {"id": "m1", "type": "message", **message}
        if self.path == RESPONSES:
            return {"id": "r1", "output": [message]}
        return {"id": "c1", "choices": [{"index": 0, "message": message}]}

    def take(self, answer: dict[str, Any]) -> None:
        """Keep an answer as clients do: arguments are parsed and written anew."""
        if self.path == MESSAGES:
            message = {"role": "assistant", "content": answer["content"]}
        elif self.path == RESPONSES:
            message = answer["output"][0]
        else:
            message = answer["choices"][0]["message"]
        for call in message.get("tool_calls", ()):
            function = call["function"]
            function["arguments"] = json.dumps(json.loads(function["arguments"]), indent=2)
        if "arguments" in message:
            message["arguments"] = json.dumps(json.loads(message["arguments"]), ensure_ascii=False)
        self.history.append(message)


def same(kept: Any, wrote: Any) -> bool:
    """Equal, with JSON in strings compared by what it says."""
    if isinstance(kept, str) and isinstance(wrote, str) and kept != wrote:
        return bool(json.loads(kept) == json.loads(wrote))
    if isinstance(kept, dict) and isinstance(wrote, dict):
        return kept.keys() == wrote.keys() and all(same(kept[k], wrote[k]) for k in kept)
    if isinstance(kept, list) and isinstance(wrote, list):
        return len(kept) == len(wrote) and all(map(same, kept, wrote))
    return bool(kept == wrote)


@pytest.mark.parametrize("rules", [MASKS, STANDS_IN], ids=["mask", "surrogate"])
@pytest.mark.parametrize("path", [CHAT, RESPONSES, MESSAGES])
@given(turns=st.lists(TURN, min_size=1, max_size=4))
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
async def test_prefix_never_changes(path: str, rules: Policy, turns: list[Any]) -> None:
    """Masked messages stand unchanged in the next turn; the model's own come back exactly."""
    store: MemoryVault = vault()
    client = Client(path)
    before: list[Any] = []
    wrote: list[tuple[int, Any]] = []
    for user, model, kind, _ in turns:
        one, seen = await masked(store, path, client.say(" ".join(user)), rules=rules)
        messages = seen[client.member]
        assert messages[: len(before)] == before
        assert all(same(messages[at], message) for at, message in wrote)
        known = surrogates(messages)
        text = " ".join(known[w % len(known)] if isinstance(w, int) else w for w in model)
        message = client.written(kind, text)
        wrote.append((len(client.history), message))
        before = messages
        answer = await one.restore_body(dump(client.answer(message)), "application/json")
        client.take(json.loads(answer))
    _, seen = await masked(store, path, client.say("end"), rules=rules)
    assert seen[client.member][: len(before)] == before
    assert all(same(seen[client.member][at], message) for at, message in wrote)


@pytest.mark.parametrize("rules", [MASKS, STANDS_IN], ids=["mask", "surrogate"])
@pytest.mark.parametrize("kind", ["text", "tool"])
@given(turns=st.lists(TURN, min_size=1, max_size=3))
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
async def test_streamed_prefix_never_changes(kind: str, rules: Policy, turns: list[Any]) -> None:
    """The same for answers that came as a stream, cut anywhere (Anthropic: blocks and input)."""
    store = vault()
    history: list[dict[str, Any]] = []
    wrote: list[tuple[int, str]] = []
    delta, member = {
        "text": ("text_delta", "text"),
        "tool": ("input_json_delta", "partial_json"),
    }[kind]
    for user, model, _, size in turns:
        history.append({"role": "user", "content": " ".join(user)})
        one, seen = await masked(store, MESSAGES, {"messages": history}, rules=rules)
        known = surrogates(seen["messages"])
        text = " ".join(known[w % len(known)] if isinstance(w, int) else w for w in model)
        whole = text if kind == "text" else json.dumps({"a": {"b": [text]}})
        sent = [
            {"type": "content_block_delta", "index": 0, "delta": {"type": delta, member: piece}}
            for piece in pieces(whole, size + 1)
        ]
        out = await streamed(one, [sse(*sent, {"type": "content_block_stop", "index": 0})])
        got = "".join(e["delta"][member] for e in events(out) if "delta" in e)
        wrote.append((len(history), whole))
        block: dict[str, Any] = {"type": "text", "text": got}
        if kind == "tool":
            block = {"type": "tool_use", "id": "t", "name": "f", "input": json.loads(got)}
        history.append({"role": "assistant", "content": [block]})
    result = await exchange(store, MESSAGES, rules=rules).mask_request(dump({"messages": history}))
    messages = json.loads(result.body)["messages"]
    for at, whole in wrote:
        block = messages[at]["content"][0]
        assert block["text"] == whole if kind == "text" else block["input"] == json.loads(whole)
