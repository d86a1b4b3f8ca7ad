"""One record as a page."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from penname.audit.model import EVENTS
from penname.audit.reader import ReadRecord
from penname.audit.record import AuditRecord, Content, FindingRow
from penname.cli.audit.record_view import show_record

TIME = "2026-11-24T09:30:01.250Z"
SURROGATE = "EMAIL_ADDRESS_p0tb38sv"


def value() -> str:
    return "@".join(("jane.doe", "example.org"))


def whole() -> AuditRecord:
    """A record in which every member says something."""
    return AuditRecord(
        request_id="0192f0c4-6f1e-7d3a-9c52-1b7f6a2e8d40",
        provider="openai",
        route="openai.chat",
        model="gpt-5-mini",
        tenant="acme",
        subject="u-17",
        client="app-1",
        upstream="openai/eu",
        policy="default",
        revision="2026.11.0",
        digest="3f9c1a2b4d5e" + "0" * 52,
        view="scope eu",
        mode="enforce",
        decision="forwarded",
        status=502,
        upstream_status=200,
        outcome="cut",
        error="ClientPayloadError",
        stage="stream",
        streamed=True,
        detector="spacy 3.8",
        bytes_in=1204,
        bytes_out=64_000_000,
        body_sha256="a" * 64,
        masked_sha256="b" * 64,
        mask_ms=0.84,
        upstream_ms=1840.4,
        duration_ms=1851.0,
        findings=(
            FindingRow("PERSON", "mask", "default.yaml:34", "spacy", scores={85: 2, 61: 1}),
            FindingRow("EMAIL_ADDRESS", "allow", direction="reply", view="url", scores={100: 1}),
        ),
        shadow=(FindingRow("US_SSN", "block", scores={99: 1}),),
        content=Content(f"to {SURROGATE}\nsecond", f"to {value()}", truncated=True),
    )


def shown(
    record: AuditRecord | None,
    *,
    event: str = "request",
    width: int | None = None,
    reveal: bool = False,
    **said: object,
) -> str:
    """The page: as in a pipe, or on a terminal of a width."""
    console = Console(
        file=io.StringIO(),
        width=width or 80,
        force_terminal=width is not None,
        color_system=None,
        markup=False,
        highlight=False,
    )
    read = ReadRecord(48113, TIME, event, 7, 12, record, **said)  # type: ignore[arg-type]
    show_record(console, read, "penname/eu-1", reveal=reveal)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_page_says_all_of_a_record() -> None:
    """What a record says stands on its page; values do not."""
    page = shown(whole())
    for words in (
        "request 48,113  2026-11-24 09:30:01 UTC  penname/eu-1, segment 7, line 12",
        "0192f0c4-6f1e-7d3a-9c52-1b7f6a2e8d40",
        "openai  openai.chat  gpt-5-mini",
        "acme/u-17",
        "app-1",
        "openai/eu  answered 200",
        "default@2026.11.0  3f9c1a2b4d5e  enforce",
        "scope eu",
        "stream ClientPayloadError",
        "spacy 3.8",
        "1.2 kB in, 64.0 MB out, streamed",
        "0.8 ms masking, 1,840 ms upstream, 1,851 ms in all",
        "a" * 64,
        "b" * 64,
        "0.61-0.85",
        "in the answer",
        "read as url",
        "only counted (shadow)",
        SURROGATE,
        "Only the beginning of the text was kept.",
    ):
        assert words in page
    assert value() not in page
    assert "--reveal --reason TEXT shows it" in page


def test_reveal_shows_the_original() -> None:
    """With reveal the text before masking stands there, and where there is none that is said."""
    assert value() in shown(whole(), reveal=True)
    page = shown(AuditRecord(content=Content(SURROGATE)), reveal=True)
    assert "was not kept in this record" in page


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_has_a_page(event: str) -> None:
    """A record without content has its head, and why there is nothing more."""
    assert shown(None, event=event, no_key=True).startswith(f"{event} 48,113  ")
    assert "sealed; an identity opens it" in shown(None, event=event, no_key=True)
    assert "its keys were destroyed" in shown(None, event=event, erased=True)
    assert "cannot be opened: altered" in shown(None, event=event, problem="altered")


def test_orders_say_who_and_why() -> None:
    """What people did with the log names them, their reason and what it was about."""
    one = AuditRecord(actor="ann", reason="incident 31", about={"log": "penname/eu-1", "index": 7})
    page = shown(one, event="reveal")
    for words in ("by      ann", "reason  incident 31", "about   log penname/eu-1, index 7"):
        assert words in page


@pytest.mark.parametrize("width", [60, 80, 120])
def test_page_fits_terminals(width: int) -> None:
    """On a terminal facts stay within its width; from 80 on hashes stay whole."""
    page = shown(whole(), width=width)
    facts = page.partition("\n")[2].partition("findings")[0]
    assert max(map(len, facts.splitlines())) <= width
    assert ("a" * 64 in page) is (width >= 80)


def test_long_texts_are_cut_on_terminals() -> None:
    """A terminal gets the beginning of a long text, a pipe all of it."""
    one = AuditRecord(content=Content("\n".join(f"line {n}" for n in range(100))))
    assert "line 99" not in shown(one, width=80)
    assert "40 more lines" in shown(one, width=80)
    assert "line 99" in shown(one)


def test_terminals_obey_nothing() -> None:
    """What others chose, and texts, cannot move the cursor."""
    odd = "a\x1b[2Jb\rc\x9bd"
    one = AuditRecord(
        model=odd,
        reason=odd,
        about={odd: odd},
        content=Content(odd, odd),
        findings=(FindingRow(odd, odd, odd, odd, role=odd),),
    )
    page = shown(one, width=80, reveal=True)
    assert not set(page) & {"\x1b", "\r", "\x9b"}
