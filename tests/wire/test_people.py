"""One person over several turns: named whole once, then in parts, by real SDKs.

Every part comes back as the client wrote it, and the model sees that they are one person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from tests.wire.both import Both
from tests.wire.leaks import assert_no_leak
from tests.wire.planted import Planted
from tests.wire.scenarios import anthropic, chat, responses
from tests.wire.scenarios.case import ANSWER, PICKS, plain, sentence
from tests.wire.upstream.script import DeltaCut, Script

#: What the model picks out of the later turns, and what it says with it.
_PARTS: Mapping[str, str] = {
    "last": r"Ask (.+?) or ",
    "first": r" or (.+?) again",
    "initial": r"again; (.+?) knows",
    "login": r"knows: (.+?)$",
}
_TOLD = "{initial} is {last}, **{first}** too; see {login}."
_SURROGATE = re.compile(r"PERSON_[a-z0-9]{8}")
#: Type, underscore and what the surrogates of one person have in common.
_HEAD = len("PERSON_") + 5


def _forms(planted: Planted) -> dict[str, str]:
    first, last = planted.person.split()
    return {
        "last": last,
        "first": first.upper(),
        "initial": f"{first[0]}. {last}",
        "login": f"{first[0]}{last}".lower(),
    }


def _later(planted: Planted) -> str:
    return "Ask {last} or {first} again; {initial} knows: {login}".format_map(_forms(planted))


def _expected(planted: Planted) -> str:
    return _TOLD.format_map(_forms(planted))


def _scripts(deltas: DeltaCut) -> tuple[Script, Script]:
    return Script(ANSWER, picks=PICKS), Script(_TOLD, picks=_PARTS, deltas=deltas)


def _check(both: Both) -> None:
    """Nothing of her name left, and all surrogates of people are hers."""
    assert_no_leak(both.upstream.recorded, both.planted)
    sent = both.upstream.recorded[-1].body.decode() + both.upstream.recorded[0].body.decode()
    for word in both.planted.person.split():
        assert word.casefold() not in sent.casefold()
    found = set(_SURROGATE.findall(sent))
    assert len(found) == 5
    assert len({surrogate[:_HEAD] for surrogate in found}) == 1


def _history(both: Both, first: str) -> list[Any]:
    return [
        {"role": "user", "content": sentence(both.planted)},
        {"role": "assistant", "content": first},
        {"role": "user", "content": _later(both.planted)},
    ]


@pytest.mark.parametrize("deltas", DeltaCut)
async def test_chat_knows_her_parts(deltas: DeltaCut, both: Both) -> None:
    """Chat completions: the history comes again, and a streamed answer uses her surrogates."""
    both.upstream.play(*_scripts(deltas))
    answer = await chat.whole(both.proxied, both.planted)
    first = answer["choices"][0]["message"]["content"]
    messages = _history(both, first)
    seen = await chat.streamed(both.proxied, both.planted, messages=messages)
    assert seen["lanes"]["0.content"] == _expected(both.planted)
    _check(both)


@pytest.mark.parametrize("deltas", DeltaCut)
async def test_messages_know_her_parts(deltas: DeltaCut, both: Both) -> None:
    """Anthropic messages: the same, with its blocks."""
    both.upstream.play(*_scripts(deltas))
    answer = await anthropic.whole(both.proxied, both.planted)
    messages = _history(both, answer["content"][0]["text"])
    seen = await anthropic.streamed(both.proxied, both.planted, messages=messages)
    assert seen["lanes"]["0 text"] == _expected(both.planted)
    _check(both)


@pytest.mark.parametrize("deltas", DeltaCut)
async def test_stored_responses_know_her_parts(deltas: DeltaCut, both: Both) -> None:
    """Responses: only the new turn is sent, and what the stored one knows holds for it."""
    both.upstream.play(*_scripts(deltas))
    first = await both.proxied.openai.responses.create(**responses.ask(both.planted))
    stream = await both.proxied.openai.responses.create(
        model="m", input=_later(both.planted), previous_response_id=first.id, stream=True
    )
    events = [plain(event) async for event in stream]
    deltas_of = [e["delta"] for e in events if e["type"] == "response.output_text.delta"]
    assert "".join(deltas_of) == _expected(both.planted)
    _check(both)
