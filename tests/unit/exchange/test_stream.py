"""Streams: one event in, one event out, restored, whatever the cuts."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from penname.exchange.exchange import Exchange
from penname.exchange.refusal import Refusal
from penname.policy.model import Action
from tests.chunking import every_way
from tests.exchanges import (
    CARD,
    CHAT,
    MAIL,
    MESSAGES,
    NAME,
    RESPONSES,
    chat,
    dump,
    events,
    exchange,
    joined,
    masked,
    pieces,
    policy,
    sse,
    streamed,
    vault,
)

Build = Callable[[str, int], list[object]]


async def opened(path: str, **options: Any) -> tuple[Exchange, str]:
    """An exchange whose request held MAIL and NAME, and the text that the model saw."""
    text = f"{MAIL} of {NAME}"
    body: object = {"input": text} if path == RESPONSES else chat(text)
    one, seen = await masked(vault(), path, body, **options)
    return one, seen["input"] if path == RESPONSES else seen["messages"][0]["content"]


def chat_chunk(delta: object, index: int = 0, **more: object) -> dict[str, object]:
    return {"id": "c1", "choices": [{"index": index, "delta": delta, **more}]}


def chat_content(event: Any) -> Any:
    return event["choices"][0]["delta"].get("content") if event.get("choices") else ""


def block_delta(index: int, kind: str, member: str, text: str) -> dict[str, object]:
    return {
        "type": "content_block_delta",
        "index": index,
        "delta": {"type": kind, member: text},
    }


def as_chat(text: str, size: int) -> list[object]:
    return [
        chat_chunk({"role": "assistant"}),
        *[chat_chunk({"content": piece}) for piece in pieces(text, size)],
        chat_chunk({}, finish_reason="stop"),
        {"id": "c1", "choices": [], "usage": {"total_tokens": 7}},
        "[DONE]",
    ]


def as_messages(text: str, size: int) -> list[object]:
    return [
        {"type": "message_start", "message": {"id": "m1", "content": []}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        *[block_delta(0, "text_delta", "text", piece) for piece in pieces(text, size)],
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": "end_turn"}},
        {"type": "message_stop"},
    ]


def as_responses(text: str, size: int) -> list[object]:
    place = {"item_id": "i1", "output_index": 0, "content_index": 0}
    part = {"type": "output_text", "text": text, "annotations": []}
    item = {"type": "message", "id": "i1", "role": "assistant", "content": [part]}
    return [
        {"type": "response.created", "response": {"id": "r1", "output": []}},
        *[
            {"type": "response.output_text.delta", **place, "delta": piece}
            for piece in pieces(text, size)
        ],
        {"type": "response.output_text.done", **place, "text": text},
        {"type": "response.content_part.done", **place, "part": part},
        {"type": "response.output_item.done", "output_index": 0, "item": item},
        {"type": "response.completed", "response": {"id": "r1", "output": [item]}},
    ]


def text_of(event: Any) -> Any:
    """The growing text of an event of any dialect."""
    if "choices" in event:
        return chat_content(event)
    delta = event.get("delta")
    return delta.get("text") if isinstance(delta, dict) else delta


DIALECTS = [(CHAT, as_chat), (MESSAGES, as_messages), (RESPONSES, as_responses)]


@pytest.mark.parametrize(("path", "build"), DIALECTS)
@pytest.mark.parametrize("size", [1, 2, 5, 1000])
async def test_split_text_is_restored(path: str, build: Build, size: int) -> None:
    """Surrogates split over deltas come back as values; events stay one to one, in order."""
    one, seen = await opened(path)
    sent = build(f"Dear {seen}.", size)
    got = events(await streamed(one, [sse(*sent)]))
    assert joined(sse(*got), text_of) == f"Dear {MAIL} of {NAME}."
    assert len(got) == len(sent)
    assert [e.get("type") for e in got if isinstance(e, dict)] == [
        e.get("type") for e in sent if isinstance(e, dict)
    ]


@pytest.mark.parametrize(("path", "build"), DIALECTS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
async def test_every_cut_gives_the_same(path: str, build: Build, end: str) -> None:
    """The bytes that go out do not depend on how upstream's bytes were cut."""
    one, seen = await opened(path)
    head = f": hello{end}{end}".encode()
    data = head + sse(*build(f"é {seen}, {seen[:9]}", 7), end=end) + f": bye{end}{end}".encode()
    whole = await streamed(one, [data])
    assert events(whole) == events(await streamed(one, [data]))
    for chunks in every_way(data):
        out = await streamed(one, chunks)
        # A chunk that ends between CR and LF may move that LF behind a comment.
        assert out == whole or (end == "\r\n" and events(out) == events(whole))


