"""What `penname run` says about itself: before it loads, and when it is ready. On stderr."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from penname import __version__
from penname.cli.assembly import Assembly
from penname.cli.output import print_rows
from penname.detect.config import DEFAULT
from penname.policy.model import Mode
from penname.server.loopback import is_loopback

#: Where the root key comes from -> what that means, and whether it deserves a warning.
_KEY_SOURCES = {
    "file": ("read from root_key_file: surrogates stay the same after a restart", False),
    "data_dir": ("kept in data_dir: surrogates stay the same after a restart", False),
    "process": ("not kept: surrogates change at every restart (--data-dir DIR keeps it)", True),
}
#: Provider -> the variable that its SDKs read, and the path that they expect behind it.
BASE_URLS = {
    "openai": ("OPENAI_BASE_URL", "/openai/v1"),
    "anthropic": ("ANTHROPIC_BASE_URL", "/anthropic"),
}
_WARNING = "yellow"


def print_banner(console: Console, assembly: Assembly) -> None:
    """What is about to start. Holds names of files and settings, never a key."""
    config = assembly.config
    upstreams = [str(destination) for destination in config.destinations]
    policies = _policies(assembly)
    rows: list[tuple[str | Text, str | Text]] = [
        *zip(["policy", *[""] * len(policies)], policies, strict=False),
        *zip(["upstreams", *[""] * len(upstreams)], upstreams, strict=False),
        ("scope", _scope(assembly)),
        ("root key", _marked(*_KEY_SOURCES[assembly.root_key.source])),
        ("clients", _marked(*_clients(assembly))),
        ("audit log", _audit(assembly)),
        ("fail closed", "yes: what cannot be inspected is not sent"),
    ]
    if config.metrics_listen is not None:
        host, port = config.metrics_listen
        rows.insert(-1, ("metrics", f"http://{host}:{port}/metrics"))
    if config.names != DEFAULT:
        rows.insert(-1, ("names", _names(config.names)))
    console.print(Text.assemble(("penname", "bold"), f" {__version__}"))
    print_rows(console, rows)


def print_ready(console: Console, assembly: Assembly, port: int, seconds: float) -> None:
    """That requests are taken now, and the lines to paste."""
    mark = ("\N{CHECK MARK} ready", "bold green") if console.is_terminal else ("ready", "")
    host = assembly.config.host
    where = f"[{host}]" if ":" in host else host
    console.print(Text.assemble(mark, f" on {where}:{port} after {seconds:.1f} s. Ctrl-C to stop."))
    for name, url in base_urls(host, port).items():
        console.print(Text(f"  {name}={url}"), soft_wrap=True)


def base_urls(host: str, port: int) -> dict[str, str]:
    """Variable -> URL for clients on this machine."""
    if host in ("0.0.0.0", "::", ""):  # noqa: S104 - read, not listened on
        host = "127.0.0.1"
    where = f"[{host}]" if ":" in host else host
    return {name: f"http://{where}:{port}{path}" for name, path in BASE_URLS.values()}


def _policies(assembly: Assembly) -> list[Text]:
    """A line for each binding, the default one first."""
    *others, default = assembly.store.current.bindings
    lines = []
    for binding in (default, *others):
        policy, candidate = binding.policy, binding.candidate
        words = policy.label if binding is default else f"{policy.label} for {binding.name}"
        if candidate is not None:
            words += f", {candidate.mode} {candidate.percent:g} %: {candidate.policy.label}"
        line = Text(words)
        if policy.mode is not Mode.ENFORCE:
            line.append(f"  mode {policy.mode}: values are NOT masked", style=_WARNING)
        lines.append(line)
    if assembly.config.verify_key is not None:
        lines.append(Text("signed: yes, and only what is signed will be loaded"))
    return lines


def _scope(assembly: Assembly) -> str:
    hours = f"{assembly.policy.vault_ttl_s / 3600:g} h"
    if assembly.config.scope_header:
        by = f"header {assembly.config.scope_header}"
    elif assembly.client_keys is not None:
        by = "client"
    else:
        by = "provider key"
    kind = assembly.policy.vault_scope
    whose = by if kind == "tenant" else f"{kind} of a {by}"
    return f"{kind}: one vault for each {whose}, values kept {hours}"


def _audit(assembly: Assembly) -> Text:
    log = assembly.audit
    if log is None:
        return _marked("off: nothing of what is sent is recorded", True)
    if log.local is not None:
        return _marked(f"{log.folder}, readable with {log.local} beside it", True)
    names = ", ".join(recipient.name for recipient in log.recipients)
    return _marked(f"{log.folder}, readable by {names}", False)


def _names(models: tuple[str, ...]) -> Text:
    if not models:
        return _marked("off: names of people and places are NOT looked for", True)
    return _marked(f"by {' and '.join(models)}", False)


def _clients(assembly: Assembly) -> tuple[str, bool]:
    if assembly.client_keys is not None:
        return f"must show a key ({len(assembly.client_keys.entries)} known)", False
    if is_loopback(assembly.config.host):
        return "anybody on this machine", False
    return "anybody who reaches the port (insecure_open)", True


def _marked(words: str, is_warning: bool) -> Text:
    return Text(words, style=_WARNING if is_warning else "")
