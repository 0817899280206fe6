"""Letters, proclitics, pronouns and endings of Arabic under the names that grammars give them.

Words are in ``configs/lexicons/ar``. A text is compared with these folded, but for the letters that folding makes one:
the hamza seats, alef maksura and taa marbuta, which only a word as written still has.
"""

from __future__ import annotations

ALEF = "\N{ARABIC LETTER ALEF}"
BAA = "\N{ARABIC LETTER BEH}"
TAA = "\N{ARABIC LETTER TEH}"
SEEN = "\N{ARABIC LETTER SEEN}"
FAA = "\N{ARABIC LETTER FEH}"
KAAF = "\N{ARABIC LETTER KAF}"
LAAM = "\N{ARABIC LETTER LAM}"
MEEM = "\N{ARABIC LETTER MEEM}"
NOON = "\N{ARABIC LETTER NOON}"
HAA = "\N{ARABIC LETTER HEH}"
WAW = "\N{ARABIC LETTER WAW}"
YAA = "\N{ARABIC LETTER YEH}"

HAMZA = "\N{ARABIC LETTER HAMZA}"
ALEF_HAMZA = "\N{ARABIC LETTER ALEF WITH HAMZA ABOVE}"
ALEF_HAMZA_BELOW = "\N{ARABIC LETTER ALEF WITH HAMZA BELOW}"
ALEF_MADDA = "\N{ARABIC LETTER ALEF WITH MADDA ABOVE}"
ALEF_WASLA = "\N{ARABIC LETTER ALEF WASLA}"
WAW_HAMZA = "\N{ARABIC LETTER WAW WITH HAMZA ABOVE}"
YAA_HAMZA = "\N{ARABIC LETTER YEH WITH HAMZA ABOVE}"
ALEF_MAKSURA = "\N{ARABIC LETTER ALEF MAKSURA}"
TAA_MARBUTA = "\N{ARABIC LETTER TEH MARBUTA}"
PERSIAN_KAAF = "\N{ARABIC LETTER KEHEH}"
PERSIAN_YAA = "\N{ARABIC LETTER FARSI YEH}"
TATWEEL = "\N{ARABIC TATWEEL}"
DAMMA = "\N{ARABIC DAMMA}"
MARKS = (
    "\N{ARABIC FATHATAN}",
    "\N{ARABIC DAMMATAN}",
    "\N{ARABIC KASRATAN}",
    "\N{ARABIC FATHA}",
    DAMMA,
    "\N{ARABIC KASRA}",
    "\N{ARABIC SHADDA}",
    "\N{ARABIC SUKUN}",
    "\N{ARABIC LETTER SUPERSCRIPT ALEF}",
)
"""Short vowels and what else is written above and below letters, and mostly left out."""
WEAK_LETTERS = (ALEF, WAW, YAA, HAMZA)
"""Letters of a root that its forms lose."""

CONJUNCTIONS = (WAW, FAA)
"""Conjunctions that are written as proclitics."""
PREPOSITIONS = (BAA, LAAM, KAAF)
"""Prepositions that are written as proclitics."""
PROCLITICS = frozenset((*CONJUNCTIONS, *PREPOSITIONS))
ARTICLE = ALEF + LAAM
"""The definite article."""
ARTICLE_AFTER_LAAM = LAAM + LAAM
"""The preposition laam with the article, which loses its alef there."""
BEFORE_WORD = f"[{''.join((*CONJUNCTIONS, *PREPOSITIONS))}]{{0,2}}(?:{ARTICLE}|{LAAM})?"
"""A regular expression for what may be joined to the front of a word: proclitics, then the article."""

HIS, HER, THEIR = HAA, HAA + ALEF, HAA + MEEM
"""Enclitic pronouns of the third person: objects of a verb, owners of a noun."""
THEIR_DUAL, THEIR_FEMININE = HAA + MEEM + ALEF, HAA + NOON
PRONOUNS = (HIS, HER, THEIR)
"""The enclitic pronouns that news is full of."""

FEMININE = HAA
"""The feminine ending of a noun, taa marbuta, as folding leaves it; before a pronoun it is a taa."""
SOUND_FEMININE = ALEF + TAA
"""The feminine sound plural."""
SOUND_MASCULINE, SOUND_OBLIQUE = WAW + NOON, YAA + NOON
"""The masculine sound plural in the nominative, and in the accusative and genitive (as is the dual there)."""
DUAL = ALEF + NOON
"""The dual in the nominative."""
ACCUSATIVE = ALEF
"""The ending of an indefinite accusative."""
NISBA, FEMININE_NISBA = YAA, YAA + HAA
"""The endings of an adjective of relation, folded."""

IMPERFECT_PREFIXES = (YAA, TAA, NOON, ALEF)
PERFECT_FEMININE, PERFECT_PLURAL = TAA, WAW + ALEF
"""The endings of a perfect with a woman, and with men, for its subject."""
NEGATOR = LAAM + ALEF
"""The negative particle, as contractions hold it."""
