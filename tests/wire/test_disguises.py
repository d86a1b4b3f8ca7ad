"""Values in disguise: encoded, nested, attached. Masked or refused, never forwarded."""

from __future__ import annotations

import base64
import html
import json
import urllib.parse
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.wire.both import Both
from tests.wire.leaks import assert_no_leak
from tests.wire.planted import plant
from tests.wire.upstream.script import Script


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


_FORMS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "upper": str.upper,
    "percent": lambda text: urllib.parse.quote(text, safe=""),
    "html": lambda text: "".join(f"&#{ord(char)};" for char in text),
    "html named": lambda text: html.escape(text).replace("@", "&commat;"),
    "escapes": lambda text: "".join(f"\\u{ord(char):04x}" for char in text),
    "base64": _base64,
    "base64url": lambda text: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
    "data url": lambda text: f"data:text/plain;base64,{_base64(text)}",
    "json": lambda text: json.dumps({"mail": text}),
    "json in json": lambda text: json.dumps({"a": json.dumps({"mail": text})}),
    "base64 of json": lambda text: _base64(json.dumps({"mail": text})),
    "percent of base64": lambda text: urllib.parse.quote(_base64(text), safe=""),
    "base32": lambda text: base64.b32encode(text.encode()).decode(),
    "hex codes": lambda text: text.encode().hex(" "),
    "zero width": "\u200b".join,
    "full width": lambda text: "".join(
        chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text
    ),
    "spaced": lambda text: " ".join(text.replace(" ", "")),
    "line by line": lambda text: "\n".join(text.replace(" ", "")),
    "percent of zero width": lambda text: urllib.parse.quote("\u2060".join(text), safe=""),
    "spaced full width": lambda text: _FORMS["full width"](_FORMS["spaced"](text)),
}
#: Only mail addresses are said like this.
_SAID: dict[str, Callable[[str], str]] = {
    "said": lambda text: text.replace("@", " (at) ").replace(".", " (dot) "),
    "said in words": lambda text: text.replace("@", " at ").replace(".", " dot "),
    "look-alikes": lambda text: text.translate(str.maketrans("aeopc", "аеорс")),
    "quoted-printable": lambda text: text.replace("@", "=40"),
}


def _sites(text: str) -> dict[str, dict[str, Any]]:
    """One chat request per place where a text can stand."""
    call = {"id": "c", "type": "function"}
    arguments = {"name": "f", "arguments": json.dumps({"x": text})}
    image = {"type": "image_url", "image_url": {"url": f"https://example.org/?q={text}"}}
    data = f"data:text/plain;base64,{_base64(text)}"
    attached = {"type": "file", "file": {"filename": "a.txt", "file_data": data}}
    schema = {"type": "object", "properties": {"who": {"description": text, "examples": [text]}}}
    function = {"name": "f", "description": text, "parameters": schema}
    choice = {"type": "object", "properties": {"who": {"enum": [text], "const": text}}}
    user = {"role": "user", "content": "Go on."}
    return {
        "content": {"messages": [{"role": "user", "content": f"see {text} ok"}]},
        "system": {"messages": [{"role": "system", "content": f"see {text} ok"}, user]},
        "arguments": {
            "messages": [{"role": "assistant", "tool_calls": [{**call, "function": arguments}]}]
        },
        "tool result": {
            "messages": [{"role": "tool", "tool_call_id": "c", "content": json.dumps([text])}]
        },
        "image url": {"messages": [{"role": "user", "content": [image]}]},
        "file": {"messages": [{"role": "user", "content": [attached]}]},
        "tool": {"messages": [user], "tools": [{"type": "function", "function": function}]},
        "metadata": {"messages": [user], "metadata": {"note": text}},
        "user": {"messages": [user], "user": text},
        "name": {"messages": [{**user, "name": text}]},
        "unknown field": {"messages": [user], "brand_new": {"field": [text]}},
        "key": {"messages": [user], "metadata": {text: "note"}},
        "safety id": {"messages": [user], "safety_identifier": text},
        "cache key": {"messages": [user], "prompt_cache_key": text},
        "call id": {"messages": [{"role": "tool", "tool_call_id": text, "content": "ok"}]},
        "model": {"messages": [user], "model": text},
        "tool name": {
            "messages": [user],
            "tools": [{"type": "function", "function": {"name": text, "parameters": {}}}],
        },
        "enum": {
            "messages": [user],
            "tools": [{"type": "function", "function": {"name": "f", "parameters": choice}}],
        },
    }


async def _check(both: Both, site: str, form: str, kind: str) -> None:
    """Sends one value of a person that nobody has mentioned before: refused, or masked."""
    fresh = plant(zlib.crc32(f"{site} {form} {kind}".encode()))
    told = getattr(fresh, kind)
    both.upstream.play(Script("ok"))
    disguised = {**_FORMS, **_SAID}[form](told)
    body = {"model": "m", **_sites(disguised)[site]}
    url = f"{both.proxied.openai_url}/chat/completions"
    async with both.proxied.http.post(url, json=body) as answer:
        text = await answer.text()
        assert answer.status in (200, 400), text
    # A refusal quotes nothing; an answer may repeat the value to the client that sent it.
    assert answer.status == 200 or told not in text
    if both.upstream.recorded:
        assert_no_leak(both.upstream.recorded, fresh)
        for sent in both.upstream.recorded:
            assert not [text for text in _strings(sent.json()) if disguised in text]


def _strings(value: Any) -> Iterator[str]:
    """All strings and keys of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield key
            yield from _strings(below)
    elif isinstance(value, list):
        for below in value:
            yield from _strings(below)


@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize("site", sorted(_sites("")))
async def test_disguised_value_stays_here(site: str, form: str, both: Both) -> None:
    """Whatever the place and the disguise of a mail address: refused, or masked."""
    await _check(both, site, form, "email")


@pytest.mark.parametrize("form", _SAID)
@pytest.mark.parametrize("site", ["content", "system", "tool result", "metadata", "file"])
async def test_spoken_address_stays_here(site: str, form: str, both: Both) -> None:
    """A mail address as people say or hide it is read."""
    await _check(both, site, form, "email")


@pytest.mark.parametrize("form", [form for form in _FORMS if form != "upper"])
@pytest.mark.parametrize("kind", ["card", "iban", "api_key"])
@pytest.mark.parametrize("site", ["content", "tool result"])
async def test_every_disguised_kind_stays_here(site: str, kind: str, form: str, both: Both) -> None:
    """Values with a check digit or a known prefix are found in every disguise.

    Not in capitals: a key in capitals is no key any more.
    """
    await _check(both, site, form, kind)


@pytest.mark.parametrize("kind", ["email", "card", "iban", "api_key"])
async def test_cut_value_stays_here(kind: str, both: Both) -> None:
    """A value that is cut over two text parts of a message: neither half is sent."""
    told = getattr(plant(zlib.crc32(kind.encode())), kind)
    middle = 3 * len(told) // 4  # in the host of an address: what follows is none by itself
    halves = [told[:middle].strip(), told[middle:].strip()]
    both.upstream.play(Script("ok"))
    parts = [
        {"type": "text", "text": f"{before}{half}"}
        for before, half in zip(("see ", ""), halves, strict=True)
    ]
    body = {"model": "m", "messages": [{"role": "user", "content": parts}]}
    url = f"{both.proxied.openai_url}/chat/completions"
    async with both.proxied.http.post(url, json=body) as answer:
        assert answer.status == 200
    (sent,) = both.upstream.recorded
    assert not [text for text in _strings(sent.json()) for half in halves if half in text]
