"""Anthropic Messages and its token counting.

Source: the type definitions of anthropic-sdk-python 2.12 (`types/*_param.py`,
`types/raw_*_event.py`) and recorded requests of Claude Code 2.1.330.
"""

from __future__ import annotations

import re

from penname.dialects.dialect import EVERYTHING, Dialect, Ended
from penname.dialects.table import Kind, Table
from penname.text.json_text import Document

_TOOL_USE = "{tool_use|server_tool_use|mcp_tool_use}"

_CITATION: tuple[tuple[str, Kind], ...] = (
    (".type", Kind.IDENT),
    (".file_id", Kind.IDENT),
    (".encrypted_index", Kind.OPAQUE),
    ("{char_location}.start_char_index", Kind.DOCUMENT_OFFSET),
    ("{char_location}.end_char_index", Kind.DOCUMENT_OFFSET),
)

#: Rows for one content block, put behind `messages[].content` and, for tool results
#: and document contents, behind themselves.
_BLOCK: tuple[tuple[str, Kind], ...] = (
    (".type", Kind.IDENT),
    (".id", Kind.IDENT),
    (".tool_use_id", Kind.IDENT),
    (".cache_control", Kind.IDENT),
    ("{thinking}.signature", Kind.OPAQUE),
    ("{redacted_thinking}.data", Kind.OPAQUE),
    ("{compaction}.signature", Kind.OPAQUE),
    ("{compaction}.encrypted_content", Kind.OPAQUE),
    ("{compaction}.tool_changes", Kind.IDENT),
    (".caller", Kind.IDENT),
    (".toolset_name", Kind.IDENT),
    (".server_name", Kind.IDENT),
    (".mcp_server_name", Kind.IDENT),
    (f"{_TOOL_USE}.name", Kind.IDENT),
    (f"{_TOOL_USE}.input", Kind.TREE),
    ("{tool_reference}.tool_name", Kind.IDENT),
    ("{container_upload}.file_id", Kind.IDENT),
    ("{image|document|file}.source.type", Kind.IDENT),
    ("{image|document|file}.source.media_type", Kind.IDENT),
    ("{image|document|file}.source.file_id", Kind.IDENT),
    ("{image|document|file}.source{base64}.data", Kind.BASE64),
    ("{document}.source{text}.data", Kind.DOCUMENT),
    ("{document}.source{content}.content[].type", Kind.IDENT),
    ("{document}.source{content}.content[]{image}.source{base64}.data", Kind.BASE64),
    ("{document}.source{content}.content[]{image}.source.type", Kind.IDENT),
    ("{document}.source{content}.content[]{image}.source.media_type", Kind.IDENT),
    ("{document}.source{content}.content[]{image}.source.file_id", Kind.IDENT),
    *[(f"{{document}}.source.content[].citations[]{path}", kind) for path, kind in _CITATION],
    ("{document}.source{content}.content[].cache_control", Kind.IDENT),
    *[(f"{{text}}.citations[]{path}", kind) for path, kind in _CITATION],
    *[(f"{{search_result}}.content[].citations[]{path}", kind) for path, kind in _CITATION],
    ("{search_result}.content[].type", Kind.IDENT),
    ("{search_result}.content[].cache_control", Kind.IDENT),
    ("{browser_state}.tabs[].tab_id", Kind.IDENT),
    ("{browser_state}.state_changes[].type", Kind.IDENT),
    ("{browser_state}.state_changes[].tab_id", Kind.IDENT),
    ("{browser_state}.state_changes[].download_id", Kind.IDENT),
    ("{advisor_tool_result}.content.encrypted_content", Kind.OPAQUE),
    ("{tool_search_tool_result}.content.tool_references", Kind.IDENT),
    ("{mcp_tool_listing}.tools[].name", Kind.IDENT),
    ("{mcp_tool_listing}.tools[].input_schema", Kind.SCHEMA),
    ("{tool_addition|tool_removal}.tool", Kind.IDENT),
    ("{tool_addition}.tool.definition", Kind.IDENT),
    ("{tool_addition}.tool.definition.description", Kind.TEXT),
    ("{tool_addition}.tool.definition.input_schema", Kind.SCHEMA),
    ("{web_search_tool_result}.content[].type", Kind.IDENT),
    ("{web_search_tool_result}.content[].encrypted_content", Kind.OPAQUE),
    ("{web_fetch_tool_result}.content.content.source.type", Kind.IDENT),
    ("{web_fetch_tool_result}.content.content.source.media_type", Kind.IDENT),
    ("{web_fetch_tool_result}.content.content.source.file_id", Kind.IDENT),
    ("{web_fetch_tool_result}.content.content.source{base64}.data", Kind.BASE64),
)

_CODE_RESULT = "{code_execution_tool_result|bash_code_execution_tool_result}"
_ENCRYPTED: tuple[tuple[str, Kind], ...] = (
    (f"{_CODE_RESULT}.content.encrypted_stdout", Kind.OPAQUE),
    (f"{_CODE_RESULT}.content.content[].file_id", Kind.IDENT),
)


def _blocks(prefix: str) -> list[tuple[str, Kind]]:
    return [(prefix + path, kind) for path, kind in (*_BLOCK, *_ENCRYPTED)]


