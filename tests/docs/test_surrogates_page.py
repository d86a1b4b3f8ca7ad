"""The page on surrogates: its tables are those of the code."""

from __future__ import annotations

import re

from penname.mask.generalize import TARGETS, generalized
from penname.mask.operators import one_way
from penname.policy.model import Action, Rule
from penname.text.standins import GENERATORS
from tests.docs.test_docs import rows

PAGE = "reference/surrogates.md"


def table(columns: int, first: str) -> list[list[str]]:
    """The body rows of the table whose head begins with `first`."""
    found = list(rows(PAGE, columns))
    heads = [at for at, cells in enumerate(found) if not cells[0].startswith("`")]
    start = next(at for at in heads if found[at][0] == first)
    end = next((at for at in heads if at > start), len(found))
    return found[start + 1 : end]


def test_stand_ins_are_listed() -> None:
    """Every generator is a row, with its types, its words, an example of it and its bits."""
    listed: dict[str, list[str]] = {}
    kinds = {kind.says: kind for found in GENERATORS.values() for kind in found}
    for types, says, example, bits in table(4, "Entity type"):
        kind = kinds[says]
        assert kind.is_one(example.strip("`"))
        assert round(kind.bits) == int(bits)
        for name in re.findall(r"`(\w+)`", types):
            listed.setdefault(name, []).append(says)
    assert listed == {name: [kind.says for kind in found] for name, found in GENERATORS.items()}


def test_targets_are_listed() -> None:
    """Every target of `generalize` is a row, and its example is true."""
    listed = table(4, "Target")
    assert [(name.strip("`"), says) for name, says, _, _ in listed] == [
        (name, target.says) for name, target in TARGETS.items()
    ]
    for name, _, gives, value in listed:
        assert generalized((name.strip("`"),), value.strip("`")) == gives.strip("`")


def test_one_way_examples_have_their_form() -> None:
    """Every one-way action is a row, with what it really leaves."""
    examples = {name.strip("`"): text.strip("`") for name, _, text in table(3, "Action")}
    card = "4" + "1" * 15
    rule = Rule("PERSON", keep_last=4, to=("year",))
    made = {
        "redact": one_way(Rule("EMAIL_ADDRESS"), Action.REDACT, "a@b.example", b"k"),
        "partial": one_way(rule, Action.PARTIAL, card, b"k"),
        "hash": re.sub("[0-9a-f]{16}", "0" * 16, one_way(rule, Action.HASH, "Ann", b"k")),
        "generalize": one_way(rule, Action.GENERALIZE, "4 March 2026", b"k"),
    }
    examples["hash"] = re.sub("[0-9a-f]{16}", "0" * 16, examples["hash"])
    assert examples == made
