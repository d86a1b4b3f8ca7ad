"""`penname policy list`: which policies there are, what they do, who gets them."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from penname.cli.exits import Exit, Failure
from penname.cli.output import err, out, safe, write
from penname.cli.policy.check import finding_of
from penname.cli.policy.report_view import plural, show_findings
from penname.policy.binding_grammar import KIND as BINDINGS
from penname.policy.bindings import PolicySet
from penname.policy.changes import match_words
from penname.policy.folder import load_folder
from penname.policy.grammar import KIND as POLICY
from penname.policy.load import check_policy, policies_dir, read_tree
from penname.policy.model import Action, Mode, Policy
from penname.policy.problems import PolicyError, Problem
from penname.policy.tree import kind_of
from penname.server.clock import today_utc

_SUFFIXES = frozenset({".yaml", ".yml"})
_SOON = dt.timedelta(days=30)
_NONE = "\N{EM DASH}"


@dataclass(frozen=True, slots=True)
class Ending:
    """An exception or entry, and its last day."""

    id: str
    expires: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A policy as it is listed. `actions`: how many entity types each action is taken on."""

    name: str
    revision: str
    status: str
    title: str
    owner: str
    mode: str
    digest: str
    path: str
    actions: dict[str, int]
    recognizers: int
    scopes: int
    allow: tuple[Ending, ...]
    exceptions: tuple[Ending, ...]
    deny: tuple[Ending, ...]
    bindings: tuple[str, ...]


def execute(folder: str | None, form: str) -> Exit:
    """Lists the policies of a folder, or the built-in ones. Raises Failure."""
    home = policies_dir() if folder is None else Path(folder)
    if not home.is_dir():
        raise Failure(f"{home}: is not a folder", Exit.USAGE)
    today = today_utc()
    policies, problems = _policies(home, today)
    bound, more = _bound(home, today)
    listed = [_listed(policy, bound, today) for policy in policies]
    problems += more
    if form == "json":
        write(json.dumps({"policies": [asdict(one) for one in listed]}, indent=2) + "\n")
    else:
        show(out(), listed, today)
    show_findings(err(), [finding_of(one) for one in dict.fromkeys(problems)])
    return Exit.USAGE if problems else Exit.OK


def _policies(home: Path, today: dt.date) -> tuple[list[Policy], list[Problem]]:
    """The policies that stand in a folder, by name; the problems of those that do not load."""
    found: list[Policy] = []
    problems: list[Problem] = []
    for path in sorted(home.iterdir()):
        if path.suffix.lower() not in _SUFFIXES or path.name.startswith("."):
            continue
        try:
            if kind_of(read_tree(path)) == POLICY:
                found.append(check_policy(path, today=today).policy)
        except PolicyError as error:
            problems += error.problems
    return found, problems


def _bound(home: Path, today: dt.date) -> tuple[PolicySet | None, list[Problem]]:
    """The folder's bindings; None when there are none."""
    try:
        for path in sorted(home.iterdir()):
            if path.suffix.lower() in _SUFFIXES and kind_of(read_tree(path)) == BINDINGS:
                return load_folder(home, today=today).policies, []
    except PolicyError as error:
        return None, list(error.problems)
    return None, []


def _listed(policy: Policy, bound: PolicySet | None, today: dt.date) -> Listed:
    actions = Counter(
        rule.action if rule.mode is Mode.ENFORCE else f"{rule.action} ({rule.mode})"
        for rule in policy.rules.values()
    )
    return Listed(
        policy.name,
        policy.revision,
        policy.status,
        policy.title,
        policy.owner,
        str(policy.mode),
        policy.digest,
        policy.path,
        {str(action): actions[action] for action in sorted(actions, key=_rank)},
        len(policy.recognizers),
        len(policy.scopes),
        tuple(_ending(one.id, one.expires, today) for one in policy.allow),
        tuple(_ending(one.id, one.expires, today) for one in policy.exceptions),
        tuple(_ending(one.id, one.expires, today) for one in policy.deny),
        tuple(_who(policy, bound)),
    )


