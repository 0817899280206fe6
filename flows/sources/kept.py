"""Pages as they were fetched, kept in compressed WARC files, so that everything can be extracted again from them.

``mawqif track <db>.pages`` reads them. What a feed told of a page stands in its record as ``WARC-JSON-Metadata``.
"""

from __future__ import annotations

import io
import json
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any

KNOWN = "WARC-JSON-Metadata"
FIELDS = "application/json"


class Keeper:
    """Writes the pages of one run, one file a run, made with the first page. A context manager."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self.folder, self._now = folder, now.astimezone(UTC)
        self._file: IO[bytes] | None = None
        self._writer: Any = None

    @classmethod
    def beside(cls, db: Path, now: datetime) -> Keeper:
        return cls(db.with_name(db.name + ".pages"), now)

    def __enter__(self) -> Keeper:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None

    def page(self, url: str, data: bytes, content_type: str, known: Mapping[str, Any]) -> None:
        """Keep a page with what was known of it beside."""
        from warcio.statusandheaders import StatusAndHeaders

        headers = StatusAndHeaders("200 OK", [("Content-Type", content_type or "text/html")], protocol="HTTP/1.1")
        self._write("response", url, data, known, http_headers=headers)

    def fields(self, url: str, fields: Mapping[str, Any]) -> None:
        """Keep an article that a feed carried in itself."""
        data = json.dumps(fields, ensure_ascii=True, sort_keys=True).encode("ascii")
        self._write("resource", url, data, {}, warc_content_type=FIELDS)

    def _write(self, kind: str, url: str, data: bytes, known: Mapping[str, Any], **more: Any) -> None:
        writer = self._opened()
        headers = {"WARC-Date": self._now.strftime("%Y-%m-%dT%H:%M:%SZ")}
        told = {key: value for key, value in known.items() if value}
        if told:
            headers[KNOWN] = json.dumps(told, ensure_ascii=True, sort_keys=True)
        record = writer.create_warc_record(
            url, kind, payload=io.BytesIO(data), length=len(data), warc_headers_dict=headers, **more
        )
        writer.write_record(record)

    def _opened(self) -> Any:
        if self._writer is None:
            from warcio.warcwriter import WARCWriter

            self.folder.mkdir(parents=True, exist_ok=True)
            number = 0
            while True:
                name = f"{self._now:%Y%m%dT%H%M%S}-{os.getpid()}-{number}.warc.gz"
                try:
                    self._file = (self.folder / name).open("xb")
                    break
                except FileExistsError:
                    number += 1
            self._writer = WARCWriter(self._file, gzip=True)
        return self._writer
