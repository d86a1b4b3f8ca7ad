"""`penname policy schema`, and the schema files beside the policies."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from penname.cli.exits import Exit
from penname.cli.main import cli
from penname.cli.policy.schema import schema_texts, write_schemas
from penname.policy.load import policies_dir
from penname.policy.schema import FILES


def schema(*args: str) -> Result:
    return CliRunner().invoke(cli, ["policy", "schema", *args])


@pytest.mark.parametrize("kind", FILES)
def test_committed_schemas_are_fresh(kind: str) -> None:
    """The files beside the policies are what the code gives. If not:
    penname policy schema --dir policies/schema"""
    committed = (policies_dir() / "schema" / FILES[kind]).read_text("utf-8")
    assert committed == schema_texts()[kind]


def test_schema_is_printed() -> None:
    """Without a kind it is that of policies; stdout has nothing but JSON."""
    result = schema()
    assert (result.exit_code, result.stderr) == (Exit.OK, "")
    assert json.loads(result.stdout)["title"] == "penname policy"
    assert json.loads(schema("bindings").stdout)["title"] == "penname bindings"
    assert json.loads(schema("policy-test").stdout)["title"] == "penname policy test"


def test_schemas_are_written(tmp_path: Path) -> None:
    """--dir writes all of them, also over old ones."""
    folder = tmp_path / "a" / "schema"
    assert schema("--dir", str(folder)).exit_code == Exit.OK
    (folder / FILES["policy"]).write_text("old")
    result = schema("--dir", str(folder))
    assert (result.exit_code, result.stdout) == (Exit.OK, "")
    assert result.stderr.count("wrote ") == len(FILES)
    assert {path.name for path in folder.iterdir()} == set(FILES.values())
    assert (folder / FILES["policy"]).read_text("utf-8") == schema_texts()["policy"]


def test_only_missing_schemas_are_added(tmp_path: Path) -> None:
    """Without overwriting, a file that is there stays."""
    (tmp_path / FILES["policy"]).write_text("mine")
    written = write_schemas(tmp_path, overwrite=False)
    assert [path.name for path in written] == ["bindings.v1.json", "policy-test.v1.json"]
    assert (tmp_path / FILES["policy"]).read_text() == "mine"


def test_wrong_usage_is_told(tmp_path: Path) -> None:
    """A kind and a folder together, an unknown kind, and a folder that cannot be are refused."""
    (tmp_path / "file").write_text("")
    for args in (["policy", "--dir", "x"], ["polici"], ["--dir", str(tmp_path / "file")]):
        assert schema(*args).exit_code == Exit.USAGE
