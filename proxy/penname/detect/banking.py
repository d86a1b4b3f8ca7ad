"""What stands beside a card or an account: security codes, expiry dates, accounts, banks."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.forms import formed
from penname.detect.labelled import alone, any_of, labelled
from penname.detect.scan import Hit, Recipe, finditer, matches
from penname.policy.check_digits import us_routing

_CODE_LABEL = (
    r"(?:cvv2?|cvc2?|csc|cav2|cvn2?|card\s(?:verification|security)\s(?:value|code|number)"
    r"|(?:cvv|cvc|card|security)[ _-]?code|kartenprüfnummer|prüfziffer|cryptogramme(?:\svisuel)?)"
)
_EXPIRY = r"(?:0[1-9]|1[0-2])[ ]?[/-][ ]?(?:20)?[2-9]\d"
_EXPIRY_LABEL = (
    r"(?:(?:card[ _-]?)?exp(?:iry|ires?|iration|\.)?(?:[ _-]?(?:date|end))?(?:\s(?:on|in))?"
    r"|(?:good|valid)[ _-]?(?:thru|through|until|to)|gültig\sbis|expire\sfin|caduca|vencimiento)"
)
#: Directly behind the last digits of a card.
_EXPIRY_BEHIND = rf"(?<=\d{{4}}[ ,;|]{{1,3}}){_EXPIRY}(?![\w/-])"

_ROUTING = regex.compile(r"(?<![\w.-])(?:\d{9}|\d{4}-\d{4}-\d)(?![\w-]|\.\d)")

_ACCOUNT = r"(?:(?=(?:[ -]?\w){5})\d(?:[ -]?\d){4,22}|[A-Z]{1,4}-?\d{5,14})"
_ACCOUNT_LABEL = (
    r"(?:(?:bank|checking|savings|customer|patient|billing|member|hospital)?[ _-]?"
    r"(?:account|acct|a/c|acc\.?(?=[ ]?(?:number|no|nr|num)\b))"
    r"(?:[ _-]?(?:number|no|num|nr|id|ending[ ]in))?\b\.?(?:[ ]?\#)?"
    r"|kontonummer|konto-?nr\.?|num[ée]ro[ ]de[ ]compte|n[úu]mero[ ]de[ ]cuenta|rekeningnummer"
    r"|(?:compte|cuenta|conta|conto)[ ](?:bancaire|bancaria|corrente|corriente|bancario)"
    r"|n[úu]mero[ ]da[ ]conta|numero[ ](?:di|del)[ ]conto|(?:ccc|clabe|cbu|cci|rib)(?!\d)|bvn"
    r"|numer[ ](?:konta|rachunku)|bankkonto|kontonr\.?|tilinumero|hesap[ ](?:no|numarası)"
    r"|номер[ ]счета|р/с)(?:[ ]?n[°º])?"
)
#: UK and Ireland, Australia, India, Germany, Canada.
_BANK = (
    r"(?:\d{2}[- ]\d{2}[- ]\d{2}|\d{3}[ ]?\d{3}[ ]?\d{2}|\d{5}-\d{3}|\d{3}[- ]\d{3}|\d{6}"
    r"|[A-Z]{4}0[A-Z\d]{6})"
)
_BANK_LABEL = (
    r"(?:(?:bank[ _-]?)?sort[ _-]?codes?|bsb|ifsc|bankleitzahl|blz|transit(?:[ _-]?number)?"
    r"|institution[ _-]?number|nsc)"
)


def routing_numbers(text: str) -> Iterator[Hit]:
    """US bank routing numbers: nine digits of an assigned range, checked by 3, 7, 1 (ABA)."""
    for match in finditer(_ROUTING, text):
        if us_routing(match[0]):
            yield match.start(), match.end(), 0.3


RECIPES = (
    Recipe(
        "card-security-code",
        "CARD_SECURITY_CODE",
        any_of(labelled(_CODE_LABEL, r"\d{3,4}", 0.8), alone(r"\d{3,4}", 0.3)),
        ("cvv", "cvc", "csc", "cvn"),
    ),
    Recipe(
        "card-expiry",
        "CARD_EXPIRY",
        any_of(
            labelled(_EXPIRY_LABEL, _EXPIRY, 0.7), matches(_EXPIRY_BEHIND, 0.2), alone(_EXPIRY, 0.3)
        ),
        ("exp", "expiry", "expiration", "expires", "card", "visa", "mastercard", "amex"),
    ),
    Recipe(
        "aba-routing",
        "ABA_ROUTING_NUMBER",
        routing_numbers,
        ("aba", "routing", "rtn", "bank", "wire", "ach"),
        bare=0.3,
    ),
    Recipe(
        "account-number",
        "ACCOUNT_NUMBER",
        any_of(
            labelled(_ACCOUNT_LABEL, _ACCOUNT, 0.6),
            labelled(_BANK_LABEL, _BANK, 0.7),
            alone(_ACCOUNT, 0.2),
            matches(r"(?<![\w-])[A-Z]{4}0[A-Z\d]{6}(?![\w-])", 0.15),
        ),
        (
            "account",
            "acct",
            "konto",
            "kontonummer",
            "rekening",
            "ifsc",
            "compte",
            "cuenta",
            "conta",
        ),
    ),
    Recipe(
        "account-number-form",
        "ACCOUNT_NUMBER",
        formed(r"\d{8,20}", 0.15),
        (
            *(
                "bank account",
                "checking account",
                "savings account",
                "account number",
                "kontonummer",
            ),
            *(
                "bankkonto",
                "compte bancaire",
                "numéro compte",
                "número cuenta",
                "número conta",
                "cuenta bancaria",
                "conto corrente",
                "rekeningnummer",
            ),
            *("conta corrente", "银行账号", "帐号", "账号", "口座番号", "계좌번호", "계좌"),
        ),
        hinted=True,
    ),
)