@pytest.mark.parametrize(("path", "build"), DIALECTS)
async def test_snapshots_equal_the_deltas(path: str, build: Build) -> None:
    """What a final event repeats is exactly what the deltas said."""
    one, seen = await opened(path)
    got = events(await streamed(one, [sse(*build(f"{seen}!", 3))]))
    text = joined(sse(*got), text_of)
    for event in got:
        if isinstance(event, dict) and path == RESPONSES and "done" in event["type"]:
            repeated = event.get("text") or json.dumps(event)
            assert text in repeated


@pytest.mark.parametrize(
    "change", ["\nperson {core}", "PERSON\\\\_{core}", "\t**Person**-{core}\n"]
)
async def test_snapshots_restore_what_deltas_do(change: str) -> None:
    """A mangled surrogate behind or with an escape comes back in snapshots too."""
    one, seen = await opened(RESPONSES)
    core = seen[seen.index("PERSON_") + 7 :][:8]
    got = events(await streamed(one, [sse(*as_responses(change.format(core=core), 3))]))
    text = joined(sse(*got), lambda event: event.get("delta"))
    assert NAME in text
    assert [event["text"] for event in got if event["type"].endswith("output_text.done")] == [text]
    final = got[-1]["response"]["output"][0]["content"][0]
    assert final["text"] == text


@pytest.mark.parametrize(("path", "build"), DIALECTS)
async def test_plain_events_keep_their_bytes(path: str, build: Build) -> None:
    """An event in which nothing is restored goes out byte for byte."""
    one, _ = await opened(path)
    raw = sse(*build("caf\u00e9 <b> \U0001f600", 2)).replace(b'":"', b'" : "')
    raw += b'id: 7\nevent: x\nretry: 5\ndata: {"a": "\\u00fc\\/",\ndata:  "b": 1.0e3}\n\n'
    assert await streamed(one, [raw]) == raw


async def test_held_only_while_it_could_be_live() -> None:
    """Text is held back only while it may become a surrogate of this conversation."""
    one, seen = await opened(CHAT)
    stream = one.open_stream()
    first = await stream.feed(sse(chat_chunk({"content": "PERSONAL_x1 and EMAIL."})))
    assert b"PERSONAL_x1 and EMAIL." in first
    assert await stream.feed(sse(chat_chunk({"content": seen[:8]}))) == b""
    assert joined(
        await stream.feed(sse(chat_chunk({"content": seen[8:]}))), chat_content
    ).startswith(MAIL)


async def test_foreign_surrogate_is_not_held() -> None:
    """A text that only looks like a surrogate passes at once and unchanged."""
    one, _ = await opened(CHAT)
    stream = one.open_stream()
    out = await stream.feed(sse(chat_chunk({"content": "CREDIT_CARD_a1bcdefg"})))
    assert joined(out, chat_content) == "CREDIT_CARD_a1bcdefg"


@pytest.mark.parametrize(
    "ping", [b": keep-alive\n\n", b'event: ping\ndata: {"type": "ping"}\n\n', b"event: x\n\n"]
)
async def test_pings_pass_held_events(ping: bytes) -> None:
    """A comment or ping goes out at once, also while a text is held; never before its time."""
    one, seen = await opened(CHAT)
    stream = one.open_stream()
    ready = sse(chat_chunk({"content": "hi"}))
    assert await stream.feed(ready + sse(chat_chunk({"content": seen[:5]})) + ping) == ready + ping
    rest = await stream.feed(sse(chat_chunk({"content": seen[5:]}), "[DONE]"))
    assert joined(rest, chat_content) == f"{MAIL} of {NAME}"


