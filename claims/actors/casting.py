"""Finds or makes the member of an article's cast that a mention means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from claims.actors.cast import Entity, agrees, head_noun
from claims.actors.lexicon import lexicon
from claims.actors.mention import Mention, own_id
from claims.actors.people import by_family, by_full_name
from claims.actors.phrase import NO_BODY
from claims.actors.places import match_at
from claims.actors.pointing import Pointing
from claims.words import Word, keys, words_of

_SENTENCE_END = re.compile(r"\n|[.!?\u061f](?=\s)")
BODIES = frozenset({"body", "outlet", "country", "group", "study"})
_DESCRIBED_WITHIN = 400  # code points between a name and a description of its bearer
_LONGEST_BODY = 4
_SURE_OF_COUNTRY, _FAR_MORE = 0.85, 4
_SOURCES = frozenset({"source", "insider", "witness", "eyewitness", "bystander"})
_AGENT = re.compile(r"(?:ist|ian|or|eer|man|woman)$")
"""Endings of nouns for people, whatever it is that they do: «the novelist»."""


class Casting(Pointing):
    """Finds or makes the member of an article's cast that a mention means.

    Every method gives the entity that a mention means and how sure that is, between 0 and 1.
    """

    def person(self, mention: Mention) -> tuple[Entity, float]:
        """A proper name: someone of the cast, a listed person, the full name elsewhere in the text, or someone new."""
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
                self._list(entity, mention)
            return entity, 0.95
        if mention.title and len(mention.name) == 1:
            titled = self.cast.titled(replace(mention, kind="title"))
            if titled is not None and not titled.names:
                titled.note(mention)
                return titled, 0.85
        if (len(mention.name) == 1 or mention.label.count("-") == len(mention.name) - 1) and not mention.known:
            full = self.scan.full_name(mention.name[-1])
            if full is not None:
                twin = self.cast.person(replace(mention, name=full[0]))
                if twin is not None:
                    twin.note(mention)
                    return twin, 0.9
                entity = self.cast.add(replace(mention, name=full[0], label=full[1]), "person")
                entity.names.append(mention.name)
                self._introduce(entity)
                self._list(entity, mention)
                return entity, 0.9
        entity = self.cast.add(mention, "person")
        self._introduce(entity)
        self._list(entity, mention)
        return entity, 0.92 if len(entity.full) > 1 or entity.known else 0.88

    def _introduce(self, entity: Entity) -> None:
        """Take in what stands beside a person's full name somewhere in the text (English)."""
        last = entity.last
        for told in self.introductions.by_name.get(entity.full, ()):
            entity.note(self._of_body(told))
        entity.last = last

    def _is_body(self, mention: Mention) -> bool:
        """Whether a single capitalised word names a body rather than somebody by family name."""
        unknown = mention.name[0] not in self.registry.families and not mention.title
        return unknown and self.scan.full_name(mention.name[0]) is None and self.scan.looks_like_body(mention.name[0])

    def _list(self, entity: Entity, mention: Mention) -> None:
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
        if listed:
            entity.known = (listed,)
            entity.confidence = min(entity.confidence, sure)
            self._claim_title(listed)
        self._place(entity)

    def _claim_title(self, listed: str) -> None:
        """A title alone earlier in the article was this listed person, where that is the role held then."""
        held = {(t.role, t.of) for t in self.registry.terms[listed] if t.holds(self.day)}
        for entity in self.cast.recent_people():
            if not entity.names and not entity.known and any((role, entity.of) in held for role, _, _ in entity.roles):
                entity.known, entity.confidence = (listed,), min(entity.confidence, 0.88)

    def _place(self, entity: Entity) -> None:
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

    def title(self, mention: Mention, begin: int | None = None) -> tuple[Entity, float]:
        """A title alone: who bore it in the article, whose name stands after it in the text, who held it then.

        ``begin`` is where what is said under the title begins, before its own place or at it.
        """
        if self.lang == "en":
            mention = self._of_body(self.of_owner(mention))
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
        self._place(entity)
        office = self.registry.offices.get(entity.office or "")
        role = office.head if office and mention.role in ("head", "minister", None) else mention.role
        holder = self.registry.holder(entity.of, role or "", self.day) if entity.of else None
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
        self._list(entity, named)
        return entity

    def _stands_as_name(self, name: tuple[str, ...]) -> bool:
        """Whether the text has these words somewhere as a name that ends in a title word."""
        words = self.scan.words
        starts = (i for i, w in enumerate(words) if w.key == name[0])
        return any(tuple(w.key for w in self.name_at(words, i)) == name for i in starts)

    def _of_body(self, mention: Mention) -> Mention:
        """A title with the body that its noun means in this article: the union's leader, the company chairman."""
        if mention.of or (mention.office and mention.role != "president") or mention.role in NO_BODY:
            return mention
        lex = lexicon("en")
        words = words_of(mention.text, mention.start)
        role = next((i for i, w in enumerate(words) if w.key == mention.head), 0)
        noun = words[role - 1] if role else None
        if noun is None or noun.capital or lex.bodies.get(noun.key) != "organisation" or noun.key in lex.modifiers:
            return mention
        of = Mention("body", noun.bare, noun.start, name=(noun.key,), label=noun.bare, head=noun.key, definite=True)
        known = len(self.cast.entities)
        body = self.body(replace(of, agreement="n"))[0]
        if not body.known and not body.label[:1].isupper():
            del self.cast.entities[known:]
            return mention
        if not body.known and not self._named_before(body, mention.start):
            del self.cast.entities[known:]
            return self.of_unlisted(mention, self.opening_capitals(mention))
        identity = body.known[0] if body.known else own_id("organisation", body.full)
        office = mention.office if mention.role != "president" else None
        return replace(mention, of=identity, of_label="" if body.known else body.label, office=office)

    def _named_before(self, body: Entity, place: int) -> bool:
        """Whether the text names a body before a place."""
        first, past = body.full[:1], len(body.full)
        words = [w for w in self.scan.words if w.start < place] if first else []
        return any(
            w.key == first[0] and tuple(v.key for v in words[i : i + past]) == body.full for i, w in enumerate(words)
        )

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
        name = self.name_between(first, mention.start)
        fresh = name is not None and not self.cast.person(name) and self.may_bear(name, mention)
        return self.person(name)[0] if name is not None and fresh else None

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

    def nearby(self, first: int, last: int) -> Entity | None:
        """Whoever a stretch of text names first: a listed name, a title, a body, a given name."""
        words = [self.scan.words[i] for i in self.scan.between(first, last)]
        lex = lexicon(self.lang)
        for i, word in enumerate(words):
            titled = word.key in lex.role_starts or word.key in lex.bodies or word.key in lex.honorifics
            if not (titled or self._opens_name(word) or match_at(words, i, self.registry)):
                continue
            end = last if self.lang == "ar" else self._past_capitals(words, i)
            phrase = _SENTENCE_END.split(self.document.text[word.start : end])[0].strip(" ,\u060c")
            mention = self.read(phrase, word.start)
            if mention.kind == "person" and (mention.known or len(mention.name) > 1):
                return self.person(mention)[0]
            if mention.kind in BODIES and (mention.known or len(mention.name) > 1):
                return self.body(mention)[0]
            if mention.kind == "title" and len(mention.title) > 1:
                return self.title(mention)[0]
        return None

    def _past_capitals(self, words: Sequence[Word], i: int) -> int:
        """Where the capitals end that begin at a word: a name or a titled name in English."""
        while (
            i + 1 < len(words) and words[i + 1].capital and self.document.text[words[i].end : words[i + 1].start] == " "
        ):
            i += 1
        return words[i].end

    def partisan(self, mention: Mention, begin: int) -> Entity | None:
        """Whom «the Republican» means: the person who opens the sentence before (English)."""
        if len(mention.name) != 1 or not mention.definite or mention.name[0] not in lexicon(self.lang).modifiers:
            return None
        name = self.subject_before(mention, begin)
        return self.person(name)[0] if name is not None else None

    def body(self, mention: Mention) -> tuple[Entity, float]:
        sure = 0.95
        beside = self.scan.country_after(mention.start + len(mention.text)) if mention.office else None
        if beside and mention.kind == "body" and not mention.country and mention.office:
            mention = replace(mention, country=beside, known=(self.registry.office_id(beside, mention.office),))
        if mention.kind == "body" and mention.office and not mention.country:
            entity = self.cast.body(mention)
            if entity is not None:
                entity.note(mention)
                return entity, 0.9
            country, sure = self.scan.country_of_office(mention.office, mention.start)
            if country:
                known = (self.registry.office_id(country, mention.office),)
                mention = replace(mention, country=country, known=known)
        entity = self.cast.body(mention)
        if entity is None and mention.kind == "body" and mention.definite and not mention.known:
            entity = self._represented(mention)
            fuller = self._fuller_body(mention) if entity is None else None
            if fuller is not None:
                entity = self.cast.body(fuller) or self.cast.add(fuller)
            if entity is None and self.lang == "en" and len(mention.name) == 1 and not mention.label[:1].isupper():
                company = mention.head in lexicon("en").companies
                spoken = self._spoken_of(mention) if company else None
                entity, sure = spoken or self._represented(mention, any_body=True), 0.65
        return self.known(entity, mention, sure)

    def _represented(self, mention: Mention, any_body: bool = False) -> Entity | None:
        """The body that a speaker of the article speaks for and whose name holds this head noun (the union).

        ``any_body``: the last such body whatever its name (the company).
        """
        speakers = sorted((e for e in self.cast.entities if e.of and e.of_label), key=lambda e: -e.last)
        lex = lexicon(self.lang)
        others = frozenset(lex.bodies) - lex.companies if any_body else frozenset()
        for speaker in speakers:
            if others.intersection(keys(speaker.of_label)):  # a union is no company
                continue
            name = keys(speaker.of_label)
            if any_body or (head_noun(name) == mention.head if self.lang == "en" else mention.head in name):
                known = replace(mention, name=name, label=speaker.of_label, country=speaker.country)
                return self.cast.body(known) or self.cast.add(known)
        return None

    def _spoken_of(self, mention: Mention) -> Entity | None:
        """The body of the article that the text names last before "the company"."""
        lex = lexicon("en")
        others = frozenset(lex.bodies) - lex.companies  # a union or a newspaper is no company
        named = [e for e in self.cast.entities if e.kind == "body" and e.label[:1].isupper()]
        known = {e.label: e for e in named if not others.intersection(keys(e.label))}
        told = [e.of_label for e in self.cast.entities if e.of_label and not others.intersection(keys(e.of_label))]
        spoken: dict[str, Entity | None] = dict.fromkeys(told) | known
        places = {label: self.document.text.rfind(label, 0, mention.start) for label in spoken}
        nearest = max(places, key=lambda label: (places[label], len(label)), default=None)
        if nearest is None or places[nearest] < 0:
            return None
        name = keys(nearest)
        return (
            spoken[nearest]
            or self.cast.body(replace(mention, name=name, label=nearest))
            or self.cast.add(replace(mention, name=name, label=nearest))
        )

    def _fuller_body(self, mention: Mention) -> Mention | None:
        """The full name in the text that a definite head noun (the movement) shortens, the last before it first."""
        if self.lang == "en":
            return self._capitals_before(mention) if len(mention.name) == 1 else None
        words, short = self.scan.words, mention.name
        if len(short) > 2:
            return None
        places = [i for i, w in enumerate(words) if w.key == short[0] and words[i + len(short) - 1 : i + len(short)]]
        places = [i for i in places if tuple(w.key for w in words[i : i + len(short)]) == short]
        places.sort(key=lambda i: (words[i].start > mention.start, -words[i].start))
        for i in places:
            listed = match_at(words, i, self.registry)
            named = listed is not None and listed.length > len(short)
            if not named and (words[i].definite or len(short) > 1):
                continue
            past = listed.past if listed is not None and named else i + 2
            if past > len(words):
                continue
            text = self.document.text[words[i].start : words[past - 1].end]
            if "\n" not in text:
                return replace(self.read(text, words[i].start), text=text)
        return None

    def _goes_on(self, i: int) -> bool:
        """Whether a name goes on behind a word: «Arts Council England»."""
        words = self.scan.words
        after = words[i + 1] if i + 1 < len(words) else None
        return after is not None and after.capital and self.document.text[words[i].end : after.start] == " "

    def _capitals_before(self, mention: Mention) -> Mention | None:
        """The English name that ends in a head noun: the run of capitals before it, "of" and "and" allowed inside."""
        words = self.scan.words
        for i, word in enumerate(words):
            if word.key != mention.head or not word.capital or self._goes_on(i):
                continue
            first = i
            while first and i - first < _LONGEST_BODY * 2:
                before = words[first - 1]
                linked = before.key in ("of", "and", "for") and first > 1 and words[first - 2].capital
                if not (before.capital or linked) or self.document.text[before.end : words[first].start].strip(
                    "' \u2019"
                ):
                    break
                first -= 1
            while first < i and words[first].key in lexicon("en").connectors:
                first += 1
            if first < i:
                text = self.document.text[words[first].start : words[i].end]
                return replace(self.read(text, words[first].start), text=text)
        return None

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
        for entity in self.cast.entities:
            if mention.text in entity.texts:
                return entity, 0.88
        name = self.subject_before(mention, begin) if _AGENT.search(mention.head) else None
        if name is not None:
            meant, _ = self.person(name)
            meant.note(replace(mention, kind="title"))
            return meant, 0.85
        named = replace(mention, kind="body", name=mention.name or tuple(mention.text.split()), label=mention.text)
        return self.known(self.cast.body(named), named, 0.7)

    def document_of(self, mention: Mention, recent: Sequence[Entity]) -> tuple[Entity, float]:
        """A statement without an issuer in its phrase: whoever issued such a one before, else the last body.

        ``recent`` are the speakers so far, the last first.
        """
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
