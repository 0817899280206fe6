"""Citing a statement: who, the words, the outlet, the day and the link, copied by a click."""

from __future__ import annotations

import html
from collections.abc import Sequence
from urllib.parse import urlsplit

from app.markup import clean, esc, listed_plain, turned
from app.texts import Texts

LONGEST = 2_000


def citation(
    who: str, words: str | None, outlets: Sequence[str | None], said_at: str | None, url: str | None, t: Texts
) -> str:
    """One line: who, the words in quotation marks of their own, where and when they were said, the link."""
    plain = clean(words or "").replace("\u200b", "").strip()
    plain = plain if len(plain) <= LONGEST else plain[:LONGEST].rstrip() + "\u2026"
    link = clean(url) if url and urlsplit(url).scheme in ("http", "https") else ""
    where = t("comma").join(filter(None, (listed_plain(outlets, t), t.date(said_at))))
    said = f"{turned(who, t)}: {t('told', words=turned(plain, t))}"
    return " ".join(filter(None, (said, f"({where})", link)))


def cite(
    who: str, words: str | None, outlets: Sequence[str | None], said_at: str | None, url: str | None, t: Texts
) -> str:
    """HTML of a button that copies the citation (see ``page.js``)."""
    text = html.escape(citation(who, words, outlets, said_at, url, t)[: LONGEST * 2], quote=True)  # is clean already
    done = esc(t("copied"))
    return f'<button type="button" class="mw-cite" data-copy="{text}" data-done="{done}">{esc(t("cite"))}</button>'
