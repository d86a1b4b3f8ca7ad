"""Metrics for Prometheus: what is counted, under which names, and the page that shows it.

A registry of its own and no global state, so that two servers in one process (tests) do
not add up. Labels hold names and fixed words only: policies, entity types, actions,
routes, status codes. Never a tenant, a client or a value. The rows of NAMES are the page
docs/reference/metrics.md.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from aiohttp import web
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from penname.policy.bindings import PolicySet
from penname.policy.model import Policy

#: The text format of Prometheus, as every version of it reads it.
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
PATH = "/metrics"


@dataclass(frozen=True, slots=True)
class Name:
    """One metric: its help text, its labels, and whether it only ever grows."""

    help: str
    labels: tuple[str, ...] = ()
    counts: bool = False


NAMES: Mapping[str, Name] = MappingProxyType(
    {
        "penname_policy_info": Name(
            "Policies in use, each with the value 1.", ("policy", "revision", "digest")
        ),
        "penname_policy_stale": Name(
            "1 while newer policy files could not be loaded and the last good ones hold."
        ),
        "penname_policy_last_reload_success_timestamp_seconds": Name(
            "When the policies were last loaded, as Unix time."
        ),
        "penname_policy_reloads_total": Name(
            "Reloads by result: success or failure.", ("result",), counts=True
        ),
        "penname_policy_exception_expiry_timestamp_seconds": Name(
            "When an exception ends, as Unix time (midnight UTC after its last day).",
            ("policy", "exception"),
        ),
        "penname_shadow_decisions_total": Name(
            "What a rule or policy in shadow would have done, beside what was done.",
            ("policy", "revision", "entity", "stable", "candidate"),
            counts=True,
        ),
        "penname_findings_total": Name(
            "Values found, by what was done with them.",
            ("entity", "action", "policy"),
            counts=True,
        ),
        "penname_requests_total": Name(
            "Requests by route and status of the answer.", ("route", "status"), counts=True
        ),
        "penname_audit_records_total": Name(
            "Records of the audit log that are durable.", ("event",), counts=True
        ),
        "penname_audit_failures_total": Name(
            "Records that could not be made durable.", ("event",), counts=True
        ),
        "penname_audit_wait_seconds_total": Name(
            "How long requests and answers have waited for their records.", ("event",), counts=True
        ),
        "penname_audit_sink_events_total": Name(
            "Events of the audit log by what became of them at a sink: sent, dropped, rejected.",
            ("sink", "result"),
            counts=True,
        ),
        "penname_audit_sink_failures_total": Name(
            "Attempts to send to a sink that failed.", ("sink",), counts=True
        ),
        "penname_audit_sink_queued": Name("Events that wait for a sink.", ("sink",)),
    }
)
_RESULTS = ("success", "failure")
_UNKNOWN = "unknown"
_SHUTDOWN_S = 1.0


class SinkCounts(Protocol):
    """What one sink has done since the start; `queued` is now."""

    @property
    def sent(self) -> int: ...

    @property
    def dropped(self) -> int: ...

    @property
    def rejected(self) -> int: ...

    @property
    def failures(self) -> int: ...

    @property
    def queued(self) -> int: ...


class Sinks(Protocol):
    """What is asked of `server.sinks.SinkSet`: counts by the sink's name."""

    @property
    def stats(self) -> Mapping[str, SinkCounts]: ...


