"""Arabic reporting words with their inflections, and the words that bound the parts of a clause."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal

from babel import Locale

from claims.attribute.arabic.weights import kinds
from claims.configuration import ConfigurationError, shipped_yaml
from claims.languages.arabic.folding import fold
from claims.languages.arabic.morphemes import (
    ALEF,
    ALEF_HAMZA,
    ALEF_MADDA,
    ALEF_MAKSURA,
    ARTICLE,
    HAA,
    NOON,
    PRONOUNS,
    TAA,
    TAA_MARBUTA,
    THEIR_DUAL,
    WAW,
    YAA,
)

FormKind = Literal["perfect", "imperfect", "participle", "masdar", "noun"]

_HAMZAS = (ALEF_HAMZA, ALEF_MADDA)
_SHORTEST_ACCUSATIVE = 4
_OBJECTS = (*PRONOUNS, THEIR_DUAL)
_VERB_KEYS = frozenset(
    "lemma perfect imperfect participle masdar more frames act factuality target weak needs object_pronoun "  # noqa: SIM905
    "document_only homograph negated_only".split()
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A reporting verb or noun. ``frames`` are folded; see the head of reporting.yaml for what they mean."""

    lemma: str
    act: str
    factuality: str
    frames: frozenset[str]
    weak: frozenset[str]
    needs: frozenset[str]
    target: bool
    document_only: bool
    homograph: bool = False
    negated_only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Form:
    """An inflected form of an entry; ``agreement`` as in ``claims.model.Attribution``."""

    entry: Entry
    kind: FormKind
    agreement: str
    object_pronoun: bool = False
    possessor: bool = False


