"""One polite, bounded, guarded fetcher: http(s) only, robots.txt, a pause per host, caps on time and size."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from flows.settings import HttpSettings
from flows.sources.guard import GuardedTransport
from flows.sources.memory import Memory
from flows.sources.queue import HostQueue

_MOST_REDIRECTS = 5
_LONGEST_ROBOTS = 500_000
_LONGEST_PAUSE = 30.0


class FetchError(Exception):
    """An address could not be fetched; the message says why. ``temporary`` tells that trying again may help."""

    def __init__(self, url: str, reason: str, *, temporary: bool = False) -> None:
        super().__init__(f"{url}: {reason}")
        self.reason = reason
        self.temporary = temporary


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answered. ``url`` is the last one after redirects; ``unchanged`` tells that it is as before, and
    was not sent again."""

    url: str
    data: bytes
    content_type: str
    unchanged: bool = False


@dataclass
class Fetcher:
    """Fetches pages of many hosts. Use it as a context manager; ``sleep`` and ``clock`` are for tests.

    With a ``memory`` only what is new is asked for; a ``queue`` shares the pauses with other processes.
    """

    settings: HttpSettings
    transport: httpx.BaseTransport | None = None
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    memory: Memory | None = None
    queue: HostQueue | None = None
    _robots: dict[str, _Robots] = field(default_factory=dict)
    _free_at: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        own = httpx.HTTPTransport() if self.settings.allow_private else GuardedTransport()
        self._client = httpx.Client(
            transport=self.transport or own,
            follow_redirects=False,
            timeout=self.settings.timeout_s,
            headers={"User-Agent": self.settings.user_agent, "Accept-Encoding": "gzip"},
            trust_env=False,
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._client.close()

    def fetch(self, url: str, *, whole: bool = False) -> Page:
        """The page at an address, redirects followed as far as robots.txt and the guard allow; ``whole`` also when it
        is as before.

        Raises:
            FetchError: it is no http(s) address, is forbidden, too large, too slow, or does not answer with success.
        """
        started, first = self.clock(), url
        for _ in range(_MOST_REDIRECTS + 1):
            self._allowed(url)
            answer = self._once(url, self.settings.max_bytes, started, conditional=not whole)
            if answer.next_url is None:
                return Page(url, answer.data, answer.content_type, answer.unchanged)
            url = answer.next_url
        raise FetchError(first, f"redirects more than {_MOST_REDIRECTS} times")

    def _allowed(self, url: str) -> None:
        host = _host(url)
        robots = self._robots.get(host)
        if robots is None:
            robots = self._robots[host] = self._read_robots(url, host)
        if not robots.allows(url, self.settings.user_agent):
            raise FetchError(url, "forbidden by the robots.txt of its host")

    def _read_robots(self, url: str, host: str) -> _Robots:
        """The rules of a host: none where it has no file, all forbidden where it cannot be asked (RFC 9309, 2.3.1)."""
        address = urljoin(url, "/robots.txt")
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                answer = self._once(address, _LONGEST_ROBOTS, self.clock(), cut=True)
            except FetchError as error:
                missing = error.reason.startswith("answered 4")
                if missing:
                    return _Robots("")
                raise FetchError(
                    url, f"its robots.txt cannot be read: {error.reason}", temporary=error.temporary
                ) from error
            if answer.next_url is None:
                return _Robots(answer.data.decode("utf-8", errors="replace"))
            address = answer.next_url
        return _Robots("")

    def _once(self, url: str, most: int, started: float, *, cut: bool = False, conditional: bool = False) -> _Answer:
        self._wait_for(_host(url))
        known = self.memory.known(url) if self.memory and conditional else None
        try:
            with self._client.stream("GET", url, headers=known.conditions if known else {}) as response:
                answer = self._read(response, url, most, started, cut)
            if self.memory and conditional and answer.next_url is None and not answer.unchanged:
                self.memory.note(url, response.headers.get("etag"), response.headers.get("last-modified"))
            return answer
        except (httpx.TimeoutException, httpcore.TimeoutException) as error:
            raise FetchError(url, f"no answer within {self.settings.timeout_s:g} s", temporary=True) from error
        except (
            zlib.error,
            httpx.InvalidURL,
            httpcore.UnsupportedProtocol,
            httpx.UnsupportedProtocol,
        ) as error:
            raise FetchError(url, f"cannot be read: {error}") from error
        except (httpx.TransportError, httpcore.NetworkError, httpcore.ProtocolError) as error:
            private = "not a public address" in str(error)
            raise FetchError(url, str(error) or type(error).__name__, temporary=not private) from error

    def _read(self, response: httpx.Response, url: str, most: int, started: float, cut: bool) -> _Answer:
        status = response.status_code
        if status in (301, 302, 303, 307, 308):
            target = response.headers.get("location")
            if not target:
                raise FetchError(url, f"answered {status} without an address")
            return _Answer(b"", "", urljoin(url, target))
        if status == 304 and {"if-none-match", "if-modified-since"} & set(response.request.headers):
            return _Answer(b"", "", None, unchanged=True)
        if status != 200:
            raise FetchError(url, f"answered {status}", temporary=status == 429 or status >= 500)
        data = bytearray()
        inflate = _inflater(url, response.headers.get("content-encoding", ""))
        for piece in response.iter_raw():
            data += inflate(piece, most + 1 - len(data))
            if len(data) > most:
                if cut:
                    break
                raise FetchError(url, f"is larger than {most} bytes")
            if self.clock() - started > self.settings.total_s:
                raise FetchError(url, f"took longer than {self.settings.total_s:g} s", temporary=True)
        return _Answer(bytes(data[:most]), response.headers.get("content-type", "").split(";")[0].strip().lower(), None)

    def _wait_for(self, host: str) -> None:
        robots = self._robots.get(host)
        asked = robots.delay(self.settings.user_agent) if robots else 0.0
        pause = max(self.settings.delay_s, min(asked, _LONGEST_PAUSE))
        if self.queue is not None:
            wait = self.queue.turn(host, pause) if pause else 0.0
            if wait > 0:
                self.sleep(wait)
            return
        now = self.clock()
        if self._free_at.get(host, now) > now:
            self.sleep(self._free_at[host] - now)
            now = max(self.clock(), self._free_at[host])
        self._free_at[host] = now + pause


def _inflater(url: str, coding: str) -> Callable[[bytes, int], bytes]:
    """How the pieces of an answer are unpacked, never to more than is asked for: a small answer may hold gigabytes."""
    if coding.lower() in ("", "identity"):
        return lambda piece, most: piece
    if coding.lower() not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(url, f"is packed in a way that was not asked for ({coding[:40]})")
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    return lambda piece, most: unpacker.decompress(unpacker.unconsumed_tail + piece, max(most, 1))


@dataclass(frozen=True, slots=True)
class _Answer:
    data: bytes
    content_type: str
    next_url: str | None
    unchanged: bool = False


class _Robots:
    def __init__(self, text: str) -> None:
        from protego import Protego

        self._rules = Protego.parse(text) if text else None

    def allows(self, url: str, agent: str) -> bool:
        return self._rules is None or bool(self._rules.can_fetch(url, agent))

    def delay(self, agent: str) -> float:
        return float(self._rules.crawl_delay(agent) or 0.0) if self._rules else 0.0


def _host(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise FetchError(url, "is no http or https address")
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"
