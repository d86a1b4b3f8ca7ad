"""The answers that penname gives itself, in the provider's shape."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass

from aiohttp import web

from penname.dialects.errors import error_body

REQUEST_ID = "X-Penname-Request-Id"
POLICY = "X-Penname-Policy"
RECEIPT = "X-Penname-Receipt"

AUDIT_WORDS = "penname: the audit log could not be written, so the request was ended"


def new_request_id() -> str:
    """A UUIDv7 (RFC 9562 5.7): 48 bits of milliseconds, then 74 random bits."""
    value = (time.time_ns() // 1_000_000 & (1 << 48) - 1) << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


@dataclass(slots=True)
class Call:
    """What is known of one request while it is handled; all of it is safe to log."""

    request_id: str
    policy: str
    provider: str = "openai"
    route: str = "none"
    client: str | None = None
    receipt: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """The headers that every answer has, and where the audit log holds the request."""
        headers = {REQUEST_ID: self.request_id, POLICY: self.policy}
        if self.receipt:
            headers[RECEIPT] = self.receipt
        return headers


def error_reply(call: Call, status: int, code: str, message: str, *, retry: bool) -> web.Response:
    """An error of penname's own. `retry` tells SDKs whether the same request may succeed later:
    without the header they would repeat every 5xx, and Claude Code also some 4xx."""
    sent = {**call.headers, "Server": "penname", "x-should-retry": "true" if retry else "false"}
    if status == 426:
        sent["Upgrade"] = "HTTP/1.1"  # RFC 9110 15.5.22: a 426 must name one
    if status == 503:
        sent["Retry-After"] = "1"
    response = web.Response(
        status=status,
        body=error_body(call.provider, status, code, message, call.request_id),
        content_type="application/json",
        headers=sent,
    )
    if status in (408, 413, 426):
        response.force_close()  # the rest of the request is not worth reading
    return response
