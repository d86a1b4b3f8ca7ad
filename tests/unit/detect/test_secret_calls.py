"""Secrets as arguments of functions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from penname.detect.secret_calls import called_keys, called_passwords


def passwords(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in called_passwords(text)]


def keys(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in called_keys(text)]


@pytest.mark.parametrize(
    "text",
    [
        'req.SetBasicAuth("ann", "{}")',
        'HTTPBasicAuth("ann", "{}")',
        "smtp.login('ann', '{}')",
        'new NetworkCredential("ann", "{}", "CORP")',
        "new PDO('mysql:host=x;dbname=y', 'ann', '{}')",
        'mysqli_connect("x", "ann", "{}", "shop")',
        'DriverManager.getConnection("jdbc:oracle:thin:@x:1521/y", "ann", "{}")',
        'DBI->connect("dbi:mysql:x", "ann", "{}")',
        'Credentials("Nexus", "x.example", "ann", "{}")',
        'WiFi.begin("cafe", "{}")',
        'new PasswordAuthentication(user, "{}".toCharArray())',
        '.basic_auth("ann", Some("{}"))',
    ],
)
def test_passwords_of_calls(text: str) -> None:
    """Behind as many other arguments as the function has before its password."""
    assert passwords(text.format("hunter2!")) == ["hunter2!"]


@pytest.mark.parametrize(
    "text",
    [
        "jwt.sign({{ id: user.id }}, '{}', {{ expiresIn: 1 }})",
        'jwt.encode({{"sub": 1}}, "{}", algorithm="HS256")',
        'Fernet(b"{}")',
        'new SecretKeySpec("{}".getBytes(), "AES")',
        'new SymmetricSecurityKey(Encoding.UTF8.GetBytes("{}"))',
        "crypto.createHmac('sha256', '{}')",
        "CryptoJS.AES.encrypt(text, '{}')",
    ],
)
def test_keys_of_calls(make: Callable[..., str], text: str) -> None:
    """Also where something only turns the text into bytes."""
    key = make(32)
    assert keys(text.format(key)) == [key]


def test_variables_and_words_are_none() -> None:
    """What is looked up, asked for or only named is no secret."""
    assert passwords("smtp.login(user, password)") == []
    assert passwords('smtp.login("ann", os.environ["SMTP_PASSWORD9"])') == []
    assert passwords('smtp.login("ann", "your-password")') == []
    assert passwords('WiFi.begin("cafe", "password")') == []
    assert keys('jwt.decode(token, "secret", algorithms=["HS256"])') == []
    assert keys("jwt.sign(payload, process.env.JWT_SECRET)") == []
    assert keys("crypto.createHmac('sha256', 'utf8')") == []


def test_calls_without_end_are_quick() -> None:
    """Brackets and commas without end take time as the text is long."""
    assert passwords("PDO(a, " * 20_000) == []
    assert keys("jwt.sign({" * 20_000) == []
