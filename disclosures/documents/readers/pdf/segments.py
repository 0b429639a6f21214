"""Lines of text cut where a wide gap separates two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from disclosures.documents.cjk import is_cjk
from disclosures.documents.readers.pdf.drawing import Edge
from disclosures.documents.readers.pdf.words import Word, box_around, line_text

FIGURE = re.compile(r"[-－−+(（]?[\d０-９][\d０-９,，.．]*[)）]?[%％]?")
AMOUNT = re.compile(r"[-－−(（]?(?:\d{1,3}(?:[,，]\d{3})+(?:[.．]\d+)?|\d+[.．]\d+|\d{4,})[)）]?")
DASH = re.compile(r"[-－−—–─/]{1,4}")
CODE = re.compile(r"\d{2,7}")

_WIDE = 1.0
"""A gap of this many font sizes separates two columns."""
_BETWEEN_FIGURES = 0.5
"""Two figures stand in two columns even where the gap is smaller; a blank inside a figure is narrower."""

_TOUCH = 2.0
"""Text may touch a line, or reach over it by this much."""

_BETWEEN_NAMES = 0.6
"""So do two names; letters that are spread to fill a column stand alone."""


class Segment(NamedTuple):
    """What stands between two wide gaps of a line."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def is_figure(self) -> bool:
        return is_figure_text(self.text)

    @property
    def is_amount(self) -> bool:
        return AMOUNT.fullmatch(self.text) is not None

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2

    def overlap(self, x0: float, x1: float) -> float:
        return min(self.x1, x1) - max(self.x0, x0)


def segments_of(line: Sequence[Word], down: Sequence[Edge] = ()) -> list[Segment]:
    """The segments of a line, from left to right. What a line down the page stands between is apart."""
    groups = [[line[0]]]
    for before, word in pairwise(line):
        is_far = word.x0 - before.x1 > _gap(before, word) * min(before.size, word.size)
        if is_far or (down and is_parted(before, word, down)):
            groups.append([])
        groups[-1].append(word)
    return [Segment(line_text(group), *box_around([word.box for word in group])) for group in groups]


def _gap(before: Word, word: Word) -> float:
    if min(len(before.text), len(word.text)) > 1 and is_cjk(before.text[-1]) and is_cjk(word.text[0]):
        return _BETWEEN_NAMES
    return _BETWEEN_FIGURES if is_figure_text(before.text) and is_figure_text(word.text) else _WIDE


def is_figure_text(text: str) -> bool:
    """A number with nothing beside it, or a dash in place of one."""
    return FIGURE.fullmatch(text) is not None or DASH.fullmatch(text) is not None


def is_parted(before: Word, after: Word, down: Sequence[Edge]) -> bool:
    """Whether a line down the page stands between two words of one line."""
    y = after.middle
    return any(before.x1 - _TOUCH <= e.at <= after.x0 + _TOUCH and e.start <= y <= e.end for e in down)
