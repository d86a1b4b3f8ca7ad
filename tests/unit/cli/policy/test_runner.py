"""Cases through the real exchange."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from penname.cli.policy.runner import Outcome, run_case
from penname.detect.contract import DetectionError
from penname.exchange.ports import Detector
from penname.policy.cases import Case, Expect, Reply
from penname.policy.denied import DenyEntry
from penname.policy.hashed import Hasher
from penname.policy.hashed_terms import hashed_term
from penname.policy.marks import read_marks
from penname.policy.match import Match, Subject
from penname.policy.model import (
    Action,
    AllowEntry,
    Exemption,
    Inspect,
    Limits,
    Mode,
    Policy,
    Scope,
)
from penname.policy.problems import Place
from tests.detectors import BrokenDetector, PatternDetector
from tests.exchanges import policy

TODAY = dt.date(2026, 12, 1)
ENDS = dt.date(2027, 1, 31)
KEY = "-----BEGIN PRIVATE " + "KEY-----"
ROUTES = ("openai.chat", "openai.responses", "anthropic.messages")


def case(text: str, expect: Expect | None = None, **more: Any) -> Case:
    subject = Subject(more.pop("route", "openai.chat"), more.pop("tenant", None), "m")
    return Case("one", read_marks(text), Place(4, 5), subject, expect=expect, **more)


async def run(
    one: Case, rules: Policy | None = None, *, detector: Detector | None = None
) -> Outcome:
    return await run_case(one, rules or policy(), detector or PatternDetector(), TODAY)


def told(outcome: Outcome) -> list[tuple[str, str, str]]:
    return [(one.what, one.expected, one.got) for one in outcome.failed]


def with_rules(base: Policy, **changes: Mapping[str, object]) -> Policy:
    """The policy with other rules for some types."""
    rules = {
        name: replace(rule, **changes.get(name, {}))  # type: ignore[arg-type]
        for name, rule in base.rules.items()
    }
    return replace(base, rules=rules)


@pytest.mark.parametrize("route", ROUTES)
async def test_marked_spans_pass(route: str) -> None:
    """A case whose marks are exactly the spans passes, on every API."""
    text = "I am [[PERSON:Ann Lee]] <[[EMAIL_ADDRESS:ann@example.org]]>"
    assert (await run(case(text, route=route))).passed


@pytest.mark.parametrize(
    ("text", "got", "notes"),
    [
        (
            "I am [[PERSON:Ann]] Lee",
            "I am [[PERSON:Ann Lee]]",
            ("PERSON: found from 1:6, with other borders",),
        ),
        ("I am Ann Lee", "I am [[PERSON:Ann Lee]]", ()),
        (
            "I am [[EMAIL_ADDRESS:Ann Lee]]",
            "I am [[PERSON:Ann Lee]]",
            ("EMAIL_ADDRESS: nothing of this type was found there",),
        ),
        ("I am [[PERSON:Bob]]", "I am Bob", ("PERSON: nothing of this type was found there",)),
    ],
)
async def test_other_spans_fail(text: str, got: str, notes: tuple[str, ...]) -> None:
    """Other borders, another type, a missing span or one too many fail, shown in marks."""
    outcome = await run(case(text))
    assert told(outcome) == [("spans", text, got)]
    assert outcome.failed[0].notes == notes


async def test_missing_spans_say_why() -> None:
    """A value that was found and not acted on says what kept it: threshold and its line."""
    rules = with_rules(policy(), PERSON={"min_score": 0.95})
    outcome = await run(case("I am [[PERSON:Ann Lee]]"), rules)
    assert outcome.failed[0].notes == ("PERSON: 0.90 is 0.05 below the threshold 0.95 (built in)",)


async def test_marks_count_beside_expect() -> None:
    """Marks are asserted also where there is an `expect`."""
    outcome = await run(case("I am [[PERSON:Bob]]", Expect(status=200)))
    assert [what for what, _, _ in told(outcome)] == ["spans"]


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("tool", ["", "send_mail"])
async def test_text_and_way_back(route: str, tool: str) -> None:
    """What is sent and what comes back, with surrogates by their numbers."""
    expect = Expect(
        sent="{EMAIL_ADDRESS#1}, {EMAIL_ADDRESS#2}, {EMAIL_ADDRESS#1}",
        reply=Reply("to {EMAIL_ADDRESS#2}.", "to b@example.org.", tool),
    )
    outcome = await run(case("a@example.org, b@example.org, a@example.org", expect, route=route))
    assert told(outcome) == []


async def test_wrong_texts_are_told() -> None:
    """Texts that differ are told in numbered surrogates."""
    expect = Expect(sent="Mail nobody", reply=Reply("{EMAIL_ADDRESS#1}", "nobody"))
    outcome = await run(case("Mail ann@example.org", expect))
    assert told(outcome) == [
        ("sent", "Mail nobody", "Mail {EMAIL_ADDRESS#1}"),
        ("client_sees (as one JSON body)", "nobody", "ann@example.org"),
    ]


async def test_surrogates_that_were_not_sent_are_told() -> None:
    """A reply cannot name a surrogate that the provider never saw."""
    outcome = await run(case("hello", Expect(reply=Reply("{PERSON#1}", "x"))))
    assert told(outcome) == [("model_says", "{PERSON#1}", "(no such surrogate was sent)")]


async def test_block_is_a_decision() -> None:
    """A blocked request has a status and says who decided; nothing is sent."""
    text = f"[[PRIVATE_KEY:{KEY}]]"
    assert (await run(case(text, Expect(decision="block", by="PRIVATE_KEY", status=400)))).passed
    anthropic = case(text, Expect(status=451), route="anthropic.messages")
    assert (await run(anthropic)).passed
    outcome = await run(case(text, Expect(sent="x", status=200, by="PERSON", decision="mask")))
    assert told(outcome) == [
        ("decision", "mask", "block"),
        ("by", "PERSON", "PRIVATE_KEY"),
        ("status", "200", "400"),
        ("sent", "x", "(nothing: pii_blocked)"),
    ]


async def test_limits_refuse() -> None:
    """A request over a limit is refused, and its findings are still told."""
    rules = policy(limits=Limits(max_findings=1))
    text = "[[PERSON:Ann Lee]] <[[EMAIL_ADDRESS:ann@example.org]]>"
    assert (await run(case(text, Expect(status=400, findings=2)), rules)).passed


async def test_nothing_found_is_allow() -> None:
    """Without a finding the decision is `allow`, by nobody."""
    assert (await run(case("hello", Expect(decision="allow", findings=0, status=200)))).passed
    assert told(await run(case("hello", Expect(by="PERSON")))) == [("by", "PERSON", "(nothing)")]


async def test_allow_entries_are_named() -> None:
    """Who let a value through is named; on the day after its end nobody does."""
    entry = AllowEntry(
        "own", frozenset({"EMAIL_ADDRESS"}), frozenset({"us@example.org"}), ENDS, "r", "o"
    )
    rules = replace(policy(), allow=(entry,))
    expect = Expect(findings=0, allowed_by="own")
    outcome = await run(case("Write to us@example.org", expect), rules)
    assert told(outcome) == []
    assert outcome.used == {("allow", "own")}
    late = await run(case("Write to us@example.org", expect, now=dt.date(2027, 2, 1)), rules)
    assert told(late) == [("findings", "0", "1"), ("allowed_by", "own", "(nothing)")]


async def test_exceptions_are_named() -> None:
    """An exception is what lets a value through when the policy without it would act."""
    changes = MappingProxyType({"PERSON": MappingProxyType({"action": Action.ALLOW})})
    exemption = Exemption("EX-1", Match(tenants=("billing",)), changes, ENDS, "r", "o")
    rules = replace(policy(), exceptions=(exemption,))
    expect = Expect(findings=0, allowed_by="EX-1")
    outcome = await run(case("I am Ann Lee", expect, tenant="billing"), rules)
    assert told(outcome) == []
    assert outcome.used == {("exception", "EX-1")}
    other = await run(case("I am [[PERSON:Ann Lee]]", tenant="sales"), rules)
    assert other.passed
    late = case("I am [[PERSON:Ann Lee]]", tenant="billing", now=dt.date(2027, 2, 1))
    assert (await run(late, rules)).passed


async def test_denied_terms_are_found() -> None:
    """What a deny entry has is acted on in any case until its last day; the entry is used."""
    hashed = frozenset({hashed_term(Hasher.salted(bytes(8)), "Zoe Planted")})
    entry = DenyEntry("missed", "PERSON", frozenset({"bo"}), ENDS, "r", "o", hashed)
    rules = replace(policy(), deny=(entry, replace(entry, id="other", hashed=frozenset())))
    outcome = await run(case("See [[PERSON:ZOE planted]]"), rules)
    assert told(outcome) == []
    assert outcome.used == {("entity", "PERSON"), ("deny", "missed")}
    late = case("See ZOE planted and bo", now=dt.date(2027, 2, 1))
    assert (await run(late, rules)).passed


async def test_made_up_values_stand_in() -> None:
    """What stands in for a hashed value is let through, or found, as that would be."""
    hasher = Hasher.salted(bytes(8))
    value = frozenset({hasher.of_value("Zoe Planted")})
    allow = AllowEntry("a", frozenset({"PERSON"}), frozenset(), ENDS, "r", "o", hashed=value)
    term = frozenset({hashed_term(hasher, "Zoe Planted")})
    deny = DenyEntry("d", "PERSON", frozenset(), ENDS, "r", "o", term)
    rules = replace(policy(), allow=(allow,), deny=(deny,))
    through = case("I am Ann Lee", Expect(findings=0, allowed_by="a"), stands_in={"a": "Ann Lee"})
    assert (await run(through, rules)).passed
    found = case("See [[PERSON:Kes Trel]]", stands_in={"d": "kes trel"})
    outcome = await run(found, rules)
    assert (told(outcome), ("deny", "d") in outcome.used) == ([], True)
    assert told(await run(replace(found, stands_in={}), rules)) != []


async def test_scopes_hold_for_their_subject() -> None:
    """A case is judged by the policy that holds for its tenant."""
    base = policy()
    stricter = replace(base.rules["PERSON"], action=Action.REDACT)
    rules = replace(base, scopes=(Scope("s", Match(tenants=("x",)), {"PERSON": stricter}),))
    inside = await run(case("[[PERSON:Ann Lee]]", Expect(sent="[PERSON]"), tenant="x"), rules)
    assert told(inside) == []
    assert ("scope", "s") in inside.used
    outside = await run(case("[[PERSON:Ann Lee]]", Expect(sent="{PERSON#1}"), tenant="y"), rules)
    assert (told(outside), ("scope", "s") in outside.used) == ([], False)


async def test_shadow_is_counted_only() -> None:
    """A rule in shadow mode acts on nothing, and is named."""
    rules = with_rules(policy(), PERSON={"mode": Mode.SHADOW})
    outcome = await run(case("I am Ann Lee", Expect(shadow=("PERSON",), findings=0)), rules)
    assert told(outcome) == []
    assert outcome.used == {("entity", "PERSON")}
    nothing = await run(case("hello", Expect(shadow=("PERSON",))), rules)
    assert told(nothing) == [("shadow", "PERSON", "(nothing)")]


async def test_route_names_its_tags() -> None:
    """The tags that an upstream must have are told; the text stays."""
    rules = with_rules(policy(), PERSON={"action": Action.ROUTE, "to": ("local",)})
    expect = Expect(route_tags=("local",), sent="I am Ann Lee", decision="route")
    assert told(await run(case("I am [[PERSON:Ann Lee]]", expect), rules)) == []


@pytest.mark.parametrize("action", [Action.HASH, Action.REDACT, Action.PARTIAL])
async def test_one_way_actions_do_not_come_back(action: Action) -> None:
    """What is sent under a one-way action comes back as it was sent."""
    rules = with_rules(policy(), EMAIL_ADDRESS={"action": action, "keep_last": 4})
    sent = {Action.HASH: "{EMAIL_ADDRESS#1}", Action.REDACT: "[EMAIL_ADDRESS]"}
    expect = Expect(sent=sent.get(action, "xxxxxxxxx.org"))
    outcome = await run(case("[[EMAIL_ADDRESS:a@example.org]]", expect), rules)
    assert told(outcome) == []


async def test_values_stay_where_nothing_is_restored() -> None:
    """Without a place to restore, the client sees the surrogate."""
    rules = policy(restore=frozenset())
    expect = Expect(reply=Reply("{PERSON#1}", "{PERSON#1}"))
    assert told(await run(case("I am Ann Lee", expect), rules)) == []


async def test_restore_goes_by_tool() -> None:
    """A value comes back only in the arguments of the tools that the rule names."""
    rules = with_rules(policy(), PERSON={"restore": frozenset({"tool:crm_*"})})
    for tool, sees in (("crm_find", "Ann Lee"), ("web_search", "{PERSON#1}")):
        expect = Expect(reply=Reply("{PERSON#1}", sees, tool))
        assert told(await run(case("I am Ann Lee", expect), rules)) == []


async def test_invented_values_count_on() -> None:
    """What the model makes up is hidden under the next number; a block is a status."""
    rules = policy(on_reply=Action.MASK)
    expect = Expect(reply=Reply("{PERSON#1} and Maria Schmidt", "Ann Lee and {PERSON#2}"))
    assert told(await run(case("I am Ann Lee", expect), rules)) == []
    blocking = policy(on_reply=Action.BLOCK)
    refused = Expect(reply=Reply("Maria Schmidt", status=502))
    assert told(await run(case("hello", refused), blocking)) == []
    wrong = Expect(reply=Reply("Maria Schmidt", "Maria Schmidt"))
    assert told(await run(case("hello", wrong), blocking)) == [
        ("client_sees (as one JSON body)", "Maria Schmidt", "status 502 (reply_blocked)")
    ]
    let_be = Expect(reply=Reply("Maria Schmidt", status=502))
    assert told(await run(case("hello", let_be))) == [
        ("client_sees (as one JSON body)", "status 502", "Maria Schmidt")
    ]


async def test_json_texts_keep_their_offsets() -> None:
    """A text that is JSON is read string by string; spans stand where they stand in it."""
    assert (await run(case('{"a": "b", "name": "[[PERSON:Ann Lee]]", "x": "An"}'))).passed


@pytest.mark.parametrize("role", ["system", "assistant", "tool"])
@pytest.mark.parametrize("route", ROUTES)
async def test_every_role_is_masked(route: str, role: str) -> None:
    """Whoever says it, a value is masked."""
    sent = Expect(sent="{EMAIL_ADDRESS#1} said")
    text = case("[[EMAIL_ADDRESS:ann@example.org]] said", sent, route=route, role=role)
    assert told(await run(text)) == []


@pytest.mark.parametrize("role", ["system", "assistant", "tool"])
@pytest.mark.parametrize("route", ROUTES)
async def test_model_gets_no_names(route: str, role: str) -> None:
    """New names are looked for in all texts but the model's own."""
    text = case("[[PERSON:Ann Lee]] said", route=route, role=role)
    assert (await run(text)).passed is (role != "assistant")


