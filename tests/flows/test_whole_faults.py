"""Whole runs while what they rely on fails: a bad web, a Prefect server that dies. Run by ``make test-faults``."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from whole_runs import (
    DEMO,
    answers,
    ask,
    completed,
    due,
    everything,
    free_port,
    server_of,
    settled,
    started,
    steps,
    until,
)

pytestmark = [pytest.mark.faults, pytest.mark.processes, pytest.mark.timeout(900)]
SAID = "The State Department said on Saturday that a ceasefire deal was near, and that talks would go on in Geneva. "


# a bad web -------------------------------------------------------------------------------------------------


def page(number: int) -> bytes:
    body = f"<p>{SAID * 4}The number was {number}.</p>" * 3
    return f"<html><head><title>Deal {number}</title></head><body><article>{body}</article></body></html>".encode()


def feed(*paths: str) -> bytes:
    items = "".join(f"<item><title>T {path}</title><link>http://news.example/{path}</link></item>" for path in paths)
    return f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'.encode()


GARBAGE = random.Random(1).randbytes(20_000)
FAULTS = ("hangs", "drips", "garbage", "broken", "inside", "here", "bomb", "cut")
"""Paths that are bad, each in its own way, be they a feed or the page of a healthy one."""


class BadWeb(BaseHTTPRequestHandler):
    ended = threading.Event()
    packed = b""

    def do_GET(self) -> None:
        path = self.path.strip("/")
        if path == "robots.txt":
            self.answer(404, b"")
        elif path == "healthy":
            self.answer(200, feed("page1", *FAULTS, "page2"))
        elif path.startswith("page"):
            self.answer(200, page(int(path[4:])), **{"Content-Type": "text/html"})
        elif path in FAULTS:
            getattr(self, path)()
        else:
            self.answer(404, b"")

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(OSError):  # who asked has seen enough
            self.wfile.write(body)

    def hangs(self) -> None:
        self.ended.wait(60)

    def drips(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while not self.ended.wait(0.2):
                self.wfile.write(b"<")
                self.wfile.flush()
        except OSError:
            pass

    def garbage(self) -> None:
        self.answer(200, GARBAGE, **{"Content-Type": "text/html"})

    def broken(self) -> None:
        self.answer(500, b"oops")

    def inside(self) -> None:
        self.answer(302, b"", Location="http://169.254.169.254/latest/meta-data/")

    def here(self) -> None:
        self.answer(302, b"", Location=f"http://localhost:{self.server.server_address[1]}/page9")

    def bomb(self) -> None:
        self.answer(200, self.packed, **{"Content-Encoding": "gzip"})

    def cut(self) -> None:
        self.answer(200, b"<rss><channel>", **{"Content-Length": "5000"})

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def web() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), BadWeb)
    server.daemon_threads = True
    BadWeb.ended.clear()
    BadWeb.packed = gzip.compress(bytes(200_000_000), 1)  # before it is asked for, which has a second only
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server.server_address[1]
    BadWeb.ended.set()
    server.shutdown()
    server.server_close()


def test_bad_web_beside_a_healthy_source(web: int, tmp_path: Path) -> None:
    sources = [
        {"name": name, "kind": "feed", "url": f"http://news.example/{name}", "schedule": "0 0 1 1 *"}
        for name in (*FAULTS, "healthy")
    ]
    (tmp_path / "sources.yaml").write_text(json.dumps(sources))
    http = {"timeout_s": 1, "total_s": 2, "delay_s": 0, "max_bytes": 1_000_000}
    settings = {"db": "w.duckdb", "sources": "sources.yaml", "topics": str(DEMO / "topics.yaml"), "http": http}
    (tmp_path / "mawqif.yaml").write_text(json.dumps(settings))
    command = (str(Path(__file__).with_name("faulty_web.py")), str(web), "serve", "--once")
    db = tmp_path / "w.duckdb"
    for turn in range(2):
        once = started(tmp_path, *command)
        _pid, status, used = os.wait4(once.pid, 0)
        told = (tmp_path / "log").read_text()
        assert os.waitstatus_to_exitcode(status) == 3, told
        assert used.ru_maxrss < 1_000_000, "KiB: a bomb is not unpacked"
        urls = [url for (url,) in ask(db, "SELECT url FROM article_versions ORDER BY url")]
        assert urls == ["http://news.example/page1", "http://news.example/page2"], told
        assert ask(db, "SELECT claim_id FROM claims GROUP BY claim_id HAVING count(*) > 1") == []
        states = dict(ask(db, "SELECT flow, list(state ORDER BY started_at) FROM runs GROUP BY flow"))
        for name in FAULTS:
            ends = "completed" if name == "garbage" else "failed"
            assert states[f"track-source/{name}"][turn] == ends, told
        assert states["track-source/healthy"][turn] == "completed", told
    assert [n for (n,) in ask(db, "SELECT count(*) FROM claims")] != [0]
    refused = [reason for file, reason in ask(db, "SELECT file, reason FROM quarantine") if file.endswith("/garbage")]
    assert len(refused) == 2, refused
    assert any("no RSS or Atom feed" in reason for reason in refused), refused
    errors = dict(ask(db, "SELECT flow, max(error) FROM runs WHERE error IS NOT NULL GROUP BY flow"))
    for name, reason in {
        "hangs": "no answer within 1 s",
        "drips": "took longer than 2 s",
        "broken": "answered 500",
        "inside": "not a public address",
        "here": "not a public address",
        "bomb": "larger than 1000000 bytes",
        "cut": "without sending complete message body",
    }.items():
        assert reason in errors[f"track-source/{name}"], errors


# a Prefect server that dies --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    """What a run without a fault gives."""
    folder = settled(tmp_path_factory.mktemp("whole"))
    assert started(folder, "-m", "app.cli", "track", "inbox").wait(400) == 0, (folder / "log").read_text()
    return everything(folder / "w.duckdb")


def test_server_killed_in_mid_run(whole: dict[str, Any], tmp_path: Path) -> None:
    folder, port = settled(tmp_path), free_port()
    url = f"http://127.0.0.1:{port}/api"
    server = started(
        folder, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), log="server"
    )
    try:
        until(lambda: answers(url))
        run = started(folder, "-m", "app.cli", "track", "inbox", PREFECT_API_URL=url)
        until(lambda: steps(url) > 6)
        server.kill()
        server.wait()
        assert run.wait(400) == 0, (folder / "log").read_text()
    finally:
        server.kill()
    told = (folder / "log").read_text()
    assert "22 read: 22 new" in told
    assert "the run is complete, but not recorded there" in told
    assert "Traceback" not in told
    assert everything(folder / "w.duckdb") == whole
    assert ask(folder / "w.duckdb", "SELECT state FROM runs") == [("completed",)]
    away = started(folder, "-m", "app.cli", "track", "inbox", PREFECT_API_URL=url)
    assert away.wait(200) == 3
    assert f"no Prefect server answers at {url}" in (folder / "log").read_text()
    again = started(folder, "-m", "app.cli", "track", "inbox")
    assert again.wait(400) == 0
    assert "Nothing new" in (folder / "log").read_text()
    assert everything(folder / "w.duckdb") == whole


def test_serve_goes_on_after_its_server_was_killed(whole: dict[str, Any], tmp_path: Path) -> None:
    folder = settled(tmp_path, free_port())
    serve = started(folder, "-m", "app.cli", "serve")
    log = folder / "log"
    try:
        until(lambda: "serving 1 sources" in log.read_text())
        url = log.read_text().split("serving 1 sources with ")[1].split(";")[0]
        due(url)
        until(lambda: steps(url) > 6)
        os.kill(server_of(serve.pid), signal.SIGKILL)
        until(lambda: log.read_text().count("serving 1 sources") == 2)
        db, asked = folder / "w.duckdb", time.monotonic()
        while not completed(db):  # the run itself ends, or the next one completes what it left
            if time.monotonic() - asked > 20:
                due(url)
                asked = time.monotonic()
            time.sleep(0.5)
        assert everything(folder / "w.duckdb") == whole
    finally:
        serve.send_signal(signal.SIGTERM)
        code = serve.wait(100)
    assert code == 0
    assert not answers(url)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_source_is_read_again_after_serve_was_ended_in_mid_run(
    how: signal.Signals, whole: dict[str, Any], tmp_path: Path
) -> None:
    folder, db, log = settled(tmp_path, free_port()), tmp_path / "w.duckdb", tmp_path / "log"
    serve = started(folder, "-m", "app.cli", "serve")
    try:
        until(lambda: "serving 1 sources" in log.read_text())
        url = log.read_text().split("serving 1 sources with ")[1].split(";")[0]
        due(url)
        until(lambda: steps(url) > 6)
        server = server_of(serve.pid)
        serve.send_signal(how)
        if how == signal.SIGKILL:
            os.kill(server, how)
        serve.wait(100)
        until(lambda: not answers(url))
        assert not completed(db)
        serve = started(folder, "-m", "app.cli", "serve")
        until(lambda: "serving 1 sources" in log.read_text())
        due(url)  # at once: the place of the run before is free
        until(lambda: completed(db))
        assert everything(db) == whole
    finally:
        serve.send_signal(signal.SIGTERM)
        serve.wait(100)
