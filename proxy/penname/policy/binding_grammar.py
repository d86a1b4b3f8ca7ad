"""The grammar of `kind: bindings/v1` as tables, and its names looked up among the policies.

Reading and looking up are apart: when a policy of the folder could not be read, the
bindings are read all the same, and nobody is told that its name is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from penname.policy.bindings import (
    DEFAULT,
    KEYS,
    MODES,
    Binding,
    Candidate,
    PolicySet,
    Shelf,
)
from penname.policy.match import Match
from penname.policy.model import Policy
from penname.policy.problems import Context, did_you_mean
from penname.policy.readers import (
    Field,
    Said,
    choice,
    listing,
    number,
    placed,
    quoted,
    table,
    text,
)
from penname.policy.tree import Node

KIND = "bindings/v1"

CANDIDATE: Mapping[str, Field] = {
    "policy": Field(placed(text), doc="The policy on its way in. Default: the binding's own."),
    "revision": Field(placed(text), doc="Its revision; needed where the folder holds several."),
    "mode": Field(
        choice(MODES),
        doc="shadow: its decisions are only counted. enforce: they hold. Default: shadow.",
    ),
    "percent": Field(
        number(0.0, 100.0),
        doc="For how many of the keys, 0 to 100. Raising it keeps those that were in. "
        "Default: 100; needed for enforce.",
    ),
    "key": Field(
        choice(KEYS),
        doc="What stays on one side of the roll-out. Default: conversation.",
    ),
}

_GLOBS = listing(text, least=1)

MATCH: Mapping[str, Field] = {
    "routes": Field(_GLOBS, doc="Calls, such as openai.chat; globs."),
    "tenants": Field(_GLOBS, doc="Tenants; globs. A request without one does not match."),
    "models": Field(_GLOBS, doc="Models that are asked for; globs."),
    "clients": Field(_GLOBS, doc="Names of client keys; globs."),
}

_STABLE = Field(placed(text), doc="The revision in force; needed where the folder holds several.")
_CANDIDATE = Field(placed(table(CANDIDATE)), doc="Another policy or revision that is rolled out.")

BIND: Mapping[str, Field] = {
    "match": Field(
        table(MATCH),
        required=True,
        doc="Which requests. All keys that are given must match; {} takes everything.",
    ),
    "policy": Field(placed(text), required=True, doc="The name of the policy that they get."),
    "stable": _STABLE,
    "candidate": _CANDIDATE,
}

TOP: Mapping[str, Field] = {
    "kind": Field(choice((KIND,)), required=True, doc="The kind of this file."),
    "default": Field(
        placed(text),
        required=True,
        doc="The policy of every request that no binding takes.",
    ),
    "stable": _STABLE,
    "candidate": _CANDIDATE,
    "bind": Field(listing(placed(table(BIND))), doc="Bindings; the first that matches is taken."),
}


@dataclass(frozen=True, slots=True)
class _Written:
    """One binding as the file says it: its values, where it stands, and the key of the policy."""

    name: str
    match: Match
    said: Said
    named: str = "policy"


def read_bindings(root: Node, context: Context) -> Said | None:
    """What the file says, names not looked up; None when the context has problems afterwards."""
    before = len(context.problems)
    said: Said | None = placed(table(TOP))(root, context)
    return None if len(context.problems) > before else said


def bound(said: Said, policies: Shelf) -> PolicySet | None:
    """The set that `read_bindings` described, with every policy that there is.

    None when its context has problems afterwards. Warns of bindings that are never reached.
    """
    written = _written(said)
    bindings = [_bound(entry, policies) for entry in written]
    _warn_of_the_unreached(written)
    found = tuple(binding for binding in bindings if binding is not None)
    return None if len(found) < len(bindings) else PolicySet.of(found, policies)


def _written(said: Said) -> list[_Written]:
    bind: tuple[Said, ...] = said.value.get("bind", ())
    found = [
        _Written(f"bind.{index}", Match(**one.value["match"]), one)
        for index, one in enumerate(bind)
    ]
    return [*found, _Written(DEFAULT, Match(), said, "default")]


def _bound(written: _Written, policies: Shelf) -> Binding | None:
    values: Mapping[str, Any] = written.said.value
    name: Said = values[written.named]
    stable = _policy(name, values.get("stable"), "stable", policies)
    candidate = None
    if "candidate" in values:
        candidate = _candidate(values["candidate"], name, stable, policies)
        if candidate is None:
            return None
    if stable is None:
        return None
    where = name.where if written.named == DEFAULT else written.said.where
    return Binding(written.name, written.match, stable, candidate, where)


def _candidate(said: Said, name: Said, stable: Policy | None, policies: Shelf) -> Candidate | None:
    """The candidate, or None after a problem. Without a name of its own it has the binding's."""
    values: Mapping[str, Any] = said.value
    if "policy" not in values and "revision" not in values:
        said.error("needs a policy or a revision")
        return None
    if values.get("mode") == "enforce" and "percent" not in values:
        said.error("mode 'enforce' needs a percent")
        return None
    if "policy" not in values and not _revisions(name.value, policies):
        return None  # the unknown name was told of where it stands
    policy = _policy(values.get("policy", name), values.get("revision"), "revision", policies)
    if policy is None:
        return None
    if policy is stable:
        said.error(f"is the stable policy itself ({policy.name} {policy.revision!r})")
        return None
    chosen = {key: values[key] for key in ("mode", "percent", "key") if key in values}
    return Candidate(policy, **chosen)


