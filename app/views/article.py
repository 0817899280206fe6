"""An article as published, with its claims at their exact offsets."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app import data, frame
from app.markup import bdi, esc, highlighted, link, page_link, quoted
from app.texts import Texts


def render(t: Texts) -> None:
    """One article, chosen in the list or by the address."""
    listed = data.rows("articles_listed")
    ids = [row["article_id"] for row in listed]
    titles = {row["article_id"]: _title(row) for row in listed}
    given = st.query_params.get("article", "")
    frame.head(t("pages.article"))
    if not ids:
        st.info(t("no_claims"))
        return
    picked = st.selectbox(
        t("choose_article"),
        ids,
        index=ids.index(given) if given in ids else 0,
        format_func=lambda key: titles[key],
        key="article_choice",
    )
    if picked != given:
        st.query_params["article"] = picked
        if "claim" in st.query_params:
            del st.query_params["claim"]
    _show(picked, st.query_params.get("claim"), t)


def _title(row: dict[str, Any]) -> str:
    return f"{(row['published'] or '')[:10]} \u00b7 {row['title'] or row['article_id']} \u00b7 {row['publisher'] or ''}"


def _show(article_id: str, chosen: str | None, t: Texts) -> None:
    found = data.rows("article_text", article=article_id)
    if not found:
        st.info(t("no_claims"))
        return
    article = found[0]
    claims = data.rows("claims_of_article", article=article_id)
    legend = "".join(
        f'<span class="mw-{role}">{esc(t(f"legend.{role}"))}</span>' for role in ("source", "cue", "content")
    )
    direction = "rtl" if article["lang"] == "ar" else "ltr"
    body = highlighted(article["text"], claims, chosen)
    left, right = st.columns([3, 2])
    with left:
        where = f"{bdi(article['publisher'])} \u00b7 {bdi(t.date(article['published']))}"
        original = link(article["url"], t("original"))
        st.html(
            f'<h3 dir="{direction}">{esc(article["title"], 300)}</h3><p class="mw-muted">{where} {original}</p>'
            f'<p class="mw-legend">{legend}</p>'
            f'<div class="mw-article" dir="{direction}" lang="{article["lang"]}">{body}</div>'
        )
    with right:
        st.subheader(f"{t('claims')} ({len(claims)})")
        if not claims:
            st.info(t("no_claims"))
        st.html("".join(_claim(claim, article, chosen, t) for claim in claims))


def _claim(claim: dict[str, Any], article: dict[str, Any], chosen: str | None, t: Texts) -> str:
    mark = " style='border-color:#a4352c'" if claim["claim_id"] == chosen else ""
    recalled = f" \u00b7 {esc(t('recalled'))}" if claim["recalled"] else ""
    topic = page_link("timeline", t.name(claim["topic"], claim["topic_ar"]), topic=claim["topic_id"], lang=t.lang)
    via = f" \u00b7 {bdi(claim['via'])}" if claim["via"] else ""
    return (
        f'<div class="mw-card"{mark}><div class="mw-top"><span class="mw-actor">'
        f"{bdi(t.name(claim['actor'], claim['actor_ar']))}</span>"
        f'<span class="mw-tag">{esc(t.position(claim["position"]))}</span></div>'
        f"{quoted(claim['content'], article['lang'], 280)}"
        f'<span class="mw-muted">{bdi(t.date(claim["said_at"]))}{recalled}{via} \u00b7 {topic}</span></div>'
    )