@pytest.mark.parametrize("other", ["heartbeat", "", "{broken", "[DONE]x"])
async def test_other_data_ends_no_text(other: str) -> None:
    """Data that is no JSON keeps its place and does not tear a surrogate apart."""
    one, seen = await opened(CHAT)
    sent = [chat_chunk({"content": seen[:5]}), other, chat_chunk({"content": seen[5:]})]
    out = await streamed(one, [sse(*sent)])
    assert joined(out, chat_content) == f"{MAIL} of {NAME}"
    assert events(out)[1] == other


async def test_other_data_is_restored() -> None:
    """Data that is no JSON is restored as plain text."""
    one, seen = await opened(CHAT)
    assert await streamed(one, [f"data: {seen}\ndata: b\n\n".encode()]) == (
        f"data: {MAIL} of {NAME}\ndata: b\n\n".encode()
    )


async def test_choices_and_tools_interleave() -> None:
    """Choices and tool calls grow side by side, each with its own text."""
    one, seen = await opened(CHAT)
    mail = seen.split()[0]

    def tool(at: int, text: str, choice: int) -> dict[str, object]:
        return chat_chunk({"tool_calls": [{"index": at, "function": {"arguments": text}}]}, choice)

    arguments = json.dumps({"to": mail})
    sent: list[object] = []
    for piece in pieces(arguments, 4):
        sent += [tool(0, piece, 0), tool(1, piece, 0), tool(0, piece, 1)]
        sent.append(chat_chunk({"content": piece}, 1))
    sent.append(chat_chunk({}, 0, finish_reason="tool_calls"))
    got = events(await streamed(one, [sse(*sent)]))
    texts: dict[tuple[int, int], str] = {}
    for event in got:
        choice = event["choices"][0]
        for call in choice["delta"].get("tool_calls", ()):
            key = (choice["index"], call["index"])
            texts[key] = texts.get(key, "") + call["function"]["arguments"]
        if "content" in choice["delta"]:
            texts[9, 9] = texts.get((9, 9), "") + choice["delta"]["content"]
    assert set(texts) == {(0, 0), (0, 1), (1, 0), (9, 9)}
    assert all(json.loads(text) == {"to": MAIL} for text in texts.values())


async def test_several_choices_in_one_event() -> None:
    """Choices of one event are told apart by their index, not by their place."""
    one, seen = await opened(CHAT)
    sent = [
        {"choices": [{"index": 1, "delta": {"content": seen[:4]}}]},
        {
            "choices": [
                {"index": 0, "delta": {"content": seen[:6]}},
                {"index": 1, "delta": {"content": seen[4:]}},
            ]
        },
        {"choices": [{"index": 1, "delta": {}}, {"index": 0, "delta": {"content": seen[6:]}}]},
    ]
    texts = {0: "", 1: ""}
    for event in events(await streamed(one, [sse(*sent)])):
        for choice in event["choices"]:
            texts[choice["index"]] += choice["delta"].get("content", "")
    assert texts == {0: f"{MAIL} of {NAME}", 1: f"{MAIL} of {NAME}"}


@pytest.mark.parametrize(
    "last",
    [
        chat_chunk({}, finish_reason="length"),
        {"choices": [], "usage": {}},
        {"error": {"message": "overloaded"}},
        "[DONE]",
        " [DONE] ",
    ],
)
async def test_end_of_choice_releases_text(last: object) -> None:
    """What is held at the end goes into the text's last event, before the ending one."""
    one, seen = await opened(CHAT)
    stream = one.open_stream()
    assert await stream.feed(sse(chat_chunk({"content": seen[:9]}))) == b""
    out = events(await stream.feed(sse(last)))
    assert [chat_content(out[0]), len(out)] == [seen[:9], 2]


async def test_empty_finish_reason_ends_nothing() -> None:
    """Some servers write `finish_reason: ""` into every chunk."""
    one, seen = await opened(CHAT)
    sent = [chat_chunk({"content": p}, finish_reason="") for p in pieces(seen, 5)]
    assert joined(await streamed(one, [sse(*sent)]), chat_content) == f"{MAIL} of {NAME}"


