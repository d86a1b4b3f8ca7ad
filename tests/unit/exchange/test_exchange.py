"""A whole exchange: what leaves, what comes back, and what is refused."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import quote

import pytest

from penname.detect.contract import DetectionError
from penname.exchange.refusal import Refusal
from penname.policy.model import Action, Limits
from penname.policy.recognizers import EVERYTHING, Profile
from tests.detectors import BrokenDetector, PatternDetector
from tests.exchanges import (
    CARD,
    CHAT,
    MAIL,
    MESSAGES,
    NAME,
    RESPONSES,
    chat,
    dump,
    exchange,
    masked,
    policy,
    vault,
)

KEY = "-----BEGIN " + "PRIVATE KEY-----"


async def refused(path: str, body: bytes, query: str = "", **options: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        await exchange(vault(), path, **options).mask_request(body, query)
    for secret in (MAIL, "maria", NAME, CARD, KEY):
        assert secret not in caught.value.message
        assert secret not in repr(caught.value)
    return caught.value


async def sent(body: object, path: str = CHAT, **options: Any) -> str:
    result = await exchange(vault(), path, **options).mask_request(
        body if isinstance(body, bytes) else dump(body)
    )
    return result.body.decode()


async def test_untouched_bytes_stay() -> None:
    """Bytes that nobody masked stay as they came: spacing, order, escapes, number forms."""
    raw = (
        '{ "z":1.50e+3 ,\n\t"model":"gpt\\u002d5","messages":[ {"content":"caf\\u00e9 \\/ '
        'MAIL \\ud83d\\ude00 é","role":"user"} ],"a":-0,"seed":12345678901234567890,"n":null}'
    )
    out = await sent(raw.replace("MAIL", MAIL).encode())
    before, after = raw.split("MAIL")
    assert out.startswith(before)
    assert out.endswith(after)
    clean = raw.replace("MAIL", "x").encode()
    assert await sent(clean) == clean.decode()


async def test_values_in_every_form_leave_masked() -> None:
    """Strings, keys and numbers, plain or encoded, in known and unknown places."""
    mail64 = base64.b64encode(f"to {MAIL} now".encode()).decode()
    body = {
        "messages": [
            {"role": "user", "content": MAIL, "name": NAME},
            {"role": "user", "content": [{"type": "text", "text": MAIL, "new": [MAIL]}]},
            {"role": "user", "content": [{"type": "brand_new", "payload": {"x": MAIL}}]},
            {"role": "tool", "tool_call_id": "c", "content": json.dumps({MAIL: [int(CARD)]})},
            {"role": "user", "content": f"{quote(MAIL, safe='')} {mail64} maria&#64;example.org"},
        ],
        "metadata": {MAIL: {"n": int(CARD), "s": NAME, "j": json.dumps({"k": json.dumps([MAIL])})}},
        "unknown": {"deep": [[{"card": int(CARD), "minus": -int(CARD), "f": float(CARD) + 0.5}]]},
        "user": MAIL,
        "stop": [MAIL],
        "model": f"model {MAIL}",
        "reasoning_effort": MAIL,
    }
    out = await sent(body)
    assert json.loads(out)
    for form in (MAIL, NAME, CARD, quote(MAIL, safe=""), mail64, "maria"):
        assert form not in out


async def test_number_surrogates_round_trip() -> None:
    """A masked number is a number again, and comes back exactly as it was written."""
    store = vault()
    body = dump({"metadata": {"a": 1}}).replace(b"1", f"[-{CARD}, {CARD}, 1.5]".encode())
    one = exchange(store)
    out = json.loads((await one.mask_request(body)).body)["metadata"]["a"]
    assert all(isinstance(number, (int, float)) for number in out)
    assert out[2] == 1.5
    answer = dump({"choices": [{"message": {"tool_calls": [{"function": {"x": out}}]}}]})
    back = await one.restore_body(answer, "application/json")
    assert f"[-{CARD}, {CARD}, 1.5]" in back.decode()


async def test_one_way_numbers_stay_away() -> None:
    """A number under a one-way action is a number for the provider and never comes back."""
    rules = policy(CREDIT_CARD=Action.REDACT)
    one = exchange(vault(), rules=rules)
    body = dump({"metadata": {"a": int(CARD), "b": int(CARD), "c": int(CARD) / 2}})
    out = json.loads((await one.mask_request(body)).body)["metadata"]
    assert out["a"] == out["b"] != int(CARD)
    answer = dump({"choices": [{"message": {"tool_calls": [{"function": {"x": out["a"]}}]}}]})
    assert CARD.encode() not in await one.restore_body(answer, "application/json")


async def test_duplicate_keys_are_each_masked() -> None:
    """Of two equal keys a server may read either: both are masked."""
    message = f'{{"role":"user","content":"{MAIL}","content":"{NAME}"}}'
    raw = f'{{"messages":[{message}],"user":"{MAIL}","user":"x"}}'
    out = await sent(raw.encode())
    assert MAIL not in out
    assert NAME not in out


@pytest.mark.parametrize(
    "block",
    [
        '{"type":"image","source":{"type":"base64","data":"DATA"},"type":"text"}',
        '{"type":"image","source":{"type":"base64","media_type":"image/png","data":"DATA"}}',
        '{"type":"image","source":{"type":"base64","data":"DATA","data":"DATA"}}',
        '{"type":"image","source":{"type":"text","data":"DATA"}}',
        '{"type":"document","source":{"type":"base64","data":"DATA","type":"base64"}}',
        r'{"\u0074ype":"image","source":{"type":"base64","data":"DATA"}}',
        '{"type":"thinking","signature":"DATA"}',
        '{"type":"redacted_thinking","data":"DATA"}',
        '{"type":"tool_use","id":"DATA","name":"DATA","input":{}}',
        '{"type":"tool_result","tool_use_id":"DATA","content":"DATA"}',
        '{"type":"text","text":"x","cache_control":{"type":"DATA"}}',
        '{"type":"container_upload","file_id":"DATA"}',
    ],
)
@pytest.mark.parametrize("data", [MAIL, f"see {MAIL}", f"{NAME} lives here"])
async def test_type_tricks_open_no_hole(block: str, data: str) -> None:
    """Text in places for binary data, seals or ids is masked all the same."""
    raw = f'{{"model":"m","messages":[{{"role":"user","content":[{block}]}}]}}'
    out = await sent(raw.replace("DATA", data).encode(), MESSAGES)
    assert MAIL not in out
    assert NAME not in out


@pytest.mark.parametrize("path", [CHAT, RESPONSES, MESSAGES])
@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"\xff", "invalid_json"),
        (b"\xef\xbb\xbf{}", "invalid_json"),
        ("{}".encode("utf-16"), "invalid_json"),
        (b"{", "invalid_json"),
        (b" ", "invalid_json"),
        (b'{"a":NaN}', "invalid_json"),
        (b'{"a":"\\ud800"}', "invalid_json"),
        (b"[" * 100 + b"]" * 100, "invalid_json"),
        (b'{"a":1}{"b":2}', "invalid_json"),
    ],
)
async def test_unreadable_body_is_refused(path: str, body: bytes, code: str) -> None:
    """A body that cannot be read exactly is refused, never passed on."""
    refusal = await refused(path, body)
    assert (refusal.status, refusal.code) == (400, code)


@pytest.mark.parametrize(("path", "status"), [(CHAT, 400), (RESPONSES, 400), (MESSAGES, 451)])
async def test_blocked_value_is_refused(path: str, status: int) -> None:
    """A blocked value refuses the request with the provider's status, policy and place named."""
    body = {"messages": [{"role": "user", "content": f"{MAIL} {KEY}"}], "input": KEY}
    refusal = await refused(path, dump(body))
    assert (refusal.status, refusal.code) == (status, "pii_blocked")
    assert "PRIVATE_KEY" in refusal.message
    assert "test@3 (policy.yaml:7)" in refusal.message
    assert "/messages/0/content" in refusal.message or "/input" in refusal.message


