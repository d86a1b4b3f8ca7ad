"""Values that the model made up: the policy's `on_reply`, for whole texts and streams.

A text that is still growing is not read before it has come to a safe place to cut: the
end of a line or sentence. Until then nothing of it is shown, so no part of a value
escapes before the value is recognised. Where the policy lets replies be (the default),
none of this runs and text is only ever held back by the Restorer.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from penname.detect.contract import Segment
from penname.exchange.account import OWN, Brief, Tally, brief
from penname.exchange.known import RECOGNIZER, KnownValues
from penname.exchange.ports import Detector
from penname.exchange.refusal import Refusal
from penname.mask.masking import pieces
from penname.mask.operators import one_way
from penname.mask.overlap import Decided, resolve
from penname.mask.vault import Entry, VaultScope
from penname.policy.model import REVERSIBLE, Action, Policy
from penname.text.json_text import Edit
from penname.text.surrogate import Shapes
from penname.text.words import has_letters

#: A line end, or the end of a sentence before white space; not behind a digit, so that
#: "1. 2. 3." in a number never is one, and not behind a single letter ("Maria J. Smith").
_SAFE_CUT = re.compile(r"[\n\r]+|(?<=[^\W\d_][^\W\d_][.!?;])[ \t]+")
#: Without a safe place for so long, cut between two words of letters.
_LONG = 2_000
_WORD_CUT = re.compile(r"(?<=[^\W\d_])[ \t]+(?=[^\W\d_])")
#: How much a cut in a long text without any safe place leaves for the next look.
_OVERLAP = 256
#: A single token without any white space: refuse to hold more than this.
MAX_HELD = 1_000_000
_NUMBER_CHARACTERS = "+-.0123456789Ee"
_NUMBER = re.compile(r"-?[0-9][0-9.eE+-]*")
_PEM_BEGIN = "-----BEGIN "
_PEM_END = re.compile(r"-----END [^\n-]{0,64}-----")
#: A block that is open for longer is none.
_MAX_BLOCK = 65_536
_SPACE = " \t\r\n"
#: A model text may be JSON: a piece that begins or ends inside an escape would break it.
_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|[\"\\/bfnrt])")
_QUOTE = re.compile(r"\\.|\"", re.DOTALL)
#: The role and the part of an answer, in the words of a policy's `inspect`.
_PLACE = ("assistant", "text")


class ReplyGuard:
    """Masks what the model invents. One for all channels of an exchange."""

    def __init__(
        self,
        *,
        policy: Policy,
        scope: VaultScope,
        shapes: Shapes,
        detector: Detector,
        today: dt.date,
        is_own: Callable[[str], bool],
        tally: Tally,
    ) -> None:
        self._policy = policy
        self._scope = scope
        self._shapes = shapes
        self._detector = detector
        self._today = today
        self._is_own = is_own
        self._tally = tally
        self._invented = KnownValues()

    @property
    def active(self) -> bool:
        return self._policy.inspects_replies

    async def edits(self, text: str) -> list[Edit]:
        """Edits (offsets in `text`) that hide invented values of a model text."""
        decided, finds = await self._decide(text)
        self._tally.add(*_PLACE, finds)
        self._tally.note(text, decided)
        return self._hide(text, resolve(decided))

    async def safe_length(self, text: str, ahead: str) -> int:
        """How much of `text` can be shown without cutting a value that runs on into `ahead`."""
        border = len(text)
        decided, _ = await self._decide(text + ahead)
        for one in sorted(resolve(decided), key=lambda one: -one.span.start):
            if one.span.start < border < one.span.end:
                border = one.span.start
        return border

    async def _decide(self, text: str) -> tuple[list[Decided], list[Brief]]:
        """The decisions on a text, and all that was found in it."""
        decided: list[Decided] = []
        finds: list[Brief] = []
        if not has_letters(text):
            return decided, finds
        spans = (await self._detector.detect([Segment(text)], self._policy.profile))[0]
        surrogates = self._shapes.find_all(text)
        seen: set[tuple[int, int]] = set()
        for span in [*spans, *self._invented.find(text)]:
            if any(s.start < span.end and span.start < s.end for s in surrogates):
                continue
            value = text[span.start : span.end]
            decision = self._policy.decide_reply(span, value, self._today)
            if decision is not None and self._is_own(value):
                finds.append(brief(span, None, rule=OWN))
                continue
            # What was decided on at the same place is not found a second time for being known.
            if span.recognizer != RECOGNIZER or (span.start, span.end) not in seen:
                finds.append(brief(span, decision))
            if decision is not None:
                decided.append(Decided(span, decision))
                seen.add((span.start, span.end))
        return decided, finds

    def _hide(self, text: str, acting: list[Decided]) -> list[Edit]:
        edits = []
        # Quotes end a piece, and so do escapes here, of the same length.
        plain = _ESCAPE.sub(lambda escape: '"' * len(escape[0]), text) if acting else text
        for one in acting:
            rule, action = one.decision.rule, one.decision.action
            if action is Action.BLOCK:
                raise Refusal(
                    502,
                    "reply_blocked",
                    f"penname: the answer held a {rule.entity_type}, which policy "
                    f"{self._policy.name}@{self._policy.revision} blocks in replies.",
                )
            for start, end in pieces(plain, one.span.start, one.span.end):
                value = text[start:end]
                self._invented.add([Entry(rule.entity_type, value)])
                if action in REVERSIBLE:
                    hidden = self._scope.unbound(rule.entity_type, value)
                else:
                    hidden = one_way(rule, action, value, self._scope.hash_key)
                edits.append(Edit(start, end, hidden))
        return edits


class ReplyWindow:
    """Collects one growing model text until it can be read safely."""

    def __init__(self) -> None:
        self._held = ""
        self._patience = _LONG
        #: Whether the last cut was made for length alone, perhaps inside a value.
        self.forced = False

    @property
    def held(self) -> str:
        return self._held

    def __repr__(self) -> str:
        return f"ReplyWindow({len(self._held)} characters held)"

    def feed(self, text: str) -> str:
        """The next piece; returns the part that is complete enough to be read."""
        # In front of here are no safe cuts, or they would have been made.
        start = len(self._held.rstrip(_SPACE))
        self._held += text
        cut = _safe_cut(self._held, start)
        impatient = not cut and len(self._held) >= self._patience
        if impatient:
            cut = _word_cut(self._held)
        self.forced = impatient and cut > 0
        ready, self._held = self._held[:cut], self._held[cut:]
        if ready or impatient:
            self._wait()
        if len(self._held) > MAX_HELD:
            raise Refusal(
                502,
                "reply_too_long",
                f"penname: the answer has no white space for {MAX_HELD} characters and cannot "
                "be inspected (policy: on_reply).",
            )
        return ready

    def give_back(self, text: str) -> None:
        """Hold the end of what was given out after all."""
        self._held = text + self._held
        self._wait()

    def _wait(self) -> None:
        """Try again when a quarter more is there: a text of n characters is read O(n) in all."""
        self._patience = max(_LONG, len(self._held) * 5 // 4)

    def close(self) -> str:
        ready, self._held = self._held, ""
        return ready


def numbers_quoted(text: str, edits: Sequence[Edit], *, inside: bool = False) -> list[Edit]:
    """Edits of a JSON text (or a stretch of one) in which hidden numbers become strings.

    A surrogate in the place of a bare number would end the JSON there. `inside` says
    whether the text begins inside a string.
    """
    quotes = [match.start() for match in _QUOTE.finditer(text) if match[0] == '"']
    quoted: list[Edit] = []
    for edit in edits:
        start, end = edit.start, edit.end
        while start > 0 and text[start - 1] in _NUMBER_CHARACTERS:
            start -= 1
        while end < len(text) and text[end] in _NUMBER_CHARACTERS:
            end += 1
        in_string = (bisect_left(quotes, edit.start) % 2 == 1) is not inside
        if in_string or _NUMBER.fullmatch(text, start, end) is None:
            quoted.append(edit)
        elif not quoted or quoted[-1].end <= start:
            quoted.append(Edit(start, end, f'"{edit.text}"'))
    return quoted


def ends_inside(text: str, *, inside: bool = False) -> bool:
    """Whether a string of a JSON text is still open where this stretch of it ends."""
    marks = sum(match[0] == '"' for match in _QUOTE.finditer(text))
    return (marks % 2 == 1) is not inside


def _safe_cut(text: str, start: int) -> int:
    cut = 0
    for match in _SAFE_CUT.finditer(text, start):
        # Sentence space at the very end may still grow into a number or a name.
        if match.end() < len(text) or "\n" in match[0] or "\r" in match[0]:
            cut = match.end()
    return _before_open_block(text, cut)


def _before_open_block(text: str, cut: int) -> int:
    """A cut that leaves a PEM block whole: its lines say nothing each by itself."""
    begin = text.rfind(_PEM_BEGIN, 0, cut)
    is_open = begin >= 0 and _PEM_END.search(text, begin, cut) is None
    return begin if is_open and len(text) - begin <= _MAX_BLOCK else cut


def _word_cut(text: str) -> int:
    cut = 0
    for match in _WORD_CUT.finditer(text, 0, len(text) - _OVERLAP):
        cut = match.end()
    return _before_open_block(text, cut)
