"""The grammar of bindings: every key, every mistake with its words, and what it resolves to."""

from __future__ import annotations

from typing import Any

import pytest

from penname.policy.binding_grammar import (
    BIND,
    CANDIDATE,
    MATCH,
    SHIPPED,
    TOP,
    bound,
    read_bindings,
)
from penname.policy.bindings import Binding, Candidate, PolicySet, Shelf
from penname.policy.load import policies_dir
from penname.policy.match import Match
from penname.policy.model import Policy
from penname.policy.problems import Context, Place
from tests.unit.policy.trees import tree

DEFAULT = Policy("default", "1", "d" * 64, {})
ONE = Policy("clinic", "1", "a" * 64, {})
TWO = Policy("clinic", "2", "b" * 64, {})
SHELF = {(policy.name, policy.revision): policy for policy in (DEFAULT, ONE, TWO)}
HEAD: dict[str, Any] = {"kind": "bindings/v1", "default": "default"}
CLINIC = {"match": {"tenants": ["clinic-*"]}, "policy": "clinic", "stable": "1"}


def read(data: Any, policies: Shelf = SHELF) -> tuple[PolicySet | None, Context]:
    context = Context("bindings.yaml")
    said = read_bindings(tree(data), context)
    return None if said is None else bound(said, policies), context


def refused(data: Any, policies: Shelf = SHELF) -> list[tuple[str, str, str]]:
    """[(key path, message, hint)] of a file that must not load."""
    found, context = read(data, policies)
    assert found is None
    return [(p.key_path, p.message, p.hint) for p in context.problems]


def good(data: Any, policies: Shelf = SHELF) -> PolicySet:
    found, context = read(data, policies)
    assert context.problems == []
    assert found is not None
    return found


def test_default_alone_is_enough() -> None:
    """The smallest file names who gets what nobody else takes."""
    last = Binding("default", Match(), DEFAULT, None, "bindings.yaml:2")
    assert good(HEAD).bindings == (last,)
    assert good(HEAD).policies == SHELF


def test_full_file_resolves() -> None:
    """Every key of a binding ends in the set."""
    globs = {"routes": ["a"], "tenants": ["b"], "models": ["c"], "clients": ["d"]}
    candidate = {"revision": "2", "mode": "enforce", "percent": 20, "key": "tenant"}
    entry = {"match": globs, "policy": "clinic", "stable": "1", "candidate": candidate}
    first, last = good({**HEAD, "bind": [entry]}).bindings
    assert first.match == Match(("a",), ("b",), ("c",), ("d",))
    assert (first.name, first.policy) == ("bind.0", ONE)
    assert first.candidate == Candidate(TWO, "enforce", 20.0, "tenant")
    assert first.where == "bindings.yaml:4"
    assert last.policy is DEFAULT


def test_default_takes_stable_and_candidate() -> None:
    """The default is rolled out with the same two keys."""
    data = {"kind": "bindings/v1", "default": "clinic", "stable": "1"}
    (only,) = good({**data, "candidate": {"revision": "2"}}).bindings
    assert (only.policy, only.candidate) == (ONE, Candidate(TWO, "shadow", 100.0, "conversation"))


def test_candidate_may_be_another_policy() -> None:
    """A candidate with a policy of its own needs a revision only where there are several."""
    entry = {"match": {"tenants": ["a"]}, "policy": "default"}
    named = {**entry, "candidate": {"policy": "clinic", "revision": "2"}}
    first = good({**HEAD, "bind": [named]}).bindings[0]
    assert first.candidate is not None
    assert first.candidate.policy is TWO
    back = {**CLINIC, "candidate": {"policy": "default", "percent": 1.5}}
    first = good({**HEAD, "bind": [back]}).bindings[0]
    assert first.candidate == Candidate(DEFAULT, "shadow", 1.5)


def test_empty_match_takes_everything() -> None:
    """`match: {}` says nothing, so it is true of every request."""
    first = good({**HEAD, "bind": [{**CLINIC, "match": {}}]}).bindings[0]
    assert first.match == Match()


def with_candidate(**candidate: Any) -> dict[str, Any]:
    return {**HEAD, "bind": [{**CLINIC, "candidate": candidate}]}


