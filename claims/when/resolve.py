"""When each attribution of an article was said: its time words against the day of publication.

What has no time words is of the article's own day, unless it is background: pluperfect, a reminder, a relative
clause, a noun that recalls a known statement, another's words inside a content.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.model import Attribution, Precision, When
from claims.read import Document
from claims.when.background import Background
from claims.when.clauses import CLAUSE_ENDS, Clauses
from claims.when.dates import (
    Moment,
    before,
    day_of,
    hijri_day,
    moment,
    month_of,
    months_before,
    weekday_before,
)
from claims.when.expressions import Expression, Finder
from claims.when.lexicon import TimeLexicon, time_lexicon
from claims.words import strip_conjunction

_PART_RANKS = {"dawn": -2, "morning": -1, "noon": 0, "afternoon": 0, "evening": 1, "night": 2}
_PART_UNTIL = (("dawn", 6), ("morning", 12), ("afternoon", 18), ("evening", 21), ("night", 24))
"""The hours, past the last one, of each part of the day."""
_AFTERNOON = frozenset({"afternoon", "evening", "night"})
_NEAR = 4  # words between a cue and "recently", or any time word inside a content
_BYGONE_DAYS = 31  # older dates date a cue only where the sentence says so
_JUST_BEFORE = 6  # attributions after whose words a scene is looked for
_FURTHEST_STATEMENT = 60  # attributions back or ahead in which a speaker's day is looked for


@dataclass(frozen=True, slots=True)
class _Said:
    """A time on its way to a When. ``day`` is what later words count from; ``chains``: what continues it shares it."""

    when: When
    day: dt.date | None
    chains: bool = True


def resolve(document: Document, attributions: Sequence[Attribution]) -> list[When]:
    """When every attribution was said, in the same order."""
    return _Timing(document, attributions).times()


class _Timing:
    """One article's attributions on their way to times."""

    def __init__(self, document: Document, attributions: Sequence[Attribution]) -> None:
        self.document = document
        self.attributions = attributions
        self.published: Moment | None = moment(document.article.published)
        self.lex: TimeLexicon = time_lexicon(document.article.lang)
        finder = Finder(document.text, document.article.lang)
        self.clauses = Clauses(document, attributions, finder.words, finder.keys)
        self.background = Background(self.clauses)
        self.everywhere = finder.find()
        self.expression_starts = [e.start for e in self.everywhere]
        self.found: list[_Said | None] = [None] * len(attributions)

    def times(self) -> list[When]:
        self.own = [self._own(i) or self._scene(i) for i in range(len(self.attributions))]
        news = self._news_day(self.own)
        for i, expression in enumerate(self.own):
            self.found[i] = self._said(i, expression, news)
        return self._ranked([said.when for said in self.found if said is not None])

    # --- the expression of an attribution ------------------------------------------------------------------------

    def _own(self, i: int) -> Expression | None:
        """The time words of an attribution's clause: nearest the cue, those after it before those ahead of it."""
        place = self.clauses.place(i)
        first, last = self.clauses.window(i)
        attribution = self.attributions[i]
        inside = attribution.inside
        low, high = bisect_right(self.expression_starts, first - 1), bisect_right(self.expression_starts, last - 1)
        near = [e for e in self.everywhere[low:high] if not self.clauses.within(e.start, attribution.content)]
        if inside is not None and 0 <= inside < len(self.attributions):
            spans = self.attributions[inside].content
            near = [e for e in near if self.clauses.within(e.start, spans)]
            near = [e for e in near if self._words_between(e, place) <= _NEAR]
        else:
            near = [e for e in near if not self.clauses.in_content(e.start)]
        near = [e for e in near if self._counts(e, i, first, place)]
        return min(near, key=lambda e: (self._distance(e, place), e.start), default=None)

    def _scene(self, i: int) -> Expression | None:
        """The hour, the part of the day, or «hours later», that the words since the last statement set."""
        if self.attributions[i].inside is not None or self.attributions[i].shares is not None:
            return None
        first, _ = self.clauses.window(i)
        ends = [e for a in self.attributions[max(i - _JUST_BEFORE, 0) : i] for _, e in (*a.content, *a.cue, *a.source)]
        since = max((e for e in ends if e <= first), default=first)
        low, high = bisect_right(self.expression_starts, since - 1), bisect_right(self.expression_starts, first - 1)
        set_ = [e for e in self.everywhere[low:high] if not self.clauses.in_content(e.start)]
        hours = [e for e in set_ if e.ahead is not None and e.ahead[1] in ("minute", "hour")]
        parts = [e for e in set_ if (e.part or e.clock) is not None and not e.tells_day and e.date is None]
        return max((*hours, *parts), key=lambda e: e.start, default=None)

    def _words_between(self, e: Expression, place: int) -> int:
        return abs(bisect_right(self.clauses.starts, e.start - 1) - bisect_right(self.clauses.starts, place - 1))

    @staticmethod
    def _distance(e: Expression, place: int) -> float:
        return e.start - place if e.start >= place else (place - e.end) * 1.5

    def _counts(self, e: Expression, i: int, first: int, place: int) -> bool:
        """Whether an expression dates the cue: not what a relative clause tells, nor a bygone date in a name."""
        if self._in_relative(e, place if e.start >= place else first):
            return False
        k = bisect_right(self.clauses.starts, e.start - 1)
        if e.vague:
            return self._words_between(e, place) <= _NEAR and not self.clauses.within(
                e.start, self.attributions[i].source
            )
        bygone = e.year is not None or e.month is not None
        if e.date is not None and self.published is not None:
            day = self._day(e)
            bygone = day is None or (self.published.day - day).days > _BYGONE_DAYS
            bygone = bygone and not (k and self.lex.within("day_words", self.clauses.folded[k - 1]))
        return not bygone or self.background.recalled(i)

    def _in_relative(self, e: Expression, begin: int) -> bool:
        """Whether a relative clause that opens after a place holds an expression."""
        for j in range(bisect_right(self.clauses.starts, e.start - 1) - 1, -1, -1):
            if self.clauses.starts[j] < begin:
                return False
            between = self.document.text[self.clauses.words[j].end : self.clauses.starts[j + 1]]
            if any(c in CLAUSE_ENDS for c in between):
                return False
            if self.lex.within("relatives", self.clauses.folded[j]):
                return True
        return False

    # --- the day of the news -------------------------------------------------------------------------------------

    def _news_day(self, own: Sequence[Expression | None]) -> dt.date | None:
        """The day of what has no time words: the day of publication, or the eve where the article opens with that."""
        if self.published is None:
            return None
        opening = self.clauses.sentences[0][1] if self.clauses.sentences else 0
        leads = [e for e in own[:1] if e is not None]
        leads += [
            e
            for e in self.everywhere
            if e.start < opening and not self.clauses.in_content(e.start) and not self._in_relative(e, 0)
        ]
        for e in leads:
            day = self._day(e)
            if day is not None:
                return day if (self.published.day - day).days == 1 else self.published.day
        return self.published.day

    # --- resolving -----------------------------------------------------------------------------------------------

    def _day(self, e: Expression) -> dt.date | None:
        """The day that an expression names."""
        if self.published is None:
            return None if e.date is None or e.date[0] is None or e.hijri else day_of(*e.date, dt.date.max)
        published = self.published.day
        if e.date is not None:
            return hijri_day(*e.date, published) if e.hijri else day_of(*e.date, published)
        if e.weekday is not None:
            return weekday_before(published, e.weekday, e.past)
        if e.day is not None:
            return published + dt.timedelta(days=e.day)
        return None

    def _said(self, i: int, e: Expression | None, news: dt.date | None) -> _Said:
        background = self.background.recalled(i)
        if e is not None:
            return self._expressed(i, e, news, background)
        main = self._main(i)
        if main is not None and (not background or main.when.recalled):
            return main
        if background or news is None:
            return _Said(
                When(None, recalled=background), None, self.attributions[i].pluperfect or self.background.told(i)
            )
        later = self._later_day(i)
        day = later if later is not None else news
        return _Said(When(day.isoformat(), "day"), day)

    def _later_day(self, i: int) -> dt.date | None:
        """The day that the article gives for the same speaker further on."""
        for j in range(i + 1, min(len(self.attributions), i + 1 + _FURTHEST_STATEMENT)):
            e = self.own[j]
            if e is not None and e.tells_day and self._one_source(i, j) and not self.background.recalled(j):
                return self._day(e)
        return None

    def _main(self, i: int) -> _Said | None:
        """The time of the statement that this one only continues: a participle's verb, a dropped subject's sentence."""
        a = self.attributions[i]
        if a.shares is not None and 0 <= a.shares < i:
            return self.found[a.shares]
        back = range(i - 1, max(-1, i - 1 - _FURTHEST_STATEMENT), -1)
        earlier = [j for j in back if self.attributions[j].inside == a.inside]
        if not earlier:
            return None
        previous, before_ = self.attributions[earlier[0]], self.found[earlier[0]]
        if before_ is None:
            return None
        if a.source and previous.source and a.source == previous.source:
            return before_
        if self._goes_on(i, earlier[0]) and not before_.when.recalled:
            return before_
        if not a.source:
            return next((said for j in earlier if (said := self.found[j]) is not None and said.chains), None)
        for j in earlier:
            if self._one_source(i, j):
                said = self.found[j]
                return said if said is not None and said.day is not None and not said.when.recalled else None
        return None

    def _goes_on(self, i: int, j: int) -> bool:
        """Whether «he said» follows a statement in its paragraph: its speaker goes on at the same moment (English)."""
        a = self.attributions[i]
        one = i - j == 1 and a.agreement in ("ms", "fs") and self.document.article.lang == "en"
        return one and "\n" not in self.document.text[self.clauses.place(j) : self.clauses.place(i)]

    def _one_source(self, i: int, j: int) -> bool:
        """Whether two source phrases share their last word, which is the name where there is one."""
        a, b = self.attributions[i].source, self.attributions[j].source
        if not a or not b:
            return False
        one, two = self.document.slice(a[-1]).split(), self.document.slice(b[-1]).split()
        return bool(one and two and one[-1] == two[-1])

    def _expressed(self, i: int, e: Expression, news: dt.date | None, background: bool) -> _Said:
        """The time that an expression tells."""
        text = self.document.text[e.start : e.end]
        day, precision = self._day(e), "day"
        at: str | None = None
        if day is None and self.published is not None:
            at, precision, day = self._wider(i, e, news)
        elif day is not None:
            at = day.isoformat()
        if e.relative or (e.vague and at is None):
            return _Said(When(None, None, text, recalled=background or e.vague), None)
        if at is not None and day is not None:
            at, precision = self._fine(e, day, at, precision)
        recalled = background and (day is None or news is None or day < news)
        rank = self._order(i, e, day) if at else 0
        known: Precision | None = _PRECISIONS.get(precision) if at else None
        return _Said(When(at, known, text, rank, recalled or (at is None and background)), day)

    def _wider(self, i: int, e: Expression, news: dt.date | None) -> tuple[str | None, str, dt.date | None]:
        """Times that are no day: counted back, counted on from what was said before, a week, a month, a year."""
        assert self.published is not None
        published = self.published.day
        if e.back is not None:
            return self._counted_back(*e.back)
        if e.ahead is not None:
            if e.since and e.end <= self.clauses.place(i) and e.ahead[1] in ("day", "week") and news is not None:
                day = before(news, *e.ahead)
                return day.isoformat(), e.ahead[1], day
            previous = self._previous_day(i) or news
            if previous is None or e.ahead[1] in ("month", "year"):
                return None, "day", None
            units = {"day": 1, "week": 7}.get(e.ahead[1], 0)
            day = previous + dt.timedelta(days=e.ahead[0] * units)
            return day.isoformat(), "day", day
        if e.month is not None:
            return month_of(*e.month, published, e.past), "month", None
        if e.span == "week":
            day = before(published, 1, "week")
            return day.isoformat(), "week", day
        if e.span == "month":
            return months_before(published, 1), "month", None
        if e.span == "year" or e.year is not None:
            return str(e.year or published.year - 1), "year", None
        if e.order < 0:
            return (None, "day", None) if news is None or self._alone(e) else (news.isoformat(), "day", news)
        if e.order > 0 or e.clock or e.part:
            day_ = self._previous_day(i) or news if e.order > 0 else news
            return (day_.isoformat() if day_ else None), "day", day_
        return None, "day", None

    @staticmethod
    def _alone(e: Expression) -> bool:
        """ "Earlier" without a day: earlier than anyone can tell."""
        return not e.tells_day and e.clock is None and e.part is None

    def _counted_back(self, number: int, unit: str) -> tuple[str | None, str, dt.date | None]:
        assert self.published is not None
        published = self.published.day
        if unit in ("day", "week"):
            day = before(published, number, unit)
            return day.isoformat(), unit, day
        if unit == "month":
            return months_before(published, number), "month", None
        if unit == "year":
            return str(published.year - number), "year", None
        if self.published.instant is None:
            return published.isoformat(), "day", published
        instant = self.published.instant - dt.timedelta(**{unit + "s": number})
        return instant.date().isoformat(), "day", instant.date()

    def _fine(self, e: Expression, day: dt.date, at: str, precision: str) -> tuple[str, str]:
        """A clock time or a part of the day, where the expression has one."""
        if e.clock is not None:
            hour, minute = e.clock
            if hour < 12 and e.part in _AFTERNOON:
                hour += 12
            zone = self.published.instant.tzinfo if self.published and self.published.instant else None
            if zone is None or hour > 23:
                return at, "part_of_day"
            return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone).isoformat(), "minute"
        return (at, "part_of_day") if e.part and precision == "day" else (at, precision)

    def _previous_day(self, i: int) -> dt.date | None:
        for j in range(i - 1, -1, -1):
            said = self.found[j]
            if said is not None and said.day is not None and self.attributions[j].inside is None:
                return said.day
        return None

    def _order(self, i: int, e: Expression, day: dt.date | None) -> int:
        """Earlier −1; later one more than the statement before it on that day; again in the evening +1."""
        if e.order < 0:
            return -1
        hours = e.back is not None and e.back[1] in ("minute", "hour")
        if hours:
            return -1
        after_hours = e.ahead is not None and e.ahead[1] in ("minute", "hour")
        if e.order > 0 or after_hours:
            before_ = next((s for s in reversed(self.found[:i]) if s is not None and s.day == day), None)
            return max(0, before_.when.rank if before_ else 0) + 1
        return 1 if self._again(i) and e.part in _AFTERNOON else 0

    def _again(self, i: int) -> bool:
        """Whether the speaker "came back and said" (Arabic)."""
        k = bisect_right(self.clauses.starts, self.clauses.place(i)) - 1
        return any(
            self.lex.within("again", strip_conjunction(w) or w) or self.lex.within("again", w)
            for w in self.clauses.folded[max(0, k - 4) : k]
        )

    def _ranked(self, whens: list[When]) -> list[When]:
        """Morning before evening, where the article has statements of different parts, or hours, of one day."""
        parts: dict[str, set[int]] = {}
        hours: dict[str, set[int]] = {}
        named = [self._part_rank(when) for when in whens]
        for when, part in zip(whens, named, strict=True):
            if part is not None and when.at:
                parts.setdefault(when.at[:10], set()).add(part)
            elif when.precision == "minute" and when.at:
                hours.setdefault(when.at[:10], set()).add(_part_of_hour(int(when.at[11:13])))
        out: list[When] = []
        for when, part in zip(whens, named, strict=True):
            day = (when.at or "")[:10]
            if not day or part is None or when.rank != 0:
                out.append(when)
            elif len(parts.get(day, ())) > 1:
                out.append(replace(when, rank=part))
            else:
                out.append(replace(when, rank=_beside_hours(part, hours.get(day, set()))))
        return out

    def _part_rank(self, when: When) -> int | None:
        if when.expression is None or when.precision != "part_of_day":
            return None
        found = Finder(when.expression, self.document.article.lang).find()
        return _PART_RANKS.get(found[0].part or "") if found else None


def _part_of_hour(hour: int) -> int:
    """The rank of the part of the day that an hour is of."""
    return next(_PART_RANKS[part] for part, until in _PART_UNTIL if hour < until)


def _beside_hours(part: int, hours: set[int]) -> int:
    """The order of a part of the day beside statements whose hour is told: before them, behind them, or not known."""
    if not hours or min(hours) <= part <= max(hours):
        return 0
    return -1 if part < min(hours) else 1


_PRECISIONS: dict[str, Precision] = {
    "minute": "minute",
    "part_of_day": "part_of_day",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
}
