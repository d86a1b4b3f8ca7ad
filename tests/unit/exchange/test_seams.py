"""Values that are cut over texts standing next to each other."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from penname.exchange.refusal import Refusal
from penname.exchange.seams import REACH, strips
from penname.exchange.slots import Slot, Walker
from penname.policy.model import Action
from penname.text.json_text import scan
from tests.detectors import PatternDetector
from tests.exchanges import CHAT, MAIL, MESSAGES, RESPONSES, exchange, masked, policy, vault
from tests.work import calls

CARD = "4012" + "345678" + "954321"
HALF, OTHER_HALF = CARD[:9], CARD[9:]


def parts(*texts: str, role: str = "user", kind: str = "text") -> dict[str, Any]:
    """A message with several text parts."""
    return {"role": role, "content": [{"type": kind, "text": text} for text in texts]}


async def sent(*messages: dict[str, Any], path: str = CHAT, **more: Any) -> str:
    """What goes upstream for a request, as text."""
    member = "input" if path == RESPONSES else "messages"
    _, seen = await masked(vault(), path, {member: list(messages), **more})
    return json.dumps(seen)


@pytest.mark.parametrize(
    ("path", "kind"), [(CHAT, "text"), (MESSAGES, "text"), (RESPONSES, "input_text")]
)
async def test_parts_of_a_message_are_one_text(path: str, kind: str) -> None:
    """A card cut over two or three parts is masked in each, in every dialect."""
    for texts in ((f"card {HALF}", OTHER_HALF), ("pay ", CARD[:4], CARD[4:9], f"{OTHER_HALF} now")):
        seen = await sent(parts(*texts, kind=kind), path=path)
        assert HALF not in seen
        assert CARD[4:9] + '"' not in seen
        assert OTHER_HALF not in seen
        cut = [text for text in texts if any(map(str.isdigit, text))]
        assert seen.count("CREDIT_CARD_") == len(cut)


async def test_both_parts_come_back() -> None:
    """Each part has a surrogate of its own, and both are restored."""
    store = vault()
    one, seen = await masked(store, CHAT, {"messages": [parts(f"a {HALF}", f"{OTHER_HALF} b")]})
    texts = [part["text"] for part in seen["messages"][0]["content"]]
    answer = {"choices": [{"message": {"content": " ".join(texts)}}]}
    body = await one.restore_body(json.dumps(answer).encode(), "application/json")
    assert f"a {HALF} {OTHER_HALF} b" in body.decode()


async def test_strings_of_a_list_are_one_text() -> None:
    """In tool arguments and other free JSON, too."""
    call = {"function": {"name": "f", "arguments": json.dumps({"n": [HALF, OTHER_HALF, "x"]})}}
    seen = await sent({"role": "assistant", "tool_calls": [{"id": "c", **call}]})
    assert HALF not in seen
    assert OTHER_HALF not in seen
    seen = await sent(parts("a"), metadata={"mail": ["maria@exam", "ple.org"]})
    assert "maria@exam" not in seen
    assert "ple.org" not in seen


async def test_earlier_messages_do_not_change() -> None:
    """Over two messages of one role only the later part is masked: the earlier message looks
    as it did before the later one was there."""
    first = {"role": "user", "content": f"card {HALF}"}
    second = {"role": "user", "content": f"{OTHER_HALF} it is"}
    before, both = await sent(first), await sent(first, second)
    assert HALF in before
    assert both.startswith(before[:-2])
    assert OTHER_HALF not in both
    assert OTHER_HALF not in await sent(parts("see", HALF), parts(OTHER_HALF))


async def test_system_parts_are_of_one_message() -> None:
    """Parts of a system prompt are sent together."""
    system = [{"type": "text", "text": f"card {HALF}"}, {"type": "text", "text": OTHER_HALF}]
    seen = await sent(parts("a"), path=MESSAGES, system=system, max_tokens=9)
    assert HALF not in seen
    assert OTHER_HALF not in seen


@pytest.mark.parametrize(
    "messages",
    [
        [{"role": "user", "content": HALF}, {"role": "assistant", "content": OTHER_HALF}],
        [parts(HALF), parts("and so on"), parts(OTHER_HALF)],
        [parts(f"{HALF} is", OTHER_HALF)],
        [{"role": "user", "content": "a", "x": {"a": HALF, "b": OTHER_HALF}}],
        [{"role": "user", "content": "a", "x": [{"a": HALF}, {"a": OTHER_HALF}]}],
        [{"role": "user", "content": "a", "x": [HALF, 4, OTHER_HALF]}],
        [{"role": "user", "content": "a", "x": {f"{HALF} {HALF}": OTHER_HALF}}],
        [parts(json.dumps({"a": HALF}), OTHER_HALF)],
    ],
)
async def test_others_are_no_neighbours(messages: list[dict[str, Any]]) -> None:
    """Other roles, other texts between, members of an object, rows of a table, other documents."""
    assert OTHER_HALF in await sent(*messages)


async def test_values_that_end_do_not_go_on() -> None:
    """What a text has by itself ends with it."""
    seen = await sent(parts(f"write to {MAIL}", "Thanks"), parts("thanks"))
    assert '"Thanks"' in seen
    assert MAIL not in seen


async def test_keys_go_on() -> None:
    """The rest of a key is masked, though its beginning is a key already; a word is no rest."""
    key = re.compile(r"(?<!\w)zz-[A-Za-z0-9]{8,}")
    detector = PatternDetector([("CREDIT_CARD", key)])
    for rest, kept in (("abcdEfghIjk", False), ("abcdefg1", False), ("Thanks", True)):
        body = {"messages": [parts("zz-12345678", rest)]}
        _, seen = await masked(vault(), CHAT, body, detector=detector)
        assert (rest in json.dumps(seen)) is kept


async def test_parts_are_no_known_values() -> None:
    """The end of an address is nobody's address elsewhere."""
    seen = await sent(parts("to maria@", "example.org"), parts("see example.org, example.org"))
    assert "see example.org, example.org" in seen
    assert '"text": "example.org"' not in seen