class Metrics:
    """Counts for one server. `clock` gives Unix time in seconds.

    To be used from one thread: the event loop's.
    """

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._counts: dict[str, defaultdict[tuple[str, ...], float]] = {
            name: defaultdict(float) for name, row in NAMES.items() if row.counts
        }
        for result in _RESULTS:  # both are there from the start, so that a rate can be taken
            self._counts["penname_policy_reloads_total"][result,] = 0
        self._gauges: dict[str, Mapping[tuple[str, ...], float]] = {
            name: {} if row.labels else {(): 0.0} for name, row in NAMES.items() if not row.counts
        }
        self._sinks: Sinks | None = None
        self._registry = CollectorRegistry()
        self._registry.register(self)

    def request(self, route: str, status: int) -> None:
        """One request was answered; `route` is empty for a call that is not known."""
        self._add("penname_requests_total", 1, route or _UNKNOWN, str(status))

    def findings(self, policy: str, actions: Mapping[tuple[str, str], int]) -> None:
        """What was found in a request: (entity type, action) → count. `policy`: its label."""
        name, _ = _named(policy)
        for (entity, action), count in actions.items():
            self._add("penname_findings_total", count, entity, action, name)

    def shadow(
        self, policy: str, entity_type: str, stable: str, candidate: str, count: int
    ) -> None:
        """What `policy` (a label) would have done with a type instead of `stable`."""
        name, revision = _named(policy)
        words = (name, revision, entity_type, stable, candidate)
        self._add("penname_shadow_decisions_total", count, *words)

    def recorded(self, event: str, seconds: float) -> None:
        """A record of the audit log is durable, after so long."""
        self._add("penname_audit_records_total", 1, event)
        self._add("penname_audit_wait_seconds_total", seconds, event)

    def not_recorded(self, event: str) -> None:
        """A record could not be made durable."""
        self._add("penname_audit_failures_total", 1, event)

    def follow_sinks(self, sinks: Sinks) -> None:
        """The sinks to ask whenever the page is shown."""
        self._sinks = sinks

    def policies(self, policies: PolicySet) -> None:
        """A set was loaded and holds from now on."""
        used = policies.in_use
        self._gauges["penname_policy_info"] = {
            (one.name, one.revision, one.digest): 1.0 for one in used
        }
        self._gauges["penname_policy_exception_expiry_timestamp_seconds"] = _ends(used)
        self._gauges["penname_policy_last_reload_success_timestamp_seconds"] = {(): self._clock()}
        self._gauges["penname_policy_stale"] = {(): 0.0}

    def reloaded(self, policies: PolicySet) -> None:
        """A reload has brought a set (perhaps the same)."""
        self.policies(policies)
        self._add("penname_policy_reloads_total", 1, "success")

    def reload_failed(self) -> None:
        """A reload has failed; what was loaded before still holds."""
        self._gauges["penname_policy_stale"] = {(): 1.0}
        self._add("penname_policy_reloads_total", 1, "failure")

    def text(self) -> bytes:
        """Everything in the text format of Prometheus."""
        return generate_latest(self._registry)

    def collect(self) -> Iterable[Metric]:
        """The registry's question; answered for all metrics at one moment."""
        self._ask_sinks()
        for name, row in NAMES.items():
            family = (CounterMetricFamily if row.counts else GaugeMetricFamily)(
                name, row.help, labels=row.labels
            )
            samples = self._counts[name] if row.counts else self._gauges[name]
            for labels, value in sorted(samples.items()):
                family.add_metric(labels, value)
            yield family

    def _ask_sinks(self) -> None:
        if self._sinks is None:
            return
        stats = self._sinks.stats
        results = ("sent", "dropped", "rejected")
        for sink, one in stats.items():
            for result in results:
                count = getattr(one, result)
                self._counts["penname_audit_sink_events_total"][sink, result] = count
            self._counts["penname_audit_sink_failures_total"][sink,] = one.failures
        self._gauges["penname_audit_sink_queued"] = {
            (sink,): float(one.queued) for sink, one in stats.items()
        }

    def _add(self, name: str, count: float, *labels: str) -> None:
        self._counts[name][labels] += count


def _named(label: str) -> tuple[str, str]:
    """Name and revision out of `name@revision digest12`."""
    name, at, revision = label.partition(" ")[0].rpartition("@")
    return (name, revision) if at else (label or _UNKNOWN, "")


def _ends(policies: Iterable[Policy]) -> dict[tuple[str, ...], float]:
    """The end of each exception. Of two revisions with the same exception, the earlier end."""
    ends: dict[tuple[str, ...], float] = {}
    for policy in policies:
        for exemption in policy.exceptions:
            after = exemption.expires + dt.timedelta(days=1)
            end = dt.datetime.combine(after, dt.time(), dt.UTC).timestamp()
            key = (policy.name, exemption.id)
            ends[key] = min(end, ends.get(key, end))
    return ends


def metrics_app(metrics: Metrics) -> web.Application:
    """An application that answers GET /metrics, and nothing else."""

    async def show(_request: web.Request) -> web.Response:
        return web.Response(body=metrics.text(), headers={"Content-Type": CONTENT_TYPE})

    app = web.Application()
    app.router.add_get(PATH, show)
    return app


@asynccontextmanager
async def metrics_listener(metrics: Metrics, host: str, port: int) -> AsyncIterator[int]:
    """Answers on a listener of its own for as long as it is open; gives the port.

    Raises OSError when the port cannot be had.
    """
    runner = web.AppRunner(metrics_app(metrics), access_log=None, shutdown_timeout=_SHUTDOWN_S)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        address = runner.addresses[0]
        yield address[1]
    finally:
        await runner.cleanup()
