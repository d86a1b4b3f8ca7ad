"""Which texts a request holds, and templates filled from them. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.wire.upstream.script import Script

#: Keys whose string values are machinery, never conversation.
_MACHINERY = frozenset(
    {"type", "role", "id", "model", "call_id", "tool_call_id", "tool_use_id", "signature", "name"}
)


def walk_texts(value: Any, key: str = "") -> Iterator[str]:
    """Every string value under `value` that is not machinery, in document order."""
    if isinstance(value, str):
        if key not in _MACHINERY:
            yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from walk_texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from walk_texts(inner, key)


def message_text(content: Any) -> str:
    """A message's content as one text: a string, or the `text` of its parts joined."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "".join(part.get("text", "") for part in content if isinstance(part, dict))
    return ""


def last_user_text(messages: Any) -> str:
    """The last user message that holds text; "" when there is none."""
    if isinstance(messages, str):
        return messages
    for message in reversed(messages or []):
        if isinstance(message, dict) and message.get("role") == "user":
            text = message_text(message.get("content"))
            if text:
                return text
    return ""


class Filler:
    """Fills templates: one per request, over the texts which that request held."""

    def __init__(self, script: Script, last: str, texts: list[str]) -> None:
        self._values = {"last": last, "all": "\n".join(texts)}
        for name, pattern in script.picks.items():
            self._values[name] = _first_group(pattern, texts)
        self._html = script.html_json

    def pick(self, name: str) -> str:
        """What was received for a pick."""
        return self._values[name]

    def text(self, template: str, choice: int = 0) -> str:
        """The template with every placeholder replaced, literally and once."""
        values: Mapping[str, str] = {**self._values, "choice": str(choice)}
        pattern = "|".join(re.escape("{" + name + "}") for name in values)
        return re.sub(pattern, lambda found: values[found.group()[1:-1]], template)

    def json(self, template: str, choice: int = 0) -> str:
        """As `text`, for a template that is JSON: values are escaped as the server would."""
        filled = json.dumps(self.tree(json.loads(template), choice), ensure_ascii=False)
        if not self._html:
            return filled
        for char in "<>&":
            filled = filled.replace(char, f"\\u{ord(char):04x}")
        return filled

    def tree(self, value: Any, choice: int = 0) -> Any:
        """As `text`, for every string in a JSON value."""
        if isinstance(value, str):
            return self.text(value, choice)
        if isinstance(value, dict):
            return {key: self.tree(inner, choice) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.tree(inner, choice) for inner in value]
        return value


def _first_group(pattern: str, texts: list[str]) -> str:
    for text in reversed(texts):
        found = re.search(pattern, text)
        if found:
            return found.group(1)
    return f"<no match for pick {pattern!r}>"
