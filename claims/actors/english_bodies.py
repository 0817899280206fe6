"""Bodies, groups, documents and unnamed sources in an English phrase, by their head noun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from claims.actors.closed_classes import prepositions
from claims.actors.english_words import ARTICLES, DEFINITE, LINKS, OPEN_RELATIVE, joined, main_role, past_head
from claims.actors.lexicon import Lexicon
from claims.actors.mention import Mention, own_id
from claims.actors.places import country_in, institution_in, match_at, office_at, portfolio_at
from claims.actors.registry import Registry
from claims.words import Word

_MINISTRIES = frozenset({"ministry", "minister", "department", "secretary", "office"})
_CLAUSES = OPEN_RELATIVE | {"that"}
_JOINING = frozenset({"of", "and", "for"})
_LONGEST_DESCRIPTION = 3  # words before a body's name: "founder of activist fund Acme"


def class_of(head: Word, words: Sequence[Word], lex: Lexicon) -> str | None:
    """What the head noun says the phrase is: unnamed, or a class of body."""
    before = [w for w in words if w.start <= head.start]
    for n in (2, 1):
        opens = head is words[0]  # a capital that any word has there: «Officials at the ministry»
        if tuple(w.key for w in before[-n:]) in lex.unnamed and (not head.capital or opens):
            return "unnamed"
    if any((a.key, b.key) in lex.unnamed or _described(a, b, lex) for a, b in pairwise(words)):
        return "unnamed"
    if head.capital and len(before) > 1 and head.key in lex.mastheads:
        return "outlet"  # «the South China Morning Post», not «a post»
    return lex.bodies.get(head.key)


def _described(noun: Word, behind: Word, lex: Lexicon) -> bool:
    """Whether people without a name have a participle behind them: «two officials briefed on the plan»."""
    participle = not behind.capital and behind.key.endswith(("ed", "ing"))
    return participle and not noun.capital and (noun.key,) in lex.unnamed


def named_body(words: Sequence[Word], lex: Lexicon, registry: Registry) -> bool:
    """Whether capitals name a body: by their last word, or listed."""
    return words[-1].key in lex.bodies or match_country(words, registry)


def match_country(words: Sequence[Word], registry: Registry) -> bool:
    """Whether words are a listed name of anything but a person."""
    found = match_at(words, 0, registry)
    return found is not None and found.length == len(words) and registry.actors[found.ids[0]].kind != "person"


def office_of(words: Sequence[Word], registry: Registry) -> str | None:
    """A ministry by its portfolio beside "ministry", "minister", "secretary"; an office by its name."""
    ministerial = any(w.key in _MINISTRIES for w in words)
    for i in range(len(words)):
        found = portfolio_at(words, i, registry) if ministerial else None
        found = found or office_at(words, i, registry)
        if found:
            return found[1]
    return None


def _only_office(words: Sequence[Word], registry: Registry, lex: Lexicon) -> bool:
    """Whether a body's phrase holds no capitals but those of its country and its office."""
    i = 0
    while i < len(words):
        found = portfolio_at(words, i, registry) or office_at(words, i, registry)
        if found:
            i += found[0]
        elif words[i].capital and words[i].key not in _MINISTRIES and words[i].key not in LINKS:
            match = match_at(words, i, registry)
            if match is None and not country_in(words[i : i + 1], registry):
                return False
            i = match.past if match else i + 1
        else:
            i += 1
    return True


def _is_title(word: Word, lex: Lexicon) -> bool:
    return word.key in lex.modifiers or word.key in lex.honorifics or (word.key,) in lex.roles


def own_body(words: Sequence[Word], role: str | None, lex: Lexicon, registry: Registry) -> tuple[str | None, str]:
    """The body in a title that no registry lists: the capitals before the role word, or after "of" and "for"."""
    spot = main_role(words, lex)
    before = _named(words[: spot[0]] if spot else (), lex)
    after = list(words[spot[1] :]) if spot else list(words[past_head(words) :])
    if spot and after and (after[0].key in _CLAUSES or after[0].key in prepositions() - LINKS):
        after = []  # «the attorney general under President Marlow», «the donor who once backed Senator Field»
    while after and (after[0].key in LINKS or after[0].key in ARTICLES):
        after.pop(0)
    described = next((i for i, w in enumerate(after) if w.capital), 0)
    run: list[Word] = []
    for word in after[described:] if described <= _LONGEST_DESCRIPTION else after:
        if not (word.capital or (run and word.key in ("of", "and", "for", "the"))):
            break
        run.append(word)
    while run and not run[-1].capital:
        run.pop()
    while run and _is_title(run[0], lex) and run[0].key not in lex.modifiers:  # «a spokesman for Mrs. Clinton»
        run.pop(0)
    body = before or run
    if not body or match_country(body, registry) or (country_in(body[:2], registry) and len(body) == 1):
        return None, ""
    return own_id("organisation", tuple(w.key for w in body)), joined(body)


def _named(words: Sequence[Word], lex: Lexicon) -> list[Word]:
    """The capitals before a title that are none themselves, with what joins two of them: «Bank of England»."""
    kept = [i for i, w in enumerate(words) if w.capital and not _is_title(w, lex)]
    joining = {i + 1 for i in kept if i + 2 in kept and words[i + 1].key in _JOINING}
    return [w for i, w in enumerate(words) if i in kept or i in joining]


def read_common(
    text: str,
    start: int,
    words: Sequence[Word],
    head: Word,
    kind: str | None,
    article: str,
    lex: Lexicon,
    registry: Registry,
) -> Mention:
    """A body, group, document, outlet or unnamed source by its head noun."""
    capitals = [w for w in words if w.capital]
    country = country_in(capitals, registry)
    institution = institution_in(capitals, registry)
    office = office_of(words, registry) if _only_office(words, registry, lex) else None
    base = Mention(
        "body",
        text,
        start,
        name=tuple(w.key for w in words),
        label=joined(words),
        head=head.key,
        country=country,
        office=office,
        agreement="n",
        definite=article in DEFINITE or bool(capitals),
    )
    if kind == "unnamed":
        of = institution.ids[0] if institution else None
        return _unnamed(replace(base, of=of, definite=article in DEFINITE), words, lex)
    if kind == "group":
        return replace(base, kind="group", agreement="mp")
    if kind == "document":
        return replace(base, kind="document", agreement="")
    if kind == "study":
        return replace(base, kind="study")
    exact = institution.ids if institution and institution.length == len(words) else ()
    if not exact and office is None and len(words) > 2 and words[1].capital and country_in(words[:1], registry):
        base = replace(base, name=base.name[1:], label=" ".join(w.bare for w in words[1:]))
    if kind == "outlet":
        return replace(base, kind="outlet", known=exact)
    if kind is None and not capitals:
        return replace(base, kind="unknown" if article in DEFINITE else "unnamed", unnamed="person")
    return replace(base, known=exact)


def _unnamed(base: Mention, words: Sequence[Word], lex: Lexicon) -> Mention:
    """A source that the article does not name, with its class."""
    unnamed = next((c for k, c in lex.unnamed.items() if k[-1] == base.head or k == (words[0].key, "familiar")), "")
    return replace(
        base,
        kind="unnamed",
        senior=any(w.key in lex.senior for w in words),
        unnamed=unnamed or "source",
        agreement="mp" if base.head.endswith("s") else "",
    )