MISTAKES: list[tuple[str, Any, list[tuple[str, str, str]]]] = [
    ("not a table", [], [("", "must be a mapping", "")]),
    (
        "other kind",
        {**HEAD, "kind": "binding/v1"},
        [("kind", "'binding/v1' is not one of bindings/v1", "did you mean 'bindings/v1'?")],
    ),
    ("no default", {"kind": "bindings/v1"}, [("default", "missing key 'default'", "")]),
    (
        "unknown default",
        {**HEAD, "default": "defualt"},
        [("default", "no policy is called 'defualt'", "did you mean 'default'?")],
    ),
    (
        "ambiguous default",
        {**HEAD, "default": "clinic"},
        [("default", "'clinic' has several revisions ('1', '2'): say which with 'stable'", "")],
    ),
    (
        "unknown key",
        {**HEAD, "binds": []},
        [("binds", "unknown key 'binds'", "did you mean 'bind'?")],
    ),
    (
        "no match",
        {**HEAD, "bind": [{"policy": "default"}]},
        [("bind.0.match", "missing key 'match'", "")],
    ),
    (
        "no policy",
        {**HEAD, "bind": [{"match": {}}]},
        [("bind.0.policy", "missing key 'policy'", "")],
    ),
    (
        "unknown policy",
        {**HEAD, "bind": [{"match": {}, "policy": "clinik"}]},
        [("bind.0.policy", "no policy is called 'clinik'", "did you mean 'clinic'?")],
    ),
    (
        "ambiguous policy",
        {**HEAD, "bind": [{"match": {}, "policy": "clinic"}]},
        [
            (
                "bind.0.policy",
                "'clinic' has several revisions ('1', '2'): say which with 'stable'",
                "",
            )
        ],
    ),
    (
        "unknown revision",
        {**HEAD, "bind": [{**CLINIC, "stable": "3"}]},
        [("bind.0.stable", "'clinic' has no revision '3', only '1', '2'", "")],
    ),
    (
        "empty list",
        {**HEAD, "bind": [{**CLINIC, "match": {"tenants": []}}]},
        [("bind.0.match.tenants", "must have at least 1 item(s)", "")],
    ),
    (
        "misspelt match",
        {**HEAD, "bind": [{**CLINIC, "match": {"tenant": ["a"]}}]},
        [("bind.0.match.tenant", "unknown key 'tenant'", "did you mean 'tenants'?")],
    ),
    (
        "percent outside",
        {**HEAD, "bind": [{**CLINIC, "percent": 5}]},
        [("bind.0.percent", "unknown key 'percent'", "")],
    ),
    (
        "empty candidate",
        with_candidate(percent=5),
        [("bind.0.candidate", "needs a policy or a revision", "")],
    ),
    (
        "enforce for how many",
        with_candidate(revision="2", mode="enforce"),
        [("bind.0.candidate", "mode 'enforce' needs a percent", "")],
    ),
    (
        "too much",
        with_candidate(revision="2", percent=101),
        [("bind.0.candidate.percent", "must be a number from 0 to 100", "")],
    ),
    (
        "mode off",
        with_candidate(revision="2", mode="off"),
        [("bind.0.candidate.mode", "'off' is not one of shadow, enforce", "")],
    ),
    (
        "other key",
        with_candidate(revision="2", key="tenants"),
        [
            (
                "bind.0.candidate.key",
                "'tenants' is not one of conversation, tenant, client",
                "did you mean 'tenant'?",
            )
        ],
    ),
    (
        "candidate is stable",
        with_candidate(revision="1"),
        [("bind.0.candidate", "is the stable policy itself (clinic '1')", "")],
    ),
    (
        "candidate of no name",
        with_candidate(policy="clinics", revision="2"),
        [("bind.0.candidate.policy", "no policy is called 'clinics'", "did you mean 'clinic'?")],
    ),
    (
        "candidate of no revision",
        with_candidate(revision="22"),
        [
            (
                "bind.0.candidate.revision",
                "'clinic' has no revision '22', only '1', '2'",
                "did you mean '2'?",
            )
        ],
    ),
    (
        "ambiguous candidate",
        {
            **HEAD,
            "bind": [{"match": {}, "policy": "default", "candidate": {"policy": "clinic"}}],
        },
        [
            (
                "bind.0.candidate.policy",
                "'clinic' has several revisions ('1', '2'): say which with 'revision'",
                "",
            )
        ],
    ),
    (
        "unknown policy with candidate",
        {**HEAD, "bind": [{"match": {}, "policy": "nobody", "candidate": {"revision": "2"}}]},
        [("bind.0.policy", "no policy is called 'nobody'", "")],
    ),
    (
        "a policy of penname's",
        {**HEAD, "bind": [{"match": {}, "policy": "hipaa"}]},
        [
            (
                "bind.0.policy",
                "no policy is called 'hipaa'",
                "penname has one: put a policy here that says 'extends: [hipaa]'",
            )
        ],
    ),
    (
        "two at once",
        {
            "kind": "bindings/v1",
            "default": "nobody",
            "bind": [{**CLINIC, "stable": "9", "candidate": {"revision": "8"}}],
        },
        [
            ("bind.0.stable", "'clinic' has no revision '9', only '1', '2'", ""),
            ("bind.0.candidate.revision", "'clinic' has no revision '8', only '1', '2'", ""),
            ("default", "no policy is called 'nobody'", ""),
        ],
    ),
]


