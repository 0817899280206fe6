"""Between runs: only what is new is asked for, pages are kept and read again, sitemaps go on where they ended."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from flows.backfill import of_days, spans
from flows.settings import HttpSettings
from flows.sources.declared import Network, Source, read_source
from flows.sources.fetch import Fetcher
from flows.sources.files import read_paths
from flows.sources.items import Item, Note, Read, Refused, Rules
from flows.sources.kept import Keeper
from flows.sources.memory import Memory
from flows.sources.queue import HostQueue
from flows.sources.sitemaps import NoSitemap, Span, parse_sitemap

NOW = datetime(2016, 9, 10, 12, tzinfo=UTC)
SENTENCE = "The foreign minister said that an agreement on the truce was near, and that talks number {} would go on."
SETTINGS = HttpSettings(allow_private=True, delay_s=0, timeout_s=2, total_s=2)


class Site(BaseHTTPRequestHandler):
    """Pages with their validators, which a test sets."""

    pages: dict[str, tuple[bytes, str | None]] = {}  # noqa: RUF012
    asked: list[tuple[str, int]] = []  # noqa: RUF012

    def do_GET(self) -> None:
        body, etag = Site.pages.get(self.path, (b"", None))
        status = 200 if self.path in Site.pages else 404
        if etag and self.headers.get("If-None-Match") == etag:
            status, body = 304, b""
        if body == b"busy":
            status = 503
        Site.asked.append((self.path, status))
        self.send_response(status)
        if etag:
            self.send_header("ETag", etag)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    Site.pages, Site.asked = {}, []
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def page(number: int, published: str = "") -> bytes:
    words = SENTENCE.format(number)
    body = f"<article><p>{words}</p><p>{words}</p></article>"
    told = f'<meta property="article:published_time" content="{published}">' if published else ""
    return f"<html><head><title>T{number}</title>{told}</head><body>{body}</body></html>".encode()


def feed(site: str, *names: str, text: str = "") -> bytes:
    items = "".join(
        f"<item><title>{n}</title><link>{site}/{n}</link><pubDate>Sat, 03 Sep 2016 10:00:00 GMT</pubDate>"
        f"<description>{text}</description></item>"
        for n in names
    )
    return f'<rss version="2.0"><channel><title>Demo</title>{items}</channel></rss>'.encode()


def sitemap(site: str, **days: str) -> bytes:
    urls = "".join(f"<url><loc>{site}/{name}</loc><lastmod>{day}</lastmod></url>" for name, day in days.items())
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()


def read(source: Source, db: Path, stored: bool = True, **more: object) -> list[Item]:
    """One run over a source; ``stored`` tells whether it came to its end."""
    Site.asked.clear()
    memory = Memory.beside(db)
    with Fetcher(SETTINGS, memory=memory) as fetcher, Keeper.beside(db, NOW) as keeper:
        network = replace(Network(fetcher, 10, memory, keeper), **more)  # type: ignore[arg-type]
        items = list(read_source(source, Path("."), Rules(publisher="Wire"), network))
    if stored:
        memory.keep()
    return items


def titles(items: list[Item]) -> list[str | None]:
    return [item.article.title for item in items if isinstance(item, Read)]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "w.duckdb"


def of(site: str, kind: str, path: str) -> Source:
    return Source.model_validate({"name": "x", "kind": kind, "url": f"{site}/{path}", "schedule": "0 * * * *"})


def test_a_feed_is_read_again_only_when_it_changed(site: str, db: Path) -> None:
    Site.pages = {"/feed": (feed(site, "a"), '"1"'), "/a": (page(1), '"a1"')}
    source = of(site, "feed", "feed")
    assert titles(read(source, db, stored=False)) == ["T1"]
    assert titles(read(source, db)) == ["T1"], "a run that was killed took nothing away"
    assert read(source, db) == []
    assert [asked for asked in Site.asked if asked[0] != "/robots.txt"] == [("/feed", 304)]
    Site.pages |= {"/feed": (feed(site, "b", "a"), '"2"'), "/b": (page(2), None)}
    assert titles(read(source, db)) == ["T2"]
    assert ("/a", 304) in Site.asked
    Site.pages |= {"/feed": (feed(site, "b", "a"), '"3"'), "/a": (page(3), '"a2"')}
    assert titles(read(source, db)) == ["T2", "T3"]


def test_a_page_that_was_busy_is_asked_for_again_though_the_feed_is_as_before(site: str, db: Path) -> None:
    Site.pages = {"/feed": (feed(site, "a"), '"1"'), "/a": (b"busy", None)}
    source = of(site, "feed", "feed")
    assert [type(item) for item in read(source, db)] == [Refused]
    Site.pages["/a"] = (page(1), None)
    assert titles(read(source, db)) == ["T1"]


def test_pages_are_kept_once_and_give_the_same_articles_again(site: str, db: Path) -> None:
    text = SENTENCE.format(7) * 5
    Site.pages = {"/feed": (feed(site, "a", "gone", text=text), None), "/a": (page(1), None)}
    source = of(site, "feed", "feed")
    first = [item.article for item in read(source, db) if isinstance(item, Read)]
    assert [article.title for article in first] == ["T1", "gone"]
    assert first[0].published == "2016-09-03T10:00:00+00:00"
    read(source, db)
    pages = db.with_name(db.name + ".pages")
    (file,) = pages.iterdir()
    assert gzip.decompress(file.read_bytes()).startswith(b"WARC/1.")
    again = [item.article for item in read_paths([str(pages)], Rules()) if isinstance(item, Read)]
    assert again == first


def test_a_cut_archive_of_a_killed_run_keeps_what_came_before(site: str, db: Path) -> None:
    Site.pages = {f"/{n}": (page(n), None) for n in range(5)}
    Site.pages["/feed"] = (feed(site, *map(str, range(5))), None)
    read(of(site, "feed", "feed"), db)
    (file,) = db.with_name(db.name + ".pages").iterdir()
    file.write_bytes(file.read_bytes()[:-200])
    items = list(read_paths([str(file)], Rules()))
    assert titles(items)[:4] == ["T0", "T1", "T2", "T3"]
    assert isinstance(items[-1], Refused | Read)


def test_a_sitemap_is_read_newest_first_and_goes_on_where_it_ended(site: str, db: Path) -> None:
    maps = "".join(f"<sitemap><loc>{site}/{name}</loc></sitemap>" for name in ("one.xml.gz", "none.xml"))
    index = f"<sitemapindex>{maps}</sitemapindex>"
    days = {"1": "2016-09-01", "2": "2016-09-02T10:00:00+03:00", "3": "2016-09"}
    Site.pages = {
        "/map.xml": (index.encode(), '"m"'),
        "/one.xml.gz": (gzip.compress(sitemap(site, **days)), None),
        **{f"/{n}": (page(n), None) for n in range(1, 4)},
    }
    source = of(site, "sitemap", "map.xml")
    items = read(source, db, most_pages=2)
    assert titles(items) == ["T2", "T1"]
    assert isinstance(items[-1], Note)
    assert titles(read(source, db, most_pages=2)) == ["T3"]
    assert read(source, db) == []
    Site.pages["/one.xml.gz"] = (gzip.compress(sitemap(site, **{**days, "1": "2016-09-05"})), None)
    assert titles(read(source, db)) == ["T1"]


def test_a_sitemap_of_some_days(site: str, db: Path) -> None:
    days = {"1": "2016-09-01", "2": "2016-09-02", "3": "2016-10-01"}
    Site.pages = {"/map.xml": (sitemap(site, **days), None), **{f"/{n}": (page(n), None) for n in range(1, 4)}}
    found = read(of(site, "sitemap", "map.xml"), db, span=Span("2016-09-02", "2016-09-30"))
    assert titles(found) == ["T2"]
    assert "/3" not in [path for path, _status in Site.asked]


def test_a_backfill_finds_old_articles_that_were_changed_later(site: str, db: Path) -> None:
    days = {"1": "2016-09-05", "2": "2018-03-01", "3": "2018-03-02", "4": "", "5": "2015-01-01", "6": "2016-10-02"}
    published = ("2016-09-05", "2016-09-07", "2018-02-01", "2016-09-09", "2014-12-31", "2016-08-31")
    Site.pages = {
        "/map.xml": (sitemap(site, **days), None),
        **{f"/{n}": (page(n, day), None) for n, day in enumerate(published, 1)},
    }
    found, asked = [], []
    for _told, span in spans("2016-09-01", "2016-09-30", today="2018-03-15"):
        items = read(of(site, "sitemap", "map.xml"), db, span=span)
        asked += [path for path, _status in Site.asked]
        found += list(of_days(items, "2016-09-01", "2016-09-30", "x"))
    assert sorted(str(title) for title in titles(found)) == ["T1", "T2", "T4"]
    assert sorted(path for path in asked if path[1:].isdigit()) == ["/1", "/2", "/3", "/4", "/6"], "each once"


NEWS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://example.org/1</loc>
<news:news><news:publication><news:name>Wire</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2016-09-04</news:publication_date><news:title>T &b;</news:title></news:news></url>
<url><loc>file:///etc/passwd</loc></url><url><loc>javascript:x</loc></url></urlset>"""