@pytest.mark.parametrize("part", ["tool_arguments", "tool_results", "documents"])
@pytest.mark.parametrize("route", ROUTES)
async def test_every_part_is_masked(route: str, part: str) -> None:
    """Wherever it stands, a value is masked."""
    sent = Expect(sent="{EMAIL_ADDRESS#1} said")
    text = case("[[EMAIL_ADDRESS:ann@example.org]] said", sent, route=route, part=part)
    assert told(await run(text)) == []


async def test_routes_without_answers_say_so() -> None:
    """An embedding has no reply to look at."""
    silent = case("Ann Lee", Expect(reply=Reply("a", "a")), route="openai.embeddings")
    assert told(await run(silent)) == [("reply", "an answer", "(this route has none in text)")]
    assert (await run(case("[[PERSON:Ann Lee]]", route="openai.embeddings"))).passed


async def test_links_do_not_break_the_way_back() -> None:
    """A value in a URL is checked by what its rule says of URLs."""
    text = "https://example.org/?m=[[EMAIL_ADDRESS:ann@example.com]]"
    assert (await run(case(text))).passed
    assert (await run(case(text), policy(restore=frozenset({"text"})))).passed
    assert (await run(case(text, role="tool"))).passed
    assert (await run(case(text, part="documents", route="anthropic.messages"))).passed


