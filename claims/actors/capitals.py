"""Capitals in an English text: which runs of them are people's full names, and which of these may act."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import pairwise

from claims.actors.article_words import ArticleWords
from claims.actors.closed_classes import closed_class, closed_words
from claims.actors.english_verbs import SINGULAR, is_verb
from claims.actors.english_words import ARTICLES, past_label
from claims.actors.headlines import headline_starts
from claims.actors.lexicon import lexicon
from claims.actors.places import demonym_at, match_at, person_at
from claims.actors.registry import Registry
from claims.configuration import shipped_yaml
from claims.dateline import dateline
from claims.model import Lang
from claims.words import Word, keys

_SHORTEST_NAME = 2
_JUNIOR = frozenset({"jr", "sr", "ii", "iii", "iv"})
_OPENS_QUOTE, _CLOSES_QUOTE = frozenset("\"'\u201c\u2018"), frozenset("\"'\u201d\u2019")
_PLACED = frozenset({"in", "at", "near"})
_APPOSED = frozenset({"at", "on", "in", "who", "whose", "of", "for"})
_GOVERNING = frozenset(
    (
        "by",
        "of",
        "with",
        "to",
        "from",
        "for",
        "in",
        "at",
        "on",
        "against",
        "than",
        "about",
        "over",
        "like",
        "and",
        "via",
    )
)


class Capitals(ArticleWords):
    """The words of an article with its full names (English)."""

    lang: Lang
    registry: Registry
    publisher: str | None

    @cached_property
    def dateline(self) -> int:
        """Where the text goes on behind its dateline (English); 0 where it has none."""
        return dateline(self.text)[0] if self.lang == "en" else 0

    @cached_property
    def outlets(self) -> frozenset[tuple[str, ...]]:
        """The key words of whom the article is published by, and of the agency in its dateline."""
        named = (self.publisher, dateline(self.text)[1] if self.lang == "en" else None)
        return frozenset(keys(name) for name in named if name)

    @cached_property
    def full_names(self) -> list[tuple[Word, ...]]:
        """Runs of two to four capitals that read like people's full names (English), the dateline left out.

        In a headline only those whose names the rest of the text has as well, or the registry.
        """
        runs = self._capitals()
        plain = [run for run in runs if run[0].start not in self._in_headlines and self._reads_as_name(run)]
        known = {tuple(w.key for w in run) for run in plain}
        headed = [name for run in runs if run[0].start in self._in_headlines and (name := self._known_in(run, known))]
        return sorted(plain + headed, key=lambda run: run[0].start)

    def _capitals(self) -> list[tuple[Word, ...]]:
        """Runs of capitals, none of them a word of the language, nor one before a title."""
        lex, out = lexicon("en"), []
        run: list[Word] = []
        for word in (*self.words[self._after(self.dateline) if self.dateline else 0 :], None):
            near = bool(run) and word is not None and self.text[run[-1].end : word.start] in (" ", "-")
            fits = word is not None and word.capital and word.key not in lex.common and word.key not in closed_words()
            if fits and near and not run[-1].genitive:
                run.append(word)  # type: ignore[arg-type]
                continue
            titled = near and word is not None and word.key in lex.common - lex.connectors
            run = run[past_label(run, lex) :] if len(run) > 1 else run  # «Navy SEAL Carl Koss»
            if len(run) > 1 and not titled:
                out.append(tuple(run))
            run = [word] if fits and word is not None else []
        return out

    def _reads_as_name(self, run: tuple[Word, ...]) -> bool:
        """Whether a run of capitals can be somebody's full name."""
        lex = lexicon("en")
        thing = run[-1].key in lex.bodies or run[-1].key in lex.things or run[0].key in lex.place_openers
        tag = len(run[0].text) == 1 and self.text[run[0].end : run[1].start] == "-"  # «I-Vt.»
        if thing or tag or not 2 <= len(run) <= 4 or self._is_quoted(run):
            return False
        return tuple(w.key for w in run) not in self.outlets and not self._is_listed_body(run)

    def _known_in(self, run: tuple[Word, ...], known: set[tuple[str, ...]]) -> tuple[Word, ...]:
        """The longest name in a run of a headline that the rest of the text has, or the registry; else ()."""
        for n in range(min(len(run), 4), 1, -1):
            for first in range(len(run) - n + 1):
                name = run[first : first + n]
                listed = person_at(name, 0, self.registry)
                if tuple(w.key for w in name) in known or (listed is not None and listed.length == n):
                    return name
        return ()

    def _is_no_name(self, first: int, last: int) -> bool:
        """Whether capitals are no full name: they go on, they are in a headline, or they are quoted by themselves."""
        words, after = self.words, self.words[last + 1] if last + 1 < len(self.words) else None
        goes_on = (
            after is not None
            and after.capital
            and not words[last].genitive
            and self.text[words[last].end : after.start] == " "
            and after.key not in _JUNIOR
        )
        return goes_on or words[first].start in self._in_headlines or self._is_quoted(words[first : last + 1])

    @cached_property
    def _in_headlines(self) -> frozenset[int]:
        return headline_starts(self.text, self.words) if self.lang == "en" else frozenset()

    def _is_quoted(self, run: Sequence[Word]) -> bool:
        """Whether quotation marks hold a run of words and nothing else: the “Never Trump” movement."""
        before, after = self.text[max(run[0].start - 1, 0) : run[0].start], self.text[run[-1].end : run[-1].end + 1]
        return bool(before) and before in _OPENS_QUOTE and bool(after) and after in _CLOSES_QUOTE

    @cached_property
    def subjects(self) -> list[tuple[Word, ...]]:
        """Full names, and their last words alone, that no preposition governs (English): who may do something."""
        families = {run[-1].key for run in self.full_names}
        runs = {run[0].start: run for run in self.full_names}
        inside = {w.start for run in self.full_names for w in run}
        for word in self.words:
            if word.capital and not word.genitive and word.key in families and word.start not in inside:
                runs[word.start] = (word,)
        runs |= {word.start: (word,) for word in self.opening_names if word.start not in runs.keys() | inside}
        before = {after.start: word.key for word, after in pairwise(self.words)}
        determined = {  # «an interview with The Harbour Chronicle»
            after.start
            for word, after in pairwise(self.words)
            if word.key in ARTICLES and self.text[word.end : after.start] == " "
        }
        behind = (start for start in sorted(runs.keys() - determined) if start >= self.dateline)
        return [runs[start] for start in behind if before.get(start) not in _GOVERNING]

    def is_governed(self, word: Word) -> bool:
        """Whether a preposition or an article stands right before a word (English)."""
        i = bisect_left(self._starts, word.start)
        before = self.words[i - 1] if i else None
        return before is not None and (before.key in _GOVERNING or before.key in ARTICLES)

    @cached_property
    def opening_names(self) -> list[Word]:
        """Family names alone that open a sentence as the subject of a verb: «Lindqvist was reached by telephone».

        They are no words of the language: none stands in the text without its capital, or is common in the news. An
        apposition may stand between: «Lindqvist, at the head of the delegation, did not hide her relief».
        """
        lex = lexicon("en")
        plain = {word.key for word in self.words if not word.capital} | _plain_words() | lex.common
        out = []
        for i, (word, after) in enumerate(pairwise(self.words)):
            before = self.text[max(word.start - 2, 0) : word.start]
            fronted = before == ", " and after.key in closed_class(
                "auxiliaries"
            )  # «At a rally in Larsk, Lindqvist was unrepentant»
            opens = fronted or before.rstrip()[-1:] in '.!?\u201d"' or before.endswith("\n")
            opens = opens and word.start not in self._inside_bodies
            gap = self.text[word.end : after.start]
            plural = word.key.endswith("s") and after.key not in SINGULAR
            verbal = gap == " " and is_verb(after)
            verbal = verbal and not plural  # «Traders have», «Dockers voted»
            verbal = verbal or (gap == ", " and (after.key in _APPOSED or after.key in lex.relatives))
            named = word.capital and not word.genitive and len(word.key) > _SHORTEST_NAME and word.key not in plain
            if opens and verbal and named and match_at(self.words, i, self.registry) is None:
                out.append(word)
        return out

    @cached_property
    def _inside_bodies(self) -> frozenset[int]:
        """Where words stand that the text elsewhere has inside the name of a body, before its noun or its title.

        «Marrack» is no family name where the text has «Marrack Line», «Marrack's chairman» or «in Marrack».
        """
        lex, named = lexicon("en"), set()
        for word, after in pairwise(self.words):
            near = self.text[word.end : after.start] == " "
            if near and word.capital and (after.key in lex.bodies or (word.genitive and after.key in lex.role_starts)):
                named.add(word.key)
            if near and word.key in _PLACED and after.capital:
                named.add(after.key)
        return frozenset(w.start for w in self.words if w.key in named)

    def _is_listed_body(self, run: Sequence[Word]) -> bool:
        match = match_at(run, 0, self.registry)
        if match is None:
            return demonym_at(run, 0, self.registry) is not None
        return self.registry.actors[match.ids[0]].kind != "person"

    def looks_like_body(self, name: str) -> bool:
        """Whether the text puts a title or a body's noun after a single name: "Acme spokesman", "Acme Corporation"."""
        lex = lexicon("en")
        for i in self.places(name):
            if i + 1 < len(self.words):
                after = self.words[i + 1]
                near = self.text[self.words[i].end : after.start] == " "
                role = after.key in lex.role_starts and (
                    self.words[i].genitive or after.capital or after.key[-3:] == "man"
                )
                if near and (role or (after.capital and after.key in lex.bodies)):
                    return True
        return False


@cache
def _plain_words() -> frozenset[str]:
    """English words that many articles hold, and the closed classes: what opens a sentence without being a name."""
    common = shipped_yaml("lexicons/common_words.yaml")["en"].values()
    clauses = shipped_yaml("lexicons/en/clauses.yaml").values()
    return frozenset(word for listed in common for word in listed.split()) | frozenset(
        str(word) for listed in clauses if not isinstance(listed, str) for word in listed
    )
