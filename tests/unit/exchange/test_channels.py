"""Channels: which text a delta belongs to, and that the parts of a stream show no text."""

from __future__ import annotations

import json

import pytest

from penname.dialects.dialect import Channel
from penname.exchange.channels import Flow, Share, Waiting, channel_of
from penname.exchange.context import MAX_REMEMBERED
from penname.exchange.stream import ResponseStream
from penname.policy.model import Action
from penname.text.json_text import scan
from tests.exchanges import CHAT, MAIL, NAME, chat, masked, policy, sse, vault


@pytest.mark.parametrize(
    ("event", "group", "channel"),
    [
        ({"delta": "x"}, ("0", "1"), Channel(("0", "1"), "delta")),
        ({"delta": {"a": {"b": "x"}}}, (), Channel((), "delta.a.b")),
        ({"c": [{"index": 7, "t": "x"}]}, (), Channel(("7",), "c.[].t")),
        ({"c": [{}, {"t": "x"}]}, (), Channel(("1",), "c.[].t")),
        (
            {"c": [{"index": 2, "d": [{"index": 5, "t": "x"}]}]},
            ("g",),
            Channel(("g", "2", "5"), "c.[].d.[].t"),
        ),
        (["x"], (), Channel((), "0")),
    ],
)
def test_channels_are_told_apart(event: object, group: tuple[str, ...], channel: Channel) -> None:
    """A delta's channel is its path, and the indices of the elements that it stands in."""
    assert channel_of(scan(json.dumps(event)).leaves[-1], group) == channel


@pytest.mark.parametrize("inspected", [False, True])
async def test_parts_show_no_text(inspected: bool) -> None:
    """Whatever a stream holds, its parts show sizes only."""
    rules = policy(on_reply=Action.MASK if inspected else Action.ALLOW)
    one, seen = await masked(vault(), CHAT, chat(f"{MAIL} {NAME}"), rules=rules)
    own = seen["messages"][0]["content"]
    stream = one.open_stream()
    text = f"{NAME} and {own} for\nLee {own[:8]}"
    await stream.feed(sse({"choices": [{"delta": {"content": text}}]}))
    assert len(stream._queue) == len(stream._flows) == 1
    shown = repr([list(stream._queue), list(stream._flows.values()), parts(stream)])
    for secret in (NAME, "maria", "Lee", own[:8]):
        assert secret not in shown


def parts(stream: ResponseStream) -> list[object]:
    waiting: Waiting = stream._queue[0]
    flow: Flow = next(iter(stream._flows.values()))
    share: Share = waiting.shares[0]
    assert flow.last is share
    assert share.open
    return [waiting, flow, share, flow.restorer, flow.window]


async def test_shown_text_is_bounded() -> None:
    """Of a very long text only what may be remembered is kept, but all of it is counted."""
    one, _ = await masked(vault(), CHAT, chat("hi"))
    stream = one.open_stream()
    for size in (MAX_REMEMBERED, 1, 5):
        await stream.feed(sse({"choices": [{"delta": {"content": "a" * size}}]}))
    flow = next(iter(stream._flows.values()))
    assert flow.size == MAX_REMEMBERED + 6
    assert len("".join(flow.shown)) == MAX_REMEMBERED
