"""Which analyser of words and names a run uses: the built-in rules, or CAMeL where its data are at hand."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from claims.actors import Registry, load_registry
from claims.analysers.refine import refine
from claims.analysers.rules import RuleAnalyser
from claims.languages.analysis import Analyser, Entity, Reading

__all__ = ["Analyser", "AnalyserWarning", "Analysers", "Choice", "Entity", "Reading", "load_analysers", "refine"]

Choice = Literal["rules", "camel"]


class AnalyserWarning(UserWarning):
    """An analyser that was asked for is not at hand; the built-in rules go on."""


@dataclass(frozen=True)
class Analysers:
    """Who answers about words, and who about names; ``chosen`` are the choices that came true, in this order."""

    morphology: Analyser
    ner: Analyser
    chosen: tuple[Choice, Choice] = ("rules", "rules")

    @property
    def built_in(self) -> bool:
        return self.chosen == ("rules", "rules")

    @property
    def names(self) -> tuple[str, ...]:
        """What the claims depend on beside the program; empty for the built-in rules, which are the program."""
        return () if self.built_in else (self.morphology.name, self.ner.name)


def _warn(message: str) -> None:
    warnings.warn(message, AnalyserWarning, stacklevel=3)


def load_analysers(
    morphology: Choice = "rules",
    ner: Choice = "rules",
    registry: Registry | None = None,
    tell: Callable[[str], None] = _warn,
) -> Analysers:
    """The analysers that are asked for; where CAMeL's data are missing ``tell`` is told once, and the rules go on.

    Raises:
        ValueError: a choice is neither ``rules`` nor ``camel``.
    """
    for key, choice in (("morphology", morphology), ("ner", ner)):
        if choice not in ("rules", "camel"):
            raise ValueError(f"{key}: must be rules or camel, is {choice!r}")
    rules = RuleAnalyser(registry if registry is not None else load_registry())
    asked: dict[Literal["morphology", "ner"], Choice] = {"morphology": morphology, "ner": ner}
    found: dict[str, Analyser] = {}
    missing = []
    for part, choice in asked.items():
        if choice == "camel":
            from claims.languages.arabic.camel import CamelAnalyser, MissingData

            try:
                found[part] = CamelAnalyser([part])
            except MissingData as error:
                missing.append(str(error))
    if missing:
        tell(" ".join(missing) + ". The built-in rules go on.")
    return Analysers(
        found.get("morphology", rules),
        found.get("ner", rules),
        ("camel" if "morphology" in found else "rules", "camel" if "ner" in found else "rules"),
    )
