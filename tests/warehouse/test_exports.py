"""Exports: every format, the same bytes twice, hostile words harmless."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest
from ledger import article, claim, extracted, put, shift, utterance

from warehouse.exports import WRITERS, export
from warehouse.store import Store


@pytest.fixture
def published(db: Path) -> Path:
    a = replace(article(1), publisher="Wire\x01", url="https://example.org/\x02?<a>")
    near = replace(claim(a, 0), content_text="<script>\x00&\u202e \ud7ff near")
    none = claim(a, 1, -2)
    with Store.open(db) as store:
        put(store, replace(extracted(a), claims=(near, none)))
        store.replace_links(["deal"], [utterance(near), utterance(none)], [shift(near, none)], run_id="r")
        store.publish()
    return db


def test_same_bytes_again(published: Path, tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in export(published, tmp_path / "a", tuple(WRITERS))}
    second = {path.name: path.read_bytes() for path in export(published, tmp_path / "b", tuple(WRITERS))}
    assert first == second
    assert len(first) >= 12


def test_an_address_that_runs_code_is_left_out(db: Path, tmp_path: Path) -> None:
    a = replace(article(1), url="javascript:alert(1)")
    with Store.open(db) as store:
        put(store, extracted(a))
        c, d = claim(a, 0), claim(a, 1, -2)
        store.replace_links(["deal"], [utterance(c), utterance(d)], [shift(c, d)], run_id="r")
        store.publish()
    for path in export(db, tmp_path / "out", ("atom", "jsonld")):
        assert b"javascript" not in path.read_bytes()


def test_each_format_reads_back(published: Path, tmp_path: Path) -> None:
    export(published, tmp_path, tuple(WRITERS))
    assert nx.read_gexf(tmp_path / "network.gexf").number_of_edges() == 2
    assert nx.read_graphml(tmp_path / "network.graphml").number_of_edges() == 2
    feed = ElementTree.parse(tmp_path / "shifts.atom").getroot()
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 1
    link = entries[0].find("{http://www.w3.org/2005/Atom}link")
    assert link is not None
    assert link.get("href") == "https://example.org/ ?<a>"
    graph = json.loads((tmp_path / "claims.jsonld").read_text(encoding="utf-8"))["@graph"]
    assert {one["@type"] for one in graph} == {"Claim"}
    header = (tmp_path / "statements-dna.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header.startswith("id,person,organization,concept,agreement")
