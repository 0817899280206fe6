"""Whether a cue, or the event that it rules, is denied: by a negator, a determiner, or a denied existence."""

from __future__ import annotations

from itertools import pairwise

from claims.languages.arabic.morphemes import PROCLITICS
from claims.positions.folded import MARKS, Folded
from claims.positions.lexicon import PositionLexicon

_FAR_OF_EVENT = 2  # words over which a determiner denies a bare event («no quick deal»)
_EXISTENTIAL_REACH = 14
_AVERTED_REACH = 5
_SHORTEST_JOINED = 4  # letters of a word that opens with the conjunction, and not with a letter of its own


def is_negated(folded: Folded, lexicon: PositionLexicon, first: int, past: int, reach: int | None = None) -> bool:
    """Whether an odd number of negators stands within reach before the cue, in its own clause.

    Determiners («no», «none») reach further than adverbs, and over words that carry no meaning of their own. An
    exceptive behind the cue (``لا … إلا``) undoes one; a negator that the cue's pattern holds is the cue's own.
    """
    near, far = reach or lexicon.negation_reach, min(_FAR_OF_EVENT, lexicon.far_reach) if reach else lexicon.far_reach
    count, distance = 0, 0
    for i in range(first - 1, -1, -1):
        word = _strip(folded.words[i], lexicon)
        turns = word in lexicon.contrast and word not in lexicon.transparent
        anew = word == lexicon.joins and folded.words[i + 1 : i + 2] and folded.words[i + 1] in lexicon.further
        if folded.words[i] in MARKS or turns or anew or distance >= far:
            break
        still = i + 1 < len(folded.words) and folded.words[i + 1] in lexicon.still
        if (
            not still
            and word in lexicon.negation
            and (lexicon.is_plain_negator(word) or not _joined(folded, lexicon, i, first))
        ):
            count += distance < near or word in lexicon.far_negation
            if folded.words[i] in lexicon.nor:  # it goes on with a denial before it: «without a limit, nor a condition»
                break
        distance += word not in lexicon.transparent
    count = count or int(reach is None and _denied_to_exist(folded, lexicon, first))
    behind = folded.words[past : past + 4]
    if count and any(word in lexicon.only for word in behind):
        count -= 1
    return count % 2 == 1


def _joined(folded: Folded, lexicon: PositionLexicon, i: int, first: int) -> bool:
    """Whether a conjunction stands between a negator and a cue: «it failed and ended» fails to do nothing."""
    if lexicon.lang == "en":
        return lexicon.joins in folded.words[i + 1 : first]
    return any(
        word.startswith(lexicon.joins) and len(word) > _SHORTEST_JOINED for word in folded.words[i + 1 : first + 1]
    )


def _denied_to_exist(folded: Folded, lexicon: PositionLexicon, first: int) -> bool:
    """Whether a denied existence governs the cue from afar: «there is no version of it that we will accept»."""
    ends = [folded.word_at(found.end() - 1) + 1 for found in lexicon.existential.finditer(folded.text)]
    before = [past for past in ends if past <= first]
    if not before:
        return False
    between = folded.words[before[-1] : first]
    anew = any(one == lexicon.joins and two in lexicon.further for one, two in pairwise(between))
    turned = any(word in MARKS or word in lexicon.contrast for word in between)
    return len(between) <= _EXISTENTIAL_REACH and not anew and not turned


def _strip(word: str, lexicon: PositionLexicon | None = None) -> str:
    """Without a leading conjunction or preposition letter, where the rest is a negator (``بعدم``, ``ولم``)."""
    if lexicon is None or lexicon.lang != "ar" or word in lexicon.negation:
        return word
    for cut in (1, 2):
        if word[cut:] in lexicon.negation and len(word) - cut >= 2 and PROCLITICS.issuperset(word[:cut]):
            return word[cut:]
    return word


def is_denied(folded: Folded, lexicon: PositionLexicon, at: int) -> bool:
    """Whether an event is not to be: «no stoppage», «without a strike», «that a strike could be avoided»."""
    behind = folded.words[at + 1 : at + 1 + _AVERTED_REACH]
    end = next((i for i, word in enumerate(behind) if word in MARKS or word in lexicon.contrast), len(behind))
    if any(word in lexicon.averted for word in behind[:end]):
        return True
    return any(_strip(word, lexicon) in lexicon.without for word in folded.words[max(at - 2, 0) : at])
