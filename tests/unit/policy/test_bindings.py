"""Bindings: which policy a request gets, and which roll-outs it is part of."""

from __future__ import annotations

import dataclasses

import pytest

from penname.policy.bindings import Binding, Candidate, Chosen, PolicySet, bucket_of
from penname.policy.match import Match, Subject
from penname.policy.model import Policy

SECRET = bytes(range(32))
DEFAULT = Policy("default", "1", "d" * 64, {})
OLD = Policy("clinic", "1", "a" * 64, {})
NEW = Policy("clinic", "2", "b" * 64, {})
CLINIC = Match(tenants=("clinic-*",))
SHELF = {(policy.name, policy.revision): policy for policy in (DEFAULT, OLD, NEW)}


def rolled(candidate: Candidate | None, match: Match = CLINIC) -> PolicySet:
    bindings = (Binding("bind.0", match, OLD, candidate), Binding("default", Match(), DEFAULT))
    return PolicySet.of(bindings, SHELF)


def takes(candidate: Candidate, place: float) -> bool:
    return candidate.takes(lambda _key: place)


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        (Subject(tenant="clinic-a"), OLD),
        (Subject(tenant="shop"), DEFAULT),
        (Subject(), DEFAULT),
        (Subject(tenant="clinic-a", model="m"), OLD),
    ],
    ids=["matches", "matches not", "not known", "more known"],
)
def test_first_certain_match_wins(subject: Subject, expected: Policy) -> None:
    """What is not known matches no binding; what none takes gets the default."""
    assert rolled(None).choose(subject, lambda _: 0.0).policy is expected


def test_order_of_bindings_counts() -> None:
    """Of two bindings that match, the first is taken."""
    first = Binding("bind.0", Match(tenants=("clinic-a",)), NEW)
    second = Binding("bind.1", CLINIC, OLD)
    last = Binding("default", Match(), DEFAULT)
    policies = PolicySet.of((first, second, last), SHELF)
    assert policies.choose(Subject(tenant="clinic-a"), lambda _: 0.0) == Chosen(NEW, None, "bind.0")
    assert policies.choose(Subject(tenant="clinic-b"), lambda _: 0.0) == Chosen(OLD, None, "bind.1")


@pytest.mark.parametrize(
    ("mode", "percent", "bucket", "expected"),
    [
        ("shadow", 20.0, 19.9, Chosen(OLD, NEW, "bind.0")),
        ("shadow", 20.0, 20.0, Chosen(OLD, None, "bind.0")),
        ("shadow", 0.0, 0.0, Chosen(OLD, None, "bind.0")),
        ("enforce", 20.0, 19.9, Chosen(NEW, None, "bind.0")),
        ("enforce", 20.0, 20.0, Chosen(OLD, None, "bind.0")),
        ("enforce", 0.0, 0.0, Chosen(OLD, None, "bind.0")),
        ("enforce", 99.9, 100.0, Chosen(OLD, None, "bind.0")),
        ("enforce", 100.0, 100.0, Chosen(NEW, None, "bind.0")),
    ],
)
def test_candidate_takes_its_percentage(
    mode: str, percent: float, bucket: float, expected: Chosen
) -> None:
    """Below the percentage the candidate speaks; at 100 also for a key that is not known."""
    policies = rolled(Candidate(NEW, mode, percent))
    assert policies.choose(Subject(tenant="clinic-a"), lambda _: bucket) == expected


@pytest.mark.parametrize("key", ["conversation", "tenant", "client"])
def test_bucket_is_asked_by_key(key: str) -> None:
    """A roll-out asks for the bucket of its own key and for no other."""
    asked: list[str] = []

    def bucket(name: str) -> float:
        asked.append(name)
        return 0.0

    rolled(Candidate(NEW, "enforce", 50.0, key)).choose(Subject(tenant="clinic-a"), bucket)
    assert asked == [key]


