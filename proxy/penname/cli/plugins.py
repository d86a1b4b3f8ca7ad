"""The plug-ins that PENNAME_PLUGINS allows, for commands: as for the server."""

from __future__ import annotations

import os

from penname.cli.exits import Exit, Failure
from penname.detect.config import parse_plugins
from penname.detect.plugin_checks import SETTING, judge_of
from penname.policy.plugins import Judge


def allowed() -> tuple[str, ...]:
    """The names that may be used. Raises Failure."""
    try:
        return parse_plugins(os.environ.get(SETTING, ""))
    except ValueError as error:
        raise Failure(f"{SETTING}: {error}", Exit.USAGE) from None


def judge() -> Judge:
    """Judges the plug-ins of policies. Raises Failure."""
    return judge_of(allowed())
