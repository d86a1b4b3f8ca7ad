"""The default number of workers: affinity, and the control group's quota."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from penname.server.cpus import default_workers, worker_count


@pytest.mark.parametrize(
    ("cores", "v2", "expected"),
    [
        (8, "", 7),
        (1, "", 1),
        (8, "max 100000\n", 7),
        (8, "400000 100000\n", 3),
        (8, "250000 100000\n", 2),
        (8, "50000 100000\n", 1),
        (2, "800000 100000\n", 1),
        (8, "odd\n", 7),
        (8, "100000 0\n", 7),
        (8, "400000\n", 7),
    ],
)
def test_quota_bounds_workers(cores: int, v2: str, expected: int) -> None:
    """The smaller of cores and quota (rounded up), less one, at least one; no text, no limit."""
    assert worker_count(cores, v2, "", "") == expected


@pytest.mark.parametrize(
    ("quota", "period", "expected"),
    [("300000\n", "100000\n", 2), ("-1\n", "100000\n", 7), ("300000\n", "", 7)],
)
def test_old_files_count_too(quota: str, period: str, expected: int) -> None:
    """Version 1 says the same in two files; -1 is no limit."""
    assert worker_count(8, "", quota, period) == expected


def test_newer_file_wins() -> None:
    """Where both versions are mounted the second one is in force."""
    assert worker_count(8, "200000 100000", "600000", "100000") == 1
    assert worker_count(8, "max 100000", "200000", "100000") == 7


def test_files_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The default takes both the process's affinity and the files of the kernel."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(16)), raising=False)
    assert default_workers(tmp_path) == 15
    (tmp_path / "cpu.max").write_text("500000 100000\n", "ascii")
    assert default_workers(tmp_path) == 4


def test_old_files_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of version 1 lie in the folder of their controller."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(16)), raising=False)
    (tmp_path / "cpu").mkdir()
    (tmp_path / "cpu" / "cpu.cfs_quota_us").write_text("300000\n", "ascii")
    (tmp_path / "cpu" / "cpu.cfs_period_us").write_text("100000\n", "ascii")
    assert default_workers(tmp_path) == 2
