"""The policy loader: what it accepts, and that every error names its place."""

from __future__ import annotations

import datetime as dt
import importlib.resources
from pathlib import Path

import pytest

from penname.policy.entities import ENTITY_TYPES
from penname.policy.hashed import Hasher
from penname.policy.load import (
    Loaded,
    PolicyError,
    check_policy,
    check_text,
    default_policy_path,
    hasher_at,
    load_policy,
    load_text,
    policies_dir,
    read_tree,
    tree_of,
)
from penname.policy.model import Action, Severity
from penname.policy.tree import Table
from penname.text.spans import Span

HEAD = 'kind: policy/v1\nname: team\nowner: team@example.org\nrevision: "1"\n'
TODAY = dt.date(2026, 11, 23)


def problems(body: str, head: str = HEAD) -> str:
    """The rendered errors of a policy, or a test failure when it loads."""
    with pytest.raises(PolicyError) as caught:
        load_text(head + body, "team.yaml")
    return str(caught.value)


def test_default_policy_loads_cleanly() -> None:
    """The shipped policy loads without a warning; its rules are of types that are found."""
    loaded = check_policy(default_policy_path(), today=TODAY)
    policy = loaded.policy
    assert (loaded.warnings, loaded.files) == ((), (default_policy_path(),))
    assert set(policy.rules) <= set(ENTITY_TYPES)
    assert policy.rules["API_KEY"].action is Action.MASK
    assert policy.rules["PRIVATE_KEY"].action is Action.BLOCK
    assert policy.vault_ttl_s == 86_400.0


def test_example_allow_entry_loads() -> None:
    """The allow entry that the default policy shows as a comment is valid when uncommented."""
    text = default_policy_path().read_text("utf-8")
    head, _, tail = text.partition("# allow:\n")
    allow = "allow:\n" + "".join(line[2:] for line in tail.splitlines(keepends=True))
    entry = load_text(head + allow, "default.yaml").allow[0]
    assert entry.covers("EMAIL_ADDRESS", "support@example.org", dt.date(2027, 6, 30))
    assert not entry.covers("EMAIL_ADDRESS", "support@example.org", dt.date(2027, 7, 1))


def test_thresholds_resolve_lazily() -> None:
    """An entity without a min_score takes that of the file, wherever the file says it."""
    policy = load_text(
        HEAD + "entities:\n  PERSON: {}\n  JWT: {min_score: 0.9}\nmin_score: 0.3\n", "t.yaml"
    )
    assert policy.rules["PERSON"].min_score == 0.3
    assert policy.rules["JWT"].min_score == 0.9


def test_defaults_override_file_threshold() -> None:
    """`defaults` is nearer to an entity than the top-level min_score."""
    body = "min_score: 0.3\ndefaults: {min_score: 0.7, severity: high}\nentities: {PERSON: {}}\n"
    rule = load_text(HEAD + body, "t.yaml").rules["PERSON"]
    assert (rule.min_score, rule.severity) == (0.7, Severity.HIGH)


def test_rule_names_its_line() -> None:
    """A decision can say which file and line made it."""
    policy = load_text(HEAD + "entities:\n  JWT: {}\n  PERSON: {action: block}\n", "t.yaml")
    decision = policy.decide(Span(0, 3, "PERSON", 0.9, "test"), "Ann", TODAY)
    assert decision is not None
    assert decision.where == "t.yaml:7"


def test_one_way_actions_cannot_restore() -> None:
    """Only mask and surrogate keep their places of restoring."""
    body = "defaults: {restore: [text]}\nentities: {PERSON: {action: redact}, JWT: {}}\n"
    rules = load_text(HEAD + body, "t.yaml").rules
    assert rules["PERSON"].restore == frozenset()
    assert rules["JWT"].restore == {"text"}


