"""The masker over the turns of a conversation: parts of names, families, the model's own words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from penname.detect.contract import Segment
from penname.exchange.memory import Memory
from penname.exchange.refusal import Refusal
from penname.mask.vault import MemoryVault
from penname.policy.model import Action, Limits
from penname.policy.recognizers import EVERYTHING, Profile
from penname.text.spans import Span
from penname.text.surrogate import shapes_of
from tests.detectors import PatternDetector
from tests.exchanges import (
    CARD,
    CHAT,
    MAIL,
    NAME,
    RESPONSES,
    chat,
    dump,
    exchange,
    masked,
    policy,
    vault,
)

SHAPES = shapes_of(frozenset(policy().rules))
#: Type, underscore and the family's part of the core.
HEAD = len("PERSON_") + 5


def surrogates(text: str) -> list[str]:
    return [text[one.start : one.end] for one in SHAPES.find_all(text)]


async def contents(store: MemoryVault, *texts: str, **options: Any) -> list[str]:
    """The masked texts of a chat."""
    _, seen = await masked(store, CHAT, chat(*texts), **options)
    return [message["content"] for message in seen["messages"]]


def answer(text: str) -> bytes:
    return dump({"choices": [{"index": 0, "message": {"role": "assistant", "content": text}}]})


async def restored(one: Any, text: str) -> str:
    back = json.loads(await one.restore_body(answer(text), "application/json"))
    return str(back["choices"][0]["message"]["content"])


PARTS = "schmidt; Maria's; M. Schmidt; MARIA SCHMIDT; Ms Schmidt; maria_schmidt; mschmidt"


async def test_parts_are_one_family() -> None:
    """Once a person is known her parts are masked in later texts, and are seen to be hers."""
    store = vault()
    one, seen = await masked(store, CHAT, chat(f"I am {NAME}.", "Hello!", PARTS))
    first, _, last = (message["content"] for message in seen["messages"])
    (whole,) = surrogates(first)
    found = surrogates(last)
    assert len(found) == len(set(found)) == 7
    assert {surrogate[:HEAD] for surrogate in found} == {whole[:HEAD]}
    assert await restored(one, last) == PARTS


async def test_knowledge_goes_forward_only() -> None:
    """A part in an earlier text stays: what was sent once is sent again as it was."""
    before = await contents(vault(), "Ask Maria.")
    after = await contents(vault(), "Ask Maria.", "Whom?", f"{NAME}, Maria")
    assert before[0] == after[0] == "Ask Maria."
    assert "Maria" not in after[2]


async def test_one_text_knows_itself() -> None:
    """Within one text a part is masked wherever it stands, also before the whole name."""
    (text,) = await contents(vault(), f"maria: hi\n{NAME}\nMARIA")
    assert len(surrogates(text)) == 3
    assert len({surrogate[:HEAD] for surrogate in surrogates(text)}) == 1


async def test_other_formats_are_masked() -> None:
    """A specific value is masked in other forms of it, and each comes back as it was."""
    forms = f"4111-1111-1111-1111, 4111 1111 1111 1111, {MAIL.upper()}"
    store = vault()
    one, seen = await masked(store, CHAT, chat(f"{CARD} {MAIL}", "ok", forms))
    text = seen["messages"][2]["content"]
    assert len(surrogates(text)) == 3
    heads = {one[: one.index("_", 8) + 6] for one in surrogates(seen["messages"][0]["content"])}
    assert {one[: one.index("_", 8) + 6] for one in surrogates(text)} == heads
    assert await restored(one, text) == forms


async def test_later_card_is_masked_before_in_any_form() -> None:
    """A specific value that is found late is masked in earlier texts in its other forms too."""
    texts = await contents(vault(), "pay 4111-1111-1111-1111", "ok", CARD)
    assert surrogates(texts[0]) != []


@pytest.mark.parametrize(
    "body",
    [
        {"metadata": {"maria": "x", "Schmidt": "y"}},
        {"tools": [{"type": "function", "function": {"parameters": {"enum": ["Maria"]}}}]},
    ],
)
async def test_single_words_stay_in_keys_and_enums(body: dict[str, Any]) -> None:
    """A plain key, or a choice of an enum, is not somebody's name."""
    request = {**chat(f"{NAME}"), **body}
    _, seen = await masked(vault(), CHAT, request)
    assert {key: seen[key] for key in body} == body


async def test_spellings_are_not_a_bulk() -> None:
    """A limit of distinct values counts people, not the ways in which they are written."""
    rules = policy(limits=Limits(max_distinct={"PERSON": 1}))
    await contents(vault(), NAME, "ok", PARTS, rules=rules)
    with pytest.raises(Refusal):
        await contents(vault(), NAME, "ok", "Ann Lee", rules=rules)


async def test_redacted_names_recur_too() -> None:
    """Parts of a name that does not come back are covered like the name."""
    rules = policy(PERSON=Action.REDACT)
    assert await contents(vault(), NAME, "ok", "ask Schmidt", rules=rules) == [
        "[PERSON]",
        "ok",
        "ask [PERSON]",
    ]


class Heard(PatternDetector):
    """Keeps the texts in which names were looked for."""

    def __init__(self) -> None:
        super().__init__()
        self.named: list[str] = []

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        self.named += [segment.text for segment in segments if segment.names]
        return await super().detect(segments, profile)


