"""Whose office an Arabic title tells, and whom it speaks for: a state, a ministry, a listed body, one of its own."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from claims.actors.arabic_words import label_of, role_at, unprefixed
from claims.actors.diplomats import SENT, before_place, sent_by
from claims.actors.lexicon import Lexicon
from claims.actors.mention import own_id
from claims.actors.phrase import OFFICE_OF_ROLE, SpokenFor, spoken_for
from claims.actors.places import (
    country_in,
    demonym_at,
    institution_in,
    is_place_word,
    longest,
    office_at,
    portfolio_at,
)
from claims.actors.registry import Registry
from claims.languages.arabic.morphemes import BAA, LAAM
from claims.words import Word, readings

_CHANCELLED = frozenset({"Q183", "Q40"})  # the heads of whose governments are called chancellor
_DEPUTY = "deputy"


def spoken_for_by(
    role: str | None, title: Sequence[Word], complement: Sequence[Word], lex: Lexicon, registry: Registry
) -> SpokenFor:
    """Whom a title with its complement speaks for."""
    words = [*complement]
    if role in SENT or (role == _DEPUTY and words and _bears(words, SENT, lex)):
        words = _of_sender(words, lex, registry)
        sent = sent_by(complement, words, role, registry)
        if sent is not None:
            return sent
    while words and (words[0].key in lex.connectors or words[0].key in lex.modifiers):
        words.pop(0)
    whole = [*title, *complement]
    country = country_in(words, registry)
    office = OFFICE_OF_ROLE.get(role or "") or _led_office(whole, country, lex, registry)
    if office is None and words:
        found = longest(portfolio_at(words, 0, registry), office_at(words, 0, registry))
        if found is None:
            heads = (i for i, w in enumerate(words[:-1]) if not lex.ministry.isdisjoint(readings(w.text)))
            ministry = next(heads, None)
            found = portfolio_at(words, ministry + 1, registry) if ministry is not None else None
        if found is None:
            found = next((o for i in range(len(words)) if (o := office_at(words, i, registry))), None)
        office = found[1] if found else None
    institution = institution_in(words, registry)
    return spoken_for(role, office, country, institution, registry, lambda: _own_body(words, lex, registry))


def _bears(words: Sequence[Word], roles: Collection[str], lex: Lexicon) -> bool:
    """Whether words open with a title of one of some roles (``نائب المندوب``)."""
    found = role_at(words, 0, lex)
    return found is not None and found[1] in roles


def _of_sender(words: Sequence[Word], lex: Lexicon, registry: Registry) -> list[Word]:
    """A complement without the place to which somebody was sent: ``لدى الأمم المتحدة``, ``إلى اليمن``, ``لليمن``."""
    own = list(before_place(words, lex.placing))
    last = own[-1] if own and len(own) == len(words) else None
    to_country = last is not None and last.text[0] in (BAA, LAAM) and len(readings(last.text)) > 1
    return own[:-1] if to_country and is_place_word(own, len(own) - 1, registry) else own


def _led_office(words: Sequence[Word], country: str | None, lex: Lexicon, registry: Registry) -> str | None:
    """The office whose head bears this title: the president, the speaker of parliament, the governor."""
    for n in range(min(5, len(words)), 0, -1):
        office = registry.head_names.get(tuple(w.key for w in words[:n]))
        if office is None:
            continue
        if n > 1:
            return office
        first = words[0]
        if first.key in lex.chancellor and country not in _CHANCELLED:
            return None
        followed = len(words) == 1 or demonym_at(words, 1, registry) is not None
        if first.definite or (followed and first.key not in lex.president):
            return office
    return None


def _own_body(words: Sequence[Word], lex: Lexicon, registry: Registry) -> tuple[str | None, str]:
    """The body in a complement that no registry lists: from its head noun on."""
    for i, word in enumerate(words):
        kind = next((lex.bodies[r] for r in readings(word.text) if r in lex.bodies), None)
        if kind in ("organisation", "outlet"):
            body = unprefixed([*words[i:]], registry, ())
            while len(body) > 1 and body[-1].key in lex.modifiers and body[-1].key not in lex.bodies and len(body) > 3:
                body.pop()
            body = body[: next((k for k, w in enumerate(body) if k and w.key in lex.honorifics), len(body))]
            if len(body) == 1:
                return None, ""
            return own_id("organisation", tuple(w.key for w in body)), label_of(body)
    return None, ""