def test_unknown_key_error_reads_well() -> None:
    """The error names path, line, column and key path, shows the line and suggests a key."""
    assert problems("entities:\n  PERSON: {min_score: 0.35, acton: mask}\n") == (
        "team.yaml:6:29: error: entities.PERSON.acton: unknown key 'acton'\n"
        "     6 |   PERSON: {min_score: 0.35, acton: mask}\n"
        "       |                             ^ did you mean 'action'?"
    )


def test_all_errors_show_at_once() -> None:
    """One run reports every error of a file, in file order."""
    text = problems(
        "status: stabel\nentities:\n  PERSON: {min_score: 7}\n  PRESON: {}\n  JWT: {keep_last: 2}\n"
    )
    assert [line.split(": ")[2] for line in text.splitlines() if "error" in line] == [
        "status",
        "entities.PERSON.min_score",
        "entities.PRESON",
    ]
    assert "did you mean 'PERSON'?" in text


@pytest.mark.parametrize(
    ("body", "heads"),
    [
        (
            "entities: {PERSON: {}}\nname: other\n",
            ["6:1: name: duplicate key 'name' (first on line 2)"],
        ),
        (
            "entities: {PERSON: {}, PERSON: {}}\n",
            ["5:24: entities.PERSON: duplicate key 'PERSON' (first on line 5)"],
        ),
        ("entities: {PERSON: &a {}}\n", ["5:20: entities.PERSON: anchors (&a) are not allowed"]),
        (
            "entities: {PERSON: &a {}, JWT: *a}\n",
            [
                "5:20: entities.PERSON: anchors (&a) are not allowed",
                "5:32: entities.JWT: aliases (*a) are not allowed: write the value out",
                "5:32: entities.JWT: must be a mapping",
            ],
        ),
        (
            "entities: {PERSON: !!map {}}\n",
            ["5:20: entities.PERSON: tags (tag:yaml.org,2002:map) are not allowed"],
        ),
        (
            "entities: {PERSON: {<<: {}}}\n",
            ["5:21: entities.PERSON: merge keys (<<) are not allowed"],
        ),
        ("entities: {FOO: {}}\n", ["5:12: entities.FOO: no recognizer finds 'FOO'"]),
        (
            "entities: {PERSON: {locked: yes}}\n",
            ["5:29: entities.PERSON.locked: must be true or false"],
        ),
        (
            "entities: {PERSON: {action: off}}\n",
            [
                "5:29: entities.PERSON.action: "
                "'off' is not one of allow, mask, surrogate, partial, general"
                "ize, hash, redact, route, block"
            ],
        ),
        (
            "entities: {PERSON: {action: partial}}\n",
            ["5:21: entities.PERSON.action: action 'partial' needs keep_last"],
        ),
        (
            "defaults: {keep_last: 4}\nentities: {PERSON: {}}\n",
            ["5:12: defaults.keep_last: keep_last is only for action 'partial'"],
        ),
        (
            "defaults: {action: partial}\nentities: {PERSON: {}, JWT: {}}\n",
            ["5:12: defaults.action: action 'partial' needs keep_last"],
        ),
        (
            "defaults: {to: year}\nentities: {PERSON: {}}\n",
            ["5:12: defaults.to: 'to' is only for actions 'generalize' and 'route'"],
        ),
        (
            "entities: {}\nextends: [defualt]\n",
            ["6:11: extends.0: there is no {policies}/defualt.yaml"],
        ),
        (
            "entities: {}\nextends: [./default]\n",
            [
                "6:11: extends.0: must be the name of a policy, "
                "or a path that starts at this file's folder"
            ],
        ),
        (
            "entities: {}\nvault: {ttl: 1 week}\n",
            ["6:14: vault.ttl: must be a duration such as 30m, 24h or 7d"],
        ),
        ("entities: {}\nvault: {ttl: 0h}\n", ["6:14: vault.ttl: must be above 0 and at most 366d"]),
        (
            "entities: {}\nlimits: {max_findings: -1}\n",
            ["6:24: limits.max_findings: must be a whole number from 1 to 10000000"],
        ),
        (
            "entities: {}\nlimits: {max_distinct: {SSN: 1}}\n",
            ["6:25: limits.max_distinct.SSN: no recognizer finds 'SSN'"],
        ),
        ("entities: {}\nlanguages: []\n", ["6:12: languages: must have at least 1 item(s)"]),
        ("entities: []\n", ["5:11: entities: must be a mapping"]),
        ("title: x\n", ["1:1: entities: missing key 'entities'"]),
        ("entities: {}\ntitle: 12\n", ["6:8: title: '12' is not text (put it in quotes)"]),
        ("entities: {}\ntitle: ''\n", ["6:8: title: must not be empty"]),
        (
            "entities: {}\nallow: [{id: a}]\n",
            [
                "6:9: allow.0.reason: missing key 'reason'",
                "6:9: allow.0.owner: missing key 'owner'",
                "6:9: allow.0.expires: missing key 'expires'",
                "6:9: allow.0.entities: missing key 'entities'",
            ],
        ),
        ("entities: {[a]: {}}\n", ["5:12: entities: a key must be one word"]),
        ("entities: {}\n---\nkind: x\n", ["6:1: has more than one document"]),
        ("entities: {}\ntitle: a\x07\n", ["1:1: is not YAML: it has characters that YAML forbids"]),
        ("entities: " + "[" * 50 + "]" * 50, ["5:43: is not YAML: nested too deeply"]),
        ("#" + "x" * 1_048_576, ["1:1: is over 1048576 bytes"]),
    ],
)
def test_bad_policies_are_refused(body: str, heads: list[str]) -> None:
    """Everything outside the grammar is an error that says what is wrong, and where."""
    shown = problems(body).splitlines()
    assert [line for line in shown if line.startswith("team.yaml:")] == [
        "team.yaml:" + head.replace(" ", " error: ", 1).format(policies=policies_dir())
        for head in heads
    ]


