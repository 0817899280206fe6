"""English reporting words with their inflections, and the closed classes that bound phrases and clauses."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from claims.configuration import ConfigurationError, shipped_yaml

FormKind = Literal["base", "present", "past", "participle", "ing", "noun", "adjective"]
FRAMES = frozenset(
    [
        "that",
        "quote",
        "zero",
        "wh",
        "to",
        "ing",
        "as",
        "object",
        "person",
        "of",
        "for",
        "on",
        "about",
        "against",
        "at",
        "in",
        "out",
        "from",
        "over",
        "with",
    ]
)
ACTS = [
    "inform",
    "reassert",
    "assert",
    "announce",
    "confirm",
    "reveal",
    "claim",
    "describe",
    "believe",
    "predict",
    "doubt",
    "fear",
    "hope",
    "want",
    "promise",
    "offer",
    "threaten",
    "demand",
    "ask",
    "accuse",
    "condemn",
    "criticise",
    "warn",
    "deny",
    "reject",
    "retract",
    "refuse_comment",
    "accept",
    "welcome",
    "support",
    "decide",
    "condition",
    "admit",
    "regret",
]
_KEYS = frozenset(["lemma", "words", "forms", "past", "frames", "act", "factuality"])
_DOUBLED = re.compile(r"[^aeiou][aeiou][bdgmnprt]$")  # a last consonant that may be doubled: both spellings are kept


@dataclass(frozen=True, slots=True)
class Entry:
    """A reporting word. ``rest`` are the words of a phrase behind its head; ``frames`` what may open the content."""

    lemma: str
    act: str
    factuality: str
    frames: frozenset[str]
    rest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """An inflected form of an entry."""

    entry: Entry
    kind: FormKind


def inflect(base: str, past: tuple[str, ...] = ()) -> list[tuple[str, FormKind]]:
    """The forms of a verb; ``past`` holds irregular pasts, the participle last where it differs."""
    stem = base[:-1] if base.endswith("e") else base
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = base + "es"
    elif base.endswith("y") and base[-2:-1] not in "aeiou":
        third, stem = base[:-1] + "ies", base[:-1] + "i"
    else:
        third = base + "s"
    doubled = base + base[-1] if _DOUBLED.search(base) else ""
    ing = {
        stem.removesuffix("i") + "ying" if third.endswith("ies") else (base if base.endswith("ee") else stem) + "ing"
    }
    pasts = set(past) or {stem + "ed"}
    if doubled:
        ing.add(doubled + "ing")
        if not past:
            pasts = {stem + "ed", doubled + "ed"}
    pasts_only = {word for word in pasts if not word.endswith("ing")}
    ing |= {word for word in pasts if word.endswith("ing")}
    out: list[tuple[str, FormKind]] = [(base, "base"), (third, "present")]
    out += [(word, "past") for word in sorted(pasts_only)]
    out += [(word, "ing") for word in sorted(ing)]
    return out


class Lexicon:
    """All that the English grammar looks up, in lower case, compiled once."""

    def __init__(self, reporting: dict[str, Any], clauses: dict[str, Any]) -> None:
        self.forms: dict[str, list[Form]] = {}
        for row in reporting["verbs"]:
            self._add_verb(_entry(row), row["lemma"], tuple(row.get("past", ())))
        for row in reporting["phrases"]:
            head, *rest = row["words"]
            past = row.get("past") or _irregular(reporting["verbs"], head)
            past = (past,) if isinstance(past, str) else tuple(past)
            self._add_verb(_entry(row, tuple(rest)), head, past)
        for kind in ("noun", "adjective"):
            for row in reporting[f"{kind}s"]:
                entry = _entry(row)
                for word in row.get("forms", [row["lemma"]]):
                    self.forms.setdefault(word, []).append(Form(entry, kind))
        for forms in self.forms.values():
            forms.sort(key=lambda form: -len(form.entry.rest))
        self.unwilling = frozenset(reporting["unwilling"])
        self.speaking = frozenset(reporting["speaking"])
        self.according = tuple(tuple(phrase) for phrase in reporting["according_to"])
        self.reportedly = frozenset(reporting["reportedly"])
        self.personal: dict[str, str] = clauses["personal"]
        names = [
            "auxiliaries",
            "negators",
            "adverbs",
            "pronouns",
            "determiners",
            "possessives",
            "prepositions",
            "complementisers",
            "subordinators",
            "coordinators",
            "relatives",
            "addressees",
            "days",
            "months",
            "time_words",
        ]
        self.classes = {name: _words(clauses[name]) for name in names}

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.classes[name]

    def _add_verb(self, entry: Entry, head: str, past: tuple[str, ...]) -> None:
        for word, kind in inflect(head, past):
            self.forms.setdefault(word, []).append(Form(entry, kind))


def _words(words: Iterable[str]) -> frozenset[str]:
    return frozenset(str(word).lower() for word in words)


def _irregular(verbs: list[dict[str, Any]], head: str) -> tuple[str, ...]:
    return next((tuple(row.get("past", ())) for row in verbs if row["lemma"] == head), ())


def _entry(row: dict[str, Any], rest: tuple[str, ...] = ()) -> Entry:
    name = row.get("lemma") or " ".join(row.get("words", ["?"]))
    unknown = sorted(set(row) - _KEYS) or sorted(set(row["frames"]) - FRAMES)
    if unknown or row["act"] not in ACTS:
        raise ConfigurationError(
            f"lexicons/en/reporting.yaml, {name}: unknown {unknown[0] if unknown else row['act']!r}; allowed keys: "
            f"{', '.join(sorted(_KEYS))}; frames: {', '.join(sorted(FRAMES))}; acts: {', '.join(ACTS)}"
        )
    return Entry(name, row["act"], row.get("factuality", "CT+"), frozenset(row["frames"]), rest)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped (or configured) English lexicon, compiled once a process."""
    return Lexicon(shipped_yaml("lexicons/en/reporting.yaml"), shipped_yaml("lexicons/en/clauses.yaml"))
