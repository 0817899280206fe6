"""The built-in analyser: the lexicon of reporting words with its inflections, and the names of the registry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.actors.places import match_at
from claims.actors.registry import Registry
from claims.languages import language
from claims.languages.analysis import Aspect, Category, Entity, EntityKind, Reading
from claims.read import Document
from claims.words import text_words

if TYPE_CHECKING:
    from claims.attribute.arabic.lexicon import Form

_CATEGORIES: dict[str, Category] = {"perfect": "verb", "imperfect": "verb", "participle": "participle"}
_ASPECTS: dict[str, Aspect] = {"perfect": "perfect", "imperfect": "imperfect"}
_KINDS: dict[str, EntityKind] = {"person": "person", "country": "place"}


class RuleAnalyser:
    """What the program knows without any other data: no word beside reporting words, no name beside listed ones."""

    name = "rules"

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def readings(self, word: str) -> tuple[Reading, ...]:
        """The readings of an Arabic word as a reporting word, clitics before it allowed."""
        from claims.attribute.arabic.lexicon import lexicon

        arabic, forms = language("ar"), lexicon().forms
        found = {_reading(form) for _, rest in arabic.splits(arabic.fold(word)) for form in forms.get(rest, ())}
        return tuple(sorted(found))

    def entities(self, document: Document) -> tuple[Entity, ...]:
        """The listed people, bodies and countries that a text names."""
        words, registry = text_words(document.text), self._registry
        found, past = [], 0
        for i, word in enumerate(words):
            capital = document.article.lang == "ar" or word.capital
            match = match_at(words, i, registry) if i >= past and capital else None
            if match is not None:
                past = i + match.length
                kind = _KINDS.get(registry.actors[match.ids[0]].kind, "organisation")
                found.append(Entity((word.start, words[past - 1].end), kind))
        return tuple(found)


def _reading(form: Form) -> Reading:
    lemma = language("ar").fold(form.entry.lemma)
    return Reading(lemma, _CATEGORIES.get(form.kind, "noun"), _ASPECTS.get(form.kind, ""), form.agreement)
