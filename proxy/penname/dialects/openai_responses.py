"""OpenAI Responses over HTTP: requests, stored responses and their event stream.

Source: the type definitions of openai-python 3.54 (`types/responses/*.py`); request
items and response items have the same shapes, so they share their rows.
"""

from __future__ import annotations

from penname.dialects.dialect import EVERYTHING, Dialect, Ended
from penname.dialects.table import Kind, Table
from penname.text.json_text import Document

_CALLS = "{function_call|mcp_call|mcp_approval_request|tool_search_call}"
_SEALED = "{reasoning|compaction|compaction_summary}"

_ANNOTATION: tuple[tuple[str, Kind], ...] = (
    (".type", Kind.IDENT),
    (".file_id", Kind.IDENT),
    (".container_id", Kind.IDENT),
    (".start_index", Kind.OFFSET),
    (".end_index", Kind.OFFSET),
)

_ENVIRONMENT: tuple[tuple[str, Kind], ...] = (
    (".type", Kind.IDENT),
    (".container_id", Kind.IDENT),
    (".file_ids", Kind.IDENT),
    (".memory_limit", Kind.IDENT),
    (".skills[].type", Kind.IDENT),
    (".skills[].skill_id", Kind.IDENT),
    (".skills[].version", Kind.IDENT),
    (".skills[].source.type", Kind.IDENT),
    (".skills[].source.media_type", Kind.IDENT),
    (".skills[].source{base64}.data", Kind.BASE64),
    (".network_policy.type", Kind.IDENT),
    # A credential that the provider puts into calls: masked it would be useless.
    (".network_policy.domain_secrets[].value", Kind.SECRET),
)

_TOOL: tuple[tuple[str, Kind], ...] = (
    (".type", Kind.IDENT),
    (".name", Kind.IDENT),
    (".model", Kind.IDENT),
    (".svg.model", Kind.IDENT),
    (".parameters", Kind.SCHEMA),
    (".output_schema", Kind.SCHEMA),
    (".format", Kind.SCHEMA),
    (".server_label", Kind.IDENT),
    (".connector_id", Kind.IDENT),
    (".tunnel_id", Kind.IDENT),
    (".vector_store_ids", Kind.IDENT),
    (".search_context_size", Kind.IDENT),
    (".allowed_callers", Kind.IDENT),
    (".require_approval", Kind.IDENT),
    (".allowed_tools", Kind.IDENT),
    # Credentials that the provider itself must use: masked they would be useless.
    ("{mcp}.authorization", Kind.SECRET),
    ("{mcp}.headers", Kind.SECRET),
    ("{image_generation}.input_image_mask.image_url", Kind.BASE64),
    ("{image_generation}.input_image_mask.file_id", Kind.IDENT),
    (".container", Kind.IDENT),
    *[(f".container{path}", kind) for path, kind in _ENVIRONMENT],
    *[(f".environment{path}", kind) for path, kind in _ENVIRONMENT],
    (".tools[].type", Kind.IDENT),
    (".tools[].name", Kind.IDENT),
    (".tools[].parameters", Kind.SCHEMA),
    (".tools[].output_schema", Kind.SCHEMA),
    (".tools[].format", Kind.SCHEMA),
)

