"""Metrics: what each call counts, and what the page shows of it."""

from __future__ import annotations

import asyncio
import datetime as dt
import types

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from penname.policy.bindings import Binding, Candidate, PolicySet
from penname.policy.match import Match
from penname.policy.model import Exemption, Policy
from penname.server.metrics import CONTENT_TYPE, NAMES, Metrics, metrics_app, metrics_listener
from penname.server.ports import Counts
from penname.server.sink import SinkStats

NOW = 1_000.5
OLD = Policy("clinic", "1", "a" * 64, {})
NEW = Policy("clinic", "2", "b" * 64, {})
LABEL = OLD.label


def metrics() -> Metrics:
    return Metrics(lambda: NOW)


def samples(metrics: Metrics) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """(name, sorted labels) → value, as a Prometheus server would read them."""
    families = text_string_to_metric_families(metrics.text().decode())
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    return samples(metrics).get((name, tuple(sorted(labels.items()))))


def test_page_names_each_metric() -> None:
    """The page has a help and a type line for every row of the table, and no other metric."""
    lines = metrics().text().decode().splitlines()
    helps = [line.split(" ", 3) for line in lines if line.startswith("# HELP")]
    assert [(words[2], words[3]) for words in helps] == [(n, row.help) for n, row in NAMES.items()]
    types_ = [line.split()[2:] for line in lines if line.startswith("# TYPE")]
    assert types_ == [[n, "counter" if row.counts else "gauge"] for n, row in NAMES.items()]


def test_nothing_counted_is_zero() -> None:
    """What has no labels is there from the start, and so are both results of a reload."""
    assert samples(metrics()) == {
        ("penname_policy_stale", ()): 0.0,
        ("penname_policy_last_reload_success_timestamp_seconds", ()): 0.0,
        ("penname_policy_reloads_total", (("result", "success"),)): 0.0,
        ("penname_policy_reloads_total", (("result", "failure"),)): 0.0,
    }


def test_requests_are_counted() -> None:
    """By route and status; a call that is not known has a word of its own."""
    found = metrics()
    found.request("openai.chat", 200)
    found.request("openai.chat", 200)
    found.request("", 404)
    assert value(found, "penname_requests_total", route="openai.chat", status="200") == 2
    assert value(found, "penname_requests_total", route="unknown", status="404") == 1


def test_findings_are_counted() -> None:
    """By entity type, action and policy name."""
    found = metrics()
    found.findings(LABEL, {("PERSON", "mask"): 2, ("US_SSN", "redact"): 1})
    found.findings(LABEL, {("PERSON", "mask"): 3})
    name = "penname_findings_total"
    assert value(found, name, entity="PERSON", action="mask", policy="clinic") == 5
    assert value(found, name, entity="US_SSN", action="redact", policy="clinic") == 1


def test_shadow_decisions_are_counted() -> None:
    """By policy and revision that would have decided, and both actions."""
    found = metrics()
    found.shadow(NEW.label, "PERSON", "allow", "mask", 4)
    assert (
        value(
            found,
            "penname_shadow_decisions_total",
            policy="clinic",
            revision="2",
            entity="PERSON",
            stable="allow",
            candidate="mask",
        )
        == 4
    )


@pytest.mark.parametrize(
    ("label", "policy"), [("a@b@1 abc", "a@b"), ("odd", "odd"), ("", "unknown")]
)
def test_odd_labels_are_counted_too(label: str, policy: str) -> None:
    """A policy name may hold an @; a label that is none is still counted."""
    found = metrics()
    found.findings(label, {("PERSON", "mask"): 1})
    assert value(found, "penname_findings_total", entity="PERSON", action="mask", policy=policy)


def test_policies_in_use_are_shown() -> None:
    """Stable and candidate are shown; the next set takes their place at once."""
    found = metrics()
    last = Binding("default", Match(), OLD, Candidate(NEW))
    found.policies(PolicySet.of((last,), {}))
    name = "penname_policy_info"
    assert value(found, name, policy="clinic", revision="1", digest="a" * 64) == 1
    assert value(found, name, policy="clinic", revision="2", digest="b" * 64) == 1
    assert value(found, "penname_policy_last_reload_success_timestamp_seconds") == NOW
    found.policies(PolicySet.single(NEW))
    assert value(found, name, policy="clinic", revision="1", digest="a" * 64) is None


