"""Names in the running text of an article: who could be the subject of what is said next."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate

from claims.actors import arabic, english
from claims.actors.arabic_words import is_adjective, is_family
from claims.actors.cast import Cast, Entity
from claims.actors.english_gender import gendered
from claims.actors.introductions import Introductions
from claims.actors.lexicon import lexicon
from claims.actors.load import listed_genders
from claims.actors.mention import Mention
from claims.actors.places import demonym_at, person_at
from claims.actors.registry import Registry
from claims.actors.scan import Scan
from claims.actors.subjects import Subjects
from claims.actors.titled import completed, titled_people
from claims.languages.arabic.morphemes import ALEF_MAKSURA, CONJUNCTIONS, PRONOUNS
from claims.model import Span, Spans
from claims.read import Document
from claims.words import Word, has_article, readings

_LONGEST_SUBJECT = 6
_RELATIVE_WITHIN = 4  # words from a relative to its verb
_TWO = 2  # words of a name that has no word too many
MARK = re.compile('[.,:;!?()\n\u060c\u061b\u061f\u00ab\u00bb\u201c\u201d"]')
_LATEST = 50  # members of the cast who are thought of when a family name stands alone


class Naming:
    """The cast of one article with what its text and the registry know of names."""

    def __init__(self, document: Document, contents: Sequence[Span], registry: Registry) -> None:
        self.document = document
        self.contents = contents
        self.registry = registry
        self.lang = document.article.lang
        self.day = document.article.published
        self.scan = Scan(document.text, self.lang, registry, self.day, document.article.publisher)
        self.cast = Cast(self.lang)
        ordered = sorted(contents)
        self._content_starts = [s for s, _ in ordered]
        self._content_ends = list(accumulate((e for _, e in ordered), max))  # of all that began by then
        self._unsaid: list[Span] = []
        self._genders: dict[tuple[tuple[str, ...], tuple[str, ...]], str] = {}
        self.families = {key for _, person in self.scan.people for key in registry.last_words[person]}

    @cached_property
    def introductions(self) -> Introductions:
        return Introductions(self.scan, self.registry, self.read)

    @cached_property
    def subjects(self) -> Subjects:
        return Subjects(self.document, self.scan, self.introductions)

    def read(self, text: str, start: int) -> Mention:
        if self.lang == "en" and 0 <= start < self.scan.dateline:
            text, start = text[self.scan.dateline - start :], self.scan.dateline
        reader = arabic.read_phrase if self.lang == "ar" else english.read_phrase
        mention = reader(text, start, self.registry, self.families)
        mention = gendered(mention, listed_genders()) if self.lang == "en" else mention
        if mention.kind == "person" and (mention.name in self.scan.outlets or self._is_credited(text, start)):
            mention = replace(mention, kind="outlet", head=mention.name[-1], agreement="n")
        if self.lang == "ar" and mention.kind == "person" and not mention.known:
            mention = self._cut(mention)
        if mention.kind in ("body", "country") and len(mention.known) > 1:
            mention = replace(mention, known=(self._likelier(mention.known),))
        office = self.registry.office_of(mention.known[0]) if mention.kind == "body" and mention.known else None
        if office:
            mention = replace(mention, country=office[0], office=office[1])
        elif mention.kind == "body" and mention.office and mention.country:
            mention = replace(mention, known=(self.registry.office_id(mention.country, mention.office),))
        return mention

    def _is_credited(self, text: str, start: int) -> bool:
        """Whether a phrase stands alone in brackets, as an outlet does behind what is quoted from it (English)."""
        inside = self.lang == "en" and start > 0 and self.document.text[start - 1] == "["
        return inside and self.document.text[start + len(text) :].lstrip(".")[:1] == "]"

    def _cut(self, mention: Mention) -> Mention:
        """A name without the words behind it that the text shows to be none of it (Arabic).

        A family name that the text has behind a given name stands alone; a longer name ends where the text has it with
        something else behind.
        """
        past = len(mention.name)
        if past > 1 and self._is_family_alone(mention.name):
            past = 1
        elif past > _TWO:
            past = next((n for n in range(past - 1, 1, -1) if self._ends_elsewhere(mention, n)), past)
        if past == len(mention.name):
            return mention
        return replace(mention, name=mention.name[:past], label=" ".join(mention.label.split()[:past]))

    def _is_family_alone(self, name: tuple[str, ...]) -> bool:
        """Whether a name opens with a family name and goes on with what is none (``الزواوي القصر``)."""
        lex, words = lexicon("ar"), self.scan.words
        named = lex.given.keys() | lex.particles | lex.name_ends
        if not named.isdisjoint(name[:2]) or name[0] in lex.common:
            return False
        told = [i for i in self.scan.places(name[0]) if i + 1 < len(words) and words[i + 1].key == name[1]]
        if len(told) > 1 or any(name[:2] == one[-2:] for one in self._full_names()):
            return False
        return name[0] in self._known_families() or self.scan.full_name(name[0]) is not None

    def _ends_elsewhere(self, mention: Mention, n: int) -> bool:
        """Whether the text has the first words of a name in another place, with another word or a mark behind them."""
        lex, words, name = lexicon("ar"), self.scan.words, mention.name
        if has_article(mention.label.split()[0]):
            return False
        if name[n - 1] in lex.given or name[n - 1] in lex.particles or name[n] in lex.given or name[n] in lex.name_ends:
            return False
        for i in self.scan.places(name[0]):
            if tuple(w.key for w in words[i + 1 : i + n]) != name[1:n] or i + n >= len(words):
                continue
            if words[i + n].key != name[n] or self.document.text[words[i + n - 1].end : words[i + n].start].strip():
                return True
        return False

    def _full_names(self) -> list[tuple[str, ...]]:
        """The names of two words or more by which the cast's latest people go."""
        latest = self.cast.entities[-_LATEST:]
        names = (name for e in latest if e.kind == "person" for name in e.names)
        return [name for name in names if len(name) > 1]

    @cached_property
    def titled(self) -> list[tuple[int, int, Mention]]:
        """Whom the text calls by title and name, with the indices of the first word and past the last (Arabic)."""
        if self.lang != "ar":
            return []
        return titled_people(self.document.text, self.scan.words, self.name_at, self.read)

    @cached_property
    def _titled_at(self) -> dict[int, tuple[int, Mention]]:
        """By the index of its first word: where a title with a name ends, and what it says."""
        return {first: (past, mention) for first, past, mention in self.titled}

    @cached_property
    def _titled_within(self) -> dict[int, int]:
        """By the index of each word behind its first: where a title with a name begins."""
        return {i: first for first, past, _ in self.titled for i in range(first + 1, past)}

    @cached_property
    def _titled_until(self) -> dict[int, Mention]:
        """By the index past its last word: what a title with a name says."""
        return {past: mention for _, past, mention in self.titled}

    def completed(self, mention: Mention) -> Mention:
        """A source phrase with the words behind it that belong to its name (Arabic)."""
        span = self.scan.between(mention.start, mention.start + len(mention.text))
        if self.lang != "ar" or mention.start < 0 or not span:
            return mention
        if mention.kind == "title" or (mention.kind == "unnamed" and mention.title):
            past, whole = self._titled_at.get(span[0], (0, mention))
            if past > span.stop:
                return replace(whole, text=mention.text)
        return completed(self.document.text, self.scan.words, span[-1], mention, self.name_at, self.read)

    def refers_back(self, place: int) -> bool:
        """Whether "in it" stands at a place, so that the noun before the verb there is what it means (Arabic)."""
        i = self.scan.between(0, place).stop
        return i < len(self.scan.words) and self.scan.words[i].key in lexicon("ar").inside_it

    def named_behind(self, place: int) -> Mention | None:
        """Whom the text names straight behind a verb that ends at a place, or behind "in it" (Arabic)."""
        words, lex = self.scan.words, lexicon("ar")
        i = self.scan.between(0, place).stop
        while i < len(words) and words[i].key in lex.inside_it:
            i += 1
        letters = " " + "".join(lex.inside_it)
        if not 0 < i < len(words) or self.document.text[place : words[i].start].strip(letters):
            return None
        if i in self._titled_at:
            return self._titled_at[i][1]
        name = self.name_at(words, i)
        if not name:
            return None
        return self.read(self.document.text[words[i].start : name[-1].end], words[i].start)

    def last_named(self, first: int, last: int) -> Mention | None:
        """Who is named last between two places, by full name or by a family name that the cast knows (Arabic)."""
        words, families = self.scan.words, self._known_families()
        for i in reversed(self.scan.between(first, last)):
            name = self.name_at(words, i) or (words[i : i + 1] if words[i].key in families else ())
            if name and name[-1].end <= last:
                mention = self.read(self.document.text[words[i].start : name[-1].end], words[i].start)
                if mention.kind == "person":
                    return mention
        return None

    def described_by(self, place: int) -> Mention | None:
        """Whom a relative clause describes whose verb stands at a place: the name just before it (Arabic)."""
        words, lex = self.scan.words, lexicon("ar")
        at = self.scan.between(0, place).stop
        near = range(at - 1, max(at - _RELATIVE_WITHIN, 0), -1)
        relative = next((k for k in near if words[k].key in lex.relatives), 0)
        if not relative or MARK.search(self.document.text[words[relative].start : place]):
            return None
        text, end = self.document.text, words[relative - 1].end
        if text[end : words[relative].start].strip(" ,\u060c"):
            return None
        if relative in self._titled_until:
            return self._titled_until[relative]
        for first in range(relative - 2, max(relative - _LONGEST_SUBJECT, -1), -1):
            name = self.name_at(words, first)
            if name and name[-1].end == end:
                return self.read(text[words[first].start : end], words[first].start)
        return None

    def described_body(self, place: int) -> Mention | None:
        """The body that a relative clause describes whose verb stands at a place, straight behind "which" (Arabic)."""
        text, words, lex = self.document.text, self.scan.words, lexicon("ar")
        relative = self.scan.between(0, place).stop - 1
        if relative < 1 or words[relative].key not in lex.relatives or text[words[relative].end : place].strip():
            return None
        end = words[relative - 1].end
        for first in range(relative - 1, max(relative - 1 - _LONGEST_SUBJECT, -1), -1):
            if MARK.search(text[words[first].start : words[relative].start]):
                return None
            if any(lex.bodies.get(reading) == "organisation" for reading in readings(words[first].text)):
                mention = self.read(text[words[first].start : end], words[first].start)
                return mention if mention.kind == "body" and len(mention.name) > 1 else None
        return None

    def _likelier(self, ids: Sequence[str]) -> str:
        """Of several actors of one name the one whose country the article speaks of more."""
        return max(ids, key=lambda i: self.scan.countries[self.registry.actors[i].country or ""])

    def known(self, entity: Entity | None, mention: Mention, sure: float) -> tuple[Entity, float]:
        if entity is None:
            entity = self.cast.add(mention)
        else:
            entity.note(mention)
        return entity, sure

    def subject_between(self, first: int, last: int) -> Mention | None:
        """The last person between two places who is the subject of a clause, outside what anybody said (Arabic).

        The name, with the title before it, stands right after the word that opens the clause, or opens it itself.
        """
        words, families, begin = self.scan.words, self._known_families(), first
        found: Mention | None = None
        for i in self.scan.between(first, last):
            word = words[i]
            if self._said(word.start):
                continue
            past, whole = self._titled_at.get(i, (i, None))
            if whole is not None and words[past - 1].end <= last and self._is_subject(words, i):
                found = whole
            family = word.definite and word.key in families
            name = self.name_at(words, i) or (words[i : i + 1] if family else ())
            if not name or (i and self._opens_name(words[i - 1]) and words[i - 1].text[0] not in CONJUNCTIONS):
                continue
            head = self._title_before(words, i)
            titled = self._titled_within.get(i, head)
            head = titled if words[titled].start >= begin else head
            if self._is_subject(words, head):
                text = self.document.text[words[head].start : name[-1].end]
                if name[-1].end <= last and "\n" not in text:
                    mention = self.read(text, words[head].start)
                    found = mention if mention.kind == "person" else found
        return found

    def woman_between(self, first: int, last: int) -> Mention | None:
        """The last full name with a woman's given name between two places, outside what anybody said (Arabic)."""
        words, given = self.scan.words, lexicon("ar").given
        for i in reversed(self.scan.between(first, last)):
            if given.get(words[i].key) != "f" or self._said(words[i].start):
                continue
            name, head = self.name_at(words, i), self._title_before(words, i)
            if name and name[-1].end <= last:
                mention = self.read(self.document.text[words[head].start : name[-1].end], words[head].start)
                return mention if mention.kind == "person" else None
        return None

    def fronted(self, first: int, last: int) -> Mention | None:
        """The subject that stands before its verb, after a word that lets it open the clause (Arabic).

        It is all that stands between that word and the verb at ``last``.
        """
        words, fronting = self.scan.words, lexicon("ar").fronting
        stretch = self.scan.between(first, last)
        start = next((i + 1 for i in reversed(stretch[:-1]) if words[i].key in fronting), None)
        if start is None or stretch.stop - start > _LONGEST_SUBJECT or self._said(words[start].start):
            return None
        phrase = self.document.text[words[start].start : last].strip()
        if not words[start].definite or MARK.search(phrase):
            return None
        mention = self.read(phrase, words[start].start)
        return mention if mention.kind in ("person", "title") or mention.known else None

    def _known_families(self) -> set[str]:
        """The family names of the cast's latest people whose full names are known."""
        return {name[-1] for name in self._full_names()}

    def unsay(self, spans: Spans) -> None:
        """Let what nobody is known to have said count as the article's own words."""
        self._unsaid.extend(spans)

    def _said(self, place: int) -> bool:
        """Whether a place of the text is inside what somebody said."""
        if any(first <= place < last for first, last in self._unsaid[-_LATEST:]):
            return False
        before = bisect_right(self._content_starts, place)
        return bool(before) and place < self._content_ends[before - 1]

    def _title_before(self, words: Sequence[Word], i: int) -> int:
        """Where the titles and honorifics before a name begin."""
        lex = lexicon("ar")
        while i and words[i - 1].definite and (words[i - 1].key in lex.honorifics or words[i - 1].key in lex.modifiers):
            i -= 1
        return i

    def _is_subject(self, words: Sequence[Word], head: int) -> bool:
        """Whether a phrase that begins at a word is the subject of its clause, by what stands before it."""
        if self._opens_clause(words, head) or (head and self._opens_clause(words, head - 1, verb=True)):
            return True
        if head < _TWO or not words[head - 1].definite or not words[head - 2].text.endswith(PRONOUNS):
            return False
        return self._opens_clause(words, head - 2, verb=True)  # «shared with him the hope, the minister»

    def _opens_clause(self, words: Sequence[Word], i: int, verb: bool = False) -> bool:
        """Whether a clause opens at a word: after a mark, a conjunction or a fronting word. ``verb``: with a verb."""
        lex, word = lexicon("ar"), words[i]
        named = word.key in lex.given and word.text[0] not in CONJUNCTIONS
        if verb and (word.definite or named or word.key in lex.common or word.key in lex.fronting):
            return False
        if i == 0 or self.document.text[words[i - 1].end : word.start].strip():
            return True
        if verb and any(reading in lex.before_verbs for reading in readings(words[i - 1].text)):
            return self._opens_clause(words, i - 1) or words[i - 1].text[0] in CONJUNCTIONS
        joined = verb and word.text[0] in CONJUNCTIONS and len(word.key) > 3
        return joined or words[i - 1].key in lex.fronting

    def _opens_name(self, word: Word) -> bool:
        """Whether a word of the text is a given name (Arabic) or a capital (English)."""
        if self.lang == "en":
            return word.capital
        preposition = word.text.endswith(ALEF_MAKSURA) and word.key in lexicon("ar").connectors  # on, not Ali
        return word.key in lexicon("ar").given and not has_article(word.text) and not preposition

    def name_at(self, words: Sequence[Word], i: int) -> Sequence[Word]:
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
        if not self._opens_name(words[i]) or (i and words[i - 1].key in lex.spelt):
            return ()
        past = i + 1
        while past < len(words) - 1 and words[past].key in lex.particles:
            past += 1
        last = words[past] if past < len(words) else None
        if last is None or (last.definite and last.key in lex.days):
            return ()
        if last.key in lex.common and not self._is_family(words, i, past):
            return ()
        past += self._has_family(words, i, past)
        return words[i : past + 1]

    def _has_family(self, words: Sequence[Word], first: int, last: int) -> bool:
        """Whether a given name of two words («servant of») has a family name of the usual shape behind it."""
        lex = lexicon("ar")
        if last + 1 >= len(words) or words[first].key not in lex.particles - lex.filiation or first + 1 != last:
            return False
        family = words[last + 1]
        beside = self.document.text[words[last].end : family.start] == " "
        usual = is_adjective(family) and family.key not in lex.common
        return beside and usual and demonym_at(words, last + 1, self.registry) is None

    def _is_family(self, words: Sequence[Word], i: int, last: int) -> bool:
        """Whether a title word of the running text ends the name from word i, by what stands behind it."""
        adjacent = last + 1 < len(words) and not self.document.text[words[last].end : words[last + 1].start].strip()
        return is_family(words[i : last + 1 + adjacent], 0, last - i, lexicon("ar"))
