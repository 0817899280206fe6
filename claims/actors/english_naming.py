"""Names in the running text of an English article: whom a pronoun may mean, by what the text shows of their gender."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from claims.actors.cast import Entity
from claims.actors.english_gender import addressed, of_name, of_people
from claims.actors.english_words import ARTICLES, label_of
from claims.actors.lexicon import lexicon
from claims.actors.load import listed_genders
from claims.actors.mention import Mention
from claims.actors.naming import Naming
from claims.words import Word, keys

_TWO = 2
_LATEST = 50


class EnglishNaming(Naming):
    """What the text of an English article tells of the people that it names."""

    def name_between(self, first: int, last: int, form: str = "") -> Mention | None:
        """The last name of a person who may do something between two places, outside what anybody said (English).

        ``form``: of nobody of whom the other gender is known.
        """
        for run in reversed(self._acting):
            if run[0].start < first:
                break
            if run[0].start < last and not self._said(run[0].start) and self.fits(self.named(run), form):
                return self.named(run)
        return None

    @cached_property
    def _acting(self) -> list[tuple[Word, ...]]:
        """The names that may be subjects; also of whom the text calls by title and family name alone (English)."""
        titled, starts = {word.key for word in self._titled_words}, {run[0].start for run in self.scan.subjects}
        inside = {word.start for run in self.scan.full_names for word in run} | starts
        alone = [(w,) for w in self.scan.words if w.capital and w.key in titled and w.start not in inside]
        free = [run for run in alone if not run[0].genitive and not self.scan.is_governed(run[0])]
        return sorted([*self.scan.subjects, *free], key=lambda run: run[0].start)

    def last_of(self, form: str, first: int, last: int) -> Mention | None:
        """The last person known to be of a gender whom the text names between two places in its own words (English)."""
        past, begin = bisect_left(self._people_starts, last), bisect_left(self._people_starts, first)
        for run in reversed(self._people_named[max(begin, past - _LATEST) : past]):
            if run[-1].end <= last and not self._said(run[0].start):
                mention = self.named(run)
                entity = None if mention.agreement else self.cast.person(mention)
                if form == (entity.agreement if entity is not None else mention.agreement):
                    return mention
        return None

    def person_at(self, place: int) -> Mention | None:
        """Whose name stands at a place (English)."""
        at = bisect_left(self._people_starts, place)
        stands = at < len(self._people_starts) and self._people_starts[at] == place
        return self.named(self._people_named[at]) if stands else None

    @cached_property
    def _people_starts(self) -> list[int]:
        return [run[0].start for run in self._people_named]

    @cached_property
    def _people_named(self) -> list[tuple[Word, ...]]:
        """Full names and the family names alone of who bears one, genitives left out (English)."""
        families = {run[-1].key for run in self.scan.full_names}
        inside = {word.start for run in self.scan.full_names for word in run}
        runs = list(self.scan.full_names)
        runs += [(w,) for w in self.scan.words if w.capital and w.start not in inside and w.key in families]
        runs += [(w,) for w in self._titled_words if w.start not in inside and w.key not in families]
        articles = {after.start for word, after in pairwise(self.scan.words) if word.key in ARTICLES}
        named = (run for run in runs if not run[-1].genitive and run[0].start not in articles)
        return sorted(named, key=lambda run: run[0].start)

    @cached_property
    def _titled_words(self) -> list[Word]:
        """Capitals right behind an honorific or a title with a capital: «Mr. Field», «President Boll» (English)."""
        lex, out = lexicon("en"), []
        for before, word in pairwise(self.scan.words):
            titled = before.capital and (before.key in lex.honorifics or before.key in lex.role_starts)
            if titled and word.capital and word.start - before.end <= _TWO and word.key not in lex.common:
                out.append(word)
        return out

    def is_surely_person(self, entity: Entity) -> bool:
        """Whether the registry, a title or a verb somewhere in the text shows that a name is somebody's (English)."""
        shown = self._shown_people
        return bool(entity.known or entity.roles or entity.agreement) or any(n[-1] in shown for n in entity.names if n)

    @cached_property
    def _shown_people(self) -> frozenset[str]:
        """Family names that stand behind a title, or open a sentence as the subject of a verb (English)."""
        return frozenset(word.key for word in (*self._titled_words, *self.scan.opening_names))

    def fits(self, mention: Mention, form: str) -> bool:
        """Whether a pronoun of a form can mean whom a name or a title means, by the gender (English)."""
        entity = self.cast.person(mention) if mention.kind == "person" and not mention.agreement else None
        told = entity.agreement if entity is not None else mention.agreement
        return {told, form} != {"ms", "fs"}

    def narrated(self, first: int, last: int, form: str = "") -> Mention | None:
        """The subject of the last sentence between two places, in one paragraph: a name or a title (English).

        The person who opens the sentence comes before whom it names later; a name before a title that opens nothing.
        Before the paragraph it is the sentence with the name. ``form``: of nobody of whom the other gender is known.
        """
        name = self.name_between(first, last, form)
        paragraph = self.subjects.paragraph(last)
        for n in range(self.subjects.sentence(last), -1, -1):
            sentence = self.subjects.sentences[n]
            if sentence[1] <= first or (name is not None and name.start >= sentence[1]):
                break
            before = self.subjects.paragraph(sentence[0]) != paragraph
            if before and (name is None or name.start < sentence[0]):
                break
            opening = self.subjects.opening(sentence, self.families) or self.subjects.owner(sentence)
            if opening is None or not first <= opening.start < last or opening.end > last or self._said(opening.start):
                continue
            if opening.name and self.fits(self.named(opening.name), form):
                return self.named(opening.name)
            if opening.name or before:
                continue
            mention = self.read(self.document.text[opening.start : opening.end], opening.start)
            return mention if mention.kind == "title" and self.fits(mention, form) else name
        return name

    def named(self, run: Sequence[Word]) -> Mention:
        """The person whose name some words of the text are (English)."""
        label = label_of(self.document.text, 0, run)
        parts = tuple(w.key for w in run)
        known = tuple(i for i in self.registry.index.get(parts, ()) if i in self.registry.terms)
        form = self.gender_of(parts, known)
        return Mention("person", label, run[0].start, name=parts, label=label, known=known, agreement=form)

    def gender_of(self, name: Sequence[str], known: Sequence[str] = ()) -> str:
        """The form of a pronoun that means whoever bears a name, as far as it is known (English)."""
        asked = (tuple(name), tuple(known))
        if asked not in self._genders:
            self._genders[asked] = self._gender(name, known)
        return self._genders[asked]

    def _gender(self, name: Sequence[str], known: Sequence[str]) -> str:
        told = of_people(known, listed_genders()) or of_name(name)
        if not told and known:
            told = of_name(keys(self.registry.actors[known[0]].label))
        if not told and len(name) == 1:
            full = self.scan.full_name(name[0])
            told = of_name(full[0]) if full is not None and len(self._bearers(name[0])) == 1 else ""
        return told or (self._addressed.get(name[-1], "") if name else "")

    def _bearers(self, family: str) -> set[tuple[str, ...]]:
        """The full names in the text that end in a family name (English)."""
        return {tuple(w.key for w in run) for run in self.scan.full_names if run[-1].key == family}

    @cached_property
    def _addressed(self) -> Mapping[str, str]:
        return addressed(self.scan.words)
