"""Who is told of in a passive and does not speak: «Field, known as …», «He is accused of …», «It is expected …»."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from claims.actors.discourse import Discourse
from claims.actors.mention import Mention
from claims.configuration import check_keys, shipped_yaml

_PATH = "lexicons/en/passives.yaml"
_SECTIONS = (
    "be",
    "between",
    "participles",
    "clitic",
    "bare",
    "apposed",
    "behind",
    "as_speaker",
    "expletives",
    "raising",
)
_BEFORE = 60  # code points before a cue in which its auxiliary stands
_WORD = re.compile(r"[a-z]+(?:['\u2019][a-z]+)?|['\u2019][a-z]+|[.,;:!?()\"\u201c\u201d\n]")


@cache
def _listed() -> Mapping[str, frozenset[str]]:
    data = shipped_yaml(_PATH)
    check_keys(_PATH, data, _SECTIONS)
    return {name: frozenset(str(w) for w in data[name]) for name in _SECTIONS}


def _words(text: str) -> list[str]:
    return [word.replace("\u2019", "'") for word in _WORD.findall(text.casefold())]


def is_patient(talk: Discourse, i: int) -> bool:
    """Whether an English cue is a passive whose subject is only told of, and no agent stands behind it."""
    a = talk.attributions[i]
    if talk.lang != "en" or not a.cue or (a.source and a.source[0][0] > a.cue[0][0]):
        return False
    cue = _words(talk.text(a.cue))
    if cue[:2] == ["let", "it"]:  # «let it be known that» is speech
        return False
    first, known = a.cue[0][0], _listed()
    if {"it", "it's"} & {*cue} and known["be"] & {*cue} and known["expletives"] & {*cue}:
        return True  # «Nor is it clear that …»
    at = next((n for n, word in enumerate(cue) if word in known["participles"]), None)
    if at is None or any(word in known["as_speaker"] for word in cue[at + 1 :]):
        return False
    before = _words(talk.document.text[max(0, first - _BEFORE) : first]) + cue[:at]
    while before and (before[-1] in known["between"] or before[-1].endswith("ly")):
        before.pop()
    aux = before[-1] if before else ""
    if aux in known["be"] or (aux.endswith("'s") and cue[at] in known["clitic"]):
        return not _says_so(talk, i)
    bare = " ".join(cue[at : at + 2])
    apposed = bare in known["apposed"] and aux == ","
    return bare in known["bare"] or apposed or _is_asked(cue[at], before)


def _says_so(talk: Discourse, i: int) -> bool:
    """Whether a passive is one of speech: «was quoted as saying»."""
    behind = _words(talk.document.text[talk.attributions[i].cue[-1][1] :][:_BEFORE])
    return behind[:1] == ["as"] and behind[1:2] == ["saying"]


def _is_asked(participle: str, before: list[str]) -> bool:
    """Whether a participle alone is a clause about who was asked: «When asked whether …», «Asked about it, …»."""
    last = before[-1] if before else ""
    opens = not last or last in {".", "!", "?", "\n", '"', "\u201d"}
    return participle in _listed()["behind"] and (opens or last in {"when", "if", "while", "once", "after"})


def is_raised(talk: Discourse, i: int) -> bool:
    """Whether a cue tells how something seems: its subject need not say or think so."""
    words = _words(talk.text(talk.attributions[i].cue))
    return any(word in _listed()["raising"] for word in words)


def is_expletive(talk: Discourse, i: int, mention: Mention) -> bool:
    """Whether "it" is the subject of what nobody says: «It is clear that …», «it seems»."""
    a = talk.attributions[i]
    if mention.head != "it" or not a.cue or a.cue[0][0] < mention.start:
        return False
    words = _words(talk.text(a.cue))
    known = _listed()
    rest = [w for w in words if w not in known["be"] and w not in known["between"] and not w.endswith("ly")]
    be = any(word in known["be"] for word in words)
    return bool(rest) and (rest[0] in known["expletives"] or (be and rest[0] in known["participles"]))
