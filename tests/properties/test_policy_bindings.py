"""Bindings: a warning that one is never reached is true; buckets split traffic as they say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from penname.policy.binding_grammar import bound, read_bindings
from penname.policy.bindings import Candidate, PolicySet, bucket_of
from penname.policy.match import Subject
from penname.policy.model import Policy
from penname.policy.problems import Context
from tests.unit.policy.trees import tree

POLICY = Policy("p", "1", "a" * 64, {})
NEW = Policy("p", "2", "b" * 64, {})
SHELF = {("p", "1"): POLICY}

#: Few letters, so that globs and words often meet.
GLOBS = st.text("ab*?[]!", min_size=1, max_size=4)
WORDS = st.none() | st.text("ab*[", max_size=4)
MATCHES = st.fixed_dictionaries(
    {},
    optional={
        "tenants": st.lists(GLOBS, min_size=1, max_size=3),
        "models": st.lists(GLOBS, min_size=1, max_size=2),
    },
)
SUBJECTS = st.builds(Subject, tenant=WORDS, model=WORDS)


@given(st.lists(MATCHES, min_size=1, max_size=4), st.lists(SUBJECTS, max_size=30))
def test_unreached_bindings_are_never_chosen(
    matches: list[dict[str, list[str]]], subjects: list[Subject]
) -> None:
    """No request gets a binding of which the loader says that it is never reached."""
    context = Context("b.yaml")
    bind = [{"match": match, "policy": "p"} for match in matches]
    said = read_bindings(tree({"kind": "bindings/v1", "default": "p", "bind": bind}), context)
    assert said is not None
    found = bound(said, SHELF)
    assert isinstance(found, PolicySet)
    dead = {warning.key_path for warning in context.warnings}
    chosen = {found.choose(subject, lambda _: 0.0).name for subject in subjects}
    assert chosen.isdisjoint(dead)


@given(
    st.binary(min_size=16, max_size=64),
    st.text(max_size=20),
    st.floats(0, 100),
    st.floats(0, 100),
)
def test_whoever_was_in_stays_in(secret: bytes, word: str, few: float, more: float) -> None:
    """For any two percentages, the larger one takes whomever the smaller one takes."""
    few, more = sorted((few, more))
    place = bucket_of(secret, "conversation", word)
    assert 0.0 <= place < 100.0
    takes = [Candidate(NEW, "enforce", percent).takes(lambda _: place) for percent in (few, more)]
    assert takes != [True, False]
