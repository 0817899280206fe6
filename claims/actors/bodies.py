"""Which body a phrase means: one of the cast, the fuller name in the text, whom a speaker speaks for, or a new one."""

from __future__ import annotations

from dataclasses import replace

from claims.actors.cast import Entity, head_noun
from claims.actors.lexicon import lexicon
from claims.actors.mention import Mention, own_id
from claims.actors.phrase import NO_BODY
from claims.actors.places import is_place_word, match_at
from claims.actors.pointing import Pointing
from claims.words import keys, words_of

BODIES = frozenset({"body", "outlet", "country", "group", "study"})
_LONGEST_BODY = 4


class Bodies(Pointing):
    """Finds or makes the body that a mention means, and reads a title with the body that its noun means."""

    def body(self, mention: Mention) -> tuple[Entity, float]:
        """A body: one of the cast, its fuller name in the text, the body of a speaker, or a new one."""
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
            if past < len(words) and words[past].definite and is_place_word(words, past, self.registry):
                past += 1  # «the Lebanese ministry of health»
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

    def of_body(self, mention: Mention) -> Mention:
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