def test_failed_reload_makes_stale() -> None:
    """The gauge is raised by a failure and lowered by the next success; both are counted."""
    found = metrics()
    found.policies(PolicySet.single(OLD))
    found.reload_failed()
    assert value(found, "penname_policy_stale") == 1
    assert value(found, "penname_policy_reloads_total", result="failure") == 1
    found.reloaded(PolicySet.single(NEW))
    assert value(found, "penname_policy_stale") == 0
    assert value(found, "penname_policy_reloads_total", result="success") == 1


def exemption(end: dt.date) -> Exemption:
    return Exemption("EX-1", Match(), types.MappingProxyType({}), end, "r", "o")


def test_ends_of_exceptions_are_shown() -> None:
    """As midnight UTC after the last day; of two revisions the earlier one."""
    found = metrics()
    early = Policy("p", "1", "a" * 64, {}, exceptions=(exemption(dt.date(2027, 1, 31)),))
    late = Policy("p", "2", "b" * 64, {}, exceptions=(exemption(dt.date(2027, 3, 1)),))
    found.policies(PolicySet.of((Binding("default", Match(), late, Candidate(early)),), {}))
    expected = dt.datetime(2027, 2, 1, tzinfo=dt.UTC).timestamp()
    name = "penname_policy_exception_expiry_timestamp_seconds"
    assert value(found, name, policy="p", exception="EX-1") == expected


def test_two_servers_count_apart() -> None:
    """No state is shared: the second server starts at nothing."""
    one, two = metrics(), metrics()
    one.request("openai.chat", 200)
    assert value(two, "penname_requests_total", route="openai.chat", status="200") is None


def test_handler_can_count_with_it() -> None:
    """It is what the handler asks for."""
    counts: Counts = metrics()
    counts.request("openai.chat", 200)


async def test_page_is_served() -> None:
    """GET /metrics gives the text; there is nothing else on that listener."""
    found = metrics()
    found.request("openai.chat", 200)
    async with (
        metrics_listener(found, "127.0.0.1", 0) as port,
        aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session,
    ):
        async with session.get("/metrics") as answer:
            assert answer.headers["Content-Type"] == CONTENT_TYPE
            assert await answer.read() == found.text()
        async with session.get("/") as answer:
            assert answer.status == 404
        async with session.post("/metrics") as answer:
            assert answer.status == 405


async def test_idle_scraper_delays_no_end() -> None:
    """A connection that Prometheus keeps open does not hold up the shutdown."""
    async with aiohttp.ClientSession() as session:
        async with metrics_listener(metrics(), "127.0.0.1", 0) as port:
            async with session.get(f"http://127.0.0.1:{port}/metrics") as answer:
                await answer.read()
            leaving = asyncio.timeout(30)
            await leaving.__aenter__()
        await leaving.__aexit__(None, None, None)


async def test_taken_port_is_told() -> None:
    """A port that is in use is an error of the start, and leaves nothing open."""
    async with metrics_listener(metrics(), "127.0.0.1", 0) as port:
        with pytest.raises(OSError, match="in use"):
            async with metrics_listener(metrics(), "127.0.0.1", port):
                pass


def test_application_has_one_route() -> None:
    """Only the page itself can be asked for."""
    paths = {
        route.resource.canonical
        for route in metrics_app(metrics()).router.routes()
        if route.resource
    }
    assert paths == {"/metrics"}


def test_records_are_counted() -> None:
    """Durable records, lost ones, and the time that was waited, by event."""
    counted = metrics()
    counted.recorded("request", 0.25)
    counted.recorded("request", 0.5)
    counted.not_recorded("response")
    text = counted.text().decode()
    assert 'penname_audit_records_total{event="request"} 2.0' in text
    assert 'penname_audit_wait_seconds_total{event="request"} 0.75' in text
    assert 'penname_audit_failures_total{event="response"} 1.0' in text


def test_sinks_are_asked_when_shown() -> None:
    """What a sink has sent, lost and still holds is on the page as it is at that moment."""
    stats = {"ocsf:file": SinkStats(3, 2, 1, 4, 5, healthy=False)}
    counted = metrics()
    counted.follow_sinks(types.SimpleNamespace(stats=stats))
    text = counted.text().decode()
    for result, count in (("sent", 3), ("dropped", 2), ("rejected", 1)):
        line = f'penname_audit_sink_events_total{{result="{result}",sink="ocsf:file"}} {count}.0'
        assert line in text
    assert 'penname_audit_sink_failures_total{sink="ocsf:file"} 4.0' in text
    assert 'penname_audit_sink_queued{sink="ocsf:file"} 5.0' in text
