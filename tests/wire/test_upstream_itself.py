"""The fake upstream, called directly: what the SDKs see is what the vendor would show.

Every object and event is validated against the SDKs' own type definitions, so the
expectations of the proxy tests rest on the vendors' shapes and not on ours.
"""

from __future__ import annotations

import base64
import itertools
import json
import urllib.parse
from typing import Any

import pytest
from anthropic.types import Message, RawMessageStreamEvent
from openai.types import Completion, CreateEmbeddingResponse
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from openai.types.responses import Response, ResponseStreamEvent
from pydantic import TypeAdapter

from tests.wire.ends import End
from tests.wire.leaks import find_leaks
from tests.wire.planted import Planted, plant
from tests.wire.scenarios import anthropic, chat, responses
from tests.wire.scenarios.case import ANSWER, PICKS, Case, sentence
from tests.wire.upstream.app import Upstream
from tests.wire.upstream.cutting import cut_bytes, cut_text
from tests.wire.upstream.record import Recorded
from tests.wire.upstream.script import ByteCut, DeltaCut, LineEnd, Script, ToolCall

CASES = [
    pytest.param(case, id=f"{room} {case.name}")
    for room, cases in (
        ("chat", chat.CASES),
        ("responses", responses.CASES),
        ("anthropic", anthropic.CASES),
    )
    for case in cases
]
_FULL = Script(
    ANSWER,
    reasoning="They want {person}.",
    tool_calls=(ToolCall("send_mail", '{"to": "{email}"}'),),
    annotate="email",
    picks=PICKS,
)
_MESSAGES = [{"role": "user", "content": sentence(plant(1))}]
_BODIES: dict[str, Any] = {
    "/v1/chat/completions": {"messages": _MESSAGES, "logprobs": True, "n": 2},
    "/v1/responses": {"input": sentence(plant(1)), "include": ["message.output_text.logprobs"]},
    "/v1/completions": {"prompt": sentence(plant(1)), "logprobs": 1},
    "/v1/messages": {"messages": _MESSAGES, "max_tokens": 9},
    "/v1/embeddings": {"input": sentence(plant(1))},
}
_TYPES: dict[str, tuple[Any, Any]] = {
    "/v1/chat/completions": (ChatCompletion, ChatCompletionChunk),
    "/v1/responses": (Response, ResponseStreamEvent),
    # Streamed, the vendor sends a null finish_reason that the SDK's type does not admit.
    "/v1/completions": (Completion, None),
    "/v1/messages": (Message, RawMessageStreamEvent),
    "/v1/embeddings": (CreateEmbeddingResponse, None),
}


@pytest.mark.parametrize("case", CASES)
async def test_direct_client_sees_values(
    case: Case, direct: End, upstream: Upstream, planted: Planted
) -> None:
    """Called directly, the answer shows the planted values and the recorder holds them."""
    upstream.play(*case.scripts)
    seen = await case.run(direct, planted)
    assert case.missing(seen, planted) == []
    assert find_leaks(upstream.recorded, [planted])


@pytest.mark.parametrize("path", _TYPES)
async def test_answers_match_sdk_types(path: str, direct: End, upstream: Upstream) -> None:
    """Every whole answer validates against the SDK's response model."""
    upstream.play(_FULL)
    body = {"model": "m", **_BODIES[path]}
    async with direct.http.post(upstream.url + path, json=body) as answer:
        assert answer.status == 200
        TypeAdapter(_TYPES[path][0]).validate_python(await answer.json())


@pytest.mark.parametrize("path", [path for path, kinds in _TYPES.items() if kinds[1]])
async def test_events_match_sdk_types(path: str, direct: End, upstream: Upstream) -> None:
    """Every event validates against the SDK's event union."""
    upstream.play(_FULL)
    body = {"model": "m", "stream": True, **_BODIES[path]}
    async with direct.http.post(upstream.url + path, json=body) as answer:
        raw = await answer.text()
    checked = TypeAdapter(_TYPES[path][1])
    datas = [line[6:] for line in raw.splitlines() if line.startswith("data: ")]
    assert len(datas) > 5
    for data in datas:
        # The SDK drops pings before it looks at types.
        if data != "[DONE]" and '"ping"' not in data:
            checked.validate_python(json.loads(data))


