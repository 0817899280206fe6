"""Reads an English source phrase: title, name, body, unnamed source, document, pronoun."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from claims.actors.lexicon import Lexicon, lexicon
from claims.actors.mention import Mention, own_id, titled_role
from claims.actors.phrase import LONGEST_NAME, OFFICE_OF_ROLE, SpokenFor, listed, segments, spoken_for
from claims.actors.places import country_in, institution_in, match_at, office_at, portfolio_at
from claims.actors.registry import Registry
from claims.words import Word, words_of

_BREAK = re.compile(r"[,()\[\]\u2013\u2014:;]")
ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her", "our", "this", "that", "these", "those"})
DEFINITE = frozenset({"the", "its", "their", "his", "her", "our", "this", "that", "these", "those"})
_INDEFINITE = frozenset({"a", "an"})
_LINKS = frozenset(
    ("of", "for", "from", "in", "at", "with", "who", "that", "which", "on", "to", "close", "familiar", "by", "whose")
)
_OFFICE, _SPOKESMAN = "office", "spokesman"
_RELATIVES = frozenset({"who", "whose", "which"})
_MINISTRIES = frozenset({"ministry", "minister", "department", "secretary", "office"})
_PLACING = frozenset({"in", "at", "from", "near"})
_LONGEST_ANTECEDENT = 120  # code points before "who" that are looked at
_LONGEST_DESCRIPTION = 3  # words before a body's name: "founder of activist fund Acme"
POSSESSIVES = {"his": "ms", "her": "fs", "its": "n", "their": "mp"}
"""Possessives with the form of whom they point back to."""
_ANTECEDENT = re.compile(
    r"\b((?:an?|one|another|some|several|two|three|many|the)\s[^.,;:!?()\"\u201c\u201d\n]{2,60}),?\s*$", re.IGNORECASE
)
_PRIVATE = frozenset({"expert", "activist", "person"})  # «an energy analyst» is of no ministry
_COMMON_ROLES = frozenset({"member", "expert", "officer", "activist", "person", "adviser"})


def read_phrase(text: str, start: int, registry: Registry, families: Collection[str] = ()) -> Mention:
    """What an English source phrase says. ``families`` are keys of family names that the article knows."""
    lex = lexicon("en")
    words = _hyphened(words_of(text, start), text, start, lex)
    if len(words) == 1 and words[0].key in lex.pronouns:
        return Mention("pronoun", text, start, head=words[0].key, agreement=lex.pronouns[words[0].key])
    article = words[0].key if words and words[0].key in ARTICLES and len(words) > 1 else ""
    words = words[1:] if article else words
    while len(words) > 1 and ((words[0].key in lex.honorifics and words[1].capital) or words[0].key in lex.connectors):
        article = "" if words[0].key in lex.honorifics else article  # «the Rev. David Johnson» is no body
        words = words[1:]
    if not words:
        return Mention("unknown", text, start)
    whole = match_at(words, 0, registry)
    if whole is not None and whole.length == len(words) and words[0].capital:
        return listed(text, start, words, whole, registry, head=words[-1], agreement="n", definite=True)
    parted = segments(text, start, words, _BREAK)
    first = parted[0]
    head = _head(first)
    titled = [_titled_name(s, lex, registry) for s in parted]
    with_role = next(
        (i for i, s in enumerate(parted) if s[0].key not in _RELATIVES and _role_in(s[: past_head(s)], lex)), None
    )
    named = next((i for i, (_, name) in enumerate(titled) if name), None)
    if len(first) > 1 and head is first[-1] and head.key == _OFFICE and first[-2].genitive:
        return _common(text, start, first, head, "organisation", article, lex, registry)  # «the premier's office»
    if with_role is not None and titled[with_role][1]:
        return _person(text, start, titled[with_role][0], titled[with_role][1], article, lex, registry)
    opens = named is not None and len(titled[named][1]) > 1 and parted[named][0] is titled[named][1][0]
    if with_role is not None and named is not None and (opens or _is_name(parted[named], lex, families)):
        return _person(text, start, parted[with_role], titled[named][1], article, lex, registry)
    if (
        with_role is None
        and named
        and (not head.capital or head.key in lex.quantifiers)
        and len(titled[named][1]) > 1
        and not named_body(parted[named], lex, registry)
    ):
        return _person(text, start, first, titled[named][1], article, lex, registry)
    described = _described_name(first, lex, registry) if with_role is None else []
    if described:
        return _person(text, start, first[: -len(described)], described, article, lex, registry)
    if with_role == 0:
        return _titled(text, start, first, article, lex, registry)
    kind = _class_of(head, first, lex)
    if kind is None and all(w.capital or w.key in lex.particles for w in first) and len(first) <= LONGEST_NAME:
        return _name(text, start, first, article)
    cut = past_head(first)
    if kind is None and cut <= 4 and cut < len(first) and all(w.capital for w in first[:cut]) and not article:
        if cut == 1:
            return _name(text, start, first[:1], "")
        member = _own_body(first, "member", lex, registry)
        return replace(_name(text, start, first[:cut], ""), of=member[0], of_label=member[1])
    return _common(text, start, first, head, kind, article, lex, registry)


def past_head(words: Sequence[Word]) -> int:
    """The index after the head noun: where "of", "for", "who" and their like begin."""
    return next((i for i, w in enumerate(words) if i and w.key in _LINKS), len(words))


def _head(words: Sequence[Word]) -> Word:
    return words[past_head(words) - 1]


def _hyphened(words: Sequence[Word], text: str, start: int, lex: Lexicon) -> list[Word]:
    """The words, what a hyphen joins to the second capital of a name counted as one too (Park Geun-hye)."""
    out: list[Word] = []
    for word in words:
        named = all(w.capital and w.key not in lex.common and w.key not in ARTICLES for w in out[-2:]) and len(out) > 1
        if named and text[out[-1].end - start : word.start - start] == "-" and not word.key.endswith("ed"):
            word = word._replace(text=word.text.capitalize())
        out.append(word)
    return out


def ends_in_role(words: Sequence[Word]) -> bool:
    """Whether the noun phrase that words begin has a title for its head: «head of the mission», no clause behind it."""
    spot = _role_in(words[: past_head(words)], lexicon("en")) if words else None
    return spot is not None and spot[1] == past_head(words)


def _role_in(words: Sequence[Word], lex: Lexicon) -> tuple[int, int, str] | None:
    """The last title in a noun phrase: where it begins and ends, and its role."""
    for i in range(len(words) - 1, -1, -1):
        for n in range(min(lex.role_starts.get(words[i].key, 0), len(words) - i), 0, -1):
            found = lex.roles.get(tuple(w.key for w in words[i : i + n]))
            if not found:
                continue
            back = i
            while back:
                wider = lex.roles.get(tuple(w.key for w in words[back - 1 : i + n]))
                if not wider:
                    break
                back, found = back - 1, wider
            return back, i + n, found[0]
    return None


def _titled_name(words: Sequence[Word], lex: Lexicon, registry: Registry) -> tuple[list[Word], list[Word]]:
    """A segment as title and name: the name is the run of capitals after the last title or honorific."""
    past = 0
    for i, word in enumerate(words):
        role = _role_in(words[: i + 1], lex)
        if (role and role[1] == i + 1) or word.key in lex.honorifics:
            past = i + 1
    name: list[Word] = []
    for word in words[past:]:
        if not (word.capital or (name and word.key in lex.particles)):
            break
        name.append(word)
    complete = past + len(name) == len(words) or words[past + len(name)].key in _LINKS
    if not name or not complete or len(name) > LONGEST_NAME:
        return list(words), []
    if past == 0 and name[-1].key in lex.quantifiers:  # «One of the pair, …»
        return list(words), []
    if past == 0 and (lex.bodies.get(name[-1].key) or match_country(name, registry)):
        return list(words), []
    return list(words[:past]), name


def possessed(text: str) -> tuple[str, str] | None:
    """«her company», «his party»: the head noun of a body and the form of its owner."""
    words = words_of(text, 0)
    form = POSSESSIVES.get(words[0].key) if words else None
    plain = form is not None and len(words) > 1 and not any(w.capital for w in words[1:])
    if not plain or lexicon("en").bodies.get(words[-1].key) != "organisation":
        return None
    return words[-1].key, form or ""


def before_relative(text: str) -> str:
    """The common noun phrase that ends a text before "who": «A provincial official». Empty where a name does."""
    words = words_of(text[-_LONGEST_ANTECEDENT:], 0)
    if not words or (words[-1].capital and not _is_placed(words)):
        return ""
    found = _ANTECEDENT.search(text[-_LONGEST_ANTECEDENT:])
    phrase = found[1] if found else ""
    inner = _ANTECEDENT.search(phrase[1:]) if phrase else None
    return inner[1] if inner else phrase


def _is_placed(words: Sequence[Word]) -> bool:
    """Whether a preposition governs the capitals that end some words: «a diplomat in Larsk»."""
    before = next((word for word in reversed(words) if not word.capital), None)
    return before is not None and before.key in _PLACING


def name_before_relative(text: str) -> str:
    """The name that ends a text before ", who": «Roos». Empty where something else does."""
    stripped = text.rstrip(" ,")
    words, run = words_of(stripped[-_LONGEST_ANTECEDENT:], 0), ""
    if _is_placed(words):
        return ""
    for word in reversed(words):
        near = not run or stripped.endswith(f"{word.text} {run}")
        if not word.capital or not near or word.key in lexicon("en").connectors:
            break
        run = f"{word.text} {run}".strip()
    return run if stripped.endswith(run) else ""


def _described_name(words: Sequence[Word], lex: Lexicon, registry: Registry) -> list[Word]:
    """The full name that ends a description without a title: «North Korea's top diplomat Ri Yong Ho»."""
    past = len(words)
    while past and (words[past - 1].capital and not words[past - 1].genitive):
        past -= 1
    name = list(words[past:])
    noun = words[past - 1] if past else None
    if noun is None or noun.genitive or not 2 <= len(name) <= LONGEST_NAME or named_body(name, lex, registry):
        return []
    plain = noun.key.isalpha() and noun.key not in _LINKS | ARTICLES | lex.connectors | lex.particles
    return name if plain and noun.key not in lex.bodies and noun.key not in lex.modifiers else []