async def test_blocked_values_are_blocked_over_seams() -> None:
    """A find over a seam is decided like any other."""
    one = exchange(vault(), rules=policy(CREDIT_CARD=Action.BLOCK))
    body = {"messages": [parts(HALF, OTHER_HALF)]}
    with pytest.raises(Refusal, match="CREDIT_CARD"):
        await one.mask_request(json.dumps(body).encode())


async def test_history_is_judged_with_its_neighbours() -> None:
    """What is remembered of a text with one neighbour is not taken for it with another."""
    store = vault()
    one = exchange(store)
    for _ in range(2):
        alone = await one.mask_request(json.dumps({"messages": [parts(HALF, "a1")]}).encode())
        cut = await one.mask_request(json.dumps({"messages": [parts(HALF, OTHER_HALF)]}).encode())
        assert HALF in alone.body.decode()
        assert HALF not in cut.body.decode()


def slots(*texts: str) -> list[Slot]:
    """The slots of one message."""
    document = scan(json.dumps({"messages": [parts(*texts)]}))
    dialect = exchange(vault()).route.dialect
    return Walker(dialect, dialect.request).run(document).slots


FAR = "lorem ipsum " * 100


def test_strips_hold_what_is_near() -> None:
    """Of long texts only what stands at a seam that could cut a value."""
    made = strips(slots(f"{FAR}4111 ", f" 11 {FAR}maria@", f"x.org {FAR}", "and", "so on"))
    assert [len(strip.segment.text) for strip in made] == [2 * REACH] * 2
    assert made[0].segment.text[REACH - 5 : REACH + 4] == "4111  11 "
    assert made[1].segment.text[REACH - 6 : REACH + 5] == "maria@x.org"
    assert not any(strip.segment.names for strip in made)
    assert "lorem" not in repr(made)


def test_words_that_meet_are_read_twice() -> None:
    """With and without a blank between them."""
    texts = [strip.segment.text for strip in strips(slots("a 4111", "1111 ", "11", "5"))]
    assert texts == ["a 41111111 115", "a 4111 1111 11 5"]
    assert [strip.segment.text for strip in strips(slots("a 41-", "11"))] == ["a 41-11"]
    assert strips(slots("a b", "c d")) == []
    assert strips(slots("as of npm@5.", "All data")) == []


async def test_finds_are_cut_into_parts() -> None:
    """Offsets are those of each text, whatever was left out before them."""
    made = slots(f"{FAR}{CARD[:3]}", CARD[3:5], f"{CARD[5:]} {FAR}")
    (strip,) = strips(made)[:1]
    (spans,) = await PatternDetector().detect([strip.segment])
    cut = [(slot.text[span.start : span.end], span.view) for slot, span in strip.parts(spans[0])]
    assert cut == [(CARD[:3], "seam"), (CARD[3:5], "seam"), (CARD[5:], "seam")]


def test_many_texts_are_linear() -> None:
    """Thousands of neighbours cost no more than their size."""
    made = slots(*["4111 1"] * 4000)
    found = strips(made)
    assert calls(lambda: strips(made[:2000])) < 2.1 * calls(lambda: strips(made[:1000]))
    assert sum(len(strip.segment.text) for strip in found) < 3 * 4000 * 6
