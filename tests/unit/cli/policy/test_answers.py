"""Answers of policy tests: what is put in is read out, whole and streamed."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from penname.cli.policy.answers import Answer
from penname.cli.policy.wires import WIRES
from tests.exchanges import events

TEXT = 'Zoë said "hi" \\ to\nAnn {"a": 1}'
ANSWERS = {name: wire.answer for name, wire in WIRES.items() if wire.answer is not None}


def test_only_calls_with_text_answer() -> None:
    """Embeddings and the like give no text back."""
    assert set(ANSWERS) == {
        "openai.chat",
        "openai.responses",
        "openai.completions",
        "anthropic.messages",
    }


@pytest.mark.parametrize("tool", ["", "send_mail"])
@pytest.mark.parametrize("make", ANSWERS.values(), ids=list(ANSWERS))
def test_answer_is_read_back(make: Callable[[str, str], Answer], tool: str) -> None:
    """Whole, in one delta, and character by character: the text is the same."""
    answer = make(TEXT, tool)
    assert answer.read_whole(json.loads(answer.whole)) == TEXT
    for pieces in ([answer.payload], list(answer.payload)):
        assert set(answer.read_events(events(answer.stream(pieces)))) == {TEXT}
    assert "Zo" not in repr(answer)


@pytest.mark.parametrize("make", ANSWERS.values(), ids=list(ANSWERS))
def test_broken_answer_is_an_error(make: Callable[[str, str], Answer]) -> None:
    """What is no answer raises what the callers expect."""
    answer = make(TEXT, "")
    with pytest.raises((LookupError, TypeError, ValueError)):
        answer.read_whole({})
