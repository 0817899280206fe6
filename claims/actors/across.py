"""One identity across the articles of a topic: what they tell together of each other's actors.

An article that says only "Kerry" means the one Kerry of whom the other articles on the topic speak; one that says
only "the minister" means whoever held the title in them at that time. Names learned so are never kept: the same
claims give the same cast, whatever their order. Two people, or none, for a short name leave it by itself, and
unnamed sources are never made anybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from claims.actors.across_bodies import same_bodies
from claims.actors.cast import LEADERS
from claims.actors.english_words import ARTICLES
from claims.actors.identity import listed_on
from claims.actors.lexicon import lexicon
from claims.actors.profiles import Profile, days_apart, profiles_of
from claims.actors.registry import Registry
from claims.actors.similar import close_names, close_words
from claims.model import Actor, Claim, Speaker
from claims.sound import ALIKE, name_likeness, sound_enough, sounds_of
from claims.words import has_article, key, keys, script

_HOLDS_WITHIN = 60  # days between a title alone and a statement of its holder under that title
_TITLED = 2  # words of a name; with more the first may be a title that no lexicon lists
_LONG_WORD = 6  # letters from which a family name alone may be misspelt
_OF_STATE = frozenset({"minister", "president", "prime-minister", "monarch", "crown-prince", "ambassador"})
_SURE = 0.92  # of an actor who is known from another article


def one_cast(claims: Sequence[Claim], registry: Registry) -> list[Claim]:
    """The claims in their order, each with the actor that all claims on its topic together show."""
    by_topic: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_topic[claim.topic_id or ""].append(claim)
    renamed = {
        claim.id: claim for topic, found in by_topic.items() for claim in (_cast(found, registry) if topic else found)
    }
    return [renamed[claim.id] for claim in claims]


def _cast(claims: Sequence[Claim], registry: Registry) -> list[Claim]:
    bodies = same_bodies(claims, registry)
    people = profiles_of(claims, registry, bodies)
    same, called = _same_people(people.values())
    cast: dict[str, list[Profile]] = defaultdict(list)
    for profile in people.values():
        cast[same.get(profile.id, profile.id)].append(profile)
    meant = _Meant(registry, bodies, people, same, called, cast)
    return [meant.renamed(claim) for claim in claims]


class _Meant:
    """The actor that each claim of a topic means, once bodies and people are known."""

    def __init__(
        self,
        registry: Registry,
        bodies: Mapping[str, Actor],
        people: Mapping[str, Profile],
        same: Mapping[str, str],
        called: Mapping[str, Actor],
        cast: Mapping[str, list[Profile]],
    ) -> None:
        self.registry, self.bodies, self.people = registry, bodies, people
        self.same, self.called, self.cast = same, called, cast

    def renamed(self, claim: Claim) -> Claim:
        speaker = claim.speaker
        institutions = tuple(self.bodies.get(one.id, one) for one in speaker.institutions)
        if speaker.actor.kind != "person":
            actor = self.bodies.get(speaker.actor.id, speaker.actor)
            speaker = replace(speaker, actor=actor, institutions=institutions)
        else:
            speaker = self._person(claim, replace(speaker, institutions=institutions))
        alleged = claim.alleged_actor
        if alleged is not None:
            alleged = self.bodies.get(alleged.id) or self._canonical(alleged)
        if speaker == claim.speaker and alleged == claim.alleged_actor:
            return claim
        return replace(claim, speaker=speaker, alleged_actor=alleged)

    def _canonical(self, actor: Actor) -> Actor:
        target = self.same.get(actor.id)
        return self.called[target] if target is not None else actor

    def _body(self, actor_id: str | None) -> str | None:
        known = self.bodies.get(actor_id or "")
        return known.id if known is not None else actor_id

    def _person(self, claim: Claim, speaker: Speaker) -> Speaker:
        actor = speaker.actor
        profile = self.people.get(actor.id)
        target = self.same.get(actor.id, actor.id)
        if profile is not None and (profile.title_only or (profile.listed and not self._named(claim))):
            target = self._holder(claim) or actor.id
        moved = target != actor.id
        own = speaker.institutions
        parent = own[0].id if own else self._body(actor.speaks_for)
        role = actor.role
        if target in self.registry.actors:
            if moved:
                actor = listed_on(self.registry, target, claim.published, parent)
                own = _chain(actor, self.registry)
        else:
            if not own:
                role, parent, own = self._told(target, claim) or (role, parent, own)
            full = self.called.get(target, actor)
            arabic = full.label_ar or (actor.label if script(actor.label) == "ar" and moved else None)
            actor = replace(
                actor,
                id=target,
                label=full.label,
                label_ar=arabic if moved else actor.label_ar,
                speaks_for=parent,
                country=actor.country or full.country,
                role=role,
            )
        sure = min(speaker.confidence, _SURE) if moved else speaker.confidence
        return replace(speaker, actor=actor, institutions=own, confidence=sure)

    def _told(self, target: str, claim: Claim) -> tuple[str | None, str, tuple[Actor, ...]] | None:
        """The role and the institutions that the nearest statement in time gives a person."""
        told = [t for profile in self.cast.get(target, ()) for t in profile.told]
        near = min(told, key=lambda t: (days_apart(t.day, claim.published), t.day or "", t.claim_id), default=None)
        return (near.role, near.institutions[0].id, near.institutions) if near is not None else None

    def _named(self, claim: Claim) -> bool:
        """Whether an article calls a listed person by a word of the name, not by the title alone."""
        actor = claim.speaker.actor
        names = {word for name in self.registry.names[actor.id] for word in keys(name)}
        return any(not names.isdisjoint(keys(form)) for form in claim.speaker.names if form != actor.label)

    def _holder(self, claim: Claim) -> str | None:
        """The one person of the topic who spoke under this very title at this time, by whom the article may be meant.

        A listed person who is nowhere named is not asked for: what the articles tell goes before the lists.
        """
        actor = claim.speaker.actor
        of = self._body(actor.speaks_for)
        if of is None:
            return self._called(claim) or self._in_role(claim)
        if actor.role is None or (of in self.registry.countries and actor.role not in _OF_STATE):
            return None
        found = {
            target
            for target, profiles in self.cast.items()
            for profile in profiles
            if not profile.title_only and profile.id != actor.id
            for told in profile.told
            if (told.role == actor.role or {told.role, actor.role} <= LEADERS)
            and days_apart(told.day, claim.published) <= _HOLDS_WITHIN
            and of in {one.id for one in told.institutions}
        }
        return found.pop() if len(found) == 1 else None

    def _in_role(self, claim: Claim) -> str | None:
        """The one person of the topic who spoke in this role of a state at this time, where no body is told."""
        role = claim.speaker.actor.role
        if claim.lang != "en" or role not in _OF_STATE:  # an Arabic title may name a state that no list has
            return None
        found = {
            target
            for target, profiles in self.cast.items()
            for profile in profiles
            if not profile.title_only
            for day, held in profile.roles
            if held == role and days_apart(day, claim.published) <= _HOLDS_WITHIN
        }
        return found.pop() if len(found) == 1 else None

    def _called(self, claim: Claim) -> str | None:
        """The one person of the topic whose name stands after this title at this time, or after a longer one of it."""
        lex = lexicon(claim.lang)
        title = keys(claim.speaker.actor.label)
        title = title[1:] if title[:1] and title[0] in ARTICLES else title
        if not title or (title[0] not in lex.role_starts and title[-1] not in lex.role_starts):
            return None
        found = {
            self.same.get(profile.id, profile.id)
            for profile in self.people.values()
            for day, form in profile.forms
            if days_apart(day, claim.published) <= _HOLDS_WITHIN and _bears(title, form, profile.names)
        }
        return found.pop() if len(found) == 1 else None


def _bears(title: tuple[str, ...], form: tuple[str, ...], names: Collection[tuple[str, ...]]) -> bool:
    """Whether a titled name has all words of a title, in their order, before the name itself or behind it."""
    for name in names:
        for i in range(len(form) - len(name) + 1):
            if form[i : i + len(name)] == name:
                before, after = iter(form[:i]), iter(form[i + len(name) :])
                return all(word in before for word in title) or all(word in after for word in title)
    return False


def _chain(actor: Actor, registry: Registry) -> tuple[Actor, ...]:
    ids = (actor.speaks_for, *registry.ancestors(actor.speaks_for)) if actor.speaks_for else ()
    return tuple(above for one in ids if (above := registry.actor(one)) is not None)


# --- people --------------------------------------------------------------------------------------------------------


def _same_people(profiles: Iterable[Profile]) -> tuple[dict[str, str], dict[str, Actor]]:
    """Ids of people to the id under which they are known, and for each such id the actor as he is best called.

    Listed people first, then the fullest name.
    """
    groups: dict[int, list[Profile]] = {}
    blocks: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for profile in sorted((p for p in profiles if not p.title_only), key=_best_known):
        near = sorted({n for block in _blocks(profile, asked=True) for n in blocks[block]})
        fitting = [n for n in near if _fits(profile, groups[n])]
        if len(fitting) > 1 and profile.bare:
            fitting = [n for n in fitting if _is_family_of(profile, groups[n])] or fitting
        if len(fitting) > 1:
            fitting = [n for n in fitting if _same_body(profile, groups[n])]
        joins = len(fitting) == 1 and not (profile.listed and groups[fitting[0]][0].listed)
        number = fitting[0] if joins else len(groups)
        groups.setdefault(number, []).append(profile)
        for block in _blocks(profile, asked=False):
            blocks[block].add(number)
    same: dict[str, str] = {}
    called: dict[str, Actor] = {}
    for group in groups.values():
        first, best = _known_by(group)
        same.update({p.id: first.id for p in group if p is not first})
        called[first.id] = replace(best.actor, id=first.id)
    return same, called


def _known_by(group: Sequence[Profile]) -> tuple[Profile, Profile]:
    """The members of a group that give it its id, and its name: the fullest, and shorter full names within that one.

    Of these the first in print gives the id, so that no later article, nor how often something is said, changes it; the
    one by which most is said gives the name: a longer and rarer one holds a word too many.
    """
    first = group[0]
    if first.listed or first.script != "ar":
        return first, first
    shorter = (p for p in group[1:] if not p.bare and p.script == "ar")
    alike = [first, *(p for p in shorter if any(_holds(one, other) for one in first.names for other in p.names))]
    return min(alike, key=lambda p: p.since), max(alike, key=lambda p: (p.count, p is first, p.id))


def _holds(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Whether a name is a full one with words before or behind it that no list has as names."""
    if not _TITLED <= len(short) < len(long):
        return False
    rest = long[: -len(short)] if long[-len(short) :] == short else long[len(short) :] if _starts(long, short) else ()
    lex = lexicon("ar")
    named = lex.given.keys() | lex.particles | lex.name_ends
    return bool(rest) and short[-1] not in lex.particles and named.isdisjoint(rest)


