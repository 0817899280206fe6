"""Readers: good records become articles, bad ones one clear refusal each, and the rest goes on."""

from __future__ import annotations

import gzip
import io
import json
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from claims.model import Article
from flows.sources.files import NoSuchPath, check_paths, read_file, read_paths
from flows.sources.items import Item, Note, Read, Refused, Rules

ARABIC = "قال وزير الخارجية الروسي ان التوصل الى اتفاق حول الهدنة اصبح قريبا، مضيفا ان المفاوضات مستمرة في جنيف."
ENGLISH = "The foreign minister said that an agreement on the truce was near, and that the talks would go on in Geneva."
PERSIAN = "وزیر امور خارجه ایران گفت که مذاکرات درباره آتش بس ادامه دارد و باید همه طرف ها به آن پایبند باشند."
URDU = "وزیر خارجہ نے کہا کہ مذاکرات جاری ہیں اور جلد ہی جنگ بندی کا معاہدہ ہو جائے گا، انہوں نے یہ بات کل کہی۔"
RULES = Rules(now=datetime(2016, 10, 1, tzinfo=UTC))


def record(**fields: Any) -> bytes:
    return json.dumps({"text": ENGLISH, "published": "2016-09-04", **fields}, ensure_ascii=False).encode()


def read(tmp_path: Path, name: str, data: bytes) -> list[Item]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(read_file(str(path), RULES))


def articles(items: list[Item]) -> list[Article]:
    return [item.article for item in items if isinstance(item, Read)]


def refusals(items: list[Item]) -> list[Refused]:
    return [item for item in items if isinstance(item, Refused)]


def notes(items: list[Item]) -> list[Note]:
    return [item for item in items if isinstance(item, Note)]


