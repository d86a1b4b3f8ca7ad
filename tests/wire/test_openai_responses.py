"""OpenAI responses through penname, with the real SDK."""

from __future__ import annotations

import pytest

from tests.wire.both import Both
from tests.wire.scenarios import responses
from tests.wire.scenarios.case import ANSWER, PICKS, Case
from tests.wire.upstream.script import DeltaCut, Script


@pytest.mark.parametrize("case", responses.CASES, ids=lambda case: case.name)
async def test_client_sees_the_same(case: Case, both: Both) -> None:
    """What the client sees is what it would have seen without penname."""
    await both.compare(case)


@pytest.mark.parametrize("deltas", DeltaCut)
async def test_stream_keeps_every_event(deltas: DeltaCut, both: Both) -> None:
    """No event is added or dropped, and the sequence numbers stay those of the upstream."""
    both.upstream.play(Script(ANSWER, picks=PICKS, deltas=deltas))
    request = responses.ask(both.planted)
    stream = await both.proxied.openai.responses.create(**request, stream=True)
    numbers = [event.sequence_number async for event in stream]
    assert numbers == list(range(len(both.upstream.sent)))


async def test_logprobs_show_no_surrogate(both: Both) -> None:
    """Token logprobs that disagree with the restored text are not shown."""
    both.upstream.play(Script(ANSWER, picks=PICKS))
    request = responses.ask(both.planted, include=["message.output_text.logprobs"])
    answer = await both.proxied.openai.responses.create(**request)
    for item in answer.output:
        for part in item.content if item.type == "message" else []:
            assert part.type == "output_text"
            assert both.planted.email in part.text
            assert all(token.token in part.text for token in part.logprobs or [])
