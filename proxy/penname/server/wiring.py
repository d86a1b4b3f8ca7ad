"""Puts the real exchange behind the handler's port."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Callable
from typing import Protocol

from penname.dialects.routes import Route
from penname.exchange.exchange import Exchange
from penname.exchange.memory import Memory
from penname.exchange.ports import Detector
from penname.mask.vault import VaultScope
from penname.policy.model import Policy
from penname.server import ports


class Vault(Protocol):
    """Hands out one scope's view."""

    def scope(self, scope_id: str) -> VaultScope: ...


def today_utc() -> dt.date:
    """The day on which dated policy entries are judged, the same on every machine."""
    return dt.datetime.now(dt.UTC).date()


def exchange_factory(
    policy: Policy,
    detector: Detector,
    vault: Vault,
    today: Callable[[], dt.date] = today_utc,
    *,
    memory_key: bytes | None = None,
) -> ports.ExchangeFactory:
    """Exchanges under one policy, one detector and one vault."""

    memory = Memory(memory_key or secrets.token_bytes(32))

    def make(route: Route, scope_id: str) -> ports.Exchange:
        return Exchange(
            route=route,
            policy=policy,
            scope=vault.scope(scope_id),
            detector=detector,
            today=today(),
            memory=memory,
        )

    return make
