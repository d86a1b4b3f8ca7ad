"""Whatever stands in a record, its export is one harmless line in the shape of its schema."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.audit import ecs, flat, ocsf
from penname.audit.model import EVENTS
from penname.audit.record import AuditRecord, Content, FindingRow
from tests.audit_events import DETAILS, ORIGIN, TIME, leaves, schema

_TEXT = st.text(st.characters(exclude_categories=()), max_size=400)
_NUMBER = st.integers(0, 2**53)
_STRATEGIES: dict[str, st.SearchStrategy[Any]] = {
    "str": _TEXT,
    "int": _NUMBER,
    "float": st.floats(0, 1e9),
    "bool": st.booleans(),
}
_ROW = st.builds(
    FindingRow,
    entity_type=_TEXT.filter(bool),
    action=st.sampled_from(["none", "allow", "mask", "block"]),
    rule=_TEXT,
    recognizer=_TEXT,
    role=_TEXT,
    scores=st.dictionaries(st.integers(0, 100), st.integers(1, 9), max_size=3),
)
_RECORDS = st.builds(
    AuditRecord,
    **{
        one.name: _STRATEGIES[str(one.type)]
        for one in fields(AuditRecord)
        if str(one.type) in _STRATEGIES and one.name != "decision"
    },
    decision=st.sampled_from(["", "forwarded", "blocked", "refused"]),
    findings=st.lists(_ROW, max_size=3).map(tuple),
)
_FORMS = {"jsonl": flat, "ocsf": ocsf, "ecs": ecs}


@pytest.mark.parametrize("name", _FORMS)
@given(record=_RECORDS, event=st.sampled_from(sorted(EVENTS)))
def test_any_record_is_one_harmless_line(name: str, record: AuditRecord, event: str) -> None:
    """It fits the schema, is one line however lines are split, and shows no odd character."""
    form: Any = _FORMS[name]
    said = form.exported(ORIGIN, 3, TIME, event, record, DETAILS.get(event))
    line = json.dumps(said, allow_nan=False)
    assert len(line.splitlines()) == 1
    assert json.loads(line) == said
    for path, value in leaves(said):
        assert not isinstance(value, str) or (value.isprintable() and len(value) < 2000), path
    schema(name).validate(said)


@pytest.mark.parametrize("name", _FORMS)
@given(record=_RECORDS, word=st.text("0123456789abcdef", min_size=24, max_size=24))
def test_withheld_members_change_nothing(name: str, record: AuditRecord, word: str) -> None:
    """An export is the same whatever stands in the members that are withheld."""
    form: Any = _FORMS[name]
    other = replace(
        record,
        content=Content(masked=word, original=word, truncated=True),
        about={word: word},
        reason=word,
        body_sha256=word,
        masked_sha256=word,
    )
    for event in ("request", "refused", "reveal"):
        assert form.exported(ORIGIN, 3, TIME, event, other) == form.exported(
            ORIGIN, 3, TIME, event, record
        )