def test_shipped_policies_are_known() -> None:
    """The names that a hint speaks of are those of the files that penname ships."""
    assert {file.stem for file in policies_dir().glob("*.yaml")} == SHIPPED


@pytest.mark.parametrize(
    ("data", "expected"), [m[1:] for m in MISTAKES], ids=[m[0] for m in MISTAKES]
)
def test_mistakes_are_named(data: Any, expected: list[tuple[str, str, str]]) -> None:
    """Each mistake is told at its key, in these words, and the file does not load."""
    assert refused(data) == expected


@pytest.mark.parametrize(
    ("earlier", "later", "is_dead"),
    [
        ({}, {"tenants": ["a"]}, True),
        ({}, {}, True),
        ({"tenants": ["a"]}, {}, False),
        ({"tenants": ["a"]}, {"tenants": ["a"]}, True),
        ({"tenants": ["a"]}, {"tenants": ["a"], "models": ["m"]}, True),
        ({"tenants": ["a"], "models": ["m"]}, {"tenants": ["a"]}, False),
        ({"tenants": ["a*", "b"]}, {"tenants": ["ab", "b"]}, True),
        ({"tenants": ["a*", "b"]}, {"tenants": ["ab", "c"]}, False),
        ({"tenants": ["a*"]}, {"tenants": ["a?"]}, True),
        ({"tenants": ["a?"]}, {"tenants": ["a*"]}, False),
        ({"tenants": ["*"]}, {"tenants": ["[ab]*"]}, True),
        ({"tenants": ["?*"]}, {"tenants": ["a*"]}, False),
        ({"tenants": ["*"]}, {"models": ["m"]}, False),
        ({"tenants": ["a"]}, {"tenants": ["b"]}, False),
    ],
)
def test_unreached_binding_is_told(earlier: Any, later: Any, is_dead: bool) -> None:
    """A binding whose every request an earlier one takes loads with a warning."""
    bind = [{**CLINIC, "match": earlier}, {**CLINIC, "match": later}]
    found, context = read({**HEAD, "bind": bind})
    assert found is not None
    told = [(note.key_path, note.message) for note in context.warnings]
    expected = ("bind.1", "is never reached: bind.0 (line 4) takes it all")
    assert told == ([expected] if is_dead else [])


def test_earlier_problems_are_not_its_own() -> None:
    """Problems of other files of the folder do not make the bindings unreadable."""
    context = Context("bindings.yaml")
    context.error(Place(1, 1), "of another file")
    assert read_bindings(tree(HEAD), context) is not None


def test_tables_name_the_same_keys() -> None:
    """The default is bound with the keys of a binding, but for its match and its policy."""
    assert set(BIND) - set(TOP) == {"match", "policy"}
    assert set(MATCH) == set(Match.__dataclass_fields__)
    assert set(CANDIDATE) == {"policy", "revision", "mode", "percent", "key"}
