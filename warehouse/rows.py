"""Claims, articles, utterances and shifts as rows of the tables, and claims back from rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa

from claims.model import (
    Actor,
    Article,
    Attribution,
    Claim,
    Position,
    Shift,
    Spans,
    Speaker,
    Utterance,
    When,
)
from warehouse.dates import as_date

Row = dict[str, Any]
_TEXTS = pa.list_(pa.string())
_ATTRIBUTION_FLAGS = ("lemma", "factuality", "negated", "pluperfect", "agreement", "shares", "inside", "confidence")

NUMBER = pa.field("article_number", pa.int32())
ARTICLES = pa.schema(
    [
        ("article_id", pa.string()),
        NUMBER,
        ("version", pa.int32()),
        ("content_hash", pa.string()),
        ("fingerprint", pa.string()),
        ("url", pa.string()),
        ("publisher", pa.string()),
        ("title", pa.string()),
        ("lang", pa.string()),
        ("published", pa.string()),
        ("published_at", pa.timestamp("us")),
        ("fetched_at", pa.timestamp("us")),
        ("story_id", pa.string()),
        ("sketch", pa.list_(pa.uint64())),
        ("text", pa.string()),
        ("run_id", pa.string()),
    ]
)
CLAIMS = pa.schema(
    [
        ("claim_id", pa.string()),
        ("article_id", pa.string()),
        ("ordinal", pa.int32()),
        ("actor_id", pa.string()),
        ("speaker", pa.string()),
        ("role", pa.string()),
        ("speaks_for", pa.string()),
        ("country", pa.string()),
        ("topic_id", pa.string()),
        ("said_at", pa.string()),
        ("said_date", pa.date32()),
        ("said_precision", pa.string()),
        ("said_expr", pa.string()),
        ("said_rank", pa.int32()),
        ("recalled", pa.bool_()),
        ("act", pa.string()),
        ("type", pa.string()),
        ("kind", pa.string()),
        ("position", pa.int32()),
        ("certainty", pa.string()),
        ("conditional", pa.bool_()),
        ("reasons", _TEXTS),
        ("position_confidence", pa.float64()),
        ("kind_confidence", pa.float64()),
        ("confidence", pa.float64()),
        ("speaker_confidence", pa.float64()),
        ("source", pa.string()),
        ("cue", pa.string()),
        ("content", pa.string()),
        ("content_start", pa.int32()),
        ("content_end", pa.int32()),
        ("via", pa.string()),
        ("names", _TEXTS),
        ("attribution", pa.string()),
        ("alleged_actor_id", pa.string()),
        ("alleged_actor", pa.string()),
        ("alleged_position", pa.string()),
    ]
)
STORED_CLAIMS = CLAIMS.append(NUMBER)
UTTERANCES = pa.schema(
    [
        ("utterance_id", pa.string()),
        ("actor_id", pa.string()),
        ("topic_id", pa.string()),
        ("said_at", pa.string()),
        ("said_date", pa.date32()),
        ("kind", pa.string()),
        ("position", pa.int32()),
        ("certainty", pa.string()),
        ("act", pa.string()),
        ("content", pa.string()),
        ("lang", pa.string()),
        ("outlets", _TEXTS),
        ("claim_ids", _TEXTS),
    ]
)
SHIFTS = pa.schema(
    [
        ("shift_id", pa.string()),
        ("actor_id", pa.string()),
        ("topic_id", pa.string()),
        ("relation", pa.string()),
        ("kind", pa.string()),
        ("from_position", pa.int32()),
        ("to_position", pa.int32()),
        ("earlier_claim_id", pa.string()),
        ("later_claim_id", pa.string()),
        ("earlier_utterance_id", pa.string()),
        ("later_utterance_id", pa.string()),
        ("within_day", pa.bool_()),
        ("alleged", pa.bool_()),
        ("accuser_id", pa.string()),
        ("status", pa.string()),
        ("confidence", pa.float64()),
        ("reasons", _TEXTS),
        ("guards", pa.string()),
        ("run_id", pa.string()),
    ]
)


def table(rows: Iterable[Row], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist(list(rows), schema=schema)


def content_hash(article: Article) -> str:
    """A digest of all that a reader sees of an article: another digest is another version."""
    parts = (article.text, article.title, article.lang, article.published, article.url, article.publisher)
    return hashlib.sha256("\x1f".join(part or "" for part in parts).encode("utf-8", "surrogatepass")).hexdigest()


def timestamp(iso: str | None) -> datetime | None:
    """A date or datetime in ISO 8601 as UTC without zone (a bare date is its midnight); None where it is neither."""
    if not iso:
        return None
    try:
        return utc(datetime.fromisoformat(iso))
    except (ValueError, OverflowError):  # no moment, or one that falls out of the calendar in UTC
        return None


def utc(moment: datetime) -> datetime:
    """A moment in UTC, its zone left out; one without zone is in UTC already."""
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def strings(*names: str) -> pa.Schema:
    """A schema of texts."""
    return pa.schema([(name, pa.string()) for name in names])


def claim_row(claim: Claim, ordinal: int) -> Row:
    """The row of a claim; what only linking needs goes into ``attribution`` and ``speaker`` as JSON."""
    found, when, position = claim.attribution, claim.when, claim.position
    spans = {role: [list(s) for s in getattr(found, role)] for role in ("source", "cue", "content", "target", "via")}
    flags = {name: getattr(found, name) for name in _ATTRIBUTION_FLAGS}
    start, end = (found.content[0][0], found.content[-1][1]) if found.content else (0, 0)
    actor, alleged = claim.speaker.actor, claim.alleged_position
    speaker = {"actor": asdict(actor), "institutions": [asdict(one) for one in claim.speaker.institutions]}
    return {
        "claim_id": claim.id,
        "article_id": claim.article_id,
        "ordinal": ordinal,
        "actor_id": actor.id,
        "speaker": _json(speaker),
        "role": actor.role,
        "speaks_for": actor.speaks_for,
        "country": actor.country,
        "topic_id": claim.topic_id,
        "said_at": when.at,
        "said_date": as_date(when.at),
        "said_precision": when.precision,
        "said_expr": when.expression,
        "said_rank": when.rank,
        "recalled": when.recalled,
        "act": found.act,
        "type": found.type,
        "kind": position.kind,
        "position": position.value,
        "certainty": position.certainty,
        "conditional": position.conditional,
        "reasons": list(position.reasons),
        "position_confidence": position.confidence,
        "kind_confidence": position.kind_confidence,
        "confidence": claim.confidence,
        "speaker_confidence": claim.speaker.confidence,
        "source": claim.source_text,
        "cue": claim.cue_text,
        "content": claim.content_text,
        "content_start": start,
        "content_end": end,
        "via": claim.speaker.via,
        "names": list(claim.speaker.names),
        "attribution": _json({**spans, **flags}),
        "alleged_actor_id": claim.alleged_actor.id if claim.alleged_actor else None,
        "alleged_actor": _json(asdict(claim.alleged_actor)) if claim.alleged_actor else None,
        "alleged_position": _json(asdict(alleged)) if alleged else None,
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def claim_of(row: Row, actors: Mapping[str, Actor]) -> Claim:
    """The claim that a row of ``claims_stored`` (with lang, publisher and published of its article) holds.

    ``actors`` are those of rows that the first schema stored, which knew no speakers of a day.
    """
    alleged = json.loads(row["alleged_position"]) if row["alleged_position"] else None
    return Claim(
        id=row["claim_id"],
        article_id=row["article_id"],
        attribution=_attribution(row),
        speaker=_speaker(row, actors),
        when=When(row["said_at"], row["said_precision"], row["said_expr"], row["said_rank"], row["recalled"]),
        topic_id=row["topic_id"],
        position=_position(row),
        source_text=row["source"],
        cue_text=row["cue"],
        content_text=row["content"],
        lang=row["lang"],
        publisher=row["publisher"],
        published=row["published"],
        alleged_actor=_alleged_actor(row, actors),
        alleged_position=Position(**{**alleged, "reasons": tuple(alleged["reasons"])}) if alleged else None,
    )


def _speaker(row: Row, actors: Mapping[str, Actor]) -> Speaker:
    names, via, confidence = tuple(row["names"]), row["via"], row["speaker_confidence"]
    if row["speaker"] is None:
        return Speaker(actors[row["actor_id"]], names, via, confidence)
    stored = json.loads(row["speaker"])
    institutions = tuple(Actor(**one) for one in stored["institutions"])
    return Speaker(Actor(**stored["actor"]), names, via, confidence, institutions)


def _alleged_actor(row: Row, actors: Mapping[str, Actor]) -> Actor | None:
    if row["alleged_actor"] is not None:
        return Actor(**json.loads(row["alleged_actor"]))
    return actors.get(row["alleged_actor_id"]) if row["alleged_actor_id"] else None


def _attribution(row: Row) -> Attribution:
    stored: dict[str, Any] = json.loads(row["attribution"])
    for role in ("source", "cue", "content", "target", "via"):
        spans: Spans = tuple((start, end) for start, end in stored[role])
        stored[role] = spans
    return Attribution(type=row["type"], act=row["act"], **stored)


def _position(row: Row) -> Position:
    return Position(
        row["kind"],
        row["position"],
        row["certainty"],
        row["conditional"],
        tuple(row["reasons"]),
        row["position_confidence"],
        row["kind_confidence"],
    )


def utterance_row(utterance: Utterance) -> Row:
    position = utterance.position
    return {
        "utterance_id": utterance.id,
        "actor_id": utterance.actor_id,
        "topic_id": utterance.topic_id,
        "said_at": utterance.said_at,
        "said_date": as_date(utterance.said_at),
        "kind": position.kind,
        "position": position.value,
        "certainty": position.certainty,
        "act": utterance.act,
        "content": utterance.content,
        "lang": utterance.lang,
        "outlets": list(utterance.outlets),
        "claim_ids": list(utterance.claim_ids),
    }


def shift_row(shift: Shift, run_id: str) -> Row:
    return {
        "shift_id": shift.id,
        "actor_id": shift.actor_id,
        "topic_id": shift.topic_id,
        "relation": shift.relation,
        "kind": shift.kind,
        "from_position": shift.from_value,
        "to_position": shift.to_value,
        "earlier_claim_id": shift.earlier_claim_id,
        "later_claim_id": shift.later_claim_id,
        "earlier_utterance_id": shift.earlier_utterance_id,
        "later_utterance_id": shift.later_utterance_id,
        "within_day": shift.within_day,
        "alleged": shift.alleged,
        "accuser_id": shift.accuser_id,
        "status": shift.status,
        "confidence": shift.confidence,
        "reasons": list(shift.reasons),
        "guards": json.dumps([asdict(guard) for guard in shift.guards], ensure_ascii=False),
        "run_id": run_id,
    }


def rows_of(result: Any) -> Sequence[Row]:
    """The rows of an executed query as dictionaries."""
    names = [column[0] for column in result.description]
    return [dict(zip(names, values, strict=True)) for values in result.fetchall()]
