"""The ear at an exchange's detector, and spans in the text that they come from."""

from __future__ import annotations

import pytest

from penname.cli.policy.listening import Listener, OneScope, located
from penname.detect.contract import Segment
from penname.text.spans import Span
from tests.detectors import PatternDetector
from tests.exchanges import vault


async def test_listener_notes_what_was_found() -> None:
    """What is asked and what is answered is kept in order; the answer stays the same."""
    listener = Listener(PatternDetector())
    segments = [Segment("Ann Lee"), Segment("nobody")]
    found = await listener.detect(segments)
    assert [spans for _, spans in listener.heard] == found
    assert listener.version == PatternDetector.version


def test_one_scope_is_for_all() -> None:
    """Whatever is asked for, the scope is the same."""
    scope = vault().scope("t")
    scopes = OneScope(scope)
    assert scopes.open("request", "", 1.0) is scopes.open("tenant", "c", 2.0) is scope


@pytest.mark.parametrize(
    ("text", "strings", "found"),
    [
        ("Ann met Ann", ["Ann met Ann"], ["Ann"]),
        ('["Ann", "x", "Ann"]', ["Ann", "x", "Ann"], ["Ann", "Ann"]),
        ('["x \\"Ann\\""]', ['x "Ann"'], ['\\"An']),
        ('["\\u00fcAnn"]', ["üAnn"], ["\\u00fcAn"]),
        ('["A\\u006en"]', ["Ann"], []),
        ("Ann", ["Bob"], []),
    ],
)
def test_spans_stand_in_the_text(text: str, strings: list[str], found: list[str]) -> None:
    """Spans get offsets in the raw text, in order, escapes counted; the rest is left out."""
    starts = {'x "Ann"': (2, 5)}
    heard = [
        (Segment(one), () if one == "x" else (Span(*starts.get(one, (0, 3)), "P", 1.0, "t"),))
        for one in strings
    ]
    assert [text[span.start : span.end] for span in located(text, heard)] == found