REQUEST = Table(
    [
        ("model", Kind.IDENT),
        ("service_tier", Kind.IDENT),
        ("inference_geo", Kind.IDENT),
        ("speed", Kind.IDENT),
        ("container", Kind.IDENT),
        ("container.id", Kind.IDENT),
        ("previous_message_id", Kind.IDENT),
        ("fallback_credit_token", Kind.OPAQUE),
        ("thread", Kind.IDENT),
        ("diagnostics", Kind.IDENT),
        ("user_profile_id", Kind.IDENT),
        ("workspace_id", Kind.IDENT),
        ("cache_control", Kind.IDENT),
        ("thinking", Kind.IDENT),
        ("output_config.effort", Kind.IDENT),
        ("output_config.format.type", Kind.IDENT),
        ("output_config.format.schema", Kind.SCHEMA),
        ("output_format.type", Kind.IDENT),
        ("output_format.schema", Kind.SCHEMA),
        ("context_management.edits[].type", Kind.IDENT),
        ("tool_choice", Kind.IDENT),
        ("metadata", Kind.TREE),
        *_blocks("system[]"),
        ("messages[].role", Kind.IDENT),
        *_blocks("messages[].content[]"),
        *_blocks("messages[].content[]{tool_result|mcp_tool_result}.content[]"),
        ("tools[].type", Kind.IDENT),
        ("tools[].name", Kind.IDENT),
        ("tools[].cache_control", Kind.IDENT),
        ("tools[].allowed_callers", Kind.IDENT),
        ("tools[].mcp_server_name", Kind.IDENT),
        ("tools[].tools[].name", Kind.IDENT),
        ("tools[].url_sources", Kind.IDENT),
        ("tools[].input_schema", Kind.SCHEMA),
        ("tools[].input_examples", Kind.TREE),
        ("mcp_servers[].type", Kind.IDENT),
        ("mcp_servers[].name", Kind.IDENT),
        # A credential that the provider itself must use: masked it would be useless.
        ("mcp_servers[].authorization_token", Kind.SECRET),
    ]
)

RESPONSE = Table(
    [
        ("id", Kind.IDENT),
        ("type", Kind.IDENT),
        ("role", Kind.IDENT),
        ("model", Kind.IDENT),
        ("stop_reason", Kind.IDENT),
        ("container", Kind.IDENT),
        ("stop_details.fallback_credit_token", Kind.OPAQUE),
        *_blocks("content[]"),
        *_blocks("content[]{mcp_tool_result}.content[]"),
    ]
)

EVENT = Table(
    [
        ("type", Kind.IDENT),
        ("message.id", Kind.IDENT),
        ("message.model", Kind.IDENT),
        ("message.role", Kind.IDENT),
        ("message.container", Kind.IDENT),
        ("message.stop_details.fallback_credit_token", Kind.OPAQUE),
        *_blocks("message.content[]"),
        *_blocks("message.content[]{mcp_tool_result}.content[]"),
        *_blocks("content_block"),
        *_blocks("content_block{mcp_tool_result}.content[]"),
        ("{content_block_delta}.delta.**", Kind.DELTA),
        ("{content_block_delta}.delta.type", Kind.IDENT),
        ("{content_block_delta}.delta{input_json_delta}.partial_json", Kind.DELTA_JSON),
        ("{content_block_delta}.delta{signature_delta}.signature", Kind.OPAQUE),
        ("{content_block_delta}.delta{compaction_delta}.encrypted_content", Kind.OPAQUE),
        ("{content_block_delta}.delta{citations_delta}.citation.**", Kind.TEXT),
        *[
            (f"{{content_block_delta}}.delta{{citations_delta}}.citation{path}", kind)
            for path, kind in _CITATION
        ],
        ("{message_delta}.delta.stop_reason", Kind.IDENT),
        ("{message_delta}.delta.container", Kind.IDENT),
        ("{message_delta}.delta.stop_details.fallback_credit_token", Kind.OPAQUE),
    ]
)

#: Events after which no block goes on.
_ENDS_ALL = frozenset({"message_delta", "message_stop", "error", "message_start"})


def root_group(document: Document) -> tuple[str, ...]:
    """Channels belong to the content block whose index the event carries."""
    return (document.root.label("index") or "",)


def ended(document: Document) -> Ended:
    """A block ends with content_block_stop; the message's own events end all blocks."""
    kind = document.root.label("type")
    if kind == "content_block_stop":
        return Ended(groups=(root_group(document),))
    return EVERYTHING if kind in _ENDS_ALL else Ended()


#: The first system block of Claude Code: `x-anthropic-billing-header: key=value; …`.
_BILLING = re.compile(
    # Twelve digits in a row would be a number of somebody's.
    r"(?!.*[0-9](?:[._-]?[0-9]){11})"
    r"x-anthropic-billing-header:(?:[ ]{0,4}[a-z_]{1,32}=[A-Za-z0-9._-]{0,64};?){1,16}[ ]{0,4}"
)

_OUTSIDE = frozenset({"document", "search_result", "tool_result", "mcp_tool_result"})

MESSAGES = Dialect(
    name="anthropic.messages",
    request=REQUEST,
    response=RESPONSE,
    event=EVENT,
    prefix_order=("tools", "system", "messages"),
    ended=ended,
    root_group=root_group,
    last_events=frozenset({"message_stop"}),
    outside_types=_OUTSIDE,
    exempt_text=_BILLING,
)