async def test_surrogate_shaped_text_passes() -> None:
    """A text that looks like a surrogate is masked by the exchange and still comes back."""
    assert told(await run(case("PERSON_a1b2c3d4 met [[PERSON:Ann Lee]]"))) == []


async def test_runs_are_the_same() -> None:
    """The same case has the same surrogates each time: results can be compared."""
    one = case("I am Ann Lee", Expect(sent="x"))
    assert told(await run(one)) == told(await run(one))


async def test_failed_detection_is_no_pass() -> None:
    """A detector that fails stops the run."""
    with pytest.raises(DetectionError):
        await run(case("hello"), detector=BrokenDetector())


async def test_repr_holds_no_value() -> None:
    """Outcomes can be logged."""
    outcome = await run(case("I am [[PERSON:Ann]] Lee", Expect(sent="I am Ann Lee")))
    assert "Ann" not in repr(outcome)


@pytest.mark.parametrize("route", ROUTES)
async def test_stand_ins_are_one_surrogate(route: str) -> None:
    """A realistic stand-in of several words has one number, and comes back however it is cut."""
    base = policy()
    rules = with_rules(
        base, PERSON={"action": Action.SURROGATE}, EMAIL_ADDRESS={"action": Action.SURROGATE}
    )
    expect = Expect(
        sent="{PERSON#1} <{EMAIL_ADDRESS#1}>, {PERSON#1}, {PERSON#2}",
        reply=Reply("Dear {PERSON#2}, ask {PERSON#1}.", "Dear Maria Schmidt, ask Ann Lee."),
    )
    text = "Ann Lee <ann@example.org>, Ann Lee, Maria Schmidt"
    assert told(await run(case(text, expect, route=route), rules)) == []


