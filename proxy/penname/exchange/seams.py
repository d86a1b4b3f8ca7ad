"""Seams: values that are cut over texts standing next to each other.

A message can have several text parts, a list several strings, and a client may cut a value
between two of them: `4111 1111` here, `1111 1111` there. Neither is a card.

Theory of operation:

* Texts are neighbours when they are read one behind the other: parts of one message, strings of
  one list, the last and the first text of two messages of one role. A run of neighbours is read
  once more as one text, a *strip*: what stands near its seams, patterns only. What is far from
  a seam is left out, so the cost is linear in the number of texts and bounded by their size.
* A strip is read as it is, and once more with a blank at each seam where two words or numbers
  meet.
* A find counts if it crosses a seam and no part of it was found by itself: an address that ends
  a text does not go on in the next one. Only a key may, with what no word looks like. Each text
  gets its part of the find as a span.
* Prefix-causality: a part is masked only if the find ends in the same message. What an earlier
  message looks like never depends on a later one; within a message it may.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from penname.detect.contract import Segment
from penname.dialects.table import Kind
from penname.exchange.slots import Slot
from penname.text.json_text import LeafKind, Node
from penname.text.spans import SEAM, Span

#: How much of a text before and behind a seam is read.
REACH = 200
#: Near a seam that cuts a value stands one of these.
_TELLING = re.compile(r"[\d@]")
_NEAR = 24
_CODE_MIN = 8
#: Finds below this wait for words nearby: what is alone in a text and has none is no find.
_UNSURE = 0.3
_HUMP = re.compile(r"[a-z][A-Z]")
#: Keys below which a list of messages or parts has its texts.
_TEXT_KEYS = frozenset({"content", "text"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a slot's text in a strip: where it begins in both, and how long it is."""

    slot: Slot
    offset: int
    at: int
    size: int

    def __repr__(self) -> str:
        return f"Piece({self.offset}, {self.at}, {self.size})"


@dataclass(frozen=True, slots=True)
class Strip:
    """One text over one or more seams."""

    segment: Segment
    pieces: tuple[Piece, ...]

    def parts(self, span: Span) -> list[tuple[Slot, Span]]:
        """A find that crosses a seam as spans of the texts; empty for any other."""
        found = []
        for piece in self.pieces:
            start, end = max(span.start, piece.at), min(span.end, piece.at + piece.size)
            if start < end:
                moved = piece.offset - piece.at
                part = replace(span, start=start + moved, end=end + moved, view=SEAM)
                found.append((piece.slot, part))
        return found if len(found) > 1 else []


def strips(slots: Sequence[Slot]) -> list[Strip]:
    """The strips of the slots of a request, which come in the order of their document."""
    return [strip for chain in _chains(slots) for run in _runs(chain) for strip in _readings(run)]


def add_crossing(
    spans: MutableMapping[int, tuple[Span, ...]],
    strips: Sequence[Strip],
    found: Iterable[Sequence[Span]],
) -> None:
    """Give the texts (by the slots' ids) their parts of what was found over seams."""
    for strip, finds in zip(strips, found, strict=True):
        for span in finds:
            parts = strip.parts(span)
            *before, last = [_is_found(part, spans[id(slot)]) for slot, part in parts] or [True]
            if last or (any(before) and not _is_code(*parts[-1])):
                continue
            for slot, part in parts:
                if _message(slot) is _message(parts[-1][0]):
                    spans[id(slot)] = (*spans[id(slot)], part)


def _is_found(part: Span, spans: Iterable[Span]) -> bool:
    """Whether something of the same type was found there already, seam or no seam."""
    return any(
        one.entity_type == part.entity_type
        and one.score >= _UNSURE
        and one.start < part.end
        and part.start < one.end
        for one in spans
    )


def _is_code(slot: Slot, part: Span) -> bool:
    """Whether a part looks like the rest of a key, which is found already by its beginning."""
    text = slot.text[part.start : part.end]
    mixed = any(map(str.isdigit, text)) and any(map(str.isalpha, text))
    return len(text) >= _CODE_MIN and (mixed or len(_HUMP.findall(text)) > 1)


