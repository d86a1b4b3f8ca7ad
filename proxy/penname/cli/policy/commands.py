"""The group `penname policy` and its commands: their options, and which module does the work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from penname.cli.audit.arguments import SINCE, UNTIL, identity
from penname.cli.policy.formats import DEFAULT_FOLDER, FORMATS

_F = TypeVar("_F", bound=Callable[..., Any])


def _format(*forms: str) -> Callable[[_F], _F]:
    """`--format`, the first being the default."""
    return click.option(
        "--format", "form", type=click.Choice(forms), default=forms[0], help=f"Default {forms[0]}."
    )


@click.group()
def policy() -> None:
    """Write, test, compare and sign policies."""


@policy.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--strict", is_flag=True, help="Take warnings as errors.")
@_format(*FORMATS)
@click.pass_context
def check(context: click.Context, /, paths: tuple[str, ...], strict: bool, form: str) -> None:
    """Show every mistake in policies, bindings and policy tests.

    PATH is a file or a folder; a folder is checked with all that is in it. Default: policies.
    Exit code 1 when there are errors.
    """
    from penname.cli.policy.check import execute

    context.exit(execute(paths, form, strict=strict))


@policy.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--run", metavar="NAME", help="Only cases with such a name; globs are possible.")
@click.option("--verbose", is_flag=True, help="Show the cases that pass, too.")
@click.option("--coverage", is_flag=True, help="Show what of each policy no case uses.")
@_format(*FORMATS, "junit")
@click.pass_context
def test(
    context: click.Context,
    /,
    paths: tuple[str, ...],
    run: str | None,
    verbose: bool,
    coverage: bool,
    form: str,
) -> None:
    """Run the tests of policies.

    What is found, what is sent, what comes back. PATH is a *.test.yaml file or a folder with
    some in it or below. Default: policies.
    Each answer is read whole and in every way to cut it. Exit code 1 when a case fails.
    """
    from penname.cli.policy.test import execute

    context.exit(
        execute(
            paths or (DEFAULT_FOLDER,),
            run=run,
            form=form,
            verbose=verbose,
            with_coverage=coverage,
            detector=context.obj,  # given by tests
        )
    )


@policy.command()
@click.argument("file", required=False)
@click.option("--text", metavar="TEXT", help="Explain this text instead of a file.")
@click.option("--policy", "policy_file", metavar="PATH", help="A policy, or a folder of them.")
@click.option("--route", metavar="NAME", help="As for this call, such as openai.chat.")
@click.option("--tenant", metavar="NAME", help="As for this tenant.")
@click.option("--model", metavar="NAME", help="As for this model.")
@click.option("--client", metavar="NAME", help="As for this client key.")
@click.option("--show-values", is_flag=True, help="Show what was found. On a terminal only.")
@_format("text", "json")
@click.pass_context
def explain(
    context: click.Context,
    /,
    file: str | None,
    text: str | None,
    policy_file: str | None,
    show_values: bool,
    form: str,
    **who: str | None,
) -> None:
    """Show why everything found is treated as it is.

    FILE is a text (- reads standard input). For each find: the recognizer, its score, the
    threshold and the line that set it, the rule, the action.
    """
    from penname.cli.policy.explain import execute
    from penname.policy.match import Subject

    if (file is None) is (text is None):
        raise click.UsageError("give either a FILE or --text")
    context.exit(
        execute(
            file,
            text=text,
            policy_file=policy_file,
            subject=Subject(**who),
            form=form,
            show_values=show_values,
            detector=context.obj,
        )
    )


@policy.command()
@click.option("--policy", "policy_file", required=True, metavar="PATH", help="The new policy.")
@click.option(
    "--from",
    "source",
    required=True,
    metavar="PATH",
    help="The folder of an audit log, a file of its export (JSONL), or a corpus (JSONL).",
)
@click.option(
    "--against",
    metavar="PATH",
    help="The old policy. Default: the built-in one; for a log, what was recorded.",
)
@click.option(
    "--field", default="text", metavar="NAME", help="In a corpus, the field with the text: text."
)
@identity
@SINCE
@UNTIL
@_format("text", "json")
@click.pass_context
def replay(
    context: click.Context,
    /,
    policy_file: str,
    source: str,
    against: str | None,
    field: str,
    identities: tuple[str, ...],
    passphrase_file: str | None,
    since: str | None,
    until: str | None,
    form: str,
) -> None:
    """Show what a new policy does to recorded requests.

    Each request is judged under the old and the new policy here; nothing is sent. Where its
    text is known (in a corpus, or sealed in a record that --identity opens), it is detected in
    again. Else what was found then is judged, by type and score. The output says which.
    """
    from penname.cli.policy.replay import Opening, execute

    context.exit(
        execute(
            policy_file,
            source,
            against=against,
            field=field,
            form=form,
            opening=Opening(identities, passphrase_file, since, until),
            detector=context.obj,
        )
    )


@policy.command()
@click.argument("before")
@click.argument("after", required=False)
@click.option("--base", metavar="REV", help="Compare with the same file or folder as git has it.")
@click.option(
    "--fail-on",
    type=click.Choice(["loosens"]),
    help="Exit code 3 when a change loosens: a gate for pull requests.",
)
@_format(*FORMATS)
@click.pass_context
def diff(
    context: click.Context,
    /,
    before: str,
    after: str | None,
    base: str | None,
    fail_on: str | None,
    form: str,
) -> None:
    """Show what a change tightens and loosens.

    \b
    penname policy diff old.yaml new.yaml
    penname policy diff main:policies/default.yaml policies/default.yaml
    penname policy diff --base origin/main policies

    Files that a policy extends are followed. REV:FILE is a file as git has it.
    """
    from penname.cli.policy.diff import execute

    if (after is None) is (base is None):
        raise click.UsageError("give BEFORE and AFTER, or --base REV and one path")
    context.exit(execute(before, after, base, form, is_gate=fail_on is not None))


@policy.command()
@click.argument("kind", required=False, type=click.Choice(["policy", "bindings", "policy-test"]))
@click.option("--dir", "folder", metavar="DIR", help="Write all schemas into DIR instead.")
@click.pass_context
def schema(context: click.Context, /, kind: str | None, folder: str | None) -> None:
    """Print the JSON Schema for editors.

    It gives completion, help and errors while you type. A file uses it with this first line,
    which most editors understand:

    \b
    # yaml-language-server: $schema=./schema/policy.v1.json
    """
    from penname.cli.policy.schema import execute

    if kind and folder:
        raise click.UsageError("--dir writes all schemas; leave out the kind")
    context.exit(execute(kind or "policy", folder))


@policy.command()
@click.argument("name")
@click.option("--extends", metavar="POLICY", default="default", help="Default: default.")
@click.option("--owner", metavar="MAIL", default="you@example.org", help="Who answers for it.")
@click.option("--dir", "folder", metavar="DIR", default="policies", help="Default: policies.")
@click.pass_context
def new(context: click.Context, /, name: str, extends: str, owner: str, folder: str) -> None:
    """Start a policy NAME.

    Writes a commented file and its tests; never overwrites anything.
    """
    from penname.cli.policy.new import execute

    context.exit(execute(name, extends, owner, folder))


@policy.command("list")
@click.argument("folder", required=False, metavar="[FOLDER]")
@_format("text", "json")
@click.pass_context
def list_(context: click.Context, /, folder: str | None, form: str) -> None:
    """Show which policies there are.

    Those of FOLDER, or those that are built in: what each does, which exceptions it has and
    until when, and who gets it.
    """
    from penname.cli.policy.list_ import execute

    context.exit(execute(folder, form))


@policy.command()
@click.argument("folder")
@click.option("--key", "keys", multiple=True, metavar="FILE", help="Sign with this private key.")
@click.option("--new-key", metavar="FILE", help="Make a key, in FILE and FILE.pub, and sign.")
@click.pass_context
def sign(
    context: click.Context, /, folder: str, keys: tuple[str, ...], new_key: str | None
) -> None:
    """Sign a folder of policies.

    A server with the public key then takes no others. Writes policies.sig. Keep the private
    key off the servers; they get the public one.
    """
    from penname.cli.policy.sign import execute

    context.exit(execute(folder, keys, new_key))


@policy.command()
@click.argument("folder")
@click.option("--key", "keys", multiple=True, metavar="FILE", help="A public key; one must fit.")
@_format(*FORMATS)
@click.pass_context
def verify(context: click.Context, /, folder: str, keys: tuple[str, ...], form: str) -> None:
    """Check that a folder is what was signed.

    Nothing is changed, missing or added. The same check that a server with a verify key makes.
    Exit code 1 when it fails.
    """
    from penname.cli.policy.verify import execute

    context.exit(execute(folder, keys, form))
