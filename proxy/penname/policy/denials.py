"""Deny entries of merged layers: judged, and made part of the policy. And hashes, counted."""

from __future__ import annotations

from penname.policy.denied import DenyEntry
from penname.policy.entries import Ground, check_date, match_of, review_of
from penname.policy.hashed import HASHERS_MAX, Hasher
from penname.policy.layers import Values, word
from penname.policy.model import Action, Mode
from penname.policy.readers import Said


def deny_entries(ground: Ground) -> tuple[DenyEntry, ...]:
    """The deny entries; their problems are told at their places."""
    return tuple(_deny(ground, said) for said in word(ground.values, "deny", ()))


def _deny(ground: Ground, said: Said) -> DenyEntry:
    values: Values = said.value
    name = values["entity"].value
    if not {"terms", "hashed"} & values.keys():
        said.error("needs terms or hashed ones")
    check_date(ground, values["expires"])
    rule = ground.rules.get(name)
    if rule is None:
        values["entity"].error(f"{name} has no line under entities")
    elif rule.action is Action.ALLOW or rule.mode is not Mode.ENFORCE:
        values["entity"].warn(f"has no effect: nothing is done with {name}")
    return DenyEntry(
        id=values["id"].value,
        entity_type=name,
        terms=frozenset(word(values, "terms", ())),
        expires=values["expires"].value,
        reason=values["reason"].value,
        owner=values["owner"].value,
        hashed=word(values, "hashed", frozenset()),
        match=match_of(values),
        where=said.where,
        review=review_of(values),
    )


def check_hashers(values: Values) -> None:
    """A problem where hashes are under so many salts that finding would be slow."""
    seen: set[Hasher] = set()
    for key in ("allow", "deny"):
        for entry in word(values, key, ()):
            said = entry.value.get("hashed")
            if said is not None:
                seen |= {one.hasher for one in said.value}
                if len(seen) > HASHERS_MAX:
                    said.error(f"more than {HASHERS_MAX} salts and keys in one policy")
                    return
