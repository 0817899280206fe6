"""``mawqif quarantine``: what was refused, and trying it again."""

from __future__ import annotations

import typer

from app.commands.common import Db, Topics, db_path, settings

commands = typer.Typer(help="What was refused and why; try it again.", no_args_is_help=True, rich_markup_mode=None)
