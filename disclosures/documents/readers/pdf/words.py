"""Characters → runs that stand together, and lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from disclosures.documents.cjk import is_cjk
from disclosures.documents.model import Box
from disclosures.documents.readers.pdf.glyphs import Glyph

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

    glyphs: tuple[Glyph, ...]
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def text(self) -> str:
        return "".join([glyph.text for glyph in self.glyphs])

    @property
    def size(self) -> float:
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    @property
    def box(self) -> Box:
        return self[1:]


def word_of(glyphs: Sequence[Glyph]) -> Word:
    if len(glyphs) == 1:
        glyph = glyphs[0]
        return Word((glyph,), glyph.x0, glyph.y0, glyph.x1, glyph.y1)
    return Word(
        tuple(glyphs),
        glyphs[0].x0,
        min([glyph.y0 for glyph in glyphs]),
        max([glyph.x1 for glyph in glyphs]),
        max([glyph.y1 for glyph in glyphs]),
    )


def words_of(glyphs: Iterable[Glyph]) -> list[Word]:
    """Neighbours in the content of the page that stand beside each other; what is printed twice, once."""
    words: list[Word] = []
    current: list[Glyph] = []
    end = bottom = top = limit = 0.0
    for glyph in glyphs:
        text, x0, y0, x1, y1 = glyph
        if current:
            gap = x0 - end
            level = abs(y0 - top) + abs(y1 - bottom) < limit
            if level and -limit < gap < limit / 2:
                last = current[-1]
                if text != last.text or x0 - last.x0 > _OVERPRINT * (last.x1 - last.x0):
                    current.append(glyph)
                    end = x1
                continue
            words.append(word_of(current))
        current = [glyph]
        end, top, bottom = x1, y0, y1
        limit = 2 * APART * (y1 - y0)
    if current:
        words.append(word_of(current))
    return _printed_once(words)


def _printed_once(words: list[Word]) -> list[Word]:
    seen: set[tuple[str, int, int]] = set()
    kept = []
    for word in words:
        text, x, y = word.text, word.x0 / 2, word.y0 / 2
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
    left, right = is_cjk(before.glyphs[-1].text), is_cjk(after.glyphs[0].text)
    limit = _APART_CJK if left and right else _APART_MIXED if left or right else APART
    return after.x0 - before.x1 > limit * min(before.size, after.size)


def box_around(boxes: Sequence[Box]) -> Box:
    return (
        min([box[0] for box in boxes]),
        min([box[1] for box in boxes]),
        max([box[2] for box in boxes]),
        max([box[3] for box in boxes]),
    )
