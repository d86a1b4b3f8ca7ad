"""Refusals: why a request does not go through, in words that never hold a value."""

from __future__ import annotations


class Refusal(Exception):  # noqa: N818 - an outcome, not a fault
    """A request that penname answers itself, in the provider's error shape.

    `status` is the HTTP status, `code` a stable machine word (`pii_blocked`,
    `invalid_json`, `unknown_path` …), `message` says what happened, where and
    what to do. Nothing in it quotes the request.
    """

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
