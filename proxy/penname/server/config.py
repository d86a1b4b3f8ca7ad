"""What the server is told: flags over environment over defaults, checked once.

Every setting is one row of SETTINGS. A name that is not in the table is an
error, because a mistyped security setting that is silently ignored is worse
than a server that does not start.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit, urlunsplit

from penname.audit.forms import is_origin
from penname.detect.config import DEFAULT, parse_models, parse_plugins
from penname.server.cpus import default_workers
from penname.server.loopback import is_loopback
from penname.server.sink_specs import SinkSpec, parse_sinks

_MIB = 1024 * 1024

#: The provider names that have a dialect, and where each listens by default.
DEFAULT_UPSTREAMS: Mapping[str, str] = MappingProxyType(
    {"openai": "https://api.openai.com", "anthropic": "https://api.anthropic.com"}
)

_UPSTREAM_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")
_TAGS = re.compile(r"[a-z0-9][a-z0-9-]{0,31}(?:\+[a-z0-9][a-z0-9-]{0,31})*")


class ConfigError(Exception):
    """The configuration cannot be used. `code` is the exit code of the command.

    2: a value is wrong. 5: the value is fine but starting would be unsafe.
    The message names the setting and never quotes a secret.
    """

    def __init__(self, message: str, code: int = 2) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Destination:
    """An upstream as it is called. `name` is `PROVIDER` or `PROVIDER/ID`; `tags` are the
    operator's words for what may be sent there (`local`, `baa`)."""

    name: str
    url: str
    tags: frozenset[str] = frozenset()

    @property
    def provider(self) -> str:
        return self.name.partition("/")[0]

    def __str__(self) -> str:
        tags = f" [{', '.join(sorted(self.tags))}]" if self.tags else ""
        return f"{self.name} = {self.url}{tags}"


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds. SDK clients wait 600 s for a first byte, so nothing here may be shorter."""

    connect_s: float = 10.0
    first_byte_s: float = 600.0
    idle_s: float = 300.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on what a client or an upstream may make the server hold. Bytes and seconds."""

    max_header_bytes: int = 16 * 1024
    max_headers: int = 100
    header_timeout_s: float = 15.0
    keepalive_s: float = 75.0
    body_min_rate: float = 1024.0
    body_grace_s: float = 10.0
    max_body_bytes: int = 32 * _MIB
    max_decoded_bytes: int = 32 * _MIB
    max_response_bytes: int = 128 * _MIB


@dataclass(frozen=True, slots=True)
class Config:
    """A checked configuration. Holds file names of secrets, never a secret."""

    host: str = "127.0.0.1"
    port: int = 8080
    upstreams: Mapping[str, str] = field(default_factory=lambda: DEFAULT_UPSTREAMS)
    policy: Path | None = None
    verify_key: Path | None = None
    metrics_listen: tuple[str, int] | None = None
    data_dir: Path | None = None
    timeouts: Timeouts = Timeouts()
    limits: Limits = Limits()
    workers: int = 1
    names: tuple[str, ...] = DEFAULT
    plugins: tuple[str, ...] = ()
    scope_header: str | None = None
    client_keys_file: Path | None = None
    root_key_file: Path | None = None
    insecure_open: bool = False
    drain_s: float = 30.0
    subject_header: str | None = None
    audit: bool = True
    audit_dir: Path | None = None
    audit_origin: str | None = None
    audit_recipients: Path | None = None
    audit_anchors: Path | None = None
    audit_sinks: tuple[SinkSpec, ...] = ()
    audit_sink_token_file: Path | None = None
    audit_patience_s: float = 5.0
    on_audit_failure: str = "block"

    def __post_init__(self) -> None:
        upstreams: dict[str, str] = {}
        for name, url in self.upstreams.items():
            upstreams[name] = check_upstream(name, url)
        object.__setattr__(self, "upstreams", MappingProxyType(upstreams))
        if self.is_open and not self.insecure_open:
            raise ConfigError(
                f"refusing to listen on {self.host} without client authentication: anyone who "
                "reaches the port could use it. Set client_keys_file (PENNAME_CLIENT_KEYS_FILE), "
                "listen on 127.0.0.1, or say insecure_open (PENNAME_INSECURE_OPEN=1)",
                code=5,
            )
        self._check_metrics()
        if self.verify_key is not None and self.policy is None:
            raise ConfigError(
                "verify_key needs a policy (PENNAME_POLICY): the folder it has signed"
            )

    def _check_metrics(self) -> None:
        host = self.metrics_listen[0] if self.metrics_listen else "localhost"
        if self.client_keys_file is None and not is_loopback(host) and not self.insecure_open:
            raise ConfigError(
                f"refusing to show metrics on {host} without client authentication: set "
                "client_keys_file (PENNAME_CLIENT_KEYS_FILE), listen on 127.0.0.1, or say "
                "insecure_open (PENNAME_INSECURE_OPEN=1)",
                code=5,
            )

    @property
    def destinations(self) -> tuple[Destination, ...]:
        """The upstreams, those without an ID first: they are taken where a policy asks for
        nothing more."""
        found = []
        for name, url in self.upstreams.items():
            base, _, tags = url.partition("#")
            found.append(Destination(name, base, frozenset(tags.split("+")) - {""}))
        return tuple(sorted(found, key=lambda one: "/" in one.name))

    @property
    def is_open(self) -> bool:
        """Whether other machines can reach the port and nobody is asked for a key."""
        return self.client_keys_file is None and not is_loopback(self.host)


