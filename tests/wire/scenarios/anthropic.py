"""What clients do on Anthropic messages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

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

MODEL = "claude-example"
TOOL: Any = {
    "name": "send_mail",
    "description": "Sends a mail.",
    "input_schema": {"type": "object", "properties": {"to": {"type": "string"}}},
}
_Fields = dict[str, Any]


def ask(planted: Planted, **more: Any) -> _Fields:
    """A request's arguments."""
    messages = [{"role": "user", "content": sentence(planted)}]
    return {"model": MODEL, "max_tokens": 512, "messages": messages, **more}


def gather(events: Iterable[Any]) -> _Fields:
    """A stream as its lanes and its other events in order."""
    lanes: dict[str, str] = {}
    others: list[Any] = []
    for event in events:
        fields = plain(event)
        delta = fields.get("delta", {})
        for name in ("text", "thinking", "partial_json"):
            if name in delta and fields["type"] == "content_block_delta":
                lane = f"{fields['index']} {name}"
                lanes[lane] = lanes.get(lane, "") + delta[name]
                break
        else:
            others.append(fields)
    return {"lanes": lanes, "others": others}


async def whole(end: End, planted: Planted, **more: Any) -> Any:
    return plain(await end.anthropic.messages.create(**ask(planted, **more)))


async def streamed(end: End, planted: Planted, **more: Any) -> Any:
    stream = await end.anthropic.messages.create(**ask(planted, **more), stream=True)
    return gather([event async for event in stream])


async def whole_sync(end: End, planted: Planted) -> Any:
    create = end.anthropic_sync.messages.create
    return plain(await in_thread(lambda: create(**ask(planted))))


async def streamed_sync(end: End, planted: Planted) -> Any:
    create = end.anthropic_sync.messages.create
    return gather(await in_thread(lambda: list(create(**ask(planted), stream=True))))


async def accumulated(end: End, planted: Planted) -> Any:
    """The SDK's own accumulator."""
    async with end.anthropic.messages.stream(**ask(planted, tools=[TOOL])) as stream:
        texts = [text async for text in stream.text_stream]
        return ["".join(texts), plain(await stream.get_final_message())]


async def tools(end: End, planted: Planted) -> Any:
    return await whole(end, planted, tools=[TOOL])


async def tools_streamed(end: End, planted: Planted) -> Any:
    return await streamed(end, planted, tools=[TOOL])


async def agent(end: End, planted: Planted) -> Any:
    """Thinking and tool use go back unchanged: the signature binds the masked prefix."""
    system: Any = [
        {"type": "text", "text": "You are a clerk."},
        {"type": "text", "text": f"You work for {planted.other_person}."},
    ]
    request = ask(planted, system=system, tools=[{**TOOL, "description": sentence(planted)}])
    seen = []
    for turn in range(3):
        async with end.anthropic.messages.stream(**request) as stream:
            answer = await stream.get_final_message()
        seen.append(plain(answer))
        request["messages"].append({"role": "assistant", "content": seen[-1]["content"]})
        call = next((block for block in answer.content if block.type == "tool_use"), None)
        if call is None:
            break
        told = f"Bounce {turn}; ask {planted.other_person} about IBAN {planted.iban} please."
        result = {"type": "tool_result", "tool_use_id": call.id}
        result["content"] = told if turn else [{"type": "text", "text": told}]  # type: ignore[assignment]
        request["messages"].append({"role": "user", "content": [result]})
    return seen


async def system_blocks(end: End, planted: Planted) -> Any:
    """System blocks with cache marks, and a system message in the middle."""
    cached = {"type": "text", "text": f"The user is {planted.person}, {planted.email}."}
    system: Any = [{**cached, "cache_control": {"type": "ephemeral"}}]
    request = ask(planted, system=system, stop_sequences=[planted.email])
    request["messages"] = [
        {"role": "user", "content": f"My SSN is {planted.ssn}, my host is {planted.ip}."},
        {"role": "assistant", "content": [{"type": "text", "text": f"Hi {planted.person}."}]},
        {"role": "system", "content": f"The card on file is {planted.card}."},
        *request["messages"],
    ]
    return plain(await end.anthropic.messages.create(**request))


