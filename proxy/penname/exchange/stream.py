"""A streamed answer: event in, the same event with restored text out.

Theory of operation. Events stay one to one and in order. A text that grows over events
is a channel; each event's share of it is a `_Share`. What a channel holds back (only
what could still become a live surrogate, see mask/restore) travels in its next share.
While the last share of a channel could still get such a remainder back (at the channel's
end), its event waits in the queue, and all later events wait behind it; comments and
pings do not.

    feed:    share.text = restorer.feed(share.text); the channel's previous share is closed;
             this one stays open while something is held
    end:     the remainder goes into the channel's last share, which is still in the queue
    emit:    from the head of the queue while no share is open

The invariant: for every way of cutting the bytes, the output is that of one cut.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from penname.dialects.dialect import EVERYTHING, Channel, Ended
from penname.dialects.table import Kind, states_of
from penname.exchange.body import emptied, logprobs, restore_document, restore_plain, touch
from penname.exchange.context import MAX_REMEMBERED, Context
from penname.exchange.refusal import Refusal
from penname.exchange.reply import ReplyWindow, ends_inside, numbers_quoted
from penname.mask.offsets import forward, invert
from penname.mask.restore import Restorer
from penname.text.json_text import (
    Decoded,
    Document,
    Edit,
    JsonTextError,
    Leaf,
    LeafKind,
    Node,
    encode_inside,
    scan,
    splice,
)
from penname.text.sse import ServerSentEvent, SseDecoder, SseError, rewrite

_DELTAS = frozenset({Kind.DELTA, Kind.DELTA_JSON})
DONE = "[DONE]"
#: Paths of the channels that annotations index: not reasoning, refusals or arguments.
_ANSWERS = ("delta.content", "delta")


@dataclass(slots=True, eq=False)
class _Share:
    """One event's part of a channel: the literal it stands in, and its restored text."""

    decoded: Decoded
    node: Node
    text: str = ""
    open: bool = False


@dataclass(slots=True, eq=False)
class _Waiting:
    """An event in the queue, with what will have changed in it when it goes out."""

    event: ServerSentEvent
    document: Document | None = None
    shares: list[_Share] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    logprobs: list[Node] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)

    @property
    def ready(self) -> bool:
        return not any(share.open for share in self.shares)

    def bytes(self) -> bytes:
        """The event as it goes out; its own bytes if nothing in it changed."""
        if self.document is None:
            return self.event.raw
        changed = [share for share in self.shares if share.text != share.decoded.text]
        if not changed and not self.edits:
            return self.event.raw
        edits = list(self.edits)
        touched: set[int] = set()
        for share in changed:
            span = share.decoded.raw_span(0, len(share.decoded.text))
            edits.append(Edit(*span, encode_inside(share.text)))
            touch(touched, share.node)
        # What stands beside a text that is no share was emptied with it (restore_document).
        edits += emptied(self.logprobs, touched - self.touched)
        edits.sort(key=lambda edit: edit.start)
        return rewrite(self.event, splice(self.document.text, edits))


@dataclass(slots=True, eq=False)
class _Flow:
    """The state of one channel."""

    restorer: Restorer
    window: ReplyWindow | None
    is_json: bool
    last: _Share | None = None
    shown: list[str] = field(default_factory=list)
    size: int = 0
    hidden: list[Edit] = field(default_factory=list)
    middle: int = 0
    inside: bool = False

    def show(self, text: str) -> str:
        self.size += len(text)
        if self.size <= MAX_REMEMBERED:
            self.shown.append(text)
        return text


