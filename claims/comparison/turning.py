"""Words that both statements have, denied in one and not in the other: one turned round, whatever the words mean."""

from __future__ import annotations

from claims.model import Lang
from claims.positions.effects import effects
from claims.positions.general import STOPS, tag_by_clause, tagged_text
from claims.stems import stem, stop_stems

_TURNING = frozenset({"flip", "against", "doubt"})
_REACH = 7
"""Words behind a negation that it turns."""
_LEAST, _HEAD = 3, 5
"""Letters of a stem that is compared, and how many of them are."""
NAMES = ("turned_alike", "turned_otherwise", "only_alike", "only_otherwise", "turned_balance", "nothing_shared")
_MOST = 3


def turning(earlier: str, later: str, lang: Lang) -> tuple[float, ...]:
    """The measures, in the order of ``NAMES``."""
    one, other = _turned(earlier, lang), _turned(later, lang)
    shared = one.keys() & other.keys()
    alike = sum(one[word] == other[word] for word in shared)
    otherwise = len(shared) - alike
    row = (
        *(min(alike, _MOST), min(otherwise, _MOST), alike and not otherwise, otherwise and not alike),
        *((otherwise - alike) / max(1, len(shared)), not shared),
    )
    return tuple(float(bool(value) if at in (2, 3) else value) for at, value in enumerate(row))


def _turned(text: str, lang: Lang) -> dict[str, bool]:
    """The heads of the stems of a text's content words, and whether an odd number of negations reaches them."""
    folded, lexicon, stops = tagged_text(text, lang)[0], effects(lang), stop_stems(lang)
    turned = [False] * len(folded.words)
    for clause in tag_by_clause(text, lang):
        for one in clause:
            if not one.roles & _TURNING:
                continue
            for at in range(one.past, min(one.past + _REACH, len(folded.words))):
                if folded.words[at] in STOPS or folded.words[at] in lexicon.breaks:
                    break
                turned[at] = not turned[at]
    out: dict[str, bool] = {}
    for word, is_turned in zip(folded.words, turned, strict=True):
        found = stem(word, lang)
        if len(found) >= _LEAST and word.isalpha() and found not in stops and "flip" not in lexicon.of(word):
            out.setdefault(found[:_HEAD], is_turned)
    return out
