"""Whether a plug-in may be used here: what the server's setting allows, and what is installed.

Light: nothing of a plug-in is imported, so that the front process and `penname policy check`
can judge a policy. What only shows when it is loaded, the workers say when they start: they
load everything that is allowed.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from penname.policy.plugins import SPACY, Judge, PlugIn
from penname.policy.problems import did_you_mean

#: The setting that names what may be loaded.
SETTING = "PENNAME_PLUGINS"
#: Components of spaCy that find nothing by themselves.
_SILENT = frozenset(
    {"tok2vec", "transformer", "tagger", "morphologizer", "parser", "senter", "sentencizer"}
    | {"attribute_ruler", "lemmatizer"}
)


def judge_of(allowed: Collection[str]) -> Judge:
    """Judges plug-ins where `allowed` may be loaded."""
    return partial(problem_of, allowed=frozenset(allowed))


def problem_of(plugin: PlugIn, allowed: Collection[str]) -> str:
    """Why a plug-in cannot be used here; empty when nothing speaks against it."""
    if plugin.name not in allowed:
        return f"{plugin.name} is not allowed here: who runs penname adds it to {SETTING}"
    if plugin.kind == SPACY:
        home = home_of(plugin.name)
        return not_installed(plugin.name) if home is None else _unknown_label(plugin, home)
    module = plugin.name.partition(":")[0]
    if ":" in plugin.name and not is_installed(module):
        return not_installed(plugin.name)
    return ""


def not_installed(name: str) -> str:
    """What to say of a plug-in that is not there."""
    if name.startswith("/"):
        return f"there is no spaCy pipeline in {name}"
    return (
        f"{name} is not installed: install its package where penname runs (nothing is downloaded)"
    )


def is_installed(module: str) -> bool:
    """Whether the package of a module is there. Imports nothing of it."""
    try:
        return find_spec(module.partition(".")[0]) is not None
    except (ImportError, ValueError):
        return False


def home_of(pipeline: str) -> Path | None:
    """The folder of a spaCy pipeline; None when it is not there."""
    if pipeline.startswith("/"):
        return Path(pipeline) if (Path(pipeline) / "config.cfg").is_file() else None
    try:
        found = find_spec(pipeline)
    except (ImportError, ValueError):
        return None
    places = [] if found is None else list(found.submodule_search_locations or ())
    return Path(places[0]) if places else None


def _unknown_label(plugin: PlugIn, home: Path) -> str:
    """What to say of labels that a pipeline never gives; empty where that is not certain."""
    said = _meta(home)
    labels = said.get("labels", {})
    open_ended = (
        name for name in said.get("components", ()) if name not in _SILENT and not labels.get(name)
    )
    known = sorted({label for given in labels.values() for label in given})
    if not known or any(open_ended):
        return ""
    missing = next((label for label in plugin.labels if label not in known), None)
    if missing is None:
        return ""
    hint = did_you_mean(missing, known)
    return f"{plugin.name} has no label {missing!r}" + (f": {hint}" if hint else "")


def _meta(home: Path) -> Mapping[str, Any]:
    """What a pipeline says of itself; nothing where it says nothing that can be read."""
    try:
        said = json.loads((home / "meta.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    labels = said.get("labels") if isinstance(said, dict) else None
    return said if isinstance(labels, dict) else {}
