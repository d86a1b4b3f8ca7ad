"""The watch: every way in which files change on a real disk leads to a reload, and to one only."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from penname.server.policies import PolicyStore
from penname.server.watch import Watch, stamp_of, watching
from tests.unit.policy.folders import TODAY, ConfigMap, fill, policy_text

#: Longer than any reload takes, even on a busy machine.
PATIENCE_S = 20.0
QUIET_S = 0.02
NEVER_S = 3_600.0


class Reloads:
    """A store under watch, and a way to wait for what its reloads bring."""

    def __init__(self, path: Path, tick_s: float) -> None:
        self.store = PolicyStore(path, today=lambda: TODAY)
        self.count = 0
        self._changed = asyncio.Condition()
        self.watch = Watch(
            self.store.watched,
            self._reload,
            seen=self.store.seen,
            tick_s=tick_s,
            quiet_s=QUIET_S,
        )

    async def _reload(self) -> None:
        await self.store.reload()
        self.count += 1
        async with self._changed:
            self._changed.notify_all()

    @property
    def revision(self) -> str:
        return self.store.current.default.revision

    async def until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_S), self._changed:
            await self._changed.wait_for(is_so)

    async def reach(self, revision: str) -> None:
        await self.until(lambda: self.revision == revision)


@asynccontextmanager
async def watched(path: Path, *, tick_s: float = NEVER_S) -> AsyncIterator[Reloads]:
    """A store of a path, watched; with the default tick only notifications can bring a reload."""
    reloads = Reloads(path, tick_s)
    async with watching(reloads.watch):
        yield reloads


def write_by_rename(path: Path, text: str) -> None:
    draft = path.with_name(f".{path.name}.swp")
    draft.write_text(text)
    os.replace(draft, path)


def rewrite_in_secret(path: Path) -> None:
    """Another text of the same size, with the old file's times, as some copying tools do."""
    times = path.stat()
    path.write_text("y")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


async def settled() -> None:
    """Until notifications of what was just written would have come."""
    await asyncio.sleep(0.5)


async def test_written_file_is_reloaded(tmp_path: Path) -> None:
    """A file written in place is noticed at once, not at the next tick."""
    async with watched(fill(tmp_path, default=policy_text())) as reloads:
        await settled()
        fill(tmp_path, default=policy_text(revision="2"))
        await reloads.reach("2")


async def test_renamed_file_is_reloaded(tmp_path: Path) -> None:
    """Editors write another file and rename it; again and again."""
    async with watched(fill(tmp_path, default=policy_text())) as reloads:
        for revision in ("2", "3", "4"):
            write_by_rename(tmp_path / "default.yaml", policy_text(revision=revision))
            await reloads.reach(revision)


async def test_single_file_is_watched(tmp_path: Path) -> None:
    """A policy that is one file is watched through the folder it is in."""
    fill(tmp_path, mine=policy_text())
    async with watched(tmp_path / "mine.yaml") as reloads:
        write_by_rename(tmp_path / "mine.yaml", policy_text(revision="2"))
        await reloads.reach("2")
        (tmp_path / "mine.yaml").unlink()
        await reloads.until(lambda: reloads.store.stale)
        fill(tmp_path, mine=policy_text(revision="3"))
        await reloads.reach("3")


async def test_neighbours_of_a_file_are_nothing(tmp_path: Path) -> None:
    """What else is written beside a single file brings no reload."""
    fill(tmp_path, mine=policy_text())
    async with watched(tmp_path / "mine.yaml") as reloads:
        fill(tmp_path, other=policy_text())
        await settled()
        assert reloads.count == 0


async def test_config_map_swap_is_reloaded(tmp_path: Path) -> None:
    """Kubernetes swaps a hidden link; no visible name changes."""
    maps = ConfigMap(tmp_path / "mount")
    maps.update(default=policy_text())
    async with watched(maps.mount) as reloads:
        for revision in ("2", "3", "4"):
            maps.update(default=policy_text(revision=revision))
            await reloads.reach(revision)
        maps.update(default=policy_text(revision="5"), other=policy_text("other"))
        await reloads.reach("5")
        assert len(reloads.store.current.policies) == 2


