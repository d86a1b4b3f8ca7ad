"""The grammar of policy tests."""

from __future__ import annotations

import datetime as dt

import pytest

from penname.policy.cases import (
    Case,
    Expect,
    Reply,
    Suite,
    check_stand_ins,
    check_types,
    read_suite,
    standing_in,
    suite_fields,
)
from penname.policy.made import made
from penname.policy.marks import Mark
from penname.policy.match import Subject
from penname.policy.problems import Context, Place, PolicyError
from penname.policy.tree import parse
from tests.unit.policy.planted import DENY, HASHED_ENTRY
from tests.unit.policy.planted import HEAD as POLICY
from tests.unit.policy.trees import policy_of

ROUTES = ("openai.chat", "anthropic.messages")
HEAD = "kind: policy-test/v1\npolicy: ../hipaa.yaml\n"


def suite(text: str) -> Suite:
    """The suite of a text. Raises PolicyError."""
    context = Context("a.test.yaml", text.splitlines())
    root = parse(text, context)
    found = None if root is None else read_suite(root, "a.test.yaml", context, ROUTES)
    context.check()
    assert found is not None
    return found


def case(text: str) -> Case:
    """The only case of a suite; `text` is what stands beside its name."""
    lines = "\n".join(f"    {line}" for line in text.splitlines())
    return suite(f"{HEAD}cases:\n  - name: one\n{lines}\n").cases[0]


def errors(text: str) -> list[str]:
    """The heads of a suite's problems."""
    with pytest.raises(PolicyError) as caught:
        suite(text)
    return [problem.head for problem in caught.value.problems]


def case_errors(text: str) -> list[str]:
    """What is said of the only case, without file and line."""
    with pytest.raises(PolicyError) as caught:
        case(text)
    return [f"{one.key_path}: {one.message}" for one in caught.value.problems]


def test_shared_keys_hold_for_cases() -> None:
    """A case has the file's defaults and day unless it says otherwise."""
    found = suite(
        HEAD
        + "now: 2026-12-01T00:00:00Z\n"
        + "defaults: {route: anthropic.messages, tenant: clinic-a, language: en}\n"
        + "cases:\n"
        + "  - {name: one, text: '[[PERSON:Ann]] is here'}\n"
        + "  - {name: two, text: nobody, tenant: b, now: 2027-02-02, role: tool, part: text}\n"
    )
    assert (found.path, found.policy, found.policy_place) == (
        "a.test.yaml",
        "../hipaa.yaml",
        Place(2, 9),
    )
    one, two = found.cases
    assert one.subject == Subject("anthropic.messages", "clinic-a", "test-model")
    assert (one.now, one.language, one.role) == (dt.date(2026, 12, 1), "en", "user")
    assert (one.text.plain, one.marks) == ("Ann is here", (Mark(0, 3, "PERSON"),))
    assert (two.subject.tenant, two.now, two.role) == ("b", dt.date(2027, 2, 2), "tool")
    assert one.asserts_spans
    assert two.asserts_spans


def test_expectations_are_read() -> None:
    """Everything that `expect` can say is kept."""
    found = case(
        """\
text: "Mail [[EMAIL_ADDRESS:ann@example.org]]"
expect:
  sent: "Mail {EMAIL_ADDRESS#1}"
  shadow: [STUDY_CODE]
  reply: {model_says: "to {EMAIL_ADDRESS#1}", client_sees: "to ann@example.org", tool: mail}
  decision: mask
  by: EMAIL_ADDRESS
  status: 200
  findings: 1
  allowed_by: EX-1
  route_tags: [baa]
"""
    )
    assert found.expect == Expect(
        sent="Mail {EMAIL_ADDRESS#1}",
        shadow=("STUDY_CODE",),
        reply=Reply("to {EMAIL_ADDRESS#1}", "to ann@example.org", "mail"),
        decision="mask",
        by="EMAIL_ADDRESS",
        status=200,
        findings=1,
        allowed_by="EX-1",
        route_tags=("baa",),
    )
    assert not any("ann@" in repr(one) for one in (found, found.expect, found.expect.reply))


def test_expect_alone_says_no_spans() -> None:
    """Without marks, a case with `expect` asserts only what it expects."""
    assert not case("text: nobody\nexpect: {findings: 0}").asserts_spans


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-12-01", dt.date(2026, 12, 1)),
        ("2026-12-01T23:30:00-02:00", dt.date(2026, 12, 2)),
        ("2026-12-01T00:00Z", dt.date(2026, 12, 1)),
    ],
)
def test_days_are_in_utc(now: str, day: dt.date) -> None:
    """A moment counts as its day in UTC."""
    assert case(f"text: nobody\nnow: {now}").now == day


@pytest.mark.parametrize(
    "now",
    ["2026-12-01T00:00:00", "20261201", "2026-02-31", "tomorrow", "0001-01-01T00:00:00+05:00"],
)
def test_other_days_are_errors(now: str) -> None:
    """A moment without its zone is a guess, and so refused."""
    assert case_errors(f"text: nobody\nnow: {now}") == [
        "cases.0.now: must be a day, or a time such as 2026-12-01T00:00:00Z"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("text: '[[PERSON:Ann'", "cases.0.text: the mark of PERSON has no ]]"),
        ("text: 5", "cases.0.text: '5' is not text (put it in quotes)"),
        ("text: a\nroute: openai.files", "cases.0.route: 'openai.files' is not one of"),
        ("text: a\nexpect: {}", "cases.0.expect: says nothing"),
        ("text: a\nexpect: 5", "cases.0.expect: must be a mapping"),
        ("text: a\nexpect: {sent: '{X#0}'}", "cases.0.expect.sent: surrogates count from 1"),
        ("text: a\nexpect: {reply: {model_says: a}}", "cases.0.expect.reply: must have client_s"),
        ("text: a\nexpect: {decision: masked}", "cases.0.expect.decision: 'masked' is not one of"),
        ("text: a\nexpected: {findings: 0}", "cases.0.expected: unknown key 'expected'"),
    ],
)
def test_mistakes_are_told(text: str, message: str) -> None:
    """A mistake is told with its key path; nothing else is reported beside it."""
    found = case_errors(text)
    assert len(found) == 1
    assert found[0].startswith(message)


