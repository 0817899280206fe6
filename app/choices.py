"""One of many topics, actors or articles: a search, a short list of what it finds, and the choice in the address.

A browser draws long lists slowly, and nobody reads them: a list shows the first entries, and a search over all of them,
letter variants folded, gives the others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app import address, data, filters, tables
from app.markup import isolated, plain
from app.texts import Texts
from claims.search import folded

Row = dict[str, Any]
MOST_LISTED = 200
"""Entries that a list shows at once."""


@dataclass(frozen=True, slots=True)
class Many:
    """What can be chosen: rows in the order of the list, their ids, how each is told, and what is searched of it.

    ``told`` gives a label in which every text from outside is cleaned and isolated.
    ``find`` gives the rows of an id that is not among them, as addresses may name more than a list has.
    """

    rows: Sequence[Row]
    id: str
    fields: tuple[str, ...]
    told: Callable[[Row], str]
    find: Callable[[str], list[Row]]

    def row(self, one: str) -> Row | None:
        """The row of an id, None where there is no such thing."""
        listed = next((row for row in self.rows if row[self.id] == one), None)
        return listed or next((row | {self.id: one} for row in (self.find(one) if one else ())), None)

    def matching(self, text: str) -> list[Row]:
        """The rows that hold every word of a text, those that are called just so first; all for an empty one."""
        if not text.strip():
            return list(self.rows)
        found = tables.matching(list(self.rows), self.fields, text)
        return sorted(found, key=lambda row: not _called(row, self.fields, folded(text)))


def topics(t: Texts, counted: bool = False) -> Many:
    """Topics, configured ones and those with most changes first."""

    def told(row: Row) -> str:
        return _counted(isolated(t.name(row["topic"], row["topic_ar"])), row, t, counted)

    return Many(data.rows("topics_with_counts"), "topic_id", ("topic", "topic_ar", "topic_id"), told, _named("topic"))


def actors(t: Texts, counted: bool = False) -> Many:
    """Actors, those with most statements first."""

    def told(row: Row) -> str:
        return _counted(isolated(t.name(row["actor"], row["actor_ar"])), row, t, counted)

    fields = ("actor", "actor_ar", "names", "actor_id")
    return Many(data.rows("actors_with_counts"), "actor_id", fields, told, _named("actor"))


def articles(t: Texts) -> Many:
    """Articles, the latest first."""

    def told(row: Row) -> str:
        # the day has no letters: a list gives each entry the direction of its first one
        parts = (t.digits((row["published"] or "")[:10]), row["title"] or row["article_id"], row["publisher"])
        return t.separator.join(isolated(part[:120]) for part in parts if part)

    fields = ("title", "publisher", "published", "article_id")
    return Many(
        data.rows("articles_listed"), "article_id", fields, told, lambda one: data.rows("article_text", article=one)
    )


def _counted(name: str, row: Row, t: Texts, counted: bool) -> str:
    """A name with the number of its statements, which rows from outside the list do not know."""
    return f"{name}{t.separator}{t.count('claims', row['claims'])}" if counted and "claims" in row else name


def _called(row: Row, fields: Sequence[str], name: str) -> bool:
    values = [row.get(field) for field in fields]
    return any(
        folded(str(one or "")) == name for value in values for one in (value if isinstance(value, list) else [value])
    )


def _named(kind: str) -> Callable[[str], list[Row]]:
    def find(one: str) -> list[Row]:
        found = data.rows("name_of", id=one, topic=kind == "topic")
        return [{kind: row["label"], f"{kind}_ar": row["label_ar"]} for row in found]

    return find


def one_of_many(t: Texts, name: str, many: Many, label: str, key: str) -> str:
    """The id of the one that the list or the address chooses, the first of all where neither does.

    There has to be one at least. A search goes to the first that it finds and lists the others.
    """
    given = str(st.query_params.get(name, ""))
    key = filters.started(f"{key}_{t.lang}", name, given)
    if given and many.row(given) is None:
        address.missed(t, name, given, "another")
    left, right = _side_by_side(many)
    with left:
        found = _searched(t, many, key, go=True)
    shown = found[:MOST_LISTED]
    chosen = many.row(str(st.session_state.get(key) or "")) or (shown or many.rows)[0]
    if chosen not in shown:
        shown.insert(0, chosen)
    filters.settle(key, chosen[many.id])
    names = _names(shown, many)
    with right:
        picked = str(st.selectbox(label, list(names), format_func=lambda one: names.get(one, one), key=key))
    _told(t, found)
    filters.keep(name, picked)
    return picked


def found_by_name(t: Texts, name: str, many: Many, label: str) -> Row | None:
    """One that is searched by name and then chosen, None before: its id in the address, no other one in its place."""
    key = filters.started(f"found_{name}_{t.lang}", name, str(st.query_params.get(name, "")))
    asked = st.text_input(
        label,
        key=f"search_{key}",
        max_chars=200,
        placeholder=t("lists.name"),
        on_change=_choose_only,
        args=(f"search_{key}", key, many),
    )
    found = many.matching(asked or "")
    held = str(st.session_state.get(key) or "")
    chosen = many.row(held)
    if held and chosen is None:
        address.missed(t, name, held, "none")
    shown = found[:MOST_LISTED]
    if chosen and chosen not in shown:
        shown.insert(0, chosen)
    filters.settle(key, chosen[many.id] if chosen else None)
    names = _names(shown, many)
    picked = st.selectbox(
        label,
        list(names),
        index=None,
        format_func=lambda one: names.get(one, one),
        key=key,
        placeholder=t("lists.choose", n=t.digits(f"{len(found):,}")),
        label_visibility="collapsed",
    )
    _told(t, found)
    filters.keep(name, str(picked or ""))
    return many.row(str(picked or ""))


def searched(t: Texts, name: str) -> str:
    """What was typed into the search of ``found_by_name``."""
    return str(st.session_state.get(f"search_found_{name}_{t.lang}") or "")


def forget_search(t: Texts, name: str) -> None:
    """Empty the search of ``found_by_name``, before the page is drawn anew."""
    st.session_state[f"search_found_{name}_{t.lang}"] = ""


def forget(t: Texts, name: str) -> None:
    """Choose nothing in ``found_by_name``, and empty its search, where the page is drawn anew without it or after."""
    for key in (f"found_{name}_{t.lang}", f"search_found_{name}_{t.lang}"):
        st.session_state.pop(key, None)
    filters.keep(name, "")


def some_of_many(t: Texts, many: Many, default: Sequence[str], label: str, key: str, hint: str) -> list[str]:
    """The ids of those that are chosen; a search only lists what it finds."""
    key = f"{key}_{t.lang}"
    found = _searched(t, many, key, go=False)
    held = set(st.session_state.get(key) or default)
    shown = [row for row in many.rows if row[many.id] in held]
    shown += [row for row in found[:MOST_LISTED] if row[many.id] not in held]
    names = _names(shown, many)
    picked = st.multiselect(
        label,
        list(names),
        default=None if key in st.session_state else list(default),
        format_func=lambda one: names.get(one, one),
        key=key,
        placeholder=hint,
        label_visibility="collapsed",
    )
    _told(t, found)
    return list(picked)


def one_or_all(t: Texts, name: str, many: Many) -> str:
    """A filter of one or all (an empty text): a short list, into which the name of any other can be typed."""

    def find(text: str) -> str:
        return next((str(row[many.id]) for row in many.matching(text)), "")

    asked = many.row(str(st.query_params.get(name, "")))
    shown = list(many.rows[:MOST_LISTED]) + ([asked] if asked else [])
    long = len(many.rows) > MOST_LISTED
    return filters.choice(t, name, {row[many.id]: plain(many.told(row)) for row in shown}, find if long else None)


def _names(rows: Sequence[Row], many: Many) -> dict[str, str]:
    return filters.distinct({str(row[many.id]): many.told(row) for row in rows})


def _side_by_side(many: Many) -> Sequence[DeltaGenerator]:
    """Places for a search and its list; where all are listed there is no search."""
    if len(many.rows) <= MOST_LISTED:
        return (st.container(),) * 2
    return st.columns([2, 3], vertical_alignment="bottom")


def _searched(t: Texts, many: Many, key: str, *, go: bool) -> list[Row]:
    """The rows that a search leaves; with ``go`` it chooses the first of them. A list that shows all needs none."""
    if len(many.rows) <= MOST_LISTED:
        return list(many.rows)
    field = f"search_{key}"
    then = _choose_first if go else None
    asked = st.text_input(t("filters.search"), key=field, max_chars=200, on_change=then, args=(field, key, many))
    return many.matching(asked or "")


def _choose_first(field: str, key: str, many: Many) -> None:
    """Choose the first that a search finds, before the page is drawn anew."""
    asked = str(st.session_state[field] or "").strip()
    if asked and (found := many.matching(asked)):
        st.session_state[key] = found[0][many.id]


def _choose_only(field: str, key: str, many: Many) -> None:
    """Choose what a search finds where it is one alone; of several nobody is chosen unseen."""
    asked = str(st.session_state[field] or "").strip()
    if asked and len(found := many.matching(asked)) == 1:
        st.session_state[key] = found[0][many.id]


def _told(t: Texts, found: Sequence[Row]) -> None:
    """Say that a search found nothing, or that a list shows a part."""
    if not found:
        st.caption(t("no_rows"))
    elif len(found) > MOST_LISTED:
        st.caption(t("lists.first", n=t.digits(f"{MOST_LISTED:,}"), all=t.digits(f"{len(found):,}")))
