"""Something added to a YAML file: every line that is there stays as it is.

    allow:                       allow:
      - id: mailbox                - id: mailbox
        expires: 2027-06-30          expires: 2027-06-30
                                   - id: fb-2026-11-29-3f9a
    # what may not leave             expires: 2027-02-27
    deny: …
                                 # what may not leave
                                 deny: …

Where an item goes is guessed from the lines. The result is then read: it must say what the file
said before, and the item, and nothing else; or the file is given back to be changed by hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from penname.policy.problems import Context, Place
from penname.policy.tree import Listing, Node, Scalar, Table, entry_of, parse

#: Spaces before the dash of the first item of a list.
_INDENT = 2
_EMPTY = re.compile(r"\[\s*\]")
#: A line that belongs to what comes behind it: blank, or a comment at the very left.
_AHEAD = re.compile(r"\s*$|#")


class AmendError(ValueError):
    """Nothing can be added here; the message says why, and quotes nothing of the file."""


def with_item(text: str, key: str, lines: Sequence[str]) -> str:
    """The file with one more item at the end of the list under `key`, a key of the file itself.

    `lines` are those of the item, a mapping, without any indent. Raises AmendError.
    """
    root = _read(text)
    entry = entry_of(root, key)
    if entry is None:
        amended = _appended(text, [f"{key}:", *_item(lines, _INDENT)])
    elif not isinstance(entry.value, Listing):
        raise AmendError(f"{key} is no list")
    elif entry.value.items:
        amended = _behind(text, root, key, entry.value, lines)
    else:
        amended = _filled(text, entry.value.place, lines)
    return _checked(amended, _with(_said(root), key, [_said(_read("\n".join(lines)))]))


def with_key(text: str, key: str, lines: Sequence[str]) -> str:
    """The file with one more key at its end, a mapping. `lines` are those under the key, without
    their indent. Raises AmendError."""
    root = _read(text)
    if entry_of(root, key) is not None:
        raise AmendError(f"{key} is there already")
    amended = _appended(text, [f"{key}:", *(f"{'':{_INDENT}}{line}" for line in lines)], gap=False)
    return _checked(amended, _with(_said(root), key, _said(_read("\n".join(lines)))))


def _behind(text: str, root: Node, key: str, listing: Listing, lines: Sequence[str]) -> str:
    """The file with an item behind the last one of a list."""
    split = text.splitlines(keepends=True)
    place = listing.place
    if split[place.line - 1][place.column - 1] != "-":
        raise AmendError(f"{key} stands in brackets: write each of its items on a line of its own")
    end, newline = _end(split, root, place), _end_of_line(text)
    item = [f"{line}{newline}" for line in _item(lines, place.column - 1)]
    if len(listing.items) > 1 and not split[listing.items[-1].place.line - 2].strip():
        item.insert(0, newline)  # as between the others
    if not split[end - 1].endswith(("\n", "\r")):
        split[end - 1] += newline
    return "".join([*split[:end], *item, *split[end:]])


def _end(split: Sequence[str], root: Node, place: Place) -> int:
    """How many lines there are up to the end of a list that begins at a place."""
    entries = root.entries.values() if isinstance(root, Table) else ()
    later = [entry.place.line - 1 for entry in entries if entry.place.line > place.line]
    end = min(later, default=len(split))
    while end > place.line and _AHEAD.match(split[end - 1]):
        end -= 1
    return end


def _filled(text: str, place: Place, lines: Sequence[str]) -> str:
    """The file with an item in the place of `[]`."""
    split = text.splitlines(keepends=True)
    line = split[place.line - 1]
    found = _EMPTY.match(line, place.column - 1)
    if found is None:
        raise AmendError("an empty list goes over several lines: write it as []")
    end = _end_of_line(text)
    rest = line[found.end() :].strip()
    head = line[: found.start()].rstrip() + (f"  {rest}" if rest else "")
    item = "".join(f"{one}{end}" for one in _item(lines, _INDENT))
    return "".join([*split[: place.line - 1], head, end, item, *split[place.line :]])


def _appended(text: str, lines: Sequence[str], *, gap: bool = True) -> str:
    """The file with lines at its end, behind a blank one."""
    end = _end_of_line(text)
    kept = text.rstrip() + end
    return kept + (end if gap else "") + "".join(f"{line}{end}" for line in lines)


def _item(lines: Sequence[str], column: int) -> list[str]:
    first, *others = lines
    return [f"{'':{column}}- {first}", *(f"{'':{column}}  {line}" for line in others)]


def _end_of_line(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _read(text: str) -> Node:
    context = Context()
    root = parse(text, context)
    if root is None or context.problems:
        raise AmendError("the file cannot be read")
    return root


def _checked(amended: str, expected: Any) -> str:
    if _said(_read(amended)) != expected:
        raise AmendError("the file is written in a way that cannot be added to")
    return amended


def _with(said: Any, key: str, added: Any) -> Any:
    if not isinstance(said, dict):
        raise AmendError("the file is no mapping")
    return said | {key: [*said.get(key, []), *added] if isinstance(added, list) else added}


def _said(node: Node) -> Any:
    """What a tree says, without where it stands."""
    if isinstance(node, Table):
        return {key: _said(entry.value) for key, entry in node.entries.items()}
    if isinstance(node, Listing):
        return [_said(item) for item in node.items]
    return _word(node)


def _word(node: Scalar) -> tuple[str, bool]:
    return node.text, node.is_text
