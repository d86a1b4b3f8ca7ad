"""The demo's panels on wide and narrow terminals, and without one."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from penname.cli.demo_check import Act
from penname.cli.demo_log import Logged
from penname.cli.demo_mail import Mail, Value
from penname.cli.demo_view import Verdict, show_act, show_summary
from penname.policy.model import Policy, Rule

POLICY = Policy("p", "1", "0" * 64, {"PERSON": Rule("PERSON")})
ACT = Act(
    title="Some format",
    mail=Mail("I am Ann Lee.", (Value("PERSON", "Ann Lee"),)),
    saw="I am PERSON_k7qf2m9x.",
    got="Hello Ann Lee.",
    status=200,
    sent_bytes=1,
    seen_bytes=2,
    answered_bytes=3,
    pieces=4,
)
VERDICT = Verdict(1, 0, 1, 1, 1234, 2, 0.012, 3, Logged(4, verifies=True, readable=0))


def shown(width: int, *, terminal: bool, verdict: Verdict = VERDICT) -> str:
    file = StringIO()
    console = Console(
        file=file, width=width, force_terminal=terminal, color_system="truecolor", highlight=False
    )
    show_act(console, 1, ACT)
    show_summary(console, [ACT], POLICY, verdict)
    return file.getvalue()


@pytest.mark.parametrize(("width", "beside"), [(80, False), (109, False), (110, True), (240, True)])
def test_panels_stand_beside_when_wide(width: int, beside: bool) -> None:
    """From 110 columns on, the three panels are one row."""
    text = shown(width, terminal=True)
    head = next(line for line in text.splitlines() if "client sent" in line)
    assert ("upstream saw" in head and "client got back" in head) is beside


def test_pipe_gets_plain_text() -> None:
    """Without a terminal there are no control codes, no frames, no spaces at line ends."""
    text = shown(80, terminal=False)
    assert "\x1b" not in text
    assert "\u2500" not in text
    assert not [line for line in text.splitlines() if line != line.rstrip()]
    for line in (
        "-- client sent  1 B --\nI am [Ann Lee].",
        "-- upstream saw  2 B --\nI am [PERSON_k7qf2m9x].",
        "-- client got back  3 B --\nHello [Ann Lee].",
    ):
        assert line in text


def test_value_and_surrogate_share_colour() -> None:
    """A value and its surrogate have the same style."""
    text = shown(120, terminal=True)
    words = ("Ann Lee", "PERSON_k7qf2m9x")
    styles = {text.partition(word)[0].rpartition("\x1b[")[2] for word in words}
    assert styles == {"1;30;46m"}


def test_leak_is_told() -> None:
    """A leak and a missing value are marked, and the verdict is not clean."""
    verdict = Verdict(5, 2, 4, 3, 1, 1, 0.0, 0, VERDICT.log)
    text = " ".join(shown(80, terminal=False, verdict=verdict).split())
    assert not verdict.is_clean
    assert "NO leaked to upstream: 2 of 5" in text
    assert "NO came back: 3 of 4" in text


@pytest.mark.parametrize(
    "log",
    [
        Logged(4, verifies=False, readable=0),
        Logged(4, verifies=True, readable=1),
        Logged(0, verifies=True, readable=0),
    ],
)
def test_bad_log_is_no_success(log: Logged) -> None:
    """A log that does not verify, is empty, or shows a value is marked, and the demo has failed."""
    verdict = replace(VERDICT, log=log)
    assert VERDICT.is_clean
    assert not verdict.is_clean
    assert "NO  audit log" in shown(120, terminal=False, verdict=verdict)
