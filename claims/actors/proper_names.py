"""Whom a proper name means: somebody of the cast, a listed person, the full name elsewhere in the text, someone new."""

from __future__ import annotations

from dataclasses import replace

from claims.actors.arabic_owners import with_body
from claims.actors.bodies import Bodies
from claims.actors.cast import Entity
from claims.actors.english_gender import gendered
from claims.actors.lexicon import lexicon
from claims.actors.load import listed_genders
from claims.actors.mention import Mention
from claims.actors.people import by_family, by_full_name

_SURE_OF_COUNTRY, _FAR_MORE = 0.85, 4


class ProperNames(Bodies):
    """Finds or makes the person whom a name means, and who of the registry that is."""

    def person(self, mention: Mention) -> tuple[Entity, float]:
        """A proper name: someone of the cast, a listed person, the full name elsewhere in the text, or someone new."""
        if self.lang != "en":
            return self._named(with_body(self, mention))
        entity, sure = self._named(gendered(mention, listed_genders()))
        if entity.kind == "person" and not entity.agreement:
            entity.agreement = self.gender_of(entity.full, entity.known)
        return entity, sure

    def _named(self, mention: Mention) -> tuple[Entity, float]:
        entity = self.cast.person(mention)
        if entity is None and len(mention.name) == 1 and not mention.title:
            named = self.cast.body_ending(mention.name)
            if named is not None:
                named.note(replace(mention, kind="body"))
                return named, 0.9
        if self.lang == "en" and entity is None and len(mention.name) == 1 and self._is_body(mention):
            return self.body(replace(mention, kind="body", head=mention.name[0], agreement="n"))
        if entity is not None:
            entity.note(mention)
            if len(mention.name) > 1 and not entity.known:
                self.identify(entity, mention)
            return entity, 0.95
        if mention.title and len(mention.name) == 1:
            titled = self.cast.titled(replace(mention, kind="title"))
            if titled is not None and not titled.names:
                titled.note(mention)
                return titled, 0.85
        if (len(mention.name) == 1 or mention.label.count("-") == len(mention.name) - 1) and not mention.known:
            full = self.scan.full_name(mention.name[-1], mention.agreement if self.lang == "en" else "")
            if full is not None:
                twin = self.cast.person(replace(mention, name=full[0]))
                if twin is not None:
                    twin.note(mention)
                    return twin, 0.9
                entity = self.cast.add(replace(mention, name=full[0], label=full[1]), "person")
                entity.names.append(mention.name)
                self._introduce(entity)
                self.identify(entity, mention)
                return entity, 0.9
        entity = self.cast.add(mention, "person")
        self._introduce(entity)
        self.identify(entity, mention)
        return entity, 0.92 if len(entity.full) > 1 or entity.known else 0.88

    def _introduce(self, entity: Entity) -> None:
        """Take in what stands beside a person's full name somewhere in the text (English)."""
        last = entity.last
        for told in self.introductions.by_name.get(entity.full, ()):
            entity.note(self.of_body(told))
        entity.last = last

    def _is_body(self, mention: Mention) -> bool:
        """Whether a single capitalised word names a body rather than somebody by family name."""
        unknown = mention.name[0] not in self.registry.families and not mention.title
        return unknown and self.scan.full_name(mention.name[0]) is None and self.scan.looks_like_body(mention.name[0])

    def identify(self, entity: Entity, mention: Mention) -> None:
        """Find who of the registry an entity is."""
        if entity.known:
            return
        name = entity.full
        particles = lexicon(self.lang).particles
        if len(name) > 1 and not all(word in particles for word in name[:-1]):
            listed, sure = by_full_name(name, self.scan)
        elif len(name) == 2:
            listed, sure = by_family(" ".join(name), self.scan, self.day, (), mention.start)
        else:
            countries = [c for c in (mention.country,) if c]
            listed, sure = by_family(name[0], self.scan, self.day, countries, mention.start)
        if listed and self.lang == "en" and {entity.agreement, self.gender_of((), (listed,))} == {"ms", "fs"}:
            listed = None
        if listed:
            entity.known = (listed,)
            entity.confidence = min(entity.confidence, sure)
            self._claim_title(listed)
        self.place_office(entity)

    def _claim_title(self, listed: str) -> None:
        """A title alone earlier in the article was this listed person, where that is the role held then."""
        held = {(t.role, t.of) for t in self.registry.terms[listed] if t.holds(self.day)}
        for entity in self.cast.recent_people():
            if not entity.names and not entity.known and any((role, entity.of) in held for role, _, _ in entity.roles):
                entity.known, entity.confidence = (listed,), min(entity.confidence, 0.88)

    def place_office(self, entity: Entity) -> None:
        """The country of an office that the phrase does not name, and the body spoken for with it."""
        if entity.known or not entity.office or entity.of:
            return
        if entity.country is None:
            entity.country, sure = self._country_of(entity, entity.office)
            if not entity.names:  # who is named is that person, of whichever country
                entity.confidence = min(entity.confidence, sure)
        if entity.country:
            entity.of = self.registry.office_id(entity.country, entity.office)

    def _country_of(self, entity: Entity, office: str) -> tuple[str | None, float]:
        """The country whose office somebody holds, as far as the article tells.

        Who is named in English may be of any country, also one that no list has: only the one of which the article
        tells, where it hardly tells of another.
        """
        country, sure = self.scan.country_of_office(office, max(entity.last, 0))
        if self.lang == "en" and country is not None:
            counts = self.scan.countries
            others = self.scan.settings - {country} if entity.names else frozenset()
            if sure < _SURE_OF_COUNTRY or any(counts[country] < _FAR_MORE * counts[other] for other in others):
                return None, sure
        return country, sure
