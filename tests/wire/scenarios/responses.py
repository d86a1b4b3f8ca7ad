"""What clients do on OpenAI responses."""

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
    joined,
    plain,
    sentence,
    sheet,
)
from tests.wire.scenarios.chat import LETTER, MODEL, Letter
from tests.wire.upstream.script import DeltaCut, Script, ToolCall

TOOL: Any = {
    "type": "function",
    "name": "send_mail",
    "description": "Sends a mail.",
    "parameters": {"type": "object", "properties": {"to": {"type": "string"}}},
    "strict": False,
}

_Fields = dict[str, Any]
#: Delta event -> (field of the matching done event, key of the item or part that repeats it).
DONE_OF = {
    "response.output_text": "text",
    "response.refusal": "refusal",
    "response.reasoning_summary_text": "text",
    "response.function_call_arguments": "arguments",
    "response.custom_tool_call_input": "input",
}


def ask(planted: Planted, **more: Any) -> _Fields:
    """A request's arguments."""
    return {"model": MODEL, "input": sentence(planted), **more}


def gather(events: Iterable[Any]) -> _Fields:
    """A stream as its lanes and its other events in order; checks what must agree.

    Concatenated deltas equal the done text, sequence numbers count up from 0, and the
    last snapshot holds the items as they were done.
    """
    lanes: dict[str, str] = {}
    others: list[Any] = []
    items: list[Any] = []
    for number, event in enumerate(events):
        fields = plain(event)
        assert fields.pop("sequence_number") == number
        kind = fields["type"]
        prefix = kind.rpartition(".")[0]
        lane = f"{prefix} {fields.get('item_id')}"
        if kind.endswith(".delta"):
            lanes[lane] = lanes.get(lane, "") + fields["delta"]
            continue
        if kind.endswith(".done") and prefix in DONE_OF:
            assert joined(lanes[lane]) == fields[DONE_OF[prefix]], "deltas and done text differ"
        if kind == "response.output_item.done":
            items.append(fields["item"])
        if kind == "response.completed":
            assert fields["response"]["output"] == items, "the last snapshot differs"
        others.append(fields)
    return {"lanes": lanes, "others": others}


async def whole(end: End, planted: Planted, **more: Any) -> Any:
    return plain(await end.openai.responses.create(**ask(planted, **more)))


async def streamed(end: End, planted: Planted, **more: Any) -> Any:
    stream = await end.openai.responses.create(**ask(planted, **more), stream=True)
    return gather([event async for event in stream])


async def whole_sync(end: End, planted: Planted) -> Any:
    create = end.openai_sync.responses.create
    return plain(await in_thread(lambda: create(**ask(planted))))


async def streamed_sync(end: End, planted: Planted) -> Any:
    create = end.openai_sync.responses.create
    return gather(await in_thread(lambda: list(create(**ask(planted), stream=True))))


async def accumulated(end: End, planted: Planted) -> Any:
    """The SDK's own accumulator."""
    async with end.openai.responses.stream(**ask(planted, tools=[TOOL])) as stream:
        snapshots = [
            event.snapshot async for event in stream if event.type == "response.output_text.delta"
        ]
        final = await stream.get_final_response()
    return [snapshots[-1:], plain(final)]


def _echoed(planted: Planted) -> _Fields:
    """Request fields that every snapshot repeats."""
    return {
        "instructions": f"You work for {planted.other_person} ({planted.email}).",
        "tools": [{**TOOL, "description": sentence(planted)}],
        "metadata": {"contact": planted.email},
        "user": planted.email,
    }


async def echoes(end: End, planted: Planted) -> Any:
    """Echoed request fields come back as the client sent them."""
    seen = await whole(end, planted, **_echoed(planted))
    for name, value in _echoed(planted).items():
        assert seen[name] == value, name
    return seen


async def echoes_streamed(end: End, planted: Planted) -> Any:
    """As `echoes`, in every snapshot of the stream."""
    seen = await streamed(end, planted, **_echoed(planted))
    snapshots = [event["response"] for event in seen["others"] if "response" in event]
    assert len(snapshots) == 3
    for snapshot in snapshots:
        for name, value in _echoed(planted).items():
            assert snapshot[name] == value, name
    return seen


