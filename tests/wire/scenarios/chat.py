"""What clients do on OpenAI chat completions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from openai.types.chat import ChatCompletionChunk
from pydantic import BaseModel

from tests.wire.ends import End, in_thread
from tests.wire.planted import Planted
from tests.wire.scenarios.case import (
    ALL,
    ANSWER,
    ARGUMENTS,
    PICKS,
    Case,
    plain,
    sentence,
    sheet,
)
from tests.wire.upstream.script import DeltaCut, Script, ToolCall

MODEL = "gpt-example"
TOOL: Any = {
    "type": "function",
    "function": {
        "name": "send_mail",
        "description": "Sends a mail.",
        "parameters": {"type": "object", "properties": {"to": {"type": "string"}}},
    },
}


class Letter(BaseModel):
    """A structured output."""

    to: str
    body: str


LETTER = '{"to": "{email}", "body": "Dear {person},\\n\\"call {phone}\\""}'


def ask(planted: Planted, **more: Any) -> dict[str, Any]:
    """A request's arguments."""
    messages = [{"role": "user", "content": sentence(planted)}]
    return {"model": MODEL, "messages": messages, **more}


def gather(chunks: Iterable[ChatCompletionChunk]) -> dict[str, Any]:
    """A stream as its lanes: every text joined, every other fact in order."""
    lanes: dict[str, str] = {}
    facts: list[Any] = []
    for chunk in chunks:
        if chunk.usage:
            facts.append(("usage", plain(chunk.usage), len(chunk.choices)))
        for choice in chunk.choices:
            where = f"{choice.index}"
            delta = plain(choice.delta)
            for name in ("content", "refusal", "reasoning_content"):
                if delta.get(name):
                    lane = f"{where}.{name}"
                    lanes[lane] = lanes.get(lane, "") + delta[name]
            _gather_calls(where, delta, lanes, facts)
            told = [name for name in ("role", "annotations") if delta.get(name)]
            facts.extend((where, name, delta[name]) for name in told)
            if choice.finish_reason:
                facts.append((where, choice.finish_reason))
    return {"lanes": lanes, "facts": facts}


def _gather_calls(
    where: str, delta: dict[str, Any], lanes: dict[str, str], facts: list[Any]
) -> None:
    legacy = delta.get("function_call")
    calls = list(delta.get("tool_calls") or []) + ([{"function": legacy}] if legacy else [])
    for call in calls:
        for kind in ("function", "custom"):
            body = call.get(kind) or {}
            if body.get("name"):
                facts.append((where, call.get("index"), call.get("id"), body["name"]))
            text = body.get("arguments") or body.get("input") or ""
            lane = f"{where}.call.{call.get('index')}"
            lanes[lane] = lanes.get(lane, "") + text


async def whole(end: End, planted: Planted, **more: Any) -> Any:
    """One answer, not streamed."""
    return plain(await end.openai.chat.completions.create(**ask(planted, **more)))


async def streamed(end: End, planted: Planted, **more: Any) -> Any:
    """One answer, streamed, gathered."""
    stream = await end.openai.chat.completions.create(**ask(planted, **more), stream=True)
    return gather([chunk async for chunk in stream])


async def whole_sync(end: End, planted: Planted) -> Any:
    """The synchronous client."""
    create = end.openai_sync.chat.completions.create
    return plain(await in_thread(lambda: create(**ask(planted))))


async def streamed_sync(end: End, planted: Planted) -> Any:
    """The synchronous client, streamed."""
    create = end.openai_sync.chat.completions.create
    return gather(await in_thread(lambda: list(create(**ask(planted), stream=True))))


async def two_choices(end: End, planted: Planted) -> Any:
    return await whole(end, planted, n=2)


async def two_choices_streamed(end: End, planted: Planted) -> Any:
    return await streamed(end, planted, n=2)


async def tools(end: End, planted: Planted) -> Any:
    return await whole(end, planted, tools=[TOOL])


async def tools_streamed(end: End, planted: Planted) -> Any:
    return await streamed(end, planted, tools=[TOOL])


async def tool_result(end: End, planted: Planted) -> Any:
    """A call, its result sent back with a new value in it, the final answer."""
    request = ask(planted, tools=[TOOL])
    first = await end.openai.chat.completions.create(**request)
    message = first.choices[0].message
    assert message.tool_calls
    result = f"The mail bounced; ask {planted.other_person} about IBAN {planted.iban} please."
    request["messages"] += [
        plain(message),
        {"role": "tool", "tool_call_id": message.tool_calls[0].id, "content": result},
    ]
    second = await end.openai.chat.completions.create(**request)
    return [plain(first), plain(second)]


async def legacy_functions(end: End, planted: Planted) -> Any:
    return await whole(end, planted, functions=[TOOL["function"]])


async def legacy_functions_streamed(end: End, planted: Planted) -> Any:
    return await streamed(end, planted, functions=[TOOL["function"]])


async def content_parts(end: End, planted: Planted) -> Any:
    """Several text parts and an image: each text is masked, the image is not looked at."""
    parts = [
        {"type": "text", "text": "Read this. "},
        {"type": "text", "text": sentence(planted)},
        {"type": "image_url", "image_url": {"url": "https://example.org/picture.png"}},
    ]
    messages: list[Any] = [
        {"role": "developer", "content": [{"type": "text", "text": "Be brief."}]},
        {"role": "user", "content": parts},
    ]
    return plain(await end.openai.chat.completions.create(model=MODEL, messages=messages))


