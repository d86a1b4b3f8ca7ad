"""Lines as tools print them: what stands before them hides no secret."""

from __future__ import annotations

import pytest

from penname.detect import secrets
from penname.detect.logins import logins

#: `{}` is the number of the line.
MARKS = ["", "{:>6}→", "{:>6}\t", "{}: ", "{:>4} | ", "a/b.conf:{}:", "+", "> ", "web-1  | "]
TEXTS = [
    "env:\n  - name: DB_PASSWORD\n    value: hunter2!\n",
    'variable "password" {\n  type = string\n  default = "hunter2!"\n}\n',
    "<key>Password</key>\n<string>hunter2!</string>\n",
    "<Password>\n  <Value>hunter2!</Value>\n",
    "FROM x\nENV DB_PASSWORD hunter2!\n",
    "credentials {\n    password 'hunter2!'\n}\n",
    "[a]\nuser = x\npassword = hunter2!\n",
    "machine x.example\n  login ann\n  password hunter2!\n",
    "chpasswd:\n  list: |\n    root:hunter2!\n",
]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("text", TEXTS)
def test_marks_hide_nothing(mark: str, text: str) -> None:
    """Numbers, names of files, diffs, quotations, logs of compose."""
    lines = text.splitlines(keepends=True)
    marked = "".join(mark.format(at) + line for at, line in enumerate(lines, 9))
    found = [*secrets.password_assignments(marked), *logins(marked)]
    assert {marked[start:end] for start, end, _ in found} == {"hunter2!"}
