"""Recorded requests for `policy replay`: a protocol, and its first source, a JSONL corpus.

Each line is one request: `{"text": …}`, or a whole chat request `{"messages": …}`. Beside
them a line may say `route`, `tenant`, `model` and `client`. The JSON is read strictly: a
line that is no such request is an error, never left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, Protocol

from penname.cli.exits import Exit, Failure
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
    """One request: the body as a client would send it, and what is known of who sent it."""

    body: bytes = field(repr=False)
    subject: Subject


class Records(Protocol):
    """A source of requests. `depth` says how much of them is known: here `corpus`."""

    @property
    def depth(self) -> str: ...

    @property
    def count(self) -> int:
        """How many requests there are."""
        ...

    def requests(self) -> Iterator[Recorded]:
        """All requests, in order; can be asked again."""
        ...


class Corpus:
    """A JSONL file. `field_name` is the member that holds a text. Raises Failure when made."""

    depth = "corpus"

    def __init__(self, path: Path, field_name: str = "text") -> None:
        self._path = path
        self._field = field_name
        self.count = self._checked()

    def requests(self) -> Iterator[Recorded]:
        for _, raw in self._lines():
            yield _recorded(raw, self._field)

    def _checked(self) -> int:
        """How many requests there are. Every line is read once before the long work begins."""
        errors = []
        count = 0
        for number, raw in self._lines():
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

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        """(number, bytes) of each line that is not blank. Raises Failure."""
        try:
            with self._path.open("rb") as file:
                number = 0
                while raw := file.readline(MAX_LINE + 1):
                    number += 1
                    if len(raw) > MAX_LINE:
                        raise Failure(f"{self._path}:{number}: is too long", Exit.USAGE, plain=True)
                    if raw.strip():
                        yield number, raw
        except OSError as error:
            words = error.strerror or type(error).__name__
            raise Failure(f"{self._path}: {words}", Exit.USAGE) from None


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
