"""The two ends of every wire test: the fake upstream itself, and penname before it."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from penname.audit.verify import verify
from tests.wire.audit_log import WireLog, wire_log
from tests.wire.both import Both
from tests.wire.ends import End, made_key, open_end
from tests.wire.penname_app import running_penname
from tests.wire.planted import Planted, plant
from tests.wire.upstream.app import Upstream
from tests.wire.upstream.script import Script


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def upstream() -> AsyncIterator[Upstream]:
    """The fake vendor, one for the session; a test plays its scripts on it."""
    server = Upstream()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture(autouse=True)
def plain_answers(upstream: Upstream) -> None:
    """A test that plays no script gets the plain one, not what the test before it played."""
    upstream.play(Script())


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def direct(upstream: Upstream) -> AsyncIterator[End]:
    """Clients that call the upstream without penname."""
    end = open_end(f"{upstream.url}/v1", upstream.url, made_key(1))
    yield end
    await end.close()


class _Lines(logging.Handler):
    """Keeps what loggers of the server side say, with arguments and tracebacks."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        extras = {key: value for key, value in vars(record).items() if key != "args"}
        self.lines.append(f"{self.format(record)} {extras}")


@pytest.fixture(scope="session", autouse=True)
def log_gate(planted: Planted) -> Iterator[None]:
    """After all tests: nothing that penname logged, extras included, holds a value."""
    kept = _Lines()
    loggers = [logging.getLogger(name) for name in ("penname", "aiohttp", "asyncio")]
    for logger in loggers:
        logger.addHandler(kept)
    logging.getLogger("penname").setLevel(logging.DEBUG)
    yield
    for logger in loggers:
        logger.removeHandler(kept)
    text = "\n".join(kept.lines).casefold()
    told = [kind for kind, value in planted.values() if value.casefold() in text]
    assert told == [], "values in the log"


@pytest.fixture(scope="session")
def planted() -> Planted:
    """The made-up person whose values must not reach the upstream."""
    return plant(2026)


@pytest.fixture(scope="session")
def audit_log(tmp_path_factory: pytest.TempPathFactory, planted: Planted) -> Iterator[WireLog]:
    """The audit log of all wire tests. At the end it verifies, and no value stands in it."""
    folder = tmp_path_factory.mktemp("audit") / "log"
    with wire_log(folder) as log:
        yield log
    report = verify(folder)
    assert (report.verdict, report.problem) == ("ok", None)
    text = log.files().decode("utf-8", "replace").casefold()
    told = [kind for kind, value in planted.values() if value.casefold() in text]
    assert told == [], "values in the files of the audit log"
    for record in log.records():
        assert not record.problem
        opened = json.dumps(record.record.as_json(), ensure_ascii=False) if record.record else ""
        told = [kind for kind, value in planted.values() if value in opened]
        assert told == [], "values in a record whose content is masked"


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def penname_url(upstream: Upstream, audit_log: WireLog) -> AsyncIterator[str]:
    """penname before the fake upstream: the real application, in this process."""
    async with running_penname(upstream.url, audit_log.ledger) as url:
        yield url


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def proxied(penname_url: str) -> AsyncIterator[End]:
    """Clients of one tenant, through penname."""
    end = open_end(f"{penname_url}/openai/v1", f"{penname_url}/anthropic", made_key(1))
    yield end
    await end.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def second(penname_url: str) -> AsyncIterator[End]:
    """Clients of another tenant, through the same penname."""
    end = open_end(f"{penname_url}/openai/v1", f"{penname_url}/anthropic", made_key(2))
    yield end
    await end.close()


@pytest.fixture(scope="session")
def both(upstream: Upstream, direct: End, proxied: End, planted: Planted) -> Both:
    """Both ends, for cases that must look the same on either."""
    return Both(upstream, direct, proxied, planted)