def _rank(action: str) -> tuple[int, str]:
    return list(Action).index(Action(action.partition(" ")[0])), action


def _ending(id_: str, expires: dt.date, today: dt.date) -> Ending:
    return Ending(id_, expires.isoformat(), today > expires)


def _who(policy: Policy, bound: PolicySet | None) -> Iterable[str]:
    """The bindings that give a policy, in words."""
    named = (policy.name, policy.revision)
    for binding in () if bound is None else bound.bindings:
        words = binding.name if binding.name == "default" else match_words(binding.match)
        if (binding.policy.name, binding.policy.revision) == named:
            yield words
        candidate = binding.candidate
        if candidate and (candidate.policy.name, candidate.policy.revision) == named:
            yield f"{words} ({candidate.mode} for {candidate.percent:g} %)"


def show(console: Console, listed: Sequence[Listed], today: dt.date) -> None:
    """A table on a terminal, a few lines for each policy anywhere else."""
    if not listed:
        console.print("no policies")
    elif console.is_terminal:
        console.print(_table(listed, today))
    else:
        for one in listed:
            for label, words in _lines(one):
                console.print(f"{label:<12} {safe(words)}", soft_wrap=True)
            console.print()


def _lines(one: Listed) -> list[tuple[str, str]]:
    lines = [
        ("policy", f"{one.name}@{one.revision}"),
        ("title", one.title),
        ("status", one.status),
        ("owner", one.owner),
        ("actions", _actions(one)),
        ("bindings", "; ".join(one.bindings)),
        ("file", one.path),
    ]
    for kind in ("allow", "exceptions", "deny"):
        ends = ", ".join(f"{end.id} until {end.expires}" for end in getattr(one, kind))
        lines.append((kind, ends))
    return [(label, words) for label, words in lines if words]


def _table(listed: Sequence[Listed], today: dt.date) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 1, 1))
    table.add_column("policy", no_wrap=True)
    table.add_column("what it does", overflow="fold", ratio=3)
    table.add_column("entries until", overflow="fold", ratio=2)
    if any(one.bindings for one in listed):
        table.add_column("who gets it", overflow="fold", ratio=2)
    for one in listed:
        cells = [_who_it_is(one), _what_it_does(one), _ends(one, today)]
        table.add_row(*cells, *([_bindings(one)] if len(table.columns) == 4 else []))
    return table


def _who_it_is(one: Listed) -> Text:
    return Text.assemble(
        (safe(one.name), "bold"), f"\n{safe(one.revision)}", (f"\n{safe(one.status)}", "dim")
    )


def _what_it_does(one: Listed) -> Text:
    added = [
        plural(count, word)
        for count, word in ((one.recognizers, "recognizer"), (one.scopes, "scope"))
        if count
    ]
    mode = "" if one.mode == Mode.ENFORCE else f"mode {one.mode}\n"
    text = Text.assemble(
        (f"{safe(one.title)}\n" if one.title else "", ""), (mode, "bold yellow"), _actions(one)
    )
    return text.append(f"\nown: {', '.join(added)}" if added else "", style="dim")


def _actions(one: Listed) -> str:
    return ", ".join(f"{action} {count}" for action, count in one.actions.items())


def _ends(one: Listed, today: dt.date) -> Text:
    text = Text()
    for end in (*one.exceptions, *one.allow, *one.deny):
        soon = dt.date.fromisoformat(end.expires) - today <= _SOON
        style = "dim strike" if end.ended else "bold yellow" if soon else ""
        text.append("\n" if text else "").append(f"{safe(end.id)} {end.expires}", style=style)
    return text if text else Text(_NONE, style="dim")


def _bindings(one: Listed) -> Text:
    return Text(safe("\n".join(one.bindings))) if one.bindings else Text(_NONE, style="dim")
