"""A discovered topic as an entry of a topics file: its names, and the words that its articles share and others lack."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import yaml

from claims.cluster import Cluster
from claims.cluster_names import after_another_word
from claims.clusters import gathered
from claims.model import Lang
from claims.pieces import Piece, outlet_stems, plainest, reporting_stems, topic_words, word_shares
from claims.stems import stem, words
from claims.topics import LANGS, Topic
from claims.words import script

MOST_KEYWORDS = 6
"""Of one language."""
_REPEATED = 1 + math.log(3)  # the weight of a word that an article says thrice, or once in its title
_RARE = 0.005  # share of the other articles below which words are equally rare
_COMMON = 0.4  # of a topic's articles that hold a keyword
_ELSEWHERE = 0.12  # of the other articles that may hold it too
_COMMON_WORD = 0.02  # share of all articles from which a word is of any news
_FEWEST = 2
_LONGEST_ID = 48
_COMMENT = (
    '  # proposition: {en: "..."}   what a position is for (+) or against (-): without it few positions are read\n'
)


@dataclass(frozen=True, slots=True)
class Material:
    """What is known of a discovered topic: its articles, and others of the same warehouse to tell them from.

    ``names`` are those that it goes by so far.
    """

    own: Sequence[Piece]
    others: Sequence[Piece]
    names: Mapping[Lang, str]


def promoted(topic_id: str, material: Material, proposition: str | None = None) -> Topic:
    """The configured topic that a discovered one becomes.

    Raises:
        ValueError: its articles share no word that would find them again.
    """
    made = gathered(material.own)
    keywords = {lang: found for lang in LANGS if (found := _keywords(material, made, lang))}
    if not keywords:
        raise ValueError("its articles have no words in common that could be keywords")
    return Topic(
        id=topic_id,
        name=_names(material, made),
        proposition={script(proposition): proposition} if proposition else {},
        any_of=keywords,
    )


def id_of(names: Mapping[Lang, str], discovered_id: str, taken: Iterable[str]) -> str:
    """An id that says something: the English name in lower case, else the digits of the discovered one."""
    plain = unicodedata.normalize("NFKD", names.get("en", "").casefold())
    slug = "-".join(re.findall(r"[a-z0-9]+", re.sub("[\u0300-\u036f'\u2019]", "", plain)))[:_LONGEST_ID].strip("-")
    base = slug or f"topic-{discovered_id.partition('-')[2]}"
    used, number, found = set(taken), 2, base
    while found in used:
        found, number = f"{base}-{number}", number + 1
    return found


def as_yaml(topic: Topic) -> str:
    """The entry of a topics file, ending in a new line."""
    lines = [f"- id: {_flow(topic.id)}\n", f"  name: {_flow(topic.name)}\n"]
    lines.append(f"  proposition: {_flow(topic.proposition)}\n" if topic.proposition else _COMMENT)
    lines.append(f"  keywords: {_flow({lang: list(found) for lang, found in topic.any_of.items()})}\n")
    return "".join(lines)


def appended(text: str, entry: str) -> str:
    """The text of a topics file with an entry behind its others; an empty list gives way to it."""
    body = re.sub(r"^\[\s*\][ \t]*(?:#[^\n]*)?\n?\Z", "", text.rstrip() + "\n", flags=re.M) if text.strip() else ""
    indent = re.search(r"^( *)- ", body, re.M)
    shifted = re.sub(r"^(?=.)", indent[1], entry, flags=re.M) if indent else entry
    return body + ("\n" if indent else "") + shifted


def _flow(value: object) -> str:
    """A value in YAML on one line."""
    text: str = yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=10**9, sort_keys=False)
    return text.removesuffix("\n").removesuffix("\n...")


def _names(material: Material, made: Cluster) -> dict[Lang, str]:
    """The names so far; in a language that has none, what the articles and speakers give."""
    known = {lang: name for lang in LANGS if (name := material.names.get(lang) or made.names.get(lang))}
    return {lang: known.get(lang) or next(iter(known.values()), "") for lang in LANGS}


def _keywords(material: Material, made: Cluster, lang: Lang) -> tuple[str, ...]:
    """The words of a language that most of the topic's articles hold and few others do, the most telling first.

    Numbers, months, outlets, words of saying and words of any news are none; nor are names of people and bodies, but
    where nothing else is left. A word that mostly stands in a phrase stands for it.
    """
    own = [piece for piece in material.own if piece.lang == lang]
    others = [piece for piece in material.others if piece.lang == lang]
    if not own:
        return ()
    forms = {one: plainest(found) for piece in reversed(own) for one, found in piece.forms.items()}
    named = {stem(word, lang) for piece in own for a in piece.actors for word in words(f"{a.label} {a.label_ar or ''}")}
    titled = {stem(word, lang) for word in words(material.names.get(lang, ""))} - named
    usable = [one for one, form in forms.items() if not _generic(one, form, lang)]
    counts = {one: [piece.weights.get(f"w:{one}", 0.0) for piece in own] for one in usable}
    away = {one: sum(f"w:{one}" in piece.weights for piece in others) / max(1, len(others)) for one in counts}
    weight = {one: sum(found) * -math.log(away[one] + _RARE) for one, found in counts.items()}
    ranked = sorted(counts, key=lambda one: (one not in titled, one in named, -weight[one], one))
    said = [one for one in ranked if one in titled or (one not in named and max(counts[one]) >= _REPEATED)]
    telling = [one for one in said if _tells(counts[one], away[one])]
    chosen = telling if len(telling) >= _FEWEST else ranked[:_FEWEST]
    return _as_they_stand(chosen, forms, made.phrases_of(lang))


def _as_they_stand(chosen: Iterable[str], forms: Mapping[str, str], phrases: Mapping[str, str]) -> tuple[str, ...]:
    """The forms of some stems, of those that stand in a phrase that of the phrase, none twice."""
    out: dict[str, str] = {}
    for one in chosen:
        if not any(one in key.split() for key in out):
            key = next((key for key in phrases if one in key.split()), one)
            out[key] = phrases.get(key) or forms[one]
    return tuple(dict.fromkeys(out.values()))[:MOST_KEYWORDS]


def _generic(one: str, form: str, lang: Lang) -> bool:
    """Whether a word is of any news: an outlet's, a word of saying, or a common one that names no kind of story."""
    if one in outlet_stems(lang) or one in reporting_stems(lang) or after_another_word(one, form, lang):
        return True
    return word_shares(lang).get(one, 0.0) >= _COMMON_WORD and one not in topic_words().by_stem[lang]


def _tells(weights: Sequence[float], away: float) -> bool:
    """Whether a word is of a topic: in enough of its articles, and in few of the others."""
    return sum(map(bool, weights)) >= _COMMON * len(weights) and away <= _ELSEWHERE
