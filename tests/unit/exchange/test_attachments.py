"""Attachments: text in base64 is masked inside it; binary data stays as it came."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from penname.exchange.attachments import payload_of
from penname.exchange.refusal import Refusal
from tests.exchanges import CHAT, MAIL, MESSAGES, dump, exchange, vault

TEXT = f"hello there, {MAIL} says bye. " * 4
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
PDF = b"%PDF-1.7\nhello " + TEXT.encode()
PCM = b"RIFF" + bytes([1, 0, 2, 0, 255, 255]) * 1000


def b64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def document(data: str, media_type: str) -> tuple[str, dict[str, Any]]:
    source = {"type": "base64", "media_type": media_type, "data": data}
    block = {"type": "document", "source": source}
    return MESSAGES, {"messages": [{"role": "user", "content": [block]}]}


def image(data: str, media_type: str) -> tuple[str, dict[str, Any]]:
    url = {"url": f"data:{media_type};base64,{data}"}
    return CHAT, {
        "messages": [{"role": "user", "content": [{"type": "image_url", "image_url": url}]}]
    }


async def payload(path: str, body: dict[str, Any]) -> str:
    """The base64 that goes out."""
    result = await exchange(vault(), path).mask_request(dump(body))
    block = json.loads(result.body)["messages"][0]["content"][0]
    data = block["source"]["data"] if path == MESSAGES else block["image_url"]["url"]
    return str(data).rpartition(",")[2]


@pytest.mark.parametrize("place", [document, image])
@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/json", "image/svg+xml", "image/png", "x/y"]
)
@pytest.mark.parametrize("form", ["plain", "unpadded", "urlsafe", "extra", "mime", "long"])
async def test_text_in_base64_is_masked(place: Any, media_type: str, form: str) -> None:
    """Text in base64 is masked inside it, whatever it claims to be and however it is wrapped."""
    text = TEXT * 60 if form == "long" else f"\u00fc?>{TEXT}"
    data = {
        "plain": b64(text.encode()),
        "long": b64(text.encode()),
        "unpadded": b64(text.encode() + b"!").rstrip("="),
        "urlsafe": base64.urlsafe_b64encode(text.encode()).decode(),
        "extra": b64(text.encode()[: len(text.encode()) // 3 * 3]) + "A",
        "mime": base64.encodebytes(text.encode()).decode(),
    }[form]
    out = base64.b64decode(await payload(*place(data, media_type)) + "==", altchars=None)
    assert MAIL.encode() not in out
    assert b"EMAIL_ADDRESS_" in out


@pytest.mark.parametrize("place", [document, image])
@pytest.mark.parametrize(
    ("data", "media_type"),
    [(PNG, "image/png"), (PDF, "application/pdf"), (PCM, "audio/wav"), (b"\0" * 900, "x/y")],
)
async def test_binary_data_stays(place: Any, data: bytes, media_type: str) -> None:
    """Binary data leaves as it came, wrapped or not."""
    assert await payload(*place(b64(data), media_type)) == b64(data)
    wrapped = base64.encodebytes(data).decode()
    if place is document:
        assert await payload(*place(wrapped, media_type)) == wrapped


@pytest.mark.parametrize("place", [document, image])
@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (b"\xff\xfe\xfd" * 9, "text/plain"),
        (TEXT.encode("latin-1") + b"\xfc", "text/plain;charset=latin1"),
        (TEXT.encode("utf-16-le"), "text/plain"),
        (TEXT.encode("utf-16-be"), "image/png"),
        (TEXT.encode("utf-16"), "application/octet-stream"),
        (TEXT.encode() * 60 + b"\xff", "image/png"),
    ],
)
async def test_unreadable_text_is_refused(place: Any, data: bytes, media_type: str) -> None:
    """What is text but cannot be read is refused, with the remedy."""
    with pytest.raises(Refusal) as caught:
        await payload(*place(b64(data), media_type))
    assert (caught.value.status, caught.value.code) == (400, "unreadable_attachment")


@pytest.mark.parametrize(
    "url",
    [
        f"https://host.example/i.png?mail={MAIL}",
        f"data:text/plain,{MAIL}",
        f"DATA:text/plain;base64,{b64(TEXT.encode())}",
        f"data:;base64,{b64(TEXT.encode())}",
        f"data:image/png;base64,{MAIL}",
        f"data:image/png;base64,{b64(TEXT.encode())} {MAIL}",
    ],
)
async def test_other_urls_are_text(url: str) -> None:
    """URLs that are no clean base64 data are masked as text."""
    path, body = image("", "x")
    body["messages"][0]["content"][0]["image_url"]["url"] = url
    out = (await exchange(vault(), path).mask_request(dump(body))).body.decode()
    assert MAIL not in out
    assert b64(TEXT.encode())[:60] not in out


def test_payload_shows_no_text() -> None:
    """A payload shows its size, never its data."""
    payload = payload_of(b64(TEXT.encode()))
    assert repr(payload) == f"Payload(<{len(b64(TEXT.encode()))} characters>)"
    assert payload_of("MariaSchmidt") is None