async def parsed(end: End, planted: Planted) -> Any:
    """Structured outputs, parsed by the SDK from the restored JSON."""
    answer = await end.openai.chat.completions.parse(**ask(planted), response_format=Letter)
    letter = answer.choices[0].message.parsed
    assert letter is not None
    return letter.model_dump()


async def parsed_stream(end: End, planted: Planted) -> Any:
    """The SDK's own accumulator over a stream of structured output."""
    async with end.openai.chat.completions.stream(**ask(planted), response_format=Letter) as stream:
        final = await stream.get_final_completion()
    letter = final.choices[0].message.parsed
    assert letter is not None
    return [plain(final), letter.model_dump()]


async def usage_chunk(end: End, planted: Planted) -> Any:
    return await streamed(end, planted, stream_options={"include_usage": True})


async def everywhere(end: End, planted: Planted) -> Any:
    """A value at every text site of the request."""
    told = sentence(planted)
    tool: Any = {"name": "lookup", "description": told}
    tool["parameters"] = {
        "type": "object",
        "properties": {"who": {"type": "string", "description": told, "default": planted.email}},
    }
    call = {"name": "lookup", "arguments": f'{{"who": "{planted.email}"}}'}
    messages: list[Any] = [
        {"role": "system", "content": f"The user's card is {planted.card}."},
        {"role": "user", "content": f"My SSN is {planted.ssn}, my host {planted.ip}."},
        {
            "role": "assistant",
            "content": f"Thanks, {planted.person}.",
            "tool_calls": [{"id": "call_0", "type": "function", "function": call}],
        },
        {"role": "tool", "tool_call_id": "call_0", "content": f'{{"iban": "{planted.iban}"}}'},
        {"role": "user", "content": told},
    ]
    answer = await end.openai.chat.completions.create(
        model=MODEL,
        messages=messages,
        tools=[{"type": "function", "function": tool}],
        stop=[planted.email],
        prediction={"type": "content", "content": told},
    )
    return plain(answer)


async def every_kind(end: End, planted: Planted) -> Any:
    """Every kind of value, repeated by the model."""
    request = ask(planted, messages=[{"role": "user", "content": sheet(planted)}])
    stream = await end.openai.chat.completions.create(**request, stream=True)
    return gather([chunk async for chunk in stream])


_TWO_CALLS = (ToolCall("send_mail", ARGUMENTS), ToolCall("send_mail", '{"to": "{phone}"}'))
_CALLS = (Script(None, tool_calls=_TWO_CALLS, picks=PICKS),)
_CUSTOM = (Script(None, tool_calls=(ToolCall("apply", ANSWER, "custom"),), picks=PICKS),)
_LEGACY = (Script(None, function_call=ToolCall("send_mail", ARGUMENTS), picks=PICKS),)
_JSON = (Script(LETTER, text_is_json=True, picks=PICKS),)
_CHOICES = (Script("Choice {choice}: " + ANSWER, picks=PICKS),)
_RESULT_PICKS = {**PICKS, "who": r"ask (.+?) about", "iban": r"IBAN (.+?) please"}
_RESULT = (
    Script(None, tool_calls=(ToolCall("send_mail", ARGUMENTS),), picks=PICKS),
    Script("Ask {who} ({iban}) for {person}.", picks=_RESULT_PICKS),
)
_HTML = (Script(None, tool_calls=_TWO_CALLS, picks=PICKS, html_json=True, ascii_json=True),)

CASES = (
    Case("every kind", every_kind, (Script(deltas=DeltaCut.CUT),), ALL),
    Case("whole", whole),
    Case("streamed", streamed),
    Case("whole sync", whole_sync),
    Case("streamed sync", streamed_sync),
    Case("two choices", two_choices, _CHOICES),
    Case("two choices streamed", two_choices_streamed, _CHOICES),
    Case("tools", tools, _CALLS),
    Case("tools streamed", tools_streamed, _CALLS),
    Case("tools of a Go server", tools_streamed, _HTML),
    Case("custom tool", tools, _CUSTOM),
    Case("custom tool streamed", tools_streamed, _CUSTOM),
    Case("tool result", tool_result, _RESULT, ("person", "other_person", "iban")),
    Case("legacy functions", legacy_functions, _LEGACY, ("person", "email")),
    Case("legacy functions streamed", legacy_functions_streamed, _LEGACY, ("person", "email")),
    Case("content parts", content_parts),
    Case("parsed", parsed, _JSON),
    Case("parsed stream", parsed_stream, _JSON),
    Case("usage chunk", usage_chunk),
    Case("everywhere", everywhere),
    Case("refusal", whole, (Script(None, refusal=ANSWER, picks=PICKS),)),
    Case("refusal streamed", streamed, (Script(None, refusal=ANSWER, picks=PICKS),)),
    Case("reasoning", whole, (Script("Done.", reasoning=ANSWER, picks=PICKS),)),
    Case("reasoning streamed", streamed, (Script("Done.", reasoning=ANSWER, picks=PICKS),)),
    Case("annotation", whole, (Script(ANSWER, annotate="email", picks=PICKS),)),
    Case("annotation streamed", streamed, (Script(ANSWER, annotate="email", picks=PICKS),)),
    Case("noise", streamed, (Script(ANSWER, picks=PICKS, noise=True),)),
)
