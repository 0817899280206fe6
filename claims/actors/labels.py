"""How the program calls people by their roles, and, in Arabic, sources and people whom an article does not name.

The words are in ``configs/lexicons/<language>/labels.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from claims.actors.cast import Entity
from claims.actors.registry import Registry
from claims.configuration import check_keys, shipped_yaml
from claims.languages.arabic.morphemes import ARTICLE
from claims.model import Lang
from claims.words import keys, script

_MAN, _WOMAN, _SEVERAL = 0, 1, 2
"""Which of the forms of a word is meant, in the order of the file."""
_SECTIONS = frozenset(
    "roles former opposing ministry sources of_body senior unnamed unnamed_report untold note note_of_body endings "  # noqa: SIM905
    "descriptions ordinals women".split()
)


def role_label(role: str | None, lang: Lang, female: bool = False) -> str:
    """A role in words, of a woman where ``female``; its own name where the file has none, "" for no role."""
    words, form = _words(lang), _WOMAN if female else _MAN
    mark, held = _parted(role or "")
    forms = words["roles"].get(held)
    if not forms:
        return (role or "").replace("_", " ")
    return _marked(_of(forms, form), mark, words, form)


def ministry_label(portfolio: str, lang: Lang) -> str:
    """What the ministry of a portfolio is called, with a place for the adjective of its country."""
    return str(_words(lang)["ministry"]).replace("{portfolio}", portfolio)


def arabic_unnamed(entity: Entity, of: str | None, registry: Registry) -> str:
    """A class of unnamed sources in Arabic: what they are, of which country or body, that nobody names them."""
    words, (mark, kind) = _words("ar"), _parted(entity.unnamed)
    forms = words["sources"].get(kind) or words["roles"].get(kind) or words["sources"]["source"]
    form = _form(entity, of, len(forms))
    country = registry.countries.get(of or "")
    parts = [_of(forms, form)]
    if country is not None:
        parts.append(_indefinite(country.the_m, words["endings"][form]))
    elif of is None:
        parts += _described(entity.label, words, form)
        mark = mark or ("former" if "former" in keys(entity.label) else "")
    parts.append(_of(words["senior"], form) if entity.senior else "")
    who = _marked(" ".join(filter(None, parts)), mark, words, form)
    body = "" if country is not None else _body(entity, of, registry)
    if body:
        who = words["of_body"].get(kind, words["of_body"]["other"]).format(who=who, body=body)
    note = _of(words["unnamed_report" if kind == "report" else "unnamed"], form)
    return str(words["note"]).format(who=who, note=note)


def arabic_titled(entity: Entity, registry: Registry) -> str | None:
    """A person of whom an article tells the title alone, in Arabic: the role, its body, that no name is told."""
    role = entity.roles[-1][0] if entity.roles else None
    who = role_label(role, "ar", entity.agreement == "fs")
    if script(who) != "ar":
        return None
    words, body = _words("ar"), _body(entity, entity.of or entity.country, registry)
    note = _of(words["untold"], _WOMAN if entity.agreement == "fs" else _MAN)
    return str(words["note_of_body" if body else "note"]).format(who=who, body=body, note=note)


@cache
def _words(lang: Lang) -> Mapping[str, Any]:
    path = f"lexicons/{lang}/labels.yaml"
    found: Mapping[str, Any] = shipped_yaml(path)
    check_keys(path, found, _SECTIONS)
    return found


def _parted(role: str) -> tuple[str, str]:
    """What the name of a role says of its being held ("former", "opposing", ""), and the role."""
    mark, _, held = role.partition("-")
    return (mark, held) if mark in ("former", "opposing") else ("", role)


def _marked(who: str, mark: str, words: Mapping[str, Any], form: int) -> str:
    return _of(words[mark], form).format(role=who) if mark else who


def _of(forms: Sequence[str], form: int) -> str:
    """The form that is meant; the first where there is no other."""
    return str(forms[form] if form < len(forms) else forms[0])


def _form(entity: Entity, of: str | None, forms: int) -> int:
    """A class with a body or country is told in the singular, as in English; a spokeswoman as the woman she is."""
    several = any(head.endswith("s") and not head.endswith("ss") for head in entity.heads)  # a witness is one
    if of is None and forms > _SEVERAL and several:
        return _SEVERAL
    return _WOMAN if entity.unnamed == "spokesperson" and entity.agreement == "fs" else _MAN


def _indefinite(definite: str, ending: str) -> str:
    """A country's adjective without the article, as it stands behind a noun that has none."""
    return " ".join(word.removeprefix(ARTICLE) + ending for word in definite.split())


def _body(entity: Entity, of: str | None, registry: Registry) -> str:
    """The Arabic name of a body; of one that no registry lists, the name that the article gives."""
    listed = registry.actor(of) if of else None
    return ((listed.label_ar or listed.label) if listed is not None else entity.of_label) or ""


def _described(phrase: str, words: Mapping[str, Any], form: int) -> list[str]:
    """What an English phrase says of a source beside its noun, as far as the file knows words for it."""
    found, adjectives, ordinals = keys(phrase), words["descriptions"], words["ordinals"]
    told = [str(adjectives[word]) + words["endings"][form] for word in found if word in adjectives]
    return told + [_of(ordinals[word], form) for word in found if word in ordinals]
