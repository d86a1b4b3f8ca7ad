"""OpenAI chat completions through penname, with the real SDK."""

from __future__ import annotations

import json

import pytest

from tests.wire.both import Both
from tests.wire.leaks import assert_no_leak
from tests.wire.scenarios import chat
from tests.wire.scenarios.case import ANSWER, PICKS, Case
from tests.wire.upstream.script import Script


@pytest.mark.parametrize("case", chat.CASES, ids=lambda case: case.name)
async def test_client_sees_the_same(case: Case, both: Both) -> None:
    """What the client sees is what it would have seen without penname."""
    await both.compare(case)


@pytest.mark.parametrize("stream", [False, True])
async def test_logprobs_show_no_surrogate(stream: bool, both: Both) -> None:
    """Token logprobs cannot be restored piecewise: none that disagrees with the text is shown."""
    both.upstream.play(Script(ANSWER, picks=PICKS))
    request = chat.ask(both.planted, logprobs=True, top_logprobs=1)
    tokens: list[str] = []
    if stream:
        chunks = await both.proxied.openai.chat.completions.create(**request, stream=True)
        choices = [choice async for chunk in chunks for choice in chunk.choices]
        text = "".join(choice.delta.content or "" for choice in choices)
        logprobs = [choice.logprobs for choice in choices]
    else:
        answer = await both.proxied.openai.chat.completions.create(**request)
        text = answer.choices[0].message.content or ""
        logprobs = [answer.choices[0].logprobs]
    for entry in logprobs:
        for token in (entry.content or []) if entry else []:
            tokens += [token.token, *(other.token for other in token.top_logprobs)]
    assert both.planted.email in text
    assert all(token in text for token in tokens)
    assert_no_leak(both.upstream.recorded, both.planted)


async def test_unmasked_request_is_untouched(both: Both) -> None:
    """A body without personal data reaches the upstream byte for byte."""
    body = b'{ "model": "m", "messages": [{"role":"user","content":"2 + 2 = \\u0034?"}],"x":1.50 }'
    both.upstream.play(Script("four"))
    url = f"{both.proxied.openai_url}/chat/completions"
    async with both.proxied.http.post(url, data=body, headers=_JSON) as answer:
        assert answer.status == 200
        assert json.loads(await answer.read())["choices"][0]["message"]["content"] == "four"
    assert both.upstream.recorded[0].body == body


async def test_stream_keeps_every_event(both: Both) -> None:
    """Through penname a stream has as many data events as the upstream sent."""
    both.upstream.play(Script(ANSWER, picks=PICKS))
    stream = await both.proxied.openai.chat.completions.create(
        **chat.ask(both.planted), stream=True
    )
    count = len([chunk async for chunk in stream])
    assert count == len(both.upstream.sent) - 1  # [DONE] is no chunk


_JSON = {"content-type": "application/json"}