def test_all_mistakes_are_told_at_once() -> None:
    """One pass tells every mistake with its place."""
    assert errors(
        "kind: policy-test/v2\ncases:\n  - {name: one, txt: a}\n  - {name: two, text: '[[x]]'}\n"
    ) == [
        "a.test.yaml:1:1: error: policy: missing key 'policy'",
        "a.test.yaml:1:7: error: kind: 'policy-test/v2' is not one of policy-test/v1",
        "a.test.yaml:3:5: error: cases.0.text: missing key 'text'",
        "a.test.yaml:3:17: error: cases.0.txt: unknown key 'txt'",
        "a.test.yaml:4:23: error: cases.1.text: [[ must go on as TYPE:value]] "
        "(write \\[[ for the brackets themselves)",
    ]


def test_names_stand_once() -> None:
    """Two cases of one name are an error at the second."""
    assert errors(HEAD + "cases:\n  - {name: one, text: a}\n  - {name: one, text: b}\n") == [
        "a.test.yaml:5:5: error: cases.1: duplicate name 'one' (first on line 4)"
    ]


def test_a_list_is_no_suite() -> None:
    """The top must be a mapping."""
    assert errors("[]") == ["a.test.yaml:1:1: error: must be a mapping"]


def test_unknown_types_are_told() -> None:
    """Every entity type that a case names must be one of the policy's, with a hint."""
    found = suite(
        HEAD
        + "cases:\n"
        + "  - {name: one, text: '[[PERSN:Ann]]'}\n"
        + "  - name: two\n    text: nobody\n    expect:\n      shadow: [CODE]\n"
        + "      reply: {model_says: '{PERSON#1} {MAIL#1}', client_sees: a}\n"
    )
    context = Context("a.test.yaml")
    check_types(found, ("PERSON", "CODE"), context)
    assert [(one.place.line, one.message, one.hint) for one in context.problems] == [
        (4, "no rule of the policy speaks of 'PERSN'", "did you mean 'PERSON'?"),
        (5, "no rule of the policy speaks of 'MAIL'", ""),
    ]


def test_every_key_is_explained() -> None:
    """Each key has the words that editors show."""
    fields = suite_fields(ROUTES)
    assert all(field.doc for field in fields.values())
    assert fields["cases"].schema["items"]["properties"]["expect"]["properties"]["sent"]


def test_made_up_values_are_filled_in() -> None:
    """A text and a template hold values that are put together when the file is read."""
    key = made("GITHUB_TOKEN")
    found = case(
        "text: 'key [[API_KEY:{{made:GITHUB_TOKEN}}]]'\nexpect: {sent: 'a {{made:GITHUB_TOKEN}}'}"
    )
    assert found.text.plain == f"key {key}"
    assert found.marks == (Mark(4, 4 + len(key), "API_KEY"),)
    assert found.expect == Expect(sent=f"a {key}")


@pytest.mark.parametrize("key", ["text: '{}'", "text: x\nexpect: {{sent: '{}'}}"])
def test_unknown_made_up_values_are_told(key: str) -> None:
    """A name under which nothing is made is an error at its place."""
    (told,) = case_errors(key.format("{{made:GITHUB}}"))
    assert told.endswith("nothing is made under the name 'GITHUB'")


HASHES = policy_of(POLICY | {"entities": {"PERSON": {}}, "allow": [HASHED_ENTRY], "deny": [DENY]})


def test_made_up_values_stand_in() -> None:
    """A made-up value counts as one of an entry's own, beside the hashed ones."""
    found = case("text: x\nstands_in: {somebody: Kim, missed: '{{made:GITHUB_TOKEN}}'}")
    assert found.stands_in == {"somebody": "Kim", "missed": made("GITHUB_TOKEN")}
    allow, deny = (
        getattr(standing_in(HASHES, found.stands_in), key)[0] for key in ("allow", "deny")
    )
    assert (allow.values, allow.hashed) == ({"Kim"}, HASHES.allow[0].hashed)
    assert (deny.terms, deny.hashed) == (
        {"Blue Heron", made("GITHUB_TOKEN")},
        HASHES.deny[0].hashed,
    )
    assert standing_in(HASHES, {"missed": "Kim"}).allow == HASHES.allow
    assert standing_in(HASHES, {}) is HASHES
    assert made("GITHUB_TOKEN") not in repr(found)


def test_stand_ins_need_hashes() -> None:
    """Of an entry that is not there, or shows its values, nothing stands in for one."""
    context = Context("a.test.yaml", ())
    told = suite(
        HEAD
        + "cases: [{name: a, text: x, stands_in: {someone: Kim, missed: '\u200b', somebody: Kim}}]"
    )
    check_stand_ins(told, HASHES, context)
    assert [(one.key_path, one.message, one.hint) for one in context.problems] == [
        (
            "cases.0.stands_in",
            "no allow or deny entry 'someone' of the policy has hashes",
            "did you mean 'somebody'?",
        ),
        ("cases.0.stands_in", "for 'missed': must hold something that can be seen", ""),
    ]
