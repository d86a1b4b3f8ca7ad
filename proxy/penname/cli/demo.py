"""`penname run --demo`: the same mail as the client, the upstream and the client again see it."""

from __future__ import annotations

import json
import statistics
from collections.abc import Mapping
from dataclasses import dataclass, replace

from rich.console import Console
from rich.text import Text

from penname.cli import demo_check as check
from penname.cli.auditing import AuditLog
from penname.cli.demo_check import Act
from penname.cli.demo_log import logged
from penname.cli.demo_mail import Mail, mails
from penname.cli.demo_view import Verdict, show_act, show_summary
from penname.cli.demo_wire import CHAT, MESSAGES, Wire
from penname.cli.exits import Exit, Failure
from penname.cli.output import chip, safe
from penname.policy.model import Policy
from penname.server.demo_client import CallError, DemoClient, Reply
from penname.server.demo_upstream import DemoUpstream, Record

#: How many new texts the time is measured with. The first calls of a process are slower.
_SAMPLES = 7
#: Between streamed pieces once people look at it themselves.
_PAUSE_S = 0.01


@dataclass(frozen=True, slots=True)
class Stage:
    """What the show needs. `base` is penname's own URL on this machine."""

    console: Console
    policy: Policy
    upstream: DemoUpstream
    base: str
    log: AuditLog


async def play(stage: Stage) -> Verdict:
    """The whole show, on the console. Raises Failure when a call does not come through."""
    try:
        async with DemoClient() as client:
            first, second = mails()
            acts = [await _act(stage, client, CHAT, first)]
            show_act(stage.console, 1, acts[0])
            acts.append(await _act(stage, client, MESSAGES, second))
            show_act(stage.console, 2, acts[1])
            added = await _time_added(stage, client, acts[0])
    except CallError as error:
        raise Failure(f"the demo's call failed: {error}", Exit.UNREACHABLE) from None
    verdict = _verdict(stage, acts, added)
    show_summary(stage.console, acts, stage.policy, verdict)
    return verdict


async def _act(stage: Stage, client: DemoClient, wire: Wire, mail: Mail) -> Act:
    body = wire.body(mail)
    before = len(stage.upstream.records)
    reply = await client.post(f"{stage.base}/{wire.provider}{wire.path}", body, wire.headers)
    records = list(stage.upstream.records)[before:]
    return Act(
        title=wire.title,
        mail=mail,
        saw=records[0].user_text if records else "",
        got=wire.said(reply.body) if reply.status == 200 else _refusal(reply),
        status=reply.status,
        sent_bytes=len(body),
        seen_bytes=sum(len(record.body) for record in records),
        answered_bytes=len(reply.body),
        pieces=reply.pieces,
    )


def _refusal(reply: Reply) -> str:
    """penname's own words; a policy that blocks is a good reason for them."""
    message = json.loads(reply.body)["error"]["message"]
    return f"HTTP {reply.status}: {message}"


async def _time_added(stage: Stage, client: DemoClient, act: Act) -> list[float]:
    """Seconds that a call takes longer through penname, per sample.

    Each text is new, because penname remembers what it has seen; the call beside it sends
    the masked text straight to the upstream.
    """
    added = []
    for number in range(_SAMPLES if act.status == 200 else 0):
        mail = replace(act.mail, text=f"{act.mail.text}\n\nThis is message number {number + 2}.")
        masked = replace(mail, text=f"{act.saw}\n\nThis is message number {number + 2}.")
        through = f"{stage.base}/{CHAT.provider}{CHAT.path}"
        straight = f"{stage.upstream.url}{CHAT.path}"
        with_penname = await client.post(through, CHAT.body(mail), CHAT.headers)
        without = await client.post(straight, CHAT.body(masked), CHAT.headers)
        added.append(with_penname.total_s - without.total_s)
    return added


def _verdict(stage: Stage, acts: list[Act], added: list[float]) -> Verdict:
    records = list(stage.upstream.records)
    recorded = [part for record in records for part in (record.head, record.body)]
    values = check.kept_back(stage.policy, check.planted(acts))
    answered = [act for act in acts if act.status == 200]
    due = sum(check.expected_back(stage.policy, act) for act in answered)
    return Verdict(
        planted=len(values),
        leaked=len(check.leaked(values, recorded)),
        due=due,
        returned=due - sum(len(check.missing(stage.policy, act)) for act in answered),
        searched_bytes=sum(map(len, recorded)),
        requests=len(records),
        added_s=statistics.median(added) if added else 0.0,
        samples=len(added),
        log=logged(stage.log.folder, values),
    )


def stay(stage: Stage, urls: Mapping[str, str]) -> None:
    """Lines to paste, and from now on each request is shown as the upstream sees it."""
    console = stage.console
    stage.upstream.pause_s = _PAUSE_S
    openai, anthropic = urls["OPENAI_BASE_URL"], urls["ANTHROPIC_BASE_URL"]
    text = '{"role":"user","content":"I am Jane Doe, jane.doe@example.org."}'
    ask = f'"model":"demo","stream":true,"messages":[\n    {text}]}}\''
    console.print()
    console.print(Text("Try it: any client, any key. What the upstream sees appears here.", "bold"))
    for line in (
        "",
        f"curl -N {openai}/chat/completions \\",
        "  -H 'Content-Type: application/json' -H 'Authorization: Bearer any' \\",
        f"  -d '{{{ask}",
        "",
        f"curl -N {anthropic}/v1/messages \\",
        "  -H 'Content-Type: application/json' -H 'x-api-key: any' \\",
        f'  -d \'{{"max_tokens":500,{ask}',
        "",
        f"export OPENAI_BASE_URL={openai} OPENAI_API_KEY=any",
        f"export ANTHROPIC_BASE_URL={anthropic} ANTHROPIC_API_KEY=any",
        "",
        "In another shell, what was recorded (the log goes when you leave):",
        f"penname audit tail {stage.log.folder} --identity {stage.log.local}",
        "",
        "Ctrl-C to leave.",
    ):
        console.print(Text(f"  {line}" if line else ""), soft_wrap=True)
    stage.upstream.on_record = lambda record: _show_record(console, record)


def _show_record(console: Console, record: Record) -> None:
    text = Text(safe(record.user_text))
    for start, end, kind in check.surrogates(text.plain):
        text.stylize(chip(kind), start, end)
    console.print(Text.assemble(("upstream saw  ", "dim"), text))
