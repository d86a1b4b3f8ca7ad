"""Candidates in shadow: counted in the background, bounded, never in the way."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from penname.detect.contract import DetectionError
from penname.exchange.shadow import Along
from penname.policy.model import Policy
from penname.server.ports import Masked, Shadowed, Stream
from penname.server.shadows import MAX_WAITING, Shadows, rules_in_shadow

CANDIDATE = Policy("p", "2", "b" * 64, {})


@dataclass
class Counted:
    """Notes what is counted."""

    seen: list[tuple[str, str, str, str, int]] = field(default_factory=list)

    def request(self, route: str, status: int) -> None: ...

    def findings(self, policy: str, actions: Mapping[tuple[str, str], int]) -> None: ...

    def shadow(
        self, policy: str, entity_type: str, stable: str, candidate: str, count: int
    ) -> None:
        self.seen.append((policy, entity_type, stable, candidate, count))


@dataclass
class Followed:
    """An exchange whose candidate answers when it may."""

    go_on: asyncio.Event = field(default_factory=asyncio.Event)
    trouble: Exception | None = None
    has_shadow: bool = True
    policy: Policy | None = None

    async def shadow(self) -> Along | None:
        await self.go_on.wait()
        if self.trouble is not None:
            raise self.trouble
        return Along(CANDIDATE, {("PERSON", "mask", "block"): 2, ("URL", "allow", "allow"): 1})

    async def mask_request(self, body: bytes, query: str = "") -> Masked:
        raise NotImplementedError

    async def restore_body(self, body: bytes, content_type: str) -> bytes:
        raise NotImplementedError

    def open_stream(self) -> Stream:
        raise NotImplementedError


async def settle(shadows: Shadows) -> None:
    """Waits for everything that is being counted."""
    await asyncio.gather(*shadows._tasks)


async def test_candidate_is_counted_later(caplog: pytest.LogCaptureFixture) -> None:
    """Following returns at once; differences are logged, everything is counted."""
    caplog.set_level(logging.INFO)
    counted = Counted()
    shadows, exchange = Shadows(counted), Followed()
    as_port: Shadowed = exchange
    shadows.follow(as_port, "r1")
    assert counted.seen == []
    exchange.go_on.set()
    await settle(shadows)
    assert counted.seen == [
        (CANDIDATE.label, "PERSON", "mask", "block", 2),
        (CANDIDATE.label, "URL", "allow", "allow", 1),
    ]
    assert vars(caplog.records[-1])["shadow"] == {"PERSON: mask -> block": 2}


async def test_no_candidate_no_task() -> None:
    """An exchange without a candidate is not followed."""
    shadows = Shadows(Counted())
    shadows.follow(Followed(has_shadow=False), "r1")
    assert shadows.waiting == 0


async def test_failure_is_logged_only(caplog: pytest.LogCaptureFixture) -> None:
    """A candidate whose detection fails leaves a line with the error's type."""
    exchange = Followed(trouble=DetectionError("canary"))
    exchange.go_on.set()
    shadows = Shadows(Counted())
    shadows.follow(exchange, "r1")
    await settle(shadows)
    assert caplog.records[-1].message == "shadow_failed"
    assert "canary" not in caplog.text


async def test_load_is_bounded(caplog: pytest.LogCaptureFixture) -> None:
    """Over the bound a request is not counted along, and the log says so."""
    shadows = Shadows(Counted())
    for _ in range(MAX_WAITING + 1):
        shadows.follow(Followed(), "r1")
    assert shadows.waiting == MAX_WAITING
    assert caplog.records[-1].message == "shadow_skipped"
    await shadows.close()
    assert shadows.waiting == 0


def test_shadow_rules_let_through() -> None:
    """A rule in shadow mode shows what it would have done instead of letting through."""
    assert rules_in_shadow({("URL", "mask"): 3}) == {"URL: allow -> mask": 3}
