"""Speech acts that take no side whatever their words: thanks, praise of people, a call to explain, a schedule.

A lexicon of positions reads their words («hailed everyone who argued with us», «wants an explanation of a trip») as it
reads those of any statement. What is done with the words comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from claims.configuration import shipped_yaml
from claims.languages import language
from claims.model import Lang
from claims.positions.folded import Folded
from claims.positions.statement import Statement
from claims.stems import stem


@dataclass(frozen=True, slots=True)
class NoSide:
    """A kind of statement without a side: by speech acts (any, if empty), reporting words and how it runs.

    ``keeps``: words beside which it takes a side after all.
    """

    id: str
    why: str
    acts: frozenset[str]
    cue: re.Pattern[str] | None
    words: re.Pattern[str] | None
    keeps: re.Pattern[str] | None

    def meets(self, statement: Statement, cue: str, text: str, own: frozenset[str]) -> bool:
        """Whether a statement is of this kind; ``own`` are the stems of the topic's words."""
        if self.acts and statement.act not in self.acts:
            return False
        if self.cue is not None and self.cue.search(cue) is None:
            return False
        found = self.words.search(text) if self.words is not None else None
        if self.words is not None and found is None:
            return False
        named = found.group(1) if found is not None and found.re.groups else None
        if named and any(stem(word, statement.lang) in own for word in named.split()):
            return False
        return self.keeps is None or self.keeps.search(text) is None


@cache
def kinds_without_side(lang: Lang) -> tuple[NoSide, ...]:
    """The kinds that a language's lexicon lists, in its order."""
    return tuple(_kind(row, lang) for row in shipped_yaml(f"lexicons/{lang}/positions.yaml").get("no_side", ()))


def _kind(row: Mapping[str, Any], lang: Lang) -> NoSide:
    acts: Iterable[str] = row.get("acts", ())
    cue, words, keeps = (_compiled(row.get(name), lang) for name in ("cue", "words", "keeps"))
    return NoSide(row["id"], row["why"], frozenset(acts), cue, words, keeps)


def _compiled(pattern: str | None, lang: Lang) -> re.Pattern[str] | None:
    if pattern is None:
        return None
    folded = " ".join(language(lang).fold(part) for part in pattern.split(" "))
    return re.compile(rf"(?<!\w)(?:{folded})")


def without_side(statement: Statement, folded: Folded, own: frozenset[str]) -> str | None:
    """Why a statement takes no side by what is done with its words; None where it may take one."""
    cue = Folded(statement.cue, statement.lang).text
    for kind in kinds_without_side(statement.lang):
        if kind.meets(statement, cue, folded.text, own):
            return kind.why
    return None
