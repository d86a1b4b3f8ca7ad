"""What all parts of one exchange share once its request has been masked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from penname.dialects.dialect import Dialect
from penname.exchange.reply import ReplyGuard
from penname.mask.offsets import compose
from penname.mask.restore import Rules
from penname.mask.vault import VaultScope
from penname.text.json_text import Edit, JsonTextError, LeafKind, scan

#: Longer texts of a model are not remembered (they would be detected anew).
MAX_REMEMBERED = 4_000_000


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
        if is_json:
            self._remember_strings(restored, edits)

    def _remember_strings(self, restored: str, edits: tuple[Edit, ...]) -> None:
        try:
            document = scan(restored, halves=True)
            for leaf in document.leaves:
                if leaf.kind is not LeafKind.STRING:
                    continue
                decoded = document.decode(leaf)
                if decoded.text == restored[leaf.start : leaf.end]:
                    inside = tuple(
                        Edit(edit.start - leaf.start, edit.end - leaf.start, edit.text)
                        for edit in edits
                        if leaf.start <= edit.start and edit.end <= leaf.end
                    )
                    self.scope.remember_reply(decoded.text, inside)
        except JsonTextError:
            return
