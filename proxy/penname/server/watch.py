"""Notices that policy files have changed, and says so once they are quiet.

Theory. What decides is a look at the files (`stamp_of`): inode, size and times of each, links
followed, so that an editor's rename, a ConfigMap's swapped link, and a folder that goes
and comes back all look different. A look is taken every few seconds in any case, which is
all that works on some network and container mounts. The system's own notifications
(watchfiles) only make the next look come at once; when they cannot be had, a log line says
so and looking goes on. Looks are repeated until two in a row are equal: a file that is
still being written is not loaded.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import stat
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from watchfiles import awatch

_LOG = logging.getLogger("penname.watch")

_MAX_FILES = 2_000
_MAX_DEPTH = 8
#: Looks at files that never rest, before they are loaded all the same (and perhaps refused).
_MAX_LOOKS = 12
#: Milliseconds: how often watchfiles asks whether it should stop, and how long it gathers.
_STEP_MS = 50
_GATHER_MS = 200

#: Path → how it looks.
Looks = Mapping[Path, object]


class Watch:
    """Calls `on_change` after a change of `paths()`, which may be files and folders.

    `seen`: how they looked when they were loaded. `tick_s`: seconds between looks without
    notifications. `quiet_s`: seconds between the looks that must be equal.
    """

    def __init__(
        self,
        paths: Callable[[], Iterable[Path]],
        on_change: Callable[[], Awaitable[object]],
        *,
        seen: Looks | None = None,
        tick_s: float = 5.0,
        quiet_s: float = 0.25,
    ) -> None:
        self._paths = paths
        self._on_change = on_change
        self._seen = dict(seen or {})
        self._tick_s = tick_s
        self._quiet_s = quiet_s
        self._wake = asyncio.Event()
        self._forced = False

    def trigger(self) -> None:
        """Asks for a load, whether or not anything has changed."""
        self._forced = True
        self._wake.set()

    async def run(self) -> None:
        """Watches until it is cancelled. Ends in no other way."""
        notices = _Notices(self._wake)
        try:
            while True:
                try:
                    await self._turn(notices)
                except Exception as error:  # noqa: BLE001 - a bug; watching goes on
                    _LOG.error("policy_watch_failed", extra={"error": type(error).__name__})
                    await asyncio.sleep(self._tick_s)
        finally:
            await notices.close()

    async def _turn(self, notices: _Notices) -> None:
        """One look; a load when it is needed; then waiting for the next."""
        looks = await self._look()
        if await notices.follow(await asyncio.to_thread(_folders, tuple(looks))):
            looks = await self._look()  # what changed before the notifications began
        # a path that was not watched before was read by the last load just now
        changed = any(self._seen.setdefault(path, look) != look for path, look in looks.items())
        if changed or self._forced:
            self._forced = False
            self._seen = dict(await self._settled(looks))
            await self._on_change()
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._tick_s):
                await self._wake.wait()
        self._wake.clear()

    async def _look(self) -> Looks:
        paths = tuple(self._paths())
        return await asyncio.to_thread(lambda: {path: stamp_of(path) for path in paths})

    async def _settled(self, looks: Looks) -> Looks:
        """The look that stayed the same for a moment."""
        for _ in range(_MAX_LOOKS):
            await asyncio.sleep(self._quiet_s)
            again = await self._look()
            if again == looks:
                break
            looks = again
        return looks


class _Notices:
    """The system's notifications of some folders: each sets `wake`."""

    def __init__(self, wake: asyncio.Event) -> None:
        self._wake = wake
        self._folders: frozenset[tuple[str, int, int]] = frozenset()
        self._task: asyncio.Task[None] | None = None
        self._stop = asyncio.Event()
        self._told = False

    async def follow(self, folders: frozenset[tuple[str, int, int]]) -> bool:
        """Watches these folders (path, device, inode); whether it had to begin.

        It begins anew when they are others, or when watching has failed.
        """
        if self._task is not None and not self._task.done() and folders == self._folders:
            return False
        await self.close()
        self._folders = folders
        self._stop = asyncio.Event()
        if folders:
            self._task = asyncio.create_task(self._run(self._stop))
            # the library takes its watches before it first waits
            await asyncio.sleep(0)
        return True

    async def close(self) -> None:
        """Stops, and waits until the library's thread has ended."""
        self._stop.set()
        if self._task is not None:
            await asyncio.wait({self._task})
            self._task = None

    async def _run(self, stop: asyncio.Event) -> None:
        try:
            async for _ in awatch(
                *sorted(path for path, _, _ in self._folders),
                watch_filter=None,
                stop_event=stop,
                step=_STEP_MS,
                debounce=_GATHER_MS,
                recursive=False,
            ):
                self._told = False
                self._wake.set()
        except Exception as error:  # noqa: BLE001 - looking goes on without notifications
            if not self._told:
                _LOG.warning("policy_watch_polls", extra={"error": type(error).__name__})
            self._told = True


