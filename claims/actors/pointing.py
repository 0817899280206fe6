"""Whom and whose a title means by the text around it: the subject of the sentence before, who speaks next, its owner.

For English: «Ann Field thought so too. "It can be settled," the arbitrator said», «Russia will vote against it, its
ambassador said».
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from claims.actors.cast import one_body
from claims.actors.english_naming import EnglishNaming
from claims.actors.english_relatives import POSSESSIVES
from claims.actors.english_words import ARTICLES, label_of
from claims.actors.lexicon import lexicon
from claims.actors.mention import Mention, own_id
from claims.actors.places import match_at
from claims.words import Word, words_of

_OWNED = frozenset({"its", "their"})
_MINISTERS = frozenset({"minister", "deputy-minister", "prime-minister", "deputy-prime-minister"})
_OFFICES = _MINISTERS | {"president", "vice-president", "monarch", "ambassador", "secretary-general", "prosecutor"}
_OFFICES |= {"spokesperson"}
"""Roles that nobody holds beside another."""
_JOINING = frozenset({" ", "-", "' ", "\u2019 "})
_OPENS_QUOTE = re.compile(r"\s*[\"\u201c\u2018\u00ab]")
_QUOTED = re.compile(r"[\"\u201d\u2019\u00bb]\s+(?:\w+\s+){0,2}$")


class Pointing(EnglishNaming):
    """Reads a title in its place: with its owner, and for the name of whom it is another word."""

    # --- whose a title is ---------------------------------------------------------------------------------------

    def of_owner(self, mention: Mention) -> Mention:
        """«its leader», «its ambassador» with the body or the country that opens the sentence, or the one before."""
        if mention.of or mention.country or mention.text.split()[0].casefold() not in _OWNED:
            return mention
        words = self.opening_capitals(mention)
        listed = match_at(words, 0, self.registry) if words else None
        if listed is not None:
            return self._of_listed(mention, self._likelier(listed.ids))
        return self.of_unlisted(mention, words)

    def opening_capitals(self, mention: Mention) -> Sequence[Word]:
        """The capitals that open the sentence of a title before it, where they own nothing and name nobody."""
        words = self.subjects.possessor(mention.start)
        before = () if words else self.subjects.opening_before(mention.start)
        words = words or before
        words = words[1:] if words and words[0].key in ARTICLES else words
        run = _capitals(words, self.document.text)
        if before and run and lexicon("en").bodies.get(run[-1].key) != "organisation":
            return ()  # whose it is may be told by much else in the sentence before
        return () if not run or run[-1].genitive or self._names_person(run) else run

    def of_unlisted(self, mention: Mention, run: Sequence[Word]) -> Mention:
        """A title of the body that capitals name."""
        if not run or (len(run) == 1 and run[0].key in lexicon("en").bodies):
            return mention
        label, name = label_of(self.document.text, 0, run), tuple(w.key for w in run)
        for entity in self.cast.entities:
            if entity.kind == "person" and entity.names == [name] and not entity.known:
                entity.kind, entity.agreement = "body", "n"  # who has a minister is no person
        return replace(mention, of=own_id("organisation", name), of_label=label)

    def _names_person(self, run: Sequence[Word]) -> bool:
        """Whether a run of capitals begins with the full name of a person of the article, or is somebody's family."""
        full = any(run[0].start == name[0].start for name in self.scan.full_names)
        return full or (len(run) == 1 and run[0].key in self._family_names() | self._text_families)

    @cached_property
    def _text_families(self) -> set[str]:
        return {run[-1].key for run in self.scan.full_names}

    def _of_listed(self, mention: Mention, owner: str) -> Mention:
        """A title of a listed body, or of its office in a listed country."""
        actor = self.registry.actors[owner]
        if actor.kind == "person":
            return mention
        if actor.kind != "country":
            return replace(mention, of=owner, country=actor.country)
        of = self.registry.office_id(owner, mention.office) if mention.office else None
        return replace(mention, of=of, country=owner)

    # --- whom a title means --------------------------------------------------------------------------------------

    def subject_before(self, mention: Mention, begin: int) -> Mention | None:
        """The person of the sentence before what is said under a definite title: its subject, else the only one named.

        «Ann Field thought so too. "It can be settled," the arbitrator said.» Nobody who is known to hold another
        office, or to be of another country or body.
        """
        back = self.lang == "en" and self._points_back(mention) and not self.opens_afresh(mention, begin)
        sentence = self.subjects.before(begin) if back else None
        if sentence is None or self.is_one_of_two(mention, begin):
            return None
        opening = self.subjects.opening(sentence, self._family_names())
        runs = {run[-1].key: run for run in reversed(self.subjects.names_in(sentence))}
        if opening is not None and opening.name:
            if self.may_bear(self.named(opening.name), mention):
                return self.named(opening.name)
            runs.pop(opening.name[-1].key, None)
        only = next(iter(runs.values())) if len(runs) == 1 else None
        return self.named(only) if only and self.may_bear(self.named(only), mention) else None

    def may_be(self, run: Sequence[Word], title: Mention) -> bool:
        """Whether a definite title can be another word for somebody named, and nobody else's."""
        return self._points_back(title) and self.cast.titled(title) is None and self.may_bear(self.named(run), title)

    def _opens_sentence(self, mention: Mention) -> bool:
        """Whether a title alone is the subject that opens its sentence."""
        n = self.subjects.sentence(mention.start)
        opening = self.subjects.opening(self.subjects.sentences[n]) if n >= 0 else None
        return opening is not None and opening.start == mention.start and not opening.name

    def _precedes_quote(self, mention: Mention) -> bool:
        """Whether the sentence after that of a title begins with a quotation, in the same paragraph."""
        after = self.subjects.after(mention.start)
        return after is not None and _OPENS_QUOTE.match(self.document.text, after[0]) is not None

    def named_next(self, mention: Mention) -> Mention | None:
        """«The premier was less sure. "We may lose," Ann Field said»: who speaks next in the paragraph (English)."""
        if self.lang != "en" or not mention.definite or mention.start < 0:
            return None
        if not (self._opens_sentence(mention) or self._precedes_quote(mention)):
            return None
        end = self.document.text.find("\n", mention.start)
        last = len(self.document.text) if end < 0 else end
        run = next((run for run in self.scan.subjects if mention.start < run[0].start < last), None)
        if run is None or not _QUOTED.search(self.document.text, mention.start, run[0].start):
            return None
        titled = any(one.role for one in self.introductions.by_name.get(self.named(run).name, ()))
        fresh = self.cast.person(self.named(run)) is None and self.may_bear(self.named(run), mention)
        fresh = fresh and (not titled or self._opens_sentence(mention))
        return self.named(run) if fresh else None

    def may_bear(self, name: Mention, mention: Mention) -> bool:
        """Whether the person of this name may be called so, by what the article tells of them so far and elsewhere."""
        entity = self.cast.person(name)
        if self.lang == "en" and {name.agreement, mention.agreement} == {"ms", "fs"}:
            return False
        told = self.introductions.by_name.get(name.name, ())
        if entity is not None and entity.known:
            country = self.registry.actors[entity.known[0]].country
            holds = any(term.holds(self.day) for term in self.registry.terms.get(entity.known[0], ()))
            return not (holds and mention.role in _OFFICES) and mention.country in (None, country)
        roles = {role for role, _, _ in entity.roles} if entity else set()
        roles |= {one.role for one in told if one.role}
        if roles and (mention.role in _OFFICES or roles & _OFFICES):
            return False
        countries = {c for c in (entity.country if entity else None, *(one.country for one in told)) if c}
        bodies = [b for b in (entity.of_label if entity else "", *(one.of_label for one in told)) if b]
        if mention.country and countries and mention.country not in countries:
            return False
        if mention.of_label and bodies and not any(one_body(mention.of_label, body) for body in bodies):
            return False
        return entity is None or {mention.agreement, entity.agreement} != {"ms", "fs"}

    def _points_back(self, mention: Mention) -> bool:
        """Whether a phrase can be another word for somebody just named: «the arbitrator», not «his spokesman»."""
        first = mention.text.split()[0].casefold()
        return mention.definite and first not in POSSESSIVES and not self.ends_in_body(mention)

    def opens_afresh(self, mention: Mention, begin: int) -> bool:
        """Whether a title with its owner opens its sentence: «Ombria's president pledged …» is no one just named."""
        first = words_of(mention.text)[:1]
        return begin == mention.start and bool(first) and first[0].genitive

    def is_one_of_two(self, mention: Mention, begin: int) -> bool:
        """Whether an office opens its sentence, and the one before names two people: either may hold it."""
        sentence = self.subjects.before(begin) if self.lang == "en" and begin == mention.start else None
        if sentence is None or mention.role not in _OFFICES:
            return False
        return len({run[-1].key for run in self.subjects.names_in(sentence)}) > 1

    def told_otherwise(self, name: Sequence[Word], mention: Mention) -> bool:
        """Whether the article introduces a person as of another country or body than a title tells."""
        told = self.introductions.by_name.get(tuple(w.key for w in name), ())
        countries = {one.country for one in told if one.country}
        bodies = [one.of_label for one in told if one.of_label]
        abroad = bool(mention.country and countries) and mention.country not in countries
        return abroad or (
            bool(mention.of_label and bodies) and not any(one_body(mention.of_label, body) for body in bodies)
        )

    def _family_names(self) -> set[str]:
        return self.families | {name[-1] for e in self.cast.recent_people() for name in e.names}

    def ends_in_body(self, mention: Mention) -> bool:
        """Whether a title is somebody's body (the premier's office)."""
        words = words_of(mention.text)
        return len(words) > 1 and words[-2].genitive and words[-1].key in lexicon(self.lang).bodies


def _capitals(words: Sequence[Word], text: str) -> Sequence[Word]:
    """The run of capitals that begins some words."""
    past = 0
    while past < len(words) and words[past].capital and words[past].key not in lexicon("en").connectors:
        past += 1
        if past < len(words) and text[words[past - 1].end : words[past].start] not in _JOINING:
            break
    return words[:past]
