"""The cast of an article: who has been mentioned, and which of them a mention means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from claims.actors.english_gender import is_agent
from claims.actors.lexicon import lexicon
from claims.actors.mention import Mention
from claims.actors.similar import close_names, close_words
from claims.words import keys, words_of

_SINGULAR = frozenset({"ms", "fs", "n"})
LEADERS = frozenset({"head", "secretary-general", "president"})  # whom "the leader" of a body may mean
_AND = frozenset({"and"})
_OF = frozenset({"of", "for"})
_LOOSE_ROLES = frozenset({"head", "envoy"})  # which gather many titles
_THINGS = frozenset({"body", "outlet", "country", "document", "study"})


@dataclass(eq=False)
class Entity:
    """One actor of an article as its mentions show it.

    ``names`` are the proper names by which it was called (key words), the fullest first seen kept as ``label``;
    ``titles`` are the titles; ``texts`` every phrase. ``agreement`` is the verb form it takes, "" unknown.
    """

    kind: str
    label: str
    names: list[tuple[str, ...]] = field(default_factory=list)
    titles: list[tuple[str, ...]] = field(default_factory=list)
    roles: list[tuple[str, str | None, str | None]] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    texts: list[str] = field(default_factory=list)
    known: tuple[str, ...] = ()
    office: str | None = None
    country: str | None = None
    of: str | None = None
    of_label: str = ""
    agreement: str = ""
    unnamed: str = ""
    senior: bool = False
    last: int = -1
    confidence: float = 0.95

    @property
    def full(self) -> tuple[str, ...]:
        """The longest proper name."""
        return max(self.names, key=len, default=())

    def note(self, mention: Mention) -> None:
        """Take in what another mention tells."""
        if mention.kind in ("person",) and mention.name and mention.name not in self.names:
            if len(mention.name) > len(self.full):
                self.label = mention.label
            self.names.append(mention.name)
        if mention.title and mention.title not in self.titles:
            self.titles.append(mention.title)
        if mention.role:
            self.roles.append((mention.role, mention.office, mention.country))
        if mention.head:
            self.heads.add(mention.head)
        if mention.text and mention.text not in self.texts:
            self.texts.append(mention.text)
        self.known = self.known or mention.known
        self.office = self.office or mention.office
        self.country = self.country or mention.country
        if mention.of and not self.of:
            self.of, self.of_label = mention.of, mention.of_label
        self.agreement = self.agreement or mention.agreement
        self.last = max(self.last, mention.start)


def agrees(cue: str, entity: Entity) -> bool:
    """Whether a verb of this form can have this subject; unknown forms agree with all."""
    mine = entity.agreement
    if not cue or cue in ("1s", "1p", "2"):
        return True
    if cue == "n":
        return entity.kind != "person" and mine in ("", "n")
    if not mine:
        return cue in _SINGULAR or entity.kind in ("group", "country", "unnamed")
    if mine == "n":
        return cue in ("n", "mp")
    if cue == "mp" and entity.kind == "group":
        return True
    return cue == mine


class Cast:
    """The entities of an article, in the order in which they appeared."""

    def __init__(self, lang: str) -> None:
        self.entities: list[Entity] = []
        self._lex = lexicon("ar" if lang == "ar" else "en")

    def add(self, mention: Mention, kind: str | None = None) -> Entity:
        """A new entity from its first mention."""
        entity = Entity(kind or mention.kind, mention.label or mention.text)
        if mention.kind in ("body", "outlet", "country", "group", "document", "study", "unnamed"):
            entity.names.append(mention.name)
        entity.unnamed, entity.senior = mention.unnamed, mention.senior
        entity.note(mention)
        if self._lex.lang == "en" and not entity.agreement:
            entity.agreement = _form_of(entity.kind, mention.head)
        self.entities.append(entity)
        return entity

    def _recent(self, kinds: Iterable[str] = ()) -> list[Entity]:
        wanted = frozenset(kinds)
        chosen = [e for e in self.entities if not wanted or e.kind in wanted]
        return sorted(chosen, key=lambda e: -e.last)

    def person(self, mention: Mention) -> Entity | None:
        """The person of this name: the same listed person, the same words, a shorter or longer form, a misspelling."""
        people = self._recent(("person",))
        if mention.known:
            for entity in people:
                if set(entity.known) & set(mention.known):
                    return entity
        for entity in people:
            if mention.name in entity.names and not (self._lex.lang == "en" and self._clash(mention, entity)):
                return entity
        for entity in people:
            if any(self._one_name(mention.name, name) for name in entity.names) and not self._clash(mention, entity):
                return entity
        return None

    def _one_name(self, a: tuple[str, ...], b: tuple[str, ...]) -> bool:
        short, long = (a, b) if len(a) <= len(b) else (b, a)
        if len(short) == len(long) and len(short) > 1:
            return close_names(short, long) or (set(short) == set(long))
        if len(short) == 1:
            families = long[-1:] if long[0] in self._lex.given or self._lex.lang == "en" else long
            return short[0] in long or any(close_words(short[0], word) for word in families)
        return set(short) <= set(long) or close_names(short, long[-len(short) :]) or close_names(short, long[:2])

    def _clash(self, mention: Mention, entity: Entity) -> bool:
        """Two known genders, or two different listed people."""
        if mention.known and entity.known and not set(mention.known) & set(entity.known):
            return True
        both = {mention.agreement, entity.agreement}
        return both == {"ms", "fs"}

    def titled(self, mention: Mention, loosely: bool = False) -> Entity | None:
        """The person whose title this is: same office or body, else the same opening words.

        ``loosely``: a head may be called by another word for it (the boss, the chair).
        """
        for entity in self._recent(("person",)):
            if mention.title in entity.titles:
                return entity
        for entity in self._recent(("person",)):
            if {mention.agreement, entity.agreement} == {"ms", "fs"}:
                continue
            for role, office, country in entity.roles:
                same = role == mention.role and (loosely or role not in _LOOSE_ROLES or mention.head in entity.heads)
                same = same or (mention.of is not None and mention.of == entity.of and {role, mention.role} <= LEADERS)
                if (
                    same
                    and _compatible(mention, entity, office, country)
                    and not self._of_another_party(mention, entity)
                ):
                    return entity
            if any(_opens(mention.title, title) for title in entity.titles):
                return entity
        described = frozenset(mention.title) - self._lex.common
        for entity in self._recent(("person",)):
            if (
                described
                and entity.of_label
                and (described <= set(keys(entity.of_label)) or described == {initials(entity.of_label)})
            ):
                return entity
        return None

    def _of_another_party(self, mention: Mention, entity: Entity) -> bool:
        """Whether a title names a party by an adjective («the Liberal leader») that somebody's body does not hold."""
        if self._lex.lang != "en" or not entity.of_label:
            return False
        party = [w.key for w in words_of(mention.text)[1:] if w.capital and w.key in self._lex.modifiers]
        return bool(party) and not any(word.startswith(party[0]) for word in keys(entity.of_label))

    def untitled(self, before: int) -> Entity | None:
        """The last speaker before a place, where it is a person whom nothing has given a title yet."""
        spoken = [e for e in self._recent() if e.last < before]
        last = spoken[0] if spoken else None
        return last if last is not None and last.kind == "person" and not last.roles and not last.known else None

    def body(self, mention: Mention) -> Entity | None:
        """The body of this name, or the last one of this kind where only its head noun is given (the movement)."""
        bodies = self._recent(("body", "outlet", "country", "group", "document", "study"))
        for entity in bodies:
            if mention.known and set(entity.known) & set(mention.known):
                return entity
        for entity in bodies:
            if mention.name in entity.names:
                return entity
        for entity in bodies:
            if mention.office and mention.office == entity.office and mention.country in (None, entity.country):
                return entity
        if mention.office:
            bodies = [e for e in bodies if e.office in (None, mention.office)]
        if mention.known or self._is_several(mention.kind, mention.name):
            return None
        bodies = [e for e in bodies if not self._is_several(e.kind, e.full)]
        if len(mention.name) == 1 and mention.label.isupper():
            for entity in bodies:
                if initials(entity.label).endswith(mention.label.casefold()):
                    return entity
        if mention.definite or mention.kind == "outlet":
            for entity in bodies:
                if any(self._is_shorter(mention, name) for name in entity.names):
                    return entity
        for entity in bodies:
            if len(mention.name) > 1 and any(
                len(name) > 1
                and (set(mention.name) <= set(name) or (not entity.known and set(name) <= set(mention.name)))
                for name in entity.names
            ):
                return entity
        return None

    def _is_several(self, kind: str, name: tuple[str, ...]) -> bool:
        """Whether a group is told by a number, a share or "and" (English): no other is the same."""
        lex = self._lex
        counts = lex.numbers | lex.shares | lex.quantifiers | _AND
        return lex.lang == "en" and kind == "group" and any(word in counts or word.isdigit() for word in name)

    def _is_shorter(self, mention: Mention, name: tuple[str, ...]) -> bool:
        """Whether a definite short form can stand for a longer name: in English a common noun only for its head."""
        if self._lex.lang == "en" and len(mention.name) == 1 and not mention.label[:1].isupper():
            return head_noun(name) == mention.name[0]
        if self._lex.lang == "en" and not set(mention.name) <= set(name):  # «Breitbart News», «New York Daily News»
            return False
        return _shorter(mention.name, name)

    def body_ending(self, name: tuple[str, ...]) -> Entity | None:
        """The body of exactly this name, or whose name is a head noun and this."""
        bodies = self._recent(("body", "outlet", "country", "group"))
        for entity in bodies:
            if name in entity.names or any(
                len(n) == 2 and n[1:] == name and n[0] in self._lex.bodies for n in entity.names
            ):
                return entity
        return None

    def unnamed(self, mention: Mention) -> Entity | None:
        """The unnamed source of this very description, or the last one where the article says "the source"."""
        sources = self._recent(("unnamed",))
        for entity in sources:
            if mention.name in entity.names:
                return entity
        if mention.definite:
            for entity in sources:
                if mention.head in entity.heads or mention.unnamed == entity.unnamed:
                    return entity
        return None

    def recent_people(self) -> list[Entity]:
        """The people, the last mentioned first."""
        return self._recent(("person",))

    def last_person(self) -> Entity | None:
        """The person mentioned last."""
        return next(iter(self._recent(("person",))), None)

    def headed(self, head: str) -> Entity | None:
        """The last person who was given a title with this head noun (the official)."""
        return next((e for e in self._recent(("person",)) if head in e.heads), None)

    def agreeing(self, form: str, before: int, exclude: Iterable[Entity] = ()) -> Entity | None:
        """The last entity before a place that a pronoun of this form can mean."""
        shut = list(exclude)
        for entity in self._recent():
            if entity.last < before and entity not in shut and agrees(form, entity):
                return entity
        return None