@asynccontextmanager
async def watching(watch: Watch) -> AsyncIterator[None]:
    """Watches for as long as it is open; SIGHUP asks for a load."""
    task = asyncio.create_task(watch.run())
    release = _on_hangup(watch.trigger)
    try:
        yield
    finally:
        release()
        task.cancel()
        await asyncio.wait({task})


def _on_hangup(reload: Callable[[], None]) -> Callable[[], None]:
    """Takes SIGHUP over; the result gives it back. A terminal that was closed means: stop."""
    if threading.current_thread() is not threading.main_thread():
        return lambda: None
    loop = asyncio.get_running_loop()
    on_terminal = os.isatty(0)

    def hung_up() -> None:
        if on_terminal and not os.isatty(0):
            signal.raise_signal(signal.SIGTERM)
        else:
            reload()

    def release() -> None:
        loop.remove_signal_handler(signal.SIGHUP)

    loop.add_signal_handler(signal.SIGHUP, hung_up)
    return release


def stamp_of(path: Path) -> object:
    """What changes when a file, or anything in a folder, changes; None when it is not there."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    if not stat.S_ISDIR(found.st_mode):
        return _stamp(found)
    stamps: list[tuple[str, object]] = []
    waiting = [(path, 0)]
    while waiting and len(stamps) < _MAX_FILES:
        folder, depth = waiting.pop()
        for name in _names(folder):
            file = folder / name
            try:
                found = os.stat(file)
            except OSError:
                stamps.append((str(file), None))
                continue
            if not stat.S_ISDIR(found.st_mode):
                stamps.append((str(file), _stamp(found)))
            elif depth < _MAX_DEPTH:
                stamps.append((str(file), "folder"))
                waiting.append((file, depth + 1))
    return tuple(sorted(stamps, key=lambda one: one[0]))


def _stamp(found: os.stat_result) -> tuple[int, ...]:
    """The change time too: who may read a file, and a text with the old file's times, move it."""
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _names(folder: Path) -> list[str]:
    """The names in a folder, without the hidden ones; none when it cannot be listed."""
    try:
        return [name for name in os.listdir(folder) if not name.startswith(".")]
    except OSError:
        return []


def _folders(paths: Iterable[Path]) -> frozenset[tuple[str, int, int]]:
    """The folders whose entries say that one of the paths has changed: (path, device, inode).

    The folder above is one of them, so that one that went is noticed when it comes back.
    """
    found = set()
    for path in paths:
        inner = [file for file in path.glob("*/") if not file.name.startswith(".")]
        for folder in (path.absolute().parent, path, *inner[:_MAX_FILES]):
            with contextlib.suppress(OSError):
                status = os.stat(folder)
                if stat.S_ISDIR(status.st_mode):
                    found.add((str(folder.absolute()), status.st_dev, status.st_ino))
    return frozenset(found)
