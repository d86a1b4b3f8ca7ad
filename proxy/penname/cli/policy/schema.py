"""`penname policy schema`: JSON Schemas for editors, printed or written beside the policies."""

from __future__ import annotations

import json
from pathlib import Path

from penname.cli.exits import Exit, Failure
from penname.cli.output import err, write
from penname.cli.policy.wires import WIRES
from penname.policy.schema import FILES, schemas


def execute(kind: str, folder: str | None) -> Exit:
    """Prints one schema, or writes all of them into a folder. Raises Failure."""
    if folder is None:
        write(schema_texts()[kind])
        return Exit.OK
    for path in write_schemas(Path(folder), overwrite=True):
        err().print(f"wrote {path}", soft_wrap=True)
    return Exit.OK


def schema_texts() -> dict[str, str]:
    """Kind → the schema file's text."""
    return {
        kind: json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
        for kind, schema in schemas(sorted(WIRES)).items()
    }


def write_schemas(folder: Path, *, overwrite: bool) -> list[Path]:
    """Writes the schema files that are missing, or all; the paths of those. Raises Failure."""
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for kind, text in schema_texts().items():
            path = folder / FILES[kind]
            if overwrite or not path.exists():
                path.write_text(text, encoding="utf-8")
                written.append(path)
    except OSError as error:
        raise Failure(f"{folder}: {error.strerror or type(error).__name__}", Exit.USAGE) from None
    return written
