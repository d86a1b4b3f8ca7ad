"""What the demo measures: which planted values the upstream got, which came back. Pure."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus

from penname.cli.demo_mail import Mail, Value
from penname.policy.model import REVERSIBLE, Action, Policy

_SURROGATE = re.compile(r"\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)_[a-z][0-9][0-9a-z]{6}(?![0-9a-z])")


@dataclass(frozen=True, slots=True)
class Act:
    """One mail sent through one wire format.

    `saw` is the text that the upstream recorded ("" when it got nothing), `got` what the
    client read. Sizes in bytes, times in seconds.
    """

    title: str
    mail: Mail
    saw: str
    got: str
    status: int
    sent_bytes: int
    seen_bytes: int
    answered_bytes: int
    pieces: int

    def __repr__(self) -> str:
        return f"Act({self.title}, {self.status})"


def planted(acts: Iterable[Act]) -> list[Value]:
    """The different values of all mails, in order."""
    return list(dict.fromkeys(value for act in acts for value in act.mail.values))


def kept_back(policy: Policy, values: Iterable[Value]) -> list[Value]:
    """The values that the policy wants to keep from the upstream."""
    return [value for value in values if _action(policy, value) is not Action.ALLOW]


def leaked(values: Iterable[Value], recorded: Sequence[bytes]) -> list[Value]:
    """The values of which the recorded bytes hold a spelling, plain, escaped or encoded."""
    readings = [reading for record in recorded for reading in _readings(record)]
    return [
        value
        for value in values
        if any(
            spelling.casefold() in reading for spelling in value.spellings for reading in readings
        )
    ]


def missing(policy: Policy, act: Act) -> list[Value]:
    """The values that should have come back to the client of this act and did not."""
    return [
        value
        for value in act.mail.values
        if _comes_back(policy, value) and value.text not in act.got
    ]


def expected_back(policy: Policy, act: Act) -> int:
    """How many of the act's values should come back."""
    return sum(_comes_back(policy, value) for value in act.mail.values)


def surrogates(text: str) -> list[tuple[int, int, str]]:
    """(start, end, entity type) of what looks like a surrogate."""
    return [(*match.span(), match[1]) for match in _SURROGATE.finditer(text)]


def places(text: str, values: Iterable[Value]) -> list[tuple[int, int, str]]:
    """(start, end, entity type) of the values in a text, longest first where they overlap."""
    found: list[tuple[int, int, str]] = []
    for value in sorted(values, key=lambda value: -len(value.text)):
        for match in re.finditer(re.escape(value.text), text):
            start, end = match.span()
            if all(end <= low or high <= start for low, high, _ in found):
                found.append((start, end, value.entity_type))
    return sorted(found)


def counts(acts: Iterable[Act]) -> Counter[str]:
    """Entity type -> how many surrogates the upstream was shown."""
    return Counter(kind for act in acts for _, _, kind in surrogates(act.saw))


def examples(acts: Iterable[Act]) -> dict[str, str]:
    """Entity type -> the first surrogate of the type that the upstream was shown."""
    found: dict[str, str] = {}
    for act in acts:
        for start, end, kind in surrogates(act.saw):
            found.setdefault(kind, act.saw[start:end])
    return found


def _action(policy: Policy, value: Value) -> Action:
    rule = policy.rules.get(value.entity_type)
    return Action.ALLOW if rule is None else rule.action


def _comes_back(policy: Policy, value: Value) -> bool:
    # the model answers with surrogates only, so a value that was sent in clear is not due
    if _action(policy, value) not in REVERSIBLE:
        return False
    return "text" in policy.rules[value.entity_type].restore


def _readings(record: bytes) -> list[str]:
    """Lower-case readings of recorded bytes: as they are, JSON strings unescaped, percent-decoded,
    and without spaces and dashes."""
    plain = record.decode("utf-8", "replace")
    texts = [plain, unquote_plus(plain)]
    with suppress(ValueError):  # a head is no JSON
        texts.append("\n".join(_strings(json.loads(record))))
    folded = [text.casefold() for text in texts]
    return [*folded, *(text.replace(" ", "").replace("-", "") for text in folded)]


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for pair in value.items() for inner in pair for text in _strings(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _strings(inner)]
    return [] if value is None else [str(value)]
