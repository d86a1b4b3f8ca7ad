"""`PENNAME_AUDIT_SINKS`: what it takes, and that its errors quote nothing."""

from __future__ import annotations

import pytest

from penname.server.sink_specs import SinkSpec, parse_sinks


def test_all_kinds_are_read() -> None:
    """Forms and targets as documented; blanks and empty items do not matter."""
    text = "ocsf:file:/var/log/x.jsonl, ecs:stdout,,jsonl:https://siem.example.org:9200/in?a=b"
    assert parse_sinks(text) == (
        SinkSpec("ocsf", "file", "/var/log/x.jsonl"),
        SinkSpec("ecs", "stdout"),
        SinkSpec("jsonl", "http", "https://siem.example.org:9200/in?a=b"),
    )
    assert parse_sinks("") == ()


def test_loopback_may_be_plain() -> None:
    """A collector beside penname needs no TLS; that is what agents listen on."""
    for host in ("localhost:8088", "127.0.0.1", "[::1]:1", "127.1.2.3"):
        assert parse_sinks(f"ecs:http://{host}/in")[0].kind == "http"


@pytest.mark.parametrize(
    "text",
    [
        "syslog:stdout",
        "ocsf",
        "ocsf:",
        "ocsf:/var/log/x",
        "ocsf:stderr",
        "ocsf:ftp://host/x",
        "ocsf:file:",
        "ocsf:file:/var/log/",
        "ocsf:file:/a\0b",
        "ecs:http://siem.example.org/in",
        "ecs:http://10.0.0.1/in",
        "ecs:https://user:secret@siem.example.org/in",
        "ecs:https://siem.example.org/in#secret",
        "ecs:https:///secret",
        "ecs:https://host:secret/in",
        "ecs:https://ho st/in",
        "ecs:https://host/\x07",
        "ocsf:stdout,ecs:stdout",
        "ocsf:file:/a,ecs:file:/a",
    ],
)
def test_others_are_refused(text: str) -> None:
    """The words begin with "must be" and quote nothing of the text."""
    with pytest.raises(ValueError, match=r"^must be ") as caught:
        parse_sinks(text)
    assert "secret" not in str(caught.value)
    assert "10.0" not in str(caught.value)


def test_target_is_not_shown() -> None:
    """A query may hold a token, so neither text nor repr of a sink has its URL."""
    (spec,) = parse_sinks("ecs:https://siem.example.org/in?token=hidden")
    assert str(spec) == "ecs:http"
    assert "hidden" not in repr(spec)
