"""The policies in force: loaded at the start, replaced while the server runs.

At the start a bad policy is fatal. Later it is not: what was loaded last still holds
(`stale`), a gauge goes up and a log line says where the problems are. The line holds
places only, because messages and keys quote the file: `penname policy check` says the rest.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Protocol

from penname.policy.bindings import PolicySet
from penname.policy.folder import FolderError, LoadedSet, load_folder
from penname.policy.load import policies_dir
from penname.policy.plugins import Judge
from penname.policy.problems import Problem
from penname.policy.signatures import PublicKey, SignatureError, public_keys
from penname.server.config import ConfigError
from penname.server.watch import stamp_of

_LOG = logging.getLogger("penname.policies")
_MAX_KEY_FILE = 65_536
#: So many problems are named in a log line.
_MAX_TOLD = 20
_ODD = re.compile(r"[^A-Za-z0-9_./-]")


class Gauges(Protocol):
    """Where reloads are counted (`server.metrics`)."""

    def policies(self, policies: PolicySet) -> None: ...

    def reloaded(self, policies: PolicySet) -> None: ...

    def reload_failed(self) -> None: ...


class _NoGauges:
    """Counts nothing."""

    def policies(self, policies: PolicySet) -> None: ...

    def reloaded(self, policies: PolicySet) -> None: ...

    def reload_failed(self) -> None: ...


_NO_GAUGES: Gauges = _NoGauges()


def load_verify_keys(path: Path) -> tuple[PublicKey, ...]:
    """The public keys of a PEM file (`verify_key`). Raises ConfigError."""
    try:
        with path.open("rb") as file:
            pem = file.read(_MAX_KEY_FILE + 1)
        if len(pem) > _MAX_KEY_FILE:  # a key must not be lost at the end
            raise ConfigError(f"verify_key: more than {_MAX_KEY_FILE} bytes is not a key")
        return public_keys(pem)
    except OSError as error:
        words = error.strerror or type(error).__name__
        raise ConfigError(f"verify_key: {words}") from None
    except SignatureError as error:
        raise ConfigError(f"verify_key: {error}") from None


class PolicyStore:
    """The set in force. Made from a file or folder; raises PolicyError when it is bad.

    `today` is asked at every load, for warnings of what ends soon; `judge`, whether the plug-ins
    of the policies may be used here.
    """

    def __init__(
        self,
        path: Path,
        *,
        today: Callable[[], dt.date],
        verify_keys: tuple[PublicKey, ...] | None = None,
        gauges: Gauges = _NO_GAUGES,
        judge: Judge | None = None,
    ) -> None:
        self._path = path
        self._today = today
        self._keys = verify_keys
        self._gauges = gauges
        self._judge = judge
        self._lock = asyncio.Lock()
        self._missed: tuple[Path, ...] = ()
        self.stale = False
        before = stamp_of(path)
        self._loaded = self._load()
        elsewhere = self.watched() - {path}
        #: How all of it looked before it was first read: what is different later is a reload.
        self.seen: Mapping[Path, object] = {
            path: before,
            **{file: stamp_of(file) for file in elsewhere},
        }
        gauges.policies(self.current)

    def __repr__(self) -> str:
        labels = ", ".join(policy.label for policy in self.current.in_use)
        return f"PolicyStore({self.state}: {labels})"

    @property
    def current(self) -> PolicySet:
        """The policies that hold."""
        return self._loaded.policies

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What the authors of the policies in force should know."""
        return self._loaded.warnings

    @property
    def state(self) -> str:
        """`ok`, or `stale` while newer files could not be loaded: the word of /readyz."""
        return "stale" if self.stale else "ok"

    def watched(self) -> frozenset[Path]:
        """The folder (or file), and what it reads or looks for elsewhere: in the set that holds,
        and in one that could not be loaded since."""
        asked = {*self._loaded.asked, *self._missed}
        known = (self._path, policies_dir())
        return frozenset({self._path, *(file for file in asked if not _is_in(file, known))})

    async def reload(self) -> bool:
        """Loads again; whether that went well. Raises nothing: what held before holds on."""
        async with self._lock:
            loaded = await asyncio.to_thread(self._tried)
            if isinstance(loaded, FolderError):
                self._missed = loaded.asked
                code = "policy_untrusted" if loaded.is_untrusted else "policy_invalid"
                places = _places(self._path, loaded.problems)
                self._fail({"code": code, "problems": places})
                return False
            if isinstance(loaded, Exception):
                self._fail({"error": type(loaded).__name__})
                return False
            self._loaded = loaded
            self._missed = ()
            self.stale = False
            self._gauges.reloaded(self.current)
            self._tell(loaded)
            return True

    def _load(self) -> LoadedSet:
        return load_folder(
            self._path, today=self._today(), verify_keys=self._keys, judge=self._judge
        )

    def _tried(self) -> LoadedSet | Exception:
        """What loading gives, or its error. As a value, because a StopIteration never gets out of
        a thread: whoever waits for it waits for ever."""
        try:
            return self._load()
        except Exception as error:  # noqa: BLE001 - a bug or a bad file; the last good policies hold
            return error

    def _fail(self, extra: Mapping[str, object]) -> None:
        self.stale = True
        self._gauges.reload_failed()
        _LOG.error("policy_reload_failed", extra={**extra, "policies": _labels(self.current)})

    def _tell(self, loaded: LoadedSet) -> None:
        _LOG.info("policy_reloaded", extra={"policies": _labels(loaded.policies)})
        if loaded.warnings:
            _LOG.warning(
                "policy_warnings", extra={"problems": _places(self._path, loaded.warnings)}
            )


def _labels(policies: PolicySet) -> list[str]:
    return [policy.label for policy in policies.in_use]


def _places(root: Path, problems: Iterable[Problem]) -> list[str]:
    """`file:line:column` of each, the file as seen from the folder, in letters that a log takes."""
    places = (
        f"{_shown(root, Path(one.path))}:{one.place.line}:{one.place.column}" for one in problems
    )
    return list(dict.fromkeys(places))[:_MAX_TOLD]


def _shown(root: Path, file: Path) -> str:
    inside = file != root and file.is_relative_to(root)
    words = file.relative_to(root).as_posix() if inside else file.name
    return _ODD.sub("_", words)[-200:] or "_"


def _is_in(file: Path, folders: Iterable[Path]) -> bool:
    """Whether a look at one of the folders (or files) sees a file: it sees no hidden names."""
    for folder in folders:
        if file.absolute().is_relative_to(folder.absolute()):
            inner = file.absolute().relative_to(folder.absolute()).parts
            return not any(part.startswith(".") for part in inner)
    return False
