"""`penname run`: what happens around the server's life."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
import time
from collections.abc import Callable, Coroutine, Mapping
from contextlib import ExitStack
from functools import partial
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console

from penname.audit.model import AuditError
from penname.cli.assembly import Assembly, assemble, check_port, port_failure, server_of
from penname.cli.banner import base_urls, print_banner, print_ready
from penname.cli.demo import Stage, play, stay
from penname.cli.exits import Exit, Failure
from penname.cli.hosting import host
from penname.cli.output import busy, err, out
from penname.detect.config import EngineError
from penname.server import logs
from penname.server.demo_upstream import DemoUpstream

_LOG = logging.getLogger("penname")
_PORT_ERRORS = frozenset({errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL})
_SAID_BY_BANNER = "no data_dir and no root_key_file"

#: What follows once the port is open; a code ends the server.
Next = Callable[[int], Coroutine[Any, Any, Exit | None]]


def execute(flags: Mapping[str, object], *, demo: bool, once: bool) -> Exit:
    """Runs the server, and with it the demo. Raises Failure."""
    console = err()
    logs.configure()
    # A log file gets every event. On a terminal the banner tells of the server's life, and
    # the requests are logged once the spinner is gone.
    if console.is_terminal or demo:
        _LOG.setLevel(logging.WARNING)
        _LOG.getChild("app").setLevel(logging.WARNING)
    if demo:
        # It brings its own upstream and client: what the shell has set is not for it.
        with TemporaryDirectory(prefix="penname-demo-") as folder:
            assembly = assemble({**flags, "audit_dir": folder}, {}, _say_nothing)
            return asyncio.run(_demo(console, _on_free_port(assembly, flags), once=once))
    assembly = assemble(flags, os.environ, partial(_warn, console))
    return asyncio.run(_serve(console, assembly, _log_on))


def _warn(console: Console, words: str) -> None:
    if not words.startswith(_SAID_BY_BANNER):
        console.print(f"penname: {words}", soft_wrap=True)


def _say_nothing(_words: str) -> None:
    """For a demo, whose key need not last."""


async def _log_on(_port: int) -> None:
    _LOG.setLevel(logging.INFO)


async def _serve(console: Console, assembly: Assembly, following: Next) -> Exit:
    """Banner, loading, ready, and the rest of the server's life. Raises Failure."""
    check_port(assembly.config)
    print_banner(console, assembly)
    began = time.monotonic()
    with ExitStack() as waiting:
        waiting.enter_context(busy(console, "loading the language model", also_plain=True))

        async def ready(port: int) -> Exit | None:
            waiting.close()
            print_ready(console, assembly, port, time.monotonic() - began)
            return await following(port)

        try:
            return await host(server_of(assembly), ready)
        except EngineError as error:
            raise Failure(str(error), Exit.USAGE) from None
        except AuditError as error:
            raise Failure(str(error), Exit.UNSAFE) from None
        except OSError as error:
            if error.errno not in _PORT_ERRORS:
                raise
            raise port_failure(assembly.config.host, assembly.config.port, error) from None


async def _demo(console: Console, assembly: Assembly, *, once: bool) -> Exit:
    async with DemoUpstream() as upstream:
        names = assembly.config.upstreams
        assembly = assembly.with_config(upstreams=dict.fromkeys(names, upstream.url))

        async def show(port: int) -> Exit | None:
            urls = base_urls(assembly.config.host, port)
            base = urls["ANTHROPIC_BASE_URL"].removesuffix("/anthropic")
            if assembly.audit is None:
                raise Failure("the demo shows the audit log, too", Exit.USAGE)
            stage = Stage(out(), assembly.policy, upstream, base, assembly.audit)
            verdict = await play(stage)
            if once:
                return Exit.OK if verdict.is_clean else Exit.FINDINGS
            stay(stage, urls)
            return None

        return await _serve(console, assembly, show)


def _on_free_port(assembly: Assembly, flags: Mapping[str, object]) -> Assembly:
    """A demo takes any port when the default one is in use and none was asked for."""
    if flags.get("listen") is None:
        try:
            check_port(assembly.config)
        except Failure:
            return assembly.with_config(port=0)
    return assembly
