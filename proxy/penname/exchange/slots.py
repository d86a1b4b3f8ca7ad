"""Slots: every text place of a request, decoded, with the way back into the document.

A slot can lie several layers deep: JSON inside a JSON string (tool arguments), text in
base64 inside a data URL. Its edits are carried outwards layer by layer, so that the
bytes around them stay as they came.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum

from penname.dialects.dialect import Dialect
from penname.dialects.table import Kind, State, Table, states_of
from penname.exchange.attachments import payload_of
from penname.exchange.known import MIN_NUMBER_DIGITS
from penname.exchange.places import place_of
from penname.exchange.refusal import Refusal
from penname.text.json_text import (
    Document,
    Edit,
    JsonTextError,
    Leaf,
    LeafKind,
    Node,
    scan,
    splice,
)
from penname.text.views import views
from penname.text.words import has_letters

#: JSON in strings is followed this deep; deeper it is read as plain text.
MAX_LAYERS = 6
#: The shortest run that views decode.
MIN_ENCODED = 16
#: Shorter exempt texts cannot hold a value that the egress check looks for.
MIN_EXEMPT = 6
#: A layer takes edits of its decoded text to edits of the text that holds it.
Layer = Callable[[Sequence[Edit]], list[Edit]]


class Voice(Enum):
    """Who speaks in a text of a request."""

    CLIENT = "client"  # the user, the system prompt, the developer
    MODEL = "model"  # earlier answers, sent back
    OUTSIDE = "outside"  # tool results, documents: data from elsewhere


@dataclass(slots=True, eq=False)
class Slot:
    """One text place. `layers` lead from the innermost text out to the document.

    `role` and `part` are the words of a policy's `inspect`. `aside` is what does not stand
    in the conversation itself: tool definitions, the system prompt, metadata.
    """

    text: str
    kind: Kind
    leaf: Leaf
    hint: str = ""
    voice: Voice = Voice.CLIENT
    role: str = "user"
    part: str = "text"
    aside: bool = False
    detect: bool = True
    rank: int = 0
    layers: tuple[Layer, ...] = ()
    edits: list[Edit] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"Slot({self.kind}, <{len(self.text)} characters>)"

    @property
    def by_model(self) -> bool:
        return self.voice is Voice.MODEL

    @property
    def is_number(self) -> bool:
        return self.leaf.kind is LeafKind.NUMBER

    def root_edits(self) -> list[Edit]:
        """This slot's edits as edits of the document."""
        edits: list[Edit] = self.edits
        if not edits:
            return edits
        for layer in self.layers:
            edits = layer(edits)
        return edits


@dataclass(slots=True)
class Walk:
    """What a request is made of: its slots, and the texts that tables exempt from masking."""

    slots: list[Slot] = field(default_factory=list)
    exempt: list[str] = field(default_factory=list)


_IDENT = re.compile(r"@?[A-Za-z0-9_./:+=,-]{0,512}(?:@[0-9]{1,10})?")
_OPAQUE = re.compile(r"[^\s@]*")
#: At most six digits, and not digits with marks alone (an address, a date).
_PLAIN_KEY = re.compile(
    r"(?=(?:[^0-9]*[0-9]){0,6}[^0-9]*\Z)(?!(?:[0-9]+[.:/-])+[0-9]+\Z)[A-Za-z0-9_$.:/-]{1,64}"
)
#: Places where a number can be a value of the client's: free JSON and unknown members.
_FREE = frozenset({Kind.TREE, Kind.JSON, Kind.TEXT})
_ARGUMENTS = frozenset({Kind.TREE, Kind.JSON})


