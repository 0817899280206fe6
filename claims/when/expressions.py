"""Finds the time expressions of a text: weekdays, dates, clock times, "two weeks ago", "earlier today"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from claims.languages.arabic.morphemes import ARTICLE
from claims.model import Lang
from claims.when.lexicon import Atom, TimeLexicon, time_lexicon
from claims.words import fold, strip_conjunction, text_words, words_of

_CLOCK = re.compile(r"(?<![\d:])(\d{1,2})(?:[:.](\d{2}))?\s?([ap])\.?m\b\.?|(?<![\d:])(\d{1,2}):(\d{2})(?![\d:])", re.I)
_NUMERIC = re.compile(r"(?<![\d/-])(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?![\d/-])")
_SHORT = 300  # code points of a phrase, below which nobody else reads the same text
_WIDEST_GAP = 14  # code points between the pieces of one expression
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_HIJRI_YEARS = range(1300, 1600)


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression at ``[start, end)``. Fields it does not tell are None.

    ``day`` counts from publication (today 0); ``back`` and ``ahead`` are (number, unit), ``ahead`` counting from what
    was said before (``since``: the event follows, as in "two days after X said"); ``span`` is a unit that has ended
    (last week). ``order`` is −1 earlier, +1 later on that day.
    """

    start: int
    end: int
    day: int | None = None
    weekday: int | None = None
    date: tuple[int | None, int, int] | None = None
    hijri: bool = False
    month: tuple[int | None, int] | None = None
    year: int | None = None
    back: tuple[int, str] | None = None
    ahead: tuple[int, str] | None = None
    span: str | None = None
    part: str | None = None
    clock: tuple[int, int] | None = None
    order: int = 0
    past: bool = False
    future: bool = False
    vague: bool = False
    relative: bool = False
    since: bool = False

    @property
    def tells_day(self) -> bool:
        """Whether it names a day, exactly or by weekday."""
        return self.day is not None or self.weekday is not None or self.date is not None

    @property
    def tells(self) -> bool:
        """Whether it says anything of when, alone."""
        wider = self.month or self.year or self.back or self.ahead or self.span
        return bool(self.tells_day or wider or self.clock or self.order or self.vague or self.relative or self.part)


