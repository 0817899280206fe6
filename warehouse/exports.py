"""The ledger as files for other programs; the same snapshot gives the same bytes, whenever it is written."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx

from warehouse import query

VIEWS = ("articles", "claims", "timeline", "shifts", "actors", "topics", "runs")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ARROW = " \u2192 "
_ATOM = "http://www.w3.org/2005/Atom"
_NAMES = {
    "reverse": "reversed",
    "contradict": "contradicted itself",
    "commit": "took a side",
    "retreat_to_neutral": "gave up its side",
    "soften": "softened",
    "harden": "hardened",
}


def export(db: Path, folder: Path, formats: Sequence[str]) -> list[Path]:
    """Write the published snapshot into ``folder`` in some of the formats of ``WRITERS``; the paths written.

    Raises:
        KeyError: a format that is none.
        NoWarehouse: nothing was published yet.
    """
    folder.mkdir(parents=True, exist_ok=True)
    out: list[Path] = []
    for name in formats:
        for file, content in WRITERS[name](db):
            path = folder / file
            path.write_bytes(content)
            out.append(path)
    return out


Files = list[tuple[str, bytes]]


def _parquet(db: Path) -> Files:
    """One file for each view, in the order of its first two columns."""

    def one(view: str) -> bytes:
        return query.to_parquet(query.run_sql(db, f"SELECT * FROM {view} ORDER BY 1, 2", limit_rows=10**9))

    return [(f"{view}.parquet", one(view)) for view in VIEWS]


def _dna(db: Path) -> Files:
    """Statements as Discourse Network Analyzer exchanges them: person, organisation, concept, agreement, date, text.

    After Leifeld, Discourse Network Analysis (2017). ``agreement`` is 1 for a position above zero, 0 for one below,
    empty for none; ``value`` keeps the scale.
    """
    return [("statements-dna.csv", query.to_csv(query.named(db, "export_dna", limit_rows=10**9)).encode("utf-8"))]


def _network(db: Path) -> nx.MultiDiGraph:
    """Actors and topics as nodes; an edge for each positioned utterance, with its value and day."""
    graph = nx.MultiDiGraph()
    for row in query.named(db, "export_network", limit_rows=10**9).dicts():
        graph.add_node(row["actor_id"], label=_NOT_XML.sub(" ", row["actor"] or row["actor_id"]), kind="actor")
        graph.add_node(row["topic_id"], label=_NOT_XML.sub(" ", row["topic"] or row["topic_id"]), kind="topic")
        day = row["said_date"].isoformat() if row["said_date"] else ""
        values = {"weight": 1.0, "position": int(row["position"]), "said": day, "start": day, "kind": row["kind"]}
        graph.add_edge(row["actor_id"], row["topic_id"], key=row["utterance_id"], **values)
    return graph


def _gexf(db: Path) -> Files:
    out = io.BytesIO()
    nx.write_gexf(_network(db), out)
    tree = ElementTree.fromstring(out.getvalue())
    for meta in [child for child in tree if child.tag.endswith("meta")]:
        tree.remove(meta)  # it holds the day of writing
    return [("network.gexf", ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True))]


def _graphml(db: Path) -> Files:
    out = io.BytesIO()
    nx.write_graphml(_network(db), out)
    return [("network.graphml", out.getvalue())]


def _atom(db: Path) -> Files:
    """The shifts as a feed, the latest first; its date is that of the latest statement."""
    rows = query.named(db, "shifts", limit_rows=1_000).dicts()
    feed = ElementTree.Element("feed", {"xmlns": _ATOM})
    _add(feed, "title", "Mawqif: positions that changed")
    _add(feed, "id", "urn:mawqif:shifts")
    _add(feed, "updated", _instant(rows[0]["later_said_at"] if rows else None))
    for row in rows:
        entry = ElementTree.SubElement(feed, "entry")
        _add(entry, "id", f"urn:mawqif:{row['shift_id']}")
        _add(entry, "title", _title(row))
        _add(entry, "updated", _instant(row["later_said_at"]))
        ElementTree.SubElement(_add(entry, "author", None), "name").text = row["later_publisher"] or "unknown outlet"
        if (row["later_url"] or "").startswith(("http://", "https://")):
            ElementTree.SubElement(entry, "link", {"href": row["later_url"], "rel": "alternate"})
        _add(entry, "summary", _summary(row))
    return [("shifts.atom", ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))]


def _add(parent: ElementTree.Element, tag: str, text: str | None) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, tag)
    child.text = _NOT_XML.sub(" ", text) if text else text
    return child


def _instant(iso: str | None) -> str:
    """A moment of the ledger as Atom wants it; the epoch where it is unknown."""
    if not iso or len(iso) < 10:
        return "1970-01-01T00:00:00Z"
    return iso if len(iso) >= 20 else f"{iso[:10]}T00:00:00Z"


def _title(row: dict[str, Any]) -> str:
    if row["alleged"]:
        return f"{row['accuser']} alleges that {row['actor']} moved on {row['topic']}"
    changed = _NAMES[row["relation"]]
    return f"{row['actor']} {changed} on {row['topic']} ({row['from_position']:+d} to {row['to_position']:+d})"


def _summary(row: dict[str, Any]) -> str:
    sides = [
        f"{row[f'{side}_said_at']}: \u201c{_short(row[f'{side}_content'])}\u201d"
        for side in ("earlier", "later")
        if row[f"{side}_content"]
    ]
    return f"{_ARROW.join(sides)} ({row['status']}, {row['confidence']:.2f})"


def _short(text: str | None, limit: int = 280) -> str:
    return (text or "") if len(text or "") <= limit else (text or "")[: limit - 1] + "\u2026"


def _jsonld(db: Path) -> Files:
    """Claims as schema.org ``Claim``: who, when, the words, where they appeared."""
    rows = query.run_sql(db, "SELECT * FROM claims ORDER BY claim_id", limit_rows=10**9).dicts()
    graph = [
        {
            "@type": "Claim",
            "@id": f"urn:mawqif:{row['claim_id']}",
            "text": _short(row["content"]),
            "author": {"@type": "Thing", "@id": f"urn:mawqif:{row['actor_id']}", "name": row["actor"]},
            "datePublished": row["said_at"],
            "about": row["topic"],
            "inLanguage": row["lang"],
            "appearance": {"@type": "NewsArticle", "url": row["url"], "publisher": row["publisher"]},
        }
        for row in rows
    ]
    document = {"@context": "https://schema.org", "@graph": graph}
    return [("claims.jsonld", (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))]


WRITERS: dict[str, Callable[[Path], Files]] = {
    "parquet": _parquet,
    "csv": _dna,
    "gexf": _gexf,
    "graphml": _graphml,
    "atom": _atom,
    "jsonld": _jsonld,
}
