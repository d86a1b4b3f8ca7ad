"""The exchange: one request and its response, from the client's bytes to the client's bytes.

No I/O, no clock, no randomness: the detector, the vault and the date come in. The server
drives it: `mask_request`, then `restore_body` or `open_stream`, and `shadow` at the end.

Which policy holds can depend on the model and the conversation, so it is chosen once the
request is read (`exchange.choice`); nothing has been decided before.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, unquote_plus

from penname.detect.contract import Segment
from penname.dialects.errors import BLOCKED_STATUS
from penname.dialects.routes import Route
from penname.dialects.table import Kind
from penname.exchange.account import QUERY, Account, Row, Tally, brief
from penname.exchange.body import restore_document, restore_plain
from penname.exchange.choice import Choice, Policies, Scopes, conversation_of
from penname.exchange.context import Context
from penname.exchange.egress import EgressCheck
from penname.exchange.findings import Findings
from penname.exchange.known import KnownValues, stands_in
from penname.exchange.masker import Masker
from penname.exchange.memory import Memory
from penname.exchange.ports import Detector
from penname.exchange.refusal import Refusal
from penname.exchange.reply import ReplyGuard
from penname.exchange.shadow import Along, compared
from penname.exchange.slots import Slot, Voice, Walk, Walker
from penname.exchange.stream import ResponseStream
from penname.mask.overlap import Decided
from penname.mask.restore import Rules
from penname.mask.standins import bind_standins
from penname.mask.vault import Anchor, VaultScope, bind_all
from penname.policy.match import Subject
from penname.policy.model import Action, Policy
from penname.policy.strictness import reaches
from penname.text.json_text import (
    Document,
    Edit,
    JsonTextError,
    LeafKind,
    decode_utf8,
    scan,
    splice,
)
from penname.text.surrogate import Shapes, shapes_of
from penname.text.urls import authority_rest, hosts_in, hosts_of, url_at

#: Only for looking up what was kept under a policy's own time to live.
_HOME_TTL_S = 86_400.0


@dataclass(frozen=True, slots=True)
class MaskedRequest:
    """The bytes that go upstream, what was found per entity type, and where it may go.

    `require_tags`: only an upstream that has all these tags may get it. `actions` counts
    (entity type, action), `shadow` what rules in shadow mode would have done. `rows` and
    `values` are those of the exchange's `account`.
    """

    body: bytes
    findings: Mapping[str, int]
    require_tags: frozenset[str] = frozenset()
    actions: Mapping[tuple[str, str], int] = field(default_factory=dict)
    shadow: Mapping[tuple[str, str], int] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    values: frozenset[tuple[str, str]] = frozenset()

    def __repr__(self) -> str:
        return f"MaskedRequest(<{len(self.body)} bytes>, {dict(self.findings)})"


class Exchange:
    """One request with its response, under the policy that holds for it."""

    def __init__(
        self,
        *,
        route: Route,
        policies: Policies,
        scopes: Scopes,
        detector: Detector,
        today: dt.date,
        subject: Subject | None = None,
        memory: Memory | None = None,
    ) -> None:
        self.route = route
        self._memory = memory or Memory(b"\0" * 32)
        self._policies = policies
        self._scopes = scopes
        self._detector = detector
        self._today = today
        self._subject = replace(subject or Subject(), route=route.name)
        self._choice: Choice | None = None
        self._vault_scope: VaultScope | None = None
        # Stored conversations are found by their names, before it is known what holds in them.
        self._home = scopes.open("tenant", "", _HOME_TTL_S)
        self._slots: Sequence[Slot] = ()
        self._hosts: frozenset[str] | None = None
        self._links: frozenset[tuple[str, str]] | None = None
        self._anchor = Anchor()
        self._conversations: list[str] = []
        self._masker: Masker | None = None
        self._known = KnownValues()
        self._asked, self._replied = Tally("request"), Tally("reply")
        self._egress = EgressCheck(self._memory)
        self._documents: list[list[Edit]] = []

    @property
    def model(self) -> str | None:
        """The model that the request names."""
        return self._subject.model

    @property
    def policy(self) -> Policy | None:
        """The policy that holds for this request; None before the request was read."""
        return None if self._choice is None else self._choice.policy

    @property
    def account(self) -> Account:
        """What was found so far: also once the request, or its answer, has been refused.

        Its rows are those of both directions, its values those of the request.
        """
        asked = self._asked.account()
        return replace(asked, rows=asked.rows + self.reply_account.rows)

    @property
    def reply_account(self) -> Account:
        """What was found in the answer; empty where the policy does not read answers."""
        return self._replied.account()

    async def mask_request(self, body: bytes, query: str = "") -> MaskedRequest:
        """The request as it goes upstream.

        Raises Refusal (the request cannot or must not go out) and DetectionError.
        """
        if self.route.dialect.anchors:
            for part in self.route.upstream_path.split("/"):
                self._recall(part)
        if not body:
            self._choose(None)
            await self._check_query(query)
            return self._masked_request(b"", Findings())
        try:
            document = scan(decode_utf8(body))
            walk = Walker(self.route.dialect, self.route.dialect.request).run(document)
        except JsonTextError as error:
            raise Refusal(400, "invalid_json", f"penname: the request body: {error}.") from None
        self._slots = walk.slots
        self._recall_anchors(document)
        self._choose(_model_of(document))
        self._check_size(len(body))
        await self._check_query(query)
        masker = self._masker = self._new_masker()
        await masker.mask(walk.slots, self._detector)
        edits = [edit for slot in walk.slots for edit in slot.root_edits()]
        edits.sort(key=lambda edit: edit.start)
        masked = splice(document.text, edits)
        self._documents = _document_edits(document, walk.slots)
        self._check_egress(masked, masker, walk)
        return self._masked_request(masked.encode(), masker.findings)

    def _masked_request(self, body: bytes, found: Findings) -> MaskedRequest:
        account = self.account
        return MaskedRequest(
            body,
            dict(found.counts),
            self._policy.require_tags | found.tags,
            dict(found.actions),
            dict(found.shadow),
            account.rows,
            account.values,
        )

    @property
    def has_shadow(self) -> bool:
        return self._choice is not None and self._choice.shadow is not None

    async def shadow(self) -> Along | None:
        """What the candidate policy would have done, if one counts along. For after the answer.

        Raises DetectionError.
        """
        candidate = None if self._choice is None else self._choice.shadow
        if candidate is None or self._masker is None:
            return None
        segments = [Segment(slot.text, slot.hint, not slot.by_model) for slot in self._slots]
        found = await self._detector.detect(segments, candidate.profile)
        counts: Counter[tuple[str, str, str]] = Counter()
        for slot, spans in zip(self._slots, found, strict=True):
            stable = self._masker.decided.get(id(slot), ())
            counts += compared(slot, stable, spans, candidate, self._today)
        return Along(candidate, counts)

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

    @property
    def _policy(self) -> Policy:
        if self._choice is None:
            raise RuntimeError("the request has not been read")
        return self._choice.policy

    @property
    def _scope(self) -> VaultScope:
        if self._vault_scope is None:
            raise RuntimeError("the request has not been read")
        return self._vault_scope

    def _choose(self, model: str | None) -> None:
        """Settle what holds for this request: its policy, and the vault scope that it names."""
        stored = self._anchor.conversation
        conversation = stored or conversation_of(self._slots, self._home.hash_key)
        begins = not stored and not any(slot.by_model for slot in self._slots)
        self._anchor = replace(self._anchor, conversation=conversation)
        self._subject = replace(self._subject, model=model)
        self._choice = self._policies.choose(self._subject, conversation, begins=begins)
        policy = self._policy
        self._vault_scope = self._scopes.open(policy.vault_scope, conversation, policy.vault_ttl_s)
        standins = frozenset(
            name for name, rule in policy.rules.items() if rule.action is Action.SURROGATE
        )
        self._shapes = shapes_of(frozenset(policy.rules), standins)
        self._known.add(self._anchor.known)
        bind_all(self._scope, self._anchor.known)
        bind_standins(self._scope, self._anchor.known, standins)

    def _check_size(self, size: int) -> None:
        most = self._policy.limits.max_body_bytes
        if size > most:
            raise Refusal(
                413,
                "body_too_large",
                f"penname: the request has {size} bytes, the policy's limit is {most} "
                f"(limits.max_body_bytes of {self._policy.name}).",
            )

    def _new_masker(self) -> Masker:
        return Masker(
            policy=self._policy,
            scope=self._scope,
            shapes=self._shapes,
            today=self._today,
            provider=self.route.provider,
            memory=self._memory,
            tally=self._asked,
            known=self._known,
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
            tally=self._replied,
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
            links = (_links_of(slot, self._shapes) for slot in self._slots)
            self._links = self._anchor.links.union(*links)
        return (host, surrogate) in self._links

    def _may_restore(self, entity_type: str, place: str) -> bool:
        rule = self._policy.rules.get(entity_type)
        return rule is None or reaches(place, rule.restore)

    def _is_own(self, value: str) -> bool:
        """Whether the client sent a value itself, now or earlier in a stored conversation."""
        if self._known.covers(value):
            return True
        return any(stands_in(value, slot.text) for slot in self._slots)

    async def _check_query(self, query: str) -> None:
        """A query string is not rewritten: with personal data in it the call is refused."""
        if not query:
            return
        parts = [unquote_plus(query), *(value for pair in parse_qsl(query) for value in pair)]
        segments = [Segment(part) for part in parts]
        found = await self._detector.detect(segments, self._policy.profile)
        for spans, part in zip(found, parts, strict=True):
            judged = [
                (span, self._policy.decide(span, part[span.start : span.end], self._today))
                for span in spans
            ]
            acting = [
                Decided(span, decision)
                for span, decision in judged
                if decision is not None and decision.action is not Action.ALLOW
            ]
            # The parts are readings of one text, which is to count once.
            if acting or part is parts[0]:
                self._asked.add("", QUERY, [brief(*one) for one in judged])
                self._asked.note(part, acting)
            if acting:
                raise Refusal(
                    BLOCKED_STATUS[self.route.provider],
                    "pii_in_query",
                    f"penname: the query string holds a {acting[0].span.entity_type}; it would be "
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
        anchor = self._home.recall_anchor(name)
        mine = self._anchor
        self._anchor = Anchor(
            mine.hosts | anchor.hosts,
            (*mine.known, *anchor.known),
            mine.links | anchor.links,
            mine.conversation or anchor.conversation,
        )

    def _remember_anchor(self, name: str | None) -> None:
        if not self.route.dialect.anchors or not name or self._masker is None:
            return
        self._knows_host("")
        self._sent_together("", "")
        known = tuple(dict.fromkeys((*self._anchor.known, *self._masker.known.entries)))
        if self._policy.vault_scope == "request":
            known = ()  # its values are gone with it, here too
        anchor = Anchor(
            self._hosts or frozenset(),
            known,
            self._links or frozenset(),
            self._anchor.conversation,
        )
        home = self._scopes.open("tenant", "", self._policy.vault_ttl_s)
        for one in (name, *self._conversations):
            home.remember_anchor(one, anchor)


def _model_of(document: Document) -> str | None:
    """The model that a request names. Raises Refusal for two: the policy may depend on it."""
    if document.root.is_repeated("model"):
        raise Refusal(400, "invalid_json", "penname: the request names its model twice.")
    return document.root.label("model")


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


def _links_of(slot: Slot, shapes: Shapes) -> Iterator[tuple[str, str]]:
    """(host, surrogate) for each masked value of a text that stands in a URL."""
    for edit in slot.edits:
        place = url_at(slot.text, edit.start)
        if place is not None:
            token = place.token
            if place.in_authority:
                token += authority_rest(slot.text, edit.start, spread=place.spread)[0]
            for host in hosts_of(token, spread=place.spread):
                # A stand-in may be written in capitals, as its value was.
                found = shapes.find(edit.text)
                yield host, edit.text if found is None else found.canonical


def _is_text(content_type: str) -> bool:
    kind = content_type.partition(";")[0].strip().lower()
    return kind.startswith("text/") or kind.endswith(("json", "xml"))
