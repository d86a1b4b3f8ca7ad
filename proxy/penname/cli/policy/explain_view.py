"""How `policy explain` looks: the text with its finds marked, then an account of each."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from penname.cli.output import chip, colour, safe
from penname.cli.policy.accounts import OUTCOMES, Account, Explanation, Source
from penname.cli.policy.files import near
from penname.policy.match import Subject
from penname.policy.model import REVERSIBLE, Action, Rule

#: Always as many, so that they do not tell how long the value is.
_DOTS = "\N{BULLET}" * 3
_INDENT = 4
_LABEL = len("allow entry")
#: Below this the words wrap, and so do the places.
_LEAST = 30
#: Outcomes whose reason stands in a row of its own already.
_TOLD_BY_SOURCE = frozenset({"allow entry", "exception"})
_WORDS = {"scope": "scope", "exception": "exception", "allow": "allow entry", "deny": "deny entry"}


def show(console: Console, text: str, explained: Explanation, *, show_values: bool) -> None:
    """Head, text, one account for each find, and what would be sent."""
    console.print(_head(explained), soft_wrap=True)
    console.print()
    if not explained.accounts:
        console.print("nothing was found", soft_wrap=True)
        return
    for line in _marked(text, explained.accounts, show_values=show_values):
        if console.is_terminal:
            console.print(Padding(line, (0, 0, 0, 2)))
        else:
            console.print(line, soft_wrap=True)
    console.print()
    wide = _words_width(console, explained.accounts)
    for number, account in enumerate(explained.accounts, 1):
        _show_account(console, number, account, wide)
    console.print(_end(explained), soft_wrap=True)


def _head(explained: Explanation) -> Text:
    policy = explained.policy
    line = Text.assemble(
        (f"{policy.name}@{policy.revision}", "bold"), (f" {policy.digest[:12]}", "dim")
    )
    if policy.view:
        line.append(f"  {policy.view}", style="cyan")
    said = _subject(explained.subject)
    return line.append(f"\nfor {said}" if said else "\nfor any request", style="dim")


def _subject(subject: Subject) -> str:
    words = (
        ("route", subject.route),
        ("tenant", subject.tenant),
        ("model", subject.model),
        ("client", subject.client),
    )
    return ", ".join(f"{name} {safe(value)}" for name, value in words if value is not None)


def _marked(text: str, accounts: Sequence[Account], *, show_values: bool) -> Iterator[Text]:
    """Each line that holds a find, every find in it hidden behind its number."""
    waiting = deque(enumerate(accounts, 1))
    here: list[tuple[int, Account]] = []
    position = 0
    for start, end in _lines(text):
        here = [(number, one) for number, one in here if one.clue.span.end > start]
        while waiting and waiting[0][1].clue.span.start < end:
            here.append(waiting.popleft())
        if not here:
            continue
        line = Text()
        position = max(start, position)
        for number, account in here:
            span = account.clue.span
            line.append(safe(text[position : span.start]))
            # of overlapping finds the first shows; what another one adds is hidden all the same
            begin = max(span.start, position)
            if begin < span.end:
                value = safe(text[begin : span.end]).replace("\n", " ")
                line.append(value if show_values else value[0] + _DOTS, _value_style(account))
                position = span.end
            if begin == span.start:
                line.append(_raised(number), style="dim")
        line.append(safe(text[position:end].rstrip("\r")))
        yield line


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each line, its line feed left out."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _value_style(account: Account) -> str:
    kind = account.clue.span.entity_type
    return chip(kind) if account.acted else f"underline {colour(kind)}"


def _raised(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _show_account(console: Console, number: int, account: Account, wide: int) -> None:
    kind = account.clue.span.entity_type
    style = "bold red" if account.action == Action.BLOCK else ("bold" if account.acted else "dim")
    done = account.action if account.acted else f"not acted on: {OUTCOMES[account.outcome]}"
    head = Text.assemble(
        (f"{number:>2}  ", "dim"),
        (kind, f"bold {colour(kind)}"),
        (f"  {account.line}:{account.column}", "dim"),
        "  ",
        (done, style),
    )
    console.print(head, soft_wrap=True)
    rows = list(_rows(account))
    if not console.is_terminal:
        for label, words, where in rows:
            line = f"{'':{_INDENT}}{label:<{_LABEL}} {words}"
            console.print(f"{line}  {where}" if where else line, soft_wrap=True)
    else:
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="dim", no_wrap=True, width=_LABEL)
        grid.add_column(overflow="fold", width=wide)
        grid.add_column(style="dim", overflow="fold")
        for label, words, where in rows:
            grid.add_row(label, safe(words), safe(where))
        console.print(Padding(grid, (0, 0, 0, _INDENT)))
    console.print()


def _words_width(console: Console, accounts: Sequence[Account]) -> int:
    """One width for the words of all accounts, so that the places behind them line up."""
    rows = [row for account in accounts for row in _rows(account)]
    places = max(len(where) for _, _, where in rows)
    room = console.width - _INDENT - _LABEL - places - 2 * 2
    return max(_LEAST, min(room, max(len(words) for _, words, _ in rows)))


def _rows(account: Account) -> Iterator[tuple[str, str, str]]:
    """(label, words, file:line)"""
    yield "found by", _found_by(account), ""
    yield "score", _score(account), ""
    rule = account.rule
    if rule is not None:
        yield "threshold", f"{rule.min_score:.2f}", near(rule.origin("min_score"))
        yield "action", _action(rule), near(rule.origin("action"))
        if account.acted and Action(account.action) in REVERSIBLE:
            places = ", ".join(sorted(rule.restore)) or "nowhere"
            yield "restore", places, near(rule.origin("restore"))
    for source in account.sources:
        label, words = _source(source)
        yield label, words, near(source.where)
    if account.why and account.outcome not in _TOLD_BY_SOURCE:
        yield "why not", account.why, ""


def _found_by(account: Account) -> str:
    span, pattern = account.clue.span, account.clue.pattern
    bare = not pattern or pattern == span.recognizer
    words = span.recognizer if bare else f"{span.recognizer} ({pattern})"
    return words if span.view == "raw" else f"{words}, reading it as {span.view}"


def _score(account: Account) -> str:
    clue = account.clue
    if not clue.boost:
        return f"{clue.span.score:.2f}"
    return f"{clue.span.score:.2f} = {clue.base_score:.2f} + {clue.boost:.2f} for words nearby"


def _action(rule: Rule) -> str:
    words = str(rule.action)
    if rule.to:
        words += f" to {', '.join(rule.to)}"
    return f"{words} (locked)" if rule.locked else words


def _source(source: Source) -> tuple[str, str]:
    kind = source.kind.removeprefix("ended ")
    return _WORDS[kind], f"{source.id}, {source.note}" if source.note else source.id


def _end(explained: Explanation) -> Text:
    acted = sum(one.acted for one in explained.accounts)
    total = len(explained.accounts)
    line = Text(f"{acted} of {total} {'find' if total == 1 else 'finds'} acted on")
    if explained.is_blocked:
        return line.append("\na request with this text would be refused", style="bold red")
    return line
