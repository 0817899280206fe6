"""Where the configuration lies and how its YAML is read: data only, validated by whoever asks for it."""

from __future__ import annotations

import os
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


@cache
def shipped_yaml(relative: str) -> Any:
    """A YAML file of the configuration folder, read once. Callers must not change what they get."""
    return read_yaml(configs_dir() / relative)
