"""Citing a statement: who, the words, the outlet, the day and the link, copied by a click."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from app.markup import clean, esc
from app.texts import Texts

LONGEST = 2_000


def citation(
    who: str, words: str | None, outlets: Sequence[str | None], said_at: str | None, url: str | None, t: Texts
) -> str:
    """One line: who, the words in quotation marks of their own, where and when they were said, the link."""
    plain = clean(words or "").replace("\u200b", "").strip()
    plain = plain if len(plain) <= LONGEST else plain[:LONGEST].rstrip() + "\u2026"
    link = url if url and urlsplit(url).scheme in ("http", "https") else ""
    where = t("comma").join(filter(None, (t("comma").join(name for name in outlets if name), t.date(said_at))))
    return " ".join(filter(None, (f"{clean(who)}: {t('told', words=plain)}", f"({clean(where)})", link)))


def cite(
    who: str, words: str | None, outlets: Sequence[str | None], said_at: str | None, url: str | None, t: Texts
) -> str:
    """HTML of a button that copies the citation (see ``page.js``)."""
    text = esc(citation(who, words, outlets, said_at, url, t), LONGEST * 2)
    done = esc(t("copied"))
    return f'<button type="button" class="mw-cite" data-copy="{text}" data-done="{done}">{esc(t("cite"))}</button>'
