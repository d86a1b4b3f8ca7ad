"""What models do to surrogates, and what must never be taken for one."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.wire.both import Both
from tests.wire.ends import End
from tests.wire.leaks import assert_no_leak
from tests.wire.scenarios import chat, responses
from tests.wire.scenarios.case import PICKS, sentence
from tests.wire.upstream.script import DeltaCut, Script, ToolCall

_AROUND = (
    *("{}", "**{}**", "`{}`", "({})", '"{}"', "{}'s", "{}.", "<{}>"),
    *("x {}, {}", "[a](mailto:{})", "to:{};cc:{}", "{}{}", "_{}_", "A{}"),
)


async def _told(both: Both, text: str, deltas: DeltaCut, **more: object) -> str:
    """What the client reads when the model answers `text`, streamed."""
    both.upstream.play(Script(text, picks=PICKS, deltas=deltas))
    seen = await chat.streamed(both.proxied, both.planted, **more)
    content: str = seen["lanes"]["0.content"]
    return content


async def _surrogate(both: Both) -> str:
    """The surrogate of the planted mail address, as the upstream got it."""
    both.upstream.play(Script("{email}", picks=PICKS))
    await chat.whole(both.proxied, both.planted)
    surrogate: str = both.upstream.said[0]["choices"][0]["message"]["content"]
    return surrogate


@pytest.mark.parametrize("deltas", DeltaCut)
@pytest.mark.parametrize(
    "around",
    ["{}", "**{}**", "`{}`", "({})", '"{}"', "{}'s", "{}.", "<{}>", "x {}, {}", "[a](mailto:{})"],
)
async def test_surrounding_marks_are_kept(around: str, deltas: DeltaCut, both: Both) -> None:
    """A surrogate is restored whatever stands around it, and the rest is untouched."""
    seen = await _told(both, around.replace("{}", "{email}"), deltas)
    assert seen == around.replace("{}", both.planted.email)


@pytest.mark.parametrize("deltas", DeltaCut)
@pytest.mark.parametrize("change", [str.lower, str.upper, str.title])
async def test_changed_case_is_restored(
    change: Callable[[str], str], deltas: DeltaCut, both: Both
) -> None:
    """A model that changes the case of a surrogate still means the value."""
    surrogate = await _surrogate(both)
    seen = await _told(both, f"Mail {change(surrogate)} now", deltas)
    assert both.planted.email in seen


@pytest.mark.parametrize("deltas", DeltaCut)
async def test_cut_surrogate_stays_text(deltas: DeltaCut, both: Both) -> None:
    """The start of a surrogate at the end of an answer is sent as it is, not completed."""
    surrogate = await _surrogate(both)
    for length in (1, len(surrogate) // 2, len(surrogate) - 1):
        text = f"Mail {surrogate[:length]}"
        assert await _told(both, text, deltas) == text


@pytest.mark.parametrize("deltas", DeltaCut)
async def test_lookalike_stays_text(deltas: DeltaCut, both: Both) -> None:
    """A word of a surrogate's shape that nobody minted is text."""
    surrogate = await _surrogate(both)
    last = "2" if surrogate[-1] != "2" else "3"
    text = (
        f"Mail {surrogate[:-1]}{last} and EMAIL_ADDRESS_1 and {surrogate[: len(surrogate) // 2]}!"
    )
    assert await _told(both, text, deltas) == text


async def test_client_text_like_a_surrogate(both: Both) -> None:
    """What a client types comes back as it was typed, even when it looks like a surrogate."""
    surrogate = await _surrogate(both)
    for text in (
        f"What is {surrogate}?",
        f"What is {surrogate.lower()}x?",
        "EMAIL_ADDRESS_7k2m9qxw",
    ):
        both.upstream.play(Script("{last}"))
        answer = await both.proxied.openai.chat.completions.create(
            model="m", messages=[{"role": "user", "content": text}]
        )
        assert answer.choices[0].message.content == text


@pytest.mark.parametrize("deltas", DeltaCut)
@pytest.mark.parametrize(
    "arguments",
    [
        '{"payload": "{\\"to\\": \\"{email}\\", \\"n\\": [\\"{person}\\"]}"}',
        '{"deep": "{\\"a\\": \\"{\\\\\\"b\\\\\\": \\\\\\"{email}\\\\\\"}\\"}"}',
        '{"cmd": "mail -s \\"hi\\" {email} < \\u00e4\\ud83d\\udc4d.txt\\n\\t\\\\end"}',
        '{"{email}": 1, "list": [{"who": "{person}"}, null, 1.50, true]}',
    ],
)
async def test_nested_arguments_stay_json(arguments: str, deltas: DeltaCut, both: Both) -> None:
    """Arguments with JSON in strings, escapes and keys are those of a direct call."""
    call = ToolCall("run", arguments)
    script = Script(None, tool_calls=(call,), picks=PICKS, deltas=deltas, ascii_json=True)
    for room, run in (("chat", chat.tools_streamed), ("responses", responses.tools_streamed)):
        both.upstream.play(script)
        expected = await run(both.direct, both.planted)
        both.upstream.play(script)
        seen = await run(both.proxied, both.planted)
        lane = next(name for name in seen["lanes"])
        assert seen["lanes"] == expected["lanes"], room
        json.loads(seen["lanes"][lane])


async def test_both_auth_headers_are_one_tenant(both: Both) -> None:
    """The same key as a bearer token and as x-api-key opens the same vault."""
    surrogate = await _surrogate(both)
    both.upstream.play(Script(f"It is {surrogate}."))
    body = {"model": "m", "max_tokens": 9, "messages": [{"role": "user", "content": "?"}]}
    for headers in (
        {"authorization": f"Bearer {both.proxied.key}"},
        {"x-api-key": both.proxied.key},
    ):
        url = f"{both.proxied.anthropic_url}/v1/messages"
        async with both.proxied.http.post(url, json=body, headers=headers) as answer:
            value = await answer.json()
        assert value["content"][0]["text"] == f"It is {both.planted.email}."


async def test_stored_response_stays_closed(both: Both, second: End) -> None:
    """A stored response fetched with another key is not restored with the first one's values."""
    both.upstream.play(Script("{email}", picks=PICKS))
    mine = await both.proxied.openai.responses.create(model="m", input=sentence(both.planted))
    theirs = await second.openai.responses.retrieve(mine.id)
    assert mine.output_text == both.planted.email
    assert both.planted.email not in theirs.model_dump_json()
    follow = await second.openai.responses.create(
        model="m", input="?", previous_response_id=mine.id
    )
    assert both.planted.email not in follow.model_dump_json()
    assert_no_leak(both.upstream.recorded, both.planted)
