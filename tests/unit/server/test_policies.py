"""The policy store: fatal at the start, last good afterwards, and what is told of it."""

from __future__ import annotations

import asyncio
import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from penname.policy.plugins import PlugIn
from penname.policy.problems import PolicyError
from penname.policy.signatures import FILE_NAME
from penname.server.config import ConfigError
from penname.server.logs import JsonFormatter
from penname.server.metrics import Metrics
from penname.server.policies import PolicyStore, load_verify_keys
from penname.server.ports import PolicyState
from tests.unit.policy.folders import KEY, STRANGER, TODAY, fill, policy_text, signed


class Lines(logging.Handler):
    """Keeps the lines as the server's log would show them."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonFormatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))

    def events(self) -> list[dict[str, object]]:
        found = [json.loads(line) for line in self.lines]
        return [
            {k: v for k, v in line.items() if k not in ("ts", "logger", "level")} for line in found
        ]


@pytest.fixture
def lines() -> Iterator[Lines]:
    handler = Lines()
    logger = logging.getLogger("penname")
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield handler
    logger.removeHandler(handler)
    logger.setLevel(level)


def store(path: Path, *, verify: bool = False, metrics: Metrics | None = None) -> PolicyStore:
    keys = (KEY.public,) if verify else None
    if metrics is None:
        return PolicyStore(path, today=lambda: TODAY, verify_keys=keys)
    return PolicyStore(path, today=lambda: TODAY, verify_keys=keys, gauges=metrics)


def revision(policies: PolicyStore) -> str:
    return policies.current.default.revision


def test_start_without_good_policies_is_fatal(tmp_path: Path) -> None:
    """A bad file, an empty folder and a missing signature each stop the start."""
    for path in (tmp_path, tmp_path / "none.yaml"):
        with pytest.raises(PolicyError):
            store(path)
    fill(tmp_path, default=policy_text())
    with pytest.raises(PolicyError, match="nothing unsigned is used"):
        store(tmp_path, verify=True)


async def test_reload_brings_the_new_set(tmp_path: Path, lines: Lines) -> None:
    """What is on disk holds after a reload, and a line names it."""
    policies = store(fill(tmp_path, default=policy_text()))
    before = policies.current
    fill(tmp_path, default=policy_text(revision="2"))
    assert revision(policies) == "1"
    assert await policies.reload()
    assert (revision(policies), policies.state, policies.stale) == ("2", "ok", False)
    assert before.default.revision == "1"
    digest = policies.current.default.digest[:12]
    assert lines.events() == [{"event": "policy_reloaded", "policies": [f"default@2 {digest}"]}]


async def test_bad_reload_keeps_the_last_good(tmp_path: Path, lines: Lines) -> None:
    """What held before holds on and counts as stale; the line names places, and no value."""
    metrics = Metrics()
    policies = store(fill(tmp_path, default=policy_text()), metrics=metrics)
    secret = "536" + "904399"
    fill(tmp_path, default=policy_text(action=secret) + f"{secret}: x\n")
    assert not await policies.reload()
    assert (revision(policies), policies.state) == ("1", "stale")
    (line,) = lines.events()
    assert line == {
        "event": "policy_reload_failed",
        "code": "policy_invalid",
        "problems": ["default.yaml:6:27", "default.yaml:7:1"],
        "policies": [policies.current.default.label],
    }
    assert secret not in "".join(lines.lines)
    text = metrics.text().decode()
    assert "penname_policy_stale 1.0" in text
    assert 'penname_policy_reloads_total{result="failure"} 1.0' in text


async def test_plugins_are_judged_at_every_load(tmp_path: Path) -> None:
    """A plug-in that may not be used here is fatal at the start, and keeps the last good later."""
    plugged = policy_text() + (
        "  SITE: {}\nrecognizers:\n  SITE: {spacy: {pipeline: pack, labels: [SITE]}}\n"
    )
    asked: list[str] = []

    def judge(plugin: PlugIn) -> str:
        asked.append(plugin.name)
        return "may not" if len(asked) != 2 else ""

    with pytest.raises(PolicyError, match="may not"):
        PolicyStore(fill(tmp_path, default=plugged), today=lambda: TODAY, judge=judge)
    policies = PolicyStore(tmp_path, today=lambda: TODAY, judge=judge)
    assert not await policies.reload()
    assert (revision(policies), policies.stale) == ("1", True)
    assert asked == ["pack"] * 3


async def test_good_reload_ends_staleness(tmp_path: Path) -> None:
    """The next good state takes over, also when it is the one that held."""
    metrics = Metrics()
    policies = store(fill(tmp_path, default=policy_text()), metrics=metrics)
    fill(tmp_path, default="broken: [")
    await policies.reload()
    fill(tmp_path, default=policy_text())
    assert await policies.reload()
    assert policies.state == "ok"
    assert "penname_policy_stale 0.0" in metrics.text().decode()


async def test_tampering_keeps_the_last_good(tmp_path: Path, lines: Lines) -> None:
    """A signed folder whose file or signature goes is not reloaded; the log tells it from a
    mistake."""
    policies = store(signed(fill(tmp_path, default=policy_text())), verify=True)
    fill(tmp_path, default=policy_text(action="allow"))
    assert not await policies.reload()
    signed(tmp_path, STRANGER)
    assert not await policies.reload()
    (tmp_path / FILE_NAME).unlink()
    assert not await policies.reload()
    assert policies.current.default.rules["EMAIL_ADDRESS"].action == "mask"
    assert [line["code"] for line in lines.events()] == ["policy_untrusted"] * 3
    signed(tmp_path)
    assert await policies.reload()
    assert policies.current.default.rules["EMAIL_ADDRESS"].action == "allow"


async def test_vanished_folder_keeps_the_last_good(tmp_path: Path) -> None:
    """Without a folder the policies that were loaded hold on."""
    folder = fill(tmp_path / "policies", default=policy_text())
    policies = store(folder)
    folder.rename(tmp_path / "away")
    assert not await policies.reload()
    assert revision(policies) == "1"


async def test_bug_in_loading_keeps_the_last_good(tmp_path: Path, lines: Lines) -> None:
    """Whatever goes wrong in a reload is told by its type, and nothing else changes."""
    fill(tmp_path, default=policy_text())
    calls = iter([TODAY])
    policies = PolicyStore(tmp_path, today=lambda: next(calls))
    assert not await policies.reload()
    assert policies.state == "stale"
    (line,) = lines.events()
    assert (line["event"], line["error"]) == ("policy_reload_failed", "StopIteration")


async def test_reloads_at_once_follow_each_other(tmp_path: Path) -> None:
    """Reloads never overlap: the last one to start has seen the newest files."""
    policies = store(fill(tmp_path, default=policy_text()))

    async def write_and_reload(number: int) -> None:
        fill(tmp_path, default=policy_text(revision=f"r{number}"))
        await policies.reload()

    await asyncio.gather(*(write_and_reload(number) for number in range(20)))
    assert revision(policies) == "r19"


async def test_warnings_are_told(tmp_path: Path, lines: Lines) -> None:
    """A reload with warnings has a line with their places."""
    bind = "bind:\n  - {match: {}, policy: default}\n  - {match: {}, policy: default}\n"
    bindings = "kind: bindings/v1\ndefault: default\n" + bind
    policies = store(fill(tmp_path, default=policy_text(), bindings=bindings))
    assert len(policies.warnings) == 1
    await policies.reload()
    assert [line["event"] for line in lines.events()] == ["policy_reloaded", "policy_warnings"]
    assert lines.events()[1]["problems"] == ["bindings.yaml:5:5"]


async def test_odd_file_names_reach_the_log(tmp_path: Path, lines: Lines) -> None:
    """A name with other letters is shown without them, so that the line keeps its places."""
    policies = store(fill(tmp_path, default=policy_text()))
    (tmp_path / "é \n x.yaml").write_text("")
    await policies.reload()
    assert lines.events()[0]["problems"] == ["____x.yaml:1:1"]


async def test_many_problems_are_cut(tmp_path: Path, lines: Lines) -> None:
    """A line names twenty places at most, each once."""
    policies = store(fill(tmp_path, default=policy_text()))
    fill(tmp_path, default=policy_text() + "".join(f"k{n}: 1\n" for n in range(50)))
    await policies.reload()
    problems = lines.events()[0]["problems"]
    assert isinstance(problems, list)
    assert len(problems) == 20


async def test_watched_paths_are_all_that_decides(tmp_path: Path) -> None:
    """The folder, what it reads elsewhere, and what a failed reload has blamed."""
    child = "kind: policy/v1\nname: c\nowner: o\nrevision: '1'\nextends: [../base.yaml]\n"
    folder = fill(tmp_path / "policies", c=child)
    fill(tmp_path, base=policy_text("base"))
    policies = store(folder)
    assert policies.watched() == {folder, tmp_path / "base.yaml"}
    fill(tmp_path, other="broken: [")
    fill(folder, c=child.replace("base", "other"))
    await policies.reload()
    assert policies.watched() == {folder, tmp_path / "base.yaml", tmp_path / "other.yaml"}
    fill(folder, c=child)
    await policies.reload()
    assert policies.watched() == {folder, tmp_path / "base.yaml"}


def test_hidden_base_is_watched(tmp_path: Path) -> None:
    """A look at a folder leaves hidden names out, so a hidden file is looked at by itself."""
    child = "kind: policy/v1\nname: c\nowner: o\nrevision: '1'\nextends: [.base.yaml]\n"
    fill(tmp_path, c=child)
    (tmp_path / ".base.yaml").write_text(policy_text("base"))
    assert store(tmp_path).watched() == {tmp_path, tmp_path / ".base.yaml"}


async def test_missing_base_is_watched(tmp_path: Path) -> None:
    """A reload that failed for want of a file elsewhere is tried again when the file comes."""
    child = "kind: policy/v1\nname: c\nowner: o\nrevision: '1'\nextends: [../base.yaml]\n"
    folder = fill(tmp_path / "policies", c=policy_text("c"))
    policies = store(folder)
    fill(folder, c=child)
    await policies.reload()
    assert policies.watched() == {folder, tmp_path / "base.yaml"}


def test_shipped_policies_are_not_watched(tmp_path: Path) -> None:
    """What penname ships changes with penname only."""
    child = "kind: policy/v1\nname: c\nowner: o\nrevision: '1'\nextends: [default]\n"
    assert store(fill(tmp_path, c=child)).watched() == {tmp_path}


def test_store_shows_no_values(tmp_path: Path) -> None:
    """Its repr is the labels of what holds, and it is what the server asks for."""
    policies = store(fill(tmp_path, default=policy_text()))
    state: PolicyState = policies
    assert repr(state) == f"PolicyStore(ok: {policies.current.default.label})"


def test_relative_path_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that was named from the working directory is one folder."""
    fill(tmp_path, default=policy_text())
    monkeypatch.chdir(tmp_path)
    assert store(Path(".")).watched() == {Path(".")}


def test_verify_keys_are_read(tmp_path: Path) -> None:
    """A PEM file may hold several keys."""
    path = tmp_path / "keys.pem"
    path.write_bytes(KEY.public.pem() + STRANGER.public.pem())
    assert [key.id for key in load_verify_keys(path)] == [KEY.public.id, STRANGER.public.id]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "verify_key: No such file or directory"),
        (b"", "verify_key: holds no public key in PEM form"),
        (KEY.pem(), "verify_key: holds a private key"),
        (b" " * 65_536 + KEY.public.pem(), "verify_key: more than 65536 bytes"),
    ],
)
def test_bad_verify_key_stops_the_start(tmp_path: Path, content: bytes | None, words: str) -> None:
    """A key that cannot be used is an error of the configuration, never no key."""
    path = tmp_path / "keys.pem"
    if content is not None:
        path.write_bytes(content)
        os.chmod(path, 0o600)
    with pytest.raises(ConfigError, match=words):
        load_verify_keys(path)
