"""Restoring a whole JSON document: an answer, an error, a snapshot inside an event."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from penname.dialects.table import Kind, State, Table, states_of
from penname.exchange.context import Context, number_key
from penname.exchange.known import MIN_NUMBER_DIGITS
from penname.exchange.places import tool_named
from penname.exchange.reply import numbers_quoted
from penname.mask.offsets import backward, forward, invert
from penname.mask.restore import restore_text
from penname.policy.strictness import TOOL
from penname.text.json_text import Document, Edit, Leaf, LeafKind, Node, splice
from penname.text.surrogate import CORE_LENGTH

#: Kinds whose text is the provider's own and is passed as it came.
_UNTOUCHED = frozenset({Kind.OPAQUE, Kind.SECRET, Kind.BASE64, Kind.SCHEMA, Kind.LOGPROBS})
_ARGUMENTS = frozenset({Kind.JSON, Kind.TREE, Kind.DELTA_JSON})
#: The digits of a number surrogate; a card's stand-in has one more.
_SHORTEST_NUMBER = 15
#: Members whose text the model wrote: worth remembering for when it comes back.
_TEXT_MEMBERS = ("content", "text")


@dataclass(slots=True)
class Restored:
    """What restoring a document changes: edits of the document, and per text the way back."""

    edits: list[Edit] = field(default_factory=list)
    by_node: dict[tuple[int, str], list[Edit]] = field(default_factory=dict)
    #: Objects in which a text changed, and all above them, by id.
    touched: set[int] = field(default_factory=set)


#: Resolves an OFFSET leaf that has no text beside it (events): offset → restored offset.
OffsetOf = Callable[[Leaf, int], int | None]
#: The tool whose arguments a leaf stands in, "" if unknown.
ToolOf = Callable[[Leaf], str]


async def restore_document(
    context: Context,
    document: Document,
    table: Table,
    *,
    skip: frozenset[Kind] = frozenset(),
    offset_of: OffsetOf | None = None,
    remember: bool = True,
    states: dict[int, State] | None = None,
    tool_of: ToolOf | None = None,
) -> Restored:
    """The edits that restore a document. Leaves of the kinds in `skip` are left to the caller;
    `states` are those of `states_of`, where the caller has them already. `tool_of` names the
    tool of arguments that have no name beside them (events).

    Raises JsonTextError for a string that cannot be decoded.
    """
    if states is None:
        states = states_of(table, document.nodes)
    done = Restored()
    leaves = document.leaves if context.guard.active else _worth_a_look(document)
    offsets: list[tuple[Leaf, Kind]] = []
    for leaf in leaves:
        kind = table.kind_of(states[id(leaf.node)], leaf)
        if kind in skip or leaf.kind is LeafKind.OTHER:
            continue
        if kind in (Kind.OFFSET, Kind.DOCUMENT_OFFSET):
            offsets.append((leaf, kind))
        elif kind is Kind.IDENT:
            _ident(context, document, leaf, done)
        elif kind not in _UNTOUCHED and (leaf.kind is not LeafKind.KEY or _long(leaf)):
            place = "text" if kind not in _ARGUMENTS else _tool_place(leaf, states, tool_of)
            restore = _number if leaf.kind is LeafKind.NUMBER else _string
            await restore(context, document, leaf, kind, done, place, remember=remember)
    for leaf, kind in offsets:
        _offset(context, document, leaf, kind, done, offset_of)
    if done.touched:
        done.edits += emptied(logprobs(document, states), done.touched)
    done.edits.sort(key=lambda edit: edit.start)
    return done


def _worth_a_look(document: Document) -> list[Leaf]:
    """The leaves that could hold a surrogate: half of all leaves are short keys."""
    return [leaf for leaf in document.leaves if leaf.kind is not LeafKind.KEY or _long(leaf)]


async def restore_plain(context: Context, text: str) -> str:
    """A text that is no JSON, restored; what the model made up is hidden in it too."""
    if context.guard.active:
        text = splice(text, await context.guard.edits(text))
    return restore_text(context.rules, text)[0]


def _long(leaf: Leaf) -> bool:
    """Whether a key could hold a surrogate at all (a type, `_`, eight characters)."""
    return leaf.end - leaf.start > CORE_LENGTH + 1


def _tool_place(leaf: Leaf, states: dict[int, State], tool_of: ToolOf | None) -> str:
    return TOOL + (tool_named(leaf, states) or (tool_of(leaf) if tool_of else ""))


async def _string(
    context: Context,
    document: Document,
    leaf: Leaf,
    kind: Kind,
    done: Restored,
    place: str,
    *,
    remember: bool,
) -> None:
    decoded = document.decode(leaf)
    text, hidden = decoded.text, []
    if context.guard.active and (leaf.kind is LeafKind.STRING or kind in _ARGUMENTS):
        hiding = await context.guard.edits(text)
        if kind is Kind.JSON:
            hiding = numbers_quoted(text, hiding)
        text, hidden = splice(text, hiding), invert(hiding, text)
    restored, restores = restore_text(context.rules, text, place)
    if remember and leaf.kind is LeafKind.STRING:
        context.remember(restored, hidden, restores, is_json=kind is Kind.JSON)
    if restored == decoded.text:
        return
    touch(done.touched, leaf.node)
    inner = invert(restores, restored)
    done.by_node[(id(leaf.node), str(leaf.key))] = inner
    whole = [Edit(0, len(decoded.text), restored)]
    done.edits += decoded.outward(whole if hidden else inner)


def _ident(context: Context, document: Document, leaf: Leaf, done: Restored) -> None:
    """An identifier is the provider's own, unless the client sent a value in its place."""
    if leaf.kind is LeafKind.NUMBER:
        return
    if context.rules.shapes.find(document.text[leaf.start : leaf.end]) is None:
        return
    decoded = document.decode(leaf)
    restored, restores = restore_text(context.rules, decoded.text)
    done.edits += decoded.outward(invert(restores, restored))


