"""Puts the real exchange behind the handler's port."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from penname.dialects.routes import Route
from penname.exchange.choice import Policies
from penname.exchange.exchange import Exchange
from penname.exchange.memory import Memory
from penname.exchange.ports import Detector
from penname.mask.vault import VaultScope
from penname.policy.match import Subject
from penname.server import ports
from penname.server.clock import today_utc as today_utc


class Vault(Protocol):
    """Hands out one scope's view."""

    def scope(self, scope_id: str, ttl_s: float | None = None) -> VaultScope: ...


class Tenants(Protocol):
    """The policies of one tenant: `scope_id` tells tenants apart, `subject` names them."""

    def of(self, scope_id: str) -> Policies: ...


@dataclass(frozen=True, slots=True)
class ScopeNames:
    """Opens the vault scopes of one call. The ids are hashed by the vault, never kept."""

    vault: Vault
    scope_id: str
    request_id: str

    def open(self, kind: str, conversation: str, ttl_s: float) -> VaultScope:
        """A conversation that cannot be told apart is a request of its own."""
        if kind == "tenant":
            return self.vault.scope(self.scope_id, ttl_s)
        if kind == "conversation" and conversation:
            return self.vault.scope(f"{self.scope_id}/c-{conversation}", ttl_s)
        return self.vault.scope(f"{self.scope_id}/r-{self.request_id}", ttl_s)


def exchange_factory(
    tenants: Tenants,
    detector: Detector,
    vault: Vault,
    today: Callable[[], dt.date] = today_utc,
    *,
    memory_key: bytes | None = None,
) -> ports.ExchangeFactory:
    """Exchanges under the policies of their tenants, one detector and one vault."""

    memory = Memory(memory_key or secrets.token_bytes(32))

    def make(route: Route, scope_id: str, subject: Subject | None = None) -> ports.Exchange:
        return Exchange(
            route=route,
            policies=tenants.of(scope_id),
            scopes=ScopeNames(vault, scope_id, secrets.token_hex(16)),
            detector=detector,
            today=today(),
            subject=subject,
            memory=memory,
        )

    return make
