"""The ledger as files for other programs; the same snapshot gives the same bytes, whenever it is written."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from warehouse.formats import Result, to_csv, to_parquet
from warehouse.reader import Reader, on_newest

if TYPE_CHECKING:
    import networkx as nx

VIEWS = ("articles", "claims", "timeline", "shifts", "actors", "topics", "runs")
_MANY, _LONG_S, _ENTRIES = 10**9, 3600.0, 1_000
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ARROW = " \u2192 "
_TYPES = {"person": "Person", "unnamed": "Person", "country": "Country"}
_ATOM = "http://www.w3.org/2005/Atom"
_NAMES = {
    "reverse": "reversed",
    "contradict": "contradicted itself",
    "commit": "took a side",
    "retreat_to_neutral": "gave up its side",
    "soften": "softened",
    "harden": "hardened",
}


Files = list[tuple[str, bytes]]


def export(db: Path, folder: Path, formats: Sequence[str]) -> list[Path]:
    """Write the published snapshot into ``folder`` in some of the formats of ``WRITERS``; the paths written.

    All files are of one snapshot, also while others are published.

    Raises:
        KeyError: a format that is none.
        NoWarehouse: nothing was published yet.
        QueryError: the snapshot cannot be read, or not within an hour.
    """
    writers = [WRITERS[name] for name in formats]
    folder.mkdir(parents=True, exist_ok=True)

    def write(reader: Reader) -> list[Path]:
        out = []
        for writer in writers:
            for name, content in writer(reader):
                path = folder / name
                path.write_bytes(content)
                out.append(path)
        return out

    return on_newest(Path(db), write)


def _all(reader: Reader, name: str) -> Result:
    return reader.named(name, limit_rows=_MANY, timeout_s=_LONG_S)


def _parquet(reader: Reader) -> Files:
    """One file for each view, in the order of its columns."""

    def one(view: str) -> bytes:
        sql = f"SELECT * FROM {view} ORDER BY ALL"
        return to_parquet(reader.sql(sql, limit_rows=_MANY, timeout_s=_LONG_S))

    return [(f"{view}.parquet", one(view)) for view in VIEWS]


def _dna(reader: Reader) -> Files:
    """Statements as Discourse Network Analyzer exchanges them: person, organisation, concept, agreement, date, text.

    After Leifeld, Discourse Network Analysis (2017). ``agreement`` is 1 for a position above zero, 0 for one below,
    empty for none; ``value`` keeps the scale.
    """
    return [("statements-dna.csv", to_csv(_all(reader, "export_dna")).encode("utf-8"))]


def _network(reader: Reader) -> nx.MultiDiGraph:
    """Actors and topics as nodes; an edge for each positioned utterance, with its value and day."""
    import networkx as nx  # here: half a second of every process, for two formats

    graph = nx.MultiDiGraph()
    for row in _all(reader, "export_network").dicts():
        actor, topic = _clean(row["actor_id"]), _clean(row["topic_id"])
        graph.add_node(actor, label=_clean(row["actor"] or actor), kind="actor")
        graph.add_node(topic, label=_clean(row["topic"] or topic), kind="topic")
        day = row["said_date"].isoformat() if row["said_date"] else ""
        values = {"weight": 1.0, "position": int(row["position"]), "said": day, "start": day, "kind": row["kind"]}
        graph.add_edge(actor, topic, key=row["utterance_id"], **values)
    return graph


def _gexf(reader: Reader) -> Files:
    import networkx as nx

    out = io.BytesIO()
    nx.write_gexf(_network(reader), out)
    tree = ElementTree.fromstring(out.getvalue())
    for meta in [child for child in tree if child.tag.endswith("meta")]:
        tree.remove(meta)  # it holds the day of writing
    return [("network.gexf", ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True))]


def _graphml(reader: Reader) -> Files:
    import networkx as nx

    out = io.BytesIO()
    nx.write_graphml(_network(reader), out)
    return [("network.graphml", out.getvalue())]


def _atom(reader: Reader) -> Files:
    """The shifts as a feed, the latest first; its date is that of the latest statement."""
    rows = reader.named("shifts", limit_rows=_ENTRIES, timeout_s=_LONG_S).dicts()
    feed = ElementTree.Element("feed", {"xmlns": _ATOM})
    _add(feed, "title", "Mawqif: positions that changed")
    _add(feed, "id", "urn:mawqif:shifts")
    _add(feed, "updated", _instant(rows[0]["later_said_at"] if rows else None))
    for row in rows:
        entry = ElementTree.SubElement(feed, "entry")
        _add(entry, "id", f"urn:mawqif:{row['shift_id']}")
        _add(entry, "title", _title(row))
        _add(entry, "updated", _instant(row["later_said_at"]))
        _add(_add(entry, "author", None), "name", row["later_publisher"] or "unknown outlet")
        if address := _address(row["later_url"]):
            ElementTree.SubElement(entry, "link", {"href": address, "rel": "alternate"})
        _add(entry, "summary", _summary(row))
    return [("shifts.atom", ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))]


def shifts_feed(db: Path) -> bytes:
    """The latest shifts of the published snapshot as an Atom feed.

    Raises:
        NoWarehouse: nothing was published yet.
        QueryError: the snapshot cannot be read.
    """
    return on_newest(Path(db), lambda reader: _atom(reader)[0][1])


def _add(parent: ElementTree.Element, tag: str, text: str | None) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, tag)
    child.text = _clean(text) if text else text
    return child


def _clean(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _NOT_XML.sub(" ", text)


def _address(url: str | None) -> str | None:
    """An address that a browser may open; None for any other."""
    return _clean(url) if url and url.startswith(("http://", "https://")) else None


def _instant(iso: str | None) -> str:
    """A moment of the ledger as Atom wants it; the epoch where it is unknown."""
    if not iso or len(iso) < 10:
        return "1970-01-01T00:00:00Z"
    return iso if len(iso) >= 20 else f"{iso[:10]}T00:00:00Z"


def _title(row: dict[str, Any]) -> str:
    if row["alleged"]:
        return f"{row['accuser']} alleges that {row['actor']} moved on {row['topic']}"
    before, after = (f"{v:+d}" if v is not None else "none" for v in (row["from_position"], row["to_position"]))
    return f"{row['actor']} {_NAMES[row['relation']]} on {row['topic']} ({before} to {after})"


def _summary(row: dict[str, Any]) -> str:
    sides = [
        f"{row[f'{side}_said_at']}: \u201c{_short(row[f'{side}_content'])}\u201d"
        for side in ("earlier", "later")
        if row[f"{side}_content"]
    ]
    return f"{_ARROW.join(sides)} ({row['status']}, {row['confidence']:.2f})"


def _short(text: str | None, limit: int = 280) -> str:
    return (text or "") if len(text or "") <= limit else (text or "")[: limit - 1] + "\u2026"


def _jsonld(reader: Reader) -> Files:
    """Claims as schema.org ``Claim``: who, when, the words, where they appeared."""
    graph = [
        {
            "@type": "Claim",
            "@id": f"urn:mawqif:{row['claim_id']}",
            "text": row["content"],
            "author": {
                "@type": _TYPES.get(row["actor_kind"], "Organization"),
                "@id": f"urn:mawqif:{row['actor_id']}",
                "name": row["actor"],
            },
            "datePublished": row["said_at"],
            "about": row["topic"],
            "inLanguage": row["lang"],
            "appearance": {
                "@type": "NewsArticle",
                "url": _address(row["url"]),
                "headline": row["title"],
                "publisher": row["publisher"],
            },
        }
        for row in _all(reader, "export_jsonld").dicts()
    ]
    document = {"@context": "https://schema.org", "@graph": graph}
    return [("claims.jsonld", (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8"))]


WRITERS: dict[str, Callable[[Reader], Files]] = {
    "parquet": _parquet,
    "csv": _dna,
    "gexf": _gexf,
    "graphml": _graphml,
    "atom": _atom,
    "jsonld": _jsonld,
}
