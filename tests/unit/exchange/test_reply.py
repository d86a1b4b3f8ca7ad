"""on_reply: values that the model makes up are hidden where the policy says so, and only there."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Sequence
from urllib.parse import quote

import pytest

from penname.detect.contract import Segment
from penname.exchange.refusal import Refusal
from penname.exchange.reply import MAX_HELD, ReplyWindow, ends_inside, numbers_quoted
from penname.policy.model import Action
from penname.policy.recognizers import EVERYTHING, Profile
from penname.text.json_text import Edit, splice
from penname.text.spans import Span
from tests.detectors import PatternDetector
from tests.exchanges import (
    CARD,
    CHAT,
    MAIL,
    MESSAGES,
    RESPONSES,
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


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        (INVENTED, True),
        (f"<{INVENTED}>", True),
        (f"x{INVENTED}", False),
        (f"x{INVENTED}anic", False),
        (INVENTED.replace("@", "&#64;"), False),
    ],
)
async def test_own_values_are_whole_words(sent: str, shown: bool) -> None:
    """A value is the client's own where it stood by itself, not as a part of another."""
    rules = policy(on_reply=Action.MASK, EMAIL_ADDRESS=Action.ALLOW)
    one, _ = await masked(vault(), CHAT, chat(sent), rules=rules)
    out = await one.restore_body(dump(answer(f"to {INVENTED}.")), "application/json")
    assert (INVENTED in out.decode()) is shown


async def test_values_of_stored_turns_are_own() -> None:
    """What the client sent in an earlier turn of a stored conversation is its own."""
    store = vault()
    one, _ = await masked(store, RESPONSES, {"input": MAIL}, rules=GUARD)
    await one.restore_body(dump({"id": "resp_1"}), "application/json")
    answered = dump({"id": "resp_2", "output_text": f"{MAIL} or {INVENTED}"})
    for link, shown in (("resp_1", True), ("resp_0", False)):
        body = {"input": "and?", "previous_response_id": link}
        two, _ = await masked(store, RESPONSES, body, rules=GUARD)
        out = (await two.restore_body(answered, "application/json")).decode()
        assert (MAIL in out) is shown
        assert INVENTED not in out


async def test_values_around_surrogates_stay() -> None:
    """What the model builds around a surrogate of ours is not hidden: it is restored."""
    one, seen = await masked(vault(), CHAT, chat(MAIL), rules=GUARD)
    own = seen["messages"][0]["content"]
    out = await one.restore_body(dump(answer(f"{own}@example.org")), "application/json")
    content = json.loads(out)["choices"][0]["message"]["content"]
    assert content == f"{MAIL}@example.org"


class KeyBlocks(PatternDetector):
    """Finds private key blocks, whole or cut off behind their last full line."""

    BLOCK = re.compile(r"-----BEGIN PRIVATE KEY-----(?s:.*?)(?:-----END PRIVATE KEY-----|\Z)")

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        self.calls += len(segments)
        return [
            tuple(
                Span(m.start(), m.end(), "PRIVATE_KEY", 1.0, "test")
                for m in self.BLOCK.finditer(segment.text)
            )
            for segment in segments
        ]


def key_block(lines: int, end: str = "\n") -> str:
    rng = random.Random(lines)
    body = ["".join(rng.choices("abcdefghijkLMNOPQRSTUV0123456789+/", k=64)) for _ in range(lines)]
    label = "PRIVATE" + " KEY-----"
    return end.join(["-----BEGIN " + label, *body, "-----END " + label])


async def shown_by_character(text: str, member: str, size: int = 1) -> list[str]:
    """What the client has seen of a text after each piece; the last entry is the whole."""
    rules = policy(on_reply=Action.REDACT)
    one, _ = await masked(vault(), CHAT, chat("hi"), rules=rules, detector=KeyBlocks())
    stream = one.open_stream()
    seen, shown = "", []
    for piece in pieces(text, size):
        out = await stream.feed(sse({"choices": [{"index": 0, "delta": {member: piece}}]}))
        seen += joined(out, lambda e: e["choices"][0]["delta"][member])
        shown.append(seen)
    seen += joined(await stream.close(), lambda e: e["choices"][0]["delta"][member])
    return [*shown, seen]


@pytest.mark.parametrize("lines", [1, 8, 60])
@pytest.mark.parametrize("before", ["", "Here it is.\n", "all words are without an end " * 90])
@pytest.mark.parametrize("after", ["\nDone. Bye\n", "", "\n\nAnd\n"])
async def test_key_blocks_are_kept_whole(lines: int, before: str, after: str) -> None:
    """Of a private key that the model writes no line is shown, and all of the text around it."""
    text = before + key_block(lines) + after
    redacted = before + "\n".join(["[PRIVATE_KEY]"] * (lines + 2)) + after
    size = 1 if lines < 10 and len(before) < 100 else 7
    shown = await shown_by_character(text, "content", size)
    for seen in shown:
        assert redacted.startswith(seen)
    assert shown[-1] == redacted


