"""Recorded requests as JSONL."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from penname.cli.exits import Exit, Failure
from penname.cli.policy import corpus as module
from penname.cli.policy.corpus import Corpus, Recorded
from penname.policy.match import Subject


def corpus(path: Path, *lines: str | bytes, field: str = "text") -> Corpus:
    raw = [line if isinstance(line, bytes) else line.encode() for line in lines]
    path = path / "c.jsonl"
    path.write_bytes(b"\n".join(raw))
    return Corpus(path, field)


def requests(path: Path, *lines: str, field: str = "text") -> list[Recorded]:
    return list(corpus(path, *lines, field=field).requests())


def test_texts_become_requests(tmp_path: Path) -> None:
    """A text is what a user says, on the route that the line names, by whom it names."""
    plain, full = requests(
        tmp_path,
        '{"text": "hello", "id": 5}',
        "",
        '{"text": "a", "route": "anthropic.messages", "tenant": "t", "model": "m", "client": "c"}',
    )
    assert json.loads(plain.body)["messages"] == [{"role": "user", "content": "hello"}]
    assert plain.subject == Subject("openai.chat", None, "test-model")
    assert full.subject == Subject("anthropic.messages", "t", "m", "c")
    assert json.loads(full.body)["max_tokens"] == 1024
    assert "hello" not in repr(plain)


def test_whole_requests_stay_as_they_are(tmp_path: Path) -> None:
    """A whole request keeps its members but for what the line says about it."""
    line = {"messages": [{"role": "user", "content": "a"}], "model": "m", "temperature": 0}
    (one,) = requests(tmp_path, json.dumps({**line, "tenant": "t", "route": "openai.chat"}))
    assert json.loads(one.body) == line
    assert (one.subject.model, one.subject.tenant) == ("m", "t")


def test_another_field_can_hold_the_text(tmp_path: Path) -> None:
    """The member with the text has the name that was asked for."""
    (one,) = requests(tmp_path, '{"prompt": "hello", "text": 5}', field="prompt")
    assert json.loads(one.body)["messages"][0]["content"] == "hello"


def test_requests_can_be_read_again(tmp_path: Path) -> None:
    """A corpus is counted once and read as often as needed."""
    one = corpus(tmp_path, '{"text": "a"}', '{"text": "b"}')
    assert (one.count, one.progress, dict(one.left_out)) == (2, (0, 2), {})
    assert list(one.requests()) == list(one.requests())
    assert one.progress == (2, 2)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "secret"', "is not JSON: Expecting ',' delimiter at column 18"),
        ('["secret"]', "is not a JSON object"),
        ('{"text": 5}', "'text' is not a string"),
        ('{"prompt": "secret"}', "has neither 'text' (a string) nor 'messages' (a list)"),
        ('{"messages": "secret"}', "has neither 'text' (a string) nor 'messages' (a list)"),
        ('{"text": "a", "text": "secret"}', "has a duplicate key"),
        ('{"text": "a", "n": NaN}', "is not JSON: it holds NaN"),
        ('{"text": "a", "tenant": 5}', "'tenant' is not a string"),
        ('{"text": "a", "route": "openai.files"}', "'route' is not one of openai.chat, "),
        (b'{"text": "\xff"}', "is not UTF-8 text"),
        ("[" * 100_000, "is nested too deeply"),
    ],
)
def test_bad_lines_are_errors(tmp_path: Path, line: str | bytes, message: str) -> None:
    """A line that is no request ends the command, at its place, without its words."""
    with pytest.raises(Failure) as caught:
        corpus(tmp_path, '{"text": "fine"}', line)
    assert caught.value.message.startswith(f"{tmp_path}/c.jsonl:2: {message}")
    assert "secret" not in caught.value.message
    assert caught.value.exit_code == Exit.USAGE


def test_all_bad_lines_are_told(tmp_path: Path) -> None:
    """Every bad line is told in one pass, up to twenty."""
    with pytest.raises(Failure) as caught:
        corpus(tmp_path, "1", '{"text": "a"}', "2")
    lines = caught.value.message.splitlines()
    assert [line.rpartition(": ")[0][-1] for line in lines] == ["1", "3"]
    with pytest.raises(Failure) as caught:
        corpus(tmp_path, *["1"] * 30)
    assert len(caught.value.message.splitlines()) == 21


def test_empty_and_missing_files_are_errors(tmp_path: Path) -> None:
    """Nothing to replay is an error: it would look like no effect."""
    with pytest.raises(Failure, match="holds no request"):
        corpus(tmp_path, "", " ")
    with pytest.raises(Failure, match="No such file"):
        Corpus(tmp_path / "gone.jsonl")


def test_long_lines_are_errors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line over the limit is refused before it is read whole."""
    monkeypatch.setattr(module, "MAX_LINE", 20)
    with pytest.raises(Failure, match=":1: is too long"):
        corpus(tmp_path, '{"text": "aaaaaaaaaaaaaaaa"}')


def test_half_characters_stay_escapes(tmp_path: Path) -> None:
    """Half a character, which only an escape can write, goes on as an escape."""
    (one,) = requests(tmp_path, '{"text": "a \\ud800 b"}')
    assert b"\\ud800" in one.body
    assert one.body.decode("utf-8")
