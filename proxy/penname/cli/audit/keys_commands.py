"""The group `penname audit keys` and its commands."""

from __future__ import annotations

import click

from penname.cli.audit.arguments import (
    DIR,
    JSON,
    PASSPHRASE,
    REASON,
    folder_of,
    identity,
)


@click.group()
def keys() -> None:
    """Make identities, and change who can read a log."""


@keys.command()
@click.option("--name", required=True, metavar="NAME", help="Whose it is, such as dpo-2026.")
@click.option(
    "--kem",
    type=click.Choice(["x25519", "xwing"]),
    default="x25519",
    help="xwing withstands quantum computers, too. Default x25519.",
)
@click.option("--out", "folder", metavar="DIR", default=".", help="Where to; here by default.")
@click.option("--no-passphrase", is_flag=True, help="Leave the identity unprotected.")
@PASSPHRASE
@click.pass_context
def new(
    context: click.Context,
    /,
    name: str,
    kem: str,
    folder: str,
    no_passphrase: bool,
    passphrase_file: str | None,
) -> None:
    """Make an identity, and the recipient that belongs to it.

    Writes NAME.identity, which opens records and is kept off servers, and NAME.recipient, which
    goes to them. Nothing is ever overwritten.
    """
    from penname.cli.audit.keys import new as execute

    if no_passphrase and passphrase_file:
        raise click.UsageError("--no-passphrase and --passphrase-file exclude each other")
    context.exit(execute(name, kem, folder, passphrase_file, is_open=no_passphrase))


@keys.command("list")
@click.argument("file")
@JSON
@click.pass_context
def list_(context: click.Context, /, file: str, as_json: bool) -> None:
    """Show who the recipients in FILE are."""
    from penname.cli.audit.keys import show as execute

    context.exit(execute(file, as_json=as_json))


@keys.command()
@DIR
@identity
@JSON
@click.pass_context
def check(
    context: click.Context,
    /,
    folder: str | None,
    identities: tuple[str, ...],
    passphrase_file: str | None,
    as_json: bool,
) -> None:
    """Try whether an identity opens a log.

    Shows for the latest segment who can open it, and for how many segments the identity works.
    Exit code 1 when it does not open all.
    """
    from penname.cli.audit.keys_check import execute

    context.exit(execute(folder_of(folder), identities, passphrase_file, as_json=as_json))


@keys.command()
@DIR
@identity
@click.option("--recipients", required=True, metavar="FILE", help="Who shall be able to read.")
@REASON
@click.option("--dry-run", is_flag=True, help="Only show what would be wrapped anew.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def rotate(
    context: click.Context,
    /,
    folder: str | None,
    identities: tuple[str, ...],
    passphrase_file: str | None,
    recipients: str,
    reason: str | None,
    dry_run: bool,
    yes: bool,
) -> None:
    """Wrap all keys of a log for other recipients.

    Needs an identity that opens them now. Who is left out can read the log no more, but for
    copies of *.keys files that were made before.
    """
    from penname.cli.audit.rotate import Request, execute

    if not dry_run and not (reason or "").strip():
        raise click.UsageError("rotate needs --reason TEXT; it is kept in the log")
    request = Request(recipients, (reason or "").strip(), dry_run=dry_run, is_sure=yes)
    context.exit(execute(folder_of(folder), identities, passphrase_file, request))
