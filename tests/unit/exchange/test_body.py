"""Whole answers: citation offsets, numbers and odd shapes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from penname.policy.model import Action
from tests.exchanges import CHAT, MAIL, MESSAGES, NAME, RESPONSES, chat, dump, masked, policy, vault


def chat_answer(content: str, start: object) -> dict[str, Any]:
    citation = {"start_index": start, "end_index": start, "title": content}
    note = {"type": "url_citation", "url_citation": citation}
    return {"choices": [{"message": {"content": content, "annotations": [note]}}]}


@pytest.mark.parametrize("moved", [True, False])
async def test_chat_citation_offsets(moved: bool) -> None:
    """A citation's offsets move with the values before it, and stay where nothing moved."""
    one, seen = await masked(vault(), CHAT, chat(MAIL))
    text = f"{seen['messages'][0]['content']} cite" if moved else "nobody cites"
    start = text.index("cite")
    back = json.loads(await one.restore_body(dump(chat_answer(text, start)), "application/json"))
    citation = back["choices"][0]["message"]["annotations"][0]["url_citation"]
    assert citation["start_index"] == (len(MAIL) + 1 if moved else start)


@pytest.mark.parametrize("odd", ["7", -1, 1.5, None, True])
async def test_odd_offsets_stay(odd: object) -> None:
    """What is no plain offset stays as it came."""
    one, seen = await masked(vault(), CHAT, chat(MAIL))
    text = seen["messages"][0]["content"]
    back = json.loads(await one.restore_body(dump(chat_answer(text, odd)), "application/json"))
    citation = back["choices"][0]["message"]["annotations"][0]["url_citation"]
    assert citation == {"start_index": odd, "end_index": odd, "title": MAIL}


async def test_restore_places_are_kept_apart() -> None:
    """A policy that restores only in text leaves tool arguments and inputs masked."""
    rules = policy(restore=frozenset({"text"}))
    one, seen = await masked(vault(), MESSAGES, chat(NAME), rules=rules)
    name = seen["messages"][0]["content"]
    blocks = [
        {"type": "text", "text": name},
        {"type": "tool_use", "id": "t", "name": "f", "input": {"a": name}},
    ]
    back = json.loads(await one.restore_body(dump({"content": blocks}), "application/json"))
    assert back["content"][0]["text"] == NAME
    assert back["content"][1]["input"] == {"a": name}


async def test_broken_arguments_are_restored() -> None:
    """Arguments that are no JSON (cut by max_tokens) are restored as text."""
    one, seen = await masked(vault(), RESPONSES, {"input": MAIL})
    call = {"type": "function_call", "arguments": '{"a": "' + seen["input"]}
    back = json.loads(await one.restore_body(dump({"output": [call]}), "application/json"))
    assert back["output"][0]["arguments"] == '{"a": "' + MAIL


@pytest.mark.parametrize("action", [Action.REDACT, Action.PARTIAL, Action.HASH])
async def test_one_way_values_never_come_back(action: Action) -> None:
    """What was masked one way is not in the request and not restorable."""
    rules = policy(EMAIL_ADDRESS=action)
    one, seen = await masked(vault(), CHAT, chat(f"{MAIL}, again {MAIL}"), rules=rules)
    text = seen["messages"][0]["content"]
    assert MAIL not in text
    body = dump({"choices": [{"message": {"content": text}}]})
    assert await one.restore_body(body, "application/json") == body


async def test_forgotten_type_is_not_masked_again() -> None:
    """A value known from an earlier turn under a type that the policy lost is no find."""
    store = vault()
    one, _ = await masked(store, RESPONSES, {"input": NAME})
    await one.restore_body(dump({"id": "resp_1"}), "application/json")
    rules = policy()
    fewer = type(rules)("t", "1", "e" * 64, {"EMAIL_ADDRESS": rules.rules["EMAIL_ADDRESS"]})
    body = {"input": f"{NAME} {MAIL}", "previous_response_id": "resp_1"}
    _, seen = await masked(store, RESPONSES, body, rules=fewer)
    assert seen["input"].startswith(f"{NAME} EMAIL_ADDRESS_")
