"""Exchanges for tests: a policy, a vault and a pattern detector, wired like the server does."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from penname.dialects.routes import match
from penname.exchange.choice import OnePolicy
from penname.exchange.exchange import Exchange
from penname.exchange.ports import Detector
from penname.mask.vault import MemoryVault, VaultScope
from penname.policy.bindings import PolicySet
from penname.policy.model import RESTORE_PLACES, Action, Limits, Policy, Rule
from tests.detectors import PatternDetector

TODAY = dt.date(2026, 11, 23)
TYPES = ("EMAIL_ADDRESS", "PERSON", "CREDIT_CARD", "PRIVATE_KEY")
MAIL = "maria@example.org"
NAME = "Maria Schmidt"
#: A card number of the networks' public documentation, put together here.
CARD = "4" + "1" * 15

CHAT = "/v1/chat/completions"
RESPONSES = "/v1/responses"
MESSAGES = "/v1/messages"


def policy(
    on_reply: Action = Action.ALLOW,
    limits: Limits | None = None,
    restore: frozenset[str] = frozenset(RESTORE_PLACES),
    **actions: Action,
) -> Policy:
    """Masks all types of the PatternDetector but private keys, which it blocks."""
    rules = {
        name: Rule(
            name,
            action=actions.get(name, Action.BLOCK if name == "PRIVATE_KEY" else Action.MASK),
            on_reply=on_reply,
            restore=restore,
            where="policy.yaml:7",
        )
        for name in TYPES
    }
    return Policy("test", "3", "d" * 64, rules, limits=limits or Limits())


def vault() -> MemoryVault:
    return MemoryVault(b"k" * 32, clock=lambda: 0.0)


@dataclass(frozen=True)
class TenantScopes:
    """The vault scopes of one tenant, as the server names them."""

    store: MemoryVault
    tenant: str
    request: str = "request-1"

    def open(self, kind: str, conversation: str, ttl_s: float) -> VaultScope:
        suffix = {"request": self.request, "conversation": conversation}.get(kind, "")
        return self.store.scope(f"{self.tenant}/{suffix}" if suffix else self.tenant, ttl_s)


@dataclass(frozen=True)
class OneSet:
    """A policy set that never changes, as the server holds it."""

    current: PolicySet
    stale: bool = False


@dataclass(frozen=True)
class Everybody:
    """The same policy for all tenants."""

    policy: Policy

    def of(self, scope_id: str) -> OnePolicy:
        return OnePolicy(self.policy, TODAY)


def exchange(
    store: MemoryVault,
    path: str = CHAT,
    *,
    method: str = "POST",
    rules: Policy | None = None,
    scope: str = "tenant",
    detector: Detector | None = None,
    headers: Mapping[str, str] | None = None,
) -> Exchange:
    return Exchange(
        route=match(method, path, headers or {}),
        policies=OnePolicy(rules or policy(), TODAY),
        scopes=TenantScopes(store, scope),
        detector=detector or PatternDetector(),
        today=TODAY,
    )


async def masked(
    store: MemoryVault, path: str, body: object, **options: Any
) -> tuple[Exchange, Any]:
    """The exchange and what goes upstream, parsed."""
    one = exchange(store, path, **options)
    result = await one.mask_request(dump(body))
    return one, json.loads(result.body)


def dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def chat(*contents: str) -> dict[str, Any]:
    """A chat request; user and assistant speak in turn."""
    roles = ("user", "assistant")
    return {
        "model": "gpt-5",
        "messages": [{"role": roles[at % 2], "content": text} for at, text in enumerate(contents)],
    }


def sse(*events: object, end: str = "\n", named: bool = False) -> bytes:
    """An event stream of JSON events; a str stands for itself (`[DONE]`)."""
    out = []
    for event in events:
        if isinstance(event, dict) and named:
            out.append(f"event: {event.get('type', '')}{end}")
        data = event if isinstance(event, str) else json.dumps(event, separators=(",", ":"))
        out.append(f"data: {data}{end}{end}")
    return "".join(out).encode()


async def streamed(one: Exchange, chunks: Iterable[bytes]) -> bytes:
    """All that the client receives of a stream that upstream ended."""
    stream = one.open_stream()
    out = [await stream.feed(chunk) for chunk in chunks]
    return b"".join(out) + await stream.close()


def events(out: bytes) -> list[Any]:
    """The data of each event, parsed where it is JSON."""
    found = []
    for block in out.decode().replace("\r\n", "\n").replace("\r", "\n").split("\n\n"):
        lines = [line[5:].removeprefix(" ") for line in block.split("\n") if line[:5] == "data:"]
        if lines:
            data = "\n".join(lines)
            try:
                found.append(json.loads(data))
            except json.JSONDecodeError:
                found.append(data)
    return found


def joined(out: bytes, pick: Callable[[Any], Any]) -> str:
    """The text that `pick` finds in each event, put together."""
    return "".join(
        str(text) for event in events(out) if isinstance(event, dict) and (text := pick(event))
    )


def pieces(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]
