"""Finds or makes the member of an article's cast that a mention means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.actors.arabic_words import is_addressed
from claims.actors.bodies import BODIES
from claims.actors.cast import Entity, agrees
from claims.actors.english_gender import is_agent
from claims.actors.lexicon import lexicon
from claims.actors.mention import Mention
from claims.actors.places import match_at
from claims.actors.titles import Titles
from claims.words import Word

_SENTENCE_END = re.compile(r"\n|[.!?\u061f](?=\s)")
_SOURCES = frozenset({"source", "insider", "witness", "eyewitness", "bystander"})


class Casting(Titles):
    """Finds or makes the member of an article's cast that a mention means.

    Every method gives the entity that a mention means and how sure that is, between 0 and 1. Bodies, proper names and
    titles have a layer each below; here are sources that nobody names, documents, and what no rule reads.
    """

    def unnamed(self, mention: Mention, begin: int) -> tuple[Entity, float]:
        """A source that is not named: one of the article, or whom a definite phrase means («the diplomat»)."""
        entity = self.cast.unnamed(mention)
        name = self.subject_before(mention, begin) if entity is None and mention.head not in _SOURCES else None
        if name is not None and not mention.head.endswith("s"):
            meant, _ = self.person(name)
            meant.note(replace(mention, kind="title"))
            return meant, 0.85
        if entity is None and mention.definite:
            person = self.cast.headed(mention.head) or self._countryman(mention)
            if person is not None:
                person.note(mention)
                return person, 0.88
        if entity is None and mention.office and not mention.of:
            country = mention.country or self.scan.country_of_office(mention.office, mention.start)[0]
            if country:
                mention = replace(mention, country=country, of=self.registry.office_id(country, mention.office))
        return self.known(entity, mention, 0.9)

    def _countryman(self, mention: Mention) -> Entity | None:
        """The last named person of the country that "the Russian official" tells."""
        if mention.country is None:
            return None
        for entity in self.cast.recent_people():
            known = self.registry.actors[entity.known[0]].country if entity.known else entity.country
            if known == mention.country and entity.last < mention.start:
                return entity
        return None

    def unknown(self, mention: Mention, begin: int) -> tuple[Entity, float]:
        """A phrase that no rule reads: said before, another word for who was just named, or something new."""
        for entity in self.cast.entities:
            if mention.text in entity.texts:
                return entity, 0.88
        name = self.subject_before(mention, begin) if is_agent(mention.head) else None
        if name is not None:
            meant, _ = self.person(name)
            meant.note(replace(mention, kind="title"))
            return meant, 0.85
        named = replace(mention, kind="body", name=mention.name or tuple(mention.text.split()), label=mention.text)
        return self.known(self.cast.body(named), named, 0.7)

    def phrase(self, mention: Mention, start: int) -> Entity:
        """Whom a phrase of the running text means by its kind (English)."""
        if mention.kind == "person":
            return self.person(mention)[0]
        if mention.kind == "title":
            return self.title(mention, start)[0]
        if mention.kind in BODIES:
            return self.body(mention)[0]
        if mention.kind in ("unnamed", "pronoun"):
            return self.unnamed(replace(mention, kind="unnamed", unnamed=mention.unnamed or "person"), start)[0]
        if mention.kind == "document":
            return self.known(self.cast.body(mention), mention, 0.88)[0]
        return self.unknown(mention, start)[0]

    def document_of(self, mention: Mention, recent: Sequence[Entity]) -> tuple[Entity, float]:
        """A statement without an issuer in its phrase: whoever issued such a one before, else the last body.

        ``recent`` are the speakers so far, the last first.
        """
        if mention.name[:1] and mention.name[0] in lexicon("en").quantifiers:  # «one tweet» is by nobody named
            return self.known(None, mention, 0.7)
        for entity in recent:
            if mention.head in entity.heads and entity.kind == "document":
                return self.known(entity, mention, 0.8)
        issuer = self._issuer(mention)
        if issuer is not None:
            issuer.texts.append(mention.text)
            return issuer, 0.88
        bodies = [e for e in recent if e.kind in BODIES and e.kind != "outlet" and agrees(mention.agreement, e)]
        people = [e for e in recent if e.kind == "person" and agrees(mention.agreement, e)]
        chosen = next(iter(bodies or people), None)
        if chosen is not None:
            chosen.texts.append(mention.text)
            return chosen, 0.88
        return self.known(None, mention, 0.7)

    def _issuer(self, mention: Mention) -> Entity | None:
        """The issuer that the text names after the same kind of document before this place."""
        words = self.scan.words
        for i in range(len(words) - 1, -1, -1):
            if words[i].start >= mention.start or words[i].key != mention.head:
                continue
            past = min(i + 8, len(words))
            text = self.document.text[words[i].start : words[past - 1].end].split("\n")[0]
            inner = self.read(text, words[i].start)
            if inner.kind in ("body", "country", "outlet") and (inner.known or inner.office):
                return self.body(inner)[0]
        return None

    def partisan(self, mention: Mention, begin: int) -> Entity | None:
        """Whom «the Republican» means: the person who opens the sentence before (English)."""
        if len(mention.name) != 1 or not mention.definite or mention.name[0] not in lexicon(self.lang).modifiers:
            return None
        name = self.subject_before(mention, begin)
        return self.person(name)[0] if name is not None else None

    def nearby(self, first: int, last: int) -> Entity | None:
        """Whoever a stretch of text names first: a listed name, a title, a body, a given name."""
        words = [self.scan.words[i] for i in self.scan.between(first, last)]
        lex = lexicon(self.lang)
        for i, word in enumerate(words):
            titled = word.key in lex.role_starts or word.key in lex.bodies or word.key in lex.honorifics
            listed = match_at(words, i, self.registry)
            if not (titled or self._opens_name(word) or listed):
                continue
            if self._is_told(word):
                continue
            body = listed is not None and self.registry.actors[listed.ids[0]].kind != "person"
            end = last if self.lang == "ar" else self._past_capitals(words, i)
            end = words[listed.past - 1].end if listed is not None and body and self.lang == "ar" else end
            phrase = _SENTENCE_END.split(self.document.text[word.start : end])[0].strip(" ,\u060c")
            mention = self.read(phrase, word.start)
            if mention.kind == "person" and (mention.known or len(mention.name) > 1):
                if self.lang == "en" and not (mention.known or mention.title or self._is_full_name(mention.name)):
                    continue
                return self.person(mention)[0]
            if mention.kind in BODIES and (mention.known or len(mention.name) > 1):
                return self.body(mention)[0]
            if mention.kind == "title" and len(mention.title) > 1:
                return self.title(mention)[0]
        return None

    def _is_full_name(self, name: tuple[str, ...]) -> bool:
        """Whether the text has these words as somebody's full name (English)."""
        return any(tuple(w.key for w in run) == name for run in self.scan.full_names)

    def _is_told(self, word: Word) -> bool:
        """Whether a word is the preposition with a medium, to which somebody speaks (Arabic)."""
        return self.lang == "ar" and word.key not in self.registry.starts and is_addressed(word, lexicon("ar"))

    def _past_capitals(self, words: Sequence[Word], i: int) -> int:
        """Where the capitals end that begin at a word: a name or a titled name in English."""
        while (
            i + 1 < len(words) and words[i + 1].capital and self.document.text[words[i].end : words[i + 1].start] == " "
        ):
            i += 1
        return words[i].end
