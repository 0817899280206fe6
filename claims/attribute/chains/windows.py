"""Sources and contents around a cue as labels of a window (begin, in, end, single), and back."""

from __future__ import annotations

from dataclasses import dataclass

from claims.model import Span

LABELS = ("O", "S.B", "S.I", "S.E", "S.1", "C.B", "C.I", "C.E", "C.1")


@dataclass(frozen=True, slots=True)
class Window:
    """A cue, the tokens around it that are looked at, and the word of the cue that tells its kind."""

    cue: Span
    reach: Span
    head: int

    @property
    def size(self) -> int:
        """How many tokens the window holds."""
        return self.reach[1] - self.reach[0]


def encode(window: Window, source: list[int], content: list[int]) -> list[int]:
    """Label numbers of a window for tokens of a source and a content; a source in pieces keeps its longest."""
    first, past = window.reach
    out = [0] * (past - first)
    for role, tokens in (("S", _longest(source)), ("C", content)):
        inside = [i for i in tokens if first <= i < past and not window.cue[0] <= i < window.cue[1]]
        for start, end in runs(inside):
            if end - start == 1:
                out[start - first] = LABELS.index(f"{role}.1")
                continue
            out[start - first : end - first] = [LABELS.index(f"{role}.I")] * (end - start)
            out[start - first] = LABELS.index(f"{role}.B")
            out[end - 1 - first] = LABELS.index(f"{role}.E")
    return out


def decode(window: Window, labels: list[str]) -> tuple[list[Span], list[Span]]:
    """The spans of sources and contents from the labels of a window."""
    spans: dict[str, list[Span]] = {"S": [], "C": []}
    start = window.reach[0]
    for place, label in enumerate(labels, window.reach[0]):
        if label.endswith((".B", ".1")):
            start = place
        if label.endswith((".E", ".1")):
            spans[label[0]].append((start, place + 1))
    return spans["S"], spans["C"]


def runs(tokens: list[int]) -> list[Span]:
    """Token numbers as ranges of neighbours."""
    out: list[Span] = []
    for i in sorted(set(tokens)):
        if out and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return out


def _longest(tokens: list[int]) -> list[int]:
    found = runs(tokens)
    return list(range(*max(found, key=lambda run: run[1] - run[0]))) if found else []
