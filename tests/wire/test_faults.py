"""What goes wrong upstream looks to the client as it would without penname.

And what penname itself refuses is an error of the provider's shape: the SDKs raise it.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import anthropic
import openai
import pytest

from tests.wire.both import Both, assert_same
from tests.wire.ends import End
from tests.wire.leaks import assert_no_leak
from tests.wire.planted import Planted
from tests.wire.scenarios import anthropic as messages
from tests.wire.scenarios import chat, responses
from tests.wire.scenarios.case import ANSWER, PICKS
from tests.wire.upstream.script import DeltaCut, Fault, Script

_Run = Callable[[End, Planted], Awaitable[Any]]
_WHOLE: dict[str, _Run] = {
    "chat": chat.whole,
    "responses": responses.whole,
    "anthropic": messages.whole,
}
_STREAMED: dict[str, _Run] = {
    "chat": chat.streamed,
    "responses": responses.streamed,
    "anthropic": messages.streamed,
}
_STREAMED_SYNC: dict[str, _Run] = {
    "chat": chat.streamed_sync,
    "responses": responses.streamed_sync,
    "anthropic": messages.streamed_sync,
}
_HEADERS = ("retry-after", "x-should-retry", "x-request-id", "request-id")


def _told(error: Exception) -> dict[str, Any]:
    """What an SDK exception tells its user."""
    seen: dict[str, Any] = {"type": type(error).__name__}
    if isinstance(error, (openai.APIError, anthropic.APIError)):
        seen |= {"message": error.message, "body": error.body}
    if isinstance(error, (openai.APIStatusError, anthropic.APIStatusError)):
        headers = error.response.headers
        seen |= {"status": error.status_code, "id": error.request_id}
        seen["headers"] = {name: headers[name] for name in _HEADERS if name in headers}
    return seen


async def _raised(run: _Run, end: End, planted: Planted) -> dict[str, Any]:
    try:
        await run(end, planted)
    except Exception as error:  # noqa: BLE001 - which one it is, is what the test compares
        return _told(error)
    raise AssertionError("nothing was raised")


async def _compare(both: Both, run: _Run, fault: Fault, **more: Any) -> dict[str, Any]:
    """The exception through penname, asserted to be that of a direct call."""
    script = Script(ANSWER, picks=PICKS, fault=fault, **more)
    both.upstream.play(script)
    expected = await _raised(run, both.direct, both.planted)
    both.upstream.play(script)
    seen = await _raised(run, both.proxied, both.planted)
    assert_no_leak(both.upstream.recorded, both.planted)
    assert_same(seen, expected)
    return seen


@pytest.mark.parametrize("runs", [_STREAMED, _STREAMED_SYNC], ids=["async", "sync"])
@pytest.mark.parametrize("room", _STREAMED)
@pytest.mark.parametrize("after", [0, 1, 6])
async def test_cut_stream_raises(after: int, room: str, runs: dict[str, _Run], both: Both) -> None:
    """A stream that breaks never looks like one that ended."""
    script = Script(ANSWER, picks=PICKS, fault=Fault("cut", after), deltas=DeltaCut.CUT)
    for end in (both.direct, both.proxied):
        both.upstream.play(script)
        seen = await _raised(runs[room], end, both.planted)
        assert "Error" in seen["type"]
    assert_no_leak(both.upstream.recorded, both.planted)


async def test_cut_stream_gives_what_came(both: Both) -> None:
    """What arrived before the break reaches the client, restored."""
    both.upstream.play(Script("{email} {phone} and more", picks=PICKS, fault=Fault("cut", 3)))
    stream = await both.proxied.openai.chat.completions.create(
        **chat.ask(both.planted), stream=True
    )
    texts: list[str] = []

    async def read() -> None:
        async for chunk in stream:
            texts.extend(choice.delta.content or "" for choice in chunk.choices)

    with pytest.raises(Exception, match=r"(?i)incomplete|closed|connection|peer"):
        await read()
    assert "".join(texts).startswith(both.planted.email)


@pytest.mark.parametrize("room", _WHOLE)
async def test_cut_answer_raises(room: str, both: Both) -> None:
    """A whole answer that breaks off is an error, not a short answer."""
    both.upstream.play(Script(ANSWER, picks=PICKS, fault=Fault("cut")))
    seen = await _raised(_WHOLE[room], both.proxied, both.planted)
    assert "Error" in seen["type"]


@pytest.mark.parametrize("room", ["chat", "anthropic"])
async def test_error_event_raises_restored(room: str, both: Both) -> None:
    """A mid-stream error raises as directly, its quote of the input restored."""
    fault = Fault("error_event", after=4, message="Cannot mail {email}")
    seen = await _compare(both, _STREAMED[room], fault)
    assert both.planted.email in json.dumps(seen)


async def test_error_event_of_responses(both: Both) -> None:
    """The Responses error event arrives as an event, restored."""
    fault = Fault("error_event", after=5, message="Cannot mail {email}")
    both.upstream.play(Script(ANSWER, picks=PICKS, fault=fault))
    expected = await responses.streamed(both.direct, both.planted)
    both.upstream.play(Script(ANSWER, picks=PICKS, fault=fault))
    seen = await responses.streamed(both.proxied, both.planted)
    assert_same(seen, expected)
    assert both.planted.email in seen["others"][-1]["message"]


@pytest.mark.parametrize("runs", [_WHOLE, _STREAMED], ids=["whole", "streamed"])
@pytest.mark.parametrize("room", _WHOLE)
@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 413, 422, 429, 500, 503, 529])
async def test_http_error_is_restored(
    status: int, room: str, runs: dict[str, _Run], both: Both
) -> None:
    """Status, type, retry headers and the quoted input are those of a direct call."""
    headers = (("retry-after", "7"), ("x-should-retry", "false"))
    fault = Fault("http", status=status, message="Bad: {last}", headers=headers)
    seen = await _compare(both, runs[room], fault)
    assert seen["status"] == status
    assert both.planted.email in seen["message"]
    assert seen["headers"]["retry-after"] == "7"


@pytest.mark.parametrize("kind", ["text/html", "text/plain"])
async def test_other_error_bodies_are_restored(kind: str, both: Both) -> None:
    """A gateway's HTML or plain error text is restored too."""
    fault = Fault("http", status=502, message="<p>Bad: {email}</p>", content_type=kind)
    seen = await _compare(both, chat.whole, fault)
    assert both.planted.email in json.dumps(seen)


