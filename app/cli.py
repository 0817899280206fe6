"""The command line ``mawqif``: commands, their exit codes, and errors as one clear line.

Exit codes: 0 done, 1 some input was refused (with ``--strict``), 2 wrong use or configuration, 3 failed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from app.commands import (
    agree,
    backfill,
    compare,
    correct,
    demo,
    evaluate,
    export,
    extract,
    open_app,
    quarantine,
    serve,
    sql,
    topics,
    track,
    why,
)
from app.commands.common import FAILED, WRONG_USE, WrongUse, say

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""The parser's errors of use. Some releases of typer bring their own parser, so the class is not click's by name."""

cli = typer.Typer(
    name="mawqif",
    help="Who said what on which question, when, and how each position moved: Arabic and English news.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for module in (extract, track, serve, backfill, open_app, sql, compare, agree, evaluate, why, export, demo):
    module.register(cli)
cli.add_typer(correct.commands, name="correct")
cli.add_typer(quarantine.commands, name="quarantine")
cli.add_typer(topics.commands, name="topics")


def _version(wanted: bool) -> None:
    if wanted:
        try:
            typer.echo(f"mawqif {version('mawqif')}")
        except PackageNotFoundError:
            typer.echo("mawqif (not installed)")
        raise typer.Exit


@cli.callback()
def root(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Who said what on which question, when, and how each position moved: Arabic and English news."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and give its exit code. Errors become one line on standard error."""
    try:
        code = cli(args=list(arguments) if arguments is not None else None, standalone_mode=False, prog_name="mawqif")
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except typer.Abort:
        return 130
    except typer.Exit as ended:
        return ended.exit_code
    except UsageError as wrong:
        wrong.show(sys.stderr)  # type: ignore[attr-defined]
        return WRONG_USE
    except WrongUse as wrong:
        say(f"error: {wrong}")
        return WRONG_USE
    except BrokenPipeError:
        # The reader went away, as `| head` does: what it wanted it has.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        say("stopped")
        return 130
    except Exception as error:
        return _told(error)


def _told(error: Exception) -> int:
    """Tell of an error: the expected ones in their own words, the others as what they are, a defect."""
    from claims.configuration import ConfigurationError

    if os.environ.get("MAWQIF_DEBUG"):
        raise error
    if isinstance(error, ConfigurationError):
        say(f"error: {error}")
        return WRONG_USE
    if isinstance(error, OSError) and error.strerror:
        say(f"error: {error.strerror}" + (f": {error.filename}" if error.filename else ""))
    elif isinstance(error, OSError) or type(error).__module__.split(".")[0] in ("warehouse", "flows", "claims"):
        say(f"error: {error}")
    else:
        say(f"error: {type(error).__name__}: {error} (a defect; MAWQIF_DEBUG=1 shows where)")
    return FAILED


def main() -> None:
    """The entry point of the package."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    code = run()
    sys.stdout.flush()
    sys.stderr.flush()
    # What libraries say while the interpreter is taken down is of no use to anyone; all of ours has been said.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    sys.exit(code)


if __name__ == "__main__":
    main()
