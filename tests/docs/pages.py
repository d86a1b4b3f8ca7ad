"""Runs what a page of the documentation shows: files, edits and commands, from top to bottom.

A page tells its steps in three forms:

* a block with a title is a file: ```` ```yaml title="policies/acme.yaml" ````
* `<!-- edit FILE: OLD => NEW -->` is what the text tells the reader to change
* a `console` block has commands behind `$ `, and below each what it prints; with no output
  below, the command has to succeed and nothing is compared
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
from click.testing import CliRunner

from penname.cli.main import cli

_STEP = re.compile(
    r"^```(?:yaml|text|json|jsonl) title=\"(?P<file>[^\"]+)\"\n(?P<content>.*?)^```"
    r"|^<!-- edit (?P<edited>[^:\n]+): (?P<old>[^\n]+) => (?P<new>[^\n]+) -->$"
    r"|^```console\n(?P<console>.*?)^```",
    re.MULTILINE | re.DOTALL,
)
#: Not run: servers, and what has no effect on files.
_ONLY_READ = ("penname run", "export", "curl", "git", "cat", "mkdir", "cd")


@dataclass(frozen=True)
class Step:
    """One command of a page and the lines that it is said to print."""

    command: str
    output: str


def commands(console: str) -> Iterator[Step]:
    """The commands of a console block. A backslash at the end of a line goes on in the next."""
    for part in re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]:
        command, _, output = part.replace("\\\n", " ").partition("\n")
        yield Step(" ".join(command.split()), output)


def arguments(command: str) -> list[str]:
    """The words behind `penname`; settings in front of it are left out."""
    words = shlex.split(command, comments=True)
    return words[words.index("penname") + 1 :]


def parse(command: str) -> None:
    """Reads a command line as click does, and runs nothing. Raises click.ClickException."""
    words, group = arguments(command), cli
    while words and isinstance(found := group.commands.get(words[0]), click.Group):
        words, group = words[1:], found
    named = group.commands[words[0]]
    with named.make_context(words[0], words[1:]):
        pass


def play(page: str, folder: Path) -> Iterator[tuple[Step, str]]:
    """Does what a page says, in a folder (the working directory): each penname command with
    what it really printed."""
    for step in _STEP.finditer(page):
        if step["file"]:
            path = folder / step["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(step["content"], "utf-8")
        elif step["edited"]:
            _edit(folder / step["edited"], step["old"], step["new"])
        else:
            for one in commands(step["console"]):
                yield from _run(one, folder)


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path.name}: {old!r} stands {text.count(old)} times"
    path.write_text(text.replace(old, new), "utf-8")


def _run(step: Step, folder: Path) -> Iterator[tuple[Step, str]]:
    words = shlex.split(os.path.expandvars(step.command))
    if words[0] in ("cp", "sed"):
        subprocess.run(words, cwd=folder, check=True)  # noqa: S603 - of our own pages
    elif not any(step.command.startswith(one) for one in _ONLY_READ) and "run" not in words[:3]:
        yield step, CliRunner().invoke(cli, arguments(os.path.expandvars(step.command))).output


def normal(output: str) -> list[str]:
    """Output without what differs from one run, machine or version to the next."""
    for pattern, instead in (
        (r"\b([A-Z_]+)_[a-z0-9]{8}\b", r"\1_surrogate"),
        (r"\b[0-9a-f]{12}\b", "digest"),
        (r"\bdefault\.yaml:\d+", "default.yaml"),
        (r"\b\d+(\.\d)? m?s\b", "time"),
    ):
        output = re.sub(pattern, instead, output)
    return [line.rstrip() for line in output.splitlines() if line.strip()]