@pytest.mark.parametrize(
    ("body", "place"),
    [("entities: {\n", "6:1"), ("entities: {}\ntitle: 'open\n", "7:1"), ("- a\n", "5:1")],
)
def test_broken_yaml_is_refused(body: str, place: str) -> None:
    """What is not YAML is an error at its place; the words after that are the library's."""
    assert problems(body).startswith(f"team.yaml:{place}: error: is not YAML: ")


def test_packaged_policy_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package ships its policy inside; a checkout uses the repository's file."""
    monkeypatch.setattr(importlib.resources, "files", lambda _package: tmp_path)
    repository = default_policy_path()
    assert repository.is_file()
    packaged = tmp_path / "policies" / "default.yaml"
    packaged.parent.mkdir()
    packaged.write_bytes(repository.read_bytes())
    assert default_policy_path() == packaged


def test_empty_file_is_refused() -> None:
    """A file without a document has no policy."""
    assert "team.yaml:1:1: error: is empty" in problems("", head="# nothing\n")


def test_duplicate_allow_ids_are_refused() -> None:
    """Two allow entries with one id could not be told apart in an audit."""
    entry = "{id: a, entities: [JWT], values: [x], reason: r, owner: o, expires: 2027-01-01}"
    assert "duplicate id 'a'" in problems(f"entities: {{JWT: {{}}}}\nallow: [{entry}, {entry}]\n")


def test_yaml_no_stays_a_word() -> None:
    """YAML 1.1's surprise booleans are plain words here."""
    policy = load_text(HEAD.replace("name: team", "name: no") + "entities: {}\n", "t.yaml")
    assert policy.name == "no"


def test_digest_follows_meaning_only() -> None:
    """Comments, order and places do not move the digest; a threshold does."""
    first = load_text(HEAD + "entities: {PERSON: {}, JWT: {}}\n", "a.yaml").digest
    moved = load_text(HEAD + "# note\nentities:\n  JWT: {}\n  PERSON: {}\n", "b.yaml").digest
    changed = load_text(HEAD + "entities: {PERSON: {min_score: 0.4}, JWT: {}}\n", "a.yaml").digest
    assert len(first) == 64
    assert first == moved != changed


