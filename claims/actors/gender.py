"""Whether a person is a woman, as far as it is known: by the registry, by titles before her name, by her given name."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from claims.actors.arabic_words import role_at
from claims.actors.lexicon import lexicon
from claims.actors.load import listed_genders
from claims.configuration import shipped_yaml
from claims.words import keys, script, words_of

Gender = str
"""``f``, ``m``, or an empty text where nothing tells."""


def gender_of(actor_id: str, names: Iterable[str]) -> Gender:
    """The gender of a person: what the registry says, else what most titles tell, else the given name in Arabic.

    ``names`` are the forms by which articles call the person, with titles or without, in either language.
    """
    return listed_genders().get(actor_id) or _told(tuple(names))


@lru_cache(maxsize=20_000)
def _told(forms: tuple[str, ...]) -> Gender:
    titled = [gender for form in forms if (gender := _by_title(form))]
    if titled:
        return "f" if titled.count("f") * 2 > len(titled) else "m"
    given = lexicon("ar").given
    told = [given.get(words[0], "") for form in forms if script(form) == "ar" and len(words := keys(form)) > 1]
    return next(filter(None, told), "")


def _by_title(form: str) -> Gender:
    """What a title says of who bears it: Arabic ones agree with their bearer, few English ones do."""
    words = words_of(form, 0)
    if script(form) == "ar":
        found = role_at(words, 0, lexicon("ar")) if words else None
        return found[2] if found is not None else ""
    women = shipped_yaml("lexicons/en/labels.yaml")["women"]
    return "f" if any(word.key in women or word.key.endswith(women[0]) for word in words) else ""
