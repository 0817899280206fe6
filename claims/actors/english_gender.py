"""Whether an English phrase tells of a man or of a woman: by an honorific, a noun of one gender, a given name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from claims.actors.mention import Mention
from claims.configuration import check_keys, shipped_yaml
from claims.words import Word, key, words_of

_PATH = "lexicons/en/gender.yaml"
_FORMS = {"m": "ms", "f": "fs"}
_DESCRIBED = frozenset({"title", "unnamed", "unknown"})
_AGENT = re.compile(r"(?:ist|ian|or|eer|man|woman)$")
_LONGEST = 3  # words of a name behind an honorific


class _Words(NamedTuple):
    """The lexicon: each word with the form of a pronoun that means who bears it."""

    honorifics: Mapping[str, str]
    nouns: Mapping[str, str]
    given: Mapping[str, str]


@cache
def _words() -> _Words:
    data = shipped_yaml(_PATH)
    check_keys(_PATH, data, _Words._fields)
    by_word = {
        section: {key(str(w)): form for gender, form in _FORMS.items() for w in _listed(data[section][gender])}
        for section in _Words._fields
    }
    return _Words(**by_word)


def _listed(value: str | list[str]) -> Sequence[str]:
    return value.split() if isinstance(value, str) else value


def of_name(name: Sequence[str]) -> str:
    """The form ("ms", "fs") that the given names of a full name tell by its key words; "" where none does."""
    given = _words().given
    return next((given[word] for word in name[:-1] if word in given), "")


def is_agent(noun: str) -> bool:
    """Whether an English noun may stand for somebody by its ending, whatever it is that he does: «the novelist»."""
    return _AGENT.search(noun) is not None


def of_honorific(word: str) -> str:
    return _words().honorifics.get(word, "")


def of_people(known: Sequence[str], genders: Mapping[str, str]) -> str:
    """The form that the registry's ``genders`` ("f", "m" by id) tell of listed people, where they agree."""
    told = {_FORMS.get(genders.get(identity, ""), "") for identity in known}
    return told.pop() if len(told) == 1 else ""


def gendered(mention: Mention, genders: Mapping[str, str]) -> Mention:
    """A phrase for somebody with the form that it tells, where it does not have it yet."""
    if mention.kind in _DESCRIBED:
        form = _words().nouns.get(mention.head, "")
        thing = mention.agreement == "n" and is_agent(mention.head)
        return replace(mention, agreement=form) if form or thing else mention
    if mention.agreement or mention.kind != "person":
        return mention
    return replace(mention, agreement=of_people(mention.known, genders) or _of_person(mention))


def _of_person(mention: Mention) -> str:
    told = _addressed(words_of(mention.text), mention.name)
    return told or of_name(mention.name) or _words().nouns.get(mention.head, "")


def _addressed(words: Sequence[Word], name: Sequence[str]) -> str:
    """What an honorific right before a name tells: «Mrs. Field», not «Mr. Field's lawyer Ann Boll»."""
    at = next((i for i, word in enumerate(words) if i and word.key == name[0]), 0)
    return of_honorific(words[at - 1].key) if at else ""


def addressed(words: Sequence[Word]) -> Mapping[str, str]:
    """The family names of a text that stand behind honorifics of one gender only, with its form."""
    told: dict[str, set[str]] = {}
    for i, word in enumerate(words[:-1]):
        form = of_honorific(word.key) if word.capital else ""
        past = i + 1
        while form and past < len(words) and past - i <= _LONGEST and words[past].capital:
            if past > i + 1 and (words[past].start - words[past - 1].end > 1 or words[past - 1].genitive):
                break
            told.setdefault(words[past].key, set()).add(form)
            past += 1
    return {name: forms.pop() for name, forms in told.items() if len(forms) == 1}
