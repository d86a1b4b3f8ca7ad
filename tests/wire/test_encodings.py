"""Content codings and charsets of request bodies: read and masked, or refused."""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Callable

import brotli
import pytest

from tests.wire.both import Both
from tests.wire.leaks import assert_no_leak
from tests.wire.planted import Planted
from tests.wire.scenarios.case import ANSWER, PICKS, sentence
from tests.wire.upstream.script import Script

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "identity": bytes,
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


def _body(planted: Planted) -> str:
    message = {"role": "user", "content": sentence(planted)}
    return json.dumps({"model": "gpt-example", "messages": [message]})


async def _post(both: Both, body: bytes, **headers: str) -> tuple[int, str]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    both.upstream.play(Script(ANSWER, picks=PICKS))
    url = f"{both.proxied.openai_url}/chat/completions"
    async with both.proxied.http.post(url, data=body, headers=named) as answer:
        return answer.status, await answer.text()


@pytest.mark.parametrize("coding", _ENCODERS)
async def test_coded_body_is_masked(coding: str, both: Both) -> None:
    """A compressed body is decoded, masked and sent on without its coding."""
    body = _ENCODERS[coding](_body(both.planted).encode())
    status, text = await _post(both, body, content_encoding=coding, content_type="application/json")
    assert status == 200, text
    assert both.planted.email in text
    assert_no_leak(both.upstream.recorded, both.planted)
    assert json.loads(both.upstream.recorded[0].body)["model"] == "gpt-example"


@pytest.mark.parametrize("coding", ["compress", "gzip, gzip", "x-unknown"])
async def test_unknown_coding_is_refused(coding: str, both: Both) -> None:
    """A coding that penname cannot undo is refused; nothing goes upstream."""
    body = gzip.compress(_body(both.planted).encode())
    status, text = await _post(both, body, content_encoding=coding, content_type="application/json")
    assert status in (400, 415)
    assert json.loads(text)["error"]["message"]
    assert both.upstream.recorded == []


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
async def test_broken_coding_is_refused(coding: str, both: Both) -> None:
    """A body that is not what its coding says is refused."""
    body = _body(both.planted).encode()
    for broken in (body, _ENCODERS[coding](body)[:-6]):
        status, _ = await _post(
            both, broken, content_encoding=coding, content_type="application/json"
        )
        assert status == 400
        assert both.upstream.recorded == []


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd"])
async def test_decoding_is_bounded(coding: str, both: Both) -> None:
    """A small body that decodes to more than the limit is refused."""
    padding = b" " * (40 * 1024 * 1024)
    body = _ENCODERS[coding](padding + _body(both.planted).encode())
    status, _ = await _post(both, body, content_encoding=coding, content_type="application/json")
    assert status == 413
    assert both.upstream.recorded == []


async def test_unlabelled_gzip_is_refused(both: Both) -> None:
    """Compressed bytes without a header are not JSON."""
    body = gzip.compress(_body(both.planted).encode())
    status, _ = await _post(both, body, content_type="application/json")
    assert status == 400
    assert both.upstream.recorded == []


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-32", "latin-1", "utf-7"])
async def test_other_charsets_never_leak(charset: str, both: Both) -> None:
    """Bytes in another charset than UTF-8 are refused, or masked as UTF-8 and sent so."""
    text = _body(both.planted).replace("Please", "Bitte sch\u00f6n")
    for header in ("application/json", f"application/json; charset={charset}"):
        status, _ = await _post(both, text.encode(charset), content_type=header)
        assert status in (200, 400, 415)
        if both.upstream.recorded:
            assert_no_leak(both.upstream.recorded, both.planted)


@pytest.mark.parametrize("kind", ["text/plain", "application/octet-stream", "", "text/json"])
async def test_other_content_types_never_leak(kind: str, both: Both) -> None:
    """A mislabelled JSON body is refused or masked, never forwarded as it is."""
    headers = {"content_type": kind} if kind else {}
    status, _ = await _post(both, _body(both.planted).encode(), **headers)
    assert status in (200, 400, 415)
    if both.upstream.recorded:
        assert_no_leak(both.upstream.recorded, both.planted)


async def test_multipart_is_not_forwarded(both: Both) -> None:
    """A multipart body on a JSON call is refused."""
    boundary = "x" * 12
    part = f'--{boundary}\r\ncontent-disposition: form-data; name="a"\r\n\r\n'
    body = f"{part}{sentence(both.planted)}\r\n--{boundary}--\r\n".encode()
    status, _ = await _post(both, body, content_type=f"multipart/form-data; boundary={boundary}")
    assert status in (400, 415)
    assert both.upstream.recorded == []
