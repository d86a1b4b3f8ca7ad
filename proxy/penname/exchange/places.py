"""Where in a request something stands, said without a word of the request's own.

A pointer into free JSON (tool input, metadata) would quote the client's keys, which can
be personal data themselves. Only words of the providers' formats are named.
"""

from __future__ import annotations

from collections.abc import Mapping

from penname.dialects.table import Kind, State
from penname.text.json_text import Leaf, Node

_WORDS = frozenset(
    {"arguments", "audio", "content", "context", "custom", "data", "description", "document"}
    | {"documents", "examples", "file", "file_data", "filename", "function", "function_call"}
    | {"image_url", "input", "input_schema", "instructions", "messages", "metadata", "name"}
    | {"output", "parameters", "prediction", "prompt", "properties", "reasoning", "refusal"}
    | {"response_format", "schema", "source", "stop", "suffix", "summary", "system", "text"}
    | {"thinking", "title", "tool_calls", "tools", "url", "user", "variables"}
)
_MAX_INDEX_DIGITS = 5


def place_of(leaf: Leaf) -> str:
    """The pointer of a leaf, every unknown key in it as `*`."""
    return "/".join(_shown(part) for part in leaf.pointer.split("/"))


def _shown(part: str) -> str:
    is_index = part.isdecimal() and part.isascii() and len(part) <= _MAX_INDEX_DIGITS
    return part if not part or is_index or part in _WORDS else "*"


def tool_named(leaf: Leaf, states: Mapping[int, State]) -> str:
    """The `name` beside the arguments in which a leaf stands; "" when none stands there.

    What lies inside the arguments (a TREE) has names of its own, which say nothing.
    """
    node: Node | None = leaf.node
    while node is not None and states[id(node)].kind is Kind.TREE:
        node = node.parent
    return "" if node is None else node.label("name") or ""