async def test_refusal_names_no_key() -> None:
    """The place of a find is told without the client's own keys."""
    refusal = await refused(CHAT, dump({"metadata": {MAIL: {"maria": [{"content": KEY}]}}}))
    assert "/metadata/*/*/0/content" in refusal.message


@pytest.mark.parametrize(
    "body",
    [
        {"input": [1, 2, 3]},
        {"input": [[1, 2], [3]]},
        {"input": ["ok", [7]]},
    ],
)
async def test_token_arrays_are_refused(body: dict[str, Any]) -> None:
    """Token ids are text that cannot be read: refused, with the remedy."""
    refusal = await refused("/v1/embeddings", dump(body))
    assert (refusal.status, refusal.code) == (400, "token_array")
    prompt = await refused("/v1/completions", dump({"prompt": body["input"]}))
    assert prompt.code == "token_array"
    twice = b'{"input":[1],"input":[2]}'
    assert (await refused("/v1/embeddings", twice)).code == "token_array"


@pytest.mark.parametrize("path", [CHAT, "/v1/completions"])
@pytest.mark.parametrize(
    "ids",
    ["[1, 2]", "[[7]]", '["a", 7]', '[1], "prompt_token_ids": []', '[], "prompt_token_ids": [1]'],
)
async def test_prompts_of_ids_are_refused(path: str, ids: str) -> None:
    """A prompt that is given as token ids beside the text is refused too."""
    body = f'{{"messages": [], "prompt": "hi", "prompt_token_ids": {ids}}}'
    assert (await refused(path, body.encode())).code == "token_array"
    assert await sent(b'{"prompt_token_ids": []}', path) == '{"prompt_token_ids": []}'


