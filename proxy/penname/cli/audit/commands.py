"""The group `penname audit` and its commands: their options, and which module does the work."""

from __future__ import annotations

import click

from penname.cli.audit.arguments import (
    DIR,
    JSON,
    OUT,
    REASON,
    SINCE,
    UNTIL,
    folder_and,
    folder_of,
    identity,
)
from penname.cli.audit.keys_commands import keys


@click.group()
def audit() -> None:
    """Verify, read, search and erase audit logs.

    DIR is a log, or a folder with logs in it or below: one of each worker and replica. Nothing
    but erase, rotate and a reveal ever writes to it.
    """


audit.add_command(keys)


@audit.command()
@DIR
@click.option("--trust-root", metavar="RECEIPT", help="The receipt of record 0, kept elsewhere.")
@click.option(
    "--anchors",
    multiple=True,
    metavar="PATH",
    help="Receipts and checkpoints kept elsewhere: a file, or a folder of them.",
)
@JSON
@click.pass_context
def verify(
    context: click.Context,
    /,
    folder: str | None,
    trust_root: str | None,
    anchors: tuple[str, ...],
    as_json: bool,
) -> None:
    """Check that a log was not changed.

    No key is needed. Logs in one folder are each other's anchors. Exit code 1 when a log was
    tampered with, 2 when its start or end is missing.
    """
    from penname.cli.audit.verify import execute

    context.exit(execute(folder_of(folder), trust_root, anchors, as_json=as_json))


@audit.command()
@DIR
@click.argument("which", required=False, metavar="INDEX|REQUEST-ID")
@identity
@click.option("--reveal", is_flag=True, help="Show what was said before masking. Is recorded.")
@REASON
@click.option("--journal", metavar="DIR", help="The log that a reveal is recorded in: DIR itself.")
@JSON
@click.pass_context
def show(
    context: click.Context,
    /,
    folder: str | None,
    which: str | None,
    identities: tuple[str, ...],
    passphrase_file: str | None,
    reveal: bool,
    reason: str | None,
    journal: str | None,
    as_json: bool,
) -> None:
    """Show one record, or all of a request.

    A receipt is taken, too. Texts are shown as the provider got them. With --reveal they are
    shown as they were before masking, once a record about that is in the log.
    """
    from penname.cli.audit.show import Reveal, execute

    if (reason is not None or journal is not None) and not reveal:
        raise click.UsageError("--reason and --journal go with --reveal")
    if reveal and not (reason or "").strip():
        raise click.UsageError("--reveal needs --reason TEXT; it is kept in the log")
    home, what = folder_and(folder, which, "INDEX or REQUEST-ID")
    wanted = Reveal((reason or "").strip(), journal) if reveal else None
    context.exit(execute(home, what, identities, passphrase_file, wanted, as_json=as_json))


@audit.command()
@DIR
@click.option(
    "--value",
    metavar="VALUE",
    help="A value; it lands in your shell's history. Better: --ask or --value-file.",
)
@click.option("--value-file", metavar="FILE", help="A file with the value; - is standard input.")
@click.option("--ask", is_flag=True, help="Ask for the value; it is not shown as you type.")
@click.option(
    "--type",
    "types",
    multiple=True,
    metavar="TYPE",
    help="As this entity type; may be given more than once. Default: all that penname knows.",
)
@click.option("--tenant", metavar="NAME", help="Requests of this tenant.")
@click.option("--subject", metavar="NAME", help="Requests of this person.")
@click.option("--policy", metavar="NAME", help="Under this policy.")
@click.option("--model", metavar="NAME", help="For this model.")
@click.option(
    "--decision",
    type=click.Choice(["forwarded", "blocked", "refused"]),
    help="What became of the request.",
)
@SINCE
@UNTIL
@identity
@JSON
@click.pass_context
def search(
    context: click.Context,
    /,
    folder: str | None,
    value: str | None,
    value_file: str | None,
    ask: bool,
    types: tuple[str, ...],
    since: str | None,
    until: str | None,
    identities: tuple[str, ...],
    passphrase_file: str | None,
    as_json: bool,
    **fields: str | None,
) -> None:
    """Find records by a value, or by what they say.

    A value is looked for in the index of the log, as it was found in requests; it is never
    shown. Exit code 2 when a part of the log could not be searched.
    """
    from penname.cli.audit.search import Query, execute
    from penname.cli.audit.values import value_from

    if (value is not None) + (value_file is not None) + ask > 1:
        raise click.UsageError("give one of --value, --value-file and --ask")
    text = value_from(value, value_file, ask=ask)
    if text is None and types:
        raise click.UsageError("--type goes with a value")
    wanted = {name: said for name, said in fields.items() if said}
    if text is None and not (wanted or since or until):
        raise click.UsageError("say what to look for; --ask asks for a value")
    query = Query(text, types, wanted, since, until)
    context.exit(execute(folder_of(folder), query, identities, passphrase_file, as_json=as_json))


