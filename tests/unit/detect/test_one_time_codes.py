"""One-time codes, and lists of codes for recovery."""

from __future__ import annotations

import pytest

from penname.detect.context import NearbyWords
from penname.detect.one_time_codes import RECIPES
from penname.detect.recognizers import RecipeRecognizer
from tests.unit.detect.recipes import read


def values(text: str) -> list[str]:
    """What is found, in the order of the text."""
    return sorted({value for _, value in read(RECIPES, text)}, key=text.index)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("Your verification code is 482913.", "482913"), ("OTP: 992133", "992133")),
        *(("One-time password: 48213377", "48213377"), ("the 2FA code 482913 came", "482913")),
        ("Your login code for Example Bank is 482 913", "482 913"),
        ("G-482913 is your Example verification code.", "G-482913"),
        *(("482913 is your login code", "482913"), ("**SMS code:** 482913", "482913")),
        *(("Ihre TAN: 482913", "482913"), ("die TAN lautet 482913", "482913")),
        *(("Bestätigungscode: 482913", "482913"), ("482 913 ist dein Bestätigungscode", "482 913")),
        ("code de vérification : 482913", "482913"),
        ("tu código de verificación es 482913", "482913"),
        *(("codice di verifica 482913", "482913"), ("код подтверждения: 482913", "482913")),
        *(
            ("locker combo 12-34-6", "12-34-6"),
            ("2FA setup key: abcd efgh ijkl mno2", "abcd efgh ijkl mno2"),
        ),
        ("MFA: scan it or enter the secret JBSWY3DPEHPK3PXP.", "JBSWY3DPEHPK3PXP"),
        *(("您的验证码：482913，请勿", "482913"), ("認証コードは482913です", "482913")),
    ],
)
def test_codes_told_as_such(text: str, value: str) -> None:
    """A sentence or a field says what the digits are, before them or behind."""
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("backup codes: 1234-5678 2345-6789", ["1234-5678", "2345-6789"]),
        ("Recovery codes:\na1b2c-d3e4f\ng5h6i-j7k8l\n\nCall me", ["a1b2c-d3e4f", "g5h6i-j7k8l"]),
        ("Backup codes (safe!):\n1. 1234 5678\n2. 2345 6789", ["1234", "5678", "2345", "6789"]),
        ("2FA backup codes for Example: 48213377, 99123844 and so on", ["48213377", "99123844"]),
        ('"recovery_codes": ["abcd1234", "efghijkl"]', ["abcd1234", "efghijkl"]),
        ("my recovery code ABCD-1234-EFGH-5678", ["ABCD-1234-EFGH-5678"]),
        ("Wiederherstellungscodes:\n- abcd1234\n- efgh5678\n", ["abcd1234", "efgh5678"]),
        ("codes de secours : 4821-3377, 9912-3844", ["4821-3377", "9912-3844"]),
    ],
)
def test_lists_of_codes(text: str, codes: list[str]) -> None:
    """All codes of a list count, and nothing behind it."""
    assert values(text) == codes


@pytest.mark.parametrize(
    "text",
    [
        *("verification code 404", "security code 2019", "error code 482913", "code 482913"),
        *("recovery codes are in the safe", "Backup codes: see page 12", "backup codes: 10"),
        *("recovery codes: 10 codes generated on 2024-01-01", "backup code\nimport os2\n"),
        *(
            "access code 12 of 2024",
            "the verification code of 12 services",
            "recovery codes: 2024 edition",
        ),
        *(
            "the MFA secret key is stored in VAULT",
            "tan 482913",
            "key JBSWY3DPEHPK3PXP",
            "a combo 12-34-6",
        ),
        *("order 482913", "482913 is your order number", "backup_codes = list(codes)"),
    ],
)
def test_numbers_of_other_things(text: str) -> None:
    """Errors, years, counts and code survive."""
    assert values(text) == []


@pytest.mark.parametrize(("key", "count"), [("backup_codes", 1), ("otp", 1), ("order", 0)])
def test_fields_that_hold_nothing_else(key: str, count: int) -> None:
    """The name of a field says it too."""
    recognizers = [RecipeRecognizer(recipe) for recipe in RECIPES]
    found = [one for each in recognizers for one in each.analyze("4821-3377", [])]
    hint = key.split("_")
    raised = NearbyWords().enhance_using_context("4821-3377", found, None, recognizers, hint)
    assert sum(one.score >= 0.5 for one in raised) == count


@pytest.mark.parametrize(
    "unit", ["backup codes: ", "a1b2c-d3e4f\n", "1234-", "12345 is your my ", "otp "]
)
def test_hostile_repeats_are_linear(unit: str) -> None:
    """Long repeats of what a code begins with end within the budget."""
    assert read(RECIPES, "backup codes: " + unit * 20_000 + "1") is not None
