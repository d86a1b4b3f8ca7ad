"""on_reply: values that the model makes up are hidden where the policy says so, and only there."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from penname.exchange.refusal import Refusal
from penname.exchange.reply import MAX_HELD, ReplyWindow, ends_inside, numbers_quoted
from penname.policy.model import Action
from penname.text.json_text import Edit, splice
from tests.exchanges import (
    CARD,
    CHAT,
    MAIL,
    MESSAGES,
    chat,
    dump,
    events,
    joined,
    masked,
    pieces,
    policy,
    sse,
    streamed,
    vault,
)

INVENTED = "ann.lee@example.org"
GUARD = policy(on_reply=Action.MASK)


def answer(content: str) -> dict[str, object]:
    return {"choices": [{"index": 0, "message": {"role": "assistant", "content": content}}]}


def parts_of(value: str, text: str) -> list[str]:
    """Stretches of five characters of a value that stand in a text."""
    return [value[at : at + 5] for at in range(len(value) - 4) if value[at : at + 5] in text]


def content_of(event: dict[str, object]) -> object:
    choices: list[dict[str, dict[str, object]]] = event["choices"]  # type: ignore[assignment]
    return choices[0]["delta"].get("content")


@pytest.mark.parametrize(
    "form", [INVENTED, quote(INVENTED, safe=""), INVENTED.replace("@", "&#64;")]
)
async def test_invented_value_is_hidden(form: str) -> None:
    """A value that the client never sent does not reach it, encoded or not."""
    one, seen = await masked(vault(), CHAT, chat(MAIL), rules=GUARD)
    own = seen["messages"][0]["content"]
    out = await one.restore_body(dump(answer(f"{own} or {form}!")), "application/json")
    content = json.loads(out)["choices"][0]["message"]["content"]
    assert content.startswith(f"{MAIL} or ")
    assert content.endswith("!")
    assert form not in content
    assert "EMAIL_ADDRESS_" in content


async def test_policy_lets_replies_be() -> None:
    """Without on_reply an invented value passes as the model wrote it."""
    one, _ = await masked(vault(), CHAT, chat(MAIL))
    body = dump(answer(INVENTED))
    assert await one.restore_body(body, "application/json") == body


async def test_own_plain_value_passes() -> None:
    """A value that the client itself sent in clear is not hidden from it."""
    rules = policy(on_reply=Action.MASK, EMAIL_ADDRESS=Action.ALLOW)
    one, _ = await masked(vault(), CHAT, chat(MAIL), rules=rules)
    body = dump(answer(MAIL))
    assert await one.restore_body(body, "application/json") == body


@pytest.mark.parametrize(
    ("action", "shown"),
    [(Action.REDACT, "[EMAIL_ADDRESS]"), (Action.PARTIAL, "xxx"), (Action.HASH, "[EMAIL_ADDRESS ")],
)
async def test_one_way_actions_on_replies(action: Action, shown: str) -> None:
    """Redact, partial and hash work on replies as they do on requests."""
    one, _ = await masked(vault(), CHAT, chat("hi"), rules=policy(on_reply=action))
    out = await one.restore_body(dump(answer(f"it is {INVENTED}.")), "application/json")
    assert shown in out.decode()
    assert INVENTED not in out.decode()


async def test_blocked_reply_is_refused() -> None:
    """on_reply: block ends the answer with a refusal that quotes nothing."""
    one, _ = await masked(vault(), CHAT, chat("hi"), rules=policy(on_reply=Action.BLOCK))
    with pytest.raises(Refusal) as caught:
        await one.restore_body(dump(answer(INVENTED)), "application/json")
    assert (caught.value.status, caught.value.code) == (502, "reply_blocked")
    assert INVENTED not in caught.value.message
    stream = one.open_stream()
    with pytest.raises(Refusal):
        await stream.feed(sse({"choices": [{"delta": {"content": f"{INVENTED}\n"}}]}))


@pytest.mark.parametrize("form", [INVENTED, quote(INVENTED, safe=""), CARD, "Ann Lee"])
@pytest.mark.parametrize("member", ["content", "reasoning_content", "novel"])
async def test_no_part_escapes_in_streams(form: str, member: str) -> None:
    """Streamed by the character, never more than four characters of the value are shown."""
    one, seen = await masked(vault(), CHAT, chat(MAIL), rules=GUARD)
    own = seen["messages"][0]["content"]
    text = f"Hello {own}, well. Then {form} it is. And {form}\nBye {own}"
    stream = one.open_stream()
    shown = ""
    for piece in pieces(text, 1):
        out = await stream.feed(sse({"choices": [{"index": 0, "delta": {member: piece}}]}))
        shown += joined(out, lambda e: e["choices"][0]["delta"][member])
        assert not parts_of(form, shown.replace(MAIL, ""))
    shown += joined(await stream.close(), lambda e: e["choices"][0]["delta"][member])
    assert not parts_of(form, shown.replace(MAIL, ""))
    assert shown.startswith(f"Hello {MAIL}, well. Then ")
    assert shown.endswith(f"\nBye {MAIL}")


async def test_long_text_without_sentences() -> None:
    """A long text without line or sentence ends is cut between words, never inside a value."""
    for pad in range(1, 90, 2):
        text = "lorem ipsum dolor " * 94 + "z" * pad + " Ann Lee " + "dolor sit " * 60
        one, _ = await masked(vault(), CHAT, chat("hi"), rules=GUARD)
        data = sse(*[{"choices": [{"delta": {"content": p}}]} for p in pieces(text, 40)])
        out = joined(await streamed(one, [data]), content_of)
        assert "Ann" not in out
        assert "Lee" not in out


async def test_arguments_stay_json() -> None:
    """An invented number in arguments becomes a string, so that the JSON stays JSON."""
    one, _ = await masked(vault(), CHAT, chat("hi"), rules=GUARD)
    arguments = json.dumps({"card": int(CARD), "note": f"card {CARD}", "mail": INVENTED, "n": 1})
    call = {"id": "c", "function": {"name": "f", "arguments": arguments}}
    body = {"choices": [{"index": 0, "message": {"tool_calls": [call]}}]}
    whole = json.loads(await one.restore_body(dump(body), "application/json"))
    first = whole["choices"][0]["message"]["tool_calls"][0]["function"]["arguments"]
    data = sse(
        *[
            {"choices": [{"delta": {"tool_calls": [{"function": {"arguments": p}}]}}]}
            for p in pieces(arguments, 3)
        ]
    )
    second = joined(
        await streamed(one, [data]),
        lambda e: e["choices"][0]["delta"]["tool_calls"][0]["function"]["arguments"],
    )
    for text in (first, second):
        value = json.loads(text)
        assert CARD not in text
        assert INVENTED not in text
        assert value["card"].startswith("CREDIT_CARD_")
        assert value["n"] == 1


async def test_input_numbers_and_keys() -> None:
    """In a tool's input, invented keys and numbers are hidden too."""
    one, _ = await masked(vault(), MESSAGES, {"messages": []}, rules=GUARD)
    block = {
        "type": "tool_use",
        "id": "t",
        "name": "f",
        "input": {INVENTED: int(CARD), "n": 12345678},
    }
    out = await one.restore_body(dump({"content": [block]}), "application/json")
    assert INVENTED not in out.decode()
    assert CARD not in out.decode()
    assert json.loads(out)["content"][0]["input"].popitem() == ("n", 12345678)


