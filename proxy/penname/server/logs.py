"""Logs: one JSON object per line on stderr, made of allow-listed keys only.

The guard is not discipline but this formatter: a key that has no row is
dropped, a value that does not fit its row is dropped, and a message of
anybody else's logger (aiohttp, asyncio, a library) is reduced to the logger's
name and the type of the exception, because such messages quote data.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import logging
import re
import sys
from collections.abc import Callable, Mapping
from typing import Any, TextIO

_OWN = "penname"

_TOKEN = re.compile(r"[A-Za-z0-9_.:/+-]{1,128}")
_EVENT = re.compile(r"[a-z0-9_]{1,48}")
_SENTENCE = re.compile(r"[A-Za-z0-9 _.,:;()'/-]{1,300}")
_POLICY = re.compile(r"[A-Za-z0-9_.-]{1,64}@[A-Za-z0-9_.+-]{1,64} [0-9a-f]{12}")
_CHANGE = re.compile(r"[A-Z][A-Z0-9_]{0,63}: [a-z]{1,16} -> [a-z]{1,16}")
#: `file:line:column` of a policy file; not a message or a key, which quote the file.
_PLACE = re.compile(r"[A-Za-z0-9_./-]{1,256}:[0-9]{1,9}:[0-9]{1,9}")
#: What a log of this machine is measured against later (docs/audit-format.md, 7).
_RECEIPT = re.compile(r"[A-Za-z0-9._/-]{1,128}/[0-9]{1,16}/[0-9a-f]{64}")
_CHECKPOINT = re.compile(r"[A-Za-z0-9._/-]{1,128} [0-9]{1,16} [0-9a-f]{64} [A-Za-z0-9+/=]{88}")
_TYPE = re.compile(r"[A-Z][A-Z0-9_]{1,63}")


def _matches(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def _is_counts(value: object) -> bool:
    """Entity type -> count."""
    return isinstance(value, Mapping) and all(
        isinstance(key, str) and _TYPE.fullmatch(key) and isinstance(count, int)
        for key, count in value.items()
    )


def _is_shadow(value: object) -> bool:
    """`TYPE: action -> action` -> count."""
    return isinstance(value, Mapping) and all(
        isinstance(key, str) and _CHANGE.fullmatch(key) and isinstance(count, int)
        for key, count in value.items()
    )


def _is_list(pattern: re.Pattern[str]) -> Callable[[object], bool]:
    fits = _matches(pattern)
    return lambda value: isinstance(value, list) and all(fits(one) for one in value)


#: Every key that a line may have, and what its value must look like. Paths, queries,
#: header values, user names and free text have no row. `advice` is for fixed sentences.
KEYS: Mapping[str, Callable[[object], bool]] = {
    "advice": _matches(_SENTENCE),
    "bytes_in": _is_number,
    "bytes_out": _is_number,
    "checkpoint": _matches(_CHECKPOINT),
    "client": _matches(_TOKEN),
    "code": _matches(_TOKEN),
    "dropped": _is_number,
    "duration_ms": _is_number,
    "error": _matches(_TOKEN),
    "findings": _is_counts,
    "mask_ms": _is_number,
    "in_flight": _is_number,
    "policies": _is_list(_POLICY),
    "policy": _matches(_POLICY),
    "port": _is_number,
    "problems": _is_list(_PLACE),
    "provider": _matches(_TOKEN),
    "receipt": _matches(_RECEIPT),
    "request_id": _matches(_TOKEN),
    "route": _matches(_TOKEN),
    "shadow": _is_shadow,
    "sink": _matches(_TOKEN),
    "stage": _matches(_TOKEN),
    "status": _is_number,
    "streamed": _is_number,
    "upstream_status": _is_number,
    "workers": _is_number,
}


class JsonFormatter(logging.Formatter):
    """Formats a record by the rules above. The record's message is only used as event name."""

    def format(self, record: logging.LogRecord) -> str:
        own = record.name == _OWN or record.name.startswith(f"{_OWN}.")
        line: dict[str, Any] = {
            "ts": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname.lower(),
            "logger": record.name if _TOKEN.fullmatch(record.name) else "withheld",
        }
        # msg is looked at unformatted: args are data
        known = isinstance(record.msg, str) and _EVENT.fullmatch(record.msg) is not None
        line["event"] = record.msg if own and known else "withheld"
        if own:
            line |= self._extras(record)
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
        return json.dumps(line, separators=(",", ":"))

    def _extras(self, record: logging.LogRecord) -> dict[str, Any]:
        found = vars(record)
        return {key: found[key] for key, fits in KEYS.items() if key in found and fits(found[key])}


def configure(stream: TextIO | None = None, level: int = logging.INFO) -> None:
    """Sends every logger of the process through the formatter. To be called once, first."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(_OWN).setLevel(level)
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.captureWarnings(capture=True)
    # A failing log call would print the record's arguments to stderr.
    logging.raiseExceptions = False


def guard_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Exceptions nobody awaited are logged by type; asyncio's own text quotes reprs."""

    def handle(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        name = type(error).__name__ if error is not None else "none"
        logging.getLogger(f"{_OWN}.loop").error("loop_error", extra={"error": name})

    loop.set_exception_handler(handle)