class Finder:
    """Reads one text from left to right."""

    def __init__(self, text: str, lang: Lang) -> None:
        self.text = text
        self.lex: TimeLexicon = time_lexicon(lang)
        self.lang = lang
        self.words = text_words(text) if len(text) > _SHORT else tuple(words_of(text))
        self.keys = [w.folded for w in self.words]
        self.starts = [w.start for w in self.words]
        self.clocks = {m.start(): m for m in _CLOCK.finditer(text)}
        self.numeric = {m.start(): m for m in _NUMERIC.finditer(text)}

    def find(self) -> list[Expression]:
        """All expressions in order, pieces of one merged; those that tell a future day are left out."""
        out: list[Expression] = []
        i = 0
        while i < len(self.words):
            found = self._at(i)
            if found is None:
                i += 1
                continue
            expression, i = found
            if out and self._joined(out[-1], expression):
                out[-1] = _merge(out[-1], expression)
            else:
                out.append(expression)
        kept = [e for e in out if e.tells and not e.future and not self._bare_part(e)]
        return [self._closed(e) for e in kept]

    def _closed(self, e: Expression) -> Expression:
        """The expression with the bracket closed that it opens."""
        inside = self.text[e.start : e.end]
        open_ = inside.count("(") > inside.count(")") and self.text[e.end : e.end + 1] == ")"
        return replace(e, end=e.end + 1) if open_ else e

    def _bare_part(self, e: Expression) -> bool:
        """A part of the day alone tells a time only in its adverbial form."""
        if e.part is None or e.tells_day or e.clock or e.order or e.back:
            return False
        k = bisect_left(self.starts, e.start)
        word = self.keys[k] if k < len(self.keys) and self.starts[k] == e.start else ""
        return not self.lex.within("parts_alone", word) and not self.lex.within("parts_alone", word[1:])

    def _joined(self, a: Expression, b: Expression) -> bool:
        """Whether two pieces make one expression: near, with nothing but glue between, and not contradicting."""
        if b.start - a.end > _WIDEST_GAP or "\n" in self.text[a.end : b.start]:
            return False
        between = self.keys[bisect_left(self.starts, a.end) : bisect_left(self.starts, b.start)]
        if not all(self.lex.within("glue", w) for w in between):
            return False
        if re.search(r"[.\u061b;!?]\s", self.text[a.end : b.start]):
            return False
        clash = bool(a.date and b.date) or (a.weekday is not None and b.weekday is not None)
        clash = clash or (a.day is not None and b.day is not None) or bool(a.clock and b.clock)
        return not clash

    def _phrase(self, i: int) -> tuple[int, Atom] | None:
        """The longest phrase of the lexicon at a word, an Arabic conjunction before it allowed."""
        options = [self.keys[i]]
        bare = strip_conjunction(self.keys[i]) if self.lang == "ar" else None
        if bare:
            options.append(bare)
        for first in options:
            for phrase, atom in self.lex.phrases.get(first, ()):
                if tuple(self.keys[i + 1 : i + len(phrase)]) == phrase[1:]:
                    return len(phrase), atom
        return None

    def _at(self, i: int) -> tuple[Expression, int] | None:
        """The expression that begins at a word, and the index after it."""
        word, first = self.words[i], self.keys[i]
        if not (first in self.lex.triggers or first[:1].isdecimal() or first[1:] in self.lex.triggers):
            return None
        for read in (self._written_date, self._clock, self._dated, self._counted, self._hour, self._span):
            found = read(i)
            if found:
                return found
        phrase = self._phrase(i)
        if phrase is None:
            return None
        length, atom = phrase
        past = i + length
        end = self.words[past - 1].end
        if atom.kind == "weekday" or atom.kind == "day":
            return self._day(i, past, atom)
        if atom.kind == "part":
            return Expression(word.start, end, part=atom.name), past
        if atom.kind in ("earlier", "later"):
            day = 0 if atom.name == "day" else None
            return Expression(word.start, end, order=-1 if atom.kind == "earlier" else 1, day=day), past
        if atom.kind == "vague":
            return Expression(word.start, end, vague=True), past
        if atom.kind == "after_that":
            return Expression(word.start, end, relative=True), past
        if atom.kind == "month" and i and self.lex.within("in_words", strip_conjunction_or_self(self.keys[i - 1])):
            return self._month(i, past, atom.number)
        return None

    def _day(self, i: int, past: int, atom: Atom) -> tuple[Expression, int] | None:
        before = self.keys[i - 1] if i else ""
        after = self.keys[past] if past < len(self.keys) else ""
        if self.lex.within("never_before", after) or (atom.kind == "day" and self.lex.within("never_after", before)):
            return None
        if self.lang == "en" and atom.kind == "weekday" and not self.words[i].capital:
            return None
        start, end = self.words[i].start, self.words[past - 1].end
        expression = Expression(start, end)
        if atom.kind == "weekday":
            expression = replace(expression, weekday=atom.number)
        else:
            night = "night" if self.lex.within("nights", self.keys[i]) else None
            expression = replace(expression, day=atom.number, part=night)
        return self._tensed(expression, i, past)

    def _tensed(self, e: Expression, i: int, past: int) -> tuple[Expression, int]:
        """Take in "last" and "next", which follow in Arabic and precede in English."""
        if self.lang == "ar":
            if past < len(self.keys):
                if self.lex.within("past", self.keys[past]):
                    return replace(e, past=True, end=self.words[past].end), past + 1
                if self.lex.within("future", self.keys[past]):
                    return replace(e, future=True, end=self.words[past].end), past + 1
                if self.lex.within("current", self.keys[past]):
                    return replace(e, end=self.words[past].end), past + 1
            return e, past
        if i and self.lex.within("past", self.keys[i - 1]):
            return replace(e, past=True, start=self.words[i - 1].start), past
        if i and self.lex.within("future", self.keys[i - 1]):
            return replace(e, future=True, start=self.words[i - 1].start), past
        return e, past

    def _number(self, i: int) -> int | None:
        if i >= len(self.keys):
            return None
        if self.keys[i].isdecimal():
            return int(self.keys[i]) if len(self.keys[i]) <= 3 else None
        found = self._phrase(i)
        return found[1].number if found and found[1].kind == "number" and found[0] == 1 else None

    def _year(self, i: int) -> int | None:
        if i < len(self.keys) and self.keys[i].isdecimal() and len(self.keys[i]) == 4:
            year = int(self.keys[i])
            if _FIRST_YEAR <= year <= _LAST_YEAR or year in _HIJRI_YEARS:
                return year
        return None

    def _written_date(self, i: int) -> tuple[Expression, int] | None:
        """Day, month and year in figures: 16/3/2017 (the day first, as in Arabic and British news)."""
        match = self.numeric.get(self.words[i].start)
        if match is None:
            return None
        day, month, year = (int(g) for g in match.groups())
        if month > 12 >= day:
            day, month = month, day
        past = next((j for j in range(i, len(self.words)) if self.words[j].start >= match.end()), len(self.words))
        return Expression(match.start(), match.end(), date=(year, month, day)), past

    def _clock(self, i: int) -> tuple[Expression, int] | None:
        match = self.clocks.get(self.words[i].start)
        if match is None:
            return None
        if match[4]:
            hour, minute = int(match[4]), int(match[5])
        else:
            hour, minute = int(match[1]) % 12, int(match[2] or 0)
            hour += 12 if match[3].lower() == "p" else 0
        if hour > 23 or minute > 59:
            return None
        past = next((j for j in range(i, len(self.words)) if self.words[j].start >= match.end()), len(self.words))
        return Expression(match.start(), match.end(), clock=(hour, minute)), past

    def _dated(self, i: int) -> tuple[Expression, int] | None:
        """A day of a month: "16 March 2017", "April 14", and the Arabic forms with a second name of the month."""
        number = int(self.keys[i]) if self.keys[i].isdecimal() and len(self.keys[i]) <= 2 else None
        if number is not None and 1 <= number <= 31:
            j = i + 1
            while j < len(self.keys) and (
                self.lex.within("month_words", self.keys[j]) or (self.lang == "en" and self.keys[j] in ("of", "th"))
            ):
                j += 1
            month = self._phrase(j) if j < len(self.keys) else None
            if month and month[1].kind in ("month", "hijri"):
                return self._complete(i, j + month[0], month[1], number)
            return None
        found = self._phrase(i) if self.lang == "en" and self.words[i].capital else None
        if found and found[1].kind == "month":
            j = i + found[0]
            day = re.fullmatch(r"(\d{1,2})(st|nd|rd|th)?", self.keys[j]) if j < len(self.keys) else None
            if day and 1 <= int(day[1]) <= 31:
                return self._complete(i, j + 1, found[1], int(day[1]))
        return None

    def _complete(self, i: int, past: int, month: Atom, number: int) -> tuple[Expression, int]:
        """A day and month with what follows: the month's other name, a year, "last"."""
        other = self._phrase(past) if past < len(self.keys) else None
        if other and other[1] == month and self.words[past].start - self.words[past - 1].end <= 3:
            past += other[0]
        j = past + 1 if past < len(self.keys) and self.lex.within("year_words", self.keys[past]) else past
        year = self._year(j)
        past = j + 1 if year else past
        e = Expression(
            self.words[i].start,
            self.words[past - 1].end,
            date=(year, month.number, number),
            hijri=month.kind == "hijri",
        )
        return self._tensed(e, past, past) if self.lang == "ar" else (e, past)

    def _month(self, i: int, past: int, number: int) -> tuple[Expression, int] | None:
        if self.lang == "en" and not self.words[i].capital:
            return None
        other = self._phrase(past) if past < len(self.keys) else None
        if other and other[1] == Atom("month", number) and self.words[past].start - self.words[past - 1].end <= 3:
            past += other[0]
        year = self._year(past)
        past = past + 1 if year else past
        return self._tensed(Expression(self.words[i].start, self.words[past - 1].end, month=(year, number)), i, past)

    def _counted(self, i: int) -> tuple[Expression, int] | None:
        """So many units ago, or after: "two weeks ago", and in Arabic the preposition first."""
        if self.lang == "ar":
            key = strip_conjunction_or_self(self.keys[i])
            sides = [s for s in ("ago", "after") if self.lex.within(s, key)]
            first = i + 1
            while sides and first < len(self.keys) and self.lex.within("approximately", self.keys[first]):
                first += 1
            amount = self._amount(first) if sides else None
            if amount is None:
                return None
            vague = self._phrase(i)
            if vague and vague[1].kind in ("vague", "later") and vague[0] >= 2 and amount[2] <= i + vague[0]:
                return None
            number, unit, past = amount
            if past < len(self.keys) and self._weekday(past):
                return None
            since = past < len(self.keys) and self.lex.within("since", self.keys[past])
            e = Expression(self.words[i].start, self.words[past - 1].end, since=since)
            return (replace(e, back=(number, unit)) if sides[0] == "ago" else replace(e, ahead=(number, unit))), past
        amount = self._amount(i)
        if amount is None or amount[2] >= len(self.keys):
            return None
        number, unit, past = amount
        e = Expression(self.words[i].start, self.words[past].end)
        if self.lex.within("ago", self.keys[past]):
            return replace(e, back=(number, unit)), past + 1
        if self.lex.within("after", self.keys[past]):
            return replace(e, ahead=(number, unit), since=self.lex.within("since", self.keys[past])), past + 1
        return None

    def _weekday(self, i: int) -> bool:
        found = self._phrase(i)
        return found is not None and found[1].kind == "weekday"

    def _amount(self, i: int) -> tuple[int, str, int] | None:
        """A number with a unit at a word: (number, unit, index after it)."""
        number = self._number(i)
        unit_at = i if number is None else i + 1
        if unit_at >= len(self.keys):
            return None
        found = self._unit_at(unit_at)
        if found is None:
            return None
        if found[1].kind == "dual":
            return 2, found[1].name, unit_at + found[0]
        if number is None and self.lang == "en":
            return None
        return number or 1, found[1].name, unit_at + found[0]

    def _unit_at(self, i: int) -> tuple[int, Atom] | None:
        """A unit of time at a word."""
        for phrase, atom in self.lex.phrases.get(self.keys[i], ()):
            if atom.kind in ("unit", "dual") and tuple(self.keys[i + 1 : i + len(phrase)]) == phrase[1:]:
                return len(phrase), atom
        return None

    def _hour(self, i: int) -> tuple[Expression, int] | None:
        """An hour in words after "at" or "the hour", with a half or a quarter."""
        if self.lang != "ar" or not self.lex.within("hour_openers", strip_conjunction_or_self(self.keys[i])):
            return None
        j = i + 1
        if j < len(self.keys) and self.lex.within("hour_openers", self.keys[j]):
            j += 1
        found = self._phrase(j) if j < len(self.keys) else None
        if found is None or found[1].kind != "hour":
            return None
        past, minute = j + found[0], 0
        if past < len(self.keys):
            if self.lex.within("half", self.keys[past]):
                past, minute = past + 1, 30
            elif self.lex.within("quarter", self.keys[past]):
                past, minute = past + 1, 15
        return Expression(self.words[i].start, self.words[past - 1].end, clock=(found[1].number, minute)), past

    def _span(self, i: int) -> tuple[Expression, int] | None:
        """A week, month or year that has ended ("last week"), or a year by its number."""
        if self.lang == "ar":
            unit = self._phrase_of(self.keys[i].removeprefix(ARTICLE)) if self.keys[i].startswith(ARTICLE) else None
            if unit and i + 1 < len(self.keys) and self.lex.within("past", self.keys[i + 1]):
                return Expression(self.words[i].start, self.words[i + 1].end, span=unit), i + 2
        elif self.lex.within("past", self.keys[i]) and i + 1 < len(self.keys):
            unit = self._phrase_of(self.keys[i + 1])
            if unit:
                return Expression(self.words[i].start, self.words[i + 1].end, span=unit), i + 2
        year = self._year(i + 1) if self.lex.within("year_words", strip_conjunction_or_self(self.keys[i])) else None
        if year is None and self.lang == "en" and self.keys[i] == "in":
            year = self._year(i + 1)
        if year and year not in _HIJRI_YEARS:
            return Expression(self.words[i].start, self.words[i + 1].end, year=year), i + 2
        return None

    def _phrase_of(self, word: str) -> str | None:
        """The unit that a word alone names, of a day or longer."""
        for phrase, atom in self.lex.phrases.get(word, ()):
            if len(phrase) == 1 and atom.kind == "unit" and atom.name in ("week", "month", "year"):
                return atom.name
        return None