def _documents(planted: Planted) -> list[_Fields]:
    """Two documents; values stand before and in the cited passages."""
    bodies = (
        "Nothing to see here.",
        f"Contract of {planted.other_person}, {planted.iban}.\nSigned by {planted.person} "
        f"on behalf of the firm; contact {planted.email} for more. \U0001f44d End.",
    )
    return [
        {
            "type": "document",
            "source": {"type": "text", "media_type": "text/plain", "data": body},
            "title": f"Document {index}",
            "context": f"Filed by {planted.person}.",
            "citations": {"enabled": True},
        }
        for index, body in enumerate(bodies)
    ]


def _check_citations(message: _Fields, documents: list[_Fields]) -> None:
    """Offsets point at the cited text in the document that the client sent."""
    citations = message["content"][0]["citations"]
    assert len(citations) == 2
    for citation in citations:
        body = documents[citation["document_index"]]["source"]["data"]
        passage = body[citation["start_char_index"] : citation["end_char_index"]]
        assert passage == citation["cited_text"]


def _cited(planted: Planted) -> tuple[_Fields, list[_Fields]]:
    documents = _documents(planted)
    question = {"type": "text", "text": "Who signed it?"}
    return ask(planted, messages=[{"role": "user", "content": [*documents, question]}]), documents


async def citations(end: End, planted: Planted) -> Any:
    request, documents = _cited(planted)
    seen = plain(await end.anthropic.messages.create(**request))
    _check_citations(seen, documents)
    return seen


async def citations_streamed(end: End, planted: Planted) -> Any:
    request, documents = _cited(planted)
    async with end.anthropic.messages.stream(**request) as stream:
        seen = plain(await stream.get_final_message())
    _check_citations(seen, documents)
    return seen


async def tokens(end: End, planted: Planted) -> Any:
    """Counting tokens masks too; the number may differ."""
    request = ask(planted, system=f"The card is {planted.card}.", tools=[TOOL])
    del request["max_tokens"]
    counted = await end.anthropic.messages.count_tokens(**request)
    return counted.input_tokens > 0


async def turns(end: End, planted: Planted) -> Any:
    """A plain conversation over three turns."""
    request = ask(planted)
    seen = []
    for question in ("Thanks. Again?", "One more?", ""):
        answer = plain(await end.anthropic.messages.create(**request))
        seen.append(answer)
        request["messages"] += [
            {"role": "assistant", "content": answer["content"]},
            {"role": "user", "content": question},
        ]
    return seen


async def every_kind(end: End, planted: Planted) -> Any:
    """Every kind of value, repeated by the model."""
    return await streamed(end, planted, messages=[{"role": "user", "content": sheet(planted)}])


_CALLS = (ToolCall("send_mail", ARGUMENTS), ToolCall("send_mail", '{"to": "{phone}"}'))
_ALL = (Script(ANSWER, reasoning="They want {person}.", tool_calls=_CALLS, picks=PICKS),)
_RESULT_PICKS = {**PICKS, "who": r"ask (.+?) about", "iban": r"IBAN (.+?) please"}
_AGENT = (
    Script(ANSWER, reasoning="First {person}.", tool_calls=_CALLS[:1], picks=PICKS),
    Script(None, reasoning="Then {who}.", tool_calls=_CALLS[:1], picks=_RESULT_PICKS),
    Script("Ask {who} ({iban}) for {person}.", picks=_RESULT_PICKS),
)
_CITED_PICKS = {"signer": r"Signed by (.+?) on behalf", "passage": r"(Signed by .+? for more\.)"}
_CITED = (Script("{signer} signed.", citations=("signer", "passage"), picks=_CITED_PICKS),)

CASES = (
    Case("every kind", every_kind, (Script(deltas=DeltaCut.CUT),), ALL),
    Case("whole", whole),
    Case("streamed", streamed),
    Case("whole sync", whole_sync),
    Case("streamed sync", streamed_sync),
    Case("accumulated", accumulated, _ALL),
    Case("all blocks", tools, _ALL),
    Case("all blocks streamed", tools_streamed, _ALL),
    Case("agent", agent, _AGENT, ("person", "other_person", "iban", "email")),
    Case("system blocks", system_blocks),
    Case("citations", citations, _CITED, ("person", "email")),
    Case("citations streamed", citations_streamed, _CITED, ("person", "email")),
    Case("count tokens", tokens, shows=()),
    Case("turns", turns),
    Case("refusal", whole, (Script(None, refusal=ANSWER, picks=PICKS),)),
    Case("refusal streamed", streamed, (Script(None, refusal=ANSWER, picks=PICKS),)),
    Case("noise", streamed, (Script(ANSWER, picks=PICKS, noise=True),)),
)
