"""Timing, size and odd answers: what lies between two correct JSON bodies."""

from __future__ import annotations

import asyncio
import base64
import json
import random
from typing import Any

import openai
import pytest

from tests.wire.both import Both
from tests.wire.ends import End
from tests.wire.leaks import assert_no_leak
from tests.wire.planted import plant
from tests.wire.scenarios import anthropic, chat, responses
from tests.wire.scenarios.case import ANSWER, PICKS, joined, sentence, sheet
from tests.wire.upstream.script import DeltaCut, Fault, Script

_RUNS: dict[str, Any] = {
    "chat": (chat.whole, chat.streamed),
    "responses": (responses.whole, responses.streamed),
    "anthropic": (anthropic.whole, anthropic.streamed),
}


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
async def test_coded_answer_is_restored(coding: str, streamed: bool, both: Both) -> None:
    """An answer that comes compressed, although nobody offered to read it, is restored."""
    for room, runs in _RUNS.items():
        both.upstream.play(Script(ANSWER, picks=PICKS))
        expected = await runs[streamed](both.direct, both.planted)
        both.upstream.play(Script(ANSWER, picks=PICKS, coding=coding))
        assert await runs[streamed](both.proxied, both.planted) == expected, room


async def test_unreadable_answer_is_an_error(both: Both) -> None:
    """An answer in a coding that penname cannot undo is an error, not passed on unrestored."""
    both.upstream.play(Script(ANSWER, picks=PICKS, coding="x-unknown"))
    with pytest.raises(openai.InternalServerError):
        await chat.whole(both.proxied, both.planted)


async def test_events_arrive_as_they_come(both: Both) -> None:
    """A finished word reaches the client while the upstream is still silent about the next."""
    script = Script("One {email} two three", picks=PICKS, fault=Fault("hold", after=4))
    both.upstream.play(script)
    stream = await both.proxied.openai.chat.completions.create(
        **chat.ask(both.planted), stream=True
    )
    text = ""
    async with asyncio.timeout(30):
        async for chunk in stream:
            text += "".join(choice.delta.content or "" for choice in chunk.choices)
            if both.planted.email in text and not both.upstream.gate.is_set():
                both.upstream.gate.set()
    assert text == f"One {both.planted.email} two three"


async def test_leaving_mid_stream_stops_upstream(both: Both) -> None:
    """A client that closes a stream half-way ends the upstream call."""
    both.upstream.play(Script(ANSWER, picks=PICKS, fault=Fault("hold", after=3)))
    stream = await both.proxied.openai.chat.completions.create(
        **chat.ask(both.planted), stream=True
    )
    await anext(aiter(stream))
    await stream.close()
    await asyncio.wait_for(both.upstream.left.wait(), 5)


async def test_many_streams_at_once(both: Both, second: End) -> None:
    """Streams of all vendors and two tenants side by side: each client reads its own values."""
    both.upstream.play(Script(ANSWER, picks=PICKS, deltas=DeltaCut.CUT))
    people = [plant(seed) for seed in range(200, 224)]
    runs = [runs[1] for runs in _RUNS.values()]
    seen = await asyncio.gather(
        *(
            runs[number % 3](both.proxied if number % 2 else second, who)
            for number, who in enumerate(people)
        )
    )
    assert_no_leak(both.upstream.recorded, *people)
    for number, who in enumerate(people):
        text = json.dumps(seen[number])
        assert who.email in text
        strangers = [other.email for other in people if other.email != who.email]
        assert not [email for email in strangers if email in text]


@pytest.mark.parametrize("seed", range(300, 306))
async def test_other_people_are_masked(seed: int, both: Both) -> None:
    """Every kind of value of several made-up people is masked and comes back."""
    who = plant(seed)
    both.upstream.play(Script(deltas=DeltaCut.CUT))
    seen = await anthropic.streamed(
        both.proxied, who, messages=[{"role": "user", "content": sheet(who)}]
    )
    assert_no_leak(both.upstream.recorded, who)
    assert seen["lanes"]["0 text"] == sheet(who)


async def test_large_image_is_untouched(both: Both) -> None:
    """Eight megabytes of image travel unchanged and do not slow the text down."""
    image = base64.b64encode(random.Random(1).randbytes(6 * 1024 * 1024)).decode()
    url = f"data:image/png;base64,{image}"
    parts: list[Any] = [
        {"type": "text", "text": sentence(both.planted)},
        {"type": "image_url", "image_url": {"url": url}},
    ]
    both.upstream.play(Script(ANSWER, picks=PICKS))
    answer = await both.proxied.openai.chat.completions.create(
        model="m", messages=[{"role": "user", "content": parts}]
    )
    assert both.planted.email in (answer.choices[0].message.content or "")
    sent = both.upstream.recorded[0].json()["messages"][0]["content"]
    assert sent[1] == parts[1]
    assert both.planted.email not in sent[0]["text"]


async def test_large_event_is_restored(both: Both) -> None:
    """An event of a megabyte is one line on the wire, and is restored."""
    text = "{email} " + "No news is good news. " * 50_000 + "{person}"
    both.upstream.play(Script(text, picks=PICKS, deltas=DeltaCut.WHOLE))
    seen = await responses.streamed(both.proxied, both.planted)
    whole = seen["others"][-1]["response"]["output"][0]["content"][0]["text"]
    assert whole.startswith(both.planted.email)
    assert whole.endswith(both.planted.person)
    assert list(seen["lanes"].values()) == [whole]
    assert_no_leak(both.upstream.recorded, both.planted)


async def test_half_characters_are_kept(both: Both) -> None:
    """An emoji that a model sends in two halves arrives as a direct client gets it."""
    script = Script(
        "\ud83d\udd11 {email} \ud83d", picks=PICKS, ascii_json=True, deltas=DeltaCut.CHAR
    )
    for runs in _RUNS.values():
        both.upstream.play(script)
        expected = await runs[1](both.direct, both.planted)
        both.upstream.play(script)
        seen = await runs[1](both.proxied, both.planted)
        assert joined(seen) == joined(expected)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "OPTIONS", "HEAD", "TRACE"])
async def test_other_methods_stay_here(method: str, both: Both) -> None:
    """A method that no call has is not forwarded."""
    both.upstream.play(Script("ok"))
    url = f"{both.proxied.openai_url}/chat/completions"
    body = {"model": "m", "messages": [{"role": "user", "content": sentence(both.planted)}]}
    async with both.proxied.http.request(method, url, json=body) as answer:
        assert answer.status in (404, 405)
    assert both.upstream.recorded == []


async def test_body_on_a_get_stays_here(both: Both) -> None:
    """A GET with a body is refused: nobody would read or mask that body."""
    both.upstream.play(Script("ok"))
    url = f"{both.proxied.openai_url}/models"
    async with both.proxied.http.get(url, data=sentence(both.planted)) as answer:
        assert answer.status == 400
    assert both.upstream.recorded == []