async def test_single_file_of_a_config_map_is_watched(tmp_path: Path) -> None:
    """One file out of a mount is a link through the same hidden link."""
    maps = ConfigMap(tmp_path / "mount")
    maps.update(default=policy_text())
    async with watched(maps.mount / "default.yaml") as reloads:
        maps.update(default=policy_text(revision="2"))
        await reloads.reach("2")


async def test_added_and_removed_files_are_reloaded(tmp_path: Path) -> None:
    """A file that comes or goes changes the set."""
    async with watched(fill(tmp_path, default=policy_text())) as reloads:
        fill(tmp_path, more=policy_text("more"))
        await reloads.until(lambda: len(reloads.store.current.policies) == 2)
        (tmp_path / "more.yaml").unlink()
        await reloads.until(lambda: len(reloads.store.current.policies) == 1)


async def test_base_elsewhere_is_watched(tmp_path: Path) -> None:
    """A change of a file outside of the folder, which a policy extends, is a change of the set."""
    child = "kind: policy/v1\nname: c\nowner: o\nrevision: '1'\nextends: [../base/b.yaml]\n"
    folder = fill(tmp_path / "policies", c=child)
    fill(tmp_path, base__b=policy_text("base"))
    async with watched(folder) as reloads:
        before = reloads.store.current.digest
        fill(tmp_path, base__b=policy_text("base", action="redact"))
        await reloads.until(lambda: reloads.store.current.digest != before)


async def test_folder_below_is_watched(tmp_path: Path) -> None:
    """A base in a folder of the folder is one of its files."""
    child = "kind: policy/v1\nname: c\nowner: o\nrevision: '1'\nextends: [base/b.yaml]\n"
    fill(tmp_path, c=child, base__b=policy_text("base"))
    async with watched(tmp_path) as reloads:
        before = reloads.store.current.digest
        fill(tmp_path, base__b=policy_text("base", action="redact"))
        await reloads.until(lambda: reloads.store.current.digest != before)


async def test_folder_that_comes_back_is_reloaded(tmp_path: Path) -> None:
    """A folder that is replaced is stale while it is away, and is watched again afterwards."""
    folder = fill(tmp_path / "policies", default=policy_text())
    async with watched(folder) as reloads:
        for revision in ("2", "3"):
            shutil.rmtree(folder)
            await reloads.until(lambda: reloads.store.stale)
            fill(tmp_path / "new", default=policy_text(revision=revision))
            (tmp_path / "new").rename(folder)
            await reloads.reach(revision)
            assert not reloads.store.stale
        fill(folder, default=policy_text(revision="4"))
        await reloads.reach("4")


async def test_bad_file_holds_until_it_is_good(tmp_path: Path) -> None:
    """A mistake keeps the last good set; mending it brings the new one."""
    async with watched(fill(tmp_path, default=policy_text())) as reloads:
        fill(tmp_path, default=policy_text(revision="2", action="hide"))
        await reloads.until(lambda: reloads.store.stale)
        assert reloads.revision == "1"
        fill(tmp_path, default=policy_text(revision="2"))
        await reloads.reach("2")
        assert reloads.store.state == "ok"


async def test_change_before_the_watch_is_not_lost(tmp_path: Path) -> None:
    """What changes between the first load and the start of the watch is loaded."""
    reloads = Reloads(fill(tmp_path, default=policy_text()), NEVER_S)
    fill(tmp_path, default=policy_text(revision="2"))
    async with watching(reloads.watch):
        await reloads.reach("2")


async def test_nothing_changed_means_no_reload(tmp_path: Path) -> None:
    """Neither the start nor a look alone loads anything again."""
    async with watched(fill(tmp_path, default=policy_text()), tick_s=0.02) as reloads:
        await settled()
        assert reloads.count == 0


