"""What a source phrase says of its speaker, before anyone knows who that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from claims.actors.compounds import apart
from claims.actors.lexicon import Lexicon
from claims.model import stable_id

MentionKind = Literal[
    "person",  # has a proper name
    "title",  # a title without a name
    "body",  # an organisation
    "country",
    "group",
    "outlet",
    "document",
    "study",
    "unnamed",
    "pronoun",
    "same",  # the previous speaker again
    "unknown",  # a phrase that no rule reads
]


@dataclass(frozen=True, slots=True)
class Mention:
    """A source phrase, read.

    ``name`` are the key words of the proper name (a person's) or of the whole phrase (a body's); ``label`` the
    same as written. ``role`` is a role of the lexicon; ``office`` an office code; ``country`` a country's actor
    id; ``of`` the actor id of the body spoken for, with ``of_label`` where it is not of the registry. ``known`` are the
    registry's ids of the whole phrase. ``agreement`` is the form a verb takes after it ("ms", "fs", "mp", ""),
    ``head`` the key of the head noun.
    """

    kind: MentionKind
    text: str
    start: int
    name: tuple[str, ...] = ()
    label: str = ""
    head: str = ""
    role: str | None = None
    title: tuple[str, ...] = ()
    office: str | None = None
    country: str | None = None
    of: str | None = None
    of_label: str = ""
    known: tuple[str, ...] = ()
    agreement: str = ""
    definite: bool = False
    senior: bool = False
    unnamed: str = ""


def titled_role(role: str | None, title: Iterable[str], lex: Lexicon) -> tuple[str | None, bool]:
    """A role as its title's key words give it ("former-minister", "opposing-minister") and whether it is held."""
    words = frozenset(title)
    mark = "former" if words & lex.past else "opposing" if words & lex.opposing else ""
    return (f"{mark}-{role}" if mark and role else role), not mark


def own_id(kind: str, name: tuple[str, ...]) -> str:
    """The id of an actor that no registry lists: the same name gives the same id in every article."""
    return stable_id("actor", kind, " ".join(apart(name)))