async def test_blocks_end_by_themselves() -> None:
    """content_block_stop ends its own block only; other blocks go on growing."""
    one, seen = await opened(MESSAGES)
    mail = seen.split()[0]
    sent = [
        block_delta(0, "text_delta", "text", mail[:5]),
        block_delta(1, "input_json_delta", "partial_json", '{"a":"' + mail[:6]),
        {"type": "content_block_stop", "index": 0},
        block_delta(1, "input_json_delta", "partial_json", mail[6:] + '"}'),
        {"type": "content_block_stop", "index": 1},
    ]
    got = events(await streamed(one, [sse(*sent)]))
    assert got[0]["delta"]["text"] == mail[:5]
    assert got[1]["delta"]["partial_json"] + got[3]["delta"]["partial_json"] == json.dumps(
        {"a": MAIL}, separators=(",", ":")
    )


async def test_thinking_and_unknown_deltas() -> None:
    """Thinking and deltas of unknown kinds are restored; signatures are left alone."""
    one, seen = await opened(MESSAGES)
    sent: list[object] = []
    for piece in pieces(seen, 3):
        sent += [block_delta(0, "thinking_delta", "thinking", piece)]
        sent += [block_delta(1, "new_delta", "novel", piece)]
    sent.append(block_delta(0, "signature_delta", "signature", seen.split()[0]))
    got = events(await streamed(one, [sse(*sent)]))
    assert "".join(e["delta"].get("thinking", "") for e in got) == f"{MAIL} of {NAME}"
    assert "".join(e["delta"].get("novel", "") for e in got) == f"{MAIL} of {NAME}"
    assert got[-1]["delta"]["signature"] == seen.split()[0]


async def test_unknown_chat_deltas() -> None:
    """Fields of a delta that no table names grow like any text, at any depth."""
    one, seen = await opened(CHAT)
    sent = [
        chat_chunk({"reasoning_content": p, "x": {"deep": [{"index": 3, "text": p}]}})
        for p in pieces(seen, 4)
    ]
    got = [e["choices"][0]["delta"] for e in events(await streamed(one, [sse(*sent)]))]
    assert "".join(d["reasoning_content"] for d in got) == f"{MAIL} of {NAME}"
    assert "".join(d["x"]["deep"][0]["text"] for d in got) == f"{MAIL} of {NAME}"


async def test_logprobs_go_with_their_text() -> None:
    """Per-token data is dropped from events whose own text changed, and stays elsewhere."""
    one, seen = await opened(CHAT)
    tokens = {"content": [{"token": "t", "logprob": -1}]}
    sent = [
        chat_chunk({"content": "plain"}, logprobs=tokens),
        chat_chunk({"content": seen}, logprobs=tokens),
        {
            "choices": [
                {"index": 0, "delta": {"content": "a"}, "logprobs": tokens},
                {"index": 1, "delta": {"content": seen, "note": [seen]}, "logprobs": tokens},
            ]
        },
        chat_chunk({"content": seen, "annotations": [{"title": seen}]}, logprobs=tokens),
    ]
    got = events(await streamed(one, [sse(*sent)]))
    assert [[c["logprobs"] for c in e["choices"]] for e in got] == [
        [tokens],
        [None],
        [tokens, None],
        [None],
    ]


async def test_response_logprobs_become_empty() -> None:
    """Where the wire has a list of logprobs, an empty list stands in its place."""
    one, seen = await opened(RESPONSES)
    place = {"item_id": "i", "output_index": 0, "content_index": 0, "logprobs": [{"token": "t"}]}
    sent = [
        {"type": "response.output_text.delta", **place, "delta": "x"},
        {"type": "response.output_text.delta", **place, "delta": seen},
        {"type": "response.output_text.done", **place, "text": "x" + seen},
    ]
    got = events(await streamed(one, [sse(*sent)]))
    assert [e["logprobs"] for e in got] == [[{"token": "t"}], [], []]


async def test_chat_citations_move() -> None:
    """Citation offsets index the answer of their own choice, not its reasoning."""
    one, seen = await opened(CHAT)
    mail = seen.split()[0]
    start = len(mail) + 1

    def cited(choice: int) -> dict[str, object]:
        citation = {"start_index": start, "end_index": start + 4, "title": mail, "url": "u"}
        return chat_chunk(
            {"annotations": [{"type": "url_citation", "url_citation": citation}]}, choice
        )

    sent = [
        chat_chunk({"content": "no surrogate in this one"}, 1),
        chat_chunk({"reasoning": f"{mail} {mail} {mail}"}),
        chat_chunk({"content": f"{mail} cite"}),
        cited(0),
        cited(1),
        cited(5),
    ]
    got = events(await streamed(one, [sse(*sent)]))
    found = [e["choices"][0]["delta"]["annotations"][0]["url_citation"] for e in got[3:]]
    assert [c["start_index"] for c in found] == [len(MAIL) + 1, start, start]
    assert found[0]["end_index"] == len(MAIL) + 5
    assert found[0]["title"] == MAIL