async def test_refusals_without_a_finding_are_blocks() -> None:
    """A request over a limit is blocked by that limit's code."""
    rules = policy(limits=Limits(max_findings=1))
    expect = Expect(decision="block", by="too_many_findings", status=400)
    assert told(await run(case("Ann Lee <ann@example.org>", expect), rules)) == []


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "say \\"Ann Lee\\" to [[EMAIL_ADDRESS:ann@example.org]]", "b": "x"}',
        '{"a": "\\u00fc [[EMAIL_ADDRESS:ann@example.org]] \\n", "b": "ü"}',
        '{"a": "ü \\n [[EMAIL_ADDRESS:ann@example.org]]"}',
    ],
)
async def test_escaped_json_keeps_its_offsets(text: str) -> None:
    """Spans in a JSON string with escapes stand where the raw text has them."""
    rules = with_rules(policy(), PERSON={"mode": Mode.OFF})
    assert told(await run(case(text), rules)) == []


async def test_what_cannot_be_located_fails() -> None:
    """A value that is masked where no span can be shown never passes as nothing found."""
    text = '{"a": "\\u0041nn Lee is h\\u0065re"}'
    outcome = await run(case(text, Expect(findings=0)))
    assert [what for what, _, _ in told(outcome)] == ["sent, by its spans"]


async def test_parts_that_are_not_read_have_no_spans() -> None:
    """Where the policy does not look, nothing is found and nothing is masked."""
    rules = replace(policy(), inspect=Inspect(roles=frozenset({"user"})))
    unread = case("I am Ann Lee", Expect(findings=0, sent="I am Ann Lee"), role="system")
    assert told(await run(unread, rules)) == []


async def test_long_texts_take_bounded_time() -> None:
    """A text of many pages is not cut at each of its bytes."""
    text = "[[PERSON:Ann Lee]] said it. " + "Nothing to see here. " * 3_000
    outcome = await run(case(text))
    assert outcome.passed
    assert outcome.seconds < 30
