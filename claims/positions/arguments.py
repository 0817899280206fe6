"""An argument by what would come of it: «rejecting the deal would be a mistake» speaks for the deal.

Where the subject of a clause is a deed or a failure, named by a verbal noun, and what would come of it is bad, the
speaker is against that deed, whatever side its words would take by themselves.
"""

from __future__ import annotations

from dataclasses import replace

from claims.positions.folded import Folded
from claims.positions.lexicon import PositionLexicon
from claims.positions.reading import Reading, sign_of


def argued(reading: Reading | None, folded: Folded, lexicon: PositionLexicon) -> Reading | None:
    """A reading turned round, by at most 1, where its words name what the speaker warns of the consequences of."""
    found = lexicon.consequence.match(folded.text)
    if reading is None or not reading.value or found is None:
        return reading
    if reading.at >= folded.word_at(found.start(1)):  # it is read of the consequence itself
        return reading
    value = -sign_of(reading.value)
    said = f"what would come of it is bad: \u00ab{folded.text[found.start(1) : found.end()]}\u00bb"
    kept = reading.reasons[:-1] if reading.reasons and reading.reasons[-1].startswith("so ") else reading.reasons
    return replace(reading, kind="policy", value=value, reasons=(*kept, said, f"so {value:+d}"), by="argument")