async def test_response_annotations_move() -> None:
    """Annotation offsets are mapped where they are announced and where they are repeated."""
    one, seen = await opened(RESPONSES)
    mail = seen.split()[0]
    place = {"item_id": "i", "output_index": 0, "content_index": 0}
    start = len(mail) + 1
    note = {"type": "url_citation", "start_index": start, "end_index": start + 4, "title": mail}
    part = {"type": "output_text", "text": f"{mail} cite", "annotations": [note]}
    sent = [
        {"type": "response.output_text.delta", **place, "delta": f"{mail} cite"},
        {"type": "response.output_text.annotation.added", **place, "annotation": note},
        {"type": "response.content_part.done", **place, "part": part},
        {"type": "response.completed", "response": {"output": [{"content": [part]}]}},
    ]
    got = events(await streamed(one, [sse(*sent)]))
    notes = [
        got[1]["annotation"],
        got[2]["part"]["annotations"][0],
        got[3]["response"]["output"][0]["content"][0]["annotations"][0],
    ]
    for each in notes:
        assert each["start_index"] == len(MAIL) + 1
        assert each["end_index"] == len(MAIL) + 5
        assert each["title"] == MAIL


async def test_document_citations_move() -> None:
    """char_location offsets are mapped to the client's own document, counted over all of them."""
    document = {"type": "document", "source": {"type": "text", "data": f"{MAIL} cited"}}
    binary = {"type": "document", "source": {"type": "file", "file_id": "file_1"}}
    body = {"messages": [{"role": "user", "content": [binary, document]}]}
    one, seen = await masked(vault(), MESSAGES, body)
    start = seen["messages"][0]["content"][1]["source"]["data"].index("cited")

    def citation(index: int) -> dict[str, object]:
        return {
            "type": "content_block_delta",
            "index": 0,
            "delta": {
                "type": "citations_delta",
                "citation": {
                    "type": "char_location",
                    "document_index": index,
                    "cited_text": "cited",
                    "start_char_index": start,
                    "end_char_index": start + 5,
                },
            },
        }

    got = events(await streamed(one, [sse(citation(1), citation(0), citation(7))]))
    found = [e["delta"]["citation"] for e in got]
    assert [c["start_char_index"] for c in found] == [len(MAIL) + 1, start, start]
    assert found[0]["end_char_index"] == len(MAIL) + 6


@pytest.mark.parametrize("path", [CHAT, MESSAGES, RESPONSES])
async def test_error_events_are_restored(path: str) -> None:
    """Upstream quotes the request in its errors: the client reads its own values."""
    one, seen = await opened(path)
    error = {"type": "error", "error": {"type": "x", "message": f"bad: {seen}"}}
    got = events(await streamed(one, [sse(error, named=True)]))
    assert got[0]["error"]["message"] == f"bad: {MAIL} of {NAME}"


async def test_items_of_a_response_interleave() -> None:
    """Arguments, text, reasoning and shell commands of several items grow side by side."""
    one, seen = await opened(RESPONSES)
    mail = seen.split()[0]
    kinds: list[tuple[str, dict[str, object]]] = [
        ("response.output_text", {"output_index": 0, "content_index": 0}),
        ("response.output_text", {"output_index": 0, "content_index": 1}),
        ("response.function_call_arguments", {"output_index": 1, "item_id": "f"}),
        ("response.reasoning_summary_text", {"output_index": 2, "summary_index": 0}),
        ("response.reasoning_summary_text", {"output_index": 2, "summary_index": 1}),
        ("response.shell_call_command", {"output_index": 3, "command_index": 0}),
        ("response.shell_call_command", {"output_index": 3, "command_index": 1}),
        ("response.invented_thing", {"output_index": 4}),
    ]
    sent = [
        {"type": f"{kind}.delta", **place, "delta": piece}
        for piece in pieces(mail, 5)
        for kind, place in kinds
    ]
    ends: list[object] = [
        {"type": "response.output_text.done", **kinds[0][1]},
        {"type": "response.content_part.done", **kinds[1][1]},
        {"type": "response.output_item.done", "output_index": 1},
        {"type": "response.reasoning_summary_part.done", "output_index": 2, "summary_index": 0},
    ]
    got = events(await streamed(one, [sse(*sent, *ends)]))
    texts: dict[str, str] = {}
    for event in got[: len(sent)]:
        key = json.dumps({k: v for k, v in event.items() if k != "delta"})
        texts[key] = texts.get(key, "") + event["delta"]
    assert list(texts.values()) == [MAIL] * len(kinds)