def test_unreadable_file_is_a_policy_error(tmp_path: Path) -> None:
    """A missing file or one that is not UTF-8 fails like any bad policy."""
    with pytest.raises(PolicyError, match="cannot be read"):
        load_policy(tmp_path / "none.yaml")
    latin = tmp_path / "latin.yaml"
    latin.write_bytes(b"kind: policy/v1\ntitle: \xe9\n")
    with pytest.raises(PolicyError, match=r"latin\.yaml:2:1: error: is not UTF-8"):
        load_policy(latin)


# --- several files -------------------------------------------------------------------------

PARENT = HEAD + "entities:\n  PERSON: {action: redact}\n  JWT: {locked: true}\n"
CHILD = "kind: policy/v1\nname: child\nowner: o\nrevision: '1'\n"


class Files:
    """A folder without a disk: `read` of names to texts; it remembers what was asked for."""

    def __init__(self, **texts: str | bytes) -> None:
        self.texts = {name.replace("__", "/"): text for name, text in texts.items()}
        self.asked: list[str] = []

    def read(self, path: Path) -> bytes:
        self.asked.append(path.name)
        name = path.as_posix().removeprefix("p/").removesuffix(".yaml")
        if name not in self.texts:
            raise FileNotFoundError(2, "No such file or directory")
        text = self.texts[name]
        return text if isinstance(text, bytes) else text.encode()


def chained(extends: dict[str, str]) -> Files:
    """Files that say nothing but what they extend."""
    body = "extends: {}\nentities: {{}}\n"
    return Files(**{name: CHILD + body.format(said) for name, said in extends.items()})


def check(files: Files, name: str = "child") -> Loaded:
    return check_policy(Path("p") / f"{name}.yaml", today=TODAY, read=files.read)


def errors(files: Files, name: str = "child") -> list[str]:
    with pytest.raises(PolicyError) as caught:
        check(files, name)
    return [problem.head for problem in caught.value.problems]


def test_child_is_laid_over_parent() -> None:
    """A file starts from what it extends; every file that was read is listed."""
    files = Files(parent=PARENT, child=CHILD + "extends: [parent]\nentities: {CRYPTO: {}}\n")
    loaded = check(files)
    assert set(loaded.policy.rules) == {"PERSON", "JWT", "CRYPTO"}
    assert loaded.policy.name == "child"
    assert loaded.policy.rules["PERSON"].where == "p/parent.yaml:6"
    assert loaded.files == (Path("p/child.yaml"), Path("p/parent.yaml"))
    assert loaded.warnings == ()


def test_messages_of_several_files_read_well() -> None:
    """Errors of all files show together, each with its own line and a caret."""
    files = Files(
        parent=PARENT.replace("redact", "redcat"),
        child=CHILD + "extends: [parent]\nentities:\n  PERSON: {min_scor: 0.3}\n",
    )
    with pytest.raises(PolicyError) as caught:
        check(files)
    assert str(caught.value) == (
        "p/child.yaml:7:12: error: entities.PERSON.min_scor: unknown key 'min_scor'\n"
        "     7 |   PERSON: {min_scor: 0.3}\n"
        "       |            ^ did you mean 'min_score'?\n"
        "p/parent.yaml:6:20: error: entities.PERSON.action: 'redcat' is not one of "
        "allow, mask, surrogate, partial, generalize, hash, redact, route, block\n"
        "     6 |   PERSON: {action: redcat}\n"
        "       |                    ^ did you mean 'redact'?"
    )


def test_lock_and_warning_show_both_lines() -> None:
    """What is locked is an error, what is loosened a warning; both name the parent's line."""
    body = "extends: [parent]\nentities:\n  PERSON: {action: mask}\n"
    files = Files(parent=PARENT, child=CHILD + body)
    (warning,) = check(files).warnings
    assert warning.render() == (
        "p/child.yaml:7:12: warning: entities.PERSON.action: "
        "loosens PERSON (p/parent.yaml:6): action redact -> mask\n"
        "     7 |   PERSON: {action: mask}\n"
        "       |            ^"
    )
    files.texts["child"] = CHILD + body + "  JWT: {action: allow}\n"
    assert errors(files) == [
        "p/child.yaml:8:9: error: entities.JWT.action: "
        "JWT is locked in p/parent.yaml:7: action mask -> allow"
    ]


