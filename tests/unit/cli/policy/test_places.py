"""Where in a policy's files a key stands."""

from __future__ import annotations

from pathlib import Path

from penname.cli.policy.places import Places
from penname.policy.load import check_policy, read_file

HEAD = 'kind: policy/v1\nname: {}\nowner: a@example.org\nrevision: "1"\n'


def test_own_file_wins_over_extended_ones(tmp_path: Path) -> None:
    """A key is where the last file says it that counts; what no file says is nowhere."""
    first, second, own = (tmp_path / f"{name}.yaml" for name in ("one", "two", "own"))
    rest = "entities: {PERSON: {}}\nvault: {scope: request, ttl: 1h}\n"
    first.write_text(HEAD.format("one") + rest + "mode: enforce\n")
    second.write_text(HEAD.format("two") + rest)
    own.write_text(HEAD.format("own") + "extends: [one, two]\nvault:\n  ttl: 2h\n")
    places = Places(check_policy(own), read_file)
    assert places.of("vault.ttl") == f"{own}:7"
    assert places.of("vault.scope") == f"{second}:6"
    assert places.of("mode") == f"{first}:7"
    assert places.of("name") == f"{own}:2"
    assert [places.of(key) for key in ("limits.max_findings", "mode.x", "")] == ["", "", ""]


def test_terms_files_are_passed_over(tmp_path: Path) -> None:
    """A policy's files are not all YAML: terms have no keys."""
    (tmp_path / "terms.txt").write_text("blue: [bird\n")
    own = tmp_path / "own.yaml"
    text = "recognizers: {CODE_NAME: {terms_file: terms.txt}}\nentities: {CODE_NAME: {}}\n"
    own.write_text(HEAD.format("own") + text)
    assert Places(check_policy(own), read_file).of("entities") == f"{own}:6"