@pytest.mark.parametrize(
    "query",
    [
        f"a={MAIL}",
        MAIL,
        f"{MAIL}=1",
        "q=maria%40example.org",
        "q=maria%2540example.org",
        f"a=1;b={MAIL}",
    ],
)
async def test_query_strings_are_refused(query: str) -> None:
    """A query string is not rewritten: a value in it, encoded or as a key, is refused."""
    refusal = await refused(CHAT, b"{}", query)
    assert refusal.code == "pii_in_query"
    allowed = policy(EMAIL_ADDRESS=Action.ALLOW)
    assert (await exchange(vault(), rules=allowed).mask_request(b"{}", query)).body == b"{}"


async def test_broken_detector_stops_all() -> None:
    """When detection fails nothing leaves: the error comes out, in requests and queries."""
    one = exchange(vault(), detector=BrokenDetector())
    with pytest.raises(DetectionError):
        await one.mask_request(dump(chat("hello")))
    with pytest.raises(DetectionError):
        await one.mask_request(b"", "a=b")
    two = exchange(vault(), rules=policy(on_reply=Action.MASK), detector=BrokenDetector())
    await two.mask_request(b"")
    with pytest.raises(DetectionError):
        await two.restore_body(dump({"choices": [{"message": {"content": "x"}}]}), "")


async def test_limits_refuse() -> None:
    """More findings than the policy allows refuse the request, never half-masked."""
    text = " ".join(f"a{at}@example.org" for at in range(6))
    few = policy(limits=Limits(max_findings=5))
    assert (await refused(CHAT, dump(chat(text)), rules=few)).code == "too_many_findings"
    kinds = policy(limits=Limits(max_distinct={"EMAIL_ADDRESS": 5, "PERSON": 0}))
    assert (await refused(CHAT, dump(chat(text)), rules=kinds)).code == "too_many_distinct"
    enough = policy(limits=Limits(max_findings=6, max_distinct={"EMAIL_ADDRESS": 6}))
    assert MAIL not in await sent(chat(text), rules=enough)


