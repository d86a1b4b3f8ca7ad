"""Errors in each provider's own shape, so that every SDK raises what its user expects.

Shapes: openai-python `_exceptions.py` (`error.message/type/param/code`), anthropic-sdk
`types/shared/error_response.py` (`type: error`, `error.type`, `request_id`).
"""

from __future__ import annotations

import json

_OPENAI_TYPES = {
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    429: "rate_limit_error",
}
_ANTHROPIC_TYPES = {
    401: "authentication_error",
    403: "permission_error",
    404: "not_found_error",
    413: "request_too_large",
    429: "rate_limit_error",
    504: "timeout_error",
    529: "overloaded_error",
}

#: Claude Code answers 400 and 422 with six tries of smaller requests; 451 it shows at once.
BLOCKED_STATUS = {"openai": 400, "anthropic": 451}


def error_body(provider: str, status: int, code: str, message: str, request_id: str) -> bytes:
    """The JSON body of an error answer. Never holds a value: `message` must not."""
    if provider == "anthropic":
        kind = _ANTHROPIC_TYPES.get(status) or _default_type(status)
        error = {"type": kind, "message": message, "details": {"error_code": code}}
        return _dump({"type": "error", "error": error, "request_id": request_id})
    kind = _OPENAI_TYPES.get(status) or _default_type(status)
    return _dump({"error": {"message": message, "type": kind, "param": None, "code": code}})


def error_event(provider: str, code: str, message: str, request_id: str) -> bytes:
    """An error as the last event of a stream that has begun already."""
    body = error_body(provider, 500, code, message, request_id)
    if provider == "anthropic":
        return b"event: error\ndata: " + body + b"\n\n"
    return b"data: " + body + b"\n\n"


def _default_type(status: int) -> str:
    return "invalid_request_error" if status < 500 else "api_error"


def _dump(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()
