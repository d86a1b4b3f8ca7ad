"""The places that an SDK's own type definitions name: paths to every string leaf."""

from __future__ import annotations

import types
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from typing_extensions import get_type_hints, is_typeddict

MAX_DEPTH = 14
#: The string in every example.
LEAF = "LEAF"


def strings(kind: Any, skip: frozenset[str] = frozenset()) -> Iterator[tuple[str, Any]]:
    """(name of the member, example document) for every free string of a type.

    The example holds that one string (`LEAF`) and the `type` of each object around it.
    Top-level members in `skip` are left out.
    """
    seen: set[tuple[str, ...]] = set()
    for path, document, free in _walk(kind, (), ()):
        names = [part for part in path if part != "[]" and not part.startswith("{")]
        if free and path not in seen and names and names[0] not in skip:
            seen.add(path)
            yield names[-1], document


def _walk(
    kind: Any, path: tuple[str, ...], above: tuple[Any, ...]
) -> Iterator[tuple[tuple[str, ...], Any, bool]]:
    kind = _bare(kind)
    origin = get_origin(kind)
    if len(path) > MAX_DEPTH or above.count(kind) > 1:
        return
    if origin in (Union, types.UnionType):
        for one in get_args(kind):
            yield from _walk(one, path, above)
    elif origin is Literal:
        yield path, get_args(kind)[0], False
    elif kind is str:
        yield path, LEAF, True
    elif is_typeddict(kind) or (isinstance(kind, type) and issubclass(kind, BaseModel)):
        yield from _members(kind, path, (*above, kind))
    elif isinstance(origin, type) and issubclass(origin, Iterable):
        is_map = issubclass(origin, Mapping)
        for below, document, free in _walk(get_args(kind)[-1], (*path, "[]"), above):
            yield below, {"any": document} if is_map else [document], free


def _bare(kind: Any) -> Any:
    while get_origin(kind) is Annotated or "Required" in str(get_origin(kind)):
        kind = get_args(kind)[0]
    return kind


def _members(
    kind: Any, path: tuple[str, ...], above: tuple[Any, ...]
) -> Iterator[tuple[tuple[str, ...], Any, bool]]:
    hints = _hints(kind)
    label = _label(hints.get("type"))
    step = f"{{{label}}}" if label else ""
    for name, hint in hints.items():
        inner = (*path, step, name) if step else (*path, name)
        for below, document, free in _walk(hint, inner, above):
            body = {name: document}
            if label and name != "type":
                body["type"] = label
            yield below, body, free


def _hints(kind: Any) -> dict[str, Any]:
    if is_typeddict(kind):
        return get_type_hints(kind)
    return {name: field.annotation for name, field in kind.model_fields.items()}


def _label(hint: Any) -> str | None:
    kind = _bare(hint)
    if get_origin(kind) in (Union, types.UnionType):
        kind = next((one for one in get_args(kind) if get_origin(one) is Literal), None)
    return str(get_args(kind)[0]) if get_origin(kind) is Literal else None
