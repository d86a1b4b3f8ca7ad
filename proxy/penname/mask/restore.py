"""Restoring: surrogates of this scope back to their values, in one pass, never re-scanned.

Theory of operation. A `Restorer` reads one channel: a text that arrives whole or in
pieces. What it has not given out yet is `held`: the longest suffix that could still
become a live surrogate, and nothing else, so a stream is delayed only where it must be.

Rule 1. Only an exact live surrogate (or the one that a safe mangling stands for) is
        replaced; everything else passes as it came.
Rule 2. The value goes out as it stands and is not looked at again.
Rule 3. No value into a URL whose host the client did not send. While a surrogate
        stands in the host part itself, the rest of the host is awaited (the only other
        reason to hold text back).
Rule 4. For every way of cutting a text into pieces, the output is that of one piece.

`edits` tells where values were put: offsets in the restored text, and the model's own
text for each, so that the same text can be turned back when the client returns it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from penname.mask.vault import Entry
from penname.text.json_text import Edit
from penname.text.surrogate import Candidate, Shapes
from penname.text.urls import MAX_URL_LENGTH, authority_rest, host_of, url_at

#: A host name has at most 253 characters (RFC 1035); with user info and port we give up here.
MAX_AUTHORITY_WAIT = 1024


class Revealer(Protocol):
    """The part of a vault scope that restoring needs."""

    def reveal(self, surrogate: str) -> Entry | None: ...

    def starts_live(self, prefix: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for every channel of an exchange.

    `may_restore(entity_type, place)` is the policy's word; `place` is `text` or
    `tool_arguments`. `knows_host(host)` says whether the client sent that host.
    """

    shapes: Shapes
    live: Revealer
    knows_host: Callable[[str], bool]
    may_restore: Callable[[str, str], bool]


class Restorer:
    """Restores one channel. `feed` pieces of the model's text, then `close`."""

    def __init__(self, rules: Rules, place: str = "text") -> None:
        self._rules = rules
        self._place = place
        self._held = ""
        self._before = ""
        self._given = 0
        self.edits: list[Edit] = []

    def __repr__(self) -> str:
        return f"Restorer({self._place}, {len(self._held)} characters held)"

    @property
    def held(self) -> int:
        """How many characters are held back now."""
        return len(self._held)

    def feed(self, text: str) -> str:
        """The next piece of the channel; returns what can be shown now."""
        return self._advance(self._held + text, final=False)

    def close(self) -> str:
        """The end of the channel; returns what was still held back."""
        return self._advance(self._held, final=True)

    def _advance(self, pending: str, *, final: bool) -> str:
        out: list[str] = []
        # The characters already given out stand in front: word borders and URLs need them.
        text = self._before + pending
        done = position = len(self._before)
        hold = len(text) if final else self._hold_from(text, position)
        while (candidate := self._rules.shapes.find(text, position)) is not None:
            if candidate.start >= hold:
                break
            value = self._value(text, candidate, final=final)
            if value is None:
                hold = min(hold, candidate.start)
                break
            position = candidate.start + 1
            if value:
                position = candidate.end
                self._give(out, text[done : candidate.start])
                self._replace(out, text[candidate.start : candidate.end], value)
                done = position
                hold = max(hold, done)
        self._give(out, text[done:hold])
        self._held = text[hold:]
        self._before = _tail(text[:hold])
        return "".join(out)

    def _give(self, out: list[str], text: str) -> None:
        out.append(text)
        self._given += len(text)

    def _replace(self, out: list[str], original: str, value: str) -> None:
        self.edits.append(Edit(self._given, self._given + len(value), original))
        self._give(out, value)

    def _hold_from(self, text: str, start: int) -> int:
        """Where the first suffix begins that could still become a live surrogate."""
        if not self._rules.live.starts_live(""):
            return len(text)
        for offset, prefix in self._rules.shapes.unfinished(text, start):
            if prefix and self._rules.live.starts_live(prefix):
                return offset
        return len(text)

    def _value(self, text: str, candidate: Candidate, *, final: bool) -> str | None:
        """What stands in for a candidate: its value, "" to leave it, None to wait."""
        entry = self._rules.live.reveal(candidate.canonical)
        if entry is None or not self._rules.may_restore(entry.entity_type, self._place):
            return ""
        allowed = self._allowed_in_url(text, candidate, final=final)
        if allowed is None:
            return None
        return f"{candidate.before}{entry.value}{candidate.after}" if allowed else ""

    def _allowed_in_url(self, text: str, candidate: Candidate, *, final: bool) -> bool | None:
        place = url_at(text, candidate.start)
        if place is None:
            return True
        authority = place.authority
        if place.in_authority:
            rest, complete = authority_rest(text, candidate.start)
            authority += rest
            if not complete and not final:
                return None if len(authority) < MAX_AUTHORITY_WAIT else False
        return self._rules.knows_host(host_of(self._plain(authority)))

    def _plain(self, text: str) -> str:
        """A host part with its own surrogates read as what they stand for."""
        out: list[str] = []
        done = 0
        for candidate in self._rules.shapes.find_all(text):
            entry = self._rules.live.reveal(candidate.canonical)
            if entry is not None:
                out += (text[done : candidate.start], entry.value)
                done = candidate.end
        return "".join((*out, text[done:]))


def _tail(text: str) -> str:
    """The end of a text that a later piece may need: the last word, and one character before."""
    window = text[-(MAX_URL_LENGTH + 1) :]
    if not window or window[-1].isspace():
        return window[-1:]
    word = window.rsplit(None, 1)[-1]
    return window[max(0, len(window) - len(word) - 1) :]


def restore_text(rules: Rules, text: str, place: str = "text") -> tuple[str, tuple[Edit, ...]]:
    """A whole text restored, and where values were put (offsets in the result)."""
    if rules.shapes.find(text) is None:
        return text, ()
    restorer = Restorer(rules, place)
    restored = restorer.feed(text) + restorer.close()
    return restored, tuple(restorer.edits)
