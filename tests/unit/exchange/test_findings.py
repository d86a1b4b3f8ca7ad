"""Findings: what it found, without a word of it."""

from __future__ import annotations

from penname.exchange.findings import Findings


def test_findings_show_counts_only() -> None:
    """Findings show how many of each type there were, never a value."""
    findings = Findings()
    findings.counts["EMAIL_ADDRESS"] += 2
    findings.distinct["EMAIL_ADDRESS"] = {"maria@example.org"}
    assert repr(findings) == "Findings({'EMAIL_ADDRESS': 2})"
