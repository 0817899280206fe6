"""What is remembered of addresses between runs: validators (RFC 9110, 8.8), what a sitemap said, a digest of the page.

It lies in a small SQLite file beside the warehouse. It is written when a run has stored what it read, so that nothing
is taken for read that a killed run never stored; losing it costs only another fetch.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

_TABLE = """
CREATE TABLE IF NOT EXISTS addresses (
    url TEXT PRIMARY KEY, etag TEXT, modified TEXT, stamp TEXT, digest TEXT
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Known:
    """An address as it was read last. ``stamp`` is the date that a sitemap gave it."""

    etag: str | None = None
    modified: str | None = None
    stamp: str | None = None
    digest: str | None = None

    @property
    def conditions(self) -> dict[str, str]:
        """Headers that ask only for what is new."""
        pairs = (("If-None-Match", self.etag), ("If-Modified-Since", self.modified))
        return {name: value for name, value in pairs if value}


@dataclass
class Memory:
    """The addresses of one warehouse. Without a ``path`` it lasts as long as the object."""

    path: Path | None = None
    _new: dict[str, Known] = field(default_factory=dict)

    @classmethod
    def beside(cls, db: Path) -> Memory:
        return cls(db.with_name(db.name + ".fetched.sqlite"))

    def known(self, url: str) -> Known | None:
        """How an address was read by an earlier run; None where it never was."""
        if self.path is None or not self.path.exists():
            return None
        with self._open() as con:
            found = con.execute("SELECT etag, modified, stamp, digest FROM addresses WHERE url = ?", (url,)).fetchone()
        return Known(*found) if found else None

    def note(self, url: str, etag: str | None, modified: str | None) -> None:
        """An address was answered; it is remembered once ``keep`` is called."""
        self._new[url] = replace(self._new.get(url) or Known(), etag=etag, modified=modified)

    def note_page(self, url: str, data: bytes, stamp: str | None = None) -> bool:
        """The page of an address was read; whether it differs from the one of before."""
        digest = hashlib.sha256(data).hexdigest()
        before = self.known(url)
        if stamp is None and before is not None:
            stamp = before.stamp
        self._new[url] = replace(self._new.get(url) or Known(), stamp=stamp, digest=digest)
        return before is None or before.digest != digest

    def note_stamp(self, url: str, stamp: str) -> None:
        """A sitemap gave an unchanged page another date."""
        self._new[url] = replace(self.known(url) or Known(), stamp=stamp)

    def forget(self, url: str) -> None:
        """Not all that an address named could be read: it is to be read whole the next time."""
        self._new.pop(url, None)

    def keep(self) -> None:
        """Remember what was noted, now that it is stored."""
        if self.path is None or not self._new:
            return
        rows = [(url, one.etag, one.modified, one.stamp, one.digest) for url, one in self._new.items()]
        with self._open() as con:
            con.executemany("INSERT OR REPLACE INTO addresses VALUES (?, ?, ?, ?, ?)", rows)
            con.commit()
        self._new.clear()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        assert self.path is not None
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, timeout=30)) as con:
            con.execute(_TABLE)
            yield con
