"""From flags to everything that a server is made of, and how it is started."""

from __future__ import annotations

import asyncio
import os
import secrets
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial

from penname.cli.auditing import Auditing, AuditLog, audit_log, auditing
from penname.cli.exits import Exit, Failure
from penname.cli.hosting import Serve
from penname.detect.cache import CachedDetector
from penname.detect.config import EngineConfig
from penname.detect.plugin_checks import judge_of
from penname.detect.workers import WorkerPool
from penname.mask.vault import MemoryVault
from penname.policy.bindings import PolicySet
from penname.policy.load import default_policy_path
from penname.policy.model import Policy
from penname.policy.problems import PolicyError
from penname.server.app import Resource, build_app, serve
from penname.server.auth import ClientKeys, load_client_keys
from penname.server.config import Config, ConfigError, from_env
from penname.server.conversations import Conversations
from penname.server.keys import KEY_BYTES, RootKey, load_root_key
from penname.server.metrics import Metrics, metrics_listener
from penname.server.policies import PolicyStore, load_verify_keys
from penname.server.ports import NO_LEDGER
from penname.server.protocol import require_c_parser
from penname.server.watch import Watch, watching
from penname.server.wiring import exchange_factory, today_utc

#: How long an expired value may stay in memory at most.
_SWEEP_S = 60.0


@dataclass(frozen=True, slots=True)
class Assembly:
    """What `run` starts and what its banner tells."""

    config: Config
    store: PolicyStore
    metrics: Metrics
    root_key: RootKey
    client_keys: ClientKeys | None
    audit: AuditLog | None = None

    @property
    def policy(self) -> Policy:
        """The policy of a request of which nothing is known."""
        return self.store.current.default

    def with_config(self, **changes: object) -> Assembly:
        """The same with other settings."""
        return replace(self, config=replace(self.config, **changes))  # type: ignore[arg-type]


def assemble(
    flags: Mapping[str, object], env: Mapping[str, str], warn: Callable[[str], None]
) -> Assembly:
    """Reads settings, policy and keys. Raises Failure; `warn` gets one sentence a time."""
    try:
        require_c_parser()
        config = from_env(env, flags)
        root_key = load_root_key(config.root_key_file, config.data_dir, warn)
        keys = load_client_keys(config.client_keys_file) if config.client_keys_file else None
    except ConfigError as error:
        # the setting is called upstreams, the option is given once for each
        words = str(error).replace("--upstreams:", "--upstream:")
        raise Failure(words, Exit(error.code)) from None
    metrics = Metrics()
    store = _policy_store(config, metrics)
    for warning in store.warnings:
        warn(warning.head)  # no source line: this may be a log
    for words in _never_known(config, store.current):
        warn(words)
    audit = audit_log(config, root_key, env, warn)
    return Assembly(config, store, metrics, root_key, keys, audit)


def _never_known(config: Config, policies: PolicySet) -> Iterator[str]:
    """Bindings that wait for a name which no request will ever have."""
    nameless = config.client_keys_file is None and config.scope_header is None
    for binding in policies.bindings:
        if binding.match.clients and config.client_keys_file is None:
            yield (
                f"{binding.where}: binding {binding.name} names clients, but without "
                "client_keys_file nobody is one: it takes no request"
            )
        if binding.match.tenants and nameless:
            yield (
                f"{binding.where}: binding {binding.name} names tenants, but without scope_header "
                "or client_keys_file nobody is one: it takes no request"
            )


def _policy_store(config: Config, metrics: Metrics) -> PolicyStore:
    """The policies of a file, a folder, or the default one. Raises Failure."""
    try:
        keys = load_verify_keys(config.verify_key) if config.verify_key else None
        path = config.policy or default_policy_path()
        return PolicyStore(
            path,
            today=today_utc,
            verify_keys=keys,
            gauges=metrics,
            judge=judge_of(config.plugins),
        )
    except ConfigError as error:
        raise Failure(str(error), Exit(error.code)) from None
    except PolicyError as error:
        raise Failure(str(error), Exit.USAGE, plain=True) from None


def check_port(config: Config) -> None:
    """Raises Failure when a port cannot be had: better now than after the models are loaded."""
    _try_port(config.host, config.port, "--listen HOST:PORT")
    if config.metrics_listen is not None:
        _try_port(*config.metrics_listen, "PENNAME_METRICS_LISTEN")


def _try_port(host: str, port: int, setting: str) -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, kind, protocol, _, address in found[:1]:
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, os.name == "posix")
                probe.bind(address)
    except OSError as error:
        raise port_failure(host, port, error, setting) from None


def port_failure(
    host: str, port: int, error: OSError, setting: str = "--listen HOST:PORT"
) -> Failure:
    """The message for a port that cannot be opened."""
    reason = error.strerror or type(error).__name__
    return Failure(
        f"cannot listen on {host}:{port}: {reason}. "
        f"Choose another port with {setting} (port 0 takes any free one)",
        Exit.USAGE,
    )


def server_of(assembly: Assembly) -> Serve:
    """The server, not yet started. Starting raises EngineError, AuditError and OSError."""
    config, store, metrics = assembly.config, assembly.store, assembly.metrics
    pool = WorkerPool(EngineConfig(config.names, plugins=config.plugins), workers=config.workers)
    detector = CachedDetector(pool, secrets.token_bytes(KEY_BYTES))
    vault = MemoryVault(assembly.root_key.derive("vault"), clock=time.monotonic)
    tenants = Conversations(
        store, assembly.root_key.derive("buckets"), today=today_utc, clock=time.monotonic
    )
    exchanges = exchange_factory(tenants, detector, vault)
    audit = None
    if assembly.audit is not None:
        audit = auditing(assembly.audit, config, lambda: store.current, metrics)
    resources: list[Resource] = [
        partial(_reloading, store, audit),
        partial(_detection, pool),
        partial(_expiry, vault),
    ]
    if config.metrics_listen is not None:
        resources.insert(0, partial(metrics_listener, metrics, *config.metrics_listen))
    if audit is not None:
        resources.insert(0, audit.kept)  # opened first and closed last

    async def start(*, stop: asyncio.Event, on_listening: Callable[[int], None]) -> None:
        app = build_app(
            config,
            store,
            exchanges,
            assembly.root_key.derive("scope"),
            client_keys=assembly.client_keys,
            counts=metrics,
            ledger=NO_LEDGER if audit is None else audit.ledger,
            resources=resources,
        )
        await serve(app, config, stop=stop, on_listening=on_listening)

    return start


@asynccontextmanager
async def _detection(pool: WorkerPool) -> AsyncIterator[None]:
    try:
        await pool.start()
        yield
    finally:
        await pool.close()


@asynccontextmanager
async def _expiry(vault: MemoryVault) -> AsyncIterator[None]:
    """Values must not outlive their time only because nobody calls."""

    async def sweep() -> None:
        while True:
            await asyncio.sleep(_SWEEP_S)
            vault.sweep()

    task = asyncio.create_task(sweep())
    try:
        yield
    finally:
        task.cancel()


@asynccontextmanager
async def _reloading(store: PolicyStore, audit: Auditing | None) -> AsyncIterator[None]:
    """Changed policies are loaded; the audit log's next segment names them."""

    async def reload() -> None:
        if await store.reload() and audit is not None:
            audit.policies_changed()

    async with watching(Watch(store.watched, reload, seen=store.seen)):
        yield