def _starts(long: tuple[str, ...], short: tuple[str, ...]) -> bool:
    return long[: len(short)] == short


def _blocks(profile: Profile, asked: bool) -> Iterator[tuple[str, ...]]:
    """Where people who may be one meet: the first letter of a family or given name; the other script's long names."""
    for name in profile.names:
        if profile.bare or not asked:
            yield "last", name[-1][:1]
        if not profile.bare:
            yield "first", name[0][:1]
        if asked and not profile.bare and _opens_with_family(profile):
            yield "last", name[0][:1]
        if len(name) > _TITLED and not profile.bare:  # with words before it that may be no name (Judge Ann Field)
            yield from (("first", word[:1]) for word in name[1:-1])
    if not profile.bare:
        scripts = {script(label) for label in profile.labels}
        yield from (("script", one) for one in (({"ar", "en"} - scripts) if asked else scripts))


def _best_known(profile: Profile) -> tuple[bool, int, bool, bool, int, str]:
    length = max(map(len, profile.names), default=0)
    family = _opens_with_family(profile)
    return not profile.listed, -length, profile.script != "en", family, -profile.count, profile.id


def _opens_with_family(profile: Profile) -> bool:
    """Whether an Arabic name may be a family name and a word that is none: no word of it is known as a name."""
    if profile.listed or profile.bare or profile.script != "ar":
        return False
    lex = lexicon("ar")
    named = lex.given.keys() | lex.particles | lex.name_ends
    return all(named.isdisjoint(name) and len(name) == _TITLED for name in profile.names)


