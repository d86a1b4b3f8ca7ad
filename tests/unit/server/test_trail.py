"""What a request leaves behind: records with as much content as the policy lets them have."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest

from penname.exchange.account import Account, Found
from penname.policy.match import Subject
from penname.policy.model import Audit, Policy
from penname.server.ports import NO_COUNTS
from penname.server.replies import Call
from penname.server.trail import Trail
from tests.unit.server.ledgers import FakeLedger

POLICY = Policy("hipaa", "3", "d" * 64, {}, view="scope:x")
CLEAR, MASKED = b'{"m":"ada@example.org"}', b'{"m":"EMAIL_0"}'
VALUES = frozenset({("EMAIL_ADDRESS", "ada@example.org")})
FOUND = Found("EMAIL_ADDRESS", "mask", "hipaa.yaml:7", "email", "request", "raw", "user", "text")


@dataclass
class Masked:
    body: bytes = MASKED
    findings: dict[str, int] = field(default_factory=dict)
    require_tags: frozenset[str] = frozenset()
    actions: dict[tuple[str, str], int] = field(default_factory=dict)
    shadow: dict[tuple[str, str], int] = field(default_factory=dict)


class FakeExchange:
    model = "gpt-x"

    def __init__(self, content: str) -> None:
        self.policy = replace(POLICY, audit=Audit(content))
        reply = replace(FOUND, direction="reply", action="redact")
        self.account = Account(((FOUND, {85: 2}), (reply, {100: 1})), VALUES, ((FOUND, {40: 1}),))


async def walked(content: str, **about: str) -> FakeLedger:
    """The records of one request and its answer."""
    ledger = FakeLedger()
    trail = Trail(Call("r-1", "hipaa@3 d"), NO_COUNTS, ledger)
    trail.subject = Subject("openai.chat", about.get("tenant"))
    trail.person = about.get("person", "")
    trail.read(CLEAR, FakeExchange(content))  # type: ignore[arg-type]
    await trail.before_sending(Masked(), "openai/eu")
    trail.came(b"EMAIL_0")
    trail.goes(b"ada@example.org")
    await trail.before_end(200)
    return ledger


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ("none", None),
        ("masked", ("EMAIL_0", "")),
        ("sealed", ("EMAIL_0", "ada@example.org")),
    ],
)
async def test_policy_says_what_is_kept(content: str, texts: tuple[str, str] | None) -> None:
    """Values are in a record only under `sealed`, texts only under `masked` and `sealed`."""
    ledger = await walked(content)
    kept = [entry.record.content for entry in ledger.entries]
    if texts is None:
        assert kept == [None, None]
        return
    request, response = kept
    assert request is not None
    assert response is not None
    assert (response.masked, response.original) == texts
    assert request.masked == MASKED.decode()
    assert request.original == (CLEAR.decode() if content == "sealed" else "")


async def test_rows_go_with_their_direction() -> None:
    """Finds of the request stand in its record, those of the answer in the other one."""
    request, response = (await walked("none")).entries
    assert [(row.direction, dict(row.scores)) for row in request.record.findings] == [
        ("request", {85: 2})
    ]
    assert [(row.direction, row.action) for row in response.record.findings] == [
        ("reply", "redact")
    ]
    assert [row.count for row in request.record.shadow] == [1]


async def test_values_are_for_the_index() -> None:
    """The values that were acted on go to the index of the request, and into no repr."""
    request, response = (await walked("none")).entries
    assert (request.values, response.values) == (VALUES, frozenset())
    assert "ada" not in repr(request)


async def test_scopes_are_named() -> None:
    """A tenant and a person have keys of their own; who has neither has none."""
    named = await walked("none", tenant="acme", person="u-17")
    assert {entry.scopes for entry in named.entries} == {("tenant:acme", "subject:u-17")}
    assert {entry.scopes for entry in (await walked("none")).entries} == {()}


@pytest.mark.parametrize("strange", ["x" * 257, "a\nb", "\udcff", "\0"])
async def test_strange_names_are_hashed(strange: str) -> None:
    """What no name looks like neither reaches a key's name nor a record as it came."""
    entry = (await walked("none", tenant=strange)).entries[0]
    assert entry.record.tenant.startswith("sha256:")
    assert entry.scopes == (f"tenant:{entry.record.tenant}",)


async def test_record_names_the_policy() -> None:
    """A record says which policy decided, to its digest and view."""
    record = (await walked("none")).entries[0].record
    said = (record.policy, record.revision, record.digest, record.view, record.mode)
    assert said == ("hipaa", "3", "d" * 64, "scope:x", "enforce")
    assert (record.model, record.upstream, record.decision) == ("gpt-x", "openai/eu", "forwarded")


async def test_answer_ends_once() -> None:
    """The end of an answer is recorded once, whoever says it again."""
    ledger = FakeLedger()
    trail = Trail(Call("r-1", ""), NO_COUNTS, ledger)
    trail.read(CLEAR, FakeExchange("none"))  # type: ignore[arg-type]
    await trail.before_sending(Masked(), "openai")
    await trail.before_end(200)
    await trail.finish(502)
    trail.broke_off(499, "client left")
    assert ledger.events == ["request", "response"]
    assert ledger.entries[1].record.status == 200


async def test_nothing_sent_has_no_answer() -> None:
    """Of a request that was not sent there is no response record."""
    ledger = FakeLedger()
    trail = Trail(Call("r-1", ""), NO_COUNTS, ledger)
    await trail.before_end(200)
    trail.broke_off(499, "client left")
    trail.came(b"x")
    trail.goes(b"x")
    assert ledger.events == []
