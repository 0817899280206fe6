"""An article as published, with its claims at their exact offsets."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app import address, choices, data, downloads, filters, frame
from app.citations import cite
from app.markup import LONGEST_ARTICLE, bdi, dotted, esc, highlighted, link, page_link, quoted, sentence
from app.texts import Texts

Row = dict[str, Any]


def render(t: Texts) -> None:
    """One article, chosen in the list or by the address."""
    articles = choices.articles(t)
    frame.head(t("pages.article"))
    if not articles.rows:
        st.info(t("empty_table"))
        return
    given = _asked(t)
    picked = choices.one_of_many(t, "article", articles, t("choose_article"), "article_choice")
    if picked != given:
        filters.keep("claim", "")
    _show(picked, st.query_params.get("claim"), t)


def _asked(t: Texts) -> str:
    """The article that the address names, if only by one of its claims."""
    given, claim = (str(st.query_params.get(name, "")) for name in ("article", "claim"))
    if claim and not given:
        found = data.rows("review_claim", claim=claim)
        if not found:
            address.missed(t, "claim", claim, "none")
            return ""
        given = st.query_params["article"] = str(found[0]["article_id"])
    return given


def _show(article_id: str, chosen: str | None, t: Texts) -> None:
    article = data.rows("article_text", article=article_id)[0]
    claims = data.rows("claims_of_article", article=article_id)
    if chosen and not any(claim["claim_id"] == chosen for claim in claims):
        address.missed(t, "claim", chosen, "none")
        filters.keep("claim", "")
    left, right = st.columns([3, 2], gap="large")
    with left:
        st.html(_published(article, claims, chosen, t))
        if len(article["text"]) > LONGEST_ARTICLE:
            st.caption(t("cut"))
    with right:
        st.html(f'<div class="mw-topic">{esc(t.count("claims", len(claims)))}</div>')
        if claims:
            with st.container(height=720, border=False):
                for claim in sorted(claims, key=lambda claim: claim["claim_id"] != chosen):
                    st.html(_claim(claim, article, chosen, t))
            fields = (
                "claim_id",
                "actor",
                "topic",
                "said_at",
                "type",
                "act",
                "kind",
                "position",
                "certainty",
                "content",
            )
            downloads.offer(claims, fields, t, "claims")
        else:
            st.info(t("no_claims"))


def _published(article: Row, claims: list[Row], chosen: str | None, t: Texts) -> str:
    """HTML of the article: head, legend, and the text with its claims marked."""
    direction = "rtl" if article["lang"] == "ar" else "ltr"
    legend = " ".join(
        f'<span class="mw-{role}">{esc(t(f"legend.{role}"))}</span>' for role in ("source", "cue", "content")
    )
    where = [bdi(article["publisher"]), bdi(t.date(article["published"])), link(article["url"], t("original"))]
    return (
        f'<div class="mw-title" dir="{direction}" lang="{article["lang"]}">{esc(article["title"], 300)}</div>'
        f'<p class="mw-muted">{dotted(where, t)}</p>'
        f'<p class="mw-legend">{legend}</p>'
        f'<div class="mw-article" dir="{direction}" lang="{article["lang"]}">'
        f"{highlighted(article['text'], claims, chosen)}</div>"
    )


def _claim(claim: Row, article: Row, chosen: str | None, t: Texts) -> str:
    picked = " mw-picked" if claim["claim_id"] == chosen else ""
    mark = {"topic": claim["topic_id"], "mark": claim["utterance_id"], **t.address}
    topic = page_link("timeline", t.name(claim["topic"], claim["topic_ar"]), **mark)
    show = page_link("article", t("show_in_text"), article=article["article_id"], claim=claim["claim_id"], **t.address)
    via = sentence(t, "via", outlet=claim["via"]) if claim["via"] else ""
    who, held = t.name(claim["actor"], claim["actor_ar"]), t.position(claim["position"], claim["kind"])
    parts = [
        bdi(t.date(claim["said_at"])),
        esc(t("recalled")) if claim["recalled"] else "",
        via,
        topic if claim["topic_id"] else "",
        "" if picked else show,
        cite(who, claim["content"], [article["publisher"]], claim["said_at"], article["url"], t),
    ]
    return (
        f'<div class="mw-card{picked}"><div class="mw-top"><span class="mw-actor">'
        f"{bdi(who)}</span>"
        f'<span class="mw-tags"><span class="mw-tag">{esc(held)}</span></span></div>'
        f"{quoted(claim['content'], article['lang'], 280)}"
        f'<p class="mw-muted">{dotted(parts, t)}</p></div>'
    )
