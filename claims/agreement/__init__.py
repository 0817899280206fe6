"""Do two headlines agree? A small learned model of pairs, with calibrated probabilities."""

from __future__ import annotations

from claims.agreement.model import Agreement, predict

__all__ = ["Agreement", "predict"]
