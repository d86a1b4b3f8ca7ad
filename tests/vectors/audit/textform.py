"""Vectors as text files: headers, then the files of a log, in ASCII.

name: torn-tail
about: what it shows
expect: ok | tampered | incomplete
code: the first problem's, where there is one
trust-root: a receipt, where one is pinned
anchor: a line of the anchors file; as many as there are

--- seg-00000000.alog
the lines of the file; \\\\ is a backslash, \\t a tab, \\xNN another byte that is not printable
ASCII, and a backslash at the end of a line says that the file has no line feed there
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Vector:
    name: str
    about: str
    expect: str
    code: str
    files: Mapping[str, bytes] = field(repr=False)
    trust_root: str = ""
    anchors: tuple[str, ...] = ()

    def unpack(self, folder: Path) -> Path:
        """Writes the log's files into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, raw in self.files.items():
            (folder / name).write_bytes(raw)
        return folder

    def text(self) -> str:
        heads = [("name", self.name), ("about", self.about), ("expect", self.expect)]
        heads += [("code", self.code)] if self.code else []
        heads += [("trust-root", self.trust_root)] if self.trust_root else []
        heads += [("anchor", each) for each in self.anchors]
        parts = ["".join(f"{name}: {value}\n" for name, value in heads)]
        parts += [f"--- {name}\n{escaped(self.files[name])}" for name in sorted(self.files)]
        return "\n".join(parts)


def escaped(raw: bytes) -> str:
    if not raw:
        return ""
    text = "".join(
        {10: "\n", 9: "\\t", 92: "\\\\"}.get(c) or (chr(c) if 32 <= c < 127 else f"\\x{c:02x}")
        for c in raw
    )
    return text if raw.endswith(b"\n") else text + "\\\n"


def plain(text: str) -> bytes:
    def one(match: re.Match[str]) -> str:
        found = match[1]
        if found[0] == "x":
            return chr(int(found[1:], 16))
        return {"t": "\t", "\\": "\\", "\n": ""}[found]

    return re.sub(r"\\(x[0-9a-f]{2}|t|\\|\n)", one, text).encode("latin-1")


def parse(text: str) -> Vector:
    head, *sections = re.split(r"(?:^|\n)--- ", text)
    heads = [tuple(line.split(": ", 1)) for line in head.splitlines() if line]
    values = {each[0]: each[1] for each in heads}
    files = {}
    for section in sections:
        name, body = section.split("\n", 1)
        files[name] = plain(body)
    return Vector(
        values["name"],
        values["about"],
        values["expect"],
        values.get("code", ""),
        files,
        values.get("trust-root", ""),
        tuple(each[1] for each in heads if each[0] == "anchor"),
    )


def committed() -> list[Vector]:
    return [parse(path.read_text(encoding="ascii")) for path in sorted(FOLDER.glob("*.txt"))]
