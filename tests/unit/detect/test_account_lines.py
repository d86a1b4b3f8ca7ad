"""Accounts of people in files and output of systems."""

from __future__ import annotations

import pytest

from penname.detect.account_lines import NAMES, RECIPES
from penname.detect.secrets import RECIPES as SECRETS
from tests.unit.detect.recipes import found, read

PASSWD = """\
root:x:0:0:root:/root:/bin/bash
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
systemd-network:x:998:998:systemd Network Management:/:/usr/sbin/nologin
messagebus:x:101:102::/nonexistent:/usr/sbin/nologin
ubuntu:x:1000:1000:Ubuntu:/home/ubuntu:/bin/bash
mmuster:x:1001:1001:Maria Muster,Room 12,,:/home/mmuster:/bin/bash
kt42:x:1002:1002:Kenji Yamato:/home/kt42:/bin/zsh
jo.nobody42:x:1003:1003::/home/jo:/bin/sh
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
"""


def accounts(text: str) -> set[str]:
    """The names of accounts that are found."""
    return {value for kind, value in read(RECIPES, text) if kind == "USERNAME"}


def test_password_files() -> None:
    """Accounts of people, their full names, and accounts that are made of these."""
    assert accounts(PASSWD) >= {"mmuster", "kt42", "jo.nobody42"}
    assert not accounts(PASSWD) & {"root", "www-data", "systemd-network", "messagebus", "ubuntu"}
    names = {value for _, value in read(NAMES, PASSWD)}
    assert names == {"Maria Muster", "mmuster", "Kenji Yamato"}


@pytest.mark.parametrize(
    "text",
    [
        "drwxr-xr-x  2 annexam staff 4096 Jan  3 12:01 docs",
        "-rw-r--r--@ 1 annexam   staff  4096 Jan  3 12:01 a",
        "-rw-r--r-- annexam/users 4096 2024-01-01 12:00 x",
        "uid=1001(annexam) gid=1001(annexam) groups=1001(annexam),27(sudo)",
        "sudo:x:27:annexam,root",
        "annexam   pts/0        2026-01-03 12:01 (10.0.0.5)",
        "annexam   1234  0.0  1.2 12345 222 ?  S  python",
        "Jan 3 12:00:01 host sudo:   annexam : TTY=pts/0 ; PWD=/home",
        "12\tannexam   tty1         2026-01-03 12:01",
    ],
)
def test_lines_of_systems(text: str) -> None:
    """The account is found where such a line has it."""
    assert accounts(f"$ x\n{text}\n") == {"annexam"}


@pytest.mark.parametrize(
    "text",
    [
        "drwxr-xr-x  2 root wheel 4096 Jan  3 12:01 docs",
        "uid=0(root) gid=0(root) groups=0(root)",
        "docker:x:999:",
        "key:value:12:34:text:/path:/bin/sh and more",
        "see pts/0 for the tty1 of it",
        "python 3.11 1.2 3.4",
        "a:b:c:d:e:f:g",
    ],
)
def test_lines_without_people(text: str) -> None:
    """Accounts of systems, and lines that only look alike."""
    assert read((*NAMES, *RECIPES), text) == set()


def test_old_hashes_in_shadow() -> None:
    """The oldest hashes have no mark, but their place."""
    value = "ab" + "Q" * 5 + "x./7Zk"
    assert found(SECRETS, "logins", f"ann:{value}:19000:0:99999:7:::") == [value]
    assert found(SECRETS, "logins", "ann:!*:19000:0:99999:7:::") == []


@pytest.mark.parametrize(
    "unit", ["a:x:1000:", "-rw-r--r-- ", "a  ", "groups=1000(a),", "ab:x:1:a,"]
)
def test_hostile_repeats_are_linear(unit: str) -> None:
    """Long repeats of what a line begins with end within the budget."""
    assert read((*NAMES, *RECIPES), unit * 20_000) is not None
