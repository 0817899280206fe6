"""What differs between languages: normalising, tokenising, clitics. One small module each."""

from __future__ import annotations

from claims.languages.base import Language
from claims.model import Lang


def language(lang: Lang) -> Language:
    """The module of one language, imported when first asked for."""
    if lang == "ar":
        from claims.languages.arabic.folding import ARABIC

        return ARABIC
    from claims.languages.english import ENGLISH

    return ENGLISH
