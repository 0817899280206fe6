"""CAMeL's morphology and named entities as an analyser. Its data are fetched by ``camel_data``, never from here.

Importing CAMeL's morphology or NER loads its catalogue, and *downloads* one where none lies in the data folder: so
that the files are looked for before anything is imported.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from claims.languages.analysis import Aspect, Category, Entity, EntityKind, Reading
from claims.languages.arabic.folding import fold

if TYPE_CHECKING:
    from claims.read import Document, Token

Part = Literal["morphology", "ner"]
_CACHED = 100_000
_COMPONENTS: dict[Part, tuple[str, str, str]] = {
    "morphology": ("MorphologyDB", "morphology.db", "morphology-db-msa-r13"),
    "ner": ("NamedEntityRecognition", "config.json", "ner-arabert"),
}
"""For each part CAMeL's component, a file that its dataset must have, and the package that brings it."""
_ASPECTS: dict[str, Aspect] = {"p": "perfect", "i": "imperfect", "c": "imperative"}
_KINDS: dict[str, EntityKind] = {"PERS": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"}
_CATEGORIES: dict[str, Category] = {"verb": "verb", "noun": "noun", "noun_prop": "name", "adj": "participle"}


class MissingData(Exception):
    """What CAMeL needs is not there or cannot be loaded; the message says where it was looked for and how to get it."""


def data_folder() -> Path:
    """Where CAMeL keeps its data: ``$CAMELTOOLS_DATA`` where set, else a folder of the user's home."""
    told = os.environ.get("CAMELTOOLS_DATA")
    return Path(told).expanduser().absolute() if told else Path.home() / ".camel_tools"


def located(part: Part) -> Path:
    """The folder of the default dataset of a part.

    Raises:
        MissingData: there is no catalogue, it does not list the part, or the dataset's files are not there.
    """
    component, needed, package = _COMPONENTS[part]
    folder = data_folder()
    catalogue = folder / "catalogue.json"
    hint = f"Fetch it once: camel_data -i {package} (CAMELTOOLS_DATA names another folder than {folder})"
    if not catalogue.is_file():
        raise MissingData(f"CAMeL's {part}: {catalogue} is missing. {hint}")
    try:
        listed = json.loads(catalogue.read_text(encoding="utf-8"))["components"][component]
        dataset = folder / "data" / str(listed["datasets"][listed["default"]]["path"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise MissingData(f"CAMeL's {part}: {catalogue} does not list {component}. {hint}") from error
    if not (dataset / needed).is_file():
        raise MissingData(f"CAMeL's {part}: {dataset / needed} is missing. {hint}")
    return dataset


class CamelAnalyser:
    """CAMeL behind the analyser's questions; only the parts asked for are loaded, the others answer nothing.

    Raises:
        MissingData: the data of a part are not there, or CAMeL cannot load them.
    """

    def __init__(self, parts: Iterable[Part]) -> None:
        wanted = sorted(set(parts))
        folders = {part: located(part) for part in wanted}
        self.name = "camel " + ", ".join(f"{part} {_marked(part, folder)}" for part, folder in folders.items())
        self._analyser = _loaded(_analyser, "morphology") if "morphology" in folders else None
        self._recogniser = _loaded(_recogniser, "ner", folders["ner"]) if "ner" in folders else None
        self.readings = lru_cache(maxsize=_CACHED)(self._readings)

    def _readings(self, word: str) -> tuple[Reading, ...]:
        if self._analyser is None:
            return ()
        return tuple(sorted({_reading(found) for found in self._analyser.analyze(word)}))

    def entities(self, document: Document) -> tuple[Entity, ...]:
        """The names in a document; the recogniser sees it sentence by sentence."""
        if self._recogniser is None:
            return ()
        sentences = [self._seen(document.tokens[first:past]) for first, past in document.sentences]
        sentences = [tokens for tokens in sentences if tokens]
        labels = self._recogniser.predict([[token.text for token in tokens] for tokens in sentences])
        found: list[Entity] = []
        for tokens, told in zip(sentences, labels, strict=True):
            found.extend(_entities(tokens, told))
        return tuple(found)

    def _seen(self, tokens: Iterable[Token]) -> list[Token]:
        """Without tokens that the recogniser's own tokenizer drops: it would shift the labels of all behind them."""
        assert self._recogniser is not None
        cut = self._recogniser.tokenizer.tokenize
        return [token for token in tokens if cut(token.text)]


def _marked(part: Part, folder: Path) -> str:
    """The dataset by name and size: another version of it is another analyser."""
    size = (folder / _COMPONENTS[part][1]).stat().st_size
    return f"{folder.name} {size}"


def _loaded(load: Any, part: Part, *given: Any) -> Any:
    try:
        return load(*given)
    except Exception as error:  # whatever CAMeL, torch or transformers raise: the data are of no use
        raise MissingData(f"CAMeL's {part} cannot be loaded: {type(error).__name__}: {error}") from error


def _analyser() -> Any:
    from camel_tools.morphology.analyzer import Analyzer
    from camel_tools.morphology.database import MorphologyDB

    return Analyzer(MorphologyDB.builtin_db())


def _recogniser(folder: Path) -> Any:
    from camel_tools.ner import NERecognizer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    return NERecognizer(str(folder), use_gpu=False)  # the same on every machine


def _reading(found: dict[str, str]) -> Reading:
    category = _CATEGORIES.get(found.get("pos", ""), "other")
    lemma = fold(found.get("lex", "").partition("-")[0].partition("_")[0])
    aspect: Aspect = _ASPECTS.get(found.get("asp", ""), "") if category == "verb" else ""
    return Reading(lemma, category, aspect, _agreement(found, category))


def _agreement(found: dict[str, str], category: Category) -> str:
    if category not in ("verb", "participle"):
        return ""
    person, gender, number = (found.get(key, "") for key in ("per", "gen", "num"))
    if person == "2":
        return "2"
    if person == "1":
        return "1s" if number == "s" else "1p"
    if number == "d":
        return "d"
    return gender + number if gender in ("m", "f") and number in ("s", "p") else ""


def _entities(tokens: list[Token], labels: Iterable[str]) -> Iterable[Entity]:
    """Names from labels that say of each token whether it begins one, is inside one, or neither."""
    start, end, kind = 0, 0, ""
    for token, label in zip(tokens, labels, strict=False):
        mark, _, new = label.partition("-")
        if kind and (mark != "I" or new != kind):
            yield Entity((start, end), _KINDS.get(kind, "other"))
            kind = ""
        if mark in ("B", "I"):
            start, kind = (start, kind) if kind else (token.start, new)
            end = token.end
    if kind:
        yield Entity((start, end), _KINDS.get(kind, "other"))