async def test_storm_is_gathered(tmp_path: Path) -> None:
    """Many writes in a row are a few reloads, and the last one wins."""
    async with watched(fill(tmp_path, default=policy_text())) as reloads:
        for number in range(300):
            write_by_rename(tmp_path / "default.yaml", policy_text(revision=f"r{number}"))
            await asyncio.sleep(0)
        await reloads.reach("r299")
        assert reloads.count < 30


async def test_half_written_file_is_not_loaded(tmp_path: Path) -> None:
    """While a file grows it is not loaded: half a policy may be a valid, looser one."""
    path = fill(tmp_path, default=policy_text()) / "default.yaml"
    text = policy_text(revision="2") + "  PERSON: {action: block}\n"
    reloads = Reloads(tmp_path, NEVER_S)
    reloads.watch = Watch(
        reloads.store.watched, reloads._reload, seen=reloads.store.seen, quiet_s=0.3
    )
    async with watching(reloads.watch):
        with path.open("w") as file:
            for line in text.splitlines(keepends=True):
                file.write(line)
                file.flush()
                await asyncio.sleep(0.03)
        await reloads.reach("2")
        assert reloads.count == 1
        assert "PERSON" in reloads.store.current.default.rules


async def test_looking_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without notifications every tick looks: nothing is lost on a mount that has none."""
    monkeypatch.setattr("penname.server.watch.awatch", _silent)
    async with watched(fill(tmp_path, default=policy_text()), tick_s=0.05) as reloads:
        fill(tmp_path, default=policy_text(revision="2"))
        await reloads.reach("2")


async def _silent(*_paths: str, stop_event: asyncio.Event, **_: object) -> AsyncIterator[object]:
    await stop_event.wait()
    for nothing in range(0):
        yield nothing


async def test_failing_notifications_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """When notifications cannot be had, a line says so once, and looking goes on."""

    def failing(*_paths: str, **_: object) -> AsyncIterator[object]:
        raise OSError("OS file watch limit reached")

    monkeypatch.setattr("penname.server.watch.awatch", failing)
    with caplog.at_level(logging.WARNING, "penname.watch"):
        async with watched(fill(tmp_path, default=policy_text()), tick_s=0.02) as reloads:
            for revision in ("2", "3", "4"):
                fill(tmp_path, default=policy_text(revision=revision))
                await reloads.reach(revision)
    told = [(record.message, record.__dict__["error"]) for record in caplog.records]
    assert told == [("policy_watch_polls", "OSError")]


async def test_bug_does_not_end_the_watch(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """An error out of a reload is told, and the next change is noticed all the same."""
    calls = asyncio.Queue[int]()
    count = [0]

    async def reload() -> None:
        count[0] += 1
        calls.put_nowait(count[0])
        if count[0] == 1:
            raise ValueError

    fill(tmp_path, default="1")
    watch = Watch(lambda: [tmp_path], reload, tick_s=0.02, quiet_s=QUIET_S)
    with caplog.at_level(logging.ERROR, "penname.watch"):
        async with watching(watch):
            await settled()
            fill(tmp_path, default="22")
            assert await asyncio.wait_for(calls.get(), PATIENCE_S) == 1
            fill(tmp_path, default="333")
            assert await asyncio.wait_for(calls.get(), PATIENCE_S) == 2
    assert [record.message for record in caplog.records] == ["policy_watch_failed"]


async def test_hangup_reloads(tmp_path: Path) -> None:
    """SIGHUP loads again although no file has changed; later it is what it was."""
    before = signal.getsignal(signal.SIGHUP)
    async with watched(fill(tmp_path, default=policy_text())) as reloads:
        await settled()
        for count in (1, 2):
            os.kill(os.getpid(), signal.SIGHUP)
            await reloads.until(lambda count=count: reloads.count == count)  # type: ignore[misc]
    assert signal.getsignal(signal.SIGHUP) == before


async def test_closing_ends_all(tmp_path: Path) -> None:
    """Closing leaves no task behind, at any moment of the watch's life."""
    fill(tmp_path, default=policy_text())
    before = asyncio.all_tasks()
    for patience in (0, 0.01, 0.1):
        async with watched(tmp_path):
            await asyncio.sleep(patience)
        assert asyncio.all_tasks() == before


