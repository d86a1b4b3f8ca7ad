"""How many cores this process may use: its affinity, and the quota of its control group.

A container with a CPU limit still sees every core of its machine; the limit stands in
a file of the kernel: cgroup v2 writes `cpu.max` ("QUOTA PERIOD", in microseconds, or
"max PERIOD"), v1 two files (a quota of -1 is no limit). See the kernel's
Documentation/admin-guide/cgroup-v2.rst and Documentation/scheduler/sched-bwc.rst.
"""

from __future__ import annotations

import os
from pathlib import Path

#: As seen inside a container: its own group is mounted as the root of the tree.
_GROUPS = Path("/sys/fs/cgroup")


def default_workers(groups: Path = _GROUPS) -> int:
    """One core is left to the event loop; at least 1."""
    return worker_count(
        _visible_cores(),
        _content(groups / "cpu.max"),
        _content(groups / "cpu" / "cpu.cfs_quota_us"),
        _content(groups / "cpu" / "cpu.cfs_period_us"),
    )


def worker_count(cores: int, v2: str, v1_quota: str, v1_period: str) -> int:
    """The cores less one, by the visible cores and the texts of the kernel's files.

    A part of a core counts as one. A file that is missing (an empty text) or that
    does not hold what it should is no limit.
    """
    quota, period, *_ = [*v2.split(), "", ""] if v2.strip() else [v1_quota, v1_period]
    limit = _cores(quota.strip(), period.strip())
    return max(1, (cores if limit is None else min(cores, limit)) - 1)


def _cores(quota: str, period: str) -> int | None:
    """The quota in whole cores, rounded up; None without one ("max", "-1", nothing)."""
    if not (quota.isdecimal() and period.isdecimal()) or int(period) == 0:
        return None
    return -(-int(quota) // int(period))


def _visible_cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def _content(path: Path) -> str:
    try:
        return path.read_text("ascii")
    except (OSError, UnicodeDecodeError):
        return ""
