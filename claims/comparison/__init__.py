"""How two statements relate: what is seen of the pair, and the weights that judge it."""

from __future__ import annotations

from claims.comparison.features import Seen, see
from claims.comparison.model import RELATIONS, PairRelation, judge, positions

__all__ = ["RELATIONS", "PairRelation", "Seen", "judge", "positions", "see"]