async def test_leaving_client_stops_upstream(both: Both) -> None:
    """A client that leaves ends the upstream call: nobody pays for the rest."""
    both.upstream.play(Script(ANSWER, picks=PICKS, fault=Fault("hold")))
    asked = asyncio.ensure_future(chat.streamed(both.proxied, both.planted))
    await both.upstream.asked.wait()
    asked.cancel()
    await asyncio.wait_for(both.upstream.left.wait(), 5)


async def test_slow_answer_is_waited_for(both: Both) -> None:
    """Silence before the first byte is no error."""
    both.upstream.play(Script(ANSWER, picks=PICKS, fault=Fault("hold")))
    asked = asyncio.ensure_future(chat.streamed(both.proxied, both.planted))
    await both.upstream.asked.wait()
    both.upstream.gate.set()
    seen = await asked
    assert both.planted.email in seen["lanes"]["0.content"]


async def test_sdk_retries_through_penname(both: Both) -> None:
    """A 429 that allows it is retried by the SDK, and the retry is answered."""
    headers = (("retry-after-ms", "1"),)
    both.upstream.play(
        Script(ANSWER, picks=PICKS, fault=Fault("http", status=429, headers=headers)),
        Script(ANSWER, picks=PICKS),
    )
    client = both.proxied.openai.with_options(max_retries=1)
    answer = await client.chat.completions.create(**chat.ask(both.planted))
    assert both.planted.email in (answer.choices[0].message.content or "")
    first, second = both.upstream.recorded
    assert first.body == second.body


def _unclear(mail: str) -> dict[str, bytes]:
    """Bodies that two JSON readers could understand differently, or not at all."""
    good = f'{{"model":"m","max_tokens":9,"messages":[{{"role":"user","content":"{mail}"}}]}}'
    return {
        "not json": mail.encode(),
        "trailing": good.encode() + b" x",
        "two values": good.encode() * 2,
        "utf-16": good.encode("utf-16"),
        "utf-16 without mark": good.encode("utf-16-le"),
        "bad utf-8": good.replace(mail, f"{mail}\udcff").encode("utf-8", "surrogateescape"),
        "nan": good.replace("9", "NaN").encode(),
        "infinity": good.replace("9", "-Infinity").encode(),
        "deep": good.replace(f'"{mail}"', "[" * 5000 + f'"{mail}"' + "]" * 5000).encode(),
        "control character": good.replace(mail, mail + "\n").encode(),
    }