def _form_of(kind: str, head: str) -> str:
    """The form of an English pronoun that means a thing, or several people; "" where it may be any."""
    if kind == "group" or (kind == "unnamed" and head.endswith("s") and not head.endswith("ss")):
        return "mp"
    return "n" if kind in _THINGS and not is_agent(head) else ""


def initials(label: str) -> str:
    """The first letters of the capitalised words of a name, in lower case."""
    return "".join(w.text[0] for w in words_of(label) if w.capital).casefold()


def head_noun(name: Sequence[str]) -> str:
    """The head of a body's English name by its key words: the last of them before "of" or "for"."""
    past = next((i for i, word in enumerate(name) if i and word in _OF), len(name))
    return name[past - 1] if name else ""


def one_body(a: str, b: str) -> bool:
    """Whether two labels may name one body: the same words, fewer of them, or its initials."""
    one, other = set(keys(a)), set(keys(b))
    return one <= other or other <= one or one == {initials(b)} or other == {initials(a)}


def _compatible(mention: Mention, entity: Entity, office: str | None, country: str | None) -> bool:
    if mention.of_label and entity.of_label and not one_body(mention.of_label, entity.of_label):
        return False
    if mention.office and office:
        return mention.office == office and (mention.country in (None, country) or country is None)
    if mention.of and entity.of:
        return mention.of == entity.of or bool(mention.of_label and entity.of_label)
    if mention.office or mention.of:
        return len(mention.title) == 1
    return mention.country is None or mention.country in (country, entity.country)


def _opens(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return 0 < len(short) < len(long) and long[: len(short)] == short


def _shorter(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a definite short form (its head noun first or last) can stand for a longer name."""
    if not short or len(short) > len(long):
        return False
    return short[0] == long[0] or short[-1] == long[-1] or set(short) <= set(long)
