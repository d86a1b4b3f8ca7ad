"""The grammar of `kind: policy-test/v1`: what a policy is to do with which text.

A test file names its policy and holds cases. Each case is one request: who sends which
text where. Its marks and its `expect` say what must come of it; a case without `expect`
says that exactly the marked spans are acted on, and nothing else. `policy.marks` reads
the texts, `cli.policy.runner` runs the cases.

Of an entry that has only hashes no test could show the value. So a made-up one stands in for
it: in the cases that say so it counts as a value of the entry.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from penname.policy.made import MadeError, with_made
from penname.policy.marks import Mark, Marked, MarkError, read_marks, surrogates_in
from penname.policy.match import Subject
from penname.policy.model import PARTS, ROLES, Action, Policy
from penname.policy.problems import Context, Place, did_you_mean
from penname.policy.readers import (
    Field,
    Reader,
    Said,
    choice,
    integer,
    keyed,
    label,
    listing,
    placed,
    table,
    text,
)
from penname.policy.terms import term_problem
from penname.policy.tree import Node, Scalar, Table

KIND = "policy-test/v1"
DEFAULT_ROUTE = "openai.chat"
DEFAULT_MODEL = "test-model"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(_DAY.pattern + r"T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})")


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model answers, and what the client is to see of it.

    `tool`: the answer is a call of that tool, with the text as its argument. `status`: the
    answer is refused with it instead.
    """

    model_says: str = field(repr=False)
    client_sees: str | None = field(default=None, repr=False)
    tool: str = ""
    status: int | None = None


