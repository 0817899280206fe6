"""The clusters of discovered topics, kept from run to run: articles that wait are placed, and their claims follow.

Articles are placed in the order of publication among those that wait. So the topics are the same however the articles
are cut into batches and runs, as long as these come in that order; an article that came is never placed anew.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import pyarrow as pa

from claims.cluster import Cluster
from claims.clusters import Clusters
from claims.model import Actor, Article
from claims.pieces import Piece, piece_of
from claims.topics import Topic
from warehouse import records, rows
from warehouse.session import Session

TOGETHER = 500
"""Articles that are placed in one transaction."""
_CLUSTERS = pa.schema(
    [
        *rows.strings("topic_id", "first_day", "last_day"),
        ("size", pa.int32()),
        ("touched", pa.int64()),
        ("state", pa.string()),
    ]
)
_FEATURES = pa.schema([("feature", pa.string()), ("articles", pa.int32())])
_PLACES = pa.schema([*rows.strings("article_id", "topic_id"), ("fresh", pa.bool_())])


def place_waiting(session: Session) -> int:
    """Find the cluster of every article that waits for one; how many there were. Each portion is one transaction."""
    waiting = [row["article_id"] for row in session.rows("unplaced")]
    clusters = _load(session) if waiting else Clusters()
    for first in range(0, len(waiting), TOGETHER):
        with session.transaction():
            _place(session, clusters, waiting[first : first + TOGETHER])
    if waiting:
        session.do("topics_forget")
    return len(waiting)


def _load(session: Session) -> Clusters:
    (totals,) = session.rows("cluster_totals")
    seen = {row["feature"]: row["articles"] for row in session.rows("cluster_features")}
    known = [Cluster.of(row.pop("state"), id=row.pop("topic_id"), **row) for row in session.rows("clusters_open")]
    return Clusters(known, seen, **totals)


def _place(session: Session, clusters: Clusters, ids: Sequence[str]) -> None:
    speakers = _speakers(session, ids)
    places: list[rows.Row] = []
    for row in session.rows("unplaced_articles", ids=list(ids)):
        fresh = row["placed"] is None
        topic_id = clusters.place(_piece(row, speakers)) if fresh else row["placed"]
        places.append({"article_id": row["article_id"], "topic_id": topic_id, "fresh": fresh})
    with session.staged(new_places=pa.Table.from_pylist(places, schema=_PLACES)):
        left = {row["topic_id"] for row in session.rows("topics_left")}
        session.do("article_clusters_add")
        session.do("claims_place")
    session.do("topics_touch", ids=sorted(left | {place["topic_id"] for place in places}))
    session.do("unplaced_done", ids=list(ids))
    _save(session, clusters)


def _speakers(session: Session, ids: Sequence[str]) -> dict[str, list[Actor]]:
    out: dict[str, list[Actor]] = {}
    for row in session.rows("unplaced_speakers", ids=list(ids)):
        if row["speaker"] is not None:
            actor = Actor(**json.loads(row["speaker"])["actor"])
        elif row["actor_id"] is not None:  # stored by the first schema
            actor = Actor(row["actor_id"], row["label"], row["label_ar"], row["kind"])
        else:
            continue
        out.setdefault(row["article_id"], []).append(actor)
    return out


def _piece(row: rows.Row, speakers: dict[str, list[Actor]]) -> Piece:
    article = Article(
        row["article_id"], row["text"], row["lang"], row["moment"], row["url"], row["title"], row["publisher"]
    )
    return piece_of(article, speakers.get(article.id, ()))


def _save(session: Session, clusters: Clusters) -> None:
    changes = clusters.take_changes()
    counted = clusters.frequency.keys() if changes.counted is None else sorted(changes.counted)
    features = [{"feature": one, "articles": clusters.frequency[one]} for one in counted]
    with session.staged(
        new_clusters=pa.Table.from_pylist([_row(cluster) for cluster in changes.clusters], schema=_CLUSTERS),
        new_features=pa.Table.from_pylist(features, schema=_FEATURES),
    ):
        session.do("clusters_remove")
        session.do("clusters_add")
        session.do("cluster_features_clear" if changes.counted is None else "cluster_features_remove")
        session.do("cluster_features_add")
    session.do("clusters_close", ids=list(changes.closed))
    session.do("cluster_totals_put", articles=clusters.articles, placed=clusters.placed)
    records.write_topics(session, [Topic(one.id, dict(one.names), configured=False) for one in changes.clusters])


def _row(cluster: Cluster) -> rows.Row:
    return {
        "topic_id": cluster.id,
        "first_day": cluster.first_day,
        "last_day": cluster.last_day,
        "size": cluster.size,
        "touched": cluster.touched,
        "state": cluster.state(),
    }