#: Rows for one item, put behind `input[]` and `output[]` and where events carry items.
_ITEM: tuple[tuple[str, Kind], ...] = (
    (".type", Kind.IDENT),
    (".id", Kind.IDENT),
    (".call_id", Kind.IDENT),
    (".status", Kind.IDENT),
    (".role", Kind.IDENT),
    (".phase", Kind.IDENT),
    (".namespace", Kind.IDENT),
    (".approval_request_id", Kind.IDENT),
    (".server_label", Kind.IDENT),
    (".container_id", Kind.IDENT),
    (".caller", Kind.IDENT),
    (".max_output_length", Kind.IDENT),
    (f"{_SEALED}.encrypted_content", Kind.OPAQUE),
    ("{program}.fingerprint", Kind.OPAQUE),
    ("{image_generation_call}.result", Kind.OPAQUE),
    ("{image_generation_call}.svg_usage.model", Kind.IDENT),
    ("{function_call_output}.name", Kind.IDENT),
    ("{computer_call}.pending_safety_checks[].id", Kind.IDENT),
    ("{computer_call_output}.acknowledged_safety_checks[].id", Kind.IDENT),
    ("{computer_call_output}.output.file_id", Kind.IDENT),
    ("{configuration_update}.text.format.type", Kind.IDENT),
    ("{configuration_update}.text.format.name", Kind.IDENT),
    ("{configuration_update}.text.format.schema", Kind.SCHEMA),
    *[(f".environment{path}", kind) for path, kind in _ENVIRONMENT],
    *[(f"{{additional_tools|tool_search_output}}.tools[]{path}", kind) for path, kind in _TOOL],
    (f"{_CALLS}.name", Kind.IDENT),
    (f"{_CALLS}.arguments", Kind.JSON),
    ("{custom_tool_call}.name", Kind.IDENT),
    ("{item_reference}.id", Kind.IDENT),
    (".content[].type", Kind.IDENT),
    (".content[].detail", Kind.IDENT),
    (".content[].file_id", Kind.IDENT),
    (".content[]{input_image}.image_url", Kind.BASE64),
    (".content[]{input_file}.file_data", Kind.BASE64),
    (".content[]{input_audio}.input_audio.data", Kind.BASE64),
    (".content[]{input_audio}.input_audio.format", Kind.IDENT),
    (".content[].prompt_cache_breakpoint", Kind.IDENT),
    (".content[].logprobs", Kind.LOGPROBS),
    *[(f".content[].annotations[]{path}", kind) for path, kind in _ANNOTATION],
    (".output[].type", Kind.IDENT),
    (".output[].file_id", Kind.IDENT),
    (".output[]{input_image}.image_url", Kind.BASE64),
    (".output[]{input_file}.file_data", Kind.BASE64),
    ("{computer_call_output}.output.image_url", Kind.BASE64),
    ("{computer_call_output}.output.type", Kind.IDENT),
    ("{computer_call}.action.type", Kind.IDENT),
    ("{computer_call}.action.keys", Kind.IDENT),
    ("{mcp_list_tools}.tools[].name", Kind.IDENT),
    ("{mcp_list_tools}.tools[].input_schema", Kind.SCHEMA),
    ("{file_search_call}.results[].file_id", Kind.IDENT),
    ("{file_search_call}.results[].attributes", Kind.TREE),
)


def _rows(prefix: str, rows: tuple[tuple[str, Kind], ...]) -> list[tuple[str, Kind]]:
    return [(prefix + path, kind) for path, kind in rows]


#: Members that requests and responses share.
_SETTINGS: tuple[tuple[str, Kind], ...] = (
    ("model", Kind.IDENT),
    ("previous_response_id", Kind.IDENT),
    ("conversation", Kind.IDENT),
    ("include", Kind.IDENT),
    ("service_tier", Kind.IDENT),
    ("truncation", Kind.IDENT),
    ("moderation.model", Kind.IDENT),
    ("prompt_cache_options", Kind.IDENT),
    ("prompt_cache_retention", Kind.IDENT),
    ("reasoning", Kind.IDENT),
    ("tool_choice", Kind.IDENT),
    ("prompt.id", Kind.IDENT),
    ("prompt.version", Kind.IDENT),
    ("prompt.variables.*.type", Kind.IDENT),
    ("prompt.variables.*.file_id", Kind.IDENT),
    ("prompt.variables.*{input_image}.image_url", Kind.BASE64),
    ("prompt.variables.*{input_file}.file_data", Kind.BASE64),
    ("text.verbosity", Kind.IDENT),
    ("text.format.type", Kind.IDENT),
    ("text.format.name", Kind.IDENT),
    ("text.format.schema", Kind.SCHEMA),
    ("metadata", Kind.TREE),
    ("client_metadata", Kind.TREE),
    *_rows("tools[]", _TOOL),
)

REQUEST = Table(
    [
        *_SETTINGS,
        *_rows("input[]", _ITEM),
    ]
)

