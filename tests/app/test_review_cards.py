"""The text around a claim: whole words where it is cut, dots where the article goes on."""

from __future__ import annotations

import json
import re

import pytest

from app.review_cards import _around

TEXT = "Earlier words of it. Ann said that the deal is near. Later words of it."
WORDS = {"source": "Ann", "cue": "said", "content": "that the deal is near"}


def around(start: int, end: int) -> str:
    """What is shown of a piece of the text, without its marks."""
    spans = {role: [[TEXT.index(words), TEXT.index(words) + len(words)]] for role, words in WORDS.items()}
    claim = {
        "claim_id": "c", "lang": "en", "window_start": start, "around": TEXT[start:end], "goes_on": end < len(TEXT),
        "attribution": json.dumps(spans),
    }  # fmt: skip
    shown = _around(claim)
    assert '<span class="mw-content">that the deal is near' in shown or start > TEXT.index("that")
    return re.sub("<[^>]+>", "", shown)


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (0, len(TEXT), TEXT),
        (3, len(TEXT), "\u2026 " + TEXT[8:]),
        (0, len(TEXT) - 2, TEXT[:-4] + " \u2026"),
        (TEXT.index("Ann"), TEXT.index("near") + 4, "\u2026 Ann said that the deal is near \u2026"),
        (TEXT.index("said") + 2, TEXT.index("near") + 4, "\u2026 id that the deal is near \u2026"),
    ],
)
def test_no_part_of_a_word_stands_at_an_end_unless_it_is_marked(start: int, end: int, shown: str) -> None:
    assert around(start, end) == shown