async def test_other_answers_are_inspected() -> None:
    """Answers and events that are no JSON are inspected too."""
    one, _ = await masked(vault(), CHAT, chat("hi"), rules=GUARD)
    assert INVENTED.encode() not in await one.restore_body(INVENTED.encode(), "text/plain")
    assert INVENTED.encode() not in await streamed(one, [f"data: {INVENTED}\n\n".encode()])


async def test_ids_are_not_inspected() -> None:
    """Identifiers and sealed data of the provider never change, whatever they look like."""
    one, _ = await masked(vault(), MESSAGES, {"messages": []}, rules=GUARD)
    block = {"type": "thinking", "thinking": "ok", "signature": f"{CARD}=="}
    body = dump({"id": f"msg_{CARD}", "model": "m", "content": [block]})
    assert await one.restore_body(body, "application/json") == body


async def test_events_carry_no_later_text() -> None:
    """With inspection events stay one to one; a text's rest comes in its last event."""
    one, _ = await masked(vault(), CHAT, chat("hi"), rules=GUARD)
    sent = [{"choices": [{"index": 0, "delta": {"content": p}}]} for p in pieces("a b. c d", 1)]
    got = events(await streamed(one, [sse(*sent)]))
    assert len(got) == len(sent)
    assert joined(sse(*got), content_of) == "a b. c d"


