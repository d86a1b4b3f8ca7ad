"""Where a command's data goes: standard output, or a new file that is complete or not there."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from penname.cli.exits import Exit, Failure
from penname.cli.output import write


@contextmanager
def lines_to(out: str | None) -> Iterator[Callable[[str], None]]:
    """Takes lines without their ends. Raises Failure where `out` is there or cannot be written.

    A file has its name once all is in it: nobody takes half an export for the whole.
    """
    if out is None:
        yield lambda line: write(f"{line}\n")
        sys.stdout.flush()
        return
    path = Path(out)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        if path.exists():
            raise Failure(f"{path}: File exists", Exit.USAGE)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            yield lambda line: _put(file.write, line)
        os.link(draft, path)  # unlike rename, never takes the place of another file
    except OSError as error:
        raise Failure(f"{path}: {error.strerror or type(error).__name__}", Exit.USAGE) from None
    finally:
        draft.unlink(missing_ok=True)


def _put(write_text: Callable[[str], int], line: str) -> None:
    write_text(f"{line}\n")