def test_diamond_is_merged_once() -> None:
    """A file that two parents share is laid down once, so that neither loses to its defaults."""
    files = Files(
        base=HEAD + "entities: {PERSON: {min_score: 0.6}}\n",
        a=CHILD + "extends: [base]\nentities: {PERSON: {min_score: 0.3}}\n",
        b=CHILD + "extends: [base]\nentities: {JWT: {}}\n",
        child=CHILD + "extends: [a, b]\n",
    )
    loaded = check(files)
    assert loaded.policy.rules["PERSON"].min_score == 0.3
    assert loaded.warnings == ()
    assert [path.name for path in loaded.files] == ["child.yaml", "a.yaml", "base.yaml", "b.yaml"]


def test_loosening_among_parents_is_told() -> None:
    """A second parent that loosens the first is told; what a parent loosens of its own is not."""
    files = Files(
        base=HEAD + "entities: {PERSON: {action: redact}, JWT: {action: redact}}\n",
        a=CHILD + "extends: [base]\nentities: {PERSON: {action: mask}}\n",
        b=HEAD + "entities: {JWT: {action: mask}}\n",
        child=CHILD + "extends: [a, b]\n",
    )
    assert [warning.head for warning in check(files).warnings] == [
        "p/b.yaml:5:18: warning: entities.JWT.action: "
        "loosens JWT (p/base.yaml:5): action redact -> mask"
    ]
    assert len(check(files, "a").warnings) == 1


@pytest.mark.parametrize(
    ("texts", "heads"),
    [
        ({"child": "[child]"}, ["5:11: extends.0: extends itself: child -> child"]),
        (
            {"child": "[a]", "a": "[b]", "b": "[a]"},
            ["p/b.yaml:5:11: extends.0: extends itself: child -> a -> b -> a"],
        ),
        (
            {"child": "[a]", "a": "[b]", "b": "[c]", "c": "[d]", "d": "[e]", "e": "[]"},
            ["p/d.yaml:5:11: extends.0: extends more than 4 deep: child -> a -> b -> c -> d -> e"],
        ),
        (
            {"child": "[/a.yaml]"},
            [
                "5:11: extends.0: must be the name of a policy, "
                "or a path that starts at this file's folder"
            ],
        ),
        ({"child": "[sub/a.yaml]"}, ["5:11: extends.0: there is no sub/a"]),
        ({"child": "[a.yaml]", "a": "no"}, ["p/a.yaml:5:10: extends: must be a list"]),
    ],
)
def test_bad_chains_are_refused(texts: dict[str, str], heads: list[str]) -> None:
    """Files that extend each other in a circle, too deep, or that are not there, are errors."""
    files = Files(
        **{name: f"{CHILD}extends: {said}\nentities: {{}}\n" for name, said in texts.items()}
    )
    shown = [head.replace("p/", "").replace(".yaml", "") for head in errors(files)]
    expected = [
        (head if head.startswith("p/") else f"p/child.yaml:{head}").replace(": ", ": error: ", 1)
        for head in heads
    ]
    assert shown == [head.replace("p/", "").replace(".yaml", "") for head in expected]


def test_four_deep_is_not_too_deep() -> None:
    """A chain of five files is the longest."""
    chain = {"child": "[a]", "a": "[b]", "b": "[c]", "c": "[d]", "d": "[]"}
    files = Files(
        **{name: f"{CHILD}extends: {said}\nentities: {{}}\n" for name, said in chain.items()}
    )
    assert len(check(files).files) == 5