BAD_RECORDS = [
    (b'{"text": "cut', "is no JSON"),
    (b"[1, 2]", "is no JSON object"),
    (b'"text"', "is no JSON object"),
    (b'{"title": "T"}', 'has no "text"'),
    (b'{"text": null}', 'has no "text"'),
    (b'{"text": "  \\n "}', '"text" is empty'),
    (b'{"text": 7}', '"text" must be a string, is a number'),
    (b'{"text": ["a"]}', '"text" must be a string, is a list'),
    (record(title=["a"]), '"title" must be a string'),
    (record(id={"a": 1}), '"id" must be a string'),
    (record(url="x" * 5000), '"url" is longer'),
    (b'{"text": "a\\u0000b"}', "null character (at 1)"),
    (b'{"text": "a\x00b"}', "null bytes"),
    (b'{"text": "half \\ud800 pair"}', "surrogate"),
    (record(text=PERSIAN), "Persian (fa)"),
    (record(text=URDU), "Urdu (ur)"),
    (record(text=PERSIAN, lang="ar"), "Persian (fa)"),
    (record(lang="fr"), "French (fr)"),
    (record(text="Le ministre a déclaré que l'accord était proche et que les négociations continuaient."), "French"),
    (record(text="Министр сказал, что соглашение близко и что переговоры продолжаются."), "only ar and en"),
    (record(text="123 456 - 789"), "no letters"),
    (b"[" * 200_000, "nested too deep"),
    (b'{"text": "caf\xe9 ol\xe9"}', "is not UTF-8"),
    (record(text=ARABIC)[:60] + b"\xd8\xff" + record(text=ARABIC)[60:], "is not UTF-8"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_RECORDS, ids=[reason for _, reason in BAD_RECORDS])
def test_bad_line_is_refused_with_its_place_and_the_rest_goes_on(tmp_path: Path, line: bytes, reason: str) -> None:
    items = read(tmp_path, "in.jsonl", record(id="before") + b"\n" + line + b"\n\n" + record(id="after") + b"\n")
    (refusal,) = refusals(items)
    assert reason in refusal.reason
    assert refusal.line == 2
    assert "\n" not in str(refusal)
    assert str(refusal).startswith(f"{tmp_path}/in.jsonl:2: refused: ")
    assert refusal.payload == line[: len(refusal.payload)]
    assert [article.id for article in articles(items)] == ["before", "after"]


KEPT_WITH_NOTE = [
    ({"published": None}, "undated", None),
    ({"published": "4 Sep"}, "bad date", None),
    ({"published": "2016-13-45"}, "bad date", None),
    ({"published": "0001-01-01"}, "bad date", None),
    ({"published": "2031-01-01"}, "future", "2031-01-01"),
    ({"published": "9999-12-31T23:59:59+00:00"}, "future", "9999-12-31T23:59:59+00:00"),
    ({"text": ARABIC, "lang": "en"}, "language", "2016-09-04"),
]


@pytest.mark.parametrize(("fields", "kind", "published"), KEPT_WITH_NOTE)
def test_doubtful_record_is_kept_with_a_note(
    tmp_path: Path, fields: dict[str, Any], kind: str, published: str | None
) -> None:
    items = read(tmp_path, "in.jsonl", record(**fields))
    (note,) = notes(items)
    (article,) = articles(items)
    assert (note.kind, note.line, article.published) == (kind, 1, published)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2016-09-04", "2016-09-04"),
        ("20160904", "2016-09-04"),
        ("2016-09-04T12:30:00Z", "2016-09-04T12:30:00Z"),
        ("2016-09-04T12:30:00+03:00", "2016-09-04T12:30:00+03:00"),
        ("2016-09-04 12:30", "2016-09-04T12:30:00+00:00"),
    ],
)
def test_dates(tmp_path: Path, given: str, kept: str) -> None:
    items = read(tmp_path, "in.jsonl", record(published=given))
    assert articles(items)[0].published == kept
    assert not notes(items)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (ARABIC, "ar"),
        (ENGLISH, "en"),
        ("قال كيري", "ar"),
        ("Kerry: no deal", "en"),
        ("واشنطن: لا اتفاق مع موسكو", "ar"),
        ("قال الوزير ان شركة Google LLC و Microsoft Corporation وافقتا على الاتفاق", "ar"),
        ("قال رئیس الحکومة ان الاتفاق قریب وان المفاوضات مستمرة في المدینة", "ar"),
        ("ﻛﺸﻔﺖ ﻣﺼﺎﺩﺭ ﻣﻄﻠﻌﺔ ﻓﻲ ﺍﻟﻤﻘﺎﻭﻣﺔ ﺍﻟﺸﻌﺒﻴﺔ ﺍﻟﺠﻨﻮﺑﻴﺔ ﻋﻦ ﺗﻮﺍﺟﺪ ﻋﻨﺎﺻﺮ ﻣﻦ ﺍﻟﺤﺮﺱ", "ar"),
    ],
)
def test_language_is_found(tmp_path: Path, text: str, lang: str) -> None:
    (article,) = articles(read(tmp_path, "in.jsonl", record(text=text)))
    assert article.lang == lang
    assert article.text == text


def test_named_language_is_trusted_on_short_text(tmp_path: Path) -> None:
    (article,) = articles(read(tmp_path, "in.jsonl", record(text="Merkel: Nein", lang="en-GB")))
    assert article.lang == "en"


def test_id_is_given_or_made_of_the_address_or_of_the_text(tmp_path: Path) -> None:
    lines = [record(id=7), record(url="https://example.org/a"), record(), record(text=ENGLISH + " More.")]
    found = [article.id for article in articles(read(tmp_path, "in.jsonl", b"\n".join(lines)))]
    assert found[0] == "7"
    assert found[1].startswith("url-")
    assert found[2].startswith("text-")
    assert len(set(found)) == 4
    assert found == [article.id for article in articles(read(tmp_path, "again.jsonl", b"\n".join(lines)))]


def test_text_stays_as_published(tmp_path: Path) -> None:
    text = "\u200fقال\u0640\u0640 الوزير:\r\n\t«نعم»\u202e!\n\n" + ARABIC
    (article,) = articles(read(tmp_path, "in.jsonl", record(text=text)))
    assert article.text == text


