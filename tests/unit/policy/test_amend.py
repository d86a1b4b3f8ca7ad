"""Something added to a YAML file, with every line that was there left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.policy.amend import AmendError, with_item, with_key
from penname.policy.load import policies_dir

ITEM = ["id: new", "entities: [PERSON]", "hashed:", '  - "a:b"']
HEAD = "kind: policy/v1  # what it is\nname: x\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (  # no such key: at the end, behind a blank line
            "name: x # end\n\n# allow:\n#   - id: a\n\n",
            "name: x # end\n\n# allow:\n#   - id: a\n\nallow:\n  - id: new\n"
            '    entities: [PERSON]\n    hashed:\n      - "a:b"\n',
        ),
        (  # behind the last item, before what belongs to the next key
            "allow: # why\n    - id: a # c\n      x: 1\n      # still a\n\n# next\ndeny: []\n",
            "allow: # why\n    - id: a # c\n      x: 1\n      # still a\n    - id: new\n"
            '      entities: [PERSON]\n      hashed:\n        - "a:b"\n\n# next\ndeny: []\n',
        ),
        (  # dashes at the left, the last line without its end
            "allow:\n- id: a\n- id: b",
            'allow:\n- id: a\n- id: b\n- id: new\n  entities: [PERSON]\n  hashed:\n    - "a:b"\n',
        ),
        (  # a blank line between items
            "allow:\n  - id: a\n\n  - id: b\n# the end\n",
            "allow:\n  - id: a\n\n  - id: b\n\n  - id: new\n    entities: [PERSON]\n    hashed:\n"
            '      - "a:b"\n# the end\n',
        ),
        (  # a text that goes over lines, with what looks like a comment in it
            "allow:\n  - id: a\n    why: |\n      # no comment\n\n      end\n\ndeny: []\n",
            "allow:\n  - id: a\n    why: |\n      # no comment\n\n      end\n  - id: new\n"
            '    entities: [PERSON]\n    hashed:\n      - "a:b"\n\ndeny: []\n',
        ),
        (  # an empty list
            "allow: [ ]  # none\nname: x\n",
            "allow:  # none\n  - id: new\n    entities: [PERSON]\n    hashed:\n"
            '      - "a:b"\nname: x\n',
        ),
        (  # the line ends of the file
            "allow:\r\n  - id: a\r\n",
            "allow:\r\n  - id: a\r\n  - id: new\r\n    entities: [PERSON]\r\n    hashed:\r\n"
            '      - "a:b"\r\n',
        ),
    ],
)
def test_items_come_last(before: str, after: str) -> None:
    """An item goes behind the last one of its list, written as that is."""
    assert with_item(before, "allow", ITEM) == after


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("allow: [{id: a}]\n", "allow stands in brackets"),
        ("allow: [\n]\n", "goes over several lines"),
        ("allow: 7\n", "allow is no list"),
        ("{name: x}\n", "cannot be read"),
        ("- a\n", "the file is no mapping|cannot be read"),
        ("name: x\n...\n", "cannot be read"),
        ("name: x\nname: y\n", "cannot be read"),
        ("name: [", "cannot be read"),
        ("why: |+\n  a\n\n\n", "cannot be added to"),
    ],
)
def test_what_cannot_be_added_to_is_told(text: str, words: str) -> None:
    """A file that is written in another way is left to people; no message quotes it."""
    with pytest.raises(AmendError, match=words):
        with_item(text, "allow", ITEM)


def test_keys_come_last() -> None:
    """A key goes to the end of the file, once."""
    amended = with_key(HEAD + "\n", "decided", ["by: ann", 'why: "a: b"'])
    assert amended == HEAD + 'decided:\n  by: ann\n  why: "a: b"\n'
    with pytest.raises(AmendError, match="decided is there already"):
        with_key(amended, "decided", ["by: bo"])


@pytest.mark.parametrize("path", sorted(policies_dir().glob("*.yaml")), ids=lambda path: path.stem)
@pytest.mark.parametrize("key", ["allow", "deny"])
def test_shipped_policies_can_be_added_to(path: object, key: str) -> None:
    """All lines of a shipped policy are still there, in order."""
    text = path.read_text("utf-8")  # type: ignore[attr-defined]
    twice = with_item(with_item(text, key, ITEM), key, ["id: second", "entities: [AGE]"])
    kept = iter(twice.splitlines())
    assert all(line in kept for line in text.splitlines())
    assert twice.endswith("  - id: second\n    entities: [AGE]\n")


NAMES = st.sampled_from(["allow", "deny", "name", "cases"])
NODES = st.sampled_from(
    [
        *("7", "[]", "[{id: a}]", "\n  - id: a\n", "\n- id: a\n  x: |\n    # b\n", "{id: a}"),
        "\n  - [a,\n     b]",
    ]
)
NOISE = st.sampled_from(["", "# a\n", "\n", "   # b\n", "\n# c\n\n"])


@given(st.dictionaries(NAMES, st.tuples(NODES, NOISE)), NOISE)
def test_nothing_else_ever_changes(said: dict[str, tuple[str, str]], top: str) -> None:
    """Whatever the file: every line of it stays, or it is given back to people."""
    text = top + "".join(f"{key}: {node}\n{noise}" for key, (node, noise) in said.items())
    try:
        amended = with_item(text, "allow", ITEM)
    except AmendError:
        return
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("allow:")]
    kept = iter(amended.splitlines())
    assert all(line in kept for line in lines)
    assert amended.count("id: new") == 1