SECRETS = [
    {"tools": [{"function": {"parameters": {"pattern": MAIL}}}]},
    {"tools": [{"function": {"parameters": {"$ref": MAIL.upper()}}}]},
    {"tools": [{"function": {"parameters": {"required": [quote(MAIL, safe="")]}}}]},
    {"tools": [{"function": {"name": CARD}}]},
    {"seed": int(CARD)},
]


@pytest.mark.parametrize("place", SECRETS)
async def test_egress_check_refuses(place: dict[str, Any]) -> None:
    """A value masked in one place must not stand in another that is exempt, or encoded."""
    body = {**chat(f"{MAIL} {CARD}"), **place}
    refusal = await refused(CHAT, dump(body))
    assert (refusal.status, refusal.code) == (400, "egress_check")


async def test_enum_values_are_masked() -> None:
    """Proven values in enums are masked like elsewhere, so that both stay equal."""
    body = {**chat(MAIL), "tools": [{"function": {"parameters": {"enum": [MAIL, "b"]}}}]}
    out = json.loads(await sent(body))
    assert out["tools"][0]["function"]["parameters"]["enum"][0] == out["messages"][0]["content"]


async def test_later_value_is_masked_earlier() -> None:
    """A specific value that a later text gives away is masked in earlier texts too."""
    hidden = f"x{CARD[1:]}"
    body = {
        "messages": [
            {"role": "user", "content": f"no {CARD[:8]}"},
            {"role": "user", "content": CARD},
        ]
    }
    assert CARD not in await sent(body)
    glued = {"messages": [{"role": "user", "content": f"{MAIL}"}], "metadata": {"k": hidden}}
    assert MAIL not in await sent(glued)


class OnlyWithHint(PatternDetector):
    """Finds cards only where the key says `card`: a stand-in for context recognizers."""

    async def detect(self, segments: Any, profile: Profile = EVERYTHING) -> Any:
        found = await super().detect(segments, profile)
        return [
            spans if segment.hint == "card" else ()
            for segment, spans in zip(segments, found, strict=True)
        ]


async def test_context_find_covers_all_places() -> None:
    """Where one place proves a value, it is masked in places that prove nothing."""
    body = {**chat(f"it was {CARD}."), "metadata": {"card": CARD, "n": int(CARD)}}
    assert CARD not in await sent(body, detector=OnlyWithHint())


async def test_echo_comes_back_as_sent() -> None:
    """What a provider echoes of the request reads as the client sent it."""
    body = {
        "input": MAIL,
        "instructions": NAME,
        "metadata": {MAIL: NAME},
        "safety_identifier": MAIL,
        "prompt_cache_key": NAME,
        "user": MAIL,
        "service_tier": f"tier {MAIL}",
        "tools": [
            {"type": "function", "name": "f", "description": MAIL, "parameters": {"enum": [MAIL]}}
        ],
    }
    one, seen = await masked(vault(), RESPONSES, body)
    seen.pop("input")
    assert MAIL not in json.dumps(seen)
    back = json.loads(await one.restore_body(dump({"id": "r1", **seen}), "application/json"))
    body.pop("input")
    assert back == {"id": "r1", **body}


