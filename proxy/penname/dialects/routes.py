"""Which call is this? Method and path to a route; anything unknown is refused.

Bare paths (`/v1/…`) and named ones (`/openai/v1/…`, `/anthropic/v1/…`) are the same
calls. `/v1/models` belongs to both providers: the `anthropic-version` header tells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

from penname.dialects.anthropic_messages import MESSAGES
from penname.dialects.dialect import Dialect
from penname.dialects.openai_chat import CHAT
from penname.dialects.openai_other import COMPLETIONS, EMBEDDINGS, GENERIC, MODERATIONS
from penname.dialects.openai_responses import RESPONSES


class Provider(StrEnum):
    OPENAI = "openai"
    ANTHROPIC = "anthropic"


class Body(Enum):
    """Whether a call carries a JSON body that is masked, or none at all."""

    JSON = "json"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Route:
    """One call that penname knows. `upstream_path` goes behind the upstream's base URL."""

    name: str
    provider: str
    upstream_path: str
    dialect: Dialect
    body: Body


class UnknownPath(Exception):  # noqa: N818 - a finding about the call, not a fault of ours
    """No route for a method and path. The message names the likely right base URL."""

    def __init__(self, message: str, provider: str) -> None:
        super().__init__(message)
        self.message = message
        self.provider = provider


_ID = r"[A-Za-z0-9_.:-]{1,256}"
_MODEL = r"@?[A-Za-z0-9_.:/-]{1,256}(?:@[0-9]{1,10})?"

#: (method, path below /v1 as a pattern, route name, provider, dialect)
_ROUTES: tuple[tuple[str, str, str, Provider, Dialect], ...] = (
    ("POST", "chat/completions", "openai.chat", Provider.OPENAI, CHAT),
    ("GET", "chat/completions", "openai.chat.list", Provider.OPENAI, CHAT),
    ("GET", f"chat/completions/{_ID}", "openai.chat.get", Provider.OPENAI, CHAT),
    ("POST", f"chat/completions/{_ID}", "openai.chat.update", Provider.OPENAI, CHAT),
    ("DELETE", f"chat/completions/{_ID}", "openai.chat.delete", Provider.OPENAI, CHAT),
    ("GET", f"chat/completions/{_ID}/messages", "openai.chat.get", Provider.OPENAI, CHAT),
    ("POST", "responses", "openai.responses", Provider.OPENAI, RESPONSES),
    ("POST", "responses/input_tokens", "openai.responses.count", Provider.OPENAI, RESPONSES),
    ("POST", "responses/compact", "openai.responses.compact", Provider.OPENAI, RESPONSES),
    ("GET", f"responses/{_ID}", "openai.responses.get", Provider.OPENAI, RESPONSES),
    ("DELETE", f"responses/{_ID}", "openai.responses.delete", Provider.OPENAI, RESPONSES),
    ("POST", f"responses/{_ID}/cancel", "openai.responses.cancel", Provider.OPENAI, RESPONSES),
    ("GET", f"responses/{_ID}/input_items", "openai.responses.get", Provider.OPENAI, RESPONSES),
    ("POST", "embeddings", "openai.embeddings", Provider.OPENAI, EMBEDDINGS),
    ("POST", "completions", "openai.completions", Provider.OPENAI, COMPLETIONS),
    ("POST", "moderations", "openai.moderations", Provider.OPENAI, MODERATIONS),
    ("GET", "models", "openai.models", Provider.OPENAI, GENERIC),
    ("GET", f"models/{_MODEL}", "openai.models", Provider.OPENAI, GENERIC),
    ("POST", "messages", "anthropic.messages", Provider.ANTHROPIC, MESSAGES),
    ("POST", "messages/count_tokens", "anthropic.count_tokens", Provider.ANTHROPIC, MESSAGES),
    ("GET", "models", "anthropic.models", Provider.ANTHROPIC, GENERIC),
    ("GET", f"models/{_MODEL}", "anthropic.models", Provider.ANTHROPIC, GENERIC),
)

