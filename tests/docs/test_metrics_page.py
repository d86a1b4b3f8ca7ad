"""The page of metrics says what the code counts."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from penname.server.metrics import NAMES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "metrics.md"


def test_page_lists_each_metric() -> None:
    """One row for each metric, with its labels, in the order of the table in the code."""
    rows = re.findall(r"^\| `(penname_\w+)` \| (.*?) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    expected = [
        (name, ", ".join(f"`{label}`" for label in row.labels) or "none")
        for name, row in NAMES.items()
    ]
    assert rows == expected


def test_alerts_use_known_metrics() -> None:
    """The rules on the page are YAML, and ask only for metrics that there are."""
    text = PAGE.read_text("utf-8")
    (block,) = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    rules = [rule for group in yaml.safe_load(block)["groups"] for rule in group["rules"]]
    assert len(rules) == 4
    for rule in rules:
        assert set(re.findall(r"penname_\w+", rule["expr"])) <= set(NAMES)
