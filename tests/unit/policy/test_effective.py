"""The effective policy of a request, and the stricter of two policies."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from penname.policy.denied import DenyEntry
from penname.policy.effective import Views, effective, stricter
from penname.policy.hashed import Hasher
from penname.policy.match import ANYBODY, Match, Subject
from penname.policy.model import (
    Action,
    AllowEntry,
    Audit,
    Exemption,
    Inspect,
    Limits,
    Mode,
    Policy,
    Rule,
    Scope,
)
from penname.policy.recognizers import PatternSpec, RecognizerSpec

TODAY = dt.date(2026, 11, 24)
BILLING = Subject("openai.chat", "billing", "gpt-5", "ci")
OTHER = Subject("openai.chat", "other", "gpt-5", "ci")
NOBODY = Subject()
RULES = {
    "PERSON": Rule("PERSON"),
    "DATE_TIME": Rule("DATE_TIME", Action.REDACT, restore=frozenset()),
    "API_KEY": Rule("API_KEY", Action.BLOCK, restore=frozenset(), locked=True),
}
MATCH = Match(tenants=("bill*",))
SCOPE = Scope(
    "uploads",
    MATCH,
    {"PERSON": Rule("PERSON", Action.REDACT, restore=frozenset(), where="p.yaml:9")},
    "none",
)
EXEMPTION = Exemption(
    "EX-1", MATCH, {"DATE_TIME": {"action": Action.ALLOW}}, TODAY, "why", "who", where="p.yaml:20"
)
HASHED = Hasher.salted(bytes(8)).of_value("Ann")
ENTRY = AllowEntry("desk", frozenset({"PERSON"}), frozenset({"Maria"}), TODAY, "why", "who")


def policy(**changes: Any) -> Policy:
    settings: dict[str, Any] = {"digest": "d" * 64, "rules": RULES, **changes}
    return Policy("test", "1", **settings)


def test_plain_policy_is_its_own_view() -> None:
    """Without scopes, exceptions and matched entries every request gets the policy itself."""
    plain = policy(allow=(ENTRY,))
    assert effective(plain, BILLING, TODAY) is plain
    assert Views(plain).of(NOBODY, TODAY) is plain


def test_scopes_tighten_where_they_may_match() -> None:
    """A scope holds for requests that it matches, and for those of which not enough is known."""
    scoped = policy(scopes=(SCOPE,))
    for subject in (BILLING, NOBODY):
        made = effective(scoped, subject, TODAY)
        assert made.rules["PERSON"] == SCOPE.rules["PERSON"]
        assert made.rules["PERSON"].where == "p.yaml:9"
        assert (made.view, made.scopes, made.audit.content) == ("scope:uploads", (), "none")
        assert made.key != scoped.key
    outside = effective(scoped, OTHER, TODAY)
    assert (dict(outside.rules), outside.view, outside.audit) == (RULES, "", scoped.audit)


def test_scopes_never_loosen() -> None:
    """Two scopes hold both; one that would be looser than the policy changes nothing."""
    looser = Scope("b", Match(), {"PERSON": Rule("PERSON", Action.MASK)}, "sealed")
    counted = Scope("c", Match(), {"API_KEY": Rule("API_KEY", mode=Mode.OFF)})
    made = effective(policy(scopes=(SCOPE, looser, counted)), BILLING, TODAY)
    assert made.rules["PERSON"] == SCOPE.rules["PERSON"]
    assert made.rules["API_KEY"] is RULES["API_KEY"]
    assert made.audit.content == "none"


def test_scopes_may_add_rules() -> None:
    """A scope may act on a type that the policy does not speak of."""
    jwt = Rule("JWT", Action.BLOCK, restore=frozenset())
    made = effective(policy(scopes=(Scope("a", Match(), {"JWT": jwt}),)), OTHER, TODAY)
    assert made.rules["JWT"] is jwt
    assert "JWT" in (made.profile.wanted or ())


def test_exceptions_loosen_where_they_match_for_sure() -> None:
    """An exception is laid over the rule of a request that it certainly matches, and named."""
    excepted = policy(exceptions=(EXEMPTION,))
    made = effective(excepted, BILLING, TODAY)
    rule = made.rules["DATE_TIME"]
    assert (rule.action, rule.where) == (Action.ALLOW, "p.yaml:20")
    assert rule.origin("action") == "p.yaml:20"
    assert (made.view, made.exceptions) == ("exception:EX-1", ())
    for subject in (OTHER, NOBODY):
        assert dict(effective(excepted, subject, TODAY).rules) == RULES


def test_exceptions_end_with_their_day() -> None:
    """The last day counts; the day after, the policy is as strict as without it."""
    excepted = policy(exceptions=(EXEMPTION,))
    after = effective(excepted, BILLING, TODAY + dt.timedelta(1))
    assert (dict(after.rules), after.view) == (RULES, "")


def test_exceptions_never_touch_locked_rules() -> None:
    """Whatever an exception says of a locked type, or of one without a rule, it does nothing."""
    changes = {"API_KEY": {"action": Action.ALLOW}, "JWT": {"action": Action.ALLOW}}
    excepted = policy(exceptions=(dataclasses.replace(EXEMPTION, changes=changes),))
    assert dict(effective(excepted, BILLING, TODAY).rules) == RULES


def test_exceptions_come_after_scopes() -> None:
    """An exception is laid over the rule that scopes have made."""
    changes: dict[str, Any] = {"PERSON": {"action": Action.MASK, "restore": frozenset({"text"})}}
    both = policy(scopes=(SCOPE,), exceptions=(dataclasses.replace(EXEMPTION, changes=changes),))
    made = effective(both, BILLING, TODAY)
    rule = made.rules["PERSON"]
    assert (rule.action, rule.restore) == (Action.MASK, frozenset({"text"}))
    assert made.view == "scope:uploads exception:EX-1"


def test_allow_entries_need_a_certain_match() -> None:
    """An allow entry for some requests is in the policy of those only."""
    matched = dataclasses.replace(ENTRY, id="own", match=MATCH)
    some = policy(allow=(ENTRY, matched))
    # the match has done its work
    applied = dataclasses.replace(matched, match=Match())
    assert effective(some, BILLING, TODAY).allow == (ENTRY, applied)
    assert effective(some, BILLING, TODAY).view == "allow:own"
    for subject in (OTHER, NOBODY):
        made = effective(some, subject, TODAY)
        assert (made.allow, made.view) == ((ENTRY,), "")


def test_views_are_made_once() -> None:
    """Requests to which the same applies share one policy; another day may make another."""
    views = Views(policy(scopes=(SCOPE,), exceptions=(EXEMPTION,)))
    first = views.of(BILLING, TODAY)
    assert views.of(dataclasses.replace(BILLING, model="other"), TODAY) is first
    assert views.of(OTHER, TODAY) is not first
    assert views.of(BILLING, TODAY + dt.timedelta(1)).view == "scope:uploads"


def test_views_are_bounded() -> None:
    """However many combinations there are, few are kept; all are right."""
    scopes = tuple(
        Scope(f"s{bit}", Match(tenants=(f"*{bit}*",)), SCOPE.rules) for bit in "abcdefghij"
    )
    views = Views(policy(scopes=scopes))
    for number in range(300):
        tenant = "".join(bit for place, bit in enumerate("abcdefghij") if number >> place & 1)
        made = views.of(Subject(tenant=tenant), TODAY)
        assert made.view == " ".join(f"scope:s{bit}" for bit in tenant)
    assert len(views._made) <= 256


def deny(id_: str, expires: dt.date = TODAY, match: Match = ANYBODY) -> DenyEntry:
    return DenyEntry(id_, "PERSON", frozenset({id_}), expires, "why", "who", match=match)


def test_deny_entries_hold_until_their_day() -> None:
    """The last day counts; the day after its terms are not even looked for. The view says so."""
    denied = policy(deny=(deny("ann"), deny("bob", TODAY + dt.timedelta(9))))
    today = effective(denied, NOBODY, TODAY)
    after = effective(denied, NOBODY, TODAY + dt.timedelta(1))
    assert [spec.terms for spec in today.profile.recognizers] == [("ann", "bob")]
    assert [spec.terms for spec in after.profile.recognizers] == [("bob",)]
    assert (today.view, after.view) == ("", "no-deny:ann")


def test_deny_entries_tighten_where_they_may_match() -> None:
    """As a scope: for requests that it matches, and those of which not enough is known."""
    denied = policy(deny=(deny("ann", match=MATCH),))
    for subject in (BILLING, NOBODY):
        assert effective(denied, subject, TODAY).profile.recognizers
    made = effective(denied, OTHER, TODAY)
    assert (made.profile.recognizers, made.view) == ((), "no-deny:ann")


def test_deny_entries_of_both_hold() -> None:
    """While a policy changes, what either denies is looked for."""
    old, new = policy(digest="a" * 64, deny=(deny("ann"),)), policy(digest="b" * 64)
    assert stricter(old, new).deny == (deny("ann"),)
    both = stricter(old, policy(digest="b" * 64, deny=(deny("ann"), deny("bob"))))
    assert [one.id for one in both.deny] == ["ann", "bob"]


# --- the stricter of two -------------------------------------------------------------------


def test_same_policy_stays_itself() -> None:
    """Two policies of one key decide the same: the new one is as strict as both."""
    new = policy()
    assert stricter(policy(), new) is new


def test_rules_are_joined() -> None:
    """Every type has the stricter rule; one that only one policy speaks of keeps its rule."""
    old = policy(digest="a" * 64)
    new = policy(
        digest="b" * 64,
        rules={"PERSON": Rule("PERSON", Action.SURROGATE), "JWT": Rule("JWT")},
    )
    joined = stricter(old, new)
    assert dict(joined.rules) == {**RULES, "JWT": Rule("JWT")}
    assert (joined.digest, joined.view) == ("b" * 64, f"with <{'a' * 12}>")
    assert joined.key not in (old.key, new.key)


def test_views_of_joined_policies_differ() -> None:
    """The key of a joined policy tells from which views it was made."""
    old, new = policy(digest="a" * 64, view="scope:x"), policy(digest="b" * 64, view="scope:y")
    assert stricter(old, new).view == f"scope:y with <{'a' * 12} scope:x>"
    assert stricter(new, old).key != stricter(old, new).key


def test_settings_are_joined() -> None:
    """Bounds are the lower, what is read and required is all of both, records keep the least."""
    old = policy(
        digest="a" * 64,
        limits=Limits(1_000, 9, {"PERSON": 1, "JWT": 7}),
        vault_scope="request",
        vault_ttl_s=60.0,
        mode=Mode.SHADOW,
        inspect=Inspect(frozenset({"user"}), frozenset({"text"})),
        require_tags=frozenset({"baa"}),
        audit=Audit("none", 9.0),
        languages=("de",),
        scopes=(SCOPE,),
        exceptions=(EXEMPTION,),
    )
    new = policy(
        digest="b" * 64,
        limits=Limits(2_000, 5, {"PERSON": 3}),
        vault_ttl_s=90.0,
        inspect=Inspect(frozenset({"tool"}), frozenset({"text"})),
        require_tags=frozenset({"eu"}),
        audit=Audit("sealed", 3.0),
    )
    joined = stricter(old, new)
    assert joined.limits == Limits(1_000, 5, {"PERSON": 1, "JWT": 7})
    assert (joined.vault_scope, joined.vault_ttl_s, joined.mode) == ("request", 60.0, Mode.ENFORCE)
    assert joined.inspect == Inspect(frozenset({"user", "tool"}), frozenset({"text"}))
    assert joined.require_tags == {"baa", "eu"}
    assert joined.audit == Audit("none", 3.0)
    assert joined.languages == ("en", "de")
    assert (joined.scopes, joined.exceptions) == ((SCOPE,), ())


def test_recognizers_of_both_run() -> None:
    """A recognizer of either policy runs; one that one of them enforces is enforced."""
    spec = RecognizerSpec("BADGE", (PatternSpec("BG", 0.5),), mode="shadow")
    other = RecognizerSpec("BADGE", (PatternSpec("XG", 0.5),))
    team = RecognizerSpec("TEAM", terms=("red",), mode="shadow")
    old = policy(digest="a" * 64, recognizers=(spec, team))
    joined = stricter(old, policy(digest="b" * 64, recognizers=(other, team)))
    assert joined.recognizers == (other, team, dataclasses.replace(spec, mode="enforce"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ENTRY),
        ({"expires": TODAY + dt.timedelta(9), "reason": "renewed"}, {"reason": "renewed"}),
        ({"expires": TODAY - dt.timedelta(9)}, {"expires": TODAY - dt.timedelta(9)}),
        ({"values": frozenset({"Maria", "Ann"})}, {}),
        ({"values": frozenset({"Ann"})}, None),
        ({"entities": frozenset({"JWT"})}, None),
        ({"id": "other"}, None),
        ({"match": MATCH}, None),
        ({"hashed": frozenset({HASHED})}, {}),
        ({"hashed": frozenset({HASHED}), "values": frozenset()}, None),
        ({"values": frozenset(), "regex": ".*"}, None),
    ],
)
def test_only_what_both_allow_is_let_through(change: dict[str, Any], expected: Any) -> None:
    """An allow entry goes on for what both policies let through, until the earlier end."""
    old = policy(digest="a" * 64, allow=(ENTRY,))
    new = policy(digest="b" * 64, allow=(dataclasses.replace(ENTRY, **change),))
    if isinstance(expected, dict):
        expected = dataclasses.replace(ENTRY, **expected)
    assert stricter(old, new).allow == (() if expected is None else (expected,))


def test_equal_regexes_go_on() -> None:
    """Two entries of one regex let through what it matches."""
    entry = dataclasses.replace(ENTRY, values=frozenset(), regex="M.*")
    old, new = (policy(digest=letter * 64, allow=(entry,)) for letter in "ab")
    assert stricter(old, new).allow == (entry,)


def test_each_key_names_its_line() -> None:
    """Where two scopes speak of a rule, each key names the line that set what holds."""
    first = Rule(
        "PERSON",
        Action.REDACT,
        min_score=0.5,
        where="p.yaml:9",
        origins={"action": "p.yaml:9", "min_score": "p.yaml:2"},
    )
    second = Rule(
        "PERSON",
        min_score=0.25,
        where="p.yaml:12",
        origins={"action": "p.yaml:2", "min_score": "p.yaml:12"},
    )
    scopes = (Scope("a", Match(), {"PERSON": first}), Scope("b", Match(), {"PERSON": second}))
    rule = effective(policy(scopes=scopes), NOBODY, TODAY).rules["PERSON"]
    assert (rule.action, rule.min_score) == (Action.REDACT, 0.25)
    assert (rule.origin("action"), rule.origin("min_score")) == ("p.yaml:9", "p.yaml:12")


def test_equal_hashes_go_on() -> None:
    """Two entries that let the same hashed value through go on with it."""
    entry = dataclasses.replace(ENTRY, values=frozenset(), hashed=frozenset({HASHED}))
    old, new = (policy(digest=letter * 64, allow=(entry,)) for letter in "ab")
    assert stricter(old, new).allow == (entry,)