async def test_no_new_names_in_the_models_words() -> None:
    """A model's text that comes back gets no names of its own; patterns are looked for."""
    heard = Heard()
    call = {"function": {"name": "f", "arguments": json.dumps({"to": "Ann Lee", "at": MAIL})}}
    body = {
        "messages": [
            {"role": "user", "content": "hello"},
            {"role": "assistant", "content": f"I am Ann Lee, {MAIL}", "tool_calls": [call]},
            {"role": "tool", "tool_call_id": "c", "content": "Ann Lee"},
        ]
    }
    _, seen = await masked(vault(), CHAT, body, detector=heard)
    assert heard.named == ["hello", "Ann Lee"]
    said = seen["messages"][1]
    assert said["content"].startswith("I am Ann Lee, EMAIL_ADDRESS_")
    assert json.loads(said["tool_calls"][0]["function"]["arguments"])["to"] == "Ann Lee"
    assert "Ann Lee" not in seen["messages"][2]["content"]
    assert MAIL not in json.dumps(seen)


async def test_restart_changes_nothing() -> None:
    """After a restart the client's values in a model's text are masked as they were."""
    store = vault()
    one, seen = await masked(store, CHAT, chat(f"I am {NAME}, {MAIL}.", "Hm.", "call me Maria"))
    known = [*surrogates(dump(seen).decode())]
    wrote = f"Dear {known[0]} ({known[2]}, {known[1]}): ask Peter Weber."
    told = await restored(one, wrote)
    assert told == f"Dear {NAME} (Maria, {MAIL}): ask Peter Weber."
    turns = (f"I am {NAME}, {MAIL}.", "Hm.", "call me Maria", told, "ok")
    assert (await contents(store, *turns))[3] == wrote
    assert (await contents(vault(), *turns))[3] == wrote


async def test_models_own_name_stays_its_own() -> None:
    """A name that the model brought up itself stays in its words, also once the client says it."""
    turns = ["hello", "Ann Lee can help.", "who is Ann Lee?", "Ann Lee is a clerk. Ask Ann."]
    texts = await contents(vault(), *turns, "Ann")
    assert texts[1] == turns[1]
    assert texts[3] == turns[3]
    assert "Ann" not in texts[2] + texts[4]
    store = vault()
    for at in (1, 3):
        one, _ = await masked(store, CHAT, chat(*turns[:at]))
        assert await restored(one, turns[at]) == turns[at]
    assert await contents(store, *turns, "Ann") == texts


async def test_memory_knows_whose_text_it_is() -> None:
    """What was worked out for a client's text does not hold for the same text of the model."""
    store, memory = vault(), Memory(b"m" * 32)
    one = exchange(store)
    one._memory = memory
    body = {
        "messages": [
            {"role": "assistant", "content": "Ann Lee"},
            {"role": "user", "content": "Ann Lee"},
            {"role": "assistant", "content": "Ann Lee"},
        ]
    }
    seen = json.loads((await one.mask_request(dump(body))).body)
    assert [message["content"] == "Ann Lee" for message in seen["messages"]] == [True, False, True]


async def test_stored_conversation_knows_parts() -> None:
    """A turn that names an earlier response masks parts of its names, as the same family."""
    store = vault()
    one, seen = await masked(store, RESPONSES, {"input": f"I am {NAME}"})
    (whole,) = surrogates(seen["input"])
    await one.restore_body(dump({"id": "resp_1", "output": []}), "application/json")
    link = {"previous_response_id": "resp_1"}
    two, seen = await masked(store, RESPONSES, {"input": "ask Schmidt", **link})
    (part,) = surrogates(seen["input"])
    assert part[:HEAD] == whole[:HEAD]
    await two.restore_body(dump({"id": "resp_2", "output": []}), "application/json")
    link = {"previous_response_id": "resp_2"}
    three, seen = await masked(store, RESPONSES, {"input": "so, maria?", **link})
    assert surrogates(seen["input"])[0][:HEAD] == whole[:HEAD]
    body = dump({"id": "resp_3", "output_text": f"{part}, {whole}"})
    back = json.loads(await three.restore_body(body, "application/json"))
    assert back["output_text"] == f"Schmidt, {NAME}"


async def test_part_of_a_stored_name_is_no_invention() -> None:
    """The reply guard knows the parts of names of a stored conversation as the client's own."""
    store, rules = vault(), policy(on_reply=Action.MASK)
    one, _ = await masked(store, RESPONSES, {"input": "I am Zoë O'Neil"}, rules=rules)
    await one.restore_body(dump({"id": "resp_1", "output": []}), "application/json")

    class Sees(PatternDetector):
        async def detect(
            self, segments: Sequence[Segment], profile: Profile = EVERYTHING
        ) -> list[tuple[Span, ...]]:
            return [
                tuple(
                    Span(segment.text.index(word), segment.text.index(word) + 4, "PERSON", 0.9, "x")
                    for word in ("Neil", "Neal")
                    if word in segment.text
                )
                for segment in segments
            ]

    link = {"previous_response_id": "resp_1"}
    body = {"input": "and?", **link}
    two, _ = await masked(store, RESPONSES, body, rules=rules, detector=Sees())
    wrote = dump({"id": "resp_2", "output_text": "Neil and Neal"})
    back = json.loads(await two.restore_body(wrote, "application/json"))
    assert back["output_text"].startswith("Neil and PERSON_")
