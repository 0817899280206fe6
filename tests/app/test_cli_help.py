"""Every command has help with an example, and is documented with all its options."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main

from app.cli import cli, run

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "commands.md"
CONTRACT = {"extract", "track", "serve", "app", "sql", "compare", "agree", "evaluate", "why", "export", "demo"}


def _commands(group: Any = None, prefix: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    group = group or typer.main.get_command(cli)
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, (*prefix, name))
        else:
            yield (*prefix, name), command


COMMANDS = dict(_commands())
NAMES = [" ".join(name) for name in COMMANDS]


def test_every_command_of_the_contract_exists() -> None:
    assert set(NAMES) >= CONTRACT | {"quarantine list", "quarantine retry"}


@pytest.mark.parametrize("name", NAMES)
def test_help_has_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*name.split(), "--help"]) == 0
    told = capsys.readouterr()
    assert re.search(rf"Examples?:\n(  .*\n)*?.*mawqif {name}\b", told.out), told.out
    assert told.err == ""


@pytest.mark.parametrize("name", NAMES)
def test_command_and_its_options_are_documented(name: str) -> None:
    sections = re.split(r"^## ", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (section,) = [part for part in sections if part.startswith(f"mawqif {name}\n")]
    assert f"mawqif {name}" in section.split("```sh")[1], "an example is missing"
    for parameter in COMMANDS[tuple(name.split())].params:
        for option in getattr(parameter, "opts", ()):
            if option.startswith("--") and option != "--help":
                assert f"`{option}" in section, f"{option} is not documented"
                assert parameter.help, f"{option} has no help"


def test_no_command_that_does_not_exist_is_documented() -> None:
    documented = re.findall(r"^## mawqif (.+)$", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert sorted(documented) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_documented_options_exist(name: str) -> None:
    sections = re.split(r"^## ", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (section,) = [part for part in sections if part.startswith(f"mawqif {name}\n")]
    options = {option for p in COMMANDS[tuple(name.split())].params for option in getattr(p, "opts", ())}
    assert set(re.findall(r"^\| `(--[a-z]+)", section, flags=re.MULTILINE)) <= options


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert re.fullmatch(r"mawqif \d+\.\d+\S*\n", capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nonsense"], "No such command"),
        (["track"], "Missing argument"),
        (["track", "missing.jsonl"], "missing.jsonl: no such file or folder"),
        (["extract", "missing.jsonl"], "missing.jsonl: no such file or folder"),
        (["sql", "SELECT 1", "--format", "xml"], "xml"),
        (["export", "--format", "xls"], "allowed are parquet"),
        (["compare", "missing.jsonl"], "no such file"),
        (["app", "--port", "99999"], "65535"),
    ],
)
def test_wrong_use_ends_with_two_and_a_clear_line(
    arguments: list[str], told: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert told in err
    assert out == ""
    assert "Traceback" not in err
