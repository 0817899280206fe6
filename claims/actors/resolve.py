"""Who speaks in every attribution of an article: named, titled, meant by a pronoun, or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.actors import arabic
from claims.actors import english_relatives as english
from claims.actors.agreement import cue_form
from claims.actors.bodies import BODIES
from claims.actors.cast import Entity, agrees
from claims.actors.casting import Casting
from claims.actors.identity import actor_of, apart, institutions
from claims.actors.lexicon import lexicon
from claims.actors.mention import Mention
from claims.actors.naming import MARK
from claims.actors.registry import Registry
from claims.languages.arabic.morphemes import ACCUSATIVE
from claims.model import Actor, Attribution, Span, Spans, Speaker
from claims.read import Document
from claims.when.expressions import find_expressions, starts_with_time
from claims.words import keys

_MOST_NAMES = 12
_NEAR = 200  # attributions before one that may give its subject
_JUST_BEFORE = 20  # attributions before one after whose words somebody may be named
_TOLD_WITHIN = 600  # code points before a verb in which the subject of a clause may be who speaks
_LONGEST_GAP = 200  # code points between a cue and its content in which a subject is looked for
_LEFT_OVER = 5  # code points of a time phrase beside its time words
_DENYING = frozenset({"deny", "reject", "refuse_comment"})
_OPENING = frozenset({"that", "the"})
_MOST_OF_A_NAME = 4
_POSSESSIVES = frozenset({"his", "her", "its", "their"})
_APART = 8  # code points between a subject and its verb in which another clause may stand
_PARTICLE = 2  # letters of a word that bears no ending
_RELATIVE_WITHIN = 80  # code points between a name and "who"


def resolve(document: Document, attributions: Sequence[Attribution], registry: Registry) -> list[Speaker]:
    """The speaker of every attribution, in the same order."""
    return _Resolution(document, attributions, registry).speakers()


def _is_woman(entity: Entity) -> bool:
    """Whether an entity is known to take a feminine verb, or is no person."""
    return entity.kind != "person" or entity.agreement == "fs"


class _Resolution:
    """One article on its way from phrases to actors."""

    def __init__(self, document: Document, attributions: Sequence[Attribution], registry: Registry) -> None:
        self.document = document
        self.attributions = attributions
        self.registry = registry
        self.lang = document.article.lang
        self.day = document.article.published
        self.casting = Casting(document, [span for a in attributions for span in a.content], registry)
        self.found: list[Entity | None] = [None] * len(attributions)
        self.sure: list[float] = [0.5] * len(attributions)
        self.void: set[int] = set()  # attributions whose source is no phrase of a speaker

    def speakers(self) -> list[Speaker]:
        for i in range(len(self.attributions)):
            self._attribute(i)
        actors: dict[int, Actor] = {}
        taken: dict[str, Entity] = {}
        for entity in self.casting.cast.entities:
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
        came = self._newcomer(i, self._form(i), self._place_of(i)) if shared is not None and self.lang == "ar" else None
        if came is not None and not attribution.source:
            entity, sure = came, 0.88
        elif shared is not None and 0 <= shared < i:
            entity, sure = self._attribute(shared), self.sure[shared]
        elif (behind := self._behind(i)) is not None:
            entity, sure = behind, 0.9
        elif attribution.source and not self._no_speaker(i):
            text = self._text(attribution.source)
            entity, sure = self._sourced(i, text, attribution.source[0][0])
            mouth = self._mouthpiece(i, entity) if self.lang == "ar" and entity.kind in BODIES else None
            entity = mouth or entity
        else:
            entity, sure = self._dropped(i)
        self.found[i], self.sure[i] = entity, sure
        entity.last = max(entity.last, self._place_of(i))
        self._learn(i, entity)
        return entity

    def _place_of(self, i: int) -> int:
        """Where an attribution stands: its cue, else its source, else its content."""
        a = self.attributions[i]
        return next((spans[0][0] for spans in (a.cue, a.source, a.content) if spans), 0)

    def _begin(self, i: int) -> int:
        """Where an attribution begins: with its content, its cue or its source, whichever stands first."""
        a = self.attributions[i]
        return min((start for spans in (a.content, a.cue, a.source) for start, _ in spans), default=0)

    def _no_speaker(self, i: int) -> bool:
        """Whether a source phrase is a time or an adverb, which no one can be: the subject is dropped after all."""
        text = self._text(self.attributions[i].source)
        found = find_expressions(text, self.lang) if starts_with_time(text, self.lang) else []
        covered = sum(e.end - e.start for e in found)
        if covered and covered >= len(text.strip()) - _LEFT_OVER:
            return True
        if self.lang != "ar":
            return False
        described = self.casting.described_by(self._place_of(i))
        if described is not None and self.attributions[i].source[-1][1] <= described.start:
            return True
        if self._is_object(i):
            self.void.add(i)
            return True
        cue, form = self._text(self.attributions[i].cue), self.attributions[i].agreement
        verbal = bool(form) or arabic.quotes_verb(cue)
        if form and self.attributions[i].source[0][0] > self._place_of(i) and arabic.is_oblique(text):
            return True
        if not arabic.no_speaker(text, verbal, form, self.registry, self.casting.families):
            return False
        return any(e is not None for e in self.found) or self.casting.nearby(*self._gap(i)) is not None

    def _is_object(self, i: int) -> bool:
        """Whether a word alone is the object of its verb, or an adjective of an accusative before it (Arabic)."""
        a, words = self.attributions[i], self.casting.scan.words
        at = self.casting.scan.between(*a.source[0])
        if len(at) != 1:
            return False
        word, before = words[at[0]], words[at[0] - 1] if at[0] else None
        lex = lexicon("ar")
        if a.lemma in lex.causal and word.definite and word.start > self._place_of(i):
            return True
        named = word.key in lex.given or word.key in self.casting.families or word.key in self.registry.starts
        accusative = word.text.endswith(ACCUSATIVE) and not word.definite and not named
        return accusative and before is not None and before.text.endswith(ACCUSATIVE) and len(before.text) > _PARTICLE

    def _learn(self, i: int, entity: Entity) -> None:
        """A verb in the singular with its own subject tells whether a person is a woman or a man."""
        form, told = self.attributions[i].agreement, bool(self.attributions[i].source)
        if entity.kind != "person" or entity.agreement or self.lang != "ar":
            return
        if self._form(i) == "fs":
            entity.agreement = "fs"
        elif form == "ms" and told and self.attributions[i].shares is None:
            entity.agreement = "ms"

    def _form(self, i: int) -> str:
        attribution = self.attributions[i]
        if i in self.void:
            return ""
        if attribution.agreement or self.lang != "ar":
            return attribution.agreement
        return cue_form(self._text(attribution.cue))

    def _mouthpiece(self, i: int, body: Entity) -> Entity | None:
        """Who speaks with the tongue of a body, where the clause goes on to say so (Arabic)."""
        a = self.attributions[i]
        first = a.source[-1][1]
        last = min(first + _LONGEST_GAP, min((s for s, _ in a.content if s >= first), default=first))
        words = [self.casting.scan.words[n] for n in self.casting.scan.between(first, last)]
        lex = lexicon("ar")
        past = next((n + 2 for n in range(len(words) - 1) if (words[n].key, words[n + 1].key) in lex.mouthpiece), None)
        if past is None or past >= len(words):
            return None
        phrase = MARK.split(self.document.text[words[past].start : last])[0]
        mention = self.casting.read(phrase, words[past].start)
        if mention.kind != "person":
            return None
        named = next((n for n in range(past, len(words)) if words[n].key == mention.name[0]), None)
        name = self.casting.name_at(words, named) if named is not None else ()
        if 1 < len(name) < len(mention.name):  # an object stands behind the name
            mention = replace(mention, name=tuple(w.key for w in name), label=" ".join(w.text for w in name))
        actor = actor_of(body, self.registry, self.day)
        own = mention.of is None and mention.office is None
        return self.casting.person(replace(mention, of=actor.id, of_label=body.label) if own else mention)[0]

    # --- phrases -------------------------------------------------------------------------------------------------

    def _sourced(self, i: int, text: str, start: int) -> tuple[Entity, float]:
        land = arabic.own_country(text) if self.lang == "ar" else None
        if land is not None:
            home = self._homeland(i, text, start, land)
            if home is not None:
                return home, 0.88
        owned = arabic.possessed(text) if self.lang == "ar" else None
        if owned is not None:
            return self._owned(i, text, start, *owned)
        belonging = self._belonging(i, text, start) if self.lang == "en" else None
        if belonging is not None:
            return belonging, 0.85
        mention = self.casting.completed(self.casting.read(text, start))
        if mention.kind == "pronoun":
            return self._pronoun(i, mention)
        if self.lang == "en" and mention.text.casefold() in ("who", "which"):
            whose = self._relative(i, start)
            if whose is not None:
                return whose, 0.88
        if self.lang == "ar" and keys(text) and keys(text)[-1] in lexicon("ar").latter and len(keys(text)) == 1:
            latter = self._latter(start)
            if latter is not None:
                return latter, 0.88
        if mention.kind == "same":
            return self._previous(i, mention)
        if mention.kind == "person":
            form = self._gender(i) if self.lang == "ar" and not mention.agreement else ""
            return self.casting.person(replace(mention, agreement=form) if form else mention)
        if mention.kind == "title" and mention.role == "spokesperson" and self.lang == "en":
            represented = self._spoken_for(i, mention)
            if represented is not None:
                return represented, 0.88
        if mention.kind == "title":
            just = self._just_named(i, mention) if self.lang == "ar" else self._accused(i, "", mention)
            return (just, 0.88) if just is not None else self.casting.title(mention, self._begin(i))
        if mention.kind == "document":
            return self.casting.document_of(mention, [e for e in reversed(self.found[:i]) if e is not None])
        if mention.kind in BODIES:
            partisan = self.casting.partisan(mention, self._begin(i)) if self.lang == "en" else None
            return (partisan, 0.85) if partisan is not None else self.casting.body(mention)
        if mention.kind == "unnamed":
            just = self._just_named(i, mention) if self.lang == "ar" and mention.definite else None
            return (just, 0.85) if just is not None else self.casting.unnamed(mention, self._begin(i))
        return self.casting.unknown(mention, self._begin(i))

    def _gender(self, i: int) -> str:
        """What a verb in the singular, with its own subject, tells of a person."""
        told = self.attributions[i].agreement == "ms" and self.attributions[i].shares is None
        return "fs" if self._form(i) == "fs" else "ms" if told else ""

    def _latter(self, start: int) -> Entity | None:
        """Whom "the latter" means: who is named last before it in its paragraph (Arabic)."""
        paragraph = next((s for s, e in self.document.paragraphs if s <= start < e), 0)
        name = self.casting.last_named(paragraph, start)
        return self.casting.person(name)[0] if name is not None else None

    def _behind(self, i: int) -> Entity | None:
        """Who stands straight behind a verb whose attribution has no subject, or one far before it (Arabic)."""
        a = self.attributions[i]
        if self.lang != "ar" or len(a.cue) != 1 or a.target or a.inside is not None or not a.agreement:
            return None
        near = bool(a.source) and (a.source[0][0] > a.cue[0][0] or a.cue[0][0] - a.source[-1][1] < _APART)
        if near and (a.source[0][0] > a.cue[0][0] or not self.casting.refers_back(a.cue[0][1])):
            return None
        if any(s < a.cue[0][0] for s, _ in a.content):
            return None
        name = self.casting.named_behind(a.cue[0][1])
        entity = self.casting.person(name)[0] if name is not None and name.kind == "person" else None
        return entity if entity is not None and agrees(a.agreement, entity) else None

    def _just_named(self, i: int, mention: Mention) -> Entity | None:
        """Who has just been named and is then called by a title, which nobody bears in the article yet (Arabic).

        So goes on a paragraph with a quotation before its verb (``«…»، يقول الوزير``), or with what was said earlier
        (``وكان الوزير قال``).
        """
        a = self.attributions[i]
        place = self._place_of(i)
        quoted = any(s < place for s, _ in a.content)
        if not (quoted or a.pluperfect) or a.inside is not None or not mention.title:
            return None
        paragraph = next((s for s, e in self.document.paragraphs if s <= place < e), 0)
        return self.casting.just_named(mention, paragraph, min([place, mention.start, *(s for s, _ in a.content)]))

    def _homeland(self, i: int, text: str, start: int, form: str) -> Entity | None:
        """The country of whoever says "his country"."""
        owner = next((e for j in self._before(i) if (e := self.found[j]) is not None and agrees(form, e)), None)
        country = actor_of(owner, self.registry, self.day).country if owner is not None else None
        if country is None:
            return None
        mention = Mention("country", text, start, name=keys(self.registry.label(country, "ar")), known=(country,))
        return self.casting.body(replace(mention, label=self.registry.label(country, "ar"), country=country))[0]

    def _belonging(self, i: int, text: str, start: int) -> Entity | None:
        """«her company», «whose alliance»: the body of its owner, else, of "whose", the owner (English)."""
        first, _, rest = text.partition(" ")
        if first.casefold() == "whose" and rest:
            owner = self._relative(i, start)
            body = english.possessed(f"his {rest}")
        else:
            body = english.possessed(text)
            owner = None
            if body is not None:
                owner = next(
                    (e for j in self._before(i) if (e := self.found[j]) is not None and agrees(body[1], e)), None
                )
        if owner is None or body is None:
            return owner
        if not owner.of_label:
            return owner if first.casefold() == "whose" else None
        mention = Mention(
            "body", text, start, name=keys(owner.of_label), label=owner.of_label, head=body[0], definite=True
        )
        return self.casting.body(mention)[0]

    def _relative(self, i: int, start: int) -> Entity | None:
        """Whom "who" means (English): a source that ends before it, the name or the noun phrase that does, else the
        full name just before it, else the last source."""
        before = self.document.text[max(0, start - _RELATIVE_WITHIN * 2) : start]
        for j in range(i - 1, -1, -1):
            spans = self.attributions[j].source
            entity = self.found[j]
            if spans and entity is not None and 0 < start - spans[-1][1] <= len(", ") and entity.kind != "unnamed":
                return entity
        name = english.name_before_relative(before)
        if name and before.rstrip().endswith(","):
            mention = self.casting.read(name, start - len(before) + before.rindex(name))
            if mention.kind == "person":
                return self.casting.person(mention)[0]
        phrase = english.before_relative(before)
        if phrase:
            mention = self.casting.read(phrase, start - len(before) + before.rindex(phrase))
            if mention.kind == "unnamed":
                return self.casting.unnamed(mention, start)[0]
        named = self.casting.name_between(max(0, start - _RELATIVE_WITHIN), start)
        if named is not None:
            return self.casting.person(named)[0]
        sources = [
            (a.source[0][0], j) for j, a in enumerate(self.attributions[:i]) if a.source and a.source[0][0] < start
        ]
        return self.found[max(sources)[1]] if sources else None

    def _owned(self, i: int, text: str, start: int, head: str, form: str) -> tuple[Entity, float]:
        """A body by its owner (his party): the one that the speaker before it speaks for."""
        owner = next((e for j in self._before(i) if (e := self.found[j]) is not None and agrees(form, e)), None)
        mention = Mention("body", text, start, name=(head,), label=text, head=head, definite=True)
        if owner is None:
            return self.casting.body(mention)
        if owner.kind in BODIES:
            return owner, 0.88
        actor = actor_of(owner, self.registry, self.day)
        listed = self.registry.actor(actor.speaks_for or "")
        if listed is not None and listed.kind != "country":
            return self.casting.body(replace(mention, name=keys(listed.label_ar or text), known=(listed.id,)))[0], 0.88
        if owner.of_label:
            return self.casting.body(replace(mention, name=keys(owner.of_label), label=owner.of_label))[0], 0.88
        return self.casting.body(mention)[0], 0.85

    def _spoken_for(self, i: int, mention: Mention) -> Entity | None:
        """The body for which "his spokesman" speaks, where it has just spoken itself (English)."""
        if mention.of or mention.office or mention.text.split()[0].casefold() not in _POSSESSIVES:
            return None
        last = next((e for j in self._before(i) if (e := self.found[j]) is not None), None)
        return last if last is not None and last.kind == "body" and last.known else None

    # --- pronouns and dropped subjects ---------------------------------------------------------------------------

    def _pronoun(self, i: int, mention: Mention) -> tuple[Entity, float]:
        form = mention.agreement
        outer = self.attributions[i].inside
        if form in ("1s", "1p") and outer is not None and 0 <= outer < i:
            return self._attribute(outer), 0.85
        if self.lang == "en" and outer is not None and outer > i:
            if self._is_pronoun(outer, form):
                return self._attribute(outer), 0.85  # «her view had not changed, she said»
            if self._speaks_after(outer, mention):
                return self._attribute(outer), 0.85
        fronted = self._subject_of_content(i, form)
        if fronted is not None:
            return fronted, 0.88
        accused = self._accused(i, form)
        if accused is not None:
            return accused, 0.85
        between = self._newcomer(i, form, mention.start)
        if between is not None:
            return between, 0.88
        for j in self._before(i):
            entity = self.found[j]
            if entity is not None and agrees(form, entity):
                if entity.kind == "person" and form in ("ms", "fs") and not entity.agreement:
                    entity.agreement = form
                return entity, 0.85
        entity = self.casting.cast.agreeing(form, mention.start)
        if entity is not None:
            return entity, 0.85
        return self._guess(i, mention)

    def _is_pronoun(self, i: int, form: str) -> bool:
        """Whether an attribution has a pronoun of a form for its source."""
        mention = self.casting.read(self._text(self.attributions[i].source), self._place_of(i))
        return mention.kind == "pronoun" and mention.agreement == form

    def _subject_of_content(self, i: int, form: str) -> Entity | None:
        """Whom a pronoun behind what is said means, where that opens with a name: «Ann Field was sure, she told …»."""
        content = self.attributions[i].content
        if self.lang != "en" or form not in ("ms", "fs") or not content or content[0][0] > self._place_of(i):
            return None
        sentence = self.casting.subjects.sentence(content[0][0])
        opening = self.casting.subjects.opening(self.casting.subjects.sentences[sentence]) if sentence >= 0 else None
        if opening is None or not opening.name or not content[0][0] <= opening.start < content[0][1]:
            return None
        name = self.casting.named(opening.name)
        if self.casting.cast.person(name) is None and name.name not in self.casting.introductions.by_name:
            return None  # capitals that may be no person's
        entity = self.casting.person(name)[0]
        return entity if agrees(form, entity) else None

    def _speaks_after(self, i: int, mention: Mention) -> bool:
        """Whether a pronoun opens what a person says who is named behind it: «She did not expect rain, said Ann Field».

        Nobody whom it could mean stands before it in its paragraph.
        """
        content, source = self.attributions[i].content, self.attributions[i].source
        if not content or not source or content[0][0] != mention.start or source[0][0] < mention.start:
            return False
        paragraph = next((s for s, e in self.document.paragraphs if s <= mention.start < e), 0)
        if self.casting.name_between(paragraph, mention.start) is not None:
            return False
        outer = self.casting.read(self._text(source), source[0][0])
        return outer.kind == "person" and len(outer.name) > 1 and {outer.agreement, mention.agreement} != {"ms", "fs"}

    def _accused(self, i: int, form: str, title: Mention | None = None) -> Entity | None:
        """Who denies what was just alleged: whom the accusation names («alleged that Aumont had … . He denied it.»)."""
        if self.lang != "en" or i == 0 or self.attributions[i].act not in _DENYING:
            return None
        if title is None and form not in ("ms", "fs"):
            return None
        accusation = self.attributions[i - 1]
        if accusation.act != "accuse" or self.found[i - 1] is None:
            return None
        first, last = accusation.target[0] if accusation.target else accusation.content[0]
        words = [self.casting.scan.words[n] for n in self.casting.scan.between(first, last)]
        words = words[next((n for n, w in enumerate(words) if w.key not in _OPENING), 0) :]
        run = [w for n, w in enumerate(words[:_MOST_OF_A_NAME]) if all(v.capital for v in words[: n + 1])]
        if not run:
            return None
        mention = self.casting.read(self.document.text[run[0].start : run[-1].end], run[0].start)
        if title is not None and not self.casting.may_be(run, title):
            return None
        entity = self.casting.person(mention)[0] if mention.kind == "person" else None
        return entity if entity is not None and entity is not self.found[i - 1] and agrees(form, entity) else None

    def _newcomer(self, i: int, form: str, place: int) -> Entity | None:
        """A person named since the last attribution, whom "he", "she" or a dropped subject then means."""
        if form not in ("ms", "fs", "") or self.attributions[i].inside is not None:
            return None
        earlier = range(max(i - _JUST_BEFORE, 0), i)
        told = [j for j in earlier if j not in self.void and (self.lang == "ar" or self.attributions[j].inside != i)]
        before = [self.attributions[j] for j in told]
        ends = [e for a in before for _, e in (*a.content, *a.cue, *a.source)]
        first = max((e for e in ends if e <= place), default=0)
        if self.lang == "ar":
            place = min([place, *(s for s, _ in self.attributions[i].content)])
            paragraph = next((s for s, e in self.document.paragraphs if s <= place < e), 0)
            name = self.casting.subject_between(max(first, paragraph), place)
        else:
            name = self.casting.narrated(first, place)
        if name is None:
            return None
        entity = self.casting.person(name)[0] if name.kind == "person" else self.casting.title(name)[0]
        return entity if agrees(form, entity) else None

    def _before(self, i: int) -> list[int]:
        """Earlier attributions in the order in which they can give a subject: same level, what holds it, the rest."""
        level = self.attributions[i].inside
        earlier = list(range(i - 1, max(i - 1 - _NEAR, -1), -1))
        same = [j for j in earlier if self.attributions[j].inside == level]
        if level is None:
            return same + [j for j in earlier if self.attributions[j].inside != level]
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
        form, place = self._form(i), self._place_of(i)
        described = self._described(i, place) if self.lang == "ar" else None
        newcomer = described or self._fronted(i, place) or self._named_behind(i) or self._newcomer(i, form, place)
        if newcomer is not None:
            return newcomer, 0.88
        fallback: Entity | None = None
        for j in self._before(i):
            entity = self.found[j]
            if entity is None:
                continue
            if agrees(form, entity):
                woman = self._woman(self._place_of(j), place) if form == "fs" and not _is_woman(entity) else None
                if woman is not None:
                    return woman, 0.88
                near = self._paragraph(self._place_of(j)) == self._paragraph(place)
                return entity, 0.92 if near else 0.88
            fallback = fallback or entity
        woman = self._woman(0, place) if form == "fs" else None
        if woman is not None:
            return woman, 0.85
        if fallback is not None:
            return fallback, 0.6
        return self._guess(i, None)

    def _woman(self, first: int, place: int) -> Entity | None:
        """The woman whom the text names last between two places, as whom a feminine verb goes on (Arabic)."""
        mention = self.casting.woman_between(first, place) if self.lang == "ar" else None
        return self.casting.person(mention)[0] if mention is not None else None

    def _named_behind(self, i: int) -> Entity | None:
        """A full name or a titled one right behind a cue that the attribution does not have as its source (English)."""
        cue = self.attributions[i].cue
        if self.lang != "en" or not cue:
            return None
        place = cue[-1][1] + 1
        told = self.casting.introductions.starts.get(place)
        run = next((run for run in self.casting.scan.full_names if run[0].start == place), None)
        if run is None or self.document.text[place - 1] != " " or self._is_addressed(i):
            return self.casting.person(told)[0] if told is not None and not self._is_addressed(i) else None
        return self.casting.person(self.casting.named(run))[0]

    def _is_addressed(self, i: int) -> bool:
        """Whether what is said stands behind the cue, so that a name there is no subject."""
        a = self.attributions[i]
        return not a.content or a.content[0][0] > a.cue[0][0]

    def _fronted(self, i: int, place: int) -> Entity | None:
        """A subject before its verb that the attribution does not have as its source (Arabic)."""
        if self.lang != "ar" or any(s < place for s, _ in self.attributions[i].content):
            return None
        paragraph = next((s for s, e in self.document.paragraphs if s <= place < e), 0)
        mention = self.casting.fronted(max(paragraph, place - _LONGEST_GAP), place)
        if mention is None:
            return None
        if mention.kind == "person":
            return self.casting.person(mention)[0]
        return self.casting.title(mention)[0] if mention.kind == "title" else self.casting.body(mention)[0]

    def _described(self, i: int, place: int) -> Entity | None:
        """Who is described by the relative clause in which a verb has no subject of its own (Arabic)."""
        if self.attributions[i].inside is not None:
            return None
        name = self.casting.described_by(place)
        entity = self.casting.person(name)[0] if name is not None and name.kind == "person" else None
        return entity if entity is not None and agrees(self._form(i), entity) else None

    def _gap(self, i: int) -> Span:
        """What stands between a cue and its content, or after a cue that ends the sentence: room for a subject."""
        a = self.attributions[i]
        if not a.cue:
            place = self._place_of(i)
            return place, place
        first = a.cue[-1][1]
        paragraph = next((e for s, e in self.document.paragraphs if s <= first <= e), first)
        last = min((s for s, _ in a.content if s >= first), default=paragraph)
        return first, min(last, first + _LONGEST_GAP)

    def _paragraph(self, place: int) -> int:
        return next((n for n, (s, e) in enumerate(self.document.paragraphs) if s <= place < e), -1)

    def _guess(self, i: int, mention: Mention | None) -> tuple[Entity, float]:
        """No speaker before it: whom the headline names before its colon, who is named last before the cue."""
        place = self._place_of(i)
        nearby = self.casting.nearby(*self._gap(i))
        if nearby is not None:
            return nearby, 0.6
        before = self.casting.subject_between(max(0, place - _TOLD_WITHIN), place) if self.lang == "ar" else None
        if before is not None:
            return self.casting.person(before)[0], 0.6
        headline = (self.document.article.title or "").partition(":")
        if headline[1] and 0 < len(headline[0].split()) <= 6:
            return self._sourced(i, headline[0].strip(), -1)[0], 0.6
        people = [identity for start, identity in self.casting.scan.people if start < place]
        if people:
            label = self.registry.label(people[-1], self.lang)
            found = self.casting.read(label, place)
            return self.casting.person(found)[0], 0.6
        empty = mention or Mention("unnamed", "", place, unnamed="anyone")
        return self.casting.known(None, replace(empty, kind="unnamed", unnamed="anyone"), 0.3)
