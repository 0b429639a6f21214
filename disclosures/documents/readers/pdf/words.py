"""Characters → runs that stand together, and lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from disclosures.documents.cjk import is_cjk
from disclosures.documents.model import Box
from disclosures.documents.readers.pdf.glyphs import Glyph, Run, run_of

APART = 0.25
"""A gap of this many font sizes separates two words: a blank is at least as wide."""
_APART_MIXED = 0.45
"""Chinese typesetting sets up to a quarter between an ideograph and a digit without meaning a blank."""
_APART_CJK = 1.0
"""Letters of a Chinese name are spread to fill a column; only more than this is meant as a gap."""
_OVERPRINT = 0.4
"""The same character again, offset by less than this share of its width, is bold type made by printing
twice."""


class Word(NamedTuple):
    """Characters of one line with no gap between them."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    runs: tuple[Run, ...]

    @property
    def glyphs(self) -> list[Glyph]:
        return [glyph for run in self.runs for glyph in run.glyphs]

    @property
    def size(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    @property
    def box(self) -> Box:
        return self[1:5]


def word_of(glyphs: Iterable[Glyph]) -> Word:
    """The word that these characters make."""
    return _word(tuple(map(run_of, glyphs)))


def _word(runs: tuple[Run, ...]) -> Word:
    if len(runs) == 1:
        text, x0s, x1s, y0, y1 = runs[0]
        return Word(text, x0s[0], y0, max(x1s), y1, runs)
    return Word(
        "".join([run.text for run in runs]),
        runs[0].x0s[0],
        min([run.y0 for run in runs]),
        max([max(run.x1s) for run in runs]),
        max([run.y1 for run in runs]),
        runs,
    )


def words_of(runs: Iterable[Run]) -> list[Word]:
    """Neighbours in the content of the page that stand beside each other; what is printed twice, once."""
    words: list[Word] = []
    current: list[Run] = []
    end = top = bottom = limit = 0.0
    for run in runs:
        _, x0s, x1s, y0, y1 = run
        gap = x0s[0] - end
        if current and -limit < gap < limit / 2 and abs(y0 - top) + abs(y1 - bottom) < limit:
            if gap < 0 and _is_overprint(run, current[-1]):
                run = Run(run.text[1:], x0s[1:], x1s[1:], y0, y1)
            if run.text:
                current.append(run)
                end = x1s[-1]
            continue
        if current:
            words.append(_word(tuple(current)))
        current, end = [run], x1s[-1]
        top, bottom, limit = y0, y1, 2 * APART * (y1 - y0)
    if current:
        words.append(_word(tuple(current)))
    return _printed_once(words)


def _is_overprint(run: Run, before: Run) -> bool:
    """Whether a run begins with the character that the one before ends with, at nearly the same place."""
    left, right = before.x0s[-1], before.x1s[-1]
    return run.text[0] == before.text[-1] and run.x0s[0] - left <= _OVERPRINT * (right - left)


def _printed_once(words: list[Word]) -> list[Word]:
    times = Counter([word.text for word in words])
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for word in words:
        text, x, y = word.text, word.x0 / 2, word.y0 / 2
        if times[text] == 1:
            kept.append(word)
            continue
        cells = [(text, int(x + dx), int(y + dy)) for dx in (0, 0.5) for dy in (0, 0.5)]
        if seen.isdisjoint(cells):
            kept.append(word)
        seen.update(cells)
    return kept


def lines_of(words: Sequence[Word], level: float = 0.5) -> list[list[Word]]:
    """Words at one height together, from left to right; lines from top to bottom. In a cell, digits are often
    set some points higher or lower than the name beside them: up to `level` font sizes are the same line."""
    if len(words) < 2:
        return [[word] for word in words]
    lines: list[list[Word]] = []
    middle = size = 0.0
    for word in sorted(words, key=attrgetter("middle")):
        if lines and word.middle - middle < level * min(size, word.size):
            lines[-1].append(word)
            continue
        lines.append([word])
        middle, size = word.middle, word.size
    for line in lines:
        line.sort(key=attrgetter("x0"))
    return lines


def line_text(words: Sequence[Word]) -> str:
    """The words of a line, with a blank where one is meant."""
    text = words[0].text
    for before, word in pairwise(words):
        text += " " + word.text if _is_apart(before, word) else word.text
    return text


def _is_apart(before: Word, after: Word) -> bool:
    left, right = is_cjk(before.text[-1]), is_cjk(after.text[0])
    limit = _APART_CJK if left and right else _APART_MIXED if left or right else APART
    return after.x0 - before.x1 > limit * min(before.size, after.size)


def box_around(boxes: Sequence[Box]) -> Box:
    if len(boxes) == 1:
        return boxes[0]
    x0s, y0s, x1s, y1s = zip(*boxes, strict=True)
    return min(x0s), min(y0s), max(x1s), max(y1s)