def _fold_all(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _without_ends(norm: str) -> tuple[str, ...]:
    """A folded noun, and what it is without an accusative alef or a possessive pronoun."""
    if len(norm) <= _SHORTEST_ACCUSATIVE:
        return (norm,)
    for pronoun in _OBJECTS:
        if norm.endswith(pronoun) and len(norm) - len(pronoun) >= _SHORTEST_ACCUSATIVE:
            stem = norm[: -len(pronoun)]
            return (norm, stem[:-1] + HAA) if stem.endswith(TAA) else (norm, stem)
    return (norm, norm[:-1]) if norm.endswith(ALEF) else (norm,)


def perfect_forms(base: str) -> list[tuple[str, str]]:
    """Third-person perfects of a verb from its masculine singular: ``(form, agreement)``."""
    if base.endswith((ALEF_MAKSURA, ALEF)) and len(base) > 2:
        stem, restored = base[:-1], base[:-1] + (YAA if base.endswith(ALEF_MAKSURA) else WAW)
        return [
            (base, "ms"),
            (stem + TAA, "fs"),
            (stem + WAW + ALEF, "mp"),
            (restored + ALEF, "d"),
            (stem + TAA + ALEF, "d"),
        ]
    dual = [(base + ALEF, "d")] if len(base) > 3 or base[0] in _HAMZAS else []  # else an accusative noun
    return [
        (base, "ms"),
        (base + TAA, "fs"),
        (base + WAW + ALEF, "mp"),
        *dual,
        (base + TAA + ALEF, "d"),
    ]


def imperfect_forms(base: str) -> list[tuple[str, str]]:
    """Imperfects from the masculine singular: third persons of every number."""
    stem = base[1:]
    plural = stem[:-1] if stem.endswith((YAA, ALEF_MAKSURA, WAW)) else stem
    return [
        (YAA + stem, "ms"),
        (TAA + stem, "fs"),
        (YAA + plural + WAW + NOON, "mp"),
        (YAA + plural + WAW + ALEF, "mp"),
        (YAA + stem + ALEF + NOON, "d"),
        (TAA + stem + ALEF + NOON, "d"),
    ]


def participle_forms(base: str) -> list[tuple[str, str]]:
    """Circumstantial (accusative, indefinite) participles."""
    return [
        (base + ALEF, "ms"),
        (base + TAA_MARBUTA, "fs"),
        (base + YAA + NOON if not base.endswith(YAA) else base + NOON, "mp"),
        (base + TAA + YAA + NOON, "d"),
        (base + ALEF + TAA, "fp"),
    ]


class Lexicon:
    """All that the Arabic grammar looks up, folded, compiled once; ``attested`` are words common in raw news."""

    def __init__(
        self, reporting: dict[str, Any], clauses: dict[str, Any], attested: Collection[str] = frozenset()
    ) -> None:
        self.attested = attested
        self.forms: dict[str, list[Form]] = {}
        for row in reporting["verbs"]:
            self._add_verb(row)
        for row in reporting["nouns"]:
            self._add_noun(row)
        self.verbs = frozenset(w for w, forms in self.forms.items() if forms[0].kind in ("perfect", "imperfect"))
        self.says_again = _fold_all(reporting["says_again"])
        according = reporting["according_to"]
        self.according_bare = _fold_all(according["bare"])
        self.according = Form(_entry({"lemma": according["bare"][0], "act": "inform", "frames": []}), "noun", "")
        self.according_pairs = tuple((fold(a), fold(b)) for a, b in according["with_preposition"])
        self.according_relative_pairs = tuple((fold(a), fold(b)) for a, b in according["relative_pairs"])
        pairs = (*self.according_pairs, *self.according_relative_pairs)
        self.according_heads = self.according_bare | {head for head, _ in pairs}
        self.according_relative = _fold_all(according["relative"])
        self.tags = _fold_all(according["tags"])
        self.not_speakers = _fold_all(according["not_speakers"])
        self._add_clauses(clauses)

    def _add_clauses(self, clauses: dict[str, Any]) -> None:
        comp = clauses["complementiser"]
        stem = fold(comp["stem"])
        endings = ["", *(fold(p) for p in comp["pronouns"])]
        self.complementisers = frozenset(stem + ending for ending in endings)
        self.prefixed_complementisers = frozenset(
            fold(prefix) + stem + ending for prefix in comp["prefixes"] for ending in endings
        )
        self.negated_complementisers = frozenset(comp["negated"])
        self.contractions = {fold(word): fold(preposition) for word, preposition in clauses["contractions"].items()}
        self.not_opener_after = _fold_all(clauses["complementiser_not_after"])
        self.relatives = _fold_all(clauses["relatives"])
        self.adjunct = _fold_all(clauses["adjunct"])
        self.subordinating = _fold_all(clauses["subordinating"])
        self.time_heads = _fold_all(clauses["time_heads"])
        self.time_tails = _fold_all(clauses["time_tails"])
        self.guests = _fold_all(clauses["guests"])
        self.manner = _fold_all(clauses["manner"])
        self.time_words = _fold_all(clauses["time_words"])
        self.documents = _fold_all(clauses["documents"])
        self.occasions = _fold_all(clauses["occasions"])
        self.media = _fold_all(clauses["media"])
        self.platforms = _fold_all(clauses["platforms"])
        self.role_nouns = _fold_all(clauses["role_nouns"])
        self.quantifiers = _fold_all(clauses["quantifiers"])
        self.group_nouns = _fold_all(clauses["group_nouns"])
        self.institutions = _fold_all(clauses["institutions"])
        addressed = _fold_all(clauses["addressed"])
        self.name_particles = _fold_all(clauses["name_particles"])
        self.addressed = addressed | {ARTICLE + word for word in addressed}
        self.lands, self.given, self.bodies, self.titles = _lands(), _given_names(), _bodies(), _titles()
        self.families, self.joined = _families(), _joined()
        self.heads = self.role_nouns | self.institutions | self.group_nouns | self.adjunct | self.bodies
        """Words that wait for a second part where they bear no article."""
        self.name_ends = _fold_all(clauses["name_ends"])
        self.takes_ba = _fold_all(clauses["takes_ba"])
        self.takes_laam = _fold_all(clauses["takes_laam"])
        self.remarks = tuple(tuple(fold(w) for w in p.split()) for p in clauses["remarks"])
        self.afterthoughts = _fold_all(clauses["afterthoughts"])
        self.fronted = _fold_all(clauses["fronted"])
        self.negators = _fold_all(clauses["negators"])
        self.past_negators = _fold_all(clauses["past_negators"])
        self.auxiliaries = _fold_all(clauses["auxiliaries"])
        self.anonymity = _fold_all(clauses["anonymity"])
        self.unsaid_stems = tuple(fold(stem) for stem in clauses["unsaid_stems"])
        self.apart = _fold_all(clauses["apart"])
        self.kana = _fold_all(clauses["kana"])
        self.passives = _fold_all(clauses["passives"])
        self.measures = _fold_all(clauses["measures"])
        self.object_nouns = _fold_all(clauses["object_nouns"])
        self.preposition_not_after = _fold_all(clauses["preposition_not_after"])
        self.takes_preposition = _fold_all(clauses["takes_preposition"])
        self.sent = _fold_all(clauses["sent"])
        self.impersonal = _fold_all(clauses["impersonal"])
        self.before_colon = int(clauses["nominals_before_colon"])
        self.particle = {
            name: _fold_all([words] if isinstance(words, str) else words)
            for name, words in clauses["particles"].items()
        }
        self.propositional = _fold_all(clauses["propositional_nouns"])
        self._shapes = re.compile("|".join(clauses["masdar_shapes"]))
        self._never = _fold_all(clauses["masdar_never"])
        masdars = {f for f, forms in self.forms.items() if any(form.kind == "masdar" for form in forms)}
        self._masdars = frozenset(masdars) | self.propositional
        self.verbal_nouns = self._masdars
        self.known = (
            frozenset(self.forms)
            | self.adjunct
            | self.fronted
            | self.time_words
            | self.relatives
            | self.role_nouns
            | self.group_nouns
            | self.institutions
            | self.auxiliaries
            | self.negators
            | self.complementisers
            | self.prefixed_complementisers
            | self.according_bare
            | self.propositional
            | {a for a, _ in self.according_pairs}
            | {phrase[0] for phrase in self.remarks if phrase[0][1:] not in self.forms}
        )

    def is_propositional(self, norm: str) -> bool:
        """Whether a folded noun can stand for a proposition (``عدم``, a verbal noun, ``ذلك``)."""
        if norm in self._never:
            return False
        shaped = norm not in self.given  # a name of that shape is none
        return any(
            word in self._masdars or (shaped and self._shapes.match(word) is not None) for word in _without_ends(norm)
        )

    def is_attested(self, norm: str) -> bool:
        """Whether a folded noun, or what it is without its ending, is common in raw news."""
        return any(word in self.attested for word in _without_ends(norm))

    def is_object_noun(self, norm: str) -> bool:
        """Whether a folded noun, with or without article, is known as an object of reporting verbs."""
        return norm in self.object_nouns or norm.removeprefix(ARTICLE) in self.object_nouns

    def _add(self, word: str, form: Form) -> None:
        known = self.forms.setdefault(fold(word), [])
        if all(f.entry is not form.entry or f.kind != form.kind for f in known):
            known.append(form)

    def _add_verb(self, row: dict[str, Any]) -> None:
        unknown = set(row) - _VERB_KEYS
        if unknown:
            raise ConfigurationError(
                f"lexicons/ar/reporting.yaml, {row.get('lemma')}: unknown key {sorted(unknown)[0]}; "
                f"allowed: {', '.join(sorted(_VERB_KEYS))}"
            )
        entry = _entry(row)
        pronoun = bool(row.get("object_pronoun") or row.get("target"))
        paradigms: list[tuple[FormKind, list[tuple[str, str]]]] = []
        if "perfect" in row:
            paradigms.append(("perfect", perfect_forms(row["perfect"])))
        if "imperfect" in row:
            paradigms.append(("imperfect", imperfect_forms(row["imperfect"])))
        if "participle" in row:
            paradigms.append(("participle", participle_forms(row["participle"])))
        for kind, forms in paradigms:
            for word, agreement in forms:
                self._add(word, Form(entry, kind, agreement))
                if pronoun and kind != "participle" and not word.endswith(ALEF):
                    for suffix in _OBJECTS:
                        self._add(word + suffix, Form(entry, kind, agreement, object_pronoun=True))
        for word in row.get("more", []):
            self._add(word, Form(entry, "imperfect", "fs" if word.startswith(TAA) else ""))
        if "masdar" in row:
            self._add_noun_forms(entry, row["masdar"], "masdar")

    def _add_noun(self, row: dict[str, Any]) -> None:
        entry = _entry({"lemma": row["forms"][0], **row})
        for word in row["forms"]:
            self._add_noun_forms(entry, word, "noun")

    def _add_noun_forms(self, entry: Entry, word: str, kind: FormKind) -> None:
        self._add(word, Form(entry, kind, ""))
        open_form = word[:-1] + TAA if word.endswith(TAA_MARBUTA) else word
        for suffix in _OBJECTS:
            self._add(open_form + suffix, Form(entry, kind, "", possessor=True))


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        lemma=row["lemma"],
        act=row["act"],
        factuality=row.get("factuality", "CT+"),
        frames=_fold_all(row["frames"]),
        weak=_fold_all(row.get("weak", [])),
        needs=_fold_all(row.get("needs", [])),
        target=bool(row.get("target")),
        document_only=bool(row.get("document_only")),
        homograph=bool(row.get("homograph")),
        negated_only=_fold_all(row.get("negated_only", [])),
    )