@pytest.mark.parametrize("cut", ByteCut)
@pytest.mark.parametrize("line_end", LineEnd)
async def test_cuts_change_nothing_seen(
    cut: ByteCut, line_end: LineEnd, direct: End, upstream: Upstream, planted: Planted
) -> None:
    """However bytes and lines are cut, the SDKs read the same stream."""
    for run in (chat.streamed, responses.streamed, anthropic.streamed):
        upstream.play(Script(ANSWER, picks=PICKS))
        expected = await run(direct, planted)
        upstream.play(Script(ANSWER, picks=PICKS, cut=cut, line_end=line_end, noise=True))
        seen = await run(direct, planted)
        assert seen == expected


@pytest.mark.parametrize("cut", DeltaCut)
def test_delta_cuts_join_back(cut: DeltaCut) -> None:
    """The deltas of a text join to the text."""
    for text in ("", "a", "Hello PERSON_ABC123, J\u00f6rg \U0001f44d  bye \n"):
        assert "".join(cut_text(text, cut)) == text


@pytest.mark.parametrize("cut", ByteCut)
def test_byte_cuts_join_back(cut: ByteCut) -> None:
    """The writes of a stream join to the stream."""
    frames = [b"data: J\xc3\xb6rg\r\n\r\n", b"data: \xf0\x9f\x91\x8d\n\n"]
    assert b"".join(cut_bytes(frames, cut)) == b"".join(frames)


async def test_changed_prefix_breaks_signature(direct: End, upstream: Upstream) -> None:
    """A thinking block after another prefix is refused, as the vendor refuses it."""
    upstream.play(Script(ANSWER, reasoning="Hm.", picks=PICKS))
    request = {"model": "m", "max_tokens": 9, "messages": list(_MESSAGES)}
    url = f"{upstream.url}/v1/messages"
    async with direct.http.post(url, json=request) as answer:
        content = (await answer.json())["content"]
    for question, status in (("same", 200), ("other", 400)):
        first = _MESSAGES[0] if question == "same" else {"role": "user", "content": question}
        turn = [first, {"role": "assistant", "content": content}, {"role": "user", "content": "?"}]
        async with direct.http.post(url, json={**request, "messages": turn}) as answer:
            assert answer.status == status


def _encoded(value: str) -> list[str]:
    """One value in the disguises that the leak check must see through."""
    raw = value.encode()
    escaped = "".join(f"\\u{ord(char):04x}" for char in value)
    return [
        value,
        value.upper(),
        urllib.parse.quote(value, safe=""),
        value.replace("@", "&#64;"),
        escaped,
        base64.b64encode(raw).decode(),
        base64.urlsafe_b64encode(raw).decode().rstrip("="),
        base64.b64encode(escaped.encode()).decode(),
        urllib.parse.quote(base64.b64encode(raw).decode(), safe=""),
    ]


@pytest.mark.parametrize("form", range(9))
@pytest.mark.parametrize("place", ["path", "query", "header", "body"])
def test_leak_check_sees_disguises(form: int, place: str) -> None:
    """A value is found in every place and every reading of depth two."""
    planted = plant(7)
    text = _encoded(planted.email)[form]
    parts = {name: f"x={text}" if name == place else "" for name in ("path", "query", "header")}
    body = json.dumps({"a": f"see {text}"}).encode() if place == "body" else b""
    request = Recorded("POST", parts["path"], parts["query"], (("x", parts["header"]),), body)
    found = find_leaks([request], [planted])
    assert found
    assert planted.email not in "".join(found)


def test_planted_values_differ_by_seed() -> None:
    """Seeds give different people; the same seed gives the same one."""
    assert dict(plant(3).values()) == dict(plant(3).values())
    for a, b in itertools.combinations((plant(3), plant(4), plant(5)), 2):
        assert a.email != b.email
        assert a.iban != b.iban
