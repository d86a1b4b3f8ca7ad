"""Logs, JSON and YAML as programs write them, from a seed, about nobody.

Addresses of clients are values (IP_ADDRESS): whoever masks them is right. All else, times,
versions, paths, hashes, identifiers of machines, is what answers need and must stay.
"""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Callable, Iterator

from benchmarks.detect.cases import Case, Maker

_LINES = 24

_PATHS = ("/", "/api/v1/orders", "/static/app.4f2a.js", "/login", "/healthz", "/api/v2/items/731")
_AGENTS = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0",
    "curl/8.5.0",
    "python-requests/2.32.3",
    "kube-probe/1.29",
)
_SERVICES = ("checkout", "inventory", "gateway", "search", "billing-worker", "auth", "thumbnailer")
_UNITS = ("systemd[1]", "kernel", "sshd[812]", "cron[455]", "dockerd[990]", "NetworkManager[701]")
_SYSTEM = (
    "Started Daily apt download activities.",
    "Reached target Network is Online.",
    "eth0: link up, 1000Mbps, full-duplex, lpa 0x45E1",
    "Received disconnect: 11: disconnected by user",
    "(root) CMD (test -x /usr/sbin/anacron || run-parts --report /etc/cron.daily)",
    "Deactivated successfully. Consumed 1.204s CPU time.",
    "EXT4-fs (sda1): mounted filesystem with ordered data mode. Quota mode: none.",
    "oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0",
)
_MESSAGES = (
    "cache miss for key order:{n}",
    "retrying in {n} ms (attempt 2 of 5)",
    "connection pool exhausted, waiting",
    "processed batch of {n} messages in 1.8s",
    "GC pause (G1 Evacuation Pause) (young) {n}M->512M(4096M)",
    "slow query: SELECT id, status FROM orders WHERE status = 'open' took {n} ms",
    "deployment checkout-7d9f8b6c5d scaled to 3 replicas",
    "TLS handshake error: EOF",
    'java.lang.NullPointerException: Cannot invoke "String.length()" because "value" is null',
    "Back-off restarting failed container worker in pod worker-{n}",
)


def logs(seed: int, count: int) -> Iterator[Case]:
    """Lines of nginx, syslog, Kubernetes and applications; each case is one log."""
    rng = random.Random(seed)
    kinds = (_nginx, _syslog, _klog, _app, _json_line)
    for index in range(count):
        maker = Maker()
        for _ in range(_LINES):
            kinds[index % len(kinds)](maker, rng)
            maker.say("\n")
        yield maker.case(group="log")


def json_texts(seed: int, count: int) -> Iterator[Case]:
    """Responses, settings, metrics."""
    rng = random.Random(seed)
    makers = (_order, _settings, _metrics, _package)
    for index in range(count):
        made = [makers[index % len(makers)](rng) for _ in range(4)]
        yield Case(json.dumps(made, indent=2 if index % 2 else None), group="json")


def yaml_texts(seed: int, count: int) -> Iterator[Case]:
    """Manifests, compose files, pipelines."""
    rng = random.Random(seed)
    makers = (_manifest, _compose, _pipeline)
    for index in range(count):
        text = "---\n".join(makers[index % len(makers)](rng) for _ in range(3))
        yield Case(text, group="yaml")


def _clock(rng: random.Random) -> str:
    return f"{rng.randrange(24):02}:{rng.randrange(60):02}:{rng.randrange(60):02}"


def _hex(rng: random.Random, digits: int) -> str:
    return f"{rng.getrandbits(4 * digits):0{digits}x}"


def _uuid(rng: random.Random) -> str:
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


def _version(rng: random.Random) -> str:
    return f"{rng.randrange(12)}.{rng.randrange(30)}.{rng.randrange(20)}"


def _client(rng: random.Random) -> str:
    """An address of the blocks for documentation (RFC 5737)."""
    return f"{rng.choice(('192.0.2', '198.51.100', '203.0.113'))}.{rng.randrange(1, 255)}"


def _nginx(maker: Maker, rng: random.Random) -> None:
    day = f"{rng.randrange(1, 29):02}/{rng.choice(('Jan', 'Mar', 'Apr', 'Nov'))}/2026"
    maker.value(_client(rng), "IP_ADDRESS").say(
        f" - - [{day}:{_clock(rng)} +0000] "
        f'"{rng.choice(("GET", "POST", "HEAD"))} {rng.choice(_PATHS)} HTTP/1.1" '
        f'{rng.choice((200, 204, 301, 404, 500))} {rng.randrange(90_000)} "-" '
        f'"{rng.choice(_AGENTS)}" rt=0.{rng.randrange(1000):03}'
    )


def _syslog(maker: Maker, rng: random.Random) -> None:
    month = rng.choice(("Jan", "Feb", "May", "Aug"))
    maker.say(
        f"{month} {rng.randrange(1, 29):2} {_clock(rng)} web-{rng.randrange(9):02} "
        f"{rng.choice(_UNITS)}: {rng.choice(_SYSTEM)}"
    )


def _klog(maker: Maker, rng: random.Random) -> None:
    pod = f"{rng.choice(_SERVICES)}-{_hex(rng, 10)}-{_hex(rng, 5)}"
    maker.say(
        f"{rng.choice('IWE')}{rng.randrange(1, 13):02}{rng.randrange(1, 29):02} {_clock(rng)}."
        f"{rng.randrange(10**6):06}       1 controller.go:{rng.randrange(40, 900)}] "
        f'"Reconciled" pod="default/{pod}" resourceVersion="{rng.randrange(10**6, 10**7)}" '
        f"uid={_uuid(rng)}"
    )