def _lands() -> frozenset[str]:
    """Countries and capitals of one word, folded."""
    rows = shipped_yaml("actors/countries.yaml")
    named = [name for row in rows for key in ("capital", "names") for name in row.get(key, {}).get("ar", ())]
    return _fold_all(name for name in (*Locale("ar").territories.values(), *named) if " " not in name)


def _joined() -> frozenset[tuple[str, str]]:
    """Two definite words side by side in the name of a body, an office or a country: no phrase ends between them."""
    countries, institutions = shipped_yaml("actors/countries.yaml"), shipped_yaml("actors/institutions.yaml")
    offices = shipped_yaml("actors/offices.yaml")
    names = [*Locale("ar").territories.values()]
    names += [name for row in countries for name in row.get("names", {}).get("ar", ())]
    names += [name for row in institutions for name in (row.get("ar", ""), *row.get("also", {}).get("ar", ()))]
    names += [name for row in offices["ministries"].values() for name in row["ar"]]
    names += [name for row in offices["offices"].values() for name in row["names"]["ar"]]
    pairs = (pair for name in names for pair in pairwise(fold(name).split()))
    return frozenset((a, b) for a, b in pairs if a.startswith(ARTICLE) and b.startswith(ARTICLE))


def _bodies() -> frozenset[str]:
    """Nouns that head the names of bodies."""
    rows = shipped_yaml("lexicons/ar/titles.yaml")["bodies"]
    return _fold_all(name for names in rows.values() for name in names)


def _titles() -> frozenset[str]:
    """The first words of titles, which may stand behind a name as an apposition."""
    rows = shipped_yaml("lexicons/ar/titles.yaml")["roles"]
    return _fold_all(title.split()[0] for titles in rows.values() for title in titles)


def _families() -> frozenset[str]:
    """The family names of listed people that have no article, as the news calls them."""
    files = ("people-maghreb", "people-mideast", "people-west", "people-world")
    names = [str(row["ar"]) for file in files for row in shipped_yaml(f"actors/{file}.yaml") if "ar" in row]
    return frozenset(last for name in names if not (last := fold(name.split()[-1])).startswith(ARTICLE))


def _given_names() -> frozenset[str]:
    return _fold_all(name for names in shipped_yaml("lexicons/ar/given_names.yaml").values() for name in names)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The shipped (or configured) Arabic lexicon, compiled once a process."""
    reporting, clauses = (shipped_yaml(f"lexicons/ar/{name}.yaml") for name in ("reporting", "clauses"))
    return Lexicon(reporting, clauses, kinds())
