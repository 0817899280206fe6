"""Controls: articles in which nobody says anything new, made from others by seeded changes of the outer form.

A wire rewrite is the same article in another outlet; a repeat is the same article again days later. Both keep every
statement, so that whatever a program counts as new in them, or as a change of a position, it has made up.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from claims.model import Article, Claim, stable_id

REPEATED_AFTER = (7, 14, 28, 42)
"""Days after which the same is said again: whole weeks, so that days of the week in a text stay in order."""
_PRONOUN = 4  # letters of a source phrase that leans on the paragraph before it
_BREAK = "\n\n"
_QUOTES = '"\u201c\u201d\u00ab\u00bb'
_PAIRS = ("\u201c\u201d", "\u00ab\u00bb", '""')
_WESTERN, _EASTERN = "0123456789", "٠١٢٣٤٥٦٧٨٩"
_OUTLETS = {"en": ("Delta Courier", "Northgate Telegraph"), "ar": ("صحيفة الدلتا", "بريد الشمال")}
_DATELINES = {"en": "PORT ELLEN (Delta Wire) - ", "ar": "الميناء (وكالة الدلتا) - "}
_TITLES = {
    "en": ("{}", "In brief: {}", "{} | Delta Courier"),
    "ar": ("{}", "في سطور: {}", "{} | صحيفة الدلتا"),
}

Change = Callable[[Article, Sequence[Claim], random.Random], str]


@dataclass(frozen=True, slots=True)
class Control:
    """An article made from another one, with the kind of change."""

    kind: str
    original: str
    article: Article


def rewrites(article: Article, claims: Sequence[Claim]) -> Iterator[Control]:
    """The article as other outlets carry it, the same day and the next; changes that change nothing are left out."""
    for kind, change in _CHANGES.items():
        for days in (0, 1):
            name = f"{kind}, {'next' if days else 'same'} day"
            seed = random.Random(stable_id("control", article.id, name))
            text = change(article, claims, seed)
            if text == article.text and kind != "title and outlet":
                continue
            yield Control(name, article.id, _carried(article, text, days, name, seed))


def repeats(article: Article) -> Iterator[Control]:
    """The article again, later: its speakers say the same once more."""
    for days in REPEATED_AFTER:
        name = f"again after {days} days"
        published = _later(article.published, timedelta(days=days))
        again = replace(article, id=_named(article, name), url=None, published=published)
        yield Control(name, article.id, again)


def _carried(article: Article, text: str, days: int, name: str, seed: random.Random) -> Article:
    return replace(
        article,
        id=_named(article, name),
        url=None,
        text=text,
        title=seed.choice(_TITLES[article.lang]).format(article.title or ""),
        publisher=seed.choice(_OUTLETS[article.lang]),
        published=_later(article.published, timedelta(days=days, minutes=0 if days else 20)),
    )


def _named(article: Article, name: str) -> str:
    """An id that may sort before or after the original's: no order may lean on it."""
    return stable_id("control", article.id, name, "id")[8:]


def _later(published: str | None, by: timedelta) -> str | None:
    if published is None:
        return None
    if "T" not in published:
        return (date.fromisoformat(published) + timedelta(days=by.days)).isoformat()
    moment = datetime.fromisoformat(published)
    later = moment + by
    return (later if by.days or later.date() == moment.date() else moment).isoformat()


# what changes ----------------------------------------------------------------------------------------------


def _same(article: Article, claims: Sequence[Claim], seed: random.Random) -> str:
    return article.text


def _dateline(article: Article, claims: Sequence[Claim], seed: random.Random) -> str:
    return _DATELINES[article.lang] + article.text


def _quotes(article: Article, claims: Sequence[Claim], seed: random.Random) -> str:
    """Other marks where they pair up; a mark that opens nothing stays as it is."""
    pair = seed.choice([marks for marks in _PAIRS if marks[0] not in article.text])
    return _BREAK.join(_requoted(part, pair) for part in article.text.split(_BREAK))


def _requoted(paragraph: str, pair: str) -> str:
    marks = [i for i, c in enumerate(paragraph) if c in _QUOTES]
    kinds = [paragraph[i] for i in marks]
    if any(a + b not in _PAIRS for a, b in zip(kinds[::2], [*kinds[1::2], ""], strict=False)):
        return paragraph
    letters = list(paragraph)
    for n, i in enumerate(marks):
        letters[i] = pair[n % 2]
    return "".join(letters)


def _digits(article: Article, claims: Sequence[Claim], seed: random.Random) -> str:
    if article.lang == "en":
        return article.text
    table = str.maketrans(_WESTERN + _EASTERN, _EASTERN + _WESTERN)
    return article.text.translate(table)


def _spaces(article: Article, claims: Sequence[Claim], seed: random.Random) -> str:
    """One line for each sentence, as some outlets print."""
    return re.sub(r"(?<=[^\s.][.!?\u061f]) +(?=\S)", "\n", article.text)


def _reordered(article: Article, claims: Sequence[Claim], seed: random.Random) -> str:
    lead, *rest = _blocks(article, claims)
    seed.shuffle(rest)
    return _BREAK.join([lead, *rest])


def _cut(article: Article, claims: Sequence[Claim], seed: random.Random) -> str:
    """Shortened from below."""
    parts = article.text.split(_BREAK)
    return _BREAK.join(parts[: max(2, len(parts) - seed.randint(1, 2))])


def _dropped(article: Article, claims: Sequence[Claim], seed: random.Random) -> str:
    lead, *rest = _blocks(article, claims)
    if len(rest) > 1:
        del rest[seed.randrange(len(rest))]
    return _BREAK.join([lead, *rest])


def _all(article: Article, claims: Sequence[Claim], seed: random.Random) -> str:
    """Put in another order, laid out in lines, with other marks and digits and a dateline."""
    text = _reordered(article, claims, seed)
    for change in (_quotes, _digits, _spaces, _dateline):
        text = change(replace(article, text=text), (), seed)
    return text


def _blocks(article: Article, claims: Sequence[Claim]) -> list[str]:
    """Paragraphs, each with those behind it that lean on it: that open with a pronoun or with no subject at all."""
    out: list[str] = []
    at = 0
    for part in article.text.split(_BREAK):
        own = [c for c in claims if c.attribution.cue and at <= c.attribution.cue[0][0] < at + len(part)]
        leans = any(len(claim.source_text) <= _PRONOUN for claim in own)
        if out and leans:
            out[-1] += _BREAK + part
        else:
            out.append(part)
        at += len(part) + len(_BREAK)
    return out


_CHANGES: dict[str, Change] = {
    "title and outlet": _same,
    "dateline": _dateline,
    "other quotation marks": _quotes,
    "other digits": _digits,
    "sentences in lines": _spaces,
    "paragraphs in another order": _reordered,
    "a paragraph dropped": _dropped,
    "cut from below": _cut,
    "all of the form at once": _all,
}
