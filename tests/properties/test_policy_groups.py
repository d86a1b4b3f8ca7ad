"""Groups of types: a line for a group is the same line for each of its types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penname.policy.groups import GROUPS
from tests.unit.policy.planted import ENTRY, EXCEPTION, HEAD
from tests.unit.policy.trees import resolved

SMALL = ("names", "dates", "contact")
NAMES = (*SMALL, *(name for group in SMALL for name in GROUPS[group].members))
_patient = settings(suppress_health_check=[HealthCheck.too_slow])

#: What a line says: targets and places to restore are tried by example.
said = st.fixed_dictionaries(
    {},
    optional={
        "action": st.sampled_from(["allow", "mask", "surrogate", "hash", "redact", "block"]),
        "on_reply": st.sampled_from(["allow", "mask", "redact"]),
        "min_score": st.sampled_from([0.2, 0.5, 0.8]),
        "severity": st.sampled_from(["low", "critical"]),
        "mode": st.sampled_from(["enforce", "shadow", "off"]),
    },
)
locks = st.fixed_dictionaries({}, optional={"locked": st.booleans()})
lines = st.dictionaries(st.sampled_from(NAMES), said, max_size=5)
locked_lines = st.dictionaries(
    st.sampled_from(NAMES), st.builds(lambda one, two: one | two, said, locks), max_size=5
)
listed = st.lists(st.sampled_from(NAMES), min_size=1, max_size=3)


def members(name: str) -> tuple[str, ...]:
    return GROUPS[name].members if name in GROUPS else (name,)


def written_out(data: Mapping[str, Any]) -> dict[str, Any]:
    """Lines for groups written as lines for types, by hand."""
    found: dict[str, Any] = {}
    for name in sorted(data, key=lambda name: -len(members(name))):
        for member in members(name):
            found[member] = {**found.get(member, {}), **data[name]}
    return found


def file(entities: dict[str, Any], **more: Any) -> dict[str, Any]:
    return HEAD | {"entities": entities} | more


@_patient
@given(locked_lines, locked_lines)
def test_groups_are_their_types(parent: dict[str, Any], child: dict[str, Any]) -> None:
    """Two files with groups make the policy that the same files make with all lines written
    out, with the same digest; or neither loads."""
    own: dict[str, Any] = {"extends": ["0"]}
    grouped, context = resolved(file(parent), file(child, **own))
    plain, other = resolved(file(written_out(parent)), file(written_out(child), **own))
    assert bool(context.problems) == bool(other.problems)
    assert (grouped is None) == (plain is None)
    if grouped is not None and plain is not None:
        assert grouped == plain
        assert grouped.digest == plain.digest


@_patient
@given(lines, lines)
def test_scopes_with_groups_are_their_types(base: dict[str, Any], inner: dict[str, Any]) -> None:
    """The same in a scope."""

    def scoped(write: Any) -> Any:
        scope = {"id": "s", "match": {"tenants": ["a"]}, "entities": write(_changes(inner))}
        return resolved(file(write(base), scopes=[scope]))

    (grouped, context), (plain, other) = scoped(dict), scoped(written_out)
    assert bool(context.problems) == bool(other.problems)
    if grouped is not None and plain is not None:
        assert grouped.scopes == plain.scopes
        assert grouped.digest == plain.digest


@_patient
@given(lines, lines, listed)
def test_entries_with_groups_are_their_types(
    base: dict[str, Any], inner: dict[str, Any], names: list[str]
) -> None:
    """And in exceptions and allow entries, where these are a parent's: of those, what has no
    point is no mistake."""

    def loosened(write: Any, listed: list[str]) -> Any:
        entities = write(_changes(inner)) or {"PERSON": {"min_score": 0.9}}
        parent = file(
            write(base),
            exceptions=[EXCEPTION | {"entities": entities}],
            allow=[ENTRY | {"entities": listed}],
        )
        return resolved(parent, HEAD | {"extends": ["0"]})[0]

    grouped = loosened(dict, names)
    plain = loosened(written_out, sorted({each for name in names for each in members(name)}))
    assert grouped is not None
    assert plain is not None
    assert grouped.exceptions == plain.exceptions
    assert grouped.allow == plain.allow
    assert grouped.digest == plain.digest


def _changes(data: Mapping[str, Any]) -> dict[str, Any]:
    """Lines as a scope or an exception may have them."""
    return {
        name: {key: value for key, value in line.items() if key != "severity"}
        for name, line in data.items()
    }
