"""What the options of several commands share; light, so that `--help` stays quick."""

from __future__ import annotations

#: text for people; json, sarif and github for machines (cli.policy.report).
FORMATS = ("text", "json", "sarif", "github")

#: Where policies are looked for when no path is given.
DEFAULT_FOLDER = "policies"
