"""Names of discovered topics, in both languages: where or who, and what, in words as they stand in the articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from claims.actors import Registry, load_registry
from claims.cluster import SHARED, Cluster
from claims.languages.arabic.morphemes import CONJUNCTIONS, PROCLITICS
from claims.model import Actor, Lang
from claims.pieces import LANGS, is_unlisted, listed_forms, reporting_stems, topic_words, word_shares
from claims.stems import stem, words
from claims.words import keys, script

_PARTS = 3
_TOO_COMMON = 0.08  # share of articles from which a word says nothing in a name
_CENTRAL = 0.15  # of the weight of the centroid that an actor has from which the story is its own
_JOIN = " \u00b7 "


def names(cluster: Cluster) -> dict[Lang, str]:
    """A name in each language for which there are words: «Gaza · truce».

    Where no article is in a language, its listed actors and the topic words tell in that language.
    """
    found = {lang: _JOIN.join(_parts(cluster, lang)) for lang in LANGS}
    return {lang: name for lang, name in found.items() if name}


def _parts(cluster: Cluster, lang: Lang) -> list[str]:
    actors = _central(cluster, lang)
    head = actors[:1]
    if not cluster.forms.get(lang):
        told = list(_from_topic_words(cluster, lang))
        return _without_doubles([*head, *told] if told else actors, lang)
    taken = {stem(part, lang) for label in head for word in words(label) for part in (word, *word.split("-"))}
    return _without_doubles(chain(head, _own(cluster, lang, taken)), lang)


def _central(cluster: Cluster, lang: Lang) -> list[str]:
    """The listed actors that the story is most about, by their labels in a language, the weightiest first.

    What is no listed actor is among the words of the articles.
    """
    weights: dict[str, float] = {}
    for space, vector in cluster.vectors.items():
        norm = cluster.norm(space)
        for one, weight in vector.items():
            if one.startswith("a:") and not is_unlisted(one[2:]):
                weights[one[2:]] = max(weights.get(one[2:], 0.0), weight / norm)
    ranked = sorted((-weight, one) for one, weight in weights.items() if weight >= _CENTRAL)
    return [label for _, one in ranked if (label := _label(cluster.actors.get(one), lang))]


def _label(actor: Actor | None, lang: Lang) -> str | None:
    if actor is None or actor.kind == "unnamed":
        return None
    label = (actor.label_ar or actor.label) if lang == "ar" else actor.label
    return label if script(label) == lang else None


def _own(cluster: Cluster, lang: Lang, taken: set[str]) -> Iterator[str]:
    """The most telling words of the articles themselves; two that stand together are one phrase."""
    forms, phrases = cluster.forms[lang], cluster.phrases_of(lang)
    said: set[str] = set(taken)
    registry = load_registry()
    for feature in cluster.vectors[lang]:
        one = feature[2:]
        if not feature.startswith("w:") or one not in forms or not _tells(one, forms[one], lang, said, registry):
            continue
        phrase = next((key for key in phrases if one in key.split() and not said & set(key.split())), None)
        said |= set(phrase.split()) if phrase else {one}
        yield phrases[phrase] if phrase else forms[one]


def _tells(one: str, form: str, lang: Lang, said: set[str], registry: Registry) -> bool:
    """Whether a word is of use in a name: not common, no word of saying, no nationality, not said already."""
    if word_shares(lang).get(one, 0.0) >= _TOO_COMMON or one in reporting_stems(lang):
        return False
    if keys(form) in registry.demonyms or after_another_word(one, form, lang):
        return False
    return not any(one.startswith(other) or other.startswith(one) for other in said)


def after_another_word(one: str, form: str, lang: Lang) -> bool:
    """Whether an Arabic word may have a conjunction or preposition before it: no form of it without was seen."""
    if lang != "ar" or form[0] not in PROCLITICS:
        return False
    joined = form[0] in CONJUNCTIONS and not one.startswith(form[0]) and form not in listed_forms(lang)
    return joined or bool(load_registry().find(form[1:]))


def _from_topic_words(cluster: Cluster, lang: Lang) -> Iterator[str]:
    listed, least = topic_words().names, _CENTRAL * cluster.norm(SHARED)
    for feature, weight in cluster.vectors.get(SHARED, {}).items():
        if feature.startswith("t:") and feature[2:] in listed and weight >= least:
            yield listed[feature[2:]][lang]


def _without_doubles(parts: Iterable[str], lang: Lang) -> list[str]:
    out: list[str] = []
    said: set[str] = set()
    for part in parts:
        own = {stem(word, lang) for word in words(part)}
        if not own <= said:
            out.append(part)
            said |= own
        if len(out) == _PARTS:
            break
    return out
