"""Sure shifts are told: in order, signed, again until taken, not twice; nothing of the secret is shown."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import httpx
import pytest
from hand_made import NOON, TOPIC, OneClaimEngine, article

from claims.configuration import ConfigurationError
from claims.model import Article
from flows.alerts import PREFECT, announce
from flows.settings import Settings, WebhookSettings, load_settings
from flows.sources.items import Read
from flows.webhook import Undelivered, Webhook, signature
from flows.work import Report, run
from warehouse.reader import on_newest

SECRET = "a shared secret of ours"
NEAR = article("a", "A deal is near", "2016-09-03")
FAILED = article("b", "The deal failed and no talks follow", "2016-09-05")
NEAR_AGAIN = article("c", "A deal is near once more", "2016-09-07")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    (tmp_path / "mawqif.yaml").write_text(
        "db: w.duckdb\nfeed: out/shifts.atom\napp: {url: 'https://news.example.org/mawqif/'}\n"
        "webhook: {url: 'https://hooks.example.org/t/token-in-the-path', attempts: 3}\n"
    )
    monkeypatch.setenv("MAWQIF_WEBHOOK__SECRET", SECRET)
    found = load_settings(tmp_path)
    return found.model_copy(update={"db": tmp_path / "w.duckdb", "feed": tmp_path / "out" / "shifts.atom"})


def track(settings: Settings, *articles: Article, **more: Any) -> Report:
    items = [Read(one, "in.jsonl", number) for number, one in enumerate(articles, 1)]
    engine = OneClaimEngine()
    return run(
        "track",
        items,
        db=settings.db,
        topics=[TOPIC],
        engine=engine,
        batch_size=5,
        lock_timeout_s=10,
        clock=lambda: NOON,
        **more,
    )


class Receiver:
    """A receiver that answers what it is told to, and keeps what it took."""

    def __init__(self, *answers: int) -> None:
        self.answers = list(answers)
        self.seen: list[httpx.Request] = []
        self.pauses: list[float] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        status = self.answers.pop(0) if self.answers else 204
        if status == 0:
            raise httpx.ConnectError("refused", request=request)
        return httpx.Response(status, text="no thanks")

    def webhook(self, settings: Settings) -> Webhook:
        return Webhook(settings.webhook, httpx.MockTransport(self), self.pauses.append, lambda: NOON)

    @property
    def ids(self) -> list[str]:
        return [request.headers["Mawqif-Delivery"] for request in self.seen]


def tell(settings: Settings, report: Report, receiver: Receiver) -> dict[str, int]:
    return announce(settings, report.run_id, webhook=receiver.webhook(settings), clock=lambda: NOON).delivered


def ask(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    with_store = on_newest(settings.db, lambda reader: reader.sql(query))
    return [tuple(row) for row in with_store.rows]


def test_a_shift_is_told_once_signed_with_both_statements_and_a_link(settings: Settings) -> None:
    receiver = Receiver()
    report = track(settings, NEAR, FAILED)
    assert list(tell(settings, report, receiver).values()) == [1]
    (request,) = receiver.seen
    body = json.loads(request.content)
    assert (body["event"], body["shift_id"], body["relation"]) == (
        "mawqif.shift.detected",
        report.shifts_new[0],
        "reverse",
    )
    assert (body["earlier"]["content"], body["later"]["publisher"]) == ("A deal is near", "Wire")
    assert body["link"] == "https://news.example.org/mawqif/?topic=deal&actor=actor-minister"
    moment, given = (part.split("=")[1] for part in request.headers["Mawqif-Signature"].split(","))
    wanted = hmac.new(SECRET.encode(), f"{moment}.".encode() + request.content, hashlib.sha256).hexdigest()
    assert (int(moment), given) == (int(NOON.timestamp()), wanted)
    assert signature("another secret", int(moment), request.content) != request.headers["Mawqif-Signature"]
    again = track(settings, NEAR, FAILED)
    assert tell(settings, again, receiver) == {}
    assert len(receiver.seen) == 1


def test_what_is_not_taken_is_tried_again_with_pauses_and_then_by_the_next_run(settings: Settings) -> None:
    receiver = Receiver(500, 0, 503, 429, 204)
    first = track(settings, NEAR, FAILED)
    assert tell(settings, first, receiver) == {}
    assert (len(receiver.seen), receiver.pauses) == (3, [1.0, 2.0])
    later = track(settings, NEAR, FAILED, NEAR_AGAIN)
    assert list(tell(settings, later, receiver).values()) == [2]
    assert receiver.ids == [first.shifts_new[0]] * 5 + later.shifts_new
    track(settings)
    assert ask(settings, "SELECT state, attempts FROM deliveries ORDER BY attempts") == [
        ("delivered", 1),
        ("delivered", 2),
    ]


def test_a_receiver_that_refuses_one_gets_the_others(settings: Settings) -> None:
    receiver = Receiver(400)
    report = track(settings, NEAR, FAILED, NEAR_AGAIN)
    assert list(tell(settings, report, receiver).values()) == [1]
    assert (len(receiver.seen), receiver.pauses) == (2, [])
    track(settings)
    assert [row[:2] for row in ask(settings, "SELECT state, error FROM deliveries ORDER BY state DESC")] == [
        ("refused", "answered 400: no thanks"),
        ("delivered", None),
    ]


def test_after_a_death_between_sending_and_noting_it_comes_again_under_its_id(settings: Settings) -> None:
    report = track(settings, NEAR, FAILED)
    sent: list[str] = []

    def dies(shift_id: str, _payload: object) -> None:
        sent.append(shift_id)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        announce(settings.model_copy(update={"webhook": WebhookSettings()}), report.run_id, emit=dies)
    announce(
        settings.model_copy(update={"webhook": WebhookSettings()}),
        "run-2",
        emit=lambda shift_id, _p: sent.append(shift_id),
    )
    assert sent == report.shifts_new * 2


def test_a_new_channel_hears_only_what_is_new(settings: Settings) -> None:
    track(settings, NEAR, FAILED)
    receiver = Receiver()
    later = track(settings, NEAR, FAILED, NEAR_AGAIN)
    tell(settings, later, receiver)
    assert receiver.ids == later.shifts_new


def test_a_shift_that_went_is_withdrawn_and_a_quiet_run_tells_nobody(settings: Settings) -> None:
    receiver = Receiver(0, 0, 0)
    first = track(settings, NEAR, FAILED)
    tell(settings, first, receiver)
    receiver.seen.clear()
    edited = article("b", "A deal is near, it seems", "2016-09-05")
    quiet = track(settings, NEAR, edited, NEAR_AGAIN, article("d", "It failed again", "2016-09-09"), announce=False)
    assert quiet.shifts_new
    assert tell(settings, quiet, receiver) == {}
    assert receiver.seen == []
    track(settings)
    assert ask(settings, "SELECT state FROM deliveries") == [("withdrawn",)]


def test_prefect_and_webhook_fail_alone(settings: Settings) -> None:
    receiver, emitted = Receiver(), list[str]()
    report = track(settings, NEAR, FAILED)

    def emit(shift_id: str, _payload: object) -> None:
        emitted.append(shift_id)
        raise Undelivered("the server is gone")

    told = announce(settings, report.run_id, emit=emit, webhook=receiver.webhook(settings), clock=lambda: NOON)
    assert list(told.delivered.values()) == [1]
    assert told.failed == [f"{PREFECT}: {report.shifts_new[0]}: the server is gone"]
    told = announce(settings, "run-2", emit=lambda _id, _payload: None, webhook=receiver.webhook(settings))
    assert (told.delivered, len(receiver.seen)) == ({PREFECT: 1}, 1)


def test_the_feed_is_renewed_only_when_it_changed(settings: Settings) -> None:
    report = track(settings, NEAR, FAILED)
    tell(settings, report, Receiver())
    assert settings.feed is not None
    written = settings.feed.stat()
    assert report.shifts_new[0] in ElementTree.parse(settings.feed).findtext(".//{*}entry/{*}id", "")
    tell(settings, track(settings, NEAR, FAILED), Receiver())
    assert settings.feed.stat().st_mtime_ns == written.st_mtime_ns
    tell(settings, track(settings, NEAR, FAILED, NEAR_AGAIN), Receiver())
    assert len(ElementTree.parse(settings.feed).findall("{*}entry")) == 2
    assert [path.name for path in settings.feed.parent.iterdir()] == ["shifts.atom"]


def test_no_secret_is_shown(settings: Settings, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    tell(settings, track(settings, NEAR, FAILED), Receiver(0, 0, 0))
    told = repr(settings) + str(settings.webhook) + "".join(capsys.readouterr())
    track(settings)
    told += str(ask(settings, "SELECT * FROM deliveries"))
    assert "hooks.example.org" in told
    for hidden in (SECRET, "token-in-the-path"):
        assert hidden not in told


@pytest.mark.parametrize("wrong", ["webhook: {secret: short77}", "webhook: {url: ftp://user:token77@x}"])
def test_a_wrong_secret_is_told_without_it(wrong: str, tmp_path: Path) -> None:
    (tmp_path / "mawqif.yaml").write_text(wrong)
    with pytest.raises(ConfigurationError, match=r"mawqif.yaml: webhook\.(secret|url)") as told:
        load_settings(tmp_path)
    assert "77" not in str(told.value).replace(str(tmp_path), "")


def test_a_run_whose_process_died_is_recorded_by_the_next(settings: Settings, die: Callable[[Settings], None]) -> None:
    die(settings)
    report = track(settings, NEAR)
    assert len(report.killed_before) == 1
    ((state, ended, error), (other, _, _)) = ask(
        settings, "SELECT state, ended_at, error FROM runs ORDER BY state DESC"
    )
    assert (state, other) == ("failed", "completed")
    assert ended is not None
    assert "killed" in error
    assert track(settings, NEAR).killed_before == []


@pytest.fixture
def die() -> Callable[[Settings], None]:
    """A process that begins a run and is gone, which leaves the row and the file of the run."""
    from warehouse.alive import folder
    from warehouse.store import Store

    def begin(settings: Settings) -> None:
        with Store.open(settings.db) as store:
            run_id = store.start_run("track", started_at=NOON)
        folder(settings.db).mkdir()
        (folder(settings.db) / run_id).touch()

    return begin
