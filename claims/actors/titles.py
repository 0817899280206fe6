"""Whom a title without a name means: who bore it in the article, whom the text calls so, who held it then."""

from __future__ import annotations

from dataclasses import replace

from claims.actors.arabic_owners import with_body
from claims.actors.cast import Entity
from claims.actors.lexicon import lexicon
from claims.actors.mention import Mention
from claims.actors.proper_names import ProperNames

_ENVOY = "envoy"
_DESCRIBED_WITHIN = 400  # code points between a name and a description of its bearer


class Titles(ProperNames):
    """Finds or makes the person whom a title means."""

    def title(self, mention: Mention, begin: int | None = None) -> tuple[Entity, float]:
        """A title alone: who bore it in the article, whose name stands after it in the text, who held it then.

        ``begin`` is where what is said under the title begins, before its own place or at it.
        """
        mention = self.of_body(self.of_owner(mention)) if self.lang == "en" else with_body(self, mention)
        bearer = self._family_of_title(mention) if self.lang == "ar" else None
        if bearer is not None:
            return bearer, 0.9
        entity = self.cast.titled(mention) or self._in_office(mention)
        if entity is None and mention.role == "guest":
            entity = self.cast.last_person()
        if entity is not None:
            entity.note(mention)
            return entity, 0.9
        told = self._told_title(mention)
        if told is not None:
            told.note(mention)
            return told, 0.85
        named = self._named_in_text(mention)
        if named is not None:
            entity, _ = self.person(named)
            entity.note(mention)
            return entity, 0.85
        place = mention.start if begin is None else begin
        name = self.subject_before(mention, place) or self.named_next(mention)
        described = self.person(name)[0] if name is not None else None
        afresh = self.opens_afresh(mention, place) or self.is_one_of_two(mention, place)
        described = described or (None if afresh else self._described(mention)) or self._loosely_titled(mention)
        if described is not None:
            described.note(mention)
            return described, 0.85
        introduced = self._introduced(mention)
        if introduced is not None:
            introduced.note(mention)
            return introduced, 0.7
        entity = self.cast.add(mention, "person")
        self.place_office(entity)
        office = self.registry.offices.get(entity.office or "")
        role = office.head if office and mention.role in ("head", "minister", None) else mention.role
        alone = bool(entity.of) and role != _ENVOY  # a body sends many
        holder = self.registry.holder(entity.of or "", role or "", self.day) if alone else None
        if holder:
            entity.known, entity.confidence = (holder,), min(entity.confidence, 0.88)
        return entity, 0.88

    def just_named(self, mention: Mention, first: int, last: int) -> Entity | None:
        """The person named last between two places, where a title fits and nobody else there bears it (Arabic)."""
        if any(mention.title in entity.titles for entity in self.cast.entities):
            return None
        bearer = self.cast.titled(mention)
        if bearer is not None and bearer.last >= first:
            return None
        spoken = self.cast.last_person()
        named = self.subject_between(first, last)
        entity = spoken if spoken is not None and first <= spoken.last < last else None
        if named is not None and (entity is None or named.start > entity.last):
            entity = self.person(named)[0]
        if entity is None or entity.known or not self._may_bear(entity, mention):
            return None
        entity.note(mention)
        return entity

    def _may_bear(self, entity: Entity, mention: Mention) -> bool:
        """Whether a person of the cast may bear a title: nothing else is told of him, and the gender is no other."""
        if {mention.agreement, entity.agreement} == {"ms", "fs"}:
            return False
        return all(role == mention.role for role, _, _ in entity.roles)

    def _told_title(self, mention: Mention) -> Entity | None:
        """Who is named with this title in the text: the last before the mention, with its role and office (Arabic)."""
        for _, _, named in reversed(self.titled):
            if named.start >= mention.start or named.role != mention.role or not set(mention.title) <= set(named.title):
                continue
            other = mention.country and named.country and mention.country != named.country
            if not other and {mention.agreement, named.agreement} != {"ms", "fs"}:
                return self.person(named)[0]
        return None

    def _family_of_title(self, mention: Mention) -> Entity | None:
        """Whose family name a lone title word is (al-Qadi, "the judge"), where nobody bears it as a title (Arabic)."""
        if len(mention.title) != 1 or not mention.definite or self.cast.headed(mention.title[0]) is not None:
            return None
        full = self.scan.full_name(mention.title[0])
        if full is None or not self._stands_as_name(full[0]):
            return None
        named = replace(mention, kind="person", name=full[0], label=full[1], title=(), role=None)
        entity = self.cast.person(named) or self.cast.add(named, "person")
        entity.texts.append(mention.text)
        self.identify(entity, named)
        return entity

    def _stands_as_name(self, name: tuple[str, ...]) -> bool:
        """Whether the text has these words somewhere as a name that ends in a title word."""
        words = self.scan.words
        starts = (i for i, w in enumerate(words) if w.key == name[0])
        return any(tuple(w.key for w in self.name_at(words, i)) == name for i in starts)

    def _introduced(self, mention: Mention) -> Entity | None:
        """«their leader had forecast a win» in the first paragraph: whom the next names first (English)."""
        text = self.document.text
        end = text.find("\n")
        if self.lang != "en" or not mention.definite or not 0 <= mention.start < end:
            return None
        after = next((run for run in self.scan.subjects if run[0].start > mention.start), None)
        if after is None or after[0].start < end or "\n" in text[end : after[0].start].strip("\n"):
            return None
        if mention.office and self._is_titled(after[0].start):
            return None
        name = self.name_between(after[0].start, after[-1].end)
        return self.person(name)[0] if name is not None and not self.cast.person(name) else None

    def _is_titled(self, start: int) -> bool:
        """Whether a title stands right before a place: then the name there has one of its own (English)."""
        words = self.scan.words
        at = next((i for i, w in enumerate(words) if w.start >= start), len(words))
        return bool(at) and (words[at - 1].key,) in lexicon(self.lang).roles

    def _loosely_titled(self, mention: Mention) -> Entity | None:
        """Who bore another title of such a kind, where the phrase tells of no body or country (the boss)."""
        if mention.of or mention.country or (self.lang == "en" and mention.head not in lexicon("en").any_head):
            return None
        return self.cast.titled(mention, loosely=True)

    def _in_office(self, mention: Mention) -> Entity | None:
        """The last listed person of the cast who held such a role then (the Russian minister)."""
        for entity in self.cast.recent_people():
            country = self.registry.actors[entity.known[0]].country if entity.known else None
            if country is None or (mention.country or country) != country:
                continue
            for term in self.registry.terms.get(entity.known[0], ()):
                office = self.registry.office_of(term.of)
                fits = mention.office is None or (office is not None and office[1] == mention.office)
                if term.role == mention.role and term.holds(self.day) and fits:
                    return entity
        return None

    def _described(self, mention: Mention) -> Entity | None:
        """Whom a description means that nothing else explains: the speaker or name just before it (English)."""
        if self.lang != "en" or not mention.definite or self.ends_in_body(mention):
            return None
        first = max(0, mention.start - _DESCRIBED_WITHIN)
        special = mention.role == "head" and mention.head not in lexicon("en").any_head  # the mayor, the governor
        elsewhere = special or bool(mention.of or mention.office or mention.country)
        if elsewhere:  # the head of another body is somebody new, but in the paragraph of its head
            first = self.document.text.rfind("\n", 0, mention.start) + 1
        untitled = self.cast.untitled(mention.start)
        if untitled is not None and (untitled.last >= first or not elsewhere):
            return untitled
        for name in (self.narrated(first, mention.start), self.name_between(first, mention.start)):
            person = name is not None and name.kind == "person"
            if name is not None and person and not self.cast.person(name) and self.may_bear(name, mention):
                return self.person(name)[0]
        return None

    def _named_in_text(self, mention: Mention) -> Mention | None:
        """The mention with the name that follows the same title somewhere in the text."""
        words, lex = self.scan.words, lexicon(self.lang)
        for past in self.scan.title_with_name(mention.title) if mention.title else ():
            while past < len(words) and words[past].key in lex.modifiers and not self._opens_name(words[past]):
                past += 1
            name = self.name_at(words, past)
            if name and (self.lang == "ar" or not self.told_otherwise(name, mention)):
                parts = tuple(w.key for w in name)
                return replace(mention, kind="person", name=parts, label=" ".join(w.text for w in name))
        return None
