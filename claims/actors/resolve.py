"""Who speaks in every attribution of an article: named, titled, meant by a pronoun, or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.actors import arabic, english
from claims.actors.agreement import cue_form
from claims.actors.cast import Cast, Entity, agrees
from claims.actors.identity import actor_of, apart, institutions
from claims.actors.lexicon import lexicon
from claims.actors.mention import Mention
from claims.actors.people import by_family, by_full_name
from claims.actors.places import match_at, person_at
from claims.actors.registry import Registry
from claims.actors.scan import Scan
from claims.model import Actor, Attribution, Spans, Speaker
from claims.read import Document
from claims.when.expressions import find_expressions
from claims.words import Word, keys

_BODIES = frozenset({"body", "outlet", "country", "group", "study"})
_MOST_NAMES = 12
_LEFT_OVER = 5  # code points of a time phrase beside its time words
_RELATIVE_WITHIN = 80  # code points between a name and "who"
_DESCRIBED_WITHIN = 400  # code points between a name and a description of its bearer
_LONGEST_BODY = 4


def resolve(document: Document, attributions: Sequence[Attribution], registry: Registry) -> list[Speaker]:
    """The speaker of every attribution, in the same order."""
    return _Resolution(document, attributions, registry).speakers()


class _Resolution:
    """One article on its way from phrases to actors."""

    def __init__(self, document: Document, attributions: Sequence[Attribution], registry: Registry) -> None:
        self.document = document
        self.attributions = attributions
        self.registry = registry
        self.lang = document.article.lang
        self.day = document.article.published
        self.scan = Scan(document.text, self.lang, registry, self.day)
        self.cast = Cast(self.lang)
        self.families = {name for _, i in self.scan.people for name in self._families_of(i)}
        self.contents = [span for a in attributions for span in a.content]
        self.found: list[Entity | None] = [None] * len(attributions)
        self.sure: list[float] = [0.5] * len(attributions)

    def _families_of(self, identity: str) -> list[str]:
        return [w for name in self.registry.names[identity] for w in _last_key(name)]

    def speakers(self) -> list[Speaker]:
        for i in range(len(self.attributions)):
            self._attribute(i)
        actors: dict[int, Actor] = {}
        taken: dict[str, Entity] = {}
        for entity in self.cast.entities:
            actor = actor_of(entity, self.registry, self.day)
            if actor.kind == "unnamed" and taken.setdefault(actor.id, entity) is not entity:
                actor = apart(actor, entity)
            actors[id(entity)] = actor
        return [self._speaker(i, actors) for i in range(len(self.attributions))]

    def _speaker(self, i: int, actors: dict[int, Actor]) -> Speaker:
        via = self._text(self.attributions[i].via) or None
        entity = self.found[i]
        assert entity is not None
        actor = actors[id(entity)]
        forms = dict.fromkeys([*entity.texts, entity.label])
        names = sorted((f for f in forms if f.strip()), key=lambda f: (-len(f), f))[:_MOST_NAMES]
        confidence = round(min(self.sure[i], entity.confidence), 2)
        return Speaker(actor, tuple(names), via, confidence, institutions(actor, entity, self.registry))

    def _text(self, spans: Spans) -> str:
        return " ".join(self.document.slice(span) for span in spans).strip()

    def _attribute(self, i: int) -> Entity:
        """The entity behind an attribution; resolved once, and before whatever repeats it."""
        done = self.found[i]
        if done is not None:
            return done
        attribution = self.attributions[i]
        shared = attribution.shares
        if shared is not None and shared != i and 0 <= shared < i and not attribution.source:
            entity, sure = self._attribute(shared), self.sure[shared]
        elif attribution.source and not self._no_speaker(i):
            text = self._text(attribution.source)
            entity, sure = self._sourced(i, text, attribution.source[0][0])
        else:
            entity, sure = self._dropped(i)
        self.found[i], self.sure[i] = entity, sure
        entity.last = max(entity.last, attribution.cue[0][0] if attribution.cue else -1)
        self._learn(i, entity)
        return entity

    def _no_speaker(self, i: int) -> bool:
        """Whether a source phrase is a time or an adverb, which no one can be: the subject is dropped after all."""
        text = self._text(self.attributions[i].source)
        covered = sum(e.end - e.start for e in find_expressions(text, self.lang))
        if covered and covered >= len(text.strip()) - _LEFT_OVER:
            return True
        words = text.split()
        adverb = len(words) == 1 and self.lang == "ar" and arabic.is_adverb(words[0], self.families)
        return adverb and any(e is not None for e in self.found)

    def _learn(self, i: int, entity: Entity) -> None:
        """A feminine verb with its own subject tells that a person is a woman."""
        if entity.kind == "person" and not entity.agreement and self.lang == "ar" and self._form(i) == "fs":
            entity.agreement = "fs"

    def _form(self, i: int) -> str:
        attribution = self.attributions[i]
        if attribution.agreement or self.lang != "ar":
            return attribution.agreement
        return cue_form(self._text(attribution.cue))

    # --- phrases -------------------------------------------------------------------------------------------------

    def _read(self, text: str, start: int) -> Mention:
        reader = arabic.read_phrase if self.lang == "ar" else english.read_phrase
        mention = reader(text, start, self.registry, self.families)
        if mention.kind in ("body", "country") and len(mention.known) > 1:
            mention = replace(mention, known=(self._likelier(mention.known),))
        office = self.registry.office_of(mention.known[0]) if mention.kind == "body" and mention.known else None
        if office:
            mention = replace(mention, country=office[0], office=office[1])
        elif mention.kind == "body" and mention.office and mention.country:
            mention = replace(mention, known=(self.registry.office_id(mention.country, mention.office),))
        return mention

    def _likelier(self, ids: Sequence[str]) -> str:
        """Of several actors of one name the one whose country the article speaks of more."""
        return max(ids, key=lambda i: self.scan.countries[self.registry.actors[i].country or ""])

    def _sourced(self, i: int, text: str, start: int) -> tuple[Entity, float]:
        owned = arabic.possessed(text) if self.lang == "ar" else None
        if owned is not None:
            return self._owned(i, text, start, *owned)
        mention = self._read(text, start)
        if mention.kind == "pronoun":
            return self._pronoun(i, mention)
        if self.lang == "en" and mention.text.casefold() in ("who", "which"):
            name = self._name_between(max(0, start - _RELATIVE_WITHIN), start)
            if name is not None:
                return self._person(name)
        if mention.kind == "same":
            return self._previous(i, mention)
        if mention.kind == "person":
            return self._person(mention)
        if mention.kind == "title":
            return self._title(mention)
        if mention.kind == "document":
            return self._document(i, mention)
        if mention.kind in _BODIES:
            return self._body(mention)
        if mention.kind == "unnamed":
            return self._unnamed(mention)
        return self._unknown(mention)

    def _owned(self, i: int, text: str, start: int, head: str, form: str) -> tuple[Entity, float]:
        """A body by its owner (his party): the one that the speaker before it speaks for."""
        owner = next((e for j in self._before(i) if (e := self.found[j]) is not None and agrees(form, e)), None)
        mention = Mention("body", text, start, name=(head,), label=text, head=head, definite=True)
        if owner is None:
            return self._body(mention)
        if owner.kind in _BODIES:
            return owner, 0.8
        actor = actor_of(owner, self.registry, self.day)
        listed = self.registry.actor(actor.speaks_for or "")
        if listed is not None and listed.kind != "country":
            return self._body(replace(mention, name=keys(listed.label_ar or text), known=(listed.id,)))[0], 0.8
        if owner.of_label:
            return self._body(replace(mention, name=keys(owner.of_label), label=owner.of_label))[0], 0.8
        return self._body(mention)[0], 0.7

    def _known(self, entity: Entity | None, mention: Mention, sure: float) -> tuple[Entity, float]:
        if entity is None:
            entity = self.cast.add(mention)
        else:
            entity.note(mention)
        return entity, sure

    def _person(self, mention: Mention) -> tuple[Entity, float]:
        """A proper name: someone of the cast, a listed person, the full name elsewhere in the text, or someone new."""
        entity = self.cast.person(mention)
        if entity is None and len(mention.name) == 1 and not mention.title:
            named = self.cast.body_ending(mention.name)
            if named is not None:
                named.note(replace(mention, kind="body"))
                return named, 0.9
        if self.lang == "en" and entity is None and len(mention.name) == 1 and self._is_body(mention):
            return self._body(replace(mention, kind="body", head=mention.name[0], agreement="n"))
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
        if (len(mention.name) == 1 or "-" in mention.label) and not mention.known:
            full = self.scan.full_name(mention.name[-1])
            if full is not None:
                twin = self.cast.person(replace(mention, name=full[0]))
                if twin is not None:
                    twin.note(mention)
                    return twin, 0.9
                entity = self.cast.add(replace(mention, name=full[0], label=full[1]), "person")
                entity.names.append(mention.name)
                self._list(entity, mention)
                return entity, 0.9
        entity = self.cast.add(mention, "person")
        self._list(entity, mention)
        return entity, 0.92 if len(entity.full) > 1 or entity.known else 0.75

    def _is_body(self, mention: Mention) -> bool:
        """Whether a single capitalised word names a body rather than somebody by family name."""
        unknown = mention.name[0] not in self.registry.families and not mention.title
        return unknown and self.scan.full_name(mention.name[0]) is None and self.scan.looks_like_body(mention.name[0])

    def _list(self, entity: Entity, mention: Mention) -> None:
        """Find who of the registry an entity is."""
        if entity.known:
            return
        name = entity.full
        if len(name) > 1:
            listed, sure = by_full_name(name, self.scan)
        else:
            countries = [c for c in (mention.country,) if c]
            listed, sure = by_family(name[0], self.scan, self.day, countries, mention.start)
        if listed:
            entity.known = (listed,)
            entity.confidence = min(entity.confidence, sure)
        self._place(entity)

    def _place(self, entity: Entity) -> None:
        """The country of an office that the phrase does not name, and the body spoken for with it."""
        if entity.known or not entity.office or entity.of:
            return
        if entity.country is None:
            entity.country, sure = self.scan.country_of_office(entity.office, max(entity.last, 0))
            entity.confidence = min(entity.confidence, sure)
        if entity.country:
            entity.of = self.registry.office_id(entity.country, entity.office)

    def _title(self, mention: Mention) -> tuple[Entity, float]:
        """A title alone: who bore it in the article, whose name stands after it in the text, who held it then."""
        entity = self.cast.titled(mention) or (self.cast.last_person() if mention.role == "guest" else None)
        if entity is not None:
            entity.note(mention)
            return entity, 0.9
        named = self._named_in_text(mention)
        if named is not None:
            entity, _ = self._person(named)
            entity.note(mention)
            return entity, 0.85
        described = self._described(mention)
        if described is not None:
            described.note(mention)
            return described, 0.7
        entity = self.cast.add(mention, "person")
        self._place(entity)
        office = self.registry.offices.get(entity.office or "")
        role = office.head if office and mention.role in ("head", "minister", None) else mention.role
        holder = self.registry.holder(entity.of, role or "", self.day) if entity.of else None
        if holder:
            entity.known, entity.confidence = (holder,), min(entity.confidence, 0.75)
        return entity, 0.8

    def _described(self, mention: Mention) -> Entity | None:
        """Whom a description means that nothing else explains: the speaker or name just before it (English)."""
        if self.lang != "en" or not mention.definite:
            return None
        untitled = self.cast.untitled(mention.start)
        if untitled is not None:
            return untitled
        name = self._name_between(max(0, mention.start - _DESCRIBED_WITHIN), mention.start)
        return self._person(name)[0] if name is not None and not self.cast.person(name) else None

    def _name_between(self, first: int, last: int) -> Mention | None:
        """The last person's full name between two places, outside what anybody said (English)."""
        for run in reversed(self.scan.full_names):
            if first <= run[0].start < last and not any(s <= run[0].start < e for s, e in self.contents):
                label = english.label_of(self.document.text, 0, run)
                parts = tuple(w.key for w in run)
                known = tuple(i for i in self.registry.index.get(parts, ()) if i in self.registry.terms)
                return Mention("person", label, run[0].start, name=parts, label=label, known=known)
        return None

    def _named_in_text(self, mention: Mention) -> Mention | None:
        """The mention with the name that follows the same title somewhere in the text."""
        words, lex = self.scan.words, lexicon(self.lang)
        for past in self.scan.title_with_name(mention.title) if mention.title else ():
            while past < len(words) and words[past].key in lex.modifiers:
                past += 1
            name = self._name_at(words, past)
            if name:
                parts = tuple(w.key for w in name)
                return replace(mention, kind="person", name=parts, label=" ".join(w.text for w in name))
        return None

    def _name_at(self, words: Sequence[Word], i: int) -> Sequence[Word]:
        """The proper name that begins at a word of the running text, by given names or capitals."""
        if i >= len(words):
            return ()
        listed = person_at(words, i, self.registry)
        if listed:
            return words[i : listed.past]
        lex, past = lexicon(self.lang), i
        if self.lang == "en":
            while past < len(words) and words[past].capital and words[past].key not in lex.common and past - i < 3:
                past += 1
            return words[i:past] if past - i > 1 else ()
        if words[i].key not in lex.given or words[i].key in lex.common:
            return ()
        past = i + 1
        while past < len(words) - 1 and words[past].key in lex.particles:
            past += 1
        return words[i : past + 1] if past < len(words) and words[past].key not in lex.common else ()

    def _body(self, mention: Mention) -> tuple[Entity, float]:
        sure = 0.95
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
            if entity is None and self.lang == "en" and len(mention.name) == 1:
                entity, sure = self._represented(mention, any_body=True), 0.65
        return self._known(entity, mention, sure)

    def _represented(self, mention: Mention, any_body: bool = False) -> Entity | None:
        """The body that a speaker of the article speaks for and whose name holds this head noun (the union).

        ``any_body``: the last such body whatever its name (the company).
        """
        speakers = sorted((e for e in self.cast.entities if e.of and e.of_label), key=lambda e: -e.last)
        for speaker in speakers:
            if any_body or mention.head in keys(speaker.of_label):
                name = keys(speaker.of_label)
                known = replace(mention, name=name, label=speaker.of_label, country=speaker.country)
                return self.cast.body(known) or self.cast.add(known)
        return None

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
                return replace(self._read(text, words[i].start), text=text)
        return None

    def _capitals_before(self, mention: Mention) -> Mention | None:
        """The English name that ends in a head noun: the run of capitals before it, "of" and "and" allowed inside."""
        words = self.scan.words
        for i, word in enumerate(words):
            if word.key != mention.head or not word.capital:
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
                return replace(self._read(text, words[first].start), text=text)
        return None

    def _unnamed(self, mention: Mention) -> tuple[Entity, float]:
        entity = self.cast.unnamed(mention)
        if entity is None and mention.definite:
            person = self.cast.headed(mention.head)
            if person is not None:
                person.note(mention)
                return person, 0.75
        if entity is None and mention.office and not mention.of:
            country = mention.country or self.scan.country_of_office(mention.office, mention.start)[0]
            if country:
                mention = replace(mention, country=country, of=self.registry.office_id(country, mention.office))
        return self._known(entity, mention, 0.9)

    def _unknown(self, mention: Mention) -> tuple[Entity, float]:
        for entity in self.cast.entities:
            if mention.text in entity.texts:
                return entity, 0.8
        named = replace(mention, kind="body", name=mention.name or tuple(mention.text.split()), label=mention.text)
        return self._known(self.cast.body(named), named, 0.7)

    def _document(self, i: int, mention: Mention) -> tuple[Entity, float]:
        """A statement without an issuer in its phrase: whoever issued such a one before, else the last body."""
        for attribution in range(i - 1, -1, -1):
            entity = self.found[attribution]
            if entity is not None and mention.head in entity.heads and entity.kind == "document":
                return self._known(entity, mention, 0.8)
        issuer = self._issuer(mention)
        if issuer is not None:
            issuer.texts.append(mention.text)
            return issuer, 0.8
        recent = [self.found[j] for j in range(i - 1, -1, -1) if self.found[j] is not None]
        bodies = [e for e in recent if e is not None and e.kind in _BODIES and agrees(mention.agreement, e)]
        people = [e for e in recent if e is not None and e.kind == "person" and agrees(mention.agreement, e)]
        chosen = next(iter(bodies or people), None)
        if chosen is not None:
            chosen.texts.append(mention.text)
            return chosen, 0.75
        return self._known(None, mention, 0.7)

    def _issuer(self, mention: Mention) -> Entity | None:
        """The issuer that the text names after the same kind of document before this place."""
        words = self.scan.words
        for i in range(len(words) - 1, -1, -1):
            if words[i].start >= mention.start or words[i].key != mention.head:
                continue
            past = min(i + 8, len(words))
            text = self.document.text[words[i].start : words[past - 1].end].split("\n")[0]
            inner = self._read(text, words[i].start)
            if inner.kind in ("body", "country", "outlet") and (inner.known or inner.office):
                return self._body(inner)[0]
        return None

    # --- pronouns and dropped subjects ---------------------------------------------------------------------------

    def _pronoun(self, i: int, mention: Mention) -> tuple[Entity, float]:
        form = mention.agreement
        outer = self.attributions[i].inside
        if form in ("1s", "1p") and outer is not None and 0 <= outer < i:
            return self._attribute(outer), 0.85
        between = self._newcomer(i, form, mention.start)
        if between is not None:
            return between, 0.75
        for j in self._before(i):
            entity = self.found[j]
            if entity is not None and agrees(form, entity):
                if entity.kind == "person" and form in ("ms", "fs") and not entity.agreement:
                    entity.agreement = form
                return entity, 0.85
        entity = self.cast.agreeing(form, mention.start)
        if entity is not None:
            return entity, 0.7
        return self._guess(i, mention)

    def _newcomer(self, i: int, form: str, place: int) -> Entity | None:
        """A person named since the last attribution, whom "he" or "she" then means (English)."""
        if self.lang != "en" or form not in ("ms", "fs") or self.attributions[i].inside is not None:
            return None
        ends = [e for a in self.attributions[:i] for _, e in (*a.content, *a.cue, *a.source)]
        name = self._name_between(max(ends, default=0), place)
        if name is None:
            return None
        entity = self._person(name)[0]
        return entity if agrees(form, entity) else None

    def _before(self, i: int) -> list[int]:
        """Earlier attributions in the order in which they can give a subject: same level, what holds it, the rest."""
        level = self.attributions[i].inside
        earlier = list(range(i - 1, -1, -1))
        same = [j for j in earlier if self.attributions[j].inside == level]
        if level is None:
            return same + [j for j in earlier if j not in same]
        return [level, *same] if 0 <= level < i else same

    def _previous(self, i: int, mention: Mention) -> tuple[Entity, float]:
        for j in self._before(i):
            entity = self.found[j]
            if entity is not None:
                entity.texts.append(mention.text)
                return entity, 0.85
        return self._guess(i, mention)

    def _dropped(self, i: int) -> tuple[Entity, float]:
        """The subject of a verb without one: the speaker before it at its level who agrees with its form."""
        form, place = self._form(i), self.attributions[i].cue[0][0]
        fallback: Entity | None = None
        for j in self._before(i):
            entity = self.found[j]
            if entity is None:
                continue
            if agrees(form, entity):
                near = self._paragraph(self.attributions[j].cue[0][0]) == self._paragraph(place)
                return entity, 0.9 if near else 0.8
            fallback = fallback or entity
        if fallback is not None:
            return fallback, 0.6
        return self._guess(i, None)

    def _paragraph(self, place: int) -> int:
        return next((n for n, (s, e) in enumerate(self.document.paragraphs) if s <= place < e), -1)

    def _guess(self, i: int, mention: Mention | None) -> tuple[Entity, float]:
        """No speaker before it: whom the headline names before its colon, who is named last before the cue."""
        place = self.attributions[i].cue[0][0] if self.attributions[i].cue else 0
        headline = (self.document.article.title or "").partition(":")
        if headline[1] and 0 < len(headline[0].split()) <= 6:
            return self._sourced(i, headline[0].strip(), -1)[0], 0.6
        people = [identity for start, identity in self.scan.people if start < place]
        if people:
            label = self.registry.label(people[-1], self.lang)
            found = self._read(label, place)
            return self._person(found)[0], 0.6
        empty = mention or Mention("unnamed", "", place, unnamed="anyone")
        return self._known(None, replace(empty, kind="unnamed", unnamed="anyone"), 0.3)


def _last_key(name: str) -> list[str]:
    parts = keys(name)
    return [parts[-1]] if parts else []