def test_a_sitemap_of_news_is_read_without_trust() -> None:
    maps, (one,) = parse_sitemap(NEWS)
    assert maps == []
    assert (one.url, one.day, one.publisher) == ("https://example.org/1", "2016-09-04", "Wire")
    assert "aaaa" not in (one.title or "")


@pytest.mark.parametrize(
    "data", [b"", b"<html><body>x</body></html>", b"\x1f\x8bgarbage", b"no", json.dumps({}).encode()]
)
def test_what_is_no_sitemap_is_told(data: bytes) -> None:
    with pytest.raises(NoSitemap):
        parse_sitemap(data)


def test_a_bomb_of_a_sitemap_is_not_unpacked() -> None:
    with pytest.raises(NoSitemap, match="more than 50 MB"):
        parse_sitemap(gzip.compress(b" " * 60_000_000))


def test_processes_share_the_queue_of_a_host(tmp_path: Path) -> None:
    now = 1000.0
    one, other = (HostQueue(tmp_path, lambda: now) for _ in range(2))
    assert [one.turn("h", 2), other.turn("h", 2), one.turn("h", 2)] == [0, 2, 4]
    assert other.turn("another", 2) == 0
    now = 1005.0
    assert other.turn("h", 2) == 1
    now = 0.0  # the clock went back a long way: nobody waits for years
    assert other.turn("h", 2) == 0
    assert one.turn("h", 2) == 2
