"""The parts of a streamed answer: events that wait, and the texts that grow through them."""

from __future__ import annotations

from dataclasses import dataclass, field

from penname.dialects.dialect import Channel
from penname.exchange.body import emptied, touch
from penname.exchange.context import MAX_REMEMBERED
from penname.exchange.reply import ReplyWindow
from penname.mask.restore import Restorer
from penname.text.json_text import Decoded, Document, Edit, Leaf, Node, splice
from penname.text.sse import ServerSentEvent, rewrite


@dataclass(slots=True, eq=False, repr=False)
class Share:
    """One event's part of a channel: the literal it stands in, and its restored text."""

    decoded: Decoded
    node: Node
    text: str = ""
    open: bool = False

    def __repr__(self) -> str:
        return f"Share(<{len(self.text)} characters>, {'open' if self.open else 'closed'})"


@dataclass(slots=True, eq=False)
class Waiting:
    """An event in the queue, with what will have changed in it when it goes out."""

    event: ServerSentEvent
    document: Document | None = None
    shares: list[Share] = field(default_factory=list)
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
            edits += share.decoded.outward([Edit(0, len(share.decoded.text), share.text)])
            touch(touched, share.node)
        # What stands beside a text that is no share was emptied with it (restore_document).
        edits += emptied(self.logprobs, touched - self.touched)
        edits.sort(key=lambda edit: edit.start)
        return rewrite(self.event, splice(self.document.text, edits))


@dataclass(slots=True, eq=False, repr=False)
class Flow:
    """The state of one channel. `last` is its newest share.

    `shown` is what the client was given, up to MAX_REMEMBERED characters; `size` counts on.
    `hidden` are the reply guard's edits, with offsets in the text after hiding, which is
    `middle` characters long by now; `inside` says whether a JSON string is open at its end.
    """

    restorer: Restorer
    window: ReplyWindow | None
    is_json: bool
    last: Share
    shown: list[str] = field(default_factory=list)
    size: int = 0
    hidden: list[Edit] = field(default_factory=list)
    middle: int = 0
    inside: bool = False

    def __repr__(self) -> str:
        return f"Flow(<{self.size} characters>, {self.restorer!r}, {self.window!r})"

    def show(self, text: str) -> str:
        """Note a text that the client is given; returns it."""
        self.size += len(text)
        if self.size <= MAX_REMEMBERED:
            self.shown.append(text)
        return text


def channel_of(leaf: Leaf, group: tuple[str, ...]) -> Channel:
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