def _fits(profile: Profile, group: Sequence[Profile]) -> bool:
    """Whether a name may be that of a group: a shorter form, another spelling or script of some name of it."""
    if not profile.listed and any(
        c.countries and profile.countries and not c.countries & profile.countries for c in group
    ):
        return False
    if profile.bare:
        alike = any(_ends(name, other) for name in profile.names for one in group for other in one.names)
        alike = alike and any(_family_of(profile, one) for one in group)
        return alike and (_same_body(profile, group) or not profile.bodies or not any(p.bodies for p in group))
    if any(_one_full_name(profile, other) for other in group):
        return True
    alike = _opens_with_family(profile) and any(_is_family_before(profile, other) for other in group)
    return alike and (_same_body(profile, group) or not profile.bodies or not any(p.bodies for p in group))


def _is_family_before(profile: Profile, full: Profile) -> bool:
    """Whether the first word of a name is the family name of a fuller one, the article in both or in neither."""
    if full.bare or full.script != "ar" or _opens_with_family(full):
        return False
    first, last = profile.labels[0].split()[0], full.labels[0].split()[-1]
    ends = any(name[0] == other[-1] for name in profile.names for other in full.names)
    return ends and has_article(first) == has_article(last)


def _family_of(bare: Profile, full: Profile) -> bool:
    """Whether a word may be the family name in a fuller name: no common noun, the article in both or in neither."""
    if full.listed or bare.script != "ar":
        return True
    first, last = full.labels[0].split()[0], full.labels[0].split()[-1]
    lex, word = lexicon("ar"), bare.labels[0].split()[-1]
    common = key(word) in lex.common and key(word) not in lex.modifiers
    named = not has_article(first) and key(first) not in lex.common - lex.particles - lex.given.keys()
    return named and not common and has_article(word) == has_article(last)