async def test_stored_conversation_keeps_its_values() -> None:
    """A turn that names an earlier response or conversation still restores and masks its values."""
    for link in ("previous_response_id", "conversation", {"conversation": {"id": "conv_1"}}):
        store = vault()
        first = {"input": f"I am {NAME}", "conversation": "conv_1"}
        one, seen = await masked(store, RESPONSES, first)
        name = seen["input"].removeprefix("I am ")
        await one.restore_body(dump({"id": "resp_1", "output": []}), "application/json")
        named = link if isinstance(link, dict) else {link: "resp_1" if "resp" in link else "conv_1"}

        class Blind(PatternDetector):
            async def detect(self, segments: Any, profile: Profile = EVERYTHING) -> Any:
                return [() for _ in segments]

        two, again = await masked(
            store, RESPONSES, {"input": f"so {NAME}?", **named}, detector=Blind()
        )
        assert again["input"] == f"so {name}?"
        back = await two.restore_body(
            dump({"id": "resp_2", "output_text": name}), "application/json"
        )
        assert json.loads(back)["output_text"] == NAME


async def test_stored_answer_is_restored() -> None:
    """Fetching a stored response restores the values of the turn that made it."""
    store = vault()
    one, seen = await masked(store, RESPONSES, {"input": MAIL})
    await one.restore_body(dump({"id": "resp_1"}), "application/json")
    get = exchange(store, "/v1/responses/resp_1", method="GET")
    assert (await get.mask_request(b"")).body == b""
    back = await get.restore_body(dump({"id": "resp_1", "x": seen["input"]}), "application/json")
    assert json.loads(back)["x"] == MAIL


async def test_two_tenants_stay_apart() -> None:
    """One tenant's surrogates mean nothing to another, however their requests interleave."""
    store = vault()
    ours, seen = await masked(store, CHAT, chat(f"{MAIL} {NAME}"), scope="ours")
    theirs, other = await masked(store, CHAT, chat("ann@example.org"), scope="theirs")
    mine, foreign = seen["messages"][0]["content"], other["messages"][0]["content"]
    body = dump({"choices": [{"message": {"content": f"{mine} {foreign}"}}]})
    for one, shown in ((ours, f"{MAIL} {NAME} {foreign}"), (theirs, f"{mine} ann@example.org")):
        back = json.loads(await one.restore_body(body, "application/json"))
        assert back["choices"][0]["message"]["content"] == shown
    _, same = await masked(store, CHAT, chat(MAIL), scope="theirs")
    assert same["messages"][0]["content"] != mine.split()[0]


async def test_replies_of_another_conversation() -> None:
    """What a model once wrote in clear elsewhere is masked where this request masks it."""
    store = vault()
    one, _ = await masked(store, CHAT, chat("hi"))
    call = {"function": {"name": "f", "arguments": json.dumps({"to": MAIL})}}
    await one.restore_body(dump({"choices": [{"message": {"tool_calls": [call]}}]}), "")
    body = {
        "messages": [{"role": "user", "content": MAIL}, {"role": "assistant", "tool_calls": [call]}]
    }
    _, seen = await masked(store, CHAT, body)
    assert MAIL not in json.dumps(seen)


@pytest.mark.parametrize(
    ("body", "kind", "shown"),
    [
        (b"oops SUR", "text/plain", f"oops {MAIL}"),
        (b"<p>SUR</p>", "text/html; charset=utf-8", f"<p>{MAIL}</p>"),
        (b"\xff SUR", "text/plain", f"\ufffd {MAIL}"),
        (b"\xff SUR", "application/octet-stream", None),
        (
            b'{"error":{"message":"bad SUR"}}',
            "application/json",
            f'{{"error":{{"message":"bad {MAIL}"}}}}',
        ),
        (b'{"a":"SUR","b":"\\ud800"}', "application/json", f'{{"a":"{MAIL}","b":"\\ud800"}}'),
        (b"", "application/json", ""),
    ],
)
async def test_other_answers_are_restored(body: bytes, kind: str, shown: str | None) -> None:
    """Errors, pages and broken bodies are restored too; what is no text passes as it came."""
    one, seen = await masked(vault(), CHAT, chat(MAIL))
    raw = body.replace(b"SUR", seen["messages"][0]["content"].encode())
    out = await one.restore_body(raw, kind)
    assert out == (raw if shown is None else shown.encode())


