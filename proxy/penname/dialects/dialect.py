"""What an exchange needs to know of one provider API: tables, and how its stream ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from penname.dialects.table import Table
from penname.text.json_text import Document


@dataclass(frozen=True, slots=True)
class Channel:
    """One text that grows over a stream: its group (choice, block, item) and its path."""

    group: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Ended:
    """Which channels an event ends: all of them, or those whose group starts like one of these."""

    everything: bool = False
    groups: tuple[tuple[str, ...], ...] = ()

    def covers(self, channel: Channel) -> bool:
        return self.everything or any(channel.group[: len(group)] == group for group in self.groups)


def _nothing(_document: Document) -> Ended:
    return Ended()


def _no_group(_document: Document) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Dialect:
    """One provider API.

    `request`: exceptions to *scan everything*. `response` and `event`: where something
    other than a plain restore is due. `prefix_order`: the top-level members in the order
    in which the provider reads them (masking is causal along it). `model_types`: item
    types that the model wrote; `outside_types` those that hold what was fetched from
    elsewhere (tool results, documents): data, not the client's own words. `ended(event)`
    says which channels an event ends, and `root_group(event)` what its channels are
    grouped by besides their array indices.
    """

    name: str
    request: Table
    response: Table
    event: Table
    prefix_order: tuple[str, ...] = ()
    model_types: frozenset[str] = frozenset()
    outside_types: frozenset[str] = frozenset()
    ended: Callable[[Document], Ended] = _nothing
    root_group: Callable[[Document], tuple[str, ...]] = _no_group
    #: Types of the event after which clients take an answer for whole (beside `[DONE]`).
    last_events: frozenset[str] = frozenset()
    #: How many members of a channel's group name the tool call that it belongs to.
    tool_group: int = 2
    #: Members of a request whose value names a stored conversation.
    anchors: tuple[str, ...] = ()
    #: A text that the provider itself reads and that says nothing about anybody.
    exempt_text: re.Pattern[str] | None = None


EVERYTHING = Ended(everything=True)
