"""Words of the grammar explained, for editors and the reference: one line each."""

from __future__ import annotations

from collections.abc import Mapping

from penname.policy.groups import EVERYTHING, GROUPS
from penname.policy.model import Action, Mode

ACTIONS: Mapping[Action, str] = {
    Action.ALLOW: "the value goes out as it is",
    Action.MASK: "a surrogate such as EMAIL_ADDRESS_k7m29qxw goes out; answers get the value back",
    Action.SURROGATE: "like mask, with a made-up value that looks real",
    Action.PARTIAL: "only the last keep_last characters go out; one-way",
    Action.GENERALIZE: "something less exact goes out, such as the year (to: year); one-way",
    Action.HASH: "a keyed hash goes out, the same for the same value; one-way",
    Action.REDACT: "the type in brackets goes out; one-way",
    Action.ROUTE: "the request goes only to upstreams with the tags in to; the value stays in it",
    Action.BLOCK: "the request is refused",
}

MODES: Mapping[Mode, str] = {
    Mode.ENFORCE: "findings are acted on",
    Mode.SHADOW: "findings are only counted, traffic is untouched",
    Mode.OFF: "nothing is looked for",
}


def describe_group(name: str) -> str:
    """What a group is for, and its types; of all types, how many there are."""
    group = GROUPS[name]
    types = "" if name == EVERYTHING else f" {', '.join(group.members)}"
    return f"{group.doc}: {len(group.members)} types.{types}"
