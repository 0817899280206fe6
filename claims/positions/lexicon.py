"""Position words of one language, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from claims.configuration import shipped_yaml
from claims.languages import language
from claims.languages.arabic.morphemes import BEFORE_WORD
from claims.model import Lang

Group = Literal["outcome", "stance"]


@dataclass(frozen=True, slots=True)
class Word:
    """A cue and what it is worth.

    ``fixed``: its pattern carries its own negation; ``weaken``: it only makes probable; ``needs_event``: it counts
    beside an event of the topic only, ``needs_object``: straight before one; ``governs``: it rules what follows;
    ``nominal``: it names rather than asserts; ``denied``: its value where it is negated, if not the opposite one;
    ``general``: it stands back where its own words hold a cue that says more; ``modal``: it asks for what follows;
    ``deed``: where it opens what is announced, the speaker does it; ``wish``: it takes the side of what is wished for;
    ``of``: the events of which alone it is said, any if none are named;
    ``resolves``: it ends what it is said of, which is good of a strike and of a deal alike;
    ``idiom``: it is of whatever the sentence is about, so that beside another event it is not of the topic.
    """

    id: str
    group: Group
    value: int
    pattern: re.Pattern[str]
    fixed: bool
    weaken: bool
    needs_event: bool
    governs: bool
    nominal: bool
    needs_object: bool
    general: bool
    modal: bool
    deed: bool
    wish: bool
    idiom: bool
    resolves: bool
    of: frozenset[str]
    denied: int | None


class PositionLexicon:
    """All that the position reader looks up; patterns run over folded words joined by spaces."""

    def __init__(self, lang: Lang, rows: dict[str, Any]) -> None:
        self.lang = lang
        self._parts: dict[str, str] = rows.get("parts", {})
        groups: tuple[Group, ...] = ("outcome", "stance")
        self.cues = tuple(self._word(group, row) for group in groups for row in rows[group])
        self.events = {concept: self._compile("|".join(found)) for concept, found in rows["events"].items()}
        self.stance_acts: dict[str, int] = dict(rows["stance_acts"])
        self.negation = self._fold_all(rows["negation"])
        self.denying = self._fold_all(rows["denying"])
        self.without = self.denying | self._fold_all(rows["without"])
        self.averted = self._fold_all(rows["averted"])
        self.means = self._fold_all(rows["means"])
        self.still = self._fold_all(rows["still"])
        self.far_negation = self._fold_all(rows["far_negation"])
        self.far_reach = int(rows["far_reach"])
        self.transparent = self._fold_all(rows["transparent"])
        self.negation_reach = int(rows["negation_reach"])
        self.only = self._fold_all(rows["only"])
        self.possible = self._fold_all(rows["possible"])
        self.contrast = self._fold_all(rows["contrast"])
        self.conditional = self._words(rows["conditional"])
        self.inverted = self._compile(rows["inverted"]) if "inverted" in rows else None
        self.concessive = self._words(rows["concessive"])
        self.condition_nouns = self._fold_all(rows["condition_nouns"])
        self.plain_negation = self._fold_all(rows["plain_negation"])
        self.joins: str = rows["joins"]
        self.further = self._fold_all(rows["further"])
        self.averting = self._fold_all(rows.get("averting", ()))
        self.named_as = self._compile(rows["named_as"]) if "named_as" in rows else None
        self.own_stance = self._compile(rows["own_stance"])
        self.sentence = re.compile(rows["sentence"], re.IGNORECASE)
        self.unmoved = self._compile("|".join(rows["unmoved"]))
        self.unless = self._words(rows["unless"])
        self.nor = self._fold_all(rows["nor"])
        self.lasting = self._fold_all(rows["lasting"])
        self.until = self._words(rows["until"])
        self.existential = self._compile(rows["existential"])
        self.relative = self._fold_all(rows["relative"])
        self.accounts = self._fold_all(rows["accounts"])
        self.comment = self._words(rows["comment"])
        self.clause = self._fold_all(rows["clause"])
        self.future = self._compile(rows["future"])
        self.consequence = self._compile(self._alternatives(rows["consequence"]))
        self.retreat = self._compile("|".join(rows["retreat"]))
        self.unreal = self._fold_all(rows["unreal"])
        self.ruling = self._fold_all(rows["ruling"])
        self.pronoun_subjects = self._fold_all(rows.get("pronoun_subjects", ()))
        self.auxiliaries = self._fold_all(rows.get("auxiliaries", ()))
        self.named_deed = re.compile(rows["named_deed"]) if "named_deed" in rows else None
        self.refers_back = self._words(rows["refers_back"])
        self.decisions = self._words(rows["decisions"])
        self.utterances = self._words(rows["utterances"])

    def is_plain_negator(self, word: str) -> bool:
        """Whether a word only denies («not», ``ولا``), and does not fail, refuse or withdraw."""
        return word in self.plain_negation or (self.lang == "ar" and word[1:] in self.plain_negation)

    def _word(self, group: Group, row: dict[str, Any]) -> Word:
        return Word(
            id=row["id"],
            group=group,
            value=row["value"],
            pattern=self._compile(self._alternatives(row["words"])),
            fixed=bool(row.get("fixed")),
            weaken=bool(row.get("weaken")),
            needs_event=bool(row.get("needs_event")),
            governs=bool(row.get("governs")),
            nominal=bool(row.get("nominal")),
            needs_object=bool(row.get("needs_object")),
            general=bool(row.get("general")),
            modal=bool(row.get("modal")),
            deed=bool(row.get("deed")),
            wish=bool(row.get("wish")),
            idiom=bool(row.get("idiom")),
            resolves=bool(row.get("resolves")),
            of=frozenset(row.get("of", ())),
            denied=row.get("denied"),
        )

    def _alternatives(self, words: str | list[str]) -> str:
        """One pattern of several, with the ``parts`` that they share filled in."""
        pattern = words if isinstance(words, str) else "|".join(words)
        for name, part in self._parts.items():
            pattern = pattern.replace(f"{{{name}}}", part)
        return pattern

    def _fold(self, text: str) -> str:
        return " ".join(language(self.lang).fold(part) for part in text.split(" "))

    def _fold_all(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(self._fold(word) for word in words)

    def _compile(self, pattern: str) -> re.Pattern[str]:
        clitics = BEFORE_WORD if self.lang == "ar" else ""
        return re.compile(rf"(?<!\w){clitics}(?:{self._fold(pattern)})(?!\w)")

    def _words(self, phrases: Iterable[str]) -> re.Pattern[str]:
        return self._compile("|".join(re.escape(self._fold(phrase)).replace(r"\ ", " ") for phrase in phrases))


@cache
def position_lexicon(lang: Lang) -> PositionLexicon:
    """The shipped (or configured) position words of a language."""
    return PositionLexicon(lang, shipped_yaml(f"lexicons/{lang}/positions.yaml"))
