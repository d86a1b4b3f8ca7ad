"""The way of a request: who asks, which call, mask, upstream, restore.

Every way out of `Gate.handle` is an answer of the provider's own response,
restored, or an error in the provider's shape. There is no way on which a body
that was not masked is forwarded: `upstream.send` gets `masked.body` and
nothing else.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from aiohttp import web

from penname.detect.contract import DetectionError
from penname.dialects.routes import Body, Route, UnknownPath, match
from penname.exchange.refusal import Refusal
from penname.policy.match import Subject
from penname.server.auth import CLIENT_KEY_HEADER, ClientKeys, scope_id
from penname.server.body import check_json_type, read_body
from penname.server.config import Config, Destination
from penname.server.headers import upstream_headers
from penname.server.ports import NO_COUNTS, Counts, ExchangeFactory, Masked
from penname.server.relay import Outcome, relay
from penname.server.replies import Call, error_reply, new_request_id
from penname.server.shadows import Shadows, rules_in_shadow
from penname.server.upstream import Upstream, UpstreamError

_LOG = logging.getLogger("penname.handler")

#: Client closed the request; nginx's number, only ever seen in the log.
_CLIENT_LEFT = 499

_QUERY = re.compile(r"[\x21-\x7e]*")


@dataclass(frozen=True, slots=True)
class Gate:
    """All that a request needs; one per server.

    `label` gives the policy's label for answers to requests that were not read so far.
    `upstreams` are tried in order: the first of the provider with all tags that are asked
    for is taken.
    """

    config: Config
    label: Callable[[], str]
    upstreams: Sequence[tuple[Destination, Upstream]]
    exchanges: ExchangeFactory
    scope_key: bytes = field(repr=False)
    client_keys: ClientKeys | None = None
    counts: Counts = NO_COUNTS
    shadows: Shadows | None = None

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answers one request. Raises nothing but cancellation (the client left)."""
        call = Call(new_request_id(), self.label())
        note = _Note(call, self.counts)
        try:
            response = await self._answered(request, call, note)
        except asyncio.CancelledError:
            note.write(_CLIENT_LEFT)
            raise
        if note.outcome.error and note.outcome.stage == "client":
            note.write(_CLIENT_LEFT)
        else:
            note.write(response.status)
        return response

    async def _answered(self, request: web.Request, call: Call, note: _Note) -> web.StreamResponse:
        try:
            return await self._served(request, call, note)
        except Refusal as refusal:
            note.code = refusal.code
            return error_reply(call, refusal.status, refusal.code, refusal.message, retry=False)
        except UpstreamError as error:
            note.outcome.failed(error, error.stage)
            words = f"penname: {error.words}"
            return error_reply(call, error.status, error.code, words, retry=True)
        except DetectionError as error:
            note.outcome.failed(error, "detect")
            words = "penname: the request could not be inspected in time; nothing was sent"
            return error_reply(call, 503, "detection_unavailable", words, retry=True)
        except Exception as error:  # noqa: BLE001 - a bug; nothing is forwarded, only its type logged
            note.outcome.failed(error, "bug")
            words = "penname: internal error; see the log for this request id"
            return error_reply(call, 500, "internal_error", words, retry=False)

    async def _served(self, request: web.Request, call: Call, note: _Note) -> web.StreamResponse:
        path, _, query = request.raw_path.partition("?")
        route = self._routed(request, path, call)
        if not _QUERY.fullmatch(query) or "#" in query:
            raise Refusal(400, "invalid_query", "penname: the query must be percent-encoded ASCII")
        body = await self._body(request, route)
        note.bytes_in = len(body)
        headers = upstream_headers(
            request.headers, content_type="application/json" if body else None
        )
        scope = scope_id(
            request.headers,
            scope_header=self.config.scope_header,
            client=call.client,
            key=self.scope_key,
        )
        exchange = self.exchanges(route, scope, self._subject(request, route, call))
        began = time.perf_counter()
        try:
            masked = await exchange.mask_request(body, query)
        finally:
            note.mask_ms = _since(began)
            if exchange.policy is not None:
                call.policy = exchange.policy.label
        note.masked(masked)
        destination = self._destination(route, masked.require_tags)
        upstream = await destination.send(
            request.method, route.upstream_path, query, headers, masked.body, scope
        )
        try:
            note.upstream_status = upstream.status
            if self.shadows is not None:
                self.shadows.follow(exchange, call.request_id)
            return await relay(request, upstream, exchange, self.config, call, note.outcome)
        finally:
            upstream.close()

    def _subject(self, request: web.Request, route: Route, call: Call) -> Subject:
        """Who asks. The tenant is what the scope header says, else the client."""
        header = self.config.scope_header
        tenant = request.headers.get(header) if header else None
        return Subject(route=route.name, tenant=tenant or call.client, client=call.client)

    def _destination(self, route: Route, tags: frozenset[str]) -> Upstream:
        """Where a request may go. Raises Refusal when no upstream has all tags."""
        for destination, upstream in self.upstreams:
            if destination.provider == route.provider and tags <= destination.tags:
                return upstream
        raise Refusal(
            403,
            "no_destination",
            f"penname: the policy sends this request only to an upstream tagged "
            f"{', '.join(sorted(tags))}, and no {route.provider} upstream is. Nothing was sent.",
        )

    def _routed(self, request: web.Request, path: str, call: Call) -> Route:
        """The route of a call; fills in `call`. Who asks comes first: a stranger learns nothing."""
        route: Route | None = None
        unknown: UnknownPath | None = None
        try:
            route = match(request.method, path, request.headers)
            call.provider = route.provider
        except UnknownPath as error:
            unknown = error
            call.provider = error.provider
        if self.client_keys is not None:
            call.client = self.client_keys.client_of(request.headers.get(CLIENT_KEY_HEADER, ""))
            if call.client is None:
                raise Refusal(
                    401, "client_key_required", f"penname: {CLIENT_KEY_HEADER} is missing or wrong"
                )
        if "websocket" in request.headers.get("Upgrade", "").lower():
            # Codex falls back to plain HTTP at once on a 426, on other codes after seconds
            raise Refusal(426, "websocket_unsupported", "penname: use HTTP, not WebSocket")
        if route is None:
            raise Refusal(404, "unknown_path", unknown.message if unknown else "unknown path")
        call.route = route.name
        return route

    async def _body(self, request: web.Request, route: Route) -> bytes:
        if route.body is Body.JSON:
            check_json_type(request)
        body = await read_body(request, self.config.limits)
        if body and route.body is Body.NONE:
            raise Refusal(400, "unexpected_body", "penname: this call takes no body")
        return body


