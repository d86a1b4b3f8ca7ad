"""Spans to findings: places, overlaps, known values, blocks. With spans made by hand."""

from __future__ import annotations

import datetime as dt

from penname.cli.findings import Report, line_starts, report
from penname.mask.vault import MemoryVault
from penname.policy.model import Action, AllowEntry, Policy, Rule
from penname.text.spans import Span

TODAY = dt.date(2026, 1, 1)
RULES = {
    "API_KEY": Rule("API_KEY", where="p:1"),
    "PERSON": Rule("PERSON", min_score=0.6, where="p:2"),
    "PRIVATE_KEY": Rule("PRIVATE_KEY", Action.BLOCK, where="p:3"),
    "NRP": Rule("NRP", Action.ALLOW, where="p:4"),
}


def span(text: str, value: str, entity_type: str, score: float = 1.0) -> Span:
    start = text.index(value)
    return Span(start, start + len(value), entity_type, score, "test")


def reported(text: str, *spans: Span, allow: tuple[AllowEntry, ...] = ()) -> Report:
    policy = Policy("p", "1", "0" * 64, RULES, allow=allow)
    vault = MemoryVault(bytes(32), clock=lambda: 0.0)
    return report(text, spans, policy, vault.scope("s"), TODAY)


def test_repeated_value_is_found() -> None:
    """A specific value is masked again where no recognizer saw it, with its own rule."""
    text = "key abc-1234567 is\nabc-1234567"
    found = reported(text, span(text, "abc-1234567", "API_KEY"))
    assert [(f.line, f.column, f.recognizer, f.where) for f in found.findings] == [
        (1, 5, "test", "p:1"),
        (2, 1, "known-value", "p:1"),
    ]
    assert "1234567" not in found.masked


def test_names_are_not_spread() -> None:
    """A name is too common a word to be searched for."""
    text = "Mark, mark the Mark"
    assert len(reported(text, span(text, "Mark", "PERSON")).findings) == 1


def test_overlaps_are_cut() -> None:
    """Findings are disjoint: the stricter action takes what two recognizers claim."""
    text = "one two three"
    found = reported(text, span(text, "two three", "API_KEY"), span(text, "one two", "PRIVATE_KEY"))
    assert [(f.start, f.end, f.action) for f in found.findings] == [
        (0, 7, "block"),
        (7, 13, "mask"),
    ]
    assert found.is_blocked
    assert found.masked.startswith("[PRIVATE_KEY] API_KEY_")


def test_unsure_and_allowed_are_left_out() -> None:
    """What the policy does not act on is no finding: low score, action allow, allowed value."""
    text = "Ann Lee, Belgian, abc-1234567"
    spans = (
        span(text, "Ann Lee", "PERSON", 0.5),
        span(text, "Belgian", "NRP"),
        span(text, "abc-1234567", "API_KEY"),
    )
    entry = AllowEntry(
        "own", frozenset({"API_KEY"}), frozenset({"abc-1234567"}), TODAY, "why", "who"
    )
    found = reported(text, *spans, allow=(entry,))
    assert (found.findings, found.masked) == ((), text)


def test_lines_end_with_lf() -> None:
    """A line starts after each LF, and only there."""
    assert line_starts("a\r\nb\rc\n") == [0, 3, 7]


def test_routed_values_are_told() -> None:
    """What only says where the request may go is a finding too, and stays in the text."""
    policy = Policy("p", "1", "0" * 64, {"URL": Rule("URL", Action.ROUTE, to=("local",))})
    vault = MemoryVault(bytes(32), clock=lambda: 0.0)
    spans = [Span(4, 8, "URL", 1.0, "test"), Span(4, 6, "URL", 1.0, "test")]
    found = report("see a.bc now", spans, policy, vault.scope("scan"), dt.date(2026, 1, 1))
    assert [(one.start, one.end, one.action) for one in found.findings] == [(4, 8, "route")]
    assert found.masked == "see a.bc now"
