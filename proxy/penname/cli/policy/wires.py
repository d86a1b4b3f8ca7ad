"""Requests of a policy test, in the shape of the API that its route speaks.

A case's text is put where its role and part say, and read back from the same place of what
goes upstream. What comes back is in `cli.policy.answers`.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from penname.cli.policy.answers import (
    ARGUMENT,
    CALL,
    Answer,
    argument,
    arguments,
    at,
    chat_answer,
    completion_answer,
    dump,
    messages_answer,
    responses_answer,
)
from penname.policy.cases import Case

__all__ = ["WIRES", "Answer", "Request", "Wire", "dump"]

_TOOL = "test_tool"
_DATA_URL = "data:text/plain;base64,"


@dataclass(frozen=True, slots=True)
class Request:
    """A request, and how to read its text out of the parsed request that goes upstream."""

    body: Mapping[str, Any] = field(repr=False)
    read: Callable[[Any], str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Wire:
    """One route: where it is, and what it speaks. `answer` None: nothing comes back in text."""

    path: str
    request: Callable[[Case], Request]
    answer: Callable[[str, str], Answer] | None = None


def _data_url(text: str) -> str:
    return _DATA_URL + base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()


def _in_data_url(url: Any) -> str:
    return base64.b64decode(str(url).removeprefix(_DATA_URL)).decode("utf-8", "surrogatepass")


def _is_result(case: Case) -> bool:
    return case.part == "tool_results" or (case.role == "tool" and case.part == "text")


# --- OpenAI chat completions -----------------------------------------------------------------


def _chat(case: Case) -> Request:
    text, read = case.text.plain, at("messages", 0, "content")
    message: dict[str, Any]
    if _is_result(case):
        message = {"role": "tool", "tool_call_id": CALL, "content": text}
    elif case.part == "tool_arguments":
        function = {"name": _TOOL, "arguments": arguments(text)}
        call = {"id": CALL, "type": "function", "function": function}
        message = {"role": "assistant", "content": None, "tool_calls": [call]}
        where = ("messages", 0, "tool_calls", 0, "function", "arguments")
        read = at(*where, after=argument)
    elif case.part == "documents":
        file = {"filename": "text.txt", "file_data": _data_url(text)}
        message = {"role": case.role, "content": [{"type": "file", "file": file}]}
        read = at("messages", 0, "content", 0, "file", "file_data", after=_in_data_url)
    else:
        message = {"role": case.role, "content": text}
    return Request({"model": case.subject.model, "messages": [message]}, read)


# --- OpenAI completions, embeddings, moderations ---------------------------------------------


def _plain(key: str) -> Callable[[Case], Request]:
    """A request whose only text is one member."""

    def request(case: Case) -> Request:
        return Request({"model": case.subject.model, key: case.text.plain}, at(key))

    return request


# --- OpenAI responses ------------------------------------------------------------------------


def _responses(case: Case) -> Request:
    text, read = case.text.plain, at("input", 0, "content", 0, "text")
    item: dict[str, Any]
    if _is_result(case):
        item = {"type": "function_call_output", "call_id": CALL, "output": text}
        read = at("input", 0, "output")
    elif case.part == "tool_arguments":
        call = {"call_id": CALL, "name": _TOOL, "arguments": arguments(text)}
        item = {"type": "function_call", **call}
        read = at("input", 0, "arguments", after=argument)
    elif case.part == "documents":
        file = {"type": "input_file", "filename": "text.txt", "file_data": _data_url(text)}
        item = {"role": case.role, "content": [file]}
        read = at("input", 0, "content", 0, "file_data", after=_in_data_url)
    else:
        kind = "output_text" if case.role == "assistant" else "input_text"
        item = {"role": case.role, "content": [{"type": kind, "text": text}]}
    return Request({"model": case.subject.model, "input": [item]}, read)


# --- Anthropic messages ----------------------------------------------------------------------


def _messages(case: Case) -> Request:
    text, read = case.text.plain, at("messages", 0, "content")
    shared: dict[str, Any] = {"model": case.subject.model, "max_tokens": 1024}
    if case.role == "system" and case.part == "text":
        hello = {"role": "user", "content": "Hello"}
        return Request({**shared, "system": text, "messages": [hello]}, at("system"))
    role, content = "user", text
    block: dict[str, Any] | None = None
    if _is_result(case):
        block = {"type": "tool_result", "tool_use_id": CALL, "content": text}
        read = at("messages", 0, "content", 0, "content")
    elif case.part == "tool_arguments":
        block = {"type": "tool_use", "id": CALL, "name": _TOOL, "input": {ARGUMENT: text}}
        role, read = "assistant", at("messages", 0, "content", 0, "input", ARGUMENT)
    elif case.part == "documents":
        source = {"type": "text", "media_type": "text/plain", "data": text}
        block = {"type": "document", "source": source}
        read = at("messages", 0, "content", 0, "source", "data")
    elif case.role == "assistant":
        role = "assistant"
    message = {"role": role, "content": content if block is None else [block]}
    return Request({**shared, "messages": [message]}, read)


#: Route name → how it is spoken. Other routes carry no text of a client's.
WIRES: Mapping[str, Wire] = {
    "openai.chat": Wire("/openai/v1/chat/completions", _chat, chat_answer),
    "openai.responses": Wire("/openai/v1/responses", _responses, responses_answer),
    "openai.responses.count": Wire("/openai/v1/responses/input_tokens", _responses),
    "openai.responses.compact": Wire("/openai/v1/responses/compact", _responses),
    "openai.completions": Wire("/openai/v1/completions", _plain("prompt"), completion_answer),
    "openai.embeddings": Wire("/openai/v1/embeddings", _plain("input")),
    "openai.moderations": Wire("/openai/v1/moderations", _plain("input")),
    "anthropic.messages": Wire("/anthropic/v1/messages", _messages, messages_answer),
    "anthropic.count_tokens": Wire("/anthropic/v1/messages/count_tokens", _messages),
}