def from_env(env: Mapping[str, str], flags: Mapping[str, object] | None = None) -> Config:
    """The configuration: a flag wins over `PENNAME_*`, which wins over the default.

    `flags` maps setting names (the first column of SETTINGS) to text or to a
    value; None means "not given". Raises ConfigError.
    """
    texts = _from_environment(env)
    for name, value in (flags or {}).items():
        if name not in SETTINGS:
            raise ConfigError(f"unknown setting {name!r}")
        if value is not None:
            texts[name] = (f"--{name.replace('_', '-')}", _as_text(value))
    values = {name: _parsed(name, *texts[name]) for name in texts}
    upstreams = dict(DEFAULT_UPSTREAMS)
    for name, url in values.items():
        if name.startswith("upstream_"):
            upstreams[name.removeprefix("upstream_")] = str(url)
    if "upstreams" in values:
        upstreams.update(values["upstreams"])  # type: ignore[call-overload]
    return _assembled(values, MappingProxyType(upstreams))


def _assembled(values: Mapping[str, object], upstreams: Mapping[str, str]) -> Config:
    def picked(kind: type) -> dict[str, object]:
        names = kind.__dataclass_fields__  # type: ignore[attr-defined]
        return {name: value for name, value in values.items() if name in names}

    top = {name: value for name, value in picked(Config).items() if name != "upstreams"}
    if "listen" in values:
        top["host"], top["port"] = values["listen"]  # type: ignore[misc]
    top.setdefault("workers", default_workers())
    return Config(
        upstreams=upstreams,
        timeouts=Timeouts(**picked(Timeouts)),  # type: ignore[arg-type]
        limits=Limits(**picked(Limits)),  # type: ignore[arg-type]
        **top,  # type: ignore[arg-type]
    )


def check_upstream(name: str, url: str) -> str:
    """The base URL without trailing `/` and `/v1`, and its `#tag+tag`. Raises ConfigError.

    Both spellings are in use (the OpenAI SDK's base ends in `/v1`, Anthropic's
    does not), so either is taken for either provider. `name` is a provider, or a provider
    and an ID for one more upstream of it (`openai/local`).
    """
    provider, slash, own = name.partition("/")
    if provider not in DEFAULT_UPSTREAMS or (slash and not _UPSTREAM_ID.fullmatch(own)):
        known = ", ".join(DEFAULT_UPSTREAMS)
        raise ConfigError(f"unknown upstream {name!r}; known: {known}, or with an ID: openai/local")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigError(
            f"upstream {name}: the URL must start with http:// or https:// and a host"
        )
    if parts.username or parts.password:
        raise ConfigError(f"upstream {name}: the URL must not hold credentials")
    if parts.query:
        raise ConfigError(f"upstream {name}: the URL must not hold a query")
    if parts.fragment and not _TAGS.fullmatch(parts.fragment):
        raise ConfigError(f"upstream {name}: tags are words of a-z, 0-9 and -, joined by +")
    path = parts.path.rstrip("/").removesuffix("/v1").rstrip("/")
    return urlunsplit((parts.scheme, parts.netloc, path, "", parts.fragment))


def _listen(text: str) -> tuple[str, int]:
    host, colon, port = text.rpartition(":")
    if not colon or not host or not port.isdecimal() or not 0 <= int(port) <= 65535:
        raise ValueError("must be HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080")
    return host.removeprefix("[").removesuffix("]"), int(port)


