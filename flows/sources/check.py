"""A record becomes an article, or a refusal: the rules of an article's keys."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, cast
from zoneinfo import ZoneInfo

from claims.model import Article, Lang
from flows.sources import script
from flows.sources.items import Candidate, Item, Note, Read, Rules, refused

_SURROGATE = re.compile("[\ud800-\udfff]")
_DATE_ONLY = re.compile(r"\d{4}-?\d{2}-?\d{2}")
_EXTENDED = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?")
_OPTIONAL = ("id", "url", "title", "publisher", "published", "lang")
_LONGEST_FIELD = 4_000
_FIRST_YEAR = 1800
_EARLY_BY_CLOCKS = timedelta(days=2)
"""How far ahead of this machine's clock a date may lie before it counts as in the future: zones
are left out of the comparison, and clocks go wrong."""


def check(candidate: Candidate, rules: Rules) -> Iterator[Item]:
    """The article of a record with its notes, or one refusal. Notes come before the article."""
    fields = candidate.fields
    reason = _wrong_text(fields) or _wrong_field(fields)
    if reason:
        yield refused(candidate, reason)
        return
    text = cast(str, fields["text"])
    lang, problem, note = _language(text, _string(fields, "lang") or rules.lang)
    if lang is None:
        yield refused(candidate, problem)
        return
    notes = [note] if note else []
    published, note = _published(_string(fields, "published"), rules)
    notes += [note] if note else []
    for kind, message in notes:
        yield Note(candidate.file, candidate.line, kind, message)
    url, title = _string(fields, "url"), _string(fields, "title")
    identity = _string(fields, "id") or article_id(url, text)
    article = Article(
        id=identity,
        text=text,
        lang=lang,
        published=published,
        url=url,
        title=title,
        publisher=_string(fields, "publisher") or rules.publisher,
    )
    yield Read(article, candidate.file, candidate.line)


def article_id(url: str | None, text: str) -> str:
    """A stable id for an article that brings none: from its address, else from its text."""
    kind, value = ("url", url) if url else ("text", text)
    return f"{kind}-{hashlib.sha256(value.encode('utf-8')).hexdigest()[:16]}"


def _wrong_text(fields: Any) -> str | None:
    if "text" not in fields or fields["text"] is None:
        return 'has no "text"'
    text = fields["text"]
    if not isinstance(text, str):
        return f'"text" must be a string, is {_kind(text)}'
    if not text.strip():
        return '"text" is empty'
    return _damaged("text", text)


def _damaged(key: str, value: str) -> str | None:
    """A null character or half of a pair is damage; dropping it would shift every offset behind it."""
    null = value.find("\0")
    if null >= 0:
        return f'"{key}" holds a null character (at {null}); the record is damaged or binary'
    half = _SURROGATE.search(value)
    return f'"{key}" holds half of a surrogate pair (at {half.start()}); the record is damaged' if half else None


def _wrong_field(fields: Any) -> str | None:
    for key in _OPTIONAL:
        value = fields.get(key)
        if value is None or (key == "id" and isinstance(value, int) and not isinstance(value, bool)):
            continue
        if not isinstance(value, str):
            return f'"{key}" must be a string, is {_kind(value)}'
        if len(value) > _LONGEST_FIELD:
            return f'"{key}" is longer than {_LONGEST_FIELD} characters'
        if damage := _damaged(key, value):
            return damage
    return None


def _kind(value: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return names.get(type(value), type(value).__name__)


def _string(fields: Any, key: str) -> str | None:
    value = fields.get(key)
    return (str(value).strip() or None) if value is not None else None


Problem = tuple[str, str]


def _language(text: str, given: str | None) -> tuple[Lang | None, str, Problem | None]:
    """The language, or why there is none, with a note where the record said otherwise."""
    named = re.split("[-_]", given.lower())[0] if given else None
    if named in ("ar", "en"):
        found = script.contradicts(text, named)
        if found is None:
            return cast(Lang, named), "", None
        if found in ("ar", "en"):
            return cast(Lang, found), "", ("language", f'"lang" says {named}, the text is {found}; read as {found}')
        return None, f'"lang" says {named}, but the text is in {script.name_of(found)}; only ar and en are read', None
    if named:
        return None, f"is in {script.name_of(named)}; only ar and en are read", None
    found = script.detect(text)
    if found is None:
        return None, '"text" has no letters', None
    if found not in ("ar", "en"):
        return None, f"seems to be in {script.name_of(found)}; only ar and en are read", None
    return cast(Lang, found), "", None


def _published(given: str | None, rules: Rules) -> tuple[str | None, Problem | None]:
    """The date in ISO 8601 or None, with a note where it is missing, wrong or in the future."""
    if given is None:
        return None, ("undated", 'has no "published"; kept, relative dates stay unresolved')
    shown = given[:40]
    try:
        published, moment = _moment(given, rules.zone)
    except (ValueError, OverflowError):
        return None, ("bad date", f'"published" is no ISO 8601 date: {shown!r}; kept without a date')
    if moment.year < _FIRST_YEAR:
        return None, ("bad date", f'"published" is before {_FIRST_YEAR}: {shown!r}; kept without a date')
    if rules.now is not None and moment.replace(tzinfo=None) > rules.now.replace(tzinfo=None) + _EARLY_BY_CLOCKS:
        return published, ("future", f'"published" is in the future: {shown!r}; kept')
    return published, None


def _moment(given: str, zone: ZoneInfo) -> tuple[str, datetime]:
    if _DATE_ONLY.fullmatch(given):
        day = date.fromisoformat(given)
        return day.isoformat(), datetime(day.year, day.month, day.day, tzinfo=zone)
    moment = datetime.fromisoformat(given)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
        return moment.isoformat(), moment
    return (given if _EXTENDED.fullmatch(given) else moment.isoformat()), moment