#: A response as the body of an answer (prefix "") or inside an event (prefix "response.").
_RESPONSE: tuple[tuple[str, Kind], ...] = (
    ("id", Kind.IDENT),
    ("object", Kind.IDENT),
    ("status", Kind.IDENT),
    *_SETTINGS,
    *_rows("output[]", _ITEM),
    *_rows("instructions[]", _ITEM),
)

RESPONSE = Table(
    [
        *_RESPONSE,
        # GET /responses/{id}/input_items
        *_rows("data[]", _ITEM),
    ]
)

_ARGUMENT_DELTAS = (
    "{response.function_call_arguments.delta|response.mcp_call_arguments.delta"
    "|response.custom_tool_call_input.delta|response.code_interpreter_call_code.delta"
    "|response.apply_patch_call_operation_diff.delta|response.shell_call_command.delta}"
)

EVENT = Table(
    [
        ("type", Kind.IDENT),
        ("item_id", Kind.IDENT),
        ("obfuscation", Kind.OPAQUE),
        ("logprobs", Kind.LOGPROBS),
        ("{response.audio.delta|response.output_audio.delta}.delta", Kind.OPAQUE),
        ("{response.image_generation_call.partial_image}.partial_image_b64", Kind.OPAQUE),
        (f"{_ARGUMENT_DELTAS}.delta", Kind.DELTA_JSON),
        ("delta", Kind.DELTA),
        ("{response.function_call_arguments.done}.arguments", Kind.JSON),
        ("{response.mcp_call_arguments.done}.arguments", Kind.JSON),
        ("{response.custom_tool_call_input.done}.input", Kind.JSON),
        *_rows("annotation", _ANNOTATION),
        ("part.type", Kind.IDENT),
        ("part.logprobs", Kind.LOGPROBS),
        *_rows("part.annotations[]", _ANNOTATION),
        *_rows("item", _ITEM),
        *[(f"response.{path}", kind) for path, kind in _RESPONSE],
    ]
)

_ENDS_ALL = frozenset(
    {"response.completed", "response.failed", "response.incomplete", "response.cancelled", "error"}
)


def root_group(document: Document) -> tuple[str, ...]:
    """Item, then part, then kind: `output_item.done` ends an item, `x.done` one kind of a part."""
    root = document.root
    item = root.label("output_index") or root.label("item_id") or ""
    part = root.label("content_index") or root.label("summary_index") or ""
    kind = (root.label("type") or "").rpartition(".")[0]
    return (item, part, kind, root.label("command_index") or "")


def ended(document: Document) -> Ended:
    """Which channels an event ends, by its type."""
    kind = document.root.label("type") or ""
    if kind in _ENDS_ALL:
        return EVERYTHING
    if not kind.endswith(".done"):
        return Ended()
    group = root_group(document)
    if kind == "response.output_item.done":
        return Ended(groups=(group[:1],))
    if kind in ("response.content_part.done", "response.reasoning_summary_part.done"):
        return Ended(groups=(group[:2],))
    return Ended(groups=(group[:3],))


MODEL_TYPES = frozenset(
    {"function_call", "custom_tool_call", "reasoning", "mcp_call", "mcp_approval_request"}
    | {"shell_call", "local_shell_call", "apply_patch_call", "web_search_call", "compaction"}
    | {"file_search_call", "code_interpreter_call", "computer_call", "tool_search_call", "program"}
)

OUTSIDE_TYPES = frozenset(
    {"function_call_output", "custom_tool_call_output", "shell_call_output", "program_output"}
    | {"local_shell_call_output", "apply_patch_call_output", "computer_call_output"}
    | {"tool_search_output", "mcp_list_tools", "input_file"}
)

RESPONSES = Dialect(
    name="openai.responses",
    request=REQUEST,
    response=RESPONSE,
    event=EVENT,
    prefix_order=("tools", "instructions", "text", "prompt", "input"),
    model_types=MODEL_TYPES,
    outside_types=OUTSIDE_TYPES,
    ended=ended,
    last_events=frozenset({"response.completed", "response.failed", "response.incomplete"}),
    root_group=root_group,
    tool_group=1,
    anchors=("previous_response_id", "conversation"),
)