def _upstreams(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for item in text.split(","):
        name, equals, url = item.strip().partition("=")
        if not equals:
            raise ValueError("must be NAME=URL, several separated by commas")
        found[name] = check_upstream(name, url)
    return found


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 < value <= 86_400:
        raise ValueError("must be seconds, more than 0 and at most 86400")
    return value


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ValueError("must be a whole number, at least 1")
    return int(text)


def _rate(text: str) -> float:
    value = float(text)
    if not 0 < value < 1e12:
        raise ValueError("must be bytes per second, more than 0")
    return value


def _flag(text: str) -> bool:
    lowered = text.strip().lower()
    if lowered in ("1", "true", "yes", "on"):
        return True
    if lowered in ("0", "false", "no", "off", ""):
        return False
    raise ValueError("must be 1 or 0")


def _header_name(text: str) -> str | None:
    if not text:
        return None
    if not re.fullmatch(r"[A-Za-z0-9-]{1,64}", text):
        raise ValueError("must be a header name")
    return text.lower()


def _path(text: str) -> Path | None:
    return Path(text) if text else None


def _file(text: str) -> Path:
    """Of a setting that an empty text must not switch off."""
    if not text:
        raise ValueError("must be the name of a file")
    return Path(text)


def _origin(text: str) -> str:
    if not is_origin(text):
        raise ValueError("must be words of letters, digits, '.', '_' and '-', joined by /")
    return text


def _on_failure(text: str) -> str:
    if text not in ("block", "allow"):
        raise ValueError("must be block or allow")
    return text


def _listen_or_none(text: str) -> tuple[str, int] | None:
    return _listen(text) if text else None


#: setting -> how its text is read. The variable is `PENNAME_` plus the name in capitals.
SETTINGS: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {
        "listen": _listen,
        "upstreams": _upstreams,
        "upstream_openai": lambda text: check_upstream("openai", text),
        "upstream_anthropic": lambda text: check_upstream("anthropic", text),
        "policy": _path,
        "verify_key": _file,
        "metrics_listen": _listen_or_none,
        "data_dir": _path,
        "connect_s": _seconds,
        "first_byte_s": _seconds,
        "idle_s": _seconds,
        "max_header_bytes": _count,
        "max_headers": _count,
        "header_timeout_s": _seconds,
        "keepalive_s": _seconds,
        "body_min_rate": _rate,
        "body_grace_s": _seconds,
        "max_body_bytes": _count,
        "max_decoded_bytes": _count,
        "max_response_bytes": _count,
        "workers": _count,
        "names": parse_models,
        "plugins": parse_plugins,
        "scope_header": _header_name,
        "client_keys_file": _path,
        "root_key_file": _path,
        "insecure_open": _flag,
        "drain_s": _seconds,
        "subject_header": _header_name,
        "audit": _flag,
        "audit_dir": _path,
        "audit_origin": _origin,
        "audit_recipients": _file,
        "audit_anchors": _file,
        "audit_sinks": parse_sinks,
        "audit_sink_token_file": _file,
        "audit_patience_s": _seconds,
        "on_audit_failure": _on_failure,
    }
)

# Kubernetes adds PENNAME_SERVICE_HOST, PENNAME_PORT, PENNAME_PORT_8080_TCP … to every
# pod in the namespace of a Service called "penname". That is also why no setting is
# called "port".
_SERVICE_LINK = re.compile(r"PENNAME_(SERVICE_(HOST|PORT)|PORT)(_.*)?")


def _from_environment(env: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Setting -> (where it was said, its text)."""
    found: dict[str, tuple[str, str]] = {}
    for variable, text in env.items():
        if not variable.startswith("PENNAME_") or _SERVICE_LINK.fullmatch(variable):
            continue
        name = variable.removeprefix("PENNAME_").lower()
        if name not in SETTINGS:
            raise ConfigError(f"unknown variable {variable}; see the configuration reference")
        found[name] = (variable, text)
    return found


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Mapping):
        return ",".join(f"{name}={url}" for name, url in value.items())
    return str(value)


def _parsed(name: str, origin: str, text: str) -> object:
    try:
        return SETTINGS[name](text)
    except ConfigError as error:
        raise ConfigError(f"{origin}: {error}", error.code) from None
    except ValueError as error:
        # float() and int() quote their input; a text of ours never does
        words = str(error) if str(error).startswith("must be") else "must be a number"
        raise ConfigError(f"{origin}: {words}") from None