def test_long_line_is_refused_without_being_loaded(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    with path.open("wb") as out:
        out.write(record(id="before") + b'\n{"text": "')
        for _ in range(50):
            out.write(b"x" * 2**20)
        out.write(b'"}\n' + record(id="after"))
    started = time.monotonic()
    items = list(read_file(str(path), RULES))
    assert time.monotonic() - started < 5
    (refusal,) = refusals(items)
    assert refusal.line == 2
    assert "50.0 MiB" in refusal.reason
    assert not refusal.whole
    assert len(refusal.payload) <= 64 * 1024
    assert [article.id for article in articles(items)] == ["before", "after"]


def test_windows_arabic_is_read_with_one_note(tmp_path: Path) -> None:
    line = json.dumps({"text": ARABIC, "published": "2016-09-04"}, ensure_ascii=False).encode("cp1256")
    items = read(tmp_path, "in.jsonl", line + b"\n" + line)
    assert [note.kind for note in notes(items)] == ["encoding"]
    assert [article.text for article in articles(items)] == [ARABIC, ARABIC]


def test_text_file_in_windows_arabic_and_utf16(tmp_path: Path) -> None:
    items = read(tmp_path, "a.txt", ARABIC.encode("cp1256"))
    assert articles(items)[0].text == ARABIC
    assert {note.kind for note in notes(items)} == {"encoding", "undated"}
    (refusal,) = refusals(read(tmp_path, "b.txt", ARABIC.encode("utf-16")))
    assert "UTF-16" in refusal.reason


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.json", "a.txt", "a.html", "a.rss", "a.warc", "a.txt.gz"])
@pytest.mark.parametrize("data", [b"", b"\n \n"], ids=["empty", "blank"])
def test_empty_file_is_refused_in_one_line(tmp_path: Path, name: str, data: bytes) -> None:
    (item,) = read(tmp_path, name, gzip.compress(data) if name.endswith(".gz") else data)
    assert isinstance(item, Refused)
    assert item.line is None or item.line == 1


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.json", "a.html", "a.rss", "a.warc", "a.warc.gz"])
def test_garbage_is_refused(tmp_path: Path, name: str) -> None:
    garbage = bytes(range(256)) * 64
    items = read(tmp_path, name, garbage)
    assert refusals(items)
    assert not articles(items)


def test_cut_gzip_keeps_what_came_before(tmp_path: Path) -> None:
    lines = b"\n".join(record(id=str(i), text=f"{ENGLISH} {i} {hash(i * 7919)}") for i in range(3000))
    items = read(tmp_path, "cut.jsonl.gz", gzip.compress(lines)[:-2000])
    assert 0 < len(articles(items)) < 3000
    assert "cannot be read on" in refusals(items)[-1].reason


def test_json_document_with_one_or_many(tmp_path: Path) -> None:
    one, two = json.loads(record(id="1")), json.loads(record(id="2"))
    assert [a.id for a in articles(read(tmp_path, "a.json", json.dumps(one).encode()))] == ["1"]
    assert [a.id for a in articles(read(tmp_path, "b.json", json.dumps([one, two]).encode()))] == ["1", "2"]
    items = read(tmp_path, "c.json", json.dumps({"articles": [one, {"title": "no"}, two]}).encode())
    assert [a.id for a in articles(items)] == ["1", "2"]
    assert refusals(items)[0].line == 2


PAGE = """<!doctype html><html lang="en"><head><title>Deal near, minister says | Demo Wire</title>
<meta property="og:site_name" content="Demo Wire">
<meta property="article:published_time" content="2016-09-04T10:00:00+00:00">
<link rel="canonical" href="https://example.org/deal"></head><body><nav><a href="/">Home</a></nav><article>
<h1>Deal near, minister says</h1><p>{0}</p>
<p>{0} He did not say when the text would be signed, or by whom.</p></article>
<footer>About us. Contact.</footer></body></html>"""


def test_page_gives_body_title_date_and_publisher(tmp_path: Path) -> None:
    (article,) = articles(read(tmp_path, "p.html", PAGE.format(ENGLISH).encode()))
    assert ENGLISH in article.text
    assert "Contact" not in article.text
    assert article.title is not None
    assert "Deal near" in article.title
    assert (article.published, article.publisher, article.url) == (
        "2016-09-04",
        "Demo Wire",
        "https://example.org/deal",
    )


def test_page_in_windows_arabic(tmp_path: Path) -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1256">').format(ARABIC)
    (article,) = articles(read(tmp_path, "p.html", page.encode("cp1256", errors="replace")))
    assert ARABIC in article.text


@pytest.mark.parametrize(
    "page",
    [
        b"<div>" * 200_000,
        b"<p>" + b"<b><i>" * 100_000 + b"x",
        b"<table><tr><td>" * 60_000,
        b"<a href='" + b"x" * 1_000_000,
        b"<p>word word word word word word word word word</p>" * 20_000,
    ],
    ids=["nested", "inline", "tables", "attribute", "paragraphs"],
)
def test_hostile_page_ends_in_time(tmp_path: Path, page: bytes) -> None:
    started = time.process_time()  # of this process alone, whatever else the machine has to do
    items = read(tmp_path, "p.html", page)
    assert time.process_time() - started < 5 * max(1, len(page) / 2**20)
    assert items


FEED = f"""<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>
<title>Demo Wire</title><language>en</language>
<item><title>Deal near</title><link>https://example.org/1</link><pubDate>Sun, 04 Sep 2016 10:00:00 +0300</pubDate>
<description>&lt;p&gt;{ENGLISH}&lt;/p&gt;
&lt;script&gt;alert(1)&lt;/script&gt;&lt;p&gt;More was not said.&lt;/p&gt;</description></item>
<item><title></title><link>https://example.org/2</link></item></channel></rss>"""


def test_feed_entries_are_articles(tmp_path: Path) -> None:
    items = read(tmp_path, "f.rss", FEED.encode())
    (article,) = articles(items)
    assert article.text == f"{ENGLISH}\nMore was not said."
    assert (article.published, article.publisher) == ("2016-09-04T07:00:00+00:00", "Demo Wire")
    assert refusals(items)[0].line == 2


def test_warc_pages_are_articles(tmp_path: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for url, kind, body in (
        ("https://example.org/1", "text/html; charset=utf-8", PAGE.format(ENGLISH).encode()),
        ("https://example.org/2", "image/png", b"\x89PNG"),
        ("https://example.org/3", "text/html", b"<html></html>"),
    ):
        head = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=head))
    items = read(tmp_path, "a.warc.gz", out.getvalue())
    assert [article.url for article in articles(items)] == ["https://example.org/1"]
    assert [refusal.reason for refusal in refusals(items)] == ["the page has no article text"]


def test_folder_is_read_in_order_and_other_files_are_counted(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.jsonl").write_bytes(record(id="2"))
    (tmp_path / "1.jsonl.gz").write_bytes(gzip.compress(record(id="1")))
    (tmp_path / "image.png").write_bytes(b"x")
    (tmp_path / ".hidden.jsonl").write_bytes(record(id="hidden"))
    items = list(read_paths([str(tmp_path)], RULES))
    assert [article.id for article in articles(items)] == ["1", "2"]
    assert [note.message for note in notes(items)] == ["1 files of other kinds passed over"]


def test_standard_input(tmp_path: Path) -> None:
    items = list(read_paths(["-"], RULES, io.BytesIO(record(id="1") + b"\nnonsense\n")))
    assert [article.id for article in articles(items)] == ["1"]
    assert str(refusals(items)[0]).startswith("<stdin>:2: refused: is no JSON")


def test_paths_are_checked_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPath, match=r"missing\.jsonl: no such file"):
        check_paths([str(tmp_path), str(tmp_path / "missing.jsonl")])
    (tmp_path / "a.pdf").write_bytes(b"x")
    with pytest.raises(NoSuchPath, match=r"\.jsonl"):
        check_paths([str(tmp_path / "a.pdf")])