async def test_key_blocks_in_json_are_kept_whole() -> None:
    """The same where line ends are escaped, in a text without any place to cut."""
    text = json.dumps({"k": key_block(60), "note": "of letters " * 200})
    redacted = "\n".join(["[PRIVATE_KEY]"] * 62)
    shown = await shown_by_character(text, "content", 7)
    assert all(json.dumps({"k": redacted})[:-2].startswith(seen) for seen in shown[:580])
    assert json.loads(shown[-1]) == {"k": redacted, "note": "of letters " * 200}


@pytest.mark.parametrize("ascii_only", [True, False])
@pytest.mark.parametrize("kind", ["arguments", "content"])
async def test_hidden_values_break_no_escape(kind: str, ascii_only: bool) -> None:
    """JSON in which a value beside or around escapes was hidden is still that JSON."""
    wrote = {"a": f'Hi\n{INVENTED}\\n{INVENTED}\t"{INVENTED}"', "b": "by Jörg Müller\n"}
    store = vault()
    one, _ = await masked(store, CHAT, chat("hi"), rules=GUARD)
    text = json.dumps(wrote, ensure_ascii=ascii_only)
    call = {"id": "c", "type": "function", "function": {"name": "f", "arguments": text}}
    message = {"role": "assistant", "tool_calls": [call]} if kind == "arguments" else {kind: text}
    out = json.loads(await one.restore_body(dump({"choices": [{"message": message}]}), "x/json"))
    message = out["choices"][0]["message"]
    got = (
        message["tool_calls"][0]["function"]["arguments"] if kind == "arguments" else message[kind]
    )
    value = json.loads(got)
    assert "ann.lee" not in got
    assert "rg M" not in got
    assert value["a"].startswith("Hi\n")
    # What the client sends again, in another form, goes back as the model wrote it.
    call["function"] = {"name": "f", "arguments": json.dumps(value, indent=1)}
    said = {"role": "assistant", "tool_calls": [call]}
    _, seen = await masked(store, CHAT, {"messages": [said]}, rules=GUARD)
    back = json.loads(seen["messages"][0]["tool_calls"][0]["function"]["arguments"])
    assert back == wrote


def test_window_waits_for_the_last_line() -> None:
    """A key block leaves the window when its last line is complete, what is before it at once."""
    block = key_block(3)
    window = ReplyWindow()
    assert window.feed("So:\n" + block[:-5]) == "So:\n"
    assert window.feed(block[-5:]) == ""
    assert window.feed("\nmore") == block + "\n"
    assert window.close() == "more"


def test_endless_block_is_no_block() -> None:
    """What begins like a key block and never ends is given out like other text in the end."""
    window = ReplyWindow()
    line = "words of a text\n"
    given = [window.feed(line if at else "-----BEGIN X-----\n") for at in range(6_000)]
    assert given[0] == given[4_000] == ""
    assert given[-1] == line


@pytest.mark.parametrize(("text", "more"), [("\U00018cff\n", 1), ("\u0301\n", 0)])
async def test_letters_of_any_age_are_read(text: str, more: int) -> None:
    """A letter that is newer than Python 3.11 is read like any other; a mark is not."""
    detector = PatternDetector()
    one, _ = await masked(vault(), CHAT, chat("hi"), rules=GUARD, detector=detector)
    asked = detector.calls
    await streamed(one, [sse({"choices": [{"delta": {"content": text}}]})])
    assert detector.calls == asked + more


async def test_marks_alone_are_not_read() -> None:
    """A stretch without a letter or digit holds no value: nobody is asked about it."""
    detector = PatternDetector()
    one, _ = await masked(vault(), CHAT, chat("hi"), rules=GUARD, detector=detector)
    asked = detector.calls
    data = [{"choices": [{"delta": {"content": text}}]} for text in ("---\n", "***\n", "\n")]
    assert await streamed(one, [sse(*data)]) == sse(*data)
    assert detector.calls == asked


@pytest.mark.parametrize("unit", ["12345, ", "a1b2c3d4", "word "])
async def test_long_texts_are_read_seldom(unit: str) -> None:
    """How much of a text without any safe cut is read does not grow with the square of it."""

    class Counting(PatternDetector):
        read = 0

        async def detect(
            self, segments: Sequence[Segment], profile: Profile = EVERYTHING
        ) -> list[tuple[Span, ...]]:
            self.read += sum(len(segment.text) for segment in segments)
            return await super().detect(segments, profile)

    detector = Counting()
    one, _ = await masked(vault(), CHAT, chat("hi"), rules=GUARD, detector=detector)
    text = unit * (40_000 // len(unit))
    data = [{"choices": [{"delta": {"content": piece}}]} for piece in pieces(text, 8)]
    out = joined(await streamed(one, [sse(*data)]), content_of)
    assert out == text
    assert detector.read < 12 * len(text)


def test_window_reads_only_what_is_new() -> None:
    """A cut is found wherever the pieces were cut, also inside the white space of it."""
    text = "Ask him.  \t \r\n\n Then go.   \n\nWell. 1. 2. Yes!  No"
    whole = ReplyWindow().feed(text)
    for first in range(len(text)):
        for second in range(first, len(text)):
            window = ReplyWindow()
            parts = (text[:first], text[first:second], text[second:])
            assert "".join(map(window.feed, parts)) == whole
    assert whole.endswith("Yes!  ")