def test_too_many_files_are_refused() -> None:
    """A policy of more files than anybody reviews is an error."""
    names = [f"f{number}" for number in range(40)]
    texts = dict.fromkeys(names, HEAD + "entities: {}\n")
    halves = {
        "left": f"{CHILD}extends: [{', '.join(names[:16])}]\n",
        "middle": f"{CHILD}extends: [{', '.join(names[16:32])}]\n",
        "child": CHILD + "extends: [left, middle]\n",
    }
    assert errors(Files(**texts, **halves))[0].endswith("extends more than 32 files")
    many = CHILD + f"extends: [{', '.join(names[:17])}]\n"
    assert errors(Files(**texts, child=many)) == [
        "p/child.yaml:5:10: error: extends: must have at most 16 items"
    ]


def test_bare_name_falls_back_to_the_shipped() -> None:
    """`default` is the file beside it, or else the policy that penname ships."""
    child = CHILD + "extends: [default]\n"
    own = Files(default=HEAD + "entities: {CRYPTO: {}}\n", child=child)
    assert set(check(own).policy.rules) == {"CRYPTO"}
    shipped = load_text(child, "t.yaml")
    assert set(load_policy(default_policy_path()).rules) == set(shipped.rules)
    assert check_text(child, "t.yaml").files == (default_policy_path(),)


def test_unreadable_parents_are_placed() -> None:
    """A parent that cannot be read, or is not UTF-8 or YAML, is an error of its own."""

    def read(path: Path) -> bytes:
        if path.name == "child.yaml":
            return (CHILD + "extends: [closed, latin, broken]\nentities: {}\n").encode()
        if path.name == "closed.yaml":
            raise PermissionError(13, "Permission denied")
        return b"a: \xe9\n" if path.name == "latin.yaml" else b"a: [\n"

    with pytest.raises(PolicyError) as caught:
        check_policy(Path("p/child.yaml"), read=read)
    heads = [problem.head for problem in caught.value.problems]
    assert heads[0].startswith("p/broken.yaml:2:1: error: is not YAML: ")
    assert heads[1:] == [
        "p/child.yaml:5:11: error: extends.0: p/closed.yaml cannot be read: Permission denied",
        "p/latin.yaml:1:1: error: is not UTF-8",
    ]


TERMS = "recognizers: {TEAM: {terms: [Red], terms_file: lists/teams.txt}}\nentities: {TEAM: {}}\n"


def test_terms_come_from_a_file() -> None:
    """A terms file is relative to the policy file; its terms follow those in the policy."""
    files = Files(child=CHILD + TERMS, **{"lists/teams.txt": "# teams\nBlue\nRed\n"})
    loaded = check(files)
    assert loaded.policy.recognizers[0].terms == ("Red", "Blue")
    assert loaded.files == (Path("p/child.yaml"), Path("p/lists/teams.txt"))


@pytest.mark.parametrize(
    ("terms", "problem"),
    [
        (b"\xe9", "p/lists/teams.txt is not UTF-8"),
        (b"Blue\n\xe2\x80\x8b\n", "p/lists/teams.txt: a term must hold something that can be seen"),
        (b"x" * 1_048_577, "p/lists/teams.txt is over 1048576 bytes"),
        (None, "p/lists/teams.txt cannot be read: No such file or directory"),
    ],
)
def test_bad_terms_files_are_placed(terms: bytes | None, problem: str) -> None:
    """A terms file that cannot be used is an error where it is named."""
    more = {} if terms is None else {"lists/teams.txt": terms}
    files = Files(child=CHILD + TERMS, **more)
    assert errors(files) == [f"p/child.yaml:5:48: error: recognizers.TEAM.terms_file: {problem}"]


def test_texts_have_no_terms_file() -> None:
    """A text is in no folder, so nothing is beside it."""
    assert "only a policy file can have a terms file" in problems(TERMS)


KEY = bytes(range(32))
KEYED = Hasher.keyed(KEY).of_value("Ann Lee").written
HASHES = f"""\
hash_key_file: .values.key
entities: {{PERSON: {{}}}}
allow:
  - id: a
    entities: [PERSON]
    hashed: ["{KEYED}"]
    reason: r
    owner: o
    expires: 2027-01-01
"""


