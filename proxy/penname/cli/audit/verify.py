"""`penname audit verify`: whether logs are as they were written. No key is needed.

Where a folder has several logs, what each recorded of the others' checkpoints is an anchor of
theirs: a log that was rolled back is found by those that were not.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from penname.audit.anchors import Anchor, AnchorError, anchors_in
from penname.audit.model import AuditError
from penname.audit.verify import verify
from penname.cli.audit.facts import Facts, facts_of
from penname.cli.audit.places import logs_in
from penname.cli.audit.progress import reading
from penname.cli.audit.verify_view import Verified, as_object, show
from penname.cli.exits import Exit, Failure
from penname.cli.output import err, out, write

#: Verdict -> exit code (docs/audit-format.md, 8), the worst first.
EXITS = {"tampered": Exit.FINDINGS, "incomplete": Exit.USAGE, "ok": Exit.OK}


def execute(
    folder: str, trust_root: str | None, anchor_paths: Sequence[str], *, as_json: bool
) -> Exit:
    """Verifies every log of a folder; the worst verdict is the exit code. Raises Failure."""
    folders = logs_in(folder)
    anchors = [one for path in anchor_paths for one in anchors_at(Path(path))]
    if trust_root is not None and len(folders) > 1:
        words = f"a trust root is one log's, and {folder} holds {len(folders)}: name one"
        raise Failure(words, Exit.USAGE)
    verified = verify_all(folders, anchors, trust_root)
    worst = next(one for one in EXITS if any(log.report.verdict == one for log in verified))
    if as_json:
        said = {"verdict": worst, "logs": [as_object(one) for one in verified]}
        write(json.dumps(said, ensure_ascii=False, indent=2) + "\n")
    else:
        console = out()
        for number, one in enumerate(verified):
            if number:
                console.print()
            show(console, one)
    return EXITS[worst]


def verify_all(
    folders: Sequence[Path], anchors: Sequence[Anchor] = (), trust_root: str | None = None
) -> list[Verified]:
    """Verifies logs with the anchors given and those that they recorded of each other.

    Raises Failure where one cannot be read at all.
    """
    try:
        facts = [facts_of(folder) for folder in folders]
        known = [*anchors, *(anchor for one in facts for anchor in one.anchors)]
        return [
            _verified(folder, one, known, trust_root)
            for folder, one in zip(folders, facts, strict=True)
        ]
    except AnchorError as error:
        raise Failure(f"--trust-root: {error}", Exit.USAGE) from None
    except AuditError as error:
        raise Failure(str(error), Exit.USAGE) from None
    except OSError as error:
        words = error.strerror or type(error).__name__
        raise Failure(f"{error.filename}: {words}", Exit.USAGE) from None


def _verified(
    folder: Path, facts: Facts, anchors: Sequence[Anchor], trust_root: str | None
) -> Verified:
    with reading(err(), f"verifying {folder.name}") as step:
        report = verify(folder, trust_root=trust_root, anchors=anchors, progress=step)
    return Verified(folder, report, facts)


def anchors_at(path: Path) -> list[Anchor]:
    """The anchors of a file, or of all files of a folder. Raises Failure."""
    try:
        files = sorted(one for one in path.iterdir() if one.is_file()) if path.is_dir() else [path]
    except OSError as error:
        raise Failure(f"{path}: {error.strerror or type(error).__name__}", Exit.USAGE) from None
    return [anchor for file in files for anchor in _in_file(file)]


def _in_file(path: Path) -> list[Anchor]:
    try:
        with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
            return list(anchors_in(file))
    except AnchorError as error:
        raise Failure(f"{path}: {error}", Exit.USAGE) from None
    except OSError as error:
        raise Failure(f"{path}: {error.strerror or type(error).__name__}", Exit.USAGE) from None
