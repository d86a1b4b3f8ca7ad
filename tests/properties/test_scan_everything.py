"""Property: whatever the document, a value in it leaves masked or the request is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from penname.dialects.openai_chat import CHAT as CHAT_DIALECT
from penname.dialects.table import Table
from penname.exchange.refusal import Refusal
from tests.exchanges import CARD, CHAT, MAIL, MESSAGES, NAME, RESPONSES, exchange, vault

PATHS = (CHAT, RESPONSES, MESSAGES, "/v1/embeddings", "/v1/completions", "/v1/moderations")


def words(table: Table) -> Iterator[str]:
    """All keys and types that a table speaks of."""
    waiting = [table._root]
    while waiting:
        step = waiting.pop()
        for name, below in (*step.members.items(), *step.types.items()):
            waiting.append(below)
            yield name


#: The provider's own credentials leave as they came, in whatever encoding.
CREDENTIALS = ("authorization_token", "authorization", "headers", "domain_secrets")


def vocabulary(path: str) -> list[str]:
    dialect = exchange(vault(), path).route.dialect
    found = {word for word in words(dialect.request) if word not in ("[]", "*", *CREDENTIALS)}
    return sorted(found | {"type", "text", "description", "enum", "properties", "x_new", MAIL})


LEAVES = st.one_of(
    st.sampled_from(
        [
            MAIL,
            f"to {MAIL}, {NAME}",
            json.dumps({"a": [MAIL, {MAIL: int(CARD)}]}),
            json.dumps(json.dumps({"deep": f"\u00fc {MAIL}\n"})),
            "data:text/plain;base64,bWFyaWFAZXhhbXBsZS5vcmc=",
            "bWFyaWFAZXhhbXBsZS5vcmc=",
            "maria%40example.org",
            r"maria\u0040example.org",
        ]
    ),
    st.integers(-3, 10**7),
    st.none(),
    st.booleans(),
)
FORBIDDEN = (MAIL, NAME, CARD, "bWFyaWFAZXhhbXBsZS5vcmc", "maria%40", r"maria\u0040")


def documents(path: str) -> st.SearchStrategy[dict[str, object]]:
    keys = st.sampled_from(vocabulary(path))
    types = st.sampled_from(["text", "image", "document", "base64", "thinking", "mcp", "function"])
    inner: st.SearchStrategy[object] = st.recursive(
        LEAVES,
        lambda below: st.one_of(
            st.lists(below, max_size=3),
            st.dictionaries(keys, below, max_size=4),
            st.tuples(types, st.dictionaries(keys, below, max_size=3)).map(
                lambda pair: {**pair[1], "type": pair[0]}
            ),
        ),
        max_leaves=16,
    )
    return st.dictionaries(keys, inner, max_size=6)


@pytest.mark.parametrize("path", PATHS)
@given(data=st.data())
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
async def test_no_value_leaves_in_clear(path: str, data: st.DataObject) -> None:
    """No value reaches the masked bytes from any leaf, under any keys and types."""
    body = {"metadata": {"m": MAIL}, **data.draw(documents(path))}
    answer = await outcome(path, json.dumps(body).encode())
    if isinstance(answer, Refusal):
        assert answer.code in ("egress_check", "token_array", "unreadable_attachment")
        assert "maria" not in answer.message
    else:
        json.loads(answer)
        assert not [form for form in FORBIDDEN if form in answer]


async def outcome(path: str, body: bytes) -> str | Refusal:
    try:
        return (await exchange(vault(), path).mask_request(body)).body.decode()
    except Refusal as refusal:
        return refusal


def test_vocabulary_holds_the_tables_words() -> None:
    """The generated documents speak the words of the tables."""
    assert {"messages", "tool_calls", "image_url"} <= set(words(CHAT_DIALECT.request))