def test_hashes_get_their_key() -> None:
    """The key file is relative to the policy; with it a hash covers what it was made of."""
    loaded = check(Files(child=CHILD + HASHES, **{".values.key": KEY.hex()}))
    (entry,) = loaded.policy.allow
    assert entry.covers("PERSON", "Ann Lee", TODAY)
    assert not entry.covers("PERSON", "ann lee", TODAY)
    assert loaded.policy.allowed_by("PERSON", "Ann Lee", TODAY) is entry
    assert loaded.policy.allowed_by("PERSON", "Bob", TODAY) is None
    assert loaded.files[-1] == Path("p/.values.key")
    assert KEY.hex() not in repr(loaded)


def test_key_is_not_inherited() -> None:
    """Each file says where its own key is: a parent's does not open a child's hashes."""
    child = "extends: [base]\n" + HASHES.replace("hash_key_file: .values.key\n", "")
    base = CHILD.replace("child", "base") + "hash_key_file: .values.key\nentities: {}\n"
    files = Files(child=CHILD + child, base=base, **{".values.key": KEY.hex()})
    assert "is under a key: say in hash_key_file" in errors(files)[0]
    mine = HASHES.replace(".values.key", "other.key")
    more = {".values.key": KEY.hex(), "other.key": KEY.hex()}
    files = Files(child=CHILD + "extends: [base]\n" + mine, base=base, **more)
    assert check(files).policy.allow[0].covers("PERSON", "Ann Lee", TODAY)


@pytest.mark.parametrize(
    ("key", "problem"),
    [
        ("zz", "p/.values.key holds no key: it must be at least 64 hex digits"),
        (None, "p/.values.key cannot be read: No such file or directory"),
        (KEY[::-1].hex(), "is under another key than the one in hash_key_file"),
    ],
)
def test_wrong_keys_are_told(key: str | None, problem: str) -> None:
    """A hash that cannot be told is an error: nobody would see that it finds nothing."""
    files = Files(child=CHILD + HASHES, **({} if key is None else {".values.key": key}))
    assert problem in " ".join(errors(files))


def test_key_of_a_file_makes_hashes() -> None:
    """What makes the keyed hashes of a policy's file; nothing where it names no key."""
    files = Files(child=CHILD + HASHES, base=CHILD, **{".values.key": KEY.hex()})
    assert hasher_at(Path("p/child.yaml"), files.read) == Hasher.keyed(KEY)
    assert hasher_at(Path("p/base.yaml"), files.read) is None
    for named in ("gone.key", "[a]"):
        texts = {".values.key": KEY.hex()}
        files = Files(child=CHILD + HASHES.replace(".values.key", named), **texts)
        with pytest.raises(PolicyError):
            hasher_at(Path("p/child.yaml"), files.read)


def test_texts_have_no_key_file() -> None:
    """A text is in no folder, so nothing is beside it."""
    assert "only a policy file can have a key file" in problems(HASHES)


def test_trees_of_other_kinds_are_read() -> None:
    """Readers of other kinds get the tree, or every problem of its YAML."""
    root = tree_of("a: 1\n", "b.yaml")
    assert isinstance(root, Table)
    assert isinstance(read_tree(default_policy_path()), Table)
    with pytest.raises(PolicyError, match=r"b\.yaml:2:1: error: a: duplicate key"):
        tree_of("a: 1\na: 2\n", "b.yaml")
    with pytest.raises(PolicyError, match=r"p/x\.yaml:2:1: error: a: duplicate key"):
        read_tree(Path("p/x.yaml"), lambda _path: b"a: 1\na: 2\n")
    with pytest.raises(PolicyError, match=r"p/x\.yaml:1:1: error: cannot be read: ValueError"):
        read_tree(Path("p/x.yaml"), _broken)


def _broken(_path: Path) -> bytes:
    raise ValueError
