"""The smaller OpenAI endpoints, and calls that penname does not know."""

from __future__ import annotations

from typing import Any

import openai
import pytest
from yarl import URL

from tests.wire.both import Both
from tests.wire.ends import End
from tests.wire.leaks import assert_no_leak
from tests.wire.planted import Planted
from tests.wire.scenarios.case import ANSWER, PICKS, Case, plain, sentence
from tests.wire.upstream.script import DeltaCut, Script


async def _embedded(end: End, planted: Planted) -> Any:
    answer = await end.openai.embeddings.create(model="embed", input=sentence(planted))
    return plain(answer)


async def _embedded_list(end: End, planted: Planted) -> Any:
    answer = await end.openai.embeddings.create(
        model="embed", input=[sentence(planted), planted.iban], encoding_format="float"
    )
    return plain(answer)


async def _completed(end: End, planted: Planted) -> Any:
    prompt = sentence(planted)
    answer = await end.openai.completions.create(
        model="gpt-example", prompt=prompt, suffix=f" {planted.email}"
    )
    return plain(answer)


async def _completed_stream(end: End, planted: Planted) -> Any:
    stream = await end.openai.completions.create(
        model="gpt-example", prompt=sentence(planted), stream=True
    )
    chunks = [chunk async for chunk in stream]
    return ["".join(chunk.choices[0].text for chunk in chunks), plain(chunks[-1])["id"]]


async def _models(end: End, _planted: Planted) -> Any:
    of_openai = await end.openai.models.list()
    of_anthropic = await end.anthropic.models.list()
    return [plain(model) for page in (of_openai, of_anthropic) for model in page.data]


_CUT = (Script(ANSWER, picks=PICKS, deltas=DeltaCut.CUT),)
_CASES = (
    Case("embeddings", _embedded, shows=()),
    Case("embeddings list", _embedded_list, shows=()),
    Case("completions", _completed),
    Case("completions streamed", _completed_stream, _CUT),
    Case("models", _models, shows=()),
)


@pytest.mark.parametrize("case", _CASES, ids=lambda case: case.name)
async def test_client_sees_the_same(case: Case, both: Both) -> None:
    """What the client sees is what it would have seen without penname."""
    await both.compare(case)


@pytest.mark.parametrize("tokens", [[1, 2, 3], [[1, 2], [3]]])
@pytest.mark.parametrize("call", ["embeddings", "completions"])
async def test_token_arrays_are_refused(call: str, tokens: Any, both: Both) -> None:
    """Token ids are text that penname cannot read: 400, nothing goes upstream."""
    both.upstream.play(Script("ok"))
    client = both.proxied.openai
    asked = (
        client.embeddings.create(model="embed", input=tokens)
        if call == "embeddings"
        else client.completions.create(model="gpt-example", prompt=tokens)
    )
    with pytest.raises(openai.BadRequestError, match=r"(?i)token"):
        await asked
    assert both.upstream.recorded == []


async def test_completion_logprobs_show_no_surrogate(both: Both) -> None:
    """Legacy logprobs repeat the text in tokens, keys and offsets: none may disagree."""
    both.upstream.play(Script(ANSWER, picks=PICKS))
    answer = await both.proxied.openai.completions.create(
        model="gpt-example", prompt=sentence(both.planted), logprobs=1
    )
    choice = answer.choices[0]
    assert both.planted.email in choice.text
    tokens = choice.logprobs.tokens if choice.logprobs else None
    assert all(token in choice.text for token in tokens or [])
    assert_no_leak(both.upstream.recorded, both.planted)


@pytest.mark.parametrize(
    ("path", "advice"),
    [
        ("/openai/v1/unheard-of", "/openai/v1"),
        ("/openai/chat/completions", "/openai/v1"),
        ("/openai/v1/v1/chat/completions", "/v1"),
        ("/anthropic/messages", "/anthropic"),
        ("/anthropic/v1/v1/messages", "/anthropic"),
        ("/openai/v1/chat/../chat/completions", "/v1"),
        ("/openai/v1/chat%2Fcompletions", "/v1"),
        ("/", "/v1"),
    ],
)
async def test_unknown_path_names_base_url(path: str, advice: str, both: Both) -> None:
    """404 in the provider's shape, whose text names the base URL that works."""
    both.upstream.play(Script("ok"))
    root = both.proxied.anthropic_url.removesuffix("/anthropic")
    body = {"model": "m", "messages": [{"role": "user", "content": sentence(both.planted)}]}
    # As it stands: yarl would resolve the dots before they were sent.
    url = URL(root + path, encoded=True)
    async with both.proxied.http.post(url, json=body) as answer:
        value = await answer.json()
        assert answer.status == 404
    assert advice in value["error"]["message"]
    assert (value.get("type") == "error") == path.startswith("/anthropic")
    assert both.upstream.recorded == []


async def test_websocket_upgrade_gets_426(both: Both) -> None:
    """Codex asks for a WebSocket first; 426 sends it to HTTP at once."""
    both.upstream.play(Script("ok"))
    headers = {
        "connection": "Upgrade",
        "upgrade": "websocket",
        "sec-websocket-version": "13",
        "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==",
        "openai-beta": "responses_websockets=2026-02-06",
    }
    url = f"{both.proxied.openai_url}/responses"
    async with both.proxied.http.get(url, headers=headers) as answer:
        assert answer.status == 426
    assert both.upstream.recorded == []
