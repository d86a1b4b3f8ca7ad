"""Liveness and readiness.

Ready means that masking works now: a fixed, made-up e-mail address goes
through the real detector, policy and vault and comes back. It says nothing
about the provider: a provider's outage is no reason to take penname out.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import itertools
import json
import time
from collections.abc import Awaitable, Callable

from penname.detect.contract import DetectionError
from penname.dialects.routes import match
from penname.exchange.refusal import Refusal
from penname.policy.model import LEAVES_TEXT, REVERSIBLE, Action, Policy
from penname.server.ports import ExchangeFactory
from penname.text.spans import Span

_CACHE_S = 2.0
_PATIENCE_S = 5.0

_ENTITY = "EMAIL_ADDRESS"
_CANARY = "readiness.canary@example.org"
_SCOPE = "readiness"
_NUMBERS = itertools.count(4)


class Readiness:
    """Asks `probe` at most every 2 s, however many ask; never ready while `draining`."""

    def __init__(
        self,
        probe: Callable[[], Awaitable[bool]],
        clock: Callable[[], float] = time.monotonic,
        patience_s: float = _PATIENCE_S,
    ) -> None:
        self.draining = False
        self._probe = probe
        self._clock = clock
        self._patience_s = patience_s
        self._lock = asyncio.Lock()
        self._asked_at = float("-inf")
        self._answer = False

    async def is_ready(self) -> bool:
        if self.draining:
            return False
        async with self._lock:
            if self._clock() - self._asked_at >= _CACHE_S:
                self._answer = await self._ask()
                self._asked_at = self._clock()
        return self._answer and not self.draining

    async def _ask(self) -> bool:
        try:
            async with asyncio.timeout(self._patience_s):
                return await self._probe()
        except Exception:  # noqa: BLE001 - whatever is wrong, the answer is "not ready"
            return False


async def canary_comes_back(exchanges: ExchangeFactory, today: dt.date) -> bool:
    """Whether the policy's decision for an e-mail address is carried out right now."""
    exchange = exchanges(match("POST", "/v1/chat/completions", {}), _SCOPE)
    refused = False
    masked = b""
    try:
        masked = (await exchange.mask_request(_request(_canary_text()))).body
    except Refusal:
        refused = True
    except DetectionError:
        return False
    action, restores = _expected(exchange.policy, today)
    if refused or action is Action.BLOCK:
        return refused and action is Action.BLOCK
    if action in LEAVES_TEXT:
        return True
    text = json.loads(masked)["messages"][0]["content"]
    if _CANARY in text:
        return False
    if not restores:
        return True
    restored = await exchange.restore_body(_response(text), "application/json")
    content: str = json.loads(restored)["choices"][0]["message"]["content"]
    return _CANARY in content


def _expected(policy: Policy | None, today: dt.date) -> tuple[Action, bool]:
    """What the policy says about the canary, and whether it must come back in a text."""
    if policy is None or not policy.inspect.reads("user", "text"):
        return Action.ALLOW, False
    decision = policy.decide(Span(0, len(_CANARY), _ENTITY, 1.0, "readiness"), _CANARY, today)
    if decision is None:
        return Action.ALLOW, False
    return decision.action, decision.action in REVERSIBLE and "text" in decision.rule.restore


def _canary_text() -> str:
    """A new text each time: of one seen before the detector would not be asked again."""
    return f"Write to {_CANARY} today, for the {next(_NUMBERS)}th time."


def _request(text: str) -> bytes:
    message = {"role": "user", "content": text}
    return json.dumps({"model": "canary", "messages": [message]}).encode()


def _response(text: str) -> bytes:
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    return json.dumps({"object": "chat.completion", "choices": [choice]}).encode()
