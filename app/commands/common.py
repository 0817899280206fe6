"""What commands share: options, exit codes, where to tell things, and how to show words of others."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

if TYPE_CHECKING:
    from flows.settings import Settings
    from flows.sources.items import Rules

DONE, REFUSED, WRONG_USE, FAILED = 0, 1, 2, 3

Db = Annotated[
    Path | None,
    typer.Option("--db", metavar="FILE", help="The warehouse (default: `db` of the settings).", show_default=False),
]
Topics = Annotated[
    Path | None,
    typer.Option(
        "--topics", metavar="FILE", help="Topics file, YAML (default: `topics` of the settings).", show_default=False
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 where some input was refused.")]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers", min=1, max=256, metavar="N", help="Processes that extract (default: 1).", show_default=False
    ),
]


def say(message: str) -> None:
    """A line on standard error."""
    from flows.progress import harmless

    print(harmless(message), file=sys.stderr, flush=True)


def settings() -> Settings:
    """The settings that hold here. Wrong ones end the command with exit code 2."""
    from flows.settings import load_settings

    return load_settings()


def db_path(db: Path | None) -> Path:
    """The warehouse that a command is about."""
    return db if db is not None else settings().db


def rules(of: Settings) -> Rules:
    """The rules by which records are checked now."""
    from flows.clock import now
    from flows.sources.items import Rules

    return Rules(now=now(), zone=of.zone)


class WrongUse(Exception):
    """The command was asked for something that cannot be; ends it with exit code 2."""


def wrong_use(message: str) -> WrongUse:
    """The error to raise for wrong use."""
    return WrongUse(message)


def must_exist(paths: list[str]) -> None:
    """Every path that was named must be there before anything starts."""
    from flows.sources.files import NoSuchPath, check_paths

    try:
        check_paths(paths)
    except NoSuchPath as error:
        raise wrong_use(str(error)) from error


def must_be_file(path: str) -> None:
    """A file that was named must be there; ``-`` is standard input."""
    if path != "-" and not os.path.isfile(path):
        raise wrong_use(f"{path}: no such file")


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """A file for reading bytes; ``-`` is standard input."""
    if path == "-":
        yield sys.stdin.buffer
        return
    must_be_file(path)
    with open(path, "rb") as stream:
        yield stream


def ended(refused: int, strict: bool) -> None:
    """End with the exit code that refusals ask for."""
    if refused and strict:
        raise typer.Exit(REFUSED)


def shown(value: Any, stream: Any = None) -> str:
    """Words of others on a terminal: nothing that steers it, Arabic kept apart from what stands around it."""
    from flows.progress import harmless

    text = harmless(" ".join(str(value if value is not None else "").split()))
    isolate = (stream or sys.stdout).isatty() and any("\u0590" <= c <= "\u08ff" for c in text)
    return f"\u2068{text}\u2069" if isolate else text
