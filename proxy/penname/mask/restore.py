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
from penname.text.urls import MAX_URL_LENGTH, authority_rest, hosts_of, url_at

#: A host name has at most 253 characters (RFC 1035); with user info and port we give up here.
MAX_AUTHORITY_WAIT = 1024
#: What of the text that was given out has to be kept: URLs, and the border before them.
_LOOK_BACK = MAX_URL_LENGTH + 1


class Revealer(Protocol):
    """The part of a vault scope that restoring needs."""

    def reveal(self, surrogate: str) -> Entry | None: ...

    def starts_live(self, prefix: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for every channel of an exchange.

    `may_restore(entity_type, place)` is the policy's word; `place` is `text`, `tool:NAME`
    (the arguments of a tool) or, besides, `urls`. `knows_host(host)` says whether the client
    itself named that host; `sent_together(host, surrogate)` whether that very value already
    stood in a URL of that host (a tool result with links in it may be quoted, but names no
    new place to send to).
    """

    shapes: Shapes
    live: Revealer
    knows_host: Callable[[str], bool]
    may_restore: Callable[[str, str], bool]
    sent_together: Callable[[str, str], bool] = lambda _host, _surrogate: False


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
        while (found := self._rules.shapes.find(text, position)) and found.start < hold:
            value = self._value(text, found, final=final)
            if value is None:
                hold = min(hold, found.start)
                break
            position = found.start + 1
            if value:
                position = found.end
                self._give(out, text[done : found.start])
                self._replace(out, text[found.start : found.end], value)
                done = position
                hold = max(hold, done)
        self._give(out, text[done:hold])
        self._held = text[hold:]
        self._before = text[max(0, hold - _LOOK_BACK) : hold]
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
        value = self._plain_value(candidate)
        if not value:
            return ""
        allowed = self._allowed_in_url(text, candidate, final=final)
        if allowed is None:
            return None
        return value if allowed else ""

    def _plain_value(self, candidate: Candidate) -> str:
        """The value of a candidate that may be restored in this channel, else ""."""
        entry = self._rules.live.reveal(candidate.canonical)
        if entry is None or not self._rules.may_restore(entry.entity_type, self._place):
            return ""
        return candidate.dressed(entry.value)

    def _allowed_in_url(self, text: str, candidate: Candidate, *, final: bool) -> bool | None:
        """Whether all URLs around a candidate are the client's own. None: not sure yet."""
        position = candidate.start
        place = url_at(text, position)
        if place is None:
            return True
        entry = self._rules.live.reveal(candidate.canonical)
        if entry is None or not self._rules.may_restore(entry.entity_type, "urls"):
            return False
        token = place.token
        if place.in_authority:
            rest, complete = authority_rest(text, position, spread=place.spread)
            if len(rest) >= MAX_AUTHORITY_WAIT:
                return False
            if not complete and not final:
                return None
            token += rest
        plain, beside = self._plain(token)
        # A value beside this one may make up the host: so it must be at home there too.
        together = {candidate.canonical, *beside}
        rules = self._rules
        return all(
            rules.knows_host(host) or all(rules.sent_together(host, one) for one in together)
            for host in hosts_of(plain, spread=place.spread)
        )

    def _plain(self, text: str) -> tuple[str, list[str]]:
        """A part of a text as the client would see it, were no URL in the way.

        Also the surrogates in it that are read as their values.
        """
        out: list[str] = []
        read: list[str] = []
        done = position = 0
        while (candidate := self._rules.shapes.find(text, position)) is not None:
            position = candidate.start + 1
            value = self._plain_value(candidate)
            if value:
                out += (text[done : candidate.start], value)
                read.append(candidate.canonical)
                done = position = candidate.end
        return "".join((*out, text[done:])), read


def restore_text(rules: Rules, text: str, place: str = "text") -> tuple[str, tuple[Edit, ...]]:
    """A whole text restored, and where values were put (offsets in the result)."""
    if rules.shapes.find(text) is None:
        return text, ()
    restorer = Restorer(rules, place)
    restored = restorer.feed(text) + restorer.close()
    return restored, tuple(restorer.edits)
