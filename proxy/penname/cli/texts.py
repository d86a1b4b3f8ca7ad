"""Texts that a command reads: a file, or standard input."""

from __future__ import annotations

import sys
from pathlib import Path

from penname.cli.exits import Exit, Failure

STDIN = "-"


def read_text(file: str) -> str:
    """The text of a file, its line ends as they are; `-` is standard input. Raises Failure."""
    try:
        raw = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
        return raw.decode("utf-8")
    except OSError as error:
        raise Failure(f"{file}: {error.strerror or type(error).__name__}", Exit.USAGE) from None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Failure(f"{file}:{line}: is not UTF-8 text", Exit.USAGE) from None
