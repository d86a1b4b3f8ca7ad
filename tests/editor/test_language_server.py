"""Policies in an editor: the YAML language server with our schema and a modeline."""

from __future__ import annotations

import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from penname.policy.entities import ENTITY_TYPES
from penname.policy.groups import GROUPS
from penname.policy.hover import ACTIONS
from penname.policy.load import policies_dir
from penname.policy.model import Action
from penname.policy.targets import TARGETS
from tests.editor.language_server import LanguageServer, install

POLICY = """\
# yaml-language-server: $schema=./schema/policy.v1.json
kind: policy/v1
name: team
owner: team@example.org
revision: 2026.11          # bad: a number
entities:
  PERSON: {acton: mask}    # bad: acton
  EMAIL_ADDRESS:
    action: masc           # bad: masc
  BADGE: {min_score: 1.5}  # bad: 1.5
limits: {max_body_bytes: 8_388_608}
audit: {content: seeled}   # bad: seeled
vault: {ttl: 1 day}        # bad: 1 day
modee: shadow              # bad: modee
"""
PLAIN = re.sub(r" *# bad.*", "", POLICY)
TESTS = """\
# yaml-language-server: $schema=../schema/policy-test.v1.json
kind: policy-test/v1
policy: ../team.yaml
cases:
  - name: a
    text: "[[PERSON:Ann]]"
    rout: openai.chat      # bad: rout
  - name: b                # bad: name
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of policies with the committed schemas."""
    install()
    home = tmp_path_factory.mktemp("policies")
    shutil.copytree(policies_dir() / "schema", home / "schema")
    (home / "tests").mkdir()
    return home


@pytest.fixture(scope="module")
async def server(folder: Path) -> AsyncIterator[LanguageServer]:
    """One server for all tests: each opens a file of its own."""
    async with LanguageServer(folder) as running:
        yield running


def marked(text: str, diagnostics: list[dict[str, Any]]) -> list[tuple[int, str]]:
    """Line (from 1) and the marked words of each diagnostic, in order."""
    lines = text.splitlines()
    found = []
    for one in diagnostics:
        start, end = one["range"]["start"], one["range"]["end"]
        words = lines[start["line"]][start["character"] :]
        if start["line"] == end["line"]:
            words = lines[start["line"]][start["character"] : end["character"]]
        found.append((start["line"] + 1, words))
    return sorted(found)


def planted(text: str) -> list[tuple[int, str]]:
    """Line and word of what the comments call bad."""
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if match := re.search(r"# bad: (.+)", line):
            word = "2026.11" if match[1] == "a number" else match[1]
            found.append((number, word))
    return found


async def test_planted_errors_are_marked(server: LanguageServer, folder: Path) -> None:
    """Each planted error is marked at its line and word, and nothing else is."""
    found = await server.open(folder / "errors.yaml", POLICY)
    assert marked(POLICY, found) == planted(POLICY)
    words = " ".join(one["message"] for one in found)
    assert "Property acton is not allowed" in words
    assert all(f'"{action}"' in words for action in Action)
    assert "must be a duration such as" in words


async def test_schema_is_found_from_below(server: LanguageServer, folder: Path) -> None:
    """The modeline's path counts from the file: tests stand one folder deeper."""
    found = await server.open(folder / "tests" / "team.test.yaml", TESTS)
    assert {line for line, _ in marked(TESTS, found)} == {line for line, _ in planted(TESTS)}


async def test_actions_are_offered(server: LanguageServer, folder: Path) -> None:
    """After `action:` the editor offers every action, each with what it does."""
    text = PLAIN.replace("masc", "")
    await server.open(folder / "actions.yaml", text)
    offered = await server.complete(folder / "actions.yaml", 9, len("    action: ") + 1)
    assert {item["label"]: item["documentation"] for item in offered} == {
        str(action): meaning for action, meaning in ACTIONS.items()
    }


async def test_keys_are_offered(server: LanguageServer, folder: Path) -> None:
    """Inside a rule its keys are offered; never null."""
    await server.open(folder / "keys.yaml", PLAIN.replace("    action: masc", "    "))
    keys = {item["label"] for item in await server.complete(folder / "keys.yaml", 9, 5)}
    assert {"action", "on_reply", "min_score", "restore", "locked"} <= keys
    assert "null" not in keys


async def test_targets_are_offered(server: LanguageServer, folder: Path) -> None:
    """After `to:` the editor offers what `generalize` can make of a value."""
    text = PLAIN.replace("    action: masc", "    to: ")
    await server.open(folder / "targets.yaml", text)
    offered = {item["label"] for item in await server.complete(folder / "targets.yaml", 9, 9)}
    assert set(TARGETS) <= offered


async def test_types_are_offered(server: LanguageServer, folder: Path) -> None:
    """Under `entities` the types are offered that penname can find, and their groups."""
    await server.open(folder / "types.yaml", PLAIN.replace("  BADGE", "  \n  BADGE"))
    types = {item["label"] for item in await server.complete(folder / "types.yaml", 10, 3)}
    assert {*ENTITY_TYPES, *GROUPS} - {"PERSON", "EMAIL_ADDRESS"} <= types


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        (9, 6, "What is done with a value in a request."),
        (9, 6, "the request is refused"),
        (7, 4, "Name of a person"),
        (11, 12, "The largest request."),
        (2, 2, "The kind of this file."),
    ],
)
async def test_help_is_shown(
    server: LanguageServer, folder: Path, line: int, column: int, words: str
) -> None:
    """Over a key the editor shows what it is for, over a type what it is."""
    path = folder / f"help{line}{len(words)}.yaml"
    await server.open(path, POLICY)
    assert words in await server.hover(path, line, column)


@pytest.mark.parametrize("path", sorted(policies_dir().rglob("*.yaml")), ids=lambda path: path.name)
async def test_shipped_files_are_clean(server: LanguageServer, folder: Path, path: Path) -> None:
    """No file that penname ships has a mark in an editor, and each has a modeline."""
    text = path.read_text("utf-8")  # noqa: ASYNC240 - a small file
    assert text.startswith("# yaml-language-server: $schema=")
    copy = folder / path.relative_to(policies_dir())
    assert await server.open(copy, text) == []


async def test_groups_are_explained(server: LanguageServer, folder: Path) -> None:
    """Over a group the editor says what it stands for, and its types."""
    path = folder / "groups.yaml"
    await server.open(path, PLAIN.replace("PERSON: {acton: mask}", "contact: {}"))
    words = await server.hover(path, 7, 4)
    assert GROUPS["contact"].doc in words
    assert all(
        member.replace("_", "") in re.sub(r"[\\_]", "", words)
        for member in GROUPS["contact"].members
    )