def test_loop_may_end_under_it(tmp_path: Path) -> None:
    """A loop that ends with the watch still running ends: no thread keeps the process."""
    code = (
        "import asyncio, pathlib, sys\n"
        "from penname.server.watch import Watch\n"
        "async def main():\n"
        "    async def reload(): pass\n"
        "    watch = Watch(lambda: [pathlib.Path(sys.argv[1])], reload)\n"
        "    task = asyncio.create_task(watch.run())\n"
        "    await asyncio.sleep(0.3)\n"
        "asyncio.run(main())\n"
        "print('ended')\n"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-W", "error", "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("ended\n", "")


def test_closed_terminal_means_stop(tmp_path: Path) -> None:
    """SIGHUP because the terminal is gone asks the server to stop, not to reload."""
    code = (
        "import asyncio, pathlib, signal, sys\n"
        "from penname.server.watch import Watch, watching\n"
        "async def main():\n"
        "    async def reload(): pathlib.Path(sys.argv[1], 'out').write_text('reloaded')\n"
        "    stop = asyncio.Event()\n"
        "    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)\n"
        "    async with watching(Watch(lambda: [], reload)):\n"
        "        pathlib.Path(sys.argv[1], 'ready').touch()\n"
        "        await asyncio.wait_for(stop.wait(), 15)\n"
        "    pathlib.Path(sys.argv[1], 'out').write_text('stopped')\n"
        "asyncio.run(main())\n"
    )
    terminal, end = pty.openpty()
    child = subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", code, str(tmp_path)], stdin=end
    )
    os.close(end)
    _wait_for(tmp_path / "ready")
    os.close(terminal)
    child.send_signal(signal.SIGHUP)
    assert child.wait(PATIENCE_S) == 0
    assert (tmp_path / "out").read_text() == "stopped"


def _wait_for(path: Path) -> None:
    """Until another process has made a file."""
    poll = subprocess.run(  # noqa: S603 - our own code
        [
            "/bin/sh",
            "-c",
            'for i in $(seq 200); do [ -e "$0" ] && exit; sleep 0.1; done; exit 1',
            str(path),
        ],
        check=False,
    )
    assert poll.returncode == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "new").write_text("x"),
        lambda folder: (folder / "a.yaml").write_text("longer"),
        lambda folder: os.utime(folder / "a.yaml", ns=(1, 1)),
        lambda folder: (folder / "a.yaml").chmod(0o600),
        lambda folder: rewrite_in_secret(folder / "a.yaml"),
        lambda folder: write_by_rename(folder / "a.yaml", "x"),
        lambda folder: (folder / "a.yaml").unlink(),
        lambda folder: (folder / "sub" / "b.yaml").write_text("longer"),
        lambda folder: (folder / "empty").mkdir(),
        lambda folder: (folder / "link").symlink_to("nowhere"),
        lambda folder: (folder / "a.yaml").rename(folder / "c.yaml"),
        shutil.rmtree,
    ],
)
def test_stamp_sees_every_change(tmp_path: Path, change: Callable[[Path], object]) -> None:
    """Whatever may change what a folder says changes its stamp."""
    folder = fill(tmp_path / "f", a="x", sub__b="x")
    before = stamp_of(folder)
    assert stamp_of(folder) == before
    change(folder)
    assert stamp_of(folder) != before


def test_stamp_leaves_out_hidden_names(tmp_path: Path) -> None:
    """Drafts of editors and of the signer change nothing."""
    fill(tmp_path, a="x")
    before = stamp_of(tmp_path)
    (tmp_path / ".a.yaml.swp").write_text("x")
    (tmp_path / ".git").mkdir()
    assert stamp_of(tmp_path) == before


def test_stamp_of_a_circle_ends(tmp_path: Path) -> None:
    """Links that lead back do not keep a look going for ever."""
    for name in ("a", "b", "c"):
        (tmp_path / name).symlink_to(".")
    with contextlib.suppress(OSError):
        assert stamp_of(tmp_path) is not None
