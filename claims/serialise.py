"""Claims as the JSON lines of ``mawqif extract``; the keys are public (see docs/commands.md)."""

from __future__ import annotations

from typing import Any

from claims.model import Claim, ExtractedArticle


def to_output(extracted: ExtractedArticle) -> dict[str, Any]:
    """One article as a dictionary that JSON can hold: id, lang, published and its attributions."""
    article = extracted.article
    return {
        "id": article.id,
        "lang": article.lang,
        "published": article.published,
        "attributions": [_attribution(claim) for claim in extracted.claims],
    }


def _attribution(claim: Claim) -> dict[str, Any]:
    found, speaker, when, position = claim.attribution, claim.speaker, claim.when, claim.position
    return {
        "claim_id": claim.id,
        "source": [list(span) for span in found.source],
        "cue": [list(span) for span in found.cue],
        "content": [list(span) for span in found.content],
        "type": found.type,
        "act": found.act,
        "actor": speaker.actor.label,
        "actor_id": speaker.actor.id,
        "actor_names": list(speaker.names),
        "via": speaker.via,
        "said_at": when.at,
        "said_precision": when.precision,
        "said_expr": when.expression,
        "topic": claim.topic_id,
        "kind": position.kind,
        "position": position.value,
        "certainty": position.certainty,
        "confidence": claim.confidence,
    }