def _same_body(profile: Profile, group: Sequence[Profile]) -> bool:
    return any(profile.bodies & other.bodies for other in group)


def _is_family_of(bare: Profile, group: Sequence[Profile]) -> bool:
    """Whether a bare family name is, letter by letter, that of a fuller name of a group."""
    return any(other[-len(name) :] == name for name in bare.names for one in group for other in one.names)


def _ends(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a bare family name ends a fuller name, a slip of the pen allowed."""
    tail = full[-len(short) :]
    misspelt = min(map(len, short)) >= _LONG_WORD and all(map(close_words, tail, short))
    return len(short) < len(full) and (tail == short or misspelt)


def _one_full_name(one: Profile, other: Profile) -> bool:
    for a in one.names:
        for b in other.names:
            short, long = (a, b) if len(a) <= len(b) else (b, a)
            if len(short) < 2:
                continue
            if long[: len(short)] == short or (short[0], short[-1]) == (long[0], long[-1]) or close_names(a, b):
                return True
            if len(long) == len(short) + 1 > _TITLED and long[1:] == short:
                return True
            if long[-len(short) :] == short and long[0] not in lexicon(one.script).given:
                return True
    if one.script == other.script and not other.listed:
        return False
    return any(_sound_alike(a, b) for a in one.labels for b in other.labels if script(a) != script(b))


def _sound_alike(a: str, b: str) -> bool:
    one, other = sounds_of(a), sounds_of(b)
    return sound_enough(one) and sound_enough(other) and name_likeness(one, other) >= ALIKE
