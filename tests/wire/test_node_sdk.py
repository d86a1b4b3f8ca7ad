"""The JavaScript SDKs of OpenAI and Anthropic, directly and through penname."""

from __future__ import annotations

import json
import re

import pytest

from tests.wire import node_sdk
from tests.wire.both import Both, assert_same
from tests.wire.ends import End
from tests.wire.leaks import assert_no_leak
from tests.wire.planted import Planted
from tests.wire.scenarios.case import ANSWER, ARGUMENTS, PICKS, sentence
from tests.wire.upstream.app import Upstream
from tests.wire.upstream.script import DeltaCut, Script, ToolCall

_SCRIPT = Script(
    ANSWER,
    reasoning="They want {person}.",
    tool_calls=(ToolCall("send_mail", ARGUMENTS),),
    picks=PICKS,
    deltas=DeltaCut.CUT,
    noise=True,
)


@pytest.fixture(scope="session", autouse=True)
def installed() -> None:
    """The packages of package-lock.json; a failed install fails, it does not skip."""
    node_sdk.install()


async def test_node_clients_see_the_same(both: Both, upstream: Upstream, planted: Planted) -> None:
    """JavaScript clients see through penname what they see directly."""
    upstream.play(_SCRIPT)
    expected = await node_sdk.run_node(both.direct, sentence(planted))
    upstream.play(_SCRIPT)
    seen = await node_sdk.run_node(both.proxied, sentence(planted))
    assert_no_leak(upstream.recorded, planted)
    assert_same(seen, expected)


async def test_node_clients_see_values(direct: End, upstream: Upstream, planted: Planted) -> None:
    """Directly, every JavaScript scenario shows the planted values."""
    upstream.play(_SCRIPT)
    seen = await node_sdk.run_node(direct, sentence(planted))
    assert len(seen) == 8
    for name, what in seen.items():
        assert planted.email in json.dumps(what), name


def test_lock_file_names_no_host() -> None:
    """The lock holds hashes and versions only: no registry host is written down."""
    lock = (node_sdk.HOME / "package-lock.json").read_text()
    assert '"integrity"' in lock
    assert re.search(r"https?:|resolved", lock) is None
