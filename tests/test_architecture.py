"""The house as it is: which way imports point, who owns a library, how large things are.

The table below is the map of docs/architecture.md. A module that is not in a room, an
import against the direction, a library outside its owner, an own-module import inside a
function, a cycle, or a module or function that has grown too large fails here.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "proxy" / "penname"

#: Left may not know right. A room imports itself and the rooms listed for it.
ROOMS: dict[str, frozenset[str]] = {
    "text": frozenset(),
    "policy": frozenset({"text"}),
    "detect": frozenset({"text", "policy"}),
    "mask": frozenset({"text", "policy"}),
    "dialects": frozenset({"text", "policy"}),
    "exchange": frozenset({"text", "policy", "detect", "mask", "dialects"}),
    "train": frozenset({"text", "policy", "detect"}),
    "audit": frozenset({"text", "policy"}),
    "server": frozenset({"text", "policy", "detect", "mask", "dialects", "exchange", "audit"}),
    "cli": frozenset(
        {"text", "policy", "detect", "mask", "dialects", "exchange", "audit", "server", "train"}
    ),
}

#: Pure rooms: no I/O, no clock, no randomness, no event loop.
PURE = ("text", "policy", "mask", "dialects", "exchange")
IMPURE_MODULES = frozenset({"policy.load", "policy.folder", "policy.snapshot"})
#: Modules of other rooms that are as pure.
PURE_MODULES = frozenset(
    f"audit.{name}"
    for name in (
        *("model", "record", "forms", "lines", "tree", "anchors", "report", "remarks"),
        *("flat", "ocsf", "ecs"),
    )
)
#: What a pure room may import from the detect room: the contract, never the engine.
CONTRACT = "penname.detect.contract"
FORBIDDEN_IN_PURE = frozenset(
    {"asyncio", "aiohttp", "socket", "ssl", "time", "random", "secrets", "os", "pathlib"}
    | {"threading", "multiprocessing", "subprocess", "logging", "tempfile", "shutil", "io"}
)

#: Third-party library → the modules that may import it (a trailing * means a whole room).
OWNERS: dict[str, tuple[str, ...]] = {
    "presidio_analyzer": ("detect.*",),
    "spacy": ("detect.*",),
    "phonenumbers": ("detect.*",),
    "regex": ("detect.*", "text.surrogate", "text.words", "policy.patterns"),
    "re2": ("policy.literals", "policy.patterns"),
    "rfc8785": ("policy.digest",),
    "watchfiles": ("server.watch",),
    "prometheus_client": ("server.metrics",),
    "presidio_anonymizer": ("mask.operators",),
    "cryptography": (
        "server.keys",
        "policy.signatures",
        "audit.seal",
        "audit.notes",
        "audit.recipients",
    ),
    "yaml": ("policy.load", "policy.tree"),
    "aiohttp": ("server.*",),
    "multidict": ("server.*",),
    "yarl": ("server.*",),
    "brotli": ("server.codings",),
    "backports": ("server.codings",),
    "compression": ("server.codings",),  # the standard library has it since 3.14
    "numpy": ("detect.ner.model", "detect.ner.decode", "detect.ner.plain_words", "train.*"),
    "onnxruntime": ("detect.ner.model",),
    "torch": ("train.*",),
    "onnx": ("train.*",),
    "click": ("cli.*",),
    "rich": ("cli.*",),
}

MAX_MODULE_LINES = 600
MAX_FUNCTION_LINES = 80


@cache
def modules() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.py"))


def dotted(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def room_of(name: str) -> str:
    return name.partition(".")[0]


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All nodes of a module's tree."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


@cache
def imports(path: Path) -> tuple[tuple[str, bool], ...]:
    """(imported module, whether the import stands inside a function)."""
    return tuple(_imports(nodes(path)))


def _imports(tree: Iterable[ast.AST]) -> Iterator[tuple[str, bool]]:
    inside = {
        id(inner)
        for outer in tree
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
    }
    for node in tree:
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, id(node) in inside
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            for alias in node.names:
                deeper = SOURCE.parent.joinpath(*node.module.split("."), f"{alias.name}.py")
                yield (
                    (f"{node.module}.{alias.name}" if deeper.exists() else node.module),
                    id(node) in inside,
                )


def own_imports(path: Path) -> Iterator[tuple[str, bool]]:
    for module, inside in imports(path):
        if module == "penname" or module.startswith("penname."):
            yield module.removeprefix("penname").lstrip("."), inside


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_module_stands_in_a_room(path: Path) -> None:
    """Every module is in a room of the map."""
    name = dotted(path)
    assert name in ("", "__main__") or room_of(name) in ROOMS


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_imports_point_one_way(path: Path) -> None:
    """A room imports only itself and the rooms to its left."""
    name = dotted(path)
    if name in ("", "__main__"):
        return
    for module, _ in own_imports(path):
        target = room_of(module)
        if target:
            assert target == room_of(name) or target in ROOMS[room_of(name)], module


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_pure_rooms_stay_pure(path: Path) -> None:
    """Pure rooms import nothing that reads a clock, a file, a socket or chance."""
    name = dotted(path)
    if name not in PURE_MODULES and (room_of(name) not in PURE or name in IMPURE_MODULES):
        return
    for module, _ in imports(path):
        assert module.partition(".")[0] not in FORBIDDEN_IN_PURE, module
        if module.startswith("penname.detect"):
            assert module == CONTRACT, module


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_libraries_have_owners(path: Path) -> None:
    """Each third-party library is imported only by its owner; one without an owner by nobody."""
    name = dotted(path)
    for module, _ in imports(path):
        library = module.partition(".")[0]
        if library != "penname" and library not in sys.stdlib_module_names:
            owners = OWNERS.get(library, ())
            assert any(
                name == owner or (owner.endswith(".*") and room_of(name) == owner[:-2])
                for owner in owners
            ), f"{name} imports {module}"


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_own_imports_stand_on_top(path: Path) -> None:
    """Own modules are imported at the top; only commands import late, to start fast."""
    if room_of(dotted(path)) == "cli":
        return
    late = [module for module, inside in own_imports(path) if inside]
    assert late == []


def test_no_import_cycles() -> None:
    """The import graph has no cycle."""
    graph = {
        dotted(path): {m for m, inside in own_imports(path) if not inside and m != dotted(path)}
        for path in modules()
    }
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " → ".join((*above, name))
        if name not in done:
            for target in graph.get(name, ()):
                visit(target, (*above, name))
            done.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_nothing_grows_too_large(path: Path) -> None:
    """No module over 600 lines, no function over 80."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MAX_MODULE_LINES
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < MAX_FUNCTION_LINES, node.name


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_no_broad_except_forwards(path: Path) -> None:
    """What catches every exception raises it again at its end, or its line says why not."""
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    for node in nodes(path):
        if isinstance(node, ast.ExceptHandler) and _is_broad(node):
            goes_on = not isinstance(node.body[-1], ast.Raise)
            assert not goes_on or "BLE001 -" in lines[node.lineno - 1], f"{path.name}:{node.lineno}"


def _is_broad(node: ast.ExceptHandler) -> bool:
    broad = ("Exception", "BaseException")
    return node.type is None or any(
        isinstance(one, ast.Name) and one.id in broad for one in ast.walk(node.type)
    )