@dataclass(slots=True)
class _Note:
    """What is logged and counted of a request, gathered on its way."""

    call: Call
    counts: Counts
    outcome: Outcome = field(default_factory=Outcome)
    began: float = field(default_factory=time.perf_counter)
    bytes_in: int = 0
    mask_ms: float = 0.0
    upstream_status: int = 0
    findings: dict[str, int] = field(default_factory=dict)
    shadow: dict[str, int] = field(default_factory=dict)
    code: str = ""

    def masked(self, masked: Masked) -> None:
        """Note what was found, and what rules in shadow mode would have done."""
        self.findings = dict(masked.findings)
        self.counts.findings(self.call.policy, masked.actions)
        self.shadow = rules_in_shadow(masked.shadow)
        for (entity_type, action), count in masked.shadow.items():
            self.counts.shadow(self.call.policy, entity_type, "allow", action, count)

    def write(self, status: int) -> None:
        extra: dict[str, object] = {
            "request_id": self.call.request_id,
            "provider": self.call.provider,
            "route": self.call.route,
            "policy": self.call.policy,
            "status": status,
            "upstream_status": self.upstream_status,
            "bytes_in": self.bytes_in,
            "bytes_out": self.outcome.bytes_out,
            "streamed": self.outcome.streamed,
            "mask_ms": self.mask_ms,
            "duration_ms": _since(self.began),
            "findings": self.findings,
        }
        optional = {
            "client": self.call.client,
            "code": self.code,
            "error": self.outcome.error,
            "stage": self.outcome.stage,
            "shadow": self.shadow,
        }
        extra |= {key: value for key, value in optional.items() if value}
        self.counts.request(self.call.route, status)
        level = logging.ERROR if status == 500 else logging.INFO
        _LOG.log(level, "request", extra=extra)


def _since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 3)
