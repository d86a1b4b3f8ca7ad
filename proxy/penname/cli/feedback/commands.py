"""The group `penname feedback` and its commands: their options, and which module does the work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from penname.cli.audit.arguments import DIR_VARIABLE, identity
from penname.cli.feedback.arguments import DIR, FORM, PLAIN, POLICY, places, reported, reviewed
from penname.cli.policy.formats import FORMATS

if TYPE_CHECKING:
    from penname.cli.feedback.places import Home

_SOON_DAYS = 30


def _at(folder: str, reports: str | None) -> Home:
    from penname.cli.feedback.places import Home

    return Home.at(folder, reports)


@click.group()
def feedback() -> None:
    """Report what was found wrongly or missed, and make it an entry of a policy.

    A report never shows the value, but where --plain says so. Reports are files beside the
    policies: feedback/ID.yaml.
    """


@feedback.command()
@click.argument("file", required=False)
@click.option("--finding", type=int, metavar="N", help="The finding that is wrong, by its number.")
@click.option("--show-values", is_flag=True, help="Show what was found. On a terminal only.")
@click.option("--keep-text", is_flag=True, help="Keep the line around it, for the test.")
@click.option("--request", metavar="ID", help="A request in the audit log, in place of a text.")
@click.option(
    "--log",
    metavar="DIR",
    envvar=DIR_VARIABLE,
    help=f"The audit log of the request. Default: {DIR_VARIABLE}.",
)
@identity
@click.option("--reveal", is_flag=True, help="Find in its sealed text again. Is recorded.")
@click.option("--reason", metavar="TEXT", default="", help="Why; it is kept in the log.")
@click.option("--journal", metavar="DIR", help="The log that a reveal is recorded in: DIR itself.")
@reported
@click.pass_context
def wrong(
    context: click.Context,
    /,
    file: str | None,
    finding: int | None,
    show_values: bool,
    keep_text: bool,
    folder: str,
    reports: str | None,
    policy: str | None,
    note: str,
    by: str,
    plain: bool,
    request: str | None,
    reveal: bool,
    **source: Any,
) -> None:
    """Report something that was found and is no such value.

    FILE is the text in which it was found; without one, standard input. With --request it is a
    finding of the audit log: its value is not known then, unless the log has the text sealed.
    """
    from penname.cli.feedback.reporting import Wish
    from penname.cli.feedback.wrong import Pick, execute

    _check_request(request, file, source, reveal=reveal)
    pick = Pick(finding, show_values=show_values, keep_text=keep_text)
    home, wish = _at(folder, reports), Wish(by, note, plain=plain)
    if request is None:
        context.exit(execute(home, file, pick, wish, policy=policy, detector=context.obj))
    from penname.cli.feedback.logged import Source
    from penname.cli.feedback.logged import execute as execute_request

    named = Source(request=request, **source)
    context.exit(execute_request(home, named, pick, wish, policy=policy, detector=context.obj))


def _check_request(
    request: str | None, file: str | None, source: dict[str, Any], *, reveal: bool
) -> None:
    """Raises click.UsageError for options that do not go together."""
    if request is None and (reveal or source["reason"] or source["journal"]):
        raise click.UsageError("--reveal, --reason and --journal go with --request")
    if request is not None and file is not None:
        raise click.UsageError("give either a FILE or --request")
    if request is not None and not source["log"]:
        raise click.UsageError(f"--request needs --log DIR, or {DIR_VARIABLE}")
    if reveal is not bool(source["reason"].strip()):
        raise click.UsageError("--reveal needs --reason TEXT, and goes with it")


@feedback.command()
@click.option("--type", "entity", metavar="TYPE", required=True, help="What it is, such as PERSON.")
@click.option(
    "--value-file",
    metavar="FILE",
    help="A file with the value; - is standard input. Default: a terminal is asked, unseen.",
)
@click.option("--text", "text_file", metavar="FILE", help="A text that it stands in, for the test.")
@reported
@click.pass_context
def missed(
    context: click.Context,
    /,
    entity: str,
    value_file: str | None,
    text_file: str | None,
    folder: str,
    reports: str | None,
    policy: str | None,
    note: str,
    by: str,
    plain: bool,
) -> None:
    """Report a value that was not found.

    The value is never an argument: it would stay in the shell's history.
    """
    from penname.cli.feedback.missed import execute
    from penname.cli.feedback.reporting import Wish

    context.exit(
        execute(
            _at(folder, reports),
            entity,
            Wish(by, note, plain=plain),
            value_file=value_file,
            text_file=text_file,
            policy=policy,
            detector=context.obj,
        )
    )


@feedback.command("list")
@click.option(
    "--state",
    type=click.Choice(["open", "accepted", "rejected", "all"]),
    default="open",
    help="Default open.",
)
@places
@FORM
@click.pass_context
def list_(
    context: click.Context, /, state: str, folder: str, reports: str | None, form: str
) -> None:
    """Show which reports there are."""
    from penname.cli.feedback.list_ import execute

    context.exit(execute(_at(folder, reports), state, form))


@feedback.command()
@click.argument("report")
@click.option("--show-values", is_flag=True, help="Show a value in clear. On a terminal only.")
@places
@FORM
@click.pass_context
def show(
    context: click.Context,
    /,
    report: str,
    show_values: bool,
    folder: str,
    reports: str | None,
    form: str,
) -> None:
    """Show one REPORT: its id, or the end of it."""
    from penname.cli.feedback.show import execute

    context.exit(execute(_at(folder, reports), report, form, show_values=show_values))


@feedback.command()
@click.argument("report")
@reviewed
@click.option("--expires", metavar="DATE", help="The entry's last day. Default: in 90 days.")
@click.option("--owner", metavar="NAME", default="", help="Who answers for it. Default: as policy.")
@POLICY
@click.option("--value-file", metavar="FILE", help="The value, for a report that does not have it.")
@click.option("--text", "text_file", metavar="FILE", help="For the test; {{value}} is the place.")
@click.option("--stand-in", metavar="VALUE", default="", help="For the test: a made-up value.")
@PLAIN
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def accept(
    context: click.Context,
    /,
    report: str,
    by: str,
    reason: str,
    ticket: str,
    folder: str,
    reports: str | None,
    yes: bool,
    **terms: Any,
) -> None:
    """Make a REPORT an entry of its policy, with a test.

    Shows the change and asks. It is written only when the policies with it pass their check and
    their tests. The entry ends by itself.
    """
    from penname.cli.feedback.accept import Terms, execute
    from penname.cli.feedback.deciding import Reviewer

    context.exit(
        execute(
            _at(folder, reports),
            report,
            Reviewer(by, reason, ticket),
            Terms(**terms, is_sure=yes),
            detector=context.obj,
        )
    )


@feedback.command()
@click.argument("report")
@reviewed
@click.pass_context
def reject(
    context: click.Context,
    /,
    report: str,
    by: str,
    reason: str,
    ticket: str,
    folder: str,
    reports: str | None,
) -> None:
    """Reject a REPORT. Who did, and why, stays in it."""
    from penname.cli.feedback.deciding import Reviewer
    from penname.cli.feedback.reject import execute

    context.exit(execute(_at(folder, reports), report, Reviewer(by, reason, ticket)))


@feedback.command()
@click.option(
    "--days",
    type=click.IntRange(0),
    default=_SOON_DAYS,
    metavar="N",
    help=f"Ends within N days. Default {_SOON_DAYS}.",
)
@DIR
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default=FORMATS[0], help="Default text."
)
@click.pass_context
def due(context: click.Context, /, days: int, folder: str, form: str) -> None:
    """Show entries of policies that end soon, or have ended.

    Allow and deny entries, and exceptions. Exit code 1 when there are any.
    """
    from penname.cli.feedback.due import execute

    context.exit(execute(_at(folder, None), days, form))
