"""A process that runs the job in children of its own, which tests kill. Commands come on standard input.

Each line is JSON: ``{"db", "articles": [numbers], "edited": [numbers], "now": moment, "publish_limit": bytes}``, the
last three only where wanted; the child's number is answered.
Everything is imported before, so that a child starts in milliseconds.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from hand_made import NOON, TOPIC, OneClaimEngine, article, claim_of

from claims.actors import load_registry
from claims.model import Article, stable_id
from flows.engine import Result
from flows.sources.items import Item, Read, Refused
from flows.work import run
from warehouse.store import Store

CLAIMS = 3


class Several(OneClaimEngine):
    """``CLAIMS`` claims an article, so that half an article can be told."""

    def extract(self, articles: Sequence[Article]) -> list[Result]:
        found: list[Result] = []
        for one in articles:
            (claim,) = claim_of(one).claims
            several = [
                replace(claim, id=stable_id("c", one.id, n), content_text=f"{claim.content_text} ({n})")
                for n in range(CLAIMS)
            ]
            found.append(replace(claim_of(one), claims=tuple(several)))
        return found


def numbered(number: int) -> Article:
    """The article of a number; its position turns every third day."""
    words = ("A deal is near", "Talks go on", "The deal failed")[number % 3]
    return article(f"a{number:03}", f"{words} in round {number}", f"2016-{1 + number // 28:02}-{1 + number % 28:02}")


def edited(one: Article) -> Article:
    """The same article as its outlet changed it."""
    return replace(one, text=one.text.replace("in round", "in the round"))


def track(db: Path, numbers: Sequence[int], changed: Sequence[int] = (), now: datetime = NOON) -> None:
    items: list[Item] = [Read(edited(numbered(n)) if n in changed else numbered(n), "in.jsonl", n) for n in numbers]
    items.insert(len(items) // 2, Refused("in.jsonl", 0, "is no JSON", b"{"))
    run("track", items, db=db, topics=[TOPIC], engine=Several(), batch_size=3, lock_timeout_s=60, clock=lambda: now)


def child(command: dict[str, Any]) -> None:
    limit = command.get("publish_limit")
    if limit:
        own = Store.publish

        def limited(store: Store) -> Path:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            return own(store)

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        Store.publish = limited  # type: ignore[method-assign]
    now = datetime.fromisoformat(command["now"]) if "now" in command else NOON
    track(Path(command["db"]), command["articles"], command.get("edited", ()), now)


def main() -> None:
    load_registry()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for line in sys.stdin:
        command = json.loads(line)
        if "wait" in command:
            _pid, status = os.waitpid(command["wait"], 0)
            print(os.waitstatus_to_exitcode(status), flush=True)
            continue
        pid = os.fork()
        if pid == 0:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(os.open(command["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
            code = 1
            try:
                child(command)
                code = 0
            except BaseException as error:
                print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
            os._exit(code)
        print(pid, flush=True)


if __name__ == "__main__":
    main()