def named_body(words: Sequence[Word], lex: Lexicon, registry: Registry) -> bool:
    """Whether capitals name a body: by their last word, or listed."""
    return words[-1].key in lex.bodies or match_country(words, registry)


def match_country(words: Sequence[Word], registry: Registry) -> bool:
    """Whether words are a listed name of anything but a person."""
    found = match_at(words, 0, registry)
    return found is not None and found.length == len(words) and registry.actors[found.ids[0]].kind != "person"


def _is_name(words: Sequence[Word], lex: Lexicon, families: Collection[str]) -> bool:
    capital = all(w.capital or w.key in lex.particles for w in words)
    return capital and len(words) <= LONGEST_NAME and (len(words) > 1 or words[0].key in families)


def _complement(words: Sequence[Word], role: str | None, lex: Lexicon, registry: Registry) -> SpokenFor:
    """Whom a title speaks for."""
    located = next((i for i, w in enumerate(words) if w.key in ("in", "at")), len(words))
    country = country_in([w for w in words[:located] if w.capital], registry)
    office = OFFICE_OF_ROLE.get(role or "")
    if office is None and role not in _PRIVATE:
        office = _office(words, registry)
    if office and country is None:
        of, of_label = _unlisted_state(words, registry)
        if of is not None:
            return (None if role == "president" else office), None, of, of_label
    institution = institution_in([w for w in words if w.capital], registry)
    return spoken_for(role, office, country, institution, registry, lambda: _own_body(words, role, lex, registry))


