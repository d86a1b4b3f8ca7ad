"""Masking: pieces are safe everywhere, overlaps are covered once."""

from __future__ import annotations

import base64
import json
import time
import unicodedata
from collections.abc import Callable
from urllib.parse import quote

from hypothesis import given
from hypothesis import strategies as st

from penname.detect.contract import Segment
from penname.mask.masking import mask_edits, pieces
from penname.mask.overlap import Decided, resolve
from penname.mask.restore import Rules, restore_text
from penname.mask.vault import MemoryVault, VaultScope
from penname.policy.model import LEAVES_TEXT, STRICTNESS, Action, Decision, Rule
from penname.text.json_text import splice
from penname.text.spans import Span
from penname.text.surrogate import Shapes
from penname.text.views import views
from tests.detectors import PATTERNS, PatternDetector

_TEXT = st.text(
    st.one_of(st.sampled_from('"\\ \n\x00\x85\u2028a1-é'), st.characters(codec="utf-8")),
    max_size=30,
)


@given(text=_TEXT, data=st.data())
def test_pieces_are_safe_anywhere(text: str, data: st.DataObject) -> None:
    """A piece needs no escape in JSON at any depth, has no outer space and says something."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    position = start
    for low, high in pieces(text, start, end):
        piece = text[low:high]
        assert position <= low < high <= end
        assert not any(map(str.isalnum, text[position:low]))
        assert json.dumps(piece, ensure_ascii=False) == f'"{piece}"'
        assert piece == piece.strip()
        assert not any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in piece)
        position = high
    assert not any(map(str.isalnum, text[position:end]))


_DECIDED = st.builds(
    lambda start, size, score, action, name: Decided(
        Span(start, start + size, name, score, "test"), Decision(action, Rule(name), name, "")
    ),
    st.integers(0, 30),
    st.integers(1, 15),
    st.sampled_from([0.5, 0.9]),
    st.sampled_from(list(Action)),
    st.sampled_from(["A", "B"]),
)


@given(ones=st.lists(_DECIDED, max_size=10), order=st.randoms(use_true_random=False))
def test_overlaps_are_covered_once(ones: list[Decided], order: object) -> None:
    """The result is disjoint and sorted, covers all that acts, with the strictest action."""
    result = resolve(ones)
    edges = [edge for one in result for edge in (one.span.start, one.span.end)]
    assert edges == sorted(edges)
    acting = [one for one in ones if one.decision.action not in LEAVES_TEXT]
    for at in range(50):
        here = [one for one in acting if one.span.start <= at < one.span.end]
        chosen = [one for one in result if one.span.start <= at < one.span.end]
        assert len(chosen) == bool(here)
        if here:
            strictest = max(STRICTNESS[one.decision.action] for one in here)
            assert STRICTNESS[chosen[0].decision.action] == strictest
            assert chosen[0].decision in [one.decision for one in here]


@given(text=_TEXT, ones=st.lists(_DECIDED, max_size=5))
def test_masked_text_restores(text: str, ones: list[Decided]) -> None:
    """What reversible actions masked comes back exactly, and no masked piece stays."""
    scope = MemoryVault(bytes(32), clock=time.monotonic).scope("tenant")
    rule = Rule("PERSON")
    spans = [
        Span(s.start, min(s.end, len(text)), "PERSON", 1, "t")
        for s in (o.span for o in ones)
        if s.start < len(text)
    ]
    acting = resolve(Decided(span, Decision(Action.MASK, rule, "", "")) for span in spans)
    edits = mask_edits(text, acting, scope)
    rules = Rules(Shapes({"PERSON"}), scope, lambda _host: True, lambda _type, _place: True)
    assert restore_text(rules, splice(text, edits))[0] == text


_VALUES = ("maria@example.org", "4" + "1" * 15, "Maria Schmidt")
_DISGUISES: dict[str, Callable[[str], str]] = {
    "none": str,
    "percent": lambda text: quote(text, safe=""),
    "base64": lambda text: base64.b64encode(text.encode()).decode(),
    "zero width": "\u200b".join,
    "full width": lambda text: "".join(
        chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text
    ),
    "spaced": " ".join,
    "line by line": "\n".join,
    # Between underscores only numbers and addresses are looked for.
    "glued": lambda text: f"id_{text}_x" if " " not in text else text,
    "said": lambda text: text.replace("@", " (at) ").replace(".", " dot "),
    "percent of full width": lambda text: quote(_DISGUISES["full width"](text)),
}
#: No digits: one alone beside spaced ones is one more of them, and makes another number.
_FILLERS = st.text(st.sampled_from('ab .,:%&;\\"\n_-é漢\u200b\ud83d'), max_size=12)


async def _masked(text: str, scope: VaultScope) -> str:
    (spans,) = await PatternDetector().detect([Segment(text)])
    decided = [
        Decided(span, Decision(Action.MASK, Rule(span.entity_type), "", "")) for span in spans
    ]
    return splice(text, mask_edits(text, resolve(decided), scope))


@given(
    parts=st.lists(
        st.tuples(_FILLERS, st.sampled_from(_VALUES), st.sampled_from(sorted(_DISGUISES))),
        min_size=1,
        max_size=3,
    )
)
async def test_disguised_values_are_masked_stably(parts: list[tuple[str, str, str]]) -> None:
    """What is masked in any reading comes back exactly, and is masked the same again; then no
    reading has a value any more."""
    text = "".join(f"{filler} {_DISGUISES[name](value)} ok " for filler, value, name in parts)
    scope = MemoryVault(bytes(32), clock=time.monotonic).scope("tenant")
    masked = await _masked(text, scope)
    rules = Rules(
        Shapes({name for name, _ in PATTERNS}), scope, lambda _host: True, lambda *_: True
    )
    assert restore_text(rules, masked)[0] == text
    assert await _masked(restore_text(rules, masked)[0], scope) == masked
    for reading in (masked, *(view.text for view in views(masked))):
        assert not [value for value in _VALUES if value in reading]