async def tools(end: End, planted: Planted) -> Any:
    return await whole(end, planted, tools=[TOOL])


async def tools_streamed(end: End, planted: Planted) -> Any:
    return await streamed(end, planted, tools=[TOOL])


async def previous(end: End, planted: Planted) -> Any:
    """The second request names the first only by id; its answer needs the first's values."""
    first = await end.openai.responses.create(**ask(planted))
    second = await end.openai.responses.create(
        model=MODEL, input="And now?", previous_response_id=first.id
    )
    return [plain(first), plain(second)]


async def retrieved(end: End, planted: Planted) -> Any:
    """A stored response and its input, fetched later."""
    first = await end.openai.responses.create(**ask(planted))
    again = await end.openai.responses.retrieve(first.id)
    items = await end.openai.responses.input_items.list(first.id)
    return [plain(again), [plain(item) for item in items.data]]


async def parsed(end: End, planted: Planted) -> Any:
    answer = await end.openai.responses.parse(**ask(planted), text_format=Letter)
    assert answer.output_parsed is not None
    return answer.output_parsed.model_dump()


async def tool_result(end: End, planted: Planted) -> Any:
    """An agent's turn without server state: items go back, sealed reasoning unbroken."""
    request: _Fields = {
        "model": MODEL,
        "instructions": "You are a clerk.",
        "tools": [TOOL],
        "store": False,
        "include": ["reasoning.encrypted_content"],
        "input": [{"role": "user", "content": sentence(planted)}],
    }
    first = await end.openai.responses.create(**request)
    request["input"] += [plain(item) for item in first.output]
    result = f"The mail bounced; ask {planted.other_person} about IBAN {planted.iban} please."
    call_id = f"{first.output[-1].call_id}"  # type: ignore[union-attr]
    request["input"].append({"type": "function_call_output", "call_id": call_id, "output": result})
    second = await end.openai.responses.create(**request)
    return [plain(first), plain(second)]


async def every_kind(end: End, planted: Planted) -> Any:
    """Every kind of value, repeated by the model."""
    return await streamed(end, planted, input=sheet(planted))


_CALLS = (
    ToolCall("send_mail", ARGUMENTS),
    ToolCall("apply_patch", "*** Begin\n+{person} <{email}>\n", "custom"),
)
_ALL = (Script(ANSWER, reasoning="They want {person}.", tool_calls=_CALLS, picks=PICKS),)
_ONE_CALL = (ToolCall("send_mail", ARGUMENTS),)
_RESULT_PICKS = {**PICKS, "who": r"ask (.+?) about", "iban": r"IBAN (.+?) please"}
_RESULT = (
    Script(None, reasoning="First {person}.", tool_calls=_ONE_CALL, picks=PICKS),
    Script("Ask {who} ({iban}) for {person}.", picks=_RESULT_PICKS),
)
_JSON = (Script(LETTER, text_is_json=True, picks=PICKS),)

CASES = (
    Case("every kind", every_kind, (Script(deltas=DeltaCut.CUT),), ALL),
    Case("whole", whole),
    Case("streamed", streamed),
    Case("whole sync", whole_sync),
    Case("streamed sync", streamed_sync),
    Case("accumulated", accumulated, _ALL),
    Case("echoes", echoes),
    Case("echoes streamed", echoes_streamed),
    Case("all items", tools, _ALL),
    Case("all items streamed", tools_streamed, _ALL),
    Case("previous response", previous),
    Case("retrieved", retrieved),
    Case("parsed", parsed, _JSON),
    Case("tool result", tool_result, _RESULT, ("person", "other_person", "iban")),
    Case("refusal", whole, (Script(None, refusal=ANSWER, picks=PICKS),)),
    Case("refusal streamed", streamed, (Script(None, refusal=ANSWER, picks=PICKS),)),
    Case("annotation", whole, (Script(ANSWER, annotate="email", picks=PICKS),)),
    Case("annotation streamed", streamed, (Script(ANSWER, annotate="email", picks=PICKS),)),
    Case("noise", streamed, (Script(ANSWER, picks=PICKS, noise=True),)),
)
