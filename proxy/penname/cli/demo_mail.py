"""The demo's made-up customer. Numbers are computed here, so that no file holds one. Pure."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Iterator
from dataclasses import dataclass

from penname.server.demo_model import TOOL


@dataclass(frozen=True, slots=True)
class Value:
    """A planted value and the entity type under which penname should find it."""

    entity_type: str
    text: str

    def __repr__(self) -> str:
        return f"Value({self.entity_type})"

    @property
    def spellings(self) -> tuple[str, ...]:
        """What must not leave: the value, and a number also without its spaces and dashes."""
        compact = self.text.replace(" ", "").replace("-", "")
        return (self.text, compact) if compact.lstrip("+").isalnum() else (self.text,)


@dataclass(frozen=True, slots=True)
class Mail:
    """One message and what is planted in it. `tool` names a tool that the model may call."""

    text: str
    values: tuple[Value, ...]
    tool: str = ""

    def __repr__(self) -> str:
        return f"Mail(<{len(self.values)} values>)"


def mails() -> tuple[Mail, Mail]:
    """A complaint, and what comes after it; the same person in both."""
    person, neighbour = Value("PERSON", "Emily Carter"), Value("PERSON", "Daniel Marlowe")
    street, town = Value("STREET_ADDRESS", "482 Maple Street"), Value("LOCATION", "Denver")
    card = Value("CREDIT_CARD", _grouped(_card("411111" + _digits("card", 9))))
    iban = Value("IBAN_CODE", _grouped(_iban("DE", _digits("account", 18))))
    # 555-01xx is kept for fiction (North American Numbering Plan)
    phone = Value("PHONE_NUMBER", f"+1 212-555-01{_digits('phone', 2)}")
    mail = Value("EMAIL_ADDRESS", "emily.carter@example.org")
    key = Value("API_KEY", "sk-proj-" + _letters("key", 24))
    address = Value("IP_ADDRESS", "203.0.113." + str(int(_digits("host", 2)) + 100))
    other_mail = Value("EMAIL_ADDRESS", "daniel.marlowe@example.org")
    first = (
        f"Hello, my name is {person.text}. I moved to {street.text}, {town.text}, and my order "
        f"never came. Please refund my card {card.text} or wire the money to {iban.text}.\n\n"
        f"You can call me on {phone.text} or write to {mail.text}. My neighbour "
        f"{neighbour.text} can take the parcel.\n\n"
        f"PS: your shop printed this on my receipt: {key.text}"
    )
    second = (
        f"{person.text} again. Somebody used {key.text} from {address.text} last night. "
        f"Please open a ticket and tell {neighbour.text}, {other_mail.text}."
    )
    return (
        Mail(first, (person, street, town, card, iban, phone, mail, neighbour, key)),
        Mail(second, (person, key, address, neighbour, other_mail), tool=TOOL),
    )


def _stream(label: str) -> Iterator[int]:
    """Bytes that look random and are the same in every run."""
    block = label.encode()
    while True:
        block = hashlib.sha256(block).digest()
        yield from block


def _digits(label: str, count: int) -> str:
    return "".join(str(byte % 10) for byte, _ in zip(_stream(label), range(count), strict=False))


def _letters(label: str, count: int) -> str:
    alphabet = string.ascii_letters + string.digits
    taken = zip(_stream(label), range(count), strict=False)
    return "".join(alphabet[byte % len(alphabet)] for byte, _ in taken)


def _iban(country: str, account: str) -> str:
    """ISO 13616, check digits by ISO/IEC 7064 (mod 97-10)."""
    number = int("".join(str(int(char, 36)) for char in f"{account}{country}00"))
    return f"{country}{98 - number % 97:02d}{account}"


def _card(digits: str) -> str:
    """With its check digit (ISO/IEC 7812-1 annex B)."""
    total = 0
    for index, char in enumerate(reversed(digits)):
        doubled = int(char) * (1 + (index + 1) % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return f"{digits}{-total % 10}"


def _grouped(text: str) -> str:
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
