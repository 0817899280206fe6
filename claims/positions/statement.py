"""A statement as the position reader takes it: the words and how they were reported."""

from __future__ import annotations

from dataclasses import dataclass

from claims.model import Attribution, Lang
from claims.positions.regression import Measures
from claims.read import Document


@dataclass(frozen=True, slots=True)
class Statement:
    """The content of a claim with its speech act.

    ``cue`` is the reporting word as it stands in the text; ``on_question``: it is known to speak of the topic's
    question, whatever its words; ``of_another``: its subject is another side, whose wishes are not the speaker's.
    ``context``: how it stands to the question in its article (``bearing``), where it is read in one.
    """

    text: str
    lang: Lang
    act: str = "inform"
    factuality: str = "CT+"
    negated: bool = False
    cue: str = ""
    on_question: bool = False
    of_another: bool = False
    context: Measures | None = None

    @classmethod
    def of(
        cls,
        document: Document,
        attribution: Attribution,
        content: str,
        of_another: bool = False,
        context: Measures | None = None,
    ) -> Statement:
        """The statement that an attribution makes."""
        cue = " ".join(document.slice(span) for span in attribution.cue)
        return cls(
            content,
            document.article.lang,
            attribution.act,
            attribution.factuality,
            attribution.negated,
            cue,
            of_another=of_another,
            context=context,
        )
