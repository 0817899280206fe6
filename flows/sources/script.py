"""Which language a text is in: by script, by the Arabic article, by a statistical identifier.

Arabic script carries a dozen languages, and short texts fool an identifier (py3langid, after Lui & Baldwin 2012). The
share of words that begin with the definite article, alef-lam, tells Arabic (a fifth to a third of the words of a news
text) from Persian, Urdu, Pashto and Kurdish (one or two in a hundred), and letters that Arabic has not confirm it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

_LOOKED_AT = 20_000
_ARABIC_SCRIPT = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_OTHER_LETTER = re.compile(r"[^\W\d_]")
_ARABIC_WORD = re.compile("[\u0620-\u064a\u066e-\u06d3]+")
_WITH_ARTICLE = re.compile(
    "[\u0648\u0641]?[\u0628\u0643]?(?:\u0627\u0644|(?<=[\u0648\u0641\u0628\u0643])\u0644\u0644|^\u0644\u0644).{2,}"
)
# Letters of Persian, Urdu, Pashto, Kurdish and Uyghur, without the Persian yaa and kaf: keyboards put them into Arabic.
_FOREIGN_LETTER = re.compile(
    "[\u0679\u067c\u067e\u0681\u0685-\u0686\u0688-\u0689\u0691\u0693\u0695-\u0696"
    "\u0698\u069a\u06ab\u06af\u06b5\u06ba\u06bc\u06be\u06c1\u06c6\u06c7\u06ce\u06d0\u06d2\u06d5]"
)
_MARKUP = re.compile(r"<[^<>]{0,500}>|https?://\S{1,500}")
_ENOUGH_WORDS = 8
_LATIN_LANGUAGES = (
    "en",
    "fr",
    "de",
    "es",
    "it",
    "pt",
    "nl",
    "tr",
    "id",
    "ms",
    "ro",
    "pl",
    "sv",
    "da",
    "no",
    "fi",
    "cs",
    "sq",
    "sw",
    "so",
    "az",
    "ku",
    "hu",
    "vi",
    "hr",
)
_ARABIC_LANGUAGES = ("ar", "fa", "ur", "ps", "ug", "sdh")
NAMES = {
    "fa": "Persian",
    "ur": "Urdu",
    "ps": "Pashto",
    "ug": "Uyghur",
    "sdh": "Kurdish",
    "ku": "Kurdish",
    "fr": "French",
    "tr": "Turkish",
    "de": "German",
    "es": "Spanish",
    "ru": "Russian",
    "he": "Hebrew",
    "zh": "Chinese",
    "it": "Italian",
    "pt": "Portuguese",
}


def name_of(code: str) -> str:
    """``Persian (fa)`` where the name is known, else the code."""
    return f"{NAMES[code]} ({code})" if code in NAMES else code


def detect(text: str) -> str | None:
    """The language of a text: ``ar``, ``en``, the code of another one, or None where there is no letter."""
    sample = _sample(text)
    arabic, latin = len(_ARABIC_SCRIPT.findall(sample)), len(_LATIN.findall(sample))
    other = len(_OTHER_LETTER.findall(sample)) - arabic - latin
    if arabic + latin + other <= 0:
        return None
    if other > arabic + latin:
        return str(_identifier().classify(sample)[0])
    return _of_arabic_script(sample) if arabic >= latin else _of_latin_script(sample)


def contradicts(text: str, lang: str) -> str | None:
    """The language found where it is plainly not the one a record names; None where the record can be trusted."""
    sample = _sample(text)
    arabic, latin = len(_ARABIC_SCRIPT.findall(sample)), len(_LATIN.findall(sample))
    if lang == "ar" and arabic >= latin:
        found = _of_arabic_script(sample)
        sure = len(_ARABIC_WORD.findall(sample)) >= _ENOUGH_WORDS and _FOREIGN_LETTER.search(sample)
        return found if found != "ar" and sure else None
    if lang == "en" and latin >= arabic:
        return None
    found_by_script = detect(text)
    return found_by_script if found_by_script != lang else None


def _sample(text: str) -> str:
    """The start of a text without markup and addresses; Arabic presentation forms become letters."""
    return unicodedata.normalize("NFKC", _MARKUP.sub(" ", text[:_LOOKED_AT]))


def _of_arabic_script(sample: str) -> str:
    words = _ARABIC_WORD.findall(sample)
    with_article = sum(1 for word in words if _WITH_ARTICLE.fullmatch(word)) / len(words)
    foreign = len(_FOREIGN_LETTER.findall(sample)) / len(_ARABIC_SCRIPT.findall(sample))
    if with_article >= 0.1 and foreign < 0.03:
        return "ar"
    if len(words) < _ENOUGH_WORDS and foreign == 0:
        return "ar"
    return str(_identifier(_ARABIC_LANGUAGES).classify(sample)[0])


def _of_latin_script(sample: str) -> str:
    ranked = _identifier(_LATIN_LANGUAGES).rank(sample)
    best, sure = str(ranked[0][0]), float(ranked[0][1])
    # A headline of names says nothing for sure: plain letters without accents are then taken for English.
    if best != "en" and (sure < 0.9 or len(sample.split()) < _ENOUGH_WORDS) and _LATIN.sub("", sample).isascii():
        return "en" if sample.isascii() or sure < 0.9 else best
    return best


@lru_cache(maxsize=4)
def _identifier(languages: tuple[str, ...] | None = None) -> Any:
    """py3langid's model, kept to some languages; loading takes most of a second, and happens when first asked."""
    from py3langid import langid

    identifier = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    if languages:
        identifier.set_languages([code for code in languages if code in set(identifier.labels)])
    return identifier