async def test_hidden_reply_comes_back_unchanged() -> None:
    """What the client was given for an invented value turns back into what the model wrote."""
    store = vault()
    one, seen = await masked(store, CHAT, chat(MAIL), rules=GUARD)
    wrote = f"{seen['messages'][0]['content']} and {INVENTED}, {INVENTED}"
    out = json.loads(await one.restore_body(dump(answer(wrote)), "application/json"))
    shown = out["choices"][0]["message"]["content"]
    _, again = await masked(store, CHAT, chat(MAIL, shown, "go on"), rules=GUARD)
    assert again["messages"][1]["content"] == wrote


def test_window_waits_for_safe_cuts() -> None:
    """A window gives text out at line ends and after sentences, and the rest at the end."""
    window = ReplyWindow()
    assert window.feed("Ask Dr") == ""
    assert window.feed(". ") == ""
    assert window.feed("X at 1. 2. 3\nand") == "Ask Dr. X at 1. 2. 3\n"
    assert "and" not in repr(window)
    assert window.close() == "and"
    assert window.close() == ""


def test_window_has_a_bound() -> None:
    """A text without any white space is refused before it fills the memory."""
    with pytest.raises(Refusal) as caught:
        ReplyWindow().feed("a" * (MAX_HELD + 1))
    assert caught.value.code == "reply_too_long"


@pytest.mark.parametrize(
    ("text", "inside", "result"),
    [
        ('{"a": 4111}', False, '{"a": "X"}'),
        ('{"a": -4111.5e3}', False, '{"a": "X"}'),
        ('{"a": "b 4111"}', False, '{"a": "b X"}'),
        (r'{"a\"": 4111}', False, r'{"a\"": "X"}'),
        ('4111"', True, 'X"'),
        ('",4111', True, '","X"'),
        ("[4111,14111]", False, '["X","X"]'),
    ],
)
def test_numbers_are_quoted(text: str, inside: bool, result: str) -> None:
    """Where a bare number is hidden, the whole number becomes one string."""
    places = [at for at in range(len(text)) if text.startswith("4111", at)]
    edits = [Edit(at, at + 4, "X") for at in places]
    assert splice(text, numbers_quoted(text, edits, inside=inside)) == result


def test_two_finds_in_one_number() -> None:
    """Two finds in one number hide it once."""
    edits = [Edit(0, 2, "X"), Edit(2, 4, "Y")]
    assert splice("4111", numbers_quoted("4111", edits)) == '"X"'


@pytest.mark.parametrize(
    ("text", "inside", "after"),
    [('{"a', False, True), ('{"a"', False, False), (r"\"", True, True), ('"', True, False)],
)
def test_string_state_is_followed(text: str, inside: bool, after: bool) -> None:
    """Whether a stretch of JSON ends inside a string, escapes considered."""
    assert ends_inside(text, inside=inside) is after
