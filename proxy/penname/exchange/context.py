"""What all parts of one exchange share once its request has been masked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from penname.dialects.dialect import Dialect
from penname.exchange.reply import ReplyGuard
from penname.mask.offsets import compose
from penname.mask.restore import Rules
from penname.mask.vault import VaultScope
from penname.text.json_text import Edit, JsonTextError, Leaf, LeafKind, decode_literal, scan

#: Longer texts of a model are not remembered (they would be detected anew).
MAX_REMEMBERED = 4_000_000
#: JSON texts inside JSON strings are followed this deep, as they are in requests.
MAX_LAYERS = 6


@dataclass(slots=True)
class Context:
    """`documents`: for each document block of the request, the edits that masked it."""

    dialect: Dialect
    scope: VaultScope
    rules: Rules
    guard: ReplyGuard
    documents: Sequence[Sequence[Edit]] = field(default_factory=tuple)

    def remember(
        self, restored: str, hidden: Sequence[Edit], restores: Sequence[Edit], *, is_json: bool
    ) -> None:
        """Keep how a text that the client was given turns back into what the model wrote.

        `hidden` are the edits of the reply guard, `restores` those of the Restorer, each
        with offsets in its own result. For JSON (tool arguments) every string in it is
        kept too, since clients parse it and send it back in another form.
        """
        if not restored or len(restored) > MAX_REMEMBERED:
            return
        edits = tuple(compose(hidden, restores))
        self.scope.remember_reply(restored, edits)
        if is_json or restored.lstrip()[:1] in ("{", "["):
            self._remember_strings(restored, edits, MAX_LAYERS)

    def _remember_strings(self, restored: str, edits: Sequence[Edit], layers: int) -> None:
        """Keep each string of a JSON text, and of JSON texts inside its strings."""
        try:
            document = scan(restored, halves=True)
            for leaf in document.leaves:
                if leaf.kind is LeafKind.NUMBER:
                    self._remember_number(restored, leaf, edits)
                if leaf.kind is not LeafKind.STRING:
                    continue
                text = document.decode(leaf).text
                inside = _inside(restored, leaf, edits)
                self.scope.remember_reply(text, inside)
                if layers and text.lstrip()[:1] in ("{", "["):
                    self._remember_strings(text, inside, layers - 1)
        except JsonTextError:
            return

    def _remember_number(self, restored: str, leaf: Leaf, edits: Sequence[Edit]) -> None:
        """A number that the model wrote itself; a restored one has its surrogate anyway."""
        before = bisect_left(edits, leaf.end, key=lambda edit: edit.start) - 1
        if before < 0 or edits[before].end <= leaf.start:
            self.scope.remember_reply(number_key(restored[leaf.start : leaf.end]), ())


def number_key(literal: str) -> str:
    """Under what a number is remembered: apart from texts of the same characters."""
    return f"\0{literal}"


def _inside(text: str, leaf: Leaf, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Those edits that lie in a string literal, with offsets in its decoded text.

    Values hold nothing that JSON escapes, so no edit begins or ends inside an escape.
    """
    moved = []
    raw, decoded = leaf.start, 0
    first = bisect_left(edits, leaf.start, key=lambda edit: edit.start)
    for edit in edits[first:]:
        if edit.end > leaf.end:
            break
        decoded += len(decode_literal(text, raw, edit.start).text)
        moved.append(Edit(decoded, decoded + edit.end - edit.start, edit.text))
        raw, decoded = edit.end, decoded + edit.end - edit.start
    return tuple(moved)
