"""The effect of a policy, for people and as JSON. Counts only; never a value."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from penname.cli.output import colour, safe
from penname.cli.policy.effects import Affected, Change, Effects, most_affected
from penname.cli.policy.replayed import DEPTHS, MIXED, Replayed, Sample
from penname.policy.model import STRICTNESS, Action

_MOST = 20


def show(console: Console, replayed: Replayed) -> None:
    """Head, requests, spans, where it matters most, and what it cannot say."""
    effects = replayed.effects
    head = Text.assemble((safe(replayed.source), "bold"), f"  {effects.requests:,} requests")
    depths = list(_depths(replayed))
    if len(depths) == 1:
        head.append("  ").append_text(depths[0])
    console.print(head, soft_wrap=True)
    for line in depths if len(depths) > 1 else ():
        console.print(line, soft_wrap=True)
    console.print(Text.assemble(("old ", "dim"), safe(replayed.old_label)), soft_wrap=True)
    console.print(Text.assemble(("new ", "dim"), replayed.new_label), soft_wrap=True)
    console.print()
    _table(console, "requests", _request_rows(effects))
    _table(console, "spans", _span_rows(effects))
    _table(console, "routes", _affected_rows(effects.routes))
    _table(console, "tenants", _affected_rows(effects.tenants))
    _table(console, "the first that change", _sample_rows(replayed))
    _table(console, "not judged", _left_out_rows(replayed))
    for note in replayed.notes():
        console.print(Text(f"note: {safe(note)}", "dim"), soft_wrap=True)


def _depths(replayed: Replayed) -> Iterator[Text]:
    mixed = len(replayed.depths) > 1
    for depth, count in sorted(replayed.depths.items()):
        much = f" for {count:,}" if mixed else ""
        yield Text(f"depth {depth}{much}: {DEPTHS[depth]}", "dim")


_Row = tuple[Text, Text, Text]


def _table(console: Console, title: str, rows: Iterator[_Row]) -> None:
    """Rows under a title, in columns; a grid would fill the lines of a pipe up with spaces."""
    kept = list(rows)
    if not kept:
        return
    console.print(Text(title, "bold"))
    wide = max(first.cell_len for first, _, _ in kept)
    digits = max(second.cell_len for _, second, _ in kept)
    for first, second, third in kept:
        gap = " " * (wide - first.cell_len + digits - second.cell_len + 2)
        line = Text.assemble("  ", first, gap, second, "  ", third)
        line.rstrip()
        console.print(line, soft_wrap=True)
    console.print()


def _request_rows(effects: Effects) -> Iterator[_Row]:
    total = effects.requests
    yield Text("decision changes"), _count(effects.changed), _share(effects.changed, total)
    yield Text("anything changes"), _count(effects.touched), _share(effects.touched, total)
    before, now = (_percent(n, total) for n in (effects.blocked_old, effects.blocked_new))
    yield Text("blocked"), _count(effects.blocked_new), Text(f"{before} before, {now} now", "dim")
    for (old, new), count in _ranked(effects.decisions):
        yield _change(old, new), _count(count), _share(count, total)
    for code, (old_count, new_count) in sorted(effects.refusals.items()):
        if code != "pii_blocked":
            words = Text(f"{old_count:,} before", "dim")
            yield Text(f"refused: {code}"), _count(new_count), words


def _span_rows(effects: Effects) -> Iterator[_Row]:
    yield Text("as before"), _count(effects.same_spans), Text("")
    for (kind, old, new), count in sorted(
        effects.spans.items(), key=lambda item: (item[0][0], -item[1], item[0])
    ):
        words = {"allow": "gained"}.get(old) or {"allow": "lost"}.get(new, "")
        row = Text.assemble((safe(kind), colour(kind)), "  ").append_text(_change(old, new))
        yield row, _count(count), Text(words, "green" if words == "gained" else "red")


def _affected_rows(table: Mapping[str, Affected]) -> Iterator[_Row]:
    for name, one in most_affected(table, _MOST):
        words = Text(f"of {one.requests:,} ({_percent(one.changed, one.requests)})", "dim")
        yield Text(safe(name)), _count(one.changed), words


def _sample_rows(replayed: Replayed) -> Iterator[_Row]:
    for one in replayed.samples:
        change = one.change
        words = [_moves(change), one.time, one.route, one.tenant]
        if replayed.depth == MIXED:
            words.append(one.depth)
        about = Text(safe("  ".join(word for word in words if word)), "dim")
        same = change.before == change.after
        what = Text(change.before) if same else _change(change.before, change.after)
        yield Text(safe(one.name)), what, about


def _moves(change: Change) -> str:
    """The spans of one request that change: `PERSON 2, CITY 1`."""
    counts: Counter[str] = Counter()
    for (kind, _, _), count in change.moved.items():
        counts[kind] += count
    return ", ".join(f"{kind} {count:,}" for kind, count in sorted(counts.items()))


def _left_out_rows(replayed: Replayed) -> Iterator[_Row]:
    for why, count in replayed.left_out.most_common():
        yield Text(why), _count(count), Text("")


def _ranked(table: Mapping[tuple[str, str], int]) -> list[tuple[tuple[str, str], int]]:
    return sorted(table.items(), key=lambda item: (-item[1], item[0]))


def _change(old: str, new: str) -> Text:
    before, after = STRICTNESS[Action(old)], STRICTNESS[Action(new)]
    style = "green" if after > before else "red" if after < before else ""
    return Text.assemble(old, " \N{RIGHTWARDS ARROW} ", (new, style))


def _count(count: int) -> Text:
    return Text(f"{count:,}", "bold" if count else "dim")


def _percent(count: int, total: int) -> str:
    return f"{100 * count / total:.1f} %" if total else "-"


def _share(count: int, total: int) -> Text:
    return Text(_percent(count, total), "dim")


def as_json(replayed: Replayed) -> str:
    """The whole effect, its keys in a fixed order."""
    effects = replayed.effects
    total = effects.requests
    whole: dict[str, Any] = {
        "source": replayed.source,
        "depth": replayed.depth,
        "depths": dict(sorted(replayed.depths.items())),
        "old": replayed.old_label,
        "new": replayed.new_label,
        "requests": total,
        "decision_changes": effects.changed,
        "anything_changes": effects.touched,
        "blocked": {
            "old": effects.blocked_old,
            "new": effects.blocked_new,
            "old_percent": round(100 * effects.blocked_old / total, 2) if total else 0.0,
            "new_percent": round(100 * effects.blocked_new / total, 2) if total else 0.0,
        },
        "decisions": [
            {"old": old, "new": new, "requests": count}
            for (old, new), count in _ranked(effects.decisions)
        ],
        "refusals": [
            {"code": code, "old": old, "new": new}
            for code, (old, new) in sorted(effects.refusals.items())
        ],
        "spans": {
            "same": effects.same_spans,
            "changes": [
                {"entity_type": kind, "old": old, "new": new, "spans": count}
                for (kind, old, new), count in sorted(effects.spans.items())
            ],
            "gained": _by_type(effects.gained()),
            "lost": _by_type(effects.lost()),
        },
        "routes": _affected(effects.routes),
        "tenants": _affected(effects.tenants),
        "first_changes": [_sample(one) for one in replayed.samples],
        "not_judged": [
            {"why": why, "records": count} for why, count in replayed.left_out.most_common()
        ],
        "notes": list(replayed.notes()),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _sample(one: Sample) -> dict[str, Any]:
    return {
        "record": one.name,
        "time": one.time,
        "depth": one.depth,
        "route": one.route,
        "tenant": one.tenant,
        "old": one.change.before,
        "new": one.change.after,
        "old_refusal": one.change.refused_old,
        "new_refusal": one.change.refused_new,
        "spans": [
            {"entity_type": kind, "old": old, "new": new, "spans": count}
            for (kind, old, new), count in sorted(one.change.moved.items())
        ],
    }


def _by_type(table: Mapping[tuple[str, str], int]) -> list[dict[str, Any]]:
    return [
        {"entity_type": kind, "action": action, "spans": count}
        for (kind, action), count in sorted(table.items())
    ]


def _affected(table: Mapping[str, Affected]) -> list[dict[str, Any]]:
    return [
        {"name": name, "changed": one.changed, "requests": one.requests}
        for name, one in most_affected(table, _MOST)
    ]