def _unlisted_state(words: Sequence[Word], registry: Registry) -> tuple[str | None, str]:
    """Whose office a title tells in a genitive before it or after "of", where no registry lists it: «Ombria's premier».

    A president may be that of a body: «the president of the Pilots' Guild».
    """
    lex = lexicon("en")
    spot = _role_in(words[: past_head(words)], lex)
    if spot is None:
        return None, ""
    before = list(words[: spot[0]])
    while before and not before[-1].genitive:
        before.pop()
    if before and not before[-1].capital:
        return None, ""
    named = [w for w in before if w.capital] or [w for w in words[spot[1] :] if w.key not in ARTICLES]
    if not named or (not before and (named[0].key != "of" or len(named) < 2 or not named[1].capital)):
        return None, ""
    if any(portfolio_at(named, i, registry) for i in range(len(named))) or institution_in(named, registry):
        return None, ""
    return _own_body(words, None, lex, registry)


def _office(words: Sequence[Word], registry: Registry) -> str | None:
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
        elif words[i].capital and words[i].key not in _MINISTRIES and words[i].key not in _LINKS:
            match = match_at(words, i, registry)
            if match is None and not country_in(words[i : i + 1], registry):
                return False
            i = match.past if match else i + 1
        else:
            i += 1
    return True


