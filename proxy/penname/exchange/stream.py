"""A streamed answer: event in, the same event with restored text out.

Theory of operation. Events stay one to one and in order. A text that grows over events
is a channel; each event's part of it is a `Share`. What a channel holds back (only
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

from penname.dialects.dialect import EVERYTHING, Channel, Ended
from penname.dialects.table import Kind, states_of
from penname.exchange.body import logprobs, restore_document, restore_plain
from penname.exchange.channels import Flow, Share, Waiting, channel_of
from penname.exchange.context import MAX_REMEMBERED, Context
from penname.exchange.refusal import Refusal
from penname.exchange.reply import ReplyWindow, ends_inside, numbers_quoted
from penname.mask.offsets import forward, invert
from penname.mask.restore import Restorer
from penname.policy.strictness import TOOL
from penname.text.json_text import Document, Edit, JsonTextError, Leaf, LeafKind, scan, splice
from penname.text.sse import ServerSentEvent, SseDecoder, SseError, rewrite

_DELTAS = frozenset({Kind.DELTA, Kind.DELTA_JSON})
DONE = "[DONE]"
#: Members that hold a tool call, in all dialects.
_CALLS = frozenset({"function", "custom", "function_call", "item", "content_block"})
#: Paths of the channels that annotations index: not reasoning, refusals or arguments.
_ANSWERS = ("delta.content", "delta")


class ResponseStream:
    """Restores one event stream. `feed` chunks of bytes, then `close` (or `abort`)."""

    def __init__(
        self, context: Context, on_id: Callable[[str | None], None] = lambda _name: None
    ) -> None:
        self._context = context
        self._on_id = on_id
        self._decoder = SseDecoder()
        self._queue: deque[Waiting] = deque()
        self._flows: dict[Channel, Flow] = {}
        self._tools: dict[tuple[str, ...], str] = {}
        self._out: list[bytes] = []
        #: Whether the event has come after which clients take the answer for whole.
        self.finished = False

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
            self.finished = True
            await self._end(EVERYTHING)
            self._queue.append(Waiting(event))
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
            self._queue.append(Waiting(ServerSentEvent(raw, event.event, None, False)))
            return
        kind = document.root.label("type")
        self.finished = self.finished or kind in self._context.dialect.last_events
        if kind == "ping":
            self._pass(event)
        else:
            await self._take_document(event, document)

    async def _take_document(self, event: ServerSentEvent, document: Document) -> None:
        dialect = self._context.dialect
        ended = dialect.ended(document)
        table = dialect.event
        states = states_of(table, document.nodes)
        waiting = Waiting(event, document)
        waiting.logprobs = logprobs(document, states)
        group = dialect.root_group(document)
        if dialect.anchors:
            self._on_id(_stored_id(document))
        self._note_tools(document, group)
        for leaf in document.leaves:
            if leaf.kind is not LeafKind.STRING:
                continue
            kind = table.kind_of(states[id(leaf.node)], leaf)
            if kind in _DELTAS:
                await self._share(waiting, document, leaf, kind, group)
        if self._may_change(document.text):
            restored = await restore_document(
                self._context,
                document,
                table,
                skip=_DELTAS,
                offset_of=lambda leaf, offset: self._restored_offset(leaf, group, offset),
                remember=False,
                states=states,
                tool_of=lambda leaf: self._tool_at(leaf, group),
            )
            waiting.edits = restored.edits
            waiting.touched = restored.touched
        # Only now: after a failure above nothing of this event must ever go out.
        self._queue.append(waiting)
        await self._end(ended)

    def _may_change(self, data: str) -> bool:
        """Whether anything beside the deltas can change: most events say no at a glance.

        A surrogate stands in the JSON as it is, unless something of it or beside it is
        escaped.
        """
        context = self._context
        return (
            context.guard.active
            or "_index" in data
            or "\\" in data
            or context.rules.shapes.find(data) is not None
        )

    async def _share(
        self,
        waiting: Waiting,
        document: Document,
        leaf: Leaf,
        kind: Kind,
        group: tuple[str, ...],
    ) -> None:
        channel = channel_of(leaf, group)
        share = Share(document.decode(leaf), leaf.node)
        waiting.shares.append(share)
        flow = self._flows.get(channel)
        if flow is None:
            flow = self._flows[channel] = self._open(kind, share)
        if not flow.size and not flow.restorer.held:
            # Until the first text comes, the name of the tool may come too.
            flow.restorer = self._restorer(kind, self._tool_at(leaf, group))
        share.text = flow.show(await self._advance(flow, share.decoded.text))
        flow.last.open = False
        flow.last = share
        share.open = flow.restorer.held > 0 or flow.window is not None

    def _note_tools(self, document: Document, group: tuple[str, ...]) -> None:
        """Remember the names of tool calls: their arguments come in later events."""
        for leaf in document.leaves:
            if leaf.key == "name" and leaf.node.key in _CALLS and leaf.kind is LeafKind.STRING:
                name = document.decode(leaf).text
                if name:
                    self._tools.setdefault(self._call(leaf, group), name)

    def _call(self, leaf: Leaf, group: tuple[str, ...]) -> tuple[str, ...]:
        return channel_of(leaf, group).group[: self._context.dialect.tool_group]

    def _tool_at(self, leaf: Leaf, group: tuple[str, ...]) -> str:
        return self._tools.get(self._call(leaf, group), "")

    def _open(self, kind: Kind, first: Share) -> Flow:
        window = ReplyWindow() if self._context.guard.active else None
        return Flow(self._restorer(kind, ""), window, kind is Kind.DELTA_JSON, first)

    def _restorer(self, kind: Kind, tool: str) -> Restorer:
        place = TOOL + tool if kind is Kind.DELTA_JSON else "text"
        return Restorer(self._context.rules, place)

    async def _advance(self, flow: Flow, text: str) -> str:
        if flow.window is not None:
            text = flow.window.feed(text)
            if flow.window.forced:
                end = await self._context.guard.safe_length(text, flow.window.held)
                flow.window.give_back(text[end:])
                text = text[:end]
            text = await self._hide(flow, text)
        return flow.restorer.feed(text) if text else ""

    async def _hide(self, flow: Flow, text: str) -> str:
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
            flow.last.text += flow.show(rest)
            flow.last.open = False
            if flow.size <= MAX_REMEMBERED:
                self._context.remember(
                    "".join(flow.shown), flow.hidden, flow.restorer.edits, is_json=flow.is_json
                )

    def _restored_offset(self, leaf: Leaf, group: tuple[str, ...], offset: int) -> int | None:
        """Where an offset into the answer's text stands after restoring (annotations)."""
        own = channel_of(leaf, group).group[: 2 if group else 1]
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


def _bad_stream(error: SseError) -> Refusal:
    """An SseError's message quotes nothing of the stream."""
    return Refusal(502, "bad_upstream_stream", f"penname: upstream stream: {error}")


def _stored_id(document: Document) -> str | None:
    """The id of the stored response that an event speaks of."""
    for node in document.nodes:
        if node.key == "response" and node.depth == 2:
            return node.label("id")
    return None
