"""User names: where they stand, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.detect.handles import RECIPES, is_somebody
from tests.unit.detect.recipes import found


@pytest.mark.parametrize(
    ("text", "handle"),
    [
        ("username: ann_lee92", "ann_lee92"),
        ("Username: annlee", "annlee"),
        ('"username": "annlee"', "annlee"),
        ('"login": "octocat"', "octocat"),
        ('{"user": "alice"}', "alice"),
        ("user=alice host=db", "alice"),
        ("--user=alice", "alice"),
        ("?username=alice&x=1", "alice"),
        ("export DB_USER=alice", "alice"),
        ("my username is ann_lee92", "ann_lee92"),
        ("User name: annlee", "annlee"),
        ("user: ann_lee", "ann_lee"),
        ("Domain user name: CORP\\annlee", "annlee"),
        ("Benutzername: klaus.m", "klaus.m"),
        ("nom d'utilisateur : pdupont", "pdupont"),
        ("nombre de usuario: jgarcia", "jgarcia"),
        ("id,username\n1,annlee\n", "annlee"),
    ],
)
def test_user_names_in_fields(text: str, handle: str) -> None:
    """Settings, JSON, forms, queries, sentences and tables, in several languages."""
    assert found(RECIPES, "user-name", text) == [handle]


@pytest.mark.parametrize(
    ("text", "handles"),
    [
        ("thanks @ann_lee for this", ["ann_lee"]),
        ("@ann_lee can you look at this please", ["ann_lee"]),
        ("RT @bob: foo", ["bob"]),
        ("cc @ann @bob", ["ann", "bob"]),
        ("twitter: @annlee", ["annlee"]),
        ("https://twitter.com/annlee", ["annlee"]),
        ("https://www.linkedin.com/in/ann-lee-123/", ["ann-lee-123"]),
        ("see https://github.com/annlee.", ["annlee"]),
        ("t.me/annlee", ["annlee"]),
        ("https://hachyderm.social/@annlee", ["annlee"]),
    ],
)
def test_handles_of_networks(text: str, handles: list[str]) -> None:
    """Behind an @ in prose, and in links to profiles."""
    assert found(RECIPES, "user-name", text) == handles


@pytest.mark.parametrize(
    "text",
    ["/home/annlee/src/x.py", "/Users/annlee", "C:\\Users\\annlee\\Desktop", "C:/Users/annlee/x",
     "C:\\\\Users\\\\annlee\\\\x", "~annlee/public_html", "ssh -p 22 annlee@host1",
     "scp x.txt annlee@host1:/tmp", "annlee@laptop:~/src$ ls", "sudo -u annlee ls", "su - annlee",
     "Accepted publickey for annlee from 10.0.0.1", "chown -R annlee:staff x",
     "Failed password for invalid user annlee from 10.0.0.1", "psql -h db -U annlee shop",
     "session opened for user annlee(uid=1000)", "docker login -u annlee -p x"],
)  # fmt: skip
def test_login_names(text: str) -> None:
    """Paths, commands, prompts and logs of logins."""
    assert found(RECIPES, "user-name", text) == ["annlee"]


@pytest.mark.parametrize(
    "text",
    ["@property\ndef x(self): return 1", "@types/node", "npm i @angular/core", "pkg@1.2.3",
     "import x from '@scope/pkg'", "@media (max-width: 3px)", " * @param name the name of it",
     '"@babel/core": "^7"', "SELECT @x", "the @property decorator is nice to have",
     "use the @dataclass decorator for this", "public void f(@NotNull String x)", '@app.route("/")',
     "@Override public int x() here we are now", "ann@example.org", "    @click.option('--x')",
     "@echo off", "@user.save if this is so", "let's meet @ 5 pm", "A @ B matrix product of these",
     "@here please look at this now", "git@github.com:foo/bar.git"],
)  # fmt: skip
def test_other_uses_of_at(text: str) -> None:
    """Decorators, scopes, tags, variables, versions and mail addresses are no handles."""
    assert found(RECIPES, "user-name", text) == []


@pytest.mark.parametrize(
    "text",
    ["username: string", "username = request.user", "username=username", "username: data.username,",
     "username = name", "{ username: creds.username, x",
     "User: What is this?", '"role": "user"', '"user": "user"', "user: node",
     "user: root", "/home/user/x", "/home/runner/work", "C:\\Users\\Public\\x", "ssh root@host",
     "ssh git@github.com", "https://github.com/python/cpython", "https://github.com/features",
     "https://twitter.com/home", "handle: function", "handle = open(x)", '"handle": "click"',
     "handle: asyncio.TimerHandle", "login: required", "login is broken", "username is required",
     '"username": "Username"', '"username": "{{user}}"', "username: <your-username>",
     '"username": "your_username"', "USERNAME=$USER", "user_id: 12345", "def login(user): pass",
     "users: 5", "$user = $this->user;", '"userAgent": "Mozilla"', "user-agent: curl",
     '"user": null', "if user.name == 'x':", "db.user=${DB_USER}", "~/src/foo", "home/user",
     "su casa es su casa", "Username:", "id,username\n1,root\n", "https://tc39.github.io/ecma262/"],
)  # fmt: skip
def test_nobodys_names(text: str) -> None:
    """Accounts of systems, stand-ins, code, pages and labels alone survive."""
    assert found(RECIPES, "user-name", text) == []


@pytest.mark.parametrize("handle", ["ann", "ann_lee", "x-ann", "árvíztűrő", "j.doe", "ann1"])
def test_somebody(handle: str) -> None:
    """What has a word of its own is somebody."""
    assert is_somebody(handle)


@pytest.mark.parametrize(
    "handle", ["root", "DB_USER", "your_username", "test-user", "12345", "xxxx", "a", "", "_"]
)
def test_nobody(handle: str) -> None:
    """Systems, stand-ins, constants and numbers are nobody."""
    assert not is_somebody(handle)


_PIECES = ["@ann", "user", ": ", "=", '"', "/home/", "ssh ", "\n", ",", "ann", ".com/", "ß", "İ"]


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join), st.text(max_size=10))
def test_any_text_is_read(start: str, rest: str) -> None:
    """Hits lie in the text, and hold no blank, no sign of an address and nobody's name."""
    text = start + rest
    for begin, end, _ in RECIPES[0].find(text):
        assert is_somebody(text[begin:end])
        assert not set(text[begin:end]) & set(" \n@/\\")