def _own_body(words: Sequence[Word], role: str | None, lex: Lexicon, registry: Registry) -> tuple[str | None, str]:
    """The body in a title that no registry lists: the capitals before the role word, or after "of" and "for"."""
    spot = _role_in(words, lex)
    before = [w for w in (words[: spot[0]] if spot else ()) if w.capital and w.key not in lex.modifiers]
    after = list(words[spot[1] :]) if spot else list(words[past_head(words) :])
    while after and (after[0].key in _LINKS or after[0].key in ARTICLES):
        after.pop(0)
    described = next((i for i, w in enumerate(after) if w.capital), 0)
    run: list[Word] = []
    for word in after[described:] if described <= _LONGEST_DESCRIPTION else after:
        if not (word.capital or (run and word.key in ("of", "and", "for", "the"))):
            break
        run.append(word)
    while run and not run[-1].capital:
        run.pop()
    body = before or run
    if not body or match_country(body, registry) or (country_in(body[:2], registry) and len(body) == 1):
        return None, ""
    return own_id("organisation", tuple(w.key for w in body)), joined(body)


def _person(
    text: str, start: int, title: Sequence[Word], name: Sequence[Word], article: str, lex: Lexicon, registry: Registry
) -> Mention:
    spot = _role_in(title, lex)
    role, held = titled_role(spot[2] if spot else None, (w.key for w in title), lex)
    office, country, of, of_label = _complement(title, spot[2] if spot else None, lex, registry)
    if not held:
        office, of, of_label = None, None, ""
    parts = tuple(w.key for w in name)
    known = tuple(a for a in registry.index.get(parts, ()) if registry.actors[a].kind == "person")
    female = any(w.key in ("mrs", "ms", "miss", "lady", "dame") or w.key.endswith("woman") for w in title)
    return Mention(
        "person",
        text,
        start,
        name=parts,
        label=label_of(text, start, name),
        head=title[spot[0]].key if spot else "",
        role=role,
        title=tuple(w.key for w in title),
        office=office,
        country=country,
        of=of,
        of_label=of_label,
        known=known,
        agreement="fs" if female else "",
        definite=bool(article),
    )


def _titled(text: str, start: int, words: Sequence[Word], article: str, lex: Lexicon, registry: Registry) -> Mention:
    """A title without a name: definite, it points back or to who holds it; indefinite, it is an unnamed source."""
    spot = _role_in(words[: past_head(words)], lex)
    behind = words[spot[1] :] if spot else ()
    if behind and behind[0].capital and behind[0].key not in lex.common:  # a name that goes on
        if behind[0].genitive or (len(behind) > 1 and behind[1].genitive):
            return Mention("unknown", text, start)  # «President Trump's campaign»
        if any(w.key == "and" for w in behind):
            return Mention(
                "group", text, start, name=tuple(w.key for w in words), label=text.strip(), head=words[0].key
            )
    role, held = titled_role(spot[2] if spot else None, (w.key for w in words), lex)
    head = words[spot[0]].key if spot else _head(words).key
    office, country, of, of_label = _complement(words, spot[2] if spot else None, lex, registry)
    if not held:
        office, of, of_label = None, None, ""
    genitive = any(w.genitive for w in words)
    definite = article in DEFINITE or genitive
    label = text[: words[-1].end - start].strip()
    capital = words[0].capital and not article
    single = role not in _COMMON_ROLES
    unnamed = not (definite or (capital and single)) or (role in _COMMON_ROLES and not definite)
    base = Mention(
        "unnamed" if unnamed else "title",
        text,
        start,
        name=tuple(w.key for w in words),
        label=text.strip() if unnamed else label,
        head=head,
        role=role,
        title=tuple(w.key for w in words),
        office=office,
        country=country,
        of=of,
        of_label=of_label,
        definite=definite,
        senior=any(w.key in lex.senior for w in words),
        unnamed=(lex.unnamed.get((head,)) or role or "person") if unnamed else "",
    )
    return replace(base, agreement="fs" if head.endswith("woman") else "ms" if head == _SPOKESMAN else "")