@pytest.mark.parametrize("form", sorted(_unclear("")))
@pytest.mark.parametrize("room", ["openai", "anthropic"])
async def test_unclear_body_is_refused(form: str, room: str, both: Both) -> None:
    """A body that is not one clear JSON text raises BadRequestError and goes nowhere."""
    both.upstream.play(Script("ok"))
    body = _unclear(both.planted.email)[form]
    options: Any = {"headers": {"content-type": "application/json"}}
    post: Any
    if room == "openai":
        post = both.proxied.openai.post
        path, expected = "/chat/completions", openai.BadRequestError
    else:
        post = both.proxied.anthropic.post
        path, expected = "/v1/messages", anthropic.BadRequestError  # type: ignore[assignment]
    with pytest.raises(expected) as caught:
        await post(path, content=body, cast_to=object, options=options)
    assert both.upstream.recorded == []
    error = caught.value
    assert both.planted.email not in json.dumps([error.message, error.body], default=str)


@pytest.mark.parametrize(
    "message",
    [
        '{"role":"user","content":"{email}","content":"x"}',
        '{"role":"user","content":"x","content":"{email}"}',
        '{"role":"user","content":"x","cont\\u0065nt":"{email}"}',
        '{"role":"user","content":[],"content":[{"type":"text","text":"{email}"}]}',
        '{"role":"user","content":[{"type":"document","source":{"type":"base64","type":"text",'
        '"media_type":"text/plain","data":"{email}"}}]}',
        '{"role":"user","content":[{"type":"document","source":{"type":"text","type":"base64",'
        '"media_type":"text/plain","data":"{email}"}}]}',
        '{"role":"user","content":[{"type":"thinking","type":"text","signature":"{email}"}]}',
    ],
)
async def test_duplicate_keys_never_leak(message: str, both: Both) -> None:
    """Whichever copy of a key the vendor reads: the body was refused, or both are masked."""
    both.upstream.play(Script("ok"))
    told = message.replace("{email}", both.planted.email)
    data = f'{{"model":"m","max_tokens":9,"messages":[{told}]}}'.encode()
    headers = {"content-type": "application/json"}
    url = f"{both.proxied.anthropic_url}/v1/messages"
    async with both.proxied.http.post(url, data=data, headers=headers) as answer:
        await answer.read()
    if both.upstream.recorded:
        assert_no_leak(both.upstream.recorded, both.planted)


@pytest.mark.parametrize("body", ["", "null", "17", '"{email}"', '["{email}", {{"a": "{email}"}}]'])
async def test_other_json_never_leaks(body: str, both: Both) -> None:
    """A body that is no object is refused or masked."""
    both.upstream.play(Script("ok"))
    url = f"{both.proxied.openai_url}/chat/completions"
    headers = {"content-type": "application/json"}
    data = body.format(email=both.planted.email).encode()
    async with both.proxied.http.post(url, data=data, headers=headers) as answer:
        assert answer.status == 400
    if both.upstream.recorded:
        assert_no_leak(both.upstream.recorded, both.planted)


@pytest.mark.parametrize(
    ("room", "status"), [("chat", 400), ("responses", 400), ("anthropic", 451)]
)
async def test_blocked_value_is_refused(room: str, status: int, both: Both) -> None:
    """A private key stops the request: the SDK raises, and Claude Code shows it at once."""
    edge = "-----{} RSA PRIVATE KEY-----"
    key = "\n".join([edge.format("BEGIN"), *["Qk1Nc0x" * 9] * 4, edge.format("END")])
    both.upstream.play(Script("ok"))
    told = Planted(*[f"{key}\n"] * 11)
    seen = await _raised(_WHOLE[room], both.proxied, told)
    assert seen["status"] == status
    assert "PRIVATE_KEY" in seen["message"]
    assert "Qk1N" not in json.dumps(seen)
    assert both.upstream.recorded == []
