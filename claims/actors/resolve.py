"""Who speaks in every attribution of an article: named, titled, meant by a pronoun, or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.actors import arabic, possessives
from claims.actors.antecedents import accused, behind, just_named, latter, mouthpiece, newcomer
from claims.actors.bodies import BODIES
from claims.actors.cast import Entity, agrees
from claims.actors.discourse import Discourse
from claims.actors.dropped_subjects import dropped
from claims.actors.identity import actor_of, apart, institutions
from claims.actors.lexicon import lexicon
from claims.actors.mention import Mention
from claims.actors.own_subjects import own_subject
from claims.actors.passives import is_patient
from claims.actors.pronouns import pronoun
from claims.actors.registry import Registry
from claims.actors.subjecthood import is_no_speaker
from claims.model import Actor, Attribution, Speaker
from claims.read import Document
from claims.words import keys

_MOST_NAMES = 12
_TOLD_WITHIN = 600  # code points before a verb in which the subject of a clause may be who speaks


def resolve(document: Document, attributions: Sequence[Attribution], registry: Registry) -> list[Speaker]:
    """The speaker of every attribution, in the same order."""
    return _Resolution(Discourse(document, attributions, registry)).speakers()


class _Resolution:
    """One article on its way from phrases to actors."""

    def __init__(self, talk: Discourse) -> None:
        self.talk = talk
        self.casting = talk.casting
        self.lang = talk.lang

    def speakers(self) -> list[Speaker]:
        """Who speaks in every attribution, as an actor."""
        talk = self.talk
        for i in range(len(talk.attributions)):
            self._attribute(i)
        actors: dict[int, Actor] = {}
        taken: dict[str, Entity] = {}
        for entity in self.casting.cast.entities:
            actor = actor_of(entity, talk.registry, talk.day)
            if actor.kind == "unnamed" and taken.setdefault(actor.id, entity) is not entity:
                actor = apart(actor, entity)
            actors[id(entity)] = actor
        return [self._speaker(i, actors) for i in range(len(talk.attributions))]

    def _speaker(self, i: int, actors: dict[int, Actor]) -> Speaker:
        via = self.talk.text(self.talk.attributions[i].via) or None
        entity = self.talk.found[i]
        assert entity is not None
        actor = actors[id(entity)]
        forms = dict.fromkeys([*entity.texts, entity.label])
        names = sorted((f for f in forms if f.strip()), key=lambda f: (-len(f), f))[:_MOST_NAMES]
        confidence = round(min(self.talk.sure[i], entity.confidence), 2)
        return Speaker(actor, tuple(names), via, confidence, institutions(actor, entity, self.talk.registry))

    def _attribute(self, i: int) -> Entity:
        """The entity behind an attribution; resolved once, and before whatever repeats it."""
        talk = self.talk
        done = talk.found[i]
        if done is not None:
            return done
        entity, sure = self._found(i)
        talk.found[i], talk.sure[i] = entity, sure
        entity.last = max(entity.last, talk.place_of(i))
        self._learn(i, entity)
        return entity

    def _found(self, i: int) -> tuple[Entity, float]:
        """Who speaks: who came in between, whom it repeats, who is behind the verb, its source, or who is dropped."""
        talk, attribution = self.talk, self.talk.attributions[i]
        shared = self._shared(i)
        came = newcomer(talk, i, talk.form(i), talk.place_of(i)) if shared is not None and self.lang == "ar" else None
        if came is not None and not attribution.source:
            return came, 0.88
        if shared is not None and 0 <= shared < i:
            return self._attribute(shared), talk.sure[shared]
        if is_patient(talk, i):
            return self._told_of(i), 0.3
        follows = behind(talk, i)
        if follows is not None:
            return follows, 0.9
        if attribution.source and not is_no_speaker(talk, i):
            entity, sure = self._sourced(i, talk.text(attribution.source), attribution.source[0][0])
            mouth = mouthpiece(talk, i, entity) if self.lang == "ar" and entity.kind in BODIES else None
            return mouth or entity, sure
        own = own_subject(talk, i, self._attribute) if self.lang == "en" and not attribution.source else None
        return own or dropped(talk, i, self._attribute) or self._guess(i, None)

    def _shared(self, i: int) -> int | None:
        """Whose speaker an attribution repeats: in English, of a statement inside another's, whose it stands beside."""
        attributions = self.talk.attributions
        shared, level = attributions[i].shares, attributions[i].inside
        if self.lang != "en" or attributions[i].source:
            return shared
        while shared is not None and attributions[shared].inside not in (None, level) and shared != level:
            outer = attributions[shared].inside
            shared = outer if outer is not None and outer < i else None
        return shared

    def _told_of(self, i: int) -> Entity:
        """Nobody, who speaks in a passive; its subject, whom a pronoun or a verb behind it may mean, is kept."""
        talk = self.talk
        source = talk.attributions[i].source
        if source:
            talk.subjects[i] = self._sourced(i, talk.text(source), source[0][0])[0]
        return talk.nobody(i)

    def _learn(self, i: int, entity: Entity) -> None:
        """A verb in the singular with its own subject tells whether a person is a woman or a man."""
        form, told = self.talk.attributions[i].agreement, bool(self.talk.attributions[i].source)
        if entity.kind != "person" or entity.agreement or self.lang != "ar":
            return
        if self.talk.form(i) == "fs":
            entity.agreement = "fs"
        elif form == "ms" and told and self.talk.attributions[i].shares is None:
            entity.agreement = "ms"

    # --- phrases -------------------------------------------------------------------------------------------------

    def _sourced(self, i: int, text: str, start: int) -> tuple[Entity, float]:
        """Whom a source phrase means: by its owner, by what it points back to, or by its own words."""
        whose = self._whose(i, text, start)
        if whose is not None:
            return whose
        mention = self.casting.completed(self.casting.read(text, start))
        if mention.kind == "pronoun":
            return pronoun(self.talk, i, mention, self._attribute) or self._guess(i, mention)
        pointed = self._pointed(i, mention, text, start)
        if pointed is not None:
            return pointed, 0.88
        if mention.kind == "same":
            return self._previous(i, mention)
        return self._meant(i, mention)

    def _whose(self, i: int, text: str, start: int) -> tuple[Entity, float] | None:
        """The body or the country of somebody before: "his country", "his party"."""
        talk = self.talk
        if self.lang == "en":
            body = possessives.belonging(talk, i, text, start)
            return (body, 0.85) if body is not None else None
        land = arabic.own_country(text)
        home = possessives.homeland(talk, i, text, start, land) if land is not None else None
        if home is not None:
            return home, 0.88
        owned = arabic.possessed(text)
        return possessives.owned(talk, i, text, start, *owned) if owned is not None else None

    def _pointed(self, i: int, mention: Mention, text: str, start: int) -> Entity | None:
        """Whom "who" and "which" (English) or "the latter" (Arabic) mean."""
        if self.lang == "en":
            return possessives.relative(self.talk, i, start) if self.talk.is_relative(i) else None
        words = keys(text)
        return latter(self.talk, start) if len(words) == 1 and words[0] in lexicon("ar").latter else None

    def _meant(self, i: int, mention: Mention) -> tuple[Entity, float]:
        """The member of the cast that a phrase means by its kind."""
        talk, casting, begin = self.talk, self.casting, self.talk.begin(i)
        if mention.kind == "person":
            form = talk.gender(i) if self.lang == "ar" and not mention.agreement else ""
            return casting.person(replace(mention, agreement=form) if form else mention)
        if mention.kind == "title":
            return self._titled(i, mention)
        if mention.kind == "document":
            return casting.document_of(mention, [e for e in reversed(talk.found[:i]) if e is not None])
        if mention.kind in BODIES:
            partisan = casting.partisan(mention, begin) if self.lang == "en" else None
            return (partisan, 0.85) if partisan is not None else casting.body(mention)
        if mention.kind == "unnamed":
            just = just_named(talk, i, mention) if self.lang == "ar" and mention.definite else None
            return (just, 0.85) if just is not None else casting.unnamed(mention, begin)
        return casting.unknown(mention, begin)

    def _titled(self, i: int, mention: Mention) -> tuple[Entity, float]:
        """Whom a title alone means."""
        talk = self.talk
        if self.lang == "ar":
            just = just_named(talk, i, mention)
        else:
            body = possessives.represented(talk, i, mention) if mention.role == "spokesperson" else None
            just = body if body is not None else accused(talk, i, "", mention)
        return (just, 0.88) if just is not None else self.casting.title(mention, talk.begin(i))

    def _previous(self, i: int, mention: Mention) -> tuple[Entity, float]:
        """The speaker before, whom "the same" means."""
        entity = next((entity for _, entity in self.talk.speakers_before(i)), None)
        if entity is None:
            return self._guess(i, mention)
        entity.texts.append(mention.text)
        return entity, 0.85

    def _names_speaker(self, text: str) -> bool:
        """Whether the words before the colon of a headline name somebody, and no event or topic (Arabic)."""
        mention = self.casting.read(text, -1) if self.lang == "ar" else None
        if mention is None or mention.kind != "person":
            return True
        return bool(mention.known or mention.title or mention.name[0] in lexicon("ar").given)

    def _guess(self, i: int, mention: Mention | None) -> tuple[Entity, float]:
        """No speaker before it: whom the headline names before its colon, who is named last before the cue."""
        talk, casting = self.talk, self.casting
        place = talk.place_of(i)
        form = mention.agreement if mention is not None and self.lang == "en" else ""
        nearby = casting.nearby(*talk.gap(i))
        if nearby is not None and agrees(form, nearby):
            return nearby, 0.6
        if form:
            return talk.nobody(i), 0.3
        before = casting.subject_between(max(0, place - _TOLD_WITHIN), place) if self.lang == "ar" else None
        if before is not None:
            return casting.person(before)[0], 0.6
        headline = (talk.document.article.title or "").partition(":")
        if headline[1] and 0 < len(headline[0].split()) <= 6 and self._names_speaker(headline[0].strip()):
            return self._sourced(i, headline[0].strip(), -1)[0], 0.6
        people = [identity for start, identity in casting.scan.people if start < place]
        if people:
            label = talk.registry.label(people[-1], self.lang)
            return casting.person(casting.read(label, place))[0], 0.6
        empty = mention or Mention("unnamed", "", place, unnamed="anyone")
        return casting.known(None, replace(empty, kind="unnamed", unnamed="anyone"), 0.3)
