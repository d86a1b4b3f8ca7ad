"""The way of a request: who asks, which call, mask, upstream, restore.

Every way out of `Gate.handle` is an answer of the provider's own response,
restored, or an error in the provider's shape. There is no way on which a body
that was not masked is forwarded: `upstream.send` gets `masked.body` and
nothing else.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from aiohttp import web

from penname.audit.model import AuditError
from penname.detect.contract import DetectionError
from penname.dialects.routes import Body, Route, UnknownPath, match
from penname.exchange.refusal import Refusal
from penname.policy.match import Subject
from penname.server.auth import CLIENT_KEY_HEADER, ClientKeys, scope_id
from penname.server.body import check_json_type, read_body
from penname.server.config import Config, Destination
from penname.server.headers import upstream_headers
from penname.server.ports import (
    NO_COUNTS,
    NO_LEDGER,
    Counts,
    Exchange,
    ExchangeFactory,
    Ledger,
    Masked,
)
from penname.server.relay import relay
from penname.server.replies import AUDIT_WORDS, Call, error_reply, new_request_id
from penname.server.shadows import Shadows
from penname.server.trail import Trail, since
from penname.server.upstream import Upstream, UpstreamError

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
    ledger: Ledger = NO_LEDGER

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answers one request. Raises nothing but cancellation (the client left)."""
        trail = Trail(Call(new_request_id(), self.label()), self.counts, self.ledger)
        try:
            response = await self._recorded(request, trail)
        except asyncio.CancelledError:
            trail.broke_off(_CLIENT_LEFT, "client left")
            trail.write(_CLIENT_LEFT)
            raise
        if trail.outcome.error and trail.outcome.stage == "client":
            trail.broke_off(_CLIENT_LEFT, "client left")
            trail.write(_CLIENT_LEFT)
        else:
            trail.broke_off(response.status, "cut")
            trail.write(response.status)
        return response

    async def _recorded(self, request: web.Request, trail: Trail) -> web.StreamResponse:
        """The answer; one of penname's own only once the audit log has it."""
        response = await self._answered(request, trail)
        if response.prepared or trail.outcome.stage == "audit":
            return response
        try:
            await trail.finish(response.status)
        except AuditError as error:
            return _not_audited(trail, error)
        response.headers.update(trail.call.headers)
        return response

    async def _answered(self, request: web.Request, trail: Trail) -> web.StreamResponse:
        call = trail.call
        try:
            return await self._served(request, trail)
        except Refusal as refusal:
            trail.code = refusal.code
            return error_reply(call, refusal.status, refusal.code, refusal.message, retry=False)
        except AuditError as error:
            return _not_audited(trail, error)
        except UpstreamError as error:
            trail.outcome.failed(error, error.stage)
            trail.code = error.code
            words = f"penname: {error.words}"
            return error_reply(call, error.status, error.code, words, retry=True)
        except DetectionError as error:
            trail.outcome.failed(error, "detect")
            words = "penname: the request could not be inspected in time; nothing was sent"
            return error_reply(call, 503, "detection_unavailable", words, retry=True)
        except Exception as error:  # noqa: BLE001 - a bug; nothing is forwarded, only its type logged
            trail.outcome.failed(error, "bug")
            words = "penname: internal error; see the log for this request id"
            return error_reply(call, 500, "internal_error", words, retry=False)

    async def _served(self, request: web.Request, trail: Trail) -> web.StreamResponse:
        call = trail.call
        path, _, query = request.raw_path.partition("?")
        route = self._routed(request, path, call)
        if not _QUERY.fullmatch(query) or "#" in query:
            raise Refusal(400, "invalid_query", "penname: the query must be percent-encoded ASCII")
        trail.subject = self._subject(request, route, call)
        if self.config.subject_header:
            trail.person = request.headers.get(self.config.subject_header, "")
        body = await self._body(request, route)
        headers = upstream_headers(
            request.headers, content_type="application/json" if body else None
        )
        scope = scope_id(
            request.headers,
            scope_header=self.config.scope_header,
            client=call.client,
            key=self.scope_key,
        )
        exchange = self.exchanges(route, scope, trail.subject)
        trail.read(body, exchange)
        masked = await self._masked(exchange, body, query, trail)
        destination, pool = self._destination(route, masked.require_tags)
        await trail.before_sending(masked, destination.name)
        upstream = await pool.send(
            request.method, route.upstream_path, query, headers, masked.body, scope
        )
        try:
            trail.upstream_status = upstream.status
            if self.shadows is not None:
                self.shadows.follow(exchange, call.request_id)
            return await relay(request, upstream, exchange, self.config, trail)
        finally:
            upstream.close()

    @staticmethod
    async def _masked(exchange: Exchange, body: bytes, query: str, trail: Trail) -> Masked:
        began = time.perf_counter()
        try:
            masked = await exchange.mask_request(body, query)
        finally:
            trail.mask_ms = since(began)
            if exchange.policy is not None:
                trail.call.policy = exchange.policy.label
        trail.masked(masked)
        return masked

    def _subject(self, request: web.Request, route: Route, call: Call) -> Subject:
        """Who asks. The tenant is what the scope header says, else the client."""
        header = self.config.scope_header
        tenant = request.headers.get(header) if header else None
        return Subject(route=route.name, tenant=tenant or call.client, client=call.client)

    def _destination(self, route: Route, tags: frozenset[str]) -> tuple[Destination, Upstream]:
        """Where a request may go. Raises Refusal when no upstream has all tags."""
        for destination, upstream in self.upstreams:
            if destination.provider == route.provider and tags <= destination.tags:
                return destination, upstream
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


def _not_audited(trail: Trail, error: AuditError) -> web.Response:
    """The answer where a record could not be made durable. Only a request that was not sent
    may be sent again without costing twice."""
    code = "audit_unavailable"
    trail.code = code
    trail.outcome.failed(error, "audit")
    return error_reply(trail.call, 503, code, AUDIT_WORDS, retry=not trail.was_sent)