def strip_conjunction_or_self(word: str) -> str:
    """The word without an Arabic conjunction before it, where it can do without."""
    return strip_conjunction(word) or word


def _merge(a: Expression, b: Expression) -> Expression:
    """One expression of two pieces: each tells what the other does not."""
    return Expression(
        start=a.start,
        end=b.end,
        day=a.day if a.day is not None else b.day,
        weekday=a.weekday if a.weekday is not None else b.weekday,
        date=a.date or b.date,
        hijri=a.hijri or b.hijri,
        month=a.month or b.month,
        year=a.year or b.year,
        back=a.back or b.back,
        ahead=a.ahead or b.ahead,
        span=a.span or b.span,
        part=a.part or b.part,
        clock=a.clock or b.clock,
        order=a.order or b.order,
        past=a.past or b.past,
        future=a.future or b.future,
        vague=a.vague or b.vague,
        relative=a.relative or b.relative,
        since=a.since or b.since,
    )


def starts_with_time(text: str, lang: Lang) -> bool:
    """Whether the first word of a phrase can begin a time expression; quick."""
    first = next(iter(text.split()), "")
    folded = fold(first)
    return folded[:1].isdecimal() or folded in time_lexicon(lang).triggers


def find_expressions(text: str, lang: Lang) -> list[Expression]:
    """The time expressions of a text in order; those that only point to the future are left out."""
    return Finder(text, lang).find()