class Walker:
    """Walks one document of a dialect; nested documents get walkers of their own."""

    def __init__(self, dialect: Dialect, table: Table) -> None:
        self._dialect = dialect
        self._table = table
        self.walk = Walk()

    def run(self, document: Document) -> Walk:
        """All slots of a request. Raises Refusal for token arrays."""
        self._document(document, states_of(self._table, document.nodes), (), None, 0)
        self.walk.slots.sort(key=lambda slot: slot.rank)
        return self.walk

    def _document(
        self,
        document: Document,
        states: dict[int, State],
        layers: tuple[Layer, ...],
        outer: Slot | None,
        depth: int,
    ) -> None:
        speeches = _speeches(document.nodes, self._dialect)
        ranks: dict[int, int] = {}
        for leaf in document.leaves:
            kind = self._table.kind_of(states[id(leaf.node)], leaf)
            if leaf.kind is LeafKind.OTHER or kind is Kind.SECRET:
                continue
            if kind is Kind.SCHEMA:
                self._exempt(document.decode(leaf).text)
                continue
            if leaf.kind is LeafKind.NUMBER and kind is Kind.TOKENS:
                raise Refusal(
                    400,
                    "token_array",
                    f"penname: {place_of(leaf)} holds token ids, which are text that cannot be "
                    "read here. Send the text itself (LangChain: "
                    "check_embedding_ctx_length=False).",
                )
            slot = self._slot(document, leaf, kind, layers)
            if slot is None:
                continue
            speech = speeches[id(leaf.node)]
            if outer is None:
                slot.rank = self._rank(leaf.node, leaf.key, ranks)
                self._say(slot, speech)
            else:
                # A text is whose it is, whatever the JSON inside it says about itself.
                slot.rank, slot.aside = outer.rank, outer.aside
                slot.role, slot.part = outer.role, outer.part
                slot.voice = speech.voice if outer.voice is Voice.CLIENT else outer.voice
            self._deeper(document, slot, depth)

    def _say(self, slot: Slot, speech: _Speech) -> None:
        """Note who speaks. The conversation is the last top-level member that is read."""
        order = self._dialect.prefix_order
        slot.aside = bool(order) and slot.rank != len(order) - 1
        slot.voice, slot.role, slot.part = speech.voice, speech.role, speech.part
        if slot.rank < len(order) - 1 and speech.voice is Voice.CLIENT:
            slot.role = "system"
        if speech.voice is Voice.MODEL and slot.kind in _ARGUMENTS:
            slot.part = "tool_arguments"

    def _exempt(self, text: str) -> None:
        """Keep an exempt text for the egress check; short ones hold no specific value."""
        if len(text) >= MIN_EXEMPT:
            self.walk.exempt.append(text)

    def _rank(self, node: Node, key: str | int | None, ranks: dict[int, int]) -> int:
        """The place of a leaf's top-level member in the order the provider reads."""
        if id(node) not in ranks:
            top: str | int | None = key
            above = node
            while above.parent is not None:
                top, above = above.key, above.parent
            order = self._dialect.prefix_order
            rank = order.index(str(top)) if top in order else len(order)
            if node.parent is None:
                return rank
            ranks[id(node)] = rank
        return ranks[id(node)]

    def _slot(
        self, document: Document, leaf: Leaf, kind: Kind, layers: tuple[Layer, ...]
    ) -> Slot | None:
        if leaf.kind is LeafKind.NUMBER:
            return self._number(document, leaf, kind, layers)
        decoded = document.decode(leaf)
        text = decoded.text
        if leaf.kind is LeafKind.KEY:
            plain = _PLAIN_KEY.fullmatch(text) is not None and not _disguised(text)
            if plain and kind is not Kind.TREE:
                return None
            hint, detect = "", not plain
        else:
            hint, detect = _hint(leaf), True

        outward = (decoded.outward, *layers)
        return Slot(text, kind, leaf, hint=hint, detect=detect, layers=outward)

    @staticmethod
    def _number(
        document: Document, leaf: Leaf, kind: Kind, layers: tuple[Layer, ...]
    ) -> Slot | None:
        literal = document.text[leaf.start : leaf.end]
        if kind not in _FREE or len(literal) < MIN_NUMBER_DIGITS:
            return None

        def outward(edits: Sequence[Edit]) -> list[Edit]:
            return [Edit(leaf.start + e.start, leaf.start + e.end, e.text) for e in edits]

        return Slot(literal, Kind.TREE, leaf, hint=_hint(leaf), layers=(outward, *layers))

    def _deeper(self, document: Document, slot: Slot, depth: int) -> None:
        """Keep a slot, or what lies inside it."""
        text, kind = slot.text, slot.kind
        # An identifier that decodes to a text (base64, hex) is a text in disguise.
        if kind is Kind.IDENT and _IDENT.fullmatch(text) is not None and not _disguised(text):
            self._exempt(text)
            return
        exempt = self._dialect.exempt_text
        if exempt is not None and exempt.fullmatch(text) is not None:
            self._exempt(text)
            return
        if kind is Kind.OPAQUE and _OPAQUE.fullmatch(text) is not None:
            self._exempt(text)
            return
        if kind is Kind.BASE64 and self._binary(slot):
            return
        if slot.leaf.kind is LeafKind.STRING and kind is not Kind.DOCUMENT and depth < MAX_LAYERS:
            inner = _nested(text, any_json=kind is Kind.JSON)
            if inner is not None:
                states = {id(node): State((), Kind.TREE) for node in inner.nodes}
                self._document(inner, states, slot.layers, slot, depth + 1)
                return
        if has_letters(text):
            self.walk.slots.append(slot)

    def _binary(self, slot: Slot) -> bool:
        """Whether a BASE64 place really holds binary data; text in base64 becomes a slot."""
        payload = payload_of(slot.text)
        if payload is None:
            return False
        text = payload.read(slot.leaf.node.label("media_type"))
        if text is None:
            return True
        size = len(slot.text)

        def outward(edits: Sequence[Edit]) -> list[Edit]:
            masked = base64.b64encode(splice(text, edits).encode()).decode()
            return [Edit(payload.start, size, masked)]

        slot.text = text
        slot.layers = (outward, *slot.layers)
        return False


