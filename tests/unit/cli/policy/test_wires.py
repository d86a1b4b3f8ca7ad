"""Requests of policy tests: each is what its route's own client would send."""

from __future__ import annotations

import json

import pytest

from penname.cli.policy.wires import WIRES, dump
from penname.dialects.routes import match, route_names
from penname.policy.cases import Case
from penname.policy.marks import Marked
from penname.policy.match import Subject
from penname.policy.model import PARTS, ROLES
from penname.policy.problems import Place

TEXT = 'Zoë said "hi" \\ to\nAnn\u2028{"a": 1}'


def case(route: str, role: str = "user", part: str = "text") -> Case:
    return Case("one", Marked(TEXT), Place(1, 1), Subject(route, model="m"), role=role, part=part)


@pytest.mark.parametrize("route", WIRES)
def test_path_belongs_to_route(route: str) -> None:
    """The path of a wire is that of its route."""
    assert route in route_names()
    assert match("POST", WIRES[route].path, {}).name == route


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("route", WIRES)
def test_text_is_read_back(route: str, role: str, part: str) -> None:
    """The text stands where it is read from, in every role and part."""
    request = WIRES[route].request(case(route, role, part))
    assert request.read(json.loads(dump(request.body))) == TEXT
    assert request.body["model"] == "m"
    assert "Zo" not in repr(request)


def test_roles_are_those_of_the_api() -> None:
    """What the system says and what a tool gave stand where the API has them."""
    anthropic, chat = WIRES["anthropic.messages"].request, WIRES["openai.chat"].request
    assert anthropic(case("anthropic.messages", "system")).body["system"] == TEXT
    result = anthropic(case("anthropic.messages", "tool")).body["messages"][0]["content"][0]
    assert result["type"] == "tool_result"
    assert chat(case("openai.chat", "tool")).body["messages"][0]["role"] == "tool"
    call = chat(case("openai.chat", part="tool_arguments")).body["messages"][0]["tool_calls"][0]
    assert json.loads(call["function"]["arguments"]) == {"text": TEXT}