@pytest.mark.parametrize(
    ("end", "open_after"),
    [
        ({"type": "response.output_text.done", "output_index": 0, "content_index": 0}, False),
        ({"type": "response.output_text.done", "output_index": 0, "content_index": 1}, True),
        ({"type": "response.refusal.done", "output_index": 0, "content_index": 0}, True),
        ({"type": "response.content_part.done", "output_index": 0, "content_index": 0}, False),
        ({"type": "response.output_item.done", "output_index": 0}, False),
        ({"type": "response.output_item.done", "output_index": 1}, True),
        ({"type": "response.in_progress"}, True),
        ({"type": "response.failed"}, False),
        ({"type": "response.incomplete"}, False),
        ({"type": "error"}, False),
    ],
)
async def test_responses_text_ends(end: dict[str, object], open_after: bool) -> None:
    """A text ends with its own done event, its part's, its item's or the response's."""
    one, seen = await opened(RESPONSES)
    place = {"output_index": 0, "content_index": 0}
    stream = one.open_stream()
    out = await stream.feed(
        sse({"type": "response.output_text.delta", **place, "delta": seen[:7]}, end)
    )
    assert (out == b"") is open_after


async def test_last_event_without_blank_line() -> None:
    """An event that upstream did not finish with a blank line still counts, and completes."""
    one, seen = await opened(CHAT)
    data = sse(chat_chunk({"content": seen[:5]}), chat_chunk({"content": seen[5:]}))
    for cut in (data[:-1], data[:-2]):
        assert await streamed(one, [cut]) == await streamed(one, [data])


async def test_bad_bytes_are_refused() -> None:
    """Bytes that are no UTF-8 end the stream with a refusal, also in the last event."""
    one, _ = await opened(CHAT)
    with pytest.raises(Refusal) as caught:
        await streamed(one, [b"data: \xff\n\n"])
    assert (caught.value.status, caught.value.code) == (502, "bad_upstream_stream")
    with pytest.raises(Refusal):
        await streamed(one, [b"data: \xff"])


@pytest.mark.parametrize("path", [CHAT, MESSAGES, RESPONSES])
async def test_bare_events_pass(path: str) -> None:
    """Events that are no objects, or repeat their type, pass in order like any other."""
    one, seen = await opened(path)
    mail = seen.split()[0]
    twice = f'{{"type":"ping","type":"content_block_delta","x":"{mail}"}}'
    out = events(await streamed(one, [sse("5", "[]", '"x"', twice, f'["{mail}"]')]))
    assert out[:3] == [5, [], "x"]
    assert out[3]["x"] == MAIL
    assert out[4] == [MAIL]


async def test_abort_gives_whole_material_only() -> None:
    """After a cut, what was held goes out as it stands; half an event does not."""
    one, seen = await opened(CHAT)
    stream = one.open_stream()
    await stream.feed(sse(chat_chunk({"content": seen[:7]})) + b'data: {"choi')
    out = stream.abort()
    assert out == sse(chat_chunk({"content": seen[:7]}))
    assert stream.abort() == b""


async def test_abort_of_inspected_stream() -> None:
    """After a cut, text that was not inspected yet is not shown."""
    rules = policy(on_reply=Action.MASK)
    one, _ = await opened(CHAT, rules=rules)
    stream = one.open_stream()
    assert await stream.feed(sse(chat_chunk({"content": "ann@example.o"}))) == b""
    assert b"ann" not in stream.abort()