def _app(maker: Maker, rng: random.Random) -> None:
    message = rng.choice(_MESSAGES).format(n=rng.randrange(9000))
    maker.say(
        f"2026-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}T{_clock(rng)}."
        f"{rng.randrange(1000):03}Z {rng.choice(('INFO ', 'WARN ', 'ERROR', 'DEBUG'))} "
        f"[{rng.choice(_SERVICES)}] [trace={_hex(rng, 32)}] c.e.shop.{rng.choice(_SERVICES)}."
        f"Handler - {message}"
    )


def _json_line(maker: Maker, rng: random.Random) -> None:
    row = {
        "ts": round(1_760_000_000 + rng.random() * 10**7, 3),
        "level": rng.choice(("info", "warn", "error")),
        "svc": rng.choice(_SERVICES),
        "req_id": _uuid(rng),
        "dur_ms": rng.randrange(5000),
        "commit": _hex(rng, 40),
        "msg": rng.choice(_MESSAGES).format(n=rng.randrange(9000)),
    }
    maker.say(json.dumps(row))


def _order(rng: random.Random) -> dict[str, object]:
    return {
        "id": rng.randrange(10**6),
        "uuid": _uuid(rng),
        "status": rng.choice(("open", "paid", "shipped", "cancelled")),
        "currency": "EUR",
        "total": rng.randrange(100_000) / 100,
        "items": [{"sku": f"SKU-{_hex(rng, 6).upper()}", "qty": rng.randrange(1, 9)}],
        "created_at": f"2026-03-{rng.randrange(1, 29):02}T{_clock(rng)}Z",
        "links": {"self": f"/api/v1/orders/{rng.randrange(10**6)}"},
    }


def _settings(rng: random.Random) -> dict[str, object]:
    return {
        "editor.tabSize": rng.choice((2, 4)),
        "files.exclude": {"**/.git": True, "**/dist": True},
        "compilerOptions": {"target": "ES2022", "strict": True, "lib": ["DOM", "ES2022"]},
        "logging": {"level": "info", "format": "json", "rotate": f"{rng.randrange(5, 50)}MB"},
        "theme": {"primary": f"#{_hex(rng, 6)}", "font": "Inter, Helvetica, Arial, sans-serif"},
    }


def _metrics(rng: random.Random) -> dict[str, object]:
    return {
        "metric": "http_request_duration_seconds",
        "labels": {"service": rng.choice(_SERVICES), "method": "GET", "le": "0.25"},
        "values": [[1_760_000_000 + 15 * step, rng.random()] for step in range(6)],
        "sha256": _hex(rng, 64),
    }


def _package(rng: random.Random) -> dict[str, object]:
    names = ("react", "express", "lodash", "typescript", "vite", "jest", "eslint", "tailwindcss")
    return {
        "name": f"@shop/{rng.choice(_SERVICES)}",
        "version": _version(rng),
        "scripts": {"build": "vite build", "test": "vitest run --coverage"},
        "dependencies": {rng.choice(names): f"^{_version(rng)}" for _ in range(5)},
        "engines": {"node": ">=20"},
    }


def _manifest(rng: random.Random) -> str:
    service = rng.choice(_SERVICES)
    return (
        f"apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {service}\n"
        f"  labels: {{app: {service}, tier: backend}}\nspec:\n  replicas: {rng.randrange(1, 9)}\n"
        f"  template:\n    spec:\n      containers:\n        - name: {service}\n"
        f"          image: registry.example.org/{service}:{_version(rng)}\n"
        f"          resources:\n"
        f"            limits: {{cpu: 500m, memory: {rng.randrange(1, 9)}Gi}}\n"
        f"          livenessProbe: {{httpGet: {{path: /healthz, port: 8080}}, periodSeconds: 10}}\n"
    )


def _compose(rng: random.Random) -> str:
    service = rng.choice(_SERVICES)
    return (
        f"services:\n  {service}:\n    build: ./{service}\n    depends_on: [db, redis]\n"
        f"    environment:\n      LOG_LEVEL: debug\n      TZ: Europe/Berlin\n"
        f'    ports:\n      - "{rng.randrange(3000, 9999)}:8080"\n'
        f"  db:\n    image: postgres:{rng.randrange(13, 18)}-alpine\n"
        f"    volumes:\n      - data:/var/lib/postgresql/data\nvolumes:\n  data: {{}}\n"
    )


def _pipeline(rng: random.Random) -> str:
    return (
        f"name: ci\non:\n  push:\n    branches: [main]\njobs:\n  test:\n    runs-on: ubuntu-24.04\n"
        f"    strategy:\n      matrix:\n        python: ['3.11', '3.12', '3.13']\n    steps:\n"
        f"      - uses: actions/checkout@v{rng.randrange(3, 6)}\n"
        f"      - run: pip install -e .[test]\n"
        f"      - run: pytest -q --maxfail={rng.randrange(1, 9)}\n"
        f"      - name: Upload coverage\n        if: github.ref == 'refs/heads/main'\n"
    )


#: By the name of their section.
KINDS: dict[str, Callable[[int, int], Iterator[Case]]] = {
    "logs": logs,
    "JSON": json_texts,
    "YAML": yaml_texts,
}
