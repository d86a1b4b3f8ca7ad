"""The second verifier, docs/audit_verify.py, as a module."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

SCRIPT = Path(__file__).parent.parent / "docs" / "audit_verify.py"


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit_verify", SCRIPT)
    if spec is None or spec.loader is None:
        raise ImportError(str(SCRIPT))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SECOND = _loaded()
#: (folder, trust root, text of an anchors file) -> (verdict, code, where)
second_verdict: Callable[[Path, str, str], tuple[str, str, str]] = SECOND.verify
