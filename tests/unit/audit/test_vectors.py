"""The vectors of docs/audit-format.md: both verifiers give the verdict that each of them names."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from penname.audit.anchors import parse_anchors
from penname.audit.verify import verify
from tests.audit_second import SCRIPT, SECOND, second_verdict
from tests.vectors.audit.generate import VECTORS
from tests.vectors.audit.textform import FOLDER, Vector, committed, escaped, parse, plain

SPECIFICATION = (SCRIPT.parent / "audit-format.md").read_text(encoding="utf-8")
BY_NAME = {each.name: each for each in VECTORS}


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_second_verifier_agrees(vector: Vector, tmp_path: Path) -> None:
    """The verifier that was written from the text alone gives the verdict and the code."""
    found = second_verdict(vector.unpack(tmp_path), vector.trust_root, "\n".join(vector.anchors))
    assert found[:2] == (vector.expect, vector.code), found[2]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.name)
def test_penname_agrees(vector: Vector, tmp_path: Path) -> None:
    """penname's own verifier gives the verdict and the code, and says the same in words."""
    anchors = parse_anchors("\n".join(vector.anchors))
    root = vector.trust_root or None
    report = verify(vector.unpack(tmp_path), trust_root=root, anchors=anchors)
    code = report.problem.code if report.problem else ""
    assert (report.verdict, code) == (vector.expect, vector.code), report.problem


def test_files_are_what_the_cases_make() -> None:
    """No vector is edited by hand, and none is left over."""
    assert {each.name: each.text() for each in committed()} == {
        each.name: each.text() for each in VECTORS
    }
    assert {path.stem for path in FOLDER.glob("*.txt")} == BY_NAME.keys()


def test_every_code_has_two_vectors() -> None:
    """Each row of the table of problems is shown at least twice, and nothing else."""
    table = re.findall(r"^\| `([a-z-]+)` \|.*\| (tampered|incomplete) \|$", SPECIFICATION, re.M)
    counts = Counter((each.code, each.expect) for each in VECTORS if each.code)
    assert len(table) > 15
    assert counts.keys() == set(table)
    assert min(counts.values()) >= 2


@pytest.mark.parametrize("raw", [b"", b"\n", b"a\\b\tc\r\n", b"no end", b"\0\xff\\x00\n\n", b"\\"])
def test_text_form_keeps_bytes(raw: bytes) -> None:
    """Whatever bytes a file holds, the vector's text holds them."""
    assert plain(escaped(raw)) == raw
    vector = Vector("n", "a", "ok", "", {"seg-00000000.alog": raw, "b": raw})
    assert parse(vector.text()) == vector


@pytest.mark.parametrize(
    ("name", "code"), [("one-segment", 0), ("keys-deleted", 1), ("half-batch", 2)]
)
def test_second_verifier_exits_with_verdict(name: str, code: int, tmp_path: Path) -> None:
    """As a program it says verdict, code and place, and exits with 0, 1 or 2."""
    vector = BY_NAME[name]
    done = _program(str(vector.unpack(tmp_path)))
    assert done.returncode == code
    assert done.stdout.startswith(": ".join(filter(None, (vector.expect, vector.code))))


def test_second_verifier_reads_anchors(tmp_path: Path) -> None:
    """The trust root comes as an option, the anchors in a file."""
    vector = BY_NAME["receipt-other"]
    folder, anchors = vector.unpack(tmp_path / "log"), tmp_path / "anchors.txt"
    anchors.write_text("\n".join(vector.anchors), encoding="utf-8")
    assert "anchor-mismatch" in _program(str(folder), "--anchors", str(anchors)).stdout
    root = BY_NAME["trust-root-other"].trust_root
    assert "wrong-trust-root" in _program(str(folder), "--trust-root", root).stdout


@pytest.mark.parametrize("line", ["receipt", '{"receipt":7}', "a/b/c", "{"])
def test_second_verifier_refuses_what_is_no_anchor(line: str, tmp_path: Path) -> None:
    """A line that is no anchor is an error, so that a slip of the pen does not pass as checked."""
    with pytest.raises(ValueError, match=r"."):
        second_verdict(BY_NAME["one-segment"].unpack(tmp_path), "", line)


def test_second_verifier_says_when_it_cannot(tmp_path: Path) -> None:
    """A folder that is not there is neither ok nor tampered."""
    done = _program(str(tmp_path / "nowhere"))
    assert (done.returncode, done.stdout) == (3, "")


def test_second_verifier_stands_alone() -> None:
    """It imports nothing of penname."""
    assert "penname" not in re.sub(r'""".*?"""', "", SCRIPT.read_text(encoding="utf-8"), flags=re.S)
    assert SECOND.__name__ == "audit_verify"


def _program(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, str(SCRIPT), *words], capture_output=True, text=True, check=False
    )
