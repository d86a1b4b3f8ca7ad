"""Answers cut in every way."""

from __future__ import annotations

import json

import pytest

from penname.cli.policy.answers import chat_answer, responses_answer
from penname.cli.policy.cuts import MAX_CUTS, seen_every_way
from penname.exchange.exchange import Exchange
from penname.exchange.refusal import Refusal
from tests.exchanges import CHAT, MAIL, RESPONSES, chat, exchange, masked, vault


async def sent(path: str = CHAT, body: object = None) -> tuple[Exchange, str]:
    """An exchange, and the surrogate that it sent for MAIL."""
    one, out = await masked(vault(), path, body or chat(f"Mail {MAIL}"))
    text = json.dumps(out)
    at = text.index("EMAIL_ADDRESS_")
    return one, text[at : at + len("EMAIL_ADDRESS_") + 8]


async def test_all_ways_agree() -> None:
    """A surrogate is restored in every way in which it can come."""
    one, surrogate = await sent()
    seen = await seen_every_way(one, chat_answer(f"To {surrogate}, é.", ""))
    assert [each.text for each in seen] == [f"To {MAIL}, é."]
    assert MAIL not in repr(seen)


async def test_responses_agree_in_every_event() -> None:
    """Deltas, done events and the whole response at the end hold the same text."""
    body = {"model": "m", "input": f"Mail {MAIL}"}
    one, surrogate = await sent(RESPONSES, body)
    seen = await seen_every_way(one, responses_answer(surrogate, "mail"))
    assert [each.text for each in seen] == [MAIL]


async def test_long_answers_are_cut_less() -> None:
    """A long text takes at most MAX_CUTS cuts of each kind."""
    one, surrogate = await sent()
    text = f"{surrogate} " * 100
    seen = await seen_every_way(one, chat_answer(text, ""))
    assert len(text) > MAX_CUTS
    assert [each.text for each in seen] == [f"{MAIL} " * 100]


class Torn:
    """An exchange whose stream loses its last byte when it comes in two chunks."""

    def __init__(self) -> None:
        self.chunks = 0

    async def restore_body(self, body: bytes, content_type: str) -> bytes:
        return body

    def open_stream(self) -> Torn:
        self.chunks = 0
        return self

    async def feed(self, chunk: bytes) -> bytes:
        self.chunks += 1
        return chunk.replace(b"secret", b"") if self.chunks > 1 else chunk

    async def close(self) -> bytes:
        return b""


async def test_a_way_that_differs_is_named() -> None:
    """The first way that shows another text is told."""
    seen = await seen_every_way(Torn(), chat_answer("a secret", ""))  # type: ignore[arg-type]
    assert [each.text for each in seen] == ["a secret", "a "]
    assert seen[0].way == "as one JSON body"
    assert seen[1].way.startswith("as a stream cut at byte ")


async def test_a_broken_answer_is_told() -> None:
    """What is no answer any more is a reading of its own, not a crash."""

    class Broken(Torn):
        async def restore_body(self, body: bytes, content_type: str) -> bytes:
            return b"{}"

        async def feed(self, chunk: bytes) -> bytes:
            return b"data: {}\n\n"

    seen = await seen_every_way(Broken(), chat_answer("a", ""))  # type: ignore[arg-type]
    assert {each.text for each in seen} == {"(the answer is broken)", "(the stream is broken)"}


@pytest.mark.parametrize("text", ["", "a"])
async def test_short_answers_work(text: str) -> None:
    """There may be nothing to cut."""
    one = exchange(vault())
    await one.mask_request(json.dumps(chat("hello")).encode())
    seen = await seen_every_way(one, chat_answer(text, ""))
    assert [each.text for each in seen] == [text]


async def test_a_refusal_must_be_one_in_every_way() -> None:
    """An answer that is refused whole and shown as a stream has two outcomes."""

    class Refusing(Torn):
        async def restore_body(self, body: bytes, content_type: str) -> bytes:
            raise Refusal(502, "reply_blocked", "penname: blocked")

    seen = await seen_every_way(Refusing(), chat_answer("a", ""))  # type: ignore[arg-type]
    assert [(each.text, each.status) for each in seen] == [
        ("status 502 (reply_blocked)", 502),
        ("a", None),
    ]
