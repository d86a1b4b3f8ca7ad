"""The exchange: one request and its response, from the client's bytes to the client's bytes.

No I/O, no clock, no randomness: the detector, the vault scope and the date come in. The
server drives it: `mask_request`, then `restore_body` or `open_stream`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote_plus

from penname.detect.contract import Segment
from penname.dialects.errors import BLOCKED_STATUS
from penname.dialects.routes import Route
from penname.dialects.table import Kind
from penname.exchange.body import restore_document, restore_plain
from penname.exchange.context import Context
from penname.exchange.egress import EgressCheck
from penname.exchange.known import stands_in
from penname.exchange.masker import Masker
from penname.exchange.memory import Memory
from penname.exchange.ports import Detector
from penname.exchange.refusal import Refusal
from penname.exchange.reply import ReplyGuard
from penname.exchange.slots import Slot, Voice, Walk, Walker
from penname.exchange.stream import ResponseStream
from penname.mask.restore import Rules
from penname.mask.vault import Anchor, VaultScope, bind_all
from penname.policy.model import Action, Policy
from penname.text.json_text import (
    Document,
    Edit,
    JsonTextError,
    LeafKind,
    decode_utf8,
    scan,
    splice,
)
from penname.text.surrogate import shapes_of
from penname.text.urls import authority_rest, hosts_in, hosts_of, url_at


@dataclass(frozen=True, slots=True)
class MaskedRequest:
    """The bytes that go upstream, and what was found per entity type."""

    body: bytes
    findings: Mapping[str, int]

    def __repr__(self) -> str:
        return f"MaskedRequest(<{len(self.body)} bytes>, {dict(self.findings)})"


class Exchange:
    """One request with its response, under one policy, in one vault scope."""

    def __init__(
        self,
        *,
        route: Route,
        policy: Policy,
        scope: VaultScope,
        detector: Detector,
        today: dt.date,
        memory: Memory | None = None,
    ) -> None:
        self.route = route
        self._memory = memory or Memory(b"\0" * 32)
        self._policy = policy
        self._scope = scope
        self._detector = detector
        self._today = today
        self._shapes = shapes_of(frozenset(policy.rules))
        self._slots: Sequence[Slot] = ()
        self._hosts: frozenset[str] | None = None
        self._links: frozenset[tuple[str, str]] | None = None
        self._anchor = Anchor()
        self._conversations: list[str] = []
        self._masker: Masker | None = None
        self._egress = EgressCheck(self._memory)
        self._documents: list[list[Edit]] = []

    async def mask_request(self, body: bytes, query: str = "") -> MaskedRequest:
        """The request as it goes upstream.

        Raises Refusal (the request cannot or must not go out) and DetectionError.
        """
        await self._check_query(query)
        if self.route.dialect.anchors:
            for part in self.route.upstream_path.split("/"):
                self._recall(part)
        if not body:
            return MaskedRequest(b"", {})
        try:
            document = scan(decode_utf8(body))
            walk = Walker(self.route.dialect, self.route.dialect.request).run(document)
        except JsonTextError as error:
            raise Refusal(400, "invalid_json", f"penname: the request body: {error}.") from None
        self._slots = walk.slots
        self._recall_anchors(document)
        masker = self._masker = self._new_masker()
        masker.known.add(self._anchor.known)
        await masker.mask(walk.slots, self._detector)
        edits = [edit for slot in walk.slots for edit in slot.root_edits()]
        edits.sort(key=lambda edit: edit.start)
        masked = splice(document.text, edits)
        self._documents = _document_edits(document, walk.slots)
        self._check_egress(masked, masker, walk)
        return MaskedRequest(masked.encode(), dict(masker.findings.counts))

    async def restore_body(self, body: bytes, content_type: str) -> bytes:
        """A whole answer (or error body) as the client is to see it."""
        if not body:
            return body
        try:
            text = decode_utf8(body)
        except JsonTextError:
            if _is_text(content_type):
                text = body.decode("utf-8", "replace")
            else:
                return body
        context = self._context()
        try:
            document = scan(text, halves=True)
            restored = await restore_document(context, document, self.route.dialect.response)
        except JsonTextError:
            return (await restore_plain(context, text)).encode()
        self._remember_anchor(document.root.label("id"))
        return splice(text, restored.edits).encode()

    def open_stream(self) -> ResponseStream:
        """A restorer for the answer as an event stream."""
        return ResponseStream(self._context(), self._remember_anchor)

    def _new_masker(self) -> Masker:
        return Masker(
            policy=self._policy,
            scope=self._scope,
            shapes=self._shapes,
            today=self._today,
            provider=self.route.provider,
            memory=self._memory,
        )

    def _rules(self) -> Rules:
        return Rules(
            self._shapes, self._scope, self._knows_host, self._may_restore, self._sent_together
        )

    def _context(self) -> Context:
        guard = ReplyGuard(
            policy=self._policy,
            scope=self._scope,
            shapes=self._shapes,
            detector=self._detector,
            today=self._today,
            is_own=self._is_own,
        )
        return Context(self.route.dialect, self._scope, self._rules(), guard, self._documents)

    def _knows_host(self, host: str) -> bool:
        if self._hosts is None:
            own = [slot.text for slot in self._slots if slot.voice is Voice.CLIENT]
            self._hosts = self._anchor.hosts.union(*map(hosts_in, own))
        return host in self._hosts

    def _sent_together(self, host: str, surrogate: str) -> bool:
        """Whether a value already stood in a URL of that host, wherever the request had it."""
        if self._links is None:
            self._links = self._anchor.links.union(*map(_links_of, self._slots))
        return (host, surrogate) in self._links

    def _may_restore(self, entity_type: str, place: str) -> bool:
        rule = self._policy.rules.get(entity_type)
        return rule is None or place in rule.restore

    def _is_own(self, value: str) -> bool:
        """Whether the client sent a value itself, now or earlier in a stored conversation."""
        if any(entry.value == value for entry in self._anchor.known):
            return True
        return any(stands_in(value, slot.text) for slot in self._slots)

    async def _check_query(self, query: str) -> None:
        """A query string is not rewritten: with personal data in it the call is refused."""
        if not query:
            return
        parts = [unquote_plus(query), *(value for pair in parse_qsl(query) for value in pair)]
        found = await self._detector.detect([Segment(part) for part in parts])
        for spans, part in zip(found, parts, strict=True):
            for span in spans:
                decision = self._policy.decide(span, part[span.start : span.end], self._today)
                if decision is not None and decision.action is not Action.ALLOW:
                    raise Refusal(
                        BLOCKED_STATUS[self.route.provider],
                        "pii_in_query",
                        f"penname: the query string holds a {span.entity_type}; it would be "
                        "sent in clear. Move it into the request body.",
                    )

    def _check_egress(self, masked: str, masker: Masker, walk: Walk) -> None:
        wanted = masker.must_not_leave()
        if not wanted:
            return
        texts = [splice(slot.text, slot.edits) for slot in walk.slots]
        found = self._egress.leaks(masked, [*texts, *walk.exempt], wanted)
        if found:
            raise Refusal(
                BLOCKED_STATUS[self.route.provider],
                "egress_check",
                f"penname: {', '.join(found)} was masked in one place of this request but stands "
                "in another one that must not be changed (an enum, an identifier) or in encoded "
                "form. Nothing was sent.",
            )

    def _recall_anchors(self, document: Document) -> None:
        """What earlier turns of a stored conversation know, by the ids the request names."""
        names = self.route.dialect.anchors
        if not names:
            return
        for leaf in document.leaves:
            above = leaf.node.key if leaf.node.parent is not None else leaf.key
            if above in names and leaf.kind is LeafKind.STRING and leaf.node.depth <= 2:
                name = document.text[leaf.start : leaf.end]
                self._recall(name)
                # A conversation keeps its name from turn to turn; each response has its own.
                if above == "conversation":
                    self._conversations.append(name)

    def _recall(self, name: str) -> None:
        """Bring the values and hosts of a stored conversation back, by its id."""
        anchor = self._scope.recall_anchor(name)
        mine = self._anchor
        self._anchor = Anchor(
            mine.hosts | anchor.hosts, (*mine.known, *anchor.known), mine.links | anchor.links
        )
        bind_all(self._scope, anchor.known)

    def _remember_anchor(self, name: str | None) -> None:
        if not self.route.dialect.anchors or not name or self._masker is None:
            return
        self._knows_host("")
        self._sent_together("", "")
        known = tuple(dict.fromkeys((*self._anchor.known, *self._masker.known.entries)))
        anchor = Anchor(self._hosts or frozenset(), known, self._links or frozenset())
        for one in (name, *self._conversations):
            self._scope.remember_anchor(one, anchor)


def _document_edits(document: Document, slots: Sequence[Slot]) -> list[list[Edit]]:
    """For each document block of a request the edits of its text (none for a PDF or an id).

    Citations count all document blocks, so each has its place in the list.
    """
    edits = {id(slot.leaf.node.parent): slot.edits for slot in slots if slot.kind is Kind.DOCUMENT}
    return [
        edits.get(id(node), [])
        for node in document.nodes
        if node.label("type") == "document"
        and node.parent is not None
        and node.parent.is_array
        and node.parent.key == "content"
    ]


def _links_of(slot: Slot) -> Iterator[tuple[str, str]]:
    """(host, surrogate) for each masked value of a text that stands in a URL."""
    for edit in slot.edits:
        place = url_at(slot.text, edit.start)
        if place is not None:
            token = place.token
            if place.in_authority:
                token += authority_rest(slot.text, edit.start, spread=place.spread)[0]
            for host in hosts_of(token, spread=place.spread):
                yield host, edit.text


def _is_text(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return kind.startswith("text/") or kind.endswith(("json", "xml"))
