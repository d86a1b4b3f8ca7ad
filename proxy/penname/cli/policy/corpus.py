"""Recorded requests for `policy replay`: a protocol, and one source, a JSONL corpus.

Each line is one request: `{"text": …}`, or a whole chat request `{"messages": …}`. Beside
them a line may say `route`, `tenant`, `model` and `client`. The JSON is read strictly: a
line that is no such request is an error, never left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn, Protocol

from penname.cli.exits import Exit, Failure
from penname.cli.policy.ledger import Ledgered
from penname.cli.policy.wires import WIRES, dump
from penname.policy.cases import DEFAULT_MODEL, DEFAULT_ROUTE, Case
from penname.policy.marks import Marked
from penname.policy.match import Subject
from penname.policy.problems import Place

#: Longer lines are an error: a request can have 32 MiB.
MAX_LINE = 64 * 1024 * 1024
_MOST_ERRORS = 20
_ABOUT = ("route", "tenant", "client", "model")


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request: the body as a client would send it, and what is known of who sent it.

    Of a request out of an audit log there are also its counted finds, the name and the time of
    its record, and the policy that it was masked under; its body may be unknown, and empty.
    """

    body: bytes = field(repr=False)
    subject: Subject
    ledgered: Ledgered | None = None
    name: str = ""
    time: str = ""
    policy: str = ""


class Records(Protocol):
    """A source of requests.

    `count` is about how many there are; `progress` is how much of them was read, and how much
    there is. `left_out` counts records that are no requests to judge, by the reason in words.
    """

    @property
    def count(self) -> int: ...

    @property
    def progress(self) -> tuple[int, int]: ...

    @property
    def left_out(self) -> Mapping[str, int]: ...

    def requests(self) -> Iterator[Recorded]:
        """All requests, in order; can be asked again."""
        ...


class Corpus:
    """A JSONL file. `field_name` is the member that holds a text. Raises Failure when made."""

    left_out: Mapping[str, int] = MappingProxyType({})

    def __init__(self, path: Path, field_name: str = "text") -> None:
        self._path = path
        self._field = field_name
        self._done = 0
        self.count = self._checked()

    @property
    def progress(self) -> tuple[int, int]:
        return self._done, self.count

    def requests(self) -> Iterator[Recorded]:
        self._done = 0
        for _, raw in lines_of(self._path):
            yield _recorded(raw, self._field)
            self._done += 1

    def _checked(self) -> int:
        """How many requests there are. Every line is read once before the long work begins."""
        errors = []
        count = 0
        for number, raw in lines_of(self._path):
            try:
                _recorded(raw, self._field)
            except ValueError as error:
                errors.append(f"{self._path}:{number}: {error}")
            count += 1
            if len(errors) == _MOST_ERRORS:
                errors.append(f"{self._path}: and perhaps more")
                break
        if errors:
            raise Failure("\n".join(errors), Exit.USAGE, plain=True)
        if not count:
            raise Failure(f"{self._path}: holds no request", Exit.USAGE)
        return count


def lines_of(path: Path) -> Iterator[tuple[int, bytes]]:
    """(number, bytes) of each line that is not blank. Raises Failure."""
    try:
        with path.open("rb") as file:
            number = 0
            while raw := file.readline(MAX_LINE + 1):
                number += 1
                if len(raw) > MAX_LINE:
                    raise Failure(f"{path}:{number}: is too long", Exit.USAGE, plain=True)
                if raw.strip():
                    yield number, raw
    except OSError as error:
        words = error.strerror or type(error).__name__
        raise Failure(f"{path}: {words}", Exit.USAGE) from None


def _recorded(raw: bytes, field_name: str) -> Recorded:
    """The request of a line. Raises ValueError, which quotes nothing of the line."""
    line = _parsed(raw)
    if not isinstance(line, dict):
        raise ValueError("is not a JSON object")
    about = {name: _word(line, name) for name in _ABOUT}
    route = about["route"] or DEFAULT_ROUTE
    if route not in WIRES:
        raise ValueError(f"'route' is not one of {', '.join(WIRES)}")
    subject = Subject(route, about["tenant"], about["model"] or DEFAULT_MODEL, about["client"])
    if field_name in line:
        text = line[field_name]
        if not isinstance(text, str):
            raise ValueError(f"{field_name!r} is not a string")
        case = Case("", Marked(text), Place(0, 0), subject)
        return Recorded(dump(WIRES[route].request(case).body), subject)
    if not isinstance(line.get("messages"), list):
        raise ValueError(f"has neither {field_name!r} (a string) nor 'messages' (a list)")
    body = {key: value for key, value in line.items() if key not in _ABOUT[:3]}
    return Recorded(dump({"model": DEFAULT_MODEL, **body}), subject)


def _word(line: Mapping[str, Any], name: str) -> str | None:
    value = line.get(name)
    if value is None or isinstance(value, str):
        return value
    raise ValueError(f"{name!r} is not a string")


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(
            raw.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_no_constant
        )
    except UnicodeDecodeError:
        raise ValueError("is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"is not JSON: {error.msg} at column {error.colno}") from None
    except RecursionError:
        raise ValueError("is nested too deeply") from None


def _unique(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("has a duplicate key")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"is not JSON: it holds {name}")
