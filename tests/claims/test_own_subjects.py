"""An English verb that came without a source has the subject that opens its own clause. Invented news."""

from __future__ import annotations

from typing import Any

import pytest
from marked import marked

from claims.actors import load_registry, resolve


def labels(text: str, **options: Any) -> list[str]:
    document, attributions = marked(text, lang="en", **options)
    return [speaker.actor.label for speaker in resolve(document, attributions, load_registry())]


@pytest.mark.parametrize(
    ("clause", "label"),
    [
        ("But Greta Holm {2c:has also pledged} {2x:more boats}.", "Greta Holm"),
        ("Sen. Greta Holm (R-Larsk) {2c:apologised for} {2x:the boats}.", "Greta Holm"),
        ("The Ferry Commission {2c:wants} {2x:more boats}.", "Ferry Commission"),
        ("It rained, and the Ferry Commission {2c:rejected} {2x:the boats}.", "Ferry Commission"),
        ("The prize went to Greta Holm, who {2c:wanted} {2x:more boats}.", "Greta Holm"),
        ("The music {2c:seemed} {2x:to match the boats}.", "unnamed source"),
    ],
)
def test_the_subject_of_its_clause_comes_before_the_last_speaker(clause: str, label: str) -> None:
    assert labels(f"{{1s:Walter Prim}} {{1c:said}} {{1x:boats were safe}}. {clause}") == ["Walter Prim", label]


@pytest.mark.parametrize(
    "clause",
    [
        "and {2c:pledged} {2x:more boats}.",
        "He had tea with Greta Holm and {2c:pledged} {2x:more boats}.",
        "He, who as recently as March {2c:had declared} {2x:boats a waste}, left.",
    ],
)
def test_a_verb_joined_to_another_goes_on_with_its_speaker(clause: str) -> None:
    assert labels(f"{{1s:Walter Prim}} {{1c:said}} {{1x:boats were safe}}. {clause}") == ["Walter Prim", "Walter Prim"]
