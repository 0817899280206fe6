"""Attributions by rule: a reporting word, what opens its content, and the noun phrase that speaks.

High precision on plain newswire; the tagger takes what is found here as features and as a second opinion.
"""

from __future__ import annotations

from dataclasses import dataclass

from claims.attribute.english.lexicon import Entry, Form
from claims.attribute.english.view import View, is_of_time
from claims.model import Span

_STOPS = frozenset({".", "!", "?", ";", ":", "\u2014", "\u2013", "--", "(", ")", "\u2026"})
_COMMA = frozenset({",", ";"})
_DASH = frozenset({"\u2014", "\u2013", "--", "-"})
_REACH = 150  # tokens on either side that a cue looks at, whatever the length of its sentence
_CLAUSE_WITHIN = 14
_ADDRESSEE_WITHIN = 9
NOWHERE: Span = (0, 0)


@dataclass(frozen=True, slots=True)
class Found:
    """A cue with its parts, as token ranges; an empty source, target or via is ``NOWHERE``."""

    cue: Span
    source: Span
    content: tuple[Span, ...]
    form: Form | None
    frame: str
    target: Span = NOWHERE
    via: Span = NOWHERE


class Grammar:
    """The rules over one document."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.words = view.words
        self.norm = view.norm

    def find(self) -> list[Found]:
        out: list[Found] = []
        for first, past in self.view.document.sentences:
            i = first
            while i < past:
                low, high = max(first, i - _REACH), min(past, i + _REACH)
                found = None if self._deep_in_quote(i) else self._at(i, low, high)
                if found is not None:
                    out.append(found)
                i = max(i + 1, found.cue[1] if found else 0)
        return out

    def _deep_in_quote(self, i: int) -> bool:
        return self.view.quote[i] >= 0

    def _at(self, i: int, first: int, past: int) -> Found | None:
        according = self._according(i, first, past)
        if according is not None:
            return according
        refusal = self._refusal(i, first, past)
        if refusal is not None:
            return refusal
        for form in self.words.forms.get(self.norm[i], ()):
            end = i + 1 + len(form.entry.rest)
            if tuple(self.norm[i + 1 : end]) != form.entry.rest or is_of_time(self.view, i + 1, end):
                continue
            found = self._verb(i, end, form, first, past)
            if found is not None:
                return found
        return None

    # verbs -------------------------------------------------------------------------------------------

    def _verb(self, i: int, end: int, form: Form, first: int, past: int) -> Found | None:
        entry = form.entry
        cue = (self._cue_start(i, first) if form.kind not in ("noun", "adjective") else i, end)
        if form.kind == "noun" and not self._has_holder(i, first):
            return None
        if form.kind in ("past", "present", "ing", "base"):
            behind = self._behind_content(i, end, form, first, past)
            if behind is not None:
                return behind
        source = self.subject(cue[0], first)
        opened = self._open(end, entry, form, past)
        if opened is None:
            return None
        start, frame, target = opened
        if form.kind == "base" and source == NOWHERE and i > first and self.norm[i - 1] != "to":
            return None
        content = self._content(start, past, frame)
        return Found(cue, source, content, form, frame, target) if content else None

    def _refusal(self, i: int, first: int, past: int) -> Found | None:
        """``would not comment on …``, ``did not respond to …``: the verb is the content where nothing follows."""
        start = self._cue_start(i, first)
        if self.norm[i] not in self.words.speaking or not any(
            self.norm[k] in self.words["negators"] for k in range(start, i)
        ):
            return None
        forms = [form for form in self.words.forms.get(self.norm[i], ()) if form.kind == "base"]
        end = i + 2 if self.norm[i + 1 : i + 2] == ["to"] else i + 1
        content = self._content(end, past, "refusal") or ((i, i + 1),)
        cue = (start, end) if content[0][0] >= end else (start, i)
        return Found(cue, self.subject(start, first), content, forms[0] if forms else None, "refusal")

    def _cue_start(self, i: int, first: int) -> int:
        k = i
        while k > first and (
            self.norm[k - 1] in self.words["auxiliaries"] or self.norm[k - 1] in self.words["negators"]
        ):
            k -= 1
        return k

    def _has_holder(self, i: int, first: int) -> bool:
        return any(
            self.norm[k] in self.words["possessives"] or self.norm[k] in ("'s", "'")
            for k in range(max(first, i - 4), i)
        )

    def _skip_adjuncts(self, j: int, past: int) -> int:
        """Past adverbs, days and ``in a statement`` behind a verb."""
        words = self.words
        while j < past:
            if self.norm[j] in words["adverbs"] or self.norm[j] in words["days"] or self.norm[j] in words["time_words"]:
                j += 1
            elif (
                self.norm[j] in ("on", "in", "at", "during", "via", "last", "after") and self._adjunct_end(j, past) > j
            ):
                j = self._adjunct_end(j, past)
            else:
                return j
        return j

    def _adjunct_end(self, j: int, past: int) -> int:
        """The token behind a short prepositional phrase that ends before an opener, else j."""
        for k in range(j + 1, min(past, j + 8)):
            word = self.norm[k]
            if word == "that" or k in self.view.opens or self.view.tokens[k].text == ":":
                return k
            if self.view.tokens[k].text in _STOPS or word in self.words["auxiliaries"]:
                return j
            if self.view.tokens[k].text == ",":
                return k if k + 1 in self.view.opens else j
        return j

    def _open(self, j: int, entry: Entry, form: Form, past: int) -> tuple[int, str, Span] | None:
        """Where the content opens behind the cue, by which frame, and the addressee in between."""
        for at in dict.fromkeys((j, self._skip_adjuncts(j, past))):
            frame = self._frame_at(at, entry, past)
            if frame is not None:
                skip = 1 if self.view.tokens[at].text in (",", ":") else 0
                return at + skip, frame, NOWHERE
        if "person" in entry.frames:
            for k in range(j + 1, min(past, j + _ADDRESSEE_WITHIN)):
                if self.view.tokens[k].text in _STOPS and self.view.tokens[k].text != ":":
                    break
                frame = self._frame_at(k, entry, past)
                if frame in ("that", "quote", "to", "wh", "of", "for") or (
                    frame == "zero" and self.norm[k - 1] in self.words["addressees"] | self.words["days"]
                ):
                    if frame == "to" and self.norm[k - 1] == "not":  # «told them not to come»
                        return k - 1, frame, (j, k - 1)
                    skip = 1 if self.view.tokens[k].text in (",", ":") else 0
                    return k + skip, frame, (j, k)
        if "object" in entry.frames and form.kind in ("past", "present", "ing") and self._opens_phrase(j, past):
            return j, "object", NOWHERE
        return None

    def _frame_at(self, j: int, entry: Entry, past: int) -> str | None:
        if j >= past:
            return None
        word, frames = self.norm[j], entry.frames
        if "quote" in frames or "that" in frames:
            if j in self.view.opens:
                return "quote"
            if self.view.tokens[j].text in (",", ":") and j + 1 in self.view.opens:
                return "quote"
            if self.view.tokens[j].text == ":" and j + 1 < past:
                return "quote"
        if word == "that" and "that" in frames:
            return "that"
        if "wh" in frames and word in self.words["complementisers"] and word != "that":
            return "wh"
        if word in frames and word not in ("that", "quote", "zero", "object", "person"):
            return None if is_of_time(self.view, j, j + 1) else word
        if "ing" in frames and word.endswith("ing") and len(word) > 4:
            return "ing"
        if "zero" in frames and self._opens_clause(j, past):
            return "zero"
        return None

    def _opens_phrase(self, j: int, past: int) -> bool:
        return (
            j < past
            and self.view.is_word(j)
            and (
                self.norm[j] in self.words["determiners"]
                or self.norm[j] in self.words.personal
                or self.view.capital(j)
                or self.norm[j]
                not in (self.words["prepositions"] | self.words["auxiliaries"] | self.words["coordinators"])
            )
        )

    def _opens_clause(self, j: int, past: int) -> bool:
        """A subject and, within reach, a finite verb: how a clause without ``that`` begins."""
        if not self.view.is_word(j) or self.norm[j] in self.words["prepositions"] | self.words["auxiliaries"]:
            return False
        if not (self.norm[j] in self.words["pronouns"] | self.words["determiners"] or self.view.capital(j)
                or self.norm[j].endswith("s") or self.norm[j] == "there"):  # fmt: skip
            return False
        for k in range(j + 1, min(past, j + _CLAUSE_WITHIN)):
            if self.view.tokens[k].text in _STOPS:
                return False
            if self.norm[k] in self.words["auxiliaries"] or self.norm[k].endswith("ed"):
                return True
        return self.norm[j] in self.words.personal

    def _content(self, start: int, past: int, frame: str) -> tuple[Span, ...]:
        if start in self.view.opens:
            end = self.view.quote_end(start)
            return ((start, max(end, self._clause_end(end, past) if frame == "that" else end)),)
        end = self._clause_end(start, past)
        first, last = self.view.trimmed(start, end)
        return ((first, last),) if last > first else ()

    def _clause_end(self, start: int, past: int) -> int:
        """To the end of the sentence, or to a later cue's clause or participle behind a comma."""
        for k in range(start, past):
            if self.view.quote[k] >= 0 and self.view.quote[k] == self.view.quote[k - 1]:
                continue
            if self.view.tokens[k].text == ";":
                return k
            if self.view.tokens[k].text == "," and self._leaves(k + 1, past):
                return k
        return past

    def _leaves(self, k: int, past: int) -> bool:
        """A comma is followed by another cue: ``, adding``, ``, according to``, ``, while X said``."""
        if k >= past:
            return False
        forms = self.words.forms.get(self.norm[k], ())
        if any(form.kind == "ing" and form.entry.frames & {"that", "quote"} for form in forms):
            return True
        if self.norm[k : k + 2] == ["according", "to"]:
            return True
        if self.norm[k] in ("while", "but", "and"):
            for m in range(k + 1, min(past, k + 8)):
                later = self.words.forms.get(self.norm[m], ())
                if any(f.kind in ("past", "present") and "that" in f.entry.frames for f in later):
                    return self.norm[k] != "and" or self.norm[m + 1 : m + 2] == ["that"]
                if self.view.tokens[m].text in _STOPS or self.norm[m] in self.words["auxiliaries"]:
                    return False
        return False

    # what stands before the cue ----------------------------------------------------------------------

    def _behind_content(self, i: int, end: int, form: Form, first: int, past: int) -> Found | None:
        """``"…," X said``, ``"…," said X``, ``…, X said.``"""
        plain = form.entry.frames & {"quote", "zero"} or form.entry.lemma == "put it"
        if not plain and (form.kind != "past" or "that" not in form.entry.frames):
            return None
        after = self._skip_adjuncts(self._skip_addressee(end, form, past), past)
        dated = self._past_date(after, past)
        closes = dated >= past or self.view.tokens[dated].text in (",", ".", ":", ";") or dated in self.view.opens
        closes = closes or (dated > after and self.norm[dated] in self.words["prepositions"])
        subject = self.subject(self._cue_start(i, first), first)
        cue = (self._cue_start(i, first), end)
        left = subject[0] if subject != NOWHERE else cue[0]
        if subject == NOWHERE or not closes:
            inverted = self.phrase_from(end, past)
            if inverted == NOWHERE or i == first:
                return None
            if self.view.tokens[i - 1].text not in (",",) and i - 1 not in self.view.closes:
                return None
            subject, left = inverted, i
        content = self._content_before(left, first)
        if content == NOWHERE or not (plain or self._is_clause(content)):
            return None
        pieces = [content]
        rest = self._next_piece(max(subject[1], end), past)
        if rest != NOWHERE and content[0] in self.view.opens:
            pieces.append(rest)
        return Found(cue, subject, tuple(pieces), form, "before")

    def _past_date(self, j: int, past: int) -> int:
        """Past «on Tuesday», «late on Monday night» behind a verb, else j."""
        k = j
        while k < past and (self.norm[k] in self.words["adverbs"] or self.norm[k] in self.words["prepositions"]):
            k += 1
        timed = self.words["days"] | self.words["months"] | self.words["time_words"]
        end = k
        while end < past and (self.norm[end] in timed or self.norm[end].isdecimal()):
            end += 1
        return end if end > k else j

    def _is_clause(self, content: Span) -> bool:
        """Whether a stretch before a verb has a finite verb of its own that an auxiliary shows."""
        return any(self.norm[k] in self.words["auxiliaries"] for k in range(*content))

    def _skip_addressee(self, j: int, form: Form, past: int) -> int:
        """To the end of the clause in ``…, she told parliament on Monday.``, if it ends soon."""
        if "person" not in form.entry.frames:
            return j
        for k in range(j, min(past, j + _ADDRESSEE_WITHIN)):
            if self.view.tokens[k].text in (",", "."):
                return k
            if self.norm[k] in self.words["auxiliaries"] | {"that", "to"} or not self.view.is_word(k):
                return j
        return j

    def _content_before(self, left: int, first: int) -> Span:
        """The quotation or clause that ends before token ``left``."""
        k = left - 1
        if k < first:
            return NOWHERE
        if self.view.tokens[k].text == "," and k - 1 >= first and k - 1 in self.view.closes:
            k -= 1
        if k in self.view.closes:
            return self.view.quote_start(k), k + 1
        if self.view.tokens[k].text == "," and k - first >= 3:
            return self.view.trimmed(first, k)
        return NOWHERE

    def _next_piece(self, j: int, past: int) -> Span:
        """A quotation that goes on behind ``X said`` and its adjuncts."""
        for k in range(j, min(past + 1, self.view.count, j + 10)):
            if k in self.view.opens:
                return k, self.view.quote_end(k)
        return NOWHERE

    # noun phrases --------------------------------------------------------------------------------------

    def subject(self, left: int, first: int) -> Span:
        """The noun phrase that ends before token ``left``, with its apposition or relative clause."""
        k = left
        while k > first and self.norm[k - 1] in self.words["adverbs"]:
            k -= 1
        end = k
        if k > first and self.view.tokens[k - 1].text in _COMMA:
            inner = self._back_over_comma(k - 1, first)
            return (inner, end - 1) if inner < end - 1 else NOWHERE
        start = self._phrase_start(end, first)
        return (start, end) if start < end else NOWHERE

    def _back_over_comma(self, comma: int, first: int) -> int:
        """The start of ``X, the minister`` or ``X, who …`` whose closing comma is at ``comma``."""
        for k in range(comma - 1, max(first, comma - 25), -1):
            if self.view.tokens[k].text == ",":
                return self._phrase_start(k, first)
            if self.view.tokens[k].text in _STOPS or k in self.view.closes:
                return comma
        return comma

    def _phrase_start(self, end: int, first: int) -> int:
        k = end
        while k > first and self._in_phrase(k - 1, k, end):
            k -= 1
        while k < end and self.norm[k] in (
            self.words["prepositions"] | self.words["coordinators"] | self.words["subordinators"]
        ):
            k += 1
        return k

    def _in_phrase(self, i: int, right: int, end: int) -> bool:
        token, word = self.view.tokens[i], self.norm[i]
        if self.view.quote[i] >= 0 or (not token.is_word and token.text not in ("-", "&", "\u2019", "'", "/")):
            return False
        if word in self.words["auxiliaries"] and word != "'s":
            return False
        if word in self.words["complementisers"] | self.words["subordinators"] or word in ("but", "yet"):
            return False
        if word in self.words.personal:
            return right == end
        forms = self.words.forms.get(word, ())
        return not any(f.kind in ("past", "present") and "that" in f.entry.frames for f in forms) or self.view.capital(
            i
        )

    def phrase_from(self, start: int, past: int) -> Span:
        """The noun phrase that begins at token ``start``, for inverted order; appositions are taken along."""
        k, commas = start, 0
        while k < past and k - start < 25:
            token, word = self.view.tokens[k], self.norm[k]
            if k in self.view.opens or token.text in _STOPS or word in self.words["auxiliaries"]:
                break
            if word in ("in", "on", "during", "after", "as", "when", "while", "at") and k > start and commas == 0:
                break
            if token.text == ",":
                if k + 1 >= past or not self._apposition(k + 1):
                    break
                commas += 1
            k += 1
        first, last = self.view.trimmed(start, k)
        named = last > first and (
            self.norm[first] in self.words["determiners"] | self.words["pronouns"] or self.view.capital(first)
        )
        return (first, last) if named else NOWHERE

    def _apposition(self, k: int) -> bool:
        return self.norm[k] in self.words["determiners"] | self.words["relatives"] or self.norm[k] in ("a", "an", "the")

    # according to ------------------------------------------------------------------------------------

    def _according(self, i: int, first: int, past: int) -> Found | None:
        for phrase in self.words.according:
            end = i + len(phrase)
            if tuple(self.norm[i:end]) != phrase:
                continue
            source = self._according_source(end, past)
            if source == NOWHERE:
                return None
            if i > first + 2:
                content = self.view.trimmed(first, i)
                if self.view.tokens[i - 1].text == "," and i - 2 in self.view.closes:
                    content = (self.view.quote_start(i - 2), i - 1)
            else:
                content = self.view.trimmed(source[1], past)
            if content[1] > content[0]:
                return Found((i, end), source, (content,), None, "according")
        return None

    def _according_source(self, start: int, past: int) -> Span:
        k = start
        while k < past and self.view.tokens[k].text not in _STOPS and self.view.tokens[k].text != ",":
            if k in self.view.opens:
                break
            k += 1
        return (start, k) if k > start else NOWHERE