def _disguised(text: str) -> bool:
    """Whether an identifier decodes to a text (base64, hex). Shorter ones hold no value.

    What only has other borders (`call_0123456789`) is an identifier all the same.
    """
    return len(text) >= MIN_ENCODED and any(view.names for view in views(text))


def _hint(leaf: Leaf) -> str:
    """The nearest object key: `phone` for the number behind it."""
    if isinstance(leaf.key, str):
        return leaf.key
    node: Node | None = leaf.node
    while node is not None and not isinstance(node.key, str):
        node = node.parent
    return "" if node is None else str(node.key)


_MODEL_ROLES = frozenset({"assistant", "model"})
_OUTSIDE_ROLES = frozenset({"tool", "function"})
_SYSTEM_ROLES = frozenset({"system", "developer"})
_DOCUMENTS = frozenset({"document", "search_result", "file", "input_file"})


@dataclass(frozen=True, slots=True)
class _Speech:
    """Who speaks in a node, in our words and in those of a policy's `inspect`."""

    voice: Voice
    role: str
    part: str


_USER = _Speech(Voice.CLIENT, "user", "text")
_SYSTEM = _Speech(Voice.CLIENT, "system", "text")
_ASSISTANT = _Speech(Voice.MODEL, "assistant", "text")
_DOCUMENT = _Speech(Voice.OUTSIDE, "user", "documents")
_TOOL_RESULT = _Speech(Voice.OUTSIDE, "tool", "tool_results")


def _speeches(nodes: list[Node], dialect: Dialect) -> dict[int, _Speech]:
    """Who speaks in each node; what stands inside another voice's node is that voice's."""
    speeches: dict[int, _Speech] = {}
    for node in nodes:
        above = _USER if node.parent is None else speeches[id(node.parent)]
        if above.voice is Voice.CLIENT:
            role, kind = node.label("role"), node.label("type")
            if role in _MODEL_ROLES or kind in dialect.model_types:
                above = _ASSISTANT
            elif role in _OUTSIDE_ROLES:
                above = _TOOL_RESULT
            elif kind in dialect.outside_types:
                above = _DOCUMENT if kind in _DOCUMENTS else _TOOL_RESULT
            elif role in _SYSTEM_ROLES:
                above = _SYSTEM
        speeches[id(node)] = above
    return speeches


def _nested(text: str, *, any_json: bool) -> Document | None:
    """The document inside a string, if it is one (an object or array, or any JSON)."""
    stripped = text.strip()
    if not stripped or not (any_json or (stripped[0] in "{[" and stripped[-1] in "}]")):
        return None
    try:
        document = scan(text)
        for leaf in document.leaves:
            if leaf.kind is LeafKind.STRING:
                document.decode(leaf)
    except JsonTextError:
        return None
    return document
