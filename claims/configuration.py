"""Where the configuration lies and how its YAML is read: data only, validated by whoever asks for it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SHIPPED = Path(__file__).resolve().parent.parent / "configs"


class ConfigurationError(ValueError):
    """A configuration file is missing or wrong; the message names the file, the place and what is allowed."""


def configs_dir() -> Path:
    """The folder of configuration: ``$MAWQIF_CONFIGS`` where set, else the one that ships."""
    return Path(os.environ.get("MAWQIF_CONFIGS") or SHIPPED)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file.

    Raises:
        ConfigurationError: the file cannot be read or is no YAML, with its line and column.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read: {error}") from error
    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        problem = getattr(error, "problem", None) or str(error)
        raise ConfigurationError(f"{path}:{where}: not valid YAML: {problem}") from error


def check_keys(place: str, found: Iterable[object], allowed: Collection[str]) -> None:
    """Refuse the keys of a mapping that nobody reads: a misspelt section would otherwise be an empty one.

    Raises:
        ConfigurationError: a key is not allowed; the message names it and those that are.
    """
    unknown = sorted(str(key) for key in found if key not in allowed)
    if unknown:
        raise ConfigurationError(f"{place}: unknown key {unknown[0]!r}; allowed: {', '.join(sorted(allowed))}")


@cache
def shipped_yaml(relative: str) -> Any:
    """A YAML file of the configuration folder, read once. Callers must not change what they get."""
    return read_yaml(configs_dir() / relative)
