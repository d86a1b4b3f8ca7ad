"""The documentation is true: what it lists is compared with the code, and it builds strictly."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from penname.cli.exits import MEANINGS
from penname.cli.main import cli
from penname.dialects import routes
from penname.policy import grammar
from penname.policy.entities import ENTITY_TYPES
from penname.policy.load import default_policy_path, load_policy, load_text
from penname.policy.model import Action
from penname.server import headers, logs
from penname.server.config import SETTINGS, Config, Limits, Timeouts
from penname.text.surrogate import shapes_of

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SOURCE = ROOT / "proxy" / "penname"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")])
FENCE = re.compile(r"^( *)```(\w*)(?: [^\n]*)?\n(.*?)^\1```", re.M | re.S)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")


def read(path: str) -> str:
    return (DOCS / path).read_text("utf-8")


def rows(page: str, columns: int) -> Iterator[list[str]]:
    """The body rows of all tables of a page that have this many columns."""
    for line in read(page).splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == columns and not set(line) <= set("|- "):
            yield cells


def code_words(text: str) -> set[str]:
    """Everything that stands in backticks."""
    return set(re.findall(r"`([^`\n]+)`", text))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site. The build is strict: a broken link or anchor ends it."""
    target = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", "docs/mkdocs.yml"]
    result = subprocess.run(  # noqa: S603
        [*build, "-d", str(target)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return target


def test_site_builds_strictly(site: Path) -> None:
    """The strict build passes, and every page becomes one."""
    for page in DOCS.rglob("*.md"):
        assert (site / page.relative_to(DOCS)).with_suffix(".html").is_file()


def test_site_loads_nothing_foreign(site: Path) -> None:
    """No page loads a font, script, style or image from another host."""
    loaded = re.compile(
        r"<(?:script|img|iframe)[^>]*\ssrc=[\"']?(https?:)?//"
        r"|<link[^>]*rel=[\"']?(?:stylesheet|preconnect|preload)[^>]*href=[\"']?(https?:)?//"
    )
    for page in site.rglob("*.html"):
        assert not loaded.search(page.read_text("utf-8")), page.name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_resolve(page: Path) -> None:
    """Every relative link leads to a file of the repository."""
    text = FENCE.sub("", page.read_text("utf-8"))
    for target in LINK.findall(text):
        path = target.partition("#")[0]
        if path and not path.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / path).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_page_names_a_machine(page: Path) -> None:
    """No page names a package registry's host or a path of the machine it was written on."""
    text = page.read_text("utf-8")
    own = str(ROOT.parent)
    hosts = r"(?:registry|repo|mirror|index|simple|files)\.[a-z0-9-]+\.(?:org|com|io)\b"
    found = re.search(rf"{hosts}|/root/|/home/\w", text)
    assert found is None, found
    # A checkout in the temporary folder says nothing: pages may name that one.
    assert own in ("/", tempfile.gettempdir()) or f"{own}/" not in text


def test_policy_blocks_load() -> None:
    """Every policy in the documentation is one that the loader takes."""
    blocks = [
        match[3]
        for page in PAGES
        for match in FENCE.finditer(page.read_text("utf-8"))
        if "kind: policy/v1" in match[3] and "terms_file:" not in match[3]
    ]
    assert blocks
    for block in blocks:
        load_text(block, "docs")


def test_policy_keys_are_listed() -> None:
    """Every key of the policy grammar and every action stands in the reference."""
    words = code_words(read("reference/policy.md"))
    for table in (grammar.TOP, grammar.ENTITY, grammar.ALLOW, grammar.LIMITS):
        assert set(table) <= words
    assert {action.value for action in Action} <= words


def test_settings_are_listed() -> None:
    """The configuration page has one row for each setting, and no others."""
    listed = [cells[0].strip("`") for cells in rows("reference/configuration.md", 3)]
    variables = [name for name in listed if name.startswith("PENNAME_")]
    assert sorted(variables) == sorted(f"PENNAME_{name.upper()}" for name in SETTINGS)


def test_defaults_are_true() -> None:
    """Each number in the configuration page's default column is the default."""
    checked = 0
    for variable, default, _ in rows("reference/configuration.md", 3):
        name = variable.strip("`").removeprefix("PENNAME_").lower()
        for source in (Config(), Limits(), Timeouts()):
            value = getattr(source, name, None)
            if isinstance(value, (bool, int, float)) and name != "workers":
                assert default == f"`{value:g}`" or default == f"`{int(value)}`", variable
                checked += 1
    assert checked >= 13


def test_routes_are_listed() -> None:
    """The routes page has one row for each route, and no others."""
    plain = {routes._ID: "{id}", routes._MODEL: "{model}"}
    wanted = set()
    for method, pattern, name, _, _ in routes._ROUTES:
        for regex, word in plain.items():
            pattern = pattern.replace(regex, word)
        wanted.add((method, f"/v1/{pattern}", name))
    listed = {
        (method, path.strip("`"), name.strip("`"))
        for method, path, name in rows("reference/routes.md", 3)
        if path.startswith("`/v1/")
    }
    assert listed == wanted


def test_headers_are_listed() -> None:
    """Every header that a table of the server names stands in the reference."""
    words = code_words(read("reference/headers.md"))
    wanted = {*headers.FORWARD, *headers.SCRUB, *headers.REPLACED}
    wanted |= headers.STRIP_RESPONSE | set(headers.SCRUB_PREFIXES)
    wanted |= {f"{prefix}*" for prefix in headers.FORWARD_PREFIXES}
    known = {word.lower() for word in words}
    missing = {one for one in wanted if one not in known and not one.startswith("proxy-")}
    assert missing == set()


def error_codes() -> set[str]:
    """Every code with which the source refuses a request or answers an error."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            place = {"Refusal": 1, "error_reply": 2}.get(_name(node), -1)
            if isinstance(node, ast.Call) and 0 <= place < len(node.args):
                found |= _text(node.args[place])
            elif isinstance(node, ast.Assign) and _target(node) == "code":
                found |= _text(node.value)
    return found


def _name(node: ast.AST) -> str:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id
    return ""


def _target(node: ast.Assign) -> str:
    target = node.targets[0]
    return target.id if isinstance(target, ast.Name) else ""


def _text(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    return set()


def test_error_codes_are_listed() -> None:
    """The errors page has one row for each code in the source, and no others."""
    listed = {
        cells[0].strip("`")
        for columns in (3, 4)
        for cells in rows("reference/errors.md", columns)
        if cells[0].startswith("`")
    }
    assert listed == error_codes()


def test_error_advice_is_known() -> None:
    """The codes of the how-to page are codes that exist."""
    named = {cells[0].strip("`") for cells in rows("how-to/read-an-error.md", 3)} - {"Code"}
    assert named
    assert named <= error_codes()


def test_entities_are_listed() -> None:
    """The entities page has one row for each type, with the built-in policy's action."""
    rules = load_policy(default_policy_path()).rules
    listed = {
        cells[0].strip("`"): cells[3]
        for cells in rows("reference/entities.md", 4)
        if cells[0].startswith("`")
    }
    assert listed == {
        name: rules[name].action.value if name in rules else "allow" for name in ENTITY_TYPES
    }


def test_mangled_forms_are_understood() -> None:
    """Every example of a mangled surrogate is found as the surrogate that it stands for."""
    shapes = shapes_of(frozenset(ENTITY_TYPES))
    examples = 0
    for _, cell in rows("reference/surrogates.md", 2):
        for example in re.findall(r"`` (.+?) ``|`([^`]+)`", cell):
            text = "".join(example)
            found = shapes.find(f"Dear {text}, hello")
            assert found is not None, text
            assert found.canonical in ("PERSON_j2zz1dwy", "EMAIL_ADDRESS_p0tb38sv")
            examples += 1
    assert examples >= 6


def test_log_keys_are_listed() -> None:
    """Every key that a log line may have stands in the reference."""
    words = code_words(read("reference/logs.md"))
    assert set(logs.KEYS) | {"ts", "level", "logger", "event"} <= words


def commands(group: click.Group, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command that does something, with its whole name."""
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, f"{above}{name} ")
        else:
            yield f"{above}{name}", command


def test_options_are_listed() -> None:
    """Each command has a section with its options, and with no option that is not there."""
    parts = re.split(r"^## `penname ", read("reference/cli.md"), flags=re.M)[1:]
    sections = {re.match(r"[a-z]+(?: [a-z]+)*", part): part for part in parts}
    found = {name[0]: part for name, part in sections.items() if name is not None}
    wanted = dict(commands(cli))
    assert set(found) == set(wanted)
    for name, command in wanted.items():
        options = {
            one
            for parameter in command.params
            if isinstance(parameter, click.Option)
            for one in parameter.opts
            if one.startswith("--")
        }
        assert set(re.findall(r"^\| `(--[a-z-]+)", found[name], re.M)) == options, name


def test_exit_codes_are_true() -> None:
    """The table of exit codes is that of the commands."""
    listed = {int(a): b for a, b in rows("reference/cli.md", 2) if a.isdecimal()}
    assert listed == {int(code): meaning for code, meaning in MEANINGS.items()}


def test_dependencies_are_explained() -> None:
    """Every direct dependency has its row, and no row is left of one that is gone."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(one for extra in extras for one in extra)]
    names = {re.split(r"[<>=;\[ ]", one)[0] for one in wanted}
    listed = {
        cells[0].strip("`")
        for columns in (2, 3)
        for cells in rows("dependencies.md", columns)
        if cells[0].startswith("`")
    }
    assert listed == names


def test_modules_are_on_the_map() -> None:
    """The architecture page names every module in its room, and no module that is gone.

    A row is the module's name and the first paragraph of its docstring.
    """
    mapped: set[str] = set()
    room = ""
    for line in read("architecture.md").partition("## Map of modules")[2].splitlines():
        if heading := re.match(r"### `([\w/]+)/`", line):
            room = heading[1]
        elif row := re.match(r"\| `(\w+)\.py` \|", line):
            mapped.add(f"{room}/{row[1]}")
    modules = {
        path.relative_to(SOURCE).with_suffix("").as_posix()
        for path in SOURCE.glob("*/**/*.py")
        if path.name != "__init__.py"
    }
    assert (modules - mapped, mapped - modules) == (set(), set())