async def _number(
    context: Context,
    document: Document,
    leaf: Leaf,
    kind: Kind,
    done: Restored,
    place: str,
    *,
    remember: bool,
) -> None:
    literal = document.text[leaf.start : leaf.end]
    if context.guard.active and kind in _ARGUMENTS and len(literal) >= MIN_NUMBER_DIGITS:
        for edit in numbers_quoted(literal, await context.guard.edits(literal)):
            done.edits.append(Edit(leaf.start + edit.start, leaf.start + edit.end, edit.text))
            return
    value = _number_value(context, literal, place)
    if value is not None:
        touch(done.touched, leaf.node)
        done.edits.append(Edit(leaf.start, leaf.end, value))
    elif remember and kind in _ARGUMENTS:
        context.scope.remember_reply(number_key(literal), ())


def _number_value(context: Context, literal: str, place: str) -> str | None:
    """The number that a surrogate or a stand-in of digits stands for, in the same digits' form."""
    found = context.rules.shapes.find(literal) if len(literal) >= _SHORTEST_NUMBER else None
    if found is None or found.end - found.start < len(literal):
        return None
    entry = context.rules.live.reveal(found.canonical)
    if entry is None or not context.rules.may_restore(entry.entity_type, place):
        return None
    return found.dressed(entry.value)


def _offset(
    context: Context,
    document: Document,
    leaf: Leaf,
    kind: Kind,
    done: Restored,
    offset_of: OffsetOf | None,
) -> None:
    literal = document.text[leaf.start : leaf.end]
    if leaf.kind is not LeafKind.NUMBER or not literal.isdigit():
        return
    if kind is Kind.DOCUMENT_OFFSET:
        mapped = _document_offset(context, leaf, int(literal))
    else:
        mapped = _answer_offset(leaf, int(literal), done)
        if mapped is None and offset_of is not None:
            mapped = offset_of(leaf, int(literal))
    if mapped is not None and str(mapped) != literal:
        done.edits.append(Edit(leaf.start, leaf.end, str(mapped)))


def _document_offset(context: Context, leaf: Leaf, offset: int) -> int | None:
    """An offset into a masked document of the request, as one into the client's own."""
    index = leaf.node.label("document_index")
    if index is None or not index.isdigit() or int(index) >= len(context.documents):
        return None
    return backward(context.documents[int(index)], offset)


def _answer_offset(leaf: Leaf, offset: int, done: Restored) -> int | None:
    """An offset into the answer's text, which stands in a node above."""
    node: Node | None = leaf.node
    while node is not None:
        for member in _TEXT_MEMBERS:
            if (id(node), member) in done.by_node:
                return forward(done.by_node[(id(node), member)], offset)
        node = node.parent
    return None


def logprobs(document: Document, states: dict[int, State]) -> list[Node]:
    """Per-token data: the outermost nodes, to be emptied where the text beside them changed."""
    return [
        node
        for node in document.nodes
        if states[id(node)].kind is Kind.LOGPROBS
        and (node.parent is None or states[id(node.parent)].kind is not Kind.LOGPROBS)
    ]


def emptied(nodes: Iterable[Node], touched: set[int]) -> list[Edit]:
    """The edits that empty those nodes whose object holds a changed text."""
    return [
        Edit(node.start, node.end, "[]" if node.is_array else "null")
        for node in nodes
        if id(node.parent) in touched
    ]


def touch(touched: set[int], node: Node) -> None:
    """Note that a text changed in an object, and so in all above it (by id)."""
    above: Node | None = node
    while above is not None and id(above) not in touched:
        touched.add(id(above))
        above = above.parent
