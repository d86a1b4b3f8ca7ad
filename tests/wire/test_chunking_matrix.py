"""Every way of cutting deltas, bytes and line ends: the client sees one and the same answer."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.wire.both import Both, difference
from tests.wire.ends import End
from tests.wire.leaks import assert_no_leak
from tests.wire.planted import Planted
from tests.wire.scenarios import anthropic, chat, responses
from tests.wire.scenarios.case import PICKS
from tests.wire.upstream.script import ByteCut, DeltaCut, LineEnd, Script, ToolCall

_RUNS: dict[str, Callable[[End, Planted], Awaitable[Any]]] = {
    "chat": chat.tools_streamed,
    "responses": responses.tools_streamed,
    "anthropic": anthropic.tools_streamed,
}
#: Short, because a stream cut into single bytes costs a write for each.
_SCRIPT: dict[str, Any] = {"text": "{person}, \u00fc {email}\U0001f44d", "picks": PICKS}
_CALLS = (ToolCall("send_mail", '{"to": "{email}"}'),)


@pytest.mark.parametrize("deltas", DeltaCut)
@pytest.mark.parametrize("room", _RUNS)
async def test_every_cut_reads_the_same(room: str, deltas: DeltaCut, both: Both) -> None:
    """For every cut of deltas and bytes and every line end, the answer is that of no cut."""
    run = _RUNS[room]
    expected = {}
    for calls in ((), _CALLS):
        both.upstream.play(Script(**_SCRIPT, tool_calls=calls))
        expected[calls] = await run(both.direct, both.planted)
    for cut, line_end in itertools.product(ByteCut, LineEnd):
        calls = () if cut is ByteCut.BYTE else _CALLS
        cuts: dict[str, Any] = {"deltas": deltas, "cut": cut, "line_end": line_end, "noise": True}
        both.upstream.play(Script(**_SCRIPT, **cuts, tool_calls=calls))
        seen = await run(both.proxied, both.planted)
        assert_no_leak(both.upstream.recorded, both.planted)
        found = difference(seen, expected[calls])
        assert found is None, (cut, line_end, found)
