"""What a statement holds: kind, value from −2 to +2 towards the topic's proposition, certainty, reasons."""

from __future__ import annotations

from claims.positions.reactions import Told, with_reactions
from claims.positions.read import read_position, read_positions
from claims.positions.statement import Statement

__all__ = ["Statement", "Told", "read_position", "read_positions", "with_reactions"]
