"""Fetching: polite, bounded and guarded, against a real server on this machine."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from flows.settings import HttpSettings
from flows.sources.declared import Network, Source, read_source
from flows.sources.fetch import Fetcher, FetchError
from flows.sources.guard import is_public
from flows.sources.items import Read, Refused, Rules

ENGLISH = "The foreign minister said that an agreement on the truce was near, and that the talks would go on in Geneva."
BODY = f"<article><p>{ENGLISH}</p><p>{ENGLISH}</p></article>"
PAGE = f"<html><head><title>Deal near</title></head><body>{BODY}</body></html>"


class Site(BaseHTTPRequestHandler):
    robots = (200, "User-agent: *\nDisallow: /secret\n")
    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        Site.asked.append(self.path)
        base = f"http://127.0.0.1:{self.server.server_address[1]}"
        if self.path == "/robots.txt":
            self._answer(Site.robots[0], Site.robots[1].encode())
        elif self.path == "/large":
            self._answer(200, b"x" * 2_000_000)
        elif self.path == "/bomb":
            self._answer(200, gzip.compress(b"0" * 50_000_000), **{"Content-Encoding": "gzip"})
        elif self.path == "/loop":
            self._answer(302, b"", Location="/loop")
        elif self.path == "/away":
            self._answer(302, b"", Location="http://169.254.169.254/latest")
        elif self.path == "/file":
            self._answer(302, b"", Location="file:///etc/passwd")
        elif self.path == "/moved":
            self._answer(301, b"", Location="/page")
        elif self.path == "/slow":
            self._slow()
        elif self.path == "/broken":
            self._answer(503, b"later")
        elif self.path == "/feed":
            items = "".join(
                f"<item><title>T{n}</title><link>{base}/{n}</link></item>" for n in ("page", "secret", "none")
            )
            self._answer(200, f'<rss version="2.0"><channel><title>Demo</title>{items}</channel></rss>'.encode())
        elif self.path == "/page":
            self._answer(200, PAGE.encode(), **{"Content-Type": "text/html; charset=utf-8"})
        else:
            self._answer(404, b"")

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"x")
                self.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    Site.robots = (200, "User-agent: *\nDisallow: /secret\n")
    Site.asked = []
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


SETTINGS = HttpSettings(allow_private=True, delay_s=0, max_bytes=1_000_000, timeout_s=2, total_s=1.0)


@pytest.mark.parametrize(
    ("path", "reason", "temporary"),
    [
        ("/secret", "robots.txt", False),
        ("/large", "larger than", False),
        ("/bomb", "larger than", False),
        ("/loop", "redirects more than 5 times", False),
        ("/file", "no http or https address", False),
        ("/slow", "took longer than 1 s", True),
        ("/broken", "answered 503", True),
        ("/none", "answered 404", False),
    ],
)
def test_bad_answers_are_told(site: str, path: str, reason: str, temporary: bool) -> None:
    with Fetcher(SETTINGS) as fetcher, pytest.raises(FetchError, match=reason) as caught:
        fetcher.fetch(site + path)
    assert caught.value.temporary is temporary


def test_redirect_is_followed_and_robots_is_asked_once(site: str) -> None:
    with Fetcher(SETTINGS) as fetcher:
        assert fetcher.fetch(f"{site}/moved").data.decode() == PAGE
        fetcher.fetch(f"{site}/page")
    assert Site.asked.count("/robots.txt") == 1


@pytest.mark.parametrize(("robots", "allowed"), [((404, ""), True), ((500, ""), False)])
def test_missing_robots_allows_and_broken_robots_forbids(site: str, robots: tuple[int, str], allowed: bool) -> None:
    Site.robots = robots
    with Fetcher(SETTINGS) as fetcher:
        if allowed:
            assert fetcher.fetch(f"{site}/page").data
        else:
            with pytest.raises(FetchError, match=r"robots\.txt cannot be read") as caught:
                fetcher.fetch(f"{site}/page")
            assert caught.value.temporary


def test_guard_refuses_this_machine_and_redirects_to_private_addresses(site: str) -> None:
    with Fetcher(HttpSettings(delay_s=0)) as fetcher, pytest.raises(FetchError, match="not a public address") as caught:
        fetcher.fetch(f"{site}/page")
    assert not caught.value.temporary
    assert Site.asked == []
    with Fetcher(HttpSettings(delay_s=0)) as fetcher, pytest.raises(FetchError, match="not a public address"):
        fetcher.fetch("http://localhost:1/")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::a00:1", False),
        ("2002:0a00:0001::", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public


def test_one_host_is_asked_with_a_pause() -> None:
    waits: list[float] = []
    ticks = iter(float(n) / 10 for n in range(1000))
    fetcher = Fetcher(HttpSettings(delay_s=2), sleep=waits.append, clock=lambda: next(ticks))
    for _ in range(3):
        fetcher._wait_for("http://a")
    fetcher._wait_for("http://b")
    assert len(waits) == 2
    assert all(1.0 < wait <= 4.0 for wait in waits)


def test_feed_pages_are_fetched_and_failures_are_refused(site: str) -> None:
    source = Source(name="demo", kind="feed", url=f"{site}/feed", schedule="* * * * *", publisher="Demo Wire")
    rules = Rules(publisher=source.publisher)
    with Fetcher(SETTINGS) as fetcher:
        items = list(read_source(source, Path("."), rules, Network(fetcher, 10)))
    (read,) = [item for item in items if isinstance(item, Read)]
    assert read.article.url == f"{site}/page"
    assert read.article.publisher == "Demo Wire"
    assert ENGLISH in read.article.text
    reasons = [item.reason for item in items if isinstance(item, Refused)]
    assert "robots.txt" in reasons[0]
    assert "answered 404" in reasons[1]
