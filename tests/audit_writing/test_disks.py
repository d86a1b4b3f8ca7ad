"""Real disks that get full, limits on files, and two processes on one folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.audit_journals import read_back
from tests.audit_writing.test_crashes import ROOT, WAIT_S, Child

#: In name spaces of its own, a process may mount a file system without being root.
MOUNTED = 'mount -t tmpfs -o size=2m,mode=700 tmpfs "$0" && exec "$@"'


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own modules
        command, cwd=ROOT, capture_output=True, text=True, timeout=WAIT_S, check=False
    )


def own_disk(folder: Path) -> list[str]:
    """What runs a command with a small disk of its own at `folder`; empty where none can be."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    prefix = [unshare, "--user", "--map-root-user", "--mount", "sh", "-c", MOUNTED, str(folder)]
    return prefix if run(*prefix, "true").returncode == 0 else []


def test_full_disks_lose_nothing(tmp_path: Path) -> None:
    """On a full disk: answers under way are recorded, new requests are not taken, what was
    refused is counted, and all goes on once there is room. On a real disk where this machine
    lets us have one, else on one that behaves so."""
    script = [sys.executable, "-m", "tests.audit_writing.full_disk", str(tmp_path)]
    disk = own_disk(tmp_path)
    done = run(*disk, *script) if disk else run(*script, str(2 * 1024 * 1024))
    assert (done.stdout, done.stderr, done.returncode) == ("well\n", "", 0)


def test_imagined_disks_are_as_real_ones(tmp_path: Path) -> None:
    """The same on a disk that gives short writes before it is full."""
    script = [sys.executable, "-m", "tests.audit_writing.full_disk", str(tmp_path)]
    done = run(*script, str(2 * 1024 * 1024))
    assert (done.stdout, done.stderr, done.returncode) == ("well\n", "", 0)


def test_limits_on_files_lose_nothing(tmp_path: Path) -> None:
    """Where no file may grow further, the next segment goes on; a record that is larger than
    any file may be is refused alone."""
    done = run(sys.executable, "-m", "tests.audit_writing.limited", str(tmp_path))
    assert (done.stdout, done.stderr, done.returncode) == ("well\n", "", 0)


def test_second_processes_are_refused(tmp_path: Path) -> None:
    """A second process on one folder ends with a message; the first one goes on."""
    first = Child(tmp_path, "first", 1)
    assert first.started.wait(WAIT_S)
    second = run(sys.executable, "-m", "tests.audit_writing.child", str(tmp_path), "second", "1")
    assert second.returncode == 1
    assert f"another process ({first.process.pid}) writes it" in second.stderr
    assert str(tmp_path) in second.stderr
    first.kill()
    last = Child(tmp_path, "last", 1, "1")
    assert last.end() == 0
    names = {str(one.said.get("request_id")) for one in read_back(tmp_path)}
    assert {name for name, _ in first.acknowledged + last.acknowledged} <= names
