"""Writes the vectors of the audit log anew: python -m tests.vectors.audit.generate

They come from seeds, so the files change only where a case, the forge or the format does.
"""

from __future__ import annotations

from tests.vectors.audit import right, wrong, wrong_forms
from tests.vectors.audit.cases import CASES
from tests.vectors.audit.textform import FOLDER

#: Each of them adds its cases while it is imported.
MADE_BY = (right, wrong_forms, wrong)
VECTORS = tuple(CASES)


def main() -> None:
    for path in FOLDER.glob("*.txt"):
        path.unlink()
    for vector in VECTORS:
        path = FOLDER / f"{vector.name}.txt"
        path.write_text(vector.text(), encoding="ascii", newline="\n")


if __name__ == "__main__":
    main()
