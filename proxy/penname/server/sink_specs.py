"""Which sinks there are to be: `PENNAME_AUDIT_SINKS`, read. Light: the settings import it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from penname.server.loopback import is_loopback

FORMS = ("jsonl", "ocsf", "ecs")
_SHAPE = (
    "must be FORM:TARGET, several separated by commas; "
    "FORM is jsonl, ocsf or ecs, TARGET is stdout, file:PATH or https://HOST/PATH"
)


@dataclass(frozen=True, slots=True)
class SinkSpec:
    """One sink: a form (`jsonl`, `ocsf`, `ecs`), a kind (`file`, `stdout`, `http`), and where.

    `target` is a path or a URL, and stays out of logs: a query may hold a secret.
    """

    form: str
    kind: str
    target: str = field(default="", repr=False)

    def __str__(self) -> str:
        """`ocsf:file`: for logs, metrics and the banner."""
        return f"{self.form}:{self.kind}"


def parse_sinks(text: str) -> tuple[SinkSpec, ...]:
    """The sinks of `ocsf:file:/path,ecs:stdout,jsonl:https://host/path`; none of an empty text.

    Raises ValueError with words that begin with "must be" and quote nothing of the text.
    """
    specs = tuple(_parsed(item.strip()) for item in text.split(",") if item.strip())
    if sum(spec.kind == "stdout" for spec in specs) > 1:
        raise ValueError("must be at most one sink for stdout")
    files = [spec.target for spec in specs if spec.kind == "file"]
    if len(set(files)) < len(files):
        raise ValueError("must be a different file for each sink")
    return specs


def _parsed(item: str) -> SinkSpec:
    form, _, target = item.partition(":")
    if form not in FORMS:
        raise ValueError(_SHAPE)
    if target == "stdout":
        return SinkSpec(form, "stdout")
    kind, _, path = target.partition(":")
    if kind == "file":
        if not path or path.endswith("/") or "\0" in path:
            raise ValueError("must be file:PATH with the path of a file")
        return SinkSpec(form, "file", path)
    if kind in ("http", "https"):
        return SinkSpec(form, "http", _url(target))
    raise ValueError(_SHAPE)


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or not text.isprintable() or " " in text:
        raise ValueError("must be https://HOST/PATH for a collector")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise ValueError(
            "must be a URL without credentials and fragment; "
            "PENNAME_AUDIT_SINK_TOKEN_FILE names a file with a token"
        )
    if parts.scheme == "http" and not is_loopback(host):
        raise ValueError("must be https:// for a collector on another machine")
    return text
