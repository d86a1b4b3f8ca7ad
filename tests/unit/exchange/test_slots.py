"""Slots: text in attachments, in any wrapping; binary data stays as it came."""

from __future__ import annotations

import base64
import json
import random
import re
from collections.abc import Sequence
from typing import Any

import pytest

from penname.detect.contract import Segment
from penname.dialects.openai_chat import CHAT as DIALECT
from penname.exchange.refusal import Refusal
from penname.exchange.slots import MAX_LAYERS, Walker
from penname.policy.recognizers import EVERYTHING, Profile
from penname.text.json_text import scan
from penname.text.spans import Span
from tests.detectors import PatternDetector
from tests.exchanges import CARD, CHAT, MAIL, MESSAGES, chat, dump, exchange, masked, vault


async def test_deep_json_is_still_text() -> None:
    """JSON in strings below the last layer that is followed is masked as plain text."""
    value: object = MAIL
    for _ in range(MAX_LAYERS + 3):
        value = json.dumps({"a": value})
    out = (await exchange(vault()).mask_request(dump({"metadata": {"v": value}}))).body.decode()
    assert MAIL not in out


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("name", False),
        ("x_86_64", False),
        ("café", True),
        ("a b", True),
        (CARD, True),
        ("4111-1111-1111-1111", True),
        ("078-05-1120", True),
        ("10.0.0.1", True),
        ("1985-03-04", True),
        ("a" * 65, True),
    ],
)
async def test_keys_are_read_where_free(key: str, asked: bool) -> None:
    """Keys of free JSON that are more than a plain word are read like text."""
    walk = Walker(DIALECT, DIALECT.request).run(scan(json.dumps({"metadata": {key: 1}})))
    assert [slot.detect for slot in walk.slots if slot.text == key] == [asked]


def test_slots_show_no_text() -> None:
    """A slot and a walk show sizes, never text."""
    walk = Walker(DIALECT, DIALECT.request).run(scan(json.dumps(chat(MAIL))))
    assert "maria" not in repr(walk)
    assert "characters" in repr(walk.slots)


def test_slots_come_in_prefix_order() -> None:
    """Slots stand in the order in which the provider reads the members."""
    body = {"user": "u1", "messages": [{"role": "user", "content": "m1"}], "tools": [{"x": "t1"}]}
    walk = Walker(DIALECT, DIALECT.request).run(scan(json.dumps(body)))
    assert [slot.text for slot in walk.slots] == ["t1", "m1", "u1"]


@pytest.mark.parametrize("text", ['"a"', "[1234567]", '["x"]', "12345678"])
def test_bare_documents_have_slots(text: str) -> None:
    """A body that is no object is walked like any other."""
    assert len(Walker(DIALECT, DIALECT.request).run(scan(text)).slots) == 1


@pytest.mark.parametrize(
    "text",
    [
        f"{{Dear {MAIL}}}",
        f"[{MAIL}]",
        f'{{"a": "{MAIL}",}}',
        f'{{"a": "\\ud800", "b": "{MAIL}"}}',
        f'{{"a": "{MAIL}"}} {{"b": 1}}',
    ],
)
async def test_almost_json_is_text(text: str) -> None:
    """A text that only looks like JSON is masked as the text that it is, and comes back."""
    one, seen = await masked(vault(), CHAT, chat(text))
    out = seen["messages"][0]["content"]
    before, after = text.split(MAIL)
    assert out.startswith(f"{before}EMAIL_ADDRESS_")
    assert out.endswith(after)
    answer = dump({"choices": [{"message": {"content": out}}]})
    back = json.loads(await one.restore_body(answer, "application/json"))
    assert back["choices"][0]["message"]["content"] == text


async def test_text_of_new_letters_is_masked() -> None:
    """A text of nothing but a letter that is newer than Python 3.11 is read and masked."""
    new = "\U00018cff"
    detector = PatternDetector([("PERSON", re.compile(new))])
    _, seen = await masked(vault(), CHAT, chat(new), detector=detector)
    assert seen["messages"][0]["content"].startswith("PERSON_")


class Suspicious(PatternDetector):
    """Takes every version number for a card."""

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        found = await super().detect(segments, profile)
        return [
            (*spans, *self._versions(segment.text))
            for segment, spans in zip(segments, found, strict=True)
        ]

    @staticmethod
    def _versions(text: str) -> tuple[Span, ...]:
        at = text.find("2.1.330")
        return () if at < 0 else (Span(at, at + 7, "CREDIT_CARD", 1.0, "test"),)


BILLING = "x-anthropic-billing-header: cc_version=2.1.330.f3c; cc_entrypoint=cli; cch=00000;"


def system(*texts: str) -> dict[str, Any]:
    return {
        "system": [{"type": "text", "text": text} for text in texts],
        "messages": [{"role": "user", "content": "hello"}],
    }


async def test_billing_header_stays() -> None:
    """Claude Code's billing header leaves as it came: the provider reads it."""
    _, seen = await masked(vault(), MESSAGES, system(BILLING, "2.1.330"), detector=Suspicious())
    assert seen["system"][0]["text"] == BILLING
    assert seen["system"][1]["text"].startswith("CREDIT_CARD_")


@pytest.mark.parametrize(
    "text",
    [
        BILLING.replace("cli", MAIL),
        f"{BILLING} to={MAIL};",
        f"{BILLING} {MAIL}",
        f"{BILLING}\n{MAIL}",
        f"{MAIL}{BILLING}",
    ],
)
async def test_other_headers_are_text(text: str) -> None:
    """The same header with more in it than keys and words is masked like any text."""
    _, seen = await masked(vault(), MESSAGES, system(text), detector=Suspicious())
    assert MAIL not in json.dumps(seen)
    assert "2.1.330" not in json.dumps(seen)


async def test_header_hides_nothing_known() -> None:
    """What was masked elsewhere must not stand in the header either."""
    hidden = BILLING.replace("cli", base64.b64encode(MAIL.encode()).decode().rstrip("="))
    with pytest.raises(Refusal) as caught:
        await masked(vault(), MESSAGES, system(hidden, MAIL))
    assert caught.value.code == "egress_check"


async def test_header_means_nothing_elsewhere() -> None:
    """Another provider does not read the header: there it is text."""
    _, seen = await masked(vault(), CHAT, chat(BILLING), detector=Suspicious())
    assert "2.1.330" not in seen["messages"][0]["content"]


def thinking(signature: str) -> dict[str, Any]:
    block = {"type": "thinking", "thinking": "hm", "signature": signature}
    said = {"role": "assistant", "content": [block]}
    return {"messages": [{"role": "user", "content": MAIL}, said]}


async def test_seals_leave_as_they_came() -> None:
    """A signature is never changed, whatever stands in it by chance."""
    rng = random.Random(7)
    for _ in range(20):
        seal = base64.b64encode(rng.randbytes(200)).decode() + CARD + "=="
        _, seen = await masked(vault(), MESSAGES, thinking(seal))
        assert seen["messages"][1]["content"][0]["signature"] == seal


@pytest.mark.parametrize(
    "seal",
    [
        base64.b64encode(f"to {MAIL}".encode()).decode(),
        f"data:text/plain;base64,{base64.b64encode(MAIL.encode()).decode()}",
        MAIL.replace("@", "%40"),
        MAIL.encode().hex(),
    ],
)
async def test_known_values_in_seals_are_refused(seal: str) -> None:
    """What was masked elsewhere must not stand encoded where a seal belongs."""
    with pytest.raises(Refusal) as caught:
        await masked(vault(), MESSAGES, thinking(seal))
    assert caught.value.code == "egress_check"
