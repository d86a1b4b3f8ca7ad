"""Failing disks and sudden ends, at any step: the writer's system calls, counted and broken.

    with Faults(at=7, crash=True):          # ends before the eighth call that changes the disk
        ...

A crash here leaves the page cache as it is: what a call did before is seen after it. Real
processes are killed in tests/audit_writing.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from typing import Any, Self
from unittest.mock import patch

#: Everything by which the writer changes a disk, or makes a change last.
CALLS = (
    "write",
    "fsync",
    "fdatasync",
    "replace",
    "rename",
    "unlink",
    "posix_fallocate",
    "ftruncate",
    "pwrite",
    "open",
)


class CrashError(BaseException):
    """The process ends here: no handler of the code under test may run for it."""


class Faults:
    """Counts the calls; from number `at` on, `for_calls` of them fail.

    `crash`: the first of these ends the process instead. `half`: a write that fails has
    written the first half. `names` limits what counts; `error` is the errno.
    """

    def __init__(
        self,
        at: int | None = None,
        *,
        for_calls: int = 1,
        crash: bool = False,
        half: bool = False,
        error: int = errno.EIO,
        names: tuple[str, ...] = CALLS,
    ) -> None:
        self.at, self.for_calls, self.crash, self.half, self.error = (
            at,
            for_calls,
            crash,
            half,
            error,
        )
        self.count = 0
        self.seen: list[str] = []
        self._patches = [patch.object(os, name, self._wrapped(name)) for name in names]

    def __enter__(self) -> Self:
        for one in self._patches:
            one.start()
        return self

    def __exit__(self, *_: object) -> None:
        for one in self._patches:
            one.stop()

    @property
    def hit(self) -> bool:
        return self.at is not None and self.count > self.at

    def _wrapped(self, name: str) -> Callable[..., Any]:
        real: Callable[..., Any] = getattr(os, name)

        def call(*given: Any, **named: Any) -> Any:
            if name == "open" and not given[1] & os.O_CREAT:
                return real(*given, **named)
            number, self.count = self.count, self.count + 1
            self.seen.append(name)
            if self.at is None or not self.at <= number < self.at + self.for_calls:
                return real(*given, **named)
            if self.half and name == "write":
                real(given[0], given[1][: len(given[1]) // 2])
            if self.crash:
                raise CrashError
            raise OSError(self.error, os.strerror(self.error))

        return call
