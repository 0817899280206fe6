"""What words may mean, as far as ``configs/agreement/ar.yaml`` tells: poles, groups, kinds, states and numbers."""

from __future__ import annotations

from functools import lru_cache

from claims.agreement.forms import bare, forms, rests
from claims.configuration import shipped_yaml
from claims.languages import language

_LONG_ROOT = 3
STATE, NUMBER, GROUP = "c", "n", "s"
"""First letters of the names of concepts."""


@lru_cache(maxsize=1)
def _poles() -> dict[str, frozenset[int]]:
    """Root to the sides it stands on; a root on both sides of one opposition stands on neither."""
    sides: dict[str, set[int]] = {}
    for group, (left, right) in enumerate(shipped_yaml("agreement/ar.yaml")["opposites"]):
        for side, entries in enumerate((left, right)):
            for entry in entries:
                if " " not in entry:
                    sides.setdefault(forms(language("ar").fold(entry))[1], set()).add(2 * group + side)
    return {root: frozenset(s for s in found if s ^ 1 not in found) for root, found in sides.items()}


@lru_cache(maxsize=2)
def _groups(key: str) -> dict[str, frozenset[int]]:
    """Key of a word to the numbers of the groups it is listed in."""
    out: dict[str, set[int]] = {}
    for number, entries in enumerate(shipped_yaml("agreement/ar.yaml")[key]):
        for entry in entries:
            if " " not in entry:
                out.setdefault(_key(language("ar").fold(entry)), set()).add(number)
    return {word: frozenset(found) for word, found in out.items()}


def _key(folded: str) -> str:
    """What a word is looked up by: its root, or its stem where little is left of that."""
    stem, root = forms(folded)
    return root if len(root) >= _LONG_ROOT else stem


@lru_cache(maxsize=1)
def _states() -> dict[str, str]:
    """Stem to a country's code: its name, its people's and its capital's, as far as they are one word."""
    from babel import Locale

    fold, names = language("ar").fold, Locale("ar").territories
    also = shipped_yaml("agreement/ar.yaml")["countries_also"]
    out: dict[str, str] = {}
    for country in shipped_yaml("actors/countries.yaml"):
        code = country["code"]
        listed = [name for part in ("demonym", "capital", "names") for name in country.get(part, {}).get("ar", ())]
        for name in (names.get(code, ""), *listed, *also.get(code, ())):
            if name and " " not in name:
                out.setdefault(forms(fold(name))[0], code)
    return out


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """Roots of the names of countries that are one word; adjectives of nationality share them."""
    from babel import Locale

    fold = language("ar").fold
    names = [name for code, name in Locale("ar").territories.items() if len(code) == 2 and " " not in name]
    return frozenset(root for root in (forms(fold(name))[1] for name in names) if len(root) >= _LONG_ROOT)


@lru_cache(maxsize=1)
def _numbers() -> dict[str, str]:
    listed = shipped_yaml("agreement/ar.yaml")["numbers"]
    return {language("ar").fold(word): str(number) for word, number in listed.items()}


def concepts(folded: str, stem: str) -> frozenset[str]:
    """Names of what the word stands for: the state or number it names, else the groups of words that say the same."""
    out = {f"{NUMBER}{_numbers()[form]}" for form in (folded, stem) if form in _numbers()}
    behind = rests(folded)
    state = next((s for form in (stem, *(bare(rest)[0] for rest in behind)) if (s := _states().get(form))), None)
    if state:
        return frozenset(out | {f"{STATE}{state}"})
    found = _groups("same").get(_key(folded))
    if found is None and not out:
        found = next((g for rest in behind if (g := _groups("same").get(_key(rest)))), None)
    return frozenset(out | {f"{GROUP}{number}" for number in found or ()})


def kinds(folded: str) -> frozenset[int]:
    """The kinds of thing that the word is one of."""
    return _groups("kinds").get(_key(folded), frozenset())


def poles(root: str) -> frozenset[int]:
    """``2 * opposition`` or ``2 * opposition + 1`` for each side of an opposition that the root stands on."""
    return _poles().get(root, frozenset())


def sign(found: frozenset[int]) -> int:
    """+1 where most poles are first sides, -1 where most are second ones."""
    total = sum(-1 if pole % 2 else 1 for pole in found)
    return (total > 0) - (total < 0)
