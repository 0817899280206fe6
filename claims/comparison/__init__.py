"""How two statements relate: what is seen of the pair, and the weights that judge it."""

from __future__ import annotations

from claims.comparison.features import RELATIONS, VALUES, PairRelation, Seen, see
from claims.comparison.model import judge, positions

__all__ = ["RELATIONS", "VALUES", "PairRelation", "Seen", "judge", "positions", "see"]
