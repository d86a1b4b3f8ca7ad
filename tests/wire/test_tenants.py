"""Two API keys are two tenants: neither gets the other's values."""

from __future__ import annotations

import asyncio
import re

from tests.wire.both import Both
from tests.wire.ends import End
from tests.wire.leaks import assert_no_leak
from tests.wire.planted import Planted, plant
from tests.wire.scenarios.case import sentence
from tests.wire.upstream.script import Script

_PICKS = {"email": r" at (\S+) or "}


async def _ask(end: End, text: str) -> str:
    answer = await end.openai.chat.completions.create(
        model="gpt-example", messages=[{"role": "user", "content": text}]
    )
    return answer.choices[0].message.content or ""


async def _surrogate(both: Both, end: End, planted: Planted) -> str:
    """What the upstream gets to see of a tenant's mail address."""
    both.upstream.play(Script("{email}", picks=_PICKS))
    assert await _ask(end, sentence(planted)) == planted.email
    surrogate: str = both.upstream.said[0]["choices"][0]["message"]["content"]
    assert surrogate != planted.email
    return surrogate


async def test_foreign_surrogate_stays_closed(both: Both, second: End) -> None:
    """An answer to B that holds A's surrogate is not restored to A's value."""
    surrogate = await _surrogate(both, both.proxied, both.planted)
    both.upstream.play(Script(f"It says {surrogate}."))
    assert await _ask(second, sentence(plant(5))) == f"It says {surrogate}."
    assert await _ask(both.proxied, "And mine?") == f"It says {both.planted.email}."


async def test_one_value_two_surrogates(both: Both, second: End) -> None:
    """The same value has another surrogate for another tenant."""
    mine = await _surrogate(both, both.proxied, both.planted)
    theirs = await _surrogate(both, second, both.planted)
    assert mine != theirs


async def test_client_cannot_probe_surrogates(both: Both, second: End) -> None:
    """B that sends A's surrogate as its own text gets it back as text."""
    surrogate = await _surrogate(both, both.proxied, both.planted)
    both.upstream.play(Script("{last}"))
    assert await _ask(second, f"What is {surrogate}?") == f"What is {surrogate}?"


async def test_interleaved_tenants_stay_apart(both: Both, second: End) -> None:
    """Many requests of both at once: each gets its own values and only these."""
    people = [plant(seed) for seed in range(100, 112)]
    both.upstream.play(Script("Hello {email}", picks=_PICKS))
    ends = [both.proxied if number % 2 else second for number in range(len(people))]
    asked = [_ask(end, sentence(who)) for end, who in zip(ends, people, strict=True)]
    answers = await asyncio.gather(*asked)
    assert answers == [f"Hello {who.email}" for who in people]
    assert_no_leak(both.upstream.recorded, *people)
    seen = {
        found
        for request in both.upstream.recorded
        for found in re.findall(rb" at (\S+) or ", request.body)
    }
    assert len(seen) == len(people)