#: POST calls that carry no body.
_BODYLESS = frozenset({"openai.responses.cancel"})


@dataclass(frozen=True, slots=True)
class _Template:
    method: str
    path: re.Pattern[str]
    name: str
    provider: Provider
    dialect: Dialect


_COMPILED = tuple(
    _Template(method, re.compile(path), name, provider, dialect)
    for method, path, name, provider, dialect in _ROUTES
)
_PATH = re.compile(r"/(?:(?P<prefix>openai|anthropic)/)?v1/(?P<rest>.+)")


def route_names() -> tuple[str, ...]:
    """The names of all routes, each once."""
    return tuple(dict.fromkeys(name for _, _, name, _, _ in _ROUTES))


def match(method: str, path: str, headers: Mapping[str, str]) -> Route:
    """The route of a call. `path` is percent-decoded nowhere: an encoded path is unknown.

    Raises UnknownPath.
    """
    parts = _PATH.fullmatch(path)
    if parts is None:
        raise UnknownPath(_advice(method, path), _guess(path, headers))
    wanted = parts["prefix"]
    found = _find(method, parts["rest"], wanted)
    if not found:
        raise UnknownPath(_advice(method, path), wanted or _guess(path, headers))
    route = found[0]
    if len(found) > 1 and "anthropic-version" in {name.lower() for name in headers}:
        route = next(one for one in found if one.provider == Provider.ANTHROPIC)
    return route


def _find(method: str, rest: str, wanted: str | None) -> list[Route]:
    # Dot segments would make the upstream read another path than the one matched.
    if not {"", ".", ".."}.isdisjoint(rest.split("/")):
        return []
    return [
        Route(
            one.name,
            one.provider.value,
            f"/v1/{rest}",
            one.dialect,
            Body.JSON if method == "POST" and one.name not in _BODYLESS else Body.NONE,
        )
        for one in _COMPILED
        if one.method == method
        and wanted in (None, one.provider)
        and one.path.fullmatch(rest) is not None
    ]


def _guess(path: str, headers: Mapping[str, str]) -> str:
    """Whose error shape an unknown call gets."""
    names = {name.lower() for name in headers}
    if "/messages" in path or path.startswith("/anthropic") or "anthropic-version" in names:
        return Provider.ANTHROPIC.value
    return Provider.OPENAI.value


def _advice(method: str, path: str) -> str:
    """What is wrong with a path, in words; the path itself is quoted only as far as known."""
    if "/v1/v1/" in path:
        return (
            "penname: the path has /v1 twice. The client adds /v1 itself: set its base URL "
            "without /v1 (Anthropic clients: http://HOST:PORT/anthropic)."
        )
    tail = path.strip("/")
    for prefix in ("openai/", "anthropic/"):
        tail = tail.removeprefix(prefix)
    for one in _COMPILED:
        if one.path.fullmatch(tail):
            base = "http://HOST:PORT/openai/v1" if one.provider == Provider.OPENAI else ""
            hint = base or "http://HOST:PORT/anthropic (the client adds /v1)"
            return f"penname: /v1 is missing in the path. Set the client's base URL to {hint}."
    parts = _PATH.fullmatch(path)
    if parts is not None:
        takers = [one for one in _COMPILED if one.path.fullmatch(parts["rest"])]
        prefix = parts["prefix"]
        if prefix and takers and prefix not in {one.provider for one in takers}:
            owner = takers[0].provider
            return f"penname: this call belongs to {owner}, but its path starts with /{prefix}."
        methods = sorted({one.method for one in takers})
        if methods and method not in methods:
            return f"penname: this path takes {', '.join(methods)}, not {method}."
    return (
        "penname: it does not know this path, and what it cannot read it does not forward. "
        "Base URLs: OpenAI clients http://HOST:PORT/openai/v1, Anthropic clients "
        "http://HOST:PORT/anthropic. Known calls are listed in docs/reference/routes.md."
    )
