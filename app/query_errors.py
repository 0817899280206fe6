"""Why a query was refused or failed, in the language of the interface: what kind of error, where, what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.markup import code, unmarked
from app.reasons import told
from app.texts import Texts

_KINDS = tuple(
    (re.compile(shape), kind)
    for shape, kind in (
        (r'Parser Error: .*?at or near "(?P<name>.+?)"(?: LINE|$)', "syntax"),
        (r"Parser Error", "syntax"),
        (r"Catalog Error: Table with name \"?(?P<name>.+?)\"? does not exist", "table"),
        (r"Catalog Error: [\w ]*Function with name \"?(?P<name>.+?)\"? does not exist", "function"),
        (r'Binder Error: Referenced table "(?P<name>.+?)" not found', "table"),
        (r'Binder Error: Referenced column "(?P<name>.+?)" not found', "column"),
        (r'Binder Error: Table ".+?" does not have a column named "(?P<name>.+?)"', "column"),
        (r'Binder Error: Ambiguous reference to column name "(?P<name>.+?)"', "ambiguous"),
        (r'Binder Error: column "(?P<name>.+?)" must appear in the GROUP BY', "grouping"),
        (r"Binder Error: No function matches .*?'(?P<name>.+?\))'", "types"),
        (r"Conversion Error: Could not convert string '(?P<name>.*?)' to", "conversion"),
        (r"(?:Conversion|Mismatch Type) Error", "conversion"),
        (r"Out of Range Error", "range"),
        (r"Out of Memory Error", "memory"),
        (r"Permission Error", "box"),
        (r"Not implemented Error", "unsupported"),
        (r"[\w ]+ Error: ", "other"),
    )
)
"""What DuckDB's messages begin with, the first that fits counts; ``name`` is what the message is about."""
_OWN = (
    ("stopped: the query took longer", "late"),
    ("the query needs more memory", "memory"),
    ("stopped: the query needs more", "memory"),
    ("the result is larger", "large"),
)
"""What the program itself says of a query that was too much, with what can be done about it."""
_IN_TEXT = ("table", "function", "column", "ambiguous", "grouping")
"""Kinds whose name stands in the query as it is in the message."""
_LINE = re.compile(r"LINE (\d+):")
_MEANT = re.compile(r'Did you mean "(?P<one>[^"]+)"|Candidate (?:bindings|tables): (?P<some>(?:"[^"]+"(?:, )?)+)')
MOST_MEANT, LONGEST = 4, 500


@dataclass(frozen=True, slots=True)
class Explained:
    """Markdown that tells an error; ``words`` are those of DuckDB, always English, empty where it said none."""

    told: str
    words: str = ""


def explained(error: str, query: str, t: Texts) -> Explained:
    """An error of ``warehouse.query`` (one line) in the language of the interface."""
    for shape, kind in _KINDS:
        if found := shape.match(error):
            name = (found.groupdict().get("name") or "").strip()
            return Explained(_sentences(error, kind, name, query, t), error.rstrip(" ^"))
    own = next((kind for start, kind in _OWN if error.startswith(start)), "")
    return Explained(f"**{in_words(error, t)}.**" + (f" {t(f'sql_error.do.{own}')}" if own else ""))


def in_words(error: str, t: Texts) -> str:
    """What the program itself says of an error, harmless in Markdown; as code where it has no words for it."""
    said = told(error, t)
    return code(error, LONGEST) if t.rtl and said == error else unmarked(said[:LONGEST])


def _sentences(error: str, kind: str, name: str, query: str, t: Texts) -> str:
    where = [code(name)] if name else []
    if line := _line(error, name if kind in _IN_TEXT else "", query):
        where.append(t("sql_error.line", n=t.digits(str(line))))
    head = f"**{t(f'sql_error.what.{kind}')}**" + (f": {t('comma').join(where)}." if where else ".")
    meant = t("sql_error.meant", names=t("comma").join(map(code, _meant(error)))) if _meant(error) else ""
    return " ".join(filter(None, (head, meant, t(f"sql_error.do.{kind}"))))


def _line(error: str, name: str, query: str) -> int | None:
    """The line that DuckDB tells, else the only one in which the name stands."""
    if found := _LINE.search(error):
        return int(found[1])
    shape = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
    lines = [number for number, line in enumerate(query.splitlines(), 1) if name and shape.search(line)]
    return lines[0] if len(lines) == 1 else None


def _meant(error: str) -> list[str]:
    """Names that DuckDB proposes in the place of one that it does not know."""
    found = _MEANT.search(error)
    if found is None:
        return []
    return [found["one"]] if found["one"] else re.findall('"([^"]+)"', found["some"])[:MOST_MEANT]