@audit.command()
@DIR
@identity
@click.option("-n", "--lines", default=20, metavar="N", help="The last N records. Default 20.")
@click.option("-f", "--follow", is_flag=True, help="Go on as records are written.")
@JSON
@click.pass_context
def tail(
    context: click.Context,
    /,
    folder: str | None,
    identities: tuple[str, ...],
    passphrase_file: str | None,
    lines: int,
    follow: bool,
    as_json: bool,
) -> None:
    """Show the last records, one a line.

    Without an identity only what stands in clear: the time, the event, the number.
    """
    from penname.cli.audit.tail import execute

    if lines < 0:
        raise click.UsageError("-n takes 0 or more")
    context.exit(
        execute(
            folder_of(folder),
            identities,
            passphrase_file,
            lines=lines,
            follow=follow,
            as_json=as_json,
        )
    )


@audit.command()
@DIR
@click.option(
    "--as",
    "form",
    type=click.Choice(["jsonl", "ocsf", "ecs"]),
    required=True,
    help="As records are, as OCSF 1.9 or as ECS.",
)
@SINCE
@UNTIL
@identity
@OUT
@click.pass_context
def export(
    context: click.Context,
    /,
    folder: str | None,
    form: str,
    since: str | None,
    until: str | None,
    identities: tuple[str, ...],
    passphrase_file: str | None,
    out: str | None,
) -> None:
    """Write records for other tools.

    One JSON object a line, without values and without texts. Each has the log's name and its
    own number, by which a receiver drops what it has twice.
    """
    from penname.cli.audit.export import execute

    span = (since, until)
    context.exit(execute(folder_of(folder), form, identities, passphrase_file, span, out))


@audit.command()
@DIR
@click.argument("index", required=False, metavar="INDEX")
@click.option("--check", metavar="FILE", help="Check the proof in FILE instead of making one.")
@click.option(
    "--anchors", multiple=True, metavar="PATH", help="Checkpoints that whoever checks has."
)
@OUT
@JSON
@click.pass_context
def prove(
    context: click.Context,
    /,
    folder: str | None,
    index: str | None,
    check: str | None,
    anchors: tuple[str, ...],
    out: str | None,
    as_json: bool,
) -> None:
    """Prove that one record is in a log, without the log.

    The proof is a small file. Whoever has a checkpoint of the log can check it with nothing else.
    Exit code of --check: 1 when it proves nothing, 2 when no anchor vouches for it.
    """
    from penname.cli.audit.prove import execute, execute_check

    if check is not None:
        if folder or index or out:
            raise click.UsageError("--check takes no DIR, no INDEX and no --out")
        context.exit(execute_check(check, anchors, as_json=as_json))
    if as_json:
        raise click.UsageError("--json goes with --check; a proof is JSON by itself")
    home, what = folder_and(folder, index, "INDEX")
    context.exit(execute(home, what, anchors, out))


@audit.command()
@DIR
@click.option("--tenant", metavar="NAME", help="Everything of this tenant.")
@click.option("--subject", metavar="NAME", help="Everything of this person.")
@REASON
@identity
@click.option("--data-dir", metavar="DIR", help="That of the proxy: finds keys by its root key.")
@click.option("--root-key-file", metavar="FILE", help="The proxy's root key, in place of that.")
@click.option("--dry-run", is_flag=True, help="Only show what would be erased.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@JSON
@click.pass_context
def erase(
    context: click.Context,
    /,
    folder: str | None,
    tenant: str | None,
    subject: str | None,
    reason: str | None,
    identities: tuple[str, ...],
    passphrase_file: str | None,
    data_dir: str | None,
    root_key_file: str | None,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Make the records of one tenant or person unreadable, for ever.

    Destroys their keys. The log keeps all its lines and still verifies. Copies of *.keys files
    elsewhere must be replaced, too.
    """
    from penname.cli.audit.erase import Finder, Request, execute

    if (tenant is None) is (subject is None):
        raise click.UsageError("give either --tenant or --subject")
    if not dry_run and not (reason or "").strip():
        raise click.UsageError("erase needs --reason TEXT; it is kept in the log")
    scope = f"tenant:{tenant}" if tenant is not None else f"subject:{subject}"
    finder = Finder(identities, passphrase_file, data_dir, root_key_file)
    request = Request(scope, (reason or "").strip(), dry_run=dry_run, is_sure=yes)
    context.exit(execute(folder_of(folder), request, finder, as_json=as_json))
