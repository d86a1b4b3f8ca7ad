"""Names of entity types and of groups in policy files: what may be one, what was meant."""

from __future__ import annotations

from collections.abc import Collection

from penname.policy.entities import ENTITY_TYPES
from penname.policy.groups import GROUPS
from penname.policy.problems import Context, did_you_mean
from penname.policy.readers import Reader, quoted
from penname.policy.recognizers import TYPE_NAME_MAX, type_name_problem
from penname.policy.tree import Node, Scalar


def _new_type(node: Node, context: Context) -> str | None:
    word = node.text if isinstance(node, Scalar) else ""
    problem = "" if word in ENTITY_TYPES else type_name_problem(word)
    if problem:
        context.error(node.place, f"{quoted(word)} cannot be an entity type: it {problem}")
        return None
    return word


_TYPE_PATTERN = {
    "type": "string",
    "pattern": "^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$",
    "maxLength": TYPE_NAME_MAX,
}
#: The name of a type that a policy declares a recognizer for.
NEW_TYPE = Reader(_new_type, _TYPE_PATTERN)


def known_type(known: Collection[str]) -> Reader:
    """The name of an entity type that something finds."""

    def read(node: Node, context: Context) -> str | None:
        word = node.text if isinstance(node, Scalar) else ""
        if word in known:
            return word
        if word in GROUPS:
            context.error(node.place, f"{word!r} is a group: here one entity type must stand")
        else:
            context.error(node.place, f"no recognizer finds {quoted(word)}", _meant(word, known))
        return None

    return Reader(read, {"anyOf": [{"enum": list(ENTITY_TYPES)}, _TYPE_PATTERN]})


def type_or_group(known: Collection[str]) -> Reader:
    """The name of an entity type that something finds, or of a group of them."""
    one_type = known_type(known)

    def read(node: Node, context: Context) -> str | None:
        word = node.text if isinstance(node, Scalar) else ""
        return word if word in GROUPS else one_type(node, context)

    choices = [{"enum": list(GROUPS)}, *one_type.schema["anyOf"]]
    return Reader(read, {"anyOf": choices})


def _meant(word: str, known: Collection[str]) -> str:
    """The hint for a word that is no type and no group, in whatever case it is written."""
    names = [*known, *GROUPS]
    other = word.lower() if word.isupper() else word.upper()
    return f"did you mean {other!r}?" if other in names else did_you_mean(word, names)