async def test_values_need_no_escape() -> None:
    """A restored value stands in JSON text, and in JSON inside JSON, without breaking it."""
    store = vault()
    text = 'mail "maria@example.org" or \\ maria@example.org\\'
    one, seen = await masked(store, CHAT, chat(text))
    inner = json.dumps({"a": json.dumps({"b": seen["messages"][0]["content"]})})
    out = await streamed(one, [sse(*[chat_chunk({"content": p}) for p in pieces(inner, 3)])])
    assert json.loads(json.loads(joined(out, chat_content))["a"])["b"] == text


async def test_halves_of_characters_pass() -> None:
    """A character that upstream sends as two halves in two events passes as it came."""
    one, _ = await opened(CHAT)
    raw = b"".join(
        b'data: {"choices":[{"index":0,"delta":{"content":"%s"}}]}\n\n' % half
        for half in (b"\\ud83d", b"\\ude00")
    )
    assert await streamed(one, [raw]) == raw


async def test_number_surrogates_restore_in_arguments() -> None:
    """A number in tool arguments comes back as the number that it was."""
    store = vault()
    call = {"function": {"name": "f", "arguments": json.dumps({"card": int(CARD)})}}
    body = {"messages": [{"role": "assistant", "tool_calls": [call]}]}
    one, seen = await masked(store, CHAT, body)
    arguments = seen["messages"][0]["tool_calls"][0]["function"]["arguments"]
    assert CARD not in arguments
    sent = [
        chat_chunk({"tool_calls": [{"index": 0, "function": {"arguments": p}}]})
        for p in pieces(arguments, 2)
    ]
    out = joined(
        await streamed(one, [sse(*sent)]),
        lambda e: e["choices"][0]["delta"]["tool_calls"][0]["function"]["arguments"],
    )
    assert json.loads(out) == {"card": int(CARD)}


async def test_plain_route_streams_too() -> None:
    """A route without events of its own still restores whole members of its events."""
    one = exchange(vault(), "/v1/responses/resp_1", method="GET")
    await one.mask_request(b"")
    assert await streamed(one, [sse({"type": "x", "text": "y"})]) == sse({"type": "x", "text": "y"})
    assert dump({}) == b"{}"


@pytest.mark.parametrize("path", ["/v1/moderations", "/v1/embeddings"])
async def test_calls_without_events_stream(path: str) -> None:
    """A call whose answer is no stream has its events restored all the same, in order."""
    one, seen = await masked(vault(), path, {"input": MAIL})
    sent = [{"type": "x", "text": seen["input"]}, {"a": [seen["input"]]}, "[DONE]"]
    got = events(await streamed(one, [sse(*sent)]))
    assert got == [{"type": "x", "text": MAIL}, {"a": [MAIL]}, "[DONE]"]


async def test_refused_event_never_goes_out() -> None:
    """Of an event that the policy refuses nothing is shown, even if the stream is cut then."""
    rules = policy(on_reply=Action.BLOCK)
    one, _ = await opened(CHAT, rules=rules)
    stream = one.open_stream()
    ready = sse(chat_chunk({"role": "assistant"}))
    choices = [
        {"index": at, "delta": {"content": "ann@example.org\n", "note": ["x"]}} for at in range(2)
    ]
    assert await stream.feed(ready) == ready
    with pytest.raises(Refusal):
        await stream.feed(sse({"choices": choices, "more": "ann@example.org"}))
    assert stream.abort() == b""


_LAST = [
    (CHAT, b"data: [DONE]\n\n"),
    (MESSAGES, sse({"type": "message_stop"})),
    (RESPONSES, sse({"type": "response.completed", "response": {"id": "r1"}})),
    (RESPONSES, sse({"type": "response.failed", "response": {"id": "r1"}})),
    (RESPONSES, sse({"type": "response.incomplete", "response": {"id": "r1"}})),
]


@pytest.mark.parametrize(("path", "last"), _LAST)
async def test_last_event_is_known(path: str, last: bytes) -> None:
    """A stream is finished with the event that clients wait for, and not a byte before."""
    one, _ = await opened(path)
    stream = one.open_stream()
    await stream.feed(sse({"type": "ping"}) + last[:-1])
    assert not stream.finished
    await stream.feed(last[-1:])
    assert stream.finished
