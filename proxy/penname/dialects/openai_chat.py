"""OpenAI Chat Completions, and the many servers that speak it.

Source: the type definitions of openai-python 3.54 (`types/chat/*.py`); fields of other
servers (reasoning, reasoning_content) from their documentation.
"""

from __future__ import annotations

from penname.dialects.dialect import EVERYTHING, Dialect, Ended
from penname.dialects.table import Kind, Table
from penname.text.json_text import Document, LeafKind

REQUEST = Table(
    [
        ("model", Kind.IDENT),
        # vLLM takes a prompt as token ids too.
        ("prompt_token_ids.**", Kind.TOKENS),
        ("reasoning_effort", Kind.IDENT),
        ("service_tier", Kind.IDENT),
        ("seed", Kind.IDENT),
        ("verbosity", Kind.IDENT),
        ("prompt_cache_retention", Kind.IDENT),
        ("modalities[]", Kind.IDENT),
        ("moderation.model", Kind.IDENT),
        ("audio.format", Kind.IDENT),
        ("audio.voice", Kind.IDENT),
        ("messages[].role", Kind.IDENT),
        ("messages[].tool_call_id", Kind.IDENT),
        ("messages[].audio.id", Kind.IDENT),
        ("messages[].function_call.name", Kind.IDENT),
        ("messages[].function_call.arguments", Kind.JSON),
        ("messages[].tool_calls[].id", Kind.IDENT),
        ("messages[].tool_calls[].type", Kind.IDENT),
        ("messages[].tool_calls[].function.name", Kind.IDENT),
        ("messages[].tool_calls[].function.arguments", Kind.JSON),
        ("messages[].tool_calls[].custom.name", Kind.IDENT),
        ("messages[].content[].type", Kind.IDENT),
        ("messages[].content[].cache_control", Kind.IDENT),
        ("messages[].content[]{image_url}.image_url.url", Kind.BASE64),
        ("messages[].content[]{image_url}.image_url.detail", Kind.IDENT),
        ("messages[].content[]{input_audio}.input_audio.data", Kind.BASE64),
        ("messages[].content[]{input_audio}.input_audio.format", Kind.IDENT),
        ("messages[].content[]{file}.file.file_data", Kind.BASE64),
        ("messages[].content[]{file}.file.file_id", Kind.IDENT),
        ("tools[].type", Kind.IDENT),
        ("tools[].function.name", Kind.IDENT),
        ("tools[].function.parameters", Kind.SCHEMA),
        ("tools[].custom.name", Kind.IDENT),
        ("tools[].custom.format", Kind.SCHEMA),
        ("functions[].name", Kind.IDENT),
        ("functions[].parameters", Kind.SCHEMA),
        ("tool_choice", Kind.IDENT),
        ("function_call", Kind.IDENT),
        ("response_format.type", Kind.IDENT),
        ("response_format.json_schema.name", Kind.IDENT),
        ("response_format.json_schema.schema", Kind.SCHEMA),
        ("metadata", Kind.TREE),
        ("logit_bias", Kind.IDENT),
    ]
)

#: Rows for a message of the model, and for a completion.
_MESSAGE: tuple[tuple[str, Kind], ...] = (
    ("role", Kind.IDENT),
    ("audio.id", Kind.IDENT),
    ("audio.data", Kind.OPAQUE),
    ("tool_calls[].id", Kind.IDENT),
    ("tool_calls[].type", Kind.IDENT),
    ("tool_calls[].function.name", Kind.IDENT),
    ("tool_calls[].function.arguments", Kind.JSON),
    ("tool_calls[].custom.name", Kind.IDENT),
    ("tool_calls[].custom.input", Kind.JSON),
    ("function_call.name", Kind.IDENT),
    ("function_call.arguments", Kind.JSON),
    ("annotations[].type", Kind.IDENT),
    ("annotations[].url_citation.start_index", Kind.OFFSET),
    ("annotations[].url_citation.end_index", Kind.OFFSET),
)
_COMPLETION: tuple[tuple[str, Kind], ...] = (
    ("id", Kind.IDENT),
    ("object", Kind.IDENT),
    ("model", Kind.IDENT),
    ("service_tier", Kind.IDENT),
    ("system_fingerprint", Kind.IDENT),
    ("choices[].finish_reason", Kind.IDENT),
    ("choices[].logprobs", Kind.LOGPROBS),
    *[(f"choices[].message.{path}", kind) for path, kind in _MESSAGE],
)

RESPONSE = Table(
    [
        *_COMPLETION,
        # GET /chat/completions lists completions, GET …/{id}/messages messages.
        *[(f"data[].{path}", kind) for path, kind in (*_COMPLETION, *_MESSAGE)],
        ("first_id", Kind.IDENT),
        ("last_id", Kind.IDENT),
    ]
)

EVENT = Table(
    [
        ("id", Kind.IDENT),
        ("model", Kind.IDENT),
        ("object", Kind.IDENT),
        ("system_fingerprint", Kind.IDENT),
        ("obfuscation", Kind.OPAQUE),
        ("choices[].finish_reason", Kind.IDENT),
        ("choices[].logprobs", Kind.LOGPROBS),
        ("choices[].delta.**", Kind.DELTA),
        ("choices[].text", Kind.DELTA),
        ("choices[].delta.role", Kind.IDENT),
        ("choices[].delta.audio.id", Kind.IDENT),
        ("choices[].delta.audio.data", Kind.OPAQUE),
        ("choices[].delta.function_call.name", Kind.IDENT),
        ("choices[].delta.function_call.arguments", Kind.DELTA_JSON),
        ("choices[].delta.tool_calls[].id", Kind.IDENT),
        ("choices[].delta.tool_calls[].type", Kind.IDENT),
        ("choices[].delta.tool_calls[].function.name", Kind.IDENT),
        ("choices[].delta.tool_calls[].function.arguments", Kind.DELTA_JSON),
        ("choices[].delta.tool_calls[].custom.name", Kind.IDENT),
        ("choices[].delta.tool_calls[].custom.input", Kind.DELTA_JSON),
        ("choices[].delta.annotations[].**", Kind.TEXT),
        ("choices[].delta.annotations[].url_citation.start_index", Kind.OFFSET),
        ("choices[].delta.annotations[].url_citation.end_index", Kind.OFFSET),
    ]
)


def ended(document: Document) -> Ended:
    """A choice ends with its finish reason; the usage chunk and an error end all."""
    finished = []
    choices = 0
    for leaf in document.leaves:
        if leaf.node.parent is None or leaf.node.parent.key != "choices":
            continue
        choices += 1
        # Some servers write "finish_reason": "" into every chunk.
        if leaf.kind is LeafKind.STRING and leaf.key == "finish_reason" and leaf.end > leaf.start:
            finished.append((leaf.node.label("index") or str(leaf.node.key),))
    return Ended(groups=tuple(finished)) if choices else EVERYTHING


CHAT = Dialect(
    name="openai.chat",
    outside_types=frozenset({"file"}),
    request=REQUEST,
    response=RESPONSE,
    event=EVENT,
    prefix_order=("tools", "functions", "response_format", "messages"),
    ended=ended,
)
