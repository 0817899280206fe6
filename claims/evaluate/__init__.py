"""Scores of the extractor against gold: detection, sources, the actor behind it, dates, types.

An attribution is found where the words of its content and of the gold content have an intersection over union of at
least one half; pairs are chosen one to one so that most are found and their overlap is largest. ``e2e`` asks also for
the head of the source, ``actor`` for who really spoke. The measures follow the evaluation of PolNeAR (Newell et al.
2018), with the actor, the date and the type added.
"""

from __future__ import annotations

from claims.evaluate.names import name_words, same_name
from claims.evaluate.report import as_json, intervals, table
from claims.evaluate.scores import Count, Scores, ScoringError, evaluate

__all__ = ["Count", "Scores", "ScoringError", "as_json", "evaluate", "intervals", "name_words", "same_name", "table"]