def _class_of(head: Word, words: Sequence[Word], lex: Lexicon) -> str | None:
    """What the head noun says the phrase is: unnamed, or a class of body."""
    before = [w for w in words if w.start <= head.start]
    for n in (2, 1):
        if tuple(w.key for w in before[-n:]) in lex.unnamed and (not head.capital or len(words) == 1):
            return "unnamed"
    if any((a.key, b.key) in lex.unnamed for a, b in pairwise(words)):
        return "unnamed"
    if head.capital and len(before) > 1 and head.key in lex.mastheads:
        return "outlet"  # «the South China Morning Post», not «a post»
    return lex.bodies.get(head.key)


def joined(words: Sequence[Word]) -> str:
    """The words of a body's name in one spelling: straight apostrophes, and no genitive at the end."""
    out = ""
    for word, after in pairwise(words):
        owns = word.text.endswith("s") and after.start - word.end == len("' ")
        out += word.text.replace("\u2019", "'") + ("' " if owns else " ")
    return out + (words[-1].bare if words else "")


def label_of(text: str, start: int, words: Sequence[Word]) -> str:
    """Words as the text writes them, without a genitive at the end."""
    label = text[words[0].start - start : words[-1].end - start]
    return label[:-2] if words[-1].genitive else label


def _name(text: str, start: int, words: Sequence[Word], article: str) -> Mention:
    """Capitals alone: a person's name, unless an article or an acronym shows a body."""
    acronym = len(words) == 1 and len(words[0].text) > 1 and words[0].text.isupper()
    name, label = tuple(w.key for w in words), label_of(text, start, words)
    if article in _INDEFINITE and not acronym:  # «a Welsh Conservative»: one of them, who is not named
        return Mention("unnamed", text, start, name=name, label=text.strip(), head=words[-1].key, unnamed="person")
    if article or acronym:
        return Mention(
            "body", text, start, name=name, label=label, head=words[-1].key, agreement="n", definite=bool(article)
        )
    return Mention("person", text, start, name=name, label=label)


def _common(
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
    office = _office(words, registry) if _only_office(words, registry, lex) else None
    label = joined(words)
    base = Mention(
        "body",
        text,
        start,
        name=tuple(w.key for w in words),
        label=label,
        head=head.key,
        country=country,
        office=office,
        agreement="n",
        definite=article in DEFINITE or bool(capitals),
    )
    if kind == "unnamed":
        unnamed = next((c for k, c in lex.unnamed.items() if k[-1] == head.key or k == (words[0].key, "familiar")), "")
        return replace(
            base,
            kind="unnamed",
            of=institution.ids[0] if institution else None,
            senior=any(w.key in lex.senior for w in words),
            unnamed=unnamed or "source",
            definite=article in DEFINITE,
            agreement="mp" if head.key.endswith("s") else "",
        )
    if kind == "group":
        return replace(base, kind="group", agreement="mp")
    if kind == "document":
        return _issued(base, words, registry, lex)
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


def _issued(base: Mention, words: Sequence[Word], registry: Registry, lex: Lexicon) -> Mention:
    """A statement speaks for who issued it: "a ministry statement", "a statement from the union"."""
    link = next((i for i, w in enumerate(words) if w.key in ("from", "by", "of")), None)
    rest = words[link + 1 :] if link is not None else words[: past_head(words) - 1]
    if rest:
        text = base.text[rest[0].start - base.start : rest[-1].end - base.start]
        text = text[: -len(rest[-1].text)] + rest[-1].bare
        inner = read_phrase(text, rest[0].start, registry)
        if inner.kind in ("body", "person", "title", "country", "outlet"):
            return replace(inner, text=base.text, start=base.start)
    return replace(base, kind="document", agreement="")
