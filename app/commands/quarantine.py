"""``mawqif quarantine``: what was refused, and trying it again."""

from __future__ import annotations

import typer

commands = typer.Typer(help="What was refused and why; try it again.", no_args_is_help=True, rich_markup_mode=None)
