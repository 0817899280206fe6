"""An Arabic document with all that the taggers look at: columns, the grammar's findings, distances."""

from __future__ import annotations

from claims.attribute.arabic.columns import Columns
from claims.attribute.arabic.grammar import Found, find
from claims.attribute.arabic.view import View
from claims.attribute.chains.hashing import Column, column, counts
from claims.model import Span

FAR = 9


class Analysis:
    """Columns over a document's tokens beside those of ``Columns``.

    ``found`` are the grammar's attributions, ``ruled`` maps a token to the one whose cue it is in, and ``rule``
    says what the grammar makes of a token. ``opening`` and ``opener`` count tokens to the next quotation and the
    next complementiser, ``closing`` those since a quotation, 9 where far. ``edge`` marks ends of sentences.
    ``ruled`` False leaves the grammar out, which measures what it adds.
    """

    def __init__(self, view: View, kinds: dict[str, str], ruled: bool = True) -> None:
        self.view = view
        self.length = view.count
        self.columns = Columns(view, kinds)
        self.found: list[Found] = find(view) if ruled else []
        self.ruled: dict[int, Found] = {}
        for one in self.found:
            for i in range(*one.cue.at):
                self.ruled.setdefault(i, one)
        self.unit = [0] * view.count
        for number, (first, past) in enumerate(view.units):
            self.unit[first:past] = [number] * (past - first)
        self.rule = column(self._rule())
        self.opening, self.closing, self.opener = self._distances()
        self.edge = counts(self._edges())

    def meeting(self, cue: Span) -> Found | None:
        """The grammar's first finding whose cue meets this one."""
        return next((self.ruled[i] for i in range(*cue) if i in self.ruled), None)

    def _rule(self) -> list[str]:
        out = [""] * self.length
        for one in self.found:
            for i in range(*one.cue.at):
                out[i] = ("B " if i == one.cue.at[0] else "I ") + one.cue.role + one.cue.frame
            for i in range(*one.cue.subject):
                out[i] = out[i] or "S"
            for piece in one.content:
                for i in range(*piece):
                    out[i] = out[i] or "C"
        return out

    def _distances(self) -> tuple[Column, Column, Column]:
        view = self.view
        opening, closing, opener = ([FAR] * self.length for _ in range(3))
        for first, past in view.units:
            to_opening = to_opener = FAR
            for i in range(past - 1, first - 1, -1):
                opening[i], opener[i] = to_opening, to_opener
                to_opening = 1 if i in view.opens else min(FAR, to_opening + 1)
                to_opener = 1 if view.is_complementiser(i) else min(FAR, to_opener + 1)
            since = FAR
            for i in range(first, past):
                closing[i] = since
                since = 1 if i in view.closes else min(FAR, since + 1)
        return counts(opening), counts(closing), counts(opener)

    def _edges(self) -> list[int]:
        """1 at the first token of a sentence, 2 at the last, 3 at the first of a paragraph, else 0."""
        out = [0] * self.length
        starts = {start for start, _ in self.view.document.paragraphs}
        for first, past in self.view.units:
            out[past - 1] = 2
            out[first] = 3 if self.view.tokens[first].start in starts else 1
        return out
