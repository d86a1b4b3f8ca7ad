"""Readiness: the canary, the cache, the drain."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from penname.detect.cache import CachedDetector
from penname.detect.contract import DetectionError, Segment
from penname.exchange.account import Account
from penname.exchange.refusal import Refusal
from penname.mask.vault import MemoryVault
from penname.policy.model import Action, Policy, Rule
from penname.policy.recognizers import EVERYTHING, Profile
from penname.server.probes import Readiness, canary_comes_back
from penname.server.wiring import exchange_factory
from penname.text.spans import Span
from tests.detectors import PatternDetector
from tests.exchanges import TODAY, Everybody
from tests.unit.server.test_handler import FakeStream, Masked


class Exchange:
    """Masks and restores the canary as told."""

    def __init__(
        self, masks: bool = True, restores: bool = True, error: Exception | None = None
    ) -> None:
        self.masks, self.restores, self.error = masks, restores, error
        self.policy: Policy | None = None
        self.model: str | None = None
        self.account = Account()

    @property
    def has_shadow(self) -> bool:
        return False

    async def shadow(self) -> None:
        return None

    async def mask_request(self, body: bytes, query: str = "") -> Masked:
        if self.error is not None:
            raise self.error
        return Masked(body.replace(b"readiness.canary@example.org", b"E1") if self.masks else body)

    def open_stream(self) -> FakeStream:
        raise AssertionError

    async def restore_body(self, body: bytes, content_type: str) -> bytes:
        return body.replace(b"E1", b"readiness.canary@example.org") if self.restores else body


def policy(action: Action | None) -> Policy:
    rules = {} if action is None else {"EMAIL_ADDRESS": Rule("EMAIL_ADDRESS", action)}
    return Policy("p", "1", "0" * 64, rules)


@pytest.mark.parametrize(
    ("action", "exchange", "ready"),
    [
        (Action.MASK, Exchange(), True),
        (Action.MASK, Exchange(masks=False), False),
        (Action.MASK, Exchange(restores=False), False),
        (Action.MASK, Exchange(error=DetectionError("x")), False),
        (Action.MASK, Exchange(error=Refusal(400, "x", "x")), False),
        (Action.REDACT, Exchange(restores=False), True),
        (Action.REDACT, Exchange(masks=False), False),
        (Action.BLOCK, Exchange(error=Refusal(400, "pii_blocked", "x")), True),
        (Action.BLOCK, Exchange(), False),
        (Action.ALLOW, Exchange(masks=False), True),
        (None, Exchange(masks=False), True),
        (None, Exchange(error=DetectionError("x")), False),
    ],
)
async def test_canary_follows_the_policy(
    action: Action | None, exchange: Exchange, ready: bool
) -> None:
    """Ready is what the policy says about an e-mail address, carried out."""
    exchange.policy = policy(action)
    came_back = await canary_comes_back(lambda _route, _scope, _subject=None: exchange, TODAY)
    assert came_back is ready


class Failing:
    """Detects until it is told to fail."""

    version = "failing/1"
    broken = False

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        if self.broken:
            raise DetectionError("the worker is gone")
        return await PatternDetector().detect(segments, profile)


async def test_canary_reaches_the_detector_each_time() -> None:
    """What is remembered of the last canary does not answer for a detector that has failed."""
    detector = Failing()
    vault = MemoryVault(b"k" * 32, clock=lambda: 0.0)
    cached = CachedDetector(detector, b"c" * 32)
    exchanges = exchange_factory(Everybody(policy(Action.MASK)), cached, vault)
    assert await canary_comes_back(exchanges, TODAY)
    detector.broken = True
    assert not await canary_comes_back(exchanges, TODAY)


async def test_answer_is_cached() -> None:
    """Within two seconds one probe answers everybody."""
    now, asked = [0.0], list[float]()

    async def probe() -> bool:
        asked.append(now[0])
        await asyncio.sleep(0)
        return True

    readiness = Readiness(probe, lambda: now[0])
    await asyncio.gather(*(readiness.is_ready() for _ in range(5)))
    now[0] = 1.9
    await readiness.is_ready()
    now[0] = 2.1
    assert await readiness.is_ready()
    assert asked == [0.0, 2.1]


async def test_hanging_probe_is_not_ready() -> None:
    """A detector that hangs makes the answer no, in bounded time."""
    readiness = Readiness(asyncio.Event().wait, patience_s=0.05)
    assert not await readiness.is_ready()


async def test_crashing_probe_is_not_ready() -> None:
    """Whatever goes wrong in the probe means no."""

    async def crash() -> bool:
        raise KeyError

    assert not await Readiness(crash).is_ready()


async def test_draining_is_not_ready() -> None:
    """While draining nobody is asked."""

    async def probe() -> bool:
        raise AssertionError

    readiness = Readiness(probe)
    readiness.draining = True
    assert not await readiness.is_ready()
