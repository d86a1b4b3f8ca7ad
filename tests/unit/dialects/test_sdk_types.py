"""The tables against the SDKs' own types: nothing sealed, encoded or named by id is text.

A string that a table does not name is masked where a detector finds a value in it. For
text that is right; for signatures, base64 and ids it would break the call. Each place
whose name looks like one of those and that is text all the same was reviewed: see below.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from anthropic.types import RawMessageStreamEvent
from anthropic.types import message_create_params as messages
from anthropic.types.beta import BetaMessage, BetaRawMessageStreamEvent
from anthropic.types.beta import message_create_params as beta
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from openai.types.chat import completion_create_params as chat
from openai.types.responses import Response, ResponseStreamEvent
from openai.types.responses import response_create_params as responses

from penname.dialects import anthropic_messages, openai_chat, openai_responses
from penname.dialects.table import Kind, Table, states_of
from penname.text.json_text import LeafKind, scan
from tests.sdk_types import LEAF, strings

_WIRE_NAMES = (
    *("id", "signature", "encrypt", "fingerprint", "token", "b64", "data", "authorization"),
    *("name", "model", "index", "image_url"),
)
#: Names of members that are text although they look like identifiers, and why.
REVIEWED = {
    "name": "of a chat speaker, a skill or a secret: what people are called",
    "filename": "people name files after people",
    "safety_identifier": "clients put e-mail addresses here",
    "prompt_cache_key": "free choice of the client; masked the same every time",
    "continuation_id": "free choice of the client",
    "token": "of logprobs in requests: text",
    "data": "the text of a plain-text document",
    "recommended_model": "restored only",
    "model": "of a moderation result, restored only",
    "id": "of an input transformation, restored only",
    "metadata": "free values of the client",
}


def text_names(table: Table, kind: Any, skip: frozenset[str] = frozenset()) -> set[str]:
    """The last keys of free strings that a table leaves to detection, if they look like ids."""
    found = set()
    for name, example in strings(kind, skip):
        if any(word in name for word in _WIRE_NAMES):
            document = scan(json.dumps(example))
            states = states_of(table, document.nodes)
            leaf = next(
                one
                for one in document.leaves
                if one.kind is LeafKind.STRING and document.decode(one).text == LEAF
            )
            if table.kind_of(states[id(leaf.node)], leaf) is Kind.TEXT:
                found.add(name)
    return found


@pytest.mark.parametrize(
    ("table", "kind"),
    [
        (openai_chat.REQUEST, chat.CompletionCreateParamsNonStreaming),
        (openai_chat.RESPONSE, ChatCompletion),
        (openai_chat.EVENT, ChatCompletionChunk),
        (openai_responses.REQUEST, responses.ResponseCreateParamsNonStreaming),
        (openai_responses.RESPONSE, Response),
        (anthropic_messages.REQUEST, messages.MessageCreateParamsNonStreaming),
        (anthropic_messages.REQUEST, beta.MessageCreateParamsNonStreaming),
        (anthropic_messages.RESPONSE, BetaMessage),
        (anthropic_messages.EVENT, RawMessageStreamEvent),
        (anthropic_messages.EVENT, BetaRawMessageStreamEvent),
    ],
)
def test_sealed_places_have_rows(table: Table, kind: Any) -> None:
    """Every place named like an id, seal or encoding has a row, or was reviewed."""
    assert text_names(table, kind) <= set(REVIEWED)


def test_event_places_have_rows() -> None:
    """The same for Responses events; the response inside them has the response's rows."""
    skip = frozenset({"response", "item"})
    assert text_names(openai_responses.EVENT, ResponseStreamEvent, skip) <= set(REVIEWED)


@pytest.mark.parametrize(
    ("table", "path", "kind"),
    [
        (anthropic_messages.REQUEST, "thinking.signature", Kind.OPAQUE),
        (anthropic_messages.REQUEST, "redacted_thinking.data", Kind.OPAQUE),
        (anthropic_messages.REQUEST, "compaction.signature", Kind.OPAQUE),
    ],
)
def test_signatures_are_sealed(table: Table, path: str, kind: Kind) -> None:
    """What a provider has signed is a row of its own, in the block's own type only."""
    label, member = path.split(".")
    for block, wanted in ((label, kind), ("text", Kind.TEXT)):
        document = scan(json.dumps({"messages": [{"content": [{"type": block, member: LEAF}]}]}))
        states = states_of(table, document.nodes)
        leaf = document.leaves[-1]
        assert table.kind_of(states[id(leaf.node)], leaf) is wanted
