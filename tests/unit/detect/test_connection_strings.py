"""User and password of URLs, and passwords of connection strings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from penname.detect.connection_strings import connection_strings


def words(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in connection_strings(text)]


@pytest.mark.parametrize(
    "text",
    [
        "postgres://{}@db.example/x",
        "mongodb+srv://{}@c0.example.net",
        "amqp://{}@mq:5672/%2f",
        "https://{}@git.example/a.git",
        'url = "redis://{}@cache:6379/0"',
        "jdbc:mysql://{}@db:3306/x",
        "{}@tcp(127.0.0.1:3306)/shop",
    ],
)
def test_users_of_urls(text: str) -> None:
    """User and password together, up to the host."""
    assert words(text.format("ann:hunter2")) == ["ann:hunter2"]


def test_oracle_writes_a_slash() -> None:
    """Its driver and its shell have user and password before the host, too."""
    assert words("jdbc:oracle:thin:scott/hunter2@db:1521:x") == ["scott/hunter2"]
    assert words("sqlplus -s scott/hunter2@db") == ["scott/hunter2"]


def test_tokens_as_users(make: Callable[..., str]) -> None:
    """A random word in the place of the user is a token."""
    token = make(32)
    assert words(f"https://{token}@o1.ingest.example/4") == [token]
    assert words("https://ann-from-sales-and-support@example.org/") == []


@pytest.mark.parametrize(
    "text",
    [
        "Server=tcp:db,1433;Database=x;User ID=sa;Password={};Encrypt=true",
        "Driver={{ODBC 18}};Server=db;UID=sa;PWD={};",
        "host=db port=5432 user=ann password={} dbname=x",
        "Data Source=db;Initial Catalog=x;User Id=sa;Password={}",
        "Endpoint=sb://x.example/;SharedAccessKeyName=root;SharedAccessKey={}",
        "jdbc:sqlserver://db:1433;databaseName=x;user=sa;password={};host=y;",
    ],
)
def test_lists_of_settings(text: str) -> None:
    """The password of a list that names a server, too."""
    assert words(text.format("Hunter2xY9")) == ["Hunter2xY9"]


@pytest.mark.parametrize(
    "text",
    [
        "postgres://user:password@localhost/db",
        "postgres://admin:password@localhost/db",
        "https://user:${TOKEN}@example.org",
        "https://[-a-zA-Z0-9:]+@example.org",
        "http://example.org:8080/a@b",
        "git+ssh://git@example.org/a.git",
        "password=hunter2x",
        "f(server=x, user=y, password=z.value1)",
        "://@",
        "a://:@b",
        "x://",
    ],
)
def test_addresses_without_secrets(text: str) -> None:
    """Stand-ins, patterns, ports and users alone are none."""
    assert words(text) == []