class ResponseStream:
    """Restores one event stream. `feed` chunks of bytes, then `close` (or `abort`)."""

    def __init__(
        self, context: Context, on_id: Callable[[str | None], None] = lambda _name: None
    ) -> None:
        self._context = context
        self._on_id = on_id
        self._decoder = SseDecoder()
        self._queue: deque[_Waiting] = deque()
        self._flows: dict[Channel, _Flow] = {}
        self._out: list[bytes] = []

    async def feed(self, chunk: bytes) -> bytes:
        """The next bytes from upstream; returns what can go to the client now.

        Raises Refusal for bytes that are no event stream.
        """
        try:
            for event in self._decoder.feed(chunk):
                await self._take(event)
        except SseError as error:
            raise _bad_stream(error) from None
        return self._emit()

    async def close(self) -> bytes:
        """The upstream has ended its answer; returns the rest."""
        rest = self._decoder.close()
        if rest.strip(b"\r\n"):
            await self._take_rest(rest)
            rest = b""
        await self._end(EVERYTHING)
        return self._emit() + rest

    def abort(self) -> bytes:
        """The upstream was cut off; returns what was held back, as far as it is whole."""
        for flow in self._flows.values():
            if flow.last is not None:
                flow.last.text += flow.restorer.close()
                flow.last.open = False
        return self._emit()

    async def _take_rest(self, rest: bytes) -> None:
        """An event without its blank line at the end: completed, as most clients read it."""
        whole = rest + (b"\n" if rest.endswith(b"\n") else b"\n\n")
        try:
            for event in SseDecoder().feed(whole):
                await self._take(event)
        except SseError as error:
            raise _bad_stream(error) from None

    async def _take(self, event: ServerSentEvent) -> None:
        if event.data is None:
            self._pass(event)
        elif event.data.strip() == DONE:
            await self._end(EVERYTHING)
            self._queue.append(_Waiting(event))
        else:
            await self._take_data(event, event.data)

    def _pass(self, event: ServerSentEvent) -> None:
        """Comments and the like go out at once: a connection's keep-alive must not wait."""
        self._drain()
        self._out.append(event.raw)

    async def _take_data(self, event: ServerSentEvent, data: str) -> None:
        try:
            document = scan(data, halves=True)
        except JsonTextError:
            restored = await restore_plain(self._context, data)
            raw = event.raw if restored == data else rewrite(event, restored)
            self._queue.append(_Waiting(ServerSentEvent(raw, event.event, None, False)))
            return
        root = document.root
        if root is not None and root.label("type") == "ping":
            self._pass(event)
            return
        try:
            await self._take_document(event, document)
        except JsonTextError as error:
            raise _bad_stream(error) from None

    async def _take_document(self, event: ServerSentEvent, document: Document) -> None:
        dialect = self._context.dialect
        ended = dialect.ended(document)
        table = dialect.event
        states = states_of(table, document.nodes)
        waiting = _Waiting(event, document)
        waiting.logprobs = logprobs(document, states)
        group = dialect.root_group(document)
        self._queue.append(waiting)
        if dialect.anchors:
            self._on_id(_stored_id(document))
        for leaf in document.leaves:
            if leaf.kind is not LeafKind.STRING:
                continue
            kind = table.kind_of(states[id(leaf.node)], leaf)
            if kind in _DELTAS:
                await self._share(waiting, document, leaf, kind, group)
        restored = await restore_document(
            self._context,
            document,
            table,
            skip=_DELTAS,
            offset_of=lambda leaf, offset: self._restored_offset(leaf, group, offset),
            remember=False,
            states=states,
        )
        waiting.edits = restored.edits
        waiting.touched = restored.touched
        await self._end(ended)

    async def _share(
        self,
        waiting: _Waiting,
        document: Document,
        leaf: Leaf,
        kind: Kind,
        group: tuple[str, ...],
    ) -> None:
        channel = _channel_of(leaf, group)
        flow = self._flows.get(channel)
        if flow is None:
            flow = self._flows[channel] = self._open(kind)
        share = _Share(document.decode(leaf), leaf.node)
        waiting.shares.append(share)
        share.text = flow.show(await self._advance(flow, share.decoded.text))
        if flow.last is not None:
            flow.last.open = False
        flow.last = share
        share.open = flow.restorer.held > 0 or flow.window is not None

    def _open(self, kind: Kind) -> _Flow:
        is_json = kind is Kind.DELTA_JSON
        restorer = Restorer(self._context.rules, "tool_arguments" if is_json else "text")
        window = ReplyWindow() if self._context.guard.active else None
        return _Flow(restorer, window, is_json)

    async def _advance(self, flow: _Flow, text: str) -> str:
        if flow.window is not None:
            text = flow.window.feed(text)
            if flow.window.forced:
                end = await self._context.guard.safe_length(text, flow.window.held)
                flow.window.give_back(text[end:])
                text = text[:end]
            text = await self._hide(flow, text)
        return flow.restorer.feed(text) if text else ""

    async def _hide(self, flow: _Flow, text: str) -> str:
        """The reply guard's word on the next stretch of a model text."""
        if not text:
            return text
        edits = await self._context.guard.edits(text)
        if flow.is_json:
            edits = numbers_quoted(text, edits, inside=flow.inside)
            flow.inside = ends_inside(text, inside=flow.inside)
        hidden = splice(text, edits)
        flow.hidden += [
            Edit(edit.start + flow.middle, edit.end + flow.middle, edit.text)
            for edit in invert(edits, text)
        ]
        flow.middle += len(hidden)
        return hidden

    async def _end(self, ended: Ended) -> None:
        """Flush and forget the channels that have ended."""
        for channel in [one for one in self._flows if ended.covers(one)]:
            flow = self._flows.pop(channel)
            rest = ""
            if flow.window is not None:
                rest = flow.restorer.feed(await self._hide(flow, flow.window.close()))
            rest += flow.restorer.close()
            if flow.last is not None:
                flow.last.text += flow.show(rest)
                flow.last.open = False
            if flow.size <= MAX_REMEMBERED:
                self._context.remember(
                    "".join(flow.shown), flow.hidden, flow.restorer.edits, is_json=flow.is_json
                )

    def _restored_offset(self, leaf: Leaf, group: tuple[str, ...], offset: int) -> int | None:
        """Where an offset into the answer's text stands after restoring (annotations)."""
        own = _channel_of(leaf, group).group[: 2 if group else 1]
        for channel, flow in self._flows.items():
            if channel.group[: len(own)] == own and channel.path.endswith(_ANSWERS):
                return forward(invert(flow.restorer.edits, "".join(flow.shown)), offset)
        return None

    def _drain(self) -> None:
        while self._queue and self._queue[0].ready:
            self._out.append(self._queue.popleft().bytes())

    def _emit(self) -> bytes:
        self._drain()
        out = b"".join(self._out)
        self._out.clear()
        return out


def _bad_stream(error: ValueError) -> Refusal:
    """`error` is an SseError or JsonTextError: their messages quote nothing."""
    return Refusal(502, "bad_upstream_stream", f"penname: upstream stream: {error}")


def _stored_id(document: Document) -> str | None:
    """The id of the stored response that an event speaks of."""
    for node in document.nodes:
        if node.key == "response" and node.depth == 2:
            return node.label("id")
    return None


def _channel_of(leaf: Leaf, group: tuple[str, ...]) -> Channel:
    """The channel of a delta: array elements count by their own `index` where they have one."""
    path: list[str] = [str(leaf.key)]
    indices: list[str] = []
    node: Node | None = leaf.node
    while node is not None and node.parent is not None:
        if node.parent.is_array:
            indices.append(node.label("index") or str(node.key))
            path.append("[]")
        else:
            path.append(str(node.key))
        node = node.parent
    return Channel((*group, *reversed(indices)), ".".join(reversed(path)))
