"""Anthropic messages through penname, with the real SDK."""

from __future__ import annotations

import pytest

from tests.wire.both import Both
from tests.wire.leaks import assert_no_leak
from tests.wire.scenarios import anthropic
from tests.wire.scenarios.case import ANSWER, PICKS, Case, plain
from tests.wire.upstream.script import Script


@pytest.mark.parametrize("case", anthropic.CASES, ids=lambda case: case.name)
async def test_client_sees_the_same(case: Case, both: Both) -> None:
    """What the client sees is what it would have seen without penname."""
    await both.compare(case)


async def test_stream_keeps_every_event(both: Both) -> None:
    """Through penname a stream has the events that the upstream sent, pings included."""
    both.upstream.play(Script(ANSWER, picks=PICKS))
    request = {**anthropic.ask(both.planted), "stream": True}
    url = f"{both.proxied.anthropic_url}/v1/messages"
    async with both.proxied.http.post(url, json=request) as answer:
        raw = await answer.read()
    assert raw.count(b"event: ") == len(both.upstream.sent)
    assert raw.count(b"event: ping") == 1


@pytest.mark.parametrize("cached", [False, True])
async def test_moved_cache_mark_keeps_signature(cached: bool, both: Both) -> None:
    """A cache mark that moves from turn to turn does not change how the prefix is masked."""
    both.upstream.play(Script(ANSWER, reasoning="For {person}.", picks=PICKS))
    request = anthropic.ask(both.planted)
    block = {"type": "text", "text": request["messages"][0]["content"]}
    mark = {"cache_control": {"type": "ephemeral"}} if cached else {}
    request["messages"][0]["content"] = [{**block, "cache_control": {"type": "ephemeral"}}]
    first = plain(await both.proxied.anthropic.messages.create(**request))
    request["messages"] = [
        {"role": "user", "content": [{**block, **mark}]},
        {"role": "assistant", "content": first["content"]},
        {"role": "user", "content": "Go on."},
    ]
    second = plain(await both.proxied.anthropic.messages.create(**request))
    assert both.planted.email in second["content"][1]["text"]
    assert_no_leak(both.upstream.recorded, both.planted)
