"""An article as tokens, sentences and paragraphs: a spaCy pipeline per language, loaded once, lazily."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from claims.configuration import shipped_yaml
from claims.languages import language
from claims.model import Article, Lang, Span

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_CODE = re.compile(
    r"\s*(?:[\x20\x21\x23-\x7a]*\{|[\s;)}\]]*\}[\s;)}\]]*|@media[^\n]*|(?:<[^<>\n]+>\s*)+"
    r"|[a-z-]+\s*:\s*[^\s;]+(?:\s+[^\s;]+){0,5}\s*;)\s*\.?\s*"
)
"""A line of a page's style, script or markup that was taken for text."""
_ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+$|[A-Za-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|edu|gov|info|int|[a-z]{2})(?:/\S*)?$"
)
_CLOSERS = frozenset("\"'\u201d\u00bb\u203a\u2019)]}\uff02")
LONGEST_SENTENCE = 400
"""Tokens of a sentence; text without full stops is read in pieces of so many."""
ORNAMENT = 8
"""Marks in a row, with no word between, that are a line of ornament: one token, and no quotation marks."""
_ORNAMENT = re.compile(rf"[^\w\s]{{{ORNAMENT},}}$")
_LONGEST_RUN, _PIECE = 200, 40
_LONG_RUN = re.compile(rf"\S{{{_LONGEST_RUN},}}")
LONGEST_ARTICLE = 1_000_000
"""Code points of an article that are read; what lies beyond is left out of extraction, never of storage."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark of the text. ``norm`` is its folded form, for matching only."""

    start: int
    end: int
    text: str
    norm: str

    @property
    def is_word(self) -> bool:
        return any(c.isalnum() for c in self.text)


@dataclass(frozen=True, slots=True)
class Document:
    """A read article.

    ``sentences`` are token ranges ``(first, past_last)`` in order, none empty and none across a paragraph;
    ``paragraphs`` are code-point spans.
    """

    article: Article
    tokens: tuple[Token, ...]
    sentences: tuple[Span, ...]
    paragraphs: tuple[Span, ...]

    @property
    def text(self) -> str:
        return self.article.text

    def slice(self, span: Span) -> str:
        return self.article.text[span[0] : span[1]]


@cache
def nlp(lang: Lang) -> Any:
    """The spaCy pipeline of a language: its blank tokenizer with our infixes. Loaded once a process."""
    import spacy
    from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

    own = language(lang)
    pipeline = spacy.blank(lang)
    defaults = pipeline.Defaults
    tokenizer: Any = pipeline.tokenizer
    marks = [r'["\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\uff02]', r"\u061b", r"\u060c", r"\u061f"]
    tokenizer.infix_finditer = compile_infix_regex([*(defaults.infixes or []), *own.infixes]).finditer
    tokenizer.prefix_search = compile_prefix_regex([*(defaults.prefixes or []), *marks]).search
    tokenizer.suffix_search = compile_suffix_regex([*(defaults.suffixes or []), *marks]).search
    tokenizer.url_match = _ADDRESS.match  # the default takes two sentences written without a space for an address
    tokenizer.token_match = _ORNAMENT.match
    pipeline.max_length = LONGEST_ARTICLE + 1
    return pipeline


def read(article: Article) -> Document:
    """Tokenise an article and find its paragraphs and sentences; lines of style or markup have none."""
    own = language(article.lang)
    text = article.text[:LONGEST_ARTICLE]
    make_doc = nlp(article.lang).make_doc
    lines = [(m.start(), m.end()) for m in _PARAGRAPH.finditer(text)]
    code = [span for span in lines if _CODE.fullmatch(text, *span)]
    tokens = tuple(
        Token(first + word.idx, first + word.idx + len(word), word.text, own.fold(word.text))
        for first, past in _pieces(text)
        for word in make_doc(text[first:past])
        if not word.is_space and not (code and _inside(first + word.idx, code))
    )
    paragraphs = tuple(span for span in lines if not (code and _inside(span[0], code)))
    sentences = _sentences(tokens, paragraphs, own.sentence_end, _shortened(article.lang))
    return Document(article, tokens, tuple(sentences), paragraphs)


def _inside(place: int, spans: list[Span]) -> bool:
    """Whether a place is in one of the spans, which are in order."""
    before = bisect_right(spans, place, key=lambda span: span[0])
    return bool(before) and place < spans[before - 1][1]


def _pieces(text: str) -> list[Span]:
    """Spans that the tokenizer takes one by one: the whole text, but for runs without a space longer than any word.

    spaCy's time grows with the square of such a run; cut into pieces it grows with its length.
    """
    cuts = {0, len(text)}
    for run in _LONG_RUN.finditer(text):
        cuts.update(range(run.start(), run.end(), _PIECE))
        cuts.add(run.end())
    ordered = sorted(cuts)
    return list(pairwise(ordered))


def _sentences(
    tokens: tuple[Token, ...], paragraphs: tuple[Span, ...], enders: frozenset[str], shortened: frozenset[str]
) -> list[Span]:
    """Token ranges of sentences: a full stop ends one with the closing marks behind it, a paragraph always does."""
    out: list[Span] = []
    first, paragraph = 0, 0
    for i, token in enumerate(tokens):
        while paragraph < len(paragraphs) and token.start >= paragraphs[paragraph][1]:
            paragraph += 1
            if first < i:
                out.append((first, i))
                first = i
        ends = token.text in enders or (len(token.text) > 1 and token.text.strip(".\u2026") == "")
        ends = ends or (token.text in shortened and i + 1 < len(tokens) and _opens_sentence(tokens[i + 1]))
        if ends:
            past = i + 1
            while past < len(tokens) and tokens[past].text in _CLOSERS and tokens[past].start == tokens[past - 1].end:
                past += 1
            if past > first and past > i:
                out.append((first, past))
                first = past
    if first < len(tokens):
        out.append((first, len(tokens)))
    return [piece for a, b in out for piece in _parts(a, b)]


@cache
def _shortened(lang: Lang) -> frozenset[str]:
    """Shortened words whose full stop may end a sentence too."""
    return frozenset(shipped_yaml("lexicons/en/clauses.yaml")["shortened"]) if lang == "en" else frozenset()


@cache
def _openers() -> frozenset[str]:
    rows = shipped_yaml("lexicons/en/clauses.yaml")
    return frozenset(str(word) for name in ("determiners", "pronouns", "subordinators") for word in rows[name])


def _opens_sentence(token: Token) -> bool:
    """Whether a word with a capital is none that has one inside a sentence («at 9 p.m. The chair …», not «Monday»)."""
    return token.text[:1].isupper() and token.norm in _openers()


def _parts(first: int, past: int) -> list[Span]:
    """A sentence; one that is longer than any sentence is (text without stops) in pieces, so that time stays linear."""
    cuts = [*range(first, past, LONGEST_SENTENCE), past]
    return [(a, b) for a, b in pairwise(cuts) if b > a]