def _policy(name: Said, revision: Said | None, key: str, policies: Shelf) -> Policy | None:
    """The policy of a name, and of a revision where there are several; None after a problem.

    `key` is the key that says the revision.
    """
    found = _revisions(name.value, policies)
    words = ", ".join(repr(known) for known in found)
    if not found:
        names = sorted({known for known, _ in policies})
        hint = did_you_mean(name.value, names) or _shipped_hint(name.value)
        name.error(f"no policy is called {quoted(name.value)}", hint)
        return None
    if revision is not None:
        if revision.value in found:
            return policies[name.value, revision.value]
        message = f"{name.value!r} has no revision {quoted(revision.value)}, only {words}"
        revision.error(message, did_you_mean(revision.value, found))
        return None
    if len(found) > 1:
        name.error(f"{name.value!r} has several revisions ({words}): say which with {key!r}")
        return None
    return policies[name.value, found[0]]


#: The policies that come with penname. `tests/unit/policy` compares them with the files.
SHIPPED = frozenset({"coding-agent", "default", "gdpr", "hipaa", "pci", "secrets-only", "strict"})


def _shipped_hint(name: str) -> str:
    """Bindings speak of the folder's own policies, which have an owner in the house."""
    if name not in SHIPPED:
        return ""
    return f"penname has one: put a policy here that says 'extends: [{name}]'"


def _revisions(name: str, policies: Shelf) -> list[str]:
    return sorted(revision for known, revision in policies if known == name)


def _warn_of_the_unreached(written: list[_Written]) -> None:
    """A binding after one that takes everything it could match is dead. The default is never
    said to be, because it must be there."""
    for index, later in enumerate(written[:-1]):
        for earlier in written[:index]:
            if _takes_all_of(earlier.match, later.match):
                line = earlier.said.place.line
                later.said.warn(f"is never reached: {earlier.name} (line {line}) takes it all")
                break


def _takes_all_of(earlier: Match, later: Match) -> bool:
    """Whether every request that `later` matches for sure is one that `earlier` matches.

    Sound, not complete: a True is certain.
    """
    pairs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
        (earlier.routes, later.routes),
        (earlier.tenants, later.tenants),
        (earlier.models, later.models),
        (earlier.clients, later.clients),
    )
    return all(
        not wide or (bool(narrow) and all(_is_within(glob, wide) for glob in narrow))
        for wide, narrow in pairs
    )


def _is_within(glob: str, wide: tuple[str, ...]) -> bool:
    return any(_covers(one, glob) for one in wide)


def _covers(wide: str, narrow: str) -> bool:
    """Whether every word of one glob is a word of the other."""
    if wide == narrow:
        return True
    if not _is_glob(narrow):
        return fnmatchcase(narrow, wide)
    prefix = wide.removesuffix("*")
    return prefix != wide and not _is_glob(prefix) and narrow.startswith(prefix)


def _is_glob(text: str) -> bool:
    return any(letter in text for letter in "*?[")
