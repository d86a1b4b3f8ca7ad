"""The verdict on a log, for people and as JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.text import Text

from penname.audit.verify import Report
from penname.cli.audit.advice import ADVICE
from penname.cli.audit.times import shown
from penname.cli.audit.words import counted, number
from penname.cli.output import print_rows, safe

_STYLES = {"ok": "bold green", "tampered": "bold red", "incomplete": "bold yellow"}