def test_default_may_be_rolled_out() -> None:
    """The default has a candidate like any other binding."""
    last = Binding("default", Match(), OLD, Candidate(NEW, "enforce", 10.0))
    policies = PolicySet.of((last,), SHELF)
    assert policies.choose(Subject(), lambda _: 5.0) == Chosen(NEW, None, "default")
    assert policies.default is OLD


def test_single_policy_is_for_everybody() -> None:
    """A set of one policy gives it to every request."""
    policies = PolicySet.single(OLD)
    assert policies.choose(Subject(tenant="x"), lambda _: 0.0) == Chosen(OLD)
    assert policies.policies == {("clinic", "1"): OLD}
    assert (policies.default, policies.in_use) == (OLD, (OLD,))


def test_in_use_names_each_policy_once() -> None:
    """Stable policies and candidates of all bindings, in order; others of the folder are not."""
    spare = dataclasses.replace(NEW, revision="3")
    shelf = {**SHELF, ("clinic", "3"): spare}
    bindings = (
        Binding("bind.0", CLINIC, OLD, Candidate(NEW)),
        Binding("bind.1", Match(routes=("a",)), NEW),
        Binding("default", Match(), DEFAULT),
    )
    assert PolicySet.of(bindings, shelf).in_use == (OLD, NEW, DEFAULT)


def test_raising_a_percentage_keeps_who_was_in() -> None:
    """Whoever is among the 5 percent is among the 25 percent."""
    words = [f"conversation-{number}" for number in range(2_000)]
    places = {word: bucket_of(SECRET, "conversation", word) for word in words}

    def taken(percent: float) -> set[str]:
        candidate = Candidate(NEW, "enforce", percent)
        return {word for word, place in places.items() if takes(candidate, place)}

    few, more = taken(5.0), taken(25.0)
    assert few < more
    assert 60 < len(few) < 140
    assert 420 < len(more) < 580


def test_buckets_are_stable_and_bounded() -> None:
    """A bucket depends on secret, name and word alone, and stands below 100."""
    again = {bucket_of(SECRET, "tenant", "a") for _ in range(3)}
    others = {
        bucket_of(SECRET, "client", "a"),
        bucket_of(SECRET, "tenant", "b"),
        bucket_of(bytes(32), "tenant", "a"),
        bucket_of(SECRET, "tenant\0", "a"),
        bucket_of(SECRET, "tenant", "\0a"),
    }
    assert len(again) == 1
    assert len(again | others) >= 5
    assert all(0.0 <= place < 100.0 for place in again | others)


def test_bucket_takes_any_text() -> None:
    """A word that is no valid Unicode, such as a header's raw byte, has a bucket as well."""
    assert 0.0 <= bucket_of(SECRET, "tenant", "caf\udce9") < 100.0


def test_percentage_moves_only_the_set_digest() -> None:
    """The set's digest moves with a percentage; the policies' digests do not."""
    before = rolled(Candidate(NEW, "enforce", 5.0))
    after = rolled(Candidate(NEW, "enforce", 25.0))
    assert before.digest != after.digest
    assert [p.digest for p in before.in_use] == [p.digest for p in after.in_use]


@pytest.mark.parametrize(
    "other",
    [
        rolled(None),
        rolled(Candidate(NEW)),
        rolled(Candidate(NEW, "enforce", 5.0, "tenant")),
        rolled(Candidate(NEW, "enforce", 5.0), Match(tenants=("clinic-a",))),
        rolled(Candidate(DEFAULT, "enforce", 5.0)),
    ],
)
def test_digest_says_what_is_bound(other: PolicySet) -> None:
    """Whatever decides who gets what is in the digest of the set."""
    assert other.digest != rolled(Candidate(NEW, "enforce", 5.0)).digest


def test_place_in_file_moves_no_digest() -> None:
    """A binding that only stands on another line is the same binding."""
    moved = tuple(dataclasses.replace(b, where="x:9") for b in rolled(None).bindings)
    assert PolicySet.of(moved, SHELF).digest == rolled(None).digest