@dataclass(frozen=True, slots=True)
class Expect:
    """What a case says beside its marks; None says nothing."""

    sent: str | None = field(default=None, repr=False)
    shadow: tuple[str, ...] | None = None
    reply: Reply | None = None
    decision: str | None = None
    by: str | None = None
    status: int | None = None
    findings: int | None = None
    allowed_by: str | None = None
    route_tags: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One request. `now` None means: the day on which the test runs."""

    name: str
    text: Marked
    place: Place
    subject: Subject
    now: dt.date | None = None
    language: str = ""
    role: str = "user"
    part: str = "text"
    expect: Expect | None = None
    stands_in: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def asserts_spans(self) -> bool:
        """Whether exactly the marked spans must be acted on."""
        return bool(self.text.marks) or self.expect is None

    @property
    def marks(self) -> tuple[Mark, ...]:
        return self.text.marks


@dataclass(frozen=True, slots=True)
class Suite:
    """One test file. `policy` is relative to the file; `policy_place` is where it says so."""

    path: str
    policy: str
    policy_place: Place
    cases: tuple[Case, ...]


def read_suite(root: Node, path: str, context: Context, routes: Collection[str]) -> Suite | None:
    """The suite that a tree says; None when the context has problems afterwards.

    `routes` are the names of the calls that a case can make.
    """
    before = len(context.problems)
    values = table(suite_fields(routes))(root, context)
    if values is None or len(context.problems) > before:
        return None
    _check_names(values["cases"])
    shared = dict(values.get("defaults", {}))
    if "now" in values:
        shared["now"] = values["now"]
    cases = tuple(_case(said.place, {**shared, **said.value}) for said in values["cases"])
    if len(context.problems) > before:
        return None
    policy = values["policy"]
    return Suite(path, policy.value, policy.place, cases)


def _day(node: Node, context: Context) -> dt.date | None:
    word = node.text if isinstance(node, Scalar) else ""
    try:
        if _DAY.fullmatch(word):
            return dt.date.fromisoformat(word)
        if _MOMENT.fullmatch(word):
            return dt.datetime.fromisoformat(word).astimezone(dt.UTC).date()
    except (ValueError, OverflowError):
        pass  # such as the 31st of June
    context.error(node.place, "must be a day, or a time such as 2026-12-01T00:00:00Z")
    return None


def _marked(node: Node, context: Context) -> Marked | None:
    word = _filled(node, context)
    if word is None:
        return None
    try:
        return read_marks(word)
    except MarkError as error:
        context.error(node.place, str(error))
        return None


def _filled(node: Node, context: Context) -> str | None:
    """A text with its made-up values in place."""
    word: str | None = text(node, context)
    try:
        return None if word is None else with_made(word)
    except MadeError as error:
        context.error(node.place, str(error), error.hint)
        return None


def _template(node: Node, context: Context) -> str | None:
    word = _filled(node, context)
    if word is not None and any(number == 0 for _, number in surrogates_in(word)):
        context.error(node.place, "surrogates count from 1: {TYPE#1} is the first of its type")
        return None
    return word


#: A day, or a moment with its zone: then its day in UTC, by which policies are dated.
day = Reader(_day, {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T.*)?$"})
#: A text with marks.
marked = Reader(_marked, text.schema)
#: A text that may have made-up values.
fillable = Reader(_filled, text.schema)
#: A text that may name surrogates.
template = Reader(_template, text.schema)

REPLY: Mapping[str, Field] = {
    "model_says": Field(template, True, "The model's answer; {TYPE#n} is a surrogate"),
    "client_sees": Field(template, doc="What the client gets of it, however it is streamed"),
    "tool": Field(text, doc="The answer is a call of this tool, with the text as an argument"),
    "status": Field(integer(400, 599), doc="The answer is refused with this HTTP status"),
}

EXPECT: Mapping[str, Field] = {
    "sent": Field(template, doc="The text as it goes to the provider; {TYPE#n} is a surrogate"),
    "shadow": Field(listing(text), doc="Types that rules in shadow mode would have acted on"),
    "reply": Field(placed(table(REPLY)), doc="An answer, and what the client sees of it"),
    "decision": Field(
        choice([action.value for action in Action]), doc="The strictest action on any span"
    ),
    "by": Field(text, doc="The entity type that decided"),
    "status": Field(integer(200, 599), doc="The HTTP status: 200, or that of a refusal"),
    "findings": Field(integer(0, 1_000_000), doc="How many spans are acted on"),
    "allowed_by": Field(text, doc="The allow entry or exception that let a value through"),
    "route_tags": Field(listing(text), doc="The tags that an upstream must have to get this"),
}


def suite_fields(routes: Collection[str]) -> dict[str, Field]:
    """The grammar of a whole file. `routes` are the names of the calls that a case can make."""
    shared = {
        "route": Field(choice(routes), doc="The call that carries the text"),
        "tenant": Field(text, doc="Who asks"),
        "model": Field(text, doc="Which model is asked"),
        "client": Field(text, doc="Which client key is used"),
        "language": Field(text, doc="The language of the text"),
        "role": Field(choice(ROLES), doc="Who says the text"),
        "part": Field(choice(PARTS), doc="Where in the request the text stands"),
    }
    case = {
        "name": Field(text, True, "What the case shows"),
        "text": Field(marked, True, "A text, its spans marked as [[TYPE:value]]"),
        **shared,
        "now": Field(day, doc="The day of this case"),
        "stands_in": Field(
            keyed(label, fillable),
            doc="Id of an entry with hashes → a made-up value that counts as one of its own",
        ),
        "expect": Field(Reader(_expect, table(EXPECT).schema), doc="What must come of it"),
    }
    return {
        "kind": Field(choice((KIND,)), True, "What this file is"),
        "title": Field(text, doc="One line about the file"),
        "description": Field(text, doc="More about the file"),
        "policy": Field(placed(text), True, "The policy file, relative to this one"),
        "now": Field(day, doc="The day on which exceptions and allow entries are judged"),
        "defaults": Field(table(shared), doc="What every case has unless it says otherwise"),
        "cases": Field(listing(placed(table(case)), least=1), True, "The cases, one request each"),
    }


def _expect(node: Node, context: Context) -> Expect | None:
    values = table(EXPECT)(node, context)
    if values is None:
        return None
    if isinstance(node, Table) and not node.entries:
        context.error(node.place, "says nothing: leave it out, or say what to expect")
    if "reply" in values:
        said = values["reply"]
        if ("client_sees" in said.value) == ("status" in said.value):
            said.error("must have client_sees, or status for a refusal")
        values["reply"] = Reply(**{"model_says": "", **said.value})
    return Expect(**values)


def _case(place: Place, values: Mapping[str, Any]) -> Case:
    subject = Subject(
        route=values.get("route", DEFAULT_ROUTE),
        tenant=values.get("tenant"),
        model=values.get("model", DEFAULT_MODEL),
        client=values.get("client"),
    )
    own = ("name", "text", "now", "language", "role", "part", "expect")
    stands_in = {id_: said.value for id_, said in values.get("stands_in", {}).items()}
    said = {key: values[key] for key in own if key in values}
    return Case(place=place, subject=subject, stands_in=stands_in, **said)


def standing_in(policy: Policy, values: Mapping[str, str]) -> Policy:
    """The policy whose entries have made-up values among their own. `values`: id → value."""
    if not values:
        return policy
    allow = tuple(
        replace(one, values=one.values | {values[one.id]}) if one.id in values else one
        for one in policy.allow
    )
    deny = tuple(
        replace(one, terms=one.terms | {values[one.id]}) if one.id in values else one
        for one in policy.deny
    )
    return replace(policy, allow=allow, deny=deny)


def check_stand_ins(suite: Suite, policy: Policy, context: Context) -> None:
    """Problems for what stands in for a value of no entry with hashes."""
    deny = {one.id for one in policy.deny if one.hashed}
    known = deny | {one.id for one in policy.allow if one.hashed}
    for index, case in enumerate(suite.cases):
        inner = context.at("cases", str(index), "stands_in")
        for id_, value in case.stands_in.items():
            if id_ not in known:
                words = f"no allow or deny entry {id_!r} of the policy has hashes"
                inner.error(case.place, words, did_you_mean(id_, known))
            elif id_ in deny and (problem := term_problem(value)):
                inner.error(case.place, f"for {id_!r}: {problem}")


def _check_names(cases: Sequence[Said]) -> None:
    """Names are how people run one case and read the results: each stands once."""
    seen: dict[str, Said] = {}
    for said in cases:
        name = said.value["name"]
        first = seen.setdefault(name, said)
        if first is not said:
            said.error(f"duplicate name {name!r} (first on line {first.place.line})")


def check_types(suite: Suite, known: Collection[str], context: Context) -> None:
    """Problems for entity types that the suite names and its policy does not speak of."""
    for index, case in enumerate(suite.cases):
        inner = context.at("cases").at(str(index))
        for kind in dict.fromkeys(_types_of(case)):
            if kind not in known:
                hint = did_you_mean(kind, known)
                inner.error(case.place, f"no rule of the policy speaks of {kind!r}", hint)


def _types_of(case: Case) -> list[str]:
    named = [mark.entity_type for mark in case.marks]
    expect = case.expect or Expect()
    named += expect.shadow or ()
    texts = [expect.sent]
    if expect.reply is not None:
        texts += [expect.reply.model_says, expect.reply.client_sees]
    for one in texts:
        named += [kind for kind, _ in surrogates_in(one or "")]
    return named
