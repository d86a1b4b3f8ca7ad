"""The verdict on a log, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text

from penname.audit.files import log_name
from penname.audit.verify import Problem, Report
from penname.cli.audit.advice import ADVICE
from penname.cli.audit.times import shown
from penname.cli.audit.words import counted
from penname.cli.output import print_rows, safe

_STYLES = {"ok": "bold green", "tampered": "bold red", "incomplete": "bold yellow"}