async def test_logprobs_of_changed_choice() -> None:
    """Per-token data goes where the text beside it changed, and stays elsewhere."""
    one, seen = await masked(vault(), CHAT, chat(MAIL))
    text = seen["messages"][0]["content"]
    choices = [
        {"message": {"content": content}, "logprobs": {"content": [{"token": "t"}]}}
        for content in ("plain", text)
    ]
    back = json.loads(await one.restore_body(dump({"choices": choices}), "application/json"))
    assert back["choices"][0]["logprobs"] == {"content": [{"token": "t"}]}
    assert back["choices"][1]["logprobs"] is None


async def test_masked_request_repr() -> None:
    """What a request became shows sizes and counts, never its text."""
    result = await exchange(vault()).mask_request(dump(chat(MAIL)))
    assert repr(result).endswith("{'EMAIL_ADDRESS': 1})")
    assert "maria" not in repr(result)
    assert result.findings == {"EMAIL_ADDRESS": 1}


@pytest.mark.parametrize(
    "schema",
    [
        r'{"pattern": "\ud800"}',
        r'{"$ref": "x\udc00"}',
        r'{"required": ["\udc00\ud800"]}',
        r'{"enum": ["\ud800"]}',
        r'{"description": "\ud800"}',
        r'{"default": "\ud800"}',
        r'{"properties": {"\ud800": {}}}',
    ],
)
async def test_halves_in_schemas_are_refused(schema: str) -> None:
    """Half characters are refused in every place of a schema: nothing could be found in them."""
    body = f'{{"tools": [{{"function": {{"name": "f", "parameters": {schema}}}}}]}}'
    refusal = await refused(CHAT, body.encode())
    assert (refusal.status, refusal.code) == (400, "invalid_json")
    assert await sent(body.replace(r"\ud800", "x").replace(r"\udc00", "y").encode())


async def test_surrogate_lookalikes_come_back() -> None:
    """A text that looks like a surrogate never becomes a value, and comes back as it was."""
    store = vault()
    _, first = await masked(store, CHAT, chat(MAIL))
    foreign = first["messages"][0]["content"]
    one, seen = await masked(store, CHAT, chat(f"what is {foreign}?"), scope="tenant")
    out = seen["messages"][0]["content"]
    assert foreign not in out
    answer = dump({"choices": [{"message": {"content": out}}]})
    back = json.loads(await one.restore_body(answer, "application/json"))
    assert back["choices"][0]["message"]["content"] == f"what is {foreign}?"


async def test_lookalikes_are_no_secret() -> None:
    """A look-alike is not sought elsewhere: an exempt place may hold the same word."""
    word = "EMAIL_ADDRESS_a1bcdefg"
    tool = {"function": {"name": word, "parameters": {"pattern": word}}}
    out = json.loads(await sent({**chat(word), "tools": [tool]}))
    assert out["messages"][0]["content"] != word
    assert out["tools"][0] == tool


async def test_one_way_values_recur_if_specific() -> None:
    """What is redacted in one place is sought in others only where it is specific."""
    rules = policy(EMAIL_ADDRESS=Action.REDACT, PERSON=Action.REDACT)
    hidden = {**chat(MAIL), "tools": [{"function": {"name": "f", "parameters": {"pattern": MAIL}}}]}
    assert (await refused(CHAT, dump(hidden), rules=rules)).code == "egress_check"
    named = {**chat(NAME), "tools": [{"function": {"name": "f", "parameters": {"pattern": NAME}}}]}
    out = json.loads(await sent(named, rules=rules))
    assert out["messages"][0]["content"] == "[PERSON]"
    assert out["tools"][0]["function"]["parameters"]["pattern"] == NAME


async def test_model_is_known_once_read() -> None:
    """The model that a request names is known once the request was read."""
    one = exchange(vault())
    assert one.model is None
    await one.mask_request(dump(chat("hi")))
    assert one.model == "gpt-5"
