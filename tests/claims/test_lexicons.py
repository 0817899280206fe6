"""Words are data: no Arabic word stands in the code, and a section of a lexicon that nobody reads is an error."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import claims
from claims import sound
from claims.actors import labels
from claims.actors import lexicon as titles
from claims.actors.compounds import apart, spellings
from claims.configuration import ConfigurationError, shipped_yaml
from claims.when import lexicon as times

CODE = Path(claims.__file__).parent
LETTERS = re.compile(r"[\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06fa-\u06ff\ufb50-\ufdff\ufe70-\ufefc]{2}")
"""Two Arabic letters side by side: a word or an affix. ``claims.languages.arabic.morphemes`` has the single ones."""


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The texts of a module but for those that stand as statements of their own, as docstrings do; with their lines."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.lineno, node.value


def test_no_arabic_word_stands_in_the_code() -> None:
    found = [
        f"{path.relative_to(CODE.parent)}:{line}: {text!r}"
        for path in sorted(CODE.rglob("*.py"))
        for line, text in literals(ast.parse(path.read_text(encoding="utf-8")))
        if LETTERS.search(text)
    ]
    assert not found, "put words into configs/lexicons/ar:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('"""وزارة"""\nx = 1', False),
        ('def f() -> None:\n    """وزارة"""', False),
        ('x = "\\u0648\\u0632\\u0627\\u0631\\u0629"', True),
        ('x = f"{y} وزارة"', True),
        ('x = "ministry"  # وزارة', False),
        ('x = "[،؛؟\\u064b-\\u0652]"', False),
    ],
)
def test_what_counts_as_a_word_in_the_code(code: str, found: bool) -> None:
    assert any(LETTERS.search(text) for _, text in literals(ast.parse(code))) == found


@pytest.mark.parametrize(
    ("module", "load", "path"),
    [
        (titles, lambda: titles.lexicon.__wrapped__("ar"), "lexicons/ar/titles.yaml"),
        (times, lambda: times.time_lexicon.__wrapped__("en"), "lexicons/en/time.yaml"),
        (labels, lambda: labels._words.__wrapped__("ar"), "lexicons/ar/labels.yaml"),
        (sound, lambda: sound._sounds.__wrapped__(), "lexicons/sounds.yaml"),
    ],
)
def test_a_section_that_nobody_reads_is_an_error(
    module: ModuleType, load: Callable[[], Any], path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def misspelt(asked: str) -> Any:
        data = shipped_yaml(asked)
        return {**data, "minstry": ["x"]} if asked == path else data

    load()
    monkeypatch.setattr(module, "shipped_yaml", misspelt)
    with pytest.raises(ConfigurationError, match=rf"{re.escape(path)}: unknown key 'minstry'; allowed: "):
        load()


@pytest.mark.parametrize(
    ("joined", "parts"),
    [
        (("عبدالرحمن", "سالم"), ("عبد", "رحمن", "سالم")),
        (("نورالدين",), ("نور", "دين")),
        (("سالم", "عبدالل"), ("سالم", "عبدالل")),  # one letter is no name
    ],
)
def test_names_of_two_words_are_one_however_they_are_written(joined: tuple[str, ...], parts: tuple[str, ...]) -> None:
    assert apart(joined) == apart(parts) == parts
    assert joined in spellings(parts)