# ---- neighbours ------------------------------------------------------------------------------


def _chains(slots: Sequence[Slot]) -> Iterator[list[Slot]]:
    """Runs of at least two neighbours."""
    chain: list[Slot] = []
    for slot in slots:
        if chain and not _are_neighbours(chain[-1], slot):
            if len(chain) > 1:
                yield chain
            chain = []
        chain.append(slot)
    if len(chain) > 1:
        yield chain


def _are_neighbours(one: Slot, other: Slot) -> bool:
    if not (_is_text(one) and _is_text(other)):
        return False
    if (one.role, one.part, one.voice) != (other.role, other.part, other.voice):
        return False
    (root, before), (other_root, after) = _path(one), _path(other)
    if root is not other_root:
        return False
    pairs = zip(before, after, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    here, there = before[same : same + 1], after[same : same + 1]
    if not (here and there and isinstance(here[0], int) and there[0] == here[0] + 1):
        return False
    # Below the two members only a message's own texts are meant: the last of the one and the
    # first of the other, since no other text stands between them.
    rest = {*before[same + 1 :], *after[same + 1 :]}
    return all(key in _TEXT_KEYS for key in rest if isinstance(key, str))


def _is_text(slot: Slot) -> bool:
    return slot.leaf.kind is LeafKind.STRING and slot.kind is not Kind.CHOICE


def _path(slot: Slot) -> tuple[Node, tuple[str | int, ...]]:
    """The outermost node of a text's document, and the keys from there down to the text."""
    node = slot.leaf.node
    keys = [slot.leaf.key]
    while node.parent is not None:
        keys.append(node.key)
        node = node.parent
    return node, tuple(key for key in reversed(keys) if key is not None)


def _message(slot: Slot) -> Node | None:
    """The message that a text stands in; None for what is in none (a system prompt's parts)."""
    node: Node | None = slot.leaf.node
    while node is not None and node.label("role") is None:
        node = node.parent
    return node


# ---- strips ----------------------------------------------------------------------------------

#: A slot, and which part of its text.
_Stretch = tuple[Slot, int, int]


def _runs(chain: Sequence[Slot]) -> Iterator[list[_Stretch]]:
    """What is read together: texts around seams, cut in the middle of long ones."""
    run: list[_Stretch] = []
    for slot, following in zip(chain, [*chain[1:], None], strict=True):
        size = len(slot.text)
        goes_on = following is not None and _tells(slot.text, following.text)
        if run and goes_on and size <= 2 * REACH:
            run.append((slot, 0, size))
            continue
        if run:
            yield [*run, (slot, 0, min(size, REACH))]
        run = [(slot, max(0, size - REACH), size)] if goes_on else []


def _tells(before: str, after: str) -> bool:
    """Whether a value can be cut here: no sentence ends, and a digit or an `@` is near."""
    if before.endswith(".") and after[:1].isupper():
        return False
    return _TELLING.search(before[-_NEAR:] + after[:_NEAR]) is not None


def _readings(run: Sequence[_Stretch]) -> Iterator[Strip]:
    """The strip as it is, and with blanks where two words meet."""
    texts = [slot.text[start:end] for slot, start, end in run]
    gaps = [" " if (one[-1:] + other[:1]).isalnum() else "" for one, other in pairwise(texts)]
    yield _strip(run, texts, [""] * len(gaps))
    if any(gaps):
        yield _strip(run, texts, gaps)


def _strip(run: Sequence[_Stretch], texts: Sequence[str], gaps: Sequence[str]) -> Strip:
    pieces: list[Piece] = []
    at = 0
    for (slot, start, _), text, gap in zip(run, texts, [*gaps, ""], strict=True):
        pieces.append(Piece(slot, start, at, len(text)))
        at += len(text) + len(gap)
    joined = "".join(part for pair in zip(texts, [*gaps, ""], strict=True) for part in pair)
    return Strip(Segment(joined, run[0][0].hint, names=False), tuple(pieces))
