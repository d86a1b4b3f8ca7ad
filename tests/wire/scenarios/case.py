"""A case: what a client does, what the model answers, what the client must see of it."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from tests.wire.ends import End
from tests.wire.planted import Planted
from tests.wire.upstream.script import Script

#: The sentence that most cases send, and how the model finds the values in it again.
PICKS: Mapping[str, str] = {
    "person": r"write to (.+?) at ",
    "email": r" at (\S+) or ",
    "phone": r" or (.+?) today",
}
ANSWER = "Dear {person}, your mail {email} is noted; we call {phone} soon, {person}!"
ARGUMENTS = '{"to": "{email}", "who": {"name": "{person}"}, "note": "say \\"hi\\" to {person}\\n"}'


def sentence(planted: Planted) -> str:
    """A prompt with a name, a mail address and a phone number."""
    return f"Please write to {planted.person} at {planted.email} or {planted.phone} today."


def sheet(planted: Planted) -> str:
    """A prompt with every planted value, each where people would write it."""
    return (
        f"My name is {planted.person} and my colleague is {planted.foreign_person}.\n"
        f"My mail is {planted.email}, my phone number is {planted.phone}.\n"
        f"I live at {planted.street}, Springfield. Ask {planted.other_person} to call.\n"
        f"Pay from IBAN {planted.iban} or credit card {planted.card}. My SSN is {planted.ssn}.\n"
        f"The server is at {planted.ip}; its API key is {planted.api_key} \U0001f511.\n"
        "Repeat all that."
    )


#: Every planted value.
ALL = tuple(entry.name for entry in fields(Planted))


@dataclass(frozen=True, slots=True)
class Case:
    """`run` gives what the client saw, as plain JSON-like data.

    `shows` names the planted values that must be in it: without that, a proxy which
    loses them would pass unseen.
    """

    name: str
    run: Callable[[End, Planted], Awaitable[Any]]
    scripts: tuple[Script, ...] = (Script(ANSWER, picks=PICKS),)
    shows: tuple[str, ...] = ("person", "email", "phone")

    def missing(self, seen: Any, planted: Planted) -> list[str]:
        """The names of the values that the client should have seen and did not."""
        text = json.dumps(seen, ensure_ascii=False, default=str)
        return [name for name in self.shows if getattr(planted, name) not in text]


def plain(model: Any) -> Any:
    """An SDK object as the data that came over the wire, unknown fields included."""
    return model.model_dump(mode="json", exclude_unset=True, warnings=False)


def joined(value: Any) -> Any:
    """The value with every pair of surrogate halves as the one character that it means.

    Python keeps halves of two deltas apart when it joins the texts; other languages do not.
    """
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    if isinstance(value, dict):
        return {key: joined(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [joined(inner) for inner in value]
    return value
