"""Which articles carry one text: another outlet's print of it, some days later, tells nothing new.

A claim alone does not tell whether its words were said again or printed again; the other claims of the two articles do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations

from claims.model import Claim
from claims.stems import stems

WITHIN = 3
"""Days between two prints of one text."""
_SHARE = 0.5  # of the claims of the article that has fewer
_LONG = 8  # stems of a statement that, where it is all of an article, two outlets do not write by chance
_MOST = 200  # articles with the very same statement: a set phrase
_FAR = 1_000_000

Prints = Mapping[str, frozenset[str]]
"""Article ids, each with those of the articles that print the same text."""
_Words = tuple[str, tuple[str, ...]]


def reprints(claims: Iterable[Claim]) -> Prints:
    """The articles that print the same text as another one, by the claims on one topic that both of them carry."""
    carried: dict[str, set[_Words]] = defaultdict(set)
    prints: dict[_Words, dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        words = _words(claim)
        carried[claim.article_id].add(words)
        prints[words].setdefault(claim.article_id, claim)
    shared: dict[tuple[str, str], list[_Words]] = defaultdict(list)
    for words, found in prints.items():
        if len(found) <= _MOST:
            for (a, one), (b, other) in combinations(sorted(found.items()), 2):
                if days_between(one.published, other.published) <= WITHIN:
                    shared[a, b].append(words)
    out: dict[str, set[str]] = defaultdict(set)
    for (a, b), common in shared.items():
        if _one_text(common, min(len(carried[a]), len(carried[b]))):
            out[a].add(b)
            out[b].add(a)
    return {article_id: frozenset(others) for article_id, others in out.items()}


def with_first_speaker(claims: Iterable[Claim], prints: Prints) -> list[Claim]:
    """The claims of one topic in their order, each print of a statement given to the speaker of the first print.

    A print that is shortened or laid out anew may have lost whom "he" means; it does not change who spoke. Words that
    an article gives to two speakers stay as they are.
    """
    found = list(claims)
    at: dict[tuple[str, _Words], list[Claim]] = defaultdict(list)
    for claim in found:
        if claim.article_id in prints:
            at[claim.article_id, _words(claim)].append(claim)
    out = []
    for claim in found:
        words = _words(claim) if claim.article_id in prints else None
        copies = [at.get((one, words), []) for one in prints.get(claim.article_id, ())] if words else []
        same = [claim, *(one[0] for one in copies if len(one) == 1)]
        alone = words is not None and len(at[claim.article_id, words]) == 1
        first = min(same, key=lambda one: (one.published or "9999", one.article_id)) if alone else claim
        out.append(replace(claim, speaker=first.speaker) if first.speaker.actor.id != claim.speaker.actor.id else claim)
    return out


def _words(claim: Claim) -> _Words:
    return claim.lang, tuple(stems(claim.content_text, claim.lang))


def _one_text(common: list[_Words], fewest: int) -> bool:
    """Whether the statements that two articles share are too many, or too long, for chance."""
    if len(common) > 1:
        return len(common) >= _SHARE * fewest
    return fewest == 1 and len(common[0][1]) >= _LONG


def days_between(one: str | None, other: str | None) -> int:
    """Days between two moments in ISO 8601; very many where one is not known."""
    try:
        first, second = (date.fromisoformat((moment or "")[:10]) for moment in (one, other))
    except ValueError:
        return _FAR
    return abs((first - second).days)
