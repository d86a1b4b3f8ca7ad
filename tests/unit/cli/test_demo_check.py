"""The demo's own check: it must see a leak in any spelling, and a value that did not return."""

from __future__ import annotations

import json
from urllib.parse import quote

import pytest

from penname.cli import demo_check as check
from penname.cli.demo_check import Act
from penname.cli.demo_mail import Mail, Value, mails
from penname.policy.model import Action, Policy, Rule

PERSON = Value("PERSON", "Zo\u00eb Lee")
CARD = Value("CREDIT_CARD", " ".join(["4111"] * 4))
POLICY = Policy(
    "p", "1", "0" * 64, {kind: Rule(kind) for kind in ("PERSON", "CREDIT_CARD", "IP_ADDRESS")}
)


def act(got: str, saw: str = "") -> Act:
    mail = Mail("", (PERSON, CARD))
    return Act("t", mail, saw, got, 200, 1, 1, 1, 1)


@pytest.mark.parametrize(
    "recorded",
    [
        b"x Zo\xc3\xab Lee x",
        json.dumps({"a": [{"b": PERSON.text}]}).encode(),
        json.dumps({PERSON.text: 1}).encode(),
        quote(PERSON.text).encode(),
        "ZO\u00cb LEE".encode(),
        CARD.text.replace(" ", "").encode(),
        CARD.text.replace(" ", "-").encode(),
        json.dumps({"n": int(CARD.text.replace(" ", ""))}).encode(),
    ],
)
def test_leaks_are_seen(recorded: bytes) -> None:
    """A planted value is found escaped, encoded, in other case, and without spaces."""
    assert len(check.leaked([PERSON, CARD], [b"before", recorded])) == 1


def test_masked_bytes_are_clean() -> None:
    """Surrogates are no leak."""
    assert check.leaked([PERSON, CARD], [b'{"a": "PERSON_k7qf2m9x"}']) == []


def test_missing_values_are_named() -> None:
    """A value that should come back and did not is missing; a one-way one is not."""
    answer = act(f"Hello {PERSON.text}")
    assert check.missing(POLICY, answer) == [CARD]
    one_way = Policy(
        "p", "1", "0" * 64, {**POLICY.rules, "CREDIT_CARD": Rule("CREDIT_CARD", Action.REDACT)}
    )
    assert check.missing(one_way, answer) == []
    assert check.expected_back(one_way, answer) == 1


def test_allowed_values_may_leave() -> None:
    """What the policy lets through is neither counted as planted nor due to come back."""
    free = Policy("p", "1", "0" * 64, {**POLICY.rules, "PERSON": Rule("PERSON", Action.ALLOW)})
    assert check.kept_back(free, [PERSON, CARD, Value("NRP", "x")]) == [CARD]
    assert check.expected_back(free, act("")) == 1


def test_surrogates_are_counted_by_type() -> None:
    """Counts are of surrogates in what the upstream saw."""
    saw = "PERSON_k7qf2m9x, PERSON_a1bbbbbb and IP_ADDRESS_k7qf2m9x"
    assert check.counts([act("", saw)]) == {"PERSON": 2, "IP_ADDRESS": 1}
    assert check.examples([act("", saw)])["PERSON"] == "PERSON_k7qf2m9x"


def test_mails_hold_their_values() -> None:
    """Each planted value stands in its mail, and the numbers pass their checks."""
    for mail in mails():
        assert all(value.text in mail.text for value in mail.values)
        assert len(check.places(mail.text, mail.values)) == len(mail.values)
    texts = {value.entity_type: value.text for value in mails()[0].values}
    iban = texts["IBAN_CODE"].replace(" ", "")
    assert int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97 == 1
    digits = [int(digit) for digit in reversed(texts["CREDIT_CARD"].replace(" ", ""))]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    assert (sum(digits[::2]) + doubled) % 10 == 0
