"""Which plug-ins commands may use: those of the server's setting."""

from __future__ import annotations

import pytest

from penname.cli.exits import Exit, Failure
from penname.cli.plugins import allowed, judge
from penname.policy.plugins import PRESIDIO, PlugIn


def test_setting_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the variable names is allowed, and nothing else."""
    monkeypatch.setenv("PENNAME_PLUGINS", "UuidRecognizer")
    assert allowed() == ("UuidRecognizer",)
    assert judge()(PlugIn(PRESIDIO, "UuidRecognizer")) == ""
    assert "PENNAME_PLUGINS" in judge()(PlugIn(PRESIDIO, "UsSsnRecognizer"))
    monkeypatch.delenv("PENNAME_PLUGINS")
    assert allowed() == ()


def test_mistyped_setting_ends_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that none can have is a user's error."""
    monkeypatch.setenv("PENNAME_PLUGINS", "a b")
    with pytest.raises(Failure, match="PENNAME_PLUGINS: must be names") as caught:
        judge()
    assert caught.value.exit_code == Exit.USAGE
