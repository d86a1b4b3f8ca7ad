"""Candidate policies in shadow: counted beside the traffic, never in its way.

What a candidate would have done is worked out in a task of its own, after the request has
gone upstream: it costs detection once more, and no client waits for that. More than
MAX_WAITING at once are not counted (`shadow_skipped` in the log): a roll-out that is
watched must not become a load.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping

from penname.detect.contract import DetectionError
from penname.server.ports import Along, Counts, Shadowed

_LOG = logging.getLogger("penname.shadows")

MAX_WAITING = 64


class Shadows:
    """Counts along; one per server. `close` ends what still runs."""

    def __init__(self, counts: Counts) -> None:
        self._counts = counts
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def waiting(self) -> int:
        """How many requests are being counted now."""
        return len(self._tasks)

    def follow(self, exchange: Shadowed, request_id: str) -> None:
        """Count what a candidate policy would have done, soon. Returns at once."""
        if not exchange.has_shadow:
            return
        if len(self._tasks) >= MAX_WAITING:
            _LOG.warning("shadow_skipped", extra={"request_id": request_id})
            return
        task = asyncio.get_running_loop().create_task(self._count(exchange, request_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _count(self, exchange: Shadowed, request_id: str) -> None:
        try:
            along = await exchange.shadow()
        except DetectionError as error:
            words = {"request_id": request_id, "error": type(error).__name__}
            _LOG.warning("shadow_failed", extra=words)
            return
        if along is not None:
            self._note(along, request_id)

    def _note(self, along: Along, request_id: str) -> None:
        label = along.policy.label
        changes: dict[str, int] = {}
        for (entity_type, stable, candidate), count in along.counts.items():
            self._counts.shadow(label, entity_type, stable, candidate, count)
            if stable != candidate:
                changes[change(entity_type, stable, candidate)] = count
        words = {"request_id": request_id, "policy": label, "shadow": changes}
        _LOG.info("shadow", extra=words)


def change(entity_type: str, stable: str, candidate: str) -> str:
    """How a difference is written in the log."""
    return f"{entity_type}: {stable} -> {candidate}"


def rules_in_shadow(found: Mapping[tuple[str, str], int]) -> dict[str, int]:
    """The same for rules in shadow mode of the policy in force: they let the value through."""
    return {change(kind, "allow", action): count for (kind, action), count in found.items()}
