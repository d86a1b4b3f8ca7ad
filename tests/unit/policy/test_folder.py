"""Folders: what is read, what belongs together, and that only the signed folder is used."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from penname.policy.folder import FolderError, load_folder, load_for_signing
from penname.policy.load import read_file
from penname.policy.match import Subject
from penname.policy.problems import PolicyError
from penname.policy.signatures import FILE_NAME, PublicKey, sign
from penname.policy.snapshot import Snapshot
from tests.unit.policy.folders import (
    BINDINGS,
    KEY,
    STRANGER,
    TODAY,
    ConfigMap,
    fill,
    policy_text,
    signed,
)

KEYS = (KEY.public,)


def errors(path: Path, keys: tuple[PublicKey, ...] | None = None) -> list[str]:
    """`file:line:col: error: key: message` of a path that must not load; files by their names."""
    with pytest.raises(PolicyError) as caught:
        load_folder(path, today=TODAY, verify_keys=keys)
    return [problem.head.replace(f"{path}/", "") for problem in caught.value.problems]


def names(path: Path, keys: tuple[PublicKey, ...] | None = None) -> list[tuple[str, str]]:
    return sorted(load_folder(path, today=TODAY, verify_keys=keys).policies.policies)


def test_file_is_for_everybody(tmp_path: Path) -> None:
    """A single file is the policy of every request."""
    fill(tmp_path, hipaa=policy_text("hipaa"))
    found = load_folder(tmp_path / "hipaa.yaml", today=TODAY)
    assert found.policies.default.name == "hipaa"
    assert found.files == (tmp_path / "hipaa.yaml",)


def test_folder_with_bindings_is_put_together(tmp_path: Path) -> None:
    """Each request gets what the bindings say; every file that was read is named."""
    fill(tmp_path, bindings=BINDINGS, default=policy_text(), c=policy_text("c", action="redact"))
    found = load_folder(tmp_path, today=TODAY)
    chosen = found.policies.choose(Subject(tenant="c-1"), lambda _: 0.0)
    assert (chosen.policy.name, found.policies.default.name) == ("c", "default")
    assert {path.name for path in found.files} == {"bindings.yaml", "default.yaml", "c.yaml"}


def test_revisions_share_a_name(tmp_path: Path) -> None:
    """Two files may hold one name with two revisions; bindings tell them apart."""
    bindings = 'kind: bindings/v1\ndefault: a\nstable: "1"\ncandidate: {revision: "2"}\n'
    fill(tmp_path, bindings=bindings, old=policy_text("a"), new=policy_text("a", "2"))
    chosen = load_folder(tmp_path, today=TODAY).policies.choose(Subject(), lambda _: 0.0)
    assert chosen.policy.revision == "1"
    assert chosen.shadow is not None
    assert chosen.shadow.revision == "2"


@pytest.mark.parametrize("name", ["default", "only"])
def test_one_policy_needs_no_bindings(tmp_path: Path, name: str) -> None:
    """Without bindings the only policy is for everybody, whatever it is called."""
    fill(tmp_path, a=policy_text(name))
    assert load_folder(tmp_path, today=TODAY).policies.default.name == name


def test_policy_called_default_needs_no_bindings(tmp_path: Path) -> None:
    """Of several without bindings the one called `default` is for everybody."""
    fill(tmp_path, a=policy_text("a"), b=policy_text("default"))
    found = load_folder(tmp_path, today=TODAY).policies
    assert found.default.name == "default"
    assert sorted(found.policies) == [("a", "1"), ("default", "1")]


def test_other_files_are_not_looked_at(tmp_path: Path) -> None:
    """Hidden names, tests/, schema/, folders and other endings hold no policies."""
    fill(tmp_path, default=policy_text(), tests__x="broken: [", schema__y="broken: [")
    fill(tmp_path, more__z="broken: [")
    (tmp_path / ".hidden.yaml").write_text("broken: [")
    (tmp_path / "README.md").write_text("words")
    (tmp_path / "dir.yaml").mkdir()
    assert names(tmp_path) == [("default", "1")]


def test_both_endings_are_read(tmp_path: Path) -> None:
    """`.yml` and capitals are endings of policies as well: none is skipped silently."""
    (tmp_path / "a.yml").write_text(policy_text("a"))
    (tmp_path / "B.YAML").write_text(policy_text("default"))
    assert names(tmp_path) == [("a", "1"), ("default", "1")]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({}, [":1:1: error: holds no policy"]),
        (
            {"a": policy_text("a"), "b": policy_text("b")},
            [":1:1: error: holds several policies: say in bindings.yaml who gets which"],
        ),
        (
            {"a": policy_text("default"), "b": policy_text("default", "2")},
            [":1:1: error: holds several policies: say in bindings.yaml who gets which"],
        ),
        (
            {"a": policy_text(), "b": policy_text()},
            [
                "b.yaml:2:7: error: name: 'default' '1' is in a.yaml already: "
                "give it another revision"
            ],
        ),
        (
            {"a": policy_text(), "b": "kind: policy-test/v1\n"},
            ["b.yaml:1:7: error: kind: is a test: it belongs in the folder tests/"],
        ),
        (
            {"a": policy_text(), "b": "kind: polizy/v1\n"},
            ["b.yaml:1:7: error: kind: 'polizy/v1' is not one of policy/v1, bindings/v1"],
        ),
        (
            {"a": policy_text(), "b": "name: x\n"},
            ["b.yaml:1:1: error: kind: missing key 'kind': must be policy/v1 or bindings/v1"],
        ),
        (
            {"a": policy_text(), "b": "- x\n"},
            ["b.yaml:1:1: error: kind: missing key 'kind': must be policy/v1 or bindings/v1"],
        ),
        (
            {"a": policy_text(), "b": "kind: [policy/v1]\n"},
            ["b.yaml:1:7: error: kind: '' is not one of policy/v1, bindings/v1"],
        ),
        ({"a": policy_text(), "b": ""}, ["b.yaml:1:1: error: is empty"]),
        (
            {"a": policy_text(), "b": "kind: bindings/v1\ndefault: default\n", "c": BINDINGS},
            ["c.yaml:1:1: error: are more bindings; there are some in b.yaml already"],
        ),
        (
            {"a": policy_text(), "b": BINDINGS},
            ["b.yaml:4:41: error: bind.0.policy: no policy is called 'c'"],
        ),
        (
            {
                "a": "kind: policy/v1\nkind: x\n",
                "b": "kind: bindings/v1\ndefalt: x\n",
                "c": policy_text(action="hide"),
            },
            [
                "a.yaml:2:1: error: kind: duplicate key 'kind' (first on line 1)",
                "b.yaml:1:1: error: default: missing key 'default'",
                "b.yaml:2:1: error: defalt: unknown key 'defalt'",
                "c.yaml:6:27: error: entities.EMAIL_ADDRESS.action: 'hide' is not one of",
            ],
        ),
        (
            {"a": "kind: policy/v1\nbroken", "b": BINDINGS},
            ["a.yaml:3:1: error: is not YAML: could not find expected ':'"],
        ),
    ],
)
def test_mistakes_of_all_files_are_told(
    tmp_path: Path, texts: dict[str, str], expected: list[str]
) -> None:
    """One pass names every mistake of every file, and blames none for what was not read."""
    told = errors(fill(tmp_path, **texts))
    assert len(told) >= len(expected)
    for words in expected:
        assert any(line.removeprefix(str(tmp_path)).startswith(words) for line in told), told
    if len(expected) == 1:
        assert len(told) == 1


def test_missing_folder_is_told(tmp_path: Path) -> None:
    """A path that is not there says so."""
    (line,) = errors(tmp_path / "none")
    assert line.endswith("none:1:1: error: cannot be read: No such file or directory")


def test_dangling_link_is_told(tmp_path: Path) -> None:
    """A policy whose link leads nowhere is an error, not a policy less."""
    fill(tmp_path, default=policy_text())
    (tmp_path / "c.yaml").symlink_to("nowhere.yaml")
    assert errors(tmp_path) == ["c.yaml:1:1: error: cannot be read: No such file or directory"]


def test_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """What is no regular file is an error at once."""
    fill(tmp_path, default=policy_text())
    os.mkfifo(tmp_path / "c.yaml")
    assert errors(tmp_path) == ["c.yaml:1:1: error: cannot be read: Not a regular file"]


def test_folder_that_cannot_be_listed_is_told(tmp_path: Path) -> None:
    """A folder that is gone when its names are asked for is an error, not an empty one."""
    with pytest.raises(PolicyError, match="cannot be read: No such file"):
        Snapshot(read_file).names(tmp_path / "gone")


def test_warnings_of_bindings_are_kept(tmp_path: Path) -> None:
    """What is only odd comes with the set."""
    bind = "bind:\n  - {match: {}, policy: default}\n  - {match: {}, policy: default}\n"
    fill(tmp_path, bindings="kind: bindings/v1\ndefault: default\n" + bind, default=policy_text())
    (warning,) = load_folder(tmp_path, today=TODAY).warnings
    assert warning.head.endswith("bind.1: is never reached: bind.0 (line 4) takes it all")
    assert warning.severity == "warning"


def test_each_file_is_read_once(tmp_path: Path) -> None:
    """Verified and loaded are the same bytes: no file is opened a second time."""
    signed(fill(tmp_path, bindings=BINDINGS, default=policy_text(), c=policy_text("c")))
    opened: list[str] = []

    def read(path: Path) -> bytes:
        opened.append(path.name)
        return read_file(path)

    load_folder(tmp_path, today=TODAY, verify_keys=KEYS, read=read)
    assert sorted(opened) == ["bindings.yaml", "c.yaml", "default.yaml", FILE_NAME]


def test_folder_that_changes_is_read_again(tmp_path: Path) -> None:
    """A set is never made of two states of the folder."""
    maps = ConfigMap(tmp_path / "mount")
    maps.update(a=policy_text("default", "1"), b=policy_text("b", "1"))
    swaps = [2]

    def read(path: Path) -> bytes:
        found = read_file(path)
        if path.name == "a.yaml" and swaps:
            revision = str(swaps.pop())
            maps.update(a=policy_text("default", revision), b=policy_text("b", revision))
        return found

    found = load_folder(maps.mount, today=TODAY, read=read)
    assert sorted(found.policies.policies) == [("b", "2"), ("default", "2")]


def test_folder_that_never_rests_is_told(tmp_path: Path) -> None:
    """After three tries the folder is an error: no state of it was whole."""
    fill(tmp_path, default=policy_text())
    count = [0]

    def read(path: Path) -> bytes:
        found = read_file(path)
        count[0] += 1
        path.write_text(policy_text(revision="x" * count[0]))
        return found

    with pytest.raises(PolicyError, match="changes while it is read"):
        load_folder(tmp_path, today=TODAY, read=read)
    assert count == [3]


def test_error_of_a_state_that_passed_is_not_told(tmp_path: Path) -> None:
    """A half-written file that is whole a moment later is no error."""
    fill(tmp_path, default=policy_text(action="hi"))

    def read(path: Path) -> bytes:
        found = read_file(path)
        if b"hi" in found:
            path.write_text(policy_text())
        return found

    assert load_folder(tmp_path, today=TODAY, read=read).policies.default.name == "default"


def test_config_map_is_followed(tmp_path: Path) -> None:
    """Links into the hidden `..data` are read; what is in there is not read twice."""
    maps = ConfigMap(tmp_path / "mount")
    maps.update(bindings=BINDINGS, default=policy_text(), c=policy_text("c"))
    assert names(maps.mount) == [("c", "1"), ("default", "1")]


def whole(tmp_path: Path) -> Path:
    """A signed folder with everything that one may hold."""
    fill(tmp_path, bindings=BINDINGS, default=policy_text(), c=policy_text("c"))
    fill(tmp_path, terms__words="- one\n", tests__c="kind: policy-test/v1\n", schema__s="x")
    (tmp_path / "README.md").write_text("words")
    (tmp_path / ".gitignore").write_text("x")
    return signed(tmp_path)


def test_signed_folder_loads(tmp_path: Path) -> None:
    """What was signed with a trusted key is loaded."""
    assert names(whole(tmp_path), KEYS) == [("c", "1"), ("default", "1")]
    assert names(tmp_path, (STRANGER.public, KEY.public)) == [("c", "1"), ("default", "1")]


def test_list_covers_what_decides(tmp_path: Path) -> None:
    """Every file is signed but hidden ones, tests, schemas and the envelope itself."""
    _, manifest = load_for_signing(whole(tmp_path), today=TODAY)
    assert sorted(manifest.files) == [
        "README.md",
        "bindings.yaml",
        "c.yaml",
        "default.yaml",
        "terms/words.yaml",
    ]
    assert {one[:2] for one in manifest.policies} == {("c", "1"), ("default", "1")}


def test_signed_config_map_loads(tmp_path: Path) -> None:
    """A signed folder is mounted with links, also of folders, and is still the same."""
    source = whole(tmp_path / "source")
    mount = tmp_path / "mount"
    data = mount / "..2026"
    mount.mkdir()
    source.rename(data)
    (mount / "..data").symlink_to("..2026")
    for path in data.iterdir():
        (mount / path.name).symlink_to(f"..data/{path.name}")
    assert names(mount, KEYS) == [("c", "1"), ("default", "1")]


def write(name: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(text)


def remove(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink()


def link_out(folder: Path) -> None:
    outside = folder.parent / "outside.yaml"
    outside.write_text(policy_text("c", action="allow"))
    (folder / "c.yaml").unlink()
    (folder / "c.yaml").symlink_to(outside)


def resign_with_stranger(folder: Path) -> None:
    _, manifest = load_for_signing(folder, today=TODAY)
    (folder / FILE_NAME).write_bytes(sign(manifest, [STRANGER]))


def folder_for_envelope(folder: Path) -> None:
    (folder / FILE_NAME).unlink()
    (folder / FILE_NAME).mkdir()


def circle(folder: Path) -> None:
    (folder / "again").symlink_to(".")


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "pipe")


TAMPERING: list[tuple[str, Callable[[Path], object], str]] = [
    (
        "unsigned",
        remove(FILE_NAME),
        "policies.sig:1:1: error: is missing: a verify key is set, so nothing unsigned is used",
    ),
    (
        "folder for an envelope",
        folder_for_envelope,
        "policies.sig:1:1: error: cannot be read: Not a regular file",
    ),
    (
        "empty envelope",
        write(FILE_NAME, ""),
        "policies.sig:1:1: error: is not the JSON of an envelope",
    ),
    (
        "no signatures",
        write(FILE_NAME, "{}"),
        "policies.sig:1:1: error: is no envelope: "
        "expected the keys payload, payloadType, signatures",
    ),
    (
        "stranger's key",
        resign_with_stranger,
        "policies.sig:1:1: error: no signature is of a key that is trusted here",
    ),
    (
        "altered policy",
        write("c.yaml", policy_text("c", action="allow")),
        "c.yaml:1:1: error: is not as it was signed",
    ),
    (
        "comment",
        write("c.yaml", policy_text("c") + "# x\n"),
        "c.yaml:1:1: error: is not as it was signed",
    ),
    (
        "altered bindings",
        write("bindings.yaml", "kind: bindings/v1\ndefault: default\n"),
        "bindings.yaml:1:1: error: is not as it was signed",
    ),
    (
        "altered terms",
        write("terms/words.yaml", "- two\n"),
        "terms/words.yaml:1:1: error: is not as it was signed",
    ),
    (
        "removed bindings",
        remove("bindings.yaml"),
        "bindings.yaml:1:1: error: was signed and is missing",
    ),
    (
        "removed terms",
        remove("terms/words.yaml"),
        "terms/words.yaml:1:1: error: was signed and is missing",
    ),
    (
        "added policy",
        write("d.yaml", policy_text("c", "2")),
        "d.yaml:1:1: error: is not among the signed files",
    ),
    (
        "added file",
        write("terms/more.txt", "x"),
        "terms/more.txt:1:1: error: is not among the signed files",
    ),
    (
        "added in capitals",
        write("C.YAML", policy_text("c", "2")),
        ":1:1: error: 'C.YAML' and 'c.yaml' differ only in case or accents",
    ),
    ("link outside", link_out, "c.yaml:1:1: error: is not as it was signed"),
    ("circle", circle, ":1:1: error: has too many files or folders"),
    ("pipe", pipe, "pipe:1:1: error: cannot be read: Not a regular file"),
    (
        "too long",
        write("README.md", "x" * 1_048_577),
        "README.md:1:1: error: is over 1048576 bytes",
    ),
    (
        "newline in a name",
        write("a\nb", "x"),
        ":1:1: error: cannot list the path 'a\\nb'",
    ),
]


@pytest.mark.parametrize(
    ("tamper", "expected"), [t[1:] for t in TAMPERING], ids=[t[0] for t in TAMPERING]
)
def test_tampered_folder_is_refused(
    tmp_path: Path, tamper: Callable[[Path], object], expected: str
) -> None:
    """Each way to change a signed folder is fatal, and told at the file that it changed."""
    folder = whole(tmp_path / "policies")
    tamper(folder)
    (line,) = errors(folder, KEYS)
    assert line.removeprefix(str(folder)) == expected


def test_untouched_parts_stay_free(tmp_path: Path) -> None:
    """Hidden files, tests and schemas decide nothing, so they may change after signing."""
    folder = whole(tmp_path)
    (folder / ".hidden").write_text("x")
    fill(folder, tests__new="x", schema__s="y")
    assert names(folder, KEYS) == [("c", "1"), ("default", "1")]


def test_nothing_unsigned_is_parsed(tmp_path: Path) -> None:
    """Bytes whose signature does not hold never reach the YAML parser."""
    folder = whole(tmp_path)
    write("c.yaml", "broken: [")(folder)
    assert errors(folder, KEYS) == ["c.yaml:1:1: error: is not as it was signed"]


def test_single_file_is_never_signed(tmp_path: Path) -> None:
    """With a verify key a single file is refused, also out of a signed folder."""
    folder = whole(tmp_path)
    (line,) = errors(folder / "c.yaml", KEYS)
    assert line.endswith("must be a folder with a policies.sig: a verify key is set")


def test_nobody_trusted_means_nothing_loads(tmp_path: Path) -> None:
    """An empty tuple of keys verifies nothing; only None turns verification off."""
    folder = whole(tmp_path)
    assert errors(folder, ()) == [
        "policies.sig:1:1: error: no signature is of a key that is trusted here"
    ]
    assert names(folder, None) == [("c", "1"), ("default", "1")]


def test_resolved_digest_is_signed(tmp_path: Path) -> None:
    """A policy that resolves to something else than was signed is refused."""
    folder = fill(tmp_path, default=policy_text())
    _, manifest = load_for_signing(folder, today=TODAY)
    other = {(name, revision, "0" * 64) for name, revision, _ in manifest.policies}
    forged = type(manifest)(manifest.files, frozenset(other))
    (folder / FILE_NAME).write_bytes(sign(forged, [KEY]))
    (line,) = errors(folder, KEYS)
    assert "policies.sig:1:1: error: policy 'default' '1' was signed as 000000000000" in line


def child_of(base: str) -> str:
    return f"kind: policy/v1\nname: c\nowner: o\nrevision: '1'\nextends: [{base}]\n"


def test_shipped_base_is_signed_by_its_digest(tmp_path: Path) -> None:
    """What penname ships is not in the folder; the digest of the child holds it."""
    folder = signed(fill(tmp_path, c=child_of("default")))
    found = load_folder(folder, today=TODAY, verify_keys=KEYS)
    assert found.policies.default.name == "c"
    assert any(path.name == "default.yaml" for path in found.files)


def test_base_outside_is_refused(tmp_path: Path) -> None:
    """A file that is neither in the folder nor shipped can be neither signed nor used as signed."""
    folder = fill(tmp_path / "policies", base=policy_text("base"), c=child_of("base"))
    fill(folder, bindings="kind: bindings/v1\ndefault: c\n")
    signed(folder)
    (folder / "base.yaml").rename(tmp_path / "base.yaml")
    (folder / "c.yaml").write_text(child_of("../base.yaml"))
    assert names(folder) == [("c", "1")]
    words = "base.yaml:1:1: error: is outside of the folder that is signed"
    with pytest.raises(PolicyError, match=words):
        load_for_signing(folder, today=TODAY)
    assert "c.yaml:1:1: error: is not as it was signed" in errors(folder, KEYS)


def test_file_below_tests_is_signed_when_read(tmp_path: Path) -> None:
    """What decides is signed, also where a policy reads it out of tests/."""
    folder = fill(tmp_path, tests__base=policy_text("base"), c=child_of("tests/base.yaml"))
    fill(folder, tests__other="x")
    signed(folder)
    _, manifest = load_for_signing(folder, today=TODAY)
    assert sorted(manifest.files) == ["c.yaml", "tests/base.yaml"]
    assert names(folder, KEYS) == [("c", "1")]
    fill(folder, tests__base=policy_text("base", action="allow"))
    told = errors(folder, KEYS)
    assert told[0].startswith("policies.sig:1:1: error: policy 'c' '1' was signed as")
    assert told[1] == "tests/base.yaml:1:1: error: is not as it was signed"


@pytest.mark.parametrize("name", [".base.yaml", "sub/.base.yaml", ".sub/base.yaml"])
def test_hidden_file_is_signed_when_read(tmp_path: Path, name: str) -> None:
    """A hidden file that a policy reads is signed like any other."""
    folder = fill(tmp_path, c=child_of(name))
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(policy_text("base"))
    signed(folder)
    assert names(folder, KEYS) == [("c", "1")]
    (folder / name).write_text(policy_text("base", action="allow"))
    assert f"{name}:1:1: error: is not as it was signed" in errors(folder, KEYS)


def test_paths_that_were_asked_for_are_told(tmp_path: Path) -> None:
    """Also of a set that does not load, and also what was not there: it may come to be."""
    folder = fill(tmp_path / "policies", c=child_of("../base.yaml"))
    with pytest.raises(FolderError) as caught:
        load_folder(folder, today=TODAY)
    assert tmp_path / "base.yaml" in caught.value.asked
    fill(tmp_path, base=policy_text("base") + "extends: [other]\n", other=policy_text("other"))
    found = load_folder(folder, today=TODAY)
    assert {folder / "c.yaml", tmp_path / "base.yaml", tmp_path / "other.yaml"} <= set(found.asked)


def test_signature_lasts_beyond_ends(tmp_path: Path) -> None:
    """That an exception has ended since makes a signed folder no other folder."""
    text = policy_text() + (
        "exceptions:\n  - {id: E, match: {tenants: [t]}, reason: r, owner: o, expires: 2027-01-01,"
        " entities: {EMAIL_ADDRESS: {action: allow}}}\n"
    )
    folder = signed(fill(tmp_path, default=text))
    for day in (dt.date(2026, 12, 15), dt.date(2027, 2, 1), None):
        assert load_folder(folder, today=day, verify_keys=KEYS).policies.default.exceptions


def test_only_folders_can_be_signed(tmp_path: Path) -> None:
    """There is nothing to list for a single file."""
    fill(tmp_path, a=policy_text())
    with pytest.raises(PolicyError, match="is not a folder"):
        load_for_signing(tmp_path / "a.yaml", today=TODAY)


def test_plugins_are_judged_everywhere(tmp_path: Path) -> None:
    """In a file, in a folder and in a signed one a judge hears of every plug-in, and each problem
    has its place. A signature is made without one: it is made elsewhere."""
    plugged = "  SITE: {}\nrecognizers:\n  SITE: {spacy: {pipeline: pack, labels: [SITE]}}\n"
    fill(tmp_path, default=policy_text() + plugged)
    signed(tmp_path)
    for path, keys in ((tmp_path / "default.yaml", None), (tmp_path, None), (tmp_path, KEYS)):
        load_folder(path, today=TODAY, verify_keys=keys, judge=lambda _plugin: "")
        with pytest.raises(PolicyError) as caught:
            load_folder(path, today=TODAY, verify_keys=keys, judge=lambda one: f"no {one.name}")
        (problem,) = caught.value.problems
        assert problem.head.endswith(
            "default.yaml:9:28: error: recognizers.SITE.spacy.pipeline: no pack"
        )
