"""Which policy and which vault scope an exchange works with: asked once its request is read.

Both may depend on what only the body says: the model, and the conversation.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from penname.exchange.slots import Slot, Voice
from penname.mask.vault import VaultScope
from penname.policy.effective import effective
from penname.policy.match import Subject
from penname.policy.model import Policy


@dataclass(frozen=True, slots=True)
class Choice:
    """The effective policy of one request, and one that only counts along beside it."""

    policy: Policy
    shadow: Policy | None = None


class Policies(Protocol):
    """Says which policy holds. `conversation` is a digest, "" when there is none; `begins` is
    whether the model has not said anything in it yet."""

    def choose(self, subject: Subject, conversation: str, *, begins: bool) -> Choice: ...


class Scopes(Protocol):
    """Opens the vault scope of one tenant's request: `kind` is request, conversation or tenant.

    `ttl_s` is how long a value can be revealed after its last use, in seconds.
    """

    def open(self, kind: str, conversation: str, ttl_s: float) -> VaultScope: ...


@dataclass(frozen=True, slots=True)
class OnePolicy:
    """The same policy for everybody."""

    policy: Policy
    today: dt.date

    def choose(self, subject: Subject, conversation: str, *, begins: bool) -> Choice:
        return Choice(effective(self.policy, subject, self.today))


def conversation_of(slots: Sequence[Slot], key: bytes) -> str:
    """A keyed digest (32 hex digits) of how a conversation began; "" when nobody speaks in it.

    Clients send the whole history with every turn, so what the user said before the first
    answer of the model stays the same. The system prompt does not count: it often holds
    the time of day. `key`: 16 to 64 bytes.
    """
    state = hashlib.blake2b(digest_size=16, key=key, person=b"conversation")
    empty = True
    for slot in slots:
        if slot.voice is Voice.MODEL:
            break
        if slot.role == "user" and not slot.aside:
            raw = slot.text.encode("utf-8", "surrogatepass")
            state.update(len(raw).to_bytes(8, "big") + raw)
            empty = False
    return "" if empty else state.hexdigest()
