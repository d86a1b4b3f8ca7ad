"""All cases: right.py, wrong_forms.py and wrong.py add theirs while they are imported."""

from __future__ import annotations

from tests.vectors.audit.forge import Forge
from tests.vectors.audit.textform import Vector

CASES: list[Vector] = []
INCOMPLETE = ("missing-start", "missing-end", "unsigned-tail", "empty")


def ok(
    name: str, about: str, log: Forge, *, trust_root: str = "", anchors: tuple[str, ...] = ()
) -> None:
    """A log that verifies."""
    _add(name, "ok", "", about, log, trust_root, anchors)


def bad(
    name: str,
    code: str,
    about: str,
    log: Forge,
    *,
    trust_root: str = "",
    anchors: tuple[str, ...] = (),
) -> None:
    """A log that does not, and the code of its first problem."""
    expect = "incomplete" if code in INCOMPLETE else "tampered"
    _add(name, expect, code, about, log, trust_root, anchors)


def _add(
    name: str,
    expect: str,
    code: str,
    about: str,
    log: Forge,
    trust_root: str,
    anchors: tuple[str, ...],
) -> None:
    if any(each.name == name for each in CASES):
        raise ValueError(f"two cases are called {name}")
    files = {each: bytes(raw) for each, raw in log.files.items()}
    CASES.append(Vector(name, about, expect, code, files, trust_root, anchors))
