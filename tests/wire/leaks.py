"""No planted value may reach the upstream, in any reading of the raw bytes."""

from __future__ import annotations

import base64
import binascii
import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote, unquote_plus

from tests.wire.planted import Planted
from tests.wire.upstream.record import Recorded

#: How often readings are nested: base64 in a JSON string in a JSON string is two.
DEPTH = 2
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\([\"\\/bfnrt])")
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_BASE64_RUN = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")


def _json_unescaped(text: str) -> str:
    """Every JSON escape undone once, wherever it stands; surrogate pairs joined."""

    def plain(found: re.Match[str]) -> str:
        if found.group(1):
            return chr(int(found.group(1), 16))
        return _SHORT.get(found.group(2), found.group(2))

    halves = _ESCAPE.sub(plain, text)
    return halves.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _base64_decoded(text: str) -> str:
    """What the base64 and base64url runs of a text say, one per line."""
    lines = []
    for run in _BASE64_RUN.findall(text):
        plain = run.rstrip("=").replace("-", "+").replace("_", "/")
        if len(plain) % 4 == 1:
            plain = plain[:-1]
        try:
            decoded = base64.b64decode(plain + "=" * (-len(plain) % 4))
        except binascii.Error:
            continue
        lines.append(decoded.decode("utf-8", "replace"))
    return "\n".join(lines)


READINGS: dict[str, Callable[[str], str]] = {
    "percent": unquote,
    "form": unquote_plus,
    "html": html.unescape,
    "json": _json_unescaped,
    "base64": _base64_decoded,
}


def readings(text: str, depth: int = DEPTH) -> Iterator[tuple[str, str]]:
    """(how it was read, text) of every reading that says something new."""
    seen = {text}
    layer = [("literal", text)]
    yield layer[0]
    for _ in range(depth):
        following = []
        for name, inner in layer:
            for reading, read in READINGS.items():
                result = read(inner)
                if result and result not in seen:
                    seen.add(result)
                    following.append((f"{name} > {reading}", result))
        yield from following
        layer = following


def _places(request: Recorded) -> Iterator[tuple[str, str]]:
    yield "path", request.path
    yield "query", request.query
    yield "body", request.body.decode("utf-8", "surrogateescape")
    for name, value in request.headers:
        yield f"header {name.lower()}", value


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def find_leaks(recorded: Iterable[Recorded], planted: Iterable[Planted]) -> list[str]:
    """Where values stand, in words that do not quote them."""
    needles = [
        (kind, value, _folded(value)) for person in planted for kind, value in person.values()
    ]
    found = []
    for number, request in enumerate(recorded):
        for place, raw in _places(request):
            for reading, text in readings(raw):
                folded = _folded(text)
                found += [
                    f"request {number}, {place}, read as {reading}: {kind}"
                    for kind, value, folded_value in needles
                    if value in text or folded_value in folded
                ]
    return found


def assert_no_leak(recorded: Iterable[Recorded], *planted: Planted) -> None:
    """Fail when a planted value reached the upstream."""
    requests = list(recorded)
    assert requests, "nothing reached the upstream: this check would say nothing"
    for request in requests:
        encoding = request.header("content-encoding")
        assert encoding in (None, "identity"), "this check cannot read an encoded body"
    leaks = find_leaks(requests, planted)
    assert not leaks, "planted values reached the upstream:\n" + "\n".join(leaks)
