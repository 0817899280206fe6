"""Who said each side of a change, of warehouses that older versions made."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from tests.snapshot import select
from warehouse import migrations
from warehouse.store import Store


@pytest.mark.parametrize("number", range(7, 14))
def test_shifts_of_an_older_warehouse_come_to_name_who_said_each_side(db: Path, number: int) -> None:
    """From the first schema with marts on; before it, they are made as the topics are linked anew."""
    with duckdb.connect(str(db)) as con:
        migrations.migrate(con, upto=number)
        for said, speaker in (("u1", "kerry"), ("u2", "kirby")):
            con.execute(
                "INSERT INTO utterances BY NAME SELECT ? AS utterance_id, ? AS actor_id, 'deal' AS topic_id, "
                "'policy' AS kind, 'certain' AS certainty, 'say' AS act, 'words' AS content, 'en' AS lang, "
                "[] AS outlets, [] AS claim_ids",
                [said, speaker],
            )
        for shift_id, earlier in (("s-two-voices", "u1"), ("s-alleged", None)):
            row = {
                "shift_id": shift_id, "actor_id": "state", "topic_id": "deal", "relation": "reverse", "kind": "policy",
                "later_claim_id": "c2", "within_day": False, "alleged": earlier is None, "status": "shift",
                "confidence": 0.8, "reasons": ["why"], "guards": "[]",
            }  # fmt: skip
            stored = {"earlier_utterance_id": earlier, "later_utterance_id": "u2", "run_id": "r"}
            for table, values in (("shifts_stored", row | stored), ("mart_shifts", row)):
                columns = ", ".join(values)
                con.execute(
                    f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(values))})", [*values.values()]
                )
    with Store.open(db) as store:
        store.publish()
    told = select(db, "SELECT shift_id, earlier_speaker_id, later_speaker_id FROM mart_shifts ORDER BY 1").rows
    assert [tuple(row) for row in told] == [("s-alleged", None, "kirby"), ("s-two-voices", "kerry", "kirby")]
