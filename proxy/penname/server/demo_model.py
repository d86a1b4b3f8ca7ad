"""The demo's language model: an echo that reads like a support agent. Pure.

It looks for words of the form TYPE_code, and for stand-ins, in what it was sent, as a real
model would take them for names and numbers, and uses them in its answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from penname.text.standins import CARD, EMAIL, EXACT_WORD, IBAN, IPV4, PHONE

_WORD = re.compile(r"(?P<type>[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*)_[a-z][0-9][0-9a-z]{6}(?![0-9a-z])")

#: Stand-ins (the action `surrogate`) by what a reader takes them for: two words are a name.
_STANDINS = {
    "EMAIL_ADDRESS": EMAIL.found,
    "PERSON": rf"{EXACT_WORD}(?: {EXACT_WORD})+",
    "LOCATION": EXACT_WORD,
    "PHONE_NUMBER": PHONE.found,
    "CREDIT_CARD": CARD.found,
    "IBAN_CODE": IBAN.found,
    "IP_ADDRESS": IPV4.found,
}
_STANDIN = re.compile("|".join(f"(?P<{name}>{found})" for name, found in _STANDINS.items()))

#: Characters of one streamed piece: fewer than any surrogate has, so each is cut in two.
_PIECE = 5
#: The only tool that it ever calls.
TOOL = "open_ticket"

#: A sentence for the entity types it names; left out when one of them is missing.
_SENTENCES = (
    "- Your new address is {STREET_ADDRESS}, {LOCATION}.",
    "- The refund goes to {IBAN_CODE}; card {CREDIT_CARD} is not charged again.",
    "- I will call {PHONE_NUMBER} and confirm by mail to {EMAIL_ADDRESS}.",
    "- {PERSON} may take the parcel.",
    "- Please revoke the key {API_KEY}: it has been seen.",
    "- The address {IP_ADDRESS} is blocked from now on.",
)
_FIELD = re.compile(r"\{([A-Z_]+)\}")


@dataclass(frozen=True, slots=True)
class Call:
    """A tool call: the tool's name and its arguments."""

    name: str
    arguments: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model says, and the tool that it calls, if any."""

    text: str
    call: Call | None = None


def answer(text: str, tools: Sequence[str] = ()) -> Answer:
    """The answer to a user's text; it calls the one tool that it knows, if it is offered.

    A coding agent offers tools of its own: calling one of those would never end.
    """
    found = _found(text)
    call = None
    if TOOL in tools:
        firsts = {name.lower(): words[0] for name, words in found.items()}
        call = Call(TOOL, firsts)
    lines = list(_lines(found))
    if not lines:
        lines = [f"I have read your message of {len(text)} characters:", "", text]
    return Answer("\n".join(lines), call)


def pieces(text: str) -> Iterator[str]:
    """The text in the small pieces in which it is streamed."""
    for start in range(0, len(text), _PIECE):
        yield text[start : start + _PIECE]


def _found(text: str) -> dict[str, list[str]]:
    """Type -> the different words of that type, in order."""
    found: dict[str, list[str]] = {}
    for match in (*_WORD.finditer(text), *_STANDIN.finditer(text)):
        kind = match["type"] if match.re is _WORD else str(match.lastgroup)
        words = found.setdefault(kind, [])
        if match[0] not in words:
            words.append(match[0])
    return found


def _lines(found: Mapping[str, Sequence[str]]) -> Iterator[str]:
    if not found:
        return
    left = {name: list(words) for name, words in found.items()}
    people = left.get("PERSON", [])
    yield f"Hello {people.pop(0)}," if people else "Hello,"
    yield ""
    yield "thank you for writing. This is what I noted:"
    for sentence in _SENTENCES:
        if all(left.get(name) for name in _FIELD.findall(sentence)):
            yield _FIELD.sub(lambda field: left[field[1]].pop(0), sentence)
    rest = [word for words in left.values() for word in words]
    if rest:
        yield f"- I also noted {', '.join(rest)}."
